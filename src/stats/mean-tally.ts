import type { Identity } from "../tally/identity.ts";
import { requireWeight } from "../tally/weight.ts";
import { exactSum, sumOfBoth } from "./exact-sum.ts";
import type { RequireValue } from "./gather.ts";
import { addValue, isWeighted, LARGEST, momentsOf, noValues, type ValueSums, weightedSums } from "./value-sums.ts";

/**
 * What is counted of values: how many, and their exact sums.
 *
 * @category Mean
 */
export interface MeanTally extends Identity {
  /** Values counted. */
  count: number;
  /** Their exact sums. */
  sums: ValueSums;
  /** Items without a value. */
  missing: number;
  /** Values of weight 0. */
  excluded: number;
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
  return { of, count: 0, sums: noValues(), missing: 0, excluded: 0 };
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
    weigh(tally);
  }
  if (value === null || value === undefined) {
    tally.missing++;
    return false;
  }
  requireValue(value, isWeighted(tally.sums) ? LARGEST_WEIGHTED : LARGEST, index);
  if (weight === 0) {
    tally.excluded++;
    return false;
  }
  tally.count++;
  addValue(tally.sums, value, weight);
  return true;
}

/** From now on the values of a tally are weighed: whoever was given no weight weighs 1. */
export function weigh(tally: MeanTally): void {
  if (!isWeighted(tally.sums)) tally.sums = weightedSums(tally).map(exactSum);
}

/** The tally of both; writes to neither. */
export function mergeMeans(left: MeanTally, right: MeanTally): MeanTally {
  const others = weightedSums(right);
  return {
    of: left.of,
    count: left.count + right.count,
    sums: weightedSums(left)
      .slice(0, Math.max(left.sums.length, right.sums.length))
      .map((sum, index) => sumOfBoth(sum, others[index]!)),
    missing: left.missing + right.missing,
    excluded: left.excluded + right.excluded,
  };
}

/** Mean and spread of what was counted; what else is known of the values stands after the mean. */
export function readMean<More extends object>(tally: MeanTally, more?: More): Omit<MeanResult, "definition"> & More {
  const { count, missing, excluded } = tally;
  const { mean, ...moments } = momentsOf(tally);
  return { mean, ...(more as More), ...moments, count, missing, excluded };
}
