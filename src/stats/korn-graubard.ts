import { refusal } from "../tally/refusal.ts";
import { exactLimits } from "./clopper-pearson.ts";
import type { ConfidenceOptions, Interval } from "./interval.ts";
import { cellsOfShare, intervalOfShare } from "./share-cells.ts";
import { fewClusters } from "./survey-mean.ts";
import type { SurveyShareResult } from "./survey-share.ts";

/**
 * What Korn and Graubard's interval needs of a share.
 *
 * @category Survey design
 */
export type SurveyShareLike = Pick<
  SurveyShareResult,
  "rate" | "numerator" | "denominator" | "effectiveSampleSize" | "standardError" | "degreesOfFreedom"
>;

/**
 * Korn and Graubard's interval of a share from a designed sample: the exact interval at the effective sample size, less
 * what few clusters cost. On the safe side; for official statistics.
 *
 * The size is rate × (1 − rate) / standardError², not cut off at the number of rows. Where all rows agree, or the
 * standard error is 0 or not known, it is `effectiveSampleSize`.
 *
 * @param share - What `surveyShare` or `clusteredShare` gives.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Estimate and limits, 0 to 1; `null` with a `reason` of an empty sample.
 * @throws RangeError if the share is none, or the confidence is none.
 *
 * @example
 * ```ts
 * const rows = [{ solved: 1, weight: 2.4 }, { solved: 0, weight: 2.7 }, { solved: 0, weight: 2.4 }, { solved: 0, weight: 0.4 }, { solved: 1, weight: 0.7 }] as const
 * const solved = surveyShare(rows, { value: (row) => row.solved, weight: (row) => row.weight })
 * kornGraubard(solved) // ~> { estimate: 0.360, lower: 0.014, upper: 0.907, confidence: 0.95, method: "korn-graubard" }
 * ```
 *
 * @see Korn & Graubard (1998), Confidence intervals for proportions with small expected number of positive counts
 * estimated from survey data, Survey Methodology 24.
 * @category Survey design
 */
export function kornGraubard(share: SurveyShareLike, options: ConfidenceOptions = {}): Interval<"korn-graubard"> {
  const { standardError, degreesOfFreedom, denominator } = share ?? {};
  if (standardError !== null && !(Number.isFinite(standardError) && standardError >= 0)) {
    throw refusal("standardError must be a number, 0 or more", standardError);
  }
  return intervalOfShare("korn-graubard", share, options, (cells, tail) => {
    const { rate } = cells;
    if (!standardError || rate === 0 || rate === 1) return exactLimits(cells, tail);
    const drawn = Math.min(LARGEST, (rate * (1 - rate)) / standardError / standardError);
    const effectiveSampleSize = drawn * fewClusters(denominator - 1, degreesOfFreedom, 1 - 2 * tail);
    return exactLimits(cellsOfShare({ ...share, effectiveSampleSize }), tail);
  });
}

/** The largest size: rows beyond it change no digit. */
const LARGEST = 1e12;
