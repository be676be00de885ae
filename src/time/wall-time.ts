import { type Instant, milliseconds } from "../tally/instant.ts";
import { type CivilDate, civilDate, weekday } from "./civil.ts";
import { type TimeZone, zone } from "./zone.ts";

/**
 * A date and a time of day, without a zone.
 *
 * @category Time
 */
export interface LocalTime extends CivilDate {
  /** The hour, 0 to 23; default 0. */
  readonly hour?: number | undefined;
  /** The minute, 0 to 59; default 0. */
  readonly minute?: number | undefined;
  /** The second, 0 to 59; default 0. */
  readonly second?: number | undefined;
  /** The millisecond, 0 to 999; default 0. */
  readonly millisecond?: number | undefined;
}

/**
 * What calendar and clock show in a zone.
 *
 * @category Time
 */
export interface WallTime extends CivilDate {
  /** The hour, 0 to 23. */
  readonly hour: number;
  /** The minute, 0 to 59. */
  readonly minute: number;
  /** The second, 0 to 59. */
  readonly second: number;
  /** The millisecond, 0 to 999. */
  readonly millisecond: number;
  /** The day of the week, 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
}

/**
 * What calendar and clock show in a time zone at a moment, for print and for groups such as the hour of the day.
 *
 * @param at - The moment.
 * @param timeZone - The time zone.
 * @returns Date, time of day and day of the week.
 * @throws TypeError or RangeError if the moment is none or the zone is unknown.
 *
 * @example
 * ```ts
 * wallTime(Date.UTC(2015, 2, 8, 7), "America/New_York") // => { year: 2015, month: 3, day: 8, hour: 3, weekday: 7, … }
 * const calls = [{ at: 1425798000000, solved: true }, { at: 1425884400000, solved: false }]
 * const newYork = zone("America/New_York")
 * const byHour = measureBy(shareMetric(), calls, (call) => wallTime(call.at, newYork).hour, { value: (call) => call.solved })
 * byHour.get(3)?.rate // => 0.5
 * ```
 *
 * @category Time
 */
export function wallTime(at: Instant, timeZone: TimeZone): WallTime {
  const clocks = zone(timeZone);
  const instant = milliseconds(at, "at");
  const local = instant + clocks.offsetAt(instant);
  const days = Math.floor(local / 86_400_000);
  const time = local - days * 86_400_000;
  return {
    ...civilDate(days),
    hour: Math.floor(time / 3_600_000),
    minute: Math.floor(time / 60_000) % 60,
    second: Math.floor(time / 1000) % 60,
    millisecond: time % 1000,
    weekday: weekday(days),
  };
}

/**
 * How far the clocks of a time zone are ahead of UTC at a moment.
 *
 * @param at - The moment.
 * @param timeZone - The time zone.
 * @returns Local time less UTC in milliseconds, negative west of Greenwich: a whole number of seconds.
 * @throws TypeError or RangeError if the moment is none or the zone is unknown.
 *
 * @example
 * ```ts
 * zoneOffset(Date.UTC(2015, 0, 1), "America/New_York") / 3_600_000 // => -5
 * zoneOffset(Date.UTC(2015, 0, 1), "Asia/Kathmandu") / 60_000 // => 345
 * ```
 *
 * @category Time
 */
export function zoneOffset(at: Instant, timeZone: TimeZone): number {
  return zone(timeZone).offsetAt(milliseconds(at, "at"));
}
