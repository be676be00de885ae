import {
  compareMeans,
  compareMeansPaired,
  compareMeansPooled,
  durationMeanInterval,
  durations,
  geometricMean,
  geometricMeanInterval,
  hedgesG,
  logNormalMeanInterval,
  mean,
  meanInterval,
  meanPower,
  meanSampleSize,
  medianAbsoluteDeviation,
  ratings,
  trimmedMean,
  trimmedMeanInterval,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noncentralTail } from "../../src/stats/noncentral-t.ts";
import { studentTail } from "../../src/stats/student.ts";
import { duration, value } from "../arbitraries.ts";
import { expectNear, expectNone } from "../golden.ts";
import { expectClose, expectPlain, expectSame, generated, thrown } from "../laws.ts";

const confidence = fc.double({ min: 0.01, max: 0.999, noNaN: true });
const positive = fc.double({ min: 1e-3, max: 1e4, noNaN: true });

describe("durationMeanInterval", () => {
  it("has no limits of nothing, of one duration, of none but zeros", () => {
    expect(durationMeanInterval(durations([]))).toMatchObject({ estimate: null, reason: "the sample is empty" });
    expect(durationMeanInterval(durations([5]))).toMatchObject({ estimate: 5, reason: "a spread needs two values" });
    expect(durationMeanInterval(durations([0, 0]))).toMatchObject({ estimate: 0, lower: null, upper: null });
    expect(durationMeanInterval(durations([4, 4]))).toMatchObject({ estimate: 4, lower: 4, upper: 4 });
    const beyond = durationMeanInterval(durations([0, 0, 0, 1]), { confidence: 1 - 1e-9 });
    expect(beyond).toMatchObject({ upper: null, reason: "the upper limit is beyond every number" });
    expectPlain(beyond);
  });

  it("refuses a negative mean and what is no sample", () => {
    expect(() => durationMeanInterval(mean([-5, 1]))).toThrow("mean must be 0 or more, got -2");
    expect(() => durationMeanInterval({ count: 2, mean: Number.NaN, standardError: 1 })).toThrow(/^mean must be/);
    expect(() => durationMeanInterval({ count: -1, mean: 1, standardError: 1 })).toThrow(/^count must be/);
    expect(() => durationMeanInterval(durations([1, 2]), { confidence: 95 })).toThrow(/^confidence must be/);
  });

  it("holds the mean, is nested in confidence, positive, and longer above than below", () => {
    fc.assert(
      fc.property(fc.array(duration, { maxLength: 30 }), confidence, (items, level) => {
        const interval = durationMeanInterval(durations(items), { confidence: level });
        expectPlain(interval);
        const { estimate, lower, upper } = interval;
        if (lower === null || upper === null) return;
        expect(lower >= 0 && lower <= estimate! && estimate! <= upper).toBe(true);
        expect(upper - estimate! >= (estimate! - lower) * (1 - 1e-9)).toBe(true);
        const wider = durationMeanInterval(durations(items), { confidence: (1 + level) / 2 });
        expect(wider.lower! <= lower && (wider.upper ?? Infinity) >= upper).toBe(true);
      }),
    );
  });

  it("nears the plain t interval where the spread is small, and takes weighted samples", () => {
    const items = Array.from({ length: 50 }, (_, index) => 1e4 + index);
    const [one, other] = [durationMeanInterval(durations(items)), meanInterval(mean(items))];
    expectNear(one.lower, other.lower!, "lower", { relative: 1e-6 });
    expectNear(one.upper, other.upper!, "upper", { relative: 1e-6 });
    const weighted = durationMeanInterval(durations([2, 4, 9], { weight: (_, index) => index + 1 }));
    expectNear(weighted.estimate, 37 / 6, "weighted");
    expect(weighted.lower! < weighted.estimate!).toBe(true);
  });
});

