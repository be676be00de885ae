import { requireChoice } from "../tally/choice.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * The ends between which a score can lie: its least and its greatest value, by the question, not by the data.
 *
 * @category Experience score
 */
export type ScoreRange = readonly [low: number, high: number];

/**
 * From which range to which a score is brought.
 *
 * @category Experience score
 */
export interface RescaleOptions {
  /** The range of the score: `[1, 5]` of five boxes, `[-100, 100]` of a Net Promoter Score. */
  readonly from: ScoreRange;
  /** The range that it is brought to. Default `[0, 100]`. */
  readonly to?: ScoreRange | undefined;
  /** Which end of `from` is the better one; the better one becomes the high end of `to`. Default `"higher-is-better"`. */
  readonly direction?: "higher-is-better" | "lower-is-better" | undefined;
}

/**
 * Brings a score from its own scale to another, by the limits of the scale.
 *
 * By limits of the data (the least and the greatest value seen) a score would change whenever another one does.
 *
 * @param score - The score; `null` or `undefined` where there is none.
 * @param options - `from`, its range; `to`, the new one, default 0 to 100; `direction`, which end is the better one.
 * @returns The score on the new scale; `null` where there is none.
 * @throws TypeError or RangeError if the score lies outside its range, or a range is none.
 *
 * @example
 * ```ts
 * rescale(4, { from: [1, 5] }) // => 75
 * rescale(40, { from: [-100, 100] }) // => 70
 * rescale(2, { from: [1, 7], direction: "lower-is-better" }) // ~> 83.33
 * rescale(null, { from: [1, 5] }) // => null
 * rescale(6, { from: [1, 5] }) // throws RangeError "score must be a number from 1 to 5"
 * ```
 *
 * @see OECD & JRC (2008), Handbook on Constructing Composite Indicators, section 5.
 * @category Experience score
 */
export function rescale(score: number | null | undefined, options: RescaleOptions): number | null {
  const place = placeIn(score, requireRange("from", options?.from), requireDirection(options.direction));
  const [low, high] = requireRange("to", options.to ?? [0, 100]);
  if (place === null) return null;
  const { below, above, width } = place;
  if (above === 0) return high;
  // Multiplied first, so that whole numbers stay whole, unless the product is too small for its digits.
  const product = (high - low) * below;
  const way = product > 1e-290 ? product / width : (high - low) * (below / width);
  return Math.min(high, low + way) + 0;
}

/**
 * Against which group a score is standardised.
 *
 * @category Experience score
 */
export interface StandardScoreOptions {
  /** The mean of the group, in the unit of the score. */
  readonly mean: number;
  /** The standard deviation of the group, above 0, in the same unit. */
  readonly standardDeviation: number;
  /** Which way is the better one, which becomes the positive one. Default `"higher-is-better"`. */
  readonly direction?: "higher-is-better" | "lower-is-better" | undefined;
}

/**
 * The standard score, z: how many standard deviations of a group a score lies above the group's mean.
 *
 * @param score - The score; `null` or `undefined` where there is none.
 * @param options - `mean` and `standardDeviation` of the group; `direction`, which way is the better one.
 * @returns The distance in standard deviations, positive where the score is better; `null` where there is no score.
 * @throws TypeError or RangeError if score or mean are no numbers, or the standard deviation is not above 0.
 *
 * @example
 * ```ts
 * standardScore(80, { mean: 70, standardDeviation: 5 }) // => 2
 * standardScore(80, { mean: 70, standardDeviation: 5, direction: "lower-is-better" }) // => -2
 * standardScore(null, { mean: 70, standardDeviation: 5 }) // => null
 * ```
 *
 * @category Experience score
 */
export function standardScore(score: number | null | undefined, options: StandardScoreOptions): number | null {
  const mean = requireMeasure("mean", options?.mean);
  const spread = requireMeasure("standardDeviation", options.standardDeviation);
  if (spread <= 1e-140) throw refusal("standardDeviation must be a number above 1e-140", spread);
  const sign = requireDirection(options.direction) === "higher-is-better" ? 1 : -1;
  return (score ?? null) === null ? null : (sign * (requireMeasure("score", score) - mean)) / spread + 0;
}

/**
 * What a score is to reach.
 *
 * @category Experience score
 */
export interface TargetOptions {
  /** The range of the score. */
  readonly from: ScoreRange;
  /** The score to be reached, within the range and better than its worst end. */
  readonly target: number;
  /** Which end of the range is the better one. Default `"higher-is-better"`. */
  readonly direction?: "higher-is-better" | "lower-is-better" | undefined;
}

/**
 * How far a score has come to its target, in percent of the way from the worst end of its scale.
 *
 * @param score - The score; `null` or `undefined` where there is none.
 * @param options - `from`, its range; `target`, the score to be reached; `direction`, which end is the better one.
 * @returns 0 at the worst end, 100 at the target and beyond; `null` where there is no score.
 * @throws TypeError or RangeError if the score or the target lies outside the range, or the target is the worst end.
 *
 * @example
 * ```ts
 * targetAttainment(4, { from: [1, 5], target: 4.5 }) // ~> 85.71
 * targetAttainment(4.8, { from: [1, 5], target: 4.5 }) // => 100
 * targetAttainment(4, { from: [1, 5], target: 6 }) // throws RangeError "target must be a number from 1 to 5"
 * ```
 *
 * @see OECD & JRC (2008), Handbook on Constructing Composite Indicators, section 5: distance to a reference.
 * @category Experience score
 */
export function targetAttainment(score: number | null | undefined, options: TargetOptions): number | null {
  const range = requireRange("from", options?.from);
  const direction = requireDirection(options.direction);
  const target = placeIn(options.target, range, direction, "target")!;
  if (target.below <= 0) throw refusal("target must be better than the worst end of the range", options.target);
  const place = placeIn(score, range, direction);
  return place && Math.min(100, (100 * place.below) / target.below) + 0;
}

/** Where a score stands in its range, from the worse end. */
interface Place {
  /** How far it lies above the worse end. */
  readonly below: number;
  /** How far it lies from the better end. */
  readonly above: number;
  readonly width: number;
}

function placeIn(
  score: number | null | undefined,
  [low, high]: ScoreRange,
  direction: "higher-is-better" | "lower-is-better",
  name = "score",
): Place | null {
  if ((score ?? null) === null && name === "score") return null;
  if (!(typeof score === "number" && score >= low && score <= high)) {
    throw refusal(`${name} must be a number from ${low} to ${high}`, score);
  }
  const ends = [score - low, high - score] as const;
  const [below, above] = direction === "higher-is-better" ? ends : [ends[1], ends[0]];
  return { below, above, width: high - low };
}

/** The range, if it is one. */
export function requireRange(name: string, range: ScoreRange): ScoreRange {
  const [low, high] = Array.isArray(range) && range.length === 2 ? (range as ScoreRange) : [0, 0];
  if (typeof low === "number" && typeof high === "number" && low < high && high - low <= 1e140)
    return [low + 0, high + 0];
  throw new RangeError(
    `${name} must be [low, high], numbers, low < high, got ${Array.isArray(range) ? `[${range}]` : String(range)}`,
  );
}

function requireDirection(direction: RescaleOptions["direction"] = "higher-is-better") {
  return requireChoice("direction", direction, ["higher-is-better", "lower-is-better"]);
}

function requireMeasure(name: string, value: unknown): number {
  if (typeof value === "number" && Math.abs(value) <= 1e140) return value;
  throw refusal(`${name} must be a number of at most 1e140 in size`, value);
}
