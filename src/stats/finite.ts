import { refusal } from "../tally/refusal.ts";

/** The value, if it is a finite number. */
export function requireFinite(value: unknown, index?: number): number {
  if (Number.isFinite(value)) return value as number;
  throw refusal("value must be a finite number", value, index);
}
