import type { ConfidenceOptions, Interval } from "./interval.ts";
import { tailQuantile } from "./normal.ts";
import { intervalOfShare } from "./share-cells.ts";
import type { ShareLike } from "./share-interval.ts";

/**
 * Agresti and Coull's interval of a share: Wald's, after z² people were added, half of whom hold (at 95 % about two and
 * two); cut off at 0 and 1. Simpler than Wilson's, never narrower.
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
 * agrestiCoull({ numerator: 13, denominator: 16 }) // ~> { estimate: 0.8125, lower: 0.5620, upper: 0.9420, … }
 * agrestiCoull({ numerator: 16, denominator: 16 }).upper // => 1
 * ```
 *
 * @see Agresti & Coull (1998), Approximate Is Better than "Exact" for Interval Estimation of Binomial Proportions, The
 * American Statistician 52.
 * @category Uncertainty
 */
export function agrestiCoull(share: ShareLike, options: ConfidenceOptions = {}): Interval<"agresti-coull"> {
  return intervalOfShare("agresti-coull", share, options, ({ hits, size }, tail) => {
    const z = tailQuantile(tail);
    const people = size + z * z;
    const centre = (hits + (z * z) / 2) / people;
    const reach = z * Math.sqrt((centre * (1 - centre)) / people);
    return [centre - reach, centre + reach];
  });
}
