import type { Weighted } from "../stats/classes.ts";
import { addWeights, type WeightTally } from "../stats/weight-sums.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { requireIterable } from "../tally/iterable.ts";
import type { Metric } from "../tally/metric.ts";
import { requireWeight } from "../tally/weight.ts";

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

/**
 * What is counted of journeys or paths: how often each did what they did.
 *
 * @category Paths
 */
export interface JourneyTally extends Identity {
  /** Journeys counted. */
  count: number;
  /** Journeys that may still go on, where they are not counted as they stand. */
  pending: number;
  /** Journeys none of whose events has a state. */
  missing: number;
  /** Journeys left out: of weight 0, or seen in part where they are not counted as they stand. */
  excluded: number;
  /** The weights of the journeys counted, or `null` as long as none was given one. */
  weights: WeightTally | null;
  /** What they did, in the order of the keys, each key once. */
  counts: JourneyCount[];
}

/** Where a journey goes. */
export type JourneyPlace = "count" | "pending" | "missing" | "excluded";

/** Counts something that a journey did, so many times (1 where it is not given). It keeps the key, which is not written to any more. */
export type CountKey = (key: JourneyKey, times?: number) => void;

/** How a journey is counted: calls `count` for whatever it did, and says where the journey goes. */
export type ReadJourney<Observation> = (
  observation: Observation,
  count: CountKey,
  index: number | undefined,
) => JourneyPlace;

/** All of a metric but `read`: counts what `readJourney` finds in each journey. */
export function countJourneys<Observation>(
  of: string,
  readJourney: ReadJourney<Observation>,
): Omit<Metric<Observation, JourneyTally, unknown>, "read"> &
  Required<Pick<Metric<Observation, JourneyTally, unknown>, "addAll">> {
  const addTo = (
    tally: JourneyTally,
    find: (key: JourneyKey) => JourneyCount,
    observation: Observation,
    weight: number | undefined,
    index: number | undefined,
  ) => {
    if (weight !== undefined) {
      requireWeight(weight, index);
      if (tally.weights === null) makeWeighted(tally);
    }
    const given = weight ?? 1;
    const count: CountKey = (key, times = 1) => {
      if (weight === 0) return;
      const entry = find(key);
      if (tally.weights) {
        entry[2] ??= unitWeight(0);
        addTimes(entry[2], given, times);
      }
      entry[1] += times;
    };
    const read = readJourney(observation, count, index);
    const place = read === "count" && weight === 0 ? "excluded" : read;
    if (place === "count" && tally.weights) addTimes(tally.weights, given, 1);
    tally[place]++;
  };
  return {
    empty: () => ({ of, count: 0, pending: 0, missing: 0, excluded: 0, weights: null, counts: [] }),
    add: (tally, observation, weight, index) => {
      requireSame(tally, of);
      addTo(tally, (key) => findSorted(tally.counts, key), observation, weight, index);
      return tally;
    },
    addAll: (tally, items, { value, weight }) => {
      requireSame(tally, of);
      requireIterable(items);
      const index = keyIndex(tally.counts);
      let at = 0;
      for (const item of items) {
        const observation = value ? value(item, at) : (item as unknown as Observation);
        addTo(tally, index.find, observation, weight && requireWeight(weight(item, at), at), at);
        at++;
      }
      tally.counts = index.sorted();
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      const isWeighted = left.weights !== null || right.weights !== null;
      return {
        of,
        count: left.count + right.count,
        pending: left.pending + right.pending,
        missing: left.missing + right.missing,
        excluded: left.excluded + right.excluded,
        weights: mergeWeight(isWeighted, left.weights, left.count, right.weights, right.count),
        counts: mergeCounts(left.counts, right.counts, isWeighted),
      };
    },
  };
}

/** Adds an observation of a weight, so many times. */
function addTimes(weights: WeightTally, weight: number, times: number): void {
  addWeights(weights, weight * times, 0, weight * weight * times, 0);
}

/** The weights of so many who have none: each weighs 1. */
function unitWeight(count: number): WeightTally {
  return [count, 0, count, 0];
}

/** Makes a tally that of a weighted sample, in place: all so far weigh 1. */
function makeWeighted(tally: JourneyTally): void {
  tally.weights = unitWeight(tally.count);
  for (const entry of tally.counts) entry[2] = unitWeight(entry[1]);
}

function mergeWeight(
  isWeighted: boolean,
  left: WeightTally | null,
  leftCount: number,
  right: WeightTally | null,
  rightCount: number,
): WeightTally | null {
  if (!isWeighted) return null;
  const merged: WeightTally = left ? [...left] : unitWeight(leftCount);
  addWeights(merged, ...(right ?? unitWeight(rightCount)));
  return merged;
}

/** Both lists as one; shares nothing that is written to. */
export function mergeCounts(
  left: readonly JourneyCount[],
  right: readonly JourneyCount[],
  isWeighted: boolean,
): JourneyCount[] {
  const merged: JourneyCount[] = [];
  const none = [[], 0, null] as const;
  for (let i = 0, j = 0; i < left.length || j < right.length; ) {
    const order = i === left.length ? 1 : j === right.length ? -1 : compareKeys(left[i]![0], right[j]![0]);
    const [key, count, weights] = order <= 0 ? left[i++]! : none;
    const [other, more, moreWeights] = order >= 0 ? right[j++]! : none;
    merged.push([order <= 0 ? key : other, count + more, mergeWeight(isWeighted, weights, count, moreWeights, more)]);
  }
  return merged;
}

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
function findSorted(counts: JourneyCount[], key: JourneyKey): JourneyCount {
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

/** Entries by key: a hash table, as keys of several parts are none that a Map can tell apart. */
function keyIndex(counts: readonly JourneyCount[]) {
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

/** What a count weighs where the sample is weighted; its number where it is not. */
export function sizeOf([, count, weights]: JourneyCount): number {
  return weights ? weights[0] + weights[1] : count;
}

/** The weighted part of a result about several counts together; nothing of an unweighted one. */
export function weightOf(parts: readonly (WeightTally | null)[]): Pick<Weighted, "weight" | "effectiveSampleSize"> {
  const weighted = parts.filter((part) => part !== null);
  if (weighted.length === 0) return {};
  const weight = weighted.reduce((sum, [high, low]) => sum + (high + low), 0);
  const squares = weighted.reduce((sum, [, , high, low]) => sum + (high + low), 0);
  return { weight, effectiveSampleSize: weight && (weight * weight) / squares };
}
