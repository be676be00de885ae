import { type Instant, milliseconds } from "../tally/instant.ts";
import { requireIterable } from "../tally/iterable.ts";
import { requireDomain } from "./domain.ts";

/**
 * How fast an item loses its weight.
 *
 * @category Weights
 */
export interface RecencyOptions<Item> {
  /** When the item came about, at `asOf` or before. */
  readonly at: (item: Item, index: number) => Instant;
  /** The moment at which an item weighs 1. */
  readonly asOf: Instant;
  /** After how many milliseconds an item weighs half, above 0. */
  readonly halfLife: number;
}

/**
 * Weights that fall with age: ½ after one half-life, ¼ after two, …
 *
 * From 232 half-lives on a weight is 0: what follows is too small to be one.
 *
 * @param items - Answers with their moment: any iterable.
 * @param options - `at`, the moment of an item; `asOf`, the moment at which an item weighs 1; `halfLife`, in milliseconds.
 * @returns The weight of each item, in the order of the items, 0 to 1; of no items, an empty array.
 * @throws TypeError or RangeError if a moment is none or after `asOf`, with its index, or the half-life is not above 0.
 *
 * @example
 * ```ts
 * const day = 24 * 60 * 60 * 1000
 * const answers = [{ day: 0, recommend: 3 }, { day: 30, recommend: 10 }]
 * const weights = recencyWeights(answers, { at: (row) => row.day * day, asOf: 60 * day, halfLife: 30 * day })
 * weights // => [0.25, 0.5]
 * nps(answers, { value: (row) => row.recommend, weight: (_, index) => weights[index]! }).score // ~> 33.33
 * ```
 *
 * @category Weights
 */
export function recencyWeights<Item>(items: Iterable<Item>, options: RecencyOptions<Item>): number[] {
  const { at, asOf, halfLife } = options ?? {};
  requireIterable(items);
  const now = milliseconds(asOf, "asOf");
  requireDomain(halfLife, halfLife > 0 && halfLife < Infinity, "halfLife must be a number above 0, of milliseconds");
  const weights: number[] = [];
  for (const item of items) {
    const index = weights.length;
    const moment = milliseconds(at(item, index), "at", index);
    if (moment > now) throw new RangeError(`at must not be after asOf, ${now}, got ${moment} at index ${index}`);
    const halvings = (now - moment) / halfLife;
    weights.push(halvings < 232 ? 0.5 ** halvings : 0);
  }
  return weights;
}
