/**
 * Sums of weights and of squared weights for each class of a tally, kept with what rounding takes away, so that
 * tallies of parts give the sums of the whole to about 1e-15 in any order.
 *
 * @category Statistics
 */
export interface WeightTally {
  /** The sum of the weights of each class. */
  readonly sums: number[];
  /** What rounding took from `sums`. */
  readonly sumsLow: number[];
  /** The sum of the squared weights of each class. */
  readonly squares: number[];
  /** What rounding took from `squares`. */
  readonly squaresLow: number[];
}

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
export function unitWeights(counts: readonly number[]): WeightTally {
  const nothing = counts.map(() => 0);
  return { sums: [...counts], sumsLow: nothing, squares: [...counts], squaresLow: [...nothing] };
}

/** Counts one weight into a class, in place. */
export function addWeight(weights: WeightTally, index: number, weight: number): void {
  compensate(weights.sums, weights.sumsLow, index, weight);
  compensate(weights.squares, weights.squaresLow, index, weight * weight);
}

/** The weights of both; writes to neither. */
export function mergeWeights(left: WeightTally, right: WeightTally): WeightTally {
  const merged = {
    sums: [...left.sums],
    sumsLow: left.sumsLow.map((low, index) => low + right.sumsLow[index]!),
    squares: [...left.squares],
    squaresLow: left.squaresLow.map((low, index) => low + right.squaresLow[index]!),
  };
  right.sums.forEach((sum, index) => {
    compensate(merged.sums, merged.sumsLow, index, sum);
    compensate(merged.squares, merged.squaresLow, index, right.squares[index]!);
  });
  return merged;
}

/** The sums with what rounding had taken. */
export function readWeights({ sums, sumsLow, squares, squaresLow }: WeightTally): ClassWeights {
  return {
    sums: sums.map((sum, index) => sum + sumsLow[index]!),
    squares: squares.map((square, index) => square + squaresLow[index]!),
  };
}

/** Adds to a sum, and to its low part what the addition rounds away. */
function compensate(sums: number[], low: number[], index: number, term: number): void {
  const before = sums[index]!;
  const after = before + term;
  const seen = after - before;
  low[index]! += before - (after - seen) + (term - seen);
  sums[index] = after;
}

/** A tally of sums made elsewhere. */
export function weightTally({ sums, squares }: ClassWeights): WeightTally {
  return {
    sums: [...sums],
    sumsLow: sums.map(() => 0),
    squares: [...squares],
    squaresLow: squares.map(() => 0),
  };
}

/** Refuses sums that cannot be those of these people: of nobody, 0; of n people, (Σw)² ≤ n·Σw² and Σw² ≤ (Σw)². */
export function requireClassWeights(weights: ClassWeights, counts: readonly number[]): ClassWeights {
  const { sums, squares } = weights;
  if (sums?.length !== counts.length || squares?.length !== counts.length) {
    throw new TypeError(`weights must be { sums, squares }, with ${counts.length} numbers each`);
  }
  counts.forEach((count, place) => {
    const sum = sums[place]!;
    const square = squares[place]!;
    const most = sum * sum * (1 + 1e-9);
    const fits =
      count === 0
        ? sum === 0 && square === 0
        : sum > 0 && square <= most && most >= 0 && square * count * (1 + 1e-9) >= sum * sum;
    if (!fits) {
      throw new RangeError(`weights of class ${place} must be Σw and Σw² of ${count} people, got ${sum} and ${square}`);
    }
  });
  return weights;
}