describe("trimmedMean", () => {
  it("has nothing of nothing, and no interval of one value kept", () => {
    expect(trimmedMean([])).toMatchObject({
      mean: null,
      standardError: null,
      winsorizedMean: null,
      count: 0,
      trimmed: 0,
    });
    expectNone(trimmedMeanInterval(trimmedMean([])), "empty");
    const one = trimmedMean([1, 2, 30], { trim: 0.4 });
    expect(one).toMatchObject({ mean: 2, count: 1, trimmed: 2, standardError: null, winsorizedStandardDeviation: 0 });
    expectNone(trimmedMeanInterval(one), "one kept");
  });

  it("leaves null out, takes rows and any input, writes to none", () => {
    const list = new Float64Array([9, 1, 2, 3, 100]);
    const expected = trimmedMean([9, 1, 2, 3, 100]);
    expectSame(trimmedMean(list), expected);
    expect([...list]).toEqual([9, 1, 2, 3, 100]);
    expectSame(trimmedMean(generated([null, ...list])), expected);
    expectSame(
      trimmedMean(
        [...list].map((x) => ({ x })),
        { value: (row) => row.x },
      ),
      expected,
    );
  });

  it("refuses what cannot be", () => {
    for (const trim of [-0.1, 0.5, 1, Number.NaN, "0.2"]) {
      expect(() => trimmedMean([1], { trim: trim as number })).toThrow(/^trim must be from 0 to below 0.5, got /);
    }
    expect(() => trimmedMean([1, Number.NaN])).toThrow("value must be a finite number, got NaN at index 1");
    expect(() => trimmedMean([1, -1e141])).toThrow(/^value must be a finite number of at most 1e\+140 in size/);
    expect(() => trimmedMeanInterval(trimmedMean([1, 2]), { confidence: 0 })).toThrow(/^confidence must be/);
  });

  it("lies between the values kept, whatever the ends are", () => {
    const list = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 5, maxLength: 40 });
    fc.assert(
      fc.property(list, fc.double({ min: 0.2, max: 0.49, noNaN: true }), value, (items, trim, far) => {
        const sorted = [...items].sort((a, b) => a - b);
        const cut = Math.floor(trim * items.length);
        const result = trimmedMean(items, { trim });
        expectPlain(result);
        expect(result.mean! >= sorted[cut]! && result.mean! <= sorted[items.length - 1 - cut]!).toBe(true);
        const stretched = [...sorted.slice(0, -1), sorted.at(-1)! + Math.abs(far)];
        expectSame(trimmedMean(stretched, { trim }), result);
        const { lower, upper } = trimmedMeanInterval(result);
        if (lower !== null && upper !== null) expect(lower <= result.mean! && result.mean! <= upper).toBe(true);
      }),
    );
  });

  it("has a bare deviation that moves and stretches with the values", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1 }),
        fc.integer({ min: -9, max: 9 }),
        (list, by) => {
          const bare = (of: (x: number) => number) => medianAbsoluteDeviation(list.map(of), { scale: 1 })!;
          expect(bare((x) => by * x + 5)).toBe(Math.abs(by) * bare((x) => x));
        },
      ),
    );
    expect(() => medianAbsoluteDeviation([-Number.MAX_VALUE, 0, Number.MAX_VALUE, -Number.MAX_VALUE])).toThrow(
      RangeError,
    );
  });
});

