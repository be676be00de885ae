import { refusal } from "./refusal.ts";

/** The largest weight, and the inverse of the smallest above 0: beyond it a sum of squared weights leaves the doubles. */
const LARGEST = 1e70;

/** The weight, if it is one: 0, or from 1e-70 to 1e70. */
export function requireWeight(weight: unknown, index?: number): number {
  if (weight === 0 || (typeof weight === "number" && weight >= 1 / LARGEST && weight <= LARGEST)) return weight;
  throw refusal("weight must be 0 or a number from 1e-70 to 1e70", weight, index);
}
