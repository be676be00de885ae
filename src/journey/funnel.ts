import { addToClass, emptyClasses, makeWeighted, mergeClasses } from "../stats/class-tally.ts";
import { durationsMetric } from "../stats/durations-metric.ts";
import { addOneByOne } from "../tally/add-each.ts";
import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { requireWeight } from "../tally/weight.ts";
import type { JourneyEvent } from "./event.ts";
import type { FunnelDefinition, FunnelOptions, FunnelRules } from "./funnel-options.ts";
import { type FunnelPlan, planOf } from "./funnel-plan.ts";
import { type FunnelEntry, reachOf } from "./funnel-reach.ts";
import { columnReader, type EventReader } from "./funnel-reader.ts";
import { type FunnelResult, readFunnel } from "./funnel-result.ts";
import { addNext, cellCount, cellOf, type FunnelTally, MATURE, PENDING, YOUNG } from "./funnel-tally.ts";
import type { Journey } from "./journey.ts";
import { columnsOf } from "./journey-columns.ts";
import { requireRule } from "./rule-name.ts";
import { requireLeftTruncated } from "./whole-journeys.ts";

/**
 * Funnel: how many journeys go through given steps in time, and where the others stop.
 *
 * The rate is that of mature attempts: those whose whole window has passed at the journey's `asOf`, whatever became of them.
 * An attempt that may still convert is `pending` and counts in no rate, neither does one that converted before its time has
 * passed; counting the quick ones already and the slow ones not yet would make the rate too high.
 *
 * A journey counts once, by the attempt that comes farthest (`reentry: "best"`); of several that convert, the one that does so
 * first, begun as late as can be. One event is one step at most. Of a journey whose beginning was not seen neither the best nor
 * the first attempt is known, nor whether it entered at all: it is excluded.
 *
 * @param journeys - Journeys, their events in order: a list, or what `buildJourneys` gives, which is faster.
 * @param options - The `steps` and rules; `weight`, a journey's weight, 0 or more.
 * @returns Conversion and what became of the attempts, step by step; `rate: null` where no attempt is mature. Durations are in
 *   milliseconds, their quantiles those of `durationsMetric`.
 * @throws TypeError or RangeError if an option is none; if the events of a journey are not in order, or later than its `asOf`.
 *
 * @example
 * ```ts
 * const day = 86_400_000
 * const journey = (customer: string, days: number[]) => {
 *   const events = days.map((at, i) => ({ activity: ["cart", "pay"][i]!, at: at * day }))
 *   return { customer, case: customer, index: 0, status: "open", start: 0, end: 0, asOf: 100 * day, leftTruncated: false, events } as const
 * }
 * const result = funnel([journey("x", [0, 5]), journey("y", [0]), journey("z", [90])], { steps: ["cart", "pay"], window: { within: 31 * day } })
 * result // => { rate: 0.5, numerator: 1, denominator: 2, count: 3, entered: 3, converted: 1, pending: 1, dropped: 1, … }
 * result.steps[1]!.fromPrevious.rate // => 0.5
 * shareInterval(result) // ~> { estimate: 0.5, lower: 0.09, upper: 0.91, … }
 * funnel([], { steps: ["cart", "pay"] }).rate // => null
 * ```
 *
 * @category Funnel
 */
export function funnel<Event extends JourneyEvent>(
  journeys: Iterable<Journey<Event>>,
  options: FunnelOptions<NoInfer<Event>> & Weighing<Journey<NoInfer<Event>>>,
): FunnelResult {
  const { weight } = options ?? {};
  const { plan, definition } = definedFunnel<Event>(options);
  return measure(countFunnel<Event>(plan, definition), journeys, { weight });
}

/**
 * A funnel as a metric of journeys, for streams, groups and parts; see `funnel`.
 *
 * Two functions cannot be told from each other, names can: a step that a function tells needs a name, `{ name, when }`, and
 * functions of other kinds need `rule`, the name of what they decide.
 *
 * @param options - The `steps` and rules; `rule`, what the functions among them decide.
 * @returns The metric. Tallies of parts merge into the tally of the whole; funnels of other steps or rules are refused.
 * @throws TypeError or RangeError if an option is none, or a function decides that has no name.
 *
 * @example
 * ```ts
 * const events = [{ activity: "cart", at: 0 }, { activity: "pay", at: 60_000 }]
 * const journey = { customer: "ann", case: "ann", index: 0, status: "completed", start: 0, end: 60_000, asOf: 60_000, leftTruncated: false, events } as const
 * const metric = funnelMetric({ steps: ["cart", "pay"] })
 * const [monday, tuesday] = [tally(metric, [journey]), tally(metric, [journey, journey])]
 * metric.read(metric.merge(monday, tuesday)) // => { rate: 1, count: 3, … }
 * ```
 *
 * @category Funnel
 */
