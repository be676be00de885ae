import { compareNpsSampleSize, npsMinimalDetectableDifference, npsPower, npsSampleSize } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases } from "../golden.ts";

const tight = { relative: 1e-13 };

describe("sample sizes for a margin of error against R, 28 cases", () => {
  it("has them for the plain interval, and for that with three people added", () => {
    const cases = goldenCases<
      { readonly variance: number; readonly marginOfError: number },
      Readonly<Record<"nWald" | "nWaldCeil" | "nAdjustedWald" | "nAdjustedWaldCeil", number>>
    >("nps_sample_size_moe");
    for (const { id, input, params, expected } of cases) {
      const plan = { ...params, variance: input.variance, marginOfError: 100 * input.marginOfError };
      const plain = npsSampleSize(plan);
      expect(plain.people, id).toBe(expected.nWaldCeil);
      expectNear(plain.exact, expected.nWald, id, tight);
      const adjusted = npsSampleSize({ ...plan, method: "adjusted-wald" });
      expect(adjusted.people, id).toBe(expected.nAdjustedWaldCeil);
      expectNear(adjusted.exact, expected.nAdjustedWald, id, tight);
    }
    expect(cases).toHaveLength(28);
  });
});

describe("comparisons of two groups, planned, against R, 20 cases", () => {
  const cases = goldenCases<
    Readonly<Record<"varianceA" | "varianceB" | "delta" | "power", number>>,
    Readonly<Record<"nPerGroup" | "nPerGroupCeil" | "nPerGroupAdjusted" | "powerAtCeil" | "mddAt200", number>>
  >("nps_power");

  it("has sample size, power and detectable difference", () => {
    for (const { id, input, params, expected } of cases) {
      const variance = [input.varianceA, input.varianceB] as const;
      const confidence = params!.confidence!;
      const plan = { variance, confidence, difference: 100 * input.delta, power: input.power };
      expect((params as unknown as { ratio: number }).ratio, id).toBe(1);
      const size = compareNpsSampleSize(plan);
      expect([size.first, size.second], id).toEqual([expected.nPerGroupCeil, expected.nPerGroupCeil]);
      expectNear(size.exact, expected.nPerGroup, id, tight);
      expectNear(
        compareNpsSampleSize({ ...plan, method: "adjusted-wald" }).exact,
        expected.nPerGroupAdjusted,
        id,
        tight,
      );
      expectNear(npsPower({ ...plan, first: size.first, second: size.second }).power, expected.powerAtCeil, id, tight);
      const least = npsMinimalDetectableDifference({
        variance,
        confidence,
        power: input.power,
        first: 200,
        second: 200,
      });
      expectNear(least.difference, 100 * expected.mddAt200, id, tight);
    }
    expect(cases).toHaveLength(20);
  });
});
