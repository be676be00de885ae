import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { type Matrix, symmetricEigen } from "./symmetric-eigen.ts";

/** The most predictors of `lmgWeights`, which looks at each of their 2^p subsets. */
const MOST = 20;

/**
 * Correlations of an outcome with its predictors, and of these with each other.
 *
 * @category Importance
 */
export interface PredictorCorrelations {
  /** Correlations of the predictors with each other: symmetric, 1 on the diagonal. */
  readonly predictors: Matrix;
  /** Correlation of the outcome with each predictor. */
  readonly outcome: readonly number[];
}

/**
 * Importance of predictors by Lindeman, Merenda and Gold, that is by Shapley: the R² that a predictor adds, averaged over
 * all orders in which the predictors can enter. It tells of association, not of cause.
 *
 * @param correlations - Of the outcome with each predictor, and of the predictors with each other; at most 20 predictors,
 *   and time doubles with each.
 * @returns A weight for each predictor, 0 or more, together R²; `null` where a predictor is determined by the others.
 * @throws RangeError if the correlations do not fit together, or there are too many.
 *
 * @example
 * ```ts
 * lmgWeights({ predictors: [[1, 0], [0, 1]], outcome: [0.6, 0.3] }) // ~> [0.36, 0.09]
 * lmgWeights({ predictors: [[1, 0.5], [0.5, 1]], outcome: [0.6, 0.3] }) // ~> [0.315, 0.045]
 * lmgWeights({ predictors: [[1, 1], [1, 1]], outcome: [0.6, 0.6] }) // => null
 * ```
 *
 * @see Lindeman, Merenda & Gold (1980), Introduction to Bivariate and Multivariate Analysis; Grömping (2006), Relative
 * Importance for Linear Regression in R, Journal of Statistical Software 17(1).
 * @category Importance
 */
export function lmgWeights(correlations: PredictorCorrelations): number[] | null {
  requireCorrelations(correlations);
  const { predictors, outcome } = correlations;
  const p = outcome.length;
  if (p > MOST) throw new RangeError(`predictors must be at most ${MOST}, got ${p}`);
  const explained = explainedBySubset(predictors, outcome);
  if (explained === null) return null;
  requireExplained(explained[explained.length - 1]!);
  const chances = chanceOfSubset(p);
  const sizes = new Uint8Array(explained.length);
  for (let subset = 1; subset < sizes.length; subset++) sizes[subset] = sizes[subset >> 1]! + (subset & 1);
  return outcome.map((_, predictor) => {
    const bit = 1 << predictor;
    let weight = 0;
    for (let subset = 0; subset < explained.length; subset++) {
      if ((subset & bit) === 0) weight += chances[sizes[subset]!]! * (explained[subset | bit]! - explained[subset]!);
    }
    return Math.max(0, weight);
  });
}

/**
 * Importance of predictors by Johnson's relative weights: the R² of each is found on uncorrelated stand-ins and handed
 * back to the predictors. Close to `lmgWeights`, and quick for any number of predictors.
 *
 * @param correlations - Of the outcome with each predictor, and of the predictors with each other.
 * @returns A weight for each predictor, 0 or more, together R²; `null` where a predictor is determined by the others.
 * @throws RangeError if the correlations do not fit together.
 *
 * @example
 * ```ts
 * johnsonWeights({ predictors: [[1, 0], [0, 1]], outcome: [0.6, 0.3] }) // ~> [0.36, 0.09]
 * ```
 *
 * @see Johnson (2000), A Heuristic Method for Estimating the Relative Weight of Predictor Variables in Multiple
 * Regression, Multivariate Behavioral Research 35.
 * @category Importance
 */
export function johnsonWeights(correlations: PredictorCorrelations): number[] | null {
  requireCorrelations(correlations);
  const { predictors, outcome } = correlations;
  const { values, vectors } = symmetricEigen(predictors);
  if (Math.min(...values) <= SINGULAR) return null;
  // The symmetric square root of the predictors' correlations, and the outcome's weights on the stand-ins.
  const [root, inverse] = [0.5, -0.5].map((power) =>
    vectors.map((row) =>
      vectors.map((other) => values.reduce((sum, value, k) => sum + row[k]! * other[k]! * value ** power, 0)),
    ),
  ) as [number[][], number[][]];
  const weights = inverse.map((row) => row.reduce((sum, entry, j) => sum + entry * outcome[j]!, 0));
  const shares = root.map((row) => row.reduce((sum, entry, k) => sum + entry ** 2 * weights[k]! ** 2, 0));
  requireExplained(shares.reduce((sum, share) => sum + share, 0));
  return shares;
}

/** Refuses correlations that no data can have: together predictors explain all of the outcome at most, but for rounding. */
function requireExplained(rSquared: number): void {
  if (rSquared > 1 + 1e-6) {
    throw refusal("correlations must fit together: R² must be at most 1", rSquared);
  }
}

/** The share of a predictor that the others must leave free. */
const SINGULAR = 1e-10;

/** R² of every subset of the predictors, by its bits; `null` where a predictor is determined by others. */
function explainedBySubset(predictors: Matrix, outcome: readonly number[]): Float64Array | null {
  const p = outcome.length;
  const width = p + 1;
  const explained = new Float64Array(2 ** p);
  // What each number of predictors leaves: the lower triangle of a matrix, in which the outcome is last.
  const left = Array.from({ length: width }, () => new Float64Array(width * width));
  predictors.forEach((row, index) => {
    left[0]!.set(row, index * width);
  });
  left[0]!.set([...outcome, 1], p * width);
  // Each subset is reached from the one without its highest predictor, by one step of elimination.
  const visit = (depth: number, subset: number, from: number): boolean => {
    const matrix = left[depth]!;
    for (let predictor = from; predictor < p; predictor++) {
      const free = matrix[predictor * width + predictor]!;
      if (free <= SINGULAR) return false;
      const rest = left[depth + 1]!;
      for (let row = predictor + 1; row <= p; row++) {
        const factor = matrix[row * width + predictor]! / free;
        for (let column = predictor + 1; column <= row; column++) {
          const place = row * width + column;
          rest[place] = matrix[place]! - factor * matrix[column * width + predictor]!;
        }
      }
      const added = subset | (1 << predictor);
      explained[added] = 1 - rest[p * width + p]!;
      if (!visit(depth + 1, added, predictor + 1)) return false;
    }
    return true;
  };
  return visit(0, 0, 0) ? explained : null;
}

/** The chance that a predictor enters just behind a given subset of the others, by the subset's size. */
function chanceOfSubset(p: number): number[] {
  const chances: number[] = [];
  // s!(p − s − 1)!/p!, from 1/p on.
  for (let size = 0, chance = 1 / p; size < p; size++) {
    chances.push(chance);
    chance *= (size + 1) / Math.max(1, p - size - 1);
  }
  return chances;
}

function requireCorrelations(correlations: PredictorCorrelations): void {
  const { predictors, outcome } = correlations ?? {};
  requireIterable(predictors, "predictors");
  requireIterable(outcome, "outcome");
  const p = outcome.length;
  const fits =
    predictors.length === p &&
    predictors.every(
      (row, i) =>
        row?.length === p &&
        row.every((r, j) => Math.abs(r) <= 1 && (i === j ? r === 1 : Math.abs(r - predictors[j]![i]!) <= 1e-12)),
    ) &&
    outcome.every((r) => Math.abs(r) <= 1);
  if (!fits) throw new RangeError(`correlations must be symmetric, from -1 to 1, with 1 on the diagonal, ${p} by ${p}`);
}
