import { requireCount } from "../tally/count.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { requireDomain } from "./domain.ts";
import { addToBin, binning, type DurationBins } from "./duration-bins.ts";
import { type DurationsOptions, type DurationsTally, durationsOf } from "./durations-metric.ts";
import { exactSum } from "./exact-sum.ts";
import { LARGEST } from "./value-sums.ts";

/**
 * What else is known of durations counted elsewhere.
 *
 * @category Durations
 */
export interface DurationsBinsOptions extends DurationsOptions {
  /** The sum of the durations. */
  readonly sum: number;
  /** The sum of the squared durations. */
  readonly squares: number;
  /** The shortest duration; `null` where there is none. */
  readonly minimum: number | null;
  /** The longest duration; `null` where there is none. */
  readonly maximum: number | null;
  /** Items without a duration. Default 0. */
  readonly missing?: number | bigint | undefined;
  /** Durations left out. Default 0. */
  readonly excluded?: number | bigint | undefined;
}

/** How far sums made elsewhere may be off by rounding. */
const NOISE = 1e-9;

/**
 * The tally of durations counted elsewhere (SQL, an engine), for `durationsMetric` to read or merge.
 *
 * The number of a duration's bin is its 64 bits as a double without the last 52 − precision: `bits >> 46` at the default
 * precision of 6, so that 1 has bin 65472. Group by it and count; 0 has bin 0. Weights are not taken.
 *
 * @param bins - Durations in each bin, as pairs of bin and count (a `Map`, rows of `GROUP BY`). Whole numbers, BigInt accepted.
 * @param options - `sum`, `squares`, `minimum`, `maximum` of the durations; `missing`, `excluded`; `precision`, `unit` as of
 *   the metric that reads the tally.
 * @returns The tally, plain JSON data.
 * @throws TypeError or RangeError if a bin or a count is none, a bin is named twice, or the sums, the shortest and the longest
 *   duration are none of so many durations in these bins.
 *
 * @example
 * ```ts
 * const rows: [number, bigint][] = [[65472, 2n], [65536, 1n]] // 1, 1 and 2 seconds
 * const counted = durationsFromBins(rows, { sum: 4, squares: 6, minimum: 1, maximum: 2 })
 * durationsMetric().read(counted) // => { median: 1.0077519379844961, maximum: 2, count: 3, … }
 * durationsMetric().read(counted).mean // ~> 1.3333
 * ```
 *
 * @category Durations
 */
export function durationsFromBins(
  bins: Iterable<readonly [bin: number | bigint, count: number | bigint]>,
  options: DurationsBinsOptions,
): DurationsTally {
  const { precision = 6, unit, minimum, maximum } = options ?? {};
  const of = durationsOf(precision, unit);
  requireIterable(bins, "bins");
  const counted: DurationBins = [];
  const binOf = binning(precision);
  const seen = new Set<number>();
  const last = binOf(LARGEST);
  let count = 0;
  for (const pair of bins) {
    requireIterable(pair, "bin and count");
    const [name, people] = pair;
    const bin = requireCount("bin", name);
    if (bin > last || seen.has(bin)) throw refusal(`bin must be one from 0 to ${last}, named once`, bin);
    seen.add(bin);
    const here = requireCount("count", people);
    if (here > 0) addToBin(counted, bin >> precision && bin, here, precision);
    count = requireCount("the sum of the counts", count + here);
  }
  requireSums(options, count, extremesOf(minimum, maximum, counted, binOf, count));
  return {
    of,
    count,
    sums: [exactSum([options.sum]), exactSum([options.squares])],
    missing: requireCount("missing", options.missing ?? 0),
    excluded: requireCount("excluded", options.excluded ?? 0),
    minimum: count === 0 ? null : minimum! + 0,
    maximum: count === 0 ? null : maximum! + 0,
    bins: counted,
  };
}

/** The shortest and the longest duration, if they lie in the first and the last bin. */
function extremesOf(
  minimum: number | null,
  maximum: number | null,
  bins: DurationBins,
  binOf: (duration: number) => number,
  count: number,
): [minimum: number, maximum: number] {
  if (count === 0) {
    if (minimum !== null) throw refusal("minimum must be null of no durations", minimum);
    if (maximum !== null) throw refusal("maximum must be null of no durations", maximum);
    return [0, 0];
  }
  const inBin = (name: string, duration: number | null, expected: number): number => {
    const isDuration = typeof duration === "number" && duration >= 0 && duration <= LARGEST;
    if (isDuration && binOf(duration) === expected) return duration;
    throw refusal(`${name} must lie in bin ${expected}`, duration);
  };
  const highest = bins.at(-1)!;
  return [inBin("minimum", minimum, bins[0]![0]!), inBin("maximum", maximum, highest[0]! + highest.length - 2)];
}

/** Refuses a sum and a sum of squares that so many durations cannot have. */
function requireSums(
  { sum, squares }: DurationsBinsOptions,
  count: number,
  [minimum, maximum]: [minimum: number, maximum: number],
): void {
  const isSum = sum >= count * minimum * (1 - NOISE) && sum <= count * maximum * (1 + NOISE);
  requireDomain(sum, isSum, "sum must lie between count times minimum and count times maximum");
  const least = count === 0 ? 0 : (sum / count) * sum;
  const fits = squares >= least * (1 - NOISE) && squares <= maximum * sum * (1 + NOISE);
  requireDomain(squares, fits, "squares must lie between the squared sum over the count and maximum times the sum");
}
