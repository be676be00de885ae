import { refusal } from "../tally/refusal.ts";
import type { Comparison, ConfidenceOptions } from "./interval.ts";
import { normalTail } from "./normal.ts";
import { type ShareLike, sampleOfShare, shareInterval } from "./share-interval.ts";

/**
 * A share against a target: how far it lies above, with Wilson's interval, and whether it could be the target, by the
 * score test that the interval inverts.
 *
 * @param share - A share result, or any `{ numerator, denominator }`; a weighted one is taken as of its effective size.
 * @param target - The share to compare with, 0 to 1, known without error.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Share less target and limits, −1 to 1, and the two-sided p-value of the target; `null` with a `reason` of an
 *   empty sample.
 * @throws RangeError if the counts are no counts, or target or confidence is none.
 *
 * @example
 * ```ts
 * compareShareToTarget({ numerator: 13, denominator: 16 }, 0.5)
 * // ~> { difference: 0.3125, lower: 0.0699, upper: 0.4341, pValue: 0.0124, … }
 * ```
 *
 * @see Wilson (1927), Journal of the American Statistical Association 22.
 * @category Uncertainty
 */
export function compareShareToTarget(
  share: ShareLike,
  target: number,
  options: ConfidenceOptions = {},
): Comparison<"wilson"> {
  requireShare("target", target);
  const { estimate, lower, upper, ...shape } = shareInterval(share, options);
  if (estimate === null || lower === null || upper === null) {
    return { difference: null, lower: null, upper: null, pValue: null, ...shape };
  }
  const difference = estimate - target;
  const error = Math.sqrt((target * (1 - target)) / sampleOfShare(share).size);
  return {
    difference,
    lower: lower - target,
    upper: upper - target,
    pValue: difference === 0 ? 1 : 2 * normalTail(Math.abs(difference) / error),
    ...shape,
  };
}

/** A share that is known or supposed, if it is one. */
export function requireShare(name: string, share: number): number {
  if (typeof share === "number" && share >= 0 && share <= 1) return share;
  throw refusal(`${name} must be a share from 0 to 1`, share);
}
