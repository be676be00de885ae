import { requireIterable } from "../tally/iterable.ts";
import type { JourneyEvent } from "./event.ts";
import type { FunnelOptions } from "./funnel-options.ts";
import { planOf } from "./funnel-plan.ts";
import { reachOf } from "./funnel-reach.ts";
import type { Journey } from "./journey.ts";
import { requireLeftTruncated } from "./whole-journeys.ts";

/**
 * How long an attempt at a funnel was followed, and what ended it: what `kaplanMeier` and `aalenJohansen` take.
 *
 * @category Funnel
 */
export interface FunnelTime {
  /** Milliseconds from the entry to the conversion, or as long as the attempt was followed. */
  readonly time: number;
  /** Whether it converted. */
  readonly event: boolean;
  /**
   * What ended it: `"converted"`; `"completed"` or `"abandoned"`, the journey was over first; `null`, nothing until the end
   * of its window or of what was seen.
   */
  readonly cause: "converted" | "completed" | "abandoned" | null;
}

/**
 * The time of every attempt at a funnel from its entry to its conversion, or, where it has not converted, for as long as it
 * was followed: until the end of its window, of the journey, or of what was seen.
 *
 * All attempts count, also those whose time has not passed. For `kaplanMeier`, take `reentry: "first"` or `"all"`: of the best
 * attempts those that came early are picked. Journeys that are over can convert no more; where they are many, they are
 * a way out of their own, for `aalenJohansen`.
 *
 * @param journeys - Journeys, their events in order.
 * @param options - The rules of the funnel; see `funnel`.
 * @returns One row an attempt, in the order of the journeys; of no attempts, none. Journeys whose beginning was not seen are left
 *   out, but with `leftTruncated: "include"`.
 * @throws TypeError or RangeError if an option is none; if the events of a journey are not in order, or later than its `asOf`.
 *
 * @example
 * ```ts
 * const journey = (days: number[], asOf: number) => {
 *   const events = days.map((at, i) => ({ activity: ["cart", "pay"][i]!, at }))
 *   return { customer: "", case: "", index: 0, status: "open", start: 0, end: 0, asOf, leftTruncated: false, events } as const
 * }
 * const times = funnelTimes([journey([0, 5], 100), journey([0], 100), journey([90], 100)], { steps: ["cart", "pay"], reentry: "first" })
 * times[2] // => { time: 10, event: false, cause: null }
 * survivalAt(kaplanMeier(times), 31).survival // ~> 0.6667
 * ```
 *
 * @category Funnel
 */
export function funnelTimes<Event extends JourneyEvent>(
  journeys: Iterable<Journey<Event>>,
  options: FunnelOptions<NoInfer<Event>>,
): FunnelTime[] {
  requireIterable(journeys, "journeys");
  const plan = planOf(options);
  const excludesCut = requireLeftTruncated(options.leftTruncated) === "exclude";
  const rows: FunnelTime[] = [];
  let index = 0;
  for (const journey of journeys) {
    const { entries } = reachOf(plan, journey, index);
    index++;
    if (excludesCut && journey.leftTruncated) continue;
    for (const { status, times, until } of entries) {
      const event = status === "converted";
      const ended = journey.status === "open" || until < journey.end ? null : journey.status;
      rows.push({ time: Math.max(0, until - times[0]!), event, cause: event ? "converted" : ended });
    }
  }
  return rows;
}
