import { addToClass, emptyClasses, makeWeighted, mergeClasses } from "../stats/class-tally.ts";
import type { Weighted } from "../stats/classes.ts";
import { type DurationsTally, durationsMetric } from "../stats/durations-metric.ts";
import type { DurationsResult } from "../stats/durations-result.ts";
import { readShare, type ShareResult } from "../stats/share.ts";
import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import type { JourneyEvent } from "./event.ts";
import type { FunnelDefinition, FunnelOptions } from "./funnel-options.ts";
import { planOf } from "./funnel-plan.ts";
import { type FunnelEntry, reachOf } from "./funnel-reach.ts";
import {
  addNext,
  among,
  cellCount,
  cellOf,
  type FunnelCell,
  type FunnelTally,
  MATURE,
  PENDING,
  YOUNG,
} from "./funnel-tally.ts";
import type { Journey } from "./journey.ts";

/**
 * A share of the attempts at a funnel whose time has passed; `shareInterval` and `compareShares` take it as it is.
 *
 * @category Funnel
 */
export type FunnelShare = Pick<ShareResult, "rate" | "numerator" | "denominator"> & Weighted;

/**
 * What happened next in the journeys that were dropped at a step.
 *
 * @category Funnel
 */
export interface FunnelNext {
  /** The activity that came next; `null` where nothing did. */
  readonly activity: string | null;
  /** After how many drops. */
  readonly count: number;
}

/**
 * A step of a funnel. Of an unordered funnel, any so many steps.
 *
 * @category Funnel
 */
export interface FunnelStepResult {
  /** What the step is called; of an unordered funnel, `"any 2"`. */
  readonly step: string;
  /** Attempts that reached it, whether their time has passed or not. */
  readonly reached: number;
  /** Attempts that came no farther and may no more; of the last step 0. */
  readonly dropped: number;
  /** Attempts that have come no farther but still may. */
  readonly pending: number;
  /** Of the attempts whose time has passed, those that reached this step. */
  readonly fromFirst: FunnelShare;
  /** Of those that reached the step before, those that reached this one; of the first step the same as `fromFirst`. */
  readonly fromPrevious: FunnelShare;
  /** Milliseconds from the entry to this step, of all attempts that reached it; `null` of the first step. */
  readonly sinceFirst: DurationsResult | null;
  /** Milliseconds from the step before to this one, of all attempts that did both; `null` of the first step. */
  readonly sincePrevious: DurationsResult | null;
  /** What happened next after the attempts that were dropped here, most often first, then by activity, nothing last. */
  readonly nextAfterDrop: readonly FunnelNext[];
}

/**
 * What became of the attempts at a funnel.
 *
 * @category Funnel
 */
export interface FunnelResult extends FunnelShare {
  /** Conversion, 0 to 1: of the attempts whose time has passed, those with the last step; `null` where none has passed. */
  readonly rate: number | null;
  /** Attempts with the last step among those whose time has passed. */
  readonly numerator: number;
  /** Attempts whose time has passed. */
  readonly denominator: number;
  /** Journeys counted. */
  readonly count: number;
  /** Attempts: converted, pending and dropped ones. As many as journeys that entered, but with `reentry: "all"`. */
  readonly entered: number;
  /** Attempts with the last step, whether their time has passed or not. */
  readonly converted: number;
  /** Attempts that may still convert. */
  readonly pending: number;
  /** Attempts that have not converted and may no more. */
  readonly dropped: number;
  /** Journeys without an attempt. */
  readonly notEntered: number;
  /** The steps, first to last. */
  readonly steps: readonly FunnelStepResult[];
  /** Journeys that an exclusion disqualified, and journeys of weight 0. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: FunnelDefinition;
}

/**
 * Funnel: how many journeys go through given steps in time, and where the others stop.
 *
 * The rate is that of mature attempts: those whose whole window has passed at the journey's `asOf`, whatever became of them.
 * An attempt that may still convert is `pending` and counts in no rate, neither does one that converted before its time has
 * passed; counting the quick ones already and the slow ones not yet would make the rate too high.
 *
 * A journey counts once, by the attempt that comes farthest (`reentry: "best"`); of several that convert, the one that does so
 * first, begun as late as can be. One event is one step at most.
 *
 * @param journeys - Journeys, their events in order.
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
  return measure(funnelMetric<Event>(options), journeys, { weight });
}

/**
 * A funnel as a metric of journeys, for streams, groups and parts; see `funnel`.
 *
 * @param options - The `steps` and rules.
 * @returns The metric. Tallies of parts merge into the tally of the whole; funnels of other steps or rules are refused.
 * @throws TypeError or RangeError if an option is none.
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
  const plan = planOf(options);
  const { steps, definition } = plan;
  const isOpen = definition.entry === "open";
  const of = JSON.stringify(definition);
  const durations = durationsMetric({ unit: "milliseconds" });
  const perStep = <Made>(make: (step: number) => Made, from = 0) =>
    Array.from({ length: steps - from }, (_, index) => make(index + from));
  const add = (tally: FunnelTally, journey: Journey<Event>, weight?: number, index?: number): FunnelTally => {
    requireSame(tally, of);
    if (weight !== undefined) makeWeighted(tally, weight, index);
    const { status, entries } = reachOf(plan, journey, index);
    if (weight === 0 || status === "disqualified") {
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
      const share = (all: (cell: FunnelCell) => boolean, those: (cell: FunnelCell) => boolean): FunnelShare => {
        return readShare(among(tally, steps, (cell) => cell.kind === MATURE && all(cell), those));
      };
      // Of a weighted sample, the times of a step that nobody with a weight has reached are those of one too.
      const ofWeights = { ...durations.add(durations.empty(), null, 1), missing: 0 };
      const times = (counted: DurationsTally) =>
        durations.read(tally.weights ? durations.merge(counted, ofWeights) : counted);
      const people = (those: (cell: FunnelCell) => boolean) => among(tally, steps, those, those).counts[1]!;
      const any = () => true;
      const step = (place: number): FunnelStepResult => {
        const number = place + 1;
        const has = ({ from, reached }: FunnelCell) => from <= number && number <= reached;
        const had = ({ from, reached }: FunnelCell) => place === 0 || (from <= place && place <= reached);
        const stopped = people(({ reached }) => reached === number);
        const pending = people(({ reached, kind }) => reached === number && kind === PENDING);
        const activities = tally.next[place]!.map(([activity, count]): FunnelNext => ({ activity, count }));
        const nothing = tally.nothing[place]!;
        return {
          step: definition.order === "unordered" ? `any ${number}` : definition.steps[place]!.name,
          reached: people(has),
          dropped: number === steps ? 0 : stopped - pending,
          pending,
          fromFirst: share(any, has),
          fromPrevious: share(had, has),
          sinceFirst: place === 0 ? null : times(tally.sinceFirst[place - 1]!),
          sincePrevious: place === 0 ? null : times(tally.sincePrevious[place - 1]!),
          nextAfterDrop: [
            // The activities stand in their order, which equal counts keep.
            ...activities.sort((a, b) => b.count - a.count),
            ...(nothing > 0 ? [{ activity: null, count: nothing }] : []),
          ],
        };
      };
      const entered = people(any);
      const converted = people(({ reached }) => reached === steps);
      const pending = people(({ kind }) => kind === PENDING);
      return {
        ...share(any, ({ reached }) => reached === steps),
        count: tally.journeys,
        entered,
        converted,
        pending,
        dropped: entered - converted - pending,
        notEntered: tally.counts[0]!,
        steps: perStep(step),
        excluded: tally.excluded,
        definition,
      };
    },
  };
}
