import { medianInterval, quantile, quantileInterval } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, goldenCases, type Limits } from "../golden.ts";

interface Expected {
  readonly n: number;
  readonly quantileType7: number;
  readonly lowerRank: number;
  readonly upperRank: number;
  readonly lower: number;
  readonly upper: number;
  readonly coverage: number;
  readonly hettmanspergerSheather?: Limits;
}

const cases = goldenCases<{ x: readonly number[] }, Expected>("quantile_ci");

describe("intervals of quantiles against R's pbinom, 42 cases", () => {
  it("has the ranks, their values and the coverage", () => {
    let unbounded = 0;
    for (const { id, input, params, expected } of cases) {
      const { p, confidence } = params as { p: number; confidence: number };
      const interval = quantileInterval(input.x, p, { confidence });
      const { n, lowerRank, upperRank } = expected;
      expectNear(interval.estimate, expected.quantileType7, id);
      expect(interval.estimate).toBe(quantile(input.x, p));
      expect(interval, id).toMatchObject({
        count: n,
        lowerRank: lowerRank === 0 ? null : lowerRank,
        upperRank: upperRank === n + 1 ? null : upperRank,
        lower: lowerRank === 0 ? null : expected.lower,
        upper: upperRank === n + 1 ? null : expected.upper,
        confidence,
        method: "order-statistics",
      });
      expectNear(interval.coverage, expected.coverage, id, { relative: 1e-13 });
      if (lowerRank === 0 || upperRank > n) {
        unbounded++;
        expect(interval.reason, id).toMatch(/^too few values for /);
      } else expect(interval, id).not.toHaveProperty("reason");
    }
    expect(cases).toHaveLength(42);
    expect(unbounded).toBe(14);
  });

  it("has Hettmansperger and Sheather's limits of the median, in 15 cases", () => {
    let checked = 0;
    for (const { id, input, params, expected } of cases) {
      if (expected.hettmanspergerSheather === undefined) continue;
      checked++;
      const interval = medianInterval(input.x, params);
      expectNear(interval.estimate, expected.quantileType7, id);
      expectLimits(interval, expected.hettmanspergerSheather, id);
    }
    expect(checked).toBe(15);
  });
});
