import { exactly } from "../stats/exact-sum.ts";
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
 * How the three items are weighed.
 *
 * @category ACSI form
 */
export interface AcsiFormOptions extends QuestionnaireOptions {
  /** The weights of the three items, numbers of 0 or more and at most 1e6, in any unit, not all 0. Default: equal. */
  readonly weights?: readonly [satisfaction: number, expectancy: number, ideal: number] | undefined;
}

/**
 * What was measured by the form of the ACSI.
 *
 * @category ACSI form
 */
export interface AcsiFormDefinition {
  /** The metric's name. */
  readonly metric: "acsiForm";
  /** The weights of the three items, shares of 1. */
  readonly weights: readonly [satisfaction: number, expectancy: number, ideal: number];
}

/**
 * One respondent's score in the form of the American Customer Satisfaction Index: three items from 1 to 10, weighed, on
 * 0 to 100.
 *
 * @param answers - Overall satisfaction, how it met expectations, how near it came to the ideal: whole numbers from 1 to 10.
 * @param options - `weights` of the items, default equal; `noAnswer`; `incomplete`, what becomes of items left out.
 * @returns ((x₁ − 1) w₁ + (x₂ − 1) w₂ + (x₃ − 1) w₃) / 9 × 100, the weights as shares of 1; `null` where an item was left out.
 * @throws TypeError or RangeError if there are not three answers, one is off the scale, or the weights are none.
 *
 * @example
 * ```ts
 * acsiFormScore([8, 7, 9]) // ~> 77.78
 * acsiFormScore([8, 7, 9], { weights: [0.3885, 0.319, 0.2925] }) // ~> 77.48
 * acsiFormScore([8, 7, null]) // => null
 * ```
 *
 * @see Fornell, Johnson, Anderson, Cha & Bryant (1996), The American Customer Satisfaction Index, Journal of Marketing 60.
 * @category ACSI form
 */
export function acsiFormScore(answers: ItemAnswers, options: AcsiFormOptions = {}): number | null {
  return scoreOf(answers, sharesOf(options?.weights), itemReading(1, 10, options));
}

/**
 * The form of the American Customer Satisfaction Index: the mean score of respondents to its three items, 0 to 100.
 *
 * It is not the ACSI, a trademark of American Customer Satisfaction Index LLC: the weights of that index come from a model
 * of its owner's own data, fitted anew and not published. With equal weights, or weights from elsewhere, this is the same
 * form and another number.
 *
 * @param respondents - The three answers of each respondent, whole numbers from 1 to 10; `null` where there are none.
 * @param options - `weights` of the items, default equal; `noAnswer`; `incomplete`, `"missing"` (default) or `"throw"`;
 *   `weight`, a respondent's weight, 0 or more; `value`, where the items are rows.
 * @returns The mean score with its spread; who left out an item is counted in `missing`. `mean: null` of an empty sample.
 * @throws TypeError or RangeError if answers are none, with the respondent's index, or the weights are none.
 *
 * @example
 * ```ts
 * acsiForm([[8, 7, 9], [10, 10, 10], [5, 6, null]]) // ~> { mean: 88.89, count: 2, missing: 1, … }
 * acsiForm([]).mean // => null
 * ```
 *
 * @see Fornell, Johnson, Anderson, Cha & Bryant (1996), The American Customer Satisfaction Index, Journal of Marketing 60.
 * @category ACSI form
 */
export function acsiForm(
  respondents: Iterable<ItemAnswers>,
  options?: AcsiFormOptions & Weighing<ItemAnswers>,
): QuestionnaireResult<AcsiFormDefinition>;
export function acsiForm<Row>(
  rows: Iterable<Row>,
  options: AcsiFormOptions & RowReading<Row, ItemAnswers>,
): QuestionnaireResult<AcsiFormDefinition>;
export function acsiForm<Row>(
  items: Iterable<Row>,
  options: AcsiFormOptions & Partial<RowReading<Row, ItemAnswers>> = {},
): QuestionnaireResult<AcsiFormDefinition> {
  return measure(acsiFormMetric(options), items, options as RowReading<Row, ItemAnswers>);
}

/**
 * The form of the American Customer Satisfaction Index as a metric, for streams, groups and parts; see `acsiForm`. Tallies
 * of different weights do not merge.
 *
 * @param options - `weights`, `noAnswer` and `incomplete`, as `acsiForm` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the mean of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const rows = [{ brand: "a", answers: [10, 10, 10] }, { brand: "b", answers: [1, 1, 1] }]
 * measureBy(acsiFormMetric(), rows, (row) => row.brand, { value: (row) => row.answers }).get("a")?.mean // => 100
 * ```
 *
 * @category ACSI form
 */
export function acsiFormMetric(
  options: AcsiFormOptions = {},
): Metric<ItemAnswers, MeanTally, QuestionnaireResult<AcsiFormDefinition>> {
  const weights = sharesOf(options?.weights);
  const reading = itemReading(1, 10, options);
  return questionnaireMetric(
    { metric: "acsiForm", weights },
    (answers: ItemAnswers, index) => scoreOf(answers, weights, reading, index),
    `acsiForm ${weights.join(" ")}`,
  );
}

function scoreOf(
  answers: ItemAnswers,
  weights: AcsiFormDefinition["weights"],
  reading: ItemReading,
  index?: number,
): number | null {
  const given = completeAnswers(answers, 3, reading, index);
  if (given === null) return null;
  // By the distance from the top, so that the best answers are just 100 whatever the weights round to, and the worst just 0.
  const short = exactly(given.map((answer, place) => (10 - answer) * weights[place]!));
  return Math.max(0, 100 - (100 * short) / 9);
}

/** The weights as shares of 1. */
function sharesOf(weights: AcsiFormOptions["weights"]): AcsiFormDefinition["weights"] {
  const given: readonly number[] = weights ?? [1, 1, 1];
  if (!Array.isArray(given) || given.length !== 3) throw refusal("weights must be a list of 3", given);
  for (const [index, weight] of given.entries()) {
    if (!(typeof weight === "number" && weight >= 0 && weight <= 1e6)) {
      throw refusal("weight of an item must be a number from 0 to 1e6", weight, index);
    }
  }
  const whole = exactly(given);
  if (whole < 1e-6) throw new RangeError(`weights must sum to 1e-6 or more, got ${whole}`);
  return given.map((weight) => weight / whole + 0) as unknown as AcsiFormDefinition["weights"];
}
