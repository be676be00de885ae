import { requireIterable } from "../tally/iterable.ts";
import { requireRecord } from "../tally/record.ts";
import { refusal } from "../tally/refusal.ts";
import { type BusinessClock, businessClock } from "./business-clock.ts";
import { businessHours, type DateShifts, type WeekShifts } from "./business-hours.ts";
import { type BusinessWeek, requireWeek, type Weekday, weekOf } from "./business-week.ts";
import { requireDate } from "./local-date.ts";
import { type DayShifts, requireFollowing, requireShifts, type Shift } from "./shifts.ts";
import { type TimeZone, zone } from "./zone.ts";

/**
 * A week that holds from a date on.
 *
 * @category Business time
 */
export interface BusinessWeekChange {
  /** The first date of the new week, "2026-07-01". */
  readonly from: string;
  /** The shifts that begin on each day of the week from then on. */
  readonly week: BusinessWeek;
}

/**
 * When a business is open.
 *
 * @category Business time
 */
export interface BusinessCalendarOptions {
  /** The time zone whose clocks the shifts go by, "Europe/Berlin". */
  readonly timeZone: TimeZone;
  /** The shifts that begin on each day of the week. */
  readonly week: BusinessWeek;
  /** Weeks that hold from a date on, in the order of their dates. */
  readonly changes?: readonly BusinessWeekChange[] | undefined;
  /** Dates on which no shift begins, "2026-12-25". */
  readonly holidays?: Iterable<string> | undefined;
  /** Dates with shifts of their own, in place of those of the weekday or a holiday. */
  readonly exceptions?: { readonly [date: string]: readonly Shift[] } | undefined;
}

/**
 * A business calendar's rules as plain data, from which the same calendar can be made again.
 *
 * @category Business time
 */
export interface BusinessCalendarDefinition {
  /** The name of the time zone whose clocks the shifts go by. */
  readonly timeZone: string;
  /** The shifts that begin on each day of the week, in order. */
  readonly week: Readonly<Record<Weekday, readonly Shift[]>>;
  /** Weeks that hold from a date on. */
  readonly changes: readonly {
    /** The first date of the new week. */
    readonly from: string;
    /** The shifts that begin on each day of the week from then on. */
    readonly week: Readonly<Record<Weekday, readonly Shift[]>>;
  }[];
  /** Dates on which no shift begins, each once and in order. */
  readonly holidays: readonly string[];
  /** Dates with shifts of their own, in order. */
  readonly exceptions: { readonly [date: string]: readonly Shift[] };
}

/**
 * When a business is open, ready for `businessTime` and `businessDue`.
 *
 * @category Business time
 */
export interface BusinessCalendar {
  /** The rules, as plain data. */
  readonly definition: BusinessCalendarDefinition;
  /** What `businessTime` and `businessDue` ask. */
  readonly clock: BusinessClock;
}

/**
 * A business calendar: the shifts of each day of the week by the clocks of a time zone, holidays, dates with shifts of
 * their own, and weeks that change at a date.
 *
 * A shift belongs to the date on which it begins: one from 22:00 to 06:00 that begins before a holiday goes on into it.
 * Where clocks are put forward or back, a shift begins and ends at the first instant at which they show its time or a
 * later one. So the hour that they skip is in no shift, the hour that they show twice is worked twice by whoever is on
 * shift then, and a day from 00:00 to 24:00 lasts 23, 24 or 25 hours.
 *
 * @param options - `timeZone`, the clocks; `week`, the shifts that begin on each weekday, such as
 *   `{ monday: [["09:00", "12:30"], ["13:30", "18:00"]] }`; `holidays`, dates on which none begins; `exceptions`, dates
 *   with shifts of their own; `changes`, weeks that hold from a date on.
 * @returns The calendar, with its `definition` as plain data.
 * @throws TypeError if the zone is unknown, a time or a date is none, or shifts overlap, with the place.
 *
 * @example
 * ```ts
 * const hours = [["09:00", "17:30"]] as const
 * const desk = businessCalendar({
 *   timeZone: "Europe/Madrid",
 *   week: { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: [["09:00", "14:00"]] },
 *   holidays: ["2026-12-25"],
 *   exceptions: { "2026-12-24": [["09:00", "12:00"]] },
 *   changes: [{ from: "2027-01-01", week: { monday: hours } }],
 * })
 * const [from, to] = [new Date("2026-12-23T16:00:00Z"), new Date("2026-12-28T09:00:00Z")]
 * businessTime(desk, from, to) / 3_600_000 // => 4.5
 * desk.definition.holidays // => ["2026-12-25"]
 * businessCalendar({ timeZone: "Mars/Olympus", week: {} }) // throws TypeError "timeZone must be a time zone"
 * ```
 *
 * @category Business time
 */
