import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
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
import { isResolved } from "./clock-start.ts";
import { type AnswerRule, answers, caseTime } from "./first-response.ts";
import type { Ticket, TicketTimeline } from "./ticket.ts";
import { requireNamedClock, type TicketDefinition, type TicketOptions, ticketClock } from "./ticket-clock.ts";

/**
 * Which responses are timed.
 *
 * @category Next response
 */
export interface NextResponseOptions extends TicketOptions, AnswerRule {
  /** Whether the wait for the first response counts too; from creation, of a ticket that the customer created. Default false. */
  readonly includeFirst?: boolean | undefined;
}

/**
 * The definition of a next response time, as plain data.
 *
 * @category Next response
 */
export interface NextResponseDefinition extends TicketDefinition {
  /** The metric's name. */
  readonly metric: "nextResponseTime";
  /** Whether the wait for the first response counts too. */
  readonly includeFirst: boolean;
  /** Whose public messages answer. */
  readonly answeredBy: readonly ("agent" | "bot")[];
}

/**
 * Time to the next response, of many tickets; what is counted are waits, of which a ticket may have several.
 *
 * @category Next response
 */
export type NextResponseResult = CaseTimesResult<NextResponseDefinition>;

/**
 * The later responses of one ticket: each from the first unanswered message of the customer to the next public message by a
 * person.
 *
 * Whatever else the customer writes meanwhile belongs to the same wait. A ticket that is solved or closed ends the wait
 * (`closed`): what the customer writes after that begins a new one.
 *
 * @param ticket - The ticket with its events, in any order.
 * @param options - `asOf`; `includeFirst`; `answeredBy`; `pauses`; `elapsed`, the clock; `later`.
 * @returns The waits in order, the last perhaps pending; none of a ticket on which the customer wrote no more.
 * @throws TypeError or RangeError if the ticket cannot be, with ticket and event, or an option is none.
 *
 * @example
 * ```ts
 * const said = (at: number, by: TicketActor): TicketEvent => ({ at, kind: "message", by })
 * const events = [said(10, "agent"), said(40, "customer"), said(50, "customer"), said(70, "agent"), said(90, "customer")]
 * nextResponses({ createdAt: 0, events }, { asOf: 100 }).map(({ time, state }) => [time, state]) // => [[30, "done"], [10, "pending"]]
 * nextResponses({ createdAt: 0, events }, { asOf: 100, includeFirst: true }).length // => 3
 * ```
 *
 * @category Next response
 */
export function nextResponses(ticket: Ticket, options: NextResponseOptions): readonly CaseTime[] {
  return waitsOf(nextResponseReading(options), ticket);
}

/**
 * Next response time: how long customers wait, each time they write again, for a public message of a person.
 *
 * @param tickets - Tickets with their events; `null` and `undefined` are counted as missing.
 * @param options - As `nextResponses` takes them; `invalid`, whether tickets that cannot be are refused or excluded; `weight`,
 *   a ticket's weight, 0 or more, which each of its waits has; `value`, where the items are rows.
 * @returns Mean, median and 90th percentile of the waits that were answered, and the survival median, in the unit of the
 *   clock; each `null` of an empty sample. Tickets without a wait are counted in `notApplicable`.
 * @throws TypeError or RangeError as `nextResponses` does, with the ticket's index.
 *
 * @example
 * ```ts
 * const said = (at: number, by: TicketActor): TicketEvent => ({ at, kind: "message", by })
 * const tickets = [[said(10, "agent"), said(40, "customer"), said(70, "agent")], []].map((events) => ({ createdAt: 0, events }))
 * nextResponseTime(tickets, { asOf: 100 }) // => { mean: 30, count: 1, pending: 0, notApplicable: 1, … }
 * ```
 *
 * @see Zendesk, "Defining SLA policies": next reply time.
 * @category Next response
 */
export function nextResponseTime(
  tickets: Iterable<Ticket | null | undefined>,
  options: NextResponseOptions & CaseTimesOptions & Weighing<Ticket | null | undefined>,
): NextResponseResult;
export function nextResponseTime<Row>(
  rows: Iterable<Row>,
  options: NextResponseOptions & CaseTimesOptions & RowReading<Row, Ticket | null | undefined>,
): NextResponseResult;
export function nextResponseTime<Row>(
  items: Iterable<Row>,
  options: NextResponseOptions & CaseTimesOptions & Partial<RowReading<Row, Ticket | null | undefined>>,
): NextResponseResult {
  return measureCaseTimes(nextResponseReading(options), items, options);
}

/**
 * Next response time as a metric, for streams, groups and parts; see `nextResponseTime`.
 *
 * @param options - As `nextResponseTime` takes them; `precision`, that of the quantiles; `clock`, the name
 *   that `elapsed` needs.
 * @returns A metric of tickets, each with all its events. Quantiles and survival median are those of a sketch.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = nextResponseTimeMetric({ asOf: 100, includeFirst: true })
 * measure(metric, [{ createdAt: 0, events: [{ at: 20, kind: "message", by: "agent" }] }]) // => { mean: 20, count: 1, … }
 * ```
 *
 * @category Next response
 */
export function nextResponseTimeMetric(
  options: NextResponseOptions & CaseTimesMetricOptions,
): Metric<Ticket | null | undefined, CaseTimesTally, NextResponseResult> {
  requireNamedClock(options);
  return caseTimesMetric(nextResponseReading(options), options);
}

function nextResponseReading(
  options: NextResponseOptions,
): CaseReading<Ticket, TicketTimeline, NextResponseDefinition> {
  const clock = ticketClock(options);
  const { answeredBy, isAnswer } = answers(options);
  const { includeFirst = false } = options;
  if (typeof includeFirst !== "boolean") throw refusal("includeFirst must be true or false", includeFirst);
  return {
    definition: { metric: "nextResponseTime", includeFirst, answeredBy, ...clock.definition },
    read: clock.read,
    times: (timeline) => {
      const waits: CaseTime[] = [];
      let since = includeFirst && timeline.createdBy === "customer" ? timeline.createdAt : null;
      let isCounted = includeFirst;
      const end = (state: CaseTime["state"], at: number) => {
        if (since !== null) waits.push(caseTime(clock, timeline, since, state, at));
        since = null;
      };
      for (const event of timeline.events) {
        if (isAnswer(event, timeline)) {
          end("done", event.at);
          isCounted = true;
        } else if (isResolved(event)) end("closed", event.at);
        else if (isCounted && event.kind === "message" && event.by === "customer" && event.isPublic) since ??= event.at;
      }
      end("pending", timeline.asOf);
      return waits.length === 0 ? null : waits;
    },
  };
}
