import { requireGivenFunctions } from "../tally/function.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { followedWithin } from "../time/followed-within.ts";
import type { JourneyEvent } from "./event.ts";
import { compareEvents, compareText } from "./event-order.ts";
import type { Journey } from "./journey.ts";
import { eventsOf, statesReader } from "./journey-states.ts";

/**
 * How a journey that began in a channel went on: `contained`, it was resolved there and nothing more was needed; `optedOut`, the
 * customer asked to leave the channel; `left`, a contact was in another channel; `unresolved`; `repeated`, the customer came back
 * within the horizon; `pending`, it cannot be known yet; `null`, whether it was resolved is not known; `"excluded"`, its beginning
 * was not seen.
 *
 * @category Channels
 */
export type ContainmentOutcome =
  | "contained"
  | "optedOut"
  | "left"
  | "unresolved"
  | "repeated"
  | "pending"
  | "excluded"
  | null;

/**
 * When a journey is contained in its channel.
 *
 * @typeParam Event - What the events are.
 * @category Channels
 */
export interface ContainmentOptions<Event extends JourneyEvent = JourneyEvent> {
  /** The horizon in milliseconds, above 0: a contact just so long after the last one of a journey is within it. */
  readonly within: number;
  /** The moment until which contacts are known: journeys whose horizon ends later are pending. */
  readonly asOf: Instant;
  /** Whether the journey's matter was resolved; `null`, it is not known. Default: it was if the journey is completed. */
  readonly resolved?: ((journey: Journey<Event>) => boolean | null | undefined) | undefined;
  /** Whether the customer asked to leave the channel (for a person in place of a chatbot, say). Default: nobody did. */
  readonly optedOut?: ((journey: Journey<Event>) => boolean) | undefined;
  /**
   * What `resolved` and `optedOut` decide, as a name: tallies of two rules do not merge. `containmentMetric`, which only counts
   * what they have judged, tells it by this name alone. Default none.
   */
  readonly rule?: string | undefined;
}

/**
 * A journey, the channel in which it began, and whether it was contained there.
 *
 * @typeParam Event - What the events are.
 * @category Channels
 */
export interface ContainedJourney<Event extends JourneyEvent = JourneyEvent> {
  /** The journey. */
  readonly journey: Journey<Event>;
  /** The channel of its first contact that has one; `null`, none has. */
  readonly channel: string | null;
  /** How it went on. */
  readonly outcome: ContainmentOutcome;
}

/**
 * Judges of each journey whether it was contained in the channel in which it began: resolved there, without a contact in another
 * channel and without another contact of the customer's, in whatever channel and on whatever journey, within the horizon.
 *
 * The horizon runs from the journey's last contact and is the rule of `followedWithin`: a gap of 0 up to just `within`, later in
 * canonical order. A journey that is open, or whose horizon has not passed at `asOf`, is pending even where the customer has left
 * the channel already: to count early failures of young journeys would bias the rate.
 *
 * @param journeys - All journeys of the customers, in any order: any iterable, read once.
 * @param options - `within` and `asOf`, the horizon; `resolved`, whether a journey was; `optedOut`, whether the customer asked to
 *   leave.
 * @returns The journeys in the order given, for `containmentMetric` to count; of no journeys, none.
 * @throws TypeError or RangeError if a journey has a contact after `asOf`, a channel is no text, or an option is none.
 *
 * @example
 * ```ts
 * const events = [
 *   { customer: "ana", activity: "ask", at: 0, channel: "chat" }, { customer: "ana", activity: "solved", at: 1, channel: "chat" },
 *   { customer: "ben", activity: "ask", at: 0, channel: "chat" }, { customer: "ben", activity: "solved", at: 4, channel: "phone" },
 * ]
 * const { journeys } = buildJourneys(events, { asOf: 100, endOn: ["solved"] })
 * containedJourneys(journeys, { within: 50, asOf: 100 }).map(({ channel, outcome }) => `${channel} ${outcome}`)
 * // => ["chat contained", "chat left"]
 * ```
 *
 * @category Channels
 */
export function containedJourneys<Event extends JourneyEvent>(
  journeys: Iterable<Journey<Event>>,
  options: ContainmentOptions<NoInfer<Event>>,
): ContainedJourney<Event>[] {
  requireIterable(journeys, "journeys");
  const { within, resolved, optedOut } = options ?? {};
  const asOf = milliseconds(options?.asOf, "asOf");
  requireGivenFunctions({ resolved, optedOut });
  const { stateOf } = statesReader<Event>({ of: "channel" });
  const all: Journey<Event>[] = [];
  const contacts: { readonly event: Event; readonly place: number }[] = [];
  for (const journey of journeys) {
    const place = all.length;
    for (const event of eventsOf(journey, place)) {
      if (event.at > asOf) throw refusal(`the contacts of a journey must not be after asOf (${asOf})`, event.at, place);
      contacts.push({ event, place });
    }
    all.push(journey);
  }
  // The order of the contacts of a customer, of which the last one of a journey is followed only by those of other journeys.
  contacts.sort(
    (one, other) =>
      compareEvents(one.event, other.event) ||
      compareText(all[one.place]!.case, all[other.place]!.case) ||
      all[one.place]!.index - all[other.place]!.index,
  );
  const { outcomes } = followedWithin(contacts, {
    key: ({ place }) => all[place]!.customer,
    at: ({ event }) => event.at,
    within,
    asOf,
  });
  const followed: (boolean | "pending" | null)[] = [];
  contacts.forEach(({ place }, rank) => {
    followed[place] = outcomes[rank]!;
  });
  return all.map((journey, index) => {
    const channels = new Set<string>();
    for (const event of journey.events) {
      const channel = stateOf(event, index);
      if (channel !== undefined) channels.add(channel);
    }
    const [channel = null] = channels;
    const outcome = (): ContainmentOutcome => {
      if (journey.leftTruncated) return "excluded";
      if (channel === null) return null;
      if (journey.status === "open" || followed[index] === "pending") return "pending";
      if (optedOut && requireBoolean("optedOut", optedOut(journey), index)) return "optedOut";
      if (channels.size > 1) return "left";
      const wasResolved = resolved ? (resolved(journey) ?? null) : journey.status === "completed";
      if (wasResolved === null) return null;
      if (!requireBoolean("resolved", wasResolved, index)) return "unresolved";
      return followed[index] ? "repeated" : "contained";
    };
    return { journey, channel, outcome: outcome() };
  });
}

function requireBoolean(name: string, answer: unknown, index: number): boolean {
  if (typeof answer === "boolean") return answer;
  throw refusal(`${name} must be true or false`, answer, index);
}