describe("geometricMean", () => {
  it("is e to the mean of the logarithms", () => {
    const result = geometricMean([2, 8, null]);
    expectClose(result.geometricMean, 4);
    expectClose(result.logMean, Math.log(4));
    expect(result).toMatchObject({ count: 2, definition: { metric: "geometricMean" } });
    expect(geometricMean([])).toMatchObject({
      geometricMean: null,
      logMean: null,
      logStandardDeviation: null,
      count: 0,
    });
    expect(geometricMeanInterval(geometricMean([]))).toMatchObject({ estimate: null, reason: "the sample is empty" });
    expect(logNormalMeanInterval(geometricMean([]))).toMatchObject({ estimate: null, reason: "the sample is empty" });
    expect(geometricMeanInterval(geometricMean([7, 7])).lower).toBe(geometricMean([7, 7]).geometricMean);
    expect(logNormalMeanInterval(geometricMean([7, 7])).upper).toBe(geometricMean([7, 7]).geometricMean);
  });

  it("never leaves the numbers", () => {
    const far = geometricMean([5e-324, Number.MAX_VALUE]);
    expect(far.geometricStandardDeviation).toBe(null);
    for (const result of [far, geometricMean([Number.MAX_VALUE, Number.MAX_VALUE]), geometricMean([5e-324])]) {
      expectPlain(result);
      expectPlain(geometricMeanInterval(result));
      expectPlain(logNormalMeanInterval(result));
    }
    expect(geometricMeanInterval(far)).toMatchObject({ upper: null, reason: "the upper limit is beyond every number" });
  });

  it("refuses what is not above 0", () => {
    expect(() => geometricMean([1, null, 0])).toThrow(new RangeError("value must be above 0, got 0 at index 2"));
    const rows = [{ spent: null }, { spent: -2 }];
    expect(() => geometricMean(rows, { value: (row) => row.spent })).toThrow(
      "value must be above 0, got -2 at index 1",
    );
    expect(() => geometricMean(rows, { value: "spent" as never })).toThrow('value must be a function, got "spent"');
    expect(() => geometricMean(["1" as never])).toThrow(/^value must be a finite number, got "1" at index 0/);
    expect(() => logNormalMeanInterval(geometricMean([1, 2]), { method: "zou" as never })).toThrow(/^method must be/);
  });

  it("is at most the mean, and scales with the unit", () => {
    fc.assert(
      fc.property(fc.array(positive, { minLength: 1 }), (list) => {
        const { geometricMean: middle } = geometricMean(list);
        expect(middle! <= mean(list).mean! * (1 + 1e-12)).toBe(true);
        expectClose(geometricMean(list.map((x) => 60 * x)).geometricMean, 60 * middle!);
        const interval = geometricMeanInterval(geometricMean(list));
        if (interval.lower !== null && interval.upper !== null) {
          expectClose(Math.sqrt(interval.lower) * Math.sqrt(interval.upper), middle, 1e-200);
        }
      }),
    );
  });
});

describe("compareMeansPaired", () => {
  it("counts complete pairs and those that are not", () => {
    const change = compareMeansPaired([
      [5, 4],
      [6, null],
      [null, 3],
      [null, undefined],
      [3, 5],
    ]);
    expect(change).toMatchObject({ difference: 0.5, count: 2, incomplete: 3 });
    expect(compareMeansPaired([])).toMatchObject({ difference: null, reason: "there is no complete pair", count: 0 });
    expect(compareMeansPaired([[1, 2]])).toMatchObject({ difference: 1, reason: "a spread needs two complete pairs" });
    const alike = compareMeansPaired([
      [1, 2],
      [3, 4],
    ]);
    expect(alike).toMatchObject({ difference: 1, lower: null, pValue: null, reason: "all change alike" });
  });

  it("takes changes that only rounding tells apart for the same", () => {
    const tenths = compareMeansPaired([
      [0.1, 0.2],
      [0.2, 0.3],
      [0.7, 0.8],
    ]);
    expect(tenths.difference).toBeCloseTo(0.1, 15);
    expect(tenths).toMatchObject({ lower: null, upper: null, pValue: null, reason: "all change alike" });
    const two = compareMeansPaired([
      [1, 2],
      [1, 2 + 4e-15],
    ]);
    expect(two.lower).not.toBeNull();
    // One whose values are so large that their digits end before those of the others keeps nobody else's change from counting.
    const large = compareMeansPaired([
      [1e16, 1e16],
      [3, 4],
      [3, 5],
    ]);
    expect(large).toMatchObject({ difference: 1 });
    expect(large.lower).not.toBeNull();
  });

  it("refuses what is no pair of numbers", () => {
    expect(() => compareMeansPaired([[1, Number.NaN]])).toThrow("value must be a finite number, got NaN at index 0");
    expect(() =>
      compareMeansPaired([
        [1, 2],
        ["3", 4],
      ] as never),
    ).toThrow('got "3" at index 1');
    expect(() =>
      compareMeansPaired([
        [1, 2],
        [-1e140, 1e140],
      ]),
    ).toThrow("change must be a finite number of at most 1e140 in size, got 2e+140 at index 1");
    expect(() => compareMeansPaired([[null, "4"]] as never)).toThrow('got "4" at index 0');
    expect(() => compareMeansPaired([1, 2] as never)).toThrow("pair must be [first, second], got 1 at index 0");
    expect(() => compareMeansPaired(3 as never)).toThrow(/^pairs must be iterable/);
    expect(() => compareMeansPaired([{ a: 1 }] as never, { first: () => 1 } as never)).toThrow(
      /^second must be a function/,
    );
    expect(() => compareMeansPaired([[1, 2]], { confidence: 2 })).toThrow(/^confidence must be/);
  });

  it("changes its sign with the waves, and is one mean of changes", () => {
    const whole = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.tuple(whole, whole)), confidence, (pairs, level) => {
        const change = compareMeansPaired(pairs, { confidence: level });
        expectPlain(change);
        const back = compareMeansPaired(pairs, {
          first: (pair: [number, number]) => pair[1],
          second: (pair: [number, number]) => pair[0],
          confidence: level,
        });
        if (change.lower === null || change.upper === null) return;
        expectSame([back.difference! + change.difference!, back.lower! + change.upper], [0, 0]);
        const changes = meanInterval(mean(pairs.map(([a, b]) => b - a)), { confidence: level });
        expectClose(
          [change.difference, change.lower, change.upper],
          [changes.estimate, changes.lower, changes.upper],
          1e-12,
        );
        // The interval leaves 0 out just where the p-value is below 1 − confidence.
        if (Math.abs(change.pValue! - (1 - level)) > 1e-9) {
          expect(change.lower > 0 || change.upper < 0).toBe(change.pValue! < 1 - level);
        }
      }),
    );
  });
});

