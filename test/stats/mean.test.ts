import { type MeanResult, mean, meanMetric, npsMetric, shareMetric, tally } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noAnswer, value, valueOrNone, weighableOrNone, weight } from "../arbitraries.ts";
import { expectClose, expectPlain, expectSame, generated, itKeepsTheLaws, sent, thrown } from "../laws.ts";
import { exactly, nearestDouble, type Rational } from "./rational.ts";

type Value = number | null | undefined;

const largest = (values: readonly Value[]) => values.reduce<number>((most, x) => Math.max(most, Math.abs(x ?? 0)), 0);

/** n·Σx² − (Σx)² over n(n − 1), of the very values. */
function exactVariance(values: readonly number[]): Rational {
  const count = BigInt(values.length);
  const exact = values.map(exactly);
  const sum = exact.reduce((total, x) => total.plus(x));
  const squares = exact.map((x) => x.times(x)).reduce((total, x) => total.plus(x));
  return squares
    .scaled(count)
    .minus(sum.times(sum))
    .over(count * (count - 1n));
}

describe("mean", () => {
  it("is the sum over the count, with its spread", () => {
    expect(mean([2, 4, 9, null, undefined])).toStrictEqual({
      mean: 5,
      standardDeviation: Math.sqrt(13),
      variance: 13,
      standardError: Math.sqrt(13 / 3),
      count: 3,
      missing: 2,
      excluded: 0,
      definition: { metric: "mean" },
    });
  });

  it("has neither mean nor spread of nothing, and no spread of one value", () => {
    const nothing = { mean: null, standardDeviation: null, variance: null, standardError: null };
    expect(mean([])).toMatchObject({ ...nothing, count: 0 });
    expect(mean([null])).toMatchObject({ ...nothing, missing: 1 });
    expect(mean([5])).toMatchObject({ ...nothing, mean: 5, count: 1 });
    expect(mean([5, 7], { weight: () => 0 })).toMatchObject({ ...nothing, excluded: 2, weight: 0 });
  });

  it("has no missing answer counted as 0", () => {
    expect(mean([5, null]).mean).toBe(5);
    expect(mean([5, 0]).mean).toBe(2.5);
  });

  it("keeps the small spread of large values", () => {
    expect(mean([1e9 + 1, 1e9 + 2, 1e9 + 3]).variance).toBe(1);
    expect(mean([1e15 + 1, 1e15 + 2, 1e15 + 3]).variance).toBe(1);
    expect(mean([2 ** 53 - 2, 2 ** 53 - 1, 2 ** 53])).toMatchObject({ mean: 2 ** 53 - 1, variance: 1 });
  });

  it("keeps what large values cancel around", () => {
    expect(mean([1e140, 1, -1e140]).mean).toBe(1 / 3);
    expect(mean([1e140, 1e100, 1e60, 1e20, 5, -1e20, -1e60, -1e100, -1e140, 0]).mean).toBe(0.5);
    expect(mean([1e16, 1, -1e16]).mean).toBe(1 / 3);
  });

  it("is 0.1 of any number of values 0.1, whose spread is 0", () => {
    for (let count = 1; count <= 3000; count += count < 70 ? 1 : 293) {
      const result = mean(new Array<number>(count).fill(0.1));
      expect(result.mean).toBe(0.1);
      expect(result.variance).toBe(count < 2 ? null : 0);
    }
  });

  it("does not mind the order of 0.1, 0.2 and 0.3", () => {
    const orders = [
      [0.1, 0.2, 0.3],
      [0.3, 0.2, 0.1],
      [0.2, 0.3, 0.1],
    ];
    expect(new Set(orders.map((values) => mean(values).mean)).size).toBe(1);
    expect(JSON.stringify(tally(meanMetric(), orders[0]!))).toBe(JSON.stringify(tally(meanMetric(), orders[1]!)));
  });

  it("is never −0", () => {
    for (const values of [[-0], [-0, -0], [-5e-324, 0], [-5e-324, 0, 0, 0], [-1, 1], [5e-324, -5e-324]]) {
      expectPlain(mean(values), `mean of ${values}`);
      expectPlain(mean(values, { weight: () => 1 }), `weighted mean of ${values}`);
      expectPlain(mean(values, { weight: () => 7 }), `weighted mean of ${values}`);
    }
  });

  it("has a spread of 0, and never less, where squares are too small for doubles", () => {
    for (const size of [1.5e-162, 1e-162, 5e-324, 1e-170, 1.1e-154, 3e-160]) {
      for (let count = 2; count <= 12; count++) {
        const result = mean(new Array<number>(count).fill(size));
        expectPlain(result, `mean of ${count} times ${size}`);
        expect(result.mean).toBe(size);
        expect(result.variance! >= 0 && result.variance! <= size ** 2).toBe(true);
      }
    }
  });

  it("weighs values and still counts them", () => {
    const rows = [
      { seconds: 10, calls: 1 },
      { seconds: 40, calls: 3 },
      { seconds: 99, calls: 0 },
      { seconds: null, calls: 5 },
    ];
    const result = mean(rows, { value: (row) => row.seconds, weight: (row) => row.calls });
    expect(result).toMatchObject({ mean: 32.5, count: 2, missing: 1, excluded: 1, weight: 4 });
    expect(result.effectiveSampleSize).toBe(1.6);
    // Σw(x − m)²/Σw · n/(n − 1), and √(Σw²(x − m)² · n/(n − 1))/Σw
    expectClose(result.variance, ((22.5 ** 2 + 3 * 7.5 ** 2) / 4) * 2);
    expectClose(result.standardError, Math.sqrt((22.5 ** 2 + 9 * 7.5 ** 2) * 2) / 4);
  });

  it("refuses what is no finite number of at most 1e140, with its index", () => {
    const wrong = [
      Number.NaN,
      Infinity,
      -Infinity,
      1.1e140,
      -1e141,
      "9",
      "",
      true,
      10n,
      new Date(0),
      {},
      [],
      Symbol("x"),
    ];
    for (const one of wrong) {
      const list = [1, null, one, Number.NaN] as number[];
      for (const input of [list, generated(list), new Set(list)]) {
        const error = thrown(() => mean(input));
        expect(error).toBeInstanceOf(typeof one === "number" ? RangeError : TypeError);
        expect(error.message).toMatch(/^value must be a finite number of at most 1e\+140 in size, got .+ at index 2$/);
      }
      const rows = list.map((value) => ({ value }));
      expect(() => mean(rows, { value: (row) => row.value })).toThrow(/ at index 2$/);
      expect(() => mean(rows, { value: (row) => row.value, weight: () => 1 })).toThrow(/ at index 2$/);
    }
    expect(() => mean(new Float64Array([1, 2, Number.NaN]))).toThrow("got NaN at index 2");
    expect(() => mean(new BigInt64Array(2) as never)).toThrow("got 0n at index 0");
    expect(() => mean([1, 1e71], { weight: () => 1 })).toThrow(/at most 1e\+70 in size, got 1e\+71 at index 1$/);
  });

  it("names the first value refused wherever it stands in what is gathered", () => {
    for (const at of [0, 1023, 1024, 1025, 2047, 2048, 3000]) {
      const values = new Float64Array(3001).fill(1.5);
      values[at] = Number.NaN;
      values[3000] = Number.NaN;
      expect(() => mean(values)).toThrow(new RegExp(`got NaN at index ${at}$`));
      expect(() => mean(generated(values))).toThrow(new RegExp(`got NaN at index ${at}$`));
    }
  });

  it("leaves the tally from which a failed count would have gone on", () => {
    const metric = meanMetric();
    const before = tally(metric, [1, 2, 3]);
    const kept = structuredClone(before);
    expect(() => metric.addAll!(before, [4, 5, Number.NaN], {})).toThrow(RangeError);
    expect(() => metric.addAll!(before, [4, 5, Number.NaN], { weight: () => 1 })).toThrow(RangeError);
    expectSame(before, kept);
  });

  it("counts values that are read only once, without keeping them", () => {
    function* values() {
      for (let index = 0; index < 2_000_000; index++) yield (index % 1000) / 10;
    }
    const result = mean(values());
    expect(result.count).toBe(2_000_000);
    expectClose(result.mean, 49.95, 1e-12);
  });

  it("counts alike whatever values come in, at every length about the size of what is gathered", () => {
    for (const length of [0, 1, 2, 3, 1023, 1024, 1025, 2047, 2048, 2049]) {
      const values = Array.from({ length }, (_, index) => Math.fround(Math.sin(index) * 1000));
      const expected = mean(generated(values));
      expect(expected.count).toBe(length);
      const inputs = [
        values,
        new Float64Array(values),
        new Float32Array(values),
        new Set(values),
        new Proxy(values, {}),
      ];
      for (const input of inputs) expectSame(mean(input), expected);
      const rows = values.map((value) => ({ value }));
      expectSame(mean(rows, { value: (row) => row.value }), expected);
    }
  });
});

