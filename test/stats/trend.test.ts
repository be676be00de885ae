import {
  changePoint,
  compareShares,
  confidenceSequence,
  differenceInDifferences,
  mannKendall,
  mean,
  meanInterval,
  npsInterval,
  shareInterval,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { value as anyValue } from "../arbitraries.ts";
import { confidence, ghosts, groups, shares } from "./interval-arbitraries.ts";

const whole = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 30 });

describe("a trend", () => {
  it("of a line is its slope, with the line's value at the first period", () => {
    const trend = mannKendall(Array.from({ length: 12 }, (_, period) => 5 + 3 * period));
    expect(trend).toMatchObject({
      estimate: 3,
      lower: 3,
      upper: 3,
      intercept: 5,
      tau: 1,
      s: 66,
      autocorrelation: null,
    });
    expect(trend.pValue!).toBeLessThan(1e-4);
  });

  it("of equal values is none: slope 0, p = 1", () => {
    expect(mannKendall([5, 5, 5, 5, 5])).toMatchObject({
      estimate: 0,
      lower: 0,
      upper: 0,
      pValue: 1,
      tau: null,
      s: 0,
      variance: 0,
    });
  });

  it("needs two values", () => {
    expect(mannKendall([5])).toMatchObject({
      estimate: null,
      lower: null,
      upper: null,
      pValue: null,
      intercept: null,
      count: 1,
      reason: "a trend needs two values",
    });
    expect(mannKendall([])).toMatchObject({ estimate: null, count: 0, fewPoints: true });
  });

  it("of so few values that none of their orders is beyond chance has no limits", () => {
    for (const series of [
      [1, 2],
      [5, 5],
      [1, 2, 4],
      [5, 5, 5],
      [1, 1, 1, 2],
      [3, 1, 4, 9],
    ]) {
      const { lower, upper, reason, estimate } = mannKendall(series);
      expect([lower, upper, reason], `${series}`).toEqual([null, null, "too few values for limits"]);
      expect(estimate).not.toBeNull();
    }
    expect(mannKendall([1, 2, 4, 3, 6])).toMatchObject({ lower: -1, upper: 3 });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), confidence, (count, level) => {
        const rising = Array.from({ length: count }, (_, period) => period * period);
        const { lower, pValue } = mannKendall(rising, { confidence: level });
        expect(lower === null).toBe(pValue! >= 1 - level);
      }),
    );
  });

  it("holds the slope as often as it says, over all orders of the errors", () => {
    const orders = (of: readonly number[]): number[][] =>
      of.length < 2
        ? [[...of]]
        : of.flatMap((one, at) => orders(of.filter((_, place) => place !== at)).map((rest) => [one, ...rest]));
    for (let count = 2; count <= 7; count++) {
      const errors = Array.from({ length: count }, (_, place) => 2 ** place);
      const all = orders(errors).map((series) => mannKendall(series));
      const known = all.filter(({ lower }) => lower !== null);
      const holding = known.filter(({ lower, upper }) => lower! <= 0 && upper! >= 0);
      expect(known.length, `${count}`).toBe(count < 5 ? 0 : all.length);
      expect(holding.length, `${count}`).toBeGreaterThanOrEqual(0.93 * known.length);
    }
  });

  it("turns with the values, in time and in sign", () => {
    fc.assert(
      fc.property(whole, confidence, (values, sure) => {
        const trend = mannKendall(values, { confidence: sure });
        for (const turned of [values.map((value) => -value), [...values].reverse()]) {
          const other = mannKendall(turned, { confidence: sure });
          expect([other.s, other.pValue, other.variance]).toEqual([0 - trend.s, trend.pValue, trend.variance]);
          expect(other.estimate!).toBeCloseTo(0 - trend.estimate!, 12);
          if (trend.lower === null) expect([other.lower, other.upper]).toEqual([null, null]);
          else {
            expect(other.lower!).toBeCloseTo(0 - trend.upper!, 6);
            expect(other.upper!).toBeCloseTo(0 - trend.lower!, 6);
          }
        }
        if (trend.lower === null) return;
        expect(trend.lower! <= trend.estimate! + 1e-9 && trend.upper! >= trend.estimate! - 1e-9).toBe(true);
      }),
    );
  });

  it("has the statistic that counting pairs gives, and the slope that half the pairs exceed", () => {
    fc.assert(
      fc.property(whole, (values) => {
        const slopes = values.flatMap((late, j) => values.slice(0, j).map((early, i) => (late - early) / (j - i)));
        const { s, estimate } = mannKendall(values);
        expect(s).toBe(slopes.filter((slope) => slope > 0).length - slopes.filter((slope) => slope < 0).length);
        expect(slopes.filter((slope) => slope < estimate! - 1e-12).length).toBeLessThanOrEqual(slopes.length / 2);
        expect(slopes.filter((slope) => slope > estimate! + 1e-12).length).toBeLessThanOrEqual(slopes.length / 2);
      }),
    );
  });

  it("has the variance of the statistic over all orders of the values, ties included", () => {
    const orders = (values: readonly number[]): number[][] =>
      values.length < 2
        ? [[...values]]
        : values.flatMap((value, index) =>
            orders(values.filter((_, place) => place !== index)).map((rest) => [value, ...rest]),
          );
    for (const values of [
      [1, 2, 3, 4, 5],
      [1, 1, 2, 3, 3],
      [1, 1, 1, 2, 2, 3],
      [4, 4, 4, 4, 1],
    ]) {
      const all = orders(values).map((order) => mannKendall(order).s);
      const variance = all.reduce((sum, s) => sum + s * s, 0) / all.length;
      expect(mannKendall(values).variance).toBeCloseTo(variance, 9);
    }
  });

  it("and a change point of any values are numbers", () => {
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 25 }), (values) => {
        expect(ghosts([mannKendall(values), changePoint(values)])).toEqual([]);
      }),
    );
    const tiny = -Number.MIN_VALUE;
    expect(ghosts([mannKendall([tiny, -0, -1e-160, tiny]), mannKendall([0, 0, 0, 0, 0, 0, tiny, 0])])).toEqual([]);
  });

  it("shows neighbours that belong together", () => {
    const waves = Array.from({ length: 40 }, (_, period) => Math.sin(period / 4));
    expect(mannKendall(waves).autocorrelation!).toBeGreaterThan(0.8);
    expect(mannKendall([1, -1, 1, -1, 1, -1, 1, -1]).autocorrelation!).toBeLessThan(-0.7);
    // By the definition, of residuals whose mean is not 0.
    const { autocorrelation, estimate, intercept } = mannKendall([1, 3, 2, 4, 11]);
    const residuals = [1, 3, 2, 4, 11].map((value, period) => value - intercept! - estimate! * period);
    const mean = residuals.reduce((sum, one) => sum + one, 0) / 5;
    const around = residuals.map((one) => one - mean);
    const lagged = around.slice(1).reduce((sum, one, index) => sum + one * around[index]!, 0);
    expect(autocorrelation).toBeCloseTo(lagged / around.reduce((sum, one) => sum + one * one, 0), 12);
    expect(mannKendall([2, 4, 6, 8, 10]).autocorrelation).toBeNull();
  });

  it("of fewer than eight values is told to be of few", () => {
    const told = (count: number) => mannKendall(Array.from({ length: count }, (_, at) => at % 3)).fewPoints;
    expect([0, 7, 8].map(told)).toEqual([true, true, false]);
  });
});

