import { sumError } from "./exact-sum.ts";

/**
 * The weights of the people in one class: Σw, what rounding took from it, Σw², what rounding took from it. So tallies
 * of parts give the sums of the whole to about 1e-15 in any order.
 *
 * @category Statistics
 */
export type WeightTally = [sum: number, sumLow: number, squares: number, squaresLow: number];

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

/** The weights of people who have none: each weighs 1. */
export function unitWeights(counts: readonly number[]): WeightTally[] {
  return counts.map((count) => [count, 0, count, 0]);
}

/** Adds sums to the weights of a class, in place. */
export function addWeights(
  weights: WeightTally,
  sum: number,
  sumLow: number,
  squares: number,
  squaresLow: number,
): void {
  weights[1] += sumLow + sumError(weights[0], sum);
  weights[0] += sum;
  weights[3] += squaresLow + sumError(weights[2], squares);
  weights[2] += squares;
}

/** The sums of each class, with what rounding had taken. */
export function readWeights(weights: readonly WeightTally[]): ClassWeights {
  return {
    sums: weights.map(([sum, low]) => sum + low),
    squares: weights.map(([, , squares, low]) => squares + low),
  };
}
