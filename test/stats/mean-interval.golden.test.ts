import { compareMeans, mean, meanInterval, ratings } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, expectNone, goldenCases, type Limits } from "../golden.ts";

interface Expected {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
  readonly sd: number;
  readonly se: number;
  readonly ci: Limits;
  readonly tVsMu3: number | null;
  readonly pVsMu3: number | null;
}

const cases = goldenCases<{ x: readonly number[] }, Expected>("t_interval");
const each = (check: (x: readonly number[], expected: Expected, confidence: number, id: string) => void) => {
  for (const { id, input, params, expected } of cases) check(input.x, expected, params!.confidence!, id);
  expect(cases).toHaveLength(26);
};

describe("means against R's t.test, 26 cases", () => {
  it("has mean, variance, deviation and standard error", () => {
    each((x, expected, _, id) => {
      const sample = mean(x);
      expect(sample.count, id).toBe(expected.n);
      expectNear(sample.mean, expected.mean, id);
      if (expected.n < 2) {
        expect([sample.variance, sample.standardDeviation, sample.standardError], id).toEqual([null, null, null]);
      } else {
        expectNear(sample.variance, expected.variance, id);
        expectNear(sample.standardDeviation, expected.sd, id);
        expectNear(sample.standardError, expected.se, id);
      }
    });
  });

  it("has Student's interval, none of one value, and of zero width where all are equal", () => {
    let [without, flat] = [0, 0];
    each((x, { ci, se, mean: middle }, confidence, id) => {
      const interval = meanInterval(mean(x), { confidence });
      expect(interval).toMatchObject({ confidence, method: "t" });
      if (Number.isNaN(ci[0])) {
        without++;
        expect(interval.estimate, id).toBe(middle);
        expectNone(interval, id);
      } else {
        expectLimits(interval, ci, id, { scale: Math.abs(middle) });
        if (se === 0) {
          flat++;
          expect([interval.lower, interval.upper], id).toEqual([middle, middle]);
        }
      }
    });
    expect([without, flat]).toEqual([1, 1]);
  });

  it("has the same of ratings", () => {
    let checked = 0;
    each((x, { ci, se, mean: middle }, confidence, id) => {
      if (x.length < 2 || x.some((value) => !(Number.isInteger(value) && value >= -3 && value <= 9))) return;
      checked++;
      const sample = ratings(x, { scale: [-3, 9] });
      expectNear(sample.mean, middle, id);
      expectNear(sample.standardError, se, id);
      expectLimits(meanInterval(sample, { confidence }), ci, id);
    });
    expect(checked).toBe(13);
  });

  it("has the p-value of a known mean, as a comparison with one that has no error", () => {
    let checked = 0;
    each((x, { tVsMu3, pVsMu3 }, confidence, id) => {
      const comparison = compareMeans(mean(x), { count: 2, mean: 3, standardError: 0 }, { confidence });
      if (tVsMu3 === null || pVsMu3 === null) return;
      checked++;
      expectNear(comparison.pValue, pVsMu3, id);
      expect(Math.sign(comparison.difference!), id).toBe(Math.sign(tVsMu3));
    });
    expect(checked).toBe(cases.filter(({ expected }) => expected.pVsMu3 !== null).length);
    expect(checked).toBe(23);
  });
});
