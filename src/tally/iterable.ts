import { shown } from "./shown.ts";

/** Refuses what cannot be read item by item; a string is iterable, but its characters are no items. */
export function requireIterable(items: unknown, name = "items"): void {
  if (items === Object(items) && Symbol.iterator in (items as object)) return;
  throw new TypeError(`${name} must be iterable and no string, got ${shown(items)}`);
}
