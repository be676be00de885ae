import { requireChoice } from "../tally/choice.ts";
import { refusal } from "../tally/refusal.ts";
import { type Classes, join, percent, sizes, total, type Weighted, weightedPart } from "./classes.ts";
import type { RatingsResult } from "./ratings.ts";
import { requireThreshold, type Scale } from "./scale.ts";
import { readShare, type ShareResult } from "./share.ts";

/**
 * The share of answers in the highest boxes of a scale.
 *
 * @category Ratings
 */
export interface TopBoxResult extends ShareResult {
  /** What was measured: the scale, and the lowest answer that counts. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "topBox";
    /** The lowest and the highest point of the scale. */
    readonly scale: Scale;
    /** The lowest answer that counts. */
    readonly from: number;
  };
}

/**
 * The share of answers in the lowest boxes of a scale.
 *
 * @category Ratings
 */
export interface BottomBoxResult extends ShareResult {
  /** What was measured: the scale, and the highest answer that counts. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "bottomBox";
    /** The lowest and the highest point of the scale. */
    readonly scale: Scale;
    /** The highest answer that counts. */
    readonly to: number;
  };
}

/**
 * A net score: the share of a top class less the share of a bottom class, times 100.
 *
 * @category Ratings
 */
export interface NetResult extends NetClasses, Weighted {
  /** The net score, −100 to 100, weighted where weights are; `null` of an empty sample. */
  readonly score: number | null;
  /** People who answered. */
  readonly count: number;
  /** People who did not answer. */
  readonly missing: number;
  /** Answers left out. */
  readonly excluded: number;
  /** What was measured: the scale and the answers at which the classes end. */
  readonly definition: Required<NetOptions> & {
    /** The metric's name. */
    readonly metric: "netBox";
    /** The lowest and the highest point of the scale. */
    readonly scale: Scale;
  };
}

/**
 * Where the classes of a net score end.
 *
 * @category Ratings
 */
export interface NetOptions {
  /** The answer of the top class nearest to the middle of the scale. */
  readonly topFrom: number;
  /** The answer of the bottom class nearest to the middle of the scale. */
  readonly bottomTo: number;
  /** Which end of the scale is the top. Default `"higher-is-better"`. */
  readonly direction?: "higher-is-better" | "lower-is-better";
}

/**
 * The three classes of a net score.
 *
 * @category Ratings
 */
export interface NetClasses extends Pick<Weighted, "weights"> {
  /** People in the top class, which counts for the score. */
  readonly top: number;
  /** People in the class between, which counts for neither side. */
  readonly middle: number;
  /** People in the bottom class, which counts against the score. */
  readonly bottom: number;
}

/**
 * The share of answers from a point of the scale upwards ("top-2-box": the two highest points).
 *
 * @param answers - Ratings, as `ratings` gives them.
 * @param from - The lowest answer that counts, above the lowest point of the scale.
 * @returns The share, 0 to 1; `rate: null` of an empty sample.
 * @throws RangeError if `from` is no such point.
 *
 * @example
 * ```ts
 * topBox(ratings([5, 4, 3, 2, 1], { scale: [1, 5] }), 4).rate // => 0.4
 * ```
 *
 * @category Ratings
 */
export function topBox(answers: RatingsResult, from: number): TopBoxResult {
  const scale = requireRatings(answers);
  const start = requireThreshold("from", from, scale[0] + 1, scale[1]);
  return {
    ...readShare(join(answers, [0, start - scale[0]])),
    pending: 0,
    missing: answers.missing,
    excluded: answers.excluded,
    definition: { metric: "topBox", scale, from: start },
  };
}

/**
 * The share of answers from a point of the scale downwards ("bottom-2-box": the two lowest points).
 *
 * @param answers - Ratings, as `ratings` gives them.
 * @param to - The highest answer that counts, below the highest point of the scale.
 * @returns The share, 0 to 1; `rate: null` of an empty sample.
 * @throws RangeError if `to` is no such point.
 *
 * @example
 * ```ts
 * bottomBox(ratings([5, 4, 3, 2, 1], { scale: [1, 5] }), 1).rate // => 0.2
 * ```
 *
 * @category Ratings
 */
