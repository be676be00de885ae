import { type Instant, milliseconds } from "../tally/instant.ts";
import { civilDate, dayNumber, isoDate, isoYear, twoDigits, weekday } from "./civil.ts";
import { type PeriodOptions, requireCalendar } from "./period.ts";
import { type TimeZone, zone } from "./zone.ts";

const HOUR = 3_600_000;
const DAY = 86_400_000;

/**
 * A week of ISO 8601.
 *
 * @category Time
 */
export interface IsoWeek {
  /** The year that the week is of, which holds its Thursday: 2021-01-01 lies in the last week of 2020. */
  readonly year: number;
  /** The number of the week, 1 to 53. */
  readonly week: number;
}

/**
 * The ISO 8601 week of a moment in a time zone.
 *
 * @param at - The moment.
 * @param timeZone - The time zone.
 * @returns The year of the week, which may not be that of the date, and its number.
 * @throws TypeError or RangeError if the moment is none or the zone is unknown.
 *
 * @example
 * ```ts
 * isoWeek(Date.UTC(2021, 0, 1), "UTC") // => { year: 2020, week: 53 }
 * ```
 *
 * @see ISO 8601-1:2019, week dates.
 * @category Time
 */
export function isoWeek(at: Instant, timeZone: TimeZone): IsoWeek {
  const instant = milliseconds(at, "at");
  return weekOf(Math.floor((instant + zone(timeZone).offsetAt(instant)) / DAY));
}

/**
 * How a period of the calendar is written: `2015-03-08T01-05:00`, `2015-03-08`, `2015-W10`, `2015-03`, `2015-Q1`, `2015`.
 *
 * An hour has its offset from UTC, which tells the two hours apart that clocks show when they are put back.
 *
 * @param at - A moment in the period.
 * @param options - `every`, how long the period is; `timeZone`, whose calendar it is.
 * @returns The label of the period in which `periodOf` puts the moment; labels of one unit sort as the periods do, for the
 *   years 0 to 9999 and but for hours that come twice.
 * @throws TypeError or RangeError if the moment is none, the unit is none or the zone is unknown.
 *
 * @example
 * ```ts
 * const at = Date.UTC(2015, 2, 8, 6)
 * periodLabel(at, { every: "week", timeZone: "America/New_York" }) // => "2015-W10"
 * periodLabel(at, { every: "hour", timeZone: "America/New_York" }) // => "2015-03-08T01-05:00"
 * ```
 *
 * @see ISO 8601-1:2019.
 * @category Time
 */
export function periodLabel(at: Instant, options: PeriodOptions): string {
  const { every, timeZone } = options ?? {};
  const clocks = zone(timeZone);
  const { start } = requireCalendar({ every, timeZone: clocks })(milliseconds(at, "at"));
  const offset = clocks.offsetAt(start);
  const days = Math.floor((start + offset) / DAY);
  const date = civilDate(days);
  switch (every) {
    case "hour":
      return `${isoDate(date)}T${twoDigits(Math.floor((start + offset - days * DAY) / HOUR))}${isoOffset(offset)}`;
    case "day":
      return isoDate(date);
    case "week": {
      const { year, week } = weekOf(days);
      return `${isoYear(year)}-W${twoDigits(week)}`;
    }
    case "month":
      return isoDate(date).slice(0, -3);
    case "quarter":
      return `${isoYear(date.year)}-Q${Math.ceil(date.month / 3)}`;
    case "year":
      return isoYear(date.year);
  }
}

function weekOf(days: number): IsoWeek {
  const thursday = days - weekday(days) + 4;
  const { year } = civilDate(thursday);
  return { year, week: Math.floor((thursday - dayNumber(year, 1, 1)) / 7) + 1 };
}

/** `-05:00`, or `-04:56:02` from before there were time zones. */
function isoOffset(offset: number): string {
  const seconds = Math.abs(offset) / 1000;
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => twoDigits(Math.floor(part)));
  return (offset < 0 ? "-" : "+") + (parts[2] === "00" ? parts.slice(0, 2) : parts).join(":");
}
