import { addOneByOne } from "../tally/add-each.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Reading, RowReading } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { requireWeight } from "../tally/weight.ts";
import { gather, LARGEST } from "./gather.ts";
import { addValue, addValues, meanOf, mergeValues, noValues, type ValueSums, varianceOf } from "./value-sums.ts";
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
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "mean";
  };
}

const OF = "values";

/** The largest value with a weight, whose square too is multiplied. */
const LARGEST_WEIGHTED = 1e70;

/**
 * The mean of a sample, from exact sums: 0.1 + 0.2 + 0.3 in any order, split in any way, is one number.
 *
 * @param values - Finite numbers of at most 1e140 in size, in any unit; `null` and `undefined` are counted as missing.
 * @param options - `weight`, a value's weight, 0 or more; `value`, where the items are rows.
 * @returns The mean in the unit of the values, its spread and what was counted; `mean: null` of an empty sample.
 * @throws TypeError or RangeError if a value is not a finite number, with its index.
 *
 * @example
 * ```ts
 * mean([2, 4, 9]).mean // => 5
 * mean([1e9 + 1, 1e9 + 2, 1e9 + 3]).variance // => 1
 * mean([]).mean // => null
 * ```
 *
 * @category Mean
 */
export function mean(
  values: Iterable<number | null | undefined>,
  options?: Omit<Reading<number | null | undefined, unknown>, "value">,
): MeanResult;
export function mean<Row>(rows: Iterable<Row>, options: RowReading<Row, number | null | undefined>): MeanResult;
export function mean<Row>(
  items: Iterable<Row>,
  options: Partial<RowReading<Row, number | null | undefined>> = {},
): MeanResult {
  return measure(meanMetric(), items, options as RowReading<Row, number | null | undefined>);
}

/**
 * The mean as a metric, for streams, groups and parts; see `mean`.
 *
 * @example
 * ```ts
 * measureBy(meanMetric(), [1, 2, 3, 4], (n) => n % 2).get(0)?.mean // => 3
 * ```
 *
 * @category Mean
 */
export function meanMetric(): Metric<number | null | undefined, MeanTally, MeanResult> {
  return { empty, add, addAll, merge, read };
}

function empty(): MeanTally {
  return { of: OF, count: 0, ...noValues(), missing: 0, excluded: 0, weights: null };
}

function add(tally: MeanTally, value: number | null | undefined, weight?: number, index?: number): MeanTally {
  requireSame(tally, OF);
  if (weight !== undefined) {
    requireWeight(weight, index);
    tally.weights ??= unitValues(tally.count, tally);
  }
  if (value === null || value === undefined) tally.missing++;
  else {
    requireValue(value, tally.weights === null ? LARGEST : LARGEST_WEIGHTED, index);
    if (weight === 0) tally.excluded++;
    else {
      tally.count++;
      addValue(tally, value);
      if (tally.weights !== null) tally.weights = addWeighted(tally.weights, value, weight ?? 1);
    }
  }
  return tally;
}

function addAll<Item>(
  tally: MeanTally,
  items: Iterable<Item>,
  { value, weight }: Reading<Item, number | null | undefined>,
): MeanTally {
  requireSame(tally, OF);
  // A copy, so that a count that fails leaves what there was.
  const counted = { ...tally };
  if (weight !== undefined || tally.weights !== null) return addOneByOne(add, counted, items, { value, weight });
  const take = (values: Float64Array, length: number, largest: number) => {
    addValues(counted, values, length, largest);
    counted.count += length;
  };
  counted.missing += gather(items, value, -LARGEST, (item, index) => requireValue(item, LARGEST, index), take);
  return counted;
}

function merge(left: MeanTally, right: MeanTally): MeanTally {
  requireSame(left, OF);
  requireSame(right, OF);
  return {
    of: OF,
    count: left.count + right.count,
    ...mergeValues(left, right),
    missing: left.missing + right.missing,
    excluded: left.excluded + right.excluded,
    weights:
      left.weights === null && right.weights === null
        ? null
        : mergeWeighted(left.weights ?? unitValues(left.count, left), right.weights ?? unitValues(right.count, right)),
  };
}

function read(tally: MeanTally): MeanResult {
  requireSame(tally, OF);
  const { count, missing, excluded, weights } = tally;
  const definition = { metric: "mean" } as const;
  if (count === 0) {
    const nothing = { mean: null, standardDeviation: null, variance: null, standardError: null };
    return { ...nothing, count, missing, excluded, ...(weights && { weight: 0, effectiveSampleSize: 0 }), definition };
  }
  const correction = count / (count - 1);
  const weighted = weights && readWeighted(weights);
  const mean = weighted ? weighted.mean : meanOf(count, tally);
  const variance = count < 2 ? null : weighted ? weighted.variance * correction : varianceOf(count, tally);
  const meanVariance = variance === null ? null : weighted ? weighted.meanVariance * correction : variance / count;
  return {
    mean,
    standardDeviation: variance === null ? null : Math.sqrt(variance),
    variance,
    standardError: meanVariance === null ? null : Math.sqrt(meanVariance),
    count,
    missing,
    excluded,
    ...(weighted && { weight: weighted.weight, effectiveSampleSize: weighted.effectiveSampleSize }),
    definition,
  };
}

function requireValue(value: unknown, largest: number, index?: number): number {
  if (typeof value === "number" && Math.abs(value) <= largest) return value;
  throw refusal(`value must be a finite number of at most ${largest} in size`, value, index);
}
