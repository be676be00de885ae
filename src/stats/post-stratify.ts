import { requireFunction } from "../tally/function.ts";
import { type CalibratedWeights, calibrated, sampleOf, sumsBy } from "./calibration.ts";
import { marginOf, type Targets } from "./margins.ts";

/**
 * The strata of a sample, and how many people each has in the population.
 *
 * @category Weights
 */
export interface PostStratifyOptions<Row> {
  /** The stratum of a row. */
  readonly by: (row: Row, index: number) => unknown;
  /** How many people of each stratum there are in the population: totals, shares or percentages. */
  readonly targets: Targets;
  /** What a row weighs at first, 0 or more; where it is not given, every row weighs 1. */
  readonly weight?: ((row: Row, index: number) => number) | undefined;
}

/**
 * Post-stratification: weights that give every stratum its share of the population, and leave the proportions within it.
 *
 * @param rows - The people of the sample: any iterable, in any order.
 * @param options - `by`, the stratum of a row; `targets`, how many people of each stratum there are in the population;
 *   `weight`, what a row weighs at first.
 * @returns The weights, in the order of the rows, and what they cost; of nobody, none.
 * @throws TypeError or RangeError if a row's stratum has no target, with its index; if a stratum with a target has
 *   nobody; or if a target or a weight is none.
 *
 * @example
 * ```ts
 * const people = [{ sex: "f", recommend: 10 }, { sex: "m", recommend: 3 }, { sex: "m", recommend: 9 }]
 * const { weights, designEffect } = postStratify(people, { by: (row) => row.sex, targets: { f: 0.5, m: 0.5 } })
 * weights // => [0.5, 0.25, 0.25]
 * designEffect // ~> 1.125
 * nps(people, { value: (row) => row.recommend, weight: (_, index) => weights[index]! }).score // => 50
 * postStratify(people, { by: (row) => row.sex, targets: { f: 1 } }) // throws TypeError "must be a category with a target, got \"m\" at index 1"
 * ```
 *
 * @see Holt & Smith (1979), Post Stratification, Journal of the Royal Statistical Society A 142.
 * @category Weights
 */
export function postStratify<Row>(rows: Iterable<Row>, options: PostStratifyOptions<Row>): CalibratedWeights {
  const { by, targets, weight } = options ?? {};
  const margin = marginOf("by", targets);
  requireFunction("by", by);
  const sample = sampleOf(rows, [margin], [by], weight);
  const [places] = sample.places as [Uint32Array];
  const sums = sumsBy(places, sample.weights, margin.targets.length);
  return calibrated(
    sample,
    sample.weights.map((heavy, index) => heavy && (heavy / sums[places[index]!]!) * margin.targets[places[index]!]!),
  );
}
