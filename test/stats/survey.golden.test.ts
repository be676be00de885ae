import {
  clusteredShare,
  kornGraubard,
  shareInterval,
  surveyInterval,
  surveyMean,
  surveyRatio,
  surveyShare,
  surveyTotal,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, goldenCases, type Limits } from "../golden.ts";

interface Contacts {
  readonly customer: readonly number[];
  readonly resolved: readonly (0 | 1)[];
}

interface Clustered {
  readonly contacts: number;
  readonly customers: number;
  readonly resolved: number;
  readonly fcr: number;
  readonly clusterSE?: number;
  readonly designEffect?: number;
  readonly nEffective?: number;
  readonly df?: number;
}

describe("shares of clusters against R's survey, 18 cases", () => {
  it("has rate, standard error, degrees of freedom and design effect", () => {
    let [single, agreeing] = [0, 0];
    const cases = goldenCases<Contacts, Clustered>("clustered_proportion");
    for (const { id, input, expected } of cases) {
      const rows = input.resolved.map((resolved, index) => ({ resolved, customer: input.customer[index]! }));
      const share = clusteredShare(rows, { value: (row) => row.resolved, cluster: (row) => row.customer });
      expect(share, id).toMatchObject({
        numerator: expected.resolved,
        denominator: expected.contacts,
        clusters: expected.customers,
        degreesOfFreedom: expected.df ?? 0,
      });
      expectNear(share.rate, expected.fcr, id);
      if (expected.clusterSE === undefined) {
        single++;
        expect([share.standardError, share.designEffect, share.effectiveSampleSize], id).toEqual([null, null, 1]);
        continue;
      }
      expectNear(share.standardError, expected.clusterSE, id);
      if (Number.isNaN(expected.designEffect)) {
        agreeing++;
        expect([share.designEffect, share.effectiveSampleSize], id).toEqual([null, expected.customers]);
        continue;
      }
      // R's is against p(1 − p)/n, ours against the unbiased p(1 − p)/(n − 1).
      const people = share.denominator / (share.denominator - 1);
      expectNear(share.designEffect! * people, expected.designEffect!, id);
      expectNear(share.denominator / share.designEffect! / people, expected.nEffective!, id);
    }
    expect(cases).toHaveLength(18);
    expect([single, agreeing]).toEqual([3, 2]);
  });
});

interface Designed {
  readonly stratum: readonly number[];
  readonly cluster: readonly string[];
  readonly weight: readonly number[];
  readonly rating: readonly number[];
  readonly score: readonly number[];
  readonly denominator: readonly number[];
  readonly segment: readonly string[];
}

interface Estimated {
  readonly nps: number;
  readonly npsSE: number;
  readonly npsDeff: number;
  readonly npsCI_t: Limits;
  readonly total: number;
  readonly totalSE: number;
  readonly ratio: number;
  readonly ratioSE: number;
  readonly df: number;
  readonly pPromoter: number;
  readonly pPromoterSE: number;
  readonly domainA: number;
  readonly domainASE: number;
  readonly domainB: number;
  readonly domainBSE: number;
}

describe("stratified and clustered samples against R's survey, 19 cases", () => {
  const cases = goldenCases<Designed, Estimated>("survey_design").map((golden) => ({
    ...golden,
    rows: golden.input.score.map((score, index) => ({
      score,
      stratum: golden.input.stratum[index]!,
      cluster: golden.input.cluster[index]!,
      weight: golden.input.weight[index]!,
      denominator: golden.input.denominator[index]!,
      rating: golden.input.rating[index]!,
      segment: golden.input.segment[index]!,
    })),
  }));
  type Row = (typeof cases)[number]["rows"][number];
  const design = {
    stratum: (row: Row) => row.stratum,
    cluster: (row: Row) => row.cluster,
    weight: (row: Row) => row.weight,
    lonely: "adjust",
  } as const;

  it("has mean, design effect and t interval", () => {
    for (const { id, rows, expected } of cases) {
      const nps = surveyMean(rows, { ...design, value: (row) => row.score });
      expectNear(nps.estimate, expected.nps, id);
      expectNear(nps.standardError, expected.npsSE, id);
      expect(nps.degreesOfFreedom, id).toBe(expected.df);
      expectNear(nps.designEffect, expected.npsDeff, id);
      expectLimits(surveyInterval(nps), expected.npsCI_t, id);
    }
    expect(cases).toHaveLength(19);
  });

  it("has share, total and ratio", () => {
    for (const { id, rows, expected } of cases) {
      const promoters = surveyShare(rows, { ...design, value: (row) => row.score === 1 });
      expectNear(promoters.rate, expected.pPromoter, id);
      expectNear(promoters.standardError, expected.pPromoterSE, id);
      const total = surveyTotal(rows, { ...design, value: (row) => row.score });
      expectNear(total.estimate, expected.total, id);
      expectNear(total.standardError, expected.totalSE, id);
      const ratio = surveyRatio(rows, {
        ...design,
        numerator: (row) => row.rating,
        denominator: (row) => row.denominator,
      });
      expectNear(ratio.estimate, expected.ratio, id);
      expectNear(ratio.standardError, expected.ratioSE, id);
    }
  });

  it("has the means of two subgroups, whose other clusters count", () => {
    for (const { id, rows, expected } of cases) {
      const [a, b] = ["a", "b"].map((segment) =>
        surveyMean(rows, { ...design, value: (row) => row.score, domain: (row) => row.segment === segment }),
      );
      expectNear(a!.estimate, expected.domainA, id);
      expectNear(a!.standardError, expected.domainASE, id);
      expectNear(b!.estimate, expected.domainB, id);
      expectNear(b!.standardError, expected.domainBSE, id);
    }
  });
});

interface Weighed {
  readonly y: readonly (0 | 1)[];
  readonly weights: readonly number[];
}

interface Exact {
  readonly estimate: number;
  readonly se: number;
  readonly df: number;
  readonly ci_beta?: Limits;
  readonly kornGraubardManual?: Limits;
  readonly clopperPearsonKish?: Limits;
  readonly wilsonNeff?: Limits;
}

describe("Korn and Graubard's interval against R's svyciprop, 18 cases", () => {
  it("has the limits at the design's effective size, or at Kish's where all rows agree", () => {
    let agreeing = 0;
    const cases = goldenCases<Weighed, Exact>("survey_prop_ci");
    for (const { id, input, params, expected } of cases) {
      const rows = input.y.map((y, index) => ({ y, weight: input.weights[index]! }));
      const share = surveyShare(rows, { value: (row) => row.y, weight: (row) => row.weight });
      expectNear(share.rate, expected.estimate, id);
      expectNear(share.standardError, expected.se, id);
      expect(share.degreesOfFreedom, id).toBe(expected.df);
      const interval = kornGraubard(share, params);
      if (expected.clopperPearsonKish) {
        agreeing++;
        expectLimits(interval, expected.clopperPearsonKish, id);
      } else {
        expectLimits(interval, expected.kornGraubardManual!, id);
        expectLimits(interval, expected.ci_beta!, id);
      }
      const plain = shareInterval(share, params);
      expect(plain.estimate, id).toBe(share.rate);
    }
    expect(cases).toHaveLength(18);
    expect(agreeing).toBe(4);
  });
});
