import { kendall, pearson, spearman } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, goldenCases, type Limits } from "../golden.ts";

interface Expected {
  readonly pearson: number | null;
  readonly pearsonP: number | null;
  readonly pearsonCI: Limits | null;
  readonly spearman: number | null;
  readonly spearmanP_t: number | null;
  readonly spearmanCI_BonettWright: Limits | null;
  readonly kendallTauB: number | null;
  readonly kendallZ: number | null;
  readonly kendallP: number | null;
}

const cases = goldenCases<{ readonly x: number[]; readonly y: number[] }, Expected>("correlation");
const tolerance = { relative: 1e-11, absolute: 1e-13 };

describe(`correlations against R, ${cases.length} cases`, () => {
  it.each(cases)("$id", ({ id, input: { x, y }, params, expected }) => {
    const options = { confidence: params?.confidence };
    const [r, rho, tau] = [pearson(x, y, options), spearman(x, y, options), kendall(x, y)];
    expectValue(r.estimate, expected.pearson, `${id}: r`);
    expectValue(r.pValue, expected.pearsonP, `${id}: p of r`);
    expectValue(rho.estimate, expected.spearman, `${id}: rho`);
    expectValue(rho.pValue, expected.spearmanP_t, `${id}: p of rho`);
    expectValue(tau.estimate, expected.kendallTauB, `${id}: tau`);
    expectValue(tau.pValue, expected.kendallP, `${id}: p of tau`);
    for (const [ours, theirs] of [
      [r, expected.pearsonCI],
      [rho, expected.spearmanCI_BonettWright],
    ] as const) {
      if (theirs === null) expect([ours.lower, ours.upper, typeof ours.reason]).toEqual([null, null, "string"]);
      else expectLimits(ours, theirs, id, tolerance);
    }
  });
});

/** R answers NaN or NA where there is nothing; ours is null. */
function expectValue(actual: number | null, expected: number | null, what: string): void {
  if (expected === null || Number.isNaN(expected)) expect(actual, what).toBeNull();
  else expectNear(actual, expected, what, tolerance);
}
