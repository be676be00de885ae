import { requireChoice } from "../tally/choice.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { type Calendar, calendar } from "./calendar.ts";
import { type TimeZone, zone } from "./zone.ts";

/**
 * A unit of the calendar; a week is that of ISO 8601, which begins on Monday.
 *
 * @category Time
 */
export type PeriodUnit = "hour" | "day" | "week" | "month" | "quarter" | "year";

/**
 * A stretch of time, half-open: start <= instant < end.
 *
 * @category Time
 */
export interface Period {
  /** Its first instant, in milliseconds since 1970-01-01T00:00Z. */
  readonly start: number;
  /** The first instant after it, in milliseconds since 1970-01-01T00:00Z. */
  readonly end: number;
}

/**
 * How time is cut into periods.
 *
 * @category Time
 */
export interface PeriodOptions {
  /** How long a period is, in units of the calendar. */
  readonly every: PeriodUnit;
  /** The time zone whose calendar it is. */
  readonly timeZone: TimeZone;
}

/**
 * A part of time, and how it is cut into periods.
 *
 * @category Time
 */
export interface PeriodsOptions extends PeriodOptions {
  /** The first instant. */
  readonly from: Instant;
  /** The first instant after it. */
  readonly to: Instant;
}

/**
 * The period of the calendar in which a moment lies: its hour, day, ISO week, month, quarter or year in a time zone.
 *
 * A day begins when the clocks first show its date: at 01:00 where they are put forward at midnight. A day may have 23 or
 * 25 hours; a date that was skipped has no period. An hour ends when the clocks strike the next and when they are moved:
 * the hour that comes twice is two periods. Where clocks are put back over midnight, what they then show of the old date is
 * of the new one.
 *
 * @param at - The moment.
 * @param options - `every`, how long a period is; `timeZone`, whose calendar it is.
 * @returns The period, half-open.
 * @throws TypeError or RangeError if the moment is none, the unit is none or the zone is unknown.
 *
 * @example
 * ```ts
 * const noon = Date.UTC(2015, 2, 8, 16)
 * const day = periodOf(noon, { every: "day", timeZone: "America/New_York" })
 * new Date(day.start).toISOString() // => "2015-03-08T05:00:00.000Z"
 * const hours = (day.end - day.start) / 3_600_000
 * hours // => 23
 * ```
 *
 * @category Time
 */
export function periodOf(at: Instant, options: PeriodOptions): Period {
  const find = requireCalendar(options);
  const { start, end } = find(milliseconds(at, "at"));
  return { start, end };
}

/**
 * All periods of the calendar that a part of time touches, in order and without a gap.
 *
 * @param options - `from` and `to`, the part of time, half-open; `every`, how long a period is; `timeZone`, whose calendar
 *   it is.
 * @returns The periods, half-open: the first holds `from`, the last the instant before `to`; where nothing lies between
 *   the two, none.
 * @throws TypeError or RangeError if a moment or an option is none, `to` comes before `from`, or there would be more than about a
 *   million periods.
 *
 * @example
 * ```ts
 * const months = periods({ from: Date.UTC(2015, 0, 15), to: Date.UTC(2015, 3, 1), every: "month", timeZone: "UTC" })
 * months.map((month) => periodLabel(month.start, { every: "month", timeZone: "UTC" })) // => ["2015-01", "2015-02", "2015-03"]
 * ```
 *
 * @category Time
 */
export function periods(options: PeriodsOptions): Period[] {
  const find = requireCalendar(options);
  const from = milliseconds(options.from, "from");
  const to = milliseconds(options.to, "to");
  requireOrder(from, to);
  return periodsBetween(find, options.every, from, to).map(({ start, end }) => ({ start, end }));
}

/** The calendar of valid options. */
export function requireCalendar(options: PeriodOptions): Calendar {
  const { every, timeZone } = options ?? {};
  const unit = requireChoice("every", every, ["hour", "day", "week", "month", "quarter", "year"]);
  return calendar(unit, zone(timeZone));
}

/** Refuses a part of time that ends before it begins. */
export function requireOrder(from: number, to: number): void {
  if (from > to) throw new RangeError(`to must not be before from, ${from}, got ${to}`);
}

/** The periods that touch from <= instant < to. */
export function periodsBetween(find: Calendar, every: PeriodUnit, from: number, to: number): Period[] {
  const hours = { hour: 1, day: 24, week: 168, month: 730, quarter: 2190, year: 8766 }[every];
  const about = Math.ceil((to - from) / hours / 3_600_000);
  // Rather a mistaken unit than a wish: a thousand years of days are 365,000.
  if (about > 1e6)
    throw new RangeError(`there must be a million periods at most, got about ${about} from ${from} to ${to}`);
  const found: Period[] = [];
  for (let at = from; at < to; ) {
    const period = find(at);
    found.push(period);
    at = period.end;
  }
  return found;
}
