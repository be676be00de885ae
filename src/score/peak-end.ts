import { exactly } from "../stats/exact-sum.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireGivenFunctions } from "../tally/function.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { within } from "./within.ts";

/**
 * How peak and end are found and weighed.
 *
 * @category Experience score
 */
export interface PeakEndOptions {
  /** The score that is neither good nor bad, from which the peak is farthest. */
  readonly neutral: number;
  /** Which of two moments equally far from neutral is the peak. Default `"latest"`; `"negative"` is the worse one. */
  readonly ties?: "latest" | "earliest" | "negative" | undefined;
  /** How much the peak counts, 0 to 1. Default 0.5. */
  readonly peakWeight?: number | undefined;
  /** How much the end counts, 0 to 1; what peak and end leave of 1 goes to the mean of all moments. Default 0.5. */
  readonly endWeight?: number | undefined;
}

/**
 * How a moment is read from a row.
 *
 * @category Experience score
 */
export interface MomentReading<Row> {
  /** The score of a moment; `null` or `undefined` where it was not scored. */
  readonly value: (row: Row, index: number) => number | null | undefined;
  /** When it was, for the mean over time; moments must come in order. */
  readonly at?: ((row: Row, index: number) => Instant) | undefined;
}

/**
 * What is remembered of an experience, and what it was on average.
 *
 * @category Experience score
 */
export interface PeakEndResult {
  /** Peak and end by their weights, in the unit of the scores; `null` where no moment was scored. */
  readonly score: number | null;
  /** The score farthest from neutral. */
  readonly peak: number | null;
  /** The last score. */
  readonly end: number | null;
  /** The mean of all moments, for comparison: what duration would make of it. */
  readonly mean: number | null;
  /** The mean over time, between moments along straight lines; only where times are given; `null` where no time passes. */
  readonly timeWeightedMean?: number | null;
  /** Moments scored. */
  readonly count: number;
  /** Moments not scored. */
  readonly missing: number;
  /** What was computed. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "peakEnd";
    /** The score that is neither good nor bad. */
    readonly neutral: number;
    /** Which of two moments equally far from neutral is the peak. */
    readonly ties: "latest" | "earliest" | "negative";
    /** How much the peak counts. */
    readonly peakWeight: number;
    /** How much the end counts. */
    readonly endWeight: number;
  };
}

/**
 * Peak–end score of an experience: the mean of its most intense moment and its last one, which memory keeps, while how long
 * it lasted hardly counts.
 *
 * @param moments - Scores of the moments in their order; or rows, with `value`. `null` and `undefined` were not scored: they
 *   are neither peak nor end.
 * @param options - `neutral`, required; `ties`; `peakWeight` and `endWeight`; of rows `value`, and `at` for the mean over time.
 * @returns Score, peak, end and mean in the unit of the scores; `null` where no moment was scored. Of one, peak is end.
 * @throws TypeError or RangeError if a score is no finite number, moments come out of order, or weights exceed 1 together.
 *
 * @example
 * ```ts
 * peakEnd([1, -2, 0, 2, 1], { neutral: 0 }) // => { score: 1.5, peak: 2, end: 1, mean: 0.4, count: 5, missing: 0, … }
 * peakEnd([1, -2, 0, 2, 1], { neutral: 0, ties: "negative" }).score // => -0.5
 * peakEnd([], { neutral: 0 }).score // => null
 * ```
 *
 * @see Kahneman, Fredrickson, Schreiber & Redelmeier (1993), When More Pain Is Preferred to Less, Psychological Science 4;
 * Redelmeier & Kahneman (1996), Pain 66.
 * @category Experience score
 */
export function peakEnd(moments: Iterable<number | null | undefined>, options: PeakEndOptions): PeakEndResult;
export function peakEnd<Row>(rows: Iterable<Row>, options: PeakEndOptions & MomentReading<Row>): PeakEndResult;
export function peakEnd<Row>(
  rows: Iterable<Row>,
  options: PeakEndOptions & Partial<MomentReading<Row>>,
): PeakEndResult {
  const { neutral, ties = "latest", peakWeight = 0.5, endWeight = 0.5, value, at } = options ?? {};
  requireIterable(rows, "moments");
  requireGivenFunctions({ value, at });
  requireScore("neutral", neutral);
  requireChoice("ties", ties, ["latest", "earliest", "negative"]);
  requireShare("peakWeight", peakWeight);
  requireShare("endWeight", endWeight);
  if (peakWeight + endWeight > 1)
    throw refusal("peakWeight and endWeight together must be at most 1", peakWeight + endWeight);
  const scores: number[] = [];
  const times: number[] = [];
  let index = 0;
  let latest = -Infinity;
  for (const row of rows) {
    const score = value ? value(row, index) : (row as number | null | undefined);
    const time = at ? milliseconds(at(row, index), "at", index) : 0;
    if (at && time < latest) throw new RangeError(`at must not be before ${latest}, got ${time} at index ${index}`);
    latest = time;
    if (score !== null && score !== undefined) {
      scores.push(requireScore("score", score, index));
      times.push(time);
    }
    index++;
  }
  const definition = {
    metric: "peakEnd",
    neutral: neutral + 0,
    ties,
    peakWeight: peakWeight + 0,
    endWeight: endWeight + 0,
  } as const;
  const rest = { count: scores.length, missing: index - scores.length, definition };
  const overTime = at && { timeWeightedMean: meanOverTime(scores, times) };
  if (scores.length === 0) return { score: null, peak: null, end: null, mean: null, ...overTime, ...rest };
  const peak = peakOf(scores, neutral, ties);
  const end = scores.at(-1)!;
  const mean = exactly(scores) / scores.length;
  const left = 1 - peakWeight - endWeight;
  const sum = peakWeight * peak + endWeight * end + (left > 1e-15 ? left * mean : 0);
  const score = within([peak, end, mean], sum);
  return { score: score + 0, peak: peak + 0, end: end + 0, mean: mean + 0, ...overTime, ...rest };
}

function peakOf(scores: readonly number[], neutral: number, ties: "latest" | "earliest" | "negative"): number {
  return scores.reduce((peak, score) => {
    const further = Math.abs(score - neutral) - Math.abs(peak - neutral);
    // 4.3 is as far above 3 as 1.7 is below, but for rounding.
    const noise = 1e-12 * Math.max(Math.abs(score), Math.abs(peak), Math.abs(neutral));
    if (Math.abs(further) > noise) return further > 0 ? score : peak;
    if (ties === "negative") return Math.min(peak, score);
    return ties === "latest" ? score : peak;
  });
}

/** The mean of the line through the moments, by trapezoids. */
function meanOverTime(scores: readonly number[], times: readonly number[]): number | null {
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  if (span === 0) return null;
  let area = 0;
  for (let index = 1; index < scores.length; index++) {
    area += (scores[index]! / 2 + scores[index - 1]! / 2) * (times[index]! - times[index - 1]!);
  }
  return area / span + 0;
}

function requireScore(name: string, score: unknown, index?: number): number {
  if (typeof score === "number" && Math.abs(score) <= 1e140) return score;
  throw refusal(`${name} must be a number of at most 1e140 in size`, score, index);
}

function requireShare(name: string, share: unknown): void {
  if (!(typeof share === "number" && share >= 0 && share <= 1))
    throw refusal(`${name} must be a number from 0 to 1`, share);
}
