import {
  acquisitionCostRatio,
  earnedGrowth,
  expectedLifetime,
  fitShiftedBetaGeometric,
  renewalCurve,
  type ShiftedBetaGeometric,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain, thrown } from "../laws.ts";

const parameter = fc.double({ min: -2, max: 3, noNaN: true }).map((log) => 10 ** log);
const anyModel: fc.Arbitrary<ShiftedBetaGeometric> = fc.record({ alpha: parameter, beta: parameter });

describe("the shifted beta-geometric model", () => {
  it("has retention that rises, survival that falls, and churn that is what is lost", () => {
    fc.assert(
      fc.property(anyModel, (model) => {
        let before = 1;
        let retained = 0;
        for (const { retention, survival, churn } of renewalCurve(model, { periods: 60 })) {
          expect(retention).toBeGreaterThan(retained);
          expect(survival).toBeLessThanOrEqual(before);
          expect(Math.abs(before - survival - churn)).toBeLessThanOrEqual(1e-14);
          [before, retained] = [survival, retention];
        }
      }),
    );
  });

  it("has a lifetime that is the sum of the discounted survivals, one by one", () => {
    fc.assert(
      fc.property(anyModel, fc.double({ min: 0.02, max: 4, noNaN: true }), fc.nat(20), (model, discount, renewals) => {
        const result = expectedLifetime(model, { discount, renewals });
        expectPlain(result);
        const { alpha, beta } = model;
        let sum = 0;
        let alive = 1;
        // A new customer's first period is certain; of others the next renewal is due now.
        for (let t = 0; t < 3000; t++) {
          const past = renewals + t - 1;
          if (past >= 0) alive *= (beta + past) / (alpha + beta + past);
          sum += alive / (1 + discount) ** t;
        }
        expect(Math.abs(result.lifetime! - sum)).toBeLessThanOrEqual(1e-11 * sum);
      }),
      { numRuns: 60 },
    );
  });

  it("has an undiscounted lifetime where alpha exceeds 1, which small discounts near", () => {
    expect(expectedLifetime({ alpha: 3, beta: 2 }).lifetime).toBe(2);
    expect(expectedLifetime({ alpha: 3, beta: 2 }, { discount: 1e-8 }).lifetime).toBeCloseTo(2, 7);
    expect(expectedLifetime({ alpha: 1, beta: 2 })).toMatchObject({
      lifetime: null,
      reason: expect.stringMatching(/bound/),
    });
  });

  it("is found again from its own survivals, and no model near is likelier", () => {
    fc.assert(
      fc.property(
        fc.record({
          alpha: fc.double({ min: 0.3, max: 5, noNaN: true }),
          beta: fc.double({ min: 0.3, max: 8, noNaN: true }),
        }),
        (model) => {
          const left = renewalCurve(model, { periods: 10 }).map(({ survival }) => Math.round(1e9 * survival));
          const fit = fitShiftedBetaGeometric([[1e9, ...left]]);
          expect(Math.abs(fit.model!.alpha / model.alpha - 1)).toBeLessThan(1e-3);
          expect(Math.abs(fit.model!.beta / model.beta - 1)).toBeLessThan(1e-3);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("takes cohorts that were seen for different times, and their sum for one cohort", () => {
    const whole = fitShiftedBetaGeometric([[300, 210, 165, 140]]);
    const parts = fitShiftedBetaGeometric([
      [100, 70, 55, 40],
      [200, 140, 110, 100],
    ]);
    expect(parts).toEqual(whole);
    const uneven = fitShiftedBetaGeometric([
      [100, 70, 55, 46],
      [200, 140, 110],
      [50n, 35n],
    ]);
    expect(uneven).toMatchObject({ count: 350, periods: 3, lost: 54 + 90 + 15 });
    expect(uneven.model).not.toBeNull();
  });

  it("says why there is none", () => {
    const reason = (...cohorts: number[][]) => fitShiftedBetaGeometric(cohorts).reason;
    expect(reason()).toMatch(/two renewals/);
    expect(reason([100, 0, 0])).toMatch(/two renewals/);
    expect(reason([100, 100, 100])).toBe("nobody was lost");
    expect(reason([1000, 900, 700, 400])).toMatch(/does not rise/);
    expect(reason([1024, 512, 256, 128])).toMatch(/does not rise/);
  });

  it("refuses what is none", () => {
    expect(thrown(() => fitShiftedBetaGeometric([[10, 11]])).message).toBe(
      "customers of cohort 0 must not be more than before, 10, got 11 at index 1",
    );
    expect(thrown(() => fitShiftedBetaGeometric([[10, 1.5]])).message).toContain(
      "customers of cohort 0 must be a whole number",
    );
    expect(thrown(() => renewalCurve({ alpha: 0, beta: 1 }, { periods: 1 })).message).toContain("alpha must be");
    expect(thrown(() => renewalCurve({ alpha: 1, beta: Number.NaN }, { periods: 1 })).message).toContain(
      "beta must be",
    );
    expect(thrown(() => renewalCurve({ alpha: 1, beta: 1 }, { periods: 0 })).message).toContain("periods must be");
    expect(thrown(() => expectedLifetime({ alpha: 1, beta: 1 }, { discount: -1 })).message).toContain(
      "discount must be",
    );
    expect(thrown(() => expectedLifetime({ alpha: 1, beta: 1 }, { renewals: 0.5 })).message).toContain(
      "renewals must be",
    );
  });
});

describe("earnedGrowth", () => {
  it("has a ratio only of growth", () => {
    const figures = { priorRevenue: 100, retainedRevenue: 90, earnedNewRevenue: 5, newRevenue: 10 };
    expect(earnedGrowth(figures)).toMatchObject({ ratio: null, growth: 0, reason: "total growth is not above 0" });
    expect(earnedGrowth({ ...figures, newRevenue: 10.5 }).ratio).toBe(-10);
    expect(earnedGrowth({ ...figures, priorRevenue: 0 })).toMatchObject({ rate: null, ratio: null, growth: null });
  });

  it("refuses figures that are none", () => {
    const figures = { priorRevenue: 100, retainedRevenue: 90, earnedNewRevenue: 5, newRevenue: 10 };
    expect(thrown(() => earnedGrowth({ ...figures, earnedNewRevenue: 11 })).message).toBe(
      "earnedNewRevenue must not exceed newRevenue, 10, got 11",
    );
    for (const name of Object.keys(figures)) {
      const error = thrown(() => earnedGrowth({ ...figures, [name]: -1 }));
      expect(error.message).toBe(`${name} must be a number from 0 to 1e140, got -1`);
    }
  });
});

describe("acquisitionCostRatio", () => {
  it("is null where it does not exist, and says why", () => {
    const ratio = (won: number, kept: number, cost: number) =>
      acquisitionCostRatio({ acquisition: { cost: 60, customers: won }, retention: { cost, customers: kept } });
    expect(ratio(2, 10, 60)).toMatchObject({ ratio: 5, acquisitionCost: 30, retentionCost: 6 });
    expect(ratio(0, 10, 60)).toMatchObject({ ratio: null, acquisitionCost: null, reason: "nobody was won" });
    expect(ratio(2, 0, 60)).toMatchObject({ ratio: null, retentionCost: null, reason: "nobody was kept" });
    expect(ratio(2, 10, 0)).toMatchObject({ ratio: null, retentionCost: 0, reason: "keeping customers cost nothing" });
    expect(ratio(1, 10, 1e-320)).toMatchObject({ ratio: null, reason: "the ratio is too large for a number" });
    expect(thrown(() => ratio(-1, 10, 60)).message).toContain("customers of acquisition must be a whole number");
    expect(thrown(() => ratio(1, 10, -60)).message).toBe("cost of retention must be a number from 0 to 1e140, got -60");
  });
});

describe("figures at the edge of their domain", () => {
  it("leave no −0 in earned growth", () => {
    const figures = { priorRevenue: 100, retainedRevenue: -0, earnedNewRevenue: -0, newRevenue: 0 };
    expect(earnedGrowth(figures)).toMatchObject({ netRevenueRetention: 0, earnedNewRate: 0 });
  });

  it("have no model where those leave at once who ever do, which is no constant retention", () => {
    const reason = "customers differ too much: the likeliest parameters are below 1e-6";
    expect(fitShiftedBetaGeometric([[1000, 500, 500, 500]])).toMatchObject({ model: null, reason });
    expect(fitShiftedBetaGeometric([[1e9, 1e9 - 100_000, 1e9 - 100_001, 1e9 - 100_001]])).toMatchObject({
      model: null,
      logLikelihood: null,
      reason,
    });
    expect(fitShiftedBetaGeometric([[100, 90, 81]]).reason).toBe(
      "retention does not rise: one rate fits all customers",
    );
  });
});

describe("growth that is nothing but rounding", () => {
  it("is none, and has no ratio", () => {
    for (const [priorRevenue, retainedRevenue, earnedNewRevenue, newRevenue] of [
      [425.8, 423.6, 1.1, 2.2],
      [0.3, 0.1, 0, 0.2],
    ] as const) {
      expect(earnedGrowth({ priorRevenue, retainedRevenue, earnedNewRevenue, newRevenue })).toMatchObject({
        ratio: null,
        growth: 0,
        reason: "total growth is not above 0",
      });
    }
  });

  it("is told from the least that cents can make", () => {
    const figures = { priorRevenue: 1e9 + 0.01, retainedRevenue: 1e9, earnedNewRevenue: 0.02, newRevenue: 0.02 };
    expect(earnedGrowth(figures).ratio).toBe(1);
  });
});
