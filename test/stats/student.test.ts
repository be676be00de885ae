import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalTail, normalTailQuantile } from "../../src/stats/normal.ts";
import { studentCdf, studentQuantile, studentTail, studentTailQuantile } from "../../src/stats/student.ts";
import { goldenCases, relativeError } from "./golden-distributions.ts";

const degrees = fc.oneof(
  fc.integer({ min: 1, max: 200 }),
  fc.double({ min: -2, max: 12, noNaN: true }).map((exponent) => 10 ** exponent),
);
const value = fc.oneof(fc.double({ min: -40, max: 40, noNaN: true }), fc.double({ noNaN: true }));
const probability = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1e-3, noNaN: true }));

describe("Student's t distribution", () => {
  it("has half of itself on either side of 0", () => {
    for (const df of [1e-6, 1, 2.5, 30, 1e9, 1e16]) {
      expect(studentCdf(0, df)).toBe(0.5);
      expect(studentTail(-0, df)).toBe(0.5);
      expect(studentQuantile(0.5, df)).toBe(0);
      expect(studentTailQuantile(0.5, df)).toBe(0);
    }
  });

  it("ends at infinity", () => {
    expect([studentCdf(-Infinity, 3), studentCdf(Infinity, 3)]).toEqual([0, 1]);
    expect([studentTail(-Infinity, 3), studentTail(Infinity, 3)]).toEqual([1, 0]);
    expect([studentQuantile(0, 3), studentQuantile(1, 3)]).toEqual([-Infinity, Infinity]);
    expect([studentTailQuantile(0, 3), studentTailQuantile(1, 3)]).toEqual([Infinity, -Infinity]);
  });

  it("is Cauchy's distribution for one degree of freedom, however far out", () => {
    for (const t of [1e-8, 0.3, 1, 7, 1e5, 1e149, 1e151, 1e200, 1e300]) {
      const tail = t > 1 ? Math.atan(1 / t) / Math.PI : 0.5 - Math.atan(t) / Math.PI;
      expect(relativeError(studentTail(t, 1), tail)).toBeLessThan(2e-14);
    }
    for (const p of [1e-300, 1e-200, 1e-148, 1e-20, 0.01, 0.1, 0.4]) {
      expect(relativeError(studentTailQuantile(p, 1), 1 / Math.tan(Math.PI * p))).toBeLessThan(1e-13);
    }
  });

  it("has a closed form for two degrees of freedom", () => {
    for (const t of [0, 1e-3, 0.5, 1, 3, 100, 1e80]) {
      const scaled = t / Math.hypot(Math.SQRT2, t);
      expect(relativeError(studentTail(t, 2), 1 / ((2 + t * t) * (1 + scaled)))).toBeLessThan(1e-14);
    }
  });

  it("ends at the largest double where a quantile lies beyond it", () => {
    expect(studentTailQuantile(1e-300, 0.5)).toBe(Number.MAX_VALUE);
    expect(studentQuantile(1e-3, 1e-6)).toBe(-Number.MAX_VALUE);
  });

  it("refuses what is no number, no probability or no degrees of freedom", () => {
    for (const f of [studentCdf, studentTail]) {
      expect(() => f(Number.NaN, 3)).toThrow(new RangeError("t must be a number, got NaN"));
      expect(() => f("1" as never, 3)).toThrow(TypeError);
      expect(() => f(1, 0)).toThrow(new RangeError("df must be from 1e-6 to 1e16, got 0"));
    }
    for (const f of [studentQuantile, studentTailQuantile]) {
      expect(() => f(1.5, 3)).toThrow(new RangeError("p must be from 0 to 1, got 1.5"));
      expect(() => f(Number.NaN, 3)).toThrow(RangeError);
      expect(() => f(0.5, -1)).toThrow(RangeError);
      expect(() => f(0.5, Infinity)).toThrow(RangeError);
      expect(() => f(0.5, undefined as never)).toThrow(new TypeError("df must be from 1e-6 to 1e16, got undefined"));
    }
  });
});

describe("Student's t distribution against mpmath", () => {
  it("agrees in 147 values of both tails", () => {
    const cases = goldenCases("t", "cdf");
    expect(cases).toHaveLength(147);
    for (const { id, input, expected } of cases) {
      const { t = 0, df = 0 } = input;
      expect(relativeError(studentCdf(t, df), expected.lower!), id).toBeLessThan(1e-12);
      expect(relativeError(studentTail(t, df), expected.upper!), id).toBeLessThan(1e-12);
      expect(relativeError(2 * studentTail(Math.abs(t), df), expected.twoSided!), id).toBeLessThan(1e-12);
    }
  });

  it("agrees in 161 quantiles", () => {
    const cases = goldenCases("t", "quantile");
    expect(cases).toHaveLength(161);
    for (const { id, input, expected } of cases) {
      expect(relativeError(studentQuantile(input.p!, input.df!), expected.quantile!), id).toBeLessThan(1e-13);
    }
  });
});

describe("Student's t distribution, properties", () => {
  it("splits into two tails that add up to 1 and mirror each other", () => {
    fc.assert(
      fc.property(value, degrees, (t, df) => {
        expect(Math.abs(studentCdf(t, df) + studentTail(t, df) - 1)).toBeLessThan(3e-16);
        expect(studentCdf(t, df)).toBe(studentTail(-t, df));
      }),
    );
  });

  it("has quantiles symmetric about 0, exactly", () => {
    fc.assert(
      fc.property(probability, degrees, (p, df) => {
        expect(studentQuantile(p, df)).toBe(0 - studentTailQuantile(p, df));
        if (p >= 0.5) expect(studentQuantile(p, df)).toBe(studentTailQuantile(1 - p, df));
      }),
    );
  });

  it("falls in t", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: 1e-9, max: 5, noNaN: true }),
        degrees,
        (t, step, df) => {
          expect(studentTail(t + step, df)).toBeLessThanOrEqual(studentTail(t, df) * (1 + 1e-14));
        },
      ),
    );
  });

  it("gives back the probability of a quantile", () => {
    fc.assert(
      fc.property(probability, degrees, (p, df) => {
        const t = studentTailQuantile(p, df);
        if (p < 1e-290 || Math.abs(t) === Number.MAX_VALUE) return;
        expect(relativeError(studentTail(t, df), p)).toBeLessThan(1e-12);
      }),
    );
  });

  it("tends to the normal distribution, by a fourth power of t over four times the degrees of freedom", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 8, noNaN: true }),
        fc.double({ min: 6, max: 16, noNaN: true }),
        (t, exponent) => {
          const df = 10 ** exponent;
          expect(relativeError(studentTail(t, df), normalTail(t))).toBeLessThan(
            1e-13 + (t ** 4 + t ** 2 + 1) / (2 * df),
          );
        },
      ),
    );
    for (const p of [0.4, 0.025, 1e-10, 1e-300]) {
      expect(relativeError(studentTailQuantile(p, 1e16), normalTailQuantile(p))).toBeLessThan(1e-13);
    }
  });
});
