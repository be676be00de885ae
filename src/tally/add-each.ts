import type { Metric, Reading } from "./metric.ts";
import { requireReading } from "./reading.ts";
import { requireWeight } from "./weight.ts";

/** Counts every item into `tally`: by the metric's own loop where it has one, by `add` where it has none. */
export function addEach<Item, Observation, Tally>(
  metric: Metric<Observation, Tally, unknown>,
  tally: Tally,
  items: Iterable<Item>,
  options: Reading<Item, Observation> | undefined,
): Tally {
  const reading = options ?? {};
  requireReading(items, reading);
  return metric.addAll ? metric.addAll(tally, items, reading) : addOneByOne(metric.add, tally, items, reading);
}

/** Counts items and reads the count. */
export function readEach<Item, Observation, Tally, Result>(
  metric: Metric<Observation, Tally, Result>,
  items: Iterable<Item>,
  options: Reading<Item, Observation> | undefined,
): Result {
  return metric.read(addEach(metric, metric.empty(), items, options));
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
