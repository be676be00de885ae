import { kendall, pearson, spearman } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain } from "../laws.ts";

const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -1e140, max: 1e140, noNaN: true }));
const pairs = fc.array(fc.tuple(value, value), { maxLength: 30 });
const split = (rows: readonly (readonly [number, number])[]) =>
  [rows.map(([x]) => x), rows.map(([, y]) => y)] as [number[], number[]];

/** Concordant pairs less discordant ones, over all that are not tied, by comparing everybody with everybody. */
function byAllPairs(x: readonly number[], y: readonly number[]): number | null {
  let [same, opposite, tiedX, tiedY] = [0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const [dx, dy] = [Math.sign(x[i]! - x[j]!), Math.sign(y[i]! - y[j]!)];
      if (dx * dy > 0) same++;
      else if (dx * dy < 0) opposite++;
      else if (dx === 0 && dy !== 0) tiedX++;
      else if (dy === 0 && dx !== 0) tiedY++;
    }
  }
  const root = Math.sqrt(same + opposite + tiedX) * Math.sqrt(same + opposite + tiedY);
  return root === 0 ? null : (same - opposite) / root;
}

describe("correlations", () => {
  it("are 1 and −1 on a line", () => {
    expect(pearson([1, 2, 3, 4], [10, 20, 30, 40])).toMatchObject({ estimate: 1, lower: 1, upper: 1, pValue: 0 });
    expect(spearman([1, 2, 3, 4], [1, 8, 27, 64]).estimate).toBe(1);
    expect(kendall([1, 2, 3], [3, 2, 1]).estimate).toBe(-1);
    expect(pearson([4, 4, 5], [4, 4, 5])).toMatchObject({ estimate: 1, pValue: 0 });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 200 }), (values) => {
        fc.pre(values.some((value) => value !== values[0]));
        for (const correlation of [pearson, spearman, kendall]) {
          const risen = values.map((value) => 3 * value - 7);
          expect(correlation(values, values).estimate).toBe(1);
          expect(correlation(values, risen).estimate).toBe(1);
          expect(
            correlation(
              risen,
              values.map((value) => -value),
            ).estimate,
          ).toBe(-1);
        }
      }),
    );
  });

  it("do not exist where a value does not vary, or nobody is there", () => {
    for (const correlate of [pearson, spearman, kendall]) {
      expect(correlate([1, 1, 1], [1, 2, 3])).toMatchObject({
        estimate: null,
        pValue: null,
        reason: "a value does not vary",
      });
      expect(correlate([1], [2]).estimate).toBeNull();
      expect(correlate([], [])).toMatchObject({ estimate: null, count: 0, reason: "the sample is empty" });
    }
  });

  it("refuse lists of two lengths, and what is no finite number", () => {
    for (const correlate of [pearson, spearman, kendall]) {
      expect(() => correlate([1, 2], [1])).toThrow(new RangeError("x and y must be of the same length, got 2 and 1"));
      expect(() => correlate([1, Number.NaN], [1, 2])).toThrow(/^x must be a finite number .*, got NaN at index 1$/);
      expect(() => correlate([1, 2], [Infinity, 2])).toThrow(RangeError);
      expect(() => correlate([1, "2"] as never, [1, 2])).toThrow(TypeError);
    }
    expect(() => pearson([1, 2], [1, 2], { confidence: 95 })).toThrow(RangeError);
  });
});

describe("correlations, properties", () => {
  it("are from −1 to 1, within their limits, mirrored, and plain", () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [x, y] = split(rows);
        for (const correlate of [pearson, spearman]) {
          const result = correlate(x, y);
          expectPlain(result);
          const { estimate, lower, upper, pValue } = result;
          if (estimate === null) continue;
          expect(Math.abs(estimate)).toBeLessThanOrEqual(1);
          if (lower !== null && upper !== null) {
            expect(lower).toBeLessThanOrEqual(estimate + 1e-12);
            expect(upper).toBeGreaterThanOrEqual(estimate - 1e-12);
          }
          expect(correlate(y, x).estimate).toBeCloseTo(estimate, 12);
          expect(
            correlate(
              x,
              y.map((v) => -v),
            ).estimate,
          ).toBeCloseTo(-estimate, 12);
          if (pValue !== null) expect(pValue >= 0 && pValue <= 1).toBe(true);
        }
      }),
    );
  });

  it("do not mind the order of the people", () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [x, y] = split(rows);
        const [backX, backY] = split([...rows].reverse());
        expect(kendall(backX, backY)).toEqual(kendall(x, y));
        expect(spearman(backX, backY).estimate ?? 9).toBeCloseTo(spearman(x, y).estimate ?? 9, 12);
      }),
    );
  });

  it("count pairs as comparing everybody with everybody does", () => {
    const few = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), { maxLength: 40 });
    fc.assert(
      fc.property(few, (rows) => {
        const [x, y] = split(rows);
        const result = kendall(x, y);
        expectPlain(result);
        const slow = byAllPairs(x, y);
        if (slow === null) expect(result.estimate).toBeNull();
        else expect(result.estimate).toBeCloseTo(slow, 12);
      }),
    );
  });

  it("of ranks only see the order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), { maxLength: 20 }),
        (rows) => {
          const [x, y] = split(rows);
          const bent = x.map((v) => v ** 3);
          expect(spearman(bent, y)).toEqual(spearman(x, y));
          expect(kendall(bent, y)).toEqual(kendall(x, y));
        },
      ),
    );
  });
});
