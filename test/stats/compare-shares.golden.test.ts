import { compareShares } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, goldenCases, type Limits } from "../golden.ts";

interface Expected {
  readonly difference: number;
  readonly newcombe10: Limits;
  readonly pooledP: number;
}

const cases = goldenCases<{ x1: number; n1: number; x2: number; n2: number }, Expected>("two_prop");

describe("differences of two shares against R, 34 cases", () => {
  it("has Newcombe's limits, method 10", () => {
    for (const { id, input, params, expected } of cases) {
      const { x1, n1, x2, n2 } = input;
      const comparison = compareShares({ numerator: x1, denominator: n1 }, { numerator: x2, denominator: n2 }, params);
      expect(comparison).toMatchObject({ confidence: params!.confidence, method: "newcombe" });
      expectNear(comparison.difference, expected.difference, id);
      expectLimits(comparison, expected.newcombe10, id);
    }
    expect(cases).toHaveLength(34);
  });

  it("has the p-value that inverts the interval: 0 is a limit where the confidence is 1 − p", () => {
    let [equal, touched, beyond] = [0, 0, 0];
    for (const { id, input, expected } of cases) {
      const [first, second] = [
        { numerator: input.x1, denominator: input.n1 },
        { numerator: input.x2, denominator: input.n2 },
      ];
      const pValue = compareShares(first, second).pValue!;
      if (expected.difference === 0) {
        equal++;
        expect(pValue, id).toBe(1);
      } else if (pValue > 1e-9) {
        touched++;
        const { lower, upper } = compareShares(first, second, { confidence: 1 - pValue });
        // 1 − p loses up to 1e-16/p of p, hence the tolerance.
        expectNear(expected.difference > 0 ? lower : upper, 0, id, { absolute: 1e-9 });
      } else beyond++;
      for (const confidence of [1e-6, 0.01, 0.2, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.999999, 1 - 1e-9]) {
        const { lower, upper } = compareShares(first, second, { confidence });
        expect(pValue < 1 - confidence, `${id} at ${confidence}`).toBe(lower! > 0 || upper! < 0);
      }
    }
    expect(equal + touched + beyond).toBe(34);
    expect(touched).toBeGreaterThan(15);
  });

  it("lies near the pooled test's p-value in samples that are not small", () => {
    let checked = 0;
    for (const { id, input, expected } of cases) {
      const { x1, n1, x2, n2 } = input;
      const isSmall = [x1, n1 - x1, x2, n2 - x2].some((cell) => cell < 30);
      if (isSmall || expected.pooledP < 1e-6) continue;
      checked++;
      const { pValue } = compareShares({ numerator: x1, denominator: n1 }, { numerator: x2, denominator: n2 });
      expectNear(pValue, expected.pooledP, id, { relative: 0.1, absolute: 0.01 });
    }
    expect(checked).toBeGreaterThan(2);
  });
});
