import { type ConfidenceOptions, requireConfidence } from "../stats/interval.ts";
import { tailQuantile } from "../stats/normal.ts";
import { requirePlanned, requirePoints, requirePopulation, requireVariance } from "./nps-plan.ts";

/**
 * What is asked of a sample.
 *
 * @category Net Promoter Score
 */
export interface NpsSampleSizeOptions extends ConfidenceOptions {
  /** How far the score may be off, in points, 0.001 to 100. */
  readonly marginOfError: number;
  /**
   * V, the variance of the scores 1, 0 and −1, above 0 to 1: from an earlier sample by `npsMarginOfError`, or a guess.
   * Default 1, half promoters and half detractors, for which no sample is too small; equal thirds have 0.67.
   */
  readonly variance?: number | undefined;
  /** For the plain interval (`"wald"`), or that with three people added, for whom three fewer do. Default `"wald"`. */
  readonly method?: "wald" | "adjusted-wald" | undefined;
  /** Everybody from whom the sample is drawn at random, a whole number. Default: so many that it does not matter. */
  readonly population?: number | undefined;
}

/**
 * How many people must answer.
 *
 * @category Net Promoter Score
 */
export interface NpsSampleSize {
  /** People who must answer, a whole number. */
  readonly people: number;
  /** The same before it is rounded up. */
  readonly exact: number;
  /** How far the score may be off, in points. */
  readonly marginOfError: number;
  /** The variance supposed. */
  readonly variance: number;
  /** The confidence of the interval, between 0 and 1. */
  readonly confidence: number;
  /** The interval that was planned for. */
  readonly method: "wald" | "adjusted-wald";
  /** Everybody from whom the sample is drawn, where that was given. */
  readonly population?: number;
}

/**
 * Sample size for a margin of error of a Net Promoter Score: how many people must answer, not how many must be asked.
 *
 * @param options - `marginOfError` in points; `confidence`, between 0 and 1, default 0.95; `variance`, default 1;
 *   `method`; `population`.
 * @returns People, rounded up, with what was supposed.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * npsSampleSize({ marginOfError: 5 }).people // => 1537
 * npsSampleSize({ marginOfError: 5, variance: 0.61 }).people // => 938
 * npsSampleSize({ marginOfError: 5, variance: 0.61, population: 1000 }).people // => 485
 * ```
 *
 * @see Cochran (1977), Sampling Techniques, 3rd edition, chapter 4.
 * @category Net Promoter Score
 */
export function npsSampleSize(options: NpsSampleSizeOptions): NpsSampleSize {
  const confidence = requireConfidence(options);
  const marginOfError = requirePoints("marginOfError", options?.marginOfError, 100);
  const { variance: supposed = 1 } = options;
  const variance = requireVariance(supposed);
  const method = requirePlanned(options.method);
  const population = requirePopulation(options.population, 1);
  const z = tailQuantile((1 - confidence) / 2);
  const boundless = Math.max(0, variance * (z / (marginOfError / 100)) ** 2 - (method === "wald" ? 0 : 3));
  const exact = population === undefined ? boundless : boundless / (1 + Math.max(0, boundless - 1) / population);
  return {
    people: Math.max(1, Math.ceil(exact)),
    exact,
    marginOfError,
    variance,
    confidence,
    method,
    ...(population !== undefined && { population }),
  };
}
