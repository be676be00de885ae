import { requireFunction } from "../tally/function.ts";
import { total } from "./classes.ts";
import { readSample, type SurveyDesign, varianceOfTotal } from "./survey-design.ts";
import { estimateOf, requireValue, type SurveyEstimate } from "./survey-estimate.ts";

/**
 * How rows were sampled, and what is added up.
 *
 * @category Survey design
 */
export interface SurveyTotalOptions<Row> extends SurveyDesign<Row> {
  /** The value of a row, a number in any unit; `null` and `undefined` are counted as missing. */
  readonly value: (row: Row, index: number) => number | null | undefined;
}

/**
 * A total from a designed sample.
 *
 * @category Survey design
 */
export interface SurveyTotalResult extends SurveyEstimate {
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "surveyTotal";
    /** What a stratum with one cluster does to the variance. */
    readonly lonely: "adjust" | "certainty" | "reject";
  };
}

/**
 * The total of the population, Σwx, from a designed sample whose weights say how many of the population a row stands
 * for. A value of 1 a row counts people: how many customers a subgroup has.
 *
 * @param rows - The rows of the whole sample, those outside the domain too.
 * @param options - `value`, the number of a row; `weight`, `cluster`, `stratum`, `domain` and `lonely`, how the rows were
 *   sampled.
 * @returns The total with standard error, degrees of freedom and what was counted; `estimate: null` of an empty sample,
 *   `standardError: null` where no stratum has two clusters. `surveyInterval` takes it.
 * @throws TypeError or RangeError if a value or a weight is none, or a cluster lies in two strata, with its index.
 *
 * @example
 * ```ts
 * const rows = [{ weight: 100, contacts: 2 }, { weight: 100, contacts: 0 }, { weight: 50, contacts: 5 }]
 * surveyTotal(rows, { value: (row) => row.contacts, weight: (row) => row.weight })
 * // ~> { estimate: 450, standardError: 229.1, degreesOfFreedom: 2, … }
 * ```
 *
 * @see Lumley (2010), Complex Surveys: A Guide to Analysis Using R, 2.
 * @category Survey design
 */
export function surveyTotal<Row>(rows: Iterable<Row>, options: SurveyTotalOptions<Row>): SurveyTotalResult {
  requireFunction("value", options?.value);
  const sample = readSample(rows, options, (row, index) => requireValue("value", options.value(row, index), index));
  const partOf = (row: number) => sample.weights[row]! * sample.values[row]!;
  const isEmpty = sample.counts.count === 0;
  return {
    ...estimateOf(
      sample,
      isEmpty ? null : total(sample.values.map((_, row) => partOf(row))),
      isEmpty ? null : varianceOfTotal(sample, partOf),
    ),
    definition: { metric: "surveyTotal", lonely: sample.lonely },
  };
}
