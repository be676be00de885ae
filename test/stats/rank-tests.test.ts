import { brunnerMunzel, mannWhitney } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain } from "../laws.ts";

const sample = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
  maxLength: 12,
});

/** The share of pairs in which the first exceeds the second, ties counted half. */
function superiority(first: readonly number[], second: readonly number[]): number | null {
  const pairs = first.flatMap((a) => second.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)));
  return pairs.length === 0 ? null : pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length;
}

describe("brunnerMunzel and mannWhitney", () => {
  it("tell the share of pairs in which the first exceeds the second", () => {
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const expected = superiority(first, second);
        for (const [estimate, result] of [
          [brunnerMunzel(first, second).estimate, brunnerMunzel(first, second)],
          [mannWhitney(first, second).probability, mannWhitney(first, second)],
        ] as const) {
          expectPlain(result);
          if (expected === null) expect(estimate).toBe(null);
          else expect(estimate).toBeCloseTo(expected, 12);
        }
      }),
    );
  });

  it("say the opposite of samples the other way round, and the same of any order and any rising scale", () => {
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const [one, other] = [brunnerMunzel(first, second), brunnerMunzel(second, first)];
        if (one.estimate !== null) expect(one.estimate + other.estimate!).toBeCloseTo(1, 12);
        if (one.lower === null) expect(other.upper).toBe(null);
        else expect(one.lower + other.upper!).toBeCloseTo(1, 9);
        if (one.pValue === null) expect(other.pValue).toBe(null);
        else expect(one.pValue).toBeCloseTo(other.pValue!, 9);
        const test = mannWhitney(first, second);
        expect(mannWhitney(second, first).pValue).toEqual(test.pValue);
        // Doubling is exact, and keeps every order.
        const scaled = [first, second].map((list) => list.map((x) => 2 * x).reverse()) as [number[], number[]];
        expect(brunnerMunzel(...scaled).estimate).toBe(one.estimate);
        expect(mannWhitney(...scaled)).toEqual(test);
      }),
    );
  });

  it("have limits around the estimate, and a p-value that agrees with them", () => {
    fc.assert(
      fc.property(sample, sample, fc.double({ min: 0.5, max: 0.999, noNaN: true }), (first, second, confidence) => {
        const { estimate, lower, upper, pValue } = brunnerMunzel(first, second, { confidence });
        if (lower === null || upper === null || pValue === null) return;
        expect(lower).toBeLessThanOrEqual(estimate!);
        expect(upper).toBeGreaterThanOrEqual(estimate!);
        const margin = Math.abs(pValue - (1 - confidence));
        if (margin > 1e-9 && lower > 0 && upper < 1) expect(pValue < 1 - confidence).toBe(lower > 0.5 || upper < 0.5);
      }),
    );
  });
});
