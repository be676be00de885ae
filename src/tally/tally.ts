import { addEach } from "./add-each.ts";
import type { Metric, Reading, RowReading, Weighing } from "./metric.ts";
import { requireMetric } from "./metric.ts";

/**
 * Counts items into a tally, without reading it: what a stream keeps, what machines send to each other.
 *
 * @param metric - What to count.
 * @param items - The observations, or rows with `options.value`: any iterable, read once.
 * @param options - `value`, an item's observation; `weight`, an item's weight, 0 or more.
 * @returns The tally, plain JSON data; of no items, the metric's empty tally.
 * @throws TypeError or RangeError as the metric's `add` does, with the item's index.
 *
 * @example
 * ```ts
 * const metric = npsMetric()
 * const monday = tally(metric, [10, 9, 3])
 * const tuesday = tally(metric, [8])
 * metric.read(metric.merge(monday, tuesday)).score // => 25
 * ```
 *
 * @category Tally
 */
export function tally<Observation, Tally>(
  metric: Metric<Observation, Tally, unknown>,
  items: Iterable<Observation>,
  options?: Weighing<NoInfer<Observation>>,
): Tally;
export function tally<Item, Observation, Tally>(
  metric: Metric<Observation, Tally, unknown>,
  items: Iterable<Item>,
  options: RowReading<Item, Observation>,
): Tally;
export function tally<Item, Observation, Tally>(
  metric: Metric<Observation, Tally, unknown>,
  items: Iterable<Item>,
  options?: Reading<Item, Observation>,
): Tally {
  requireMetric(metric);
  return addEach(metric, metric.empty(), items, options);
}
