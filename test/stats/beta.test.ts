import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betaCdf, betaQuantile, betaTail, betaTailQuantile } from "../../src/stats/beta.ts";
import { logGamma } from "../../src/stats/log-gamma.ts";
import { exactProbabilities, quotient, summedTails } from "./exact-binomial.ts";
import { goldenCases, relativeError } from "./golden-distributions.ts";

const shape = fc.oneof(
  fc.integer({ min: 1, max: 60 }),
  fc.double({ min: -1, max: 6, noNaN: true }).map((exponent) => 10 ** exponent),
);
const share = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 1, max: 1023 }).map((parts) => parts / 1024),
);
const probability = fc.oneof(
  fc.double({ min: 1e-12, max: 1, noNaN: true }),
  fc.double({ min: 1e-12, max: 1e-3, noNaN: true }),
);

describe("beta distribution", () => {
  it("is a power for one shape of 1", () => {
    for (const x of [1e-300, 1e-9, 0.1, 0.5, 0.75, 0.999]) {
      for (const a of [0.1, 1, 2.5, 40]) {
        if (x ** a > 1e-300) expect(relativeError(betaCdf(x, a, 1), x ** a)).toBeLessThan(5e-13);
        expect(relativeError(betaTail(x, 1, a), Math.exp(a * Math.log1p(-x)))).toBeLessThan(5e-13);
      }
    }
  });

  it("is the arcsine law for shapes of ½", () => {
    for (const x of [1e-200, 1e-9, 0.1, 0.5]) {
      expect(relativeError(betaCdf(x, 0.5, 0.5), (2 / Math.PI) * Math.asin(Math.sqrt(x)))).toBeLessThan(1e-13);
    }
    expect(relativeError(betaQuantile(0.25, 0.5, 0.5), Math.sin(Math.PI / 8) ** 2)).toBeLessThan(1e-14);
  });

  it("lies from 0 to 1", () => {
    expect([-Infinity, -1, 0, 1, 2, Infinity].map((x) => betaCdf(x, 2, 3))).toEqual([0, 0, 0, 1, 1, 1]);
    expect([-Infinity, -1, 0, 1, 2, Infinity].map((x) => betaTail(x, 2, 3))).toEqual([1, 1, 1, 0, 0, 0]);
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
    expect([betaTailQuantile(0, 2, 3), betaTailQuantile(1, 2, 3)]).toEqual([1, 0]);
  });

  it("loses as many digits as a shape is below 1, and no more", () => {
    // x, a, b, lower and upper tail: mpmath 1.3.0, 120 digits
    const cases = [
      [6.283203822757524e-12, 8.48192265854386e-6, 4.4909335404925425e-5, 0.8409524906731556, 0.15904750932684436],
      [0.7049069395834001, 1.161186582499117e-6, 0.7642558222034695, 0.9999993072746115, 6.927253885475308e-7],
      [0.7837612691603846, 0.0031001781330560006, 0.00023004739929910852, 0.06935345242510295, 0.9306465475748971],
      [0.16132060612160848, 0.2455908881636271, 0.0007899912879848445, 0.0021207244881394764, 0.9978792755118605],
      [0.9881664222223351, 0.0011258235811112927, 0.1990297991837289, 0.9976687318445365, 0.0023312681554635045],
      [9.67090011581335e-11, 0.00102506866317829, 234.07193859866348, 0.9826951253509367, 0.017304874649063273],
      [0.25439366141995323, 0.03070559208465317, 0.6566437806327584, 0.9396945790258793, 0.06030542097412075],
      [0.4037261301836441, 0.01517701762672826, 0.06530841788609731, 0.807322312237868, 0.19267768776213204],
      [0.5366800081748135, 7.699515942288254, 0.4010203950398863, 0.0016068816154394163, 0.9983931183845606],
      [0.20723672527039427, 0.13902784645077543, 9.556455361606, 0.9929139747536275, 0.007086025246372489],
    ] as const;
    for (const [x, a, b, lower, upper] of cases) {
      const tolerance = 2e-14 / Math.min(a, b, 1);
      expect(relativeError(betaCdf(x, a, b), lower)).toBeLessThan(tolerance);
      expect(relativeError(betaTail(x, a, b), upper)).toBeLessThan(tolerance);
    }
  });

  it("refuses what is no number, no probability or no shape", () => {
    for (const f of [betaCdf, betaTail]) {
      expect(() => f(Number.NaN, 3, 4)).toThrow(new RangeError("x must be a number, got NaN"));
      expect(() => f(0.5, 0, 4)).toThrow(new RangeError("a must be from 1e-6 to 1e16, got 0"));
      expect(() => f(0.5, 3, Infinity)).toThrow(new RangeError("b must be from 1e-6 to 1e16, got Infinity"));
    }
    for (const f of [betaQuantile, betaTailQuantile]) {
      expect(() => f(1.5, 3, 4)).toThrow(new RangeError("p must be from 0 to 1, got 1.5"));
      expect(() => f(0.5, -1, 4)).toThrow(RangeError);
      expect(() => f("0.5" as never, 3, 4)).toThrow(TypeError);
    }
  });
});