export function bottomBox(answers: RatingsResult, to: number): BottomBoxResult {
  const scale = requireRatings(answers);
  const end = requireThreshold("to", to, scale[0], scale[1] - 1);
  return {
    ...readShare(reversed(join(answers, [0, end - scale[0] + 1]))),
    pending: 0,
    missing: answers.missing,
    excluded: answers.excluded,
    definition: { metric: "bottomBox", scale, to: end },
  };
}

/**
 * The net of a scale: the share of the top boxes less the share of the bottom boxes, times 100.
 *
 * @param answers - Ratings, as `ratings` gives them.
 * @param options - `topFrom` and `bottomTo`, the answers of the two classes nearest to the middle; `direction`, which
 *   end of the scale is the top.
 * @returns The net score, −100 to 100, and its three classes; `score: null` of an empty sample.
 * @throws RangeError if a threshold is no point of the scale, or the classes overlap.
 *
 * @example
 * ```ts
 * const answers = ratings([5, 4, 3, 2, 5], { scale: [1, 5] })
 * netBox(answers, { topFrom: 4, bottomTo: 2 }).score // => 40
 * netBox(answers, { topFrom: 2, bottomTo: 4, direction: "lower-is-better" }).score // => -40
 * ```
 *
 * @category Ratings
 */
export function netBox(answers: RatingsResult, options: NetOptions): NetResult {
  const { direction = "higher-is-better", ...thresholds } = options ?? {};
  const scale = requireRatings(answers);
  const [low, high] = scale;
  const isUpward =
    requireChoice("direction", direction, ["higher-is-better", "lower-is-better"]) === "higher-is-better";
  const topFrom = requireThreshold("topFrom", thresholds.topFrom, low + (isUpward ? 1 : 0), high - (isUpward ? 0 : 1));
  const bottomTo = requireThreshold(
    "bottomTo",
    thresholds.bottomTo,
    isUpward ? low : topFrom + 1,
    isUpward ? topFrom - 1 : high,
  );
  const classes = isUpward
    ? join(answers, [0, bottomTo + 1 - low, topFrom - low])
    : reversed(join(answers, [0, topFrom + 1 - low, bottomTo - low]));
  const [bottom, middle, top] = classes.counts as [number, number, number];
  return {
    score: netScore(classes),
    count: answers.count,
    top,
    middle,
    bottom,
    missing: answers.missing,
    excluded: answers.excluded,
    ...weightedPart(classes, NET_SCORES),
    definition: { metric: "netBox", scale, topFrom, bottomTo, direction },
  };
}

/**
 * The mean as a percentage of the way from the lowest to the highest point of the scale ("POMP").
 *
 * @param answers - Ratings, as `ratings` gives them.
 * @returns 0 (everybody at the lowest point) to 100 (everybody at the highest); `null` of an empty sample.
 *
 * @example
 * ```ts
 * rescaledMean(ratings([5, 4, 3], { scale: [1, 5] })) // => 75
 * ```
 *
 * @see Cohen, Cohen, Aiken & West (1999), The Problem of Units and the Circumstance for POMP, Multivariate Behavioral
 * Research 34(3).
 * @category Ratings
 */
export function rescaledMean(answers: RatingsResult): number | null {
  requireRatings(answers);
  const size = sizes(answers);
  const climbed = total(size.map((part, place) => part * place));
  const most = total(size) * (size.length - 1);
  // Rounded products of weights can exceed the whole by their last digit.
  return percent(Math.min(climbed, most), most, answers.weights !== undefined);
}

/** The scale of ratings, if they are some. */
function requireRatings(answers: RatingsResult): Scale {
  const scale = answers?.definition?.scale;
  if (Array.isArray(scale)) return scale as unknown as Scale;
  throw refusal("answers must be what ratings gives", answers);
}

/** What the bottom, the middle and the top class count in a net score. */
export const NET_SCORES: readonly number[] = [-1, 0, 1];

/** The net score of three classes, bottom first. */
export function netScore(classes: Classes): number | null {
  const [bottom, middle, top] = sizes(classes) as [number, number, number];
  return percent(top - bottom, bottom + middle + top, classes.weights !== undefined);
}

/** The same classes from the highest to the lowest. */
function reversed({ counts, weights }: Classes): Classes {
  return {
    counts: [...counts].reverse(),
    weights: weights && { sums: [...weights.sums].reverse(), squares: [...weights.squares].reverse() },
  };
}
