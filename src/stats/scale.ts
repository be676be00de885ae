import { refusal } from "../tally/refusal.ts";

/**
 * A closed rating scale of whole numbers: its lowest and its highest point.
 *
 * @category Statistics
 */
export type Scale = readonly [low: number, high: number];

/** The most points of a scale: each has a cell in every tally. */
const MOST_POINTS = 1001;

/** Refuses what is no closed scale of whole numbers. */
export function requireScale(scale: Scale): Scale {
  const isScale =
    Array.isArray(scale) &&
    scale.length === 2 &&
    scale.every(Number.isSafeInteger) &&
    scale[0] < scale[1] &&
    scale[1] - scale[0] < MOST_POINTS;
  if (isScale) return [scale[0] + 0, scale[1] + 0];
  const came = Array.isArray(scale) ? `[${scale.map(String).join(", ")}]` : scale;
  throw new RangeError(`scale must be [low, high], whole numbers with low < high and at most 1001 points, got ${came}`);
}

/** Refuses a threshold that is no point of the scale between `from` and `to`. */
export function requireThreshold(name: string, threshold: unknown, from: number, to: number): number {
  if (Number.isInteger(threshold) && (threshold as number) >= from && (threshold as number) <= to) {
    return threshold as number;
  }
  throw refusal(`${name} must be a whole number from ${from} to ${to}`, threshold);
}
