import { normalTail } from "./normal.ts";
import { cellsOfShare, mirrored } from "./share-cells.ts";
import type { ShareLike } from "./share-interval.ts";
import type { TestResult } from "./test-result.ts";

/**
 * The pooled z test of two shares.
 *
 * @category Uncertainty
 */
export interface PooledZResult extends TestResult<"pooled-z"> {
  /** First share less second, −1 to 1; `null` where a sample is empty. */
  readonly difference: number | null;
  /** The difference in standard errors of the pooled sample; `null` where a sample is empty. */
  readonly z: number | null;
}

/**
 * The pooled z test of two independent shares, which spreadsheets and test calculators use: the difference, in standard
 * errors of the two samples taken as one. Its square is the chi-square of the two-by-two table, without correction. The
 * interval that agrees with it is `mee`.
 *
 * Weighted shares are taken as of their effective sample sizes.
 *
 * @param first - A share result, or any `{ numerator, denominator }`.
 * @param second - The share to compare with, of other people.
 * @returns Difference, z and the two-sided p-value, which is 1 where everybody in both samples agrees; `null` with a
 *   `reason` where a sample is empty.
 * @throws RangeError if the counts are no counts or a numerator exceeds its denominator.
 *
 * @example
 * ```ts
 * pooledZ({ numerator: 56, denominator: 70 }, { numerator: 48, denominator: 80 })
 * // ~> { difference: 0.2, z: 2.65, pValue: 0.0080, method: "pooled-z" }
 * ```
 *
 * @see Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, chapter 3.
 * @category Uncertainty
 */
export function pooledZ(first: ShareLike, second: ShareLike): PooledZResult {
  const method = "pooled-z";
  const [a, b] = [cellsOfShare(first), cellsOfShare(second)];
  if (a.size === 0 || b.size === 0) {
    return { difference: null, z: null, pValue: null, method, reason: "a sample is empty" };
  }
  const difference = a.rate - b.rate;
  const people = a.size + b.size;
  const variance = ((a.hits + b.hits) / people) * ((a.misses + b.misses) / people) * (1 / a.size + 1 / b.size);
  // From the side where shares are small, which doubles tell apart more finely.
  const isSmall = a.hits + b.hits <= a.misses + b.misses;
  const apart = isSmall ? difference : mirrored(b).rate - mirrored(a).rate;
  const z = apart && apart / Math.sqrt(variance);
  return { difference, z, pValue: Math.min(1, 2 * normalTail(Math.abs(z))), method };
}
