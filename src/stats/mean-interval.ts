import { requireCount } from "../tally/count.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import type { MeanResult } from "./mean-tally.ts";
import { studentTailQuantile } from "./student.ts";
import { requireDeviation, requireMean } from "./summary.ts";

/**
 * What an interval of a mean needs: how many, their mean, and its standard error.
 *
 * @category Uncertainty
 */
export type MeanLike = Pick<MeanResult, "count" | "mean" | "standardError">;

/**
 * Interval of a mean: Student's t.
 *
 * @param sample - What `mean`, `ratings`, `csat` or `ces` gives, or any `{ count, mean, standardError }`; a weighted one
 *   brings its linearised standard error.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Mean and limits, in the unit of the values; limits `null` with a `reason` below two values. Of zero width
 *   where all values are equal.
 * @throws TypeError or RangeError if the sample is none, or the confidence is none.
 *
 * @example
 * ```ts
 * meanInterval(mean([5, 7])).lower // ~> -6.706
 * meanInterval(csat([5, 4, 4, 3])).upper // ~> 5.299
 * meanInterval(mean([5])).reason // => "a spread needs two values"
 * ```
 *
 * @see Student (1908), The Probable Error of a Mean, Biometrika 6.
 * @category Uncertainty
 */
export function meanInterval(sample: MeanLike, options: ConfidenceOptions = {}): Interval<"t"> {
  const confidence = requireConfidence(options);
  const { estimate, error, df } = sampleOfMean(sample);
  const shape = { confidence, method: "t" } as const;
  if (estimate === null || error === null) {
    const reason = estimate === null ? "the sample is empty" : "a spread needs two values";
    return { estimate, lower: null, upper: null, ...shape, reason };
  }
  const reach = error === 0 ? 0 : error * studentTailQuantile((1 - confidence) / 2, df);
  return { estimate, lower: estimate - reach, upper: estimate + reach, ...shape };
}

/** Mean, standard error and degrees of freedom of a sample. */
export function sampleOfMean(sample: MeanLike): {
  readonly estimate: number | null;
  readonly error: number | null;
  readonly df: number;
} {
  const { count, mean, standardError } = sample ?? {};
  requireCount("count", count);
  if (count > 0) requireMean(mean);
  if (count > 1) requireDeviation("standardError", standardError);
  // Adding 0 turns −0 into 0.
  return {
    estimate: count > 0 ? mean! + 0 : null,
    error: count > 1 ? standardError : null,
    df: Math.min(1e15, count - 1),
  };
}
