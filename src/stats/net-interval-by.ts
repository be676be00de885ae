import type { NetClasses } from "./boxes.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { type NetSample, sampleOfNet } from "./net-sample.ts";

/**
 * The interval of a net score by limits of its own.
 *
 * @param limits - The limits, of the scores 1, 0 and −1, that leave out `tail` on each side; or why there are none.
 */
export function netIntervalBy<const Method extends string>(
  net: NetClasses,
  options: ConfidenceOptions,
  method: Method,
  limits: (sample: NetSample, tail: number) => readonly [lower: number, upper: number] | string,
): Interval<Method> {
  const shape = { confidence: requireConfidence(options), method };
  const sample = sampleOfNet(net);
  const nobody = sample.size === 0;
  const found = nobody ? "the sample is empty" : limits(sample, (1 - shape.confidence) / 2);
  const estimate = nobody ? null : sample.score;
  if (typeof found === "string") return { estimate, lower: null, upper: null, ...shape, reason: found };
  return { estimate, lower: inPoints(found[0]), upper: inPoints(found[1]), ...shape };
}

/** A mean of the scores 1, 0 and −1, or a difference of two (`most` 2), in points and cut off at the ends of the scale. */
export function inPoints(mean: number, most = 1): number {
  // Adding 0 turns −0 into 0.
  return 100 * Math.min(most, Math.max(-most, mean)) + 0;
}

/** The variance of the scores 1, 0 and −1 among these people, without the difference of two large numbers. */
export function netVariance({ top, bottom, size }: Pick<NetSample, "top" | "bottom" | "size">): number {
  const middle = Math.max(0, size - top - bottom);
  const [p, d] = [top / size, bottom / size];
  return (middle / size) * (p + d) + 4 * p * d;
}
