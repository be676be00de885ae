import { requireGivenFunctions } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { requireWeight } from "../tally/weight.ts";
import { crossing } from "./crossing.ts";
import { productLimit } from "./product-limit.ts";
import type { SurvivalStep } from "./survival-steps.ts";
import { requireTime } from "./timeline.ts";

/**
 * How long a case was seen, and whether the event happened then.
 *
 * @category Survival
 */
export interface SurvivalTime {
  /** Until the event, or, where it has not happened, until the case was last seen; 0 or more, in any unit. */
  readonly time: number;
  /** Whether the event happened then: `true` or 1, or, of a case still open, `false` or 0. */
  readonly event: boolean | 0 | 1;
}

/**
 * How time, event and weight are read from a row.
 *
 * @category Survival
 */
export interface SurvivalReading<Row> {
  /** Until the event, or, where it has not happened, until the row was last seen; 0 or more, in any unit. */
  readonly time: (row: Row, index: number) => number;
  /** Whether the event happened then: `true` or 1, or, of a row still open, `false` or 0. */
  readonly event: (row: Row, index: number) => boolean | 0 | 1;
  /** The weight of a row, 0 or more; where it is not given, every row weighs 1. */
  readonly weight?: ((row: Row, index: number) => number) | undefined;
}

/**
 * A survival curve: for how large a share the event has not happened yet, by time.
 *
 * @category Survival
 */
export interface SurvivalCurve {
  /** The first time at which the event has happened to half; `null` where it has not, or nobody was seen. */
  readonly median: number | null;
  /** People counted. */
  readonly count: number;
  /** People to whom the event happened. */
  readonly events: number;
  /** People last seen without the event. */
  readonly censored: number;
  /** People of weight 0. */
  readonly excluded: number;
  /** The curve, at every time at which somebody was last seen, ascending; before the first step it is 1. */
  readonly steps: readonly SurvivalStep[];
  /** Where the sample is weighted, the sum of the weights. */
  readonly weight?: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "survival";
  };
}

/**
 * Survival curve by Kaplan and Meier: for how large a share of cases the event has not happened yet, by time, where
 * some cases are still open. Those that are open count for as long as they were seen; to leave them out, or to take
 * their time so far for the whole, makes the times too short.
 *
 * At one time, events come before those last seen without one. Times are the same where the numbers are.
 *
 * @param observations - `{ time, event }` of each case, in any order; or rows, with `time` and `event`.
 * @param options - `time`, of a row, 0 or more, in any unit; `event`, whether it happened then; `weight`, 0 or more.
 * @returns Median and steps with their standard errors; of nobody, no steps and `median: null`.
 * @throws TypeError or RangeError if a time is negative or none, an event neither true nor false, or a weight none, with
 *   its index.
 *
 * @example
 * ```ts
 * const tickets = [{ hours: 2, closed: true }, { hours: 3, closed: false }, { hours: 5, closed: true }]
 * const open = kaplanMeier(tickets, { time: (row) => row.hours, event: (row) => row.closed })
 * open // => { median: 5, count: 3, events: 2, censored: 1, … }
 * open.steps[0] // ~> { time: 2, atRisk: 3, events: 1, censored: 0, survival: 0.667, standardError: 0.272 }
 * kaplanMeier([]).median // => null
 * kaplanMeier([{ time: -1, event: true }]) // throws RangeError "time must be a number from 0 to 1e140"
 * ```
 *
 * @see Kaplan & Meier (1958), Nonparametric Estimation from Incomplete Observations, Journal of the American Statistical
 * Association 53; for weighted samples the infinitesimal jackknife, Therneau & Grambsch (2000), Modeling Survival Data.
 * @category Survival
 */
export function kaplanMeier(
  observations: Iterable<SurvivalTime>,
  options?: Pick<SurvivalReading<SurvivalTime>, "weight">,
): SurvivalCurve;
export function kaplanMeier<Row>(rows: Iterable<Row>, options: SurvivalReading<Row>): SurvivalCurve;
export function kaplanMeier<Row>(rows: Iterable<Row>, options: Partial<SurvivalReading<Row>> = {}): SurvivalCurve {
  requireIterable(rows);
  const { weight } = options ?? {};
  requireGivenFunctions({ time: options?.time, event: options?.event, weight });
  const time = options?.time ?? ((row: Row) => (row as SurvivalTime | null)?.time);
  const event = options?.event ?? ((row: Row) => (row as SurvivalTime | null)?.event);
  const times: number[] = [];
  const happened: boolean[] = [];
  const weights: number[] = [];
  let index = 0;
  let excluded = 0;
  for (const row of rows) {
    const at = requireTime(time(row, index), index);
    const is = requireEvent(event(row, index), index);
    const heavy = weight ? requireWeight(weight(row, index), index) : 1;
    index++;
    if (heavy === 0) excluded++;
    else {
      times.push(at);
      happened.push(is);
      weights.push(heavy);
    }
  }
  return survivalCurve(productLimit(times, happened, weight && weights), weight !== undefined, excluded);
}

/** The curve of steps. */
export function survivalCurve(steps: readonly SurvivalStep[], isWeighted: boolean, excluded: number): SurvivalCurve {
  const events = steps.reduce((sum, step) => sum + step.events, 0);
  const count = steps[0]?.atRisk ?? 0;
  return {
    median: crossing(steps, ({ survival }) => survival, 0.5),
    count,
    events,
    censored: count - events,
    excluded,
    steps,
    ...(isWeighted && { weight: steps[0]?.weights?.atRisk ?? 0 }),
    definition: { metric: "survival" },
  };
}

function requireEvent(event: unknown, index: number): boolean {
  if (event === true || event === 1) return true;
  if (event === false || event === 0) return false;
  throw refusal("event must be true or false, or 1 or 0", event, index);
}
