import { requireChoice } from "../tally/choice.ts";
import { refusal } from "../tally/refusal.ts";
import { requirePopulation } from "./finite-population.ts";
import { type ConfidenceOptions, requireConfidence } from "./interval.ts";
import { tailQuantile } from "./normal.ts";
import { requireShare } from "./share-target.ts";

/**
 * What a sample of a share is to achieve.
 *
 * @category Sample size
 */
export interface ShareSampleSizeOptions extends ConfidenceOptions {
  /** How far the limits may lie from the share, above 0 and below 0.5: 0.05 is plus or minus five percentage points. */
  readonly marginOfError: number;
  /** The share to be expected, 0 to 1. Default 0.5, which needs the most people. */
  readonly rate?: number | undefined;
  /** People in the population, where the sample is a large part of it and drawn at random. Default: more than matter. */
  readonly population?: number | undefined;
  /** The interval to come: `"wald"`, the formula of textbooks, or `"wilson"`, that of `shareInterval`. Default `"wald"`. */
  readonly method?: "wald" | "wilson" | undefined;
}

/**
 * How many people must answer.
 *
 * @category Sample size
 */
export interface ShareSampleSize {
  /** People who must answer, a whole number. */
  readonly people: number;
  /** The same before it is rounded up. */
  readonly exact: number;
  /** How far the limits may lie from the share. */
  readonly marginOfError: number;
  /** The share supposed. */
  readonly rate: number;
  /** The confidence of the interval, between 0 and 1. */
  readonly confidence: number;
  /** The interval that was planned for. */
  readonly method: "wald" | "wilson";
  /** Everybody from whom the sample is drawn, where that was given. */
  readonly population?: number;
}

/**
 * Sample size for a margin of error of a share: how many people must answer, not how many must be asked.
 *
 * @param options - `marginOfError`, such as 0.05; `rate` to be expected, default 0.5; `confidence`, between 0 and 1,
 *   default 0.95; `population`, where it is small; `method` of the interval to come, default `"wald"`.
 * @returns People, rounded up, with what was supposed.
 * @throws TypeError or RangeError if an option is none, or more people are needed than a double counts.
 *
 * @example
 * ```ts
 * shareSampleSize({ marginOfError: 0.05 }) // ~> { people: 385, exact: 384.1459, … }
 * shareSampleSize({ marginOfError: 0.05, population: 500 }).people // => 218
 * shareSampleSize({ marginOfError: 0.05, rate: 0.9, method: "wilson" }).people // => 141
 * ```
 *
 * @see Cochran (1977), Sampling Techniques, 3rd edition, 4.
 * @category Sample size
 */
export function shareSampleSize(options: ShareSampleSizeOptions): ShareSampleSize {
  const confidence = requireConfidence(options);
  const { marginOfError, rate = 0.5, population, method = "wald" } = options ?? {};
  if (!(typeof marginOfError === "number" && marginOfError > 0 && marginOfError < 0.5)) {
    throw refusal("marginOfError must be a share above 0 and below 0.5", marginOfError);
  }
  requireShare("rate", rate);
  requireChoice("method", method, ["wald", "wilson"]);
  const z = tailQuantile((1 - confidence) / 2);
  // A margin may ask for more people than there are numbers, of whom a small population has but its own.
  const wald = Math.min(Number.MAX_VALUE, (z / marginOfError) ** 2) * rate * (1 - rate);
  const wanted = method === "wald" ? wald : Math.max(0, wilsonSize(wald, z * z, marginOfError));
  const unlimited = Math.min(Number.MAX_VALUE, wanted);
  const shape = { marginOfError, rate, confidence, method };
  if (population === undefined) return { people: peopleOf(unlimited), exact: unlimited, ...shape };
  // n / (1 + (n − 1) / N), without a difference that could be 0.
  const drawn = requirePopulation(population) - 1 + unlimited;
  const exact = unlimited && (unlimited / drawn) * population;
  return { people: peopleOf(exact), exact, ...shape, population };
}

/** People, a whole number of at least one. */
export function peopleOf(exact: number): number {
  if (exact > Number.MAX_SAFE_INTEGER) throw refusal("the sample must have at most 2^53 − 1 people", exact);
  return Math.max(1, Math.ceil(exact * (1 - 1e-12)));
}

/** The size n at which half the width of Wilson's interval is the margin: margin² (n + z²)² = margin² n · wald + z⁴ / 4. */
function wilsonSize(wald: number, z2: number, margin: number): number {
  const b = wald - 2 * z2;
  const reach = z2 / (2 * margin);
  const c = (reach - z2) * (reach + z2);
  return (b + Math.sqrt(b * b + 4 * c)) / 2;
}
