import { normalTail } from "./normal.ts";
import {
  type PlannedTest,
  type ResolvedTest,
  requireSize,
  requireSizes,
  requireTest,
  spread,
  spreads,
  zOf,
} from "./share-plan.ts";
import { requireShare } from "./share-target.ts";

/**
 * The test that is planned, and the people in it.
 *
 * @category Sample size
 */
export interface SharePowerOptions extends PlannedTest {
  /** People in the sample, above 0. */
  readonly size: number;
}

/**
 * The test that is planned, and the people in each group.
 *
 * @category Sample size
 */
export interface CompareSharesPowerOptions extends PlannedTest {
  /** People in each group, above 0; or `[first, second]`, where they differ. */
  readonly size: number | readonly [first: number, second: number];
}

/**
 * The chance that a comparison finds a difference.
 *
 * @category Sample size
 */
export interface SharePower extends ResolvedTest {
  /** The chance that the comparison finds the difference, 0 to 1. */
  readonly power: number;
  /** The difference supposed, first share less second or share less target, −1 to 1. */
  readonly difference: number;
}

/**
 * Power of a comparison of a share with a target: the chance that the p-value of `compareShareToTarget` falls below
 * 1 − `confidence` where the true share is the one supposed. By the normal approximation.
 *
 * @param rate - The share supposed to be true, 0 to 1.
 * @param target - The target, 0 to 1.
 * @param options - `size`, people in the sample; `confidence`, default 0.95; `alternative`, default `"two-sided"`.
 * @returns The power, with what was supposed.
 * @throws TypeError or RangeError if a share, the size or the confidence is none.
 *
 * @example
 * ```ts
 * sharePower(0.85, 0.8, { size: 500 }).power // ~> 0.825
 * ```
 *
 * @see Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, chapter 2.
 * @category Sample size
 */
export function sharePower(rate: number, target: number, options: SharePowerOptions): SharePower {
  const [p, p0] = [requireShare("rate", rate), requireShare("target", target)];
  const root = Math.sqrt(requireSize("size", options?.size));
  const test = requireTest(options);
  return { power: powerOf(Math.abs(p - p0) * root, spread(p0), spread(p), test), difference: p - p0, ...test };
}

/**
 * Power of a comparison of two independent shares: the chance that the p-value of the pooled z test falls below
 * 1 − `confidence` where the true shares are those supposed. For planning; shares that were measured say nothing new here.
 *
 * @param first - The first share supposed, 0 to 1.
 * @param second - The second share supposed, 0 to 1.
 * @param options - `size`, people in each group, or `[first, second]`; `confidence`, default 0.95; `alternative`, default
 *   `"two-sided"`, which counts a significant difference in the wrong direction too.
 * @returns The power, by the normal approximation, with what was supposed.
 * @throws TypeError or RangeError if a share, a size or the confidence is none.
 *
 * @example
 * ```ts
 * compareSharesPower(0.5, 0.75, { size: 50 }).power // ~> 0.740
 * ```
 *
 * @see Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, chapter 4.
 * @category Sample size
 */
export function compareSharesPower(first: number, second: number, options: CompareSharesPowerOptions): SharePower {
  const [p1, p2] = [requireShare("first", first), requireShare("second", second)];
  const test = requireTest(options);
  return { power: powerOfShares(p1, p2, requireSizes(options?.size), test), difference: p1 - p2, ...test };
}

/** The power of the pooled z test of two shares. */
export function powerOfShares(
  first: number,
  second: number,
  [n1, n2]: readonly [number, number],
  test: ResolvedTest,
): number {
  const { pooled, apart } = spreads(first, second, n2 / n1);
  return powerOf(Math.abs(first - second) * Math.sqrt(n1), pooled, apart, test);
}

/** The power of a test whose statistic has this mean and spread, and the other spread where there is no difference. */
function powerOf(shift: number, spreadAtNone: number, spread: number, test: ResolvedTest): number {
  const needed = zOf(test) * spreadAtNone;
  const chance = (distance: number) => (spread === 0 ? Number(distance < 0) : normalTail(distance / spread));
  const wrongWay = test.alternative === "one-sided" ? 0 : chance(needed + shift);
  return Math.min(1, chance(needed - shift) + wrongWay);
}
