import { requireChoice } from "../tally/choice.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import {
  type CaseReading,
  type CaseTime,
  type CaseTimesMetricOptions,
  type CaseTimesOptions,
  type CaseTimesResult,
  type CaseTimesTally,
  caseTimesMetric,
  measureCaseTimes,
  waitsOf,
} from "./case-times.ts";
import { type ClockStart, isResolved, startOf } from "./clock-start.ts";
import type { Ticket, TicketTimeline, TimelineEvent } from "./ticket.ts";
import {
  requireChoices,
  requireNamedClock,
  type TicketClock,
  type TicketDefinition,
  type TicketOptions,
  ticketClock,
} from "./ticket-clock.ts";

/**
 * Whose public message is a response.
 *
 * @category First response
 */
export interface AnswerRule {
  /** Whose public messages answer a customer. Default people only: `["agent"]`. */
  readonly answeredBy?: readonly ("agent" | "bot")[] | undefined;
}

/**
 * From when to when a first response is timed.
 *
 * @category First response
 */
export interface FirstResponseOptions extends TicketOptions, AnswerRule {
  /**
   * When the clock starts: `"created"`, at creation; `"assigned"`, at the first assignment; `"handOff"`, when the bot hands
   * over (at creation where no bot acted); `"reopened"`, at the last reopening before the first response (at creation where
   * there is none). Default `"created"`.
   */
  readonly from?: ClockStart | "reopened" | undefined;
  /**
   * Of a ticket that an agent created: `"next-reply"`, its opening message is no response, the next public one is; `"skip"`,
   * nobody waits for a response. Default `"next-reply"`. The opening message is the one at the very moment of creation: one
   * that comes later, if only by a millisecond, is a response, since nothing else tells it from a quick one. Where a log
   * writes them apart, give the message the moment of creation.
   */
  readonly agentCreated?: "next-reply" | "skip" | undefined;
}

/**
 * The definition of a first response time, as plain data.
 *
 * @category First response
 */
export interface FirstResponseDefinition extends TicketDefinition {
  /** The metric's name. */
  readonly metric: "firstResponseTime";
  /** When the clock starts. */
  readonly from: ClockStart | "reopened";
  /** Whose public messages answer. */
  readonly answeredBy: readonly ("agent" | "bot")[];
  /** What is waited for on a ticket that an agent created. */
  readonly agentCreated: "next-reply" | "skip";
}

/**
 * Time to the first response, of many tickets.
 *
 * @category First response
 */
export type FirstResponseResult = CaseTimesResult<FirstResponseDefinition>;

/**
 * The first response of one ticket: the first public message to the customer by a person.
 *
 * A ticket that was never answered is pending, for as long as it has waited, unless it is solved or closed: then its wait
 * ended there (`closed`). Notes among colleagues, messages of the system and, unless `answeredBy` says so, of bots are no
 * response.
 *
 * @param ticket - The ticket with its events, in any order.
 * @param options - `asOf`; `from`, when the clock starts; `answeredBy`; `agentCreated`; `pauses`; `elapsed`, the clock;
 *   `later`.
 * @returns The time, and what became of the wait; `null` where nothing was waited for: the clock has not started, or the
 *   response came before it did.
 * @throws TypeError or RangeError if the ticket cannot be (an event before creation or after `asOf`, an id twice, an unknown
 *   kind), with ticket and event, or an option is none.
 *
 * @example
 * ```ts
 * const ticket: Ticket = { id: "A7", createdAt: 0, events: [
 *   { at: 1_000, kind: "message", by: "bot" },
 *   { at: 5_000, kind: "message", by: "agent", public: false },
 *   { at: 60_000, kind: "message", by: "agent" },
 * ] }
 * firstResponse(ticket, { asOf: 90_000 }) // => { time: 60_000, event: true, state: "done", startedAt: 0, doneAt: 60_000, paused: 0 }
 * firstResponse({ createdAt: 0, events: [] }, { asOf: 90_000 }) // => { time: 90_000, event: false, state: "pending", … }
 * firstResponse(ticket, { asOf: 30_000 }) // throws RangeError "must not be after asOf, 30000, got 60000"
 * ```
 *
 * @category First response
 */
export function firstResponse(ticket: Ticket, options: FirstResponseOptions): CaseTime | null {
  return waitsOf(firstResponseReading(options), ticket)[0] ?? null;
}

/**
 * First response time: how long customers wait for the first public message of a person.
 *
 * Mean and quantiles are of the tickets that were answered; those that still wait are counted as pending, and the survival
 * median has both.
 *
 * @param tickets - Tickets with their events; `null` and `undefined` are counted as missing.
 * @param options - As `firstResponse` takes them; `invalid`, whether tickets that cannot be are refused or excluded; `weight`,
 *   a ticket's weight, 0 or more; `value`, where the items are rows.
 * @returns Mean, median and 90th percentile of those answered, and the survival median, in the unit of the clock; each `null`
 *   of an empty sample.
 * @throws TypeError or RangeError as `firstResponse` does, with the ticket's index.
 *
 * @example
 * ```ts
 * const reply = (at: number): TicketEvent => ({ at, kind: "message", by: "agent" })
 * const tickets = [[reply(0)], [reply(0)], [reply(30_000)], []].map((events) => ({ createdAt: 0, events }))
 * firstResponseTime(tickets, { asOf: 60_000 }) // => { mean: 10_000, median: 0, survivalMedian: 15_000, count: 3, pending: 1, … }
 * firstResponseTime([], { asOf: 60_000 }).mean // => null
 * ```
 *
 * @see Zendesk, "About metrics and attributes": first reply time.
 * @category First response
 */
