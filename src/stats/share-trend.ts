import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { total } from "./classes.ts";
import { cellsOfShares, pooled } from "./compare-many-shares.ts";
import { normalTail } from "./normal.ts";
import type { ShareLike } from "./share-interval.ts";
import type { TestResult } from "./test-result.ts";

/**
 * Where the groups of a trend stand.
 *
 * @category Uncertainty
 */
export interface ShareTrendOptions {
  /** The position of each group, such as its month or price; finite numbers, as many as shares. Default 1, 2, 3, …. */
  readonly scores?: Iterable<number> | undefined;
}

/**
 * The Cochran–Armitage test of a trend.
 *
 * @category Uncertainty
 */
export interface ShareTrendResult extends TestResult<"cochran-armitage"> {
  /** The trend in standard errors, positive where the share rises; `null` where there is no test. */
  readonly z: number | null;
  /** By how much the share rises for a step of 1, by weighted least squares; `null` where there is no line. */
  readonly slope: number | null;
}

/**
 * Whether a share rises or falls over ordered groups, such as months: the Cochran–Armitage test. It finds a steady trend
 * that the chi-square of all groups misses, and no other kind of difference.
 *
 * Weighted shares are taken as of their effective sample sizes. Groups without a share keep their position.
 *
 * @param shares - Share results, or any `{ numerator, denominator }`, of different people, in order.
 * @param options - `scores`, the position of each group; default 1, 2, 3, ….
 * @returns z, slope and the two-sided p-value; `null` with a `reason` where there are less than two positions, or
 *   everybody agrees.
 * @throws TypeError or RangeError if counts or scores are none, or there are not as many scores as shares.
 *
 * @example
 * ```ts
 * const months = [{ numerator: 70, denominator: 100 }, { numerator: 76, denominator: 100 }, { numerator: 83, denominator: 100 }]
 * shareTrend(months) // ~> { pValue: 0.031, z: 2.16, slope: 0.065, … }
 * compareManyShares(months).pValue // ~> 0.096
 * ```
 *
 * @see Armitage (1955), Tests for linear trends in proportions and frequencies, Biometrics 11.
 * @category Uncertainty
 */
export function shareTrend(shares: Iterable<ShareLike>, options: ShareTrendOptions = {}): ShareTrendResult {
  const method = "cochran-armitage";
  const groups = cellsOfShares(shares);
  const given = scoresOf(groups.length, options?.scores);
  // From the first score that counts: a distance loses nothing where all scores are large.
  const from = given[groups.findIndex(({ size }) => size > 0)] ?? 0;
  const scores = given.map((score) => score - from);
  const { people, rate, variance, deviations } = pooled(groups);
  const weighted = (part: (score: number, place: number) => number) =>
    total(groups.map(({ size }, place) => (size === 0 ? 0 : size * part(scores[place]!, place))));
  const centre = weighted((score) => score) / people;
  const spread = weighted((score) => (score - centre) ** 2);
  const without = (slope: number | null, reason: string) => ({ pValue: null, method, z: null, slope, reason }) as const;
  if (rate === null || !(spread > 0)) return without(null, "a trend needs groups at two positions");
  const rise = weighted((score, place) => (score - centre) * deviations[place]!);
  const slope = rise / spread + 0;
  if (variance === 0) return without(slope, "everybody agrees");
  const z = rise / Math.sqrt(variance * spread) + 0;
  return { pValue: Math.min(1, 2 * normalTail(Math.abs(z))), method, z, slope };
}

/** The largest score: the square of a larger one may leave the doubles. */
const LARGEST = 1e70;

function scoresOf(groups: number, given?: Iterable<number>): number[] {
  if (given === undefined) return Array.from({ length: groups }, (_, place) => place + 1);
  requireIterable(given, "scores");
  const scores = [...given];
  if (scores.length !== groups) throw refusal(`scores must be as many as shares, ${groups}`, scores.length);
  scores.forEach((score, index) => {
    if (!(typeof score === "number" && Math.abs(score) <= LARGEST))
      throw refusal(`score must be a number of at most ${LARGEST} in size`, score, index);
  });
  return scores;
}
