import { midranks } from "./ranks.ts";
import { meanOfSeries, seriesOf } from "./series.ts";

/**
 * Where a series changes its level.
 *
 * @category Trend
 */
export interface ChangePoint {
  /** Where the first value after the change stands, from 0 (so that many values are before it); `null` where there is no change to see. */
  readonly index: number | null;
  /** Approximate p-value of no change, 0 to 1, accurate up to about 0.5; `null` below two values. */
  readonly pValue: number | null;
  /** Pettitt's K: how far the ranks before the change lie from those after it. */
  readonly statistic: number;
  /** Mean of the values before the change, in their unit; `null` where there is none. */
  readonly before: number | null;
  /** Mean of the values from the change on, in their unit; `null` where there is none. */
  readonly after: number | null;
  /** Values counted. */
  readonly count: number;
  /** Whether there are fewer than ten values, too few for the approximation. */
  readonly fewPoints: boolean;
  /** Why there is no change point; only where there is none. */
  readonly reason?: string;
}

/**
 * Change point of a series by Pettitt's test: where the values before and after differ most in rank, and whether by more
 * than chance. For one change of level; a trend gives one too, in its middle.
 *
 * @param values - One finite number a period, in the order of time, in any unit; leave periods without a value out.
 * @returns The index of the first value after the change and the p-value of no change; `null` with a `reason` below two
 *   values, or where all are equal.
 * @throws TypeError or RangeError if a value is not a finite number of at most 1e140 in size, with its index.
 *
 * @example
 * ```ts
 * changePoint([40, 42, 41, 39, 43, 41, 40, 42, 35, 33, 36, 34, 35, 33, 36, 34])
 * // ~> { index: 8, pValue: 0.0071, statistic: 64, before: 41, after: 34.5, count: 16, fewPoints: false }
 * changePoint([40, 40]).reason // => "all values are equal"
 * ```
 *
 * @see Pettitt (1979), A Non-Parametric Approach to the Change-Point Problem, Applied Statistics 28.
 * @category Trend
 */
export function changePoint(values: Iterable<number>): ChangePoint {
  const series = seriesOf(values);
  const count = series.length;
  const ranks = midranks(series);
  let index: number | null = null;
  let statistic = 0;
  let ahead = 0;
  for (let before = 1; before < count; before++) {
    ahead += 2 * ranks[before - 1]! - (count + 1);
    if (Math.abs(ahead) > statistic) {
      statistic = Math.abs(ahead);
      index = before;
    }
  }
  const rest = { count, fewPoints: count < 10 };
  if (index === null) {
    const reason = count < 2 ? "a change needs two values" : "all values are equal";
    return { index, pValue: count < 2 ? null : 1, statistic, before: null, after: null, ...rest, reason };
  }
  const share = statistic / count;
  return {
    index,
    pValue: Math.min(1, 2 * Math.exp((-6 * share * share) / (count + 1))),
    statistic,
    before: meanOfSeries(series.subarray(0, index)),
    after: meanOfSeries(series.subarray(index)),
    ...rest,
  };
}
