import { requireCount } from "../tally/count.ts";
import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";
import type { RatingsOptions } from "./ratings.ts";
import { type RatingsTally, ratingsOf } from "./ratings-counting.ts";
import { requireScale } from "./scale.ts";
import type { ClassWeights } from "./weight-sums.ts";
import { weightsFromSums } from "./weights-from-sums.ts";

/**
 * What else is known of ratings counted elsewhere.
 *
 * @category Ratings
 */
export interface RatingsCountsOptions extends Pick<RatingsOptions, "scale"> {
  /** People who did not answer. Default 0. */
  readonly missing?: number | bigint | undefined;
  /** Answers left out. Default 0. */
  readonly excluded?: number | bigint | undefined;
  /** Σw and Σw² of each point, from the lowest to the highest, where the people have weights. */
  readonly weights?: ClassWeights | undefined;
}

/**
 * The tally of ratings counted elsewhere (SQL, a spreadsheet, an engine), for any metric of the scale to read or merge.
 *
 * @param counts - People at each point: an array from the lowest point to the highest, or a `Map` of point and people
 *   (from the rows of a `GROUP BY`), where a point not named has nobody. Whole numbers, BigInt accepted.
 * @param options - `scale`, its lowest and highest point; `missing`, `excluded`; `weights`, Σw and Σw² of each point.
 * @returns The tally, plain JSON data.
 * @throws TypeError or RangeError if a count is none, a point is off the scale, or an array is not as long as
 *   the scale.
 *
 * @example
 * ```ts
 * const counted = ratingsFromCounts([10, 10, 20, 40, 20], { scale: [1, 5] })
 * csatMetric().read(counted).score // => 60
 * const rows: [number, bigint][] = [[10, 872n], [9, 564n], [0, 17n]]
 * npsMetric().read(ratingsFromCounts(new Map(rows), { scale: [0, 10] })).promoters // => 1436
 * ```
 *
 * @category Ratings
 */
export function ratingsFromCounts(
  counts: readonly (number | bigint)[] | ReadonlyMap<number, number | bigint>,
  options: RatingsCountsOptions,
): RatingsTally {
  const scale = requireScale(options?.scale);
  const [low, high] = scale;
  const points = high - low + 1;
  const people = new Array<number>(points).fill(0);
  const isMap = counts instanceof Map;
  const length = isMap ? points : (counts as ArrayLike<unknown>)?.length;
  if (length !== points) {
    throw new RangeError(
      `counts must be a Map, or one for each of the ${points} points, got ${length ?? shown(counts)}`,
    );
  }
  const byPoint: Iterable<[number, unknown]> = isMap
    ? counts
    : Array.from(counts as ArrayLike<unknown>, (count, place) => [low + place, count]);
  for (const [point, count] of byPoint) {
    if (!Number.isInteger(point) || point < low || point > high) {
      throw refusal(`point must be a whole number from ${low} to ${high}`, point);
    }
    people[point - low] = requireCount(`count of ${point}`, count);
  }
  requireCount(
    "the sum of the counts",
    people.reduce((sum, count) => sum + count, 0),
  );
  return {
    of: ratingsOf(scale),
    counts: people,
    missing: requireCount("missing", options.missing ?? 0),
    excluded: requireCount("excluded", options.excluded ?? 0),
    weights: options.weights ? weightsFromSums(options.weights, people) : null,
  };
}
