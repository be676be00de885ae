import { refusal } from "../tally/refusal.ts";
import type { ConfidenceOptions, Interval } from "./interval.ts";

/**
 * How segments are shrunk and ranked.
 *
 * @category Segments
 */
export interface ShrinkageOptions extends ConfidenceOptions {
  /** What the segments are ranked against, in the unit of the estimates: who most surely lies above it is first. Default: the mean. */
  readonly benchmark?: number | undefined;
}

/**
 * A segment, shrunk towards the mean of all by as much as it could differ from it by chance.
 *
 * @category Segments
 */
export interface ShrunkenSegment<Method extends string = string> extends Interval<Method> {
  /** The estimate of the segment by itself, in the same unit; `null` of an empty segment. */
  readonly raw: number | null;
  /** How much of the estimate is the segment's own, 0 to 1: the rest is the mean. */
  readonly ownWeight: number;
  /** Standard deviation of what the segment's true value may be, in the same unit; `null` where it is not known. */
  readonly standardDeviation: number | null;
  /** The probability that the segment lies above the benchmark, 0 to 1; `null` where all segments are pooled, or it has no limits. */
  readonly probabilityAbove: number | null;
  /** The rank by this probability, from 1; segments of the same probability share theirs. */
  readonly rank: number;
}

/**
 * Segments, each shrunk towards the mean of all.
 *
 * @category Segments
 */
export interface Shrinkage<Key, Method extends string = string> {
  /** The mean towards which the segments are shrunk, in their unit; `null` where nothing was counted. */
  readonly mean: number | null;
  /** Whether the segments differ no more than chance would have them differ, so that each has the estimate of all. */
  readonly pooled: boolean;
  /** Whether there are fewer than five segments, too few to know how much segments differ. */
  readonly fewSegments: boolean;
  /** The segments, in the order in which they came. */
  readonly segments: ReadonlyMap<Key, ShrunkenSegment<Method>>;
  /** Why nothing was shrunk; only where nothing was. */
  readonly reason?: string;
}

/** A segment without its rank. */
type Unranked<Method extends string> = Omit<ShrunkenSegment<Method>, "rank">;

/** The segments with their ranks. */
export function ranked<Key, Method extends string>(
  keys: Iterable<Key>,
  segments: readonly Unranked<Method>[],
): Map<Key, ShrunkenSegment<Method>> {
  const probabilities = segments.map(({ probabilityAbove }) => probabilityAbove ?? -1);
  const ranks = new Map<number, number>();
  for (const [before, probability] of [...probabilities].sort((a, b) => b - a).entries()) {
    if (!ranks.has(probability)) ranks.set(probability, before + 1);
  }
  return new Map(
    Array.from(keys, (key, index) => [key, { ...segments[index]!, rank: ranks.get(probabilities[index]!)! }]),
  );
}

/** The results of the segments, if there are any. */
export function requireSegments<Key, Result>(segments: ReadonlyMap<Key, Result>, name = "segments"): Result[] {
  if (segments instanceof Map) return [...segments.values()];
  throw refusal(`${name} must be a Map`, segments);
}

/** The benchmark, if it is one. */
export function requireBenchmark(benchmark: number, least: number, most: number): number {
  if (typeof benchmark === "number" && benchmark >= least && benchmark <= most) return benchmark;
  throw refusal(`benchmark must be a number from ${least} to ${most}`, benchmark);
}
