import { type Identity, requireSame } from "../tally/identity.ts";
import { requireWeight } from "../tally/weight.ts";
import type { Classes } from "./classes.ts";
import { addWeights, readWeights, unitWeights, type WeightTally } from "./weight-sums.ts";

/**
 * How many people fell into each of a few classes.
 *
 * @category Statistics
 */
export interface ClassTally extends Identity {
  /** People in each class, from the lowest to the highest. */
  readonly counts: number[];
  /** People who did not answer. */
  missing: number;
  /** Observations left out: off the scale where the caller said so, or of weight 0. */
  excluded: number;
  /** The weights of the people in each class, or `null` as long as nobody was given one. */
  weights: WeightTally[] | null;
}

/** Where an observation goes: to a class, counted from the lowest, or aside. */
export type Place = number | "missing" | "excluded";

/** The tally of nobody. */
export function emptyClasses(of: string, classes: number): ClassTally {
  return { of, counts: new Array(classes).fill(0), missing: 0, excluded: 0, weights: null };
}

/** Counts an observation that goes to `place`, so many times, in place. */
export function addToClass(tally: ClassTally, place: Place, weight?: number, index?: number, times = 1): void {
  if (weight !== undefined) makeWeighted(tally, weight, index);
  const where = weight === 0 && place !== "missing" ? "excluded" : place;
  if (typeof where === "string") tally[where] += times;
  else {
    tally.counts[where]! += times;
    const given = weight ?? 1;
    if (tally.weights) addWeights(tally.weights[where]!, given * times, 0, given * given * times, 0);
  }
}

/** Counts an observation that belongs to no class, such as one yet to be decided, in place. */
export function addAside<Aside extends "pending" | "unknowable">(
  tally: ClassTally & Record<Aside, number>,
  aside: Aside,
  weight?: number,
  index?: number,
): void {
  if (weight !== undefined) makeWeighted(tally, weight, index);
  if (weight === 0) tally.excluded++;
  else (tally as Record<Aside, number>)[aside]++;
}

/** Makes a tally that of a weighted sample, in place, if the weight is one. */
export function makeWeighted(tally: ClassTally, weight: number, index?: number): void {
  requireWeight(weight, index);
  tally.weights = weightsOf(tally);
}

/** The tally of both, which must be of the same classes; writes to neither. */
export function mergeClasses(left: ClassTally, right: ClassTally, of: string): ClassTally {
  requireSame(left, of);
  requireSame(right, of);
  const more = weightsOf(right);
  const both = (weights: WeightTally, place: number): WeightTally => {
    const sums: WeightTally = [...weights];
    addWeights(sums, ...more[place]!);
    return sums;
  };
  return {
    of,
    counts: left.counts.map((count, place) => count + right.counts[place]!),
    missing: left.missing + right.missing,
    excluded: left.excluded + right.excluded,
    weights: left.weights || right.weights ? weightsOf(left).map(both) : null,
  };
}

/** The weights of the people in each class; of people who were given none, 1 each. */
function weightsOf({ counts, weights }: ClassTally): WeightTally[] {
  return weights ?? unitWeights(counts);
}

/** The people and weights of a tally. */
export function classesOf({ counts, weights }: ClassTally): Classes {
  return { counts, weights: weights ? readWeights(weights) : undefined };
}