describe("compareMeansPooled and hedgesG", () => {
  it("have nothing where there is no common spread", () => {
    const reasons: [number[], number[], string][] = [
      [[], [1, 2], "a sample is empty"],
      [[1], [2], "a spread needs three values in both samples together"],
      [[1, 1], [2, 2], "neither sample varies"],
    ];
    for (const [first, second, reason] of reasons) {
      expect(compareMeansPooled(mean(first), mean(second))).toMatchObject({
        lower: null,
        upper: null,
        pValue: null,
        reason,
      });
      expect(hedgesG(mean(first), mean(second))).toMatchObject({ effectSize: null, cohensD: null, reason });
    }
    expect(compareMeansPooled(mean([1]), mean([2, 4])).difference).toBe(-2);
    expect(hedgesG(mean([]), mean([])).degreesOfFreedom).toBe(0);
  });

  it("have no −0 where a difference is nothing beside the spread", () => {
    const { cohensD, effectSize } = hedgesG(
      { count: 2, mean: 0, standardDeviation: 1e140 },
      { count: 2, mean: 1e-300, standardDeviation: 1e140 },
    );
    expect([cohensD, effectSize]).toEqual([0, 0]);
  });

  it("take ratings and durations, and no weighted samples", () => {
    const [a, b] = [ratings([5, 4, 4], { scale: [1, 5] }), ratings([2, 3, 4], { scale: [1, 5] })];
    expectClose(hedgesG(a, b), hedgesG(durations([5, 4, 4]), durations([2, 3, 4])));
    const weighted = mean([1, 2], { weight: () => 2 });
    for (const work of [() => hedgesG(weighted, a), () => compareMeansPooled(a, weighted)]) {
      expect(work).toThrow("samples must not be weighted");
    }
    expect(() => hedgesG({ count: 2, mean: 1, standardDeviation: -1 }, a)).toThrow(/^standardDeviation must be/);
    expect(() => hedgesG({ count: 2, mean: null, standardDeviation: 1 }, a)).toThrow(/^mean must be/);
    expect(() => hedgesG({ count: 1.5, mean: 1, standardDeviation: 1 }, a)).toThrow(/^count must be/);
  });

  it("change their sign with the groups; pooled is Welch's where groups are alike in size and spread", () => {
    const list = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 20 });
    fc.assert(
      fc.property(list, list, (first, second) => {
        const [a, b] = [mean(first), mean(second)];
        const [one, other] = [compareMeansPooled(a, b), compareMeansPooled(b, a)];
        expectPlain([one, hedgesG(a, b)]);
        if (one.lower === null) return;
        expectSame([one.difference! + other.difference!, one.lower + other.upper!, one.pValue], [0, 0, other.pValue]);
        expect(hedgesG(a, b).effectSize! + hedgesG(b, a).effectSize!).toBe(0);
        const moved = mean(first.map((x) => x + 3));
        const [pooled, welch] = [compareMeansPooled(a, moved), compareMeans(a, moved)];
        if (pooled.lower !== null && welch.lower !== null) expectClose(pooled.pValue, welch.pValue, 1e-9);
      }),
    );
  });
});

