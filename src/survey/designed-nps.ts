import { type ConfidenceOptions, type Interval, requireConfidence } from "../stats/interval.ts";
import { inPoints } from "../stats/net-interval-by.ts";
import { netLimits } from "../stats/net-limits.ts";
import { tailQuantile } from "../stats/normal.ts";
import { placeRatings, type Rating } from "../stats/ratings-counting.ts";
import { readSample, type SurveyCounts, type SurveyDesign } from "../stats/survey-design.ts";
import { readMean } from "../stats/survey-mean.ts";
import { requireFunction } from "../tally/function.ts";
import { type NpsDefinition, type NpsOptions, npsDefinition } from "./nps.ts";

/**
 * How rows were sampled, and what their answer is.
 *
 * @category Net Promoter Score
 */
export interface DesignedNpsOptions<Row> extends NpsOptions, SurveyDesign<Row>, ConfidenceOptions {
  /** The answer of a row. */
  readonly value: (row: Row, index: number) => Rating;
}

/**
 * A Net Promoter Score from a designed sample, with its interval.
 *
 * @category Net Promoter Score
 */
export interface DesignedNpsResult extends Interval<"score">, SurveyCounts {
  /** Weighted share of promoters, 0 to 1; `null` of an empty sample. */
  readonly promoterShare: number | null;
  /** Weighted share of passives, 0 to 1; `null` of an empty sample. */
  readonly passiveShare: number | null;
  /** Weighted share of detractors, 0 to 1; `null` of an empty sample. */
  readonly detractorShare: number | null;
  /** The linearised standard error in points, by clusters and strata; `null` where no stratum has two clusters. */
  readonly standardError: number | null;
  /** Degrees of freedom of the standard error: clusters less strata, of those that hold rows of the estimate. */
  readonly degreesOfFreedom: number;
  /** By how much the variance exceeds that of as many rows drawn one by one; `null` where there is none. */
  readonly designEffect: number | null;
  /** Rows drawn one by one, of equal weight, whose score would be as sure: those of the interval. */
  readonly effectiveSampleSize: number;
  /** What was measured. */
  readonly definition: NpsDefinition;
}

/**
 * Net Promoter Score of a designed sample: weighted, of answers that come in clusters, such as many of one customer or
 * flight, drawn in strata, or of a subgroup of such a sample. Its interval is the score interval at the effective sample
 * size of the design.
 *
 * @param rows - The rows of the whole sample, those outside the domain too.
 * @param options - `value`, the answer of a row; `weight`, `cluster`, `stratum`, `domain` and `lonely`, how the rows were
 *   sampled; `scale`, `promotersFrom`, `passivesFrom`, `noAnswer`, `offScale`, as for `nps`; `confidence`, between 0 and 1,
 *   default 0.95.
 * @returns Score and limits, −100 to 100, with standard error, effective size and what was counted: answers left out are
 *   in `excluded` with the rows of weight 0; `estimate: null` with a `reason` where nobody answered.
 * @throws TypeError or RangeError if an answer is off the scale or a weight is none, or a cluster lies in two strata,
 *   with its index.
 *
 * @example
 * ```ts
 * const rows = [
 *   { flight: "A", class: "eco", answer: 10 }, { flight: "A", class: "eco", answer: 9 }, { flight: "A", class: "first", answer: 9 },
 *   { flight: "B", class: "eco", answer: 3 }, { flight: "B", class: "first", answer: 6 }, { flight: "C", class: "eco", answer: 8 },
 * ]
 * const score = designedNps(rows, { value: (row) => row.answer, cluster: (row) => row.flight, domain: (row) => row.class === "eco" })
 * score // ~> { estimate: 25, count: 4, outside: 2, clusters: 3, degreesOfFreedom: 2, … }
 * designedNps([], { value: () => 9 }).reason // => "the sample is empty"
 * ```
 *
 * @see Korn & Graubard (1998), Confidence intervals for proportions with small expected number of positive counts
 * estimated from survey data, Survey Methodology 24; Franco, Little, Louis & Slud (2019), Journal of Survey Statistics and
 * Methodology 7.
 * @category Net Promoter Score
 */
export function designedNps<Row>(rows: Iterable<Row>, options: DesignedNpsOptions<Row>): DesignedNpsResult {
  const confidence = requireConfidence(options);
  requireFunction("value", options?.value);
  const definition = npsDefinition(options);
  const { scale, passivesFrom, promotersFrom } = definition;
  const place = placeRatings(scale, options);
  const sample = readSample(rows, options, (row, index) => {
    const found = place(options.value(row, index), index);
    // What is left out is told from what is missing by what is not known yet, which answers never are.
    if (typeof found === "string") return found === "missing" ? null : "pending";
    const answer = found + scale[0];
    return answer >= promotersFrom ? 100 : answer >= passivesFrom ? 0 : -100;
  });
  const { weights, values, counts, pending } = sample;
  const {
    estimate,
    standardError,
    degreesOfFreedom,
    designEffect,
    effectiveSampleSize: size,
  } = readMean(sample, confidence);
  const among = (score: number) => weights.reduce((sum, weight, row) => sum + (values[row] === score ? weight : 0), 0);
  const [promoting, passive, detracting] = [among(100), among(0), among(-100)];
  const weight = promoting + passive + detracting;
  const share = (part: number) => (counts.count === 0 ? null : part / weight);
  const people = (part: number) => (part === weight ? size : (part / weight) * size);
  const shape = {
    confidence,
    method: "score",
    promoterShare: share(promoting),
    passiveShare: share(passive),
    detractorShare: share(detracting),
    standardError,
    degreesOfFreedom,
    designEffect,
    effectiveSampleSize: size,
    ...counts,
    excluded: counts.excluded + pending,
    definition,
  } as const;
  if (estimate === null) return { estimate, lower: null, upper: null, ...shape, reason: "the sample is empty" };
  const net = { score: estimate, top: people(promoting), bottom: people(detracting), size };
  const [lower, upper] = netLimits("score", net)(tailQuantile((1 - confidence) / 2));
  return { estimate, lower: inPoints(lower), upper: inPoints(upper), ...shape };
}
