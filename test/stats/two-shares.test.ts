import {
  agrestiCaffo,
  type Comparison,
  type ConfidenceOptions,
  compareShares,
  equivalentShares,
  fisherExact,
  mee,
  miettinenNurminen,
  newcombeCorrected,
  noWorseShare,
  pooledZ,
  type ShareLike,
  share,
  waldDifference,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differenceStatistic } from "../../src/stats/score-difference.ts";
import { cellsOfShare } from "../../src/stats/share-cells.ts";
import { quotient } from "./exact-binomial.ts";
import { confidence, ghosts, shares } from "./interval-arbitraries.ts";

type Compare = (first: ShareLike, second: ShareLike, options?: ConfidenceOptions) => Comparison;

const methods: Readonly<Record<string, Compare>> = {
  agrestiCaffo,
  mee,
  miettinenNurminen,
  newcombeCorrected,
  waldDifference,
};

const others = ({ numerator, denominator }: ShareLike) => ({ numerator: denominator - numerator, denominator });
const half = { numerator: 1, denominator: 2 };

describe.each(Object.entries(methods))("%s", (name, compare) => {
  it("changes its sign with the order, and with what is counted", () => {
    fc.assert(
      fc.property(shares, shares, confidence, (first, second, sure) => {
        const options = { confidence: sure };
        const there = compare(first, second, options);
        if (there.lower === null) return;
        for (const back of [compare(second, first, options), compare(others(first), others(second), options)]) {
          const parts = [back.difference!, back.lower!, back.upper!];
          [there.difference!, there.upper!, there.lower!].forEach((part, place) => {
            expect(Math.abs(parts[place]! + part)).toBeLessThan(1e-14);
          });
          expect(Math.abs(back.pValue! - there.pValue!)).toBeLessThan(1e-7);
        }
      }),
    );
  });

  it("stays within −1 and 1, in order, and leaves 0 out just where p is below 1 − confidence", () => {
    fc.assert(
      fc.property(shares, shares, confidence, (first, second, sure) => {
        const { lower, upper, pValue, difference, ...rest } = compare(first, second, { confidence: sure });
        expect(ghosts({ lower, upper, pValue, difference, rest })).toEqual([]);
        if (lower === null || upper === null || pValue === null) {
          expect(name).toBe("waldDifference");
          expect(rest.reason).toBe("neither sample varies");
          return;
        }
        expect(-1 <= lower && lower <= upper && upper <= 1 && pValue >= 0 && pValue <= 1).toBe(true);
        // Agresti and Caffo's is about the enlarged samples.
        if (name !== "agrestiCaffo") expect(lower <= difference! && difference! <= upper).toBe(true);
        if (Math.abs(pValue - (1 - sure)) < 1e-7 || Math.min(Math.abs(lower), Math.abs(upper)) < 1e-15) return;
        expect(pValue < 1 - sure).toBe(lower > 0 || upper < 0);
      }),
    );
  });

  it("takes weighted shares as of their effective sizes", () => {
    const [first, second] = [
      { numerator: 3, denominator: 4 },
      { numerator: 2, denominator: 8 },
    ];
    const weigh = ({ numerator, denominator }: typeof first) => ({
      numerator: 1,
      denominator: 1,
      rate: numerator / denominator,
      effectiveSampleSize: denominator,
    });
    expect(compare(weigh(first), weigh(second))).toEqual(compare(first, second));
  });

  it("has no limits where a sample is empty, and refuses what is no share", () => {
    const none = {
      difference: null,
      lower: null,
      upper: null,
      pValue: null,
      confidence: 0.95,
      reason: "a sample is empty",
    };
    expect(compare({ numerator: 0, denominator: 0 }, half)).toMatchObject(none);
    expect(compare(half, share([]))).toMatchObject(none);
    expect(() => compare({ numerator: 2, denominator: 1 }, half)).toThrow(RangeError);
    expect(() => compare(half, { numerator: 1 } as never)).toThrow(RangeError);
    expect(() => compare(half, half, { confidence: 95 })).toThrow(/^confidence must be/);
  });
});

