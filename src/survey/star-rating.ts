import { type RatingsResult, readRatings } from "../stats/ratings.ts";
import { type AnswerOptions, countRatings, type Rating, type RatingsTally } from "../stats/ratings-counting.ts";
import { requireScale, type Scale } from "../stats/scale.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * How far the mean of few reviews is drawn to what is usual.
 *
 * @category Reviews
 */
export interface StarRatingOptions extends AnswerOptions {
  /** The mean that is usual, on the scale: such as that of all products. */
  readonly priorMean: number;
  /** How many reviews it counts for, from 0, not at all, to 1e9. */
  readonly priorWeight: number;
  /** The fewest and the most stars. Default `[1, 5]`. */
  readonly scale?: Scale | undefined;
}

/**
 * Star ratings, and their shrunken mean.
 *
 * @category Reviews
 */
export interface StarRatingResult extends Omit<RatingsResult, "definition"> {
  /** The mean with the prior's reviews among the others, in stars; `null` of an empty sample. */
  readonly shrunkenMean: number | null;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "starRating";
    /** The fewest and the most stars. */
    readonly scale: Scale;
    /** The mean that is usual. */
    readonly priorMean: number;
    /** How many reviews it counts for. */
    readonly priorWeight: number;
  };
}

/**
 * Star ratings of reviews: their mean and distribution, and a shrunken ("Bayesian") mean for ranking, by which a single review
 * of five stars does not beat a hundred reviews of 4.8.
 *
 * Where several products are at hand, `shrinkMeans` of their results estimates from them how far each must be shrunk.
 *
 * @param stars - Whole numbers on the scale; `null` and `undefined` are counted as missing.
 * @param options - `priorMean`, the mean that is usual; `priorWeight`, how many reviews it counts for; `scale`, default 1 to
 *   5; `noAnswer`; `offScale`; `weight`, a review's weight, 0 or more; `value`, where the items are rows.
 * @returns Mean, shrunken mean and the reviews at each number of stars; `null` of an empty sample. Weighted reviews count
 *   for their effective sample size against the prior.
 * @throws TypeError or RangeError if a rating is off the scale, with its index, or the prior is none.
 *
 * @example
 * ```ts
 * const prior = { priorMean: 3.5, priorWeight: 10 }
 * starRating([5], prior) // ~> { mean: 5, shrunkenMean: 3.64, count: 1, counts: [0, 0, 0, 0, 1], … }
 * starRating(new Array(100).fill(5), prior).shrunkenMean // ~> 4.86
 * starRating([], prior).shrunkenMean // => null
 * ```
 *
 * @category Reviews
 */
export function starRating(stars: Iterable<Rating>, options: StarRatingOptions & Weighing<Rating>): StarRatingResult;
export function starRating<Row>(
  rows: Iterable<Row>,
  options: StarRatingOptions & RowReading<Row, Rating>,
): StarRatingResult;
export function starRating<Row>(
  items: Iterable<Row>,
  options: StarRatingOptions & Partial<RowReading<Row, Rating>>,
): StarRatingResult {
  return measure(starRatingMetric(options), items, options as RowReading<Row, Rating>);
}

/**
 * Star ratings as a metric, for streams, groups and parts; see `starRating`. Its tally is that of ratings.
 *
 * @param options - `priorMean`, `priorWeight`, `scale`, `noAnswer` and `offScale`, as `starRating` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the mean of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const reviews = [{ product: "a", stars: 5 }, { product: "b", stars: 4 }, { product: "b", stars: 5 }]
 * const metric = starRatingMetric({ priorMean: 4, priorWeight: 2 })
 * const byProduct = measureBy(metric, reviews, (row) => row.product, { value: (row) => row.stars })
 * byProduct.get("b")?.shrunkenMean // => 4.25
 * ```
 *
 * @category Reviews
 */
export function starRatingMetric(options: StarRatingOptions): Metric<Rating, RatingsTally, StarRatingResult> {
  const { priorMean, priorWeight } = options ?? {};
  const scale = requireScale(options?.scale ?? [1, 5]);
  const [low, high] = scale;
  if (!(typeof priorMean === "number" && priorMean >= low && priorMean <= high)) {
    throw refusal(`priorMean must be a number from ${low} to ${high}`, priorMean);
  }
  if (!(typeof priorWeight === "number" && priorWeight >= 0 && priorWeight <= 1e9)) {
    throw refusal("priorWeight must be a number from 0 to 1e9", priorWeight);
  }
  return {
    ...countRatings(scale, options ?? {}),
    read: (tally) => {
      const { mean, ...rest } = readRatings(tally, scale);
      const own = rest.effectiveSampleSize ?? rest.count;
      const shrunkenMean = mean === null ? null : priorMean + (mean - priorMean) * (own / (own + priorWeight));
      return {
        mean,
        shrunkenMean: shrunkenMean === null ? null : Math.min(high, Math.max(low, shrunkenMean)) + 0,
        ...rest,
        definition: { metric: "starRating", scale, priorMean: priorMean + 0, priorWeight: priorWeight + 0 },
      };
    },
  };
}
