import { requireChoice } from "../tally/choice.ts";
import { refusal } from "../tally/refusal.ts";
import { type ConfidenceOptions, requireConfidence } from "./interval.ts";
import { normalQuantile, normalTailQuantile } from "./normal.ts";

/**
 * The test that is planned.
 *
 * @category Sample size
 */
export interface PlannedTest extends ConfidenceOptions {
  /** `"two-sided"`, a difference either way; `"one-sided"`, one in the direction supposed. Default `"two-sided"`. */
  readonly alternative?: "two-sided" | "one-sided" | undefined;
}

/**
 * The test that was planned for.
 *
 * @category Sample size
 */
export interface ResolvedTest {
  /** The confidence of the comparison, between 0 and 1. */
  readonly confidence: number;
  /** Whether a difference either way counts, or one in the direction supposed. */
  readonly alternative: "two-sided" | "one-sided";
}

/** The test that was planned for, if it is one. */
export function requireTest(test: PlannedTest | undefined): ResolvedTest {
  return {
    confidence: requireConfidence(test),
    alternative: requireChoice("alternative", test?.alternative ?? "two-sided", ["two-sided", "one-sided"]),
  };
}

/** How many standard errors the difference must be, where there is none, to be found. */
export function zOf({ confidence, alternative }: ResolvedTest): number {
  // Not by 1 − confidence, which is 1 of a confidence next to 0.
  return alternative === "two-sided" ? normalTailQuantile((1 - confidence) / 2) : normalQuantile(confidence);
}

/** How many standard errors more it must be to be found with this chance. */
export function zOfPower(power: number): number {
  return normalQuantile(power);
}

/** The chance of finding a difference, if it is one. */
export function requirePower(power = 0.8): number {
  if (typeof power === "number" && power > 0 && power < 1) return power;
  throw refusal("power must be between 0 and 1", power);
}

/** The standard deviation of an outcome. */
export function spread(rate: number): number {
  return Math.sqrt(rate * (1 - rate));
}

/** The spread of a difference of shares for one person in the first group, pooled and apart. */
export function spreads(
  first: number,
  second: number,
  ratio: number,
): { readonly pooled: number; readonly apart: number } {
  const middle = (first + ratio * second) / (1 + ratio);
  return {
    pooled: spread(middle) * Math.sqrt(1 + 1 / ratio),
    apart: Math.hypot(spread(first), spread(second) / Math.sqrt(ratio)),
  };
}

/** The people in each group, if they are some. */
export function requireSizes(size: number | readonly [number, number]): readonly [number, number] {
  const [first, second] = Array.isArray(size) ? size : [size, size];
  return [requireSize("size", first), requireSize("size", second)];
}

/** A number of people, if it is one. */
export function requireSize(name: string, size: number): number {
  if (typeof size === "number" && size > 0 && size <= Number.MAX_SAFE_INTEGER) return size;
  throw refusal(`${name} must be a number above 0`, size);
}
