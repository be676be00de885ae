import {
  compareSharesPower,
  compareSharesSampleSize,
  finitePopulation,
  normalTail,
  normalTailQuantile,
  share,
  shareInterval,
  shareMarginOfError,
  shareMinimalDetectableDifference,
  sharePower,
  shareSampleSize,
  waldShare,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confidence, ghosts, shares } from "./interval-arbitraries.ts";

const rate = fc.double({ min: 0, max: 1, noNaN: true });
const margin = fc.double({ min: 1e-4, max: 0.4999, noNaN: true });
const usual = fc.constantFrom(0.8, 0.9, 0.95, 0.99);
const power = fc.double({ min: 0.01, max: 0.999, noNaN: true });
const alternative = fc.constantFrom("two-sided", "one-sided", undefined);

describe("shareSampleSize", () => {
  it("gives the size at which half the interval is the margin", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), margin, usual, (p, most, sure) => {
        for (const [method, interval] of [
          ["wilson", shareInterval],
          ["wald", waldShare],
        ] as const) {
          const { exact, people } = shareSampleSize({ marginOfError: most, rate: p, confidence: sure, method });
          expect(people >= Math.max(1, exact * (1 - 1e-11)) && people < exact + 1).toBe(true);
          const at = { numerator: 1, denominator: 1, rate: p, effectiveSampleSize: exact };
          const { lower, upper } = interval(at, { confidence: sure });
          // Wald's limits are cut off at 0 and 1.
          if (method === "wilson" || (p > most && p < 1 - most)) {
            expect(Math.abs((upper! - lower!) / 2 / most - 1)).toBeLessThan(1e-10);
          }
        }
      }),
    );
  });

  it("never exceeds the population, and undoes what finitePopulation adds", () => {
    fc.assert(
      fc.property(rate, margin, usual, fc.integer({ min: 1, max: 1e6 }), (p, most, sure, population) => {
        const options = { marginOfError: most, rate: p, confidence: sure };
        const [all, some] = [shareSampleSize(options), shareSampleSize({ ...options, population })];
        expect(ghosts([all, some])).toEqual([]);
        expect(some.exact <= population).toBe(true);
        if (all.exact >= 1) expect(some.exact <= all.exact * (1 + 1e-12)).toBe(true);
        const worth = (some.exact * (population - 1)) / (population - some.exact);
        if (some.exact < 0.999 * population) {
          expect(Math.abs(worth - all.exact)).toBeLessThanOrEqual(1e-9 * all.exact + 1e-300);
        }
      }),
    );
  });

  it("needs one person at least: none, by Wald's formula, for a share of 0, many by Wilson's", () => {
    expect(shareSampleSize({ marginOfError: 0.05, rate: 0 })).toEqual({
      people: 1,
      exact: 0,
      marginOfError: 0.05,
      rate: 0,
      confidence: 0.95,
      method: "wald",
    });
    expect(shareSampleSize({ marginOfError: 0.05, rate: 0, method: "wilson", population: 1e6 })).toMatchObject({
      people: 35,
      population: 1e6,
    });
  });

  it("asks for everybody of a population where the margin is beyond any sample", () => {
    for (const method of ["wald", "wilson"] as const) {
      for (const marginOfError of [1e-80, 1e-200, 5e-324]) {
        expect(shareSampleSize({ marginOfError, method, population: 500 })).toMatchObject({ people: 500, exact: 500 });
      }
    }
    expect(shareSampleSize({ marginOfError: 1e-200, rate: 0 })).toMatchObject({ people: 1, exact: 0 });
    expect(shareSampleSize({ marginOfError: 1e-160, confidence: 5e-324, method: "wilson" })).toMatchObject({
      people: 1,
      exact: 0,
    });
    expect(() => shareSampleSize({ marginOfError: 1e-200, rate: 0, method: "wilson" })).toThrow(
      /^the sample must have at most/,
    );
  });

  it("refuses what is none", () => {
    for (const bad of [0, -0.1, 0.5, 5, Number.NaN, "0.05", undefined]) {
      expect(() => shareSampleSize({ marginOfError: bad as never })).toThrow(
        /^marginOfError must be a share above 0 and below 0.5, got /,
      );
    }
    expect(() => shareSampleSize({ marginOfError: 0.1, rate: 80 })).toThrow(
      /^rate must be a share from 0 to 1, got 80$/,
    );
    expect(() => shareSampleSize({ marginOfError: 0.1, confidence: 95 })).toThrow(/^confidence must be/);
    expect(() => shareSampleSize({ marginOfError: 0.1, population: 0 })).toThrow(
      /^population must be a whole number, 1 or more/,
    );
    expect(() => shareSampleSize({ marginOfError: 0.1, population: 10.5 })).toThrow(RangeError);
    expect(() => shareSampleSize({ marginOfError: 0.1, method: "exact" as never })).toThrow(
      /^method must be "wald" or "wilson"/,
    );
    expect(() => shareSampleSize({ marginOfError: 1e-200 })).toThrow(/^the sample must have at most 2\^53 − 1 people/);
    expect(() => shareSampleSize(undefined as never)).toThrow(TypeError);
  });
});

