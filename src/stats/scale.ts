import { refusal } from "../tally/refusal.ts";

/**
 * A closed rating scale of whole numbers: its lowest and its highest point, at most 1,000 apart.
 *
 * @category Statistics
 */
export type Scale = readonly [low: number, high: number];

/** The scale, if it is one. Every point has a cell in every tally, so there must not be too many. */
export function requireScale(scale: Scale): Scale {
  const [low, high] = Array.isArray(scale) && scale.length === 2 ? (scale as Scale) : [0, 0];
  if (Number.isInteger(low) && Number.isInteger(high) && low < high && high <= low + 1000) return [low + 0, high + 0];
  throw new RangeError(`scale must be [low, high], whole numbers, low < high <= low + 1000, got [${scale}]`);
}

/** The threshold, if it is a point of the scale between `from` and `to`. */
export function requireThreshold(name: string, threshold: unknown, from: number, to: number): number {
  if (Number.isInteger(threshold) && from <= (threshold as number) && (threshold as number) <= to) {
    return (threshold as number) + 0;
  }
  throw refusal(`${name} must be a whole number from ${from} to ${to}`, threshold);
}
