import { drivers, penaltyReward } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases } from "../golden.ts";

interface Expected {
  readonly rSquared: number;
  readonly adjRSquared: number;
  readonly standardizedBeta: readonly number[];
  readonly correlations: readonly number[];
  readonly vif: readonly number[];
  readonly johnsonRelativeWeights: readonly number[];
  readonly johnsonPercent: readonly number[];
  readonly lmgShapley: readonly number[];
  readonly lmgPercent: readonly number[];
}

const tolerance = { relative: 1e-9, absolute: 1e-11 };
const cases = goldenCases<{ readonly X: number[][]; readonly y: number[] }, Expected>("drivers");

describe("drivers against R", () => {
  it("has all 19 cases", () => {
    expect(cases).toHaveLength(19);
  });

  it.each(cases)("$id", ({ id, input: { X, y }, expected }) => {
    const rows = X.map((row, index) => ({ row, y: y[index]! }));
    const reading = {
      drivers: Object.fromEntries(X[0]!.map((_, place) => [`x${place}`, (r: { row: number[] }) => r.row[place]!])),
      outcome: (r: { y: number }) => r.y,
    };
    const near = (actual: number | null | undefined, golden: number | undefined, what: string) =>
      expectNear(actual, golden!, `${id}: ${what}`, tolerance);
    for (const method of ["lmg", "johnson"] as const) {
      const found = drivers(rows, { ...reading, method });
      expect(found).toMatchObject({ count: y.length, completeness: 1, dropped: [], missing: 0 });
      near(found.rSquared, expected.rSquared, "R²");
      near(found.adjustedRSquared, expected.adjRSquared, "adjusted R²");
      expect(found.drivers).toHaveLength(X[0]!.length);
      const [weights, percents] =
        method === "lmg"
          ? [expected.lmgShapley, expected.lmgPercent]
          : [expected.johnsonRelativeWeights, expected.johnsonPercent];
      found.drivers.forEach((driver, place) => {
        near(driver.importance, weights[place], `${method} of ${driver.name}`);
        near(100 * driver.share!, percents[place], `${method} share of ${driver.name}`);
        near(driver.correlation, expected.correlations[place], `r of ${driver.name}`);
        near(driver.standardizedCoefficient, expected.standardizedBeta[place], `beta of ${driver.name}`);
        near(driver.varianceInflation, expected.vif[place], `VIF of ${driver.name}`);
        near(driver.performance, X.reduce((sum, row) => sum + row[place]!, 0) / X.length, `mean of ${driver.name}`);
      });
    }
  });
});

interface Contrasts {
  readonly intercept: number;
  readonly penalty: readonly (number | null)[];
  readonly reward: readonly (number | null)[];
  readonly penaltySE: readonly (number | null)[];
  readonly rewardSE: readonly (number | null)[];
  readonly rSquared: number;
  readonly impactRatioRange: readonly (number | null)[];
}

const contrasts = goldenCases<{ readonly ratings: number[][]; readonly overall: number[] }, Contrasts>(
  "penalty_reward",
);

describe("penaltyReward against R", () => {
  it("has all 17 cases", () => {
    expect(contrasts).toHaveLength(17);
  });

  it.each(contrasts)("$id", ({ id, input: { ratings, overall }, expected }) => {
    const rows = ratings.map((row, index) => ({ row, overall: overall[index]! }));
    const found = penaltyReward(rows, {
      drivers: Object.fromEntries(
        ratings[0]!.map((_, place) => [`x${place}`, (r: { row: number[] }) => r.row[place]!]),
      ),
      outcome: (r) => r.overall,
      lowTo: 2,
      highFrom: 5,
    });
    expectNear(found.intercept, expected.intercept, `${id}: intercept`, tolerance);
    expectNear(found.rSquared, expected.rSquared, `${id}: R²`, tolerance);
    expect(found.drivers).toHaveLength(ratings[0]!.length);
    found.drivers.forEach(({ name, penalty, reward, range }, place) => {
      for (const [contrast, estimate, error] of [
        [penalty, expected.penalty[place]!, expected.penaltySE[place]!],
        [reward, expected.reward[place]!, expected.rewardSE[place]!],
      ] as const) {
        if (estimate === null) {
          expect(contrast).toMatchObject({ estimate: null, standardError: null });
          expect(contrast.reason).toMatch(/^nobody rated it/);
        } else {
          expectNear(contrast.estimate, estimate, `${id}: ${name}`, tolerance);
          expectNear(contrast.standardError, error!, `${id}: error of ${name}`, tolerance);
        }
      }
      const width = expected.impactRatioRange[place] ?? null;
      if (width === null) expect(range).toBe(null);
      else expectNear(range, width, `${id}: range of ${name}`, tolerance);
    });
  });
});
