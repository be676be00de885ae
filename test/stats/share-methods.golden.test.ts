import {
  agrestiCoull,
  binomialTest,
  type ConfidenceOptions,
  clopperPearson,
  compareShareToTarget,
  type Interval,
  jeffreys,
  midP,
  midPTest,
  type ShareLike,
  waldShare,
  wilsonCorrected,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, goldenCases, type Limits, zOf } from "../golden.ts";

type Method = (share: ShareLike, options?: ConfidenceOptions) => Interval;

const methods = {
  agrestiCoull: [agrestiCoull, "agresti-coull"],
  clopperPearson: [clopperPearson, "clopper-pearson"],
  jeffreysModified: [jeffreys, "jeffreys"],
  midP: [midP, "mid-p"],
  wald: [waldShare, "wald"],
  wilsonCC: [wilsonCorrected, "wilson-corrected"],
} as const satisfies Record<string, readonly [Method, string]>;

type Expected = { readonly estimate: number } & { readonly [Name in keyof typeof methods]: Limits };

const cases = goldenCases<{ x: number; n: number }, Expected>("binom_ci");

describe("intervals of a share by name against R, 66 cases each", () => {
  it.each(Object.entries(methods))("%s", (name, [interval, method]) => {
    for (const { id, input, params, expected } of cases) {
      const found = interval({ numerator: input.x, denominator: input.n }, params);
      expect(found, id).toMatchObject({ confidence: params!.confidence, method });
      expectNear(found.estimate, expected.estimate, id);
      expectLimits(found, expected[name as keyof typeof methods], id, { least: 0, most: 1 });
      if (input.x === 0) expect(found.lower, id).toBe(0);
      if (input.x === input.n) expect(found.upper, id).toBe(1);
    }
    expect(cases).toHaveLength(66);
  });
});

interface Tested {
  readonly exactTwoSidedP: number;
  readonly exactLessP: number;
  readonly exactGreaterP: number;
  readonly scoreZ: number;
  readonly scoreP: number;
  readonly midPTwoSided: number;
}

describe("tests of a share against R, 18 cases", () => {
  const tested = goldenCases<{ x: number; n: number; p0: number }, Tested>("binom_test");

  it("has the p-values of the exact, the mid-P and the score test", () => {
    for (const { id, input, expected } of tested) {
      const share = { numerator: input.x, denominator: input.n };
      expectNear(binomialTest(share, input.p0).pValue, expected.exactTwoSidedP, id);
      expectNear(binomialTest(share, input.p0, { alternative: "less" }).pValue, expected.exactLessP, id);
      expectNear(binomialTest(share, input.p0, { alternative: "greater" }).pValue, expected.exactGreaterP, id);
      expectNear(midPTest(share, input.p0).pValue, expected.midPTwoSided, id);
      const { difference, lower, upper, pValue } = compareShareToTarget(share, input.p0);
      expectNear(pValue, expected.scoreP, id);
      expectNear(difference, input.x / input.n - input.p0, id);
      const error = Math.sqrt((input.p0 * (1 - input.p0)) / input.n);
      expectNear(difference! / error, expected.scoreZ, id);
      expect(Math.abs(expected.scoreZ) > zOf(0.95), id).toBe(lower! > 0 || upper! < 0);
    }
    expect(tested).toHaveLength(18);
  });
});
