import { requireFunction } from "./function.ts";
import type { Metric, Reading, RowReading, Weighing } from "./metric.ts";
import { requireMetric } from "./metric.ts";
import { requireReading } from "./reading.ts";
import { sameKey } from "./same-key.ts";
import { requireWeight } from "./weight.ts";

/**
 * Measures every group of the items: one pass, one tally a group, never an array of items a group.
 *
 * @param metric - What to measure.
 * @param items - The observations, or rows with `options.value`: any iterable, read once.
 * @param key - The group of an item, arrays and `Date`s by value, all else as a `Map` compares keys. `null` and `undefined` are groups as any
 *   other: an item whose group is unknown is not lost.
 * @param options - `value`, an item's observation; `weight`, an item's weight, 0 or more.
 * @returns The result of each group, in the order in which the groups were met; of no items, an empty `Map`.
 * @throws TypeError or RangeError as the metric's `add` does, with the item's index.
 *
 * @example
 * ```ts
 * const rows = [{ plan: "pro", recommend: 10 }, { plan: "free", recommend: 8 }, { plan: "pro", recommend: 3 }]
 * const byPlan = measureBy(npsMetric(), rows, (row) => row.plan, { value: (row) => row.recommend })
 * byPlan.get("pro")?.count // => 2
 * byPlan.get("free")?.score // => 0
 * ```
 *
 * @category Tally
 */
export function measureBy<Observation, Tally, Result, Key>(
  metric: Metric<Observation, Tally, Result>,
  items: Iterable<Observation>,
  key: (item: NoInfer<Observation>, index: number) => Key,
  options?: Weighing<NoInfer<Observation>>,
): Map<Key, Result>;
export function measureBy<Item, Observation, Tally, Result, Key>(
  metric: Metric<Observation, Tally, Result>,
  items: Iterable<Item>,
  key: (item: Item, index: number) => Key,
  options: RowReading<Item, Observation>,
): Map<Key, Result>;
export function measureBy<Item, Observation, Tally, Result, Key>(
  metric: Metric<Observation, Tally, Result>,
  items: Iterable<Item>,
  key: (item: Item, index: number) => Key,
  options: Reading<Item, Observation> = {},
): Map<Key, Result> {
  const { value, weight } = options ?? {};
  requireReading(items, { value, weight });
  requireMetric(metric);
  requireFunction("key", key);
  const tallies = new Map<Key, Tally>();
  const same = sameKey();
  let index = 0;
  for (const item of items) {
    const group = same(key(item, index)) as Key;
    const before = tallies.get(group);
    const observation = value ? value(item, index) : (item as unknown as Observation);
    const weighed = weight && requireWeight(weight(item, index), index);
    const after = metric.add(before ?? metric.empty(), observation, weighed, index);
    if (after !== before) tallies.set(group, after);
    index++;
  }
  const results = new Map<Key, Result>();
  for (const [group, counted] of tallies) results.set(group, metric.read(counted));
  return results;
}
