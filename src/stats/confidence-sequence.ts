import { requireCount } from "../tally/count.ts";
import { refusal } from "../tally/refusal.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import type { MeanResult } from "./mean-tally.ts";
import { requireDeviation, requireMean } from "./summary.ts";

/**
 * What a confidence sequence of a mean needs: how many, their mean, and their standard deviation.
 *
 * @category Uncertainty
 */
export type StreamLike = Pick<MeanResult, "count" | "mean" | "standardDeviation">;

/**
 * How sure a confidence sequence must be, and when.
 *
 * @category Uncertainty
 */
export interface ConfidenceSequenceOptions extends ConfidenceOptions {
  /** The number of values at which the interval is to be tightest; set before the first look. Default 100. */
  readonly tightestAt?: number | undefined;
}

/**
 * Interval of the mean of a stream that may be looked at after every value: the chance that it ever leaves the truth out
 * is about 1 − `confidence` at most, however often and however long one looks. It is wider than an interval for one look.
 *
 * It is asymptotic: begin to look after 50 values, of skewed ones after 100. Of 20,000 simulated streams of 1,000 values
 * with a look after every value from the 50th on, 95 % intervals ever left the truth out in 3.2 % (normal values) and 6.0 %
 * (exponential ones; from the 100th on, 4.0 %); intervals for one look did in 38 %.
 *
 * @param sample - What `mean`, `ratings`, `csat` or `ces` gives, or any `{ count, mean, standardDeviation }`.
 * @param options - `confidence`, between 0 and 1, default 0.95; `tightestAt`, default 100.
 * @returns Mean and limits, in the unit of the values; limits `null` with a `reason` below two values, or where they do
 *   not vary.
 * @throws TypeError or RangeError if the sample is none, or an option is none.
 *
 * @example
 * ```ts
 * const sequence = confidenceSequence({ count: 400, mean: 3.9, standardDeviation: 1.1 })
 * sequence.lower // ~> 3.73
 * sequence.upper // ~> 4.07
 * confidenceSequence(mean([5])).reason // => "a spread needs two values"
 * ```
 *
 * @see Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas (2024), Time-uniform central limit theory and asymptotic confidence
 * sequences, The Annals of Statistics 52.
 * @category Uncertainty
 */
export function confidenceSequence(
  sample: StreamLike,
  options: ConfidenceSequenceOptions = {},
): Interval<"confidence-sequence"> {
  const confidence = requireConfidence(options);
  const { tightestAt = 100 } = options ?? {};
  if (!(Number.isInteger(tightestAt) && tightestAt >= 1)) {
    throw refusal("tightestAt must be a whole number, 1 or more", tightestAt);
  }
  const { mean, standardDeviation } = sample ?? {};
  const count = requireCount("count", sample?.count);
  if (count > 0) requireMean(mean);
  if (standardDeviation !== null) requireDeviation("standardDeviation", standardDeviation);
  const shape = { confidence, method: "confidence-sequence" } as const;
  const without = (estimate: number | null, reason: string) => ({
    estimate,
    lower: null,
    upper: null,
    ...shape,
    reason,
  });
  if (count === 0 || mean === null) return without(null, "the sample is empty");
  if (standardDeviation === null) return without(mean, "a spread needs two values");
  if (standardDeviation === 0) return without(mean, "the values do not vary");
  const surprise = -Math.log1p(-confidence);
  // nρ², by which the interval is tightest where it should be.
  const tuned = (count / tightestAt) * (2 * surprise + Math.log1p(2 * surprise));
  const squared = (2 + 2 / tuned) * (Math.log1p(tuned) / 2 + surprise);
  const reach = standardDeviation * Math.sqrt(squared / count);
  return { estimate: mean, lower: mean - reach, upper: mean + reach, ...shape };
}
