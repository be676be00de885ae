import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gammaCdf, gammaQuantile, gammaTail, gammaTailQuantile } from "../../src/stats/gamma.ts";
import { normalTail } from "../../src/stats/normal.ts";
import { relativeError } from "./golden-distributions.ts";

const shape = fc.double({ min: -2, max: 9, noNaN: true }).map((exponent) => 10 ** exponent);
const probability = fc.oneof(
  fc.double({ min: 1e-12, max: 1, noNaN: true }),
  fc.double({ min: 1e-12, max: 1e-3, noNaN: true }),
);

describe("gamma distribution", () => {
  it("is exponential for shape 1", () => {
    for (const x of [1e-300, 1e-9, 0.5, 2, 30, 700]) {
      expect(relativeError(gammaTail(x, 1), Math.exp(-x))).toBeLessThan(2e-13);
      expect(relativeError(gammaCdf(x, 1), -Math.expm1(-x))).toBeLessThan(1e-13);
    }
    expect(relativeError(gammaQuantile(0.5, 1), Math.LN2)).toBeLessThan(1e-15);
    expect(relativeError(gammaTailQuantile(1e-300, 1), 300 * Math.LN10)).toBeLessThan(1e-15);
  });

  it("agrees with mpmath for small and for huge shapes", () => {
    // x, shape, lower and upper tail: mpmath 1.3.0, quadrature at 50 digits
    const cases = [
      [27142544.880481824, 27143045.293466892, 0.461765435556302, 0.538234564443698],
      [445541320.67206365, 445546946.74163103, 0.39491827964901444, 0.6050817203509856],
      [39437301.58921002, 39476370.82217816, 2.4822559936474765e-10, 0.9999999997517744],
      [103583384.52522917, 103810724.54535097, 9.635798930403136e-111, 1.0],
      [104924.92856957472, 97967.48329633269, 1.0, 6.077028289696712e-105],
      [3517.9764201535686, 3548.0303289629396, 0.30840193556803214, 0.6915980644319679],
      [0.003650381428434263, 0.017813039143155723, 0.913909409286326, 0.08609059071367399],
      [2.59691978455228e-5, 0.09787642680318176, 0.37363684102508554, 0.6263631589749145],
      [0.0024515935275854998, 0.07410905748943884, 0.6654946313995729, 0.3345053686004272],
    ] as const;
    for (const [x, a, lower, upper] of cases) {
      expect(relativeError(gammaCdf(x, a), lower)).toBeLessThan(1e-12);
      expect(relativeError(gammaTail(x, a), upper)).toBeLessThan(1e-12);
    }
  });

  it("tends to the normal distribution around its mean", () => {
    for (const z of [-3, -1, 0, 0.5, 2]) {
      const a = 1e16;
      expect(Math.abs(gammaTail(a + z * Math.sqrt(a), a) - normalTail(z))).toBeLessThan(1e-8);
    }
  });

  it("has its mean not far above its median, a third for large shapes", () => {
    for (const a of [10, 1e3, 1e6, 1e9]) {
      // Ramanujan: median = a − 1/3 + 8/(405 a) + …
      expect(Math.abs(a - gammaQuantile(0.5, a) - 1 / 3 + 8 / (405 * a))).toBeLessThan(0.01 / a ** 2 + 1e-15 * a);
    }
  });

  it("lies above 0", () => {
    expect([gammaCdf(0, 3), gammaCdf(-1, 3), gammaCdf(Infinity, 3), gammaCdf(1e300, 3)]).toEqual([0, 0, 1, 1]);
    expect([gammaTail(0, 3), gammaTail(-1, 3), gammaTail(Infinity, 3), gammaTail(1e300, 3)]).toEqual([1, 1, 0, 0]);
    expect([gammaQuantile(0, 3), gammaQuantile(1, 3)]).toEqual([0, Infinity]);
    expect([gammaTailQuantile(0, 3), gammaTailQuantile(1, 3)]).toEqual([Infinity, 0]);
  });

  it("ends at 0 where a quantile lies below the smallest double", () => {
    expect(gammaQuantile(1e-10, 1e-3)).toBe(0);
  });

  it("refuses what is no number, no probability or no shape", () => {
    for (const f of [gammaCdf, gammaTail]) {
      expect(() => f(Number.NaN, 3)).toThrow(new RangeError("x must be a number, got NaN"));
      expect(() => f(1, 0)).toThrow(new RangeError("shape must be from 1e-6 to 1e16, got 0"));
      expect(() => f(1, "3" as never)).toThrow(TypeError);
    }
    for (const f of [gammaQuantile, gammaTailQuantile]) {
      expect(() => f(1.5, 3)).toThrow(new RangeError("p must be from 0 to 1, got 1.5"));
      expect(() => f(0.5, Number.NaN)).toThrow(RangeError);
    }
  });
});

describe("gamma distribution, properties", () => {
  it("splits into two tails that add up to 1", () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), shape, (z, a) => {
        const x = Math.max(a + z * Math.sqrt(a), a / 100);
        expect(Math.abs(gammaCdf(x, a) + gammaTail(x, a) - 1)).toBeLessThan(3e-16);
      }),
    );
  });

  it("rises in x", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        shape,
        (z, step, a) => {
          const x = Math.max(a + z * Math.sqrt(a), a / 100);
          expect(gammaCdf(x + step * Math.sqrt(a), a)).toBeGreaterThanOrEqual(gammaCdf(x, a) * (1 - 1e-13));
        },
      ),
    );
  });

  it("gives back the probability of a quantile", () => {
    fc.assert(
      fc.property(probability, shape, (p, a) => {
        // A rounding of the quantile shifts the tail by z √shape times as much.
        const tolerance = 1e-12 + 3e-15 * Math.sqrt(a);
        const low = gammaQuantile(p, a);
        if (low > 1e-300 && low < Infinity) expect(relativeError(gammaCdf(low, a), p)).toBeLessThan(tolerance);
        const high = gammaTailQuantile(p, a);
        if (high > 1e-300 && high < Infinity) expect(relativeError(gammaTail(high, a), p)).toBeLessThan(tolerance);
      }),
    );
  });
});
