import { requireChoice } from "../tally/choice.ts";
import { requireSame } from "../tally/identity.ts";
import { requireIterable } from "../tally/iterable.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import {
  type StateField,
  type StateOf,
  type StatesDefinition,
  type StatesOptions,
  type StatesReader,
  statesReader,
} from "./journey-states.ts";
import {
  type CountKey,
  countJourneys,
  type JourneyCount,
  type JourneyKey,
  type JourneyPlace,
  type JourneyTally,
  mergeCounts,
  sizeOf,
  weightOf,
} from "./journey-tally.ts";

import { transitionCounts } from "./transition-counts.ts";

/**
 * What a transition is: `"start"`, a journey begins in a state; `"cut"`, the first state seen of a journey whose
 * beginning was not; `"step"`, from one state to the next; `"end"`, a journey that is over ends in a state; `"open"`, the
 * state in which a journey that may still go on stands.
 *
 * @category Paths
 */
export type TransitionKind = "start" | "cut" | "step" | "end" | "open";

/**
 * How transitions are counted and read.
 *
 * @typeParam Event - What the events are.
 * @typeParam Field - The field that is read.
 * @typeParam Own - What a function of one's own reads.
 * @category Paths
 */
export interface TransitionsOptions<
  Event extends JourneyEvent,
  Field extends StateField = StateField,
  Own extends string = string,
> extends StatesOptions<Event, Field, Own> {
  /** Whether journeys that may still go on count among the exits of the state in which they stand. Default `"exclude"`. */
  readonly open?: "exclude" | "include" | undefined;
}

/**
 * A transition: how often it was made, and among how many exits of the same state.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface Transition<State extends string = string> {
  /** What it is. */
  readonly kind: TransitionKind;
  /** The state that is left; `null` of a start and of a cut, which no name of a state can be taken for. */
  readonly from: State | null;
  /** The state that is reached; `null` of an end and of an open one. */
  readonly to: State | null;
  /** How often it was made. */
  readonly count: number;
  /** Its share of the exits from the same state, 0 to 1, weighted where weights are; `null` of one that is no exit yet. */
  readonly rate: number | null;
  /** How often it was made, as the numerator of the share: 0 of one that is no exit yet. */
  readonly numerator: number;
  /** Exits from the same state; of starts and of cuts, all of them. 0 of a transition that is no exit yet. */
  readonly denominator: number;
  /** Where the sample is weighted, the sum of the weights of those who made it. */
  readonly weight?: number;
  /** Where the sample is weighted, Kish's effective number of the exits. */
  readonly effectiveSampleSize?: number;
}

/**
 * The transitions of journeys.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface TransitionsResult<State extends string = string> {
  /** Every transition that was made: starts, cuts, steps, ends, open ones, each by the names of the states. */
  readonly transitions: readonly Transition<State>[];
  /** Journeys counted. */
  readonly count: number;
  /** The states that were met, by name. */
  readonly states: readonly State[];
  /** Journeys none of whose events has a state. */
  readonly missing: number;
  /** Journeys of weight 0. */
  readonly excluded: number;
  /** Where the sample is weighted, the sum of the weights of the journeys. */
  readonly weight?: number;
  /** Where the sample is weighted, Kish's effective number of journeys. */
  readonly effectiveSampleSize?: number;
  /** What was measured. */
  readonly definition: TransitionsDefinition;
}

/**
 * The definition of transitions, as plain data.
 *
 * @category Paths
 */
export interface TransitionsDefinition extends StatesDefinition {
  /** The metric's name. */
  readonly metric: "transitions";
  /** Whether journeys that may still go on count among the exits. */
  readonly open: "exclude" | "include";
}

/**
 * Transitions of journeys: how often each state is followed by each other, begins a journey and ends one.
 *
 * A journey that may still go on makes no end: where it stands is counted as `"open"`, and is left out of the shares. One
 * whose beginning was not seen makes no start, but a `"cut"`.
 *
 * @param journeys - Journeys, as `buildJourneys` gives them.
 * @param options - `of`, what they move through: `"stage"` (default), `"activity"`, `"channel"` or a function of an event;
 *   `level`, `"visits"` (default: equal neighbours are one) or `"events"`; `rule`, what one's own function reads; `open`,
 *   whether open journeys count among the exits; `weight`, a journey's weight, 0 or more.
 * @returns The transitions, each with its count and its share of the exits of its state, as `shareInterval` takes it;
 *   none of no journeys.
 * @throws TypeError or RangeError if an option is none, or a journey has no events or a state that is no text, with its index.
 *
 * @example
 * ```ts
 * const at = { customer: "c", case: "c", index: 0, start: 0, end: 1, asOf: 9, leftTruncated: false } as const
 * const steps = (...activities: string[]) => activities.map((activity, at) => ({ activity, at }))
 * const seen = transitions(
 *   [
 *     { ...at, status: "completed", events: steps("search", "buy") },
 *     { ...at, status: "abandoned", events: steps("search") },
 *     { ...at, status: "open", events: steps("search") },
 *   ],
 *   { of: "activity" },
 * )
 * seen.transitions[1] // => { kind: "step", from: "search", to: "buy", rate: 0.5, numerator: 1, denominator: 2, … }
 * seen.transitions.at(-1) // => { kind: "open", from: "search", to: null, count: 1, rate: null, … }
 * shareInterval(seen.transitions[1]!).lower // ~> 0.0945
 * ```
 *
 * @category Paths
 */
