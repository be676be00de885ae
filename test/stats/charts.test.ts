import { ewmaChart, netChart, npsChart, pChart, xmrChart } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { value as anyValue } from "../arbitraries.ts";
import { ghosts } from "./interval-arbitraries.ts";

const indices = (
  chart: { readonly signals: readonly { readonly index: number; readonly rule: string }[] },
  rule: string,
) => chart.signals.filter((signal) => signal.rule === rule).map(({ index }) => index);

describe("signals of a chart", () => {
  it("are the eighth in a row on one side, and each that follows", () => {
    const series = [
      9, 11, 9, 11, 9, 11, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5, 9.5, 9.5, 9.5, 9.5, 9.5, 9.5, 8.5,
    ];
    const chart = xmrChart(series);
    expect(chart.centre!).toBeGreaterThan(9.9);
    expect(chart.centre!).toBeLessThan(10.5);
    expect(indices(chart, "run-of-eight")).toEqual([12, 13, 14]);
  });

  it("do not count a value on the centre to either side", () => {
    const level = xmrChart([10, 9, 11, 10, 10.5, 10.5, 10.5, 10.5, 10, 10.5, 10.5, 10.5, 9, 9.5, 9.5, 9, 9.5, 9.5], {
      baseline: 4,
    });
    expect(level.centre).toBe(10);
    expect(indices(level, "run-of-eight")).toEqual([]);
  });

  it("are three of four nearer to one limit than to the centre", () => {
    // Centre 10, limits 10 ∓ 2.66 × 2: nearer to a limit beyond 10 ∓ 2.66.
    const before = [9, 11, 9, 11, 9, 11, 9, 11];
    const chart = xmrChart([...before, 13, 12.5, 13, 7, 13, 7, 7, 9, 7], { baseline: 8 });
    expect([chart.centre, chart.movingRange]).toEqual([10, 2]);
    expect(indices(chart, "three-of-four")).toEqual([14, 16]);
    expect(indices(xmrChart([...before, 13, 13, 12], { baseline: 8 }), "three-of-four")).toEqual([]);
    expect(indices(xmrChart([...before, 13, 13, 12, 13], { baseline: 8 }), "three-of-four")).toEqual([11]);
  });

  it("are beyond a limit, not on it", () => {
    const on = xmrChart([0, 100, 0, 100, 316, 317, -216, -217], { baseline: 4 });
    expect([on.lower, on.upper]).toEqual([-216, 316]);
    expect(indices(on, "beyond-limits")).toEqual([5, 7]);
  });

  it("are told in the order of the values, whatever their rules", () => {
    const { signals } = xmrChart([10, 10.1, 9.9, 10, 10.1, 9.9, 30, 10, 10.1, 50]);
    const inOrder = signals.map(({ index }) => index).sort((a, b) => a - b);
    expect(signals.map(({ index }) => index)).toEqual(inOrder);
    expect(new Set(signals.map(({ rule }) => rule)).size).toBe(2);
  });
});

describe("an XmR chart", () => {
  it("has limits of its first values where they are the baseline", () => {
    const chart = xmrChart([1, 2, 1, 2, 50], { baseline: 4 });
    expect(chart).toMatchObject({ centre: 1.5, movingRange: 1, lower: 1.5 - 2.66, upper: 1.5 + 2.66, fewPoints: true });
    expect(chart.signals).toEqual([
      { index: 4, rule: "beyond-limits" },
      { index: 4, rule: "moving-range" },
    ]);
    expect(xmrChart([1, 2], { baseline: 20 }).definition.baseline).toBe(2);
  });

  it("has no limits of one value, and no centre of none", () => {
    expect(xmrChart([5])).toMatchObject({
      centre: 5,
      lower: null,
      upper: null,
      count: 1,
      signals: [],
      reason: "limits need two values",
    });
    expect(xmrChart([])).toMatchObject({
      centre: null,
      lower: null,
      points: [],
      count: 0,
      reason: "limits need two values",
    });
  });

  it("of equal values has no signal, whatever the value", () => {
    fc.assert(
      fc.property(anyValue, fc.integer({ min: 2, max: 40 }), (value, count) => {
        const chart = xmrChart(new Array(count).fill(value));
        expect([chart.centre, chart.lower, chart.upper]).toEqual([value + 0, value + 0, value + 0]);
        expect(chart.signals).toEqual([]);
        expect(ewmaChart(new Array(count).fill(value)).signals).toEqual([]);
      }),
    );
  });

  it("moves and stretches with the values, exactly by powers of two", () => {
    const whole = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(
        whole,
        fc.integer({ min: -20, max: 20 }),
        fc.constantFrom("average", "average-exact", "median"),
        (values, power, limits) => {
          const factor = 2 ** power;
          const chart = xmrChart(values, { limits });
          const stretched = xmrChart(
            values.map((value) => value * factor),
            { limits },
          );
          expect([stretched.centre, stretched.lower, stretched.upper]).toEqual(
            [chart.centre!, chart.lower!, chart.upper!].map((limit) => limit * factor + 0),
          );
          expect(stretched.signals).toEqual(chart.signals);
          const mirrored = xmrChart(
            values.map((value) => -value),
            { limits },
          );
          expect([mirrored.lower, mirrored.upper]).toEqual([0 - chart.upper!, 0 - chart.lower!]);
          expect(mirrored.signals).toEqual(chart.signals);
        },
      ),
    );
  });

  it("never answers what is no number", () => {
    fc.assert(
      fc.property(
        fc.array(anyValue, { maxLength: 30 }),
        fc.constantFrom("average", "average-exact", "median"),
        (values, limits) => {
          expect(ghosts(xmrChart(values, { limits }))).toEqual([]);
          expect(ghosts(ewmaChart(values))).toEqual([]);
        },
      ),
    );
  });
});

