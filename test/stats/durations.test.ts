import {
  type DurationPrecision,
  durationQuantile,
  durations,
  durationsFromBins,
  durationsMetric,
  mean,
  meanInterval,
  meanMetric,
  measure,
  quantile,
  tally,
  weightedQuantile,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duration, durationOrNone, weighableOrNone } from "../arbitraries.ts";
import { expectPlain, expectSame, generated, itKeepsTheLaws, sent, thrown } from "../laws.ts";

const precisions: readonly DurationPrecision[] = [5, 6, 7];
const known = (items: readonly (number | null | undefined)[]) => items.filter((item) => typeof item === "number");
const inOrder = (items: readonly number[]) => [...items].sort((a, b) => a - b);

describe("durations", () => {
  it("has mean, median and the rest, exactly", () => {
    expect(durations([30, 45, 60, 600, null])).toStrictEqual({
      mean: 183.75,
      median: 52.5,
      p90: quantile([30, 45, 60, 600], 0.9),
      minimum: 30,
      maximum: 600,
      standardDeviation: mean([30, 45, 60, 600]).standardDeviation,
      quantileError: 0,
      variance: mean([30, 45, 60, 600]).variance,
      standardError: mean([30, 45, 60, 600]).standardError,
      count: 4,
      missing: 1,
      excluded: 0,
      definition: { metric: "durations", quantiles: "type-7", precision: null, unit: null },
    });
  });

  it("has nothing of nothing", () => {
    const nothing = { mean: null, median: null, p90: null, minimum: null, maximum: null, standardDeviation: null };
    expect(durations([])).toMatchObject({ ...nothing, standardError: null, quantileError: 0, count: 0 });
    expect(durations([null, undefined])).toMatchObject({ ...nothing, missing: 2 });
    expect(durations([5], { weight: () => 0 })).toMatchObject({ ...nothing, excluded: 1, weight: 0 });
    expect(durations([5])).toMatchObject({ mean: 5, median: 5, p90: 5, minimum: 5, maximum: 5, standardError: null });
  });

  it("counts a duration of 0, and says 0 for −0", () => {
    expect(durations([0, -0, 3])).toMatchObject({ mean: 1, median: 0, minimum: 0, count: 3 });
    const zero = { mean: 0, median: 0, p90: 0, minimum: 0, maximum: 0 };
    for (const items of [[-0, 0], new Float64Array(3000)]) {
      expect(durations(items)).toMatchObject(zero);
      expect(measure(durationsMetric(), items)).toMatchObject(zero);
    }
    expectPlain(durations([-0]));
    expectPlain(measure(durationsMetric(), [-0, -0]));
    expectPlain(tally(durationsMetric(), new Float64Array(3000).fill(-0)));
    expect(tally(durationsMetric(), new Float64Array(3000).fill(-0)).bins).toEqual([[0, 3000]]);
  });

  it("weighs mean and quantiles, and still counts people", () => {
    const rows = [
      { minutes: 2, calls: 3 },
      { minutes: 5, calls: 1 },
      { minutes: 9, calls: 2 },
      { minutes: 50, calls: 0 },
    ];
    const options = {
      value: (row: (typeof rows)[number]) => row.minutes,
      weight: (row: { calls: number }) => row.calls,
    };
    const result = durations(rows, { ...options, unit: "minutes" });
    expect(result).toMatchObject({ median: 3.5, p90: 9, minimum: 2, maximum: 9, count: 3, excluded: 1, weight: 6 });
    expect(result.mean).toBe(29 / 6);
    expect(result.definition).toStrictEqual({
      metric: "durations",
      quantiles: "weighted",
      precision: null,
      unit: "minutes",
    });
    const sketch = measure(durationsMetric(), rows, options);
    expect(sketch).toMatchObject({ minimum: 2, maximum: 9, mean: result.mean, weight: 6 });
    expect(Math.abs(sketch.median! - 2) / 2).toBeLessThanOrEqual((1 / 129) * (1 + 1e-14));
  });

  it("gives the interval of the mean what it needs", () => {
    expect(meanInterval(durations([5, 7])).lower).toBe(meanInterval(mean([5, 7])).lower);
  });

  it("refuses what is no duration, with its index", () => {
    const wrong = [-1, -5e-324, Number.NaN, Infinity, -Infinity, 1.1e140, "9", true, 10n, new Date(0), {}, Symbol("x")];
    for (const one of wrong) {
      const list = [1, null, one] as number[];
      const rows = list.map((value) => ({ value }));
      for (const count of [durations, (items: Iterable<number>) => measure(durationsMetric(), items)]) {
        for (const input of [list, generated(list), new Set(list)]) {
          const error = thrown(() => count(input));
          expect(error).toBeInstanceOf(typeof one === "number" ? RangeError : TypeError);
          expect(error.message).toMatch(/^duration must be a number from 0 to 1e\+140, got .+ at index 2$/);
        }
      }
      expect(() => durations(rows, { value: (row) => row.value, weight: () => 1 })).toThrow(
        /1e\+70, got .+ at index 2$/,
      );
      expect(() => durationsMetric().add(durationsMetric().empty(), one as number)).toThrow(/^duration must be/);
    }
    expect(() => durations(new Float64Array([1, 2, -1, Number.NaN]))).toThrow(/got -1 at index 2$/);
    for (const one of [-1, Number.NaN, Infinity, 1.1e140]) {
      const list = new Float64Array(5000);
      list[3000] = one;
      expect(() => tally(durationsMetric(), list)).toThrow(`got ${one} at index 3000`);
    }
    expect(() => durations(new BigInt64Array(2) as never)).toThrow("got 0n at index 0");
    expect(() => durations([1, 2], { weight: () => undefined as never })).toThrow(/^weight must be .* at index 0$/);
    expect(() => durations("12" as never)).toThrow(/^items must be iterable/);
    expect(() => durations(7 as never)).toThrow(/^items must be iterable/);
    expect(() => durationsMetric({ precision: 4 as never })).toThrow("precision must be 5, 6 or 7, got 4");
    expect(() => durationsMetric({ precision: "6" as never })).toThrow('precision must be 5, 6 or 7, got "6"');
    expect(() => durationsMetric({ unit: 7 as never })).toThrow("unit must be a string, got 7");
  });

  it("merges no minutes into seconds, nor one precision into another", () => {
    const metrics = [
      durationsMetric(),
      durationsMetric({ precision: 5 }),
      durationsMetric({ unit: "seconds" }),
      durationsMetric({ unit: "minutes" }),
    ];
    for (const one of metrics) {
      for (const other of metrics) {
        if (one !== other) expect(() => one.merge(one.empty(), other.empty())).toThrow(/^tally must be of durations/);
      }
    }
  });

  it("is what the metric says, but for the quantiles", () => {
    fc.assert(
      fc.property(fc.array(durationOrNone, { maxLength: 60 }), fc.constantFrom(...precisions), (items, precision) => {
        const { median, p90, quantileError, definition, ...exact } = durations(items);
        const {
          median: _,
          p90: __,
          quantileError: error,
          definition: other,
          ...counted
        } = measure(durationsMetric({ precision }), items);
        expectSame(counted, exact);
        expect([quantileError, error]).toEqual([0, 1 / (2 ** (precision + 1) + 1)]);
        expect([median, p90]).toEqual([quantile(items, 0.5), quantile(items, 0.9)]);
        expect([definition.metric, other.metric]).toEqual(["durations", "durations"]);
      }),
    );
  });

  it("counts alike whatever comes in, about the size of what is gathered", () => {
    for (const length of [0, 1, 2047, 2048, 2049, 4096, 5000]) {
      const values = Array.from({ length }, (_, index) => Math.fround(Math.abs(Math.sin(index)) * 1000));
      const metric = durationsMetric();
      let one = metric.empty();
      for (const value of values) one = metric.add(one, value);
      for (const input of [values, new Float64Array(values), new Float32Array(values), new Set(values)]) {
        const items = input instanceof Set ? generated(values) : input;
        expectSame(tally(metric, items), one);
        expectSame({ ...durations(input instanceof Set ? generated(values) : input) }, durations(values));
      }
      const rows = values.map((value) => ({ value }));
      expectSame(durations(rows, { value: (row) => row.value }), durations(values));
    }
  });

  it("tells an item's place to whoever reads it, in whatever comes in", () => {
    const places = Array.from({ length: 5000 }, (_, index) => index);
    const expected = tally(durationsMetric(), places);
    const byPlace = { value: (_: unknown, index: number) => index };
    for (const input of [places, generated(places)]) expectSame(tally(durationsMetric(), input, byPlace), expected);
  });

  it("leaves the tally from which a failed count would have gone on", () => {
    const metric = durationsMetric();
    const before = tally(metric, [1, 2, 3]);
    const kept = structuredClone(before);
    expect(() => metric.addAll!(before, [4, 1e-9, Number.NaN], {})).toThrow(RangeError);
    expect(() => metric.addAll!(before, [4, 1e-9, Number.NaN], { weight: () => 1 })).toThrow(RangeError);
    expectSame(before, kept);
  });

  it("takes at most 3 kB of JSON for a million durations", () => {
    const items = new Float64Array(1_000_000);
    let state = 1;
    const uniform = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state + 0.5) / 2 ** 32;
    };
    for (let index = 0; index < items.length; index++) {
      items[index] = 299 * Math.exp(0.8 * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()));
    }
    const counted = tally(durationsMetric(), items);
    expect(JSON.stringify(counted).length).toBeLessThanOrEqual(3000);
    const sorted = items.slice().sort();
    for (const p of [0.5, 0.9, 0.99, 0.999]) {
      const item = sorted[Math.floor(p * 999_999)]!;
      expect(Math.abs(durationQuantile(counted, p)! - item) / item).toBeLessThanOrEqual((1 / 129) * (1 + 1e-14));
    }
  });
});

