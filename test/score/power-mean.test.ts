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

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

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

  it("keeps its digits where values or weights are further apart than doubles reach", () => {
    // Powers of 2 whose mean has a closed form: values 2^128k at the power j / 128 are whole powers of 2 again.
    const far = fc.record({
      k: fc.integer({ min: -8, max: 3 }),
      weight: fc.double({ min: 0.01, max: 10, noNaN: true }),
    });
    const j = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: -60, max: -1 }));
    fc.assert(
      fc.property(fc.array(far, { minLength: 1, maxLength: 8 }), j, (list, step) => {
        const whole = sum(list.map(({ weight }) => weight));
        const powers = sum(list.map(({ k, weight }) => weight * 2 ** (k * step))) / whole;
        // The root in two steps, as it may be beyond the doubles where the mean is not.
        const places = list.map(({ k }) => k);
        const centre = step > 0 ? Math.max(...places) : Math.min(...places);
        const half = (powers / 2 ** (centre * step)) ** (64 / step);
        const expected = 2 ** (128 * centre) * half * half;
        const found = of(
          list.map(({ k, weight }) => ({ value: 2 ** (128 * k), weight })),
          step / 128,
        );
        expect(Math.abs(found / expected - 1)).toBeLessThan(1e-12);
      }),
    );
    // Against mpmath.
    const cases: readonly [values: number[], weights: number[], mean: MeanKind, expected: number][] = [
      [[1e-200, 1e120], [1, 1], 1e-5, 1.9711978880617467e-40],
      [[1e-200, 1e120], [1, 1], -1e-5, 5.073057383311662e-41],
      [[1e-200, 1e120], [1, 3], 0.01, 3.275362872886851e107],
      [[1e-200, 1e120], [1, 3], -0.01, 1.3300576025445635e-140],
      [[1e-300, 1e-10, 1e140], [2, 3, 5], -0.002, 1.596703061017959e-69],
      [[1e-300, 1e-10, 1e140], [2, 3, 5], 0.002, 1.6029673672843183e55],
      [[1e-300, 1e-10, 1e140], [2, 3, 5], "geometric", 1e7],
      [[1e-300, 1e140], [1e-300, 1e140], "harmonic", 5e139],
      [[1e-300, 1e140], [1e140, 1e-300], 3, 2.1544346900318838e-7],
      [[1e-160, 1e140], [1e-200, 1e140], -0.9, 1e140],
      [[1e-300, 1e140], [1e-200, 1e140], -0.01, 1e140],
      [[1e-300, 1e140], [1, 1], "harmonic", 2e-300],
      [[1e-300, 1e140], [1e140, 1e-175], 3, 1e35],
      [[1e-300, 1e140], [1e-4, 1], -0.01, 2.820307204134388e85],
    ];
    for (const [values, weights, mean, expected] of cases) {
      expect(Math.abs(powerMean(values, { weights, mean })! / expected - 1)).toBeLessThan(1e-12);
    }
    expect(powerMean([5e-324, 1e140], { weights: [1e140, 5e-324], mean: "maximum" })).toBe(1e140);
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
