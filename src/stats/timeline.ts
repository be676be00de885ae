import { refusal } from "../tally/refusal.ts";

/** The longest time: beyond it the square of an area under a curve leaves the doubles. */
const LONGEST = 1e140;

/** The time, if it is one: 0 or more, and never −0. */
export function requireTime(time: unknown, index?: number): number {
  if (typeof time === "number" && time >= 0 && time <= LONGEST) return time + 0;
  throw refusal("time must be a number from 0 to 1e140 (of an open case, the time so far)", time, index);
}

/** People in the order of their times, and where in that order a time begins. */
export interface Timeline {
  /** Who comes first, second, …: indices. */
  readonly order: Uint32Array;
  /** Where in the order each distinct time begins, and at last where the order ends. */
  readonly starts: readonly number[];
}

/** Puts people in the order of their times. */
export function timelineOf(times: readonly number[]): Timeline {
  const order = Uint32Array.from(times, (_, index) => index).sort((a, b) => times[a]! - times[b]!);
  const starts: number[] = [];
  for (let place = 0; place < order.length; place++) {
    if (place === 0 || times[order[place]!] !== times[order[place - 1]!]) starts.push(place);
  }
  starts.push(order.length);
  return { order, starts };
}
