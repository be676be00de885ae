import type { MeanTally } from "../stats/mean-tally.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import {
  completeAnswers,
  type ItemAnswers,
  type ItemReading,
  itemReading,
  type QuestionnaireOptions,
  type QuestionnaireResult,
  questionnaireMetric,
} from "./questionnaire.ts";

/**
 * What was measured by the System Usability Scale.
 *
 * @category System Usability Scale
 */
export interface SusDefinition {
  /** The metric's name. */
  readonly metric: "sus";
}

/**
 * One respondent's score on the System Usability Scale: of ten items from 1 to 5, odd ones count x − 1 and even ones 5 − x,
 * and the sum is multiplied by 2.5.
 *
 * @param answers - The ten answers in the order of the questionnaire, whole numbers from 1 to 5.
 * @param options - `noAnswer`, codes that mean no answer; `incomplete`, what becomes of items left out.
 * @returns From 0 to 100, no percentage; `null` where an item was left out.
 * @throws TypeError or RangeError if there are not ten answers, or one is off the scale.
 *
 * @example
 * ```ts
 * susScore([4, 2, 4, 2, 4, 2, 4, 2, 4, 2]) // => 75
 * susScore([4, 2, 4, 2, 4, 2, 4, 2, 4, null]) // => null
 * susScore([3.9, 2, 4, 2, 4, 2, 4, 2, 4, 2]) // throws RangeError "answer 1 must be a whole number from 1 to 5, got 3.9"
 * ```
 *
 * @see Brooke (1996), SUS: A "Quick and Dirty" Usability Scale, in Usability Evaluation in Industry, chapter 21.
 * @category System Usability Scale
 */
export function susScore(answers: ItemAnswers, options: QuestionnaireOptions = {}): number | null {
  return scoreOf(answers, itemReading(1, 5, options));
}

/**
 * System Usability Scale: the mean score of respondents, 0 to 100. Only how it is scored is here; the terms of the items
 * are their author's to say.
 *
 * @param respondents - The ten answers of each respondent, whole numbers from 1 to 5; `null` where there are none.
 * @param options - `noAnswer`; `incomplete`, `"missing"` (default) or `"throw"`; `weight`, a respondent's weight, 0 or
 *   more; `value`, where the items are rows.
 * @returns The mean score with its spread; who left out an item is counted in `missing`. `mean: null` of an empty sample.
 * @throws TypeError or RangeError if answers are none, with the respondent's index.
 *
 * @example
 * ```ts
 * const scores = sus([[5, 1, 5, 1, 5, 1, 5, 1, 5, 1], [4, 2, 4, 2, 4, 2, 4, 2, 4, 2], [3, 3, 3, 3, 3, 3, 3, 3, 3, null]])
 * scores // => { mean: 87.5, count: 2, missing: 1, … }
 * susGrade(scores.mean, sauroLewisGrades) // => "A+"
 * sus([]).mean // => null
 * ```
 *
 * @see Brooke (1996), SUS: A "Quick and Dirty" Usability Scale, in Usability Evaluation in Industry, chapter 21.
 * @category System Usability Scale
 */
export function sus(
  respondents: Iterable<ItemAnswers>,
  options?: QuestionnaireOptions & Weighing<ItemAnswers>,
): QuestionnaireResult<SusDefinition>;
export function sus<Row>(
  rows: Iterable<Row>,
  options: QuestionnaireOptions & RowReading<Row, ItemAnswers>,
): QuestionnaireResult<SusDefinition>;
export function sus<Row>(
  items: Iterable<Row>,
  options: QuestionnaireOptions & Partial<RowReading<Row, ItemAnswers>> = {},
): QuestionnaireResult<SusDefinition> {
  return measure(susMetric(options), items, options as RowReading<Row, ItemAnswers>);
}

/**
 * System Usability Scale as a metric, for streams, groups and parts; see `sus`.
 *
 * @param options - `noAnswer` and `incomplete`, as `sus` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the mean of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const tested = [{ version: "a", sus: [4, 2, 4, 2, 4, 2, 4, 2, 4, 2] }, { version: "b", sus: [3, 3, 3, 3, 3, 3, 3, 3, 3, 3] }]
 * measureBy(susMetric(), tested, (row) => row.version, { value: (row) => row.sus }).get("b")?.mean // => 50
 * ```
 *
 * @category System Usability Scale
 */
export function susMetric(
  options: QuestionnaireOptions = {},
): Metric<ItemAnswers, MeanTally, QuestionnaireResult<SusDefinition>> {
  const reading = itemReading(1, 5, options);
  return questionnaireMetric({ metric: "sus" }, (answers: ItemAnswers, index) => scoreOf(answers, reading, index));
}

function scoreOf(answers: ItemAnswers, reading: ItemReading, index?: number): number | null {
  const given = completeAnswers(answers, 10, reading, index);
  return given && 2.5 * given.reduce((sum, answer, place) => sum + (place % 2 === 0 ? answer - 1 : 5 - answer), 0);
}

/**
 * A grade, and the score from which it is given.
 *
 * @category System Usability Scale
 */
export interface SusGrade {
  /** The least score, 0 to 100. */
  readonly from: number;
  /** The grade. */
  readonly grade: string;
}

/**
 * Grades on a curve: where a mean score stands among those of several hundred studies. From the printed lower ends.
 *
 * @see Sauro & Lewis (2016), Quantifying the User Experience, 2nd edition.
 * @category System Usability Scale
 */
export const sauroLewisGrades: readonly SusGrade[] = [
  { from: 84.1, grade: "A+" },
  { from: 80.8, grade: "A" },
  { from: 78.9, grade: "A-" },
  { from: 77.2, grade: "B+" },
  { from: 74.1, grade: "B" },
  { from: 72.6, grade: "B-" },
  { from: 71.1, grade: "C+" },
  { from: 65, grade: "C" },
  { from: 62.7, grade: "C-" },
  { from: 51.7, grade: "D" },
  { from: 0, grade: "F" },
];

/**
 * The grade of a score: that of the highest end it reaches. There is no grade without a table of them, and tables differ.
 *
 * @param score - A score, 0 to 100, or `null`.
 * @param grades - Which score gets which grade, such as `sauroLewisGrades`; in any order.
 * @returns The grade; `null` where there is no score, or it reaches none.
 * @throws TypeError or RangeError if the score or a grade is none.
 *
 * @example
 * ```ts
 * susGrade(68, sauroLewisGrades) // => "C"
 * susGrade(72.6, [{ from: 0, grade: "below" }, { from: 68, grade: "above the usual mean" }]) // => "above the usual mean"
 * susGrade(null, sauroLewisGrades) // => null
 * ```
 *
 * @category System Usability Scale
 */
export function susGrade(score: number | null, grades: readonly SusGrade[]): string | null {
  const isScore = (value: unknown) => typeof value === "number" && value >= 0 && value <= 100;
  if (score !== null && !isScore(score)) throw refusal("score must be a number from 0 to 100 or null", score);
  if (!Array.isArray(grades)) throw refusal("grades must be an array", grades);
  let reached: SusGrade | null = null;
  for (const [index, one] of grades.entries()) {
    if (!isScore(one?.from)) throw refusal("from must be a number from 0 to 100", one?.from, index);
    if (score !== null && score >= one.from && (reached === null || one.from > reached.from)) reached = one;
  }
  return reached?.grade ?? null;
}
