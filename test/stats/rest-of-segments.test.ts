import {
  compareMeans,
  compareWithRest,
  durations,
  durationsMetric,
  mean,
  meanMetric,
  measureBy,
  ratings,
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

  it("refuses weighted means, which cannot be pooled, and numbers that are none", () => {
    const weighted = mean([1, 2], { weight: () => 2 });
    const plain = mean([3, 4]);
    const segments = new Map([
      ["a", plain],
      ["b", weighted],
    ]);
    expect(() => compareWithRest(segments, compareMeans)).toThrow(
      new RangeError("a mean must not be weighted to be added to others, got 2 at index 1"),
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
function expectNear(found: object, expected: object, slack: number): void {
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  const numbers = Object.values(expected).filter((part) => typeof part === "number");
  const size = Math.max(1, ...numbers.map(Math.abs));
  for (const [field, part] of Object.entries(expected)) {
    const ours = (found as Record<string, unknown>)[field];
    if (typeof part === "number") expect(Math.abs((ours as number) - part)).toBeLessThanOrEqual(slack * size);
    else expect(ours).toEqual(part);
  }
}
