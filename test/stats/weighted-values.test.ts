import { mean, meanMetric, tally } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectSame } from "../laws.ts";

const values = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const weights = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
const reading = {
  value: ([value]: readonly [number, number, number]) => value,
  weight: ([, weight]: readonly [number, number, number]) => weight,
};

describe("the sums of weighted values", () => {
  it("leave no spread where all values are one and the same", () => {
    fc.assert(
      fc.property(values, fc.array(weights, { minLength: 2, maxLength: 20 }), (value, list) => {
        const rows = list.map((weight) => [value, weight, 0] as const);
        const { standardDeviation, standardError } = mean(rows, reading);
        // Squares that are too small for doubles leave a trace.
        const least = Math.abs(value) < 1e-130 ? 1e-150 : 0;
        expect(standardDeviation).toBeLessThanOrEqual(least);
        expect(standardError).toBeLessThanOrEqual(least);
      }),
    );
  });

  it("of parts make those of the whole, bit for bit, in any order", () => {
    const rows = fc.array(fc.tuple(values, weights, fc.nat(2)), { maxLength: 40 });
    fc.assert(
      fc.property(rows, (list) => {
        const metric = meanMetric();
        const parts = [2, 0, 1].map((part) => list.filter((row) => row[2] === part));
        const [first, second, third] = parts.map((part) => tally(metric, part, reading));
        const whole = tally(metric, [...list].reverse(), reading);
        expectSame(metric.merge(metric.merge(first!, second!), third!), whole);
      }),
    );
  });
});
