import { refusal } from "./refusal.ts";

/** Refuses what cannot be counted item by item; a string is iterable, but its characters are no items. */
export function requireIterable(items: unknown): void {
  if (items === null || typeof items !== "object" || !(Symbol.iterator in items)) {
    const refused = refusal("items must be an array, a typed array or another iterable", items);
    throw refused instanceof RangeError ? new TypeError(refused.message) : refused;
  }
}
