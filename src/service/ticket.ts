import { type Instant, milliseconds } from "../tally/instant.ts";
import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";

/**
 * Who acts on a ticket: the customer, a human agent, a bot that talks to the customer, or the system itself (rules,
 * notifications).
 *
 * @category Tickets
 */
export type TicketActor = "customer" | "agent" | "bot" | "system";

/**
 * Where a ticket stands: `new`, nobody works on it; `open`; `pending`, waiting for the customer; `hold`, waiting for
 * somebody else; `solved`; `closed`, for good.
 *
 * @category Tickets
 */
export type TicketStatus = "new" | "open" | "pending" | "hold" | "solved" | "closed";

/**
 * What all events of a ticket have.
 *
 * @category Tickets
 */
export interface TicketMoment {
  /** When it happened; not before the ticket was created. */
  readonly at: Instant;
  /** Who did it. */
  readonly by: TicketActor;
  /** Its own name, no two events of a ticket alike; any text, `null` or not given where it has none. */
  readonly id?: string | null | undefined;
  /** Its place among the events of one moment, smaller first. 0 where it is not given. */
  readonly seq?: number | undefined;
}

/**
 * A message: of the customer, or to the customer, or, where it is not public, among colleagues.
 *
 * @category Tickets
 */
export interface TicketMessage extends TicketMoment {
  /** A message. */
  readonly kind: "message";
  /** Whether the customer sees it. Default true. */
  readonly public?: boolean | undefined;
}

/**
 * A change of status.
 *
 * @category Tickets
 */
export interface TicketStatusChange extends TicketMoment {
  /** A change of status. */
  readonly kind: "status";
  /** The status from there on. */
  readonly status: TicketStatus;
}

/**
 * Something else that moves a ticket.
 *
 * @category Tickets
 */
export interface TicketMove extends TicketMoment {
  /**
   * `assigned`, to an agent; `handOff`, from a bot to people; `pause` and `resume`, between which a clock that is told so
   * stands still.
   */
  readonly kind: "assigned" | "handOff" | "pause" | "resume";
}

/**
 * Something that happened to a ticket.
 *
 * @category Tickets
 */
export type TicketEvent = TicketMessage | TicketStatusChange | TicketMove;

/**
 * A ticket, or conversation, with all that happened to it.
 *
 * @category Tickets
 */
export interface Ticket {
  /** Its name, for error messages; any text. */
  readonly id?: string | undefined;
  /** When it was created. */
  readonly createdAt: Instant;
  /** Who created it. Default `"customer"`. */
  readonly createdBy?: TicketActor | undefined;
  /**
   * What happened to it, in any order. Events of one moment stand in the order of `seq`; among equal ones come the customer's
   * messages, then what opens (status new and open, hand-off, assignment, resumption), other messages, and then what rests
   * or ends (pause, status pending, hold, solved, closed); of the same, the customer's, the system's, a bot's, an agent's.
   */
  readonly events: Iterable<TicketEvent>;
}

/** An event as it is worked with. */
export interface TimelineEvent {
  readonly at: number;
  readonly seq: number;
  /** Its place among events of one moment and one `seq`. */
  readonly rank: number;
  readonly kind: TicketEvent["kind"];
  readonly by: TicketActor;
  readonly status: TicketStatus | null;
  readonly isPublic: boolean;
}

/** A ticket as it stood at a moment: its events, checked and in canonical order. */
export interface TicketTimeline {
  readonly createdAt: number;
  readonly createdBy: TicketActor;
  readonly asOf: number;
  readonly events: readonly TimelineEvent[];
}

/**
 * The timeline of a ticket up to `asOf`; `null` of one created later. Later events are refused unless they are to be left out.
 */
