import { combine, csat, csatMetric, meanMetric, measure, nps, npsMetric, on, shareMetric, tally } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOn, outcome, weighableOrNone } from "../arbitraries.ts";
import { expectSame, generated, itKeepsTheLaws, sent, thrown } from "../laws.ts";

interface Row {
  readonly recommend: number | null | undefined;
  readonly satisfied: number | null | undefined;
}

const both = () =>
  combine({ nps: on(npsMetric(), (row: Row) => row.recommend), csat: on(csatMetric(), (row: Row) => row.satisfied) });

describe("combine", () => {
  it("measures many things in one pass, by name", () => {
    const rows = [
      { recommend: 10, satisfied: 4 },
      { recommend: 6, satisfied: 2 },
      { recommend: null, satisfied: 5 },
    ];
    const expected = {
      nps: nps([10, 6, null]),
      csat: csat([4, 2, 5]),
    };
    expect(measure(both(), rows)).toStrictEqual(expected);
    expect(measure(both(), generated(rows))).toStrictEqual(expected);
    expect(Object.keys(measure(both(), rows))).toEqual(["nps", "csat"]);
  });

  it("has one weight for all", () => {
    const rows = [
      { recommend: 10, satisfied: 1, weight: 3 },
      { recommend: 0, satisfied: 5, weight: 1 },
    ];
    const weighing = { value: (row: (typeof rows)[number]) => row, weight: (row: (typeof rows)[number]) => row.weight };
    for (const items of [rows, generated(rows)]) {
      const result = measure(both(), items, weighing);
      expect(result).toMatchObject({ nps: { score: 50, weight: 4 }, csat: { score: 25, weight: 4 } });
    }
  });

  it("has parts without a headline where nobody answered", () => {
    expect(measure(both(), [])).toMatchObject({ nps: { score: null }, csat: { score: null } });
  });

  it("nests", () => {
    const nested = combine({ inner: combine({ mean: meanMetric() }), outer: meanMetric() });
    expect(measure(nested, [1, 3])).toMatchObject({ inner: { mean: { mean: 2 } }, outer: { mean: 2 } });
  });

  it("reads the tallies of the parts alone", () => {
    const counted = tally(both(), [{ recommend: 9, satisfied: 5 }]);
    expectSame(counted.parts.nps, tally(npsMetric(), [9]));
  });

  it("refuses to merge with a combination of other names, or of other parts", () => {
    const other = combine({ nps: npsMetric(), ces: csatMetric() });
    const sameNames = combine({ nps: csatMetric(), csat: csatMetric() });
    const mine = tally(both(), []);
    expect(() => both().merge(mine, tally(other, []) as never)).toThrow(TypeError);
    expect(() => both().read(tally(other, []))).toThrow(TypeError);
    expect(() => both().merge(mine, tally(sameNames, []) as never)).toThrow(
      new TypeError('nps: tally must be of ratings 0..10, got "ratings 1..5"'),
    );
  });

  it("does not mind the order of the parts", () => {
    const turned = combine({
      csat: on(csatMetric(), (row: Row) => row.satisfied),
      nps: on(npsMetric(), (row: Row) => row.recommend),
    });
    const rows = [{ recommend: 9, satisfied: 5 }];
    expect(turned.read(sent(turned.merge(tally(both(), rows), tally(turned, rows))))).toMatchObject({
      nps: { count: 2 },
    });
  });

  it("names the part in front of its error", () => {
    const error = thrown(() =>
      measure(both(), [
        { recommend: 1, satisfied: 1 },
        { recommend: 1, satisfied: 9 },
      ]),
    );
    expect(error).toBeInstanceOf(RangeError);
    expect(error.message).toBe("csat: answer must be a whole number from 1 to 5, got 9 at index 1");
    expect(error.cause).toBeInstanceOf(RangeError);
    expect(thrown(() => measure(both(), [{ recommend: "9", satisfied: 1 } as never]))).toBeInstanceOf(TypeError);
    const own = new Error("no such column");
    const failing = combine({
      a: on(meanMetric(), () => {
        throw own;
      }),
    });
    expect(thrown(() => measure(failing, [1]))).toBe(own);
  });

  it("names the first item refused, whichever part refuses it", () => {
    const rows = [
      { recommend: 1, satisfied: 1 },
      { recommend: 1, satisfied: 9 },
      { recommend: 99, satisfied: 1 },
    ];
    for (const items of [rows, generated(rows), new Set(rows)]) {
      expect(() => measure(both(), items)).toThrow(/^csat: .* at index 1$/);
    }
  });

  it("refuses what has no parts", () => {
    for (const none of [undefined, null, "nps", 5]) {
      expect(() => combine(none as never)).toThrow(/^parts must be metrics by name, got /);
    }
  });
});

const row = fc.record({
  recommend: answerOn([0, 10]),
  satisfied: answerOn([1, 5]),
  seconds: weighableOrNone,
  fixed: outcome,
});

itKeepsTheLaws(
  "combine",
  () =>
    combine({
      nps: on(npsMetric(), (item: { recommend: number | null | undefined }) => item.recommend),
      csat: on(csatMetric(), (item: { satisfied: number | null | undefined }) => item.satisfied),
      fixed: on(
        shareMetric({ rule: "fixed" }),
        (item: { fixed: boolean | 0 | 1 | "pending" | null | undefined }) => item.fixed,
      ),
    }),
  { observation: row },
  {
    headline: (result) => result.nps.score,
    foreign: [npsMetric().empty(), combine({ a: npsMetric() }).empty()],
    slack: () => 1e-9,
    maxLength: 15,
  },
);
