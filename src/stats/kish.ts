import { requireIterable } from "../tally/iterable.ts";
import { requireWeight } from "../tally/weight.ts";
import { addWeights, readWeights, type WeightTally } from "./weight-sums.ts";

/**
 * Kish's effective sample size, (Σw)² / Σw²: the number of people of equal weight whose mean would be as sure, as long as
 * the weights have nothing to do with the answers.
 *
 * @param weights - The people's weights, each 0 or more; who weighs 0 does not count.
 * @returns The size, from 1 to the number of people with a weight; `null` where nobody has any.
 * @throws TypeError or RangeError if a weight is none, with its index.
 *
 * @example
 * ```ts
 * kishSize([1, 1, 1, 1]) // => 4
 * kishSize([3, 1, 0]) // => 1.6
 * kishSize([]) // => null
 * ```
 *
 * @see Kish (1965), Survey Sampling, section 11.7.
 * @category Weights
 */
export function kishSize(weights: Iterable<number>): number | null {
  return kish(weights).size;
}

/**
 * Kish's design effect of weights, n·Σw² / (Σw)²: how many times as many people the weighted sample takes as one of equal
 * weights would, 1 plus the squared variation of the weights.
 *
 * @param weights - The people's weights, each 0 or more; who weighs 0 does not count.
 * @returns The design effect, 1 or more; `null` where nobody has a weight.
 * @throws TypeError or RangeError if a weight is none, with its index.
 *
 * @example
 * ```ts
 * designEffect([1, 1, 1, 1]) // => 1
 * designEffect([3, 1, 0]) // => 1.25
 * ```
 *
 * @see Kish (1992), Weighting for unequal Pᵢ, Journal of Official Statistics 8.
 * @category Weights
 */
export function designEffect(weights: Iterable<number>): number | null {
  const { count, size } = kish(weights);
  return size && Math.max(1, count / size);
}

/** How many people weigh anything, and the size that they stand for. */
function kish(weights: Iterable<number>): { readonly count: number; readonly size: number | null } {
  requireIterable(weights, "weights");
  const tally: WeightTally = [0, 0, 0, 0];
  let index = 0;
  let count = 0;
  for (const weight of weights) {
    if (requireWeight(weight, index++) === 0) continue;
    count++;
    addWeights(tally, weight, 0, weight * weight, 0);
  }
  const { sums, squares } = readWeights([tally]);
  // Divided before it is multiplied, so that no square leaves the doubles; rounding may pass the ends.
  return { count, size: count === 0 ? null : Math.min(count, Math.max(1, (sums[0]! / squares[0]!) * sums[0]!)) };
}
