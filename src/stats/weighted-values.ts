import { type ExactSum, exactSum, nearest, plusExactly, productError, productTerms, sumOfBoth } from "./exact-sum.ts";
import { divide, type ValueSums } from "./value-sums.ts";

/**
 * The sums that a weighted mean and its uncertainty need: Σw, Σw², Σwx, Σwx², Σw²x and Σw²x². Each term has the digits of two
 * doubles; their sums are exact, so that tallies of parts give the sums of the whole, bit for bit.
 *
 * @category Statistics
 */
export type WeightedSums = number[][];

/** The sums of values that weigh 1 each. */
export function unitValues(count: number, { sum, squares }: ValueSums): WeightedSums {
  const people = exactSum([count]);
  return [people, people, sum, squares, sum, squares].map((part) => [...part]);
}

/** The sums with one more value; owns those that it is given. */
export function addWeighted(sums: WeightedSums, value: number, weight: number): WeightedSums {
  const product = weight * value;
  const error = productError(weight, value);
  const terms = [
    [weight, 0],
    [weight * weight, productError(weight, weight)],
    [product, error],
    [product * value, productError(product, value) + error * value],
    [weight * product, productError(weight, product) + weight * error],
    [product * product, productError(product, product) + 2 * product * error],
  ] as const;
  return terms.map(([term, rest], index) => plusExactly(sums[index]!, term, rest));
}

/** The sums of both. */
export function mergeWeighted(left: WeightedSums, right: WeightedSums): WeightedSums {
  return left.map((sum, index) => sumOfBoth(sum, right[index]!));
}

/**
 * Weighted mean, population variance about it, its linearised sampling variance but for n/(n − 1), and what a result says of
 * the weights.
 */
export function readWeighted(sums: WeightedSums): {
  readonly mean: number;
  readonly variance: number;
  readonly meanVariance: number;
  readonly weighing: {
    readonly weight: number;
    readonly effectiveSampleSize: number;
    readonly weightCovariance: number;
  };
} {
  const [weights, weightSquares, values, squares, squaredWeightValues, squaredProducts] = sums as [
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  const weight = nearest(weights);
  const mean = divide(values, weights);
  const lessMean = (sum: ExactSum) =>
    productTerms(
      mean.map((part) => -part),
      sum,
    );
  // Σw²(x − mean), which Σw²(x − mean)² = Σw²x² − mean·Σw²x − mean·Σw²(x − mean) needs as well.
  const leaning = sumOfBoth(squaredWeightValues, lessMean(weightSquares));
  const residual = above(squaredProducts, [...lessMean(squaredWeightValues), ...lessMean(leaning)]);
  return {
    mean: mean[0] + mean[1] + 0,
    variance: above(squares, lessMean(values)) / weight,
    meanVariance: residual / weight / weight,
    weighing: {
      weight,
      effectiveSampleSize: weight && (weight / nearest(weightSquares)) * weight,
      weightCovariance: weight && nearest(leaning) / weight + 0,
    },
  };
}

/** A sum of squares less others, or 0 where what is left is within their rounding. */
function above(squares: ExactSum, others: readonly number[]): number {
  const difference = nearest(sumOfBoth(squares, others));
  return difference > nearest(squares) * 1e-28 ? difference : 0;
}
