import { type AnyMetric, csatMetric, meanMetric, measure, nps, npsMetric, ratingsMetric } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOn, weight } from "../arbitraries.ts";
import { expectSame, thrown } from "../laws.ts";

describe("measure", () => {
  it("counts and reads in one call", () => {
    const rows = [
      { recommend: 10, weight: 2 },
      { recommend: 4, weight: 1 },
      { recommend: null, weight: 1 },
    ];
    expect(measure(npsMetric(), rows, { value: (row) => row.recommend }).score).toBe(0);
    expect(
      measure(npsMetric(), rows, { value: (row) => row.recommend, weight: (row) => row.weight }).score,
    ).toBeCloseTo(100 / 3, 12);
    expect(measure(meanMetric(), []).mean).toBe(null);
  });

  it("is what the function of the same name gives", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(answerOn([0, 10]), weight)), (rows) => {
        const value = ([answer]: (typeof rows)[number]) => answer;
        expectSame(measure(npsMetric(), rows, { value }), nps(rows, { value }));
        const weighing = { value, weight: ([, weight]: (typeof rows)[number]) => weight };
        expectSame(measure(npsMetric(), rows, weighing), nps(rows, weighing));
      }),
    );
  });

  it("reads what can be read only once, once", () => {
    let read = 0;
    const once = {
      *[Symbol.iterator]() {
        read++;
        yield* [5, 4];
      },
    };
    expect(measure(csatMetric(), once).count).toBe(2);
    expect(measure(meanMetric(), once).count).toBe(2);
    expect(read).toBe(2);
  });

  it("refuses what cannot be read item by item", () => {
    for (const metric of [npsMetric(), meanMetric(), ratingsMetric({ scale: [0, 1] })] as AnyMetric[]) {
      for (const wrong of [
        "10",
        10,
        null,
        undefined,
        {},
        1n,
        true,
        () => [1],
        new DataView(new ArrayBuffer(8)),
        new Date(),
      ]) {
        const error = thrown(() => measure(metric, wrong as never));
        expect(error).toBeInstanceOf(TypeError);
        expect(error.message).toMatch(/^items must be .+, got .+$/);
      }
    }
  });
});
