import { requireChoice } from "../tally/choice.ts";
import { requireGivenFunctions } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { sameKey } from "../tally/same-key.ts";
import { requireWeight } from "../tally/weight.ts";

/**
 * How rows were sampled: with which weights, in which clusters, from which strata, and which of them the estimate is
 * about.
 *
 * @category Survey design
 */
export interface SurveyDesign<Row> {
  /** How many of the population a row stands for, 0 or more; rows of weight 0 are left out. Default 1. */
  readonly weight?: ((row: Row, index: number) => number) | undefined;
  /** What was sampled as a whole: the customer of a contact, the flight of a passenger. Default: each row by itself. */
  readonly cluster?: ((row: Row, index: number) => unknown) | undefined;
  /** What was sampled separately: the country, the channel. No cluster may lie in two. Default: one stratum. */
  readonly stratum?: ((row: Row, index: number) => unknown) | undefined;
  /**
   * Whether the estimate is about the row; default: about all. Name a subgroup here instead of filtering the rows: that
   * a cluster has nobody of the subgroup is part of its uncertainty.
   */
  readonly domain?: ((row: Row, index: number) => boolean) | undefined;
  /**
   * What a stratum of a single cluster adds to the variance: `"adjust"`, its distance from the mean of all clusters;
   * `"certainty"`, nothing, because it was not drawn by chance; `"reject"`, an error. Default `"adjust"`.
   */
  readonly lonely?: "adjust" | "certainty" | "reject" | undefined;
}

/**
 * What a survey estimate counted.
 *
 * @category Survey design
 */
export interface SurveyCounts {
  /** Rows that the estimate is made of. */
  readonly count: number;
  /** Rows without a value; their clusters count as sampled. */
  readonly missing: number;
  /** Rows of weight 0. */
  readonly excluded: number;
  /** Rows outside the domain; their clusters count as sampled. */
  readonly outside: number;
  /** The sum of the weights of the rows that the estimate is made of. */
  readonly weight: number;
  /** Clusters that hold them. */
  readonly clusters: number;
  /** Strata that hold them. */
  readonly strata: number;
}

/** The rows of a sample that an estimate is made of, and all the clusters that were sampled. */
export interface Sampled<Value> {
  /** The value of each row. */
  readonly values: readonly Value[];
  /** The weight of each row. */
  readonly weights: readonly number[];
  /** The cluster of each row, by number. */
  readonly clusterOf: readonly number[];
  /** The stratum of each cluster sampled, by number, whether or not it holds such a row. */
  readonly stratumOf: readonly number[];
  /** What was counted. */
  readonly counts: SurveyCounts;
  /** Rows whose value cannot be known yet. */
  readonly pending: number;
  /** Clusters less strata, of those that hold rows of the estimate. */
  readonly degreesOfFreedom: number;
  /** What a stratum of a single cluster adds. */
  readonly lonely: "adjust" | "certainty" | "reject";
}

/** Reads rows into a sample; a value that is `null` is missing, and `"pending"` not known yet. */
export function readSample<Row, Value>(
  rows: Iterable<Row>,
  design: SurveyDesign<Row>,
  read: (row: Row, index: number) => Value | null | "pending",
): Sampled<Value> {
  requireIterable(rows, "rows");
  const { weight, cluster, stratum, domain } = design ?? {};
  requireGivenFunctions({ weight, cluster, stratum, domain });
  const lonely = requireChoice("lonely", design?.lonely ?? "adjust", ["adjust", "certainty", "reject"]);
  const [clusters, strata] = [new Map<unknown, number>(), new Map<unknown, number>()];
  const same = sameKey();
  const [values, weights, clusterOf, stratumOf]: [Value[], number[], number[], number[]] = [[], [], [], []];
  let [missing, pending, excluded, outside, index] = [0, 0, 0, 0, -1];
  for (const row of rows) {
    index++;
    const weighs = weight ? requireWeight(weight(row, index), index) : 1;
    const value = read(row, index);
    if (weighs === 0) {
      excluded++;
      continue;
    }
    const layer = numberOf(strata, stratum ? same(requireKey("stratum", stratum(row, index), index)) : 0);
    const unit = numberOf(clusters, cluster ? same(requireKey("cluster", cluster(row, index), index)) : index);
    if (unit === stratumOf.length) stratumOf.push(layer);
    else if (stratumOf[unit] !== layer) {
      throw refusal("a cluster must lie in one stratum; name it by both", cluster!(row, index), index);
    }
    if (domain && !requireBoolean("domain", domain(row, index), index)) outside++;
    else if (value === null) missing++;
    else if (value === "pending") pending++;
    else {
      values.push(value);
      weights.push(weighs);
      clusterOf.push(unit);
    }
  }
  const holding = new Set(clusterOf);
  const layers = new Set(Array.from(holding, (unit) => stratumOf[unit]!));
  const counts = {
    count: values.length,
    missing,
    excluded,
    outside,
    weight: weights.reduce((sum, part) => sum + part, 0),
    clusters: holding.size,
    strata: layers.size,
  };
  const degreesOfFreedom = holding.size - layers.size;
  return { values, weights, clusterOf, stratumOf, counts, pending, degreesOfFreedom, lonely };
}

/**
 * The variance of a total of one number a row, from the totals of the clusters in each stratum, as if drawn with
 * replacement; `null` where no stratum has two clusters.
 *
 * @see Lumley (2010), Complex Surveys: A Guide to Analysis Using R, 2.2; Särndal, Swensson & Wretman (1992), Model
 * Assisted Survey Sampling, 4.
 */
export function varianceOfTotal<Value>(sample: Sampled<Value>, partOf: (row: number) => number): number | null {
  const { clusterOf, stratumOf, lonely, degreesOfFreedom } = sample;
  const totals = new Array<number>(stratumOf.length).fill(0);
  const sizes = new Array<number>(stratumOf.length).fill(0);
  clusterOf.forEach((unit, row) => {
    const part = partOf(row);
    totals[unit]! += part;
    sizes[unit]! += Math.abs(part);
  });
  const strata: number[][] = [];
  totals.forEach((sum, unit) => {
    strata[stratumOf[unit]!] ??= [];
    strata[stratumOf[unit]!]!.push(sum);
  });
  if (lonely === "reject" && stratumOf.length > 1) {
    const alone = strata.findIndex((sums) => sums.length === 1);
    if (alone >= 0)
      throw new RangeError(
        `a stratum must have two clusters or more, got one in the stratum met as number ${alone + 1}`,
      );
  }
  if (degreesOfFreedom < 1) return null;
  const middle = mean(totals);
  const parts = strata.map((sums) => {
    const size = sums.length;
    if (size === 1) return lonely === "adjust" ? (sums[0]! - middle) ** 2 : 0;
    const centre = mean(sums);
    return (size / (size - 1)) * sums.reduce((sum, part) => sum + (part - centre) ** 2, 0);
  });
  const variance = parts.reduce((sum, part) => sum + part, 0);
  // Of clusters that are alike, what is left is the rounding of their sums.
  return variance > sizes.reduce((sum, size) => sum + 1e-28 * size * size, 0) ? variance : 0;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, part) => sum + part, 0) / numbers.length;
}

function numberOf(numbers: Map<unknown, number>, key: unknown): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

function requireKey(name: string, key: unknown, index: number): unknown {
  if (key === null || key === undefined) throw refusal(`${name} must be known of every row`, key, index);
  return key;
}

/** Whether a row is among those that something is about. */
export function requireBoolean(name: string, holds: unknown, index: number): boolean {
  if (typeof holds === "boolean") return holds;
  throw refusal(`${name} must be true or false`, holds, index);
}
