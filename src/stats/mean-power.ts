import { requireChoice } from "../tally/choice.ts";
import { requireDomain } from "./domain.ts";
import { type ConfidenceOptions, requireConfidence } from "./interval.ts";
import { noncentralTail } from "./noncentral-t.ts";
import { bisect } from "./root.ts";
import { studentTailQuantile } from "./student.ts";

/**
 * What a comparison of means supposes.
 *
 * @category Sample size
 */
export interface MeanPlan extends ConfidenceOptions {
  /** The difference to be found, in the unit of the values; not 0. */
  readonly difference: number;
  /** The standard deviation of the values; of a paired design, of the changes. */
  readonly standardDeviation: number;
  /** Two groups of different people, or one group asked twice (or held against a target). Default `"independent"`. */
  readonly design?: "independent" | "paired" | undefined;
}

/**
 * A comparison of means of so many people.
 *
 * @category Sample size
 */
export interface MeanPowerOptions extends MeanPlan {
  /** People in each group, 2 or more; of a paired design, pairs. */
  readonly size: number;
}

/**
 * A comparison of means, and how sure it must be to find the difference.
 *
 * @category Sample size
 */
export interface MeanSampleSizeOptions extends MeanPlan {
  /** The probability of finding the difference, between 0 and 1. Default 0.8. */
  readonly power?: number | undefined;
}

/**
 * How many people a comparison of means needs.
 *
 * @category Sample size
 */
export interface MeanSampleSize {
  /** People in each group, or pairs: a whole number, rounded up, at least 2. */
  readonly count: number;
  /** The same before rounding. */
  readonly exact: number;
  /** The power of `count` people. */
  readonly power: number;
}

/** The most people that a plan may need. */
const MOST = 1e12;

/**
 * The probability that a t test will find a difference of means in the direction that it has.
 *
 * @param options - `difference` and `standardDeviation`, in one unit; `size`, people in each group, or pairs; `design`, default
 *   `"independent"`; `confidence`, default 0.95, both sides of the test together.
 * @returns The power, 0 to 1, exact for normal values by the noncentral t distribution.
 * @throws RangeError or TypeError if an option is none.
 *
 * @example
 * ```ts
 * meanPower({ difference: 1, standardDeviation: 1, size: 20 }) // ~> 0.8690
 * meanPower({ difference: 0.5, standardDeviation: 1, size: 34, design: "paired" }) // ~> 0.8078
 * ```
 *
 * @see Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, chapter 2.
 * @category Sample size
 */
export function meanPower(options: MeanPowerOptions): number {
  const { size } = options ?? {};
  requireDomain(size, size >= 2 && size <= MOST, "size must be from 2 to 1e12");
  return powerOf(options)(size);
}

/**
 * How many people a t test needs to find a difference of means.
 *
 * @param options - `difference` and `standardDeviation`, in one unit; `power`, default 0.8; `design`, default `"independent"`;
 *   `confidence`, default 0.95, both sides of the test together.
 * @returns People in each group, or pairs, rounded up and exact, and their power.
 * @throws RangeError or TypeError if an option is none, or more than 1e12 people would be needed.
 *
 * @example
 * ```ts
 * meanSampleSize({ difference: 0.5, standardDeviation: 1 }) // ~> { count: 64, exact: 63.766, power: 0.8015 }
 * meanSampleSize({ difference: 0.5, standardDeviation: 1, design: "paired" }).count // => 34
 * ```
 *
 * @see Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, chapter 2.
 * @category Sample size
 */
export function meanSampleSize(options: MeanSampleSizeOptions): MeanSampleSize {
  const wanted = options?.power ?? 0.8;
  requireDomain(wanted, wanted > 0 && wanted < 1, "power must be between 0 and 1, such as 0.8");
  const power = powerOf(options);
  if (power(2) >= wanted) return { count: 2, exact: 2, power: power(2) };
  let most = 4;
  while (power(most) < wanted) {
    most *= 2;
    if (most > MOST) throw new RangeError("difference must be so large that 1e12 people suffice to find it");
  }
  const exact = bisect((size) => power(size) - wanted, most / 2, most);
  const count = Math.ceil(exact * (1 - 1e-12));
  return { count, exact, power: power(count) };
}

/** The power by the number of people in each group, or of pairs. */
function powerOf(plan: MeanPlan): (size: number) => number {
  const { difference, standardDeviation, design = "independent" } = plan ?? {};
  const isNumber = Number.isFinite(difference) && difference !== 0;
  requireDomain(difference, isNumber, "difference must be a number other than 0");
  const isSpread = standardDeviation > 0 && standardDeviation < Infinity;
  requireDomain(standardDeviation, isSpread, "standardDeviation must be a number above 0");
  const groups = requireChoice("design", design, ["independent", "paired"]) === "paired" ? 1 : 2;
  const tail = (1 - requireConfidence(plan)) / 2;
  const effect = Math.abs(difference) / standardDeviation;
  return (size) => {
    const df = groups * (size - 1);
    return noncentralTail(studentTailQuantile(tail, df), df, effect * Math.sqrt(size / groups));
  };
}
