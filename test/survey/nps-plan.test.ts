import {
  compareNpsSampleSize,
  npsMarginOfError,
  npsMinimalDetectableDifference,
  npsPower,
  npsSampleSize,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear } from "../golden.ts";
import { ghosts } from "../stats/interval-arbitraries.ts";

const variance = fc.double({ min: 1e-9, max: 1, noNaN: true });
const points = fc.double({ min: 0.001, max: 100, noNaN: true });
const sure = fc.constantFrom(0.5, 0.8, 0.9, 0.95, 0.99);
const power = fc.double({ min: 0.5, max: 0.999, noNaN: true });
const people = fc.integer({ min: 1, max: 1e9 });

describe("the sample size for a margin of error", () => {
  it("is the least that keeps it", () => {
    for (const margin of [2, 5, 7.5, 10]) {
      const half = (size: number) =>
        npsMarginOfError({ promoters: size, passives: 0, detractors: size }, { method: "wald" }).marginOfError!;
      const { people: needed } = npsSampleSize({ marginOfError: margin });
      // Half promoters and half detractors have the variance that is supposed.
      expect(half(Math.ceil(needed / 2))).toBeLessThanOrEqual(margin);
      expect(half(Math.floor(needed / 2) - 1)).toBeGreaterThan(margin);
    }
  });

  it("grows with variance and confidence, shrinks with the margin, and is of no more people than there are", () => {
    fc.assert(
      fc.property(points, points, variance, variance, sure, people, (one, other, v, w, confidence, population) => {
        const at = (marginOfError: number, spread: number, all?: number) =>
          npsSampleSize({ marginOfError, variance: spread, confidence, population: all });
        expect(ghosts(at(one, v))).toEqual([]);
        expect(at(Math.min(one, other), v).people).toBeGreaterThanOrEqual(at(Math.max(one, other), v).people);
        expect(at(one, Math.min(v, w)).people).toBeLessThanOrEqual(at(one, Math.max(v, w)).people);
        const limited = at(one, v, population);
        expect(limited.people).toBeLessThanOrEqual(Math.min(population, at(one, v).people));
        expect(limited.people).toBeGreaterThanOrEqual(1);
        expect(limited.population).toBe(population);
      }),
    );
  });

  it("asks for one person at least, and echoes what was supposed", () => {
    const least = npsSampleSize({ marginOfError: 100, variance: 0.01, method: "adjusted-wald" });
    expect(least).toEqual({
      people: 1,
      exact: 0,
      marginOfError: 100,
      variance: 0.01,
      confidence: 0.95,
      method: "adjusted-wald",
    });
    expectNear(
      npsSampleSize({ marginOfError: 10, population: 384 }).exact,
      384.14588206941227 / (1 + 383.14588206941227 / 384),
      "n_f",
    );
  });

  it("refuses what is none", () => {
    for (const margin of [0, -5, 101, Number.NaN, Infinity, "5", null, undefined]) {
      expect(() => npsSampleSize({ marginOfError: margin as never })).toThrow(
        /^marginOfError must be a number of points from 0.001 to 100, got /,
      );
    }
    for (const spread of [0, -1, 1.01, Number.NaN, "1", null]) {
      expect(() => npsSampleSize({ marginOfError: 5, variance: spread as never })).toThrow(
        /^variance must be a number from 1e-9 to 1/,
      );
    }
    for (const population of [0, -1, 1.5, Infinity, "9"]) {
      expect(() => npsSampleSize({ marginOfError: 5, population: population as never })).toThrow(
        /^population must be a whole number, 1 or more, got /,
      );
    }
    expect(() => npsSampleSize({ marginOfError: 5, method: "score" as never })).toThrow(/^method must be "wald" or/);
    expect(() => npsSampleSize({ marginOfError: 5, confidence: 95 })).toThrow(/^confidence must be/);
    expect(() => npsSampleSize(undefined as never)).toThrow(/^marginOfError must be/);
  });
});

