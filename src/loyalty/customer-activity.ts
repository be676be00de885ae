import { requireFunctions } from "../tally/function.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { sameKey } from "../tally/same-key.ts";

/**
 * When one customer was active.
 *
 * @category Retention
 */
export interface CustomerActivity {
  /** The moments of activity, in any order; none may lie after `asOf`. */
  readonly moments: Iterable<Instant>;
  /**
   * When the customer was first active, where that may lie before all `moments`; it is a moment of activity. `null` or
   * `undefined` where it is not known: then the earliest of `moments`.
   */
  readonly firstSeen?: Instant | null | undefined;
}

/**
 * How events are read.
 *
 * @category Retention
 */
export interface ActivityReading<Row> {
  /** Whose event it is; `null` or `undefined` where it is not known: the event is counted as missing. */
  readonly customer: (row: Row, index: number) => unknown;
  /** When it came about; not after `asOf`. */
  readonly at: (row: Row, index: number) => Instant;
  /** When the customer of the event was first active, where that may lie before all events. */
  readonly firstSeen?: ((row: Row, index: number) => Instant | null | undefined) | undefined;
}

/** The moments of a customer in order, the first seen among them; `null` where there are none. */
export function momentsOf(
  activity: CustomerActivity | null | undefined,
  asOf: number,
  index?: number,
): number[] | null {
  if (activity === null || activity === undefined) return null;
  requireIterable(activity.moments, "moments");
  const moments: number[] = [];
  for (const moment of activity.moments) moments.push(requireMoment(moment, "moment", asOf, index));
  moments.sort((a, b) => a - b);
  if (activity.firstSeen !== null && activity.firstSeen !== undefined) {
    const first = requireMoment(activity.firstSeen, "firstSeen", asOf, index);
    if (first > moments[0]!)
      throw refusal(`firstSeen must not be after the first moment (${moments[0]})`, first, index);
    if (first !== moments[0]) moments.unshift(first);
  }
  return moments.length === 0 ? null : moments;
}

/** The activity of each customer; of each event without a customer, nothing. */
export function activitiesOf<Row>(
  rows: Iterable<Row>,
  { customer, at, firstSeen }: ActivityReading<Row>,
  latest: Instant,
): (CustomerActivity | null)[] {
  requireIterable(rows);
  const asOf = milliseconds(latest, "asOf");
  requireFunctions({ customer, at });
  const customers = new Map<unknown, { moments: number[]; firstSeen: number | null }>();
  const activities: (CustomerActivity | null)[] = [];
  const same = sameKey();
  let index = 0;
  for (const row of rows) {
    const moment = requireMoment(at(row, index), "at", asOf, index);
    const first = firstSeen?.(row, index) ?? null;
    const seen = first === null ? null : requireMoment(first, "firstSeen", asOf, index);
    if (seen !== null && seen > moment) throw refusal(`firstSeen must not be after at (${moment})`, seen, index);
    const who = same(customer(row, index));
    index++;
    if (who === null || who === undefined) {
      activities.push(null);
      continue;
    }
    let activity = customers.get(who);
    if (!activity) {
      activity = { moments: [], firstSeen: null };
      customers.set(who, activity);
      activities.push(activity);
    }
    activity.moments.push(moment);
    if (seen !== null) activity.firstSeen = Math.min(seen, activity.firstSeen ?? seen);
  }
  return activities;
}

function requireMoment(moment: Instant, name: string, asOf: number, index?: number): number {
  const at = milliseconds(moment, name, index);
  if (at > asOf) throw refusal(`${name} must not be after asOf (${asOf})`, at, index);
  return at;
}
