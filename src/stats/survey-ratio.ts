import { requireFunction } from "../tally/function.ts";
import { total } from "./classes.ts";
import { readSample, type SurveyDesign, varianceOfTotal } from "./survey-design.ts";
import { estimateOf, requireValue, type SurveyEstimate } from "./survey-estimate.ts";

/**
 * How rows were sampled, and what is divided by what.
 *
 * @category Survey design
 */
export interface SurveyRatioOptions<Row> extends SurveyDesign<Row> {
  /** What is added up above the line; a row in which either is `null` or `undefined` is counted as missing. */
  readonly numerator: (row: Row, index: number) => number | null | undefined;
  /** What is added up below the line. */
  readonly denominator: (row: Row, index: number) => number | null | undefined;
}

/**
 * A ratio of two totals from a designed sample.
 *
 * @category Survey design
 */
export interface SurveyRatioResult extends SurveyEstimate {
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "surveyRatio";
    /** What a stratum with one cluster does to the variance. */
    readonly lonely: "adjust" | "certainty" | "reject";
  };
}

/**
 * The ratio of two totals, Σwx / Σwz, from a designed sample: contacts per customer, refunds per euro spent. Not the mean
 * of the rows' ratios.
 *
 * @param rows - The rows of the whole sample, those outside the domain too.
 * @param options - `numerator` and `denominator`, the two numbers of a row; `weight`, `cluster`, `stratum`, `domain` and
 *   `lonely`, how the rows were sampled.
 * @returns The ratio with linearised standard error, degrees of freedom and what was counted; `estimate: null` of an empty
 *   sample or where the denominator adds up to 0, `standardError: null` where no stratum has two clusters.
 *   `surveyInterval` takes it.
 * @throws TypeError or RangeError if a value or a weight is none, or a cluster lies in two strata, with its index.
 *
 * @example
 * ```ts
 * const customers = [{ contacts: 2, orders: 4 }, { contacts: 0, orders: 3 }, { contacts: 3, orders: 1 }, { contacts: 1, orders: 4 }]
 * surveyRatio(customers, { numerator: (row) => row.contacts, denominator: (row) => row.orders })
 * // ~> { estimate: 0.5, standardError: 0.297, degreesOfFreedom: 3, … }
 * ```
 *
 * @see Cochran (1977), Sampling Techniques, 3rd edition, 6.
 * @category Survey design
 */
export function surveyRatio<Row>(rows: Iterable<Row>, options: SurveyRatioOptions<Row>): SurveyRatioResult {
  requireFunction("numerator", options?.numerator);
  requireFunction("denominator", options.denominator);
  const sample = readSample(rows, options, (row, index) => {
    const above = requireValue("numerator", options.numerator(row, index), index);
    const below = requireValue("denominator", options.denominator(row, index), index);
    return above === null || below === null ? null : ([above, below] as const);
  });
  const { values, weights } = sample;
  const definition = { metric: "surveyRatio", lonely: sample.lonely } as const;
  const below = total(values.map(([, denominator], row) => weights[row]! * denominator));
  if (below === 0) return { ...estimateOf(sample, null, null), definition };
  const ratio = total(values.map(([numerator], row) => weights[row]! * numerator)) / below;
  const variance = varianceOfTotal(sample, (row) => {
    const [numerator, denominator] = values[row]!;
    return weights[row]! * ((numerator - ratio * denominator) / below);
  });
  return { ...estimateOf(sample, ratio, variance), definition };
}
