import type { BusinessHours } from "./business-hours.ts";
import type { Zone, ZoneRun } from "./zone.ts";

/** Business time as a clock that runs while shifts do, and stands still in between. */
export interface BusinessClock {
  /** What the clock shows at an instant, in milliseconds from some fixed one: a difference of two is what counts. */
  readonly at: (instant: number) => number;
  /** The first instant at which it shows so many milliseconds, a later reading than that of `from`; `null` where it never does. */
  readonly reach: (milliseconds: number, from: number) => number | null;
}

/** A time in which the clocks of the zone run evenly, or make up what they were put back. */
interface Stretch {
  /** Its first instant. */
  readonly start: number;
  /** Local milliseconds less instant; `null` while the clocks show again what they have shown. */
  readonly offset: number | null;
  /** Business time before it, since the block's beginning. */
  readonly before: number;
  /** What turns business hours before a local time into business time since the block's beginning. */
  readonly turn: number;
}

/** A part of the time line whose moves of the clocks are found together. */
interface Block {
  /** What the business clock shows at its beginning. */
  readonly reading: number;
  /** What it shows at its end. */
  readonly end: number;
  readonly stretches: readonly Stretch[];
}

/** 189 days: whole weeks, and 773 of them are the 400 years after which the Gregorian calendar repeats itself. */
const BLOCK = 16_329_600_000;
const CYCLE = 773;

/** From 2503 on every zone repeats its moves with the calendar. */
const FAR = 1031;

/** Longer than clocks are ever put back. */
const LOOK_BACK = 172_800_000;

const LAST = 8_640_000_000_000_000;

/**
 * Business time in a zone. A shift begins and ends at the first instant at which the clocks show its time or a later one:
 * what they skip is in no shift, and what they show twice lasts, in the shift that it is in, for as long as it takes.
 *
 * Each block of 189 days is looked at once, when it is first needed.
 */
export function businessClock(zone: Zone, hours: BusinessHours): BusinessClock {
  const blocks = new Map<number, Block>();
  let first = 0;
  let last = -1;

  /** The block of that number; all between it and those there are come with it. */
  const blockAt = (number: number): Block => {
    if (last < first) {
      blocks.set(number, blockOf(zone, hours, number, 0));
      first = number;
      last = number;
    }
    for (; last < number; last++) blocks.set(last + 1, blockOf(zone, hours, last + 1, blocks.get(last)!.end));
    for (; first > number; first--) {
      const { reading, end, stretches } = blockOf(zone, hours, first - 1, 0);
      const shift = blocks.get(first)!.reading - end;
      blocks.set(first - 1, { reading: reading + shift, end: end + shift, stretches });
    }
    return blocks.get(number)!;
  };

  const at = (instant: number): number => {
    const { reading, stretches } = blockAt(Math.floor(instant / BLOCK));
    let i = stretches.length - 1;
    while (i > 0 && instant < stretches[i]!.start) i--;
    return reading + sinceBlock(hours, stretches[i]!, instant);
  };

  const reach = (milliseconds: number, from: number): number | null => {
    let number = Math.floor(from / BLOCK);
    for (; blockAt(number).end < milliseconds; number++) {
      const start = (number + 1) * BLOCK;
      if (start > LAST || start > hours.closedFrom + LOOK_BACK) return null;
    }
    const { reading, stretches } = blockAt(number);
    const wanted = milliseconds - reading;
    let i = stretches.length - 1;
    while (stretches[i]!.before >= wanted) i--;
    const { start, offset, before, turn } = stretches[i]!;
    if (offset === null) return start + (wanted - before);
    const end = i + 1 < stretches.length ? stretches[i + 1]!.start : (number + 1) * BLOCK;
    const reached = hours.reach(wanted - turn, start + offset, end + offset) - offset;
    return reached > LAST ? null : reached;
  };

  return { at, reach };
}

function blockOf(zone: Zone, hours: BusinessHours, number: number, reading: number): Block {
  const start = number * BLOCK;
  const end = start + BLOCK;
  const stretches: Stretch[] = [];
  let since = 0;
  const add = (from: number, offset: number | null, open: boolean): void => {
    const begin = Math.max(from, start);
    const previous = stretches[stretches.length - 1];
    if (previous) since = sinceBlock(hours, previous, begin);
    const turn = offset === null ? Number(open) : since - hours.before(begin + offset);
    if (previous?.start === begin) stretches.pop();
    stretches.push({ start: begin, offset, before: since, turn });
  };
  // The latest time that the clocks have shown.
  let shown = Number.NEGATIVE_INFINITY;
  for (const run of runsOf(zone, start - LOOK_BACK, end)) {
    const caughtUp = shown - run.offset;
    if (run.start < caughtUp && caughtUp > start) {
      add(run.start, null, hours.before(shown) > hours.before(shown - 1));
      if (caughtUp < Math.min(run.end, end)) add(caughtUp, run.offset, true);
    } else if (run.end > start) {
      add(run.start, run.offset, true);
    }
    shown = Math.max(shown, run.end + run.offset);
  }
  return { reading, end: reading + sinceBlock(hours, stretches[stretches.length - 1]!, end), stretches };
}

/** Business time from the beginning of a block to an instant of one of its stretches. */
function sinceBlock(hours: BusinessHours, { start, offset, before, turn }: Stretch, instant: number): number {
  return offset === null ? before + turn * (instant - start) : turn + hours.before(instant + offset);
}

/** The runs of a zone's clocks from one instant to another, those of one offset put together. */
function runsOf(zone: Zone, from: number, to: number): ZoneRun[] {
  const far = Math.floor(from / BLOCK) - FAR;
  const back = far > 0 ? Math.floor(far / CYCLE) * CYCLE * BLOCK : 0;
  const runs: ZoneRun[] = [];
  for (let at = from; at < to; ) {
    const { end, offset } = zone.runAt(at - back);
    const last = runs[runs.length - 1];
    if (last?.offset === offset) runs[runs.length - 1] = { ...last, end: end + back };
    else runs.push({ start: at, end: end + back, offset });
    at = end + back;
  }
  return runs;
}
