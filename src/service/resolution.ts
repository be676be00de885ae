import { requireDomain } from "../stats/domain.ts";
import { requireChoice } from "../tally/choice.ts";
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
import { type ClockStart, isResolved, startOf } from "./clock-start.ts";
import { caseTime } from "./first-response.ts";
import type { Ticket, TicketStatus, TicketTimeline } from "./ticket.ts";
import {
  requireChoices,
  requireNamedClock,
  type TicketDefinition,
  type TicketOptions,
  ticketClock,
} from "./ticket-clock.ts";

/**
 * From when to when a resolution is timed.
 *
 * @category Resolution
 */
export interface ResolutionOptions extends TicketOptions {
  /** When the clock starts: at creation, at the first assignment, or when the bot hands over. Default `"created"`. */
  readonly from?: ClockStart | undefined;
  /** Which resolution is timed: `"first"`, whatever came after; `"full"`, the last, and pending while reopened. Default `"full"`. */
  readonly until?: "first" | "full" | undefined;
  /**
   * The statuses that say resolved. Default `["solved", "closed"]`: a ticket closed without being solved was resolved then.
   * Whichever they are, being closed does not reopen a ticket that was solved.
   */
  readonly resolvedBy?: readonly ("solved" | "closed")[] | undefined;
  /**
   * For how long, in milliseconds by the wall clock, a reopening undoes a resolution: later, it is another matter, and the
   * resolution stands. Until it has passed a resolution is pending. Only with `"full"`. Default none: every reopening counts.
   */
  readonly grace?: number | undefined;
}

/**
 * The definition of a resolution time, as plain data.
 *
 * @category Resolution
 */
export interface ResolutionDefinition extends TicketDefinition {
  /** The metric's name. */
  readonly metric: "resolutionTime";
  /** When the clock starts. */
  readonly from: ClockStart;
  /** Which resolution is timed. */
  readonly until: "first" | "full";
  /** The statuses that say resolved. */
  readonly resolvedBy: readonly ("solved" | "closed")[];
  /** For how long a reopening undoes a resolution, in milliseconds; `null` of every reopening. */
  readonly grace: number | null;
}

/**
 * The resolution of one ticket.
 *
 * @category Resolution
 */
export interface ResolutionCase extends CaseTime {
  /** How often it was reopened; with a grace, within it. */
  readonly reopens: number;
  /** When it was resolved, while a grace runs in which that may be undone; `null` otherwise. In milliseconds since 1970. */
  readonly tentativeAt: number | null;
}

/**
 * Time to resolution, of many tickets.
 *
 * @category Resolution
 */
export type ResolutionResult = CaseTimesResult<ResolutionDefinition>;

/**
 * The resolution of one ticket: when it was solved, or closed where it was never solved.
 *
 * @param ticket - The ticket with its events, in any order.
 * @param options - `asOf`; `until`, the first resolution or the last; `grace`; `from`, when the clock starts; `resolvedBy`;
 *   `pauses`; `elapsed`, the clock; `later`.
 * @returns The time, what became of it, and how often the ticket was reopened; `null` where the clock has not started.
 * @throws TypeError or RangeError if the ticket cannot be, with ticket and event, or an option is none.
 *
 * @example
 * ```ts
 * const is = (at: number, status: TicketStatus): TicketEvent => ({ at, kind: "status", by: "agent", status })
 * const ticket: Ticket = { createdAt: 0, events: [is(20, "solved"), is(50, "open"), is(90, "solved")] }
 * resolution(ticket, { asOf: 200 }) // => { time: 90, event: true, reopens: 1, … }
 * resolution(ticket, { asOf: 200, until: "first" }) // => { time: 20, event: true, reopens: 1, … }
 * resolution(ticket, { asOf: 200, grace: 25 }) // => { time: 20, event: true, reopens: 0, … }
 * resolution(ticket, { asOf: 60, later: "exclude" }) // => { time: 60, event: false, state: "pending", reopens: 1, … }
 * ```
 *
 * @category Resolution
 */
export function resolution(ticket: Ticket, options: ResolutionOptions): ResolutionCase | null {
  return waitsOf(resolutionReading(options), ticket)[0] ?? null;
}

