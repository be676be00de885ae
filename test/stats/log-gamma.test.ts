import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logGamma, stirlingError } from "../../src/stats/log-gamma.ts";
import { goldenCases, relativeError } from "./golden-distributions.ts";

describe("logGamma", () => {
  it("is 0 at 1 and 2, exactly", () => {
    expect(logGamma(1)).toBe(0);
    expect(logGamma(2)).toBe(0);
  });

  it("is the logarithm of a factorial at whole numbers", () => {
    let factorial = 1;
    for (let n = 2; n <= 170; n++) {
      factorial *= n;
      expect(relativeError(logGamma(n + 1), Math.log(factorial))).toBeLessThan(2e-15);
    }
  });

  it("is the logarithm of √π at ½", () => {
    expect(relativeError(logGamma(0.5), 0.5723649429247001)).toBeLessThan(1e-15);
  });

  it("keeps every digit next to its zeros, where it falls and rises by Euler's constant", () => {
    const euler = 0.5772156649015329;
    for (const z of [1e-16, 1e-14, -1e-12, 1e-10, -1e-8]) {
      // The second term of the series: π²/12 z² at 1, (π²/6 − 1)/2 z² at 2.
      const at1 = 1 + z - 1;
      const at2 = 2 + z - 2;
      if (at1 !== 0)
        expect(relativeError(logGamma(1 + z), -euler * at1 + 0.8224670334241132 * at1 ** 2)).toBeLessThan(2e-15);
      if (at2 === 0) continue;
      expect(relativeError(logGamma(2 + z), (1 - euler) * at2 + 0.3224670334241132 * at2 ** 2)).toBeLessThan(2e-15);
    }
  });

  it("reaches from the smallest double to huge ones", () => {
    expect(relativeError(logGamma(Number.MIN_VALUE), 744.4400719213812)).toBeLessThan(1e-15);
    expect(relativeError(logGamma(1e300), 6.897755278982137e302)).toBeLessThan(1e-13);
  });

  it("agrees with mpmath in 16 values", () => {
    const cases = goldenCases("lgamma", "value");
    expect(cases).toHaveLength(16);
    for (const { id, input, expected } of cases) {
      expect(relativeError(logGamma(input.x!), expected.lgamma!), id).toBeLessThan(1e-14);
    }
  });

  it("grows by ln x from x to x + 1", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x) => {
        const error = Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x));
        // x + 1 is rounded, too.
        expect(error).toBeLessThan(1e-14 * (1 + Math.abs(logGamma(x)) + x * Math.log(x + 2)));
      }),
    );
  });

  it("refuses what is not above 0, or whose logarithm is no double", () => {
    for (const x of [0, -1, -0.5, Number.NaN, 1e306, Infinity]) {
      expect(() => logGamma(x)).toThrow(new RangeError(`x must be a number above 0, at most 1e+305, got ${x}`));
    }
    expect(logGamma(1e305)).toBeLessThan(Infinity);
    expect(() => logGamma("5" as never)).toThrow(TypeError);
  });
});

describe("stirlingError", () => {
  it("is what Stirling's formula lacks", () => {
    // mpmath 1.3.0, 50 digits
    expect(Math.abs(stirlingError(0.5) - 0.15342640972002736)).toBeLessThan(1e-15);
    expect(Math.abs(stirlingError(1) - 0.08106146679532726)).toBeLessThan(1e-15);
    expect(Math.abs(stirlingError(3.7) - 0.022468770580143144)).toBeLessThan(1e-15);
    expect(Math.abs(stirlingError(10) - 0.00833056343336287)).toBeLessThan(1e-16);
    expect(relativeError(stirlingError(1e9), 1 / 12e9)).toBeLessThan(1e-15);
    expect(stirlingError(1e300)).toBeLessThan(1e-300);
  });

  it("does not jump where the series takes over", () => {
    expect(Math.abs(stirlingError(10 - 1e-12) - stirlingError(10))).toBeLessThan(2e-15);
  });
});
