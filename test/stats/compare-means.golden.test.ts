import { compareMeans, mean, meanInterval, ratings } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, goldenCases, type Limits } from "../golden.ts";

interface Samples {
  readonly x?: readonly number[];
  readonly y?: readonly number[];
  readonly before?: readonly number[];
  readonly after?: readonly number[];
}

interface Expected {
  readonly difference: number;
  readonly welchP?: number;
  readonly welchCI?: Limits;
  readonly pairedP?: number;
  readonly pairedCI?: Limits;
}

const cases = goldenCases<Samples, Expected>("two_sample_mean");

describe("differences of two means against R's t.test, 25 cases", () => {
  it("has Welch's limits and p-value, in 17 cases", () => {
    let checked = 0;
    for (const { id, input, params, expected } of cases) {
      if (!input.x || !input.y) continue;
      checked++;
      const comparison = compareMeans(mean(input.x), mean(input.y), params);
      expect(comparison).toMatchObject({ confidence: params!.confidence, method: "welch" });
      const scale = Math.max(...[...input.x, ...input.y].map(Math.abs));
      expectNear(comparison.difference, expected.difference, id, { scale });
      expectLimits(comparison, expected.welchCI!, id, { scale });
      expectNear(comparison.pValue, expected.welchP!, id);
      const back = compareMeans(mean(input.y), mean(input.x), params);
      expect([back.difference, back.lower, back.upper, back.pValue], id).toEqual([
        0 - comparison.difference!,
        0 - comparison.upper!,
        0 - comparison.lower!,
        comparison.pValue,
      ]);
    }
    expect(checked).toBe(17);
  });

  it("has the same of ratings", () => {
    let checked = 0;
    const isRating = (value: number) => Number.isInteger(value) && value >= -3 && value <= 9;
    for (const { id, input, params, expected } of cases) {
      if (!input.x || !input.y || ![...input.x, ...input.y].every(isRating)) continue;
      checked++;
      const [first, second] = [input.x, input.y].map((sample) => ratings(sample, { scale: [-3, 9] }));
      const comparison = compareMeans(first!, second!, params);
      expectLimits(comparison, expected.welchCI!, id);
      expectNear(comparison.pValue, expected.welchP!, id);
    }
    expect(checked).toBe(5);
  });

  it("has the paired t of the differences, second less first, as one mean, in 8 cases", () => {
    let checked = 0;
    for (const { id, input, params, expected } of cases) {
      if (!input.before || !input.after) continue;
      checked++;
      const changes = mean(input.after.map((answer, index) => answer - input.before![index]!));
      expectNear(changes.mean, expected.difference, id);
      expectLimits(meanInterval(changes, params), expected.pairedCI!, id);
      // R's p-values of this file carry up to 1e-15 of rounding.
      const { pValue } = compareMeans(changes, { count: 2, mean: 0, standardError: 0 }, params);
      expectNear(pValue, expected.pairedP!, id);
    }
    expect(checked).toBe(8);
  });
});
