import {
  compareManyShares,
  compareMeans,
  kruskalWallis,
  mean,
  pooledZ,
  powerMean,
  type ShareLike,
  share,
  shareTrend,
  welchAnova,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noAnswer } from "../arbitraries.ts";
import { deepFreeze, generated } from "../laws.ts";
import { quotient } from "./exact-binomial.ts";
import { ghosts, shares } from "./interval-arbitraries.ts";

const near = (a: number | null, b: number | null, relative = 1e-10) =>
  expect(Math.abs(a! - b!)).toBeLessThanOrEqual(relative * Math.max(1e-2, Math.abs(b!)));
const others = ({ numerator, denominator }: ShareLike) => ({ numerator: denominator - numerator, denominator });
const several = fc.array(shares, { minLength: 2, maxLength: 8 });

describe("compareManyShares", () => {
  it("of two is the square of the pooled z", () => {
    fc.assert(
      fc.property(shares, shares, (first, second) => {
        const { chiSquare, pValue, degreesOfFreedom } = compareManyShares([first, second]);
        const { z, pValue: expected } = pooledZ(first, second);
        if (chiSquare === null) {
          expect(z).toBe(0);
          return;
        }
        expect(degreesOfFreedom).toBe(1);
        near(chiSquare, z! ** 2, 1e-9);
        near(pValue, expected, 1e-9);
      }),
    );
  });

  it("does not mind the order, what is counted, or empty groups, and stays within its bounds", () => {
    fc.assert(
      fc.property(several, (groups) => {
        const found = compareManyShares(deepFreeze(groups));
        expect(ghosts(found)).toEqual([]);
        if (found.chiSquare === null) {
          expect(found.reason).toBe("everybody agrees");
          return;
        }
        expect(found.chiSquare >= 0 && found.pValue! >= 0 && found.pValue! <= 1).toBe(true);
        expect(found.cramersV! >= 0 && found.cramersV! <= 1).toBe(true);
        near(compareManyShares([...groups].reverse()).chiSquare, found.chiSquare, 1e-9);
        near(compareManyShares(groups.map(others)).chiSquare, found.chiSquare, 1e-9);
        expect(compareManyShares(generated([...groups, { numerator: 0, denominator: 0 }]))).toEqual(found);
      }),
    );
  });

  it("is 1 of all who hold in one group and nobody in the other", () => {
    expect(
      compareManyShares([
        { numerator: 5, denominator: 5 },
        { numerator: 0, denominator: 9 },
      ]),
    ).toMatchObject({
      chiSquare: expect.closeTo(14, 12),
      cramersV: expect.closeTo(1, 12),
      degreesOfFreedom: 1,
    });
  });

  it("does not exist of one group, or where everybody agrees", () => {
    const none = { pValue: null, chiSquare: null, cramersV: null, method: "chi-square" };
    expect(compareManyShares([])).toEqual({
      ...none,
      degreesOfFreedom: 0,
      rate: null,
      reason: "a comparison needs two groups",
    });
    expect(compareManyShares([{ numerator: 1, denominator: 2 }, share([])])).toMatchObject({
      ...none,
      degreesOfFreedom: 0,
      rate: 0.5,
      reason: "a comparison needs two groups",
    });
    expect(compareManyShares([share([true]), share([true, true])])).toMatchObject({
      ...none,
      reason: "everybody agrees",
    });
    expect(() => compareManyShares([{ numerator: 3, denominator: 2 }])).toThrow(RangeError);
    expect(() => compareManyShares({ numerator: 1, denominator: 2 } as never)).toThrow(/^shares must be iterable/);
  });
});