describe("an EWMA chart", () => {
  it("without smoothing is the values themselves, with limits of three standard deviations", () => {
    const values = [3, 5, 4, 6, 5, 3, 4, 5, 6, 4];
    const chart = ewmaChart(values, { smoothing: 1 });
    expect(chart.points.map(({ smoothed }) => smoothed)).toEqual(values);
    const { lower, upper } = xmrChart(values, { limits: "average-exact" });
    expect(chart.points[9]!.lower).toBeCloseTo(lower!, 12);
    expect(chart.points[0]!.upper).toBeCloseTo(upper!, 12);
  });

  it("is the weighted mean of all values and the start", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (values, smoothing) => {
          const { points, centre } = ewmaChart(values, { smoothing });
          const n = values.length;
          const expected = values.reduce(
            (sum, value, index) => sum + smoothing * (1 - smoothing) ** (n - 1 - index) * value,
            (1 - smoothing) ** n * centre!,
          );
          expect(points.at(-1)!.smoothed).toBeCloseTo(expected, 9);
        },
      ),
    );
  });

  it("has limits that widen to those of the long run, however little it smooths", () => {
    for (const smoothing of [1e-300, 1e-9, 0.2, 0.9, 1]) {
      const { points, standardDeviation, centre } = ewmaChart(
        Array.from({ length: 40 }, (_, i) => i % 3),
        { smoothing },
      );
      const reaches = points.map(({ upper }) => upper! - centre!);
      reaches.slice(1).forEach((reach, index) => {
        expect(reach).toBeGreaterThanOrEqual(reaches[index]!);
      });
      expect(reaches.at(-1)!).toBeLessThanOrEqual(
        3 * standardDeviation! * Math.sqrt(smoothing / (2 - smoothing)) * (1 + 1e-12),
      );
      expect(ghosts(points)).toEqual([]);
    }
  });

  it("of nothing or of one value has no limits", () => {
    expect(ewmaChart([])).toMatchObject({ centre: null, points: [], count: 0, reason: "limits need two values" });
    expect(ewmaChart([7]).points).toEqual([{ value: 7, smoothed: 7, lower: null, upper: null }]);
  });
});

const share = fc
  .tuple(fc.oneof(fc.nat(30), fc.nat(1e6)), fc.oneof(fc.nat(30), fc.nat(1e6)))
  .map(([numerator, others]) => ({ numerator, denominator: numerator + others }));
const group = fc.record({ promoters: fc.nat(1000), passives: fc.nat(1000), detractors: fc.nat(1000) });

describe("periods that agree", () => {
  const times = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 8, maxLength: 20 });

  it("have no signal, whatever rounding leaves between them and the centre", () => {
    const sevens = new Array(10).fill({ numerator: 7, denominator: 100 });
    expect(pChart(sevens)).toMatchObject({ centre: 0.07, dispersion: 0, signals: [] });
    expect(pChart(sevens, { laney: true }).signals).toEqual([]);
    const thirds = { numerator: 1, denominator: 3, rate: 0.07, effectiveSampleSize: 2.1 };
    expect(pChart(new Array(10).fill(thirds)).signals).toEqual([]);
    expect(netChart(new Array(10).fill({ top: 3, middle: 3, bottom: 1 })).signals).toEqual([]);
    const part = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(part, part, part, times, fc.boolean(), (top, middle, bottom, sizes, laney) => {
        const nets = sizes.map((size) => ({ top: size * top, middle: size * middle, bottom: size * bottom }));
        const shares = sizes.map((size) => ({ numerator: size * top, denominator: size * (top + bottom) }));
        for (const chart of [pChart(shares, { laney }), netChart(nets, { laney })]) {
          expect(chart.signals).toEqual([]);
          if (chart.dispersion !== null) expect(chart.dispersion).toBe(0);
        }
      }),
    );
  });
});

