import {
  medianAbsoluteDeviation,
  medianInterval,
  type QuantileType,
  quantile,
  quantileInterval,
  quantiles,
  weightedQuantile,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectRanks } from "../../src/stats/select-ranks.ts";
import { valueOrNone } from "../arbitraries.ts";
import { expectPlain, generated, thrown } from "../laws.ts";

const types: readonly QuantileType[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const anyValue = fc.oneof(fc.integer({ min: -9, max: 9 }), finite, fc.constantFrom(0, -0, 5e-324, -5e-324));
const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.25, 0.5, 0.75, 0.9, 1));
const inOrder = (values: readonly number[]) => [...values].sort((a, b) => a - b);

describe("quantile", () => {
  it("is the middle of the sample at ½, its ends at 0 and 1", () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(quantile([4, 3, 1, 2], 0.5)).toBe(2.5);
    for (const type of types) expect(quantiles([4, 3, 1, 2], [0, 1], { type })).toEqual([1, 4]);
  });

  it("is none of nothing, and leaves out who gave no value", () => {
    for (const type of types) expect(quantiles([], [0, 0.5, 1], { type })).toEqual([null, null, null]);
    expect(quantile([null, undefined], 0.5)).toBe(null);
    expect(quantile([null, 7, undefined, 9], 0.5)).toBe(8);
    expect(quantiles([1, 2], [])).toEqual([]);
    expect(medianAbsoluteDeviation([])).toBe(null);
    expect(weightedQuantile([], 0.5, { weight: () => 1 })).toBe(null);
    expect(weightedQuantile([5], 0.5, { weight: () => 0 })).toBe(null);
    expect(weightedQuantile([null, 7, undefined, 9], 0.5, { weight: () => 1 })).toBe(8);
  });

  it("meets whole places in spite of rounding", () => {
    // 0.3 · 10 and the like are no whole numbers as doubles.
    for (let count = 1; count <= 200; count++) {
      const values = Array.from({ length: count }, (_, index) => index + 1);
      for (let rank = 0; rank <= count; rank++) {
        expect(quantile(values, rank / count, { type: 1 })).toBe(Math.max(1, rank));
        if (count > 1 && rank < count) expect(quantile(values, rank / (count - 1))).toBeCloseTo(rank + 1, 10);
      }
    }
  });

  it("does not leave the doubles between the largest of them", () => {
    const most = Number.MAX_VALUE;
    for (const type of types) {
      for (const p of [0.3, 0.5, 0.7]) expectPlain(quantile([-most, most], p, { type }));
    }
    expect(quantile([-most, most], 0.5)).toBe(0);
    expect(weightedQuantile([-most, most], 0.5, { weight: () => 1 })).toBe(0);
  });

  it("takes rows and any input", () => {
    const values = [5, 1, 4];
    const rows = values.map((wait) => ({ wait }));
    for (const input of [
      values,
      new Set(values),
      generated(values),
      Int8Array.from(values),
      new Float32Array(values),
    ]) {
      expect(quantile(input, 0.5)).toBe(4);
    }
    expect(quantile(rows, 0.5, { value: (row) => row.wait })).toBe(4);
    expect(quantileInterval(rows, 0.5, { value: (row) => row.wait }).estimate).toBe(4);
    expect(medianInterval(rows, { value: (row) => row.wait }).estimate).toBe(4);
  });

  it("leaves typed arrays as they are", () => {
    const values = Float64Array.from({ length: 2000 }, (_, index) => (index * 7919) % 2000);
    const before = values.slice();
    quantiles(values, [0.1, 0.9]);
    quantileInterval(values, 0.5);
    medianInterval(values);
    medianAbsoluteDeviation(values);
    expect(values).toEqual(before);
  });

  it("refuses what is no finite number, with its index, in short lists and in long ones", () => {
    for (const wrong of [Number.NaN, Infinity, -Infinity, "7", true, 10n, {}, new Date(0), Symbol("x")]) {
      for (const length of [0, 5000]) {
        const list = [...new Array<number>(length).fill(1), null, wrong, 3] as number[];
        const rows = list.map((value) => ({ value }));
        const work = [
          () => quantile(list, 0.5),
          () => quantile(generated(list), 0.5),
          () => quantile(rows, 0.5, { value: (row) => row.value }),
          () => quantileInterval(list, 0.5),
          () => medianInterval(list),
          () => medianAbsoluteDeviation(list),
          () => weightedQuantile(list, 0.5, { weight: () => 1 }),
        ];
        for (const each of work) {
          const error = thrown(each);
          expect(error).toBeInstanceOf(typeof wrong === "number" ? RangeError : TypeError);
          expect(error.message).toMatch(/^value must be a finite number, got /);
          expect(error.message.endsWith(` at index ${length + 1}`)).toBe(true);
        }
        if (typeof wrong === "number") {
          const typed = new Float64Array(length + 2);
          typed[length] = wrong;
          expect(() => quantile(typed, 0.5)).toThrow(`at index ${length}`);
          expect(() => quantileInterval(typed, 0.5)).toThrow(`at index ${length}`);
        }
      }
    }
    expect(() => quantile(new BigInt64Array(2) as never, 0.5)).toThrow("got 0n at index 0");
  });

  it("refuses what is no share, no type and no list", () => {
    for (const p of [-0.1, 1.1, Number.NaN]) expect(() => quantile([1], p)).toThrow(/^p must be from 0 to 1, got /);
    expect(() => quantile([1], "0.5" as never)).toThrow(TypeError);
    expect(() => quantiles([1], 0.5 as never)).toThrow(/^probabilities must be iterable/);
    for (const type of [0, 10, 1.5, "7"]) {
      expect(() => quantile([1], 0.5, { type: type as never })).toThrow(/^type must be a whole number from 1 to 9/);
    }
    expect(() => quantile(7 as never, 0.5)).toThrow(/^items must be iterable/);
    expect(() => quantile([1, 2], 0.5, { weight: () => 1 } as never)).toThrow("weightedQuantile");
    expect(() => weightedQuantile([1], 0.5, { weight: () => -1 })).toThrow(/^weight must be .* at index 0$/);
    expect(() => weightedQuantile([1], 0.5, { weight: () => 0.5, rule: "frequencies" })).toThrow(
      "weight must be a whole number under frequencies, got 0.5 at index 0",
    );
    expect(() => weightedQuantile([1], 0.5, { weight: () => 1, rule: "upper" as never })).toThrow(/^rule must be/);
    expect(() => medianAbsoluteDeviation([1], { scale: 0 })).toThrow(/^scale must be a number above 0/);
  });

  it("rises with p, stays within the sample, does not mind the order", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyValue, fc.nat()), { minLength: 1 }), fc.array(share), (ranked, shares) => {
        const values = ranked.map(([value]) => value);
        const shuffled = [...ranked].sort((a, b) => a[1] - b[1]).map(([value]) => value);
        for (const type of types) {
          const found = quantiles(values, inOrder(shares), { type }) as number[];
          expectPlain(found);
          expect(found).toEqual(inOrder(found));
          for (const one of found) expect(one >= Math.min(...values) && one <= Math.max(...values)).toBe(true);
          expect(quantiles(shuffled, inOrder(shares), { type })).toEqual(found);
        }
      }),
    );
  });

  it("moves and stretches with the values", () => {
    const whole = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 });
    fc.assert(
      fc.property(whole, fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 16 }), share, (list, a, b, p) => {
        for (const type of types) {
          const moved = quantile(
            list.map((x) => a + b * x),
            p,
            { type },
          )!;
          expect(Math.abs(moved - (a + b * quantile(list, p, { type })!))).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it("mirrors: the share from below of the values is the share from above of their negatives", () => {
    // Types 5 to 9 treat both ends alike, and so does 2.
    const whole = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 64 });
    fc.assert(
      fc.property(whole, fc.integer({ min: 0, max: 64 }), (list, part) => {
        for (const type of [2, 5, 6, 7, 8, 9] as const) {
          const back = quantile(
            list.map((x) => -x),
            1 - part / 64,
            { type },
          )!;
          expect(Math.abs(quantile(list, part / 64, { type })! + back)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it("is what definitions 1, 2 and 7 say, of sorted values", () => {
    fc.assert(
      fc.property(fc.array(anyValue, { minLength: 1 }), fc.integer({ min: 0, max: 64 }), (list, part) => {
        const p = part / 64;
        const sorted = inOrder(list);
        const reached = sorted.findIndex((_, index) => (index + 1) * 64 >= list.length * part);
        expect(quantile(list, p, { type: 1 })).toBe(sorted[reached]! + 0);
        const isMet = (reached + 1) * 64 === list.length * part && reached + 1 < list.length;
        const high = isMet ? sorted[reached + 1]! : sorted[reached]!;
        const middle = sorted[reached]! / 2 + high / 2;
        expect(Math.abs(quantile(list, p, { type: 2 })! - middle)).toBeLessThanOrEqual(
          Math.abs(middle) * 1e-15 + 5e-324,
        );
      }),
    );
  });

  it("is of a weighted sample that of the copies", () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.nat(5)));
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 64 }), (list, part) => {
        const p = part / 64;
        const copies = list.flatMap(([x, times]) => new Array<number>(times).fill(x));
        const options = { value: ([x]: readonly number[]) => x!, weight: ([, times]: readonly number[]) => times! };
        const of = (rule: "lower" | "middle" | "frequencies") => weightedQuantile(list, p, { ...options, rule });
        expect(of("lower")).toBe(quantile(copies, p, { type: 1 }));
        expect(of("middle")).toBe(quantile(copies, p, { type: 2 }));
        const [ours, theirs] = [of("frequencies"), quantile(copies, p)];
        if (theirs === null) expect(ours).toBe(null);
        else expect(Math.abs(ours! - theirs)).toBeLessThan(1e-12);
        const halved = { ...options, weight: ([, times]: readonly number[]) => times! * 0.3 };
        expect(weightedQuantile(list, p, halved)).toBe(of("middle"));
      }),
    );
  });
});

