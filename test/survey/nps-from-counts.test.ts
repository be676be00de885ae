import { nps, npsFromCounts } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectPlain } from "../laws.ts";

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

describe("npsFromCounts", () => {
  it("is the score of groups counted elsewhere", () => {
    const result = npsFromCounts({ promoters: 60, passives: 25, detractors: 15, missing: 7, excluded: 2 });
    expect(result).toMatchObject({ score: 45, count: 100, missing: 7, excluded: 2 });
    expect(result.definition).toEqual({ metric: "nps", scale: [0, 10], promotersFrom: 9, passivesFrom: 7 });
  });

  it("takes BigInt, as SQL drivers give it", () => {
    const counts = { promoters: 2n, passives: 1n, detractors: 1n, missing: 3n, excluded: 0n };
    expect(npsFromCounts(counts)).toStrictEqual(nps([10, 9, 8, 3, null, null, null]));
  });

  it("has no score where nobody answered", () => {
    const nobody = npsFromCounts({ promoters: 0, passives: 0, detractors: 0, missing: 4 });
    expect(nobody).toStrictEqual(nps([null, null, null, null]));
  });

  it("takes −0 for 0", () => {
    expectPlain(npsFromCounts({ promoters: -0, passives: -0, detractors: 1, missing: -0, excluded: -0 }));
  });

  it("reads weights of detractors, passives and promoters", () => {
    const weights = { sums: [0.5, 0.5, 3], squares: [0.25, 0.25, 9] };
    const rows = [
      [10, 3],
      [8, 0.5],
      [2, 0.5],
    ] as const;
    const counted = npsFromCounts({ promoters: 1, passives: 1, detractors: 1, weights });
    expect(counted).toStrictEqual(nps(rows, { value: ([answer]) => answer, weight: ([, weight]) => weight }));
  });

  it("echoes how the groups were formed", () => {
    const options = { scale: [1, 5], promotersFrom: 5, passivesFrom: 4 } as const;
    expect(npsFromCounts({ promoters: 1, passives: 0, detractors: 0 }, options).definition).toEqual({
      metric: "nps",
      ...options,
    });
    expect(() => npsFromCounts({ promoters: 1, passives: 0, detractors: 0 }, { scale: [1, 5] })).toThrow(TypeError);
  });

  it("refuses what is no count, by its name", () => {
    const right = { promoters: 1, passives: 1, detractors: 1, missing: 0, excluded: 0 };
    for (const name of Object.keys(right)) {
      for (const wrong of [-1, 0.5, Number.NaN, Infinity, 2 ** 53]) {
        expect(() => npsFromCounts({ ...right, [name]: wrong })).toThrow(
          new RangeError(`${name} must be a whole number, 0 or more, got ${wrong}`),
        );
      }
      for (const [wrong, shown] of [
        ["1", '"1"'],
        [true, "true"],
        [-1n, "-1n"],
        [2n ** 64n, "18446744073709551616n"],
      ]) {
        expect(() => npsFromCounts({ ...right, [name as string]: wrong })).toThrow(
          new TypeError(`${name} must be a whole number, 0 or more, got ${shown}`),
        );
      }
    }
    for (const name of ["promoters", "passives", "detractors"]) {
      expect(() => npsFromCounts({ ...right, [name]: undefined })).toThrow(TypeError);
      expect(() => npsFromCounts({ ...right, [name]: null })).toThrow(TypeError);
    }
  });

  it("refuses weights that these people cannot have", () => {
    const of = (sums: readonly unknown[], squares: readonly unknown[]) => () =>
      npsFromCounts({ promoters: 2, passives: 0, detractors: 0, weights: { sums, squares } as never });
    expect(of([0, 0, 2], [0, 0, 2])).not.toThrow();
    expect(of([0, 0, 2], [0, 0, 1.9])).toThrow(RangeError);
    expect(of([0, 0, 2], [0, 0, 4.1])).toThrow(RangeError);
    expect(of([1, 0, 2], [1, 0, 2])).toThrow(RangeError);
    expect(of([0, 0, -2], [0, 0, 2])).toThrow(RangeError);
    expect(of([0, 0, Number.NaN], [0, 0, 2])).toThrow();
    expect(of([0, 0, 2], [0, 0, Number.NaN])).toThrow();
    expect(of([0, 0, Infinity], [0, 0, Infinity])).toThrow();
    expect(of([0, 2], [0, 2])).toThrow();
  });

  it("refuses weights that are no numbers, and sums that weights of 1e-70 to 1e70 cannot have", () => {
    const of = (sum: unknown, square: unknown) => () =>
      npsFromCounts({
        promoters: 1,
        passives: 0,
        detractors: 0,
        weights: { sums: [0, 0, sum], squares: [0, 0, square] } as never,
      });
    expect(of(1e70, 1e140)).not.toThrow();
    expect(of(1e-70, 1e-140)).not.toThrow();
    for (const [sum, square] of [
      ["5", "25"],
      [5n, 25n],
      [null, null],
      [1e154, 1e308],
      [1e71, 1e142],
      [1e-71, 1e-142],
    ]) {
      expect(of(sum, square), `${sum}`).toThrow(/^weights must be Σw and Σw² of 1 people in class 2, got /);
    }
    const zeros = { sums: [-0, -0, 1], squares: [-0, -0, 1] };
    expectPlain(npsFromCounts({ promoters: 1, passives: 0, detractors: 0, weights: zeros }));
  });

  it("gives equal numbers for equal ratios: every triple of up to 60 people", () => {
    const seen = new Map<string, number>();
    for (let n = 1; n <= 60; n++) {
      for (let promoters = 0; promoters <= n; promoters++) {
        for (let detractors = 0; detractors <= n - promoters; detractors++) {
          const score = npsFromCounts({ promoters, passives: n - promoters - detractors, detractors }).score!;
          const net = promoters - detractors;
          const common = gcd(Math.abs(net), n);
          const ratio = `${net / common}/${n / common}`;
          if (!seen.has(ratio)) seen.set(ratio, score);
          if (!Object.is(seen.get(ratio), score))
            expect(score, `${promoters} ${detractors} of ${n}`).toBe(seen.get(ratio));
        }
      }
    }
    expect(seen.get("0/1")).toBe(0);
    expect(seen.size).toBeGreaterThan(2000);
  });
});
