import { shown } from "../tally/shown.ts";
import { type CalibratedWeights, calibrated, sampleOf } from "./calibration.ts";
import { requireDomain } from "./domain.ts";
import { marginOf, type Targets } from "./margins.ts";
import { rakeCells } from "./rake-cells.ts";

/**
 * One margin of a population: a trait of which the share of each category is known.
 *
 * @category Weights
 */
export interface RakingMargin<Row> {
  /** The category of a row. */
  readonly value: (row: Row, index: number) => unknown;
  /** How many people of each category there are in the population: totals, shares or percentages. */
  readonly targets: Targets;
}

/**
 * The margins that weights must meet, and how nearly.
 *
 * @category Weights
 */
export interface RakingOptions<Row> {
  /** The margins by name, one or more, all of the same total. */
  readonly margins: Readonly<Record<string, RakingMargin<Row>>>;
  /** What a row weighs at first, 0 or more; where it is not given, every row weighs 1. */
  readonly weight?: ((row: Row, index: number) => number) | undefined;
  /** How little a cycle may change, as a part of the largest weight, and a margin be missed, as a part of the total. Default 1e-12. */
  readonly tolerance?: number | undefined;
  /** After how many cycles to give up. Default 1000. */
  readonly maximumCycles?: number | undefined;
  /** The largest weight allowed, as a multiple of the mean weight, above 1: larger ones are cut and the margins met anew, until none is larger. Default: none is cut. */
  readonly trimAt?: number | undefined;
}

/**
 * Raked weights, and whether they meet their margins.
 *
 * @category Weights
 */
export interface RakedWeights extends CalibratedWeights {
  /** Whether all margins are met, and no weight is above `trimAt`, to the tolerance. */
  readonly converged: boolean;
  /** How many times all margins were met in turn. */
  readonly iterations: number;
  /** People whose weight was cut. */
  readonly trimmed: number;
}

/**
 * Raking: weights that give every category of several margins its share of the population, by meeting the margins in
 * turn until all are met at once. Of all weights that meet them these are the nearest to the first ones.
 *
 * Margins that no weights meet together are not met: look at `converged`, and at `margins` for by how much.
 *
 * @param rows - The people of the sample: any iterable, in any order.
 * @param options - `margins`, the category of a row and the targets, by name; `weight`, what a row weighs at first;
 *   `tolerance`, default 1e-12; `maximumCycles`, default 1000; `trimAt`, the largest weight as a multiple of the mean.
 * @returns The weights, in the order of the rows, what they cost, and whether and how they came about; of nobody, none,
 *   which meet nothing.
 * @throws TypeError or RangeError if margins do not share a total, a row's category has no target (with its index), a
 *   category with a target has nobody, or a target, a weight or an option is none.
 *
 * @example
 * ```ts
 * const people = [
 *   { sex: "f", age: "young", recommend: 10 }, { sex: "f", age: "old", recommend: 9 }, { sex: "m", age: "young", recommend: 6 },
 *   { sex: "m", age: "old", recommend: 8 }, { sex: "m", age: "old", recommend: 3 },
 * ]
 * const raked = rake(people, {
 *   margins: {
 *     sex: { value: (row) => row.sex, targets: { f: 51, m: 49 } },
 *     age: { value: (row) => row.age, targets: { young: 30, old: 70 } },
 *   },
 * })
 * raked // ~> { converged: true, count: 5, maximumRatio: 1.61, effectiveSampleSize: 4.49, designEffect: 1.11, … }
 * raked.weights // ~> [18.9, 32.1, 11.1, 18.9, 18.9]
 * nps(people, { value: (row) => row.recommend, weight: (_, index) => raked.weights[index]! }).score // ~> 20.9
 * ```
 *
 * @see Deming & Stephan (1940), On a Least Squares Adjustment of a Sampled Frequency Table, Annals of Mathematical
 * Statistics 11; Deville, Särndal & Sautory (1993), Generalized Raking Procedures in Survey Sampling, Journal of the
 * American Statistical Association 88.
 * @category Weights
 */
export function rake<Row>(rows: Iterable<Row>, options: RakingOptions<Row>): RakedWeights {
  const { tolerance = 1e-12, maximumCycles = 1000, trimAt, weight } = options ?? {};
  requireDomain(tolerance, tolerance > 0 && tolerance < 1, "tolerance must be a number between 0 and 1, such as 1e-12");
  const isCount = Number.isSafeInteger(maximumCycles) && maximumCycles > 0;
  requireDomain(maximumCycles, isCount, "maximumCycles must be a whole number, 1 or more");
  if (trimAt !== undefined)
    requireDomain(trimAt, trimAt > 1, "trimAt must be a number above 1, a multiple of the mean weight");
  const named = Object.entries(options?.margins ?? {});
  const [first, ...others] = named.map(([name, { targets }]) => marginOf(name, targets));
  if (first === undefined) throw new RangeError("margins must be one or more, got none");
  for (const { name, total } of others) {
    if (Math.abs(total - first.total) <= 1e-9 * first.total) continue;
    throw new RangeError(
      `margins must share one total, got ${first.total} of ${shown(first.name)} and ${total} of ${shown(name)}`,
    );
  }
  const sample = sampleOf(
    rows,
    [first, ...others],
    named.map(([, { value }]) => value),
    weight,
  );
  const { weights, ...how } = rakeCells(sample, tolerance, maximumCycles, trimAt);
  return { ...calibrated(sample, weights), ...how };
}
