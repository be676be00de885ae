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
  if (place === "missing") tally.missing += times;
  else if (place === "excluded" || weight === 0) tally.excluded += times;
  else {
    tally.counts[place]! += times;
    if (tally.weights) {
      const given = weight ?? 1;
      addWeights(tally.weights[place]!, given * times, 0, given * given * times, 0);
    }
  }
}

/** Makes a tally that of a weighted sample, in place, if the weight is one. */
export function makeWeighted(tally: ClassTally, weight: number, index?: number): void {
  requireWeight(weight, index);
  tally.weights ??= unitWeights(tally.counts);
}

/** The tally of both, which must be of the same classes; writes to neither. */
export function mergeClasses(left: ClassTally, right: ClassTally, of: string): ClassTally {
  requireSame(left, of);
  requireSame(right, of);
  const merged: ClassTally = {
    of,
    counts: left.counts.map((count, place) => count + right.counts[place]!),
    missing: left.missing + right.missing,
    excluded: left.excluded + right.excluded,
    weights: null,
  };
  if (left.weights || right.weights) {
    const more = right.weights ?? unitWeights(right.counts);
    merged.weights = (left.weights ?? unitWeights(left.counts)).map((weights) => [...weights]);
    merged.weights.forEach((weights, place) => {
      addWeights(weights, ...more[place]!);
    });
  }
  return merged;
}

/** The people and weights of a tally. */
export function classesOf({ counts, weights }: ClassTally): Classes {
  return { counts, weights: weights ? readWeights(weights) : undefined };
}