describe("the plan of a comparison", () => {
  it("closes: that many people have that power, and detect that difference", () => {
    fc.assert(
      fc.property(points, power, sure, variance, variance, (difference, chance, confidence, v, w) => {
        const plan = { difference, power: chance, confidence, variance: [v, w] as const };
        const size = compareNpsSampleSize(plan);
        expect(ghosts(size)).toEqual([]);
        const found = npsPower({ ...plan, first: size.first, second: size.second });
        expect(found.power).toBeGreaterThanOrEqual(chance * (1 - 1e-12));
        const least = npsMinimalDetectableDifference({ ...plan, first: size.first, second: size.second });
        expect(least.difference).toBeLessThanOrEqual(difference * (1 + 1e-12));
        expectNear(least.standardError, found.standardError, "error");
      }),
    );
  });

  it("shares people out as asked", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1000, noNaN: true }), (ratio) => {
        const { first, second, exact } = compareNpsSampleSize({ difference: 5, ratio });
        expect([first, second]).toEqual([Math.ceil(exact), Math.ceil(exact * ratio)]);
        const found = npsPower({ difference: 5, first, second });
        expect(found.power).toBeGreaterThanOrEqual(0.8 * (1 - 1e-12));
        expect(found.power).toBeLessThan(0.82);
      }),
    );
  });

  it("finds nothing but by luck where there is nothing, and either direction as well", () => {
    fc.assert(
      fc.property(sure, people, people, points, (confidence, first, second, difference) => {
        const groups = { confidence, first, second };
        expectNear(npsPower({ ...groups, difference: 0 }).power, 1 - confidence, "luck");
        const there = npsPower({ ...groups, difference });
        expectNear(npsPower({ ...groups, difference: -difference }).power, there.power, "direction");
        expect(there.power <= 1 && there.power >= 1 - confidence - 1e-12).toBe(true);
        expect(ghosts([there, npsPower({ ...groups, difference: -0 })])).toEqual([]);
      }),
    );
  });

  it("refuses what is none", () => {
    for (const difference of [0, -5, 201, Number.NaN, "5", undefined]) {
      expect(() => compareNpsSampleSize({ difference: difference as never })).toThrow(
        /^difference must be a number of points from 0.001 to 200, got /,
      );
    }
    for (const chance of [0.4, 1, Number.NaN, "0.8", null]) {
      const message = /^power must be a number from 0.5 to below 1, got /;
      expect(() => compareNpsSampleSize({ difference: 5, power: chance as never })).toThrow(message);
      expect(() => npsMinimalDetectableDifference({ first: 9, second: 9, power: chance as never })).toThrow(message);
    }
    expect(() => compareNpsSampleSize({ difference: 5, ratio: 0 })).toThrow(
      /^ratio must be a number from 0.001 to 1000, got 0$/,
    );
    expect(() => compareNpsSampleSize({ difference: 5, variance: [0.5] as never })).toThrow(
      /^variance must be .* got undefined$/,
    );
    expect(() => compareNpsSampleSize({ difference: 5, variance: null as never })).toThrow(
      /^variance must be .* got null$/,
    );
    expect(() => compareNpsSampleSize({ difference: 5, method: "t" as never })).toThrow(/^method must be/);
    for (const first of [0, -1, 1.5, "9", undefined]) {
      expect(() => npsPower({ difference: 5, first: first as never, second: 9 })).toThrow(
        /^first must be a whole number, 1 or more, got /,
      );
      expect(() => npsMinimalDetectableDifference({ first: 9, second: first as never })).toThrow(
        /^second must be a whole number, 1 or more, got /,
      );
    }
    expect(() => npsPower({ difference: 201, first: 9, second: 9 })).toThrow(
      /^difference must be .* from -200 to 200, got 201$/,
    );
    expect(() => npsPower({ difference: "5" as never, first: 9, second: 9 })).toThrow(TypeError);
    expect(() => npsMinimalDetectableDifference(undefined as never)).toThrow(/^first must be/);
    expect(() => compareNpsSampleSize(undefined as never)).toThrow(/^difference must be/);
  });
});

describe("groups of different sizes, by Adjusted Wald", () => {
  it("have three people fewer each, and the power that was asked for", () => {
    const plan = { difference: 10, variance: 0.67, ratio: 3 } as const;
    const [plain, adjusted] = [compareNpsSampleSize(plan), compareNpsSampleSize({ ...plan, method: "adjusted-wald" })];
    expect([plain.first - adjusted.first, plain.second - adjusted.second]).toEqual([3, 3]);
    const few = compareNpsSampleSize({ difference: 120, ratio: 10, method: "adjusted-wald" });
    const whole = compareNpsSampleSize({ difference: 120, ratio: 10 });
    expect([few.first, few.second]).toEqual([Math.max(1, whole.first - 3), whole.second - 3]);
  });
});
