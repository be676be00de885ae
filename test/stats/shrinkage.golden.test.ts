import { shrinkMeans, shrinkNets, shrinkNps, shrinkShares } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, goldenCases, zOf } from "../golden.ts";

const keyed = <Value>(values: readonly Value[]) => new Map(values.map((value, index) => [index, value]));

describe("shrunken shares against R and VGAM, 22 cases", () => {
  interface Input {
    readonly x: readonly number[];
    readonly n: readonly number[];
  }
  interface Expected {
    readonly pooled: number;
    readonly mlInterior: boolean;
    readonly mlMean: number;
    readonly mlPrecision: number;
    readonly posteriorMean: readonly number[];
    readonly posteriorLower: readonly number[];
    readonly posteriorUpper: readonly number[];
  }
  const cases = goldenCases<Input, Expected>("eb_beta_binomial");

  it("have the likeliest beta-binomial for a prior, and its posterior", () => {
    let interior = 0;
    for (const { id, input, params, expected } of cases) {
      const shares = input.x.map((numerator, index) => ({ numerator, denominator: input.n[index]! }));
      const { credible: confidence } = params as unknown as { readonly credible: number };
      const shrunken = shrinkShares(keyed(shares), { confidence });
      if (!expected.mlInterior) {
        // Theirs pools from a precision of 10,000 on; one of these, c025, has its greatest likelihood at 33,087.
        expect(shrunken.pooled, id).toBe(id !== "c025");
        if (shrunken.pooled) expect(shrunken.precision, id).toBeNull();
        else expectNear(shrunken.precision, 33087.388, id, { relative: 1e-7 });
        expectNear(shrunken.mean, expected.pooled, id, { relative: id === "c025" ? 1e-5 : 1e-12 });
        continue;
      }
      interior++;
      expectNear(shrunken.mean, expected.mlMean, id, { relative: 1e-6 });
      expectNear(shrunken.precision, expected.mlPrecision, id, { relative: 1e-5 });
      for (const [index, segment] of shrunken.segments) {
        expectNear(segment.raw, input.x[index]! / input.n[index]!, id);
        expectNear(segment.estimate, expected.posteriorMean[index]!, id, { relative: 1e-6 });
        expectNear(segment.lower, expected.posteriorLower[index]!, id, { relative: 1e-5 });
        expectNear(segment.upper, expected.posteriorUpper[index]!, id, { relative: 1e-6 });
      }
    }
    expect(cases).toHaveLength(22);
    expect(interior).toBe(14);
  });
});

describe("shrunken Net Promoter Scores against R and VGAM, 22 cases", () => {
  interface Expected {
    readonly alpha: readonly number[];
    readonly precision: number;
    readonly priorNps: number;
    readonly rawNps: readonly number[];
    readonly shrunkNps: readonly number[];
    readonly posteriorSdNps: readonly number[];
  }
  type Counts = readonly [detractors: number, passives: number, promoters: number];
  const cases = goldenCases<{ readonly counts: readonly Counts[] }, Expected>("eb_dirichlet_multinomial");

  it("have the likeliest Dirichlet-multinomial for a prior, and its posterior", () => {
    for (const { id, input, expected } of cases) {
      const groups = input.counts.map(([detractors, passives, promoters]) => ({ promoters, passives, detractors }));
      const nets = groups.map(({ promoters, passives, detractors }) => ({
        top: promoters,
        middle: passives,
        bottom: detractors,
      }));
      const shrunken = shrinkNps(keyed(groups));
      expect(shrinkNets(keyed(nets)), id).toEqual(shrunken);
      // Theirs is found by climbing, to some 1e-5 of the precision.
      expectNear(shrunken.precision, expected.precision, id, { relative: 1e-5 });
      expectNear(shrunken.mean, 100 * expected.priorNps, id, { relative: 1e-5 });
      for (const [index, segment] of shrunken.segments) {
        expectNear(segment.raw, 100 * expected.rawNps[index]!, id);
        expectNear(segment.estimate, 100 * expected.shrunkNps[index]!, id, {
          relative: 1e-6,
          absolute: 1e-5,
          scale: 100,
        });
        expectNear(segment.standardDeviation, 100 * expected.posteriorSdNps[index]!, id, { relative: 1e-5 });
      }
    }
    expect(cases).toHaveLength(22);
  });
});

describe("shrunken means against metafor, 19 cases", () => {
  interface Input {
    readonly estimate: readonly number[];
    readonly variance: readonly number[];
  }
  interface Expected {
    readonly tau2DL: number;
    readonly meanDL: number;
    readonly seDL: number;
    readonly shrunkDL: readonly number[];
    readonly shrinkageWeightDL: readonly number[];
    readonly posteriorSdDL: readonly number[];
    readonly tau2PM: number;
    readonly tau2REML: number;
    readonly meanREML: number;
    readonly blupREML: readonly number[];
    readonly blupSeREML: readonly number[];
  }
  const cases = goldenCases<Input, Expected>("eb_normal");

  it("have the variance between segments by each method, the mean, and the posterior", () => {
    for (const { id, input, expected } of cases) {
      const means = keyed(
        input.estimate.map((mean, index) => ({ count: 30, mean, standardError: Math.sqrt(input.variance[index]!) })),
      );
      const loose = { relative: 1e-6, absolute: 1e-7 };
      const direct = shrinkMeans(means);
      expectNear(direct.betweenVariance, expected.tau2DL, id, { relative: 1e-11 });
      expectNear(direct.mean, expected.meanDL, id);
      expectNear(direct.standardError, expected.seDL, id);
      expect(direct.pooled, id).toBe(expected.tau2DL === 0);
      for (const [index, { estimate, ownWeight, raw }] of direct.segments) {
        expect(raw, id).toBe(input.estimate[index]);
        expectNear(estimate, expected.shrunkDL[index]!, id, { relative: 1e-11 });
        expectNear(ownWeight, expected.shrinkageWeightDL[index]!, id, { relative: 1e-11 });
        expectNear(Math.sqrt(ownWeight * input.variance[index]!), expected.posteriorSdDL[index]!, id, {
          relative: 1e-11,
        });
      }
      // Paule and Mandel's and the likeliest variance are found by iteration in metafor.
      expectNear(shrinkMeans(means, { method: "paule-mandel" }).betweenVariance, expected.tau2PM, id, loose);
      const likeliest = shrinkMeans(means, { method: "reml" });
      expectNear(likeliest.betweenVariance, expected.tau2REML, id, loose);
      expectNear(likeliest.mean, expected.meanREML, id, loose);
      for (const [index, { estimate, lower, upper, standardDeviation }] of likeliest.segments) {
        expectNear(estimate, expected.blupREML[index]!, id, loose);
        expectNear(standardDeviation, expected.blupSeREML[index]!, id, loose);
        expectLimits(
          { lower, upper },
          [estimate! - zOf(0.95) * standardDeviation!, estimate! + zOf(0.95) * standardDeviation!],
          id,
        );
      }
    }
    expect(cases).toHaveLength(19);
  });
});