export function businessCalendar(options: BusinessCalendarOptions): BusinessCalendar {
  const clocks = zone(options?.timeZone);
  const first: WeekShifts = { from: Number.NEGATIVE_INFINITY, days: requireWeek(options.week, "week") };
  const { changes, rules } = requireChanges(options.changes ?? []);
  const { holidays, exceptions, dates } = requireDates(options.holidays ?? [], options.exceptions ?? {});
  const weeks = [first, ...rules];
  const hours = businessHours(weeks, dates);
  for (const { days } of weeks) {
    for (let day = 0; day < 7; day++) requireFollowing(days[day]!, days[(day + 1) % 7]!);
  }
  const irregular = [...rules.map(({ from }) => from), ...dates.flatMap(({ date }) => [date, date + 1])];
  for (const date of irregular) requireFollowing(hours.on(date - 1), hours.on(date));
  return {
    definition: { timeZone: clocks.name, week: weekOf(first.days), changes, holidays, exceptions },
    clock: businessClock(clocks, hours),
  };
}

function requireChanges(given: unknown): {
  changes: BusinessCalendarDefinition["changes"];
  rules: readonly WeekShifts[];
} {
  if (!Array.isArray(given)) throw refusal("changes must be an array", given);
  const rules = [...given].map((change, index) => ({
    from: requireDate(change?.from, `changes[${index}].from`),
    days: requireWeek(change.week, `changes[${index}].week`),
  }));
  rules.forEach(({ from }, index) => {
    if (index > 0 && from <= rules[index - 1]!.from) {
      throw refusal(`changes[${index}].from must be after that of the change before`, given[index].from);
    }
  });
  return { changes: rules.map(({ days }, index) => ({ from: given[index].from, week: weekOf(days) })), rules };
}

function requireDates(
  givenHolidays: Iterable<string>,
  givenExceptions: { readonly [date: string]: readonly Shift[] },
): Pick<BusinessCalendarDefinition, "holidays" | "exceptions"> & { readonly dates: readonly DateShifts[] } {
  requireIterable(givenHolidays, "holidays");
  // In the text of a date the order is that of the days.
  const holidays = [...givenHolidays];
  const shifts = new Map<string, DateShifts>();
  holidays.forEach((text, index) => {
    const name = `holidays[${index}]`;
    shifts.set(text, { date: requireDate(text, name), shifts: requireShifts([], name) });
  });
  const open = Object.entries(requireRecord(givenExceptions, "exceptions"));
  open.sort(([one], [other]) => (one < other ? -1 : 1));
  const exceptions = open.map(([text, given]): [string, readonly Shift[]] => {
    const date = requireDate(text, "the name of an exception");
    const own: DayShifts = requireShifts(given, `exceptions["${text}"]`);
    shifts.set(text, { date, shifts: own });
    return [text, own.definition];
  });
  return {
    holidays: [...new Set(holidays)].sort(),
    exceptions: Object.fromEntries(exceptions),
    dates: [...shifts.values()].sort((one, other) => one.date - other.date),
  };
}
