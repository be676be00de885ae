import { requireConfidence } from "../stats/interval.ts";
import { tailQuantile } from "../stats/normal.ts";
import { refusal } from "../tally/refusal.ts";
import { type NpsPlanOptions, requirePlanned, requirePoints, requirePower, requireVariances } from "./nps-plan.ts";

/**
 * A difference to be found.
 *
 * @category Net Promoter Score
 */
export interface CompareNpsSampleSizeOptions extends NpsPlanOptions {
  /** The difference that must be found, in points, 0.001 to 200. */
  readonly difference: number;
  /** The chance of finding it, from 0.5 to below 1. Default 0.8. */
  readonly power?: number | undefined;
  /** How many times as many people the second group has as the first, 0.001 to 1000. Default 1. */
  readonly ratio?: number | undefined;
  /** For the plain test (`"wald"`), or that with three people added to each, for whom three fewer do. Default `"wald"`. */
  readonly method?: "wald" | "adjusted-wald" | undefined;
}

/**
 * How many people must answer in either group.
 *
 * @category Net Promoter Score
 */
export interface CompareNpsSampleSize {
  /** People who must answer in the first group, a whole number. */
  readonly first: number;
  /** People who must answer in the second group, a whole number. */
  readonly second: number;
  /** People of the first group before they are rounded up. */
  readonly exact: number;
  /** The difference that is found, in points. */
  readonly difference: number;
  /** The chance of finding it. */
  readonly power: number;
  /** The variances supposed, of the first and of the second group. */
  readonly variance: readonly [first: number, second: number];
  /** The confidence of the comparison, between 0 and 1. */
  readonly confidence: number;
  /** The test that was planned for. */
  readonly method: "wald" | "adjusted-wald";
}

/**
 * Sample size for a comparison of two independent Net Promoter Scores: how many people of each group must answer, for
 * a true difference to be found with the chance `power`.
 *
 * @param options - `difference` in points; `power`, default 0.8; `confidence`, between 0 and 1, default 0.95;
 *   `variance`, default 1; `ratio`, default 1; `method`.
 * @returns People of each group, rounded up, with what was supposed.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * compareNpsSampleSize({ difference: 10, variance: 0.67 }).first // => 1052
 * compareNpsSampleSize({ difference: 10, variance: 0.67, ratio: 3 }) // => { first: 702, second: 2104, … }
 * ```
 *
 * @see Julious (2004), Sample sizes for clinical trials with normal data, Statistics in Medicine 23.
 * @category Net Promoter Score
 */
export function compareNpsSampleSize(options: CompareNpsSampleSizeOptions): CompareNpsSampleSize {
  const confidence = requireConfidence(options);
  const difference = requirePoints("difference", options?.difference, 200);
  const power = requirePower(options.power);
  const ratio = requireRatio(options.ratio);
  const variance = requireVariances(options.variance);
  const method = requirePlanned(options.method);
  const reach = tailQuantile((1 - confidence) / 2) + tailQuantile(1 - power);
  const spread = variance[0] + variance[1] / ratio;
  const plain = spread * (reach / (difference / 100)) ** 2;
  const added = method === "wald" ? 0 : 3;
  const people = (number: number) => Math.max(1, Math.ceil(number - added));
  return {
    first: people(plain),
    second: people(plain * ratio),
    exact: Math.max(0, plain - added),
    difference,
    power,
    variance,
    confidence,
    method,
  };
}

function requireRatio(ratio = 1): number {
  if (typeof ratio === "number" && ratio >= 0.001 && ratio <= 1000) return ratio;
  throw refusal("ratio must be a number from 0.001 to 1000", ratio);
}
