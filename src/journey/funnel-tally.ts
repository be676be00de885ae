import { type ClassTally, classesOf } from "../stats/class-tally.ts";
import type { Classes } from "../stats/classes.ts";
import type { DurationsTally } from "../stats/durations-metric.ts";

/**
 * What is counted of a funnel.
 *
 * @category Funnel
 */
export interface FunnelTally extends ClassTally {
  /** Journeys counted. */
  journeys: number;
  /** From the entry to each step, from the second on. */
  sinceFirst: DurationsTally[];
  /** From the step before to each step, from the second on. */
  sincePrevious: DurationsTally[];
  /** What happened next after a drop at each step: pairs of activity and count, in the order of the activities. */
  next: [activity: string, count: number][][];
  /** After how many drops at each step nothing happened any more. */
  nothing: number[];
}

/** Attempts that began and ended alike. */
export interface FunnelCell {
  /** The step with which they began, from 1. */
  readonly from: number;
  /** The farthest step, from 1. */
  readonly reached: number;
  /** Mature; young, where the outcome is known before the time has passed; or pending. */
  readonly kind: number;
}

/** All of its time has passed. */
export const MATURE = 0;
/** The outcome is known before the time has passed. */
export const YOUNG = 1;
/** It may still go on. */
export const PENDING = 2;

/** How many classes the attempts and non-attempts of a funnel fall into. */
export function cellCount(steps: number, isOpen: boolean): number {
  return 1 + (isOpen ? steps : 1) * steps * 3;
}

/** The class of attempts; class 0 is of journeys that have not entered. */
export function cellOf({ from, reached, kind }: FunnelCell, steps: number): number {
  return 1 + ((from - 1) * steps + reached - 1) * 3 + kind;
}

/** What happened, and what of it, as two classes: the others and those. */
export function among(
  tally: ClassTally,
  steps: number,
  all: (cell: FunnelCell) => boolean,
  those: (cell: FunnelCell) => boolean,
): Classes {
  const { counts, weights } = classesOf(tally);
  const found = [0, 0];
  const sums = [0, 0];
  const squares = [0, 0];
  for (let place = 1; place < counts.length; place++) {
    const kind = (place - 1) % 3;
    const pair = (place - 1 - kind) / 3;
    const cell = { from: Math.floor(pair / steps) + 1, reached: (pair % steps) + 1, kind };
    if (!all(cell)) continue;
    const side = those(cell) ? 1 : 0;
    found[side]! += counts[place]!;
    if (weights) {
      sums[side]! += weights.sums[place]!;
      squares[side]! += weights.squares[place]!;
    }
  }
  return { counts: found, weights: weights && { sums, squares } };
}

/** Counts an activity in pairs that stand in the order of the activities; in place. */
export function addNext(pairs: [activity: string, count: number][], activity: string, count: number): void {
  let low = 0;
  let high = pairs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pairs[middle]![0] < activity) low = middle + 1;
    else high = middle;
  }
  if (pairs[low]?.[0] === activity) pairs[low]![1] += count;
  else pairs.splice(low, 0, [activity, count]);
}
