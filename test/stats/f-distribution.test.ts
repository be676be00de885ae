import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquareTail } from "../../src/stats/chi-square.ts";
import { fCdf, fQuantile, fTail, fTailQuantile } from "../../src/stats/f-distribution.ts";
import { studentTail, studentTailQuantile } from "../../src/stats/student.ts";
import { goldenCases, relativeError } from "./golden-distributions.ts";

const degrees = fc.oneof(
  fc.integer({ min: 1, max: 100 }),
  fc.double({ min: -1, max: 6, noNaN: true }).map((exponent) => 10 ** exponent),
);
const ratio = fc.double({ min: -3, max: 3, noNaN: true }).map((exponent) => 10 ** exponent);
const probability = fc.oneof(
  fc.double({ min: 1e-12, max: 1, noNaN: true }),
  fc.double({ min: 1e-12, max: 1e-3, noNaN: true }),
);

describe("Snedecor's F distribution", () => {
  it("is x / (1 + x) for two and two degrees of freedom", () => {
    for (const x of [1e-300, 1e-5, 0.3, 1, 4, 1e9]) {
      expect(relativeError(fCdf(x, 2, 2), x / (1 + x))).toBeLessThan(1e-13);
      expect(relativeError(fTail(x, 2, 2), 1 / (1 + x))).toBeLessThan(1e-14);
    }
  });

  it("has a power for its upper tail with two degrees of freedom in the numerator", () => {
    for (const df2 of [1, 3.3, 10, 1e3, 1e6]) {
      for (const x of [0.01, 1, 3, 20]) {
        expect(relativeError(fTail(x, 2, df2), Math.exp((-df2 / 2) * Math.log1p((2 * x) / df2)))).toBeLessThan(1e-13);
      }
    }
  });

  it("lies above 0", () => {
    expect([fCdf(0, 3, 4), fCdf(-1, 3, 4), fCdf(-Infinity, 3, 4), fCdf(Infinity, 3, 4)]).toEqual([0, 0, 0, 1]);
    expect([fTail(0, 3, 4), fTail(-1, 3, 4), fTail(Infinity, 3, 4)]).toEqual([1, 1, 0]);
    expect([fQuantile(0, 3, 4), fQuantile(1, 3, 4)]).toEqual([0, Infinity]);
    expect([fTailQuantile(0, 3, 4), fTailQuantile(1, 3, 4)]).toEqual([Infinity, 0]);
  });

  it("ends at the largest double where a quantile lies beyond it", () => {
    expect(fTailQuantile(1e-200, 3, 1)).toBe(Number.MAX_VALUE);
    expect(fTailQuantile(1e-300, 1, 0.1)).toBe(Number.MAX_VALUE);
  });

  it("finds quantiles next to the smallest double", () => {
    const low = fTailQuantile(0.9999999999999996, 0.10011473172146126, 43);
    expect(low).toBeLessThan(1e-305);
    expect(relativeError(fCdf(low, 0.10011473172146126, 43), 1 - 0.9999999999999996)).toBeLessThan(1e-13);
  });

  it("refuses what is no number, no probability or no degrees of freedom", () => {
    for (const f of [fCdf, fTail]) {
      expect(() => f(Number.NaN, 3, 4)).toThrow(new RangeError("x must be a number, got NaN"));
      expect(() => f(1, 0, 4)).toThrow(new RangeError("df1 must be from 1e-6 to 1e16, got 0"));
      expect(() => f(1, 3, Number.NaN)).toThrow(new RangeError("df2 must be from 1e-6 to 1e16, got NaN"));
    }
    for (const f of [fQuantile, fTailQuantile]) {
      expect(() => f(-0.1, 3, 4)).toThrow(new RangeError("p must be from 0 to 1, got -0.1"));
      expect(() => f(0.5, -3, 4)).toThrow(RangeError);
      expect(() => f(0.5, 3, "4" as never)).toThrow(TypeError);
    }
  });
});

describe("Snedecor's F distribution against mpmath", () => {
  it("agrees in 72 values of both tails", () => {
    const cases = goldenCases("f", "cdf");
    expect(cases).toHaveLength(72);
    for (const { id, input, expected } of cases) {
      const { x = 0, df1 = 0, df2 = 0 } = input;
      expect(relativeError(fCdf(x, df1, df2), expected.lower!), id).toBeLessThan(1e-12);
      expect(relativeError(fTail(x, df1, df2), expected.upper!), id).toBeLessThan(1e-12);
    }
  });

  it("agrees in 64 quantiles", () => {
    const cases = goldenCases("f", "quantile");
    expect(cases).toHaveLength(64);
    for (const { id, input, expected } of cases) {
      const { p = 0, df1 = 0, df2 = 0 } = input;
      expect(relativeError(fQuantile(p, df1, df2), expected.quantile!), id).toBeLessThan(1e-13);
    }
  });
});

describe("Snedecor's F distribution, properties", () => {
  it("splits into two tails that add up to 1", () => {
    fc.assert(
      fc.property(ratio, degrees, degrees, (x, df1, df2) => {
        expect(Math.abs(fCdf(x, df1, df2) + fTail(x, df1, df2) - 1)).toBeLessThan(3e-16);
      }),
    );
  });

  it("swaps its tails with numerator and denominator", () => {
    fc.assert(
      fc.property(fc.integer({ min: -12, max: 12 }), degrees, degrees, (exponent, df1, df2) => {
        const x = 2 ** exponent; // 1 / x is exact
        const lower = fCdf(x, df1, df2);
        if (lower > 1e-280) expect(relativeError(fTail(1 / x, df2, df1), lower)).toBeLessThan(2e-12);
      }),
    );
  });

  it("is the square of Student's t for one degree of freedom in the numerator", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 30, noNaN: true }), degrees, probability, (t, df, p) => {
        expect(relativeError(fTail(t * t, 1, df), 2 * studentTail(t, df))).toBeLessThan(1e-12);
        const fromStudent = studentTailQuantile(p / 2, df) ** 2;
        if (fromStudent > 1e-20) expect(relativeError(fTailQuantile(p, 1, df), fromStudent)).toBeLessThan(1e-11);
      }),
    );
  });

  it("tends to chi-square by its degrees of freedom", () => {
    for (const df of [1, 2, 5, 40]) {
      for (const x of [0.1, 1, 2, 5]) {
        expect(relativeError(fTail(x, df, 1e16), chiSquareTail(x * df, df))).toBeLessThan(1e-11);
      }
    }
  });

  it("gives back the probability of a quantile", () => {
    fc.assert(
      fc.property(probability, degrees, degrees, (p, df1, df2) => {
        const low = fQuantile(p, df1, df2);
        if (low > 1e-300 && low < 1e300) expect(Math.abs(fCdf(low, df1, df2) / p - 1)).toBeLessThan(1e-11);
        const high = fTailQuantile(p, df1, df2);
        if (high > 1e-300 && high < 1e300) expect(Math.abs(fTail(high, df1, df2) / p - 1)).toBeLessThan(1e-11);
      }),
    );
  });
});
