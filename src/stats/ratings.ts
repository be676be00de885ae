import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { classesOf } from "./class-tally.ts";
import { type Classes, sizes, total, type Weighted, weightedPart } from "./classes.ts";
import { type AnswerOptions, countRatings, type Rating, type RatingsTally, ratingsOf } from "./ratings-counting.ts";
import { requireScale, type Scale } from "./scale.ts";

/**
 * What counts as a rating.
 *
 * @category Ratings
 */
export interface RatingsOptions extends AnswerOptions {
  /** The lowest and the highest point of the scale, whole numbers. */
  readonly scale: Scale;
}

/**
 * The ratings of a closed scale: the people at each point, and what they say together.
 *
 * @category Ratings
 */
export interface RatingsResult extends Weighted {
  /** The mean, in points of the scale, weighted where weights are; `null` of an empty sample. */
  readonly mean: number | null;
  /** The sample standard deviation, with n − 1 below, in points of the scale; `null` below two answers. */
  readonly standardDeviation: number | null;
  /** The standard error of the mean, linearised where the sample is weighted; `null` below two answers. */
  readonly standardError: number | null;
  /** The median: the middle answer, or half-way between the two; `null` of an empty sample. */
  readonly median: number | null;
  /** People who answered. */
  readonly count: number;
  /** People at each point, from the lowest to the highest. */
  readonly counts: readonly number[];
  /** Share of each point, 0 to 1, from the lowest to the highest, weighted where weights are; `null` of an empty sample. */
  readonly shares: readonly number[] | null;
  /** People who did not answer. */
  readonly missing: number;
  /** Answers left out: off the scale where the caller said so, or of weight 0. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "ratings";
    /** The lowest and the highest point of the scale. */
    readonly scale: Scale;
  };
}

/**
 * Ratings of a closed scale: the histogram, and its mean, spread and median. Boxes and nets are readings of it.
 *
 * @param answers - Whole numbers on the scale; `null` and `undefined` are counted as missing.
 * @param options - `scale`, its lowest and highest point; `noAnswer`, codes that mean no answer; `offScale`;
 *   `weight`, an answer's weight, 0 or more; `value`, where the items are rows.
 * @returns The people at each point and their mean; `mean: null` of an empty sample.
 * @throws TypeError or RangeError if an answer is off the scale, with its index.
 *
 * @example
 * ```ts
 * const answers = ratings([5, 4, 4, 1, null], { scale: [1, 5] })
 * answers.mean // => 3.5
 * answers.counts // => [1, 0, 0, 2, 1]
 * topBox(answers, 4).rate // => 0.75
 * ```
 *
 * @category Ratings
 */
export function ratings(answers: Iterable<Rating>, options: RatingsOptions & Weighing<Rating>): RatingsResult;
export function ratings<Row>(rows: Iterable<Row>, options: RatingsOptions & RowReading<Row, Rating>): RatingsResult;
export function ratings<Row>(
  items: Iterable<Row>,
  options: RatingsOptions & Partial<RowReading<Row, Rating>>,
): RatingsResult {
  return measure(ratingsMetric(options), items, options as RowReading<Row, Rating>);
}

/**
 * Ratings as a metric, for streams, groups and parts; see `ratings`.
 *
 * @param options - `scale`, `noAnswer`, `offScale`, as `ratings` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the mean of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = ratingsMetric({ scale: [1, 5] })
 * metric.read(metric.merge(tally(metric, [5, 4]), tally(metric, [3]))).median // => 4
 * ```
 *
 * @category Ratings
 */
export function ratingsMetric(options: RatingsOptions): Metric<Rating, RatingsTally, RatingsResult> {
  const scale = requireScale(options?.scale);
  return { ...countRatings(scale, options), read: (tally) => readRatings(tally, scale) };
}

/** The ratings that a tally of the scale holds. */
export function readRatings(tally: RatingsTally, scale: Scale): RatingsResult {
  requireSame(tally, ratingsOf(scale));
  const classes = classesOf(tally);
  const size = sizes(classes);
  const whole = total(size);
  return {
    ...moments(classes, scale[0]),
    median: whole === 0 ? null : scale[0] + middle(size, whole / 2),
    count: total(classes.counts),
    counts: [...classes.counts],
    shares: whole === 0 ? null : size.map((part) => part / whole),
    missing: tally.missing,
    excluded: tally.excluded,
    ...weightedPart(
      classes,
      size.map((_, place) => place),
    ),
    definition: { metric: "ratings", scale },
  };
}

/** Mean, spread and standard error of points that begin at `low`. */
function moments(classes: Classes, low: number): Pick<RatingsResult, "mean" | "standardDeviation" | "standardError"> {
  const size = sizes(classes);
  const whole = total(size);
  if (whole === 0) return { mean: null, standardDeviation: null, standardError: null };
  const average = (from: number) => total(size.map((part, place) => part * (low + place - from))) / whole;
  const rough = average(0);
  // Weighted, it is corrected by the mean of what it leaves, so that equal answers have no spread whatever their weights.
  const mean = classes.weights ? rough + average(rough) : rough;
  const count = total(classes.counts);
  if (count < 2) return { mean, standardDeviation: null, standardError: null };
  const around = (parts: readonly number[]) => total(parts.map((part, place) => part * (low + place - mean) ** 2));
  const correction = count / (count - 1);
  return {
    mean,
    standardDeviation: Math.sqrt((around(size) / whole) * correction),
    // Linearised with replacement; of equal weights it is the deviation over the root of n.
    standardError: Math.sqrt(around(classes.weights?.squares ?? size) * correction) / whole,
  };
}

/** The place at which half the sample is reached; half-way to the next where it is reached exactly. */
function middle(size: readonly number[], half: number): number {
  let reached = 0;
  for (let place = 0; place < size.length; place++) {
    reached += size[place]!;
    if (reached > half) return place;
    if (reached === half) return (place + size.findIndex((part, next) => next > place && part > 0)) / 2;
  }
  return size.length - 1;
}
