import { addOneByOne } from "../tally/add-each.ts";
import { requireSame } from "../tally/identity.ts";
import type { Metric } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { requireDomain, requireProbability } from "./domain.ts";
import {
  addBins,
  addToBin,
  binning,
  copyOfBins,
  countBins,
  type DurationBins,
  type DurationPrecision,
  durationAt,
  noBins,
} from "./duration-bins.ts";
import { type DurationsResult, type DurationsUnit, readDurations, requireDuration } from "./durations-result.ts";
import { gather } from "./gather.ts";
import { addToMean, copyOfMean, type MeanTally, mergeMeans, noMean } from "./mean-tally.ts";
import { addValues, GATHERED } from "./value-sums.ts";

/**
 * What is counted of durations: how many, their exact sums, the shortest and the longest, and a sketch of how they are
 * distributed.
 *
 * @category Durations
 */
export interface DurationsTally extends MeanTally {
  /** The shortest duration, or `null` of none. */
  minimum: number | null;
  /** The longest duration, or `null` of none. */
  maximum: number | null;
  /** Durations in each bin. */
  readonly bins: DurationBins;
  /** The weight in each bin, or `null` as long as no duration was given a weight. */
  weightBins: DurationBins | null;
}

/**
 * How durations are counted.
 *
 * @category Durations
 */
export interface DurationsOptions extends DurationsUnit {
  /** The leading bits that tell durations apart: 5, 6 or 7, for quantiles at most 1.54, 0.78 or 0.39 % off. Default 6. */
  readonly precision?: DurationPrecision | undefined;
}

/**
 * Durations as a metric, for streams, groups and parts: mean and deviation are exact, the quantiles those of a sketch.
 *
 * A quantile `p` of n durations is that of rank ⌊p(n − 1)⌋ from 0, a duration of the sample (of weighted durations, the first
 * that a share `p` of the weight does not exceed), off by `quantileError` at most, and never outside minimum and maximum.
 * The tally of a million durations takes some 3 kB; tallies of parts merge bit for bit into that of the whole. Durations
 * below 2.3e-308 are taken for 0 there.
 *
 * @param options - `precision`, 5, 6 or 7; `unit`, the name of the unit, so that minutes are never merged into seconds.
 * @returns The metric. It counts durations of 0 or more, `null` and `undefined` as missing, and refuses a negative one.
 * @throws RangeError if the precision is none.
 *
 * @example
 * ```ts
 * const metric = durationsMetric({ unit: "seconds" })
 * const [monday, tuesday] = [tally(metric, [30, 45, 600]), tally(metric, [60])]
 * metric.read(metric.merge(monday, tuesday)) // => { mean: 183.75, minimum: 30, maximum: 600, quantileError: 1 / 129, count: 4, … }
 * metric.read(metric.empty()).mean // => null
 * ```
 *
 * @see Masson, Rim & Lee (2019), DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees, PVLDB 12;
 * its linearly interpolated mapping.
 * @category Durations
 */
export function durationsMetric({
  precision = 6,
  unit,
}: DurationsOptions = {}): Metric<number | null | undefined, DurationsTally, DurationsResult> {
  const of = durationsOf(precision, unit);
  const binOf = binning(precision);
  const add = (tally: DurationsTally, duration: number | null | undefined, weight?: number, index?: number) => {
    requireSame(tally, of);
    if (weight !== undefined) tally.weightBins ??= copyOfBins(tally.bins);
    if (!addToMean(tally, duration, weight, index, requireDuration)) return tally;
    const length = duration as number;
    const bin = binOf(length);
    widen(tally, length, length);
    addToBin(tally.bins, bin, 1, precision);
    if (tally.weightBins) addToBin(tally.weightBins, bin, weight ?? 1, precision);
    return tally;
  };
  return {
    empty: () => withBins(noMean(of), null, null, noBins(), null),
    add,
    addAll: (tally, items, { value, weight }) => {
      requireSame(tally, of);
      // A copy, so that a count that fails leaves what there was.
      const counted = copyOf(tally);
      if (weight !== undefined || tally.weights !== null) return addOneByOne(add, counted, items, { value, weight });
      let cells: Uint32Array | undefined;
      const take = (durations: Float64Array, length: number, longest: number) => {
        if (length === 0) return;
        addValues(counted, durations, length, longest);
        counted.count += length;
        widen(counted, shortestOf(durations, length), longest);
        // Zeroed memory costs little as long as it is not touched.
        if (length === GATHERED) cells ??= new Uint32Array(2 ** (11 + precision));
        if (cells) countBins(cells, durations, length, precision);
        else for (let at = 0; at < length; at++) addToBin(counted.bins, binOf(durations[at]!), 1, precision);
      };
      counted.missing += gather(items, value, 0, requireDuration, take);
      if (cells) {
        // None is shorter than the shortest.
        for (let bin = binOf(counted.minimum!); bin < cells.length; bin++) {
          if (cells[bin]! > 0) addToBin(counted.bins, bin, cells[bin]!, precision);
        }
      }
      return counted;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      const merged = copyOf(left, mergeMeans(left, right));
      addBins(merged.bins, right.bins, precision);
      if (left.weightBins || right.weightBins) {
        merged.weightBins ??= copyOfBins(left.bins);
        addBins(merged.weightBins, right.weightBins ?? right.bins, precision);
      }
      if (right.count > 0) widen(merged, right.minimum!, right.maximum!);
      return merged;
    },
    read: (tally) => {
      requireSame(tally, of);
      const definition = { metric: "durations", quantiles: "sketch", precision, unit: unit ?? null } as const;
      return readDurations(tally, (p) => quantileOf(tally, p, precision), worstError(precision), definition);
    },
  };
}

