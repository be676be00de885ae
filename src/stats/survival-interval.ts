import { requireChoice } from "../tally/choice.ts";
import { refusal } from "../tally/refusal.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import type { SurvivalCurve } from "./kaplan-meier.ts";
import { tailQuantile } from "./normal.ts";
import type { SurvivalStep } from "./survival-steps.ts";
import { requireTime } from "./timeline.ts";

/**
 * The scale on which an interval of survival is symmetric: of log(−log S), which stays within 0 and 1 and is the
 * default; of log S; or of S itself. The last two are cut off at 1, and at 0.
 *
 * @category Survival
 */
export type SurvivalMethod = "log-log" | "log" | "plain";

/**
 * How an interval of survival is found.
 *
 * @category Survival
 */
export interface SurvivalIntervalOptions extends ConfidenceOptions {
  /** The scale on which it is symmetric. Default `"log-log"`. */
  readonly method?: SurvivalMethod | undefined;
}

/**
 * Survival at one time.
 *
 * @category Survival
 */
export interface SurvivalPoint {
  /** The share to whom the event has not happened up to and including this time, 0 to 1; `null` where it is not known. */
  readonly survival: number | null;
  /** Its standard error; `null` where it is not known, or the share is 0. */
  readonly standardError: number | null;
  /** People at risk at this time: last seen then or later. */
  readonly atRisk: number;
  /** The time asked for. */
  readonly time: number;
  /** Why the share is not known; only where it is not. */
  readonly reason?: string;
}

/**
 * A step of a survival curve with its limits.
 *
 * @category Survival
 */
export interface SurvivalBandStep extends Interval<SurvivalMethod> {
  /** The time from which on these limits hold, to the next step. */
  readonly time: number;
}

/**
 * How large a share the event has not happened to by some time.
 *
 * @param curve - What `kaplanMeier` gives.
 * @param time - The time, 0 or more, in the unit of the curve's times.
 * @returns The share, 0 to 1; `null` with a `reason` of an empty sample, and beyond the time for which anybody was seen
 *   as long as the share is not 0.
 * @throws TypeError or RangeError if the time is negative or none.
 *
 * @example
 * ```ts
 * const curve = kaplanMeier([{ time: 2, event: true }, { time: 3, event: false }, { time: 5, event: false }])
 * survivalAt(curve, 4) // => { survival: 2 / 3, atRisk: 1, time: 4, … }
 * survivalAt(curve, 6) // => { survival: null, atRisk: 0, reason: "nobody was seen for so long", … }
 * ```
 *
 * @category Survival
 */
export function survivalAt(curve: Pick<SurvivalCurve, "steps">, time: number): SurvivalPoint {
  const at = requireTime(time);
  const { steps } = requireCurve(curve);
  const next = stepsUntil(steps, at);
  const step = steps[next - 1];
  const atRisk = (step?.time === at ? step : steps[next])?.atRisk ?? 0;
  if (steps.length === 0 || (atRisk === 0 && step!.survival > 0)) {
    const reason = steps.length === 0 ? "the sample is empty" : "nobody was seen for so long";
    return { survival: null, standardError: null, atRisk, time: at, reason };
  }
  return { survival: step?.survival ?? 1, standardError: step ? step.standardError : 0, atRisk, time: at };
}

/**
 * Interval of survival at one time.
 *
 * @param curve - What `kaplanMeier` gives.
 * @param time - The time, 0 or more, in the unit of the curve's times.
 * @param options - `confidence`, between 0 and 1, default 0.95; `method`: `"log-log"` (default), `"log"` or `"plain"`.
 * @returns Share and limits, 0 to 1; `null` with a `reason` where the share is not known. Where it is 0, or under
 *   `"log-log"` 1, there are no limits.
 * @throws TypeError or RangeError if time, confidence or method is none.
 *
 * @example
 * ```ts
 * const curve = kaplanMeier([{ time: 2, event: true }, { time: 3, event: false }, { time: 5, event: false }])
 * survivalInterval(curve, 4) // ~> { estimate: 0.667, lower: 0.054, upper: 0.945, confidence: 0.95, method: "log-log" }
 * survivalInterval(curve, 1).reason // => "nothing has happened yet"
 * ```
 *
 * @see Kalbfleisch & Prentice (1980), The Statistical Analysis of Failure Time Data; Borgan & Liestøl (1990), A note on
 * confidence intervals and bands for the survival function, Scandinavian Journal of Statistics 17.
 * @category Survival
 */
