import { refusal } from "./refusal.ts";

/**
 * A way to count and a way to read the count.
 *
 * A *tally* is what has been counted so far: plain JSON data (finite numbers, strings, arrays, objects), so that it
 * survives a JSON round trip and can be shipped between machines. Tallies of parts merge into the tally of the whole.
 *
 * @typeParam Observation - What one call of `add` counts: an answer, an outcome, a contact.
 * @typeParam Tally - What has been counted.
 * @typeParam Result - What is read from the count.
 * @category Tally
 */
export interface Metric<in Observation, Tally, out Result> {
  /** The tally of nothing. */
  readonly empty: () => Tally;
  /**
   * Counts one observation, `weight` times (1 where it is not given); `index`, where it stands among the items, only
   * serves error messages. Owns `tally`: it may update it in place, and returns it. After a call that threw, discard
   * the tally. Do not hand it to `Array.prototype.reduce` as it is, which would pass the index for the weight.
   */
  readonly add: (tally: Tally, observation: Observation, weight?: number, index?: number) => Tally;
  /**
   * The same as `add` for every item, in a loop of its own for each kind of input. Owns `tally`, as `add` does; after a
   * call that threw, discard it.
   */
  readonly addAll?: <Item>(tally: Tally, items: Iterable<Item>, options: Reading<Item, Observation>) => Tally;
  /** The tally of both; writes to neither. */
  readonly merge: (left: Tally, right: Tally) => Tally;
  /** What the tally says; pure. */
  readonly read: (tally: Tally) => Result;
}

/**
 * How the weight of an item is read from it.
 *
 * @category Tally
 */
export interface Weighing<Item> {
  /** The weight of an item, 0 or more; where it is not given, every item weighs 1. */
  readonly weight?: ((item: Item, index: number) => number) | undefined;
}

/**
 * How an observation and its weight are read from an item.
 *
 * @category Tally
 */
export interface Reading<Item, Observation> extends Weighing<Item> {
  /** The observation of an item; where it is not given, the item is the observation. */
  readonly value?: ((item: Item, index: number) => Observation) | undefined;
}

/**
 * The same where the items are rows: an observation must be read from them.
 *
 * @category Tally
 */
export interface RowReading<Item, Observation> extends Reading<Item, Observation> {
  /** The observation of an item. */
  readonly value: (item: Item, index: number) => Observation;
}

/**
 * A metric of any kind, for what takes metrics without looking into them.
 *
 * @category Tally
 */
// biome-ignore lint/suspicious/noExplicitAny: no narrower type takes every metric
export type AnyMetric = Metric<any, any, any>;

/** Refuses what is no metric. */
export function requireMetric(metric: AnyMetric): void {
  if (typeof metric?.empty !== "function") throw refusal("metric must be a metric", metric);
}