describe("the sketch of durations", () => {
  it("answers the duration of rank ⌊p(n − 1)⌋, as near as it promises, within minimum and maximum", () => {
    const sample = fc.array(duration, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(sample, fc.double({ min: 0, max: 1, noNaN: true }), (items, p) => {
        const sorted = inOrder(items);
        const item = sorted[Math.floor(p * (items.length - 1))]!;
        for (const precision of precisions) {
          const found = durationQuantile(tally(durationsMetric({ precision }), items), p)!;
          const most = 1 / (2 ** (precision + 1) + 1);
          // Below the normal doubles there are no leading bits to tell durations apart.
          const slack = 2 ** -1022;
          expect(Math.abs(found - item)).toBeLessThanOrEqual(item * (most + 2 ** -51) + slack);
          expect(found >= sorted[0]! && found <= sorted.at(-1)!).toBe(true);
        }
      }),
    );
  });

  it("comes as near to the worst error as it says, and no nearer", () => {
    for (const precision of precisions) {
      const most = 1 / (2 ** (precision + 1) + 1);
      let worst = 0;
      for (const scale of [2 ** -500, 1, 2 ** 400]) {
        for (let part = 0; part < 2 ** precision; part++) {
          const low = scale * (1 + part / 2 ** precision);
          const high = scale * (1 + (part + 1) / 2 ** precision) * (1 - 2 ** -53);
          for (const item of [low, high]) {
            const counted = tally(durationsMetric({ precision }), [item / 4, item, item, item * 4]);
            const error = Math.abs(durationQuantile(counted, 0.5)! - item) / item;
            expect(error).toBeLessThanOrEqual(most * (1 + 1e-14));
            worst = Math.max(worst, error);
          }
        }
      }
      expect(worst).toBeGreaterThan(most * (1 - 1e-12));
    }
  });

  it("rises with p, from the shortest to the longest", () => {
    const sample = fc.array(duration, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(sample, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (items, shares) => {
        const counted = tally(durationsMetric(), items);
        const found = [0, ...inOrder(shares), 1].map((p) => durationQuantile(counted, p)!);
        expect(found).toEqual(inOrder(found));
        expect([found[0], found.at(-1)]).toEqual([Math.min(...items) + 0, Math.max(...items) + 0]);
      }),
    );
  });

  it("answers, of weights, the first duration that reaches the share of them", () => {
    const pair = fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.nat(20));
    fc.assert(
      fc.property(
        fc.array(pair, { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, p) => {
          const options = { value: ([x]: readonly number[]) => x!, weight: ([, w]: readonly number[]) => w! / 4 };
          const found = durationQuantile(tally(durationsMetric(), rows, options), p);
          const item = weightedQuantile(rows, p, { ...options, rule: "lower" });
          if (item === null || found === null) {
            expect(found).toBe(item);
            return;
          }
          if (p === 1 || p * (rows.filter(([, w]) => w > 0).length - 1) >= rows.length - 1) return;
          expect(Math.abs(found! - item)).toBeLessThanOrEqual(item / 129 + 1e-300);
        },
      ),
    );
  });

  it("weighs those counted before by 1 each as soon as one has a weight", () => {
    const metric = durationsMetric();
    const both = { weight: () => 1.5 };
    const parts = [tally(metric, [1, 1, 1, 1]), tally(metric, [64], both)];
    const merged = [metric.merge(parts[0]!, parts[1]!), metric.merge(parts[1]!, parts[0]!)];
    for (const counted of [...merged, metric.addAll!(parts[0]!, [64], both)]) {
      expect(counted.bins).toStrictEqual([
        [1023 * 64, 4],
        [1029 * 64, 1.5],
      ]);
      expect(metric.read(counted)).toMatchObject({ median: 130 / 129, maximum: 64, weight: 5.5, count: 5 });
      expect([0, 1].map((p) => durationQuantile(counted, p))).toEqual([1, 64]);
      expect(durationQuantile(counted, 0.72)).toBe(130 / 129);
      expect(durationQuantile(counted, 0.73)).toBeGreaterThan(63);
    }
  });

  it("takes durations below 2^−1022 for 0", () => {
    for (const precision of precisions) {
      const { bins } = tally(durationsMetric({ precision }), [0, 5e-324, 2 ** -1022 - 5e-324, 2 ** -1022]);
      expect(bins).toEqual([
        [0, 3],
        [2 ** precision, 1],
      ]);
      const many = new Float64Array(3000).fill(2 ** -1022 - 5e-324).fill(-0, 2000);
      expect(tally(durationsMetric({ precision }), many).bins).toEqual([[0, 3000]]);
    }
  });

  it("has no quantile of nothing, nor of what is no tally of durations", () => {
    expect(durationQuantile(durationsMetric().empty(), 0.5)).toBe(null);
    for (const other of [meanMetric().empty(), {}, null, undefined, { of: "durations 4" }, { of: "durations 66" }]) {
      expect(() => durationQuantile(other as never, 0.5)).toThrow(/^tally must be of durations/);
    }
    expect(() => durationQuantile(durationsMetric().empty(), 1.1)).toThrow("p must be from 0 to 1, got 1.1");
  });
});

