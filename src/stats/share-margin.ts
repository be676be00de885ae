import { finitePopulation, requirePopulation } from "./finite-population.ts";
import type { ConfidenceOptions } from "./interval.ts";
import { type ShareLike, shareInterval } from "./share-interval.ts";

/**
 * How sure a margin of error must be, and of how many people.
 *
 * @category Sample size
 */
export interface ShareMarginOptions extends ConfidenceOptions {
  /** Everybody from whom the sample was drawn at random, a whole number. Default: so many that it does not matter. */
  readonly population?: number | undefined;
}

/**
 * How far a share may be off.
 *
 * @category Sample size
 */
export interface ShareMargin {
  /** Half the width of the interval, 0 to 0.5; `null` of an empty sample. */
  readonly marginOfError: number | null;
  /** From the lower limit up to the share; `null` of an empty sample. */
  readonly below: number | null;
  /** From the share up to the upper limit; `null` of an empty sample. */
  readonly above: number | null;
  /** The share, 0 to 1; `null` of an empty sample. */
  readonly estimate: number | null;
  /** Lower limit, 0 to 1; `null` of an empty sample. */
  readonly lower: number | null;
  /** Upper limit, 0 to 1; `null` of an empty sample. */
  readonly upper: number | null;
  /** The confidence of the interval, between 0 and 1. */
  readonly confidence: number;
  /** How the interval was found. */
  readonly method: "wilson";
  /** Everybody from whom the sample was drawn, where that was given. */
  readonly population?: number;
  /** Why there is no margin; only where there is none. */
  readonly reason?: string;
}

/**
 * Margin of error of a share: half of Wilson's interval, which reaches farther on one side than on the other.
 *
 * Where a part of a small population answered, chosen at random, the margin shrinks (see `finitePopulation`): to nothing
 * where everybody did.
 *
 * @param share - A share result, or any `{ numerator, denominator }`.
 * @param options - `confidence`, between 0 and 1, default 0.95; `population`.
 * @returns The margin and both its sides, 0 to 1; `null` with a `reason` of an empty sample.
 * @throws RangeError if the counts are no counts, the population is smaller than the sample, or an option is none.
 *
 * @example
 * ```ts
 * shareMarginOfError({ numerator: 80, denominator: 100 }) // ~> { marginOfError: 0.078, below: 0.089, above: 0.067, … }
 * shareMarginOfError({ numerator: 80, denominator: 100 }, { population: 150 }).marginOfError // ~> 0.045
 * ```
 *
 * @see Wilson (1927), Journal of the American Statistical Association 22.
 * @category Sample size
 */
export function shareMarginOfError(share: ShareLike, options: ShareMarginOptions = {}): ShareMargin {
  const { population } = options ?? {};
  const known = population === undefined ? {} : { population: requirePopulation(population) };
  const isCensus = population === share?.denominator;
  const sample = population === undefined || isCensus ? share : finitePopulation(share, population);
  const { estimate, lower, upper, ...shape } = shareInterval(sample, options);
  if (estimate === null || lower === null || upper === null) {
    return { marginOfError: null, below: null, above: null, estimate, lower, upper, ...known, ...shape };
  }
  const limits = isCensus ? { lower: estimate, upper: estimate } : { lower, upper };
  const [below, above] = [estimate - limits.lower, limits.upper - estimate];
  return { marginOfError: (limits.upper - limits.lower) / 2, below, above, estimate, ...limits, ...known, ...shape };
}
