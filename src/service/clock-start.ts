import type { TicketTimeline, TimelineEvent } from "./ticket.ts";

/**
 * When the clock of a ticket starts: at creation; at the first assignment to an agent; when the bot hands over to people
 * (at creation of a ticket on which no bot acted).
 *
 * @category Tickets
 */
export type ClockStart = "created" | "assigned" | "handOff";

/** Whether a status says that a ticket is done with. */
export function isResolved(event: TimelineEvent): boolean {
  return event.status === "solved" || event.status === "closed";
}

/** When the clock starts, as far as the first `length` events tell; `null` where it has not. */
export function startOf(
  { createdAt, createdBy, events }: TicketTimeline,
  from: ClockStart | "reopened",
  length: number,
): number | null {
  const before = events.slice(0, length);
  const first = (kind: TimelineEvent["kind"]) => before.find((event) => event.kind === kind)?.at ?? null;
  if (from === "assigned") return first("assigned");
  if (from === "handOff") {
    const isBots = createdBy === "bot" || before.some(({ by }) => by === "bot");
    return first("handOff") ?? (isBots ? null : createdAt);
  }
  let startedAt = createdAt;
  if (from === "reopened") {
    let isOver = false;
    for (const event of before) {
      if (isOver && event.status !== null && !isResolved(event)) startedAt = event.at;
      if (event.status !== null) isOver = isResolved(event);
    }
  }
  return startedAt;
}
