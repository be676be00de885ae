import { type ExactSum, exactSum, nearest, productError, productTerms, sumError } from "./exact-sum.ts";

/**
 * The exact sum of values and the exact sum of their squares: the same, bit for bit, however the values were split and
 * ordered.
 *
 * @category Statistics
 */
export interface ValueSums {
  /** The sum of the values. */
  readonly sum: ExactSum;
  /** The sum of the squared values. */
  readonly squares: ExactSum;
}

/** The sums of nothing. */
export function noValues(): ValueSums {
  return { sum: [], squares: [] };
}

/**
 * Adds the first `length` values of a list: the one loop over values, whatever they were read from. A sum is carried as
 * a double and what rounding took from it (twice over for the squares, whose terms are twice as long); what is too
 * small even for these, hardly ever met, is kept apart.
 */
export function addValues(sums: ValueSums, values: Float64Array, length: number): ValueSums {
  let sum = 0;
  let sumLow = 0;
  let square = 0;
  let squareLow = 0;
  let squareLeast = 0;
  const sumRest: number[] = [];
  const squareRest: number[] = [];
  for (let index = 0; index < length; index++) {
    const value = values[index]!;
    const low = sumError(sum, value);
    sum += value;
    const rest = sumError(sumLow, low);
    sumLow += low;
    if (rest !== 0) sumRest.push(rest);

    const product = value * value;
    const productLow = productError(value, value);
    const squareError = sumError(square, product);
    square += product;
    const least = sumError(squareLow, squareError);
    squareLow += squareError;
    const productLeast = sumError(squareLow, productLow);
    squareLow += productLow;
    const both = least + productLeast;
    const squareRests = sumError(squareLeast, both);
    squareLeast += both;
    const bothRest = sumError(least, productLeast);
    if (bothRest !== 0) squareRest.push(bothRest);
    if (squareRests !== 0) squareRest.push(squareRests);
  }
  return {
    sum: exactSum([...sums.sum, ...sumRest, sumLow, sum]),
    squares: exactSum([...sums.squares, ...squareRest, squareLeast, squareLow, square]),
  };
}

/** The sums with one more value. */
export function addValue({ sum, squares }: ValueSums, value: number): ValueSums {
  return {
    sum: exactSum([...sum, value]),
    squares: exactSum([...squares, productError(value, value), value * value]),
  };
}

/** The sums of both. */
export function mergeValues(left: ValueSums, right: ValueSums): ValueSums {
  return {
    sum: exactSum([...left.sum, ...right.sum]),
    squares: exactSum([...left.squares, ...right.squares]),
  };
}

/** The mean of `count` values: their exact sum, divided and corrected by the remainder of the division. */
export function meanOf(count: number, { sum }: ValueSums): number {
  const quotient = nearest(sum) / count;
  const remainder = nearest(exactSum([...sum, -quotient * count, -productError(quotient, count)]));
  // Adding 0 turns −0, which tiny negative means round to, into 0.
  return quotient + remainder / count + 0;
}

/** The sample variance of `count` values, 2 or more: nΣx² − (Σx)² is formed exactly before anything is rounded. */
export function varianceOf(count: number, { sum, squares }: ValueSums): number {
  const spread = exactSum([...productTerms([count], squares), ...productTerms(sum, sum).map((term) => -term)]);
  // Squares that are too small for doubles can leave less than nothing.
  return Math.max(0, nearest(spread)) / count / (count - 1);
}
