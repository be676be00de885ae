import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { placements, type Sample, sumOf } from "./placements.ts";
import { studentTail, studentTailQuantile } from "./student.ts";

/**
 * The probability that a value of the first sample exceeds one of the second, with its interval.
 *
 * @category Uncertainty
 */
export interface Superiority extends Interval<"brunner-munzel"> {
  /** Two-sided p-value of a probability of ½, 0 to 1; `null` where there is none. */
  readonly pValue: number | null;
}

/**
 * Comparison of two independent samples by order alone: the probability that a value of the first exceeds one of the second,
 * ties counted half. For answers on a scale whose steps need not be equal, and for skewed values; the spreads may differ.
 *
 * @param first - Finite numbers; `null` and `undefined`, who gave none, are left out.
 * @param second - The values to compare with, of other people.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns The probability, 0 to 1, ½ where neither is higher (twice it, less 1, is Cliff's delta), limits, and the p-value by
 *   Student's t; limits and p-value `null` with a `reason` below two values in a sample, or where the samples do not overlap.
 * @throws TypeError or RangeError if a value is not a finite number, with its index, or the confidence is none.
 *
 * @example
 * ```ts
 * brunnerMunzel([5, 4, 5, 3, 5], [3, 2, 4, 3, 1]) // ~> { estimate: 0.9, lower: 0.677, upper: 1, pValue: 0.0037, … }
 * brunnerMunzel([5, 5], [1, 2]).reason // => "the samples do not overlap"
 * ```
 *
 * @see Brunner & Munzel (2000), The Nonparametric Behrens–Fisher Problem, Biometrical Journal 42.
 * @category Uncertainty
 */
export function brunnerMunzel(first: Sample, second: Sample, options: ConfidenceOptions = {}): Superiority {
  const confidence = requireConfidence(options);
  const { first: a, second: b } = placements(first, second);
  const shape = { confidence, method: "brunner-munzel" } as const;
  const estimate = a.length === 0 || b.length === 0 ? null : sumOf(a) / b.length / a.length;
  const without = (reason: string) => ({ estimate, lower: null, upper: null, pValue: null, ...shape, reason });
  if (estimate === null) return without("a sample is empty");
  if (a.length < 2 || b.length < 2) return without("a spread needs two values in each sample");
  // The two parts of the variance of the estimate.
  const [partA, partB] = [variance(a) / b.length ** 2 / a.length, variance(b) / a.length ** 2 / b.length];
  const error = Math.sqrt(partA + partB);
  if (error === 0) return without(estimate === 0.5 ? "neither sample varies" : "the samples do not overlap");
  const [shareA, shareB] = [partA / (partA + partB), partB / (partA + partB)];
  const df = 1 / (shareA ** 2 / (a.length - 1) + shareB ** 2 / (b.length - 1));
  const reach = error * studentTailQuantile((1 - confidence) / 2, df);
  return {
    estimate,
    lower: Math.max(0, estimate - reach),
    upper: Math.min(1, estimate + reach),
    pValue: Math.min(1, 2 * studentTail(Math.abs(estimate - 0.5) / error, df)),
    ...shape,
  };
}

/** The sample variance. */
function variance(numbers: readonly number[]): number {
  const mean = sumOf(numbers) / numbers.length;
  return sumOf(numbers.map((number) => (number - mean) ** 2)) / (numbers.length - 1);
}
