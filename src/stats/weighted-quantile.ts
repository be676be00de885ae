import { requireChoice } from "../tally/choice.ts";
import { requireFunction } from "../tally/function.ts";
import { requireReading } from "../tally/reading.ts";
import { refusal } from "../tally/refusal.ts";
import { requireWeight } from "../tally/weight.ts";
import type { RowValue, ValueOf } from "./collect.ts";
import { requireProbability } from "./domain.ts";
import { sumError } from "./exact-sum.ts";
import { requireFinite } from "./finite.ts";

/**
 * How values are weighed, and which definition their quantile follows.
 *
 * @category Quantiles
 */
export interface WeightedQuantileOptions<Item> {
  /** The weight of an item, 0 or more. */
  readonly weight: (item: Item, index: number) => number;
  /**
   * The definition: `"lower"`, the least value that a share `p` of the weight does not exceed; `"middle"`, half-way to the next
   * where that share is reached exactly, so that equal weights give the usual median; `"frequencies"`, type 7 of so many copies of
   * each value, for weights that are counts. Default `"middle"`.
   */
  readonly rule?: "lower" | "middle" | "frequencies" | undefined;
}

/** Values in order of size, with their weights, none of them 0. */
export interface WeightedSample {
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

/** How far sums of weights that are the same number may be apart by rounding. */
const NOISE = 1e-13;

/**
 * A quantile of a weighted sample: the value that a share `p` of the weight does not exceed.
 *
 * @param values - Finite numbers in any unit; `null` and `undefined`, who gave none, are left out.
 * @param p - The share of the weight, 0 to 1: 0.5 for the weighted median.
 * @param options - `weight`, a value's weight, 0 or more; `rule`, the definition; `value`, where the items are rows.
 * @returns The quantile, in the unit of the values; `null` of a sample that is empty or weighs nothing.
 * @throws TypeError or RangeError if a value is not a finite number, or a weight is none, with its index; if `p` or `rule` is
 *   none; under `"frequencies"` if a weight is no count.
 *
 * @example
 * ```ts
 * const waits = [{ minutes: 2, calls: 3 }, { minutes: 5, calls: 1 }, { minutes: 9, calls: 2 }]
 * const options = { value: (row: { minutes: number }) => row.minutes, weight: (row: { calls: number }) => row.calls }
 * weightedQuantile(waits, 0.5, options) // => 3.5
 * weightedQuantile(waits, 0.5, { ...options, rule: "lower" }) // => 2
 * weightedQuantile(waits, 0.9, { ...options, rule: "frequencies" }) // => 9
 * ```
 *
 * @see Hyndman & Fan (1996), Sample Quantiles in Statistical Packages, The American Statistician 50: types 1, 2 and 7.
 * @category Quantiles
 */
export function weightedQuantile(
  values: Iterable<number | null | undefined>,
  p: number,
  options: WeightedQuantileOptions<number | null | undefined>,
): number | null;
export function weightedQuantile<Row>(
  rows: Iterable<Row>,
  p: number,
  options: WeightedQuantileOptions<Row> & RowValue<Row>,
): number | null;
export function weightedQuantile<Row>(
  items: Iterable<Row>,
  p: number,
  options: WeightedQuantileOptions<Row> & ValueOf<Row>,
): number | null {
  const { weight, value, rule = "middle" } = options ?? {};
  requireReading(items, { value });
  requireFunction("weight", weight);
  requireProbability(p);
  requireChoice("rule", rule, ["lower", "middle", "frequencies"]);
  const pairs: [value: number, weight: number][] = [];
  let index = 0;
  for (const item of items) {
    const read = value === undefined ? item : value(item, index);
    const weighs = requireWeight(weight(item, index), index);
    if (read !== null && read !== undefined) {
      const number = requireFinite(read, index);
      if (rule === "frequencies" && !Number.isSafeInteger(weighs)) {
        throw refusal("weight must be a whole number under frequencies", weighs, index);
      }
      if (weighs > 0) pairs.push([number, weighs]);
    }
    index++;
  }
  const sample = inOrder(pairs);
  return rule === "frequencies" ? ofCopies(sample, p) : weightedQuantileOf(sample, p, rule);
}

/** Pairs of value and weight in order of the values. */
export function inOrder(pairs: readonly (readonly [value: number, weight: number])[]): WeightedSample {
  const sorted = [...pairs].sort((left, right) => left[0] - right[0] || left[1] - right[1]);
  return { values: sorted.map(([value]) => value + 0), weights: sorted.map(([, weight]) => weight) };
}

/** The weighted quantile of a sample in order; null of an empty one. */
export function weightedQuantileOf(
  { values, weights }: WeightedSample,
  p: number,
  rule: "lower" | "middle",
): number | null {
  const reached = runningSums(weights);
  const whole = reached.at(-1) ?? 0;
  const wanted = p * whole;
  const noise = NOISE * whole;
  const place = reached.findIndex((sum) => sum >= wanted - noise);
  if (place < 0) return null;
  const next = values[place + 1];
  const isMet = Math.abs(reached[place]! - wanted) <= noise;
  return rule === "middle" && isMet && next !== undefined ? middle(values[place]!, next) : values[place]!;
}

/** The quantile of type 7 of a sample in which each value stands as often as it weighs; null of an empty one. */
function ofCopies({ values, weights }: WeightedSample, p: number): number | null {
  const reached = runningSums(weights);
  const position = p * ((reached.at(-1) ?? 0) - 1);
  const at = (rank: number) => values[reached.findIndex((sum) => sum > rank)];
  const low = at(Math.floor(position));
  if (low === undefined) return null;
  const part = position - Math.floor(position);
  const high = part === 0 ? low : (at(Math.floor(position) + 1) ?? low);
  return part === 0 ? low : Math.min(high, low * (1 - part) + high * part);
}

/** The sums of the weights up to each. */
function runningSums(weights: readonly number[]): number[] {
  let [sum, low] = [0, 0];
  return weights.map((weight) => {
    low += sumError(sum, weight);
    sum += weight;
    return sum + low;
  });
}

/** Half-way, without leaving the doubles. */
function middle(left: number, right: number): number {
  return left / 2 + right / 2;
}
