import { requireFunction } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import { shown } from "../tally/shown.ts";
import { requireWeight } from "../tally/weight.ts";
import { designEffect, kishSize } from "./kish.ts";
import type { CategoryWeight, Margin } from "./margins.ts";

/**
 * A margin with what its categories should weigh and do.
 *
 * @category Weights
 */
export interface MarginWeights {
  /** The name of the margin. */
  readonly name: string;
  /** Its categories, in the order of the targets. */
  readonly categories: readonly CategoryWeight[];
}

/**
 * Weights that make a sample look like its population.
 *
 * @category Weights
 */
export interface CalibratedWeights {
  /** The weight of each row, in the order of the rows; 0 of whom is not counted. They add up to the total of the targets. */
  readonly weights: readonly number[];
  /** People who weigh anything. */
  readonly count: number;
  /** People who weigh nothing: of weight 0, of a category with target 0, or left with less than 1e-70, no weight of any metric. */
  readonly excluded: number;
  /** The largest weight as a multiple of the mean weight, 1 or more; `null` of an empty sample. */
  readonly maximumRatio: number | null;
  /** Kish's effective sample size of the weights; `null` of an empty sample. */
  readonly effectiveSampleSize: number | null;
  /** Kish's design effect of the weights, 1 or more; `null` of an empty sample. */
  readonly designEffect: number | null;
  /** What each category should weigh, and does. */
  readonly margins: readonly MarginWeights[];
}

/** The least weight above 0 that a metric takes. */
const LEAST_WEIGHT = 1e-70;

/** Rows with the place of their category in each margin. */
export interface Sample {
  readonly margins: readonly Margin[];
  /** For each margin, the places of the rows. */
  readonly places: readonly Uint32Array[];
  /** What the rows weigh at first; 0 of those with a category whose target is 0. */
  readonly weights: Float64Array;
  /** For each margin, how many people of each category weigh anything at first. */
  readonly counts: readonly Float64Array[];
}

/** Reads the rows, each category once, and refuses what no weights can make look like its population. */
export function sampleOf<Row>(
  rows: Iterable<Row>,
  margins: readonly Margin[],
  values: readonly ((row: Row, index: number) => unknown)[],
  weight: ((row: Row, index: number) => number) | undefined,
): Sample {
  requireIterable(rows, "rows");
  if (weight !== undefined) requireFunction("weight", weight);
  for (const [place, { name }] of margins.entries()) requireFunction(`value of ${shown(name)}`, values[place]);
  const columns: number[][] = margins.map(() => []);
  const weights: number[] = [];
  const counts = margins.map(({ targets }) => new Float64Array(targets.length));
  const left = margins.map(({ targets }) => new Float64Array(targets.length));
  for (const row of rows) {
    const index = weights.length;
    let heavy = weight ? requireWeight(weight(row, index), index) + 0 : 1;
    const isCounted = heavy > 0;
    margins.forEach(({ placeOf, targets }, margin) => {
      const place = placeOf(values[margin]!(row, index), index);
      columns[margin]!.push(place);
      if (isCounted) counts[margin]![place]!++;
      if (targets[place] === 0) heavy = 0;
    });
    weights.push(heavy);
    if (heavy > 0) for (let margin = 0; margin < margins.length; margin++) left[margin]![columns[margin]![index]!]!++;
  }
  // An empty sample has no weights; but a category that nobody stands for cannot be made up.
  if (weights.some((heavy) => heavy > 0)) {
    margins.forEach(({ name, categories, targets }, margin) => {
      targets.forEach((target, place) => {
        if (target === 0 || left[margin]![place]! > 0) return;
        throw new RangeError(
          `${shown(name)} must have somebody in every category with a target, got nobody in ${shown(categories[place])}`,
        );
      });
    });
  }
  return {
    margins,
    places: columns.map((column) => Uint32Array.from(column)),
    weights: Float64Array.from(weights),
    counts,
  };
}

/** What weights of a sample say. */
export function calibrated({ margins, places, counts }: Sample, found: Float64Array): CalibratedWeights {
  const weights = found.map((weight) => (weight < LEAST_WEIGHT ? 0 : weight));
  const list = Array.from(weights);
  const size = kishSize(list);
  const effect = designEffect(list);
  const count = list.filter((weight) => weight > 0).length;
  const largest = list.reduce((most, weight) => Math.max(most, weight), 0);
  const total = list.reduce((sum, weight) => sum + weight, 0);
  return {
    weights: list,
    count,
    excluded: list.length - count,
    maximumRatio: count === 0 ? null : Math.max(1, (largest / total) * count),
    effectiveSampleSize: size,
    designEffect: effect,
    margins: margins.map(({ name, categories, targets }, margin) => {
      const achieved = sumsBy(places[margin]!, weights, targets.length);
      return {
        name,
        categories: categories.map((category, place) => ({
          category,
          count: counts[margin]![place]!,
          target: targets[place]!,
          achieved: achieved[place]!,
        })),
      };
    }),
  };
}

/** The sums of terms by place. */
export function sumsBy(places: Uint32Array, terms: Float64Array, size: number): Float64Array {
  const sums = new Float64Array(size);
  for (let index = 0; index < terms.length; index++) sums[places[index]!]! += terms[index]!;
  return sums;
}
