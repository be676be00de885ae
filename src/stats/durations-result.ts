import { refusal } from "../tally/refusal.ts";
import type { DurationPrecision } from "./duration-bins.ts";
import { type MeanResult, type MeanTally, readMean } from "./mean-tally.ts";

/**
 * In which unit durations are.
 *
 * @category Durations
 */
export interface DurationsUnit {
  /** The name of the unit, such as `"seconds"`: stands in the definition; tallies of two units do not merge. Default none. */
  readonly unit?: string | undefined;
}

/**
 * Which quantiles of durations those of a result are.
 *
 * @category Durations
 */
export interface DurationsDefinition {
  /** What was measured. */
  readonly metric: "durations";
  /** The definition of median and 90th percentile: of data in hand type 7, or the weighted quantile; of tallies, a sketch's. */
  readonly quantiles: "type-7" | "weighted" | "sketch";
  /** The precision of the sketch; `null` where there is none. */
  readonly precision: DurationPrecision | null;
  /** The name of the unit; `null` where it was not given. */
  readonly unit: string | null;
}

/**
 * Durations: handle times, waits, times to resolution.
 *
 * @category Durations
 */
export interface DurationsResult extends Omit<MeanResult, "definition"> {
  /** The median; `null` of an empty sample. */
  readonly median: number | null;
  /** The 90th percentile; `null` of an empty sample. */
  readonly p90: number | null;
  /** The shortest duration; `null` of an empty sample. */
  readonly minimum: number | null;
  /** The longest duration; `null` of an empty sample. */
  readonly maximum: number | null;
  /** The most by which median and 90th percentile may be off, relative: 0.0078 for 0.78 %; 0 of data in hand. */
  readonly quantileError: number;
  /** What was measured, as plain data. */
  readonly definition: DurationsDefinition;
}

/** Makes room for a shortest and a longest duration. */
export function widen(
  tally: { minimum: number | null; maximum: number | null },
  shortest: number,
  longest: number,
): void {
  // Adding 0 turns −0 into 0.
  if (tally.minimum === null || shortest < tally.minimum) tally.minimum = shortest + 0;
  if (tally.maximum === null || longest > tally.maximum) tally.maximum = longest + 0;
}

/** The result of a tally, with quantiles from wherever they come. */
export function readDurations(
  tally: MeanTally & Pick<DurationsResult, "minimum" | "maximum">,
  quantile: (p: number) => number | null,
  quantileError: number,
  definition: DurationsDefinition,
): DurationsResult {
  const { minimum, maximum } = tally;
  const places = { median: quantile(0.5), p90: quantile(0.9), minimum, maximum, quantileError };
  return { ...readMean(tally, places), definition };
}

/** The duration, if it is one. */
export function requireDuration(duration: unknown, largest: number, index?: number): number {
  if (typeof duration === "number" && duration >= 0 && duration <= largest) return duration;
  throw refusal(`duration must be a number from 0 to ${largest}`, duration, index);
}
