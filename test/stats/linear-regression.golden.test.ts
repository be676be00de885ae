import { johnsonWeights, linearRegression, lmgWeights, pearson } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases } from "../golden.ts";

interface Drivers {
  readonly rSquared: number;
  readonly adjRSquared: number;
  readonly intercept: number;
  readonly coefficients: readonly number[];
  readonly standardErrors: readonly number[];
  readonly pValues: readonly number[];
  readonly standardizedBeta: readonly number[];
  readonly correlations: readonly number[];
  readonly vif: readonly number[];
  readonly johnsonRelativeWeights: readonly number[];
  readonly johnsonPercent: readonly number[];
  readonly lmgShapley: readonly number[];
  readonly lmgPercent: readonly number[];
  readonly pratt: readonly number[];
  readonly firstR2: readonly number[];
}

const tolerance = { relative: 1e-9, absolute: 1e-11 };
const drivers = goldenCases<{ readonly X: number[][]; readonly y: number[] }, Drivers>("drivers");

describe(`regression and importance against R, ${drivers.length} cases`, () => {
  it.each(drivers)("$id", ({ id, input: { X, y }, expected }) => {
    const names = X[0]!.map((_, place) => `x${place}`);
    const fit = linearRegression(
      X.map((row, index) => ({ row, y: y[index]! })),
      {
        outcome: (r) => r.y,
        predictors: Object.fromEntries(names.map((name, place) => [name, (r: { row: number[] }) => r.row[place]!])),
      },
    );
    const near = (actual: number | null | undefined, golden: number, what: string) =>
      expectNear(actual, golden, `${id}: ${what}`, tolerance);
    near(fit.rSquared, expected.rSquared, "R²");
    near(fit.adjustedRSquared, expected.adjRSquared, "adjusted R²");
    near(fit.coefficients[0]!.estimate, expected.intercept, "intercept");
    const columns = names.map((_, place) => X.map((row) => row[place]!));
    const outcome = columns.map((column) => pearson(column, y).estimate!);
    const correlations = {
      predictors: columns.map((a) => columns.map((b) => (a === b ? 1 : pearson(a, b).estimate!))),
      outcome,
    };
    const [lmg, johnson] = [lmgWeights(correlations)!, johnsonWeights(correlations)!];
    names.forEach((name, place) => {
      const coefficient = fit.coefficients[place + 1]!;
      expect(coefficient.name).toBe(name);
      near(coefficient.estimate, expected.coefficients[place]!, `${name}`);
      near(coefficient.standardError, expected.standardErrors[place]!, `error of ${name}`);
      near(coefficient.pValue, expected.pValues[place]!, `p of ${name}`);
      near(coefficient.standardized, expected.standardizedBeta[place]!, `beta of ${name}`);
      near(coefficient.varianceInflation, expected.vif[place]!, `VIF of ${name}`);
      near(outcome[place]!, expected.correlations[place]!, `r of ${name}`);
      near(outcome[place]! ** 2, expected.firstR2[place]!, `R² of ${name} alone`);
      near(coefficient.standardized! * outcome[place]!, expected.pratt[place]!, `Pratt of ${name}`);
      near(lmg[place]!, expected.lmgShapley[place]!, `LMG of ${name}`);
      near((100 * lmg[place]!) / fit.rSquared!, expected.lmgPercent[place]!, `LMG of ${name} in %`);
      near(johnson[place]!, expected.johnsonRelativeWeights[place]!, `Johnson of ${name}`);
      near((100 * johnson[place]!) / fit.rSquared!, expected.johnsonPercent[place]!, `Johnson of ${name} in %`);
    });
  });
});

interface Contrast {
  readonly intercept: number;
  readonly penalty: readonly (number | null)[];
  readonly reward: readonly (number | null)[];
  readonly penaltySE: readonly (number | null)[];
  readonly rewardSE: readonly (number | null)[];
  readonly rSquared: number;
}

const contrasts = goldenCases<{ readonly ratings: number[][]; readonly overall: number[] }, Contrast>("penalty_reward");

describe(`regression on low and high dummies against R, ${contrasts.length} cases`, () => {
  it.each(contrasts)("$id", ({ id, input: { ratings, overall }, expected }) => {
    const items = ratings[0]!.map((_, item) => item);
    // A dummy that nobody has is no predictor.
    const used = (test: (rating: number) => boolean) => items.filter((item) => ratings.some((row) => test(row[item]!)));
    const isLow = (rating: number) => rating <= 2;
    const isHigh = (rating: number) => rating === 5;
    const dummies = [
      ...used(isLow).map((item) => [`penalty ${item}`, (row: number[]) => Number(isLow(row[item]!))] as const),
      ...used(isHigh).map((item) => [`reward ${item}`, (row: number[]) => Number(isHigh(row[item]!))] as const),
    ];
    const fit = linearRegression(ratings, {
      outcome: (_, index) => overall[index]!,
      predictors: Object.fromEntries(dummies),
    });
    const by = (name: string) => fit.coefficients.find((coefficient) => coefficient.name === name);
    expectNear(by("(intercept)")!.estimate, expected.intercept, `${id}: intercept`, tolerance);
    expectNear(fit.rSquared, expected.rSquared, `${id}: R²`, tolerance);
    for (const item of items) {
      for (const [kind, estimates, errors] of [
        ["penalty", expected.penalty, expected.penaltySE],
        ["reward", expected.reward, expected.rewardSE],
      ] as const) {
        const ours = by(`${kind} ${item}`);
        if (estimates[item] === null) expect(ours, `${id}: ${kind} ${item}`).toBeUndefined();
        else {
          expectNear(ours!.estimate, estimates[item]!, `${id}: ${kind} ${item}`, tolerance);
          expectNear(ours!.standardError, errors[item]!, `${id}: error of ${kind} ${item}`, tolerance);
        }
      }
    }
  });
});