describe("meanPower and meanSampleSize", () => {
  it("refuse what is no plan", () => {
    const plan = { difference: 1, standardDeviation: 1, size: 10 };
    expect(() => meanPower({ ...plan, difference: 0 })).toThrow("difference must be a number other than 0, got 0");
    expect(() => meanPower({ ...plan, difference: Number.NaN })).toThrow(/^difference must be/);
    expect(() => meanPower({ ...plan, standardDeviation: 0 })).toThrow(/^standardDeviation must be a number above 0/);
    expect(() => meanPower({ ...plan, size: 1 })).toThrow("size must be from 2 to 1e12, got 1");
    expect(() => meanPower({ ...plan, design: "crossed" as never })).toThrow(/^design must be/);
    expect(() => meanSampleSize({ ...plan, power: 1 })).toThrow(/^power must be between 0 and 1/);
    expect(() => meanSampleSize({ ...plan, confidence: 95 })).toThrow(/^confidence must be/);
    expect(() => meanSampleSize({ difference: 1e-9, standardDeviation: 1 })).toThrow(/^difference must be so large/);
    expect(thrown(() => meanPower({ ...plan, size: "9" as never }))).toBeInstanceOf(TypeError);
  });

  it("need at least two people, and have the power asked for, one person less does not", () => {
    expect(meanSampleSize({ difference: 1e3, standardDeviation: 1, confidence: 0.9 }).count).toBe(2);
    const size = fc.record({
      difference: fc.double({ min: 0.05, max: 3, noNaN: true }),
      standardDeviation: fc.constant(1),
      power: fc.double({ min: 0.1, max: 0.99, noNaN: true }),
      confidence: fc.constantFrom(0.8, 0.95, 0.99),
      design: fc.constantFrom("independent", "paired"),
    });
    fc.assert(
      fc.property(size, (plan) => {
        const { count, power, exact } = meanSampleSize(plan);
        expect(count >= exact * (1 - 1e-11) && count < exact + 1).toBe(true);
        expect(power).toBe(meanPower({ ...plan, size: count }));
        expect(power).toBeGreaterThan(plan.power - 1e-9);
        if (count > 2) expect(meanPower({ ...plan, size: count - 1 })).toBeLessThan(plan.power + 1e-9);
        expect(meanSampleSize({ ...plan, difference: -plan.difference })).toEqual({ count, power, exact });
      }),
      { numRuns: 40 },
    );
  });

  it("rest on the noncentral t: Student's t without a shift, and an integral with one", () => {
    for (const t of [0.1, 1, 2.5, 30])
      for (const df of [1, 2.5, 40, 1e6]) {
        expectClose(noncentralTail(t, df, 0), studentTail(t, df), 1e-300);
      }
    // P(T > t) is the mean of Φ(shift − t s) over s², a chi-square over its degrees of freedom; of 2, s² is exponential.
    for (const [t, shift] of [
      [1, 0.5],
      [4.3, 2],
      [4.3, 6],
      [30, 20],
      [2, 60],
    ] as const) {
      let sum = 0;
      const steps = 20_000;
      for (let step = 0; step < steps; step++) {
        const s = Math.sqrt(-Math.log((step + 0.5) / steps));
        sum += studentTail(t * s - shift, 1e15) / steps;
      }
      expect(Math.abs(noncentralTail(t, 2, shift) - sum)).toBeLessThan(2e-5);
    }
    for (const shift of [0, 1e-200, 1e-5, 100, 1e4, 1e6, 1e12]) {
      const tail = noncentralTail(2, 10, shift);
      expect(tail >= 0 && tail <= 1).toBe(true);
    }
    expect(noncentralTail(2, 10, 1e5)).toBe(1);
  });
});

describe("samples made by hand", () => {
  it("are refused where their difference would leave the doubles", () => {
    const sample = { count: 3, mean: 1, standardDeviation: 1 };
    const message = "mean must be a finite number of at most 1e150 in size, got 1e+308";
    expect(() => compareMeansPooled(sample, { ...sample, mean: 1e308 })).toThrow(new RangeError(message));
    expect(() => hedgesG(sample, { ...sample, mean: 1e308 })).toThrow(new RangeError(message));
  });
});
