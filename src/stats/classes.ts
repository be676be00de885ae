import type { ClassWeights } from "./weight-sums.ts";

/** People in each of a few classes, from the lowest to the highest, and their weights where they have some. */
export interface Classes {
  readonly counts: readonly number[];
  readonly weights?: ClassWeights | undefined;
}

/**
 * What every result of a weighted sample also says.
 *
 * @category Statistics
 */
export interface Weighted {
  /** Where the sample is weighted, the sum of the weights. */
  readonly weight?: number;
  /**
   * Where the sample is weighted, the number of equally weighted people whose score would be as sure: Kish's size,
   * (Σw)² / Σw², or the size that the score's linearised variance stands for, whichever is smaller.
   */
  readonly effectiveSampleSize?: number;
  /** Where the sample is weighted, Σw and Σw² of each class, from the lowest class to the highest. */
  readonly weights?: ClassWeights;
}

/** The weighted part of a result about the mean of a score of each class; nothing of an unweighted one. */
export function weightedPart({ weights }: Classes, scores: readonly number[]): Weighted {
  if (!weights) return {};
  const { sums, squares } = weights;
  const weight = total(sums);
  const mean = total(sums.map((sum, place) => sum * scores[place]!)) / weight;
  const around = (parts: readonly number[]) => total(parts.map((part, place) => part * (scores[place]! - mean) ** 2));
  const kish = (weight * weight) / total(squares);
  const linearised = (around(sums) * weight) / around(squares);
  // A sample that does not vary has no linearised variance, and nobody no size at all.
  return { weight, effectiveSampleSize: weight && (linearised < kish ? linearised : kish), weights };
}

/** The size of each class: its weight where the sample is weighted, else its people. */
export function sizes({ counts, weights }: Classes): readonly number[] {
  return weights ? weights.sums : counts;
}

/** Joins neighbouring classes: each new one begins at the place that `starts` names. */
export function join({ counts, weights }: Classes, starts: readonly number[]): Classes {
  const joined = (parts: readonly number[]) =>
    starts.map((start, index) => total(parts.slice(start, starts[index + 1])));
  return {
    counts: joined(counts),
    weights: weights && { sums: joined(weights.sums), squares: joined(weights.squares) },
  };
}

/** The sum of a few numbers. */
export function total(terms: readonly number[]): number {
  return terms.reduce((sum, term) => sum + term, 0);
}

/**
 * A part of a whole, times 100. Counts are multiplied first, so that equal ratios give equal numbers; weights are
 * divided first, so that the whole is just 100.
 */
export function percent(part: number, whole: number, isWeighted: boolean): number | null {
  if (whole === 0) return null;
  return isWeighted ? 100 * (part / whole) : (100 * part) / whole;
}
