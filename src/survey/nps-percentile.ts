import { type ConfidenceOptions, type Interval, requireConfidence } from "../stats/interval.ts";
import { resampledPercentiles } from "../stats/net-resampling.ts";
import { sampleOfNet } from "../stats/net-sample.ts";
import { classesOfNps, type NpsLike } from "./nps-interval.ts";

/** People beyond whom the law takes minutes. */
const MOST_PEOPLE = 1_000_000;

/**
 * Percentile bootstrap interval of a Net Promoter Score, by the exact law of the resampled score: without random
 * numbers, as after ever so many repetitions. For information: like Wald's it has zero width where all answers agree.
 *
 * @param result - What `nps` gives, or any `{ promoters, passives, detractors }`, of at most a million people.
 * @param options - `confidence`, between 0 and 1, default 0.95.
 * @returns Score and limits, −100 to 100, both scores that samples of this size can have; `null` with a `reason` where
 *   nobody answered, or the sample is weighted or larger.
 * @throws TypeError or RangeError if the groups are no counts, or the confidence is none.
 *
 * @example
 * ```ts
 * npsIntervalByPercentile({ promoters: 5, passives: 3, detractors: 2 }) // => { lower: -20, upper: 80, method: "percentile", … }
 * npsIntervalByPercentile({ promoters: 3, passives: 0, detractors: 0 }) // => { lower: 100, upper: 100, … }
 * ```
 *
 * @see Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
 * @category Net Promoter Score
 */
export function npsIntervalByPercentile(result: NpsLike, options: ConfidenceOptions = {}): Interval<"percentile"> {
  const shape = { confidence: requireConfidence(options), method: "percentile" } as const;
  const sample = sampleOfNet(classesOfNps(result));
  const { score, size } = sample;
  const without = (estimate: number | null, reason: string) => ({
    estimate,
    lower: null,
    upper: null,
    ...shape,
    reason,
  });
  if (size === 0) return without(null, "the sample is empty");
  if (result.weights) return without(score, "a weighted sample has no such law");
  if (size > MOST_PEOPLE) return without(score, "the sample is larger than 1,000,000 people");
  const [lower, upper] = resampledPercentiles(sample, (1 - shape.confidence) / 2);
  return { estimate: score, lower: (100 * lower) / size, upper: (100 * upper) / size, ...shape };
}
