import {
  compareNpsToTarget,
  meanInterval,
  npsFromCounts,
  npsInterval,
  ratings,
  ratingsFromCounts,
  ratingsMetric,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { errorOfNet, expectLimits, expectNear, expectNone, goldenCases, type Limits, zOf } from "../golden.ts";

interface Groups {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

interface Expected {
  readonly nps: number;
  readonly npsPoints: number;
  readonly variance: number;
  readonly sampleVariance: number;
  readonly standardError: number;
  readonly standardErrorUnbiased: number;
  readonly wald: Limits;
  readonly trinomialT: Limits | null;
  readonly adjustedWald3T: Limits;
  readonly score: Limits;
  readonly pScoreVsZero: number;
}

const points = { least: -1, most: 1, unit: 100 };
const cases = goldenCases<Groups, Expected>("nps");
const each = (check: (groups: Groups, expected: Expected, confidence: number, id: string) => void) => {
  for (const { id, input, params, expected } of cases) check(input, expected, params!.confidence!, id);
  expect(cases).toHaveLength(57);
};

describe("net scores against R, 57 cases", () => {
  it("has the score", () => {
    each((groups, { nps, npsPoints }, _, id) => {
      expectNear(npsFromCounts(groups).score, npsPoints, id, { scale: 100 });
      expectNear(npsInterval(groups).estimate, 100 * nps, id, { scale: 100 });
    });
  });

  it("has the limits of the score test", () => {
    each((groups, { score }, confidence, id) => {
      const interval = npsInterval(groups, { confidence });
      expect(interval).toMatchObject({ confidence, method: "score" });
      expectLimits(interval, score, id, points);
    });
  });

  it("has the limits with ¾, 1½ and ¾ people added", () => {
    each((groups, { adjustedWald3T }, confidence, id) => {
      expectLimits(npsInterval(groups, { confidence, method: "adjusted-wald" }), adjustedWald3T, id, points);
    });
  });

  it("has Wald's limits, of zero width where all answers agree", () => {
    let agreed = 0;
    each((groups, { wald, variance }, confidence, id) => {
      const interval = npsInterval(groups, { confidence, method: "wald" });
      expectLimits(interval, wald, id, points);
      if (variance === 0) {
        agreed++;
        expect(interval.upper, id).toBe(interval.lower);
      }
    });
    expect(agreed).toBe(17);
  });

  it("has standard error and variance in half the width of Wald's interval", () => {
    each((groups, { standardError, variance }, _, id) => {
      const error = errorOfNet(groups);
      const { promoters, passives, detractors } = groups;
      expectNear(error, standardError, id, { relative: 1e-9 });
      expectNear(error ** 2 * (promoters + passives + detractors), variance, id, { relative: 1e-9 });
    });
  });

  it("has the p-value of a score of 0, which is McNemar's", () => {
    each((groups, { pScoreVsZero }, confidence, id) => {
      expectNear(compareNpsToTarget(groups, 0, { confidence }).pValue, pScoreVsZero, id);
    });
  });

  it("has the t interval of the scores 1, 0 and −1 as that of a mean", () => {
    let without = 0;
    each(({ promoters, passives, detractors }, expected, confidence, id) => {
      const metric = ratingsMetric({ scale: [-1, 1] });
      const scores = metric.read(ratingsFromCounts([detractors, passives, promoters], { scale: [-1, 1] }));
      expectNear(scores.mean, expected.nps, id);
      if (expected.trinomialT === null) {
        without++;
        expect([scores.standardDeviation, scores.standardError], id).toEqual([null, null]);
        expectNone(meanInterval(scores, { confidence }), id);
      } else {
        expectNear(scores.standardDeviation! ** 2, expected.sampleVariance, id);
        expectNear(scores.standardError, expected.standardErrorUnbiased, id);
        expectLimits(meanInterval(scores, { confidence }), expected.trinomialT, id);
      }
    });
    expect(without).toBe(2);
    expect(ratings([1], { scale: [-1, 1] }).standardError).toBeNull();
  });
});

describe("closed forms of the score interval", () => {
  const sizes = [1, 2, 3, 10, 30, 1000, 1e6, 1e9];
  const confidences = [1e-6, 0.5, 0.8, 0.95, 0.999, 1 - 1e-9];

  it("of all promoters reaches from (n − z²)/(n + z²) to 1", () => {
    for (const promoters of sizes) {
      for (const confidence of confidences) {
        const z = zOf(confidence);
        const limit = (promoters - z * z) / (promoters + z * z);
        const what = `${promoters} at ${confidence}`;
        expectLimits(npsInterval({ promoters, passives: 0, detractors: 0 }, { confidence }), [limit, 1], what, points);
        expectLimits(
          npsInterval({ promoters: 0, passives: 0, detractors: promoters }, { confidence }),
          [-1, -limit],
          what,
          points,
        );
      }
    }
  });

  it("of all passives reaches ± z²/(n + z²)", () => {
    for (const passives of sizes) {
      for (const confidence of confidences) {
        const z = zOf(confidence);
        const limit = (z * z) / (passives + z * z);
        const what = `${passives} at ${confidence}`;
        expectLimits(
          npsInterval({ promoters: 0, passives, detractors: 0 }, { confidence }),
          [-limit, limit],
          what,
          points,
        );
      }
    }
  });
});