describe("the score statistic of a difference", () => {
  it("has the likeliest pair of shares of Miettinen and Nurminen's cubic equation", () => {
    const few = fc.record({ numerator: fc.nat(50), others: fc.nat(50) }).map(({ numerator, others: rest }) => ({
      numerator,
      denominator: Math.max(1, numerator + rest),
    }));
    fc.assert(
      fc.property(few, few, fc.double({ min: -0.99, max: 0.99, noNaN: true }), (first, second, delta) => {
        const [x1, n1] = [first.numerator, first.denominator];
        const [x2, n2] = [second.numerator, second.denominator];
        const people = n1 + n2;
        const l2 = (n1 + 2 * n2) * delta - people - x1 - x2;
        const l1 = (n2 * delta - people - 2 * x2) * delta + x1 + x2;
        const l0 = x2 * delta * (1 - delta);
        const q = (l2 / (3 * people)) ** 3 - (l1 * l2) / (6 * people ** 2) + l0 / (2 * people);
        const p = Math.sign(q || 1) * Math.sqrt(Math.max(0, (l2 / (3 * people)) ** 2 - l1 / (3 * people)));
        const angle = (Math.PI + Math.acos(Math.max(-1, Math.min(1, q / p ** 3)))) / 3;
        const p2 = Math.min(1, Math.max(0, 2 * p * Math.cos(angle) - l2 / (3 * people)));
        const p1 = Math.min(1, Math.max(0, p2 + delta));
        const variance = (p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2;
        // Where the equation cancels, its root has few digits.
        if (!(variance > 1e-4) || Math.abs(p) < 1e-3) return;
        const expected = (x1 / n1 - x2 / n2 - delta) / Math.sqrt(variance);
        const found = differenceStatistic(cellsOfShare(first), cellsOfShare(second), delta);
        expect(Math.abs(found - expected)).toBeLessThan(1e-5 * Math.max(1, Math.abs(expected)));
      }),
    );
  });

  it("falls in the difference supposed", () => {
    const delta = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(shares, shares, delta, delta, (first, second, one, two) => {
        const [a, b] = [cellsOfShare(first), cellsOfShare(second)];
        const [low, high] = [Math.min(one, two), Math.max(one, two)];
        const [atLow, atHigh] = [differenceStatistic(a, b, low), differenceStatistic(a, b, high)];
        // Subnormal differences have few digits.
        expect(atLow >= atHigh - 1e-7 * Math.abs(atHigh) - 1e-100).toBe(true);
      }),
    );
  });

  it("has limits that are left by one smallest samples could not move: two people, two groups", () => {
    // Of one who holds and one who does not, the factor N / (N − 1) is 2.
    const found = miettinenNurminen({ numerator: 1, denominator: 1 }, { numerator: 0, denominator: 1 });
    expect(found).toMatchObject({ difference: 1, upper: 1 });
    expect(found.pValue).toBeCloseTo(0.3173105078629141, 12);
    const tiny = { numerator: 1, denominator: 1, rate: 0.5, effectiveSampleSize: 0.5 };
    expect(miettinenNurminen(tiny, tiny)).toMatchObject({ lower: null, reason: "the samples are too small" });
  });
});

describe("pooledZ", () => {
  it("is Mee's test", () => {
    fc.assert(
      fc.property(shares, shares, (first, second) => {
        const { z, pValue, difference } = pooledZ(first, second);
        const comparison = mee(first, second);
        expect(difference).toBe(comparison.difference);
        expect(Math.sign(z!)).toBe(Math.sign(difference!));
        expect(Math.abs(pValue! - comparison.pValue!)).toBeLessThan(1e-12);
        expect(ghosts({ z, pValue, difference })).toEqual([]);
      }),
    );
  });

  it("has no p-value where a sample is empty", () => {
    expect(pooledZ(half, { numerator: 0, denominator: 0 })).toEqual({
      difference: null,
      z: null,
      pValue: null,
      method: "pooled-z",
      reason: "a sample is empty",
    });
    expect(() => pooledZ(half, { numerator: 3, denominator: 2 })).toThrow(RangeError);
  });
});

