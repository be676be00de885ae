import { requireChoice } from "../tally/choice.ts";
import {
  type ChartPoint,
  type ChartRule,
  type ChartSignal,
  type ControlChart,
  chartSignals,
  ENOUGH_POINTS,
  requireBaseline,
} from "./control-chart.ts";
import { meanOfSeries, medianOfSorted, seriesOf } from "./series.ts";

/**
 * Where the limits of an XmR chart come from.
 *
 * @category Control charts
 */
export interface XmrChartOptions {
  /** How many of the first values, 2 or more, the limits come from; later ones are judged by them. Default: all. */
  readonly baseline?: number | undefined;
  /**
   * How far the limits lie from the mean: 2.66 times the average moving range (`"average"`, the default, with Wheeler's
   * rounded constants), the same with unrounded constants (`"average-exact"`), or 3.145 times the median moving range
   * (`"median"`, which a few odd values hardly move).
   */
  readonly limits?: XmrLimits | undefined;
}

/**
 * How far the limits of an XmR chart lie from its centre.
 *
 * @category Control charts
 */
export type XmrLimits = "average" | "average-exact" | "median";

/**
 * A point of an XmR chart.
 *
 * @category Control charts
 */
export interface XmrPoint extends ChartPoint {
  /** The value. */
  readonly value: number;
  /** How far the value lies from the one before, 0 or more; `null` of the first. */
  readonly movingRange: number | null;
}

/**
 * An XmR chart: individual values, and the moving range from one to the next.
 *
 * @category Control charts
 */
export interface XmrChart extends ControlChart<XmrPoint, ChartRule | "moving-range"> {
  /** Lower natural process limit, in the unit of the values; `null` below two values. */
  readonly lower: number | null;
  /** Upper natural process limit, in the unit of the values; `null` below two values. */
  readonly upper: number | null;
  /** The average moving range, or under `limits: "median"` the median one; `null` below two values. */
  readonly movingRange: number | null;
  /** The limit of the moving ranges: a larger one is a signal by the rule `"moving-range"`; `null` below two values. */
  readonly movingRangeLimit: number | null;
  /** What was computed. */
  readonly definition: {
    /** The chart's name. */
    readonly metric: "xmrChart";
    /** How the limits were found. */
    readonly limits: XmrLimits;
    /** How many of the first values they come from. */
    readonly baseline: number;
  };
}

/**
 * XmR chart of one value a period: limits of the usual variation from one period to the next, and the values beyond it.
 *
 * @param values - One finite number a period, in the order of time, in any unit; leave periods without a value out.
 * @param options - `baseline`, how many of the first values the limits come from; `limits`, how they are found.
 * @returns Centre, limits, points and signals; limits `null` with a `reason` below two values, and provisional
 *   (`fewPoints`) below ten.
 * @throws TypeError or RangeError if a value is not a finite number of at most 1e140 in size, with its index, or an
 *   option is none.
 *
 * @example
 * ```ts
 * const chart = xmrChart([39, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 52])
 * chart.centre // ~> 42.4
 * chart.upper // ~> 48.0
 * chart.signals // => [{ index: 11, rule: "beyond-limits" }, { index: 11, rule: "moving-range" }]
 * xmrChart([39]).reason // => "limits need two values"
 * ```
 *
 * @see Wheeler (2000), Understanding Variation: The Key to Managing Chaos.
 * @category Control charts
 */
export function xmrChart(values: Iterable<number>, options: XmrChartOptions = {}): XmrChart {
  const series = seriesOf(values);
  const limits = requireChoice("limits", options?.limits ?? "average", ["average", "average-exact", "median"]);
  const baseline = requireBaseline(options?.baseline, series.length);
  const ranges = series.subarray(1).map((value, index) => Math.abs(value - series[index]!));
  const shape = {
    count: series.length,
    fewPoints: baseline < ENOUGH_POINTS,
    definition: { metric: "xmrChart", limits, baseline },
  } as const;
  const points = (lower: number | null, upper: number | null): XmrPoint[] =>
    Array.from(series, (value, index) => ({ value, lower, upper, movingRange: index ? ranges[index - 1]! : null }));
  if (series.length < 2) {
    return {
      centre: series[0] ?? null,
      lower: null,
      upper: null,
      movingRange: null,
      movingRangeLimit: null,
      points: points(null, null),
      signals: [],
      ...shape,
      reason: "limits need two values",
    };
  }
  const centre = meanOfSeries(series.subarray(0, baseline));
  const known = ranges.slice(0, baseline - 1);
  const movingRange = limits === "median" ? medianOfSorted(known.sort()) : meanOfSeries(known);
  const [reach, largest] = FACTORS[limits];
  const [lower, upper] = [centre - reach * movingRange, centre + reach * movingRange];
  const movingRangeLimit = largest * movingRange;
  const signals: ChartSignal<ChartRule | "moving-range">[] = chartSignals(
    centre,
    Array.from(series, (value) => ({ value, lower, upper })),
  );
  ranges.forEach((range, index) => {
    if (range > movingRangeLimit) signals.push({ index: index + 1, rule: "moving-range" });
  });
  // Sorting is stable: of one point, the rules stay in their order.
  signals.sort((a, b) => a.index - b.index);
  return { centre, lower, upper, movingRange, movingRangeLimit, points: points(lower, upper), signals, ...shape };
}

/**
 * Three standard deviations of the values, and the mean and three more of the moving ranges, by their average or median:
 * 3/d₂ and 1 + 3d₃/d₂ with d₃ = √(2 − 4/π), as Wheeler rounds them and unrounded; 3/0.954 and 3.686/0.954.
 */
const FACTORS = {
  average: [2.66, 3.267],
  "average-exact": [2.658680776358274, 3.2665319192886],
  median: [3.145, 3.865],
} as const;
