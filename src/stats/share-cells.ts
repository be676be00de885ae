import { requireDomain } from "./domain.ts";
import { type Comparison, type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { differenceOfShares, type FoundDifference } from "./share-difference.ts";
import { type ShareLike, sampleOfShare } from "./share-interval.ts";

/** A share as equally weighted people who hold and who do not; of a weighted share no whole numbers. */
export interface ShareCells {
  /** The share, 0 to 1. */
  readonly rate: number;
  /** How many people it stands for; 0 of an empty sample. */
  readonly size: number;
  /** How many of them hold. */
  readonly hits: number;
  /** How many of them do not. */
  readonly misses: number;
}

/** The smallest shape of a beta distribution that is computed: below it, quantiles are 0 or 1. */
export const LEAST_SHAPE = 1e-6;

/** The people that a share stands for: those counted, or as many as its effective sample size. */
export function cellsOfShare(share: ShareLike): ShareCells {
  const { rate, size } = sampleOfShare(share);
  const most = Number.MAX_SAFE_INTEGER;
  requireDomain(size, size <= most, `effectiveSampleSize must be at most ${most}`);
  if (rate === null) return { rate: 0, size: 0, hits: 0, misses: 0 };
  const { numerator, denominator } = share;
  // Of people counted one by one no digit is lost; of others the size has as many digits as it came with.
  return size === denominator && rate === numerator / denominator
    ? { rate, size, hits: numerator, misses: denominator - numerator }
    : { rate, size, hits: rate * size, misses: (1 - rate) * size };
}

/** The share of those who do not hold. */
export function mirrored({ size, hits, misses }: ShareCells): ShareCells {
  return { rate: size && misses / size, size, hits: misses, misses: hits };
}

/** The interval of a share from a method's limits, cut off at 0 and 1; without limits where the sample is empty. */
export function intervalOfShare<Method extends string>(
  method: Method,
  share: ShareLike,
  options: ConfidenceOptions,
  limits: (cells: ShareCells, tail: number) => readonly [lower: number, upper: number],
): Interval<Method> {
  const confidence = requireConfidence(options);
  const cells = cellsOfShare(share);
  if (cells.size === 0) {
    return { estimate: null, lower: null, upper: null, confidence, method, reason: "the sample is empty" };
  }
  const [lower, upper] = limits(cells, (1 - confidence) / 2);
  // Rounding may exchange limits that are neighbours; adding 0 turns −0 into 0.
  return {
    estimate: cells.rate,
    lower: Math.max(0, Math.min(lower, upper)) + 0,
    upper: Math.min(1, upper) + 0,
    confidence,
    method,
  };
}

/**
 * The difference of two shares with a method's limits, cut off at −1 and 1, and its p-value; without them where a
 * sample is empty, or where the method answers why there are none.
 */
export function comparisonOfShares<Method extends string>(
  method: Method,
  first: ShareLike,
  second: ShareLike,
  options: ConfidenceOptions,
  compare: (first: ShareCells, second: ShareCells, tail: number, confidence: number) => FoundDifference,
): Comparison<Method> {
  const confidence = requireConfidence(options);
  const [a, b] = [cellsOfShare(first), cellsOfShare(second)];
  const isEmpty = a.size === 0 || b.size === 0;
  const difference = isEmpty ? null : a.rate - b.rate;
  const found = isEmpty ? "a sample is empty" : compare(a, b, (1 - confidence) / 2, confidence);
  return differenceOfShares(difference, found, { confidence, method });
}
