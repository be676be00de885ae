import { requireIterable } from "../tally/iterable.ts";
import { chiSquareTail } from "./chi-square.ts";
import { total } from "./classes.ts";
import { cellsOfShare, mirrored, type ShareCells } from "./share-cells.ts";
import type { ShareLike } from "./share-interval.ts";
import type { TestResult } from "./test-result.ts";

/**
 * The chi-square test of several shares.
 *
 * @category Uncertainty
 */
export interface ManySharesResult extends TestResult<"chi-square"> {
  /** The chi-square statistic, 0 or more; `null` where there is no test. */
  readonly chiSquare: number | null;
  /** Its degrees of freedom: one less than the groups that have a share. */
  readonly degreesOfFreedom: number;
  /** Cramér's V, 0 (all alike) to 1 (nobody in some groups, everybody in the others); `null` where there is no test. */
  readonly cramersV: number | null;
  /** The share of all groups together, 0 to 1; `null` where all are empty. */
  readonly rate: number | null;
}

/**
 * Whether several independent shares could all be the same: the chi-square test, without correction. Of two shares it is
 * the square of `pooledZ`.
 *
 * Weighted shares are taken as of their effective sample sizes. Groups without a share do not count. Where fewer than
 * about five people are to be expected in a cell, the p-value is rough.
 *
 * @param shares - Share results, or any `{ numerator, denominator }`, of different people.
 * @returns The statistic, Cramér's V and the p-value; `null` with a `reason` where there are less than two groups, or
 *   everybody agrees.
 * @throws RangeError if the counts are no counts or a numerator exceeds its denominator.
 *
 * @example
 * ```ts
 * compareManyShares([{ numerator: 90, denominator: 100 }, { numerator: 70, denominator: 100 }, { numerator: 85, denominator: 100 }])
 * // ~> { pValue: 0.00072, chiSquare: 14.5, degreesOfFreedom: 2, cramersV: 0.220, … }
 * ```
 *
 * @see Agresti (2013), Categorical Data Analysis, 3rd edition, 3.2; Cramér (1946), Mathematical Methods of Statistics.
 * @category Uncertainty
 */
export function compareManyShares(shares: Iterable<ShareLike>): ManySharesResult {
  const groups = cellsOfShares(shares).filter(({ size }) => size > 0);
  const method = "chi-square";
  const degreesOfFreedom = Math.max(0, groups.length - 1);
  const { people, rate, variance, deviations } = pooled(groups);
  const without = (reason: string) =>
    ({ pValue: null, method, chiSquare: null, degreesOfFreedom, cramersV: null, rate, reason }) as const;
  if (rate === null || groups.length < 2) return without("a comparison needs two groups");
  if (variance === 0) return without("everybody agrees");
  const chiSquare = total(groups.map(({ size }, place) => (size * deviations[place]! ** 2) / variance));
  // With two rows the largest chi-square is the number of people; rounding may exceed it.
  const cramersV = Math.min(1, Math.sqrt(chiSquare / people));
  return { pValue: chiSquareTail(chiSquare, degreesOfFreedom), method, chiSquare, degreesOfFreedom, cramersV, rate };
}

/** The people that each share stands for. */
export function cellsOfShares(shares: Iterable<ShareLike>): ShareCells[] {
  requireIterable(shares, "shares");
  return Array.from(shares, cellsOfShare);
}

/** All groups as one: how many people, their share, the variance of an outcome, and how far each group lies above. */
export function pooled(groups: readonly ShareCells[]): {
  readonly people: number;
  readonly rate: number | null;
  readonly variance: number;
  readonly deviations: readonly number[];
} {
  const people = total(groups.map(({ size }) => size));
  const [hits, misses] = [total(groups.map((group) => group.hits)), total(groups.map((group) => group.misses))];
  if (people === 0) return { people, rate: null, variance: 0, deviations: groups.map(() => 0) };
  // From the side where shares are small, which doubles tell apart more finely.
  const deviations =
    hits > misses
      ? groups.map((group) => misses / people - mirrored(group).rate)
      : groups.map((group) => group.rate - hits / people);
  return { people, rate: hits / people, variance: (hits / people) * (misses / people), deviations };
}
