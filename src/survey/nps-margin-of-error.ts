import { type ConfidenceOptions, requireConfidence } from "../stats/interval.ts";
import { inPoints, netVariance } from "../stats/net-interval-by.ts";
import { type NetMethod, netLimits, requireNetMethod } from "../stats/net-limits.ts";
import { sampleOfNet } from "../stats/net-sample.ts";
import { tailQuantile } from "../stats/normal.ts";
import { classesOfNps, type NpsLike } from "./nps-interval.ts";
import { requirePopulation } from "./nps-plan.ts";

/**
 * How sure a margin of error must be, and of whom.
 *
 * @category Net Promoter Score
 */
export interface NpsMarginOptions extends ConfidenceOptions {
  /** How the interval is found. Default `"score"`. */
  readonly method?: NetMethod | undefined;
  /** Everybody from whom the sample was drawn at random, a whole number. Default: so many that it does not matter. */
  readonly population?: number | undefined;
}

/**
 * How far a Net Promoter Score may be off.
 *
 * @category Net Promoter Score
 */
export interface NpsMargin {
  /** Half the width of the interval, in points; `null` where nobody answered. */
  readonly marginOfError: number | null;
  /** From the lower limit up to the score, in points; `null` where nobody answered. */
  readonly below: number | null;
  /** From the score up to the upper limit, in points; `null` where nobody answered. */
  readonly above: number | null;
  /** The score, −100 to 100; `null` where nobody answered. */
  readonly estimate: number | null;
  /** Lower limit in points; `null` where nobody answered. */
  readonly lower: number | null;
  /** Upper limit in points; `null` where nobody answered. */
  readonly upper: number | null;
  /** The plain standard error √(V/n) in points, 0 where all answers agree; `null` where nobody answered. */
  readonly standardError: number | null;
  /** V, the variance of the scores 1, 0 and −1, 0 to 1: what `npsSampleSize` asks for; `null` where nobody answered. */
  readonly variance: number | null;
  /** The confidence of the interval, between 0 and 1. */
  readonly confidence: number;
  /** How the interval was found. */
  readonly method: NetMethod;
  /** Everybody from whom the sample was drawn, where that was given. */
  readonly population?: number;
  /** Why there is no margin; only where there is none. */
  readonly reason?: string;
}

/**
 * Margin of error of a Net Promoter Score: half its interval, which reaches farther on one side than on the other.
 *
 * Where a share of a small population answered, chosen at random, the margin shrinks (finite population correction): to
 * nothing where everybody did. People who chose themselves whether to answer are no such sample.
 *
 * @param result - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param options - `confidence`, between 0 and 1, default 0.95; `method`, default `"score"`; `population`.
 * @returns The margin and both its sides in points, with standard error and variance; `null` with a `reason` where
 *   nobody answered.
 * @throws TypeError or RangeError if the groups are no counts, the population is smaller than the sample, or an option
 *   is none.
 *
 * @example
 * ```ts
 * const counts = { promoters: 60, passives: 25, detractors: 15 }
 * npsMarginOfError(counts) // ~> { marginOfError: 14.4, below: 15.7, above: 13.1, standardError: 7.4, variance: 0.5475, … }
 * npsMarginOfError(counts, { population: 150 }).marginOfError // ~> 8.4
 * ```
 *
 * @see Cochran (1977), Sampling Techniques, 3rd edition, 2.6, for the finite population correction.
 * @category Net Promoter Score
 */
export function npsMarginOfError(result: NpsLike, options: NpsMarginOptions = {}): NpsMargin {
  const confidence = requireConfidence(options);
  const method = requireNetMethod(options?.method);
  const sample = sampleOfNet(classesOfNps(result));
  const { score: estimate, size } = sample;
  const people = result.promoters + result.passives + result.detractors;
  const population = requirePopulation(options?.population, people);
  const shape = { confidence, method, ...(population !== undefined && { population }) };
  if (size === 0) {
    const none = { marginOfError: null, below: null, above: null, estimate: null, lower: null, upper: null };
    return { ...none, standardError: null, variance: null, ...shape, reason: "the sample is empty" };
  }
  const variance = netVariance(sample);
  // A sample without the correction has the variance of a larger one with it; of everybody there is none.
  const unseen = population === undefined ? 1 : (population - people) / population;
  const grow = (part: number) => part / unseen;
  const [lower, upper] =
    unseen === 0
      ? [estimate, estimate]
      : netLimits(method, { ...sample, top: grow(sample.top), bottom: grow(sample.bottom), size: grow(size) })(
          tailQuantile((1 - confidence) / 2),
        ).map((limit) => inPoints(limit));
  return {
    marginOfError: (upper! - lower!) / 2,
    below: Math.max(0, estimate - lower!),
    above: Math.max(0, upper! - estimate),
    estimate,
    lower: lower!,
    upper: upper!,
    standardError: 100 * Math.sqrt((variance / size) * unseen),
    variance,
    ...shape,
  };
}
