import { refusal } from "../tally/refusal.ts";
import { type SurveyShareOptions, type SurveyShareResult, shareOf } from "./survey-share.ts";

/**
 * How rows come in clusters, and what holds of them or does not.
 *
 * @category Survey design
 */
export interface ClusteredShareOptions<Row>
  extends Pick<SurveyShareOptions<Row>, "value" | "weight" | "stratum" | "confidence"> {
  /** Whose row it is: the customer of a contact, the flight of a passenger. Rows of one cluster are not independent. */
  readonly cluster: (row: Row, index: number) => unknown;
}

/**
 * A share of rows that come in clusters, such as contacts of customers: each customer's contacts are alike, so that many
 * of them say less than as many customers. `shareInterval`, `compareShares` and their kin take it, with its effective
 * sample size. For subgroups see `surveyShare`.
 *
 * @param rows - The rows: any iterable.
 * @param options - `cluster`, whose row it is; `value`, the outcome of a row; `weight`, 0 or more; `stratum`, where
 *   clusters were drawn from several; `confidence` of the interval to come, default 0.95.
 * @returns The rate, 0 to 1, with numerator and denominator (rows), standard error and effective size; `rate: null` of an
 *   empty sample.
 * @throws TypeError or RangeError if an outcome or a weight is none, a cluster is not known or lies in two strata, with
 *   its index.
 *
 * @example
 * ```ts
 * const contacts = [
 *   { customer: 1, solved: true }, { customer: 1, solved: true }, { customer: 1, solved: true }, { customer: 2, solved: false },
 *   { customer: 2, solved: false }, { customer: 3, solved: true }, { customer: 4, solved: true }, { customer: 5, solved: true },
 * ]
 * const solved = clusteredShare(contacts, { value: (row) => row.solved, cluster: (row) => row.customer })
 * solved // ~> { rate: 0.75, numerator: 6, denominator: 8, clusters: 5, designEffect: 2.19, effectiveSampleSize: 2.65, … }
 * shareInterval(solved) // ~> { estimate: 0.75, lower: 0.24, upper: 0.97, … }
 * shareInterval({ numerator: 6, denominator: 8 }) // ~> { estimate: 0.75, lower: 0.41, upper: 0.93, … }
 * ```
 *
 * @see Kish (1965), Survey Sampling, 5; Korn & Graubard (1998), Confidence intervals for proportions with small expected
 * number of positive counts, Survey Methodology 24, on few clusters.
 * @category Survey design
 */
export function clusteredShare<Row>(rows: Iterable<Row>, options: ClusteredShareOptions<Row>): SurveyShareResult {
  if (typeof options?.cluster !== "function") throw refusal("cluster must be a function of the row", options?.cluster);
  return shareOf("clusteredShare", rows, options);
}
