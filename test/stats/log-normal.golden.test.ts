import {
  durationMeanInterval,
  durations,
  geometricMean,
  geometricMeanInterval,
  logNormalMeanInterval,
  mean,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, expectNone, goldenCases, type Limits } from "../golden.ts";

interface Expected {
  readonly arithmeticMean: number;
  readonly geometricMean: number;
  readonly geometricSD: number;
  readonly gmCI: Limits;
  readonly logMean?: number;
  readonly logVar?: number;
  readonly coxMean?: number;
  readonly coxCI_z?: Limits;
  readonly coxCI_t?: Limits;
  readonly logDeltaCI_t?: Limits;
}

const cases = goldenCases<{ x: readonly number[] }, Expected>("lognormal");

describe("means of skewed values against R, 21 cases", () => {
  it("has the geometric mean with its interval", () => {
    let without = 0;
    for (const { id, input, params, expected } of cases) {
      const result = geometricMean(input.x);
      const interval = geometricMeanInterval(result, params);
      expectNear(result.geometricMean, expected.geometricMean, id);
      expect(interval).toMatchObject({ estimate: result.geometricMean, method: "log-t" });
      if (Number.isNaN(expected.geometricSD)) {
        without++;
        expect(result.geometricStandardDeviation, id).toBe(null);
        expectNone(interval, id);
        expect(logNormalMeanInterval(result, params).estimate, id).toBe(null);
        expectNone(logNormalMeanInterval(result, params), id);
        expectNone(durationMeanInterval(durations(input.x), params), id);
        continue;
      }
      expectNear(result.geometricStandardDeviation, expected.geometricSD, id);
      expectNear(result.logMean, expected.logMean!, id);
      expectNear(result.logStandardDeviation! ** 2, expected.logVar!, id);
      expectLimits(interval, expected.gmCI, id, { scale: expected.geometricMean, relative: 1e-11 });
    }
    expect(cases).toHaveLength(21);
    expect(without).toBe(1);
  });

  it("has Cox's interval and the modified one, in 20 cases", () => {
    let [checked, beyond] = [0, 0];
    for (const { id, input, params, expected } of cases) {
      if (expected.coxCI_t === undefined) continue;
      checked++;
      const result = geometricMean(input.x);
      const modified = logNormalMeanInterval(result, params);
      const plain = logNormalMeanInterval(result, { ...params, method: "cox" });
      expect([modified.method, plain.method]).toEqual(["modified-cox", "cox"]);
      expectNear(modified.estimate, expected.coxMean!, id);
      if (expected.coxCI_t[1] === Infinity) {
        beyond++;
        expect(modified, id).toMatchObject({ upper: null, reason: "the upper limit is beyond every number" });
        expectNear(modified.lower, expected.coxCI_t[0], id);
      } else expectLimits(modified, expected.coxCI_t, id, { relative: 1e-11 });
      expectLimits(plain, expected.coxCI_z!, id, { relative: 1e-11 });
    }
    expect([checked, beyond]).toEqual([20, 1]);
  });

  it("has the t interval of the mean's logarithm, in 20 cases", () => {
    let checked = 0;
    for (const { id, input, params, expected } of cases) {
      if (expected.logDeltaCI_t === undefined) continue;
      checked++;
      const interval = durationMeanInterval(durations(input.x), params);
      expect(interval).toMatchObject({ confidence: params!.confidence, method: "log-delta-t" });
      expectNear(interval.estimate, expected.arithmeticMean, id);
      expectLimits(interval, expected.logDeltaCI_t, id, { relative: 1e-11 });
      expect(durationMeanInterval(mean(input.x), params), id).toEqual(interval);
    }
    expect(checked).toBe(20);
  });
});
