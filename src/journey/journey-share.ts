import type { WeightTally } from "../stats/weight-sums.ts";
import type { JourneyCount } from "./journey-keys.ts";
import { weightOf } from "./journey-tally.ts";

/**
 * A share of journeys, events or touchpoints, for `shareInterval` and `compareShares` to read.
 *
 * @category Journey experience
 */
export interface JourneyShare {
  /** The share, 0 to 1, weighted where weights are; `null` of none. */
  readonly rate: number | null;
  /** How many hold, whatever their weights. */
  readonly numerator: number;
  /** How many were counted, whatever their weights. */
  readonly denominator: number;
  /** Where journeys are weighted, Kish's effective sample size. */
  readonly effectiveSampleSize?: number;
}

/** How many were counted, and their weights where they have some. */
export interface Counted {
  readonly count: number;
  readonly weights: WeightTally | null;
}

/** A part of a whole that holds it. */
export function journeyShare(part: Counted, whole: Counted): JourneyShare {
  const { weight = whole.count, effectiveSampleSize } = weightOf([whole.weights]);
  const size = weightOf([part.weights]).weight ?? part.count;
  return {
    // Sums of weights, rounded each for itself, may exceed the whole by their last digit.
    rate: weight === 0 ? null : Math.min(1, size / weight),
    numerator: part.count,
    denominator: whole.count,
    ...(effectiveSampleSize !== undefined && { effectiveSampleSize }),
  };
}

/** Several counts as one. */
export function together(counts: Iterable<JourneyCount>): Counted {
  let count = 0;
  let weights: WeightTally | null = null;
  for (const [, more, given] of counts) {
    count += more;
    if (given === null) continue;
    weights ??= [0, 0, 0, 0];
    for (let place = 0; place < given.length; place++) weights[place]! += given[place]!;
  }
  return { count, weights };
}
