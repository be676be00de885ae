import { exactSum, nearest, productError, productTerms, sumError } from "./exact-sum.ts";
import type { ValueSums } from "./value-sums.ts";

/**
 * The sums that a weighted mean and its uncertainty need, each with what rounding took from it, so that tallies of
 * parts give the sums of the whole to about 1e-15 in any order.
 *
 * @category Statistics
 */
export interface WeightedSums {
  /** Σw, Σw², Σwx, Σwx², Σw²x and Σw²x². */
  readonly sums: readonly number[];
  /** What rounding took from each. */
  readonly low: readonly number[];
}

/** The sums of values that weigh 1 each. */
export function unitValues(count: number, { sum, squares }: ValueSums): WeightedSums {
  const [total = 0, totalLow = 0] = sum;
  const [square = 0, squareLow = 0] = squares;
  return {
    sums: [count, count, total, square, total, square],
    low: [0, 0, totalLow, squareLow, totalLow, squareLow],
  };
}

/** The sums with one more value. */
export function addWeighted(sums: WeightedSums, value: number, weight: number): WeightedSums {
  const product = weight * value;
  return plus(
    sums,
    [weight, weight * weight, product, product * value, weight * product, product * product],
    [
      0,
      productError(weight, weight),
      productError(weight, value),
      productError(product, value) + productError(weight, value) * value,
      productError(weight, product) + weight * productError(weight, value),
      productError(product, product) + 2 * product * productError(weight, value),
    ],
  );
}

/** The sums of both. */
export function mergeWeighted(left: WeightedSums, right: WeightedSums): WeightedSums {
  return plus(left, right.sums, right.low);
}

/** Weighted mean, population variance about it, its linearised sampling variance but for n/(n − 1), and weights. */
export function readWeighted({ sums, low }: WeightedSums): {
  readonly weight: number;
  readonly effectiveSampleSize: number;
  readonly mean: number;
  readonly variance: number;
  readonly meanVariance: number;
} {
  const [weights, weightSquares, values, squares, squaredWeightValues, squaredProducts] = sums.map((sum, index) =>
    exactSum([low[index]!, sum]),
  ) as [number[], number[], number[], number[], number[], number[]];
  const weight = nearest(weights);
  const quotient = nearest(values) / weight;
  const remainder = nearest(exactSum([...values, ...productTerms([-quotient], weights)])) / weight;
  const mean = [quotient, remainder];
  const spread = noneIfNoise(
    nearest(exactSum([...squares, ...productTerms([-quotient, -remainder], values)])),
    nearest(squares),
  );
  const residual = noneIfNoise(
    nearest(
      exactSum([
        ...squaredProducts,
        ...productTerms([-2 * quotient, -2 * remainder], squaredWeightValues),
        ...productTerms(exactSum(productTerms(mean, mean)), weightSquares),
      ]),
    ),
    nearest(squaredProducts),
  );
  return {
    weight,
    effectiveSampleSize: (weight * weight) / nearest(weightSquares),
    mean: quotient + remainder + 0,
    variance: spread / weight,
    meanVariance: residual / weight / weight,
  };
}

/** A difference of large sums, or 0 where it is within their rounding. */
function noneIfNoise(difference: number, sum: number): number {
  return difference > sum * 1e-28 ? difference : 0;
}

function plus({ sums, low }: WeightedSums, terms: readonly number[], termsLow: readonly number[]): WeightedSums {
  return {
    sums: sums.map((sum, index) => sum + terms[index]!),
    low: low.map((part, index) => part + sumError(sums[index]!, terms[index]!) + termsLow[index]!),
  };
}
