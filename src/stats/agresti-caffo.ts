import type { Comparison, ConfidenceOptions } from "./interval.ts";
import { normalTail, tailQuantile } from "./normal.ts";
import { comparisonOfShares, type ShareCells } from "./share-cells.ts";
import type { ShareLike } from "./share-interval.ts";

/**
 * Difference of two independent shares, first less second, by Agresti and Caffo's interval: Wald's, after one person
 * who holds and one who does not were added to each sample. Simple enough for a spreadsheet.
 *
 * Weighted shares are taken as of their effective sample sizes. The interval is about the difference of the enlarged
 * samples, and cut off at −1 and 1.
 *
 * @param first - A share result, or any `{ numerator, denominator }`.
 * @param second - The share to compare with, of other people.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Difference and limits, −1 to 1, and the two-sided p-value; `null` with a `reason` where a sample is empty.
 * @throws RangeError if the counts are no counts, a numerator exceeds its denominator, or the confidence is none.
 *
 * @example
 * ```ts
 * agrestiCaffo({ numerator: 7, denominator: 34 }, { numerator: 1, denominator: 34 })
 * // ~> { difference: 0.176, lower: 0.0116, upper: 0.3217, pValue: 0.035, … }
 * ```
 *
 * @see Agresti & Caffo (2000), Simple and Effective Confidence Intervals for Proportions and Differences of
 * Proportions, The American Statistician 54.
 * @category Uncertainty
 */
export function agrestiCaffo(
  first: ShareLike,
  second: ShareLike,
  options: ConfidenceOptions = {},
): Comparison<"agresti-caffo"> {
  return comparisonOfShares("agresti-caffo", first, second, options, (a, b, tail) => byWald(a, b, tail, 1));
}

/**
 * Difference of two independent shares, first less second, by Wald's interval, plus or minus z standard errors of the
 * two samples, cut off at −1 and 1: for comparison with tools that use it. Too narrow in small samples and near 0 and 1.
 *
 * Weighted shares are taken as of their effective sample sizes.
 *
 * @param first - A share result, or any `{ numerator, denominator }`.
 * @param second - The share to compare with, of other people.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Difference and limits, −1 to 1, and the two-sided p-value; `null` with a `reason` where a sample is empty or
 *   neither varies.
 * @throws RangeError if the counts are no counts, a numerator exceeds its denominator, or the confidence is none.
 *
 * @example
 * ```ts
 * waldDifference({ numerator: 7, denominator: 34 }, { numerator: 1, denominator: 34 })
 * // ~> { difference: 0.176, lower: 0.0292, upper: 0.3238, pValue: 0.019, … }
 * ```
 *
 * @see Newcombe (1998), Interval estimation for the difference between independent proportions, Statistics in Medicine
 * 17, method 1.
 * @category Uncertainty
 */
export function waldDifference(
  first: ShareLike,
  second: ShareLike,
  options: ConfidenceOptions = {},
): Comparison<"wald"> {
  return comparisonOfShares("wald", first, second, options, (a, b, tail) => byWald(a, b, tail, 0));
}

/** Wald's limits and test after `added` people who hold and as many who do not were added to each sample. */
function byWald(first: ShareCells, second: ShareCells, tail: number, added: number) {
  const rate = ({ hits, size }: ShareCells) => (hits + added) / (size + 2 * added);
  const variance = (cells: ShareCells) => (rate(cells) * (1 - rate(cells))) / (cells.size + 2 * added);
  const difference = rate(first) - rate(second);
  const error = Math.sqrt(variance(first) + variance(second));
  if (error === 0) return "neither sample varies";
  const reach = tailQuantile(tail) * error;
  return {
    limits: [difference - reach, difference + reach] as const,
    pValue: 2 * normalTail(Math.abs(difference) / error),
  };
}