describe("beta distribution against mpmath", () => {
  it("agrees in 158 values of both tails", () => {
    const cases = goldenCases("beta", "cdf");
    expect(cases).toHaveLength(158);
    for (const { id, input, expected } of cases) {
      const { x = 0, a = 0, b = 0 } = input;
      expect(relativeError(betaCdf(x, a, b), expected.lower!), id).toBeLessThan(1e-12);
      expect(relativeError(betaTail(x, a, b), expected.upper!), id).toBeLessThan(1e-12);
    }
  });

  it("agrees in 147 quantiles", () => {
    const cases = goldenCases("beta", "quantile");
    expect(cases).toHaveLength(147);
    for (const { id, input, expected } of cases) {
      const { p = 0, a = 0, b = 0 } = input;
      expect(relativeError(betaQuantile(p, a, b), expected.quantile!), id).toBeLessThan(1e-13);
    }
  });
});

describe("beta distribution against whole numbers", () => {
  it("sums up binomial probabilities", () => {
    for (const [n, x] of [
      [1, 0.5],
      [7, 0.1],
      [20, 0.3],
      [33, 0.97],
      [60, 1e-3],
    ] as const) {
      const { of, total } = exactProbabilities(n, x);
      let upTo = 0n;
      for (let k = 0; k < n; k++) {
        upTo += of[k]!;
        expect(relativeError(betaTail(x, k + 1, n - k), quotient(upTo, total))).toBeLessThan(1e-13);
        expect(relativeError(betaCdf(x, k + 1, n - k), quotient(total - upTo, total))).toBeLessThan(3e-13);
      }
    }
  });

  it.each([1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9])(
    "keeps fourteen digits within eight standard deviations at n = %d",
    (n) => {
      for (const x of [0.3, 0.001]) {
        const spread = Math.sqrt(n * x * (1 - x));
        const at = [-8, -6, -4, -2, -1, -0.1, 0.1, 1, 2, 4, 6, 8]
          .map((z) => Math.round(n * x + z * spread))
          .filter((k) => k >= 0);
        const tails = summedTails(n, x, at, 256);
        for (const k of at) {
          const { upTo, above } = tails.get(k)!;
          expect(relativeError(betaTail(x, k + 1, n - k), upTo)).toBeLessThan(3e-14);
          expect(relativeError(betaCdf(x, k + 1, n - k), above)).toBeLessThan(3e-14);
          // And back: x is known to one part in 2⁵³, which the tail feels z √n times over.
          const found = upTo < 0.5 ? betaTailQuantile(upTo, k + 1, n - k) : betaQuantile(above, k + 1, n - k);
          expect(relativeError(found, x)).toBeLessThan(1e-14);
        }
      }
    },
  );

  it("keeps twelve digits thirty standard deviations out", () => {
    for (const [n, digits] of [
      [1e4, 1000],
      [1e6, 1000],
    ] as const) {
      const k = Math.round(n * 0.3 + 30 * Math.sqrt(n * 0.21));
      const { above } = summedTails(n, 0.3, [k], digits).get(k)!;
      expect(above).toBeLessThan(1e-180);
      expect(relativeError(betaCdf(0.3, k + 1, n - k), above)).toBeLessThan(1e-12);
    }
  });
});

describe("beta distribution, properties", () => {
  it("splits into two tails that add up to 1", () => {
    fc.assert(
      fc.property(share, shape, shape, (x, a, b) => {
        expect(Math.abs(betaCdf(x, a, b) + betaTail(x, a, b) - 1)).toBeLessThan(3e-16);
      }),
    );
  });

  it("mirrors itself with its shapes swapped", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4096 }), shape, shape, (parts, a, b) => {
        const x = parts / 4096; // 1 − x is exact
        const lower = betaCdf(x, a, b);
        if (lower > 1e-290) expect(relativeError(betaTail(1 - x, b, a), lower)).toBeLessThan(2e-12);
      }),
    );
  });

  it("loses one term of its series when a shape grows by 1", () => {
    const small = fc.double({ min: 0.5, max: 50, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 0.999, noNaN: true }), small, small, (x, a, b) => {
        const logTerm = a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a + 1) - logGamma(b);
        expect(Math.abs(betaCdf(x, a, b) - betaCdf(x, a + 1, b) - Math.exp(logTerm))).toBeLessThan(1e-13);
      }),
    );
  });

  it("rises in x", () => {
    fc.assert(
      fc.property(share, share, shape, shape, (x, y, a, b) => {
        const [low, high] = x < y ? [x, y] : [y, x];
        expect(betaCdf(high, a, b)).toBeGreaterThanOrEqual(betaCdf(low, a, b) * (1 - 1e-12));
        expect(betaTail(high, a, b)).toBeLessThanOrEqual(betaTail(low, a, b) * (1 + 1e-12) + 1e-300);
      }),
    );
  });

  it("gives back the probability of a quantile", () => {
    fc.assert(
      fc.property(probability, shape, shape, (p, a, b) => {
        // Near 1 a double tells quantiles apart by 1e-16 only.
        const low = betaQuantile(p, a, b);
        if (low > 1e-300 && low < 0.999) expect(relativeError(betaCdf(low, a, b), p)).toBeLessThan(2e-11);
        const high = betaTailQuantile(p, a, b);
        if (high > 1e-300 && high < 0.999) expect(relativeError(betaTail(high, a, b), p)).toBeLessThan(2e-11);
      }),
    );
  });
});
