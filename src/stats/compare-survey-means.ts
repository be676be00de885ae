import { requireFunction } from "../tally/function.ts";
import { total } from "./classes.ts";
import { type Comparison, type ConfidenceOptions, requireConfidence } from "./interval.ts";
import { studentTail } from "./student.ts";
import { readSample, requireBoolean, type SurveyDesign, varianceOfTotal } from "./survey-design.ts";
import { requireValue, surveyInterval } from "./survey-estimate.ts";

/**
 * How rows were sampled, and which two groups of them are compared.
 *
 * @category Survey design
 */
export interface CompareSurveyMeansOptions<Row> extends Omit<SurveyDesign<Row>, "domain">, ConfidenceOptions {
  /** The value of a row, a number in any unit; `null` and `undefined` are missing. */
  readonly value: (row: Row, index: number) => number | null | undefined;
  /** Whether a row belongs to the first group. */
  readonly first: (row: Row, index: number) => boolean;
  /** Whether a row belongs to the second group; default: all rows that do not belong to the first. */
  readonly second?: ((row: Row, index: number) => boolean) | undefined;
}

/**
 * Difference of the means of two groups of one designed sample, first less second: by Student's t, with the standard
 * error of the difference itself. The groups may share clusters, such as customers who were asked in both waves, so it
 * also compares a segment with the rest, and two waves of partly the same people.
 *
 * @param rows - The rows of the whole sample, those of neither group too.
 * @param options - `value`, the number of a row (−100, 0, 100 for a Net Promoter Score, 0 and 1 for a share); `first` and
 *   `second`, the groups; `weight`, `cluster`, `stratum` and `lonely`, how the rows were sampled; `confidence`, default
 *   0.95.
 * @returns Difference and limits, in the unit of the values, and the two-sided p-value; `null` with a `reason` where a
 *   group is empty, no stratum has two clusters, or nothing varies.
 * @throws TypeError or RangeError if a value or a weight is none, or a cluster lies in two strata, with its index.
 *
 * @example
 * ```ts
 * const answers = [
 *   { who: "a", wave: 1, score: 0 }, { who: "a", wave: 2, score: 100 }, { who: "b", wave: 1, score: -100 }, { who: "b", wave: 2, score: 0 },
 *   { who: "c", wave: 1, score: 100 }, { who: "d", wave: 2, score: 100 }, { who: "e", wave: 1, score: 0 }, { who: "e", wave: 2, score: 0 },
 * ]
 * compareSurveyMeans(answers, { value: (row) => row.score, first: (row) => row.wave === 2, cluster: (row) => row.who })
 * // ~> { difference: 50, lower: -60, upper: 160, pValue: 0.27, confidence: 0.95, method: "survey-t" }
 * ```
 *
 * @see Lumley (2010), Complex Surveys: A Guide to Analysis Using R, 2; Kish (1965), Survey Sampling, 12.
 * @category Survey design
 */
export function compareSurveyMeans<Row>(
  rows: Iterable<Row>,
  options: CompareSurveyMeansOptions<Row>,
): Comparison<"survey-t"> {
  const confidence = requireConfidence(options);
  const { value, first, second } = options ?? {};
  const isIn = (row: Row, index: number) => {
    const isFirst = requireBoolean("first", first(row, index), index);
    return [isFirst, second ? requireBoolean("second", second(row, index), index) : !isFirst] as const;
  };
  requireFunction("value", value);
  requireFunction("first", first);
  const domain = (row: Row, index: number) => isIn(row, index).includes(true);
  const sample = readSample(rows, { ...options, domain }, (row, index) => {
    const number = requireValue("value", value(row, index), index);
    return number === null ? null : { number, groups: isIn(row, index) };
  });
  const { values, weights } = sample;
  const sizes = ([0, 1] as const).map((group) => total(weights.filter((_, row) => values[row]!.groups[group])));
  const shape = { confidence, method: "survey-t" } as const;
  const without = (difference: number | null, reason: string) =>
    ({ difference, lower: null, upper: null, pValue: null, ...shape, reason }) as const;
  if (sizes.includes(0)) return without(null, "a group is empty");
  const partOf = (row: number, group: 0 | 1, from: number) =>
    values[row]!.groups[group] ? (weights[row]! / sizes[group]!) * (values[row]!.number - from) : 0;
  const means = ([0, 1] as const).map((group) => {
    const from = values.find(({ groups }) => groups[group])!.number;
    return from + total(values.map((_, row) => partOf(row, group, from)));
  });
  const difference = means[0]! - means[1]!;
  const variance = varianceOfTotal(sample, (row) => partOf(row, 0, means[0]!) - partOf(row, 1, means[1]!));
  if (variance === null) return without(difference, "a spread needs two clusters in a stratum");
  if (variance === 0) return without(difference, "nothing varies");
  const standardError = Math.sqrt(variance);
  const { degreesOfFreedom } = sample;
  const { lower, upper } = surveyInterval({ estimate: difference, standardError, degreesOfFreedom }, { confidence });
  const pValue = Math.min(1, 2 * studentTail(Math.abs(difference) / standardError, degreesOfFreedom));
  return { difference, lower, upper, pValue, ...shape };
}
