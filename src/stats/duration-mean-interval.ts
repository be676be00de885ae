import { refusal } from "../tally/refusal.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { type MeanLike, sampleOfMean } from "./mean-interval.ts";
import { studentTailQuantile } from "./student.ts";

/**
 * Interval of a mean of durations: Student's t on the logarithm of the mean, so that no limit is negative, and the longer side
 * is the upper one, where the long durations that a sample missed would be.
 *
 * It suits every skewed quantity of 0 or more, zeros among them, such as spending. For answers on a scale take `meanInterval`.
 *
 * @param sample - What `durations` or `mean` gives, or any `{ count, mean, standardError }`; a weighted one brings its
 *   linearised standard error.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Mean and limits, in the unit of the durations; limits `null` with a `reason` below two durations, where the mean is
 *   0, or where the upper limit is beyond every number. Of zero width where all durations are equal.
 * @throws RangeError if the sample is none or its mean negative, or the confidence is none.
 *
 * @example
 * ```ts
 * durationMeanInterval(durations([30, 45, 60, 90, 600]))
 * // ~> { estimate: 165, lower: 26.3, upper: 1036.4, confidence: 0.95, method: "log-delta-t" }
 * durationMeanInterval(durations([0, 0])).reason // => "a mean of 0 has no logarithm"
 * ```
 *
 * @see Lehmann & Casella (1998), Theory of Point Estimation, theorem 1.8.12 (the delta method).
 * @category Uncertainty
 */
export function durationMeanInterval(sample: MeanLike, options: ConfidenceOptions = {}): Interval<"log-delta-t"> {
  const confidence = requireConfidence(options);
  const { estimate, error, df } = sampleOfMean(sample);
  const shape = { confidence, method: "log-delta-t" } as const;
  const without = (reason: string) => ({ estimate, lower: null, upper: null, ...shape, reason });
  if (estimate === null) return without("the sample is empty");
  if (estimate < 0) throw refusal("mean must be 0 or more", estimate);
  if (error === null) return without("a spread needs two values");
  if (estimate === 0) return without("a mean of 0 has no logarithm");
  const factor = error === 0 ? 1 : Math.exp((error / estimate) * studentTailQuantile((1 - confidence) / 2, df));
  const [lower, upper] = [estimate / factor, estimate * factor];
  if (upper === Infinity) return { ...without("the upper limit is beyond every number"), lower };
  return { estimate, lower, upper, ...shape };
}