describe("mean, properties", () => {
  const values = fc.array(value, { minLength: 1, maxLength: 30 });

  it("is within one rounding of the mean of the very values", () => {
    fc.assert(
      fc.property(values, (list) => {
        const exact = list
          .map(exactly)
          .reduce((sum, x) => sum.plus(x))
          .over(BigInt(list.length));
        const result = mean(list).mean!;
        const nearest = nearestDouble(exact);
        expect(Math.abs(result - nearest)).toBeLessThanOrEqual(Math.abs(nearest) * 2 ** -52 + 5e-324);
      }),
    );
  });

  it("has the variance of the very values, to the last digits", () => {
    const squarable = fc.array(
      value.map((x) => (Math.abs(x) < 1e-130 ? 0 : x)),
      { minLength: 2, maxLength: 30 },
    );
    fc.assert(
      fc.property(squarable, (list) => {
        const exact = nearestDouble(exactVariance(list));
        const { variance, standardDeviation, standardError } = mean(list);
        expect(Math.abs(variance! - exact)).toBeLessThanOrEqual(exact * 4e-16);
        expect(standardDeviation).toBe(Math.sqrt(variance!));
        expectClose(standardError, Math.sqrt(variance! / list.length), 1e-150);
      }),
    );
  });

  it("is plain numbers, whatever the values", () => {
    const tiny = fc.array(fc.constantFrom(1.5e-162, -1e-162, 5e-324, -5e-324, 0, 1e-155, 3e-170));
    fc.assert(
      fc.property(fc.oneof(values, tiny), fc.array(weight, { minLength: 1 }), (list, weights) => {
        expectPlain(mean(list));
        expectPlain(tally(meanMetric(), list));
        if (largest(list) > 1e70) return;
        const options = { weight: (_: unknown, index: number) => weights[index % weights.length]! };
        expectPlain(mean(list, options));
        expectPlain(tally(meanMetric(), list, options));
      }),
    );
  });

  it("lies between the least and the largest value", () => {
    fc.assert(
      fc.property(values, (list) => {
        const result = mean(list).mean!;
        expect(result >= Math.min(...list) && result <= Math.max(...list)).toBe(true);
      }),
    );
  });

  it("has a canonical tally: the first part of a sum is the sum, rounded once", () => {
    fc.assert(
      fc.property(values, (list) => {
        const sum = sent(tally(meanMetric(), list)).sums[0]!;
        const exact = list.map(exactly).reduce((total, x) => total.plus(x));
        expect(sum[0] ?? 0).toBe(nearestDouble(exact));
        expect(exact.minus(sum.map(exactly).reduce((total, x) => total.plus(x), exactly(0))).isZero).toBe(true);
      }),
    );
  });

  it("has the weighted mean and spread that two passes have", () => {
    const rows = fc.array(fc.tuple(fc.double({ min: 1, max: 1000, noNaN: true }), fc.nat(20)), { minLength: 2 });
    fc.assert(
      fc.property(rows, (list) => {
        const result = mean(list, { value: ([x]) => x, weight: ([, w]) => w / 4 });
        const known = list.filter(([, w]) => w > 0).map(([x, w]) => [x, w / 4] as const);
        expect(result).toMatchObject({ count: known.length, excluded: list.length - known.length });
        if (known.length < 2) return;
        const sum = (of: (x: number, w: number) => number) => known.reduce((total, [x, w]) => total + of(x, w), 0);
        const whole = sum((_, w) => w);
        const middle = sum((x, w) => w * x) / whole;
        const correction = known.length / (known.length - 1);
        expectClose(result.mean, middle, 1e-10);
        expectClose(result.variance, (sum((x, w) => w * (x - middle) ** 2) / whole) * correction, 1e-9);
        const error = Math.sqrt(sum((x, w) => w * w * (x - middle) ** 2) * correction) / whole;
        expectClose(result.standardError, error, 1e-9);
        expectClose(result.effectiveSampleSize, whole ** 2 / sum((_, w) => w * w));
      }),
    );
  });

  it("leaves out who has no value, wherever they stand", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(value, noAnswer)), (list) => {
        const known = list.filter((x): x is number => typeof x === "number");
        const { missing, ...rest }: MeanResult = mean(list);
        expect(missing).toBe(list.length - known.length);
        expectSame({ ...rest, missing: 0 }, { ...mean(known), missing: 0 });
      }),
    );
  });
});

itKeepsTheLaws(
  "mean",
  () => meanMetric(),
  { observation: valueOrNone, weighable: weighableOrNone },
  {
    headline: (result) => result.mean,
    foreign: [npsMetric().empty(), shareMetric().empty()],
    slack: (values) => {
      const most = largest(values);
      return 1e-12 * Math.max(most, most ** 2);
    },
  },
);
