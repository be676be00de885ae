import type { ConfidenceOptions, Interval } from "./interval.ts";
import { tailQuantile } from "./normal.ts";
import { intervalOfShare } from "./share-cells.ts";
import type { ShareLike } from "./share-interval.ts";

/**
 * Wald's interval of a share, plus or minus z standard errors, cut off at 0 and 1: for comparison with tools that use
 * it. Of zero width where everybody agrees, and too narrow near 0 and 1; `shareInterval` is neither.
 *
 * A weighted share is taken as one of its effective sample size.
 *
 * @param share - A share result, or any `{ numerator, denominator }`.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Estimate and limits, 0 to 1; `null` with a `reason` of an empty sample.
 * @throws RangeError if the counts are no counts, the numerator exceeds the denominator, or the confidence is none.
 *
 * @example
 * ```ts
 * waldShare({ numerator: 13, denominator: 16 }) // ~> { estimate: 0.8125, lower: 0.6213, upper: 1, … }
 * waldShare({ numerator: 16, denominator: 16 }).lower // => 1
 * ```
 *
 * @see Brown, Cai & DasGupta (2001), Interval Estimation for a Binomial Proportion, Statistical Science 16.
 * @category Uncertainty
 */
export function waldShare(share: ShareLike, options: ConfidenceOptions = {}): Interval<"wald"> {
  return intervalOfShare("wald", share, options, ({ rate, size }, tail) => {
    const reach = tailQuantile(tail) * Math.sqrt((rate * (1 - rate)) / size);
    return [rate - reach, rate + reach];
  });
}
