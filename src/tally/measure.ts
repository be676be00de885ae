import { readEach } from "./add-each.ts";
import { type Metric, type Reading, type RowReading, requireMetric, type Weighing } from "./metric.ts";

/**
 * Counts items and reads the count, in one call.
 *
 * @param metric - What to measure.
 * @param items - The observations, or rows with `options.value`: any iterable, read once.
 * @param options - `value`, an item's observation; `weight`, an item's weight, 0 or more.
 * @returns The metric's result; of no items, its result for an empty sample.
 * @throws TypeError or RangeError as the metric's `add` does, with the item's index.
 *
 * @example
 * ```ts
 * const rows = [{ recommend: 10, weight: 2 }, { recommend: 4, weight: 1 }, { recommend: null, weight: 1 }]
 * measure(npsMetric(), rows, { value: (row) => row.recommend }).score // => 0
 * measure(npsMetric(), rows, { value: (row) => row.recommend, weight: (row) => row.weight }).score // ~> 33.33
 * ```
 *
 * @category Tally
 */
export function measure<Observation, Tally, Result>(
  metric: Metric<Observation, Tally, Result>,
  items: Iterable<Observation>,
  options?: Weighing<NoInfer<Observation>>,
): Result;
export function measure<Item, Observation, Tally, Result>(
  metric: Metric<Observation, Tally, Result>,
  items: Iterable<Item>,
  options: RowReading<Item, Observation>,
): Result;
export function measure<Item, Observation, Tally, Result>(
  metric: Metric<Observation, Tally, Result>,
  items: Iterable<Item>,
  options?: Reading<Item, Observation>,
): Result {
  requireMetric(metric);
  return readEach(metric, items, options);
}
