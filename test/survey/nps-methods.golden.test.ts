import {
  type AddedPeople,
  compareNpsByAdjustedWald,
  compareNpsByWelch,
  nps,
  npsEffectiveSizes,
  npsExactTest,
  npsInterval,
  npsIntervalAtSize,
  npsIntervalByAdjustedWald,
  npsIntervalByGoodman,
  npsIntervalByMover,
  npsIntervalByPercentile,
  npsIntervalByPosterior,
  npsIntervalByT,
  npsMarginOfError,
  npsPooledTest,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, expectNone, goldenCases, type Limits } from "../golden.ts";

interface Groups {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

const points = { least: -1, most: 1, unit: 100 };

describe("methods for one Net Promoter Score against R, 57 cases", () => {
  const cases = goldenCases<
    Groups,
    Record<string, Limits> & Record<"pExactVsZero" | "variance" | "standardError", number>
  >("nps");
  const each = (
    check: (groups: Groups, expected: (typeof cases)[number]["expected"], confidence: number, id: string) => void,
  ) => {
    for (const { id, input, params, expected } of cases) check(input, expected, params!.confidence!, id);
    expect(cases).toHaveLength(57);
  };

  const added: Record<string, AddedPeople> = {
    adjustedWald3T: "triangular-3",
    adjustedWald3U: "uniform-3",
    adjustedWald4T: "triangular-4",
    adjustedWaldZ2T: "triangular-z2",
    adjustedWaldZ2U: "uniform-z2",
    agrestiMin: "agresti-min",
    bonettPrice: "bonett-price",
    wald: { promoters: 0, passives: 0, detractors: 0 },
  };
  for (const [key, people] of Object.entries(added)) {
    it(`has Wald's limits adjusted as ${key}`, () => {
      each((groups, expected, confidence, id) => {
        const interval = npsIntervalByAdjustedWald(groups, { confidence, added: people });
        expect(interval).toMatchObject({ confidence, method: "adjusted-wald" });
        expectLimits(interval, expected[key]!, `${id} ${key}`, points);
      });
    });
  }

  it("has the limits recovered from two of Wilson's", () => {
    each((groups, { moverWilson }, confidence, id) => {
      expectLimits(npsIntervalByMover(groups, { confidence }), moverWilson!, id, points);
    });
  });

  it("has Student's limits, and none of one answer", () => {
    let without = 0;
    each((groups, { trinomialT }, confidence, id) => {
      const interval = npsIntervalByT(groups, { confidence });
      if (trinomialT === null) {
        without++;
        expectNone(interval, id);
      } else expectLimits(interval, trinomialT!, id, points);
    });
    expect(without).toBe(2);
  });

  it("has Goodman's simultaneous limits", () => {
    each((groups, { goodmanScheffe, goodmanBonferroni }, confidence, id) => {
      expectLimits(npsIntervalByGoodman(groups, { confidence }), goodmanScheffe!, id, points);
      const some = npsIntervalByGoodman(groups, { confidence, contrasts: "bonferroni" });
      expectLimits(some, goodmanBonferroni!, id, points);
      expect(some.method).toBe("goodman-bonferroni");
    });
  });

  it("has the exact p-value of a score of 0", () => {
    each((groups, { pExactVsZero }, _, id) => {
      // R's own value is rounded among the smallest doubles.
      expectNear(npsExactTest(groups).pValue, pExactVsZero, id, { relative: 1e-11, absolute: 1e-300 });
    });
  });

  it("has the exact percentiles of the bootstrap, 55 cases", () => {
    let checked = 0;
    each((groups, { bootstrapExactPercentile }, confidence, id) => {
      if (bootstrapExactPercentile === undefined) return;
      checked++;
      expectLimits(npsIntervalByPercentile(groups, { confidence }), bootstrapExactPercentile, id, points);
    });
    expect(checked).toBe(55);
  });

  it("has the limits of the posterior under Jeffreys' prior, 23 cases", () => {
    let checked = 0;
    each((groups, { bayesJeffreysDirichlet }, confidence, id) => {
      if (bayesJeffreysDirichlet === undefined) return;
      checked++;
      // The file promises 1e-7; both are nearer.
      const within = { ...points, absolute: 1e-11, relative: 1e-11 };
      expectLimits(npsIntervalByPosterior(groups, { confidence }), bayesJeffreysDirichlet, id, within);
    });
    expect(checked).toBe(23);
  });

  it("has variance and standard error beside the margin of error", () => {
    each((groups, { variance, standardError, score }, confidence, id) => {
      const margin = npsMarginOfError(groups, { confidence });
      expectNear(margin.variance, variance, id);
      expectNear(margin.standardError, 100 * standardError, id, { scale: 100 });
      expectLimits(margin, score!, id, points);
      expectNear(margin.marginOfError, 50 * (score![1] - score![0]), id, { scale: 100 });
    });
  });
});

describe("methods for two Net Promoter Scores against R, 26 cases", () => {
  type Triple = readonly [promoters: number, passives: number, detractors: number];
  const cases = goldenCases<
    { readonly a: Triple; readonly b: Triple },
    {
      readonly difference: number;
      readonly adjustedWald: Limits;
      readonly adjP: number;
      readonly pooledP: number;
      readonly welch: Limits | null;
      readonly welchP: number;
    }
  >("nps_two_sample");
  const groupsOf = ([promoters, passives, detractors]: Triple) => ({ promoters, passives, detractors });
  const wide = { least: -2, most: 2, unit: 100 };

  it("has the pooled z test, whose p-value is 1 where all agree", () => {
    let agreed = 0;
    for (const { id, input, expected } of cases) {
      const test = npsPooledTest(groupsOf(input.a), groupsOf(input.b));
      expectNear(test.difference, 100 * expected.difference, id, { scale: 100 });
      if (Number.isNaN(expected.pooledP)) {
        agreed++;
        expect(test.pValue, id).toBe(1);
      } else expectNear(test.pValue, expected.pooledP, id);
    }
    expect(agreed).toBe(3);
    expect(cases).toHaveLength(26);
  });

  it("has the adjusted Wald comparison", () => {
    for (const { id, input, params, expected } of cases) {
      const options = { confidence: params!.confidence!, added: "triangular-3" } as const;
      const comparison = compareNpsByAdjustedWald(groupsOf(input.a), groupsOf(input.b), options);
      expectLimits(comparison, expected.adjustedWald, id, wide);
      expectNear(comparison.pValue, expected.adjP, id);
    }
  });

  it("has Welch's comparison, and none where neither sample varies", () => {
    let without = 0;
    for (const { id, input, params, expected } of cases) {
      const comparison = compareNpsByWelch(groupsOf(input.a), groupsOf(input.b), params);
      if (expected.welch === null) {
        without++;
        expectNone(comparison, id);
      } else {
        expectLimits(comparison, expected.welch, id, wide);
        expectNear(comparison.pValue, expected.welchP, id);
      }
    }
    expect(without).toBe(4);
  });
});

describe("weighted Net Promoter Scores against R's survey, 18 cases", () => {
  const cases = goldenCases<
    { readonly responses: readonly number[]; readonly weights: readonly number[] },
    Partial<
      Record<
        "kishNeff" | "designNeff" | "nEffLinearised" | "nEffLinT" | "nEffDefault" | "npsSE_dropZeroWeights",
        number
      >
    > &
      Partial<Record<"weightedScoreCI" | "weightedScoreCI_linT" | "weightedScoreCI_kish" | "wald_t", Limits>>
  >("weighted_nps");

  it("has the effective sizes by every definition, and the intervals at each", () => {
    let without = 0;
    let steady = 0;
    for (const { id, input, expected } of cases) {
      const result = nps(input.responses, { weight: (_, index) => input.weights[index]! });
      const sizes = npsEffectiveSizes(result);
      expectNear(sizes.kish, expected.kishNeff!, id);
      if (expected.nEffDefault === undefined) {
        without++;
        expect(sizes, id).toEqual({ size: 1, kish: 1, design: null, linearised: null, linearisedT: null });
        expectNone(npsIntervalByT(result), id);
        continue;
      }
      expectNear(sizes.size, expected.nEffDefault, id);
      expectLimits(npsIntervalAtSize(result, sizes.kish), expected.weightedScoreCI_kish!, id, points);
      expectLimits(npsIntervalAtSize(result, sizes.size), expected.weightedScoreCI!, id, points);
      expectLimits(npsInterval(result), expected.weightedScoreCI!, id, points);
      expectLimits(npsIntervalByT(result), expected.wald_t!, id, points);
      if (sizes.design === null) {
        steady++;
        expect(expected.npsSE_dropZeroWeights, id).toBeLessThan(1e-15);
        continue;
      }
      expectNear(sizes.design, expected.designNeff!, id);
      expectNear(sizes.linearised, expected.nEffLinearised!, id);
      expectNear(sizes.linearisedT, expected.nEffLinT!, id);
      expectLimits(npsIntervalAtSize(result, sizes.linearisedT!), expected.weightedScoreCI_linT!, id, points);
    }
    expect([without, steady, cases.length]).toEqual([1, 1, 18]);
  });
});
