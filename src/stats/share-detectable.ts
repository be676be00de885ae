import { requireChoice } from "../tally/choice.ts";
import { bisect } from "./root.ts";
import { type ResolvedTest, requirePower, requireSizes, requireTest } from "./share-plan.ts";
import { type CompareSharesPowerOptions, powerOfShares } from "./share-power.ts";
import { requireShare } from "./share-target.ts";

/**
 * The test that is planned, the people in each group, and how sure it must be to find the difference.
 *
 * @category Sample size
 */
export interface ShareDetectableOptions extends CompareSharesPowerOptions {
  /** The probability of finding the difference, between 0 and 1. Default 0.8. */
  readonly power?: number | undefined;
  /** Whether the other share is to be the larger or the smaller. Default `"larger"`. */
  readonly direction?: "larger" | "smaller" | undefined;
}

/**
 * The smallest difference that a comparison finds as surely as is asked.
 *
 * @category Sample size
 */
export interface ShareDetectable extends ResolvedTest {
  /**
   * The difference; 0 where `power` is at most 1 − `confidence`, as often as none at all is found; `null` where not even
   * a share of 1 (or 0) would be found.
   */
  readonly difference: number | null;
  /** The chance of finding it. */
  readonly power: number;
  /** Why there is no difference; only where there is none. */
  readonly reason?: string;
}

/**
 * Minimal detectable difference of two independent shares: the smallest true one that a comparison of so many people
 * finds with the chance `power`, by the pooled z test.
 *
 * @param rate - The one share supposed, 0 to 1, such as today's.
 * @param options - `size`, people in each group, or `[first, second]`, the first that of `rate`; `power`, default 0.8;
 *   `confidence`, default 0.95; `alternative`, default `"two-sided"`; `direction` of the other share, default `"larger"`.
 * @returns The difference, with what was supposed; `null` with a `reason` where there is no share so far away.
 * @throws TypeError or RangeError if the share, a size, power or confidence is none.
 *
 * @example
 * ```ts
 * shareMinimalDetectableDifference(0.8, { size: 500 }).difference // ~> 0.066
 * shareMinimalDetectableDifference(0.95, { size: 20 }).difference // => null
 * ```
 *
 * @see Bloom (1995), Minimum detectable effects, Evaluation Review 19.
 * @category Sample size
 */
export function shareMinimalDetectableDifference(rate: number, options: ShareDetectableOptions): ShareDetectable {
  requireShare("rate", rate);
  const [power, test] = [requirePower(options?.power), requireTest(options)];
  const sizes = requireSizes(options?.size);
  const direction = requireChoice("direction", options.direction ?? "larger", ["larger", "smaller"]);
  const [sign, room] = direction === "larger" ? [1, 1 - rate] : [-1, rate];
  const excess = (difference: number) =>
    powerOfShares(rate, Math.min(1, Math.max(0, rate + sign * difference)), sizes, test) - power;
  if (excess(room) < 0) return { difference: null, power, ...test, reason: "there is no share so far away" };
  return { difference: bisect(excess, 0, room), power, ...test };
}
