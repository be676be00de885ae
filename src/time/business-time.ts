import { type Instant, milliseconds } from "../tally/instant.ts";
import { refusal } from "../tally/refusal.ts";
import type { BusinessCalendar } from "./business-calendar.ts";
import type { BusinessClock } from "./business-clock.ts";

/**
 * How long a business was open between two instants, in milliseconds.
 *
 * What lies between two instants is the sum of its parts, wherever it is divided, and never more than the clock on the
 * wall shows. It depends on the calendar's zone and on no other.
 *
 * @param calendar - When the business is open.
 * @param from - The first instant.
 * @param to - The instant up to which it counts; not before `from`.
 * @returns Milliseconds, 0 or more.
 * @throws TypeError or RangeError if an instant is none, or `to` is before `from`.
 *
 * @example
 * ```ts
 * const nine = [["09:00", "17:00"]] as const
 * const week = { monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine }
 * const desk = businessCalendar({ timeZone: "America/New_York", week })
 * // From Friday 09:00 to Monday 10:00 on the clocks of New York, which are put forward in between.
 * const [asked, answered] = [new Date("2026-03-06T14:00:00Z"), new Date("2026-03-09T14:00:00Z")]
 * businessTime(desk, asked, answered) / 3_600_000 // => 9
 * businessTime(desk, answered, asked) // throws RangeError "to must not be before from"
 * ```
 *
 * @category Business time
 */
export function businessTime(calendar: BusinessCalendar, from: Instant, to: Instant): number {
  const start = milliseconds(from, "from");
  const end = milliseconds(to, "to");
  if (end < start) throw refusal(`to must not be before from (${start})`, end);
  return requireClock(calendar).between(start, end);
}

/**
 * When a business will have been open for so long: the instant at which an answer promised within that time is due.
 *
 * It is the first such instant, so one that is due after a whole day's shift is due when the shift ends, not when the
 * next one begins; what is due at once is due at `from`, open or not.
 *
 * @param calendar - When the business is open.
 * @param from - The instant from which it counts.
 * @param duration - Business time in milliseconds, a whole number, 0 or more.
 * @returns The instant, in milliseconds since 1970-01-01T00:00Z; `null` where the calendar is never again open for so long.
 * @throws TypeError or RangeError if the instant is none, or the duration no whole number of 0 or more.
 *
 * @example
 * ```ts
 * const nine = [["09:00", "17:00"]] as const
 * const week = { monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine }
 * const desk = businessCalendar({ timeZone: "Europe/London", week, holidays: ["2026-12-25", "2026-12-28"] })
 * const due = businessDue(desk, new Date("2026-12-24T15:00:00Z"), 4 * 3_600_000)
 * new Date(due ?? 0).toISOString() // => "2026-12-29T11:00:00.000Z"
 * businessDue(businessCalendar({ timeZone: "UTC", week: {} }), 0, 1) // => null
 * ```
 *
 * @category Business time
 */
export function businessDue(calendar: BusinessCalendar, from: Instant, duration: number): number | null {
  const start = milliseconds(from, "from");
  if (!(Number.isSafeInteger(duration) && duration >= 0)) {
    throw refusal("duration must be whole milliseconds, 0 or more", duration);
  }
  return requireClock(calendar).after(start, duration);
}

function requireClock(calendar: BusinessCalendar): BusinessClock {
  if (typeof calendar?.clock?.between === "function") return calendar.clock;
  throw refusal("calendar must come from businessCalendar", calendar);
}