export function survivalInterval(
  curve: Pick<SurvivalCurve, "steps">,
  time: number,
  options: SurvivalIntervalOptions = {},
): Interval<SurvivalMethod> {
  const { intervalOf } = survivalLimits(options);
  const { survival, standardError, reason } = survivalAt(curve, time);
  return intervalOf(survival, standardError, reason);
}

/**
 * The intervals of survival at every step, each for its own time and not for all of them together.
 *
 * @param curve - What `kaplanMeier` gives.
 * @param options - `confidence`, between 0 and 1, default 0.95; `method`: `"log-log"` (default), `"log"` or `"plain"`.
 * @returns Time, share and limits of each step, ascending; of an empty sample none.
 * @throws RangeError if confidence or method is none.
 *
 * @example
 * ```ts
 * const curve = kaplanMeier([{ time: 2, event: true }, { time: 3, event: true }, { time: 5, event: false }])
 * survivalBand(curve).map((step) => step.upper) // ~> [0.945, 0.774, 0.774]
 * ```
 *
 * @category Survival
 */
export function survivalBand(
  curve: Pick<SurvivalCurve, "steps">,
  options: SurvivalIntervalOptions = {},
): SurvivalBandStep[] {
  const { intervalOf } = survivalLimits(options);
  return requireCurve(curve).steps.map(({ time, survival, standardError }) => ({
    time,
    ...intervalOf(survival, standardError),
  }));
}

/** The options, resolved, and what makes an interval of a share and its standard error. */
export function survivalLimits(options: SurvivalIntervalOptions): {
  readonly confidence: number;
  readonly method: SurvivalMethod;
  readonly intervalOf: (
    survival: number | null,
    standardError: number | null,
    reason?: string,
  ) => Interval<SurvivalMethod>;
} {
  const confidence = requireConfidence(options);
  const method = requireChoice("method", options?.method ?? "log-log", ["log-log", "log", "plain"]);
  const z = tailQuantile((1 - confidence) / 2);
  const intervalOf = (survival: number | null, error: number | null, unknown?: string): Interval<SurvivalMethod> => {
    const shape = { confidence, method };
    // Weights far apart may round a share to 0 that somebody is left of.
    if (!survival || error === null || (survival === 1 && method === "log-log")) {
      const reason = unknown ?? (survival === 1 ? "nothing has happened yet" : "nobody is left");
      return { estimate: survival, lower: null, upper: null, ...shape, reason };
    }
    const [lower, upper] = limitsOf(method, survival, z * error);
    return { estimate: survival, lower: Math.max(0, lower), upper: Math.min(1, upper), ...shape };
  };
  return { confidence, method, intervalOf };
}

function limitsOf(method: SurvivalMethod, survival: number, reach: number): [lower: number, upper: number] {
  if (method === "plain") return [survival - reach, survival + reach];
  const relative = reach / survival;
  if (method === "log") return [survival * Math.exp(-relative), survival * Math.exp(relative)];
  const log = Math.log(survival);
  const factor = Math.exp(relative / -log);
  return [Math.exp(log * factor), Math.exp(log / factor)];
}

/** The survival curve, if it is one. */
export function requireCurve(curve: Pick<SurvivalCurve, "steps">): Pick<SurvivalCurve, "steps"> {
  if (Array.isArray(curve?.steps)) return curve;
  throw refusal("curve must be what kaplanMeier gives", curve);
}

/** How many steps there are up to and including a time. */
export function stepsUntil(steps: readonly Pick<SurvivalStep, "time">[], time: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (steps[middle]!.time > time) high = middle;
    else low = middle + 1;
  }
  return low;
}
