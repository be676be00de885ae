import { requireCount } from "../tally/count.ts";
import { refusal } from "../tally/refusal.ts";
import { requireRule, type ShareOptions, type ShareTally } from "./share.ts";
import type { ClassWeights } from "./weight-sums.ts";
import { weightsFromSums } from "./weights-from-sums.ts";

/**
 * A proportion counted elsewhere.
 *
 * @category Share
 */
export interface ShareCounts {
  /** How many hold. */
  readonly numerator: number | bigint;
  /** How many are known, those that hold among them. */
  readonly denominator: number | bigint;
  /** How many cannot be known yet. Default 0. */
  readonly pending?: number | bigint | undefined;
  /** How many are not known. Default 0. */
  readonly missing?: number | bigint | undefined;
  /** How many were left out. Default 0. */
  readonly excluded?: number | bigint | undefined;
  /** Σw and Σw² of those that do not hold and of those that do, in this order, where they have weights. */
  readonly weights?: ClassWeights | undefined;
}

/**
 * The tally of a proportion counted elsewhere (SQL, a spreadsheet, an engine), for `shareMetric` to read or merge.
 *
 * @param counts - Numerator and denominator, whole numbers, BigInt accepted; of a weighted sample also Σw and Σw².
 * @param options - `rule`, what decides the outcomes, the same as of the metric that reads the tally.
 * @returns The tally, plain JSON data.
 * @throws TypeError or RangeError if a count is none, or the numerator exceeds the denominator.
 *
 * @example
 * ```ts
 * shareMetric().read(shareFromCounts({ numerator: 7732, denominator: 9544 })).rate // ~> 0.810142
 * ```
 *
 * @category Share
 */
export function shareFromCounts(counts: ShareCounts, options: ShareOptions = {}): ShareTally {
  const denominator = requireCount("denominator", counts?.denominator);
  const numerator = requireCount("numerator", counts.numerator);
  if (numerator > denominator) throw refusal(`numerator must be at most the denominator, ${denominator}`, numerator);
  const people = [denominator - numerator, numerator];
  return {
    of: requireRule(options?.rule),
    counts: people,
    missing: requireCount("missing", counts.missing ?? 0),
    excluded: requireCount("excluded", counts.excluded ?? 0),
    weights: counts.weights ? weightsFromSums(counts.weights, people) : null,
    pending: requireCount("pending", counts.pending ?? 0),
  };
}
