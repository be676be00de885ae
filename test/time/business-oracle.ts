import {
  type BusinessCalendar,
  type BusinessCalendarOptions,
  businessCalendar,
  businessDue,
  businessTime,
  type Shift,
} from "cx-metrics";
import fc from "fast-check";

const MINUTE = 60_000;
const DAY = 1440;
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** Zones, and a week or so of each in which something happens to its clocks, or nothing. */
const windows: readonly (readonly [timeZone: string, from: string])[] = [
  ["UTC", "2026-12-28"],
  ["Asia/Kathmandu", "1985-12-29"],
  ["America/New_York", "2026-03-05"],
  ["America/New_York", "2026-10-29"],
  ["Europe/Berlin", "2026-03-26"],
  ["Europe/Berlin", "2026-10-22"],
  ["Australia/Lord_Howe", "2026-04-02"],
  ["Australia/Lord_Howe", "2026-10-01"],
  ["Pacific/Apia", "2011-12-27"],
  ["America/Sao_Paulo", "2018-02-14"],
  ["America/Sao_Paulo", "2018-11-01"],
  ["Africa/Cairo", "2026-04-22"],
  ["Africa/Cairo", "2026-10-27"],
  ["America/St_Johns", "2006-10-26"],
  ["Antarctica/Troll", "2026-10-22"],
  ["America/Caracas", "2016-04-28"],
  ["Pacific/Kwajalein", "1993-08-19"],
  ["Pacific/Kwajalein", "1969-09-28"],
  ["Europe/Berlin", "3026-03-23"],
  ["America/Chicago", "9998-10-29"],
];

/** What the clocks of a zone show, minute by minute. */
export interface Window {
  readonly timeZone: string;
  /** The instant of the first minute. */
  readonly start: number;
  /** What they show at the beginning of each minute, in minutes as if they were UTC's. */
  readonly shown: readonly number[];
}

const LENGTH = 7 * DAY;
/** The minutes at the beginning of a window that only tell what the clocks have shown already. */
const LEAD = DAY + 120;

function windowOf(timeZone: string, from: string): Window {
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const start = Date.parse(`${from}T00:00:00Z`);
  const shown = Array.from({ length: LENGTH }, (_, minute) => {
    const part: Record<string, number> = {};
    for (const { type, value } of clock.formatToParts(start + minute * MINUTE)) part[type] = Number(value);
    return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!) / MINUTE;
  });
  return { timeZone, start, shown };
}

