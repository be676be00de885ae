import { requireFunctions, requireGivenFunctions } from "../tally/function.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { grouping } from "./grouping.ts";

/**
 * How the next item of the same key is found, and how soon it must come.
 *
 * @category Time
 */
export interface FollowedWithinOptions<Item> {
  /**
   * What two items have in common where one follows the other: a customer, or several things at once as an array,
   * `[customer, reason]`. An item whose key, or a part of it, is `null` or `undefined` is counted as missing and follows
   * nothing.
   */
  readonly key: (item: Item, index: number) => unknown;
  /** When the item came about; not after `asOf`. */
  readonly at: (item: Item, index: number) => Instant;
  /** The horizon in milliseconds, above 0: a gap of exactly this length is within it. */
  readonly within: number;
  /** The moment up to which the items are known. */
  readonly asOf: Instant;
  /**
   * Which of several items of one key and moment comes first: the one with the smaller number or text, numbers before
   * texts. Where it is not given, or the same, the order of the items decides; no total depends on it.
   */
  readonly id?: ((item: Item, index: number) => number | string) | undefined;
}

/**
 * Which items were followed by another of the same key within a horizon.
 *
 * @category Time
 */
export interface FollowedWithinResult {
  /** The share of items followed within the horizon, 0 to 1; `null` where no horizon is complete. */
  readonly rate: number | null;
  /** Items followed within the horizon. */
  readonly numerator: number;
  /** Items whose horizon is complete: `at + within` is not after `asOf`. */
  readonly denominator: number;
  /** Items whose horizon is not complete, whether or not one has followed already. */
  readonly pending: number;
  /** Items without a key. */
  readonly missing: number;
  /** Of each item, in the order given: followed within the horizon or not, `"pending"`, or, without a key, `null`. */
  readonly outcomes: readonly (boolean | "pending" | null)[];
  /** Of each item, in the order given, the milliseconds until the next one of its key, however late; `null` where none came. */
  readonly gaps: readonly (number | null)[];
  /** Of each item, in the order given, the index of the next one of its key; `null` where none came. */
  readonly followers: readonly (number | null)[];
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "followedWithin";
    /** The horizon in milliseconds. */
    readonly within: number;
    /** The moment up to which the items were known, in milliseconds since 1970-01-01T00:00Z. */
    readonly asOf: number;
  };
}

/**
 * Whether each item was followed by another of the same key within a horizon: a contact by the customer's next one, a
 * cancellation by a new order. Only items whose whole horizon has passed are judged; to count those that were followed
 * early and leave out those that may still be, would make the share too high.
 *
 * An item follows another if it is later, or at the same moment and after it in order: of several at one moment all but
 * one are followed after 0 ms.
 *
 * @param items - Items with a key and a moment, in any order: any iterable.
 * @param options - `key`, what a follower must share; `at`, the moment of an item; `within`, the horizon in
 *   milliseconds; `asOf`, the moment up to which the items are known; `id`, the order within one moment.
 * @returns The share of those judged, and of each item the outcome, the gap to the next one, and which one that is; of
 *   no items, `rate: null`.
 * @throws TypeError or RangeError if `within` is not above 0, a moment is none or after `asOf`, or an id neither number
 *   nor text, with its index.
 *
 * @example
 * ```ts
 * const contacts = [{ who: "a", day: 1 }, { who: "b", day: 1 }, { who: "a", day: 8 }, { who: "b", day: 9 }]
 * const repeated = followedWithin(contacts, { key: (c) => c.who, at: (c) => c.day, within: 7, asOf: 10 })
 * repeated // => { rate: 0.5, numerator: 1, denominator: 2, pending: 2, missing: 0, … }
 * repeated.outcomes // => [true, false, "pending", "pending"]
 * repeated.gaps // => [7, 8, null, null]
 *
 * // How long until a contact is followed, of those still unfollowed too:
 * const untilNext = kaplanMeier(contacts, {
 *   time: (c, i) => repeated.gaps[i] ?? 10 - c.day,
 *   event: (_, i) => repeated.followers[i] !== null,
 * })
 * untilNext // => { count: 4, events: 2, censored: 2, … }
 * followedWithin([], { key: () => 1, at: () => 0, within: 7, asOf: 10 }).rate // => null
 * ```
 *
 * @category Time
 */
