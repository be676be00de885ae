import { compareMeans } from "../stats/compare-means.ts";
import type { Comparison, ConfidenceOptions, Interval } from "../stats/interval.ts";
import { inPoints, netIntervalBy } from "../stats/net-interval-by.ts";
import { sampleOfNet } from "../stats/net-sample.ts";
import { studentTailQuantile } from "../stats/student.ts";
import { linearised } from "./nps-effective-sizes.ts";
import { classesOfNps, type NpsLike } from "./nps-interval.ts";

/**
 * Student's t interval of a Net Promoter Score, as of the mean of the scores 1, 0 and −1; of a weighted sample with the
 * linearised standard error, as R's survey package has it. Of zero width where all answers agree.
 *
 * @param result - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param options - `confidence`, between 0 and 1, default 0.95.
 * @returns Score and limits, cut off at −100 and 100; `null` with a `reason` of fewer than two answers.
 * @throws TypeError or RangeError if the groups are no counts, or the confidence is none.
 *
 * @example
 * ```ts
 * npsIntervalByT({ promoters: 60, passives: 25, detractors: 15 }).lower // ~> 30.24
 * npsIntervalByT({ promoters: 1, passives: 0, detractors: 0 }).reason // => "a spread needs two people"
 * ```
 *
 * @category Net Promoter Score
 */
export function npsIntervalByT(result: NpsLike, options: ConfidenceOptions = {}): Interval<"t"> {
  return netIntervalBy(classesOfNps(result), options, "t", ({ score }, tail) => {
    const { error, count } = linearised(result);
    if (error === null) return "a spread needs two people";
    const reach = error === 0 ? 0 : error * studentTailQuantile(tail, count - 1);
    return [score / 100 - reach, score / 100 + reach];
  });
}

/**
 * Welch's t comparison of two independent Net Promoter Scores, as of the means of the scores 1, 0 and −1; of weighted
 * samples with their linearised standard errors.
 *
 * @param first - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param second - The score to compare with, of other people.
 * @param options - `confidence`, between 0 and 1, default 0.95.
 * @returns Difference and limits in points, cut off at −200 and 200, and the two-sided p-value; `null` with a `reason`
 *   where a sample has fewer than two answers, or neither varies.
 * @throws TypeError or RangeError if the groups are no counts, or the confidence is none.
 *
 * @example
 * ```ts
 * const may = { promoters: 48, passives: 20, detractors: 12 }
 * const june = { promoters: 61, passives: 31, detractors: 28 }
 * compareNpsByWelch(may, june).pValue // ~> 0.1197
 * ```
 *
 * @see Welch (1947), The generalization of "Student's" problem, Biometrika 34.
 * @category Net Promoter Score
 */
export function compareNpsByWelch(
  first: NpsLike,
  second: NpsLike,
  options: ConfidenceOptions = {},
): Comparison<"welch"> {
  const meanOf = (result: NpsLike) => {
    const { score, size } = sampleOfNet(classesOfNps(result));
    const { error, count } = linearised(result);
    return { count: size === 0 ? 0 : count, mean: score / 100, standardError: error };
  };
  const { difference, lower, upper, ...rest } = compareMeans(meanOf(first), meanOf(second), options);
  return {
    difference: difference === null ? null : inPoints(difference, 2),
    lower: lower === null ? null : inPoints(lower, 2),
    upper: upper === null ? null : inPoints(upper, 2),
    ...rest,
  };
}
