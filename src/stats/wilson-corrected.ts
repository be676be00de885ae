import type { ConfidenceOptions, Interval } from "./interval.ts";
import { tailQuantile } from "./normal.ts";
import { intervalOfShare, type ShareCells } from "./share-cells.ts";
import type { ShareLike } from "./share-interval.ts";

/**
 * Wilson's interval of a share with a correction for continuity: nearly as wide as the exact one, in closed form.
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
 * wilsonCorrected({ numerator: 13, denominator: 16 }) // ~> { estimate: 0.8125, lower: 0.5369, upper: 0.9503, … }
 * ```
 *
 * @see Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, method 4.
 * @category Uncertainty
 */
export function wilsonCorrected(share: ShareLike, options: ConfidenceOptions = {}): Interval<"wilson-corrected"> {
  return intervalOfShare("wilson-corrected", share, options, (cells, tail) =>
    correctedLimits(cells, tailQuantile(tail)),
  );
}

/** Wilson's limits half a person farther out, `z` standard errors away, cut off at 0 and 1. */
export function correctedLimits({ hits, misses, size }: ShareCells, z: number): [lower: number, upper: number] {
  const reach = (part: number) => part + (z * z) / 2 + z * Math.sqrt((part * (size - part)) / size + (z * z) / 4);
  const [less, more] = [hits - 0.5, hits + 0.5];
  // The product of the two roots is known, which gives the lower one without cancellation.
  return [less <= 0 ? 0 : (less * less) / size / reach(less), misses <= 0.5 ? 1 : reach(more) / (size + z * z)];
}
