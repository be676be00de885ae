import { type Comparison, type ConfidenceOptions, requireConfidence } from "./interval.ts";
import { mover } from "./mover.ts";
import { type ShareLike, sampleOfShare, wilsonLimits } from "./share-interval.ts";

/**
 * Difference of two independent shares, first less second: Newcombe's interval from Wilson's limits of each, and the
 * p-value that inverts it.
 *
 * @param first - A share result, or any `{ numerator, denominator }`.
 * @param second - The share to compare with, of other people.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Difference and limits, −1 to 1, and the two-sided p-value; `null` with a `reason` where a sample is empty.
 * @throws TypeError or RangeError if the counts are no counts, a numerator exceeds its denominator, or the confidence is none.
 *
 * @example
 * ```ts
 * const change = compareShares({ numerator: 56, denominator: 70 }, { numerator: 48, denominator: 80 })
 * change.difference // ~> 0.2
 * change.lower // ~> 0.0524
 * change.pValue // ~> 0.0081
 * ```
 *
 * @see Newcombe (1998), Interval estimation for the difference between independent proportions, Statistics in Medicine
 * 17, method 10.
 * @category Uncertainty
 */
export function compareShares(
  first: ShareLike,
  second: ShareLike,
  options: ConfidenceOptions = {},
): Comparison<"newcombe"> {
  const confidence = requireConfidence(options);
  const shape = { confidence, method: "newcombe" } as const;
  const [a, b] = [sampleOfShare(first), sampleOfShare(second)];
  if (a.rate === null || b.rate === null) {
    return { difference: null, lower: null, upper: null, pValue: null, ...shape, reason: "a sample is empty" };
  }
  const estimated = (rate: number, size: number) => ({
    estimate: rate,
    limits: (z: number) => wilsonLimits(rate, size, z),
  });
  return { ...mover(estimated(a.rate, a.size), estimated(b.rate, b.size), confidence), ...shape };
}
