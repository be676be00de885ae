import { betaExceedance, logGamma, probabilityBetter, type ShareLike, share } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shares } from "./interval-arbitraries.ts";

const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b);

/** P(A > B) where the first shape of B is whole: a finite sum, which needs no integral. */
function bySum([a, b]: readonly [number, number], [c, d]: readonly [number, number]): number {
  let below = 0;
  for (let i = 0; i < c; i++) {
    below += Math.exp(logBeta(a + i, b + d) - Math.log(d + i) - logBeta(1 + i, d) - logBeta(a, b));
  }
  return 1 - below;
}

const shape = fc.oneof(
  fc.constantFrom(0.1, 0.5, 1, 1.5),
  fc.double({ min: 0.1, max: 3, noNaN: true }),
  fc.double({ min: 1, max: 5000, noNaN: true }),
);
const shapes = fc.tuple(shape, shape);

describe("betaExceedance", () => {
  it("is the finite sum where a shape is whole", () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 300 }), shape, (first, c, d) => {
        // The sum of logarithms of gamma functions itself errs by some 1e-12.
        expect(Math.abs(betaExceedance(first, [c, d]) - bySum(first, [c, d]))).toBeLessThan(1e-10);
      }),
    );
  });

  it("and its reverse make 1, and mirrored shapes exchange the two", () => {
    const any = fc.oneof(shape, fc.double({ min: 1e4, max: 1e16, noNaN: true }), fc.constant(1e16));
    const both = fc.tuple(any, any);
    fc.assert(
      fc.property(both, both, (first, second) => {
        const there = betaExceedance(first, second);
        expect(there >= 0 && there <= 1).toBe(true);
        // At shapes of 1e16 few digits are left of where between its neighbours a value lies.
        const rounding = 1e-12 + 1e-17 * Math.sqrt(Math.max(...first, ...second));
        expect(Math.abs(there + betaExceedance(second, first) - 1)).toBeLessThan(rounding);
        const mirrored = betaExceedance([second[1], second[0]], [first[1], first[0]]);
        expect(Math.abs(there - mirrored)).toBeLessThan(rounding);
      }),
    );
  });

  it("is ½ of equal ones, and rises with each person who holds", () => {
    fc.assert(
      fc.property(shapes, shapes, (first, second) => {
        expect(Math.abs(betaExceedance(first, first) - 0.5)).toBeLessThan(1e-13);
        const more = betaExceedance([first[0] + 1, first[1]], second);
        expect(more).toBeGreaterThanOrEqual(betaExceedance(first, second) - 1e-13);
      }),
    );
  });

  it("refuses shapes out of range", () => {
    for (const bad of [0, 0.05, -1, Number.NaN, Infinity, 1e17]) {
      expect(() => betaExceedance([1, bad], [1, 1])).toThrow(/^shape must be from 0.1 to 1e16, got /);
    }
    expect(() => betaExceedance([1, 1], ["1" as never, 1])).toThrow(TypeError);
  });
});

describe("shapes", () => {
  it("are two", () => {
    expect(() => betaExceedance([1] as never, [1, 1])).toThrow(new RangeError("first must be two shapes, got 1"));
    expect(() => betaExceedance([1, 1], [1, 2, 3] as never)).toThrow("second must be two shapes, got 3");
  });
});

describe("probabilityBetter", () => {
  const half = { numerator: 1, denominator: 2 };
  const others = ({ numerator, denominator }: ShareLike) => ({ numerator: denominator - numerator, denominator });

  it("is that of the two posteriors, and of what does not hold the rest", () => {
    fc.assert(
      fc.property(shares, shares, (first, second) => {
        const found = probabilityBetter(first, second);
        expect(found >= 0 && found <= 1).toBe(true);
        const posterior = ({ numerator, denominator }: ShareLike) =>
          [numerator + 0.5, denominator - numerator + 0.5] as const;
        expect(found).toBe(betaExceedance(posterior(first), posterior(second)));
        expect(Math.abs(found - probabilityBetter(others(second), others(first)))).toBeLessThan(1e-10);
      }),
    );
  });

  it("takes a prior, weighted shares and empty ones", () => {
    expect(
      probabilityBetter({ numerator: 1, denominator: 1 }, { numerator: 0, denominator: 1 }, { prior: [1, 1] }),
    ).toBeCloseTo(5 / 6, 14);
    expect(probabilityBetter(share([]), share([]))).toBeCloseTo(0.5, 14);
    const weighted = { numerator: 9, denominator: 9, rate: 0.75, effectiveSampleSize: 4 };
    expect(probabilityBetter(weighted, half)).toBe(probabilityBetter({ numerator: 3, denominator: 4 }, half));
  });

  it("refuses priors that are none", () => {
    for (const prior of [[0, 1], [1], [1, 1, 1], 1, [1, Number.NaN], [1, "1"], "11", null]) {
      expect(() => probabilityBetter(half, half, { prior: prior as never }), JSON.stringify(prior)).toThrow(
        /^prior must be /,
      );
    }
    expect(() => probabilityBetter({ numerator: 3, denominator: 2 }, half)).toThrow(RangeError);
  });
});
