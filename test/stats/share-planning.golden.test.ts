import {
  compareSharesPower,
  compareSharesSampleSize,
  shareMinimalDetectableDifference,
  shareSampleSize,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases } from "../golden.ts";

interface Needed {
  readonly n: number;
  readonly nCeil: number;
  readonly nWilsonHalfWidth: number;
  readonly nFpc500: number;
  readonly nFpc10000: number;
}

describe("sample sizes of a share against R, 20 cases", () => {
  it("has them for Wald's and Wilson's interval, and of small populations", () => {
    const cases = goldenCases<{ p: number; marginOfError: number }, Needed>("sample_size_moe_prop");
    for (const { id, input, params, expected } of cases) {
      const options = { marginOfError: input.marginOfError, rate: input.p, ...params };
      expectNear(shareSampleSize(options).exact, expected.n, id);
      expect(shareSampleSize(options).people, id).toBe(expected.nCeil);
      // R's is a root found by steps: one of the 20 is 1.1e-12 off, computed at 40 digits.
      const tolerance = { relative: 1e-11 };
      expectNear(shareSampleSize({ ...options, method: "wilson" }).exact, expected.nWilsonHalfWidth, id, tolerance);
      expectNear(shareSampleSize({ ...options, population: 500 }).exact, expected.nFpc500, id);
      expectNear(shareSampleSize({ ...options, population: 10_000 }).exact, expected.nFpc10000, id);
    }
    expect(cases).toHaveLength(20);
  });
});

interface Planned {
  readonly nPerGroup: number;
  readonly nPerGroupCeil: number;
  readonly powerAtCeil: number;
  readonly powerAtCeilStrict: number;
}

describe("power of two shares against R's power.prop.test, 20 cases", () => {
  it("has sample size and power, and the difference that is found so", () => {
    const cases = goldenCases<{ p1: number; p2: number; power: number; alpha: number }, Planned>("power_prop");
    for (const { id, input, params, expected } of cases) {
      const isTwoSided = (params as { twoSided?: boolean }).twoSided;
      const { p1, p2, power, alpha } = input;
      const options = {
        confidence: 1 - alpha,
        alternative: isTwoSided ? "two-sided" : "one-sided",
      } as const;
      const { first, second, exact } = compareSharesSampleSize(p1, p2, { ...options, power });
      expectNear(exact, expected.nPerGroup, id);
      expect([first, second], id).toEqual([expected.nPerGroupCeil, expected.nPerGroupCeil]);
      const { power: found } = compareSharesPower(p1, p2, { ...options, size: first });
      expectNear(found, isTwoSided ? expected.powerAtCeilStrict : expected.powerAtCeil, id);
      const direction = p2 > p1 ? "larger" : "smaller";
      const detectable = shareMinimalDetectableDifference(p1, { ...options, size: first, power: found, direction });
      expectNear(detectable.difference, Math.abs(p1 - p2), id, { relative: 1e-9 });
    }
    expect(cases).toHaveLength(20);
  });
});
