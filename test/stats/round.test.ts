import { roundScore, roundShares } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain } from "../laws.ts";
import { exactly, nearestDouble } from "./rational.ts";

describe("roundScore", () => {
  it("rounds a half away from 0", () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5, -12.5].map((score) => roundScore(score))).toEqual([1, 2, 3, -1, -2, -13]);
    expect([0.25, 0.75, -0.25].map((score) => roundScore(score, 1))).toEqual([0.3, 0.8, -0.3]);
  });

  it("rounds the number there is, not the one that was typed", () => {
    expect(roundScore(1.005, 2)).toBe(1);
    expect(roundScore(39.8398, 1)).toBe(39.8);
    expect(roundScore(0.15, 1)).toBe(0.1);
  });

  it("is never −0", () => {
    for (const score of [-0, -0.04, -0.5e-16, -5e-324]) {
      for (let digits = 0; digits <= 15; digits++) expectPlain(roundScore(score, digits));
    }
    expect(roundScore(-0.04, 1)).toBe(0);
    expect(roundScore(-100 / 3001)).toBe(0);
  });

  it("has nothing to show of nothing", () => {
    expect(roundScore(null)).toBe(null);
    expect(roundScore(null, 2)).toBe(null);
  });

  it("refuses what is no finite number, and no digits", () => {
    for (const wrong of [Number.NaN, Infinity, -Infinity]) {
      expect(() => roundScore(wrong)).toThrow(new RangeError(`score must be a finite number or null, got ${wrong}`));
    }
    for (const wrong of ["1", undefined, 1n, true]) {
      expect(() => roundScore(wrong as never)).toThrow(/^score must be a finite number or null, got /);
      expect(() => roundScore(wrong as never)).toThrow(TypeError);
    }
    for (const wrong of [-1, 16, 0.5, Number.NaN]) {
      expect(() => roundScore(1, wrong)).toThrow(
        new RangeError(`digits must be a whole number from 0 to 15, got ${wrong}`),
      );
      expect(() => roundScore(null, wrong)).toThrow(RangeError);
    }
    expect(() => roundScore(1, "1" as never)).toThrow(TypeError);
  });

  it("is nearest of all numbers with so many decimals, and mirrored about 0", () => {
    const score = fc.oneof(
      fc.double({ min: -200, max: 200, noNaN: true }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(score, fc.nat(15), (score, digits) => {
        const rounded = roundScore(score, digits);
        expectPlain(rounded);
        expect(roundScore(0 - score, digits)).toBe(0 - rounded);
        expect(roundScore(rounded, digits)).toBe(rounded);
        // |score − rounded| ≤ half a unit, but for the rounding of the result itself.
        const off = exactly(score)
          .minus(exactly(rounded))
          .scaled(2n * 10n ** BigInt(digits));
        const units = Math.abs(nearestDouble(off));
        expect(units).toBeLessThanOrEqual(1 + Math.abs(score) * 10 ** digits * 2e-15);
      }),
    );
  });
});

describe("roundShares", () => {
  it("gives what rounding down leaves to the largest remainders, the earlier of equal ones first", () => {
    expect(roundShares([1, 1, 1])).toEqual([34, 33, 33]);
    expect(roundShares([1 / 3, 1 / 3, 1 / 3], 1)).toEqual([33.4, 33.3, 33.3]);
    expect(roundShares([0.205, 0.295, 0.5], 1)).toEqual([20.5, 29.5, 50]);
    expect(roundShares([1, 2, 3])).toEqual([17, 33, 50]);
    expect(roundShares([1, 0, 0])).toEqual([100, 0, 0]);
    expect(roundShares([7])).toEqual([100]);
    expect(roundShares([3, 5])).toEqual([38, 62]);
    expect(roundShares([1, 3, 3, 1])).toEqual([13, 38, 37, 12]);
    expect(roundShares([0.345, 0.655])).toEqual([35, 65]);
  });

  it("is the method of largest remainders in whole numbers, for counts", () => {
    const counts = fc
      .integer({ min: 1, max: 1e6 })
      .chain((max) => fc.array(fc.nat(max), { minLength: 1, maxLength: 9 }));
    fc.assert(
      fc.property(counts, fc.nat(3), (list, digits) => {
        fc.pre(list.some((count) => count > 0));
        const whole = list.reduce((sum, count) => sum + BigInt(count), 0n);
        const units = 100n * 10n ** BigInt(digits);
        const parts = list.map((count, index) => {
          const product = BigInt(count) * units;
          return { index, floor: product / whole, remainder: product % whole };
        });
        const left = units - parts.reduce((sum, { floor }) => sum + floor, 0n);
        const first = [...parts].sort((a, b) => Number(b.remainder - a.remainder) || a.index - b.index);
        for (const part of first.slice(0, Number(left))) part.floor++;
        expect(roundShares(list, digits)).toEqual(parts.map(({ floor }) => Number(floor) / 10 ** digits));
      }),
    );
  });

  it("has nothing to share of nothing", () => {
    expect(roundShares([])).toBe(null);
    expect(roundShares([0, 0])).toBe(null);
    expect(roundShares([null, null, null])).toBe(null);
    expect(roundShares([1, null])).toBe(null);
  });

  it("adds up to 100 of numbers of any size", () => {
    expect(roundShares([1e308, 1e308])).toEqual([50, 50]);
    expect(roundShares([5e-324, 5e-324])).toEqual([50, 50]);
    expect(roundShares([1e308, 5e-324])).toEqual([100, 0]);
    expect(roundShares([Number.MAX_VALUE, Number.MAX_VALUE])).toEqual([50, 50]);
  });

  it("refuses a share that is none, with its index", () => {
    for (const wrong of [-1, Number.NaN, Infinity, -5e-324]) {
      expect(() => roundShares([1, wrong])).toThrow(
        new RangeError(`share must be a number, 0 or more, got ${wrong} at index 1`),
      );
    }
    for (const wrong of ["1", 1n, undefined, true]) expect(() => roundShares([1, wrong as never])).toThrow(TypeError);
    expect(() => roundShares([1], 10)).toThrow(new RangeError("digits must be a whole number from 0 to 9, got 10"));
    expect(() => roundShares([], -1)).toThrow(RangeError);
  });

  it("adds up to 100, moves no share by a unit, and keeps their order", () => {
    const shares = fc.oneof(
      fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }),
      fc.array(fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true }), { minLength: 1, maxLength: 12 }),
    );
    fc.assert(
      fc.property(shares, fc.nat(9), (list, digits) => {
        const rounded = roundShares(list, digits);
        if (list.every((share) => share === 0)) {
          expect(rounded).toBe(null);
          return;
        }
        const unit = 10 ** -digits;
        const units = rounded!.map((percentage) => Math.round(percentage / unit));
        expect(units.reduce((sum, part) => sum + part)).toBe(100 * 10 ** digits);
        const most = Math.max(...list);
        const whole = list.reduce((sum, share) => sum + share / most, 0);
        list.forEach((share, index) => {
          expectPlain(rounded![index]);
          expect(Math.abs(rounded![index]! - (100 * (share / most)) / whole)).toBeLessThan(unit + 1e-11);
          list.forEach((other, at) => {
            // Shares apart by less than rounding have the same remainder.
            if (share > other * (1 + 1e-9))
              expect(rounded![index]!).toBeGreaterThanOrEqual(rounded![at]! - 1e-12 * unit);
          });
        });
      }),
    );
  });
});
