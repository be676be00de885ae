import {
  type AnyMetric,
  compareMeans,
  compareWithRest,
  csatMetric,
  durations,
  durationsMetric,
  type MeanResult,
  mean,
  meanMetric,
  measureBy,
  ratings,
  ratingsMetric,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const segmentOf = (row: { readonly segment: number }) => row.segment;
const value = (row: { readonly value: number | null }) => row.value;

describe("the mean of a segment against that of the rest", () => {
  it("is compared by Welch with what all other rows give, counted anew", () => {
    const row = fc.record({
      segment: fc.nat(4),
      value: fc.oneof(
        fc.integer({ min: -20, max: 20 }),
        fc.integer({ min: -1e6, max: 1e6 }).map((eighths) => eighths / 8),
        fc.constant(null),
      ),
    });
    const offset = fc.constantFrom(0, 1e9);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), offset, (rows, far) => {
        const read = (one: { readonly value: number | null }) => (one.value === null ? null : one.value + far);
        const means = measureBy(meanMetric(), rows, segmentOf, { value: read });
        for (const [segment, { adjustedPValue, ...found }] of compareWithRest(means, compareMeans)) {
          const others = rows.filter((one) => one.segment !== segment);
          const expected = compareMeans(means.get(segment)!, mean(others, { value: read }));
          // A mean far from 0 has so many digits only.
          expectNear(found, expected, far === 0 ? 1e-10 : 1e-5);
          if (found.pValue === null) expect(adjustedPValue).toBeNull();
          else expect(adjustedPValue!).toBeGreaterThanOrEqual(found.pValue);
        }
      }),
    );
  });

  it("is null with its reason where the rest is one person, or nobody", () => {
    const rows = [1, 2, 3, 5].map((step, index) => ({ value: step, segment: index < 3 ? 0 : 1 }));
    for (const weight of [undefined, (row: (typeof rows)[number]) => row.value]) {
      const means = measureBy(meanMetric(), rows, segmentOf, weight ? { value, weight } : { value });
      const one = mean([rows[3]!], weight ? { value, weight } : { value });
      const { adjustedPValue, ...found } = compareWithRest(means, compareMeans).get(0)!;
      expect([found, adjustedPValue]).toEqual([compareMeans(means.get(0)!, one), null]);
      const alone = compareWithRest(new Map([[0, means.get(0)!]]), compareMeans).get(0)!;
      expect(alone).toMatchObject({ difference: null, lower: null, upper: null, pValue: null });
    }
  });

  it("keeps the spread of values far from 0", () => {
    const near = [1, 2, 3, 4, 5, 6].map((step, index) => ({ value: 1e12 + step, segment: index % 3 }));
    const means = measureBy(meanMetric(), near, segmentOf, { value });
    const first = compareWithRest(means, compareMeans).get(0)!;
    const expected = compareMeans(mean([1, 4]), mean([2, 5, 3, 6]));
    expect(first.difference).toBe(-1.5);
    expect(first.pValue!).toBeCloseTo(expected.pValue!, 9);
    expect(first.upper!).toBeCloseTo(expected.upper!, 6);
  });

  it("takes ratings and durations as well, in hand or from a sketch", () => {
    const rows = [300, 340, 260, 200, 240, 220].map((seconds, index) => ({ value: seconds, segment: index >> 1 }));
    const expected = compareMeans(mean([300, 340]), mean([260, 200, 240, 220]));
    const sketched = measureBy(durationsMetric(), rows, segmentOf, { value });
    const inHand = new Map(
      [0, 1, 2].map((segment) => [segment, durations([0, 1].map((at) => rows[2 * segment + at]!.value))]),
    );
    for (const segments of [sketched, inHand]) {
      expectNear(
        compareWithRest(segments, compareMeans).get(0)!,
        { ...expected, adjustedPValue: expect.any(Number) },
        1e-9,
      );
    }
    const scale = [1, 5] as const;
    const rated = new Map([
      ["a", ratings([5, 4, 4], { scale })],
      ["b", ratings([3, 2], { scale })],
      ["c", ratings([1, 3], { scale })],
    ]);
    const { adjustedPValue: _, ...found } = compareWithRest(rated, compareMeans).get("a")!;
    expectNear(found, compareMeans(mean([5, 4, 4]), mean([3, 2, 1, 3])), 1e-12);
  });

  it("has no limits where rest or segment has fewer than two values", () => {
    const means = new Map([
      ["one", mean([4])],
      ["none", mean([])],
      ["two", mean([1, 3])],
    ]);
    const compared = compareWithRest(means, compareMeans);
    expect(compared.get("two")).toMatchObject({ difference: -2, reason: "a spread needs two values in each sample" });
    expect(compared.get("none")).toMatchObject({ difference: null, reason: "a sample is empty" });
    expect(compared.get("one")).toMatchObject({ difference: 2, adjustedPValue: null });
    expect(compareWithRest(new Map([["alone", mean([1, 2])]]), compareMeans).get("alone")?.reason).toBe(
      "a sample is empty",
    );
  });

  describe("where people are weighted", () => {
    const rows = (weight: fc.Arbitrary<number>) =>
      fc.array(fc.record({ segment: fc.nat(4), value: fc.integer({ min: -80, max: 80 }), weight }), {
        minLength: 1,
        maxLength: 40,
      });
    const usual = rows(fc.oneof(fc.double({ min: 0.1, max: 10, noNaN: true }), fc.constantFrom(0, 1)));
    const weight = (row: { readonly weight: number }) => row.weight;

    it("is compared with what all other rows give, with the linearised error of their weights", () => {
      fc.assert(
        fc.property(usual, fc.constantFrom(0, 1e6), (people, far) => {
          const reading = { value: (row: { readonly value: number }) => row.value + far, weight };
          const means = measureBy(meanMetric(), people, segmentOf, reading);
          for (const [segment, { adjustedPValue: _, ...found }] of compareWithRest(means, compareMeans)) {
            const others = people.filter((one) => one.segment !== segment);
            const expected = compareMeans(means.get(segment)!, mean(others, reading));
            expectNear(found, expected, far === 0 ? 1e-9 : 1e-6);
          }
        }),
      );
    });

    it("is as without weights where all weigh the same, and minds no unit of the weights", () => {
      const unit = fc.double({ min: 1e-30, max: 1e30, noNaN: true });
      fc.assert(
        fc.property(usual, unit, (people, times) => {
          const comparedBy = (weigh?: (row: { readonly weight: number }) => number) =>
            compareWithRest(measureBy(meanMetric(), people, segmentOf, { value, weight: weigh }), compareMeans);
          const pairs = [
            [comparedBy(), comparedBy(() => times)],
            [comparedBy(weight), comparedBy((row) => row.weight * times)],
          ] as const;
          for (const [expected, found] of pairs) {
            for (const [segment, one] of expected) expectNear(found.get(segment)!, one, 1e-9);
          }
        }),
      );
    });

    it("takes weighted ratings, durations and readings of satisfaction, and some with weights beside some without", () => {
      const point = fc.record({
        segment: fc.nat(3),
        value: fc.integer({ min: 1, max: 5 }),
        weight: fc.constantFrom(0.5, 1, 3),
      });
      fc.assert(
        fc.property(fc.array(point, { minLength: 1, maxLength: 30 }), (people) => {
          const means = measureBy(meanMetric(), people, segmentOf, { value, weight });
          const expected = compareWithRest(means, compareMeans);
          const others: AnyMetric[] = [ratingsMetric({ scale: [1, 5] }), csatMetric(), durationsMetric()];
          for (const metric of others) {
            const segments = measureBy(metric, people, segmentOf, { value, weight });
            const found = compareWithRest(segments, compareMeans);
            for (const [segment, one] of expected) expectNear(found.get(segment)!, one, 1e-9);
          }
        }),
      );
      const heavy = mean([3, 4, 8], { weight: (_, index) => 1 + index });
      const mixed = new Map([
        ["a", mean([1, 2])],
        ["b", heavy],
        ["c", mean([5, 9, 9])],
      ]);
      const { adjustedPValue: _, ...found } = compareWithRest(mixed, compareMeans).get("a")!;
      const rest = mean([3, 4, 8, 5, 9, 9], { weight: (_value, index) => (index < 3 ? 1 + index : 1) });
      expectNear(found, compareMeans(mean([1, 2]), rest), 1e-12);
    });

    it("gives the rest's size and covariance too", () => {
      const parts = [mean([3, 4], { weight: () => 2 }), mean([5, 9, 1], { weight: (one) => one as number }), mean([7])];
      const rest = mean([5, 9, 1, 7], { weight: (_, index) => [5, 9, 1, 1][index]! });
      const seen: object[] = [];
      compareWithRest(new Map(parts.map((part, index) => [index, part as MeanResult])), (one, other) => {
        seen.push(other);
        return compareMeans(one, other);
      });
      const { definition: _, missing: _missing, excluded: _excluded, ...expected } = rest;
      expect(Object.keys(seen[0]!).sort()).toEqual(Object.keys(expected).sort());
      expectNear(seen[0]!, expected, 1e-12, Object.keys(seen[0]!));
    });
  });

  it("refuses weighted means without what pooling takes, and numbers that are none", () => {
    const { weightCovariance: _, ...weighted } = mean([1, 2], { weight: () => 2 });
    const plain = mean([3, 4]);
    const segments = new Map<string, Omit<MeanResult, "weightCovariance">>([
      ["a", plain],
      ["b", weighted],
    ]);
    expect(() => compareWithRest(segments, compareMeans)).toThrow(
      new TypeError("weightCovariance must be a finite number, got undefined at index 1"),
    );
    expect(() => compareWithRest(new Map([["a", { ...plain, mean: null }]]), compareMeans)).toThrow(
      new TypeError("mean must be a finite number, got null at index 0"),
    );
    expect(() => compareWithRest(new Map([["a", { ...plain, standardDeviation: Number.NaN }]]), compareMeans)).toThrow(
      new RangeError("standardDeviation must be a finite number, got NaN at index 0"),
    );
    expect(() => compareWithRest(new Map([["a", { ...plain, count: -1 }]]), compareMeans)).toThrow(RangeError);
  });
});

/** Equal but for rounding: numbers up to `slack` of the size of the limits. */
function expectNear(found: object, expected: object, slack: number, fields = Object.keys(expected)): void {
  expect(Object.keys(found)).toEqual(fields);
  const numbers = Object.values(expected).filter((part) => typeof part === "number");
  const size = Math.max(1, ...numbers.map(Math.abs));
  for (const [field, part] of Object.entries(expected)) {
    const ours = (found as Record<string, unknown>)[field];
    if (typeof part === "number") expect(Math.abs((ours as number) - part)).toBeLessThanOrEqual(slack * size);
    else expect(ours).toEqual(part);
  }
}