describe("selectRanks", () => {
  const sizes = fc.constantFrom(1, 2, 599, 600, 601, 1500);
  const kinds: readonly ((uniform: number) => number)[] = [
    (u) => u - 0.5,
    (u) => Math.floor(u * 5) - 2,
    (u) => (u - 0.5) * 10 ** (u * 600 - 300),
    (u) => 1 + u * 2 ** -40,
    (u) => -1 - u * 2 ** -40,
    () => 7,
    (u) => (u < 0.5 ? -0 : 0),
    (u) => (u < 0.5 ? 5e-324 : -5e-324),
    (u) => Math.fround(Math.exp(8 * u)),
  ];

  it("finds what sorting finds, in the radix's path as in the short one", () => {
    const spread = fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(sizes, fc.constantFrom(...kinds), fc.nat(), spread, (size, kind, seed, places) => {
        let state = seed;
        const values = Float64Array.from({ length: size }, () => {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
          return kind(state / 2 ** 32);
        });
        const ranks = [...new Set(places.map((place) => Math.floor(place * size)))].sort((a, b) => a - b);
        const sorted = values.slice().sort();
        expect(selectRanks(values, ranks)).toEqual(ranks.map((rank) => sorted[rank]! + 0));
      }),
    );
  });

  it("finds in a window of a longer list, and all ranks at once", () => {
    const list = Float64Array.from({ length: 3000 }, (_, index) => Math.sin(index) * 1e3);
    const window = list.subarray(1000, 2500);
    const sorted = window.slice().sort();
    expect(
      selectRanks(
        window,
        Array.from({ length: 1500 }, (_, rank) => rank),
      ),
    ).toEqual([...sorted]);
  });

  it("has none where a value is not finite", () => {
    for (const wrong of [Number.NaN, -Number.NaN, Infinity, -Infinity]) {
      for (const size of [1, 599, 600, 5000]) {
        const values = new Float64Array(size).fill(3);
        values[size >> 1] = wrong;
        expect(selectRanks(values, [0])).toBe(undefined);
      }
    }
    expect(selectRanks(new Float64Array(700).fill(Number.MAX_VALUE), [5])).toEqual([Number.MAX_VALUE]);
    expect(selectRanks(new Float64Array(700).fill(-Number.MAX_VALUE), [5])).toEqual([-Number.MAX_VALUE]);
  });
});

