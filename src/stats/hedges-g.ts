import { pooledSpread, type SpreadLike } from "./pooled-spread.ts";

/**
 * A difference of two means in units of their common standard deviation.
 *
 * @category Uncertainty
 */
export interface EffectSize {
  /** Hedges' g, first less second, corrected for small samples; `null` where there is none. */
  readonly effectSize: number | null;
  /** Cohen's d, the same without the correction; `null` where there is none. */
  readonly cohensD: number | null;
  /** Degrees of freedom of the common standard deviation. */
  readonly degreesOfFreedom: number;
  /** Why there is none; only where there is none. */
  readonly reason?: string;
}

/**
 * Hedges' g: the difference of two independent means in units of their pooled standard deviation, so that differences of scales
 * compare. By convention 0.2 is small, 0.5 medium and 0.8 large.
 *
 * @param first - What `mean`, `ratings` or `durations` gives of unweighted values, or any `{ count, mean, standardDeviation }`.
 * @param second - The mean to compare with, of other people.
 * @returns g with the correction 1 − 3 / (4 df − 1), and Cohen's d; `null` with a `reason` where a sample is empty, both
 *   together have less than three values, or neither varies.
 * @throws RangeError or TypeError if a sample is none or weighted.
 *
 * @example
 * ```ts
 * hedgesG(mean([4, 5, 5, 3]), mean([2, 3, 3, 4])) // ~> { effectSize: 1.2216, cohensD: 1.4049, degreesOfFreedom: 6 }
 * ```
 *
 * @see Hedges (1981), Distribution Theory for Glass's Estimator of Effect Size, Journal of Educational Statistics 6.
 * @category Uncertainty
 */
export function hedgesG(first: SpreadLike, second: SpreadLike): EffectSize {
  const { difference, spread, df, reason } = pooledSpread(first, second);
  const degreesOfFreedom = Math.max(0, df);
  if (difference === null || spread === null) {
    return { effectSize: null, cohensD: null, degreesOfFreedom, reason: reason! };
  }
  // Adding 0 turns −0 into 0.
  const cohensD = difference / spread + 0;
  return { effectSize: cohensD * (1 - 3 / (4 * df - 1)) + 0, cohensD, degreesOfFreedom };
}
