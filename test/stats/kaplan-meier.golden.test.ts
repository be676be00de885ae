import {
  kaplanMeier,
  restrictedMeanSurvivalTime,
  type SurvivalMethod,
  type SurvivalTime,
  survivalAt,
  survivalBand,
  survivalInterval,
  survivalQuantile,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases, goldenFile } from "../golden.ts";

type Column = readonly (number | null)[];

interface Fit extends Record<string, Column | number> {
  time: Column;
  nRisk: Column;
  nEvent: Column;
  nCensor: Column;
  survival: Column;
  greenwoodSE: Column;
  rmst: number;
  rmstSE: number;
  rmstTau: number;
}

const cases = goldenCases<{ time: number[]; event: (0 | 1)[] }, Fit>("kaplan_meier");
const observations = (input: { time: number[]; event: (0 | 1)[] }): SurvivalTime[] =>
  input.time.map((time, index) => ({ time, event: input.event[index]! }));

/** NaN and NA of R are `null` here. */
function expectSame(actual: number | null | undefined, expected: number | null | undefined, what: string): void {
  if (expected === null || expected === undefined || Number.isNaN(expected)) expect(actual, what).toBeNull();
  else expectNear(actual, expected, what);
}

describe("survival curves against R's survival, 18 cases", () => {
  it("has the people, the survival and Greenwood's error of every step", () => {
    let steps = 0;
    for (const { id, input, expected } of cases) {
      const curve = kaplanMeier(observations(input));
      expect(curve.steps.map((step) => step.time)).toEqual(expected.time);
      expect(curve.steps.map((step) => step.atRisk)).toEqual(expected.nRisk);
      expect(curve.steps.map((step) => step.events)).toEqual(expected.nEvent);
      expect(curve.steps.map((step) => step.censored)).toEqual(expected.nCensor);
      curve.steps.forEach((step, place) => {
        steps++;
        expectSame(step.survival, expected.survival[place], `${id} survival at ${step.time}`);
        expectSame(step.standardError, expected.greenwoodSE[place], `${id} error at ${step.time}`);
      });
    }
    expect([cases.length, steps]).toEqual([18, 223]);
  });

  it.each<[SurvivalMethod, string]>([
    ["log-log", "LogLog"],
    ["log", "Log"],
    ["plain", "Plain"],
  ])("has the %s band", (method, name) => {
    let limits = 0;
    for (const { id, input, expected } of cases) {
      const curve = kaplanMeier(observations(input));
      survivalBand(curve, { method }).forEach((step, place) => {
        const [lower, upper] = [expected[`lower${name}`] as Column, expected[`upper${name}`] as Column];
        expectSame(step.lower, lower[place], `${id} lower at ${step.time}`);
        expectSame(step.upper, upper[place], `${id} upper at ${step.time}`);
        const { time, ...interval } = step;
        expect(survivalInterval(curve, time, { method })).toEqual(interval);
        if (step.lower === null) expect(step.reason).toMatch(/\w/);
        limits++;
      });
    }
    expect(limits).toBe(223);
  });

  it("has the quantiles and their limits", () => {
    for (const { id, input, expected } of cases) {
      const curve = kaplanMeier(observations(input));
      for (const [p, name] of [
        [0.5, "median_loglog"],
        [0.75, "p75_loglog"],
        [0.9, "p90_loglog"],
      ] as const) {
        const { estimate, lower, upper } = survivalQuantile(curve, p);
        expect([estimate, lower, upper], `${id} ${name}`).toEqual(expected[name]);
      }
      expect(curve.median).toBe((expected.median_loglog as Column)[0]);
    }
  });

  it("has the restricted mean up to the longest time, and its error", () => {
    for (const { id, input, expected } of cases) {
      const { estimate, standardError, until } = restrictedMeanSurvivalTime(kaplanMeier(observations(input)));
      expectNear(estimate, expected.rmst, id);
      expectNear(standardError, expected.rmstSE, id);
      expect(until).toBe(expected.rmstTau);
    }
  });
});

describe("survival of the patients of `lung` against R's survival", () => {
  const { n, km_all_loglog: fit } = goldenFile<{ lung: { n: number; km_all_loglog: Record<string, Column> } }>(
    "r_survival",
  ).lung;
  const rows = fit.time!.flatMap((time, place) => [
    ...Array.from({ length: fit.n_event![place]! }, () => ({ time: time!, event: true })),
    ...Array.from({ length: fit.n_censor![place]! }, () => ({ time: time!, event: false })),
  ]);
  const curve = kaplanMeier(rows);

  it("has every step and its limits, 186 times", () => {
    expect([curve.count, curve.steps.length]).toEqual([n, 186]);
    expect(curve.steps.map((step) => step.atRisk)).toEqual(fit.n_risk);
    // R prints fifteen digits there.
    const printed = { relative: 1e-13, absolute: 1e-14 };
    survivalBand(curve).forEach(({ time, estimate, lower, upper }, place) => {
      expectNear(estimate, fit.surv![place]!, `survival at ${time}`, printed);
      expectNear(curve.steps[place]!.standardError, fit.std_err_greenwood![place]!, `error at ${time}`, printed);
      expectNear(lower, fit.lower![place]!, `lower limit at ${time}`, printed);
      expectNear(upper, fit.upper![place]!, `upper limit at ${time}`, printed);
      expectNear(survivalAt(curve, time + 0.5).survival ?? estimate, fit.surv![place]!, `after ${time}`, printed);
    });
  });

  it("has the quartiles", () => {
    const { median, median_lower, median_upper, q25, q75 } = fit as unknown as Record<string, number>;
    expect(survivalQuantile(curve, 0.5)).toMatchObject({ estimate: median, lower: median_lower, upper: median_upper });
    expect([survivalQuantile(curve, 0.25).estimate, survivalQuantile(curve, 0.75).estimate]).toEqual([q25, q75]);
  });
});
