import { requireCount } from "../tally/count.ts";
import { milliseconds } from "../tally/instant.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import { eventsOf, type StateField, type StateOf, type StateOptions, statesReader } from "./journey-states.ts";

/**
 * The touchpoints of a journey before it converted, or did not; or of many journeys that went the same way.
 *
 * @typeParam Channel - The names of the touchpoints.
 * @category Attribution
 */
export interface AttributionPath<Channel extends string = string> {
  /** The touchpoints in order: channels, campaigns, pages. */
  readonly touchpoints: readonly Channel[];
  /** How many went this way and converted. */
  readonly conversions: number | bigint;
  /** How many went this way and did not. Default 0. */
  readonly nulls?: number | bigint | undefined;
  /** How many went this way and may still convert. Default 0. */
  readonly pending?: number | bigint | undefined;
  /** When each touchpoint was, in milliseconds since 1970-01-01T00:00Z; needed by time decay. */
  readonly at?: readonly number[] | undefined;
  /** When the conversion was, in the same milliseconds; needed by time decay. */
  readonly convertedAt?: number | undefined;
}

/**
 * What of a journey is its path.
 *
 * @typeParam Event - What the events are.
 * @typeParam Field - The field that is read.
 * @typeParam Own - What a function of one's own reads.
 * @category Attribution
 */
export interface AttributionPathOptions<
  Event extends JourneyEvent,
  Field extends StateField = StateField,
  Own extends string = string,
> extends StateOptions<Event, Field, Own> {
  /** Which event is a conversion; the first one ends the path, and is no touchpoint itself. */
  readonly converts: (event: Event) => boolean;
}

/**
 * The path of a journey to its first conversion, for `attribute` and `removalEffects`.
 *
 * @param journey - A journey, its events in canonical order.
 * @param options - `converts`, which event is a conversion; `of`, what a touchpoint is: `"channel"` (default), `"activity"`,
 *   `"stage"` or a function of an event.
 * @returns The touchpoints before the first conversion, with their times; one conversion, one null, or, of a journey that
 *   may still convert, one pending.
 * @throws TypeError if an option is none, or a touchpoint is no text.
 *
 * @example
 * ```ts
 * const at = { customer: "c", case: "c", index: 0, start: 0, end: 2, asOf: 9, leftTruncated: false } as const
 * const events = [{ activity: "visit", channel: "ad", at: 0 }, { activity: "visit", channel: "mail", at: 1 }, { activity: "buy", at: 2 }]
 * const converts = (event: JourneyEvent) => event.activity === "buy"
 * attributionPath({ ...at, status: "completed", events }, { converts })
 * // => { touchpoints: ["ad", "mail"], conversions: 1, nulls: 0, pending: 0, at: [0, 1], convertedAt: 2 }
 * attributionPath({ ...at, status: "open", events: events.slice(0, 1) }, { converts }).pending // => 1
 * ```
 *
 * @category Attribution
 */
export function attributionPath<
  Event extends JourneyEvent,
  Field extends StateField = "channel",
  Own extends string = never,
>(
  journey: Journey<Event>,
  options: AttributionPathOptions<Event, Field, Own>,
): AttributionPath<StateOf<Event, Field, Own>> {
  const { converts, of, rule } = options ?? {};
  if (typeof converts !== "function") throw refusal("converts must be a function", converts);
  const { stateOf } = statesReader<Event>({ of: of ?? "channel", rule, level: "events" });
  const touchpoints: StateOf<Event, Field, Own>[] = [];
  const at: number[] = [];
  for (const event of eventsOf(journey)) {
    if (converts(event)) return { touchpoints, conversions: 1, nulls: 0, pending: 0, at, convertedAt: event.at };
    const touchpoint = stateOf(event);
    if (touchpoint === undefined) continue;
    touchpoints.push(touchpoint as StateOf<Event, Field, Own>);
    at.push(event.at);
  }
  const pending = journey.status === "open" ? 1 : 0;
  return { touchpoints, conversions: 0, nulls: 1 - pending, pending, at };
}

/** The numbers of a path, if it is one. */
export function requirePath(
  path: AttributionPath,
  index?: number,
): { conversions: number; nulls: number; pending: number } {
  const where = index === undefined ? "" : ` at index ${index}`;
  if (!Array.isArray(path?.touchpoints)) throw refusal("touchpoints must be an array", path?.touchpoints, index);
  for (const touchpoint of path.touchpoints) {
    if (typeof touchpoint !== "string") throw refusal("touchpoint must be a text", touchpoint, index);
  }
  return {
    conversions: requireCount(`conversions${where}`, path.conversions),
    nulls: requireCount(`nulls${where}`, path.nulls ?? 0),
    pending: requireCount(`pending${where}`, path.pending ?? 0),
  };
}

/** How long before the conversion each touchpoint was, in milliseconds, if the path tells. */
export function requireAges({ touchpoints, at, convertedAt }: AttributionPath, index?: number): number[] {
  if (!Array.isArray(at) || at.length !== touchpoints.length) {
    throw refusal("at must hold a time for each touchpoint", at, index);
  }
  const end = milliseconds(convertedAt!, "convertedAt", index);
  return at.map((time) => {
    const age = end - milliseconds(time, "at", index);
    if (age >= 0) return age;
    throw refusal("at must not be after convertedAt", time, index);
  });
}
