import { refusal } from "../tally/refusal.ts";
import type { AttributionPath } from "./attribution-path.ts";

/**
 * The path with touchpoints that come several times in a row as one, the first of them.
 *
 * @param path - A path.
 * @returns A new path.
 *
 * @example
 * ```ts
 * exposure({ touchpoints: ["ad", "ad", "mail", "ad"], conversions: 1 }).touchpoints // => ["ad", "mail", "ad"]
 * ```
 *
 * @category Attribution
 */
export function exposure<Channel extends string>(path: AttributionPath<Channel>): AttributionPath<Channel> {
  return keep(path, (touchpoint, place, all) => place === 0 || all[place - 1] !== touchpoint);
}

/**
 * The path with each touchpoint where it came first.
 *
 * @param path - A path.
 * @returns A new path.
 *
 * @example
 * ```ts
 * firstOnly({ touchpoints: ["ad", "mail", "ad", "mail"], conversions: 1 }).touchpoints // => ["ad", "mail"]
 * ```
 *
 * @category Attribution
 */
export function firstOnly<Channel extends string>(path: AttributionPath<Channel>): AttributionPath<Channel> {
  const met = new Set<Channel>();
  return keep(path, (touchpoint) => !met.has(touchpoint) && met.add(touchpoint) !== undefined);
}

/**
 * The path without a touchpoint that says little, such as direct visits, unless there is no other.
 *
 * @param path - A path.
 * @param channel - The touchpoint.
 * @returns A new path.
 *
 * @example
 * ```ts
 * removeIfNotAll({ touchpoints: ["direct", "ad", "direct"], conversions: 1 }, "direct").touchpoints // => ["ad"]
 * removeIfNotAll({ touchpoints: ["direct", "direct"], conversions: 1 }, "direct").touchpoints // => ["direct", "direct"]
 * ```
 *
 * @category Attribution
 */
export function removeIfNotAll<Channel extends string>(
  path: AttributionPath<Channel>,
  channel: NoInfer<Channel>,
): AttributionPath<Channel> {
  requirePath(path);
  const isAll = path.touchpoints.every((touchpoint) => touchpoint === channel);
  return keep(path, (touchpoint) => isAll || touchpoint !== channel);
}

/**
 * The path without a touchpoint at its end that says little, such as direct visits, unless there is no other.
 *
 * @param path - A path.
 * @param channel - The touchpoint.
 * @returns A new path.
 *
 * @example
 * ```ts
 * removeTrailingIfNotAll({ touchpoints: ["direct", "ad", "direct", "direct"], conversions: 1 }, "direct").touchpoints // => ["direct", "ad"]
 * ```
 *
 * @category Attribution
 */
export function removeTrailingIfNotAll<Channel extends string>(
  path: AttributionPath<Channel>,
  channel: NoInfer<Channel>,
): AttributionPath<Channel> {
  requirePath(path);
  let end = path.touchpoints.length;
  while (end > 0 && path.touchpoints[end - 1] === channel) end--;
  return keep(path, (_, place) => end === 0 || place < end);
}

/**
 * The last touchpoints of a path.
 *
 * @param path - A path.
 * @param most - How many at most, 1 or more.
 * @returns A new path.
 * @throws TypeError or RangeError if `most` is none.
 *
 * @example
 * ```ts
 * lastN({ touchpoints: ["ad", "mail", "shop"], conversions: 1 }, 2).touchpoints // => ["mail", "shop"]
 * ```
 *
 * @category Attribution
 */
export function lastN<Channel extends string>(path: AttributionPath<Channel>, most: number): AttributionPath<Channel> {
  if (!(Number.isSafeInteger(most) && most >= 1)) throw refusal("most must be a whole number, 1 or more", most);
  return keep(path, (_, place, all) => place >= all.length - most);
}

/** Refuses what is no path. */
function requirePath(path: AttributionPath): void {
  const { touchpoints, at } = path ?? {};
  if (!Array.isArray(touchpoints)) throw refusal("touchpoints must be an array", touchpoints);
  if (at !== undefined && !Array.isArray(at)) throw refusal("at must be an array", at);
}

/** The path with the touchpoints that hold, and their times. */
function keep<Channel extends string>(
  path: AttributionPath<Channel>,
  holds: (touchpoint: Channel, place: number, all: readonly Channel[]) => boolean,
): AttributionPath<Channel> {
  requirePath(path);
  const kept = path.touchpoints.map(holds);
  const touchpoints = path.touchpoints.filter((_, place) => kept[place]);
  return path.at ? { ...path, touchpoints, at: path.at.filter((_, place) => kept[place]) } : { ...path, touchpoints };
}
