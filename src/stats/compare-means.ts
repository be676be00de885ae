import { type Comparison, type ConfidenceOptions, requireConfidence } from "./interval.ts";
import { type MeanLike, sampleOfMean } from "./mean-interval.ts";
import { studentTail, studentTailQuantile } from "./student.ts";

/**
 * Difference of two independent means, first less second: Welch's t, which does not assume equal spreads.
 *
 * @param first - What `mean`, `ratings`, `csat` or `ces` gives, or any `{ count, mean, standardError }`.
 * @param second - The mean to compare with, of other people.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Difference and limits, in the unit of the values, and the two-sided p-value; `null` with a `reason` where a
 *   sample has less than two values, or neither varies.
 * @throws TypeError or RangeError if a sample is none, or the confidence is none.
 *
 * @example
 * ```ts
 * const change = compareMeans(mean([1, 2, 3, 4, 5]), mean([5, 5, 5, 5, 6]))
 * change.difference // ~> -2.2
 * change.pValue // ~> 0.0333
 * ```
 *
 * @see Welch (1947), The generalization of "Student's" problem when several different population variances are involved,
 * Biometrika 34.
 * @category Uncertainty
 */
export function compareMeans(first: MeanLike, second: MeanLike, options: ConfidenceOptions = {}): Comparison<"welch"> {
  const confidence = requireConfidence(options);
  const [a, b] = [sampleOfMean(first), sampleOfMean(second)];
  const shape = { confidence, method: "welch" } as const;
  const without = (difference: number | null, reason: string) => ({
    difference,
    lower: null,
    upper: null,
    pValue: null,
    ...shape,
    reason,
  });
  if (a.estimate === null || b.estimate === null) return without(null, "a sample is empty");
  const difference = a.estimate - b.estimate;
  if (a.error === null || b.error === null) return without(difference, "a spread needs two values in each sample");
  const error = Math.hypot(a.error, b.error);
  if (error === 0) return without(difference, "neither sample varies");
  // The parts of the variance, which sum to 1, so that no fourth power leaves the doubles.
  const [partA, partB] = [(a.error / error) ** 2, (b.error / error) ** 2];
  // Beyond so many, t is normal to the last digit.
  const df = Math.min(1e15, 1 / (partA ** 2 / a.df + partB ** 2 / b.df));
  const reach = error * studentTailQuantile((1 - confidence) / 2, df);
  return {
    difference,
    lower: difference - reach,
    upper: difference + reach,
    pValue: Math.min(1, 2 * studentTail(Math.abs(difference / error), df)),
    ...shape,
  };
}
