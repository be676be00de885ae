import { refusal } from "./refusal.ts";

/** Refuses what cannot be called. */
export function requireFunction(name: string, given: unknown): void {
  if (typeof given !== "function") throw refusal(`${name} must be a function`, given);
}
