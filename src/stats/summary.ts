import { refusal } from "../tally/refusal.ts";

/** The largest mean or deviation of a summary made by hand: beyond it differences and products would leave the doubles. */
const LARGEST = 1e150;

/** Refuses what is no mean of values. */
export function requireMean(mean: unknown): void {
  if (typeof mean === "number" && Math.abs(mean) <= LARGEST) return;
  throw refusal("mean must be a finite number of at most 1e150 in size", mean);
}

/** Refuses what is no standard deviation, or standard error, by its name. */
export function requireDeviation(name: string, deviation: unknown): void {
  if (typeof deviation === "number" && deviation >= 0 && deviation <= LARGEST) return;
  throw refusal(`${name} must be a number, 0 or more and at most 1e150`, deviation);
}
