import { refusal } from "./refusal.ts";

/** Refuses what has no fields by name: a `Map` or an array would be read as empty. */
export function requireRecord(record: unknown, name: string): object {
  if (Object.prototype.toString.call(record) === "[object Object]") return record as object;
  throw refusal(`${name} must be an object`, record);
}