/**
 * Resolution time: how long it takes until tickets are solved.
 *
 * Mean and quantiles are of the tickets that are resolved, which the quick ones are first: of a growing queue they are too
 * short. The survival median has the open ones too.
 *
 * @param tickets - Tickets with their events; `null` and `undefined` are counted as missing.
 * @param options - As `resolution` takes them; `invalid`, whether tickets that cannot be are refused or excluded; `weight`, a
 *   ticket's weight, 0 or more; `value`, where the items are rows.
 * @returns Mean, median and 90th percentile of those resolved, and the survival median, in the unit of the clock; each `null`
 *   of an empty sample.
 * @throws TypeError or RangeError as `resolution` does, with the ticket's index.
 *
 * @example
 * ```ts
 * const rows = [{ opened: 0, closed: 20 }, { opened: 10, closed: 40 }, { opened: 30, closed: null }]
 * const ticket = ({ opened, closed }: (typeof rows)[number]): Ticket =>
 *   ({ createdAt: opened, events: closed === null ? [] : [{ at: closed, kind: "status", by: "agent", status: "closed" }] })
 * resolutionTime(rows, { value: ticket, asOf: 100 }) // => { mean: 25, median: 25, survivalMedian: 30, count: 2, pending: 1, … }
 * ```
 *
 * @see Kaplan & Meier (1958), Nonparametric Estimation from Incomplete Observations, Journal of the American Statistical
 * Association 53.
 * @category Resolution
 */
export function resolutionTime(
  tickets: Iterable<Ticket | null | undefined>,
  options: ResolutionOptions & CaseTimesOptions & Weighing<Ticket | null | undefined>,
): ResolutionResult;
export function resolutionTime<Row>(
  rows: Iterable<Row>,
  options: ResolutionOptions & CaseTimesOptions & RowReading<Row, Ticket | null | undefined>,
): ResolutionResult;
export function resolutionTime<Row>(
  items: Iterable<Row>,
  options: ResolutionOptions & CaseTimesOptions & Partial<RowReading<Row, Ticket | null | undefined>>,
): ResolutionResult {
  return measureCaseTimes(resolutionReading(options), items, options);
}

/**
 * Resolution time as a metric, for streams, groups and parts; see `resolutionTime`.
 *
 * @param options - As `resolutionTime` takes them; `precision`, that of the quantiles; `clock`, the name
 *   that `elapsed` needs.
 * @returns A metric of tickets, each with all its events. Quantiles and survival median are those of a sketch.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = resolutionTimeMetric({ asOf: 100 })
 * measure(metric, [{ createdAt: 0, events: [{ at: 20, kind: "status", by: "agent", status: "solved" }] }]).mean // => 20
 * ```
 *
 * @category Resolution
 */
export function resolutionTimeMetric(
  options: ResolutionOptions & CaseTimesMetricOptions,
): Metric<Ticket | null | undefined, CaseTimesTally, ResolutionResult> {
  requireNamedClock(options);
  return caseTimesMetric(resolutionReading(options), options);
}

function resolutionReading(
  options: ResolutionOptions,
): CaseReading<Ticket, TicketTimeline, ResolutionDefinition, ResolutionCase> {
  const clock = ticketClock(options);
  const from = requireChoice("from", options.from ?? "created", ["created", "assigned", "handOff"]);
  const until = requireChoice("until", options.until ?? "full", ["first", "full"]);
  const resolvedBy = requireChoices("resolvedBy", options.resolvedBy ?? ["solved", "closed"], ["solved", "closed"]);
  const { grace } = options;
  if (grace !== undefined) {
    requireDomain(grace, grace >= 0 && grace < Infinity, "grace must be a number of milliseconds, 0 or more");
    if (until === "first") throw refusal('grace must be left out where until is "first"', grace);
  }
  // Adding 0 turns −0 into 0.
  const within = grace === undefined ? null : grace + 0;
  const is = (status: TicketStatus) => resolvedBy.some((resolved) => resolved === status);
  return {
    definition: { metric: "resolutionTime", from, until, resolvedBy, grace: within, ...clock.definition },
    read: clock.read,
    times: (timeline) => {
      const { events, asOf } = timeline;
      let first = -1;
      let last = -1;
      let reopens = 0;
      for (const [index, event] of events.entries()) {
        const { at, status } = event;
        // A ticket that was solved is not reopened by being closed, whichever of the two says resolved.
        if (status === null || (last < 0 ? !is(status) : isResolved(event))) continue;
        if (last < 0) {
          last = index;
          if (first < 0) first = index;
        } else if (grace !== undefined && at - events[last]!.at > grace) break;
        else {
          last = -1;
          reopens++;
        }
      }
      const end = until === "first" ? first : last;
      const startedAt = startOf(timeline, from, end < 0 ? events.length : end);
      if (startedAt === null) return null;
      if (end < 0) return [{ ...caseTime(clock, timeline, startedAt, "pending", asOf), reopens, tentativeAt: null }];
      const { at } = events[end]!;
      const isDone = grace === undefined || asOf - at >= grace;
      const tentativeAt = isDone ? null : at;
      return [{ ...caseTime(clock, timeline, startedAt, isDone ? "done" : "pending", at), reopens, tentativeAt }];
    },
  };
}