export function transitions<Event extends JourneyEvent, Field extends StateField = "stage", Own extends string = never>(
  journeys: Iterable<Journey<Event>>,
  options: TransitionsOptions<Event, Field, Own> & Weighing<Journey<Event>> = {},
): TransitionsResult<StateOf<Event, Field, Own>> {
  return measure(transitionsMetric<Event, Field, Own>(options), journeys, { weight: options?.weight });
}

/**
 * Transitions as a metric, for streams, groups and parts; see `transitions`.
 *
 * @param options - `of`, `level`, `rule`, `open`, as `transitions` takes them.
 * @returns A metric whose tallies merge into the tally of the whole.
 * @throws TypeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = transitionsMetric({ of: "channel", level: "events" })
 * metric.read(metric.empty()) // => { transitions: [], count: 0, states: [], missing: 0, … }
 * ```
 *
 * @category Paths
 */
export function transitionsMetric<
  Event extends JourneyEvent = JourneyEvent,
  Field extends StateField = "stage",
  Own extends string = never,
>(
  options: TransitionsOptions<Event, Field, Own> = {},
): Metric<Journey<Event>, JourneyTally, TransitionsResult<StateOf<Event, Field, Own>>> {
  const open = requireChoice("open", options?.open ?? "exclude", ["exclude", "include"]);
  const reader = statesReader<Event>(options);
  const of = transitionsOf(reader.definition);
  const counting = countJourneys<Journey<Event>>(of, (journey, count, index) =>
    countTransitions(reader, journey, count, index),
  );
  return {
    ...counting,
    addAll: (tally, items, { value, weight }) => {
      if (weight || tally?.weights) return counting.addAll(tally, items, { value, weight });
      requireSame(tally, of);
      requireIterable(items);
      const counts = transitionCounts();
      let index = 0;
      for (const item of items) {
        const journey = value ? value(item, index) : (item as unknown as Journey<Event>);
        const met = reader.states(journey, index++);
        if (met.length > 0) counts.add(journey, met);
        tally[met.length > 0 ? "count" : "missing"]++;
      }
      tally.counts = mergeCounts(tally.counts, counts.read(), false);
      return tally;
    },
    read: (tally) => {
      requireSame(tally, of);
      return readTransitions(tally, { metric: "transitions", ...reader.definition, open });
    },
  };
}

/** What a tally of transitions counts. */
export function transitionsOf({ of, level }: StatesDefinition): string {
  return `transitions, ${level} of ${of}`;
}

/** The key of a transition in a tally. */
export function transitionKey(kind: TransitionKind, from: string | null, to: string | null): JourneyKey {
  return [kind, from, to];
}

function countTransitions<Event extends JourneyEvent>(
  { states }: StatesReader<Event>,
  journey: Journey<Event>,
  count: CountKey,
  index: number | undefined,
): JourneyPlace {
  const met = states(journey, index);
  if (met.length === 0) return "missing";
  count(transitionKey(journey.leftTruncated ? "cut" : "start", null, met[0]!));
  for (let step = 1; step < met.length; step++) count(transitionKey("step", met[step - 1]!, met[step]!));
  count(transitionKey(journey.status === "open" ? "open" : "end", met[met.length - 1]!, null));
  return "count";
}

function readTransitions<State extends string>(
  { counts, count, missing, excluded, weights }: JourneyTally,
  definition: TransitionsDefinition,
): TransitionsResult<State> {
  const isExit = (kind: TransitionKind) => kind !== "open" || definition.open === "include";
  const exits = new Map<string, JourneyCount[]>();
  // The exits of a state; starts and cuts leave none, and are told from each other.
  const rowOf = ([[kind, from]]: JourneyCount) => (from === null ? `${kind}` : `of ${from}`);
  const states = new Set<string>();
  for (const entry of counts) {
    const [[kind, from, to]] = entry;
    for (const state of [from!, to!]) if (state !== null) states.add(state);
    if (!isExit(kind as TransitionKind)) continue;
    const row = exits.get(rowOf(entry));
    if (row) row.push(entry);
    else exits.set(rowOf(entry), [entry]);
  }
  const rows = new Map([...exits].map(([row, entries]) => [row, sumOf(entries)]));
  const transition = (entry: JourneyCount): Transition<State> => {
    const [[kind, from, to], made, weighed] = entry;
    const row = isExit(kind as TransitionKind) ? rows.get(rowOf(entry)) : undefined;
    return {
      kind: kind as TransitionKind,
      from: from as State | null,
      to: to as State | null,
      count: made,
      rate: row ? Math.min(1, sizeOf(entry) / row.size) : null,
      numerator: row ? made : 0,
      denominator: row ? row.count : 0,
      ...(weighed && { weight: sizeOf(entry), effectiveSampleSize: row?.effectiveSampleSize ?? 0 }),
    };
  };
  const inOrder: readonly TransitionKind[] = ["start", "cut", "step", "end", "open"];
  return {
    transitions: inOrder.flatMap((kind) => counts.filter(([[of]]) => of === kind).map(transition)),
    count,
    states: [...states].sort() as State[],
    missing,
    excluded,
    ...weightOf([weights]),
    definition,
  };
}

/** The sum of the exits of one state. */
function sumOf(entries: readonly JourneyCount[]) {
  const count = entries.reduce((sum, [, made]) => sum + made, 0);
  const { weight = count, effectiveSampleSize } = weightOf(entries.map(([, , weights]) => weights));
  return { count, size: weight, effectiveSampleSize };
}

/** The transitions, if they are some. */
export function requireTransitions<State extends string>(result: TransitionsResult<State>): TransitionsResult<State> {
  if (Array.isArray(result?.transitions) && Array.isArray(result.states)) return result;
  throw refusal("result must be what transitions gives", result);
}
