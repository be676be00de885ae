import type { WeightTally } from "../stats/weight-sums.ts";

/**
 * What is counted: a transition, a sequence of states, or another thing with a name of several parts.
 *
 * @category Paths
 */
export type JourneyKey = readonly (string | null)[];

/**
 * How often something was counted, and the weights of those who did it, or `null` as long as nobody was given one.
 *
 * @category Paths
 */
export type JourneyCount = [key: JourneyKey, count: number, weights: WeightTally | null];

/** The order of keys: part by part by code units, `null` before any text, a beginning before what goes on. */
export function compareKeys(left: JourneyKey, right: JourneyKey): number {
  const shorter = Math.min(left.length, right.length);
  for (let place = 0; place < shorter; place++) {
    const one = left[place]!;
    const other = right[place]!;
    if (one === other) continue;
    return one === null || (other !== null && one < other) ? -1 : 1;
  }
  return left.length - right.length;
}

/** The entry of a key in a sorted list, put in where there is none. */
export function findSorted(counts: JourneyCount[], key: JourneyKey): JourneyCount {
  let low = 0;
  let high = counts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(counts[middle]![0], key) < 0) low = middle + 1;
    else high = middle;
  }
  const found = counts[low];
  if (found && compareKeys(found[0], key) === 0) return found;
  const entry: JourneyCount = [key, 0, null];
  counts.splice(low, 0, entry);
  return entry;
}

/** Entries that are found by their keys. */
export interface KeyIndex {
  /** The entry of a key, put in where there is none. */
  readonly find: (key: JourneyKey) => JourneyCount;
  /** All entries, in the order of their keys. */
  readonly sorted: () => JourneyCount[];
}

/** Entries by key: a hash table, as keys of several parts are none that a Map can tell apart. */
export function keyIndex(counts: readonly JourneyCount[]): KeyIndex {
  const entries: JourneyCount[] = [];
  const codes = new Map<string | null, number>();
  /** The place of the last entry of each hash, and of the one before each entry; −1 of none. */
  const places = new Map<number, number>();
  const before: number[] = [];
  const hashOf = (key: JourneyKey) => {
    let hash = key.length;
    for (let place = 0; place < key.length; place++) {
      let code = codes.get(key[place]!);
      if (code === undefined) {
        code = codes.size;
        codes.set(key[place]!, code);
      }
      hash = Math.imul(hash ^ code, MIXER);
      hash ^= hash >>> 15;
    }
    return hash;
  };
  const put = (hash: number, entry: JourneyCount) => {
    before.push(places.get(hash) ?? -1);
    places.set(hash, entries.length);
    entries.push(entry);
    return entry;
  };
  const find = (key: JourneyKey): JourneyCount => {
    const hash = hashOf(key);
    for (let place = places.get(hash) ?? -1; place >= 0; place = before[place]!) {
      const entry = entries[place]!;
      if (compareKeys(entry[0], key) === 0) return entry;
    }
    return put(hash, [key, 0, null]);
  };
  for (const entry of counts) put(hashOf(entry[0]), entry);
  return { find, sorted: () => inOrder(entries, [...codes.keys()]) };
}

/**
 * Entries in the order of their keys, of which all parts are given: most of them by a number that stands for the first parts
 * of a key, as many as a number can hold.
 */
export function inOrder(entries: readonly JourneyCount[], parts: readonly (string | null)[]): JourneyCount[] {
  const ranks = new Map(
    [...parts].sort((one, other) => compareKeys([one], [other])).map((part, rank) => [part, rank + 1]),
  );
  const base = parts.length + 2;
  let held = 1;
  while (base ** (held + 1) < 2 ** 53) held++;
  const numbers = Float64Array.from(entries, ([key]) => {
    let number = 0;
    for (let place = 0; place < held; place++)
      number = number * base + (place < key.length ? ranks.get(key[place]!)! : 0);
    return number;
  });
  return Array.from(
    Uint32Array.from(numbers.keys()).sort(
      (one, other) => numbers[one]! - numbers[other]! || compareKeys(entries[one]![0], entries[other]![0]),
    ),
    (place) => entries[place]!,
  );
}

/** 2^32 divided by the golden ratio: multiplying by it spreads neighbouring numbers (Knuth 1998, The Art of Computer Programming 3, §6.4). */
const MIXER = 0x9e3779b1;
