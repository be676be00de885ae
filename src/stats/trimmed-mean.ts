import { collect, type RowValue, type ValueOf } from "./collect.ts";
import { requireDomain } from "./domain.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { type MeanLike, meanInterval } from "./mean-interval.ts";
import { momentsOf, sumsOf } from "./value-sums.ts";

/**
 * How much of a sample a trimmed mean leaves out.
 *
 * @category Mean
 */
export interface TrimOptions {
  /** The share of the values left out at each end, from 0 to below 0.5. Default 0.2. */
  readonly trim?: number | undefined;
}

/**
 * A trimmed mean: the mean without the smallest and the largest values.
 *
 * @category Mean
 */
export interface TrimmedMeanResult extends MeanLike {
  /** The mean of the values kept; `null` of an empty sample. */
  readonly mean: number | null;
  /** Its standard error, from the winsorised deviation; `null` below two values kept. */
  readonly standardError: number | null;
  /** The mean of all values, the trimmed ones moved to the nearest one kept; `null` of an empty sample. */
  readonly winsorizedMean: number | null;
  /** The sample standard deviation of the same; `null` below two values. */
  readonly winsorizedStandardDeviation: number | null;
  /** Values kept: the degrees of freedom of the interval are one less. */
  readonly count: number;
  /** Values left out, at both ends together. */
  readonly trimmed: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "trimmedMean";
    /** The share of the values left out at each end. */
    readonly trim: number;
  };
}

/**
 * The trimmed mean: of the values in the middle, robust against a few that are far out. It is no estimate of the mean where the
 * values are skewed; of durations it lies between median and mean.
 *
 * @param values - Finite numbers of at most 1e140 in size, in any unit; `null` and `undefined`, who gave none, are left out.
 * @param options - `trim`, the share left out at each end, rounded down to whole values, default 0.2; `value`, where the items
 *   are rows.
 * @returns The trimmed mean with its standard error, for `trimmedMeanInterval`; `mean: null` of an empty sample.
 * @throws TypeError or RangeError if a value is not such a number, or `trim` is none.
 *
 * @example
 * ```ts
 * trimmedMean([2, 3, 4, 5, 600]) // => { mean: 4, count: 3, trimmed: 2, winsorizedMean: 4, … }
 * trimmedMean([2, 3, 4, 5, 600], { trim: 0.1 }).mean // ~> 122.8
 * ```
 *
 * @see Tukey & McLaughlin (1963), Less vulnerable confidence and significance procedures for location, Sankhyā A 25.
 * @category Mean
 */
export function trimmedMean(values: Iterable<number | null | undefined>, options?: TrimOptions): TrimmedMeanResult;
export function trimmedMean<Row>(rows: Iterable<Row>, options: TrimOptions & RowValue<Row>): TrimmedMeanResult;
export function trimmedMean<Row>(items: Iterable<Row>, options: TrimOptions & ValueOf<Row> = {}): TrimmedMeanResult {
  const { trim = 0.2, value } = options ?? {};
  requireDomain(trim, trim >= 0 && trim < 0.5, "trim must be from 0 to below 0.5");
  const sorted = collect(items, value).slice().sort();
  const all = sorted.length;
  const cut = Math.floor(trim * all);
  const count = all - 2 * cut;
  const kept = sorted.subarray(cut, all - cut);
  const winsorized = sorted.map((_, place) => sorted[Math.min(Math.max(place, cut), all - cut - 1)]!);
  const middle = momentsOf({ count, sums: sumsOf(kept) });
  const whole = momentsOf({ count: all, sums: sumsOf(winsorized) });
  const deviation = whole.standardDeviation;
  return {
    mean: middle.mean,
    standardError: deviation === null || count < 2 ? null : deviation / ((1 - 2 * trim) * Math.sqrt(all)),
    winsorizedMean: whole.mean,
    winsorizedStandardDeviation: deviation,
    count,
    trimmed: all - count,
    definition: { metric: "trimmedMean", trim },
  };
}

/**
 * Interval of a trimmed mean: Tukey and McLaughlin's, from the winsorised deviation and Student's t.
 *
 * @param sample - What `trimmedMean` gives.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Trimmed mean and limits, in the unit of the values; limits `null` with a `reason` below two values kept.
 * @throws RangeError if the sample is none, or the confidence is none.
 *
 * @example
 * ```ts
 * trimmedMeanInterval(trimmedMean([2, 3, 4, 5, 600])).upper // ~> 7.207
 * ```
 *
 * @see Tukey & McLaughlin (1963), Less vulnerable confidence and significance procedures for location, Sankhyā A 25.
 * @category Uncertainty
 */
export function trimmedMeanInterval(
  sample: TrimmedMeanResult,
  options: ConfidenceOptions = {},
): Interval<"tukey-mclaughlin"> {
  requireConfidence(options);
  return { ...meanInterval(sample, options), method: "tukey-mclaughlin" };
}
