import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { normalTail, tailQuantile } from "./normal.ts";
import { medianOfSorted, seriesOf } from "./series.ts";

/**
 * A trend: how much the values rise a period, and whether they rise or fall at all.
 *
 * @category Trend
 */
export interface Trend extends Interval<"theil-sen"> {
  /** Two-sided p-value of no trend, 0 to 1, from the normal approximation with continuity correction; `null` below two values. */
  readonly pValue: number | null;
  /** Kendall's τ-b with time, −1 (each value below the one before) to 1; `null` where all values are equal or less than two. */
  readonly tau: number | null;
  /** Pairs of values that rise less pairs that fall, the statistic S. */
  readonly s: number;
  /** Variance of S without a trend, with equal values allowed for. */
  readonly variance: number;
  /** The line's value at the first period, in the unit of the values; `null` below two values. */
  readonly intercept: number | null;
  /**
   * Correlation of neighbouring residuals from the line, −1 to 1; `null` where they do not vary. Well above 0, about
   * 2/√count, the p-value is too small and the interval too narrow.
   */
  readonly autocorrelation: number | null;
  /** Values counted. */
  readonly count: number;
  /** Whether there are fewer than eight values, too few for the normal approximation. */
  readonly fewPoints: boolean;
}

/** The most values: each pair of them has a slope, some twelve million in all. */
const MOST = 5000;

/**
 * Mann–Kendall test of a trend, whatever its shape, with the Theil–Sen slope: the median of the slopes of all pairs of
 * values, which a few odd values hardly move.
 *
 * @param values - One finite number a period, equally spaced, in the order of time, in any unit; at most 5,000.
 * @param options - `confidence` of the slope's interval, between 0 and 1; default 0.95.
 * @returns The slope a period and its limits, and the p-value of no trend; `null` with a `reason` below two values. Limits
 *   are `null` with a `reason` where even values that all rise would not differ from chance, as of four at 0.95.
 * @throws TypeError or RangeError if a value is not a finite number of at most 1e140 in size, with its index, if there
 *   are too many, or the confidence is none.
 *
 * @example
 * ```ts
 * const trend = mannKendall([31, 33, 32, 36, 35, 38, 37, 41, 40, 43])
 * trend.estimate // => 1.25
 * trend.lower // => 1
 * trend.upper // ~> 1.58
 * trend.pValue // ~> 0.0013
 * mannKendall([31]).reason // => "a trend needs two values"
 * mannKendall([31, 33, 36]) // => { estimate: 2.5, lower: null, upper: null, reason: "too few values for limits", … }
 * ```
 *
 * @see Mann (1945), Econometrica 13; Sen (1968), Journal of the American Statistical Association 63; Gilbert (1987),
 * Statistical Methods for Environmental Pollution Monitoring, chapter 16.
 * @category Trend
 */
export function mannKendall(values: Iterable<number>, options: ConfidenceOptions = {}): Trend {
  const confidence = requireConfidence(options);
  const series = seriesOf(values);
  const count = series.length;
  if (count > MOST) throw new RangeError(`values must be at most ${MOST}, got ${count}`);
  const shape = { confidence, method: "theil-sen" } as const;
  const rest = { count, fewPoints: count < 8 };
  if (count < 2) {
    const nothing = { estimate: null, lower: null, upper: null, pValue: null, tau: null, intercept: null };
    const why = { reason: "a trend needs two values" };
    return { ...nothing, s: 0, variance: 0, autocorrelation: null, ...rest, ...shape, ...why };
  }
  const pairs = (count * (count - 1)) / 2;
  const slopes = new Float64Array(pairs);
  let s = 0;
  let pair = 0;
  for (let late = 1; late < count; late++) {
    for (let early = 0; early < late; early++) {
      const rise = series[late]! - series[early]!;
      s += Math.sign(rise);
      slopes[pair++] = rise / (late - early);
    }
  }
  slopes.sort();
  const sorted = series.slice().sort();
  const ties = tiesOf(sorted);
  const spread = (size: number) => size * (size - 1) * (2 * size + 5);
  const variance = (spread(count) - ties.reduce((sum, size) => sum + spread(size), 0)) / 18;
  const statistic = variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  const untied = pairs - ties.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  // Limits are the slopes of these ranks, from 1: as far from the middle as S may lie from 0 by chance.
  const quantile = tailQuantile((1 - confidence) / 2);
  const reach = quantile * Math.sqrt(variance);
  // Where even S of all pairs, as of values that all rise, is within chance, no slope is so steep that it would not be.
  const isBoundless = quantile * Math.sqrt(spread(count) / 18) >= pairs - 1;
  const estimate = medianOfSorted(slopes) + 0;
  const intercept = medianOfSorted(sorted) - (estimate * (count - 1)) / 2 + 0;
  return {
    estimate,
    lower: isBoundless ? null : atRank(slopes, (pairs - reach) / 2),
    upper: isBoundless ? null : atRank(slopes, (pairs + reach) / 2 + 1),
    pValue: Math.min(1, 2 * normalTail(Math.abs(statistic))),
    tau: untied === 0 ? null : s / Math.sqrt(untied * pairs),
    s: s + 0,
    variance,
    intercept,
    autocorrelation: autocorrelationOf(series.map((value, period) => value - intercept - estimate * period)),
    ...rest,
    ...shape,
    ...(isBoundless && { reason: "too few values for limits" }),
  };
}

/** How many values share each value that is not alone. */
function tiesOf(sorted: Float64Array): number[] {
  const ties: number[] = [];
  for (let start = 0, end = 1; start < sorted.length; start = end++) {
    while (sorted[end] === sorted[start]) end++;
    if (end - start > 1) ties.push(end - start);
  }
  return ties;
}

/** The value of a rank, from 1, between two values where the rank is no whole number; beyond the ends, the end. */
function atRank(sorted: Float64Array, rank: number): number {
  const place = Math.min(sorted.length, Math.max(1, rank)) - 1;
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (place % 1) * (above - below) + 0;
}

/** Correlation of each value with the next, by their distances from the mean; `null` of values that do not vary. */
function autocorrelationOf(values: Float64Array): number | null {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return null;
  // By the largest, so that no square leaves the doubles.
  const mean = values.reduce((sum, value) => sum + value / largest, 0) / values.length;
  const around = values.map((value) => value / largest - mean);
  const whole = around.reduce((sum, value) => sum + value * value, 0);
  if (whole === 0) return null;
  return around.subarray(1).reduce((sum, value, index) => sum + value * around[index]!, 0) / whole + 0;
}
