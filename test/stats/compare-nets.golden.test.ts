import { compareMeans, compareNps, ratingsFromCounts, ratingsMetric } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, expectNone, goldenCases, type Limits } from "../golden.ts";

type Groups = readonly [promoters: number, passives: number, detractors: number];

interface Expected {
  readonly difference: number;
  readonly wald: Limits;
  readonly waldP: number;
  readonly waldSE: number;
  readonly adjDifference: number;
  readonly adjP: number;
  readonly adjustedWald: Limits;
  readonly moverScore: Limits;
  readonly moverScoreP: number;
  readonly welch: Limits | null;
  readonly welchP: number | null;
}

const points = { least: -2, most: 2, unit: 100 };
const cases = goldenCases<{ readonly a: Groups; readonly b: Groups }, Expected>("nps_two_sample");
const groupsOf = ([promoters, passives, detractors]: Groups) => ({ promoters, passives, detractors });
const each = (check: (a: Groups, b: Groups, expected: Expected, confidence: number, id: string) => void) => {
  for (const { id, input, params, expected } of cases) check(input.a, input.b, expected, params!.confidence!, id);
  expect(cases).toHaveLength(26);
};

describe("differences of two net scores against R, 26 cases", () => {
  it("has the limits recovered from the two score intervals, and the p-value that inverts them", () => {
    each((a, b, { difference, moverScore, moverScoreP }, confidence, id) => {
      const comparison = compareNps(groupsOf(a), groupsOf(b), { confidence });
      expect(comparison).toMatchObject({ confidence, method: "score" });
      expectNear(comparison.difference, 100 * difference, id, { scale: 100 });
      expectLimits(comparison, moverScore, id, points);
      expectNear(comparison.pValue, moverScoreP, id);
      expect(comparison.pValue! < 1 - confidence, id).toBe(comparison.lower! > 0 || comparison.upper! < 0);
    });
  });

  it("has Wald's limits and p-value, and none where neither sample varies", () => {
    let without = 0;
    each((a, b, { difference, wald, waldP, waldSE }, confidence, id) => {
      const comparison = compareNps(groupsOf(a), groupsOf(b), { confidence, method: "wald" });
      expectNear(comparison.difference, 100 * difference, id, { scale: 100 });
      if (Number.isNaN(waldP)) {
        without++;
        expect(waldSE, id).toBe(0);
        expectNone(comparison, id);
      } else {
        expectLimits(comparison, wald, id, points);
        expectNear(comparison.pValue, waldP, id);
      }
    });
    expect(without).toBe(4);
  });

  it("has the limits and p-value with ¾, 1½ and ¾ people added to each", () => {
    each((a, b, { difference, adjDifference, adjustedWald, adjP }, confidence, id) => {
      const comparison = compareNps(groupsOf(a), groupsOf(b), { confidence, method: "adjusted-wald" });
      expectNear(comparison.difference, 100 * difference, id, { scale: 100 });
      expectLimits(comparison, adjustedWald, id, points);
      expectNear(comparison.pValue, adjP, id);
      const isCut = adjustedWald[0] < -2 || adjustedWald[1] > 2;
      if (!isCut) expectNear((comparison.lower! + comparison.upper!) / 2, 100 * adjDifference, id, { scale: 100 });
    });
  });

  it("has Welch's t of the scores 1, 0 and −1 as that of means", () => {
    let without = 0;
    const scores = ([promoters, passives, detractors]: Groups) =>
      ratingsMetric({ scale: [-1, 1] }).read(ratingsFromCounts([detractors, passives, promoters], { scale: [-1, 1] }));
    each((a, b, { welch, welchP }, confidence, id) => {
      const comparison = compareMeans(scores(a), scores(b), { confidence });
      if (welch === null) {
        without++;
        expectNone(comparison, id);
      } else {
        expectLimits(comparison, welch, id);
        expectNear(comparison.pValue, welchP!, id);
      }
    });
    expect(without).toBe(4);
  });

  it("changes its sign with the order", () => {
    each((a, b, _, confidence, id) => {
      for (const method of ["score", "adjusted-wald", "wald"] as const) {
        const there = compareNps(groupsOf(a), groupsOf(b), { confidence, method });
        const back = compareNps(groupsOf(b), groupsOf(a), { confidence, method });
        expect(back.difference, id).toBe(0 - there.difference!);
        expect([back.lower, back.upper, back.pValue], id).toEqual(
          there.lower === null ? [null, null, null] : [0 - there.upper!, 0 - there.lower, there.pValue],
        );
      }
    });
  });
});
