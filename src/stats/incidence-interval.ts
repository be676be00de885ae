import { refusal } from "../tally/refusal.ts";
import type { CompetingExits } from "./aalen-johansen.ts";
import type { Interval } from "./interval.ts";
import {
  type SurvivalIntervalOptions,
  type SurvivalMethod,
  stepsUntil,
  survivalAt,
  survivalLimits,
} from "./survival-interval.ts";

/**
 * Interval of a cumulative incidence: how large a share has left by a cause up to some time.
 *
 * The limits are those of the share who have not left by this cause, taken from 1; where there is no other cause, they
 * are those of `survivalInterval`.
 *
 * @param exits - What `aalenJohansen` gives.
 * @param cause - The cause; one by which nobody left has incidence 0.
 * @param time - The time, 0 or more, in the unit of the times given.
 * @param options - `confidence`, between 0 and 1, default 0.95; `method`: `"log-log"` (default), `"log"` or `"plain"`.
 * @returns Share and limits, 0 to 1; `null` with a `reason` of an empty sample, and where nobody was seen for so long.
 *   Where the share is 1, or under `"log-log"` 0, there are no limits.
 * @throws TypeError or RangeError if time, confidence or method is none.
 *
 * @example
 * ```ts
 * const ends = ["answered", "answered", "abandoned", "answered", "abandoned", null] as const
 * const exits = aalenJohansen(ends, { time: (_, index) => 10 * index, cause: (end) => end })
 * incidenceInterval(exits, "abandoned", 20) // ~> { estimate: 0.167, lower: 0.025, upper: 0.727, … }
 * incidenceInterval(exits, "abandoned", 90).reason // => "nobody was seen for so long"
 * ```
 *
 * @see Kalbfleisch & Prentice (1980), The Statistical Analysis of Failure Time Data; Marubini & Valsecchi (1995),
 * Analysing Survival Data from Clinical Trials and Observational Studies.
 * @category Survival
 */
export function incidenceInterval<Cause extends string>(
  exits: Pick<CompetingExits<Cause>, "causes" | "survival">,
  cause: NoInfer<Cause>,
  time: number,
  options: SurvivalIntervalOptions = {},
): Interval<SurvivalMethod> {
  const { intervalOf } = survivalLimits(options);
  if (!Array.isArray(exits?.causes)) throw refusal("exits must be what aalenJohansen gives", exits);
  const { survival, reason, time: at } = survivalAt(exits.survival, time);
  if (survival === null) return intervalOf(null, null, reason);
  const steps = exits.causes.find((one) => one.cause === cause)?.steps ?? [];
  const { incidence, standardError } = steps[stepsUntil(steps, at) - 1] ?? { incidence: 0, standardError: 0 };
  const others = intervalOf(1 - incidence, standardError);
  const from1 = (limit: number | null) => (limit === null ? null : 1 - limit);
  return { ...others, estimate: incidence, lower: from1(others.upper), upper: from1(others.lower) };
}
