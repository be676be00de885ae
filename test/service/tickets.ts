import type { Ticket, TicketActor, TicketEvent, TicketStatus } from "cx-metrics";
import fc from "fast-check";

/** A public message. */
export const said = (at: number, by: TicketActor, seq?: number): TicketEvent => ({
  at,
  kind: "message",
  by,
  ...(seq !== undefined && { seq }),
});

/** A message among colleagues. */
export const noted = (at: number): TicketEvent => ({ at, kind: "message", by: "agent", public: false });

/** A change of status. */
export const became = (at: number, status: TicketStatus, by: TicketActor = "agent"): TicketEvent => ({
  at,
  kind: "status",
  by,
  status,
});

/** Another event. */
export const did = (
  at: number,
  kind: "assigned" | "handOff" | "pause" | "resume",
  by: TicketActor = "system",
): TicketEvent => ({
  at,
  kind,
  by,
});

/** A ticket created at 0. */
export const ticketOf = (...events: TicketEvent[]): Ticket => ({ createdAt: 0, events });

/** The moment up to which the tickets below are known. */
export const END = 60;

const at = fc.integer({ min: 0, max: END });
const by = fc.constantFrom<TicketActor[]>("customer", "agent", "bot", "system");
const seq = fc.option(fc.integer({ min: -1, max: 1 }), { nil: undefined });
const status = fc.constantFrom<TicketStatus[]>("new", "open", "pending", "hold", "solved", "closed");
const kind = fc.constantFrom<("assigned" | "handOff" | "pause" | "resume")[]>("assigned", "handOff", "pause", "resume");

/** Any event, at few enough moments that they tie. */
const ticketEvent: fc.Arbitrary<TicketEvent> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      at,
      by,
      seq,
      kind: fc.constant("message" as const),
      public: fc.option(fc.boolean(), { nil: undefined }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ at, by, seq, kind: fc.constant("status" as const), status }) },
  { weight: 2, arbitrary: fc.record({ at, by, seq, kind }) },
);

/** Any ticket. */
export const anyTicket: fc.Arbitrary<Ticket> = fc
  .record({
    createdAt: fc.integer({ min: 0, max: 20 }),
    createdBy: fc.option(by, { nil: undefined }),
    events: fc.array(ticketEvent, { maxLength: 10 }),
  })
  .map(({ createdAt, createdBy, events }) => ({
    createdAt,
    createdBy,
    events: events.map((event) => ({ ...event, at: Math.max(createdAt, event.at as number) })),
  }));

/** Any ticket, or none. */
export const ticketOrNone: fc.Arbitrary<Ticket | null | undefined> = fc.oneof(
  { weight: 8, arbitrary: anyTicket },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined) },
);
