import { betaQuantile, betaTailQuantile } from "./beta.ts";
import type { ConfidenceOptions, Interval } from "./interval.ts";
import { intervalOfShare } from "./share-cells.ts";
import type { ShareLike } from "./share-interval.ts";

/**
 * Jeffreys' interval of a share: the middle part of the beta distribution that the sample leaves of Jeffreys' prior
 * (half a person on either side). Its lower limit is 0 where nobody holds, its upper limit 1 where everybody does.
 *
 * It is also a credible interval: given the prior, the true share lies in it with the stated probability. A weighted
 * share is taken as one of its effective sample size.
 *
 * @param share - A share result, or any `{ numerator, denominator }`.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Estimate and limits, 0 to 1; `null` with a `reason` of an empty sample.
 * @throws RangeError if the counts are no counts, the numerator exceeds the denominator, or the confidence is none.
 *
 * @example
 * ```ts
 * jeffreys({ numerator: 13, denominator: 16 }) // ~> { estimate: 0.8125, lower: 0.5792, upper: 0.9442, … }
 * jeffreys({ numerator: 0, denominator: 16 }).lower // => 0
 * ```
 *
 * @see Brown, Cai & DasGupta (2001), Interval Estimation for a Binomial Proportion, Statistical Science 16.
 * @category Uncertainty
 */
export function jeffreys(share: ShareLike, options: ConfidenceOptions = {}): Interval<"jeffreys"> {
  return intervalOfShare("jeffreys", share, options, ({ hits, misses }, tail) => [
    hits === 0 ? 0 : betaQuantile(tail, hits + 0.5, misses + 0.5),
    misses === 0 ? 1 : betaTailQuantile(tail, hits + 0.5, misses + 0.5),
  ]);
}
