import { rescale, type ScoreRange, standardScore, targetAttainment } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const end = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const range = fc
  .tuple(end, end)
  .filter(([a, b]) => a !== b)
  .map(([a, b]): ScoreRange => (a < b ? [a, b] : [b, a]));
const inRange = fc.tuple(range, fc.double({ min: 0, max: 1, noNaN: true })).map(([[low, high], share]) => ({
  from: [low, high] as const,
  score: Math.min(high, Math.max(low, low + share * (high - low))),
}));

describe("rescale", () => {
  it("meets the ends of the new range exactly", () => {
    fc.assert(
      fc.property(range, range, (from, to) => {
        expect(rescale(from[0], { from, to })).toBe(to[0] + 0);
        expect(rescale(from[1], { from, to })).toBe(to[1] + 0);
        expect(rescale(from[0], { from, to, direction: "lower-is-better" })).toBe(to[1] + 0);
        expect(rescale(from[1], { from, to, direction: "lower-is-better" })).toBe(to[0] + 0);
      }),
    );
  });

  it("mirrors where lower is better", () => {
    fc.assert(
      fc.property(inRange, ({ from, score }) => {
        const there = rescale(score, { from })!;
        const mirrored = rescale(score, { from, direction: "lower-is-better" })!;
        expect(there + mirrored).toBeCloseTo(100, 9);
      }),
    );
  });

  it("goes back where it came from", () => {
    fc.assert(
      fc.property(inRange, ({ from, score }) => {
        const there = rescale(score, { from })!;
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(100);
        expect(Math.abs(rescale(there, { from: [0, 100], to: from })! - score)).toBeLessThan(1e-8);
      }),
    );
  });

  it("gives whole numbers where they are due, as those of a scale brought to itself", () => {
    for (let score = 0; score <= 100; score++) expect(rescale(score, { from: [0, 100] })).toBe(score);
    expect(rescale(57, { from: [0, 100], to: [-100, 100] })).toBe(14);
  });

  it("keeps the digits of the smallest ranges, within the ends", () => {
    expect(rescale(1e-300, { from: [0, 4e-300], to: [0, 1e-100] })).toBeCloseTo(2.5e-101, 115);
    const anywhere = fc.double({ min: -1e-290, max: 1e-290, noNaN: true });
    const small = fc.tuple(anywhere, anywhere, anywhere).map((three) => three.sort((a, b) => a - b));
    fc.assert(
      fc.property(small, range, ([low, score, high], to) => {
        fc.pre(low! < high!);
        const there = rescale(score, { from: [low!, high!], to })!;
        expect(there).toBeGreaterThanOrEqual(to[0]);
        expect(there).toBeLessThanOrEqual(to[1]);
      }),
    );
  });

  it("has nothing where there is no score, and refuses what is none", () => {
    expect(rescale(undefined, { from: [1, 5] })).toBe(null);
    expect(() => rescale(0, { from: [1, 5] })).toThrow("score must be a number from 1 to 5, got 0");
    expect(() => rescale("3" as never, { from: [1, 5] })).toThrow(TypeError);
    expect(() => rescale(3, { from: [5, 1] })).toThrow("from must be [low, high], numbers, low < high, got [5,1]");
    expect(() => rescale(null, { from: 5 as never })).toThrow("from must be [low, high]");
    expect(() => rescale(3, { from: [1, 5], to: [0, Infinity] })).toThrow("to must be [low, high]");
    expect(() => rescale(3, { from: [1, 5], direction: "up" as never })).toThrow("direction must be");
  });
});

describe("standardScore", () => {
  it("counts standard deviations towards the better side", () => {
    expect(standardScore(60, { mean: 70, standardDeviation: 5 })).toBe(-2);
    expect(standardScore(60, { mean: 70, standardDeviation: 5, direction: "lower-is-better" })).toBe(2);
    expect(standardScore(70, { mean: 70, standardDeviation: 5, direction: "lower-is-better" })).toBe(0);
    expect(standardScore(null, { mean: 70, standardDeviation: 5 })).toBe(null);
  });

  it("refuses a group that does not vary", () => {
    expect(() => standardScore(60, { mean: 70, standardDeviation: 0 })).toThrow(
      "standardDeviation must be a number above",
    );
    expect(() => standardScore(60, { mean: 70, standardDeviation: -1 })).toThrow(RangeError);
    expect(() => standardScore(Number.NaN, { mean: 70, standardDeviation: 1 })).toThrow("score must be a number");
    expect(() => standardScore(1, { mean: Infinity, standardDeviation: 1 })).toThrow("mean must be a number");
  });
});

describe("targetAttainment", () => {
  it("is 0 at the worst end, 100 from the target on", () => {
    const options = { from: [1, 5], target: 4 } as const;
    expect([1, 2.5, 4, 5].map((score) => targetAttainment(score, options))).toEqual([0, 50, 100, 100]);
    const reversed = { from: [0, 60], target: 15, direction: "lower-is-better" } as const;
    expect([60, 15, 0].map((score) => targetAttainment(score, reversed))).toEqual([0, 100, 100]);
    expect(targetAttainment(undefined, options)).toBe(null);
  });

  it("refuses a target outside the scale, or at its worst end", () => {
    expect(() => targetAttainment(3, { from: [1, 5], target: 5.5 })).toThrow(
      "target must be a number from 1 to 5, got 5.5",
    );
    expect(() => targetAttainment(3, { from: [1, 5], target: 1 })).toThrow("target must be better than the worst end");
    expect(() => targetAttainment(6, { from: [1, 5], target: 4 })).toThrow("score must be a number from 1 to 5, got 6");
  });
});
