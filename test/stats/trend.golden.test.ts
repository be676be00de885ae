import { changePoint, confidenceSequence, mannKendall, meanInterval } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { moverLinear } from "../../src/stats/mover-linear.ts";
import { expectLimits, expectNear, goldenCases, zOf } from "../golden.ts";

interface Series {
  readonly series: readonly number[];
}

describe("Mann–Kendall and Theil–Sen against R, 18 cases", () => {
  interface Expected {
    readonly S: number;
    readonly varS: number;
    readonly z: number;
    readonly p: number;
    readonly tauB: number;
    readonly senSlope: number;
    readonly senLower: number;
    readonly senUpper: number;
    readonly senIntercept: number;
  }
  const cases = goldenCases<Series, Expected>("mann_kendall");

  it("has statistic, variance, p-value, τ-b, slope, limits and intercept", () => {
    let boundless = 0;
    for (const { id, input, params, expected } of cases) {
      const { confidence } = params as { readonly confidence: number };
      const scale = Math.max(...input.series.map(Math.abs));
      const trend = mannKendall(input.series, { confidence });
      expect(trend.s, id).toBe(expected.S);
      expectNear(trend.variance, expected.varS, id);
      expectNear(trend.pValue, expected.p, id, { relative: 1e-11 });
      if (Number.isNaN(expected.tauB)) expect(trend.tau, id).toBeNull();
      else expectNear(trend.tau, expected.tauB, id);
      expectNear(trend.estimate, expected.senSlope, id, { scale });
      // Theirs of up to four values are the ends of all slopes, which hold the truth less often than is said: for two, never.
      if (input.series.length < 5) {
        boundless++;
        expect([trend.lower, trend.upper, trend.reason], id).toEqual([null, null, "too few values for limits"]);
      } else expectLimits(trend, [expected.senLower, expected.senUpper], id, { scale, relative: 1e-11 });
      // Theirs is the line's value one period before the first.
      expectNear(trend.intercept! - trend.estimate!, expected.senIntercept, id, { scale });
    }
    expect(cases).toHaveLength(18);
    expect(boundless).toBe(4);
  });
});

describe("Pettitt’s change point against R, 18 cases", () => {
  const cases = goldenCases<Series, { readonly K: number; readonly changeAfterIndex: number; readonly p: number }>(
    "pettitt",
  );

  it("has statistic, place and p-value; of equal values, no place", () => {
    let level = 0;
    for (const { id, input, expected } of cases) {
      const change = changePoint(input.series);
      expect(change.statistic, id).toBe(expected.K);
      expectNear(change.pValue, expected.p, id, { relative: 1e-12, absolute: 1e-15 });
      if (expected.K === 0) {
        level++;
        expect(change.index, id).toBeNull();
      } else expect(change.index, id).toBe(expected.changeAfterIndex);
    }
    expect(cases).toHaveLength(18);
    expect(level).toBe(1);
  });
});

describe("confidence sequences against mpmath, 18 cases", () => {
  interface Input {
    readonly n: number;
    readonly sd: number;
    readonly alpha: number;
    readonly optimiseFor: number;
  }
  const cases = goldenCases<Input, { readonly halfWidth: number; readonly fixedNHalfWidth: number }>(
    "confidence_sequence",
  );

  it("has the width of every look, which is more than that of one", () => {
    for (const { id, input, expected } of cases) {
      const { n: count, sd: standardDeviation, alpha, optimiseFor: tightestAt } = input;
      const confidence = 1 - alpha;
      const { lower, upper } = confidenceSequence({ count, mean: 0, standardDeviation }, { confidence, tightestAt });
      expectNear(upper, expected.halfWidth, id);
      expect(lower, id).toBe(-upper!);
      expectNear((zOf(confidence) * standardDeviation) / Math.sqrt(count), expected.fixedNHalfWidth, id);
      expect(upper!, id).toBeGreaterThan(expected.fixedNHalfWidth);
      if (count < 2) continue;
      const once = meanInterval(
        { count, mean: 0, standardError: standardDeviation / Math.sqrt(count) },
        { confidence },
      );
      if (count > 10) expect(upper!, id).toBeGreaterThan(once.upper!);
    }
    expect(cases).toHaveLength(18);
  });
});

describe("limits of linear combinations against R, 19 cases", () => {
  interface Input {
    readonly estimates: readonly number[];
    readonly lower: readonly number[];
    readonly upper: readonly number[];
    readonly coefficients: readonly number[];
  }
  interface Expected {
    readonly estimate: number;
    readonly lower: number;
    readonly upper: number;
  }
  const cases = goldenCases<Input, Expected>("mover_linear");

  it("has estimate and limits, of any coefficients", () => {
    for (const { id, input, expected } of cases) {
      const parts = input.estimates.map((estimate, index) => ({
        estimate,
        lower: input.lower[index]!,
        upper: input.upper[index]!,
      }));
      const combined = moverLinear(parts, input.coefficients);
      expectNear(combined.estimate, expected.estimate, id);
      expectLimits(combined, [expected.lower, expected.upper], id);
    }
    expect(cases).toHaveLength(19);
  });
});
