import { requireIterable } from "../tally/iterable.ts";
import { collectUnchecked, type RowValue, requireAllFinite, type ValueOf } from "./collect.ts";
import { requireDomain, requireProbability } from "./domain.ts";
import { selectRanks } from "./select-ranks.ts";

/**
 * The nine definitions of a sample quantile, as Hyndman and Fan numbered them. 1 to 3 answer values of the sample (2 the
 * middle of two), 4 to 9 lie between two values. 7 is the default of R, NumPy, d3 and of spreadsheets (`PERCENTILE.INC`), 6 is
 * `PERCENTILE.EXC`, SPSS and Minitab, 2 is SAS; 8 is what Hyndman and Fan recommend for estimation.
 *
 * @category Quantiles
 */
export type QuantileType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/**
 * Which definition a sample quantile follows.
 *
 * @category Quantiles
 */
export interface QuantileOptions {
  /** The definition, 1 to 9. Default 7. */
  readonly type?: QuantileType | undefined;
}

/** The doubles between which rounding may have moved a product of n and p: relative, as of R. */
const FUZZ = 8.9e-16;

/**
 * A sample quantile: the value that a share `p` of the sample does not exceed.
 *
 * Exact, in linear time, without sorting. A weighted sample has `weightedQuantile`.
 *
 * @param values - Finite numbers in any unit; `null` and `undefined`, who gave none, are left out.
 * @param p - The share, 0 to 1: 0.5 for the median, 0.9 for the 90th percentile.
 * @param options - `type`, the definition, 1 to 9; `value`, where the items are rows.
 * @returns The quantile, in the unit of the values; `null` of an empty sample.
 * @throws TypeError or RangeError if a value is not a finite number, with its index, or `p` or `type` is none.
 *
 * @example
 * ```ts
 * quantile([1, 2, 3, 4], 0.5) // => 2.5
 * quantile([1, 2, 3, 4], 0.9) // ~> 3.7
 * quantile([1, 2, 3, 4], 0.9, { type: 1 }) // => 4
 * quantile([], 0.5) // => null
 * ```
 *
 * @see Hyndman & Fan (1996), Sample Quantiles in Statistical Packages, The American Statistician 50.
 * @category Quantiles
 */
export function quantile(
  values: Iterable<number | null | undefined>,
  p: number,
  options?: QuantileOptions,
): number | null;
export function quantile<Row>(rows: Iterable<Row>, p: number, options: QuantileOptions & RowValue<Row>): number | null;
export function quantile<Row>(
  items: Iterable<Row>,
  p: number,
  options: QuantileOptions & ValueOf<Row> = {},
): number | null {
  return quantiles(items, [p], options as QuantileOptions & RowValue<Row>)[0]!;
}

/**
 * Several sample quantiles in one go, hardly slower than one; see `quantile`.
 *
 * @param values - Finite numbers in any unit; `null` and `undefined`, who gave none, are left out.
 * @param probabilities - The shares, 0 to 1, in any order.
 * @param options - `type`, the definition, 1 to 9; `value`, where the items are rows.
 * @returns The quantiles, in the order of the shares; each `null` of an empty sample.
 * @throws TypeError or RangeError if a value is not a finite number, with its index, or a share or `type` is none.
 *
 * @example
 * ```ts
 * quantiles([15, 20, 35, 40, 50], [0.5, 0.9]) // => [35, 46]
 * quantiles([15, 20, 35, 40, 50], [0.25, 0.75], { type: 6 }) // => [17.5, 45]
 * ```
 *
 * @see Hyndman & Fan (1996), Sample Quantiles in Statistical Packages, The American Statistician 50.
 * @category Quantiles
 */
export function quantiles(
  values: Iterable<number | null | undefined>,
  probabilities: Iterable<number>,
  options?: QuantileOptions,
): (number | null)[];
export function quantiles<Row>(
  rows: Iterable<Row>,
  probabilities: Iterable<number>,
  options: QuantileOptions & RowValue<Row>,
): (number | null)[];
export function quantiles<Row>(
  items: Iterable<Row>,
  probabilities: Iterable<number>,
  options: QuantileOptions & ValueOf<Row> = {},
): (number | null)[] {
  const { type = 7, value, ...others } = options ?? {};
  requireDomain(type, Number.isInteger(type) && type >= 1 && type <= 9, "type must be a whole number from 1 to 9");
  if ("weight" in others) throw new TypeError("weight must not be given: a weighted sample has weightedQuantile");
  requireIterable(probabilities, "probabilities");
  const shares = [...probabilities];
  shares.forEach(requireProbability);
  const values = collectUnchecked(items, value);
  const found = quantilesOf(values, shares, type);
  if (found === undefined) requireAllFinite(values);
  return found ?? [];
}

/** The quantiles of numbers, or undefined where not every one is finite. */
export function quantilesOf(
  values: Float64Array,
  shares: readonly number[],
  type: QuantileType,
): (number | null)[] | undefined {
  const count = values.length;
  if (count === 0) return shares.map(() => null);
  const places = shares.map((p) => placeOf(p, count, type));
  const wanted = places.flatMap(({ rank }) => [rank, Math.min(rank + 1, count - 1)]);
  const ranks = [...new Set(wanted)].sort((left, right) => left - right);
  const selected = selectRanks(values, ranks);
  const atRank = new Map(ranks.map((rank, index) => [rank, selected?.[index]]));
  return (
    selected &&
    places.map(({ rank, beyond }) => between(atRank.get(rank)!, atRank.get(Math.min(rank + 1, count - 1))!, beyond))
  );
}

/** The rank, from 0, of the value at or below the quantile, and how far the quantile lies on the way to the next. */
function placeOf(p: number, count: number, type: QuantileType): { readonly rank: number; readonly beyond: number } {
  const offset = [0, 0, -0.5, 0, 0.5, p, 1 - p, (p + 1) / 3, p / 4 + 3 / 8][type - 1]!;
  // Of type 7 as (n − 1)p, so that whole places are met exactly.
  const position = type === 7 ? (count - 1) * p + 1 : count * p + offset;
  const whole = Math.floor(position + FUZZ * Math.max(1, position));
  const rest = position - whole;
  const part = rest <= FUZZ * Math.max(1, position) ? 0 : rest;
  if (whole < 1) return { rank: 0, beyond: 0 };
  if (whole >= count) return { rank: count - 1, beyond: 0 };
  if (type > 3) return { rank: whole - 1, beyond: part };
  const atJump = type === 1 ? 0 : type === 2 ? 0.5 : whole % 2;
  return { rank: whole - 1, beyond: part > 0 ? 1 : atJump };
}

/** The value a part of the way from one to another; never beyond it. */
function between(low: number, high: number, part: number): number {
  if (part === 0 || low === high) return low;
  if (part === 1) return high;
  const way = high - low;
  return Math.min(high, way < Infinity ? low + part * way : low * (1 - part) + high * part) + 0;
}
