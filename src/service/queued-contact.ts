import { type Instant, milliseconds } from "../tally/instant.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * How a contact left the queue.
 *
 * @category Service level
 */
export type QueueOutcome = "answered" | "abandoned" | "waiting";

/**
 * A contact that was queued, as service level, abandonment and speed of answer count it.
 *
 * @category Service level
 */
export interface QueuedContact {
  /** Whether an agent answered, the customer gave up, or neither as yet: still waiting. */
  readonly outcome: QueueOutcome;
  /**
   * How long the customer waited, 0 or more, in any one unit: until the answer, until giving up, or, of one still
   * waiting, until now. `null` or `undefined` where it is not known.
   */
  readonly wait: number | null | undefined;
}

/**
 * When a row was queued, and when it left the queue.
 *
 * @category Service level
 */
export interface QueueTimes<Row> {
  /** When the contact was queued; not after `asOf`. */
  readonly queued: (row: Row, index: number) => Instant;
  /** When an agent answered; `null` or `undefined` where none has. */
  readonly answered: (row: Row, index: number) => Instant | null | undefined;
  /** When the customer gave up; `null` or `undefined` of one who has not. */
  readonly abandoned: (row: Row, index: number) => Instant | null | undefined;
  /** The moment as of which the queue is looked at: whoever left it later is still waiting. */
  readonly asOf: Instant;
}

/**
 * Outcomes and waits of contacts from the moments of a log, as of a moment: what `serviceLevel` and its kin count.
 *
 * @param rows - The contacts: any iterable.
 * @param options - `queued`, `answered` and `abandoned`, the moments of a contact; `asOf`, when the queue is looked at.
 * @returns Each contact with its outcome and its wait in milliseconds, in the order given.
 * @throws TypeError or RangeError if a moment is none, a contact was answered or abandoned before it was queued, or both
 *   answered and abandoned, or was queued after `asOf`, with its index.
 *
 * @example
 * ```ts
 * const calls = [{ at: 0, answered: 15_000, left: null }, { at: 5_000, answered: null, left: 9_000 }, { at: 8_000, answered: 30_000, left: null }]
 * queuedContacts(calls, { queued: (c) => c.at, answered: (c) => c.answered, abandoned: (c) => c.left, asOf: 20_000 })
 * // => [{ outcome: "answered", wait: 15_000 }, { outcome: "abandoned", wait: 4_000 }, { outcome: "waiting", wait: 12_000 }]
 * ```
 *
 * @category Service level
 */
export function queuedContacts<Row>(rows: Iterable<Row>, options: QueueTimes<Row>): QueuedContact[] {
  requireIterable(rows, "rows");
  const asOf = milliseconds(options?.asOf, "asOf");
  const contacts: QueuedContact[] = [];
  let index = 0;
  for (const row of rows) {
    const queued = milliseconds(options.queued(row, index), "queued", index);
    if (queued > asOf) throw refusal(`queued must not be after asOf (${asOf})`, queued, index);
    const end = (name: "answered" | "abandoned") => {
      const moment = options[name](row, index) ?? null;
      const at = moment === null ? null : milliseconds(moment, name, index);
      if (at !== null && at < queued) throw refusal(`${name} must not be before queued (${queued})`, at, index);
      return at;
    };
    const [answered, abandoned] = [end("answered"), end("abandoned")];
    if (answered !== null && abandoned !== null) {
      throw refusal("abandoned must be null where the contact was answered", abandoned, index);
    }
    const left = answered ?? abandoned;
    if (left === null || left > asOf) contacts.push({ outcome: "waiting", wait: asOf - queued });
    else contacts.push({ outcome: answered === null ? "abandoned" : "answered", wait: left - queued });
    index++;
  }
  return contacts;
}

/** The wait of a contact that is one; `null` where contact or wait is not known. */
export function waitOf(contact: QueuedContact | null | undefined, index?: number): number | null {
  if (contact === null || contact === undefined) return null;
  if (typeof contact !== "object") throw refusal("contact must be an object with outcome and wait", contact, index);
  const { outcome, wait } = contact;
  if (outcome !== "answered" && outcome !== "abandoned" && outcome !== "waiting") {
    throw refusal('outcome must be "answered", "abandoned" or "waiting"', outcome, index);
  }
  return wait === null || wait === undefined ? null : requireTime("wait", wait, 1e140, index);
}

/** The time, if it is one: a number from 0 to `largest`. */
export function requireTime(name: string, time: unknown, largest: number, index?: number): number {
  // Adding 0 turns −0 into 0.
  if (typeof time === "number" && time >= 0 && time <= largest) return time + 0;
  throw refusal(`${name} must be a number from 0 to ${largest}`, time, index);
}
