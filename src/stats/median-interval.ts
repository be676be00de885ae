import { binomialCdf, binomialQuantile } from "./binomial.ts";
import { collect, type RowValue, type ValueOf } from "./collect.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { quantilesOf } from "./quantile.ts";
import { selectRanks } from "./select-ranks.ts";

/**
 * Interval of a median, narrower than `quantileInterval`: between the values of two neighbouring ranks, so that the confidence
 * is met nearly exactly rather than exceeded.
 *
 * @param values - Finite numbers in any unit; `null` and `undefined`, who gave none, are left out.
 * @param options - `confidence`, between 0 and 1, default 0.95; `value`, where the items are rows.
 * @returns The median and its limits, in the unit of the values; limits `null` with a `reason` where the sample is too small:
 *   below 6 values at 95 %.
 * @throws TypeError or RangeError if a value is not a finite number, with its index, or the confidence is none.
 *
 * @example
 * ```ts
 * medianInterval([31, 12, 44, 25, 60, 18, 29])
 * // ~> { estimate: 29, lower: 16.4, upper: 48.27, confidence: 0.95, method: "hettmansperger-sheather" }
 * medianInterval([31, 12, 44]).reason // => "too few values for limits"
 * ```
 *
 * @see Hettmansperger & Sheather (1986), Confidence intervals based on interpolated order statistics, Statistics & Probability
 * Letters 4.
 * @category Uncertainty
 */
export function medianInterval(
  values: Iterable<number | null | undefined>,
  options?: ConfidenceOptions,
): Interval<"hettmansperger-sheather">;
export function medianInterval<Row>(
  rows: Iterable<Row>,
  options: ConfidenceOptions & RowValue<Row>,
): Interval<"hettmansperger-sheather">;
export function medianInterval<Row>(
  items: Iterable<Row>,
  options: ConfidenceOptions & ValueOf<Row> = {},
): Interval<"hettmansperger-sheather"> {
  const confidence = requireConfidence(options);
  const sample = collect(items, options?.value);
  const count = sample.length;
  const estimate = quantilesOf(sample, [0.5], 7)![0]!;
  const shape = { confidence, method: "hettmansperger-sheather" } as const;
  // The highest rank from which to the same rank from above the confidence is kept.
  const rank = count - binomialQuantile(1 - (1 - confidence) / 2, count, 0.5);
  if (rank < 1) {
    const reason = count === 0 ? "the sample is empty" : "too few values for limits";
    return { estimate, lower: null, upper: null, ...shape, reason };
  }
  const between = (from: number) => 1 - 2 * binomialCdf(from - 1, count, 0.5);
  const part = Math.max(0, (between(rank) - confidence) / (between(rank) - between(rank + 1)));
  const inward = ((count - rank) * part) / (rank + (count - 2 * rank) * part);
  const ranks = [rank - 1, rank, count - rank - 1, count - rank];
  // In order, as the lower ranks are at most the upper ones.
  const wanted = [...new Set(ranks)];
  const found = selectRanks(sample, wanted)!;
  const [low, lowNext, highNext, high] = ranks.map((each) => found[wanted.indexOf(each)]!) as [
    number,
    number,
    number,
    number,
  ];
  return {
    estimate,
    lower: low + inward * (lowNext - low),
    upper: high - inward * (high - highNext),
    ...shape,
  };
}
