import { refusal } from "../tally/refusal.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { studentTailQuantile } from "./student.ts";
import type { Sampled, SurveyCounts } from "./survey-design.ts";

/**
 * An estimate from a designed sample, with its linearised standard error.
 *
 * @category Survey design
 */
export interface SurveyEstimate extends SurveyCounts {
  /** The estimate, in the unit of the values; `null` of an empty sample. */
  readonly estimate: number | null;
  /** Its standard error, in the same unit; `null` where no stratum has two clusters. */
  readonly standardError: number | null;
  /** Degrees of freedom of the standard error: clusters less strata, of those that hold rows of the estimate. */
  readonly degreesOfFreedom: number;
}

/**
 * What an interval of a survey estimate needs.
 *
 * @category Survey design
 */
export type SurveyEstimateLike = Pick<SurveyEstimate, "estimate" | "standardError" | "degreesOfFreedom">;

/**
 * Interval of a survey estimate: Student's t with the degrees of freedom of the design, clusters less strata.
 *
 * @param result - What `surveyMean`, `surveyTotal`, `surveyRatio` or `compareSurveyMeans` gives, or any
 *   `{ estimate, standardError, degreesOfFreedom }`.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Estimate and limits, in the unit of the values; limits `null` with a `reason` below one degree of freedom.
 * @throws RangeError if the estimate is none, or the confidence is none.
 *
 * @example
 * ```ts
 * const answers = [{ flight: "A", score: 100 }, { flight: "A", score: 0 }, { flight: "B", score: -100 }, { flight: "C", score: 100 }]
 * const score = surveyMean(answers, { value: (row) => row.score, cluster: (row) => row.flight })
 * surveyInterval(score) // ~> { estimate: 25, lower: -178.0, upper: 228.0, confidence: 0.95, method: "t" }
 * ```
 *
 * @see Korn & Graubard (1999), Analysis of Health Surveys, 2.
 * @category Survey design
 */
export function surveyInterval(result: SurveyEstimateLike, options: ConfidenceOptions = {}): Interval<"t"> {
  const { estimate, standardError, degreesOfFreedom } = result ?? {};
  const confidence = requireConfidence(options);
  const shape = { confidence, method: "t" } as const;
  if (estimate === null) return { estimate, lower: null, upper: null, ...shape, reason: "the sample is empty" };
  if (!Number.isFinite(estimate)) throw refusal("estimate must be a finite number", estimate);
  if (standardError === null) {
    return { estimate, lower: null, upper: null, ...shape, reason: "a spread needs two clusters in a stratum" };
  }
  if (!(Number.isFinite(standardError) && standardError >= 0)) {
    throw refusal("standardError must be a number, 0 or more", standardError);
  }
  const reach = standardError && standardError * studentTailQuantile((1 - confidence) / 2, degreesOfFreedom);
  const [lower, upper] = [estimate - reach, estimate + reach];
  if (!(Number.isFinite(lower) && Number.isFinite(upper))) {
    return { estimate, lower: null, upper: null, ...shape, reason: "the limits are too large for numbers" };
  }
  return { estimate, lower, upper, ...shape };
}

/** The estimate of a sample, of this variance; none that a double cannot hold. */
export function estimateOf(
  { counts, degreesOfFreedom }: Sampled<unknown>,
  estimate: number | null,
  variance: number | null,
): SurveyEstimate {
  const known = estimate !== null && Number.isFinite(estimate);
  return {
    estimate: known ? estimate + 0 : null,
    standardError: known && variance !== null && variance < Infinity ? Math.sqrt(variance) : null,
    degreesOfFreedom,
    ...counts,
  };
}

/** The largest value: the square of a larger one, weighted, would leave the doubles. */
const LARGEST = 1e70;

/** A value of a row; `null` where it is missing. */
export function requireValue(name: string, value: unknown, index: number): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" && Math.abs(value) <= LARGEST) return value;
  throw refusal(`${name} must be a finite number of at most ${LARGEST} in size`, value, index);
}