describe("a change point", () => {
  it("is where two levels meet", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 9 }),
        (first, second, step) => {
          const values = [...new Array(first).fill(3), ...new Array(second).fill(3 + step)];
          expect(changePoint(values)).toMatchObject({
            index: first,
            before: 3,
            after: 3 + step,
            statistic: first * second,
          });
        },
      ),
    );
  });

  it("has the statistic of comparing all before with all after", () => {
    fc.assert(
      fc.property(whole, (values) => {
        const differences = values.map((_, at) =>
          values
            .slice(0, at)
            .reduce((sum, early) => sum + values.slice(at).reduce((all, late) => all + Math.sign(early - late), 0), 0),
        );
        const { statistic, index } = changePoint(values);
        expect(statistic).toBe(Math.max(...differences.map(Math.abs)));
        if (statistic > 0) expect(index).toBe(differences.map(Math.abs).indexOf(statistic));
      }),
    );
  });

  it("does not mind how far the values lie apart, only which is larger", () => {
    fc.assert(
      fc.property(whole, (values) => {
        const { index, pValue, statistic } = changePoint(values);
        expect(changePoint(values.map((value) => value ** 3))).toMatchObject({ index, pValue, statistic });
        expect(changePoint(values.map((value) => -value))).toMatchObject({ index, pValue, statistic });
      }),
    );
  });

  it("does not exist of one value, or of equal ones", () => {
    expect(changePoint([])).toEqual({
      index: null,
      pValue: null,
      statistic: 0,
      before: null,
      after: null,
      count: 0,
      fewPoints: true,
      reason: "a change needs two values",
    });
    expect(changePoint([4, 4, 4])).toMatchObject({ index: null, pValue: 1, reason: "all values are equal" });
  });
});

