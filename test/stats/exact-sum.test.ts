import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactSum, nearest, productError, sumError, sumWithProduct } from "../../src/stats/exact-sum.ts";
import { value } from "../arbitraries.ts";
import { expectPlain } from "../laws.ts";
import { exactly, nearestDouble } from "./rational.ts";

const total = (terms: readonly number[]) => terms.map(exactly).reduce((sum, term) => sum.plus(term), exactly(0));

describe("exactSum", () => {
  it("is a short list of doubles, the sum first", () => {
    expect(exactSum([])).toEqual([]);
    expect(exactSum([0, -0, 1, -1])).toEqual([]);
    expect(exactSum([1, 2, 3])).toEqual([6]);
    expect(exactSum([1e16, 1, 1e-20])).toEqual([1e16 + 2, -1, 1e-20]);
    expect(exactSum([0.1, 0.2])).toEqual([0.30000000000000004, -2.7755575615628914e-17]);
    expect(nearest(exactSum(new Array(10).fill(0.1)))).toBe(1);
    expect(nearest([])).toBe(0);
  });

  it("rounds half to even, and what lies below the half decides", () => {
    const half = 2 ** -53;
    expect(nearest(exactSum([1, half]))).toBe(1);
    expect(nearest(exactSum([1, half, 5e-324]))).toBe(1 + 2 ** -52);
    expect(nearest(exactSum([1, half, -5e-324]))).toBe(1);
    expect(nearest(exactSum([1 + 2 ** -52, half]))).toBe(1 + 2 ** -51);
    expect(nearest(exactSum([1 + 2 ** -52, half, -5e-324]))).toBe(1 + 2 ** -52);
    expect(nearest(exactSum([-1, -half, -5e-324]))).toBe(-1 - 2 ** -52);
    expect(nearest(exactSum([1, half, half / 2 ** 60, -half / 2 ** 120]))).toBe(1 + 2 ** -52);
  });

  it("is the sum of the very terms, rounded once, each part what those before it leave", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 40 }), (terms) => {
        const sum = exactSum(terms);
        expectPlain(sum);
        let left = total(terms);
        for (const part of sum) {
          expect(part).toBe(nearestDouble(left));
          expect(part).not.toBe(0);
          left = left.minus(exactly(part));
        }
        expect(left.isZero).toBe(true);
      }),
    );
  });

  it("is the same list in any order and any grouping", () => {
    const ranked = fc.array(fc.tuple(value, fc.nat(), fc.boolean()), { maxLength: 40 });
    fc.assert(
      fc.property(ranked, (terms) => {
        const sum = exactSum(terms.map(([term]) => term));
        const shuffled = [...terms].sort((a, b) => a[1] - b[1]);
        expect(exactSum(shuffled.map(([term]) => term))).toStrictEqual(sum);
        const part = (side: boolean) => exactSum(terms.filter(([, , is]) => is === side).map(([term]) => term));
        expect(exactSum([...part(true), ...part(false)])).toStrictEqual(sum);
      }),
    );
  });
});

describe("sumError and productError", () => {
  it("are what rounding took, exactly", () => {
    fc.assert(
      fc.property(value, value, (left, right) => {
        const added = exactly(left)
          .plus(exactly(right))
          .minus(exactly(left + right));
        expect(added.minus(exactly(sumError(left, right))).isZero).toBe(true);
        const size = Math.abs(left * right);
        if (size < 1e-270 && size !== 0) return;
        if (size === 0 && left !== 0 && right !== 0) return;
        const multiplied = exactly(left)
          .times(exactly(right))
          .minus(exactly(left * right));
        expect(multiplied.minus(exactly(productError(left, right))).isZero).toBe(true);
      }),
    );
  });

  it("make the product of two sums exact", () => {
    const factors = fc.array(
      fc.double({ min: -1e30, max: 1e30, noNaN: true }).map((x) => (Math.abs(x) < 1e-30 ? 0 : x)),
      {
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(factors, factors, (left, right) => {
        const product = total(sumWithProduct([], exactSum(left), exactSum(right)));
        const expected = total(left).times(total(right));
        // What an underflow takes is all that may be missing.
        expect(Math.abs(nearestDouble(product.minus(expected)))).toBeLessThan(1e-300);
      }),
    );
  });
});
