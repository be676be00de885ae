import { refusal } from "../tally/refusal.ts";
import { sameKey } from "../tally/same-key.ts";
import type { JourneyEvent } from "./event.ts";
import { followChain } from "./funnel-chain.ts";
import { followWithGrace } from "./funnel-grace.ts";
import { emptyLine, type FunnelAttempt, type FunnelLine } from "./funnel-line.ts";
import type { FunnelOptions } from "./funnel-options.ts";
import { type FunnelPlan, planOf } from "./funnel-plan.ts";
import { type EventReader, readRows } from "./funnel-reader.ts";
import { followUnordered } from "./funnel-unordered.ts";
import type { Journey } from "./journey.ts";
import { eventsOf } from "./journey-states.ts";

/**
 * How an attempt at a funnel ended: `converted`, with the last step; `pending`, it may still go on; `dropped`, it may not.
 *
 * @category Funnel
 */
export type FunnelStatus = "converted" | "pending" | "dropped";

/**
 * An attempt at a funnel.
 *
 * @category Funnel
 */
export interface FunnelEntry {
  /** How it ended. */
  readonly status: FunnelStatus;
  /** The step with which it began, from 1: 1, but of an open funnel. */
  readonly from: number;
  /** The farthest step it reached, from 1. */
  readonly reached: number;
  /**
   * Whether all its time has passed, so that it counts in the rates: of a funnel with a window, whether the whole window
   * has, whatever became of it; without a window, whether the journey is over.
   */
  readonly mature: boolean;
  /** When each step was done, from `from` to `reached`, in milliseconds since 1970-01-01T00:00Z. */
  readonly times: readonly number[];
  /** The event of each step, by its place in the journey. */
  readonly events: readonly number[];
  /** Until when it was followed, in the same milliseconds: to its conversion, or to the end of its window or of the journey. */
  readonly until: number;
  /** What happened next in the journey after an attempt that was dropped; `null` of nothing, or where it was not dropped. */
  readonly next: string | null;
}

/**
 * How far a journey came in a funnel.
 *
 * @category Funnel
 */
export interface FunnelReach {
  /** What became of it: of its best attempt, where several count; `disqualified`, an exclusion took it out. */
  readonly status: FunnelStatus | "not-entered" | "disqualified";
  /** The farthest step it reached, from 1; 0 of none. */
  readonly reached: number;
  /** Its attempts: one at most, but with `reentry: "all"`; none where it has not entered or is disqualified. */
  readonly entries: readonly FunnelEntry[];
}

/**
 * How far one journey came in a funnel: what `funnel` counts, for engines that group events by case themselves and for
 * a look at a single case. A journey whose beginning was not seen is told as far as it was seen.
 *
 * @param journey - A journey, its events in order.
 * @param options - The rules of the funnel; see `funnel`. They are checked at every call: for many journeys take `funnelMetric`.
 * @returns The farthest step and the attempts, in the order of time.
 * @throws TypeError or RangeError if an option is none, events are not in order, or one is later than the journey's `asOf`.
 *
 * @example
 * ```ts
 * const events = [{ activity: "cart", at: 0 }, { activity: "help", at: 60_000 }]
 * const journey = { customer: "ann", case: "ann", index: 0, status: "open", start: 0, end: 60_000, asOf: 3_600_000, leftTruncated: false, events } as const
 * const reach = funnelReach(journey, { steps: ["cart", "pay"], window: { within: 3_600_000 } })
 * reach // => { status: "dropped", reached: 1, … }
 * reach.entries[0] // => { mature: true, times: [0], next: "help", … }
 * funnelReach(journey, { steps: ["cart", "pay"], window: { within: 3_600_001 } }).status // => "pending"
 * ```
 *
 * @category Funnel
 */
export function funnelReach<Event extends JourneyEvent>(
  journey: Journey<Event>,
  options: FunnelOptions<NoInfer<Event>>,
): FunnelReach {
  return reachOf(planOf(options), journey);
}

/** How far a journey came in a funnel whose options have been checked. */
export function reachOf(plan: FunnelPlan, journey: Journey, index?: number, reader?: EventReader): FunnelReach {
  const found: { attempt: FunnelAttempt; line: FunnelLine }[] = [];
  for (const line of linesOf(plan, journey, index, reader)) {
    const attempts = attemptsOf(plan, line);
    if (attempts.some(({ isDisqualified }) => isDisqualified)) {
      return { status: "disqualified", reached: 0, entries: [] };
    }
    for (const attempt of attempts) found.push({ attempt, line });
  }
  if (found.length === 0) return { status: "not-entered", reached: 0, entries: [] };
  const { reentry } = plan.definition;
  let entries = found.map(({ attempt, line }) => entryOf(plan, journey, attempt, line, index, reader));
  if (entries.length > 1) {
    entries.sort((a, b) => a.times[0]! - b.times[0]! || a.events[0]! - b.events[0]!);
    if (reentry === "first") entries = [entries[0]!];
    if (reentry === "best") entries = [bestOf(entries)];
  }
  const { status, reached } = entries.length > 1 ? bestOf(entries) : entries[0]!;
  return { status, reached, entries };
}

/** The entry that stands for the journey: what converted first, else what came farthest; pending where any is. */
function bestOf(entries: readonly FunnelEntry[]): FunnelEntry {
  const best = entries.reduce((one, other) => {
    if (one.status === "converted" && other.status === "converted") return other.until < one.until ? other : one;
    return other.reached > one.reached ? other : one;
  });
  if (best.status === "converted") return best;
  const pending = entries.some(({ status }) => status === "pending");
  const mature = entries.every((entry) => entry.mature);
  return { ...best, status: pending ? "pending" : "dropped", mature, next: pending ? null : best.next };
}

