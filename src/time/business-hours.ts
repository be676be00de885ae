import { extent } from "../stats/extent.ts";
import { weekday } from "./civil.ts";
import { DAY, type DayShifts } from "./shifts.ts";

/** The shifts of each day of the week, Monday first, from a date on. */
export interface WeekShifts {
  /** The days from 1970-01-01 to the first date of the week's rule; −Infinity of the first rule. */
  readonly from: number;
  /** Seven days. */
  readonly days: readonly DayShifts[];
}

/** A date with shifts of its own. */
export interface DateShifts {
  /** The days from 1970-01-01 to the date. */
  readonly date: number;
  /** Its shifts. */
  readonly shifts: DayShifts;
}

/** Shifts on the clock alone, as if it were never put forward or back. */
export interface BusinessHours {
  /** The shifts that begin on a date. */
  readonly on: (date: number) => DayShifts;
  /** The milliseconds of shifts before a local time, counted from some fixed one: a difference of two is what counts. */
  readonly before: (local: number) => number;
  /** The first local time before which there are so many milliseconds of shifts, where it lies from `from` to `to`. */
  readonly reach: (milliseconds: number, from: number, to: number) => number;
  /** Before this date every week is the same; Infinity where all are. */
  readonly firstDate: number;
  /** After this date every week is the same; −Infinity where all are. */
  readonly lastDate: number;
  /** The last date on which a shift may begin; Infinity where every week has shifts. */
  readonly lastOpen: number;
}

/**
 * Shifts by weeks and dates. Whole weeks are multiplied, not walked through, and dates with shifts of their own enter as
 * what they add to their weekday: a question costs the same over a day and over a century.
 *
 * @param weeks - Rules of a week, by their first date, ascending.
 * @param dates - Dates with shifts of their own, ascending.
 */
export function businessHours(weeks: readonly WeekShifts[], dates: readonly DateShifts[]): BusinessHours {
  const rules = weeks.map(({ from, days }) => ({
    from,
    days,
    base: 0,
    untilDay: cumulated(days.map(({ length }) => length)),
  }));
  const ruleOf = (date: number) => {
    let at = rules.length - 1;
    while (date < rules[at]!.from) at--;
    return rules[at]!;
  };
  const usual = (date: number) => ruleOf(date).days[weekday(date) - 1]!;
  const usualBefore = (date: number) => {
    // What stands at the end of one rule is where the next goes on.
    const rule = ruleOf(date);
    return rule.base + weekly(rule.untilDay, date);
  };
  rules.forEach((rule, i) => {
    if (i > 0) rule.base = usualBefore(rule.from - 1) + usual(rule.from - 1).length - weekly(rule.untilDay, rule.from);
  });

  const added = cumulated(dates.map(({ date, shifts }) => shifts.length - usual(date).length));
  /** How many dates with shifts of their own lie before a date. */
  const datesBefore = (date: number): number => {
    let low = 0;
    let high = dates.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (dates[middle]!.date < date) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const on = (date: number): DayShifts => {
    const own = dates[datesBefore(date)];
    return own?.date === date ? own.shifts : usual(date);
  };
  const beforeDate = (date: number): number => usualBefore(date) + added[datesBefore(date)]!;

  const before = (local: number): number => {
    const date = Math.floor(local / DAY);
    const clock = local - date * DAY;
    // The last shift of the day before may not have ended.
    return beforeDate(date - 1) + elapsed(on(date - 1), clock + DAY) + elapsed(on(date), clock);
  };
  const reach = (milliseconds: number, from: number, to: number): number => {
    // The last date before whose shifts there are fewer.
    let date = Math.floor(from / DAY) - 1;
    let after = Math.floor(to / DAY) + 1;
    while (after - date > 1) {
      const middle = Math.floor((date + after) / 2);
      if (beforeDate(middle) < milliseconds) date = middle;
      else after = middle;
    }
    const { starts, ends } = on(date);
    let rest = milliseconds - beforeDate(date);
    let i = 0;
    for (; rest > ends[i]! - starts[i]!; i++) rest -= ends[i]! - starts[i]!;
    return date * DAY + starts[i]! + rest;
  };

  const special = [...weeks.slice(1).map(({ from }) => from), ...dates.map(({ date }) => date)];
  const [firstDate, lastDate] = extent(special);
  const lastOpen = rules[rules.length - 1]!.untilDay[7]! > 0 ? Number.POSITIVE_INFINITY : lastDate;
  return { on, before, reach, firstDate, lastDate, lastOpen };
}

/** The sum of what stands before each place, and of all. */
function cumulated(lengths: readonly number[]): number[] {
  const sums = [0];
  for (const length of lengths) sums.push(sums[sums.length - 1]! + length);
  return sums;
}

/** The length of a week's shifts from the Monday of 1970-01-01 to before a date. */
function weekly(untilDay: readonly number[], date: number): number {
  return Math.floor((date + 3) / 7) * untilDay[7]! + untilDay[weekday(date) - 1]!;
}

/** How long the shifts of a day have lasted when the clock shows so many milliseconds. */
function elapsed({ starts, ends }: DayShifts, clock: number): number {
  let sum = 0;
  for (let i = 0; i < starts.length && clock > starts[i]!; i++) sum += Math.min(clock, ends[i]!) - starts[i]!;
  return sum;
}
