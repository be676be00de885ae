import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalCdf, normalDensity, normalQuantile, normalTail, normalTailQuantile } from "../../src/stats/normal.ts";
import { goldenCases, relativeError } from "./golden-distributions.ts";

const value = fc.oneof(fc.double({ min: -45, max: 45, noNaN: true }), fc.double({ noNaN: true }));
const probability = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 5e-324, max: 1e-3, noNaN: true }),
  fc.double({ min: -1e-6, max: 1e-6, noNaN: true }).map((shift) => 0.5 + shift),
);

describe("normal distribution", () => {
  it("has half of itself on either side of 0", () => {
    expect(normalCdf(0)).toBe(0.5);
    expect(normalTail(0)).toBe(0.5);
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalTailQuantile(0.5)).toBe(0);
  });

  it("ends at infinity", () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity), normalTail(-Infinity), normalTail(Infinity)]).toEqual([
      0, 1, 1, 0,
    ]);
    expect([normalDensity(-Infinity), normalDensity(Infinity), normalDensity(1e300)]).toEqual([0, 0, 0]);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect([normalTailQuantile(0), normalTailQuantile(1)]).toEqual([Infinity, -Infinity]);
  });

  it("reaches the smallest double", () => {
    // mpmath 1.3.0, 60 digits
    expect(relativeError(normalTailQuantile(Number.MIN_VALUE), 38.467405617144344)).toBeLessThan(1e-15);
    expect(normalTail(38.467405617144344)).toBe(Number.MIN_VALUE);
  });

  it("keeps every digit next to the median", () => {
    // Φ(x) − ½ ≈ x/√(2π) there.
    expect(relativeError(normalQuantile(0.5 + 2 ** -40), 2 ** -40 * 2.5066282746310002)).toBeLessThan(1e-15);
    expect(normalTailQuantile(0.5 + 2 ** -52)).toBe(-normalTailQuantile(0.5 - 2 ** -52));
  });

  it("refuses what is no number or no probability", () => {
    for (const f of [normalCdf, normalTail, normalDensity]) {
      expect(() => f(Number.NaN)).toThrow(new RangeError("x must be a number, got NaN"));
      expect(() => f("1" as never)).toThrow(TypeError);
      expect(() => f(undefined as never)).toThrow(new TypeError("x must be a number, got undefined"));
    }
    for (const f of [normalQuantile, normalTailQuantile]) {
      expect(() => f(1.5)).toThrow(new RangeError("p must be from 0 to 1, got 1.5"));
      expect(() => f(-Number.MIN_VALUE)).toThrow(RangeError);
      expect(() => f(Number.NaN)).toThrow(new RangeError("p must be from 0 to 1, got NaN"));
      expect(() => f("0.5" as never)).toThrow(new TypeError('p must be from 0 to 1, got "0.5"'));
    }
  });
});

describe("normal distribution against mpmath", () => {
  it("agrees in 26 values of the distribution function, its tail and its density", () => {
    const cases = goldenCases("normal", "cdf");
    expect(cases).toHaveLength(26);
    for (const { id, input, expected } of cases) {
      expect(relativeError(normalCdf(input.x!), expected.cdf!), id).toBeLessThan(2e-14);
      expect(relativeError(normalTail(input.x!), expected.sf!), id).toBeLessThan(2e-14);
      expect(relativeError(normalDensity(input.x!), expected.pdf!), id).toBeLessThan(1e-15);
    }
  });

  it("agrees in 34 quantiles", () => {
    const cases = goldenCases("normal", "quantile");
    expect(cases).toHaveLength(34);
    for (const { id, input, expected } of cases) {
      expect(relativeError(normalQuantile(input.p!), expected.quantile!), id).toBeLessThan(1e-14);
    }
  });

  it("agrees in 15 values of the error function", () => {
    const cases = goldenCases("erf", "value");
    expect(cases).toHaveLength(15);
    for (const { id, input, expected } of cases) {
      const x = input.x! * Math.SQRT2;
      // x·√2 is rounded, which the tail feels x² times over.
      expect(relativeError(2 * normalTail(x), expected.erfc!), id).toBeLessThan(1e-13);
      expect(Math.abs(normalCdf(x) - normalTail(x) - expected.erf!), id).toBeLessThan(1e-15);
    }
  });
});

describe("normal distribution, properties", () => {
  it("splits into two tails that add up to 1", () => {
    fc.assert(
      fc.property(value, (x) => {
        expect(Math.abs(normalCdf(x) + normalTail(x) - 1)).toBeLessThan(3e-16);
        expect(normalCdf(x)).toBe(normalTail(-x));
        expect(normalDensity(x)).toBe(normalDensity(-x));
      }),
    );
  });

  it("has quantiles symmetric about 0, exactly", () => {
    fc.assert(
      fc.property(probability, (p) => {
        expect(normalQuantile(p)).toBe(0 - normalTailQuantile(p));
        expect(Object.is(normalQuantile(p), -0) || Object.is(normalTailQuantile(p), -0)).toBe(false);
        if (p >= 0.5) expect(normalQuantile(p)).toBe(normalTailQuantile(1 - p));
      }),
    );
  });

  it("rises", () => {
    fc.assert(
      fc.property(value, fc.double({ min: 1e-6, max: 2, noNaN: true }), (x, step) => {
        expect(normalCdf(x + step)).toBeGreaterThanOrEqual(normalCdf(x));
        expect(normalTail(x + step)).toBeLessThanOrEqual(normalTail(x));
      }),
    );
  });

  it("gives back the probability of a quantile", () => {
    fc.assert(
      fc.property(probability, (p) => {
        const x = normalTailQuantile(p);
        if (p < 1e-300 || p === 1) return;
        // A rounding of x by 1e-16 changes the tail by about x² times as much.
        expect(relativeError(normalTail(x), p)).toBeLessThan(3e-14 + 4e-16 * x * x);
      }),
    );
  });
});