describe("shareMarginOfError and finitePopulation", () => {
  it("are half of Wilson's interval, and its two sides", () => {
    fc.assert(
      fc.property(shares, confidence, (sample, sure) => {
        const found = shareMarginOfError(sample, { confidence: sure });
        const { estimate, lower, upper } = shareInterval(sample, { confidence: sure });
        expect(found).toEqual({
          marginOfError: (upper! - lower!) / 2,
          below: estimate! - lower!,
          above: upper! - estimate!,
          estimate,
          lower,
          upper,
          confidence: sure,
          method: "wilson",
        });
      }),
    );
    expect(shareMarginOfError(share([]))).toEqual({
      marginOfError: null,
      below: null,
      above: null,
      estimate: null,
      lower: null,
      upper: null,
      confidence: 0.95,
      method: "wilson",
      reason: "the sample is empty",
    });
  });

  it("narrow the interval by the part of the population that answered, more the larger it is", () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 1e9 }), (sample, more) => {
        const part = finitePopulation(sample, sample.denominator + more);
        expect(part.effectiveSampleSize).toBeGreaterThanOrEqual(sample.denominator * (1 - 1e-12));
        const [whole, sampled] = [shareMarginOfError(sample), shareMarginOfError(part)];
        const population = sample.denominator + more;
        expect(shareMarginOfError(sample, { population })).toEqual({ ...sampled, population });
        expect(sampled.marginOfError!).toBeLessThanOrEqual(whole.marginOfError! * (1 + 1e-12));
      }),
    );
    expect(shareMarginOfError({ numerator: 3, denominator: 4 }, { population: 4 })).toMatchObject({
      marginOfError: 0,
      below: 0,
      above: 0,
      lower: 0.75,
      upper: 0.75,
      population: 4,
    });
    expect(() => shareMarginOfError({ numerator: 3, denominator: 4 }, { population: 3 })).toThrow(
      /^population must be/,
    );
    // All but one of a hundred: Var = p(1 − p)/n · (N − n)/(N − 1).
    expect(finitePopulation({ numerator: 50, denominator: 99 }, 100).effectiveSampleSize).toBe(99 * 99);
  });

  it("keep an empty sample empty and a weighted one weighted, and refuse populations that are none", () => {
    expect(finitePopulation(share([]), 10)).toEqual({
      numerator: 0,
      denominator: 0,
      rate: null,
      effectiveSampleSize: 0,
    });
    const weighted = { numerator: 1, denominator: 4, rate: 0.5, effectiveSampleSize: 2 };
    expect(finitePopulation(weighted, 10)).toEqual({ ...weighted, effectiveSampleSize: 3 });
    const half = { numerator: 1, denominator: 2 };
    expect(() => finitePopulation(half, 2)).toThrow(
      new RangeError("population must be more than the sample, 2, got 2"),
    );
    expect(() => finitePopulation(half, 2.5)).toThrow(RangeError);
    expect(() => finitePopulation(half, "10" as never)).toThrow(TypeError);
    expect(() => finitePopulation({ numerator: 3, denominator: 2 }, 10)).toThrow(RangeError);
  });
});