describe("a confidence sequence", () => {
  it("is wider than the interval of one look, and narrows as the stream goes on", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 30, max: 1e7 }),
        fc.double({ min: 0.5, max: 0.9999, noNaN: true }),
        (count, sure) => {
          const at = (n: number) =>
            confidenceSequence({ count: n, mean: 0, standardDeviation: 1 }, { confidence: sure }).upper!;
          const once = meanInterval({ count, mean: 0, standardError: 1 / Math.sqrt(count) }, { confidence: sure })
            .upper!;
          expect(at(count)).toBeGreaterThan(once);
          expect(at(2 * count)).toBeLessThan(at(count));
        },
      ),
    );
  });

  it("is at its tightest, for its number of values, near where it is set", () => {
    const width = (tightestAt: number) =>
      confidenceSequence({ count: 1000, mean: 0, standardDeviation: 1 }, { tightestAt }).upper!;
    const set = width(1000);
    for (const other of [10, 100, 10_000, 100_000]) expect(width(other)).toBeGreaterThan(set);
  });

  it("leaves the truth out no more often than promised, looking after every value: 2,000 seeded streams", () => {
    let state = 1;
    // Mulberry32.
    const random = () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
    let left = 0;
    let leftByOne = 0;
    for (let stream = 0; stream < 2000; stream++) {
      let [sum, squares] = [0, 0];
      let [out, outByOne] = [false, false];
      for (let count = 1; count <= 500; count++) {
        const value = random();
        sum += value;
        squares += value * value;
        if (count < 50) continue;
        const standardDeviation = Math.sqrt((squares - (sum * sum) / count) / (count - 1));
        const always = confidenceSequence({ count, mean: sum / count, standardDeviation });
        out ||= always.lower! > 0.5 || always.upper! < 0.5;
        outByOne ||= Math.abs(sum / count - 0.5) > (1.959964 * standardDeviation) / Math.sqrt(count);
      }
      left += Number(out);
      leftByOne += Number(outByOne);
    }
    expect(left / 2000).toBeLessThanOrEqual(0.05);
    // What looking again and again does to an interval made for one look.
    expect(leftByOne / 2000).toBeGreaterThan(0.25);
  });

  it("needs values that vary", () => {
    expect(confidenceSequence(mean([]))).toMatchObject({ estimate: null, lower: null, reason: "the sample is empty" });
    expect(confidenceSequence(mean([4]))).toMatchObject({
      estimate: 4,
      lower: null,
      reason: "a spread needs two values",
    });
    expect(confidenceSequence(mean([4, 4]))).toMatchObject({
      estimate: 4,
      upper: null,
      reason: "the values do not vary",
    });
  });

  it("is a number at any confidence", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ min: 1e-300, max: 1 - 2 ** -53, noNaN: true }), confidence),
        fc.integer({ min: 2, max: 2 ** 53 - 1 }),
        (sure, count) => {
          const sequence = confidenceSequence({ count, mean: 3, standardDeviation: 2 }, { confidence: sure });
          expect(ghosts(sequence)).toEqual([]);
          expect(sequence.lower! <= 3 && sequence.upper! >= 3).toBe(true);
        },
      ),
    );
  });
});

