import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { tailQuantile } from "./normal.ts";
import type { ShareResult } from "./share.ts";

/**
 * What an interval of a share needs: any numerator and denominator; of a weighted share also its rate and its effective
 * sample size.
 *
 * @category Uncertainty
 */
export type ShareLike = Pick<ShareResult, "numerator" | "denominator"> &
  Partial<Pick<ShareResult, "rate" | "effectiveSampleSize">>;

/**
 * Interval of a share: Wilson's score interval.
 *
 * It stays within 0 and 1 and never has zero width. A weighted share is taken as one of its effective sample size: of
 * Kish's size, or of the size that its linearised variance stands for, whichever is smaller.
 *
 * @param share - A share result, or any `{ numerator, denominator }`.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Estimate and limits, 0 to 1; `null` with a `reason` of an empty sample.
 * @throws TypeError or RangeError if the counts are no counts, the numerator exceeds the denominator, or the confidence is none.
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
export function shareInterval(share: ShareLike, options?: ConfidenceOptions): Interval<"wilson"> {
  const confidence = requireConfidence(options);
  const { rate, size } = sampleOfShare(share);
  const [lower, upper] = rate === null ? [rate, rate] : wilsonLimits(rate, size, tailQuantile((1 - confidence) / 2));
  const why = rate === null && { reason: "the sample is empty" };
  return { estimate: rate, lower, upper, confidence, method: "wilson", ...why };
}

/** The rate of a share, `null` of an empty sample, and the number of equally weighted people that it stands for. */
export function sampleOfShare(share: ShareLike): { readonly rate: number | null; readonly size: number } {
  const { denominator, numerator, rate, effectiveSampleSize: size = denominator } = share ?? {};
  // Adding 0 turns −0 into 0.
  const known = size ? (rate ?? numerator / denominator) + 0 : null;
  const isCounted = numerator >= 0 && numerator <= denominator && [numerator, denominator].every(Number.isSafeInteger);
  if (isCounted && size >= 0 && size < 1 / 0 && known! >= 0 && known! <= 1) return { rate: known, size };
  throw new RangeError(`counts must be whole, 0 <= numerator <= denominator, got ${numerator}/${denominator}`);
}

/** Wilson's limits of a rate among `size` people, which need not be a whole number, `z` standard errors away. */
export function wilsonLimits(rate: number, size: number, z: number): [lower: number, upper: number] {
  const hits = rate * size;
  const reach = hits + (z * z) / 2 + z * Math.sqrt((z * z) / 4 + hits * (1 - rate));
  // The product of the two limits is known, which gives the lower one without cancellation.
  return [(hits / reach) * rate || 0, Math.max(rate, Math.min(1, reach / (size + z * z)))];
}
