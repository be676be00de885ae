import { requireChoice } from "../tally/choice.ts";
import { requireFunction, requireGivenFunctions } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import type { Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { sameKey } from "../tally/same-key.ts";
import { requireWeight } from "../tally/weight.ts";
import type { JourneyEvent } from "./event.ts";
import { countFunnel, definedFunnel } from "./funnel.ts";
import type { FunnelOptions } from "./funnel-options.ts";
import { reachOf } from "./funnel-reach.ts";
import type { FunnelResult } from "./funnel-result.ts";
import type { FunnelTally } from "./funnel-tally.ts";
import type { Journey } from "./journey.ts";

/**
 * How a funnel is broken down.
 *
 * @typeParam Event - What the events are.
 * @typeParam Key - What tells the groups apart.
 * @category Funnel
 */
export interface FunnelBreakdown<Event extends JourneyEvent, Key> {
  /** The group of an event, by value where it is an array or a `Date`, else as a `Map` compares its keys. */
  readonly by: (event: Event) => Key;
  /**
   * Which event of an attempt tells its group: the `"first"` step's, the `"last"` one's that it reached, or a given `"step"`'s;
   * or `"all"`: the events of each group are a funnel of their own, so that a journey counts in every group it has. Default
   * `"first"`.
   */
  readonly attribute?: "first" | "last" | "step" | "all" | undefined;
  /** Which step, from 1, with `attribute: "step"`. Attempts that have not reached it are in the group `undefined`. */
  readonly step?: number | undefined;
}

/**
 * A funnel for each group of journeys, where the group is told by an event: the channel of the first step, the product of
 * the last. By what is the same for a whole journey, take `measureBy` with `funnelMetric`.
 *
 * A journey that has not entered is in the group of its first event (`"last"`: of its last one); with `"step"`, in
 * `undefined`. With `reentry: "all"`, the best attempt of a journey tells the group of all.
 *
 * @param journeys - Journeys, their events in order.
 * @param options - The rules of the funnel; see `funnel`. `weight`, a journey's weight, 0 or more.
 * @param breakdown - `by`, the group of an event; `attribute` and `step`, which event tells it.
 * @returns The funnel of each group, in the order in which they were met; of no journeys, an empty `Map`.
 * @throws TypeError or RangeError if an option is none; if the events of a journey are not in order, or later than its `asOf`.
 *
 * @example
 * ```ts
 * const journey = (...channels: string[]) => {
 *   const events = channels.map((channel, at) => ({ activity: ["cart", "pay"][at]!, at, channel }))
 *   return { customer: "", case: "", index: 0, status: "completed", start: 0, end: 1, asOf: 1, leftTruncated: false, events } as const
 * }
 * const journeys = [journey("app", "web"), journey("app"), journey("web", "web")]
 * const byChannel = funnelBy(journeys, { steps: ["cart", "pay"] }, { by: (event) => event.channel })
 * byChannel.get("app")?.rate // => 0.5
 * byChannel.get("web")?.rate // => 1
 * const byLast = funnelBy(journeys, { steps: ["cart", "pay"] }, { by: (event) => event.channel, attribute: "last" })
 * byLast.get("app")?.rate // => 0
 * ```
 *
 * @category Funnel
 */
export function funnelBy<Event extends JourneyEvent, Key>(
  journeys: Iterable<Journey<Event>>,
  options: FunnelOptions<NoInfer<Event>> & Weighing<Journey<NoInfer<Event>>>,
  breakdown: FunnelBreakdown<NoInfer<Event>, Key>,
): Map<Key | undefined, FunnelResult> {
  requireIterable(journeys, "journeys");
  const { plan, definition } = definedFunnel<Event>(options);
  const metric = countFunnel<Event>(plan, definition);
  const { weight } = options;
  const { by, step = 1 } = breakdown ?? {};
  const attribute = requireChoice("attribute", breakdown?.attribute ?? "first", ["first", "last", "step", "all"]);
  requireFunction("by", by);
  const same = sameKey();
  const groupOf = (event: Event) => same(by(event)) as Key;
  requireGivenFunctions({ weight });
  if (!Number.isInteger(step) || step < 1 || step > plan.steps) {
    throw refusal(`step must be a whole number from 1 to ${plan.steps}`, step);
  }
  const tallies = new Map<Key | undefined, FunnelTally>();
  let index = 0;
  for (const journey of journeys) {
    const given = weight && requireWeight(weight(journey, index), index);
    const add = (key: Key | undefined, counted: Journey<Event>) => {
      tallies.set(key, metric.add(tallies.get(key) ?? metric.empty(), counted, given, index));
    };
    const { reached, entries } = reachOf(plan, journey, index);
    const { events } = journey;
    if (attribute === "all") {
      const groups = new Map<Key, Event[]>();
      for (const event of events) {
        const key = groupOf(event);
        const group = groups.get(key);
        if (group) group.push(event);
        else groups.set(key, [event]);
      }
      for (const [key, group] of groups) add(key, { ...journey, events: group });
    } else {
      const entry = entries.find((one) => one.reached === reached);
      const steps = entry?.events ?? (attribute === "step" ? [] : [0, events.length - 1]);
      const place =
        attribute === "first" ? steps[0] : attribute === "last" ? steps.at(-1) : steps[step - (entry?.from ?? 1)];
      const event = place === undefined ? undefined : events[place];
      add(event && groupOf(event), journey);
    }
    index++;
  }
  return new Map([...tallies].map(([key, tally]) => [key, metric.read(tally)]));
}
