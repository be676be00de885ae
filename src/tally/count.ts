import { refusal } from "./refusal.ts";

/** The count, if it is one: a whole number from 0 to 2^53 − 1; a BigInt of that size becomes a number. */
export function requireCount(name: string, count: unknown): number {
  const number = typeof count === "bigint" ? Number(count) : count;
  if (Number.isSafeInteger(number) && (number as number) >= 0) return (number as number) + 0;
  throw refusal(`${name} must be a whole number, 0 or more`, count);
}
