import { civilDate, dayNumber } from "./civil.ts";
import type { Period, PeriodUnit } from "./period.ts";
import type { Zone } from "./zone.ts";

/** Tells the period of an instant; periods of one calendar are one object each. */
export type Calendar = (instant: number) => Period;

const HOUR = 3_600_000;
const DAY = 86_400_000;

/** The periods of a unit in a zone; what it found it remembers. */
export function calendar(every: PeriodUnit, zone: Zone): Calendar {
  const find = every === "hour" ? hourOf : datesOf(every);
  const length = every === "hour" ? HOUR : DAY;
  const byStart = new Map<number, Period>();
  // The periods found so far in each UTC hour or day: one or two, three where the clocks are moved.
  const byBlock = new Map<number, Period[]>();
  let latest: Period = { start: 0, end: 0 };
  return (instant) => {
    if (instant >= latest.start && instant < latest.end) return latest;
    const number = Math.floor(instant / length);
    let block = byBlock.get(number);
    if (!block) {
      block = [];
      byBlock.set(number, block);
    }
    for (let i = 0; i < block.length; i++) {
      const period = block[i]!;
      if (instant >= period.start && instant < period.end) {
        latest = period;
        return period;
      }
    }
    const found = find(instant, zone);
    latest = byStart.get(found.start) ?? found;
    byStart.set(latest.start, latest);
    block.push(latest);
    return latest;
  };
}

/** An hour ends when the clocks strike the next, and when they are moved. */
function hourOf(instant: number, zone: Zone): Period {
  const run = zone.runAt(instant);
  const local = instant + run.offset;
  let start = instant - (local - Math.floor(local / HOUR) * HOUR);
  let end = start + HOUR;
  for (let first = run; start < first.start; ) {
    const before = zone.runAt(first.start - 1);
    if (before.offset === run.offset) first = before;
    else start = first.start;
  }
  for (let last = run; end > last.end; ) {
    const after = zone.runAt(last.end);
    if (after.offset === run.offset) last = after;
    else end = last.end;
  }
  return { start, end };
}

/**
 * A day, or what is made of days, begins when the clocks first show its date. Where they are put back over midnight, what
 * they then show of the old date belongs to the new one: time does not go back.
 */
function datesOf(every: Exclude<PeriodUnit, "hour">): (instant: number, zone: Zone) => Period {
  const { indexOf, startOf } = every === "day" || every === "week" ? inDays(every) : inMonths(every);
  return (instant, zone) => {
    let index = indexOf(Math.floor((instant + zone.offsetAt(instant)) / DAY));
    let start = zone.reachedAt(startOf(index) * DAY);
    let end = zone.reachedAt(startOf(index + 1) * DAY);
    while (end <= instant) {
      index++;
      start = end;
      end = zone.reachedAt(startOf(index + 1) * DAY);
    }
    return { start, end };
  };
}

/** Where a period of dates begins: its number among all of its kind, and the day number of its first day. */
interface Cut {
  readonly indexOf: (dayNumber: number) => number;
  readonly startOf: (index: number) => number;
}

function inDays(every: "day" | "week"): Cut {
  const length = every === "day" ? 1 : 7;
  // 1970-01-01 was a Thursday.
  return { indexOf: (day) => Math.floor((day + 3) / length), startOf: (index) => index * length - 3 };
}

function inMonths(every: "month" | "quarter" | "year"): Cut {
  const length = { month: 1, quarter: 3, year: 12 }[every];
  return {
    indexOf: (day) => {
      const { year, month } = civilDate(day);
      return Math.floor((year * 12 + month - 1) / length);
    },
    startOf: (index) => dayNumber(0, index * length + 1, 1),
  };
}
