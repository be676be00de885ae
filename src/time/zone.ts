import { refusal } from "../tally/refusal.ts";
import { dayNumber } from "./civil.ts";

// "Local" milliseconds are what the clocks on the walls show: the milliseconds since their 1970-01-01 00:00.

/** A stretch of time in which the clocks of a zone are not moved. */
export interface ZoneRun {
  /** Its first instant; −Infinity where no instant comes before. */
  readonly start: number;
  /** The first instant after it, where the clocks are moved or only the search ended; Infinity where there is none. */
  readonly end: number;
  /** Local milliseconds less instant; a whole number of seconds. */
  readonly offset: number;
}

/** Where a local time lies among the instants. */
export interface LocalPlace {
  /** Whether the clocks show it once, never (they were put forward over it) or twice (they were put back over it). */
  readonly kind: "once" | "gap" | "fold";
  /** The first instant at which they show it. In a gap: the one by the offset after it, which lies before the gap. */
  readonly earlier: number;
  /** The last instant at which they show it. In a gap: the one by the offset before it, which lies after the gap. */
  readonly later: number;
}

/** The clocks of a time zone; it remembers what it found, so that one serves many questions. */
export interface Zone {
  /** The run of an instant: three days at most. */
  readonly runAt: (instant: number) => ZoneRun;
  /** Local milliseconds less instant. */
  readonly offsetAt: (instant: number) => number;
  /** The instants at which the clocks show a local time. */
  readonly placeOf: (local: number) => LocalPlace;
  /**
   * The first instant at which the clocks show a local time or a later one. It never falls while `local` grows: what
   * begins and ends at such instants follows one upon the other, without a hole and without an overlap.
   */
  readonly reachedAt: (local: number) => number;
}

const DAY = 86_400_000;

/** No zone has moved its clocks there and back within three days; the least is just under four (Freetown, 1939). */
const STEP = 259_200_000;

/** The last instant there is; the first is its negative. */
const LAST = 8_640_000_000_000_000;

/** Refuses what is no time zone that `Intl` knows. */
export function requireZone(timeZone: unknown, name = "timeZone"): string {
  clockOf(timeZone, name);
  return timeZone as string;
}

/**
 * The clocks of an IANA time zone.
 *
 * A question costs microseconds when it is the first within its three days, nanoseconds after that; making the zone
 * costs some fifty microseconds, so make it once.
 *
 * @throws TypeError if the zone is unknown.
 */
export function zone(timeZone: string, name?: string): Zone {
  const clock = clockOf(timeZone, name);
  const offsets = new Map<number, number>();
  const steps = new Map<number, readonly ZoneRun[]>();
  let latest: ZoneRun = { start: 0, end: 0, offset: 0 };

  const offsetAtStep = (step: number): number => {
    let offset = offsets.get(step);
    if (offset === undefined) {
      offset = clockOffset(clock, within(step * STEP));
      offsets.set(step, offset);
    }
    return offset;
  };

  const runsOf = (step: number): readonly ZoneRun[] => {
    const moves: Move[] = [];
    const [from, to] = [step * STEP, (step + 1) * STEP];
    addMoves(moves, clock, within(from), offsetAtStep(step), within(to), offsetAtStep(step + 1));
    const runs: ZoneRun[] = [];
    // Instants come to an end, local times go on.
    let start = from < -LAST ? Number.NEGATIVE_INFINITY : from;
    let offset = offsetAtStep(step);
    for (const move of moves) {
      // A move at the very end is the next step's.
      if (move.at === to) break;
      runs.push({ start, end: move.at, offset });
      start = move.at;
      offset = move.offset;
    }
    runs.push({ start, end: to > LAST ? Number.POSITIVE_INFINITY : to, offset });
    return runs;
  };

  const runAt = (instant: number): ZoneRun => {
    if (instant >= latest.start && instant < latest.end) return latest;
    const step = Math.floor(within(instant) / STEP);
    let runs = steps.get(step);
    if (!runs) {
      runs = runsOf(step);
      steps.set(step, runs);
    }
    let at = 0;
    while (instant >= runs[at]!.end) at++;
    latest = runs[at]!;
    return latest;
  };

  const placeOf = (local: number): LocalPlace => {
    let earlier: number | undefined;
    let later = 0;
    let before = 0;
    // No offset is as long as a day.
    for (let run = runAt(local - DAY); ; run = runAt(run.end)) {
      const instant = local - run.offset;
      if (instant < run.start) {
        if (earlier === undefined) return { kind: "gap", earlier: instant, later: local - before };
      } else if (instant < run.end) {
        earlier ??= instant;
        later = instant;
      } else {
        before = run.offset;
      }
      if (earlier !== undefined && run.end > local + DAY) {
        return { kind: earlier === later ? "once" : "fold", earlier, later };
      }
    }
  };

  const reachedAt = (local: number): number => {
    let run = runAt(local - DAY);
    while (local - run.offset >= run.end) run = runAt(run.end);
    return Math.max(run.start, local - run.offset);
  };

  return { runAt, offsetAt: (instant) => runAt(instant).offset, placeOf, reachedAt };
}

/** An instant at which the clocks are moved, and their offset from then on. */
interface Move {
  readonly at: number;
  readonly offset: number;
}

/** Adds the moves after `from`, up to `to`, in order. */
function addMoves(
  moves: Move[],
  clock: Intl.DateTimeFormat,
  from: number,
  before: number,
  to: number,
  after: number,
): void {
  if (before === after) return;
  if (to - from === 1000) {
    moves.push({ at: to, offset: after });
    return;
  }
  const middle = Math.floor((from + to) / 2000) * 1000;
  const between = clockOffset(clock, middle);
  addMoves(moves, clock, from, before, middle, between);
  addMoves(moves, clock, middle, between, to, after);
}

function clockOf(timeZone: unknown, name = "timeZone"): Intl.DateTimeFormat {
  // Newer engines know offsets such as "+05:30", older ones do not; an empty option would be the zone of the process.
  if (typeof timeZone === "string" && /^[A-Za-z]/.test(timeZone)) {
    try {
      return new Intl.DateTimeFormat("en-US", {
        timeZone,
        calendar: "gregory",
        numberingSystem: "latn",
        hourCycle: "h23",
        era: "short",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
      });
    } catch {
      // The name is none: refused below, in our own words.
    }
  }
  throw refusal(`${name} must be a time zone such as "Europe/Berlin" or "UTC"`, timeZone);
}

/** What the clock shows at a whole second, less the instant. */
function clockOffset(clock: Intl.DateTimeFormat, instant: number): number {
  // "3/8/2015 AD, 03:00:00"; asking for the parts one by one takes four times as long.
  const shown = clock.format(instant);
  const [month, day, year, hour, minute, second] = shown.match(/\d+/g)!.map(Number);
  const days = dayNumber(shown.includes("B") ? 1 - year! : year!, month!, day!);
  return (((days * 24 + (hour! % 24)) * 60 + minute!) * 60 + second!) * 1000 - instant;
}

function within(instant: number): number {
  return Math.min(Math.max(instant, -LAST), LAST);
}
