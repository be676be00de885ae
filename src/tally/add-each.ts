import { requireIterable } from "./iterable.ts";
import type { Metric, Reading } from "./metric.ts";
import { requireWeight } from "./weight.ts";

/** Counts every item into `tally`: by the metric's own loop where it has one, by `add` where it has none. */
export function addEach<Item, Observation, Tally>(
  metric: Metric<Observation, Tally, unknown>,
  tally: Tally,
  items: Iterable<Item>,
  options: Reading<Item, Observation>,
): Tally {
  requireIterable(items);
  return metric.addAll ? metric.addAll(tally, items, options) : addOneByOne(metric.add, tally, items, options);
}

/** Counts every item into `tally` by `add`, reading the items once. */
export function addOneByOne<Item, Observation, Tally>(
  add: Metric<Observation, Tally, unknown>["add"],
  tally: Tally,
  items: Iterable<Item>,
  { value, weight }: Reading<Item, Observation>,
): Tally {
  let counted = tally;
  let index = 0;
  for (const item of items) {
    const observation = value ? value(item, index) : (item as unknown as Observation);
    counted = add(counted, observation, weight && requireWeight(weight(item, index), index), index);
    index++;
  }
  return counted;
}
