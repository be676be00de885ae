import { betaQuantile, betaTailQuantile } from "./beta.ts";
import type { ConfidenceOptions, Interval } from "./interval.ts";
import { intervalOfShare, LEAST_SHAPE, type ShareCells } from "./share-cells.ts";
import type { ShareLike } from "./share-interval.ts";

/**
 * The exact interval of a share, Clopper and Pearson's: whatever the true share, at least the stated confidence of all
 * samples give an interval that holds it, so it is wider than others. For regulators and contracts.
 *
 * A weighted share is taken as one of its effective sample size, which is no longer exact.
 *
 * @param share - A share result, or any `{ numerator, denominator }`.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Estimate and limits, 0 to 1; `null` with a `reason` of an empty sample.
 * @throws RangeError if the counts are no counts, the numerator exceeds the denominator, or the confidence is none.
 *
 * @example
 * ```ts
 * clopperPearson({ numerator: 81, denominator: 263 }) // ~> { estimate: 0.308, lower: 0.2527, upper: 0.3676, … }
 * clopperPearson({ numerator: 0, denominator: 20 }).upper // ~> 0.1684
 * clopperPearson({ numerator: 0, denominator: 0 }).reason // => "the sample is empty"
 * ```
 *
 * @see Clopper & Pearson (1934), The use of confidence or fiducial limits illustrated in the case of the binomial,
 * Biometrika 26.
 * @category Uncertainty
 */
export function clopperPearson(share: ShareLike, options: ConfidenceOptions = {}): Interval<"clopper-pearson"> {
  return intervalOfShare("clopper-pearson", share, options, exactLimits);
}

/** Clopper and Pearson's limits, each of which leaves a probability `tail` outside. */
export function exactLimits({ hits, misses }: ShareCells, tail: number): [lower: number, upper: number] {
  return [
    hits < LEAST_SHAPE ? 0 : betaQuantile(tail, hits, misses + 1),
    misses < LEAST_SHAPE ? 1 : betaTailQuantile(tail, hits + 1, misses),
  ];
}
