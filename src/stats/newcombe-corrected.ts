import type { Comparison, ConfidenceOptions } from "./interval.ts";
import { mover } from "./mover.ts";
import { comparisonOfShares, type ShareCells } from "./share-cells.ts";
import type { ShareLike } from "./share-interval.ts";
import { correctedLimits } from "./wilson-corrected.ts";

/**
 * Difference of two independent shares, first less second, by Newcombe's interval with a correction for continuity: from
 * the corrected limits of each share, and the p-value that inverts it. Wider than `compareShares`, on the safe side.
 *
 * Weighted shares are taken as of their effective sample sizes.
 *
 * @param first - A share result, or any `{ numerator, denominator }`.
 * @param second - The share to compare with, of other people.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Difference and limits, −1 to 1, and the two-sided p-value; `null` with a `reason` where a sample is empty.
 * @throws RangeError if the counts are no counts, a numerator exceeds its denominator, or the confidence is none.
 *
 * @example
 * ```ts
 * newcombeCorrected({ numerator: 56, denominator: 70 }, { numerator: 48, denominator: 80 })
 * // ~> { difference: 0.2, lower: 0.0428, upper: 0.3422, pValue: 0.012, … }
 * ```
 *
 * @see Newcombe (1998), Interval estimation for the difference between independent proportions, Statistics in Medicine
 * 17, method 11.
 * @category Uncertainty
 */
export function newcombeCorrected(
  first: ShareLike,
  second: ShareLike,
  options: ConfidenceOptions = {},
): Comparison<"newcombe-corrected"> {
  const estimated = (cells: ShareCells) => ({
    estimate: cells.rate,
    limits: (z: number) => correctedLimits(cells, z),
  });
  return comparisonOfShares("newcombe-corrected", first, second, options, (a, b, _, confidence) => {
    const { lower, upper, pValue } = mover(estimated(a), estimated(b), confidence);
    return { limits: [lower, upper], pValue };
  });
}
