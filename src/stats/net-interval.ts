import type { NetClasses } from "./boxes.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { type NetMethod, netLimits, requireNetMethod } from "./net-limits.ts";
import { sampleOfNet } from "./net-sample.ts";
import { tailQuantile } from "./normal.ts";

/**
 * How sure an interval of a net score must be, and how it is found.
 *
 * @category Uncertainty
 */
export interface NetIntervalOptions extends ConfidenceOptions {
  /** How the interval is found. Default `"score"`. */
  readonly method?: NetMethod | undefined;
}

/**
 * Interval of a net score, such as net satisfaction or net ease.
 *
 * @param net - The three classes, as `netBox` gives them; weighted ones stand for their effective number of people.
 * @param options - `confidence`, between 0 and 1, default 0.95; `method`, default `"score"`.
 * @returns Score and limits, −100 to 100; `null` with a `reason` of an empty sample.
 * @throws TypeError or RangeError if the classes are no counts, or confidence or method is none.
 *
 * @example
 * ```ts
 * netInterval(csat([5, 5, 4, 2, 1]).net).lower // ~> -53.9
 * ```
 *
 * @category Uncertainty
 */
export function netInterval(net: NetClasses, options?: NetIntervalOptions): Interval<NetMethod> {
  const shape = { confidence: requireConfidence(options), method: requireNetMethod(options?.method) };
  const sample = sampleOfNet(net);
  if (sample.size === 0) return { estimate: null, lower: null, upper: null, ...shape, reason: "the sample is empty" };
  const [lower, upper] = netLimits(shape.method, sample)(tailQuantile((1 - shape.confidence) / 2));
  return { estimate: sample.score, lower: points(lower), upper: points(upper), ...shape };
}

/** A limit in points, clamped to the scale. */
function points(limit: number): number {
  return 100 * Math.min(1, Math.max(-1, limit));
}