describe("a p-chart", () => {
  it("keeps the place of a period without answers, which ends no run", () => {
    const below = { numerator: 4, denominator: 10 };
    const empty = { numerator: 0, denominator: 0 };
    const above = { numerator: 6, denominator: 10 };
    const chart = pChart([
      ...new Array(4).fill(below),
      empty,
      ...new Array(4).fill(below),
      ...new Array(8).fill(above),
    ]);
    expect(chart).toMatchObject({ centre: 0.5, count: 16, fewPoints: false });
    expect(chart.points[4]).toEqual({ value: null, size: 0, lower: null, upper: null });
    expect(indices(chart, "run-of-eight")).toEqual([8, 16]);
  });

  it("has no limits where all answers agree, or of nothing", () => {
    expect(
      pChart([
        { numerator: 0, denominator: 9 },
        { numerator: 0, denominator: 4 },
      ]),
    ).toMatchObject({
      centre: 0,
      dispersion: null,
      reason: "all answers agree",
    });
    expect(pChart([{ numerator: 9, denominator: 9 }])).toMatchObject({ centre: 1, reason: "all answers agree" });
    expect(pChart([{ numerator: 0, denominator: 0 }])).toMatchObject({
      centre: null,
      count: 0,
      reason: "nothing was counted",
    });
    expect(npsChart([])).toMatchObject({ centre: null, points: [], reason: "nothing was counted" });
    expect(netChart([{ top: 3, middle: 0, bottom: 0 }])).toMatchObject({ centre: 100, reason: "all answers agree" });
  });

  it("stays within 0 and 1, mirrors with the outcome, and Laney's limits are as much wider as the periods differ", () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 20 }), (shares) => {
        const chart = pChart(shares);
        const laney = pChart(shares, { laney: true });
        expect(ghosts([chart, laney])).toEqual([]);
        const mirrored = pChart(
          shares.map(({ numerator, denominator }) => ({ numerator: denominator - numerator, denominator })),
        );
        chart.points.forEach(({ value, lower, upper }, index) => {
          if (lower === null) return;
          expect(lower >= 0 && upper! <= 1 && lower <= chart.centre! && upper! >= chart.centre!).toBe(true);
          expect(mirrored.points[index]!.lower!).toBeCloseTo(1 - upper!, 10);
          expect(mirrored.points[index]!.value!).toBeCloseTo(1 - value!, 12);
          const wide = laney.points[index]!;
          if (wide.lower !== null && wide.lower > 0 && lower > 0) {
            expect(chart.centre! - wide.lower).toBeCloseTo((chart.centre! - lower) * chart.dispersion!, 10);
          }
        });
      }),
    );
  });
});

describe("a chart of net scores", () => {
  it("is that of Net Promoter Scores, and of two classes a p-chart on another scale", () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 15 }), fc.boolean(), (months, laney) => {
        const nets = months.map(({ promoters, passives, detractors }) => ({
          top: promoters,
          middle: passives,
          bottom: detractors,
        }));
        const { definition, ...ours } = npsChart(months, { laney });
        const { definition: theirs, ...rest } = netChart(nets, { laney });
        expect(ours).toEqual(rest);
        expect([definition.metric, theirs.metric, definition.laney]).toEqual(["npsChart", "netChart", laney]);
        expect(ghosts(ours)).toEqual([]);
        const polar = netChart(
          nets.map((net) => ({ ...net, middle: 0 })),
          { laney },
        );
        const shares = pChart(
          nets.map(({ top, bottom }) => ({ numerator: top, denominator: top + bottom })),
          { laney },
        );
        shares.points.forEach(({ lower, upper }, index) => {
          if (lower === null) return;
          expect(polar.points[index]!.lower).toBeCloseTo(200 * lower - 100, 7);
          expect(polar.points[index]!.upper).toBeCloseTo(200 * upper! - 100, 7);
        });
      }),
    );
  });
});

describe("what no chart can be drawn of", () => {
  it("is refused by name", () => {
    expect(() => xmrChart([1, Number.NaN])).toThrow(
      new RangeError("value must be a finite number of at most 1e+140 in size, got NaN at index 1"),
    );
    expect(() => ewmaChart([1, null as never])).toThrow(
      new TypeError("value must be a finite number of at most 1e+140 in size, got null at index 1"),
    );
    expect(() => xmrChart(5 as never)).toThrow(new TypeError("values must be iterable and no string, got 5"));
    expect(() => xmrChart([1, 2], { baseline: 1 })).toThrow(
      new RangeError("baseline must be a whole number, 2 or more, got 1"),
    );
    expect(() => xmrChart([1, 2], { limits: "mean" as never })).toThrow(TypeError);
    expect(() => ewmaChart([1, 2], { smoothing: 0 })).toThrow(
      new RangeError("smoothing must be a number above 0 and at most 1, got 0"),
    );
    expect(() => ewmaChart([1, 2], { width: -1 })).toThrow(
      new RangeError("width must be a number above 0 and at most 1000000, got -1"),
    );
    expect(() => ewmaChart([1, 2], { start: "zero" as never })).toThrow(TypeError);
    expect(() => pChart([{ numerator: 5, denominator: 4 }])).toThrow(RangeError);
    expect(() => pChart([{ numerator: 1, denominator: 4 }], { laney: "yes" as never })).toThrow(
      new TypeError("laney must be true or false, got yes"),
    );
    expect(() => pChart({ numerator: 1, denominator: 4 } as never)).toThrow(
      new TypeError("shares must be iterable and no string, got [object Object]"),
    );
    expect(() => npsChart([{ promoters: -1, passives: 0, detractors: 0 }])).toThrow(RangeError);
    expect(() => npsChart("ab" as never)).toThrow(new TypeError('results must be iterable and no string, got "ab"'));
  });
});
