import { peakEnd } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "../golden.ts";
import { expectPlain } from "../laws.ts";

const score = fc.option(fc.integer({ min: -5, max: 5 }), { freq: 4 });

describe("peakEnd", () => {
  it("agrees with the worked case, at every rule for ties", () => {
    const { peak_end: golden } = goldenFile<{
      readonly peak_end: {
        readonly series: readonly (readonly [at: number, score: number])[];
        readonly neutral: number;
        readonly mean: number;
        readonly time_weighted_mean_trapezoid: number;
        readonly end: number;
        readonly peak_end_negative_first: number;
        readonly peak_end_latest: number;
        readonly peak_positive: { readonly value: number };
        readonly peak_negative: { readonly value: number };
      };
    }>("journey/spec_cases");
    const reading = {
      value: (row: readonly [number, number]) => row[1],
      at: (row: readonly [number, number]) => row[0],
    };
    const of = (ties: "latest" | "earliest" | "negative") =>
      peakEnd(golden.series, { neutral: golden.neutral, ties, ...reading });
    expect(of("latest")).toMatchObject({
      score: golden.peak_end_latest,
      peak: golden.peak_positive.value,
      end: golden.end,
    });
    expect(of("negative")).toMatchObject({ score: golden.peak_end_negative_first, peak: golden.peak_negative.value });
    expect(of("earliest").peak).toBe(golden.peak_negative.value);
    expectNear(of("latest").mean, golden.mean, "mean");
    expect(of("latest").timeWeightedMean).toBe(golden.time_weighted_mean_trapezoid);
  });

  it("takes its one moment for peak and end", () => {
    expect(peakEnd([null, 3, undefined], { neutral: 5 })).toMatchObject({
      score: 3,
      peak: 3,
      end: 3,
      mean: 3,
      missing: 2,
    });
  });

  it("does not ask how long it lasted", () => {
    fc.assert(
      fc.property(fc.array(score, { minLength: 1 }), fc.integer({ min: -5, max: 5 }), (moments, neutral) => {
        const once = peakEnd(moments, { neutral });
        expectPlain(once);
        const longer = moments.flatMap((one) => [one, one]);
        const { score: remembered, peak, end } = peakEnd(longer, { neutral });
        expect([remembered, peak, end]).toEqual([once.score, once.peak, once.end]);
        if (once.peak === null) return;
        const farthest = Math.max(...moments.flatMap((one) => (one === null ? [] : Math.abs(one - neutral))));
        expect(Math.abs(once.peak - neutral)).toBe(farthest);
        expect(once.end).toBe(moments.filter((one) => one !== null).at(-1)! + 0);
      }),
    );
  });

  it("weighs peak, end and what is left", () => {
    const moments = [10, 0, 4];
    expect(peakEnd(moments, { neutral: 5, ties: "earliest", peakWeight: 1, endWeight: 0 }).score).toBe(10);
    expect(peakEnd(moments, { neutral: 5, peakWeight: 0, endWeight: 1 }).score).toBe(4);
    expect(peakEnd(moments, { neutral: 5, peakWeight: 0, endWeight: 0 }).score).toBeCloseTo(14 / 3, 12);
  });

  it("has no mean over time where no time passes", () => {
    const at = () => 5;
    expect(peakEnd([1, 2], { neutral: 0, value: (one: number) => one, at }).timeWeightedMean).toBe(null);
    expect(peakEnd([], { neutral: 0, value: (one: number) => one, at }).timeWeightedMean).toBe(null);
    expect("timeWeightedMean" in peakEnd([1], { neutral: 0 })).toBe(false);
  });

  it("refuses what it cannot place", () => {
    const back = { neutral: 0, value: (one: number) => one, at: (one: number) => -one };
    expect(() => peakEnd([1, 2], back)).toThrow("at must not be before -1, got -2 at index 1");
    expect(() => peakEnd([Number.NaN], { neutral: 0 })).toThrow(
      "score must be a number of at most 1e140 in size, got NaN at index 0",
    );
    expect(() => peakEnd([1], { neutral: undefined as never })).toThrow("neutral must be a number");
    expect(() => peakEnd([1], { neutral: 0, ties: "last" as never })).toThrow(
      'ties must be "latest" or "earliest" or "negative"',
    );
    expect(() => peakEnd([1], { neutral: 0, peakWeight: 0.7 })).toThrow(
      "peakWeight and endWeight together must be at most 1, got 1.2",
    );
    expect(() => peakEnd([1], { neutral: 0, endWeight: -0.1 })).toThrow(
      "endWeight must be a number from 0 to 1, got -0.1",
    );
    expect(() => peakEnd(7 as never, { neutral: 0 })).toThrow("moments must be iterable");
  });
});

describe("the mean of equal moments", () => {
  it("is what each of them is, however many there are", () => {
    for (let count = 1; count <= 60; count++) {
      expect(peakEnd(new Array(count).fill(7), { neutral: 0 }).mean).toBe(7);
    }
  });

  it("states options of 0 without their sign", () => {
    expectPlain(peakEnd([1], { neutral: -0, peakWeight: -0, endWeight: -0 }));
  });
});

describe("moments equally far from neutral but for rounding", () => {
  it("are tied", () => {
    for (let step = 1; step <= 20; step++) {
      const [low, high] = [Number((3 - step / 10).toFixed(1)), Number((3 + step / 10).toFixed(1))];
      expect(peakEnd([low, high], { neutral: 3 }).peak).toBe(high);
      expect(peakEnd([high, low], { neutral: 3, ties: "earliest" }).peak).toBe(high);
      expect(peakEnd([high, low, high], { neutral: 3, ties: "negative" }).peak).toBe(low);
    }
    expect(peakEnd([1.7, 4.4], { neutral: 3, ties: "earliest" }).peak).toBe(4.4);
  });

  it("have a score among them, whatever the weights round to", () => {
    expect(peakEnd([5, 5], { neutral: 3, peakWeight: 0, endWeight: 0.08 }).score).toBe(5);
  });
});
