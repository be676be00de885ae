import { addOneByOne } from "../tally/add-each.ts";
import { requireSame } from "../tally/identity.ts";
import type { Metric } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { requireProbability } from "./domain.ts";
import {
  addBins,
  addToBin,
  binning,
  countBins,
  type DurationBins,
  type DurationPrecision,
  durationOf,
} from "./duration-bins.ts";
import { type DurationsResult, type DurationsUnit, readDurations, requireDuration, widen } from "./durations-result.ts";
import { nearest } from "./exact-sum.ts";
import { gather, isShortList } from "./gather.ts";
import { addToMean, type MeanTally, mergeMeans } from "./mean-tally.ts";
import { addValues, isWeighted, noValues } from "./value-sums.ts";

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
  /** Durations in each bin; their weight where durations have weights. */
  readonly bins: DurationBins;
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
 * The tally of a million durations takes some 3 kB; tallies of parts merge bit for bit into that of the whole, weighted ones
 * but for the rounding of the weights in a bin. Durations
 * below 2.3e-308 are taken for 0 there.
 *
 * @param options - `precision`, 5, 6 or 7; `unit`, the name of the unit, so that minutes are never merged into seconds.
 * @returns The metric. It counts durations of 0 or more, `null` and `undefined` as missing, and refuses a negative one.
 * @throws RangeError if the precision is another; TypeError if the unit is no string.
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
export function durationsMetric(
  options?: DurationsOptions,
): Metric<number | null | undefined, DurationsTally, DurationsResult> {
  const { precision = 6, unit }: DurationsOptions = Object(options);
  const of = durationsOf(precision, unit);
  const binOf = binning(precision);
  const empty = (): DurationsTally => ({
    of,
    count: 0,
    sums: noValues(),
    missing: 0,
    excluded: 0,
    minimum: null,
    maximum: null,
    bins: [],
  });
  const add = (tally: DurationsTally, duration: number | null | undefined, weight?: number, index?: number) => {
    requireSame(tally, of);
    if (addToMean(tally, duration, weight, index, requireDuration)) {
      widen(tally, duration!, duration!);
      addToBin(tally.bins, binOf(duration!), weight ?? 1, precision);
    }
    return tally;
  };
  const merge = (left: DurationsTally, right: DurationsTally) => {
    const merged = empty();
    for (const part of [left, right]) {
      requireSame(part, of);
      if (part.minimum !== null) widen(merged, part.minimum, part.maximum!);
      addBins(merged.bins, part.bins, precision);
    }
    return Object.assign(merged, mergeMeans(left, right));
  };
  return {
    empty,
    add,
    addAll: (tally, items, reading) => {
      const part = empty();
      if (reading.weight || isShortList(items)) return merge(tally, addOneByOne(add, part, items, reading));
      // Zeroed memory costs little as long as it is not touched.
      const cells = new Uint32Array(2 ** (11 + precision));
      part.missing = gather(items, reading.value, 0, requireDuration, (durations, length, shortest, longest) => {
        addValues(part.sums, durations, length, longest);
        part.count += length;
        widen(part, shortest, longest);
        countBins(cells, durations, length, precision);
      });
      for (let bin = binOf(part.minimum ?? 0); bin <= binOf(part.maximum ?? 0); bin++) {
        if (cells[bin]! > 0) addToBin(part.bins, bin, cells[bin]!, precision);
      }
      return merge(tally, part);
    },
    merge,
    read: (tally) => {
      requireSame(tally, of);
      const definition = { metric: "durations", quantiles: "sketch", precision, unit: unit ?? null } as const;
      return readDurations(tally, (p) => quantileOf(tally, p, precision), 1 / (2 ** (precision + 1) + 1), definition);
    },
  };
}

/**
 * A quantile of the durations in a tally, other than the median and the 90th percentile that every result has.
 *
 * @param tally - What `durationsMetric` counted.
 * @param p - The share of durations that do not exceed the quantile, 0 to 1.
 * @returns The quantile, in the unit of the durations, off by the result's `quantileError` at most, and exact for 0 and 1;
 *   `null` of an empty tally.
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
  return p === 0 ? tally.minimum : quantileOf(tally, p, precision);
}

/** What a tally of durations is of. */
export function durationsOf(precision: DurationPrecision, unit: string | undefined): string {
  if (precision !== 5 && precision !== 6 && precision !== 7) throw refusal("precision must be 5, 6 or 7", precision);
  if (unit !== undefined && typeof unit !== "string") throw refusal("unit must be a string", unit);
  return `durations ${precision}${unit === undefined ? "" : ` in ${unit}`}`;
}

/** The quantile that the sketch knows; null of an empty tally. */
function quantileOf(
  { count, sums, minimum, maximum, bins }: DurationsTally,
  p: number,
  precision: DurationPrecision,
): number | null {
  const rank = Math.floor(p * (count - 1));
  if (minimum === null || rank === count - 1) return maximum;
  if (rank === 0 && !isWeighted(sums)) return minimum;
  const reached = isWeighted(sums) ? p * nearest(sums[2]!) : rank + 1;
  let sum = 0;
  for (const octave of bins) {
    for (let at = 1; at < octave.length; at++) {
      sum += octave[at]!;
      if (sum >= reached) return Math.min(maximum!, Math.max(minimum, durationOf(octave[0]! + at - 1, precision)));
    }
  }
  return maximum;
}