describe("power of a comparison", () => {
  it("is reached by somebody, however small it is", () => {
    for (const power of [5e-324, 1e-300, 1e-17, 0.01]) {
      expect(compareSharesSampleSize(1, 0, { power })).toMatchObject({ first: 2, second: 2 });
      expect(compareSharesSampleSize(0.5, 0.6, { power }).first).toBeLessThan(5);
      const unsure = { power, confidence: 5e-324, alternative: "one-sided" } as const;
      expect(compareSharesSampleSize(1, 1 - 2 ** -53, unsure)).toMatchObject({ first: 1, exact: 0 });
    }
  });

  it("at the size that is needed is what was asked for, but for the wrong side", () => {
    fc.assert(
      fc.property(
        rate,
        rate,
        power,
        usual,
        alternative,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (first, second, wanted, sure, side, ratio) => {
          if (Math.abs(first - second) < 1e-3) return;
          const test = { confidence: sure, alternative: side };
          const {
            exact,
            first: one,
            second: other,
          } = compareSharesSampleSize(first, second, { ...test, power: wanted, ratio });
          expect([one, other]).toEqual(
            [exact, exact * ratio].map((people) => Math.max(1, Math.ceil(people * (1 - 1e-12)))),
          );
          if (exact === 0) return;
          const size = [exact, exact * ratio] as const;
          const { power: found } = compareSharesPower(first, second, { ...test, size });
          const apart = first * (1 - first) + second * (1 - second);
          if (apart < 1e-9) return;
          // A test of two sides also finds what is not there: the difference the other way round.
          const middle = (first + ratio * second) / (1 + ratio);
          const pooled = Math.sqrt(middle * (1 - middle) * (1 + 1 / ratio));
          const reach = normalTailQuantile((1 - sure) / 2) * pooled + Math.abs(first - second) * Math.sqrt(exact);
          const spread = Math.sqrt(first * (1 - first) + (second * (1 - second)) / ratio);
          const wrongSide = side === "one-sided" ? 0 : normalTail(reach / spread);
          expect(Math.abs(found - Math.min(1, wanted + wrongSide))).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it("is a probability, does not mind the order, and of no difference is the error allowed", () => {
    fc.assert(
      fc.property(
        rate,
        rate,
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        confidence,
        alternative,
        (first, second, size, sure, side) => {
          const options = { size, confidence: sure, alternative: side };
          const result = compareSharesPower(first, second, options);
          const { power: found } = result;
          expect(ghosts(result)).toEqual([]);
          expect(result).toMatchObject({
            difference: first - second,
            confidence: sure,
            alternative: side ?? "two-sided",
          });
          expect(found >= 0 && found <= 1).toBe(true);
          expect(Math.abs(found - compareSharesPower(second, first, options).power)).toBeLessThan(1e-9);
          if (first > 0 && first < 1) {
            const allowed = compareSharesPower(first, first, options).power;
            expect(Math.abs(allowed - (1 - sure))).toBeLessThan(1e-9);
            expect(Math.abs(sharePower(first, first, options).power - (1 - sure))).toBeLessThan(1e-9);
          }
        },
      ),
    );
  });

  it("finds the detectable difference again", () => {
    const size = fc.oneof(
      fc.double({ min: 2, max: 1e5, noNaN: true }),
      fc.tuple(fc.integer({ min: 2, max: 999 }), fc.integer({ min: 2, max: 999 })),
    );
    fc.assert(
      fc.property(
        rate,
        size,
        power,
        alternative,
        fc.constantFrom("larger", "smaller", undefined),
        (p, people, wanted, side, direction) => {
          const options = { size: people, power: wanted, alternative: side, direction };
          const { difference: found, reason } = shareMinimalDetectableDifference(p, options);
          if (found === null) {
            const end = direction === "smaller" ? 0 : 1;
            expect(reason).toBe("there is no share so far away");
            expect(compareSharesPower(p, end, options).power).toBeLessThan(wanted);
            return;
          }
          expect(found >= 0).toBe(true);
          const other = direction === "smaller" ? p - found : p + found;
          expect(other >= -1e-15 && other <= 1 + 1e-15).toBe(true);
          const at = compareSharesPower(p, Math.min(1, Math.max(0, other)), options).power;
          if (found > 1e-6 && Math.min(other, 1 - other) > 1e-6) expect(Math.abs(at - wanted)).toBeLessThan(1e-6);
        },
      ),
    );
  });

  it("of one share against a target rises with the sample", () => {
    const at = (size: number, rate = 0.85) => sharePower(rate, 0.8, { size }).power;
    expect(at(100)).toBeLessThan(at(200));
    expect([at(1000, 1), at(1, 1)]).toEqual([1, 0]);
    expect(sharePower(0.85, 0.8, { size: 100, alternative: "one-sided" }).power).toBeGreaterThan(at(100));
  });

  it("refuses what is none", () => {
    expect(() => compareSharesSampleSize(0.5, 0.5)).toThrow(new RangeError("second must differ from first, got 0.5"));
    expect(() => compareSharesSampleSize(50, 60)).toThrow(/^first must be a share from 0 to 1, got 50$/);
    expect(() => compareSharesSampleSize(0.5, 0.6, { power: 80 })).toThrow(/^power must be between 0 and 1, got 80$/);
    expect(() => compareSharesSampleSize(0.5, 0.6, { ratio: 0 })).toThrow(
      /^ratio must be a number from 0.001 to 1000, got 0$/,
    );
    expect(() => compareSharesSampleSize(0.5, 0.6, { alternative: "less" as never })).toThrow(/^alternative must be/);
    expect(() => compareSharesPower(0.5, 0.6, { size: -1 })).toThrow(/^size must be a number above 0, got -1$/);
    expect(() => compareSharesPower(0.5, 0.6, { size: [10] as never })).toThrow(
      /^size must be a number above 0, got undefined$/,
    );
    expect(() => compareSharesPower(0.5, 0.6, { size: "10" as never })).toThrow(TypeError);
    expect(() => compareSharesPower(0.5, 0.6, { size: 10, confidence: 95 })).toThrow(/^confidence must be/);
    expect(() => compareSharesPower(0.5, 0.6, {} as never)).toThrow(/^size must be/);
    expect(() => compareSharesPower(0.5, 0.6, undefined as never)).toThrow(/^size must be a number above 0/);
    expect(() => shareMinimalDetectableDifference(0.5, undefined as never)).toThrow(/^size must be a number above 0/);
    expect(compareSharesSampleSize(0.5, 0.75, null as never)).toEqual(compareSharesSampleSize(0.5, 0.75));
    expect(() => sharePower(0.5, 60, { size: 10 })).toThrow(/^target must be a share/);
    expect(() => sharePower(0.5, 0.6, { size: Number.NaN })).toThrow(RangeError);
    expect(() => shareMinimalDetectableDifference(1.5, { size: 10 })).toThrow(/^rate must be a share/);
    expect(() => shareMinimalDetectableDifference(0.5, { size: 10, power: 1 })).toThrow(/^power must be between/);
    expect(() => shareMinimalDetectableDifference(0.5, { size: 10, direction: "up" as never })).toThrow(
      /^direction must be/,
    );
  });
});
