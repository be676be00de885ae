import type { BusinessHours } from "./business-hours.ts";
import { DAY } from "./shifts.ts";
import type { Zone, ZoneRun } from "./zone.ts";

/**
 * What a calendar answers to `businessTime` and `businessDue`, which check what is asked.
 *
 * @category Business time
 */
export interface BusinessClock {
  /** Business time from one instant to a later one, in milliseconds. */
  readonly between: (from: number, to: number) => number;
  /** The first instant, from one on, at which so many milliseconds of business time have passed; `null` where there is none. */
  readonly after: (from: number, duration: number) => number | null;
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

/** Until the end of this block, in 1799, no zone moves its clocks. */
const EARLY = -330;
/** From this block on, in 2100, every zone repeats its moves after a cycle. */
const FAR = 252;

/** Longer than clocks are ever put back. */
const LOOK_BACK = 172_800_000;

/** The last instant there is. */
const LAST = 8_640_000_000_000_000;

/**
 * Business time in a zone. A shift begins and ends at the first instant at which the clocks show its time or a later one:
 * what they skip is in no shift, and what they show twice lasts, in the shift that it is in, for as long as it takes.
 *
 * Each block of 189 days is looked at once, when it is first needed, with those between it and the ones already known.
 */
export function businessClock(zone: Zone, hours: BusinessHours): BusinessClock {
  const blocks = new Map<number, Block>();
  let first = 0;
  let last = -1;
  // Before the early block every one is like it; from the late one on every one is like the one a cycle before.
  const early = Math.min(EARLY, blockOfDay(hours.firstDate) - 2);
  const late = Math.max(FAR, blockOfDay(hours.lastDate) + 2) + CYCLE;

  /** A block that is neither early nor late. */
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

  /** How far a block is from the one that it is like, in blocks and in business time. */
  const awayOf = (number: number): { blocks: number; time: number } => {
    if (number < early) {
      const { reading, end } = blockAt(early);
      return { blocks: number - early, time: (number - early) * (end - reading) };
    }
    if (number < late) return { blocks: 0, time: 0 };
    const cycles = Math.floor((number - late) / CYCLE) + 1;
    return { blocks: cycles * CYCLE, time: cycles * (blockAt(late - 1).end - blockAt(late - CYCLE).reading) };
  };

  const endOf = (number: number): number => {
    const away = awayOf(number);
    return away.time + blockAt(number - away.blocks).end;
  };

  /** Business time from some fixed instant on. */
  const at = (instant: number): number => {
    const number = Math.floor(instant / BLOCK);
    const away = awayOf(number);
    const { reading, stretches } = blockAt(number - away.blocks);
    const near = instant - away.blocks * BLOCK;
    let i = stretches.length - 1;
    while (i > 0 && near < stretches[i]!.start) i--;
    return away.time + reading + sinceBlock(hours, stretches[i]!, near);
  };

  const after = (from: number, duration: number): number | null => {
    if (duration === 0) return from;
    const target = at(from) + duration;
    // The first block at whose end the time has passed: first by leaps, then between the last two.
    let low = Math.floor(from / BLOCK) - 1;
    let high = low + 1;
    const closed = Math.min(LAST, (hours.lastOpen + 3) * DAY) / BLOCK;
    while (endOf(high) < target) {
      if (high > closed) return null;
      [low, high] = [high, high + 2 * (high - low)];
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (endOf(middle) < target) low = middle;
      else high = middle;
    }
    const away = awayOf(high);
    const instant = reached(blockAt(high - away.blocks), high - away.blocks, target - away.time) + away.blocks * BLOCK;
    return instant > LAST ? null : instant;
  };

  /** The first instant of a block at which so much business time has passed. */
  const reached = ({ reading, stretches }: Block, number: number, target: number): number => {
    const wanted = target - reading;
    let i = stretches.length - 1;
    while (stretches[i]!.before >= wanted) i--;
    const { start, offset, before, turn } = stretches[i]!;
    if (offset === null) return start + (wanted - before);
    const end = stretches[i + 1]?.start ?? (number + 1) * BLOCK;
    return hours.reach(wanted - turn, start + offset, end + offset) - offset;
  };

  return { between: (from, to) => at(to) - at(from), after };
}

/** The block in which a day begins; infinite where the day is. */
function blockOfDay(day: number): number {
  return Math.floor((day * DAY) / BLOCK);
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
    shown = run.end + run.offset;
  }
  return { reading, end: reading + sinceBlock(hours, stretches[stretches.length - 1]!, end), stretches };
}

/** Business time from the beginning of a block to an instant of one of its stretches. */
function sinceBlock(hours: BusinessHours, { start, offset, before, turn }: Stretch, instant: number): number {
  return offset === null ? before + turn * (instant - start) : turn + hours.before(instant + offset);
}

/** The runs of a zone's clocks from one instant to another, those of one offset put together. */
function runsOf(zone: Zone, from: number, to: number): ZoneRun[] {
  const runs: ZoneRun[] = [];
  for (let start = from; start < to; ) {
    const { end, offset } = zone.runAt(start);
    const last = runs[runs.length - 1];
    if (last?.offset === offset) runs[runs.length - 1] = { ...last, end };
    else runs.push({ start, end, offset });
    start = end;
  }
  return runs;
}
