import { requireIterable } from "../tally/iterable.ts";
import { compareText } from "./event-order.ts";
import type { Journey } from "./journey.ts";
import { eventsOf } from "./journey-states.ts";

/**
 * A time during which a customer was on two journeys at once.
 *
 * @typeParam Walk - What the journeys are.
 * @category Journey
 */
export interface JourneyOverlap<Walk extends Journey = Journey> {
  /** Whose journeys they are. */
  readonly customer: string;
  /** The one that began first. */
  readonly first: Walk;
  /** The other one. */
  readonly second: Walk;
  /** From when on both were under way, in milliseconds since 1970-01-01T00:00Z. */
  readonly start: number;
  /** When the first of them ended; an open one has lasted until its `asOf`. */
  readonly end: number;
}

/**
 * The times during which a customer was on two journeys at once, such as two open tickets: for each pair of journeys of one
 * customer the time that they share. A journey lasts from its first event up to, but not including, its end, an open one until its
 * `asOf`; so one that begins when another ends does not overlap it.
 *
 * @param journeys - Journeys of any customers, in any order.
 * @returns The overlaps, by customer and beginning; of journeys one after the other, none.
 *
 * @example
 * ```ts
 * const tickets = [
 *   { customer: "ana", case: "t1", activity: "ask", at: 0 }, { customer: "ana", case: "t1", activity: "solved", at: 50 },
 *   { customer: "ana", case: "t2", activity: "ask", at: 20 },
 * ]
 * const { journeys } = buildJourneys(tickets, { asOf: 80, endOn: ["solved"] })
 * overlap(journeys).map(({ first, second, start, end }) => [first.case, second.case, start, end])
 * // => [["t1", "t2", 20, 50]]
 * ```
 *
 * @category Journey
 */
export function overlap<Walk extends Journey>(journeys: Iterable<Walk>): JourneyOverlap<Walk>[] {
  requireIterable(journeys, "journeys");
  const byCustomer = new Map<string, Walk[]>();
  let index = 0;
  for (const journey of journeys) {
    eventsOf(journey, index++);
    const own = byCustomer.get(journey.customer);
    if (own) own.push(journey);
    else byCustomer.set(journey.customer, [journey]);
  }
  const overlaps: JourneyOverlap<Walk>[] = [];
  for (const customer of [...byCustomer.keys()].sort()) {
    // Those under way when the next one begins.
    let current: Walk[] = [];
    for (const second of byCustomer.get(customer)!.sort(compareJourneys)) {
      current = current.filter((first) => until(first) > second.start);
      for (const first of current) {
        const end = Math.min(until(first), until(second));
        if (end > second.start) overlaps.push({ customer, first, second, start: second.start, end });
      }
      current.push(second);
    }
  }
  return overlaps;
}

/** Until when a journey lasted as far as it was seen. */
function until({ status, end, asOf }: Journey): number {
  return status === "open" ? asOf : end;
}

function compareJourneys(left: Journey, right: Journey): number {
  return left.start - right.start || compareText(left.case, right.case) || left.index - right.index;
}
