import { mean, medianAbsoluteDeviation, quantile, quantiles, trimmedMean, trimmedMeanInterval } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, expectNone, goldenCases, type Limits } from "../golden.ts";

interface Expected {
  readonly g: number;
  readonly trimmedMean: number;
  readonly winsorizedMean: number;
  readonly winsorizedSD: number;
  readonly seYuen: number;
  readonly df: number;
  readonly ci: Limits;
  readonly median: number;
  readonly mad: number;
  readonly madRaw: number;
  readonly iqr7: number;
}

const cases = goldenCases<{ x: readonly number[] }, Expected>("robust");

describe("robust means against R, 42 cases", () => {
  it("has trimmed and winsorised means, their spread and interval", () => {
    let without = 0;
    for (const { id, input, params, expected } of cases) {
      const { trim, confidence } = params as { trim: number; confidence: number };
      const result = trimmedMean(input.x, { trim });
      const scale = Math.max(...input.x.map(Math.abs));
      expect(result, id).toMatchObject({ count: expected.df + 1, trimmed: 2 * expected.g });
      expectNear(result.mean, expected.trimmedMean, id, { scale });
      expectNear(result.winsorizedMean, expected.winsorizedMean, id, { scale });
      const interval = trimmedMeanInterval(result, { confidence });
      expect(interval).toMatchObject({ estimate: result.mean, confidence, method: "tukey-mclaughlin" });
      if (Number.isNaN(expected.ci[0])) {
        without++;
        expectNone(interval, id);
        continue;
      }
      expectNear(result.winsorizedStandardDeviation, expected.winsorizedSD, id);
      expectNear(result.standardError, expected.seYuen, id);
      expectLimits(interval, expected.ci, id, { scale });
    }
    expect(cases).toHaveLength(42);
    expect(without).toBe(2);
  });

  it("has median, median absolute deviation and interquartile range", () => {
    for (const { id, input, expected } of cases) {
      const scale = Math.max(...input.x.map(Math.abs));
      expectNear(quantile(input.x, 0.5), expected.median, id);
      expectNear(medianAbsoluteDeviation(input.x), expected.mad, id, { scale });
      expectNear(medianAbsoluteDeviation(input.x, { scale: 1 }), expected.madRaw, id, { scale });
      const [low, high] = quantiles(input.x, [0.25, 0.75]);
      expectNear(high! - low!, expected.iqr7, id, { scale });
    }
  });

  it("is the mean where nothing is trimmed", () => {
    for (const { id, input } of cases) {
      const [one, other] = [trimmedMean(input.x, { trim: 0 }), mean(input.x)];
      expect([one.mean, one.winsorizedStandardDeviation, one.count], id).toEqual([
        other.mean,
        other.standardDeviation,
        other.count,
      ]);
    }
  });
});
