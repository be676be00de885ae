import { readEach } from "../tally/add-each.ts";
import { requireFunctions } from "../tally/function.ts";
import type { Reading, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import {
  type FcrByFlag,
  type FcrByRepeat,
  type FcrByReplies,
  type FcrLevel,
  requireTouches,
} from "./fcr-definition.ts";
import { type FcrOutcome, type FcrResult, fcrMetric } from "./fcr-metric.ts";
import { oneTouchAt } from "./one-touch.ts";
import { type RepeatContactsOptions, repeatContacts } from "./repeat-contacts.ts";

/**
 * First-contact resolution by whether the customer came back.
 *
 * @category First Contact Resolution
 */
export interface FcrRepeatOptions<Contact> extends RepeatContactsOptions<Contact>, FcrLevel {
  /** The rule. */
  readonly by: "repeat";
}

/**
 * First-contact resolution by the number of replies.
 *
 * @category First Contact Resolution
 */
export interface FcrRepliesOptions<Ticket> extends FcrByReplies, Weighing<Ticket> {
  /** Public replies of agents, 0 or more; `null` or `undefined` where it is not known. */
  readonly replies: (ticket: Ticket, index: number) => number | null | undefined;
  /** Whether the ticket is solved: `false`, not yet; `null` or `undefined` where it is not known. */
  readonly solved: (ticket: Ticket, index: number) => boolean | null | undefined;
}

/**
 * First-contact resolution: the share of contacts that were resolved the first time. What decides it is named: `by`
 *
 * - `"flag"` or `"survey"`: what an agent or a system noted, or what the customer answered;
 * - `"repeat"`: the customer did not come back within a horizon. Contacts whose horizon has not passed are pending: to count
 *   them as resolved would make every recent month the best;
 * - `"replies"`: the ticket took one touch.
 *
 * Contacts of one customer are alike, so that a plain interval is too narrow: `fcrInterval` goes by customers.
 *
 * @param outcomes - By flag or survey, outcomes, or rows with a `value`; by repeat, contacts; by replies, tickets.
 * @param options - `by`; `level`, `"gross"` or `"net"`; by flag or survey `value` and `weight`; by repeat the options of
 *   `repeatContacts`; by replies `replies`, `solved`, `touches` and `weight`.
 * @returns The share, 0 to 1, with numerator and denominator, and what could not be judged; `rate: null` of an empty sample.
 * @throws TypeError or RangeError if an outcome, a moment or a number of replies is none, with its index, or an option is none.
 *
 * @example
 * ```ts
 * fcr([true, true, false, null, "pending"], { by: "survey" }) // => { rate: 2 / 3, numerator: 2, denominator: 3, pending: 1, missing: 1, … }
 *
 * const day = 86_400_000
 * const calls = [{ who: "a", at: 1 * day }, { who: "a", at: 8 * day }, { who: "b", at: 2 * day }, { who: "b", at: 29 * day }]
 * fcr(calls, { by: "repeat", customer: (c) => c.who, at: (c) => c.at, within: 7 * day, asOf: 30 * day })
 * // => { rate: 2 / 3, numerator: 2, denominator: 3, pending: 1, … }
 *
 * const tickets = [{ replies: 0, solved: true }, { replies: 1, solved: true }, { replies: 4, solved: true }, { replies: 1, solved: false }]
 * fcr(tickets, { by: "replies", replies: (t) => t.replies, solved: (t) => t.solved, touches: "fewer-than-2" }).rate // => 2 / 3
 * fcr(tickets, { by: "replies", replies: (t) => t.replies, solved: (t) => t.solved, touches: "exactly-1" }).rate // => 1 / 3
 * ```
 *
 * @category First Contact Resolution
 */
export function fcr(outcomes: Iterable<FcrOutcome>, options: FcrByFlag & Weighing<FcrOutcome>): FcrResult;
export function fcr<Item>(
  items: Iterable<Item>,
  options: (FcrByFlag & RowReading<Item, FcrOutcome>) | FcrRepeatOptions<Item> | FcrRepliesOptions<Item>,
): FcrResult;
export function fcr<Item>(
  items: Iterable<Item>,
  options: (FcrByFlag & Reading<Item, FcrOutcome>) | FcrRepeatOptions<Item> | FcrRepliesOptions<Item>,
): FcrResult {
  if (options?.by === "repeat") {
    const { by, level, within, contacts, reason, resolvable } = options;
    // Without it every contact could be resolved, and net would be gross under another name.
    if (level === "net" && typeof resolvable !== "function") {
      throw refusal('resolvable must be a function of the contact where level is "net"', resolvable);
    }
    const rule: FcrByRepeat = { by, level, within, contacts, sameReason: reason !== undefined };
    return measureOutcomes(rule, repeatContacts(items, options), { value: ({ outcome }) => outcome });
  }
  if (options?.by === "replies") {
    const { replies, solved, touches, weight } = options;
    requireTouches(touches);
    requireFunctions({ replies, solved });
    const value = (ticket: Item, index: number) =>
      oneTouchAt({ replies: replies(ticket, index), solved: solved(ticket, index) }, touches, index);
    return measureOutcomes(options, items, { value, weight });
  }
  return measureOutcomes(options, items, options);
}

function measureOutcomes<Item>(
  rule: FcrByFlag | FcrByRepeat | FcrByReplies,
  items: Iterable<Item>,
  reading: Reading<Item, FcrOutcome>,
): FcrResult {
  return readEach(fcrMetric(rule), items, reading);
}