/** The shifts that begin on a date, in minutes as if the clocks were UTC's. */
function shiftsOn(options: BusinessCalendarOptions, midnight: number): (readonly [start: number, end: number])[] {
  const noon = new Date(midnight * MINUTE);
  const date = noon.toISOString().slice(0, 10);
  const weekday = DAYS[noon.getUTCDay()]!;
  let week = options.week;
  for (const change of options.changes ?? []) if (change.from <= date) week = change.week;
  const own = options.exceptions?.[date] ?? ([...(options.holidays ?? [])].includes(date) ? [] : week[weekday]);
  return (own ?? []).map(([from, to]) => {
    const [start, end] = [minutes(from), minutes(to)];
    return [midnight + start, midnight + (end > start ? end : end + DAY)];
  });
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Whether each minute of a window is in a shift: it is as soon as the clocks have shown its beginning, until its end. */
function openMinutes({ shown }: Window, options: BusinessCalendarOptions): boolean[] {
  const shifts: (readonly [number, number])[] = [];
  const first = Math.floor(shown[0]! / DAY) - 3;
  for (let day = first; day < first + 16; day++) shifts.push(...shiftsOn(options, day * DAY));
  let latest = Number.NEGATIVE_INFINITY;
  return shown.map((now) => {
    const seen = Math.max(latest, now);
    latest = Math.max(latest, now + 1);
    // While the clocks repeat themselves, the latest that they have shown is all that is before `seen`.
    const repeats = now < seen;
    return shifts.some(([start, end]) => (repeats ? start < seen && seen <= end : start <= seen && seen < end));
  });
}

/** Whether a shift begins before one before it has ended: in a week for itself, or around dates of their own. */
function overlaps(options: BusinessCalendarOptions): boolean {
  const weeks = [options.week, ...(options.changes ?? []).map(({ week }) => week)];
  for (const week of weeks) {
    const taken = new Uint8Array(7 * DAY);
    for (let day = 4; day < 11; day++) {
      for (const [start, end] of shiftsOn({ timeZone: "UTC", week }, day * DAY)) {
        for (let minute = start; minute < end; minute++) if (taken[minute % taken.length]!++ > 0) return true;
      }
    }
  }
  const dates = [
    ...(options.changes ?? []).map(({ from }) => from),
    ...(options.holidays ?? []),
    ...Object.keys(options.exceptions ?? {}),
  ];
  return dates.some((date) => {
    const day = Date.parse(date) / MINUTE / DAY;
    const taken = new Set<number>();
    for (let near = day - 1; near <= day + 1; near++) {
      for (const [start, end] of shiftsOn(options, near * DAY)) {
        for (let minute = start; minute < end; minute++) {
          if (taken.has(minute)) return true;
          taken.add(minute);
        }
      }
    }
    return false;
  });
}

const time = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** Shifts of one day: apart from each other, the last one perhaps over midnight. */
const day: fc.Arbitrary<readonly Shift[]> = fc.oneof(
  fc.constantFrom<readonly Shift[]>(
    [["00:00", "24:00"]],
    [],
    [
      ["09:00", "12:30"],
      ["13:30", "18:00"],
    ],
  ),
  fc
    .tuple(
      fc.uniqueArray(
        fc.oneof(
          fc.integer({ min: 0, max: 1440 }),
          fc.integer({ min: 0, max: 48 }).map((half) => half * 30),
        ),
        { maxLength: 6 },
      ),
      fc.option(fc.integer({ min: 0, max: 400 }), { freq: 3 }),
    )
    .map(([cuts, overnight]) => {
      const sorted = cuts.sort((one, other) => one - other);
      const shifts: Shift[] = [];
      for (let i = 0; i + 1 < sorted.length; i += 2) shifts.push([time(sorted[i]!), time(sorted[i + 1]!)]);
      const last = shifts.at(-1);
      if (last && overnight !== null && overnight < minutes(last[0]))
        shifts[shifts.length - 1] = [last[0], time(overnight)];
      return shifts;
    }),
);
const week = fc
  .record({ monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day })
  .chain((days) =>
    fc.constantFrom(days, { monday: days.monday }, Object.fromEntries(DAYS.map((name) => [name, days.monday]))),
  );

/** A calendar, and minutes of a window on its zone. */
export interface Scene {
  readonly timeZone: string;
  readonly from: string;
  readonly options: BusinessCalendarOptions;
  readonly instants: readonly number[];
}

/** A window, rules for a calendar whose dates lie in it or near it, and three minutes of it in order. */
export const scene: fc.Arbitrary<Scene> = fc.constantFrom(...windows).chain(([timeZone, from]) => {
  const date = fc
    .integer({ min: -2, max: 12 })
    .map((after) => new Date(Date.parse(from) + after * DAY * MINUTE).toISOString().slice(0, 10));
  const options: fc.Arbitrary<BusinessCalendarOptions> = fc.record(
    {
      timeZone: fc.constant(timeZone),
      week,
      holidays: fc.array(date, { maxLength: 2 }),
      exceptions: fc.dictionary(date, day, { maxKeys: 2 }),
      changes: fc
        .uniqueArray(fc.record({ from: date, week }), { maxLength: 2, selector: (change) => change.from })
        .map((changes) => changes.sort((one, other) => (one.from < other.from ? -1 : 1))),
    },
    { requiredKeys: ["timeZone", "week"] },
  );
  const minute = fc.integer({ min: LEAD, max: LENGTH - 1 });
  return fc.record({
    timeZone: fc.constant(timeZone),
    from: fc.constant(from),
    options,
    instants: fc.tuple(minute, minute, minute).map((list) => list.sort((one, other) => one - other)),
  });
});

/** Looks at a scene minute by minute, and throws where the library sees it otherwise. */
export function lookMinuteByMinute({ timeZone, from, options, instants }: Scene, seen: Map<string, Window>): void {
  if (overlaps(options)) {
    if (!String(calendarOf(options)).includes("must not begin before the shift")) throw new Error("not refused");
    return;
  }
  const name = `${timeZone} ${from}`;
  const window = seen.get(name) ?? windowOf(timeZone, from);
  seen.set(name, window);
  const open = openMinutes(window, options);
  const calendar = businessCalendar(options);
  const at = (minute: number) => window.start + minute * MINUTE;
  const [a, b, c] = instants as [number, number, number];
  for (const [start, end] of [
    [a, b],
    [b, c],
    [a, c],
  ] as const) {
    let expected = 0;
    for (let minute = start; minute < end; minute++) if (open[minute]) expected += MINUTE;
    const found = businessTime(calendar, at(start), at(end));
    if (found !== expected) throw new Error(`${start} to ${end}: ${found / MINUTE}, not ${expected / MINUTE}`);
    if (expected === 0) continue;
    // What is due after all of it is due when the last open minute is over, and 1 ms less 1 ms before.
    let last = end;
    while (!open[last - 1]) last--;
    const due = businessDue(calendar, at(start), expected);
    if (due !== at(last)) throw new Error(`due after ${start}: ${due}, not ${at(last)}`);
    const before = businessDue(calendar, at(start), expected - 1);
    if (before !== at(last) - 1) throw new Error(`due before ${last}: ${before}`);
  }
}

/** What the library says of some scenes, always the same ones, as one text. */
export function askedOfTheLibrary(): string {
  const answers = fc.sample(scene, { seed: 20_200_229, numRuns: 80 }).map(({ from, options, instants }) => {
    const calendar = calendarOf(options);
    if (calendar instanceof Error) return calendar.message;
    const [a, b, c] = instants.map((minute) => Date.parse(from) + minute * MINUTE) as [number, number, number];
    return [businessTime(calendar, a, b), businessTime(calendar, b, c), businessDue(calendar, a, 36e5)];
  });
  return JSON.stringify(answers);
}

function calendarOf(options: BusinessCalendarOptions): BusinessCalendar | Error {
  try {
    return businessCalendar(options);
  } catch (error) {
    return error as Error;
  }
}
