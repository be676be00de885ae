import { compareManyShares, kruskalWallis, mean, pooledZ, shareTrend, welchAnova } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases } from "../golden.ts";

interface Input {
  readonly x: readonly number[];
  readonly n: readonly number[];
  readonly ratings: readonly (readonly number[])[];
}

interface Expected {
  readonly chisq: number;
  readonly df: number;
  readonly chisqP: number;
  readonly cramersV: number;
  readonly trendChisq: number;
  readonly trendP: number;
  readonly kruskalH: number;
  readonly kruskalP: number;
  readonly welchF: number;
  readonly welchDf1: number;
  readonly welchDf2: number;
  readonly welchP: number;
}

const cases = goldenCases<Input, Expected>("k_groups").map((golden) => ({
  ...golden,
  shares: golden.input.x.map((numerator, group) => ({ numerator, denominator: golden.input.n[group]! })),
}));

describe("comparisons of several groups against R, 18 cases each", () => {
  it("chi-square and Cramér's V", () => {
    for (const { id, shares, expected } of cases) {
      const found = compareManyShares(shares);
      expect(found, id).toMatchObject({ method: "chi-square", degreesOfFreedom: expected.df });
      expectNear(found.chiSquare, expected.chisq, id);
      expectNear(found.pValue, expected.chisqP, id);
      expectNear(found.cramersV, expected.cramersV, id);
      if (shares.length === 2) expectNear(pooledZ(shares[0]!, shares[1]!).z! ** 2, expected.chisq, id);
    }
    expect(cases).toHaveLength(18);
  });

  it("the Cochran–Armitage trend", () => {
    for (const { id, shares, expected } of cases) {
      const { z, pValue } = shareTrend(shares);
      expectNear(z! ** 2, expected.trendChisq, id);
      expectNear(pValue, expected.trendP, id);
    }
  });

  it("Kruskal–Wallis", () => {
    for (const { id, input, expected } of cases) {
      const { h, pValue, count } = kruskalWallis(input.ratings);
      // R subtracts 3(N + 1) from a sum as large: of the 18, two are 1.5e-12 and 2.3e-12 off, computed in fractions.
      const tolerance = { relative: 1e-11 };
      expectNear(h, expected.kruskalH, id, tolerance);
      expectNear(pValue, expected.kruskalP, id, tolerance);
      expect(count, id).toBe(input.ratings.flat().length);
    }
  });

  it("Welch's analysis of variance", () => {
    for (const { id, input, expected } of cases) {
      const { f, degreesOfFreedom, pValue } = welchAnova(input.ratings.map((group) => mean(group)));
      expectNear(f, expected.welchF, id);
      expect(degreesOfFreedom![0], id).toBe(expected.welchDf1);
      expectNear(degreesOfFreedom![1], expected.welchDf2, id);
      expectNear(pValue, expected.welchP, id);
    }
  });
});
