import { addEach } from "./add-each.ts";
import { requireFunction } from "./function.ts";
import type { Metric, Reading } from "./metric.ts";
import { requireMetric } from "./metric.ts";

/**
 * Aims a metric at a part of a bigger item; the weight of the item stays what it is.
 *
 * @param metric - What to measure of the part.
 * @param pick - The metric's observation in an item.
 * @returns The same metric over items: its tallies and results are the metric's own.
 *
 * @example
 * ```ts
 * const rows = [{ recommend: 10, satisfied: 4 }, { recommend: 6, satisfied: 2 }]
 * measure(on(npsMetric(), (row: { recommend: number }) => row.recommend), rows).score // => 0
 * ```
 *
 * @category Tally
 */
export function on<Item, Observation, Tally, Result>(
  metric: Metric<Observation, Tally, Result>,
  pick: (item: Item) => Observation,
): Metric<Item, Tally, Result> {
  requireMetric(metric);
  requireFunction("pick", pick);
  return {
    empty: metric.empty,
    add: (tally, item, weight, index) => metric.add(tally, pick(item), weight, index),
    addAll: <Outer>(tally: Tally, items: Iterable<Outer>, { value, weight }: Reading<Outer, Item>) =>
      addEach(metric, tally, items, {
        value: value ? (item, index) => pick(value(item, index)) : (item) => pick(item as unknown as Item),
        weight,
      }),
    merge: metric.merge,
    read: metric.read,
  };
}
