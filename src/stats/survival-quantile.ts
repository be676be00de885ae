import { crossing } from "./crossing.ts";
import { requireDomain } from "./domain.ts";
import type { Interval } from "./interval.ts";
import type { SurvivalCurve } from "./kaplan-meier.ts";
import {
  requireCurve,
  type SurvivalIntervalOptions,
  type SurvivalMethod,
  survivalLimits,
} from "./survival-interval.ts";

/**
 * The time by which the event has happened to a share of people: the median at ½, the 90th percentile at 0.9.
 *
 * It is the first time at which survival is at most 1 − `p`; where survival is just 1 − `p` for a while, the middle of
 * that while. Its limits are the times at which the limits of survival come down to 1 − `p`.
 *
 * @param curve - What `kaplanMeier` gives.
 * @param p - The share to whom the event has happened, above 0 and up to 1.
 * @param options - `confidence`, between 0 and 1, default 0.95; `method`: `"log-log"` (default), `"log"` or `"plain"`.
 * @returns Time and limits, in the unit of the curve's times; `null` with a `reason` where the share, or a limit of it,
 *   is not reached.
 * @throws TypeError or RangeError if `p`, confidence or method is none.
 *
 * @example
 * ```ts
 * const hours = kaplanMeier([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((time) => ({ time, event: time !== 9 })))
 * survivalQuantile(hours, 0.5) // => { estimate: 6.5, lower: 2, upper: 10, method: "log-log", … }
 * survivalQuantile(hours, 0.9) // => { estimate: 12, lower: 10, upper: null, reason: "the upper limit is not reached", … }
 * ```
 *
 * @see Brookmeyer & Crowley (1982), A Confidence Interval for the Median Survival Time, Biometrics 38.
 * @category Survival
 */
export function survivalQuantile(
  curve: Pick<SurvivalCurve, "steps">,
  p: number,
  options: SurvivalIntervalOptions = {},
): Interval<SurvivalMethod> {
  requireDomain(p, p > 0 && p <= 1, "p must be a number above 0 and at most 1");
  const { confidence, method, intervalOf } = survivalLimits(options);
  const band = requireCurve(curve).steps.map((step) => ({
    time: step.time,
    ...intervalOf(step.survival, step.standardError),
  }));
  const estimate = crossing(band, (step) => step.estimate, 1 - p);
  const lower = crossing(band, (step) => step.lower, 1 - p);
  const upper = crossing(band, (step) => step.upper, 1 - p);
  const reason = unreached(band.length, estimate, lower, upper);
  return { estimate, lower, upper, confidence, method, ...(reason && { reason }) };
}

function unreached(count: number, ...times: [unknown, unknown, unknown]): string | undefined {
  if (count === 0) return "the sample is empty";
  const [what] = ["the share", "the lower limit", "the upper limit"].filter((_, place) => times[place] === null);
  return what && `${what} is not reached`;
}