export function followedWithin<Item>(
  items: Iterable<Item>,
  options: FollowedWithinOptions<Item>,
): FollowedWithinResult {
  requireIterable(items);
  const { key, at, id, within } = options ?? {};
  const asOf = milliseconds(options?.asOf, "asOf");
  if (!(Number.isFinite(within) && within > 0)) throw refusal("within must be milliseconds above 0", within);
  requireFunctions({ key, at });
  requireGivenFunctions({ id });
  const groupOf = grouping();
  const groups: number[] = [];
  const moments: number[] = [];
  const ids: (number | string)[] = [];
  let index = 0;
  for (const item of items) {
    const moment = milliseconds(at(item, index), "at", index);
    if (moment > asOf) throw refusal(`at must not be after asOf (${asOf})`, moment, index);
    if (id) ids.push(requireId(id(item, index), index));
    groups.push(groupOf(key(item, index)));
    moments.push(moment);
    index++;
  }
  const followers = nextOfGroup(groups, moments, ids);
  const gaps = followers.map((next, i) => (next === null ? null : moments[next]! - moments[i]!));
  let numerator = 0;
  let denominator = 0;
  let missing = 0;
  const outcomes = gaps.map((gap, i) => {
    if (groups[i] === 0) {
      missing++;
      return null;
    }
    if (moments[i]! + within > asOf) return "pending";
    denominator++;
    const followed = gap !== null && gap <= within;
    if (followed) numerator++;
    return followed;
  });
  return {
    rate: denominator === 0 ? null : numerator / denominator,
    numerator,
    denominator,
    pending: index - denominator - missing,
    missing,
    outcomes,
    gaps,
    followers,
    definition: { metric: "followedWithin", within, asOf },
  };
}

/** An identifier, if it is one. */
export function requireId(id: unknown, index: number): number | string {
  if (typeof id === "string" || Number.isFinite(id)) return id as number | string;
  throw refusal("id must be a number or a string", id, index);
}

/** The index of the next item of each item's group, by moment, id and index; of group 0, which is none, `null`. */
function nextOfGroup(
  groups: readonly number[],
  moments: readonly number[],
  ids: readonly (number | string)[],
): (number | null)[] {
  const compare = (one: number, other: number): number =>
    moments[one]! - moments[other]! || (ids.length > 0 ? compareIds(ids[one]!, ids[other]!) : 0) || one - other;
  const next = new Array<number | null>(groups.length).fill(null);
  const { order, ends } = inGroups(groups);
  for (let group = 1; group < ends.length; group++) {
    const start = ends[group - 1]!;
    const end = ends[group]!;
    // Logs mostly come in order: to see that costs less than to sort.
    for (let place = start + 1; place < end; place++) {
      if (compare(order[place - 1]!, order[place]!) > 0) {
        order.subarray(start, end).sort(compare);
        break;
      }
    }
    for (let place = start + 1; place < end; place++) next[order[place - 1]!] = order[place]!;
  }
  return next;
}

/** The indices of group 0, of group 1 and so on, one after another, and where each group ends. */
function inGroups(groups: readonly number[]): { order: Uint32Array; ends: Uint32Array } {
  const ends = new Uint32Array(groups.reduce((most, group) => Math.max(most, group), 0) + 2);
  for (const group of groups) ends[group + 1]!++;
  for (let group = 1; group < ends.length; group++) ends[group]! += ends[group - 1]!;
  const order = new Uint32Array(groups.length);
  // What was the start of a group becomes its end while the group is filled.
  groups.forEach((group, index) => {
    order[ends[group]!++] = index;
  });
  return { order, ends: ends.subarray(0, -1) };
}

function compareIds(one: number | string, other: number | string): number {
  if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}