describe("a difference in differences", () => {
  const four = <Sample>(sample: fc.Arbitrary<Sample>) => fc.tuple(sample, sample, sample, sample);
  const waves = <Sample>([a, b, c, d]: readonly Sample[]) => ({
    treated: { before: a!, after: b! },
    control: { before: c!, after: d! },
  });

  it("is the change less the control's change, with the limits of all four", () => {
    fc.assert(
      fc.property(four(groups), confidence, (samples, sure) => {
        const { difference, lower, upper, pValue } = differenceInDifferences(waves(samples), npsInterval, {
          confidence: sure,
        });
        const [a, b, c, d] = samples.map((sample) => npsInterval(sample, { confidence: sure })) as [
          ReturnType<typeof npsInterval>,
          ReturnType<typeof npsInterval>,
          ReturnType<typeof npsInterval>,
          ReturnType<typeof npsInterval>,
        ];
        expect(difference!).toBeCloseTo(b.estimate! - a.estimate! - (d.estimate! - c.estimate!), 9);
        const down = Math.hypot(
          b.estimate! - b.lower!,
          a.upper! - a.estimate!,
          d.upper! - d.estimate!,
          c.estimate! - c.lower!,
        );
        const up = Math.hypot(
          b.upper! - b.estimate!,
          a.estimate! - a.lower!,
          d.estimate! - d.lower!,
          c.upper! - c.estimate!,
        );
        expect(lower!).toBeCloseTo(difference! - down, 8);
        expect(upper!).toBeCloseTo(difference! + up, 8);
        expect(lower! >= -400 - 1e-9 && upper! <= 400 + 1e-9).toBe(true);
        if (Math.abs(pValue! - (1 - sure)) > 1e-9) expect(pValue! < 1 - sure).toBe(lower! > 0 || upper! < 0);
      }),
    );
  });

  it("of a control that does not change is little surer than the change itself", () => {
    const huge = { numerator: 4e15, denominator: 8e15 };
    fc.assert(
      fc.property(shares, shares, (before, after) => {
        const alone = compareShares(after, before);
        const both = differenceInDifferences(
          { treated: { before, after }, control: { before: huge, after: huge } },
          shareInterval,
        );
        expect(both.difference!).toBeCloseTo(alone.difference!, 12);
        expect(Math.abs(both.lower! - alone.lower!)).toBeLessThan(1e-4);
        expect(both.upper! - both.lower!).toBeGreaterThanOrEqual((alone.upper! - alone.lower!) * (1 - 1e-12));
        if (before.denominator < 1e5 && after.denominator < 1e5) expect(both.pValue!).toBeCloseTo(alone.pValue!, 3);
      }),
    );
  });

  it("changes its sign with the groups and with time", () => {
    fc.assert(
      fc.property(four(shares), ([a, b, c, d]) => {
        const there = differenceInDifferences(waves([a, b, c, d]), shareInterval);
        for (const back of [waves([c, d, a, b]), waves([b, a, d, c])]) {
          const { difference, lower, upper, pValue } = differenceInDifferences(back, shareInterval);
          expect(difference!).toBeCloseTo(0 - there.difference!, 12);
          expect(lower!).toBeCloseTo(0 - there.upper!, 12);
          expect(upper!).toBeCloseTo(0 - there.lower!, 12);
          // Of a difference that is 0 but for rounding, p is 1 but for little.
          expect(pValue!).toBeCloseTo(there.pValue!, 6);
        }
      }),
    );
  });

  it("has no limits where a sample has none, or none varies, and says why", () => {
    const [some, none] = [mean([1, 2, 3]), mean([])];
    expect(differenceInDifferences(waves([some, some, some, none]), meanInterval)).toEqual({
      difference: null,
      lower: null,
      upper: null,
      pValue: null,
      confidence: 0.95,
      method: "mover",
      reason: "the sample is empty",
    });
    expect(differenceInDifferences(waves([some, mean([7]), some, some]), meanInterval)).toMatchObject({
      difference: 5,
      lower: null,
      reason: "a spread needs two values",
    });
    const flat = mean([2, 2]);
    expect(differenceInDifferences(waves([flat, flat, flat, flat]), meanInterval)).toMatchObject({
      difference: 0,
      lower: null,
      reason: "no sample varies",
    });
  });

  it("has a p-value no smaller than what can be told from 0", () => {
    const [low, high] = [
      { numerator: 1, denominator: 1e6 },
      { numerator: 999_999, denominator: 1e6 },
    ];
    expect(differenceInDifferences(waves([low, high, high, low]), shareInterval).pValue).toBe(1e-15);
    expect(differenceInDifferences(waves([low, low, low, low]), shareInterval).pValue).toBe(1);
  });
});

