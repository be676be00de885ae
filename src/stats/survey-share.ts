import { requireFunction } from "../tally/function.ts";
import { total } from "./classes.ts";
import { type ConfidenceOptions, requireConfidence } from "./interval.ts";
import { type Outcome, place, type ShareResult } from "./share.ts";
import { readSample, type SurveyCounts, type SurveyDesign } from "./survey-design.ts";
import { readMean } from "./survey-mean.ts";

/**
 * How rows were sampled, and what holds of them or does not.
 *
 * @category Survey design
 */
export interface SurveyShareOptions<Row> extends SurveyDesign<Row>, ConfidenceOptions {
  /** The outcome of a row: `true`/1, `false`/0, `"pending"` (counted apart), `null`/`undefined` (counted as missing). */
  readonly value: (row: Row, index: number) => Outcome;
  /** The confidence for which `effectiveSampleSize` allows for few clusters: that of the interval to come. Default 0.95. */
  readonly confidence?: number | undefined;
}

/**
 * A share from a designed sample.
 *
 * @category Survey design
 */
export interface SurveyShareResult
  extends Pick<ShareResult, "rate" | "numerator" | "denominator" | "pending" | "missing" | "excluded">,
    Pick<SurveyCounts, "outside" | "weight" | "clusters" | "strata"> {
  /** The standard error of the share, linearised, by clusters and strata; `null` where no stratum has two clusters. */
  readonly standardError: number | null;
  /** Degrees of freedom of the standard error: clusters less strata, of those that hold rows of the share. */
  readonly degreesOfFreedom: number;
  /** By how much the variance exceeds that of as many rows drawn one by one; `null` where there is none or all rows agree. */
  readonly designEffect: number | null;
  /**
   * Rows drawn one by one, of equal weight, whose share would be as sure, which is what intervals and comparisons of
   * shares read: the smaller of Kish's size and of the size that the linearised variance stands for, less what few
   * clusters cost. Where all rows agree, or there is one cluster only, the clusters count one each.
   */
  readonly effectiveSampleSize: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: string;
    /** What a stratum with one cluster does to the variance. */
    readonly lonely: "adjust" | "certainty" | "reject";
  };
}

/**
 * The share of a designed sample: weighted, of rows that come in clusters, drawn in strata, or of a subgroup of such a
 * sample. `shareInterval`, `compareShares` and their kin take it, with its effective sample size.
 *
 * @param rows - The rows of the whole sample, those outside the domain too.
 * @param options - `value`, the outcome of a row; `weight`, `cluster`, `stratum`, `domain` and `lonely`, how the rows were
 *   sampled; `confidence` of the interval to come, default 0.95.
 * @returns The rate, 0 to 1, with numerator and denominator, standard error and effective size; `rate: null` of an empty
 *   sample.
 * @throws TypeError or RangeError if an outcome or a weight is none, or a cluster lies in two strata, with its index.
 *
 * @example
 * ```ts
 * const rows = [
 *   { team: 1, plan: "pro", solved: true }, { team: 1, plan: "free", solved: true }, { team: 2, plan: "pro", solved: false },
 *   { team: 3, plan: "pro", solved: true }, { team: 4, plan: "pro", solved: true }, { team: 4, plan: "free", solved: false },
 * ]
 * const pro = surveyShare(rows, { value: (row) => row.solved, cluster: (row) => row.team, domain: (row) => row.plan === "pro" })
 * pro // ~> { rate: 0.75, numerator: 3, denominator: 4, outside: 2, clusters: 4, standardError: 0.25, effectiveSampleSize: 4, … }
 * shareInterval(pro).lower // ~> 0.30
 * ```
 *
 * @see Franco, Little, Louis & Slud (2019), Comparative study of confidence intervals for proportions in complex sample
 * surveys, Journal of Survey Statistics and Methodology 7.
 * @category Survey design
 */
export function surveyShare<Row>(rows: Iterable<Row>, options: SurveyShareOptions<Row>): SurveyShareResult {
  return shareOf("surveyShare", rows, options);
}

/** The share of a designed sample, by the name of a metric. */
export function shareOf<Row>(metric: string, rows: Iterable<Row>, options: SurveyShareOptions<Row>): SurveyShareResult {
  const confidence = requireConfidence(options);
  requireFunction("value", options?.value);
  const sample = readSample(rows, options, (row, index) => {
    const outcome = options.value(row, index);
    if (outcome === "pending") return outcome;
    const holds = place(outcome, index);
    return holds === "missing" ? null : Number(holds);
  });
  const { values, weights, counts, pending, lonely } = sample;
  const { count, missing, excluded, outside, weight, clusters, strata } = counts;
  const { standardError, degreesOfFreedom, designEffect, effectiveSampleSize } = readMean(sample, confidence);
  return {
    rate: count === 0 ? null : total(weights.filter((_, row) => values[row] === 1)) / weight,
    numerator: total(values),
    denominator: count,
    pending,
    missing,
    excluded,
    outside,
    weight,
    clusters,
    strata,
    standardError,
    degreesOfFreedom,
    designEffect,
    effectiveSampleSize,
    definition: { metric, lonely },
  };
}
