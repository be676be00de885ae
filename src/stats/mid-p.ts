import { betaCdf, betaTail } from "./beta.ts";
import type { ConfidenceOptions, Interval } from "./interval.ts";
import { bisect } from "./root.ts";
import { intervalOfShare, LEAST_SHAPE, type ShareCells } from "./share-cells.ts";
import type { ShareLike } from "./share-interval.ts";

/**
 * The mid-P interval of a share: the exact interval with only half the probability of the sample itself counted against
 * it. Nearer to the stated confidence on average than the exact one, and narrower; no guarantee.
 *
 * A weighted share is taken as one of its effective sample size. Below a confidence of a few percent the interval need
 * not hold the estimate.
 *
 * @param share - A share result, or any `{ numerator, denominator }`.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Estimate and limits, 0 to 1; `null` with a `reason` of an empty sample.
 * @throws RangeError if the counts are no counts, the numerator exceeds the denominator, or the confidence is none.
 *
 * @example
 * ```ts
 * midP({ numerator: 13, denominator: 16 }) // ~> { estimate: 0.8125, lower: 0.5699, upper: 0.9500, … }
 * midP({ numerator: 0, denominator: 9 }).upper // ~> 0.2831
 * ```
 *
 * @see Berry & Armitage (1995), Mid-P confidence intervals: a brief review, The Statistician 44.
 * @category Uncertainty
 */
export function midP(share: ShareLike, options: ConfidenceOptions = {}): Interval<"mid-p"> {
  return intervalOfShare("mid-p", share, options, (cells, tail) => [
    bisect((rate) => halfway(cells, (a, b) => betaCdf(rate, a, b), 1) - tail, 0, 1),
    bisect((rate) => halfway(cells, (a, b) => betaTail(rate, a, b), 0) - tail, 0, 1),
  ]);
}

/**
 * Halfway between the probabilities of samples beyond this one with and without this one itself, each a tail of a beta
 * distribution; `atNone` is the tail of one whose first shape is 0, and 1 − `atNone` where the second is.
 */
function halfway({ hits, misses }: ShareCells, tailOf: (a: number, b: number) => number, atNone: 0 | 1): number {
  const withIt = hits < LEAST_SHAPE ? atNone : tailOf(hits, misses + 1);
  const withoutIt = misses < LEAST_SHAPE ? 1 - atNone : tailOf(hits + 1, misses);
  return (withIt + withoutIt) / 2;
}
