import { kishSize, total } from "./effective-size.ts";
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
  /** Where the sample is weighted, Kish's effective sample size, (Σw)² / Σw². */
  readonly effectiveSampleSize?: number;
  /** Where the sample is weighted, Σw and Σw² of each class, from the lowest class to the highest. */
  readonly weights?: ClassWeights;
}

/** The weighted part of a result; nothing of an unweighted one. */
export function weightedPart({ weights }: Classes): Weighted {
  return weights ? { weight: total(weights.sums), effectiveSampleSize: kishSize(weights), weights } : {};
}

/** The size of each class: its weight where the sample is weighted, else its people. */
export function sizes({ counts, weights }: Classes): readonly number[] {
  return weights ? weights.sums : counts;
}

/** Joins neighbouring classes: each new one begins at the place that `starts` names. */
export function join({ counts, weights }: Classes, starts: readonly number[]): Classes {
  const joined = (parts: readonly number[]) =>
    starts.map((start, index) => total(parts.slice(start, starts[index + 1] ?? parts.length)));
  return {
    counts: joined(counts),
    weights: weights && { sums: joined(weights.sums), squares: joined(weights.squares) },
  };
}
