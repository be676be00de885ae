import { type MeanKind, powerMean } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const score = fc.double({ min: 0.01, max: 100, noNaN: true });
const part = fc.record({ value: score, weight: fc.double({ min: 0.01, max: 10, noNaN: true }), rank: fc.nat() });
const parts = fc.array(part, { minLength: 1, maxLength: 12 });
const power = fc.oneof(
  fc.constantFrom<MeanKind>("arithmetic", "geometric", "harmonic", "minimum", "maximum"),
  fc.double({ min: -100, max: 100, noNaN: true }),
  fc.double({ min: -1e-3, max: 1e-3, noNaN: true }),
);
const powerNumber = (mean: MeanKind) =>
  ({ arithmetic: 1, geometric: 0, harmonic: -1, minimum: -Infinity, maximum: Infinity })[mean as string] ??
  Number(mean);
const of = (list: readonly { readonly value: number; readonly weight: number }[], mean: MeanKind) =>
  powerMean(
    list.map(({ value }) => value),
    { mean, weights: list.map(({ weight }) => weight) },
  )!;

describe("powerMean", () => {
  it("is nothing of nothing", () => {
    expect(powerMean([])).toBe(null);
    expect(powerMean([], { weights: [] })).toBe(null);
  });

  it("leaves values of weight 0 out, even a zero under the geometric mean", () => {
    expect(powerMean([0, 40], { weights: [0, 1], mean: "geometric" })).toBeCloseTo(40, 12);
  });

  it("takes any number where a mean allows it", () => {
    expect(powerMean([-10, 20])).toBe(5);
    expect(powerMean([-10, 20], { mean: "minimum" })).toBe(-10);
    expect(powerMean([-1e140, 1e140])).toBe(0);
    expect(powerMean([0, 0], { mean: 3 })).toBe(0);
    expect(powerMean([0, 0], { mean: "harmonic" })).toBe(0);
  });

  it("holds at the ends of the doubles", () => {
    expect(powerMean([1e140, 1e140], { mean: 100, weights: [1e140, 1e-140] })).toBe(1e140);
    expect(powerMean([5e-324, 1e140], { mean: -100 })).toBe(5e-324);
    expect(powerMean([5e-324, 5e-324], { mean: "geometric" })).toBe(5e-324);
  });

  it("lies between the least and the greatest, whatever the power", () => {
    fc.assert(
      fc.property(parts, power, (list, mean) => {
        const found = of(list, mean);
        expect(found).toBeGreaterThanOrEqual(Math.min(...list.map(({ value }) => value)));
        expect(found).toBeLessThanOrEqual(Math.max(...list.map(({ value }) => value)));
      }),
    );
  });

  it("rises with its power", () => {
    fc.assert(
      fc.property(parts, power, power, (list, one, other) => {
        const [low, high] = powerNumber(one) < powerNumber(other) ? [one, other] : [other, one];
        expect(of(list, high)).toBeGreaterThanOrEqual(of(list, low) * (1 - 1e-12));
      }),
    );
  });

  it("rises with every value", () => {
    fc.assert(
      fc.property(parts, power, fc.nat(), score, (list, mean, pick, more) => {
        const higher = list.map((one, index) =>
          index === pick % list.length ? { ...one, value: one.value + more } : one,
        );
        expect(of(higher, mean)).toBeGreaterThanOrEqual(of(list, mean) * (1 - 1e-12));
      }),
    );
  });

  it("does not mind the order, nor a factor in all weights", () => {
    fc.assert(
      fc.property(parts, power, (list, mean) => {
        const shuffled = [...list].sort((a, b) => a.rank - b.rank);
        expect(of(shuffled, mean)).toBe(of(list, mean));
        const doubled = list.map((one) => ({ ...one, weight: 4 * one.weight }));
        expect(of(doubled, mean)).toBe(of(list, mean));
      }),
    );
  });

  it("refuses what is no value, no weight or no mean", () => {
    expect(() => powerMean([1, Number.NaN])).toThrow("value must be a number from -1e140 to 1e140, got NaN at index 1");
    expect(() => powerMean([1, -1], { mean: 0.5 })).toThrow(
      "value must be a number from 0 to 1e140, got -1 at index 1",
    );
    expect(() => powerMean(["7" as never])).toThrow(TypeError);
    expect(() => powerMean([1, 2], { weights: [1] })).toThrow(
      "weight must be a number from 0 to 1e140, got undefined at index 1",
    );
    expect(() => powerMean([1], { weights: [1, 2] })).toThrow("weights must be as many as values, got 2 for 1 values");
    expect(() => powerMean([1], { weights: [0] })).toThrow("weights must not all be 0");
    expect(() => powerMean([1], { weights: [-1] })).toThrow(
      "weight must be a number from 0 to 1e140, got -1 at index 0",
    );
    expect(() => powerMean([1], { mean: "median" as never })).toThrow('mean must be "arithmetic"');
    expect(() => powerMean([1], { mean: 101 })).toThrow("got 101");
    expect(() => powerMean(5 as never)).toThrow("values must be iterable");
  });
});
