import type { MeanTally } from "../stats/mean-tally.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
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
 * What was measured by UMUX-Lite.
 *
 * @category UMUX-Lite
 */
export interface UmuxLiteDefinition {
  /** The metric's name. */
  readonly metric: "umuxLite";
}

/**
 * One respondent's UMUX-Lite score: of two items from 1 to 7, how far their sum has come from the least to the most.
 *
 * @param answers - Whether its capabilities meet the requirements, and whether it is easy to use: whole numbers from 1,
 *   strongly disagree, to 7, strongly agree.
 * @param options - `noAnswer`, codes that mean no answer; `incomplete`, what becomes of an item left out.
 * @returns ((a − 1) + (b − 1)) / 12 × 100, from 0 to 100, without the regression that predicts a SUS score from it; `null`
 *   where an item was left out.
 * @throws TypeError or RangeError if there are not two answers, or one is off the scale.
 *
 * @example
 * ```ts
 * umuxLiteScore([6, 7]) // ~> 91.67
 * umuxLiteScore([6, null]) // => null
 * ```
 *
 * @see Lewis, Utesch & Maher (2013), UMUX-LITE: When There's No Time for the SUS, CHI 2013.
 * @category UMUX-Lite
 */
export function umuxLiteScore(answers: ItemAnswers, options: QuestionnaireOptions = {}): number | null {
  return scoreOf(answers, itemReading(1, 7, options));
}

/**
 * UMUX-Lite: the mean score of respondents to two items on usability, 0 to 100. Only how it is scored is here; the terms of the
 * items are their authors' to say.
 *
 * @param respondents - The two answers of each respondent, whole numbers from 1 to 7; `null` where there are none.
 * @param options - `noAnswer`; `incomplete`, `"missing"` (default) or `"throw"`; `weight`, a respondent's weight, 0 or
 *   more; `value`, where the items are rows.
 * @returns The mean score with its spread; who left out an item is counted in `missing`. `mean: null` of an empty sample.
 * @throws TypeError or RangeError if answers are none, with the respondent's index.
 *
 * @example
 * ```ts
 * umuxLite([[7, 7], [4, 4], [5, null]]) // => { mean: 75, count: 2, missing: 1, … }
 * umuxLite([]).mean // => null
 * ```
 *
 * @see Lewis, Utesch & Maher (2013), UMUX-LITE: When There's No Time for the SUS, CHI 2013.
 * @category UMUX-Lite
 */
export function umuxLite(
  respondents: Iterable<ItemAnswers>,
  options?: QuestionnaireOptions & Weighing<ItemAnswers>,
): QuestionnaireResult<UmuxLiteDefinition>;
export function umuxLite<Row>(
  rows: Iterable<Row>,
  options: QuestionnaireOptions & RowReading<Row, ItemAnswers>,
): QuestionnaireResult<UmuxLiteDefinition>;
export function umuxLite<Row>(
  items: Iterable<Row>,
  options: QuestionnaireOptions & Partial<RowReading<Row, ItemAnswers>> = {},
): QuestionnaireResult<UmuxLiteDefinition> {
  return measure(umuxLiteMetric(options), items, options as RowReading<Row, ItemAnswers>);
}

/**
 * UMUX-Lite as a metric, for streams, groups and parts; see `umuxLite`.
 *
 * @param options - `noAnswer` and `incomplete`, as `umuxLite` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the mean of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const rows = [{ page: "search", answers: [6, 6] }, { page: "basket", answers: [1, 1] }]
 * measureBy(umuxLiteMetric(), rows, (row) => row.page, { value: (row) => row.answers }).get("basket")?.mean // => 0
 * ```
 *
 * @category UMUX-Lite
 */
export function umuxLiteMetric(
  options: QuestionnaireOptions = {},
): Metric<ItemAnswers, MeanTally, QuestionnaireResult<UmuxLiteDefinition>> {
  const reading = itemReading(1, 7, options);
  return questionnaireMetric({ metric: "umuxLite" }, (answers: ItemAnswers, index) => scoreOf(answers, reading, index));
}

function scoreOf(answers: ItemAnswers, reading: ItemReading, index?: number): number | null {
  const given = completeAnswers(answers, 2, reading, index);
  return given && (100 * (given[0]! - 1 + given[1]! - 1)) / 12;
}
