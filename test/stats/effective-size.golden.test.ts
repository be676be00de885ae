import { mean, meanInterval, npsInterval, npsMetric, ratings, share, tally } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, goldenCases, type Limits, zOf } from "../golden.ts";

interface Weighed {
  readonly responses: readonly number[];
  readonly weights: readonly number[];
}

interface Expected {
  readonly n: number;
  readonly nPositive: number;
  readonly kishNeff: number;
  readonly kishDeff: number;
  readonly weightCV2: number;
  readonly nps: number;
  readonly pPromoter: number;
  readonly pDetractor: number;
  readonly npsSE_dropZeroWeights?: number;
  readonly ratingSE_dropZeroWeights?: number;
  readonly nEffLinearised?: number;
  readonly df?: number;
  readonly designNeff?: number;
  readonly nEffDefault?: number;
  readonly weightedScoreCI?: Limits;
  readonly wald_t?: Limits;
}

const cases = goldenCases<Weighed, Expected>("weighted_nps");
const each = (check: (rows: Row[], expected: Expected, id: string) => void) => {
  for (const { id, input, expected } of cases) {
    const rows = input.responses.map((answer, index) => ({ answer, weight: input.weights[index]! }));
    check(rows, expected, id);
  }
  expect(cases).toHaveLength(18);
};

interface Row {
  readonly answer: number;
  readonly weight: number;
}
const weight = (row: Row) => row.weight;
const score = ({ answer }: Row) => (answer >= 9 ? 1 : answer >= 7 ? 0 : -1);

/** Score and effective size of weighted rows. */
function weigh(rows: readonly Row[]) {
  const metric = npsMetric();
  return metric.read(tally(metric, rows, { value: (row) => row.answer, weight }));
}

describe("weighted samples against R's survey, 18 cases", () => {
  it("has the effective size: Kish's, or that of the linearised variance where it is smaller", () => {
    const chosen = { kish: 0, linearised: 0, only: 0 };
    each((rows, { kishNeff, designNeff, nEffDefault }, id) => {
      chosen[designNeff === undefined ? "only" : kishNeff <= designNeff ? "kish" : "linearised"]++;
      expectNear(weigh(rows).effectiveSampleSize, nEffDefault ?? kishNeff, id);
    });
    expect(chosen).toEqual({ kish: 11, linearised: 6, only: 1 });
  });

  it("has Kish's size where the score is the same for all, or weighs as its sample does", () => {
    each((rows, { nPositive, kishNeff, kishDeff, weightCV2 }, id) => {
      const { effectiveSampleSize } = share(rows, { value: () => true, weight });
      expectNear(effectiveSampleSize, kishNeff, id);
      expectNear(nPositive / effectiveSampleSize!, kishDeff, id);
      expectNear(nPositive / effectiveSampleSize! - 1, weightCV2, id);
    });
  });

  it("has the size that the linearised variance stands for in the standard error", () => {
    let checked = 0;
    each((rows, { nPositive, designNeff, nEffLinearised, pPromoter, pDetractor, nps }, id) => {
      const { standardError } = mean(rows, { value: score, weight });
      if (designNeff === undefined || Number.isNaN(designNeff) || standardError === 0) return;
      checked++;
      const variance = pPromoter + pDetractor - nps ** 2;
      expectNear(variance / standardError! ** 2, nEffLinearised!, id);
      expectNear((nPositive * variance) / (nPositive - 1) / standardError! ** 2, designNeff, id);
    });
    expect(checked).toBe(16);
  });

  it("has the score interval at this size, in 17 cases; of one person, that of one", () => {
    let checked = 0;
    each((rows, { weightedScoreCI }, id) => {
      const interval = npsInterval(weigh(rows));
      const expected = weightedScoreCI ?? [-0.5869013712455251, 1]; // c001 of nps.json
      expectLimits(interval, expected, id, { unit: 100 });
      if (weightedScoreCI) checked++;
    });
    expect(checked).toBe(17);
  });

  it("keeps the width that the linearised error gives Wald's interval, or more", () => {
    each((rows, { nPositive, npsSE_dropZeroWeights = 0 }, id) => {
      const confidence = 1e-3;
      const { lower, upper } = npsInterval(weigh(rows), { confidence, method: "wald" });
      const error = (upper! - lower!) / 200 / zOf(confidence);
      const unbiased = error * Math.sqrt(nPositive / Math.max(1, nPositive - 1));
      expect(unbiased, id).toBeGreaterThanOrEqual(npsSE_dropZeroWeights * (1 - 1e-9));
    });
  });

  it("has the t interval of the weighted score as that of a mean", () => {
    let checked = 0;
    each((rows, { wald_t, npsSE_dropZeroWeights, ratingSE_dropZeroWeights, df }, id) => {
      if (!wald_t) return;
      checked++;
      const scores = mean(rows, { value: score, weight });
      expect(scores.count - 1, id).toBe(df);
      expectNear(scores.standardError, npsSE_dropZeroWeights!, id);
      expectNear(ratings(rows, { scale: [-1, 1], value: score, weight }).standardError, npsSE_dropZeroWeights!, id);
      expectNear(mean(rows, { value: (row) => row.answer, weight }).standardError, ratingSE_dropZeroWeights!, id);
      expectLimits(meanInterval(scores), wald_t, id);
    });
    expect(checked).toBe(17);
  });
});
