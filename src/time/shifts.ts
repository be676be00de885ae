import { refusal } from "../tally/refusal.ts";

/**
 * A shift in local time, `["09:00", "17:30"]`: from when it begins until before when it ends. An end that is not after
 * the beginning is on the next day: `["22:00", "06:00"]`; the end of the day is `"24:00"`.
 *
 * @category Business time
 */
export type Shift = readonly [start: string, end: string];

/** The shifts that begin on one date: in order, in milliseconds of the clock since its midnight. */
export interface DayShifts {
  /** When each begins, below a day. */
  readonly starts: readonly number[];
  /** When each ends: after it begins, before the next one does or then; the last may run into the next day. */
  readonly ends: readonly number[];
  /** How long they are together. */
  readonly length: number;
  /** What each is called in an error. */
  readonly names: readonly string[];
  /** The shifts as they were given, in order. */
  readonly definition: readonly Shift[];
}

export const DAY = 86_400_000;

/** The shifts of a day, if they are some: none is one way to be. */
export function requireShifts(shifts: unknown, name: string): DayShifts {
  if (!Array.isArray(shifts)) throw refusal(`${name} must be an array of shifts such as ["09:00", "17:30"]`, shifts);
  const read = [...shifts].map((shift, index) => requireShift(shift, `${name}[${index}]`));
  read.sort((one, other) => one.start - other.start);
  for (let i = 1; i < read.length; i++) requireApart(read[i - 1]!, read[i]!, 0);
  return {
    starts: read.map(({ start }) => start),
    ends: read.map(({ end }) => end),
    length: read.reduce((sum, { start, end }) => sum + end - start, 0),
    names: read.map((shift) => shift.name),
    definition: read.map(({ shift }) => shift),
  };
}

/** Refuses a day's shifts that begin before the last one of the day before has ended. */
export function requireFollowing(before: DayShifts, after: DayShifts): void {
  const last = before.definition.length - 1;
  if (last < 0 || after.definition.length === 0) return;
  const ending = { name: before.names[last]!, end: before.ends[last]!, shift: before.definition[last]! };
  requireApart(ending, { name: after.names[0]!, start: after.starts[0]!, shift: after.definition[0]! }, DAY);
}

function requireApart(
  before: { readonly name: string; readonly end: number; readonly shift: Shift },
  after: { readonly name: string; readonly start: number; readonly shift: Shift },
  later: number,
): void {
  if (after.start + later >= before.end) return;
  const earlier = `"${before.shift[0]}" to "${before.shift[1]}" (${before.name})`;
  throw refusal(`${after.name} must not begin before the shift ${earlier} has ended`, after.shift[0]);
}

function requireShift(shift: unknown, name: string): { start: number; end: number; shift: Shift; name: string } {
  if (!Array.isArray(shift) || shift.length !== 2) {
    throw refusal(`${name} must be a shift such as ["09:00", "17:30"]`, shift);
  }
  const start = timeOfDay(shift[0], `${name}[0]`, "23:59");
  const end = timeOfDay(shift[1], `${name}[1]`, "24:00");
  if (start === end) throw refusal(`${name} must end at another time than it begins`, shift[0]);
  return { start, end: end > start ? end : end + DAY, shift: [shift[0], shift[1]], name };
}

/** The milliseconds from midnight to a time of day. */
function timeOfDay(time: unknown, name: string, latest: string): number {
  const parts = typeof time === "string" ? /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time) : null;
  if (parts === null || (time as string) > latest)
    throw refusal(`${name} must be a time from "00:00" to "${latest}"`, time);
  return (Number(parts[1]) * 60 + Number(parts[2])) * 60_000;
}
