import { sumError } from "./exact-sum.ts";

/**
 * The weights of the people in one class: Σw, what rounding took from it, Σw², what rounding took from it. So tallies
 * of parts give the sums of the whole to about 1e-15 in any order.
 *
 * @category Statistics
 */
export type WeightTally = readonly [sum: number, sumLow: number, squares: number, squaresLow: number];

/**
 * The weights of the people in each class, from the lowest class to the highest: all that the uncertainty of a
 * weighted score needs.
 *
 * @category Statistics
 */
export interface ClassWeights {
  /** The sum of the weights of each class, Σw. */
  readonly sums: readonly number[];
  /** The sum of the squared weights of each class, Σw². */
  readonly squares: readonly number[];
}

/** The weights of people who weigh the same, 1 where they have no weights. */
export function unitWeights(counts: readonly number[], weight = 1): WeightTally[] {
  return counts.map((count) => [count * weight, 0, count * weight * weight, 0]);
}

/** The weights of both. */
export function addWeights([sum, sumLow, squares, squaresLow]: WeightTally, more: WeightTally): WeightTally {
  return [
    sum + more[0],
    sumLow + more[1] + sumError(sum, more[0]),
    squares + more[2],
    squaresLow + more[3] + sumError(squares, more[2]),
  ];
}

/** The sums of each class, with what rounding had taken. */
export function readWeights(weights: readonly WeightTally[]): ClassWeights {
  return {
    sums: weights.map(([sum, low]) => sum + low),
    squares: weights.map(([, , squares, low]) => squares + low),
  };
}
