import { earnedGrowth, expectedLifetime, lifetimeValue, renewalCurve } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases } from "../golden.ts";

interface LifetimeInput {
  readonly margin: number;
  readonly retention: number;
  readonly discount: number;
  readonly acquisitionCost: number;
  readonly horizon: number | null;
}

describe("figures of other software", () => {
  it("agree on the lifetime value in 17 cases", () => {
    const cases = goldenCases<LifetimeInput, Record<string, number>>("clv");
    let checked = 0;
    for (const { id, input, expected } of cases) {
      const { horizon: periods, ...figures } = input;
      const next = lifetimeValue({ ...figures, periods, margins: "next" });
      const now = lifetimeValue({ ...figures, periods, margins: "now" });
      const tolerance = { relative: 1e-12, absolute: 1e-10 };
      expectNear(next.value, expected.clvEndPeriodMargins!, `${id} next`, tolerance);
      expectNear(now.value, expected.clvImmediateMargin!, `${id} now`, tolerance);
      if (expected.expectedLifetimePeriods === Infinity) expect(now.lifetime, id).toBeNull();
      else expectNear(now.lifetime, expected.expectedLifetimePeriods!, `${id} lifetime`, tolerance);
      checked += 3;
    }
    expect(checked).toBe(51);
  });

  it("agree on the shifted beta-geometric model in 17 cases", () => {
    type Input = { alpha: number; beta: number; periods: number; discount: number };
    type Expected = { churnProbability: number[]; survival: number[]; retention: number[] } & Record<string, number>;
    const tolerance = { relative: 1e-11, absolute: 1e-13 };
    let checked = 0;
    for (const { id, input, expected } of goldenCases<Input, Expected>("sbg")) {
      const { periods, discount, ...model } = input;
      const steps = renewalCurve(model, { periods });
      steps.forEach((step, place) => {
        expectNear(step.churn, expected.churnProbability[place]!, `${id} churn ${place}`, tolerance);
        expectNear(step.survival, expected.survival[place]!, `${id} survival ${place}`, tolerance);
        expectNear(step.retention, expected.retention[place]!, `${id} retention ${place}`, tolerance);
        checked += 3;
      });
      const { discountedExpectedLifetime, discountedResidualLifetimeAfter4Renewals } = expected;
      expectNear(expectedLifetime(model, { discount }).lifetime, discountedExpectedLifetime!, `${id} DEL`, tolerance);
      const residual = expectedLifetime(model, { discount, renewals: 4 }).lifetime;
      expectNear(residual, discountedResidualLifetimeAfter4Renewals!, `${id} DERL`, tolerance);
      checked += 2;
    }
    expect(checked).toBe(17 * (3 * 12 + 2));
  });

  it("agree on earned growth in 7 cases", () => {
    type Input = Record<
      "priorRevenue" | "currentRevenueFromPriorCustomers" | "earnedNewRevenue" | "totalNewRevenue",
      number
    >;
    let checked = 0;
    for (const { id, input, expected } of goldenCases<Input, Record<string, number>>("earned_growth")) {
      const result = earnedGrowth({
        priorRevenue: input.priorRevenue,
        retainedRevenue: input.currentRevenueFromPriorCustomers,
        earnedNewRevenue: input.earnedNewRevenue,
        newRevenue: input.totalNewRevenue,
      });
      const tolerance = { relative: 1e-12, absolute: 0 };
      expectNear(result.netRevenueRetention, expected.netRevenueRetention!, `${id} NRR`, tolerance);
      expectNear(result.earnedNewRate, expected.earnedNewCustomerRate!, `${id} ENC`, tolerance);
      expectNear(result.rate, expected.earnedGrowthRate!, `${id} rate`, tolerance);
      // c008 shrank: its ratio of two losses is none of ours.
      if (id === "c008") expect(result.ratio, id).toBeNull();
      else expectNear(result.ratio, expected.earnedGrowthRatio!, `${id} ratio`, tolerance);
      checked++;
    }
    expect(checked).toBe(7);
  });
});