describe("shareTrend", () => {
  it("of two groups is the pooled z, second less first", () => {
    fc.assert(
      fc.property(shares, shares, (first, second) => {
        const { z, pValue, slope } = shareTrend([first, second]);
        const expected = pooledZ(second, first);
        if (z === null) {
          expect(expected.z).toBe(0);
          return;
        }
        near(z, expected.z, 1e-9);
        near(pValue, expected.pValue, 1e-9);
        near(slope, expected.difference, 1e-10);
      }),
    );
  });

  it("turns with the order, and does not mind where the positions begin nor in which unit they are", () => {
    const shift = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(several, shift, fc.integer({ min: 1, max: 50 }), (groups, from, unit) => {
        const there = shareTrend(groups);
        expect(ghosts(there)).toEqual([]);
        if (there.z === null) {
          expect(there.reason).toBe("everybody agrees");
          return;
        }
        const back = shareTrend([...groups].reverse());
        near(back.z, -there.z, 1e-9);
        near(back.slope, -there.slope!, 1e-9);
        const moved = shareTrend(groups, { scores: groups.map((_, place) => from + unit * place) });
        near(moved.z, there.z, 1e-9);
        near(moved.slope! * unit, there.slope, 1e-9);
      }),
    );
  });

  it("sees distances between positions, however far away all are", () => {
    const shares = [70, 76, 83].map((numerator) => ({ numerator, denominator: 100 }));
    for (const far of [1e12, 1e15, -4e15]) {
      expect(shareTrend(shares, { scores: [far, far + 1, far + 2] })).toEqual(shareTrend(shares));
    }
  });

  it("finds no more than the test of all differences holds", () => {
    fc.assert(
      fc.property(several, (groups) => {
        const { z } = shareTrend(groups);
        const { chiSquare } = compareManyShares(groups);
        if (z !== null) expect(z * z).toBeLessThanOrEqual(chiSquare! * (1 + 1e-9) + 1e-9);
      }),
    );
  });

  it("keeps the place of an empty group", () => {
    const [one, three] = [
      { numerator: 1, denominator: 4 },
      { numerator: 3, denominator: 4 },
    ];
    expect(shareTrend([one, share([]), three]).slope).toBe(0.25);
    expect(shareTrend([one, three], { scores: [0, 1] }).slope).toBe(0.5);
  });

  it("does not exist at one position, and refuses scores that are none", () => {
    const one = { numerator: 1, denominator: 4 };
    const reason = "a trend needs groups at two positions";
    for (const groups of [[], [one], [one, share([])]]) {
      expect(shareTrend(groups)).toEqual({ pValue: null, method: "cochran-armitage", z: null, slope: null, reason });
    }
    expect(shareTrend([one, one], { scores: [2, 2] })).toMatchObject({ z: null, reason });
    const unlike = [share([false]), share([true, false])];
    expect(shareTrend(unlike, { scores: [0.1, 0.1] })).toMatchObject({ z: null, slope: null, reason });
    expect(shareTrend([share([true]), share([true])])).toMatchObject({ z: null, slope: 0, reason: "everybody agrees" });
    expect(() => shareTrend([one, one], { scores: [1] })).toThrow(
      new RangeError("scores must be as many as shares, 2, got 1"),
    );
    expect(() => shareTrend([one, one], { scores: [1, Number.NaN] })).toThrow(/^score must be .*got NaN at index 1$/);
    expect(() => shareTrend([one, one], { scores: [1, Infinity] })).toThrow(RangeError);
    expect(() => shareTrend([one, one], { scores: ["1", "2"] as never })).toThrow(TypeError);
    expect(() => shareTrend([one, one], { scores: 1 as never })).toThrow(/^scores must be iterable/);
  });
});

describe("kruskalWallis", () => {
  const answer = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 6 }) }, { weight: 1, arbitrary: noAnswer });
  const groups = fc.array(fc.array(answer, { maxLength: 30 }), { maxLength: 6 });

  it("is H of whole numbers, ties and all", () => {
    fc.assert(
      fc.property(groups, (given) => {
        const found = kruskalWallis(deepFreeze(given));
        const known = given.map((group) => group.filter((one) => one !== null && one !== undefined));
        const all = known.flat();
        const count = all.length;
        expect([found.count, found.missing]).toEqual([count, given.flat().length - count]);
        expect(ghosts(found)).toEqual([]);
        if (found.h === null) return;
        // Twice the rank, which is whole.
        const rank = (one: number) =>
          2 * all.filter((other) => other < one).length + all.filter((other) => other === one).length + 1;
        const filled = known.filter((group) => group.length > 0);
        const product = filled.reduce((sum, group) => sum * BigInt(group.length), 1n);
        const n = BigInt(count);
        // 4 · product · Σ R² / n − …, over the common denominators.
        const squares = filled.reduce((sum, group) => {
          const ranks = BigInt(group.map(rank).reduce((total, one) => total + one, 0));
          return sum + (ranks * ranks * product) / BigInt(group.length);
        }, 0n);
        const above = 12n * squares - 12n * n * (n + 1n) * (n + 1n) * product;
        const ties = [...new Set(all)]
          .map((one) => BigInt(all.filter((other) => other === one).length))
          .reduce((sum, tied) => sum + tied ** 3n - tied, 0n);
        const below = 4n * product * (n * (n + 1n) * (n - 1n) - ties);
        near(found.h, quotient(above * (n - 1n), below), 1e-12);
      }),
    );
  });

  it("sees the order of answers only", () => {
    fc.assert(
      fc.property(groups, (given) => {
        const stretched = given.map((group) => group.map((one) => (typeof one === "number" ? Math.exp(one) : one)));
        const ends = given.map((group) => group.map((one) => (one === 1 ? -Infinity : one === 6 ? Infinity : one)));
        expect(kruskalWallis(stretched)).toEqual(kruskalWallis(given));
        expect(kruskalWallis(generated(ends.map(generated)))).toEqual(kruskalWallis(given));
      }),
    );
  });

  it("does not exist of one group, or of answers that are the same", () => {
    expect(kruskalWallis([[1, 2], [], [null]])).toEqual({
      pValue: null,
      h: null,
      method: "kruskal-wallis",
      degreesOfFreedom: 0,
      meanRanks: [1.5, null, null],
      count: 2,
      missing: 1,
      reason: "a comparison needs two groups",
    });
    expect(kruskalWallis([[3], [3, 3]])).toMatchObject({ h: null, pValue: null, reason: "all answers are the same" });
    expect(kruskalWallis([])).toMatchObject({ h: null, count: 0, meanRanks: [] });
    expect(() => kruskalWallis([[1], [Number.NaN]])).toThrow(
      new RangeError("answer must be a number, got NaN at index 0"),
    );
    expect(() => kruskalWallis([[1], ["2"]] as never)).toThrow(
      new TypeError('answer must be a number, got "2" at index 0'),
    );
    expect(() => kruskalWallis([1, 2] as never)).toThrow(new TypeError("group must be iterable and no string, got 1"));
    expect(() => kruskalWallis("12" as never)).toThrow(TypeError);
  });
});

