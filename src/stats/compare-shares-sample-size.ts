import { refusal } from "../tally/refusal.ts";
import { type PlannedTest, requirePower, requireTest, spreads, zOf, zOfPower } from "./share-plan.ts";
import type { SharePower } from "./share-power.ts";
import { peopleOf } from "./share-sample-size.ts";
import { requireShare } from "./share-target.ts";

/**
 * The test that is planned, and how sure it must be to find the difference.
 *
 * @category Sample size
 */
export interface CompareSharesSampleSizeOptions extends PlannedTest {
  /** The probability of finding the difference, between 0 and 1. Default 0.8. */
  readonly power?: number | undefined;
  /** How many people in the second group come to one in the first, 0.001 to 1000. Default 1. */
  readonly ratio?: number | undefined;
}

/**
 * How many people must answer in either group.
 *
 * @category Sample size
 */
export interface CompareSharesSampleSize extends SharePower {
  /** People who must answer in the first group, a whole number. */
  readonly first: number;
  /** People who must answer in the second group, a whole number. */
  readonly second: number;
  /** People of the first group before they are rounded up. */
  readonly exact: number;
}

/**
 * Sample size for a comparison of two independent shares: how many people of each group must answer, for the difference
 * to be found with the chance `power` by the pooled z test.
 *
 * @param first - The first share supposed, 0 to 1.
 * @param second - The second share supposed, 0 to 1.
 * @param options - `power`, default 0.8; `confidence`, default 0.95; `alternative`, default `"two-sided"`; `ratio`, people
 *   in the second group to one in the first, default 1.
 * @returns People of each group, rounded up, with what was supposed.
 * @throws TypeError or RangeError if a share, power, ratio or confidence is none, or the shares do not differ.
 *
 * @example
 * ```ts
 * compareSharesSampleSize(0.5, 0.75, { power: 0.9 }) // ~> { first: 77, second: 77, exact: 76.7, … }
 * compareSharesSampleSize(0.8, 0.85, { ratio: 3 }) // ~> { first: 590, second: 1768, … }
 * ```
 *
 * @see Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, chapter 4.
 * @category Sample size
 */
export function compareSharesSampleSize(
  first: number,
  second: number,
  options: CompareSharesSampleSizeOptions = {},
): CompareSharesSampleSize {
  const [p1, p2] = [requireShare("first", first), requireShare("second", second)];
  if (p1 === p2) throw refusal("second must differ from first", second);
  const [ratio, power, test] = [requireRatio(options?.ratio), requirePower(options?.power), requireTest(options)];
  const { pooled, apart } = spreads(p1, p2, ratio);
  const reach = zOf(test) * pooled + zOfPower(power) * apart;
  const exact = (Math.max(0, reach) / (p1 - p2)) ** 2;
  return { first: peopleOf(exact), second: peopleOf(exact * ratio), exact, power, difference: p1 - p2, ...test };
}

function requireRatio(ratio = 1): number {
  if (typeof ratio === "number" && ratio >= 0.001 && ratio <= 1000) return ratio;
  throw refusal("ratio must be a number from 0.001 to 1000", ratio);
}