export function funnelMetric<Event extends JourneyEvent = JourneyEvent>(
  options: FunnelOptions<Event>,
): Metric<Journey<Event>, FunnelTally, FunnelResult> {
  const { definition, plan } = definedFunnel(options);
  if (definition.rule === null && hasNamelessFunction(options)) {
    throw refusal("rule must name what the functions of the funnel decide", options.rule);
  }
  return countFunnel<Event>(plan, definition);
}

/** The rules of a funnel, checked. */
export function definedFunnel<Event extends JourneyEvent>(
  options: FunnelOptions<Event>,
): { readonly plan: FunnelPlan; readonly definition: FunnelDefinition } {
  const plan = planOf(options);
  const { rule = null } = options;
  requireRule(rule);
  return { plan, definition: { ...plan.definition, leftTruncated: requireLeftTruncated(options.leftTruncated), rule } };
}

/** Whether a function decides that no name tells from another. */
function hasNamelessFunction<Event extends JourneyEvent>(options: FunnelOptions<Event>): boolean {
  const { steps, exclusions = [], holdConstant }: FunnelRules<Event> = options;
  const isFunction = (test: unknown) => typeof test === "function";
  return isFunction(holdConstant) || steps.some(isFunction) || exclusions.some(({ when }) => isFunction(when));
}

/** A funnel as a metric, whose tallies are not for merging with those of others. */
export function countFunnel<Event extends JourneyEvent>(
  plan: FunnelPlan,
  definition: FunnelDefinition,
): Metric<Journey<Event>, FunnelTally, FunnelResult> {
  const { steps } = plan;
  const isOpen = definition.entry === "open";
  const excludesCut = definition.leftTruncated === "exclude";
  const of = JSON.stringify(definition);
  const durations = durationsMetric({ unit: "milliseconds" });
  const perStep = <Made>(make: (step: number) => Made, from = 0) =>
    Array.from({ length: steps - from }, (_, index) => make(index + from));
  const count = (
    tally: FunnelTally,
    journey: Journey<Event>,
    weight: number | undefined,
    index: number | undefined,
    reader?: EventReader,
  ): FunnelTally => {
    requireSame(tally, of);
    if (weight !== undefined) makeWeighted(tally, weight, index);
    const { status, entries } = reachOf(plan, journey, index, reader);
    if (weight === 0 || status === "disqualified" || (excludesCut && journey.leftTruncated)) {
      tally.excluded++;
      return tally;
    }
    tally.journeys++;
    if (entries.length === 0) addToClass(tally, 0, weight, index);
    for (const entry of entries) addEntry(tally, entry, weight, index);
    return tally;
  };
  const addEntry = (tally: FunnelTally, entry: FunnelEntry, weight?: number, index?: number): void => {
    const { status, from, reached, mature, times, next } = entry;
    const kind = status === "pending" ? PENDING : mature ? MATURE : YOUNG;
    addToClass(tally, cellOf({ from, reached, kind }, steps), weight, index);
    for (let step = from; step < reached; step++) {
      const [first, previous, now] = [times[0]!, times[step - from]!, times[step - from + 1]!];
      // Within the grace a step may come before the one in front of it.
      durations.add(tally.sinceFirst[step - 1]!, Math.max(0, now - first), weight, index);
      durations.add(tally.sincePrevious[step - 1]!, Math.max(0, now - previous), weight, index);
    }
    if (status !== "dropped") return;
    if (next === null) tally.nothing[reached - 1]!++;
    else addNext(tally.next[reached - 1]!, next, 1);
  };
  const add = (tally: FunnelTally, journey: Journey<Event>, weight?: number, index?: number) =>
    count(tally, journey, weight, index);
  return {
    empty: () => ({
      ...emptyClasses(of, cellCount(steps, isOpen)),
      journeys: 0,
      sinceFirst: perStep(durations.empty, 1),
      sincePrevious: perStep(durations.empty, 1),
      next: perStep(() => []),
      nothing: perStep(() => 0),
    }),
    add,
    addAll: (tally, items, { value, weight }) => {
      const columns = value === undefined ? columnsOf(items) : undefined;
      const reader = columns && columnReader(plan, columns);
      if (reader === undefined) return addOneByOne(add, tally, items, { value, weight });
      let index = 0;
      for (const item of items) {
        const journey = item as unknown as Journey<Event>;
        count(tally, journey, weight && requireWeight(weight(item, index), index), index, reader);
        index++;
      }
      return tally;
    },
    merge: (left, right) => ({
      ...mergeClasses(left, right, of),
      journeys: left.journeys + right.journeys,
      sinceFirst: left.sinceFirst.map((one, step) => durations.merge(one, right.sinceFirst[step]!)),
      sincePrevious: left.sincePrevious.map((one, step) => durations.merge(one, right.sincePrevious[step]!)),
      next: left.next.map((pairs, step) => {
        const merged = pairs.map(([activity, count]): [string, number] => [activity, count]);
        for (const [activity, count] of right.next[step]!) addNext(merged, activity, count);
        return merged;
      }),
      nothing: left.nothing.map((count, step) => count + right.nothing[step]!),
    }),
    read: (tally) => {
      requireSame(tally, of);
      return readFunnel(tally, definition);
    },
  };
}
