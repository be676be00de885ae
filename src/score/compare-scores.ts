import type { Comparison, ConfidenceOptions, Interval } from "../stats/interval.ts";
import { moverContrast } from "../stats/mover-contrast.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * Difference of two scores of independent samples, first less second, from the limits of each: for any score that has an
 * interval. Not for the same respondents twice: their composites are compared by `compareMeansPaired`.
 *
 * @param first - What the first interval is made of: parts of an experience score, a result, rows.
 * @param second - The same of other respondents.
 * @param interval - The interval of a sample, which is given the confidence: see the example.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Difference and limits in the unit of the scores, and the two-sided p-value, 1e-15 or more, which is below
 *   1 − confidence just where the interval leaves 0 out; `null` with a `reason` where a score has no interval.
 * @throws TypeError or RangeError as `interval` does, or if the confidence is none.
 *
 * @example
 * ```ts
 * const stages = ([arrival, dwell]: number[][]) => (options: ConfidenceOptions) =>
 *   [mean(arrival!), mean(dwell!)].map((stage) => meanInterval(stage, options))
 * const may = stages([[60, 70, 80, 90], [50, 60, 60, 70]])
 * const june = stages([[70, 80, 80, 90], [60, 70, 80, 80]])
 * const interval = (parts: typeof may, options: ConfidenceOptions) =>
 *   experienceScoreInterval(parts(options), { ...options, dependence: "independent" })
 * const { difference, pValue } = compareScores(june, may, interval)
 * difference // => 8.75
 * pValue! > 0.05 // => true
 * ```
 *
 * @see Zou & Donner (2008), Construction of confidence limits about effect measures, Statistics in Medicine 27.
 * @category Experience score
 */
export function compareScores<Sample>(
  first: Sample,
  second: Sample,
  interval: (sample: Sample, options: ConfidenceOptions) => Interval,
  options: ConfidenceOptions = {},
): Comparison<"mover"> {
  return moverContrast([first, second], [1, -1], interval, options);
}

/**
 * How far a score lies above a target, with interval and p-value: for any score that has an interval.
 *
 * @param sample - What the interval is made of.
 * @param target - What the score is held against, in its unit; known, not measured.
 * @param interval - The interval of a sample, which is given the confidence: `meanInterval`, `netInterval` ….
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Score less target and its limits, and the two-sided p-value of a score that meets the target just so, which
 *   inverts the interval; `null` with a `reason` where the score has no interval.
 * @throws TypeError or RangeError as `interval` does, or if target or confidence are none.
 *
 * @example
 * ```ts
 * const seen = compareScoreToTarget(mean([72, 80, 85, 91, 78]), 75, meanInterval)
 * seen.difference // ~> 6.2
 * seen.lower // ~> -2.7
 * seen.pValue // ~> 0.126
 * ```
 *
 * @category Experience score
 */
export function compareScoreToTarget<Sample>(
  sample: Sample,
  target: number,
  interval: (sample: Sample, options: ConfidenceOptions) => Interval,
  options: ConfidenceOptions = {},
): Comparison<"mover"> {
  if (!(typeof target === "number" && Math.abs(target) <= 1e140))
    throw refusal("target must be a finite number", target);
  return moverContrast([sample], [1], interval, options, target);
}