describe("fisherExact", () => {
  function choices(n: number, k: number): bigint {
    let ways = 1n;
    for (let i = 1; i <= k; i++) ways = (ways * BigInt(n - k + i)) / BigInt(i);
    return ways;
  }

  /** The sum of the splits no likelier than this one, in whole numbers, a rounding of 1e-7 counted as equal. */
  function bySplits(x1: number, n1: number, x2: number, n2: number): number {
    const hits = x1 + x2;
    const ways = (k: number) => (k > n1 || hits - k > n2 ? 0n : choices(n1, k) * choices(n2, hits - k));
    const observed = ways(x1);
    let sum = 0n;
    for (let k = 0; k <= hits; k++) {
      if (ways(k) * 10_000_000n <= observed * 10_000_001n) sum += ways(k);
    }
    return quotient(sum, choices(n1 + n2, hits));
  }

  it("adds up all splits that are no likelier, counted in whole numbers", () => {
    const most = fc.oneof(fc.nat(6), fc.nat(150));
    fc.assert(
      fc.property(most, most, most, most, (x1, m1, x2, m2) => {
        const [n1, n2] = [Math.max(1, x1 + m1), Math.max(1, x2 + m2)];
        const { pValue } = fisherExact({ numerator: x1, denominator: n1 }, { numerator: x2, denominator: n2 });
        const expected = bySplits(x1, n1, x2, n2);
        expect(Math.abs(pValue! - expected)).toBeLessThanOrEqual(1e-12 * expected);
      }),
    );
  });

  it("is the same in either order, of either outcome, and a probability at any size", () => {
    fc.assert(
      fc.property(shares, shares, (first, second) => {
        const { pValue } = fisherExact(first, second);
        expect(pValue! >= 0 && pValue! <= 1).toBe(true);
        for (const same of [fisherExact(second, first), fisherExact(others(first), others(second))]) {
          expect(Math.abs(same.pValue! - pValue!)).toBeLessThanOrEqual(1e-6 * pValue! + 1e-300);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("has no p-value where a sample is empty, and refuses weights", () => {
    expect(fisherExact(half, { numerator: 0, denominator: 0 })).toEqual({
      pValue: null,
      method: "fisher-exact",
      reason: "a sample is empty",
    });
    expect(() => fisherExact(half, share([true], { weight: () => 2 }))).toThrow(/^share must be without weights/);
  });
});

describe("equivalentShares", () => {
  const margin = fc.double({ min: 1e-6, max: 1, noNaN: true });
  const sure = fc.double({ min: 0.51, max: 0.999, noNaN: true });

  it("holds where the interval of confidence 1 − 2α lies within the margin, in either order", () => {
    fc.assert(
      fc.property(
        shares,
        shares,
        margin,
        sure,
        fc.constantFrom(mee, agrestiCaffo, undefined),
        (a, b, most, at, compare) => {
          const options = { margin: most, confidence: at, compare };
          const found = equivalentShares(a, b, options);
          expect(found.holds).toBe(found.lower! > -most && found.upper! < most);
          const back = equivalentShares(b, a, options);
          if (Math.min(Math.abs(found.lower! + most), Math.abs(found.upper! - most)) > 1e-13) {
            expect(back.holds).toBe(found.holds);
          }
          const noWorse = [noWorseShare(a, b, options), noWorseShare(b, a, options)];
          expect(noWorse[0]!.holds).toBe(found.lower! > -most);
          if (found.holds) expect(noWorse.map(({ holds }) => holds)).toEqual([true, true]);
          expect(ghosts(found)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("has a p-value below 1 − confidence just where it holds", () => {
    fc.assert(
      fc.property(shares, shares, margin, sure, (a, b, most, at) => {
        for (const ask of [equivalentShares, noWorseShare]) {
          const { holds, pValue } = ask(a, b, { margin: most, confidence: at });
          if (Math.abs(pValue! - (1 - at)) < 1e-9) continue;
          expect(pValue! < 1 - at).toBe(holds);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("has the p-value of the test where limits are cut off just at the margin", () => {
    const [a, b] = [
      { numerator: 0, denominator: 1 },
      { numerator: 1, denominator: 2 },
    ];
    // Φ(−(1 − ½) / √(½·½/2)).
    expect(equivalentShares(a, b, { margin: 1, compare: waldDifference }).pValue).toBeCloseTo(0.07864960352514258, 12);
    const few = [0, 1, 2, 3].flatMap((all) =>
      Array.from({ length: all + 1 }, (_, hits) => ({ numerator: hits, denominator: all })),
    );
    for (const one of few.slice(1)) {
      for (const other of few.slice(1)) {
        for (const compare of [waldDifference, agrestiCaffo, compareShares]) {
          for (const ask of [equivalentShares, noWorseShare]) {
            const { holds, pValue } = ask(one, other, { margin: 1, compare });
            expect(pValue === null ? null : pValue < 0.05).toBe(holds);
          }
        }
      }
    }
  });

  it("decides by the interval of confidence 1 − 2α", () => {
    fc.assert(
      fc.property(shares, shares, margin, sure, (a, b, most, at) => {
        const { lower, upper, difference } = equivalentShares(a, b, { margin: most, confidence: at });
        const interval = compareShares(a, b, { confidence: 1 - 2 * (1 - at) });
        expect({ lower, upper, difference }).toEqual({
          lower: interval.lower,
          upper: interval.upper,
          difference: interval.difference,
        });
      }),
    );
  });

  it("has a p-value of ½ at most, also where no interval comes near the margin", () => {
    const [none, all] = [
      { numerator: 0, denominator: 1 },
      { numerator: 1, denominator: 1 },
    ];
    expect(equivalentShares(none, all, { margin: 1e-6 })).toMatchObject({ holds: false, pValue: 0.5 });
    expect(noWorseShare(none, all, { margin: 1e-6 })).toMatchObject({ holds: false, pValue: 0.5 });
    expect(noWorseShare(all, none, { margin: 1e-6 }).pValue).toBeLessThan(0.5);
  });

  it("shows nothing of few people, and of an empty sample does not exist", () => {
    expect(equivalentShares(half, half, { margin: 0.2 })).toMatchObject({ holds: false, difference: 0 });
    expect(equivalentShares(half, { numerator: 0, denominator: 0 }, { margin: 0.2 })).toEqual({
      holds: null,
      difference: null,
      lower: null,
      upper: null,
      pValue: null,
      margin: 0.2,
      confidence: 0.95,
      method: "newcombe",
      reason: "a sample is empty",
    });
  });

  it("refuses margins and confidences that are none", () => {
    for (const bad of [0, -0.1, 5, Number.NaN, "0.1", undefined]) {
      expect(() => equivalentShares(half, half, { margin: 0.1, compare: "newcombe" as never })).toThrow(
        new TypeError('compare must be a function, got "newcombe"'),
      );
      expect(() => equivalentShares(half, half, { margin: bad as never }), `${bad}`).toThrow(
        /^margin must be a difference of shares above 0, at most 1, got/,
      );
    }
    for (const bad of [0.5, 0.3]) {
      expect(() => equivalentShares(half, half, { margin: 0.1, confidence: bad })).toThrow(
        /^confidence must be above 0.5/,
      );
    }
    expect(() => equivalentShares(half, half, { margin: 0.1, confidence: 95 })).toThrow(/^confidence must be/);
    expect(() => equivalentShares(half, half, undefined as never)).toThrow(TypeError);
  });
});