/**
 * A quantile of the durations in a tally, other than the median and the 90th percentile that every result has.
 *
 * @param tally - What `durationsMetric` counted.
 * @param p - The share of durations that do not exceed the quantile, 0 to 1.
 * @returns The quantile, in the unit of the durations, off by the result's `quantileError` at most; `null` of an empty tally.
 * @throws TypeError if the tally is of something else; RangeError if `p` is no share.
 *
 * @example
 * ```ts
 * const waits = tally(durationsMetric(), [10, 20, 30, 40, 50])
 * durationQuantile(waits, 0.75) // ~> 40
 * durationQuantile(waits, 1) // => 50
 * ```
 *
 * @category Durations
 */
export function durationQuantile(tally: DurationsTally, p: number): number | null {
  const precision = Number(/^durations ([567])\b/.exec(tally?.of)?.[1] ?? 0) as DurationPrecision;
  if (precision < 5) throw refusal("tally must be of durations", tally?.of ?? tally);
  requireProbability(p);
  return quantileOf(tally, p, precision);
}

/** What a tally of durations is of. */
export function durationsOf(precision: DurationPrecision, unit: string | undefined): string {
  requireDomain(precision, precision === 5 || precision === 6 || precision === 7, "precision must be 5, 6 or 7");
  if (unit !== undefined && typeof unit !== "string") throw refusal("unit must be a string", unit);
  return `durations ${precision}${unit === undefined ? "" : ` in ${unit}`}`;
}

/** The worst relative error of a quantile: of the lowest bin of an octave. */
function worstError(precision: DurationPrecision): number {
  return 1 / (2 ** (precision + 1) + 1);
}

/** The quantile that the sketch knows; null of an empty tally. */
function quantileOf(tally: DurationsTally, p: number, precision: DurationPrecision): number | null {
  const { count, minimum, maximum, bins, weightBins } = tally;
  if (minimum === null || maximum === null) return null;
  const rank = Math.floor(p * (count - 1));
  if (rank === count - 1) return maximum;
  if (rank === 0 && !weightBins) return minimum;
  let found: number;
  if (weightBins) {
    let whole = 0;
    durationAt(weightBins, precision, (sum) => {
      whole = sum;
      return false;
    });
    found = durationAt(weightBins, precision, (sum) => sum >= p * whole);
  } else found = durationAt(bins, precision, (sum) => sum > rank);
  return Math.min(maximum, Math.max(minimum, found));
}

/** A copy that shares nothing that is written to, with the same sums or others. */
function copyOf(tally: DurationsTally, sums = copyOfMean(tally)): DurationsTally {
  const { minimum, maximum, bins, weightBins } = tally;
  return withBins(sums, minimum, maximum, copyOfBins(bins), weightBins && copyOfBins(weightBins));
}

/** A tally, made in one place: an engine is fast with objects that are made alike. */
function withBins(
  { of, count, sum, squares, missing, excluded, weights }: MeanTally,
  minimum: number | null,
  maximum: number | null,
  bins: DurationBins,
  weightBins: DurationBins | null,
): DurationsTally {
  return { of, count, sum, squares, missing, excluded, weights, minimum, maximum, bins, weightBins };
}

/** Makes room for a shortest and a longest duration. */
function widen(tally: DurationsTally, shortest: number, longest: number): void {
  // Adding 0 turns −0 into 0.
  if (tally.minimum === null || shortest < tally.minimum) tally.minimum = shortest + 0;
  if (tally.maximum === null || longest > tally.maximum) tally.maximum = longest + 0;
}

function shortestOf(durations: Float64Array, length: number): number {
  let shortest = Infinity;
  for (let index = 0; index < length; index++) if (durations[index]! < shortest) shortest = durations[index]!;
  return shortest;
}
