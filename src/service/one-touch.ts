import { requireRecord } from "../tally/record.ts";
import { refusal } from "../tally/refusal.ts";
import { requireTouches, type Touches } from "./fcr-definition.ts";

/**
 * A ticket: how often an agent replied, and whether it is solved.
 *
 * @category First Contact Resolution
 */
export interface RepliedTicket {
  /** Public replies of agents, 0 or more; `null` or `undefined` where it is not known. */
  readonly replies: number | null | undefined;
  /** Whether it is solved: `false`, not yet; `null` or `undefined` where it is not known. */
  readonly solved: boolean | null | undefined;
}

/**
 * Whether a ticket was solved by one touch. Where no reply at all was needed, `"fewer-than-2"` says that it was and `"exactly-1"` that
 * it was not: one vendor's documentation gives both rules, in two languages.
 *
 * @param ticket - How often an agent replied, and whether the ticket is solved.
 * @param options - `touches`, how many replies make one touch.
 * @returns Whether it was; `"pending"` of a ticket that is not solved; `null` where replies or state are not known.
 * @throws TypeError or RangeError if the number of replies is none, or the state, or the rule.
 *
 * @example
 * ```ts
 * oneTouch({ replies: 0, solved: true }, { touches: "fewer-than-2" }) // => true
 * oneTouch({ replies: 0, solved: true }, { touches: "exactly-1" }) // => false
 * oneTouch({ replies: 1, solved: false }, { touches: "exactly-1" }) // => "pending"
 * ```
 *
 * @category First Contact Resolution
 */
export function oneTouch(ticket: RepliedTicket, options: { readonly touches: Touches }): boolean | "pending" | null {
  return oneTouchAt(ticket, requireTouches(options?.touches));
}

/** The same of the ticket at an index. */
export function oneTouchAt(ticket: RepliedTicket, touches: Touches, index?: number): boolean | "pending" | null {
  const { replies, solved } = requireRecord(ticket, "ticket") as RepliedTicket;
  if (solved !== null && solved !== undefined && typeof solved !== "boolean") {
    throw refusal("solved must be true, false or null", solved, index);
  }
  const isKnown = replies !== null && replies !== undefined;
  if (isKnown && !(Number.isSafeInteger(replies) && replies >= 0)) {
    throw refusal("replies must be a whole number, 0 or more", replies, index);
  }
  if (solved === false) return "pending";
  if (!isKnown || solved !== true) return null;
  return replies === 1 || (replies === 0 && touches === "fewer-than-2");
}
