import type { Instant, TemporalInstant } from "../tally/instant.ts";

/**
 * Something that happened to a customer: what, when, and, as far as it is known, where and by whom. Further fields of
 * one's own (a score, an amount) stay on it.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey
 */
export interface JourneyEvent<Stage extends string = string> {
  /** What happened, by the name of the activity; any text. */
  readonly activity: string;
  /** When it happened or began, in whole milliseconds since 1970-01-01T00:00Z; of a `Date` see `DatedEvent`. */
  readonly at: number;
  /** When it was complete, where it took time, in the same milliseconds; not before `at`. */
  readonly endAt?: number | undefined;
  /** Whom it happened to; any text. */
  readonly customer?: string | undefined;
  /** The case it belongs to (a ticket, an order), where cases are finer than customers; any text. */
  readonly case?: string | undefined;
  /** The stage it belongs to; `assignStages` gives it. */
  readonly stage?: Stage | undefined;
  /** Where it happened: shop, phone, web; any text. */
  readonly channel?: string | undefined;
  /** Who or what did it: an agent, a system; any text. */
  readonly resource?: string | undefined;
  /** Its own name, no two events alike; any text. */
  readonly id?: string | undefined;
  /** Its place among the events of one moment, smaller first. 0 where it is not given. */
  readonly seq?: number | undefined;
}

/**
 * The stages that events can be of.
 *
 * @typeParam Event - What the events are.
 * @category Journey
 */
export type StageOf<Event extends JourneyEvent> = NonNullable<Event["stage"]>;

/**
 * An event as it comes in: its moments may be `Date`s or `Temporal.Instant`s.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey
 */
export interface DatedEvent<Stage extends string = string> extends Omit<JourneyEvent<Stage>, "at" | "endAt"> {
  /** When it happened or began: whole milliseconds since 1970-01-01T00:00Z, a `Date` or a `Temporal.Instant`. */
  readonly at: Instant;
  /** When it was complete, where it took time; not before `at`. */
  readonly endAt?: Instant | undefined;
}

/**
 * The same event with its moments in milliseconds.
 *
 * @typeParam Event - What the event was.
 * @category Journey
 */
export type Timed<Event extends DatedEvent> = Omit<Event, "at" | "endAt"> & JourneyEvent;

/** The event with its moments in milliseconds: a copy where one was none, the event itself where all were, or are no moments. */
export function timed(event: DatedEvent): JourneyEvent {
  const at = inMilliseconds(event?.at);
  const endAt = inMilliseconds(event?.endAt);
  if (at === event?.at && endAt === event?.endAt) return event as JourneyEvent;
  return { ...event, at, ...(endAt !== undefined && { endAt }) } as JourneyEvent;
}

/** Milliseconds of a moment that says so in another way; anything else as it is. */
function inMilliseconds(moment: unknown): unknown {
  if (moment instanceof Date) return Number.isNaN(moment.getTime()) ? moment : moment.getTime();
  const { epochMilliseconds }: Partial<TemporalInstant> = Object(moment);
  return Number.isSafeInteger(epochMilliseconds) ? epochMilliseconds : moment;
}
