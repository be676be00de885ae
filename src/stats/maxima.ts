import { bisect } from "./root.ts";

/**
 * Where a function of a positive number has its local maxima: where its slope turns from rising to falling, between
 * `from` and `to`, looked for in steps of a factor of 2.
 */
export function localMaxima(slope: (at: number) => number, from: number, to: number): number[] {
  const found: number[] = [];
  // Not from 0, nor from where doubling would lose its digits.
  const start = Math.max(from, 1e-300);
  for (let low = start, atLow = slope(start); low < to; low *= 2) {
    const atHigh = slope(2 * low);
    if (atLow > 0 && atHigh <= 0) {
      const log = Math.log(low);
      found.push(Math.exp(bisect((at) => slope(Math.exp(at)), log, log + Math.LN2)));
    }
    atLow = atHigh;
  }
  return found;
}
