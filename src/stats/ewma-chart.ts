import { requireChoice } from "../tally/choice.ts";
import { refusal } from "../tally/refusal.ts";
import {
  type ChartPoint,
  type ControlChart,
  ENOUGH_POINTS,
  NEIGHBOURS_APART,
  requireBaseline,
} from "./control-chart.ts";
import { meanOfSeries, seriesOf } from "./series.ts";

/**
 * How an EWMA chart smooths, and where its limits lie.
 *
 * @category Control charts
 */
export interface EwmaChartOptions {
  /** The weight of the latest value, above 0 and at most 1: less smooths more. Default 0.2. */
  readonly smoothing?: number | undefined;
  /** How many standard deviations the limits lie from the centre, above 0. Default 3. */
  readonly width?: number | undefined;
  /** How many of the first values, 2 or more, centre and limits come from. Default: all. */
  readonly baseline?: number | undefined;
  /** Where the average begins: at the centre (`"mean"`, the default), or at the first value, as for a smoothed line. */
  readonly start?: "mean" | "first" | undefined;
}

/**
 * A point of an EWMA chart: the limits are those of the smoothed value.
 *
 * @category Control charts
 */
export interface EwmaPoint extends ChartPoint {
  /** The value. */
  readonly value: number;
  /** The exponentially weighted moving average up to this value. */
  readonly smoothed: number;
}

/**
 * An EWMA chart: exponentially weighted moving averages with their limits.
 *
 * @category Control charts
 */
export interface EwmaChart extends ControlChart<EwmaPoint, "beyond-limits"> {
  /** Standard deviation of the values, from the average moving range; `null` below two values. */
  readonly standardDeviation: number | null;
  /** What was computed. */
  readonly definition: {
    /** The chart's name. */
    readonly metric: "ewmaChart";
    /** The weight of the latest value. */
    readonly smoothing: number;
    /** How many standard deviations the limits lie from the centre. */
    readonly width: number;
    /** How many of the first values centre and limits come from. */
    readonly baseline: number;
    /** Where the average begins. */
    readonly start: "mean" | "first";
  };
}

/**
 * EWMA chart of one value a period: it finds small lasting shifts that no single value shows.
 *
 * @param values - One finite number a period, in the order of time, in any unit; leave periods without a value out.
 * @param options - `smoothing`, the weight of the latest value; `width` of the limits; `baseline`; `start`.
 * @returns Centre, smoothed points with their limits, and the points at which the smoothed value lies beyond them; limits
 *   `null` with a `reason` below two values, and provisional (`fewPoints`) below ten.
 * @throws TypeError or RangeError if a value is not a finite number of at most 1e140 in size, with its index, or an
 *   option is none.
 *
 * @example
 * ```ts
 * const chart = ewmaChart([40, 42, 39, 41, 40, 42, 39, 41, 40, 41, 43, 43, 44, 43, 43], { baseline: 10 })
 * chart.centre // => 40.5
 * chart.points[14] // ~> { value: 43, smoothed: 42.3, lower: 38.8, upper: 42.2 }
 * chart.signals // => [{ index: 14, rule: "beyond-limits" }]
 * ```
 *
 * @see Roberts (1959), Technometrics 1; Lucas & Saccucci (1990), Technometrics 32.
 * @category Control charts
 */
export function ewmaChart(values: Iterable<number>, options: EwmaChartOptions = {}): EwmaChart {
  const series = seriesOf(values);
  const { smoothing = 0.2, width = 3 } = options ?? {};
  const start = requireChoice("start", options?.start ?? "mean", ["mean", "first"]);
  if (!(typeof smoothing === "number" && smoothing > 0 && smoothing <= 1)) {
    throw refusal("smoothing must be a number above 0 and at most 1", smoothing);
  }
  if (!(typeof width === "number" && width > 0 && width <= 1e6)) {
    throw refusal("width must be a number above 0 and at most 1000000", width);
  }
  const baseline = requireBaseline(options?.baseline, series.length);
  const known = series.subarray(0, baseline);
  const centre = baseline === 0 ? 0 : meanOfSeries(known);
  const ranges = known.subarray(1).map((value, index) => Math.abs(value - known[index]!));
  const deviation = ranges.length === 0 ? null : meanOfSeries(ranges) / NEIGHBOURS_APART;
  let smoothed = start === "mean" ? centre : (series[0] ?? 0);
  const signals: { index: number; rule: "beyond-limits" }[] = [];
  const points = Array.from(series, (value, index): EwmaPoint => {
    // By the difference, so that the average of equal values is that value.
    smoothed += smoothing * (value - smoothed);
    if (deviation === null) return { value, smoothed, lower: null, upper: null };
    // 1 − (1 − λ)^2i, without cancellation.
    const settled = smoothing === 1 ? 1 : -Math.expm1(2 * (index + 1) * Math.log1p(-smoothing));
    const reach = width * deviation * Math.sqrt((smoothing / (2 - smoothing)) * settled);
    const [lower, upper] = [centre - reach, centre + reach];
    if (smoothed > upper || smoothed < lower) signals.push({ index, rule: "beyond-limits" });
    return { value, smoothed, lower, upper };
  });
  return {
    centre: baseline === 0 ? null : centre,
    points,
    signals,
    standardDeviation: deviation,
    count: series.length,
    fewPoints: baseline < ENOUGH_POINTS,
    definition: { metric: "ewmaChart", smoothing, width, baseline, start },
    ...(deviation === null && { reason: "limits need two values" }),
  };
}
