import { addToMean, type MeanTally, mergeMeans, noMean, readMean } from "../stats/mean-tally.ts";
import { refusal } from "../tally/refusal.ts";
import { requireTime } from "./queued-contact.ts";

/**
 * The parts of a handle time that call centres name: in conversation, the customer on hold, work after the contact.
 *
 * @category Handle time
 */
export type HandlingComponent = "talk" | "hold" | "afterContactWork";

/**
 * How long the parts of one handle took: each 0 or more, in any one unit; a part that is absent, `null` or `undefined`
 * takes no time and is reported as lacking.
 *
 * @category Handle time
 */
export type HandlingTimes<Component extends string = HandlingComponent> = {
  readonly [Name in Component]?: number | null | undefined;
};

/**
 * What one part adds to the average handle time.
 *
 * @category Handle time
 */
export interface ComponentTime<Component extends string = HandlingComponent> {
  /** The part's name. */
  readonly component: Component;
  /** Its mean over all handles counted, so that the means of all parts add up to the handle time; `null` of none. */
  readonly mean: number | null;
  /** Handles counted that lack it. */
  readonly lacking: number;
}

/**
 * What is counted of one part.
 *
 * @category Handle time
 */
export interface ComponentTally {
  /** The part's times, 0 where it is lacking. */
  readonly times: MeanTally;
  /** Handles counted that lack it. */
  lacking: number;
}

/** The names of the parts, if they are some, and no two the same. */
export function requireComponents<Component extends string>(components: readonly Component[]): readonly Component[] {
  const isList = Array.isArray(components as unknown) && components.length > 0;
  if (!isList || components.some((name) => typeof name !== "string")) {
    throw refusal("components must be a list of names", components);
  }
  const twice = components.find((name, place) => components.indexOf(name) !== place);
  if (twice !== undefined) throw refusal("components must be different names", twice);
  return [...components];
}

/** The time of each part, `null` where it is lacking; `null` where all are. */
export function partsOf<Component extends string>(
  handle: HandlingTimes<Component> | null | undefined,
  components: readonly Component[],
  index: number | undefined,
): (number | null)[] | null {
  if (handle === null || handle === undefined) return null;
  if (typeof handle !== "object") throw refusal("handle must be an object of times", handle, index);
  let lacking = 0;
  const parts = components.map((name) => {
    const time = handle[name];
    if (time !== null && time !== undefined) return requireTime(name, time, 1e140, index);
    lacking++;
    return null;
  });
  return lacking === parts.length ? null : parts;
}

/** The time of all parts. */
export function handleTime(parts: readonly (number | null)[]): number {
  return parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
}

/** The tallies of the parts of nothing. */
export function noParts(components: readonly string[]): ComponentTally[] {
  return components.map((name) => ({ times: noMean(name), lacking: 0 }));
}

/** Counts the parts of one handle, in place. */
export function addParts(
  tallies: readonly ComponentTally[],
  parts: readonly (number | null)[],
  weight?: number,
  index?: number,
): void {
  tallies.forEach((tally, place) => {
    const isCounted = addToMean(tally.times, parts[place] ?? 0, weight, index, requirePart);
    if (isCounted && parts[place] === null) tally.lacking++;
  });
}

/** The tallies of both; writes to neither. */
export function mergeParts(left: readonly ComponentTally[], right: readonly ComponentTally[]): ComponentTally[] {
  return left.map(({ times, lacking }, place) => ({
    times: mergeMeans(times, right[place]!.times),
    lacking: lacking + right[place]!.lacking,
  }));
}

/** What the parts add to the handle time. */
export function readParts<Component extends string>(
  tallies: readonly ComponentTally[],
  components: readonly Component[],
): ComponentTime<Component>[] {
  return tallies.map(({ times, lacking }, place) => ({
    component: components[place]!,
    mean: readMean(times).mean,
    lacking,
  }));
}

function requirePart(time: unknown, largest: number, index?: number): number {
  return requireTime("time", time, largest, index);
}
