import { requireFunction } from "../tally/function.ts";
import { total } from "./classes.ts";
import { type ConfidenceOptions, requireConfidence } from "./interval.ts";
import { kishSize } from "./kish.ts";
import { studentTailQuantile } from "./student.ts";
import { readSample, type Sampled, type SurveyDesign, varianceOfTotal } from "./survey-design.ts";
import { estimateOf, requireValue, type SurveyEstimate } from "./survey-estimate.ts";

/**
 * How rows were sampled, and what is averaged.
 *
 * @category Survey design
 */
export interface SurveyMeanOptions<Row> extends SurveyDesign<Row>, ConfidenceOptions {
  /** The value of a row, a number in any unit: −100, 0 and 100 for a Net Promoter Score; `null` and `undefined` are counted as missing. */
  readonly value: (row: Row, index: number) => number | null | undefined;
  /** The confidence for which `effectiveSampleSize` allows for few clusters. Default 0.95. */
  readonly confidence?: number | undefined;
}

/**
 * A mean from a designed sample.
 *
 * @category Survey design
 */
export interface SurveyMeanResult extends SurveyEstimate {
  /** By how much the variance exceeds that of as many rows drawn one by one; `null` where there is none or the values do not vary. */
  readonly designEffect: number | null;
  /**
   * Rows drawn one by one, of equal weight, whose mean would be as sure: the smaller of Kish's size and of the size that
   * the linearised variance stands for, less what few clusters cost. Where the values do not vary, or there is one
   * cluster only, the clusters count one each.
   */
  readonly effectiveSampleSize: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "surveyMean";
    /** What a stratum with one cluster does to the variance. */
    readonly lonely: "adjust" | "certainty" | "reject";
  };
}

/**
 * The mean of a designed sample: weighted, of rows that come in clusters, drawn in strata, or of a subgroup of such a
 * sample. Its standard error is Taylor-linearised, by the clusters in each stratum, as if drawn with replacement.
 *
 * A Net Promoter Score is the mean of 100, 0 and −100; a share, of 1 and 0 (`surveyShare` says more of it).
 *
 * @param rows - The rows of the whole sample, those outside the domain too.
 * @param options - `value`, the number of a row; `weight`, `cluster`, `stratum`, `domain` and `lonely`, how the rows were
 *   sampled; `confidence` for which the effective size allows for few clusters.
 * @returns The mean with standard error, degrees of freedom, design effect and what was counted; `estimate: null` of an
 *   empty sample, `standardError: null` where no stratum has two clusters. `surveyInterval` takes it.
 * @throws TypeError or RangeError if a value or a weight is none, or a cluster lies in two strata, with its index.
 *
 * @example
 * ```ts
 * const rows = [
 *   { shop: 1, region: "north", weight: 2, recommend: 10 }, { shop: 1, region: "north", weight: 2, recommend: 9 },
 *   { shop: 2, region: "north", weight: 2, recommend: 3 }, { shop: 3, region: "south", weight: 1, recommend: 8 },
 *   { shop: 4, region: "south", weight: 1, recommend: 10 }, { shop: 4, region: "south", weight: 1, recommend: null },
 * ]
 * const npsOf = (row: (typeof rows)[number]) => row.recommend === null ? null : row.recommend >= 9 ? 100 : row.recommend >= 7 ? 0 : -100
 * const score = surveyMean(rows, { value: npsOf, weight: (r) => r.weight, cluster: (r) => r.shop, stratum: (r) => r.region })
 * score // ~> { estimate: 37.5, standardError: 66.8, degreesOfFreedom: 2, count: 5, missing: 1, designEffect: 2.43, … }
 * surveyMean([], { value: npsOf }).estimate // => null
 * ```
 *
 * @see Lumley (2010), Complex Surveys: A Guide to Analysis Using R; Kish (1965), Survey Sampling.
 * @category Survey design
 */
export function surveyMean<Row>(rows: Iterable<Row>, options: SurveyMeanOptions<Row>): SurveyMeanResult {
  const confidence = requireConfidence(options);
  requireFunction("value", options?.value);
  const sample = readSample(rows, options, (row, index) => requireValue("value", options.value(row, index), index));
  return { ...readMean(sample, confidence), definition: { metric: "surveyMean", lonely: sample.lonely } };
}

/** Mean, standard error and effective size of a sample. */
export function readMean(sample: Sampled<number>, confidence: number): Omit<SurveyMeanResult, "definition"> {
  const { values, weights, counts, degreesOfFreedom: df } = sample;
  const { count, weight } = counts;
  if (count === 0) return { ...estimateOf(sample, null, null), designEffect: null, effectiveSampleSize: 0 };
  const mean = meanOf(sample);
  const variance = varianceOfTotal(sample, (row) => (weights[row]! / weight) * (values[row]! - mean));
  // The variance of a value, its n − 1 already in the place where it is needed.
  const spread = total(weights.map((w, row) => (w / weight) * (values[row]! - mean) ** 2)) / (count - 1);
  if (variance === null || !(spread > 0)) {
    const effectiveSampleSize = kishSize(clusterWeights(sample))!;
    return { ...estimateOf(sample, mean, variance), designEffect: null, effectiveSampleSize };
  }
  const size = Math.min(kishSize(weights)!, (count * spread) / variance);
  return {
    ...estimateOf(sample, mean, variance),
    designEffect: variance / spread,
    effectiveSampleSize: size * fewClusters(count - 1, df, confidence),
  };
}

/** The weighted mean, a value that all have just so. */
function meanOf({ values, weights, counts }: Sampled<number>): number {
  const from = values[0]!;
  return from + total(values.map((value, row) => (weights[row]! / counts.weight) * (value - from)));
}

/** By how much fewer rows an interval with the t of few clusters stands for than one with the t of as many rows. */
export function fewClusters(rows: number, clusters: number, confidence: number): number {
  // Below this both quantiles go to 0, and their ratio no longer changes.
  const tail = (1 - Math.max(confidence, 1e-6)) / 2;
  return rows === clusters ? 1 : (studentTailQuantile(tail, rows) / studentTailQuantile(tail, clusters)) ** 2;
}

/** The mean weight of the rows in each cluster that holds some: a cluster counts one, whatever its size. */
function clusterWeights({ clusterOf, weights }: Sampled<unknown>): number[] {
  const sums = new Map<number, [weight: number, rows: number]>();
  clusterOf.forEach((unit, row) => {
    const [weight, rows] = sums.get(unit) ?? [0, 0];
    sums.set(unit, [weight + weights[row]!, rows + 1]);
  });
  return Array.from(sums.values(), ([weight, rows]) => weight / rows);
}
