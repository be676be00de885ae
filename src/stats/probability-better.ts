import { refusal } from "../tally/refusal.ts";
import { betaExceedance, LARGEST_SHAPE, LEAST_SHAPE } from "./beta-exceedance.ts";
import { cellsOfShare } from "./share-cells.ts";
import type { ShareLike } from "./share-interval.ts";

/**
 * What is known of a share before the sample.
 *
 * @category Uncertainty
 */
export interface PriorOptions {
  /**
   * People who hold and people who do not, that the prior is worth, each from 0.1 to 1e15. Default `[0.5, 0.5]`, Jeffreys';
   * `[1, 1]` takes every share as equally likely.
   */
  readonly prior?: readonly [hits: number, misses: number] | undefined;
}

/**
 * The probability that the first of two independent shares is truly the larger, given the samples and a prior.
 *
 * Unlike a p-value it is what it sounds like, but it rests on the prior, and it says nothing of how much larger. Weighted
 * shares are taken as of their effective sample sizes.
 *
 * @param first - A share result, or any `{ numerator, denominator }`.
 * @param second - The share to compare with, of other people.
 * @param options - `prior`, of both shares; default Jeffreys'.
 * @returns The probability, 0 to 1; of two empty samples ½.
 * @throws RangeError if the counts are no counts, or the prior is none.
 *
 * @example
 * ```ts
 * probabilityBetter({ numerator: 80, denominator: 100 }, { numerator: 70, denominator: 100 }) // ~> 0.949
 * probabilityBetter({ numerator: 0, denominator: 0 }, { numerator: 0, denominator: 0 }) // ~> 0.5
 * ```
 *
 * @see Gelman et al. (2013), Bayesian Data Analysis, 3rd edition, 2.4.
 * @category Uncertainty
 */
export function probabilityBetter(first: ShareLike, second: ShareLike, options: PriorOptions = {}): number {
  const { prior = [0.5, 0.5] } = options ?? {};
  if (!Array.isArray(prior) || prior.length !== 2) throw refusal("prior must be [hits, misses]", prior);
  const shapesOf = (share: ShareLike) => {
    const { hits, misses } = cellsOfShare(share);
    return [hits + requirePart(prior[0]), misses + requirePart(prior[1])] as const;
  };
  return betaExceedance(shapesOf(first), shapesOf(second));
}

function requirePart(part: number): number {
  if (typeof part === "number" && part >= LEAST_SHAPE && part <= LARGEST_SHAPE) return part;
  throw refusal(`prior must be two numbers from ${LEAST_SHAPE} to ${LARGEST_SHAPE}`, part);
}
