import { addToMean, type MeanTally, mergeMeans, noMean, readMean } from "../stats/mean-tally.ts";
import { isWeighted } from "../stats/value-sums.ts";
import { addWeights, type WeightTally } from "../stats/weight-sums.ts";
import { inOrder, weightedQuantileOf } from "../stats/weighted-quantile.ts";

/**
 * How often a value came, and the weights of those who gave it, or `null` as long as nobody was given one.
 *
 * @category Journey experience
 */
export type ValueCount = [value: number, count: number, weights: WeightTally | null];

/**
 * What is counted of values: their exact sums, and how often each came. It grows with the number of different values.
 *
 * @category Journey experience
 */
export interface DistributionTally extends MeanTally {
  /** The values in rising order, each once. */
  values: ValueCount[];
}

/**
 * How values are distributed.
 *
 * @category Journey experience
 */
export interface Distribution {
  /** The mean, in the unit of the values; `null` of none. */
  readonly mean: number | null;
  /** The median; of weighted values, that of the weight. `null` of none. */
  readonly median: number | null;
  /** The sample standard deviation; `null` below two values. */
  readonly standardDeviation: number | null;
  /** The standard error of the mean, which `meanInterval` reads; `null` below two values. */
  readonly standardError: number | null;
  /** The least value; `null` of none. */
  readonly minimum: number | null;
  /** The largest value; `null` of none. */
  readonly maximum: number | null;
  /** Values counted. */
  readonly count: number;
}

/** The tally of no values. */
export function noDistribution(of: string): DistributionTally {
  return { ...noMean(of), values: [] };
}

/** Counts one more value, in place; `null` counts as missing. */
export function addToDistribution(
  tally: DistributionTally,
  value: number | null,
  weight: number | undefined,
  index: number | undefined,
): void {
  const wasWeighted = isWeighted(tally.sums);
  const isCounted = addToMean(tally, value, weight, index, Number);
  const isNowWeighted = isWeighted(tally.sums);
  if (isNowWeighted && !wasWeighted) for (const entry of tally.values) entry[2] = [entry[1], 0, entry[1], 0];
  if (!isCounted) return;
  const place = placeOf(tally.values, value!);
  let entry = tally.values[place];
  if (entry?.[0] !== value) {
    entry = [value! + 0, 0, isNowWeighted ? [0, 0, 0, 0] : null];
    tally.values.splice(place, 0, entry);
  }
  entry[1]++;
  const given = weight ?? 1;
  if (entry[2]) addWeights(entry[2], given, 0, given * given, 0);
}

/** Where a value stands, or would. */
function placeOf(values: readonly ValueCount[], value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]![0] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The tally of both; writes to neither. */
export function mergeDistributions(left: DistributionTally, right: DistributionTally): DistributionTally {
  const sums = mergeMeans(left, right);
  const values: ValueCount[] = [];
  const weighed = ([, count, weights]: ValueCount): WeightTally | null =>
    weights ? [...weights] : isWeighted(sums.sums) ? [count, 0, count, 0] : null;
  for (let i = 0, j = 0; i < left.values.length || j < right.values.length; ) {
    const [one, other] = [left.values[i], right.values[j]];
    if (one && other && one[0] === other[0]) {
      const weights = weighed(one);
      if (weights) addWeights(weights, ...weighed(other)!);
      values.push([one[0], one[1] + other[1], weights]);
      i++;
      j++;
    } else {
      const next = other === undefined || (one && one[0] < other[0]) ? left.values[i++]! : right.values[j++]!;
      values.push([next[0], next[1], weighed(next)]);
    }
  }
  return { ...sums, values };
}

/** What was counted. */
export function readDistribution(tally: DistributionTally): Distribution {
  const { mean, standardDeviation, standardError, count } = readMean(tally);
  const { values } = tally;
  const sample = inOrder(values.map(([value, times, weights]) => [value, weights ? weights[0] + weights[1] : times]));
  return {
    mean,
    median: weightedQuantileOf(sample, 0.5, "middle"),
    standardDeviation,
    standardError,
    minimum: values[0]?.[0] ?? null,
    maximum: values[values.length - 1]?.[0] ?? null,
    count,
  };
}
