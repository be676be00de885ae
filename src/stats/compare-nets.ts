import { refusal } from "../tally/refusal.ts";
import type { NetClasses } from "./boxes.ts";
import { type Comparison, requireConfidence } from "./interval.ts";
import { mover } from "./mover.ts";
import { type NetIntervalOptions, netInterval } from "./net-interval.ts";
import { type NetMethod, netLimits, requireNetMethod, scoreStatistic, waldOf } from "./net-limits.ts";
import { type NetSample, sampleOfNet } from "./net-sample.ts";
import { normalTail } from "./normal.ts";

/**
 * Difference of two independent net scores, first less second: from the limits of each, with the p-value that inverts
 * it.
 *
 * @param first - The three classes, as `netBox` gives them; weighted ones stand for their effective number of people.
 * @param second - The net score to compare with, of other people.
 * @param options - `confidence`, between 0 and 1, default 0.95; `method` of the limits, default `"score"`.
 * @returns Difference and limits in points, −200 to 200, and the two-sided p-value; `null` with a `reason` where a
 *   sample is empty, or under `"wald"` where neither sample varies.
 * @throws TypeError or RangeError if the classes are no counts, or confidence or method is none.
 *
 * @example
 * ```ts
 * const may = csat([5, 5, 4, 4, 1]).net
 * const june = csat([5, 3, 2, 2, 1]).net
 * compareNets(may, june).difference // => 100
 * ```
 *
 * @see Zou & Donner (2008), Construction of confidence limits about effect measures, Statistics in Medicine 27.
 * @category Uncertainty
 */
export function compareNets(
  first: NetClasses,
  second: NetClasses,
  options: NetIntervalOptions = {},
): Comparison<NetMethod> {
  const confidence = requireConfidence(options);
  const method = requireNetMethod(options?.method);
  const [a, b] = [sampleOfNet(first), sampleOfNet(second)];
  if (a.size === 0 || b.size === 0) return without(null, { confidence, method }, "a sample is empty");
  const difference = a.score - b.score;
  const estimated = (sample: NetSample) => ({
    estimate: waldOf(method, sample).mean,
    limits: netLimits(method, sample),
  });
  if (method !== "score" && waldOf(method, a).error === 0 && waldOf(method, b).error === 0) {
    return without(difference, { confidence, method }, "neither sample varies");
  }
  const { lower, upper, pValue } = mover(estimated(a), estimated(b), confidence);
  return {
    difference,
    lower: 100 * Math.max(-2, lower),
    upper: 100 * Math.min(2, upper),
    pValue,
    confidence,
    method,
  };
}

/**
 * A net score against a target: how far it lies above, with interval, and whether it could be the target.
 *
 * @param net - The three classes, as `netBox` gives them; weighted ones stand for their effective number of people.
 * @param target - The score to compare with, −100 to 100, known without error.
 * @param options - `confidence`, between 0 and 1, default 0.95; `method`, default `"score"`.
 * @returns Score less target and limits in points, and the two-sided p-value of the target; `null` with a `reason` of an
 *   empty sample, or under `"wald"` where the sample does not vary.
 * @throws TypeError or RangeError if target, confidence or method is none.
 *
 * @example
 * ```ts
 * compareNetToTarget(csat([5, 5, 4, 4, 1]).net, 60).difference // => 0
 * compareNetToTarget(csat([5, 5, 4, 4, 1]).net, 60).pValue // => 1
 * ```
 *
 * @category Uncertainty
 */
export function compareNetToTarget(
  net: NetClasses,
  target: number,
  options: NetIntervalOptions = {},
): Comparison<NetMethod> {
  if (!(typeof target === "number" && Math.abs(target) <= 100)) {
    throw refusal("target must be a score from -100 to 100", target);
  }
  const { estimate, lower, upper, confidence, method, reason } = netInterval(net, options);
  if (estimate === null || lower === null || upper === null) return without(null, { confidence, method }, `${reason}`);
  const sample = sampleOfNet(net);
  const { mean, error } = waldOf(method, sample);
  if (method !== "score" && error === 0) {
    return without(estimate - target, { confidence, method }, "the sample does not vary");
  }
  const { top, bottom, size } = sample;
  const statistic =
    method === "score" ? scoreStatistic(top, bottom, size, target / 100) : (mean - target / 100) / error;
  return {
    difference: estimate - target,
    lower: lower - target,
    upper: upper - target,
    pValue: 2 * normalTail(Math.abs(statistic)),
    confidence,
    method,
  };
}

/** A comparison without limits. */
function without<Shape>(difference: number | null, shape: Shape, reason: string) {
  return { difference, lower: null, upper: null, pValue: null, ...shape, reason };
}
