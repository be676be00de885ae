import type { ClassWeights } from "./weight-sums.ts";

/**
 * Kish's effective sample size, (Σw)² / Σw²: the number of equally weighted people whose sample would be as good.
 *
 * @see Kish (1965), Survey Sampling, §11.2C.
 */
export function kishSize({ sums, squares }: ClassWeights): number {
  const weight = total(sums);
  return weight === 0 ? 0 : (weight * weight) / total(squares);
}

/**
 * The effective size of a weighted sample for the mean of a score: Kish's size, or the size at which the sample's
 * variance would give its linearised variance, whichever is smaller. Equal weights give the number of people.
 *
 * @param weights - The weights of each class.
 * @param scores - The score of each class.
 */
export function effectiveSize(weights: ClassWeights, scores: readonly number[]): number {
  const { sums, squares } = weights;
  const weight = total(sums);
  if (weight === 0) return 0;
  const mean = total(sums.map((sum, place) => sum * scores[place]!)) / weight;
  let spread = 0;
  let residual = 0;
  scores.forEach((score, place) => {
    spread += sums[place]! * (score - mean) ** 2;
    residual += squares[place]! * (score - mean) ** 2;
  });
  const kish = kishSize(weights);
  return residual === 0 ? kish : Math.min(kish, (spread * weight) / residual);
}

/** The sum of a few non-negative numbers. */
export function total(terms: readonly number[]): number {
  return terms.reduce((sum, term) => sum + term, 0);
}
