import { requireCount } from "../tally/count.ts";
import { refusal } from "../tally/refusal.ts";
import { requireSegments } from "./shrinkage.ts";
import { requireDeviation, requireMean } from "./summary.ts";

/**
 * What the variation between segments is told by: how many, their mean, and their standard deviation.
 *
 * @category Segments
 */
export interface SegmentSpread {
  /** Values counted. */
  readonly count: number;
  /** The mean; `null` of an empty segment. */
  readonly mean: number | null;
  /** The sample standard deviation, with n − 1 below; `null` below two values. */
  readonly standardDeviation: number | null;
  /** Where the values are weighted, the sum of their weights. */
  readonly weight?: number | undefined;
}

/**
 * How much of the variation of values lies between segments.
 *
 * @category Segments
 */
export interface EtaSquared {
  /** The share of the variation that lies between the segments, 0 to 1; `null` where the values do not vary, or there are none. */
  readonly etaSquared: number | null;
  /** Sum of squared distances of the segments' means from the mean of all, once for each value. */
  readonly between: number;
  /** Sum of squared distances of the values from their segment's mean. */
  readonly within: number;
  /** Values counted. */
  readonly count: number;
  /** Segments that have values. */
  readonly segments: number;
  /** Why there is no share; only where there is none. */
  readonly reason?: string;
}

/** Sums of squares of segments, in units of a squared scale. */
export interface SumsOfSquares {
  readonly scale: number;
  readonly between: number;
  readonly within: number;
  readonly sizes: readonly number[];
  readonly count: number;
}

/**
 * η², the share of the variation of values that lies between segments: 0 where all segments have the same mean, 1 where
 * the segment tells the value.
 *
 * It grows with the number of segments by chance alone; `intraclassCorrelation` does not.
 *
 * @param segments - What `measureBy` gives of `meanMetric`, `ratingsMetric`, `csatMetric` or `cesMetric`, or any
 *   `{ count, mean, standardDeviation }` of each segment.
 * @returns The share, 0 to 1; `null` with a `reason` where the values do not vary or nothing was counted.
 * @throws TypeError or RangeError if a sample is none.
 *
 * @example
 * ```ts
 * const rows = [["a", 1], ["a", 2], ["a", 3], ["b", 5], ["b", 6], ["b", 7]] as [string, number][]
 * const segments = measureBy(meanMetric(), rows, ([segment]) => segment, { value: ([, value]) => value })
 * etaSquared(segments) // ~> { etaSquared: 0.857, between: 24, within: 4, count: 6, segments: 2 }
 * ```
 *
 * @see Fisher (1925), Statistical Methods for Research Workers, chapter 8.
 * @category Segments
 */
export function etaSquared<Key>(segments: ReadonlyMap<Key, SegmentSpread>): EtaSquared {
  const { scale, between, within, sizes, count } = sumsOfSquares(requireSegments(segments));
  const rest = {
    between: between * scale * scale,
    within: within * scale * scale,
    count,
    segments: sizes.length,
  };
  if (between + within > 0) return { etaSquared: between / (between + within), ...rest };
  return { etaSquared: null, ...rest, reason: count === 0 ? "nothing was counted" : "the values do not vary" };
}

/** The sums of squares between and within segments that have values. */
export function sumsOfSquares(results: readonly SegmentSpread[]): SumsOfSquares {
  const known = results.filter((result) => {
    const { count, mean, standardDeviation, weight }: SegmentSpread = Object(result);
    requireCount("count", count);
    if (count > 0 && weight !== undefined && !(weight > 0 && weight <= 1e140)) {
      throw refusal("weight must be a number above 0 and at most 1e140", weight);
    }
    if (count > 0) requireMean(mean);
    if (count > 1) requireDeviation("standardDeviation", standardDeviation);
    return count > 0;
  });
  const centre = known[0]?.mean ?? 0;
  const distances = known.map(({ mean }) => mean! - centre);
  const spreads = known.map(({ count, standardDeviation }) => (count > 1 ? standardDeviation! : 0));
  // By the largest, so that no square leaves the doubles.
  const scale = Math.max(0, ...distances.map(Math.abs), ...spreads) || 1;
  const sizes = known.map(({ count, weight }) => weight ?? count);
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  const mean = distances.reduce((sum, distance, index) => sum + (distance / scale) * (sizes[index]! / whole), 0);
  let between = 0;
  let within = 0;
  known.forEach(({ count }, index) => {
    between += sizes[index]! * (distances[index]! / scale - mean) ** 2;
    within += sizes[index]! * ((count - 1) / count) * (spreads[index]! / scale) ** 2;
  });
  return { scale, between, within, sizes, count: known.reduce((sum, { count }) => sum + count, 0) };
}