describe("quantileInterval", () => {
  it("needs 6 values for a median and 36 for a 90th percentile at 95 %", () => {
    const list = (length: number) => Array.from({ length }, (_, index) => index);
    expect(quantileInterval(list(5), 0.5)).toMatchObject({
      lower: null,
      upper: null,
      reason: "too few values for limits",
    });
    expect(quantileInterval(list(6), 0.5)).toMatchObject({ lower: 0, upper: 5, lowerRank: 1, upperRank: 6 });
    expect(quantileInterval(list(35), 0.9)).toMatchObject({ upper: null, reason: "too few values for an upper limit" });
    expect(quantileInterval(list(35), 0.1)).toMatchObject({ lower: null, reason: "too few values for a lower limit" });
    expect(quantileInterval(list(36), 0.9).upper).toBe(35);
    expect(quantileInterval([], 0.5)).toMatchObject({ estimate: null, coverage: 1, reason: "the sample is empty" });
    expect(medianInterval(list(5))).toMatchObject({ estimate: 2, lower: null, upper: null });
    expect(medianInterval([])).toMatchObject({ estimate: null, reason: "the sample is empty" });
    expect(quantileInterval(list(50), 0)).toMatchObject({ estimate: 0, lower: null, upper: 0 });
    expect(quantileInterval(list(50), 1)).toMatchObject({ estimate: 49, lower: 49, upper: null });
  });

  it("has at least the confidence asked for, and would not have it one rank further in", () => {
    const confidences = fc.constantFrom(0.5, 0.8, 0.9, 0.95, 0.99);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        confidences,
        (n, p, confidence) => {
          const { lowerRank, upperRank, coverage } = quantileInterval(new Array<number>(n).fill(1), p, { confidence });
          // P(X = k), each from the one before.
          const probability: number[] = [(1 - p) ** n];
          for (let k = 1; k <= n; k++) probability[k] = (probability[k - 1]! * (n - k + 1) * p) / (k * (1 - p));
          const upTo = (k: number) => probability.slice(0, Math.max(0, k)).reduce((sum, each) => sum + each, 0);
          const tail = (1 - confidence) / 2;
          const [low, high] = [lowerRank ?? 0, upperRank ?? n + 1];
          expect(Math.abs(coverage - (upTo(high) - upTo(low)))).toBeLessThan(1e-9);
          expect(coverage).toBeGreaterThan(confidence - 1e-9);
          if (low > 0) expect(upTo(low)).toBeLessThan(tail + 1e-9);
          expect(upTo(low + 1)).toBeGreaterThan(tail - 1e-9);
          if (high <= n) expect(1 - upTo(high)).toBeLessThan(tail + 1e-9);
          expect(1 - upTo(high - 1)).toBeGreaterThan(tail - 1e-9);
        },
      ),
    );
  });

  it("holds the estimate and is nested in confidence; so is that of the median, within it", () => {
    fc.assert(
      fc.property(fc.array(valueOrNone, { maxLength: 60 }), share, (list, p) => {
        const [wide, narrow] = [0.99, 0.8].map((confidence) => quantileInterval(list, p, { confidence }));
        expectPlain([wide, narrow]);
        if (narrow!.lower !== null && wide!.lower !== null) expect(wide!.lower <= narrow!.lower).toBe(true);
        if (narrow!.upper !== null && wide!.upper !== null) expect(wide!.upper >= narrow!.upper).toBe(true);
        const [outer, inner] = [quantileInterval(list, 0.5), medianInterval(list)];
        expectPlain(inner);
        if (inner.lower === null || inner.upper === null) {
          expect(outer.lower).toBe(null);
          return;
        }
        const slack = 1e-12 * Math.max(Math.abs(inner.lower), Math.abs(inner.upper));
        expect(inner.lower >= outer.lower! - slack && inner.upper <= outer.upper! + slack).toBe(true);
        expect(inner.lower <= inner.estimate! && inner.estimate! <= inner.upper).toBe(true);
      }),
    );
  });
});
