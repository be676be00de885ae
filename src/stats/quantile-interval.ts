import { binomialCdf, binomialQuantile, binomialTail } from "./binomial.ts";
import { collect, type RowValue, type ValueOf } from "./collect.ts";
import { requireProbability } from "./domain.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { quantilesOf } from "./quantile.ts";
import { selectRanks } from "./select-ranks.ts";

/**
 * The interval of a quantile between two values of the sample.
 *
 * @category Uncertainty
 */
export interface QuantileInterval extends Interval<"order-statistics"> {
  /** Values of the sample. */
  readonly count: number;
  /** The rank of the value that is the lower limit, from 1, the smallest; `null` where there is no lower limit. */
  readonly lowerRank: number | null;
  /** The rank of the value that is the upper limit, at most `count`; `null` where there is no upper limit. */
  readonly upperRank: number | null;
  /** The confidence that the limits really have, at least the one asked for; a side without a limit holds all values. */
  readonly coverage: number;
}

/**
 * Interval of a quantile: two values of the sample, whatever the distribution that it comes from.
 *
 * How many values of a sample lie below the true quantile is binomial; so the limits are values of such rank that at least the
 * confidence asked for is kept, shared equally by both sides. A small sample may have no value low or high enough: the median
 * needs 6 values at 95 %, the 90th percentile 36.
 *
 * @param values - Finite numbers in any unit; `null` and `undefined`, who gave none, are left out.
 * @param p - The share below the quantile, 0 to 1: 0.9 for the 90th percentile.
 * @param options - `confidence`, between 0 and 1, default 0.95; `value`, where the items are rows.
 * @returns The quantile of type 7 and its limits, in the unit of the values; a limit is `null`, with a `reason`, where the
 *   sample is too small for it.
 * @throws TypeError or RangeError if a value is not a finite number, with its index, or `p` or the confidence is none.
 *
 * @example
 * ```ts
 * quantileInterval([31, 12, 44, 25, 60, 18, 29], 0.5) // => { estimate: 29, lower: 12, upper: 60, coverage: 0.984375, … }
 * quantileInterval([31, 12, 44, 25, 60, 18, 29], 0.9).reason // => "too few values for an upper limit"
 * ```
 *
 * @see Conover (1999), Practical Nonparametric Statistics, section 3.2.
 * @category Uncertainty
 */
export function quantileInterval(
  values: Iterable<number | null | undefined>,
  p: number,
  options?: ConfidenceOptions,
): QuantileInterval;
export function quantileInterval<Row>(
  rows: Iterable<Row>,
  p: number,
  options: ConfidenceOptions & RowValue<Row>,
): QuantileInterval;
export function quantileInterval<Row>(
  items: Iterable<Row>,
  p: number,
  options: ConfidenceOptions & ValueOf<Row> = {},
): QuantileInterval {
  requireProbability(p);
  const confidence = requireConfidence(options);
  const sample = collect(items, options.value);
  const count = sample.length;
  const inside = 1 - (1 - confidence) / 2;
  // The ranks of which at most (1 − confidence) / 2 of all samples have them above, or below, the true quantile.
  const lowerRank = count - binomialQuantile(inside, count, 1 - p) || null;
  const upper = binomialQuantile(inside, count, p) + 1;
  const upperRank = upper > count ? null : upper;
  const ranks = [lowerRank, upperRank].filter((rank) => rank !== null);
  const found = selectRanks(sample, [...new Set(ranks.map((rank) => rank - 1))])!;
  const missing = lowerRank === null ? (upperRank === null ? "limits" : "a lower limit") : "an upper limit";
  return {
    estimate: quantilesOf(sample, [p], 7)![0]!,
    lower: lowerRank === null ? null : found[0]!,
    upper: upperRank === null ? null : found.at(-1)!,
    confidence,
    method: "order-statistics",
    count,
    lowerRank,
    upperRank,
    coverage:
      1 -
      (lowerRank === null ? 0 : binomialCdf(lowerRank - 1, count, p)) -
      (upperRank === null ? 0 : binomialTail(upperRank - 1, count, p)),
    ...(ranks.length < 2 && { reason: count === 0 ? "the sample is empty" : `too few values for ${missing}` }),
  };
}
