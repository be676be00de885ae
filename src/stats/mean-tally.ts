import type { Identity } from "../tally/identity.ts";
import { requireWeight } from "../tally/weight.ts";
import { sumOfBoth } from "./exact-sum.ts";
import type { RequireValue } from "./gather.ts";
import { addValue, LARGEST, meanOf, type ValueSums, varianceOf } from "./value-sums.ts";
import { addWeighted, mergeWeighted, readWeighted, unitValues, type WeightedSums } from "./weighted-values.ts";

/**
 * What is counted of values: how many, and their exact sums.
 *
 * @category Mean
 */
export interface MeanTally extends Identity, ValueSums {
  /** Values counted. */
  count: number;
  /** Items without a value. */
  missing: number;
  /** Values of weight 0. */
  excluded: number;
  /** The weighted sums, or `null` as long as no value was given a weight. */
  weights: WeightedSums | null;
}

/**
 * The mean of a sample, with its spread.
 *
 * @category Mean
 */
export interface MeanResult {
  /** The mean, in the unit of the values; `null` of an empty sample. */
  readonly mean: number | null;
  /** The sample standard deviation, with n − 1 below, in the unit of the values; `null` below two values. */
  readonly standardDeviation: number | null;
  /** The sample variance, with n − 1 below, in the squared unit; `null` below two values. */
  readonly variance: number | null;
  /** The standard error of the mean, linearised where the sample is weighted; `null` below two values. */
  readonly standardError: number | null;
  /** Values counted. */
  readonly count: number;
  /** Items without a value. */
  readonly missing: number;
  /** Values of weight 0. */
  readonly excluded: number;
  /** Where the sample is weighted, the sum of the weights. */
  readonly weight?: number;
  /** Where the sample is weighted, Kish's effective sample size. */
  readonly effectiveSampleSize?: number;
  /**
   * Where the sample is weighted, the weighted covariance of weight and value, Σw²(x − mean) / Σw: above 0 where large values
   * weigh more. The standard error of several means together needs it.
   */
  readonly weightCovariance?: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "mean";
  };
}

/** The largest value with a weight, whose square too is multiplied. */
const LARGEST_WEIGHTED = 1e70;

/** The tally of no values. */
export function noMean(of: string): MeanTally {
  return { of, count: 0, sum: [], squares: [], missing: 0, excluded: 0, weights: null };
}

/** Counts one more item, in place; whether it has a value, and a weight that is not 0. */
export function addToMean(
  tally: MeanTally,
  value: number | null | undefined,
  weight: number | undefined,
  index: number | undefined,
  requireValue: RequireValue,
): boolean {
  if (weight !== undefined) {
    requireWeight(weight, index);
    tally.weights = weightsOf(tally);
  }
  if (value === null || value === undefined) {
    tally.missing++;
    return false;
  }
  requireValue(value, tally.weights === null ? LARGEST : LARGEST_WEIGHTED, index);
  if (weight === 0) {
    tally.excluded++;
    return false;
  }
  tally.count++;
  addValue(tally, value);
  if (tally.weights !== null) tally.weights = addWeighted(tally.weights, value, weight ?? 1);
  return true;
}

/** The weighted sums of a tally, in which whoever was given no weight weighs 1. */
function weightsOf(tally: MeanTally): WeightedSums {
  return tally.weights ?? unitValues(tally.count, tally);
}

/** The tally of both; writes to neither. */
export function mergeMeans(left: MeanTally, right: MeanTally): MeanTally {
  return {
    of: left.of,
    count: left.count + right.count,
    sum: sumOfBoth(left.sum, right.sum),
    squares: sumOfBoth(left.squares, right.squares),
    missing: left.missing + right.missing,
    excluded: left.excluded + right.excluded,
    weights: left.weights || right.weights ? mergeWeighted(weightsOf(left), weightsOf(right)) : null,
  };
}

/** Mean and spread of what was counted. */
export function readMean(tally: MeanTally): Omit<MeanResult, "definition"> {
  const { count, missing, excluded } = tally;
  const weighted = tally.weights && readWeighted(tally.weights);
  const correction = count / (count - 1);
  const variance = weighted ? weighted.variance * correction : varianceOf(count, tally);
  const meanVariance = weighted ? weighted.meanVariance * correction : variance / count;
  const known = (atLeast: number, number: number) => (count < atLeast ? null : number);
  return {
    mean: known(1, weighted ? weighted.mean : meanOf(count, tally)),
    standardDeviation: known(2, Math.sqrt(variance)),
    variance: known(2, variance),
    standardError: known(2, Math.sqrt(meanVariance)),
    count,
    missing,
    excluded,
    ...weighted?.weighing,
  };
}
