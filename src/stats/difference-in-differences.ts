import type { Comparison, ConfidenceOptions, Interval } from "./interval.ts";
import { moverContrast } from "./mover-contrast.ts";

/**
 * Two groups of people before and after something was done to one of them: four independent samples.
 *
 * @category Uncertainty
 */
export interface BeforeAfter<Sample> {
  /** The group to which something was done. */
  readonly treated: WavesOf<Sample>;
  /** The group to which nothing was done: what would have happened anyway. */
  readonly control: WavesOf<Sample>;
}

/**
 * A group before and after; different people each time.
 *
 * @category Uncertainty
 */
export interface WavesOf<Sample> {
  /** The sample before. */
  readonly before: Sample;
  /** The sample after. */
  readonly after: Sample;
}

/**
 * Difference in differences: how much more the treated group changed than the control group, from the limits of the
 * four estimates, with the p-value that inverts it.
 *
 * It is the effect of what was done if, without it, both groups would have changed alike; no number of people shows that.
 *
 * @param samples - Four independent samples: `treated` and `control`, each `before` and `after`. Not for matched people.
 * @param interval - The interval of a sample: `npsInterval`, `shareInterval`, `meanInterval`, `netInterval` …
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns (treated after − treated before) − (control after − control before) and its limits, in the unit of the
 *   interval, and the two-sided p-value, 1e-15 or more; `null` with a `reason` where a sample has no interval, or none
 *   varies.
 * @throws TypeError or RangeError as `interval` does, or if the confidence is none.
 *
 * @example
 * ```ts
 * const effect = differenceInDifferences(
 *   {
 *     treated: { before: { numerator: 120, denominator: 200 }, after: { numerator: 156, denominator: 200 } },
 *     control: { before: { numerator: 118, denominator: 200 }, after: { numerator: 124, denominator: 200 } },
 *   },
 *   shareInterval,
 * )
 * effect.difference // ~> 0.15
 * effect.lower // ~> 0.019
 * effect.upper // ~> 0.279
 * effect.pValue // ~> 0.024
 * ```
 *
 * @see Zou, Huang & Zhang (2009), Computational Statistics & Data Analysis 53; Card & Krueger (1994), The American
 * Economic Review 84.
 * @category Uncertainty
 */
export function differenceInDifferences<Sample>(
  samples: BeforeAfter<Sample>,
  interval: (sample: Sample, options: ConfidenceOptions) => Interval,
  options: ConfidenceOptions = {},
): Comparison<"mover"> {
  const { treated, control } = samples ?? {};
  const four = [treated?.after, treated?.before, control?.after, control?.before];
  return moverContrast(four, [1, -1, -1, 1], interval, options);
}
