import { requireDomain } from "../stats/domain.ts";
import { requireChoice } from "../tally/choice.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { type Ticket, type TicketTimeline, timelineOf } from "./ticket.ts";

/**
 * During what a clock may stand still: between a `pause` and the next `resume`, or in one of the statuses in which a ticket
 * waits or rests.
 *
 * @category Tickets
 */
export type TicketPause = "pause" | "pending" | "hold" | "solved" | "closed";

/**
 * By which clock a time is measured.
 *
 * @category Tickets
 */
export interface ElapsedOptions {
  /**
   * The time from one moment to a later one, both in milliseconds since 1970; 0 or more, and additive: a day's is that of its
   * two halves. Business time goes in here. Default the wall clock, in milliseconds.
   */
  readonly elapsed?: ((from: number, to: number) => number) | undefined;
  /**
   * The name of that clock, such as `"office hours, Berlin"`: tallies of two clocks do not merge, and two functions are told apart by this
   * name alone. Metrics need it with `elapsed`. Default `"wall clock"`, or, of data in hand, `"own"` with `elapsed`.
   */
  readonly clock?: string | undefined;
  /** The name of the unit of the times. Default `"milliseconds"`, or none with `elapsed`. */
  readonly unit?: string | undefined;
}

/**
 * How the time of a ticket runs.
 *
 * @category Tickets
 */
export interface TicketOptions extends ElapsedOptions {
  /** As of when the tickets are seen: what has not happened by then is pending. */
  readonly asOf: Instant;
  /** Whether what happened after `asOf` is refused, or left out as not yet known. Default `"reject"`. */
  readonly later?: "reject" | "exclude" | undefined;
  /** During what the clock stands still. Default nothing: `[]`. */
  readonly pauses?: readonly TicketPause[] | undefined;
}

/**
 * The clock of a definition, as plain data.
 *
 * @category Tickets
 */
export interface ClockDefinition {
  /** The name of the clock. */
  readonly clock: string;
  /** The name of the unit; `null` where it was not given. */
  readonly unit: string | null;
}

/**
 * How the time of tickets runs, as plain data.
 *
 * @category Tickets
 */
export interface TicketDefinition extends ClockDefinition {
  /** As of when the tickets were seen, in milliseconds since 1970. */
  readonly asOf: number;
  /** Whether what happened after `asOf` was refused or left out. */
  readonly later: "reject" | "exclude";
  /** During what the clock stood still. */
  readonly pauses: readonly TicketPause[];
}

/** A clock, checked. */
export interface Clock {
  readonly definition: ClockDefinition;
  readonly elapsed: (from: number, to: number) => number;
}

/** The clock of options. */
export function clockOf({ elapsed, clock, unit }: ElapsedOptions): Clock {
  if (elapsed !== undefined && typeof elapsed !== "function") throw refusal("elapsed must be a function", elapsed);
  const name = clock ?? (elapsed ? "own" : "wall clock");
  if (typeof name !== "string") throw refusal("clock must be a string", name);
  const named = unit ?? (elapsed ? null : "milliseconds");
  if (named !== null && typeof named !== "string") throw refusal("unit must be a string", named);
  return {
    definition: { clock: name, unit: named },
    elapsed: (from, to) => {
      if (!elapsed) return to - from;
      const time = elapsed(from, to);
      requireDomain(time, time >= 0 && time <= 1e140, "elapsed must give a number from 0 to 1e140");
      return time + 0;
    },
  };
}

/** Refuses a clock without a name: tallies of two would merge. */
export function requireNamedClock(options: ElapsedOptions): void {
  if (typeof options?.elapsed !== "function" || (options.clock ?? null) !== null) return;
  throw refusal("clock must name what elapsed decides", options.clock);
}

/** How tickets are read and timed. */
export interface TicketClock {
  readonly definition: TicketDefinition;
  readonly elapsed: (from: number, to: number) => number;
  readonly read: (ticket: Ticket, index?: number) => TicketTimeline | null;
  /** The time that ran from one moment of a ticket to another, and the time that did not count. */
  readonly run: (
    timeline: TicketTimeline,
    from: number,
    to: number,
  ) => { readonly time: number; readonly paused: number };
}

/** The clock of tickets. */
export function ticketClock(options: TicketOptions): TicketClock {
  const asOf = milliseconds(options?.asOf, "asOf");
  const later = requireChoice("later", options.later ?? "reject", ["reject", "exclude"]);
  const { definition, elapsed } = clockOf(options);
  const pauses = requireChoices("pauses", options.pauses ?? [], ["pause", "pending", "hold", "solved", "closed"]);
  return {
    definition: { ...definition, asOf, later, pauses },
    elapsed,
    read: (ticket, index) => timelineOf(ticket, asOf, later, index),
    run: ({ events }, from, to) => {
      const whole = elapsed(from, to);
      if (pauses.length === 0) return { time: whole, paused: 0 };
      let time = 0;
      let isPaused = false;
      let isResting = false;
      /** Since when the clock runs; `null` while it stands still. */
      let since: number | null = from;
      for (const { at, kind, status } of events) {
        if (at >= to) break;
        if (status !== null) isResting = pauses.includes(status as TicketPause);
        else if (kind === "pause") isPaused = pauses.includes(kind);
        else if (kind === "resume") isPaused = false;
        const moment = Math.max(from, at);
        if (isPaused || isResting) {
          if (since !== null) time += elapsed(since, moment);
          since = null;
        } else since ??= moment;
      }
      if (since !== null) time += elapsed(since, to);
      return { time, paused: Math.max(0, whole - time) };
    },
  };
}

/** Choices without repetition, in the order in which they are offered. */
export function requireChoices<const Choice extends string>(
  name: string,
  chosen: Iterable<Choice>,
  choices: readonly Choice[],
): Choice[] {
  requireIterable(chosen, name);
  const wanted = [...chosen];
  for (const choice of wanted) requireChoice(`each of ${name}`, choice, choices);
  return choices.filter((choice) => wanted.includes(choice));
}
