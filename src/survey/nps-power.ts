import { requireConfidence } from "../stats/interval.ts";
import { normalCdf, normalTail, tailQuantile } from "../stats/normal.ts";
import { refusal } from "../tally/refusal.ts";
import { errorOf, type NpsPlanOptions, requirePower, requireVariances } from "./nps-plan.ts";

/**
 * Two groups as they are, and a difference that may be between them.
 *
 * @category Net Promoter Score
 */
export interface NpsPowerOptions extends NpsPlanOptions {
  /** The difference supposed, in points, −200 to 200. */
  readonly difference: number;
  /** People who answer in the first group, a whole number, 1 or more. */
  readonly first: number;
  /** People who answer in the second group, a whole number, 1 or more. */
  readonly second: number;
}

/**
 * The chance that a comparison finds a difference.
 *
 * @category Net Promoter Score
 */
export interface NpsPower {
  /** The chance that the comparison finds the difference, 0 to 1, in either direction. */
  readonly power: number;
  /** The difference supposed, in points. */
  readonly difference: number;
  /** The standard error of the difference, in points. */
  readonly standardError: number;
  /** The variances supposed, of the first and of the second group. */
  readonly variance: readonly [first: number, second: number];
  /** The confidence of the comparison, between 0 and 1. */
  readonly confidence: number;
}

/**
 * Power of a comparison of two independent Net Promoter Scores: the chance that its p-value falls below 1 − `confidence`
 * where the true difference is the one supposed. For planning; a difference that was measured says nothing new here.
 *
 * @param options - `difference` in points; `first` and `second`, people; `variance`, default 1; `confidence`, between 0
 *   and 1, default 0.95.
 * @returns The power, with what was supposed.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * npsPower({ difference: 10, first: 400, second: 400, variance: 0.67 }).power // ~> 0.408
 * ```
 *
 * @see Julious (2004), Sample sizes for clinical trials with normal data, Statistics in Medicine 23.
 * @category Net Promoter Score
 */
export function npsPower(options: NpsPowerOptions): NpsPower {
  const confidence = requireConfidence(options);
  const { difference } = options ?? {};
  if (!(typeof difference === "number" && Math.abs(difference) <= 200)) {
    throw refusal("difference must be a number of points from -200 to 200", difference);
  }
  const variance = requireVariances(options.variance);
  const error = errorOf(options, variance);
  const z = tailQuantile((1 - confidence) / 2);
  const distance = difference / 100 / error;
  const power = Math.min(1, normalTail(z - distance) + normalCdf(-z - distance));
  return { power, difference: difference + 0, standardError: 100 * error, variance, confidence };
}

/**
 * Two groups as they are, and how surely a difference must be found.
 *
 * @category Net Promoter Score
 */
export interface NpsDetectableOptions extends NpsPlanOptions {
  /** People who answer in the first group, a whole number, 1 or more. */
  readonly first: number;
  /** People who answer in the second group, a whole number, 1 or more. */
  readonly second: number;
  /** The chance of finding the difference, from 0.5 to below 1. Default 0.8. */
  readonly power?: number | undefined;
}

/**
 * The smallest difference that a comparison finds as surely as is asked.
 *
 * @category Net Promoter Score
 */
export interface NpsDetectable {
  /** The difference, in points; above 200 where so few people find none. */
  readonly difference: number;
  /** The chance of finding it. */
  readonly power: number;
  /** The standard error of the difference, in points. */
  readonly standardError: number;
  /** The variances supposed, of the first and of the second group. */
  readonly variance: readonly [first: number, second: number];
  /** The confidence of the comparison, between 0 and 1. */
  readonly confidence: number;
}

/**
 * Minimal detectable difference of two independent Net Promoter Scores: the smallest true one that a comparison of so
 * many people finds, and finds in its own direction, with the chance `power`.
 *
 * @param options - `first` and `second`, people; `power`, default 0.8; `variance`, default 1; `confidence`, between 0
 *   and 1, default 0.95.
 * @returns The difference in points, with what was supposed.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * npsMinimalDetectableDifference({ first: 200, second: 200, variance: 0.67 }).difference // ~> 22.93
 * ```
 *
 * @see Bloom (1995), Minimum detectable effects, Evaluation Review 19.
 * @category Net Promoter Score
 */
export function npsMinimalDetectableDifference(options: NpsDetectableOptions): NpsDetectable {
  const confidence = requireConfidence(options);
  const power = requirePower(options?.power);
  const variance = requireVariances(options?.variance);
  const error = errorOf(options, variance);
  const reach = tailQuantile((1 - confidence) / 2) + tailQuantile(1 - power);
  return { difference: 100 * reach * error, power, standardError: 100 * error, variance, confidence };
}
