import { ewmaChart, pChart, xmrChart } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases } from "../golden.ts";

const expectEach = (actual: readonly (number | null)[], expected: readonly number[], what: string, scale: number) => {
  expect(actual, what).toHaveLength(expected.length);
  expected.forEach((number, index) => {
    expectNear(actual[index], number, `${what}[${index}]`, { scale });
  });
};

describe("XmR charts against R, 20 cases", () => {
  interface Expected {
    readonly mean: number;
    readonly movingRanges: readonly number[];
    readonly averageMovingRange?: number;
    readonly medianMovingRange: number;
    readonly unpl_266: number;
    readonly lnpl_266: number;
    readonly url_3267: number;
    readonly unpl_exact: number;
    readonly lnpl_exact: number;
    readonly url_exact: number;
    readonly unpl_median: number;
    readonly lnpl_median: number;
    readonly url_median: number;
    readonly sigmaHat: number;
    readonly pointsOutside: readonly number[];
  }
  const cases = goldenCases<{ readonly series: readonly number[] }, Expected>("xmr");

  it("has centre, moving ranges and the limits of each kind, and the points beyond them", () => {
    let alone = 0;
    for (const { id, input, expected } of cases) {
      const scale = Math.max(...input.series.map(Math.abs));
      const chart = xmrChart(input.series);
      expectNear(chart.centre, expected.mean, id, { scale });
      expectEach(
        chart.points.slice(1).map(({ movingRange }) => movingRange),
        expected.movingRanges,
        id,
        scale,
      );
      if (expected.averageMovingRange === undefined) {
        alone++;
        expect([chart.lower, chart.upper, chart.movingRange, chart.movingRangeLimit]).toEqual([null, null, null, null]);
        expect(chart.reason).toMatch(/\w/);
        continue;
      }
      const exact = xmrChart(input.series, { limits: "average-exact" });
      const median = xmrChart(input.series, { limits: "median" });
      for (const [ours, theirs] of [
        [chart.movingRange, expected.averageMovingRange],
        [median.movingRange, expected.medianMovingRange],
        [chart.upper, expected.unpl_266],
        [chart.lower, expected.lnpl_266],
        [chart.movingRangeLimit, expected.url_3267],
        [exact.upper, expected.unpl_exact],
        [exact.lower, expected.lnpl_exact],
        [exact.movingRangeLimit, expected.url_exact],
        [median.upper, expected.unpl_median],
        [median.lower, expected.lnpl_median],
        [median.movingRangeLimit, expected.url_median],
        [(exact.upper! - exact.centre!) / 3, expected.sigmaHat],
      ] as const) {
        expectNear(ours, theirs, id, { scale });
      }
      const outside = chart.signals.filter(({ rule }) => rule === "beyond-limits").map(({ index }) => index + 1);
      expect(outside, id).toEqual(expected.pointsOutside);
    }
    expect(cases).toHaveLength(20);
    expect(alone).toBe(1);
  });
});

describe("EWMA charts against R, 20 cases", () => {
  interface Expected {
    readonly ewmaStartMean: readonly number[];
    readonly ewmaStartFirst: readonly number[];
    readonly ucl: readonly number[];
    readonly lcl: readonly number[];
  }
  interface Params {
    readonly lambda: number;
    readonly L: number;
  }
  const cases = goldenCases<{ readonly series: readonly number[] }, Expected>("ewma");

  it("has the averages from either start, and their limits", () => {
    let alone = 0;
    for (const { id, input, params, expected } of cases) {
      const { lambda: smoothing, L: width } = params as unknown as Params;
      const scale = Math.max(...input.series.map(Math.abs));
      const chart = ewmaChart(input.series, { smoothing, width });
      const smoothed = ewmaChart(input.series, { smoothing, width, start: "first" });
      const of = <Field extends "smoothed" | "lower" | "upper">({ points }: typeof chart, field: Field) =>
        points.map((point) => point[field]);
      expectEach(of(chart, "smoothed"), expected.ewmaStartMean, id, scale);
      expectEach(of(smoothed, "smoothed"), expected.ewmaStartFirst, id, scale);
      if (Number.isNaN(expected.ucl[0])) {
        alone++;
        expect([...of(chart, "lower"), ...of(chart, "upper")], id).toEqual([null, null]);
        expect(chart.reason, id).toMatch(/\w/);
        continue;
      }
      expectEach(of(chart, "upper"), expected.ucl, id, scale);
      expectEach(of(chart, "lower"), expected.lcl, id, scale);
    }
    expect(cases).toHaveLength(20);
    expect(alone).toBe(1);
  });
});

describe("p-charts and Laney's p′ against R, 18 cases", () => {
  interface Expected {
    readonly pBar: number;
    readonly ucl: readonly number[];
    readonly lcl: readonly number[];
    readonly z: readonly number[];
    readonly sigmaZ?: number;
    readonly laneyUcl: readonly number[];
    readonly laneyLcl: readonly number[];
  }
  const cases = goldenCases<{ readonly events: readonly number[]; readonly n: readonly number[] }, Expected>("p_chart");

  it("has the share of all, the limits of each period, and how much the periods differ", () => {
    let alone = 0;
    for (const { id, input, expected } of cases) {
      const shares = input.events.map((numerator, index) => ({ numerator, denominator: input.n[index]! }));
      const chart = pChart(shares);
      const laney = pChart(shares, { laney: true });
      const of = ({ points }: typeof chart, limit: "lower" | "upper") => points.map((point) => point[limit]);
      expectNear(chart.centre, expected.pBar, id);
      expectEach(of(chart, "upper"), expected.ucl, id, 1);
      expectEach(of(chart, "lower"), expected.lcl, id, 1);
      chart.points.forEach(({ value, size }, index) => {
        const z = ((value! - chart.centre!) * Math.sqrt(size)) / Math.sqrt(chart.centre! * (1 - chart.centre!));
        expectNear(z, expected.z[index]!, id, { absolute: 1e-11 });
      });
      if (expected.sigmaZ === undefined) {
        alone++;
        expect([chart.dispersion, ...of(laney, "lower"), ...of(laney, "upper")], id).toEqual([null, null, null]);
        expect(laney.reason, id).toMatch(/\w/);
        continue;
      }
      expectNear(chart.dispersion, expected.sigmaZ, id, { relative: 1e-11 });
      expectEach(of(laney, "upper"), expected.laneyUcl, id, 1);
      expectEach(of(laney, "lower"), expected.laneyLcl, id, 1);
    }
    expect(cases).toHaveLength(18);
    expect(alone).toBe(3);
  });
});