/** The events that a funnel looks at, and where something is held constant, those of each value by themselves. */
function linesOf(
  plan: FunnelPlan,
  journey: Journey,
  index: number | undefined,
  reader: EventReader | undefined,
): readonly FunnelLine[] {
  const { holdConstant } = plan;
  const events = eventsOf(journey, index);
  const { asOf } = journey;
  if (!Number.isSafeInteger(asOf)) throw refusal("asOf must be whole milliseconds since 1970", asOf, index);
  const isStrict = plan.definition.order === "strict";
  const lines = new Map<unknown, FunnelLine>();
  const same = holdConstant && sameKey();
  // One for all journeys: it is read before the next one is, unless a test or rule asks the same funnel about another.
  let line = plan.spare ?? emptyLine();
  plan.spare = undefined;
  line.length = 0;
  let latest = -Infinity;
  const all: readonly JourneyEvent[] = events;
  const { at: times, bits: bitsOfAll } = reader ? reader.read(index!, all.length) : readRows(plan, all);
  for (let place = 0; place < all.length; place++) {
    const at = times[place]!;
    if (!(at >= latest)) throw refusal("the events of a journey must be in the order of their times", at, index);
    latest = at;
    const bits = bitsOfAll[place]!;
    if (bits === 0 && !isStrict) continue;
    if (holdConstant) {
      const value = same!(holdConstant(all[place]!));
      line = lines.get(value) ?? emptyLine();
      lines.set(value, line);
    }
    const next = line.length++;
    line.at[next] = at;
    line.bits[next] = bits;
    line.places[next] = place;
  }
  if (latest > asOf) throw refusal(`the events of a journey must be no later than its asOf, ${asOf}`, latest, index);
  if (holdConstant) return [...lines.values()];
  plan.spare = line;
  return [line];
}

/** The attempts of one line of events: the best, the first, or all, one after the other. */
function attemptsOf(plan: FunnelPlan, line: FunnelLine): FunnelAttempt[] {
  const { order, reentry, entry: entrance, grace, ties } = plan.definition;
  const { at, bits, length } = line;
  const bases = entrance === "open" ? Array.from({ length: plan.steps }, (_, step) => step) : [0];
  const follow = (begin: number, entry: number) => {
    if (order === "unordered") return followUnordered(plan, line, begin, entry);
    const follows = grace > 0 ? followWithGrace : followChain;
    return farthest(bases.map((base) => follows(plan, line, base, begin, entry)));
  };
  const doors = order === "unordered" || entrance === "open" ? 2 ** plan.steps - 1 : 1;
  const attempts: FunnelAttempt[] = [];
  for (let begin = 0; begin >= 0; ) {
    let entry = begin;
    while (entry < length && (bits[entry]! & doors) === 0) entry++;
    if (entry === length) break;
    const first = grace > 0 ? begin : sameMoment(at, begin, entry);
    if (reentry === "best") return [follow(first, -1)];
    const attempt = follow(first, entry);
    attempts.push(attempt);
    if (reentry === "first" || attempt.isDisqualified) break;
    begin = attempt.end;
    for (const event of attempt.chain) bits[event] = 0;
    // What ended the attempt does not begin the next one.
    if (begin >= 0 && attempt.chain.length + attempt.base < plan.steps) {
      for (let event = begin; event < length && at[event] === at[begin]; event++) {
        if (bits[event]! & attempt.ending) bits[event] = 0;
        if (ties === "input") break;
      }
    }
  }
  return attempts;
}

/** The first event of the moment of another. */
function sameMoment(at: readonly number[], begin: number, event: number): number {
  let first = event;
  while (first > begin && at[first - 1] === at[event]) first--;
  return first;
}

/** Of attempts that began with different steps: the one that came farthest, of these the longest. */
function farthest(attempts: readonly FunnelAttempt[]): FunnelAttempt {
  if (attempts.length === 1) return attempts[0]!;
  const best = attempts.reduce((one, other) => {
    return other.chain.length > 0 && (one.chain.length === 0 || other.reached > one.reached) ? other : one;
  });
  return {
    ...best,
    entered: Math.max(...attempts.map(({ entered }) => entered)),
    live: Math.max(...attempts.map(({ live }) => live)),
    isDisqualified: attempts.some(({ isDisqualified }) => isDisqualified),
  };
}

/** What became of an attempt. */
function entryOf(
  plan: FunnelPlan,
  journey: Journey,
  attempt: FunnelAttempt,
  line: FunnelLine,
  index: number | undefined,
  reader: EventReader | undefined,
): FunnelEntry {
  const { within, horizon, steps } = plan;
  const { asOf } = journey;
  const { base, reached, chain, entered, live } = attempt;
  const times = chain.map((event) => line.at[event]!);
  const events = chain.map((event) => line.places[event]!);
  const isOver = journey.status !== "open";
  const [start, last] = [times[0]!, times[times.length - 1]!];
  const isConverted = reached === steps;
  const isPending = !isConverted && !isOver && live > -Infinity && asOf - live < within;
  const since = isConverted ? start : entered;
  // Of events at one time or within the grace, the last step may stand before another one.
  const after = Math.max(...events) + 1;
  const hasNext = !isConverted && !isPending && after < journey.events.length;
  return {
    status: isConverted ? "converted" : isPending ? "pending" : "dropped",
    from: base + 1,
    reached,
    mature: horizon === Infinity ? isOver : asOf - since >= horizon,
    times,
    events,
    until: isConverted ? last : Math.max(start, Math.min(start + horizon, isOver ? journey.end : asOf)),
    next: hasNext ? (reader?.activityOf(index!, after) ?? journey.events[after]!.activity) : null,
  };
}