describe("what has no trend and no change", () => {
  it("is refused by name", () => {
    expect(() => mannKendall([1, Infinity])).toThrow(
      new RangeError("value must be a finite number of at most 1e+140 in size, got Infinity at index 1"),
    );
    expect(() => mannKendall(new Array(5001).fill(1))).toThrow(new RangeError("values must be at most 5000, got 5001"));
    expect(() => mannKendall([1, 2], { confidence: 95 })).toThrow(RangeError);
    expect(() => changePoint(["1" as never])).toThrow(
      new TypeError('value must be a finite number of at most 1e+140 in size, got "1" at index 0'),
    );
    expect(() => changePoint("12" as never)).toThrow(new TypeError('values must be iterable and no string, got "12"'));
    expect(() => confidenceSequence({ count: -1, mean: 1, standardDeviation: 1 })).toThrow(
      new RangeError("count must be a whole number, 0 or more, got -1"),
    );
    expect(() => confidenceSequence({ count: 3, mean: Number.NaN, standardDeviation: 1 })).toThrow(
      new RangeError("mean must be a finite number of at most 1e150 in size, got NaN"),
    );
    expect(() => confidenceSequence({ count: 3, mean: 1, standardDeviation: -1 })).toThrow(
      new RangeError("standardDeviation must be a number, 0 or more and at most 1e150, got -1"),
    );
    expect(() => confidenceSequence({ count: 3, mean: 1, standardDeviation: 1 }, { tightestAt: 0 })).toThrow(
      new RangeError("tightestAt must be a whole number, 1 or more, got 0"),
    );
    expect(() => differenceInDifferences({} as never, undefined as never)).toThrow(
      new TypeError("interval must be a function, got undefined"),
    );
  });
});

describe("an interval that is none", () => {
  it("is refused before anything is told of it", () => {
    const before = { numerator: 1, denominator: 2 };
    const waves = { treated: { before, after: before }, control: { before, after: before } };
    for (const limit of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const interval = () => ({ estimate: 0, lower: limit, upper: 1, confidence: 0.95, method: "own" });
      expect(() => differenceInDifferences(waves, interval)).toThrow(/^interval must answer with an interval/);
    }
  });
});
