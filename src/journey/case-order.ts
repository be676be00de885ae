import type { JourneyEvent } from "./event.ts";
import type { EventCases } from "./event-cases.ts";
import { compareText } from "./event-order.ts";

/** Up to so many cases, a slice is put in order by insertion. */
const FEW = 24;

/**
 * The codes of the cases by when they began, then by customer and name, what has no case of its own before a case of the same
 * name; those that have no events are left out.
 *
 * A counting sort brings them into as many slices of time as there are cases, and comparison puts each slice in order:
 * cases that begin at all times are in order at once, and those that all begin together are only compared.
 */
export function casesInOrder({ names, named, customers, times, starts }: EventCases<JourneyEvent>): Uint32Array {
  const compare = (left: number, right: number) =>
    times[starts[left]!]! - times[starts[right]!]! ||
    compareText(customers[left] ?? names[left], customers[right] ?? names[right]) ||
    compareText(names[left], names[right]) ||
    Number(named[left]) - Number(named[right]);
  let earliest = Infinity;
  let latest = -Infinity;
  for (let code = 0; code < names.length; code++) {
    if (starts[code] === starts[code + 1]) continue;
    earliest = Math.min(earliest, times[starts[code]!]!);
    latest = Math.max(latest, times[starts[code]!]!);
  }
  const slices = latest > earliest ? names.length : 1;
  const sliceOf = (code: number) =>
    slices === 1 ? 0 : Math.floor(((times[starts[code]!]! - earliest) / (latest - earliest)) * (slices - 1));
  const ends = new Uint32Array(slices + 1);
  for (let code = 0; code < names.length; code++) {
    if (starts[code] !== starts[code + 1]) ends[sliceOf(code) + 1]!++;
  }
  for (let slice = 1; slice <= slices; slice++) ends[slice]! += ends[slice - 1]!;
  const codes = new Uint32Array(ends[slices]!);
  for (let code = 0; code < names.length; code++) {
    if (starts[code] !== starts[code + 1]) codes[ends[sliceOf(code)]!++] = code;
  }
  // Each end has moved on to where the next slice begins.
  for (let slice = 0, begin = 0; slice < slices; begin = ends[slice++]!) {
    const end = ends[slice]!;
    if (end - begin > FEW) codes.subarray(begin, end).sort(compare);
    else for (let next = begin + 1; next < end; next++) insert(codes, begin, next, compare);
  }
  return codes;
}

/** Moves the code at `next` to its place among those from `begin`, which are in order. */
function insert(codes: Uint32Array, begin: number, next: number, compare: (left: number, right: number) => number) {
  const code = codes[next]!;
  let place = next;
  for (; place > begin && compare(codes[place - 1]!, code) > 0; place--) codes[place] = codes[place - 1]!;
  codes[place] = code;
}
