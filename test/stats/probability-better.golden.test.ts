import { betaExceedance } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases } from "../golden.ts";

describe("the probability that a share is the larger one against R, 18 cases", () => {
  it("has it", () => {
    const cases = goldenCases<
      { alphaA: number; betaA: number; alphaB: number; betaB: number },
      { probAgreaterB: number }
    >("prob_better");
    for (const { id, input, expected } of cases) {
      const { alphaA, betaA, alphaB, betaB } = input;
      // R integrates to 1e-8 or so.
      const tolerance = { relative: 1e-12, absolute: 1e-12 };
      expectNear(betaExceedance([alphaA, betaA], [alphaB, betaB]), expected.probAgreaterB, id, tolerance);
    }
    expect(cases).toHaveLength(18);
  });
});
