import { requireCount } from "../tally/count.ts";
import { refusal } from "../tally/refusal.ts";
import { effectiveSize, total } from "./effective-size.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { normalTailQuantile } from "./normal.ts";
import type { ShareResult } from "./share.ts";

/**
 * What an interval of a share needs: any numerator and denominator, and the weights of a weighted one.
 *
 * @category Uncertainty
 */
export type ShareLike = Pick<ShareResult, "numerator" | "denominator"> &
  Partial<Pick<ShareResult, "rate" | "effectiveSampleSize" | "weights">>;

/**
 * Interval of a share: Wilson's score interval.
 *
 * It stays within 0 and 1 and never has zero width. A weighted share is taken as one of its effective sample size: of
 * Kish's size, or of the size that its linearised variance stands for, whichever is smaller.
 *
 * @param share - A share result, or any `{ numerator, denominator }`.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Estimate and limits, 0 to 1; `null` with a `reason` of an empty sample.
 * @throws RangeError if the counts are no counts, the numerator exceeds the denominator, or the confidence is none.
 *
 * @example
 * ```ts
 * shareInterval({ numerator: 8, denominator: 10 }) // => { estimate: 0.8, confidence: 0.95, method: "wilson", … }
 * shareInterval({ numerator: 8, denominator: 10 }).lower // ~> 0.4902
 * shareInterval({ numerator: 0, denominator: 0 }).reason // => "the sample is empty"
 * ```
 *
 * @see Wilson (1927), Journal of the American Statistical Association 22; Brown, Cai & DasGupta (2001), Statistical
 * Science 16; for weighted samples Franco, Little, Louis & Slud (2019), Journal of Survey Statistics and Methodology 7.
 * @category Uncertainty
 */
export function shareInterval(share: ShareLike, options: ConfidenceOptions = {}): Interval<"wilson"> {
  const confidence = requireConfidence(options.confidence);
  const { rate, size } = sampleOfShare(share);
  const shape = { confidence, method: "wilson" } as const;
  if (size === 0) return { estimate: null, lower: null, upper: null, ...shape, reason: "the sample is empty" };
  const [lower, upper] = wilsonLimits(rate, size, normalTailQuantile((1 - confidence) / 2));
  return { estimate: rate, lower, upper, ...shape };
}

/** The rate of a share and the number of equally weighted people that it stands for; size 0 of an empty sample. */
export function sampleOfShare(share: ShareLike): { readonly rate: number; readonly size: number } {
  const { weights, effectiveSampleSize } = share;
  const denominator = requireCount("denominator", share.denominator);
  const numerator = requireCount("numerator", share.numerator);
  if (numerator > denominator) throw refusal(`numerator must be at most the denominator, ${denominator}`, numerator);
  if (weights) {
    const size = effectiveSize(weights, [0, 1]);
    return { rate: size && weights.sums[1]! / total(weights.sums), size };
  }
  if (effectiveSampleSize !== undefined) return { rate: share.rate ?? 0, size: effectiveSampleSize };
  return { rate: denominator && numerator / denominator, size: denominator };
}

/** Wilson's limits of a rate among `size` people, which need not be a whole number, `z` standard errors away. */
export function wilsonLimits(rate: number, size: number, z: number): [lower: number, upper: number] {
  const hits = rate * size;
  const reach = hits + (z * z) / 2 + z * Math.sqrt(hits * (1 - rate) + (z * z) / 4);
  // The product of the two limits is known, which gives the lower one without cancellation.
  return [(hits * rate) / reach, rate === 1 ? 1 : Math.min(1, reach / (size + z * z))];
}
