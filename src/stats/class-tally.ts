import { type Identity, requireSame } from "../tally/identity.ts";
import { requireWeight } from "../tally/weight.ts";
import type { Classes } from "./classes.ts";
import { addWeight, mergeWeights, readWeights, unitWeights, type WeightTally } from "./weight-sums.ts";

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
  /** The weights of the people counted, or `null` as long as nobody was given one. */
  weights: WeightTally | null;
}

/** Where an observation goes that falls into none of the classes. */
export const MISSING = -1;
export const EXCLUDED = -2;

/** The tally of nobody. */
export function emptyClasses(of: string, classes: number): ClassTally {
  return { of, counts: new Array(classes).fill(0), missing: 0, excluded: 0, weights: null };
}

/** Counts one observation that falls into class `place`, in place. */
export function addToClass(tally: ClassTally, place: number, weight?: number, index?: number): void {
  if (weight !== undefined) {
    requireWeight(weight, index);
    tally.weights ??= unitWeights(tally.counts);
  }
  if (place === MISSING) tally.missing++;
  else if (place === EXCLUDED || weight === 0) tally.excluded++;
  else {
    tally.counts[place]!++;
    if (tally.weights !== null) addWeight(tally.weights, place, weight ?? 1);
  }
}

/** The tally of both, which must be of the same classes; writes to neither. */
export function mergeClasses(left: ClassTally, right: ClassTally, of: string): ClassTally {
  requireSame(left, of);
  requireSame(right, of);
  return {
    of,
    counts: left.counts.map((count, place) => count + right.counts[place]!),
    missing: left.missing + right.missing,
    excluded: left.excluded + right.excluded,
    weights:
      left.weights === null && right.weights === null
        ? null
        : mergeWeights(left.weights ?? unitWeights(left.counts), right.weights ?? unitWeights(right.counts)),
  };
}

/** The people and weights of a tally. */
export function classesOf({ counts, weights }: ClassTally): Classes {
  return { counts, weights: weights === null ? undefined : readWeights(weights) };
}
