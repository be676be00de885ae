import type { Comparison, ConfidenceOptions } from "./interval.ts";
import { normalTail, tailQuantile } from "./normal.ts";
import { bisect } from "./root.ts";
import { comparisonOfShares, mirrored, type ShareCells } from "./share-cells.ts";
import type { ShareLike } from "./share-interval.ts";

/**
 * Difference of two independent shares, first less second, by Miettinen and Nurminen's score interval: every difference
 * that a test with the spread of the likeliest pair of shares with this difference does not reject. The p-value is that
 * of the same test.
 *
 * Weighted shares are taken as of their effective sample sizes.
 *
 * @param first - A share result, or any `{ numerator, denominator }`.
 * @param second - The share to compare with, of other people.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Difference and limits, −1 to 1, and the two-sided p-value; `null` with a `reason` where a sample is empty.
 * @throws RangeError if the counts are no counts, a numerator exceeds its denominator, or the confidence is none.
 *
 * @example
 * ```ts
 * miettinenNurminen({ numerator: 5, denominator: 56 }, { numerator: 0, denominator: 29 })
 * // ~> { difference: 0.089, lower: -0.0326, upper: 0.1933, pValue: 0.10, … }
 * ```
 *
 * @see Miettinen & Nurminen (1985), Comparative analysis of two rates, Statistics in Medicine 4.
 * @category Uncertainty
 */
export function miettinenNurminen(
  first: ShareLike,
  second: ShareLike,
  options: ConfidenceOptions = {},
): Comparison<"miettinen-nurminen"> {
  return comparisonOfShares("miettinen-nurminen", first, second, options, (a, b, tail) => {
    const people = a.size + b.size;
    return people > 1 ? byScore(a, b, tail, people / (people - 1)) : "the samples are too small";
  });
}

/**
 * Difference of two independent shares, first less second, by Mee's score interval: Miettinen and Nurminen's without
 * their factor N / (N − 1). Its p-value is that of the pooled z test, see `pooledZ`.
 *
 * Weighted shares are taken as of their effective sample sizes.
 *
 * @param first - A share result, or any `{ numerator, denominator }`.
 * @param second - The share to compare with, of other people.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Difference and limits, −1 to 1, and the two-sided p-value; `null` with a `reason` where a sample is empty.
 * @throws RangeError if the counts are no counts, a numerator exceeds its denominator, or the confidence is none.
 *
 * @example
 * ```ts
 * mee({ numerator: 7, denominator: 34 }, { numerator: 1, denominator: 34 })
 * // ~> { difference: 0.176, lower: 0.0284, upper: 0.3439, pValue: 0.024, … }
 * ```
 *
 * @see Mee (1984), Confidence bounds for the difference between two probabilities, Biometrics 40.
 * @category Uncertainty
 */
export function mee(first: ShareLike, second: ShareLike, options: ConfidenceOptions = {}): Comparison<"mee"> {
  return comparisonOfShares("mee", first, second, options, (a, b, tail) => byScore(a, b, tail, 1));
}

function byScore(first: ShareCells, second: ShareCells, tail: number, factor: number) {
  const z = tailQuantile(tail) * Math.sqrt(factor);
  const difference = first.rate - second.rate;
  const statistic = (delta: number) => differenceStatistic(first, second, delta);
  return {
    limits: [
      bisect((delta) => statistic(delta) - z, -1, difference),
      bisect((delta) => statistic(delta) + z, difference, 1),
    ] as const,
    pValue: 2 * normalTail(Math.abs(statistic(0)) / Math.sqrt(factor)),
  };
}

/**
 * How many standard errors the difference of two shares lies above `delta`, where the error is that of the likeliest
 * pair of shares that differ by `delta`.
 */
export function differenceStatistic(first: ShareCells, second: ShareCells, delta: number): number {
  // From the side where shares are small, whose distance from 0 a double tells and whose distance from 1 it does not.
  if (first.hits + second.hits > first.misses + second.misses) {
    return -differenceStatistic(mirrored(first), mirrored(second), -delta);
  }
  const above = first.rate - second.rate - delta;
  if (above === 0) return 0;
  const rate = likeliestSecond(first, second, delta);
  // In units of the larger sample, so that not even the variance of a subnormal share becomes 0.
  const size = Math.max(first.size, second.size);
  const variance = (rate + delta) * (1 - rate - delta) * (size / first.size) + rate * (1 - rate) * (size / second.size);
  return (above * Math.sqrt(size)) / Math.sqrt(Math.max(0, variance));
}

/** The second of the likeliest two shares that differ by `delta`: where the slope of the likelihood changes sign. */
function likeliestSecond(first: ShareCells, second: ShareCells, delta: number): number {
  const slope = (rate: number) => scoreOf(first, rate + delta) + scoreOf(second, rate);
  const [least, most] = [Math.max(0, -delta), Math.min(1, 1 - delta)];
  if (slope(least) <= 0) return least;
  return slope(most) >= 0 ? most : bisect(slope, least, most);
}

function scoreOf({ hits, misses }: ShareCells, rate: number): number {
  return (hits && hits / Math.max(0, rate)) - (misses && misses / Math.max(0, 1 - rate));
}
