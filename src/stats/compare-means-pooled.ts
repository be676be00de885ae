import { type Comparison, type ConfidenceOptions, requireConfidence } from "./interval.ts";
import { pooledSpread, type SpreadLike } from "./pooled-spread.ts";
import { studentTail, studentTailQuantile } from "./student.ts";

/**
 * Difference of two independent means, first less second, by Student's pooled t, which supposes that both groups have the same
 * spread. `compareMeans` does not suppose it and loses hardly anything.
 *
 * @param first - What `mean`, `ratings` or `durations` gives of unweighted values, or any `{ count, mean, standardDeviation }`.
 * @param second - The mean to compare with, of other people.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Difference and limits, in the unit of the values, and the two-sided p-value; `null` with a `reason` where a sample is
 *   empty, both together have less than three values, or neither varies.
 * @throws RangeError or TypeError if a sample is none or weighted, or the confidence is none.
 *
 * @example
 * ```ts
 * compareMeansPooled(mean([1, 2, 3, 4, 5]), mean([5, 5, 5, 5, 6])).pValue // ~> 0.0172
 * ```
 *
 * @see Student (1908), The Probable Error of a Mean, Biometrika 6.
 * @category Uncertainty
 */
export function compareMeansPooled(
  first: SpreadLike,
  second: SpreadLike,
  options: ConfidenceOptions = {},
): Comparison<"pooled-t"> {
  const confidence = requireConfidence(options);
  const { difference, spread, df, reason } = pooledSpread(first, second);
  const shape = { confidence, method: "pooled-t" } as const;
  if (difference === null || spread === null) {
    return { difference, lower: null, upper: null, pValue: null, ...shape, reason: reason! };
  }
  const error = spread * Math.sqrt(1 / first.count + 1 / second.count);
  const reach = error * studentTailQuantile((1 - confidence) / 2, df);
  return {
    difference,
    lower: difference - reach,
    upper: difference + reach,
    pValue: Math.min(1, 2 * studentTail(Math.abs(difference / error), df)),
    ...shape,
  };
}
