import { requireChoice } from "../tally/choice.ts";
import { exponentialInterval, type GeometricMeanResult } from "./geometric-mean.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { sampleOfMean } from "./mean-interval.ts";
import { tailQuantile } from "./normal.ts";
import { studentTailQuantile } from "./student.ts";

/**
 * How an interval of a log-normal mean is found.
 *
 * @category Uncertainty
 */
export interface LogNormalOptions extends ConfidenceOptions {
  /** `"modified-cox"`, with Student's t, or `"cox"`, with the normal distribution. Default `"modified-cox"`. */
  readonly method?: "modified-cox" | "cox" | undefined;
}

/**
 * Interval of the mean of values that are log-normal: Cox's. Only where that is known: of other skewed values the estimate does
 * not even come nearer to their mean as the sample grows, and the interval hardly ever holds it. `durationMeanInterval` supposes
 * no distribution.
 *
 * @param sample - What `geometricMean` gives.
 * @param options - `confidence`, between 0 and 1, default 0.95; `method`, default `"modified-cox"`.
 * @returns The mean of a log-normal distribution with these logarithms, exp(mean + variance / 2), and limits, in the unit of the
 *   values; limits `null` with a `reason` below two values, or where they are beyond every number.
 * @throws RangeError or TypeError if the sample, the confidence or the method is none.
 *
 * @example
 * ```ts
 * logNormalMeanInterval(geometricMean([30, 45, 60, 90, 600])) // ~> { estimate: 167.2, lower: 23.4, upper: 1195.7, … }
 * ```
 *
 * @see Zhou & Gao (1997), Confidence intervals for the log-normal mean, Statistics in Medicine 16; Olsson (2005), Confidence
 * Intervals for the Mean of a Log-Normal Distribution, Journal of Statistics Education 13(1).
 * @category Uncertainty
 */
export function logNormalMeanInterval(
  sample: GeometricMeanResult,
  options: LogNormalOptions = {},
): Interval<"modified-cox" | "cox"> {
  const confidence = requireConfidence(options);
  const method = requireChoice("method", options?.method ?? "modified-cox", ["modified-cox", "cox"]);
  const { count, logMean: mean, logStandardDeviation: standardError } = sample ?? {};
  const { estimate, error, df } = sampleOfMean({ count, mean, standardError });
  const shape = { confidence, method };
  if (estimate === null || error === null) {
    const reason = estimate === null ? "the sample is empty" : "a spread needs two values";
    return { estimate: null, lower: null, upper: null, ...shape, reason };
  }
  const middle = estimate + error ** 2 / 2;
  const tail = (1 - confidence) / 2;
  const quantile = method === "cox" ? tailQuantile(tail) : studentTailQuantile(tail, df);
  const reach = error === 0 ? 0 : quantile * error * Math.sqrt(1 / count + error ** 2 / (2 * df));
  return exponentialInterval({ estimate: middle, lower: middle - reach, upper: middle + reach, ...shape });
}
