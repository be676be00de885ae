import { requireIterable } from "../tally/iterable.ts";
import type { JourneyEvent } from "./event.ts";

/**
 * Events in canonical order.
 *
 * @typeParam Event - What the events are.
 * @category Journey
 */
export interface OrderedEvents<Event extends JourneyEvent = JourneyEvent> {
  /** The events in canonical order. */
  readonly events: readonly Event[];
  /** How many begin at the same moment as the event before them. */
  readonly ties: number;
}

/**
 * Puts events in canonical order: by `at`, then `seq`, `activity`, `channel` and `id`, and where all of these are the same by
 * the other fields of a `JourneyEvent`. Text is compared by its UTF-16 code units, the same everywhere; what is not given comes
 * first. So the order in which a log was written never shows: however it is shuffled, it is put back in the same order.
 *
 * @param events - Events in any order, such as those of one case; they are not checked.
 * @returns The same events in canonical order, and how many share their moment with the one before; of none, none.
 * @throws TypeError if the events are not iterable.
 *
 * @example
 * ```ts
 * const day = [{ activity: "pay", at: 9 }, { activity: "look", at: 5 }, { activity: "choose", at: 9 }]
 * orderEvents(day).events.map((event) => event.activity) // => ["look", "choose", "pay"]
 * orderEvents(day).ties // => 1
 * ```
 *
 * @category Journey
 */
export function orderEvents<Event extends JourneyEvent>(events: Iterable<Event>): OrderedEvents<Event> {
  requireIterable(events, "events");
  const ordered = [...events].sort(compareEvents);
  let ties = 0;
  for (let place = 1; place < ordered.length; place++) if (ordered[place]!.at === ordered[place - 1]!.at) ties++;
  return { events: ordered, ties };
}

/**
 * Which of two events comes first: below 0, the left one; above 0, the right one; 0, they differ in nothing that orders
 * them.
 */
export function compareEvents(left: JourneyEvent, right: JourneyEvent): number {
  return (
    left.at - right.at ||
    (left.seq ?? 0) - (right.seq ?? 0) ||
    compareText(left.activity, right.activity) ||
    compareText(left.channel, right.channel) ||
    compareText(left.id, right.id) ||
    (left.endAt ?? left.at) - (right.endAt ?? right.at) ||
    // An end that is not given comes before one at the same moment.
    Number(left.endAt !== undefined) - Number(right.endAt !== undefined) ||
    compareText(left.stage, right.stage) ||
    compareText(left.resource, right.resource) ||
    compareText(left.case, right.case) ||
    compareText(left.customer, right.customer)
  );
}

/** Which of two texts comes first by its UTF-16 code units; what is not given comes before all. */
export function compareText(left: string | undefined, right: string | undefined): number {
  if (left === right) return 0;
  if (left === undefined) return -1;
  if (right === undefined) return 1;
  return left < right ? -1 : 1;
}