describe("welchAnova", () => {
  const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 20 });
  const varying = values.filter((group) => new Set(group).size > 1);

  it("of two means is Welch's t, squared", () => {
    fc.assert(
      fc.property(varying, varying, (one, other) => {
        const { f, pValue, degreesOfFreedom } = welchAnova([mean(one), mean(other)]);
        near(pValue, compareMeans(mean(one), mean(other)).pValue);
        expect(degreesOfFreedom![0]).toBe(1);
        expect(f! >= 0).toBe(true);
      }),
    );
  });

  it("does not mind order, unit or zero", () => {
    fc.assert(
      fc.property(
        fc.array(varying, { minLength: 2, maxLength: 6 }),
        fc.integer({ min: -1e6, max: 1e6 }),
        (groups, shift) => {
          const found = welchAnova(groups.map((group) => mean(group)));
          expect(ghosts(found)).toEqual([]);
          for (const moved of [
            [...groups].reverse(),
            groups.map((group) => group.map((value) => value + shift)),
            groups.map((group) => group.map((value) => value * -(2 ** 60))),
          ]) {
            const again = welchAnova(moved.map((group) => mean(group)));
            near(again.f, found.f, 1e-9);
            near(again.degreesOfFreedom![1], found.degreesOfFreedom![1], 1e-9);
          }
          expect(welchAnova([...groups.map((group) => mean(group)), mean([])])).toEqual(found);
        },
      ),
    );
  });

  it("does not exist of one group, of single values, or of groups that do not vary", () => {
    const none = { pValue: null, f: null, degreesOfFreedom: null, method: "welch-anova" };
    expect(welchAnova([])).toEqual({ ...none, reason: "a comparison needs two groups" });
    expect(welchAnova([mean([1, 2]), mean([])])).toEqual({ ...none, reason: "a comparison needs two groups" });
    expect(welchAnova([mean([1, 2]), mean([3])])).toMatchObject({
      ...none,
      reason: expect.stringContaining("two values"),
    });
    expect(welchAnova([mean([1, 2]), mean([3, 3])])).toMatchObject({ ...none, reason: "a group does not vary" });
    const far = [
      { count: 2, mean: 1e150, standardError: 1e-300 },
      { count: 2, mean: 0, standardError: 1e-300 },
    ];
    expect(welchAnova(far)).toMatchObject({ ...none, reason: "the means are too far apart for their spread" });
    expect(() => welchAnova([{ count: 2, mean: Number.NaN, standardError: 1 }])).toThrow(RangeError);
    expect(() => welchAnova(mean([1]) as never)).toThrow(/^means must be iterable/);
  });
});

describe("very many groups", () => {
  it("are as many as there are: no list of theirs is handed over as arguments", () => {
    const groups = Array.from({ length: 150_000 }, (_, at) => ({ count: 5, mean: at % 11, standardError: 0.9 }));
    expect(welchAnova(groups)).toMatchObject({ method: "welch-anova", pValue: 0 });
    const values = groups.map(({ mean }) => mean + 1);
    expect(powerMean(values, { mean: 1 })!).toBeCloseTo(values.reduce((sum, one) => sum + one, 0) / 150_000, 9);
  });
});
