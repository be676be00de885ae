import { mean, nps, npsFromCounts, npsInterval, ratings } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { errorOfNet, expectNear, goldenCases } from "../golden.ts";

describe("scores of answers against the R package NPS, 17 cases", () => {
  it("has groups, score, variance, standard error and mean rating", () => {
    const cases = goldenCases<
      { responses: readonly number[] },
      {
        n: number;
        promoters: number;
        passives: number;
        detractors: number;
        nps: number;
        variance: number;
        standardError: number;
        meanRating: number;
      }
    >("nps_raw");
    for (const { id, input, expected } of cases) {
      const { promoters, passives, detractors, meanRating } = expected;
      const result = nps(input.responses);
      expect(result, id).toMatchObject({ count: expected.n, promoters, passives, detractors, missing: 0, excluded: 0 });
      expect(result.score, id).toBe(npsFromCounts({ promoters, passives, detractors }).score);
      expectNear(result.score, 100 * expected.nps, id, { scale: 100 });
      expectNear(result.promoterShare! - result.detractorShare!, expected.nps, id);
      expectNear(ratings(input.responses, { scale: [0, 10] }).mean, meanRating, id);
      expectNear(mean(input.responses).mean, meanRating, id);
      expectNear(errorOfNet(result), expected.standardError, id);
      expectNear(errorOfNet(result) ** 2 * expected.n, expected.variance, id);
    }
    expect(cases).toHaveLength(17);
  });
});

describe("weighted scores against R's survey, 18 cases", () => {
  const cases = goldenCases<
    { responses: readonly number[]; weights: readonly number[] },
    {
      n: number;
      nPositive: number;
      sumWeights: number;
      nps: number;
      meanRating: number;
      pPromoter: number;
      pDetractor: number;
      ratingSE_dropZeroWeights?: number;
    }
  >("weighted_nps");

  it("has score, shares and weight; whoever weighs nothing is left out", () => {
    let zeros = 0;
    for (const { id, input, expected } of cases) {
      const result = nps(input.responses, { weight: (_, index) => input.weights[index]! });
      expect(result.count, id).toBe(expected.nPositive);
      expect(result.excluded, id).toBe(expected.n - expected.nPositive);
      zeros += result.excluded;
      expectNear(result.score, 100 * expected.nps, id, { scale: 100 });
      expectNear(result.weight, expected.sumWeights, id);
      expectNear(result.promoterShare, expected.pPromoter, id);
      expectNear(result.detractorShare, expected.pDetractor, id);
      expectNear(npsInterval(result).estimate, 100 * expected.nps, id, { scale: 100 });
    }
    expect(cases).toHaveLength(18);
    expect(zeros).toBeGreaterThan(2);
  });

  it("has the mean rating and its linearised standard error, by classes and by values", () => {
    let without = 0;
    for (const { id, input, expected } of cases) {
      const weight = (_: unknown, index: number) => input.weights[index]!;
      for (const sample of [ratings(input.responses, { scale: [0, 10], weight }), mean(input.responses, { weight })]) {
        expectNear(sample.mean, expected.meanRating, id);
        if (expected.ratingSE_dropZeroWeights === undefined) {
          without++;
          expect(sample.standardError, id).toBeNull();
        } else expectNear(sample.standardError, expected.ratingSE_dropZeroWeights, id);
      }
    }
    expect(without).toBe(2);
  });
});