describe("durationsFromBins", () => {
  const bitsOf = (item: number) => new BigInt64Array(new Float64Array([item]).buffer)[0]!;

  it("makes the tally that the metric makes, of bins that SQL makes", () => {
    const items = fc.array(
      fc.nat(100_000).map((x) => x / 8),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(items, fc.constantFrom(...precisions), (list, precision) => {
        const rows = new Map<bigint, number>();
        for (const item of list) {
          const bin = bitsOf(item) >> BigInt(52 - precision);
          rows.set(bin, (rows.get(bin) ?? 0) + 1);
        }
        const metric = durationsMetric({ precision, unit: "s" });
        const made = durationsFromBins(rows, {
          precision,
          unit: "s",
          sum: list.reduce((sum, x) => sum + x, 0),
          squares: list.reduce((sum, x) => sum + x * x, 0),
          minimum: list.length === 0 ? null : Math.min(...list),
          maximum: list.length === 0 ? null : Math.max(...list),
        });
        expectSame(made, tally(metric, list));
        expectSame(metric.read(sent(made)), measure(metric, list));
      }),
    );
  });

  it("takes sums as rounded as SQL makes them, and still has no negative spread", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
        (item, count) => {
          let [sum, squares] = [0, 0];
          for (let times = 0; times < count; times++) {
            sum += item;
            squares += item * item;
          }
          const bins: [bigint, number][] = [[bitsOf(item) >> 46n, count]];
          const result = durationsMetric().read(
            durationsFromBins(bins, { sum, squares, minimum: item, maximum: item }),
          );
          expectPlain(result);
          expect(result).toMatchObject({ count, median: item, minimum: item });
          if (count > 1) expect(result.standardDeviation! < item * 1e-4).toBe(true);
        },
      ),
    );
  });

  it("refuses what cannot be", () => {
    const bins: [number, number][] = [
      [65472, 2],
      [65536, 1],
    ];
    const known = { sum: 4, squares: 6, minimum: 1, maximum: 2 };
    expect(durationsFromBins(bins, known).count).toBe(3);
    const refusals: [() => unknown, RegExp][] = [
      [() => durationsFromBins([[1.5, 1]], known), /^bin must be a whole number/],
      [() => durationsFromBins([[-1, 1]], known), /^bin must be a whole number/],
      [() => durationsFromBins([[2 ** 20, 1]], known), /^bin must be one from 0 to 95235, named once/],
      [() => durationsFromBins([...bins, [65472, 1]], known), /named once, got 65472/],
      [() => durationsFromBins([[65472, -1]], known), /^count must be/],
      [() => durationsFromBins([[65472, 2 ** 53]], known), /^count must be/],
      [() => durationsFromBins(7 as never, known), /^bins must be iterable/],
      [() => durationsFromBins(bins, { ...known, sum: 9 }), /^sum must lie between/],
      [() => durationsFromBins(bins, { ...known, sum: Number.NaN }), /^sum must lie between/],
      [() => durationsFromBins(bins, { ...known, squares: 5 }), /^squares must lie between/],
      [() => durationsFromBins(bins, { ...known, squares: 9 }), /^squares must lie between/],
      [() => durationsFromBins(bins, { ...known, minimum: 0.5 }), /^minimum must lie in bin 65472, got 0.5/],
      [() => durationsFromBins(bins, { ...known, maximum: 3 }), /^maximum must lie in bin 65536, got 3/],
      [() => durationsFromBins(bins, { ...known, minimum: null }), /^minimum must lie in bin 65472, got null/],
      [
        () => durationsFromBins(bins, { ...known, maximum: undefined as never }),
        /^maximum must lie in bin 65536, got undefined/,
      ],
      [() => durationsFromBins(bins, { ...known, sum: 4n as never }), /^sum must lie between .*, got 4n$/],
      [() => durationsFromBins([], known), /^minimum must be null of no durations, got 1/],
      [() => durationsFromBins(bins, { ...known, missing: -1 }), /^missing must be/],
      [() => durationsFromBins(bins, { ...known, precision: 8 as never }), /^precision must be 5, 6 or 7/],
    ];
    for (const [work, message] of refusals) expect(thrown(work).message).toMatch(message);
  });
});

for (const precision of precisions) {
  itKeepsTheLaws(
    `durations of precision ${precision}`,
    () => durationsMetric({ precision }),
    {
      observation: durationOrNone,
      weighable: weighableOrNone.map((item) => (typeof item === "number" ? Math.abs(item) : item)),
    },
    {
      headline: (result) => result.mean,
      foreign: [meanMetric().empty(), durationsMetric({ precision, unit: "s" }).empty()],
      slack: (items) => 1e-12 * Math.max(0, ...known(items), ...known(items).map((item) => item ** 2)),
      jumps: ["median", "p90"],
      maxLength: 25,
    },
  );
}
