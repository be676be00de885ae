import type { Weighted } from "../stats/classes.ts";
import { addWeights, type WeightTally } from "../stats/weight-sums.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { requireIterable } from "../tally/iterable.ts";
import type { Metric } from "../tally/metric.ts";
import { requireWeight } from "../tally/weight.ts";
import { compareKeys, findSorted, type JourneyCount, type JourneyKey, keyIndex } from "./journey-keys.ts";

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
    const place = weight === 0 && read !== "missing" ? "excluded" : read;
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
export function unitWeight(count: number): WeightTally {
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
