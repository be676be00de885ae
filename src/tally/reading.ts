import { requireFunction } from "./function.ts";
import { requireIterable } from "./iterable.ts";
import type { Reading } from "./metric.ts";

/** Refuses items that are no iterable, and a value or weight to be read from them that is no function. */
export function requireReading<Item, Observation>(items: unknown, { value, weight }: Reading<Item, Observation>): void {
  requireIterable(items);
  if (value !== undefined) requireFunction("value", value);
  if (weight !== undefined) requireFunction("weight", weight);
}