export function timelineOf(
  ticket: Ticket,
  asOf: number,
  later: "reject" | "exclude",
  index?: number,
): TicketTimeline | null {
  const named = () => (ticket.id === undefined ? "the ticket" : `ticket ${shown(ticket.id)}`);
  if (ticket !== Object(ticket)) throw refusal("ticket must be an object", ticket, index);
  const createdAt = momentOf(ticket.createdAt, () => `createdAt of ${named()}`, index);
  const { createdBy = "customer" } = ticket;
  if (!ACTORS.includes(createdBy)) refuseChoice(`createdBy of ${named()}`, createdBy, ACTORS, index);
  const isLater = (at: number, what: () => string) => {
    if (at <= asOf) return false;
    if (later === "exclude") return true;
    throw refusal(`${what()} must not be after asOf, ${asOf}`, at, index);
  };
  if (isLater(createdAt, () => `createdAt of ${named()}`)) return null;
  if (!(Symbol.iterator in Object(ticket.events)))
    throw refusal(`events of ${named()} must be a list`, ticket.events, index);
  const ids = new Set<string>();
  const events: TimelineEvent[] = [];
  let place = 0;
  for (const event of ticket.events) {
    const number = place++;
    const field = (name: string) => `${name} of event ${number} of ${named()}`;
    const read = eventOf(event, field, index);
    if (read.at < createdAt) {
      throw refusal(`${field("at")} must not be before the ticket was created, ${createdAt}`, read.at, index);
    }
    const { id } = event;
    if (id !== undefined && id !== null) {
      if (ids.has(id)) throw refusal(`${field("id")} must not be that of an earlier event`, id, index);
      ids.add(id);
    }
    if (!isLater(read.at, () => field("at"))) events.push(read);
  }
  events.sort(canonically);
  return { createdAt, createdBy, asOf, events };
}

/** The canonical order: total, but for events that nothing tells apart, so that the order in which they came never shows. */
function canonically(one: TimelineEvent, other: TimelineEvent): number {
  return (
    one.at - other.at ||
    one.seq - other.seq ||
    one.rank - other.rank ||
    QUICKEST.indexOf(one.by) - QUICKEST.indexOf(other.by) ||
    Number(one.isPublic) - Number(other.isPublic)
  );
}

/** Who comes first of those who did the same at one moment. */
const QUICKEST: readonly TicketActor[] = ["customer", "system", "bot", "agent"];

const ACTORS: readonly TicketActor[] = ["customer", "agent", "bot", "system"];
const KINDS: readonly TicketEvent["kind"][] = ["message", "status", "assigned", "handOff", "pause", "resume"];
const STATUSES: readonly TicketStatus[] = ["new", "open", "pending", "hold", "solved", "closed"];

/** In which order the events of one moment come: messages of the customer, what opens, other messages, what rests or ends. */
const ORDER: readonly string[] = [
  "customer",
  "new",
  "open",
  "handOff",
  "assigned",
  "resume",
  "message",
  "pause",
  "pending",
  "hold",
  "solved",
  "closed",
];

function refuseChoice(name: string, choice: unknown, choices: readonly string[], index?: number): never {
  throw refusal(`${name} must be ${choices.map(shown).join(" or ")}`, choice, index);
}

/** The moment in milliseconds; its name is only made where it is needed. */
function momentOf(at: Instant, name: () => string, index?: number): number {
  return Number.isInteger(at) && Math.abs(at as number) <= 8.64e15
    ? (at as number) + 0
    : milliseconds(at, name(), index);
}

function eventOf(event: TicketEvent, field: (name: string) => string, index?: number): TimelineEvent {
  if (event !== Object(event)) throw refusal(`${field("the fields")} must be given`, event, index);
  const { kind, by, seq = 0 } = event;
  const at = momentOf(event.at, () => field("at"), index);
  if (!KINDS.includes(kind)) refuseChoice(field("kind"), kind, KINDS, index);
  if (!ACTORS.includes(by)) refuseChoice(field("by"), by, ACTORS, index);
  if (!Number.isSafeInteger(seq)) throw refusal(`${field("seq")} must be a whole number`, seq, index);
  let status: TicketStatus | null = null;
  let isPublic = false;
  if (kind === "status") {
    ({ status } = event);
    if (!STATUSES.includes(status)) refuseChoice(field("status"), status, STATUSES, index);
  } else if (kind === "message") {
    ({ public: isPublic = true } = event);
    if (typeof isPublic !== "boolean") throw refusal(`${field("public")} must be true or false`, isPublic, index);
  }
  const rank = ORDER.indexOf(status ?? (kind === "message" && by === "customer" ? by : kind));
  return { at, seq, rank, kind, by, status, isPublic };
}
