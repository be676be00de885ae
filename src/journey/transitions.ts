import { requireChoice } from "../tally/choice.ts";
import { requireSame } from "../tally/identity.ts";
import { requireIterable } from "../tally/iterable.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import { columnsOf } from "./journey-columns.ts";
import type { JourneyKey } from "./journey-keys.ts";
import {
  namedStates,
  type StateField,
  type StateOf,
  type StatesDefinition,
  type StatesOptions,
  type StatesReader,
  statesInHand,
} from "./journey-states.ts";
import { type CountKey, countJourneys, type JourneyPlace, type JourneyTally, mergeCounts } from "./journey-tally.ts";
import { transitionCounts } from "./transition-counts.ts";
import { readTransitions, type TransitionKind, type TransitionsResult } from "./transitions-result.ts";

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
 * Transitions of journeys: how often each state is followed by each other, begins a journey and ends one.
 *
 * A journey that may still go on makes no end: where it stands is counted as `"open"`, and is left out of the shares. One
 * whose beginning was not seen makes no start, but a `"cut"`.
 *
 * @param journeys - Journeys: what `buildJourneys` gives, or a list, which is slower.
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
  return measure(transitionsMetric<Event, Field, Own>(statesInHand(options)), journeys, { weight: options?.weight });
}

/**
 * Transitions as a metric, for streams, groups and parts; see `transitions`.
 *
 * @param options - `of`, `level`, `rule`, `open`, as `transitions` takes them; a function
 *   needs a `rule`, which alone tells it from another.
 * @returns A metric whose tallies merge into the tally of the whole.
 * @throws TypeError if an option is none, or a function has no name.
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
  const reader = namedStates<Event>(options);
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
      const columns = value === undefined ? columnsOf(items) : undefined;
      const field = options?.of ?? "stage";
      if (columns && (field === "activity" || field === "stage")) {
        const missing = counts.addColumns(columns, field, reader.definition.level);
        tally.missing += missing;
        tally.count += columns.journeys.length - missing;
      } else {
        let index = 0;
        for (const item of items) {
          const journey = value ? value(item, index) : (item as unknown as Journey<Event>);
          const met = reader.states(journey, index++);
          if (met.length > 0) counts.add(journey, met);
          tally[met.length > 0 ? "count" : "missing"]++;
        }
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