export function firstResponseTime(
  tickets: Iterable<Ticket | null | undefined>,
  options: FirstResponseOptions & CaseTimesOptions & Weighing<Ticket | null | undefined>,
): FirstResponseResult;
export function firstResponseTime<Row>(
  rows: Iterable<Row>,
  options: FirstResponseOptions & CaseTimesOptions & RowReading<Row, Ticket | null | undefined>,
): FirstResponseResult;
export function firstResponseTime<Row>(
  items: Iterable<Row>,
  options: FirstResponseOptions & CaseTimesOptions & Partial<RowReading<Row, Ticket | null | undefined>>,
): FirstResponseResult {
  return measureCaseTimes(firstResponseReading(options), items, options);
}

/**
 * First response time as a metric, for streams, groups and parts; see `firstResponseTime`.
 *
 * @param options - As `firstResponseTime` takes them; `precision`, that of the quantiles; `clock`, the name
 *   that `elapsed` needs.
 * @returns A metric of tickets, each with all its events: an engine groups events by ticket first. Quantiles and survival
 *   median are those of a sketch.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = firstResponseTimeMetric({ asOf: 60_000 })
 * const open = tally(metric, [{ createdAt: 0, events: [] }])
 * const answered = tally(metric, [{ createdAt: 0, events: [{ at: 30_000, kind: "message", by: "agent" }] }])
 * metric.read(metric.merge(open, answered)) // => { mean: 30_000, count: 1, pending: 1, longestPending: 60_000, … }
 * ```
 *
 * @category First response
 */
export function firstResponseTimeMetric(
  options: FirstResponseOptions & CaseTimesMetricOptions,
): Metric<Ticket | null | undefined, CaseTimesTally, FirstResponseResult> {
  requireNamedClock(options);
  return caseTimesMetric(firstResponseReading(options), options);
}

/** Whose messages answer, and which message does. */
export interface Answers {
  readonly answeredBy: ("agent" | "bot")[];
  readonly isAnswer: (event: TimelineEvent, timeline: TicketTimeline) => boolean;
}

/** Which messages answer a customer; not the one that opens a ticket, by whoever created it. */
export function answers({ answeredBy: chosen = ["agent"] }: AnswerRule): Answers {
  const answeredBy = requireChoices("answeredBy", chosen, ["agent", "bot"]);
  const isAnswer = ({ kind, isPublic, by, at }: TimelineEvent, { createdAt, createdBy }: TicketTimeline) =>
    kind === "message" && isPublic && answeredBy.some((who) => who === by) && !(by === createdBy && at === createdAt);
  return { answeredBy, isAnswer };
}

/** A wait that was done, is pending, or ended with its ticket. */
export function caseTime(
  clock: TicketClock,
  timeline: TicketTimeline,
  startedAt: number,
  state: CaseTime["state"],
  until: number,
): CaseTime {
  const { time, paused } = clock.run(timeline, startedAt, until);
  return { time, event: state === "done", state, startedAt, doneAt: state === "done" ? until : null, paused };
}

function firstResponseReading(
  options: FirstResponseOptions,
): CaseReading<Ticket, TicketTimeline, FirstResponseDefinition> {
  const clock = ticketClock(options);
  const from = requireChoice("from", options.from ?? "created", ["created", "assigned", "handOff", "reopened"]);
  const agentCreated = requireChoice("agentCreated", options.agentCreated ?? "next-reply", ["next-reply", "skip"]);
  const { answeredBy, isAnswer } = answers(options);
  return {
    definition: { metric: "firstResponseTime", from, answeredBy, agentCreated, ...clock.definition },
    read: clock.read,
    times: (timeline) => {
      if (agentCreated === "skip" && timeline.createdBy === "agent") return null;
      const { events, asOf } = timeline;
      const answer = events.findIndex((event) => isAnswer(event, timeline));
      const startedAt = startOf(timeline, from, answer < 0 ? events.length : answer);
      if (startedAt === null) return null;
      if (answer >= 0) return [caseTime(clock, timeline, startedAt, "done", events[answer]!.at)];
      const changes = events.filter(({ status }) => status !== null);
      let closing = changes.length;
      while (closing > 0 && isResolved(changes[closing - 1]!)) closing--;
      const closed = changes[closing];
      if (closed === undefined) return [caseTime(clock, timeline, startedAt, "pending", asOf)];
      return [caseTime(clock, timeline, startedAt, "closed", Math.max(startedAt, closed.at))];
    },
  };
}
