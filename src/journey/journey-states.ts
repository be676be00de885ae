import { requireChoice } from "../tally/choice.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import { requireNamed, requireRule, withRule } from "./rule-name.ts";

/**
 * A field of an event that a journey can move through.
 *
 * @category Paths
 */
export type StateField = "stage" | "activity" | "channel";

/**
 * The names of the states that a journey moves through: what a function of one's own reads, or what the field holds.
 *
 * @typeParam Event - What the events are.
 * @typeParam Field - The field that is read.
 * @typeParam Own - What a function of one's own reads; `never` where there is none.
 * @category Paths
 */
export type StateOf<Event extends JourneyEvent, Field extends StateField, Own extends string> = [Own] extends [never]
  ? Field extends "stage"
    ? NonNullable<Event["stage"]>
    : string
  : Own;

/**
 * Which states of a journey are read.
 *
 * @typeParam Event - What the events are.
 * @typeParam Field - The field that is read.
 * @typeParam Own - What a function of one's own reads.
 * @category Paths
 */
export interface StateOptions<
  Event extends JourneyEvent,
  Field extends StateField = StateField,
  Own extends string = string,
> {
  /**
   * What the journey moves through: a field, or whatever a function reads from an event; an event of which it reads `null`
   * or `undefined` has no state. Default `"stage"`.
   */
  readonly of?: Field | ((event: Event) => Own | null | undefined) | undefined;
  /**
   * What `of` reads, where it is a function, as a name: tallies of two rules do not merge, and two functions are told apart by this
   * name alone. Metrics need it where `of` is a function. Default, of data in hand, `"state"`.
   */
  readonly rule?: string | undefined;
}

/**
 * Which states of a journey are read, and how fine.
 *
 * @typeParam Event - What the events are.
 * @typeParam Field - The field that is read.
 * @typeParam Own - What a function of one's own reads.
 * @category Paths
 */
export interface StatesOptions<
  Event extends JourneyEvent,
  Field extends StateField = StateField,
  Own extends string = string,
> extends StateOptions<Event, Field, Own> {
  /**
   * `"visits"` (default), equal neighbours are one visit of a state; `"events"`, every event is a step of its own. Events
   * without a state are passed over.
   */
  readonly level?: "visits" | "events" | undefined;
}

/**
 * The states that were read, as plain data.
 *
 * @category Paths
 */
export interface StatesDefinition {
  /** What the journey moves through: `"stage"`, `"activity"`, `"channel"`, or the rule of one's own function. */
  readonly of: string;
  /** Whether equal neighbours are one visit, or every event is a step. */
  readonly level: "visits" | "events";
}

/** What reads the states of journeys, and its definition. */
export interface StatesReader<Event extends JourneyEvent> {
  readonly definition: StatesDefinition;
  /** The state of an event, if it has one. */
  readonly stateOf: (event: Event, index?: number) => string | undefined;
  /** The states of a journey in order; a new array. */
  readonly states: (journey: Journey<Event>, index?: number) => string[];
}

/**
 * The states that a journey moves through, in order.
 *
 * @param journey - A journey, its events in canonical order.
 * @param options - `of`, what it moves through: `"stage"` (default), `"activity"`, `"channel"` or a function of an event;
 *   `level`, `"visits"` (default) or `"events"`.
 * @returns The names of the states; empty where no event has one.
 * @throws TypeError if an option is none, or a state is no text.
 *
 * @example
 * ```ts
 * const at = { customer: "c", case: "c", index: 0, status: "completed", start: 0, end: 2, asOf: 9, leftTruncated: false } as const
 * const events = [{ activity: "call", at: 0 }, { activity: "call", at: 1 }, { activity: "buy", at: 2 }]
 * journeyStates({ ...at, events }, { of: "activity" }) // => ["call", "buy"]
 * journeyStates({ ...at, events }, { of: "activity", level: "events" }) // => ["call", "call", "buy"]
 * journeyStates({ ...at, events }) // => []
 * ```
 *
 * @category Paths
 */
export function journeyStates<
  Event extends JourneyEvent,
  Field extends StateField = "stage",
  Own extends string = never,
>(journey: Journey<Event>, options: StatesOptions<Event, Field, Own> = {}): StateOf<Event, Field, Own>[] {
  return statesReader<Event>(options).states(journey) as StateOf<Event, Field, Own>[];
}

/** What reads the states for tallies that may meet others: a function needs a name. */
export function namedStates<Event extends JourneyEvent>(options: StatesOptions<Event>): StatesReader<Event> {
  requireNamed(options?.rule, { "the function of the states": options?.of });
  return statesReader<Event>(options);
}

/** The options of data in hand, where a function needs no name. */
export function statesInHand<Options extends StateOptions<never>>(options: Options): Options {
  return withRule(options, "state");
}

/** What reads the states that the options name, resolved. */
export function statesReader<Event extends JourneyEvent>(options: StatesOptions<Event>): StatesReader<Event> {
  const { of = "stage", level = "visits" } = options ?? {};
  const rule = requireRule(options?.rule ?? "state");
  requireChoice("level", level, ["visits", "events"]);
  const readAll: (events: readonly Event[]) => (string | null | undefined)[] =
    typeof of === "function" ? (events) => events.map((event) => of(event)) : fieldReader(of);
  const notText = (state: unknown, index: number | undefined) =>
    refusal(`${typeof of === "string" ? of : rule} must be a text`, state, index);
  const stateOf = (event: Event, index?: number): string | undefined => {
    const [state] = readAll([event]);
    if (state === null || state === undefined) return;
    if (typeof state !== "string") throw notText(state, index);
    return state;
  };
  const merges = level === "visits";
  const states = (journey: Journey<Event>, index?: number): string[] => {
    const read = readAll(eventsOf(journey, index));
    let met = 0;
    for (let place = 0; place < read.length; place++) {
      const state = read[place];
      if (state === null || state === undefined) continue;
      if (typeof state !== "string") throw notText(state, index);
      if (!merges || met === 0 || read[met - 1] !== state) read[met++] = state;
    }
    read.length = met;
    return read as string[];
  };
  return { definition: { of: typeof of === "string" ? of : rule, level }, stateOf, states };
}

/** The events of a journey, if it is one. */
export function eventsOf<Event extends JourneyEvent>(journey: Journey<Event>, index?: number): readonly Event[] {
  const events = journey?.events;
  if (!Array.isArray(events)) throw refusal("journey must have events", journey, index);
  requireStatus(journey, index);
  return events;
}

/** Refuses a journey of which it is not said whether it has come to its end. */
function requireStatus({ status }: Journey, index?: number): void {
  if (status === "open" || status === "completed" || status === "abandoned") return;
  throw refusal('status must be "completed", "abandoned" or "open"', status, index);
}

/**
 * Reads a field of events, each by a function of its own, whose shape an engine learns. Events lie far apart in memory: a
 * loop that does nothing but read has several of them fetched at a time.
 */
export function fieldReader(of: StateField): (events: readonly JourneyEvent[]) => (string | undefined)[] {
  requireChoice("of", of, ["stage", "activity", "channel"]);
  if (of === "stage") return (events) => events.map(({ stage }) => stage);
  if (of === "activity") return (events) => events.map(({ activity }) => activity);
  return (events) => events.map(({ channel }) => channel);
}
