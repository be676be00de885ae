import { npsMetric, ratings, ratingsFromCounts, ratingsMetric, tally } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scale as anyScale } from "../arbitraries.ts";
import { expectPlain, expectSame } from "../laws.ts";

describe("ratingsFromCounts", () => {
  it("is the tally that the answers would give", () => {
    const counted = ratingsFromCounts([1, 0, 0, 2, 1], { scale: [1, 5], missing: 1, excluded: 2 });
    expect(counted).toStrictEqual(
      tally(ratingsMetric({ scale: [1, 5], offScale: "exclude" }), [5, 4, 4, 1, null, 6, 7]),
    );
  });

  it("takes pairs of point and people; a point not named has nobody", () => {
    const byPoint = new Map<number, number | bigint>([
      [10, 872n],
      [9, 564],
      [-0, 17n],
    ]);
    const counted = ratingsFromCounts(byPoint, { scale: [0, 10] });
    expect(counted).toStrictEqual(ratingsFromCounts([17, 0, 0, 0, 0, 0, 0, 0, 0, 564, 872], { scale: [0, 10] }));
    expect(npsMetric().read(counted)).toMatchObject({ promoters: 1436, detractors: 17 });
  });

  it("reads nobody as nobody", () => {
    const nobody = ratingsFromCounts([0, 0], { scale: [0, 1] });
    expect(nobody).toStrictEqual(ratingsMetric({ scale: [0, 1] }).empty());
  });

  it("merges with counted answers, and does not keep the caller's array", () => {
    const counts = [1, 2];
    const metric = ratingsMetric({ scale: [0, 1] });
    const counted = ratingsFromCounts(counts, { scale: [0, 1] });
    counts[0] = 99;
    expect(metric.read(metric.merge(counted, tally(metric, [1, 0, 0]))).counts).toEqual([3, 3]);
  });

  it("takes Σw and Σw² of each point", () => {
    const rows = [
      { answer: 1, weight: 2 },
      { answer: 3, weight: 0.5 },
      { answer: 3, weight: 1.5 },
    ];
    const weights = { sums: [2, 0, 2], squares: [4, 0, 2.5] };
    const metric = ratingsMetric({ scale: [1, 3] });
    expect(metric.read(ratingsFromCounts([1, 0, 2], { scale: [1, 3], weights }))).toStrictEqual(
      ratings(rows, { scale: [1, 3], value: (row) => row.answer, weight: (row) => row.weight }),
    );
  });

  it("takes −0 for 0", () => {
    const weights = { sums: [-0, 1], squares: [-0, 1] };
    expectPlain(ratingsFromCounts([-0, 1], { scale: [0, 1], missing: -0, excluded: -0, weights }));
  });

  it("refuses what is no count, by its point", () => {
    for (const wrong of [-1, 0.5, Number.NaN, Infinity]) {
      expect(() => ratingsFromCounts([0, wrong], { scale: [1, 2] })).toThrow(
        new RangeError(`count of 2 must be a whole number, 0 or more, got ${wrong}`),
      );
    }
    for (const wrong of ["1", null, true, -1n, {}]) {
      expect(() => ratingsFromCounts([0, wrong as never], { scale: [1, 2] })).toThrow(TypeError);
      expect(() => ratingsFromCounts([0, wrong as never], { scale: [1, 2] })).toThrow(/^count of 2 must be/);
    }
    for (const name of ["missing", "excluded"] as const) {
      expect(() => ratingsFromCounts([0, 1], { scale: [1, 2], [name]: -1 })).toThrow(
        new RangeError(`${name} must be a whole number, 0 or more, got -1`),
      );
    }
  });

  it("refuses a point off the scale, and the wrong number of points", () => {
    for (const wrong of [0, 6, 1.5, Number.NaN]) {
      expect(() => ratingsFromCounts(new Map([[wrong, 1]]), { scale: [1, 5] })).toThrow(
        new RangeError(`point must be a whole number from 1 to 5, got ${wrong}`),
      );
    }
    for (const wrong of [[], [1], [1, 2, 3, 4], [1, 2, 3, 4, 5, 6]]) {
      expect(() => ratingsFromCounts(wrong, { scale: [1, 5] })).toThrow(/^counts must be .* got \d/);
    }
    expect(() => ratingsFromCounts([1, 1], { scale: [2, 1] })).toThrow(/^scale must be/);
    expect(() => ratingsFromCounts([2 ** 53 - 1, 2 ** 53 - 1], { scale: [1, 2] })).toThrow(
      new RangeError("the sum of the counts must be a whole number, 0 or more, got 18014398509481982"),
    );
  });

  it("agrees with the answers written out", () => {
    const counted = anyScale.chain((on) => {
      const points = on[1] - on[0] + 1;
      return fc.tuple(fc.constant(on), fc.array(fc.tuple(fc.nat(points - 1), fc.nat(6)), { maxLength: 9 }));
    });
    fc.assert(
      fc.property(counted, fc.nat(3), ([on, pairs], missing) => {
        const people = new Map(pairs.map(([place, count]) => [on[0] + place, count]));
        const answers = [...people].flatMap(([point, count]) => new Array<number>(count).fill(point));
        const list = [...answers, ...new Array<null>(missing).fill(null)];
        const door = ratingsFromCounts(people, { scale: on, missing });
        expectPlain(door);
        expectSame(door, tally(ratingsMetric({ scale: on }), list));
      }),
    );
  });
});
