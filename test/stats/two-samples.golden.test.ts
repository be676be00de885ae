import { brunnerMunzel, compareMeansPaired, compareMeansPooled, hedgesG, mannWhitney, mean } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, expectNone, goldenCases, type Limits } from "../golden.ts";

interface Samples {
  readonly x?: readonly number[];
  readonly y?: readonly number[];
  readonly before?: readonly number[];
  readonly after?: readonly number[];
}

interface Means {
  readonly difference: number;
  readonly pooledP?: number;
  readonly pooledCI?: Limits;
  readonly cohenD?: number;
  readonly hedgesG?: number;
  readonly mannWhitneyU?: number;
  readonly mannWhitneyP?: number;
  readonly probSuperiority?: number;
  readonly pairedP?: number;
  readonly pairedCI?: Limits;
}

const means = goldenCases<Samples, Means>("two_sample_mean");

describe("two samples against R, 25 cases", () => {
  it("has the pooled t, effect sizes and Mann and Whitney's test, in 17 cases", () => {
    let checked = 0;
    for (const { id, input, params, expected } of means) {
      if (!input.x || !input.y) continue;
      checked++;
      const [x, y] = [mean(input.x), mean(input.y)];
      const scale = Math.max(...[...input.x, ...input.y].map(Math.abs));
      const pooled = compareMeansPooled(x, y, params);
      expect(pooled).toMatchObject({ confidence: params!.confidence, method: "pooled-t" });
      expectNear(pooled.difference, expected.difference, id, { scale });
      expectLimits(pooled, expected.pooledCI!, id, { scale });
      expectNear(pooled.pValue, expected.pooledP!, id);
      const { effectSize, cohensD } = hedgesG(x, y);
      expectNear(effectSize, expected.hedgesG!, id);
      expectNear(cohensD, expected.cohenD!, id);
      const test = mannWhitney(input.x, input.y);
      expect(test.u, id).toBe(expected.mannWhitneyU);
      expectNear(test.probability, expected.probSuperiority!, id);
      expectNear(test.pValue, expected.mannWhitneyP!, id);
    }
    expect(checked).toBe(17);
  });

  it("has the paired t, second less first, in 8 cases", () => {
    let checked = 0;
    for (const { id, input, params, expected } of means) {
      const { before, after } = input;
      if (!before || !after) continue;
      checked++;
      const pairs = before.map((value, index) => [value, after[index]!] as const);
      const change = compareMeansPaired(pairs, params);
      expect(change).toMatchObject({ method: "paired-t", count: before.length, incomplete: 0 });
      expectNear(change.difference, expected.difference, id);
      expectLimits(change, expected.pairedCI!, id);
      expectNear(change.pValue, expected.pairedP!, id);
      const rows = {
        first: (pair: (typeof pairs)[number]) => pair[0],
        second: (pair: (typeof pairs)[number]) => pair[1],
      };
      expect(compareMeansPaired(pairs, { ...params, ...rows }), id).toEqual(change);
    }
    expect(checked).toBe(8);
  });
});

interface Ordinal {
  readonly statistic: number;
  readonly pT: number;
  readonly probYgreaterX: number;
  readonly mwU1: number;
  readonly mwPnoCC: number;
  readonly cliffsDelta: number;
}

const ordinal = goldenCases<Required<Pick<Samples, "x" | "y">>, Ordinal>("brunner_munzel");

describe("ordinal comparisons against SciPy, 18 cases", () => {
  it("has Brunner and Munzel's probability and p-value", () => {
    for (const { id, input, expected } of ordinal) {
      const test = brunnerMunzel(input.y, input.x);
      expectNear(test.estimate, expected.probYgreaterX, id);
      expectNear(2 * test.estimate! - 1, expected.cliffsDelta, id);
      expectNear(test.pValue, expected.pT, id);
      // The interval reaches ½ just at the confidence that the p-value leaves.
      if (Math.abs(test.estimate! - 0.5) < 1e-9) continue;
      const just = brunnerMunzel(input.y, input.x, { confidence: 1 - expected.pT });
      expectNear(test.estimate! > 0.5 ? just.lower : just.upper, 0.5, id, { relative: 1e-9 });
      const back = brunnerMunzel(input.x, input.y);
      expectNear(back.estimate, 1 - expected.probYgreaterX, id);
      expectNear(back.lower, 1 - test.upper!, id);
      expectNear(back.pValue, expected.pT, id);
    }
    expect(ordinal).toHaveLength(18);
  });

  it("has Mann and Whitney's U and p-value without correction", () => {
    for (const { id, input, expected } of ordinal) {
      const test = mannWhitney(input.x, input.y, { continuityCorrection: false });
      expect(test.u, id).toBe(expected.mwU1);
      expectNear(test.pValue, expected.mwPnoCC, id);
    }
  });

  it("has no interval where there is no spread", () => {
    expectNone(brunnerMunzel([1, 2, 3], [4, 5, 6]), "apart");
    expectNone(brunnerMunzel([2, 2], [2, 2]), "all the same");
    expectNone(brunnerMunzel([2], [1, 2]), "one value");
    expectNone(brunnerMunzel([], [1, 2]), "none");
  });
});
