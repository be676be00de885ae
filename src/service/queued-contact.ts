import { requireFunctions } from "../tally/function.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { attempt, requireInvalid } from "./invalid.ts";

/**
 * How a contact left the queue; `"excluded"` of one of which it is not to be judged, such as one that cannot be.
 *
 * @category Service level
 */
export type QueueOutcome = "answered" | "abandoned" | "waiting" | "excluded";

/**
 * A contact that was queued, as service level, abandonment and speed of answer count it.
 *
 * @category Service level
 */
export interface QueuedContact {
  /** Whether an agent answered, the customer gave up, or neither as yet: still waiting; or whether it is left out. */
  readonly outcome: QueueOutcome;
  /**
   * How long the customer waited, 0 or more, in any one unit: until the answer, until giving up, or, of one still
   * waiting, until now. `null` or `undefined` where it is not known, or does not count.
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
  /**
   * Whether a contact that cannot be (a moment that is none, answered before it was queued, queued after `asOf`) is refused, or
   * `"excluded"`, which the metrics count in theirs. Default `"reject"`.
   */
  readonly invalid?: "reject" | "exclude" | undefined;
}

/**
 * Outcomes and waits of contacts from the moments of a log, as of a moment: what `serviceLevel` and its kin count.
 *
 * @param rows - The contacts: any iterable.
 * @param options - `queued`, `answered` and `abandoned`, the moments of a contact; `asOf`, when the queue is looked at;
 *   `invalid`, whether contacts that cannot be are refused or excluded.
 * @returns Each contact with its outcome and its wait in milliseconds, in the order given.
 * @throws TypeError or RangeError if a moment is none, a contact was answered or abandoned before it was queued, or both
 *   answered and abandoned, or was queued after `asOf`, with its index, unless `invalid` is `"exclude"`; if an option is none.
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
  const invalid = requireInvalid(options.invalid);
  requireFunctions({ queued: options.queued, answered: options.answered, abandoned: options.abandoned });
  const contacts: QueuedContact[] = [];
  let index = 0;
  for (const row of rows) {
    // What the row says is read outside: an error of the caller's functions is no matter of the row.
    const queued = options.queued(row, index);
    const answered = options.answered(row, index);
    const abandoned = options.abandoned(row, index);
    const contact = attempt(() => contactOf(queued, answered, abandoned, asOf, index), invalid);
    contacts.push(contact ?? { outcome: "excluded", wait: null });
    index++;
  }
  return contacts;
}

function contactOf(
  from: Instant,
  answeredAt: Instant | null | undefined,
  abandonedAt: Instant | null | undefined,
  asOf: number,
  index: number,
): QueuedContact {
  const queued = milliseconds(from, "queued", index);
  if (queued > asOf) throw refusal(`queued must not be after asOf (${asOf})`, queued, index);
  const end = (name: string, moment: Instant | null | undefined) => {
    const at = moment === null || moment === undefined ? null : milliseconds(moment, name, index);
    if (at !== null && at < queued) throw refusal(`${name} must not be before queued (${queued})`, at, index);
    return at;
  };
  const answered = end("answered", answeredAt);
  const abandoned = end("abandoned", abandonedAt);
  if (answered !== null && abandoned !== null) {
    throw refusal("abandoned must be null where the contact was answered", abandoned, index);
  }
  const left = answered ?? abandoned;
  if (left === null || left > asOf) return { outcome: "waiting", wait: asOf - queued };
  return { outcome: answered === null ? "abandoned" : "answered", wait: left - queued };
}

/** The wait of a contact that is one; `null` where contact or wait is not known, or it is left out. */
export function waitOf(contact: QueuedContact | null | undefined, index?: number): number | null {
  if (contact === null || contact === undefined) return null;
  if (typeof contact !== "object") throw refusal("contact must be an object with outcome and wait", contact, index);
  const { outcome, wait } = contact;
  if (outcome === "excluded") return null;
  if (outcome !== "answered" && outcome !== "abandoned" && outcome !== "waiting") {
    throw refusal('outcome must be "answered", "abandoned", "waiting" or "excluded"', outcome, index);
  }
  return wait === null || wait === undefined ? null : requireTime("wait", wait, 1e140, index);
}

/** Where a contact without a wait is counted. */
export function asideOf(contact: QueuedContact | null | undefined): "missing" | "excluded" {
  return contact?.outcome === "excluded" ? "excluded" : "missing";
}

/** The time, if it is one: a number from 0 to `largest`. */
export function requireTime(name: string, time: unknown, largest: number, index?: number): number {
  // Adding 0 turns −0 into 0.
  if (typeof time === "number" && time >= 0 && time <= largest) return time + 0;
  throw refusal(`${name} must be a number from 0 to ${largest}`, time, index);
}
