import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquareCdf, chiSquareQuantile, chiSquareTail, chiSquareTailQuantile } from "../../src/stats/chi-square.ts";
import { logGamma } from "../../src/stats/log-gamma.ts";
import { normalTail, normalTailQuantile } from "../../src/stats/normal.ts";
import { goldenCases, relativeError } from "./golden-distributions.ts";

const degrees = fc.oneof(
  fc.integer({ min: 1, max: 100 }),
  fc.double({ min: -1, max: 5, noNaN: true }).map((exponent) => 10 ** exponent),
);
const probability = fc.oneof(
  fc.double({ min: 1e-12, max: 1, noNaN: true }),
  fc.double({ min: 1e-12, max: 1e-3, noNaN: true }),
);

describe("chi-square distribution", () => {
  it("is exponential for two degrees of freedom", () => {
    for (const x of [1e-300, 1e-9, 0.5, 2, 30, 600, 1400]) {
      expect(relativeError(chiSquareTail(x, 2), Math.exp(-x / 2))).toBeLessThan(2e-13);
      expect(relativeError(chiSquareCdf(x, 2), -Math.expm1(-x / 2))).toBeLessThan(1e-13);
    }
    expect(relativeError(chiSquareTailQuantile(1e-300, 2), 600 * Math.LN10)).toBeLessThan(1e-14);
  });

  it("is a squared normal value for one degree of freedom", () => {
    for (const z of [0.01, 0.5, 1, 1.96, 5, 20, 37]) {
      expect(relativeError(chiSquareTail(z * z, 1), 2 * normalTail(z))).toBeLessThan(1e-12);
    }
    for (const p of [1e-300, 1e-10, 0.05, 0.5, 0.9]) {
      expect(relativeError(chiSquareTailQuantile(p, 1), normalTailQuantile(p / 2) ** 2)).toBeLessThan(2e-14);
    }
  });

  it("sums up Poisson probabilities for an even number of degrees of freedom", () => {
    for (const mean of [0.1, 1, 4.5, 30]) {
      let probability = Math.exp(-mean);
      let upTo = 0;
      for (let k = 0; k < 60; k++) {
        upTo += probability;
        probability *= mean / (k + 1);
        expect(relativeError(chiSquareTail(2 * mean, 2 * (k + 1)), upTo)).toBeLessThan(1e-13);
      }
    }
  });

  it("lies above 0", () => {
    expect([chiSquareCdf(0, 3), chiSquareCdf(-1, 3), chiSquareCdf(Infinity, 3)]).toEqual([0, 0, 1]);
    expect([chiSquareTail(0, 3), chiSquareTail(-1, 3), chiSquareTail(Infinity, 3)]).toEqual([1, 1, 0]);
    expect([chiSquareQuantile(0, 3), chiSquareQuantile(1, 3)]).toEqual([0, Infinity]);
    expect([chiSquareTailQuantile(0, 3), chiSquareTailQuantile(1, 3)]).toEqual([Infinity, 0]);
  });

  it("refuses what is no number, no probability or no degrees of freedom", () => {
    for (const f of [chiSquareCdf, chiSquareTail]) {
      expect(() => f(Number.NaN, 3)).toThrow(new RangeError("x must be a number, got NaN"));
      expect(() => f("1" as never, 3)).toThrow(TypeError);
      expect(() => f(1, 0)).toThrow(new RangeError("df must be from 1e-6 to 1e16, got 0"));
    }
    for (const f of [chiSquareQuantile, chiSquareTailQuantile]) {
      expect(() => f(1.5, 3)).toThrow(new RangeError("p must be from 0 to 1, got 1.5"));
      expect(() => f(0.5, -1)).toThrow(RangeError);
    }
  });
});

describe("chi-square distribution against mpmath", () => {
  it("agrees in 126 values of both tails", () => {
    const cases = goldenCases("chi2", "cdf");
    expect(cases).toHaveLength(126);
    for (const { id, input, expected } of cases) {
      expect(relativeError(chiSquareCdf(input.x!, input.df!), expected.lower!), id).toBeLessThan(1e-12);
      expect(relativeError(chiSquareTail(input.x!, input.df!), expected.upper!), id).toBeLessThan(1e-12);
    }
  });

  it("agrees in 112 quantiles", () => {
    const cases = goldenCases("chi2", "quantile");
    expect(cases).toHaveLength(112);
    for (const { id, input, expected } of cases) {
      expect(relativeError(chiSquareQuantile(input.p!, input.df!), expected.quantile!), id).toBeLessThan(1e-13);
    }
  });
});

describe("chi-square distribution, properties", () => {
  it("splits into two tails that add up to 1", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e5, noNaN: true }), degrees, (x, df) => {
        expect(Math.abs(chiSquareCdf(x, df) + chiSquareTail(x, df) - 1)).toBeLessThan(3e-16);
      }),
    );
  });

  it("gains one term of its series with two more degrees of freedom", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 300, noNaN: true }),
        fc.double({ min: 0.1, max: 300, noNaN: true }),
        (x, df) => {
          const term = Math.exp((df / 2) * Math.log(x / 2) - x / 2 - logGamma(df / 2 + 1));
          expect(Math.abs(chiSquareTail(x, df + 2) - chiSquareTail(x, df) - term)).toBeLessThan(2e-13);
        },
      ),
    );
  });

  it("gives back the probability of a quantile", () => {
    fc.assert(
      fc.property(probability, degrees, (p, df) => {
        const low = chiSquareQuantile(p, df);
        if (low > 1e-300 && low < Infinity) expect(relativeError(chiSquareCdf(low, df), p)).toBeLessThan(1e-11);
        const high = chiSquareTailQuantile(p, df);
        if (high > 1e-300 && high < Infinity) expect(relativeError(chiSquareTail(high, df), p)).toBeLessThan(1e-11);
      }),
    );
  });
});
