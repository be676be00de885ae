import { requireFunction } from "../tally/function.ts";
import { refusal } from "../tally/refusal.ts";
import { compareShares } from "./compare-shares.ts";
import { type Comparison, type ConfidenceOptions, requireConfidence } from "./interval.ts";
import { bisect } from "./root.ts";
import type { ShareLike } from "./share-interval.ts";

/**
 * Within what two shares count as equal.
 *
 * @category Uncertainty
 */
export interface EquivalenceOptions extends ConfidenceOptions {
  /** The largest difference that does not matter, above 0 and at most 1: 0.05 is five percentage points. Decided before the data are seen. */
  readonly margin: number;
  /** The comparison whose interval decides: `compareShares` (default), `miettinenNurminen`, `agrestiCaffo`, …. */
  readonly compare?: ((first: ShareLike, second: ShareLike, options: ConfidenceOptions) => Comparison) | undefined;
}

/**
 * Whether the difference of two shares stays within a margin.
 *
 * @category Uncertainty
 */
export interface EquivalenceResult {
  /** Whether it does, with the stated confidence; `null` where there is no interval. `false` means "not shown". */
  readonly holds: boolean | null;
  /** First share less second, −1 to 1; `null` where a sample is empty. */
  readonly difference: number | null;
  /** Lower limit of the interval that decides; `null` where there is none. */
  readonly lower: number | null;
  /** Upper limit of the interval that decides; `null` where there is none. */
  readonly upper: number | null;
  /** p-value of the claim that it does not: the least 1 − confidence at which it holds, from 1e-16 to 0.5; `null` where there is none. */
  readonly pValue: number | null;
  /** The margin. */
  readonly margin: number;
  /** The confidence of the decision. The interval's is lower: 0.9 for 0.95, because each side is tested on its own. */
  readonly confidence: number;
  /** The method of the interval. */
  readonly method: string;
  /** Why there is no decision; only where there is none. */
  readonly reason?: string;
}

/**
 * Whether two independent shares are equal for all practical purposes: two one-sided tests, each of which must rule out a
 * difference beyond the margin. That is the interval of confidence 1 − 2α within the margin on both sides. A large
 * p-value of a comparison does not show equality; this does.
 *
 * @param first - A share result, or any `{ numerator, denominator }`.
 * @param second - The share to compare with, of other people.
 * @param options - `margin`, the largest difference that does not matter; `confidence` of the decision, above 0.5 and
 *   below 1, default 0.95; `compare`, the comparison whose interval decides, default `compareShares`.
 * @returns Whether it holds, with the interval that decides and the p-value; `null` with a `reason` where a sample is
 *   empty.
 * @throws RangeError if margin or confidence is none, or the counts are no counts.
 *
 * @example
 * ```ts
 * const [phone, chat] = [{ numerator: 812, denominator: 1000 }, { numerator: 806, denominator: 1000 }]
 * equivalentShares(phone, chat, { margin: 0.05 }) // ~> { holds: true, difference: 0.006, lower: -0.023, upper: 0.035, pValue: 0.0062, … }
 * equivalentShares(phone, chat, { margin: 0.02, compare: miettinenNurminen }).holds // => false
 * ```
 *
 * @see Schuirmann (1987), A comparison of the two one-sided tests procedure and the power approach, Journal of
 * Pharmacokinetics and Biopharmaceutics 15.
 * @category Uncertainty
 */
export function equivalentShares(first: ShareLike, second: ShareLike, options: EquivalenceOptions): EquivalenceResult {
  return decide(first, second, options, ({ lower, upper }, margin) => Math.min(margin + lower, margin - upper));
}

/**
 * Whether a share is not worse than another by more than a margin: a one-sided test, by the lower limit of the interval
 * of confidence 1 − 2α.
 *
 * @param first - The share that must not be worse: a share result, or any `{ numerator, denominator }`.
 * @param second - The share to compare with, of other people.
 * @param options - `margin`, the largest loss that does not matter; `confidence` of the decision, above 0.5 and below 1,
 *   default 0.95; `compare`, the comparison whose interval decides, default `compareShares`.
 * @returns Whether it holds, with the interval that decides and the p-value; `null` with a `reason` where a sample is
 *   empty.
 * @throws RangeError if margin or confidence is none, or the counts are no counts.
 *
 * @example
 * ```ts
 * const [bot, agents] = [{ numerator: 700, denominator: 1000 }, { numerator: 690, denominator: 1000 }]
 * noWorseShare(bot, agents, { margin: 0.03 }) // ~> { holds: true, difference: 0.01, lower: -0.024, pValue: 0.026, … }
 * ```
 *
 * @see Schuirmann (1987), A comparison of the two one-sided tests procedure and the power approach, Journal of
 * Pharmacokinetics and Biopharmaceutics 15.
 * @category Uncertainty
 */
export function noWorseShare(first: ShareLike, second: ShareLike, options: EquivalenceOptions): EquivalenceResult {
  return decide(first, second, options, ({ lower }, margin) => margin + lower);
}

interface Limits {
  readonly lower: number;
  readonly upper: number;
}

/** Decides by the room that is left between the limits and the margin: above 0, it holds. */
function decide(
  first: ShareLike,
  second: ShareLike,
  options: EquivalenceOptions,
  room: (limits: Limits, margin: number) => number,
): EquivalenceResult {
  const { margin, compare = compareShares } = options ?? {};
  requireFunction("compare", compare);
  const confidence = requireConfidence(options);
  if (confidence <= 0.5)
    throw refusal("confidence must be above 0.5, for the interval's is 2 × confidence − 1", confidence);
  if (!(typeof margin === "number" && margin > 0 && margin <= 1)) {
    throw refusal("margin must be a difference of shares above 0, at most 1", margin);
  }
  const at = (alpha: number) => compare(first, second, { confidence: 1 - 2 * alpha });
  const { difference, lower, upper, method, reason } = at(1 - confidence);
  if (lower === null || upper === null) {
    return {
      holds: null,
      difference,
      lower,
      upper,
      pValue: null,
      margin,
      confidence,
      method,
      ...(reason && { reason }),
    };
  }
  // Limits that are cut off at 1 leave no room, and none is not yet enough.
  const roomAt = (alpha: number) => (room(at(alpha) as Limits, margin) > 0 ? 1 : -1);
  return {
    holds: room({ lower, upper }, margin) > 0,
    difference,
    lower,
    upper,
    pValue: roomAt(MOST) > 0 ? bisect(roomAt, LEAST, MOST) : 0.5,
    margin,
    confidence,
    method,
  };
}

/** The least and the largest error probability that 1 − 2α tells from none and from ½. */
const LEAST = 1e-16;
const MOST = 0.4999999999999999;
