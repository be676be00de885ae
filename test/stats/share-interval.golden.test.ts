import { mean, meanInterval, share, shareInterval } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, goldenCases, type Limits, zOf } from "../golden.ts";

describe("Wilson's interval against R's prop.test, 66 cases", () => {
  it("has rate and limits", () => {
    const cases = goldenCases<{ x: number; n: number }, { estimate: number; wilson: Limits }>("binom_ci");
    for (const { id, input, params, expected } of cases) {
      const interval = shareInterval({ numerator: input.x, denominator: input.n }, params);
      expect(interval).toMatchObject({ confidence: params!.confidence, method: "wilson" });
      expectNear(interval.estimate, expected.estimate, id);
      expectLimits(interval, expected.wilson, id);
      if (input.x === 0) expect(interval.lower, id).toBe(0);
      if (input.x === input.n) expect(interval.upper, id).toBe(1);
    }
    expect(cases).toHaveLength(66);
  });
});

interface Weighed {
  readonly y: readonly (0 | 1)[];
  readonly weights: readonly number[];
}

interface Expected {
  readonly estimate: number;
  readonly se: number;
  readonly df: number;
  readonly ci_mean?: Limits;
  readonly nEff?: number;
  readonly wilsonNeff?: Limits;
  readonly wilsonKish?: Limits;
  readonly kish?: number;
}

/** Wilson's interval as it is printed: centre and half-width. */
function wilson(p: number, n: number, z: number): Limits {
  const centre = (n * p + (z * z) / 2) / (n + z * z);
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
  return [p === 0 ? 0 : centre - half, p === 1 ? 1 : centre + half];
}

describe("weighted shares against R's survey, 18 cases", () => {
  const cases = goldenCases<Weighed, Expected>("survey_prop_ci");
  const each = (check: (weighed: Weighed, expected: Expected, confidence: number, id: string) => void) => {
    for (const { id, input, params, expected } of cases) check(input, expected, params!.confidence!, id);
    expect(cases).toHaveLength(18);
  };
  const kishOf = (weights: readonly number[]) =>
    weights.reduce((sum, w) => sum + w, 0) ** 2 / weights.reduce((sum, w) => sum + w * w, 0);
  const weigh = ({ y, weights }: Weighed) => share(y, { weight: (_, index) => weights[index]! });

  it("has the rate, and its linearised standard error", () => {
    each(({ y, weights }, { estimate, se, df }, _, id) => {
      const hits = y.filter((outcome) => outcome === 1).length;
      expect(weigh({ y, weights })).toMatchObject({ numerator: hits, denominator: y.length });
      expect(df, id).toBe(y.length - 1);
      expectNear(weigh({ y, weights }).rate, estimate, id);
      expectNear(mean(y, { weight: (_, index) => weights[index]! }).standardError, se, id);
    });
  });

  it("has Wilson's limits at Kish's size or at the size of the linearised variance, the smaller", () => {
    const chosen = { kish: 0, linearised: 0 };
    each((weighed, { estimate, se }, confidence, id) => {
      const n = weighed.y.length;
      const kish = kishOf(weighed.weights);
      const linearised = se === 0 ? Infinity : (n * estimate * (1 - estimate)) / (n - 1) / se ** 2;
      chosen[kish < linearised ? "kish" : "linearised"]++;
      const size = Math.min(kish, linearised);
      const result = weigh(weighed);
      expectNear(result.effectiveSampleSize, size, id);
      expectNear(
        result.weight,
        weighed.weights.reduce((sum, w) => sum + w, 0),
        id,
      );
      const expected = wilson(estimate, size, zOf(confidence));
      expectLimits(shareInterval(result, { confidence }), expected, id);
    });
    expect(chosen.kish).toBeGreaterThan(3);
    expect(chosen.linearised).toBeGreaterThan(3);
    expect(chosen.kish + chosen.linearised).toBe(18);
  });

  it("takes an effective sample size that was found elsewhere", () => {
    let checked = 0;
    each((weighed, { estimate, nEff, wilsonNeff, wilsonKish, kish }, confidence, id) => {
      const { numerator, denominator } = weigh(weighed);
      const at = (effectiveSampleSize: number) =>
        shareInterval({ numerator, denominator, rate: estimate, effectiveSampleSize }, { confidence });
      if (wilsonKish) {
        expectLimits(at(kishOf(weighed.weights)), wilsonKish, id);
        expectLimits(at(nEff!), wilsonNeff!, id);
        checked += 2;
      } else {
        expectNear(kishOf(weighed.weights), kish!, id);
        expectLimits(at(kish!), wilson(estimate, kish!, zOf(confidence)), id);
        checked++;
      }
    });
    expect(checked).toBe(2 * 14 + 4);
  });

  it("has the t interval of a weighted mean of zeros and ones", () => {
    let checked = 0;
    each(({ y, weights }, expected, confidence, id) => {
      if (!expected.ci_mean) return;
      checked++;
      const sample = mean(y, { weight: (_, index) => weights[index]! });
      expectLimits(meanInterval(sample, { confidence }), expected.ci_mean, id);
    });
    expect(checked).toBe(14);
  });
});
