import { refusal } from "./refusal.ts";

/** Refuses what cannot be called. */
export function requireFunction(name: string, given: unknown): void {
  if (typeof given !== "function") throw refusal(`${name} must be a function`, given);
}

/** Refuses what cannot be called, each by its name. */
export function requireFunctions(given: Readonly<Record<string, unknown>>): void {
  for (const [name, one] of Object.entries(given)) requireFunction(name, one);
}

/** Refuses what is given and cannot be called, each by its name. */
export function requireGivenFunctions(given: Readonly<Record<string, unknown>>): void {
  for (const [name, one] of Object.entries(given)) if (one !== undefined) requireFunction(name, one);
}
