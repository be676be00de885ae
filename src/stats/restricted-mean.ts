import { requireDomain } from "./domain.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import type { SurvivalCurve } from "./kaplan-meier.ts";
import { tailQuantile } from "./normal.ts";
import { requireCurve } from "./survival-interval.ts";
import { greenwood } from "./survival-steps.ts";

/**
 * Until when a mean time is restricted, and how sure its interval must be.
 *
 * @category Survival
 */
export interface RestrictedMeanOptions extends ConfidenceOptions {
  /** Where longer times are cut off, above 0, in the unit of the curve's times. Default: the longest time seen. */
  readonly until?: number | undefined;
}

/**
 * A restricted mean time with its interval.
 *
 * @category Survival
 */
export interface RestrictedMean extends Interval<"greenwood"> {
  /** The standard error of the mean, in the unit of the times; `null` where there is no mean. */
  readonly standardError: number | null;
  /** Where longer times were cut off; `null` of an empty sample where it was not said. */
  readonly until: number | null;
}

/**
 * Restricted mean survival time: the mean time to the event where times longer than `until` count as `until`; the area
 * under the survival curve up to there. Compare two curves at one `until`.
 *
 * @param curve - What `kaplanMeier` gives.
 * @param options - `until`, where longer times are cut off, default the longest time seen; `confidence`, between 0 and
 *   1, default 0.95.
 * @returns Mean, standard error and limits, in the unit of the curve's times, from 0 to `until`; `null` with a `reason`
 *   where nobody was seen for so long. Without a spread there are no limits.
 * @throws TypeError or RangeError if `until` is not above 0, or the confidence is none.
 *
 * @example
 * ```ts
 * const curve = kaplanMeier([{ time: 2, event: true }, { time: 3, event: false }, { time: 6, event: true }])
 * restrictedMeanSurvivalTime(curve, { until: 5 }) // ~> { estimate: 4, lower: 2.4, upper: 5, standardError: 0.816, until: 5, … }
 * restrictedMeanSurvivalTime(kaplanMeier([])).reason // => "the sample is empty"
 * ```
 *
 * @see Royston & Parmar (2013), Restricted mean survival time, BMC Medical Research Methodology 13.
 * @category Survival
 */
export function restrictedMeanSurvivalTime(
  curve: Pick<SurvivalCurve, "steps">,
  options: RestrictedMeanOptions = {},
): RestrictedMean {
  const confidence = requireConfidence(options);
  const { steps } = requireCurve(curve);
  const last = steps[steps.length - 1];
  const until = options?.until ?? last?.time ?? null;
  if (options?.until !== undefined) {
    requireDomain(
      options.until,
      options.until > 0 && options.until <= 1e140,
      "until must be a number above 0 and at most 1e140",
    );
  }
  const shape = { confidence, method: "greenwood" } as const;
  if (last === undefined || until === null || (until > last.time && last.survival > 0)) {
    const reason = last ? "nobody was seen for so long" : "the sample is empty";
    return { estimate: null, lower: null, upper: null, standardError: null, until, ...shape, reason };
  }
  const { area, variance } = areaUnder(steps, until);
  const standardError = Math.sqrt(variance);
  if (variance === 0) {
    const reason = "the curve has no spread up to there";
    return { estimate: area, lower: null, upper: null, standardError, until, ...shape, reason };
  }
  const reach = tailQuantile((1 - confidence) / 2) * standardError;
  const [lower, upper] = [Math.max(0, area - reach), Math.min(until, area + reach)];
  return { estimate: area, lower, upper, standardError, until, ...shape };
}

/** The area under a curve up to a time, and its variance: each step matters by the area behind it. */
function areaUnder(steps: SurvivalCurve["steps"], until: number): { readonly area: number; readonly variance: number } {
  const within = steps.filter(({ time }) => time < until);
  const behind: number[] = [];
  let area = 0;
  for (let place = within.length - 1; place >= 0; place--) {
    const { time, survival } = within[place]!;
    area += survival * ((within[place + 1]?.time ?? until) - time);
    behind[place] = area;
  }
  const add = greenwood();
  let variance = 0;
  within.forEach((step, place) => {
    if (behind[place]! > 0) variance = add(step, behind[place]!);
  });
  return { area: area + (within[0]?.time ?? until), variance };
}
