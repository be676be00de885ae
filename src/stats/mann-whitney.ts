import { normalTail } from "./normal.ts";
import { placements, type Sample, sumOf } from "./placements.ts";

/**
 * How a Mann–Whitney test is done.
 *
 * @category Uncertainty
 */
export interface MannWhitneyOptions {
  /** Whether half a step is taken off the distance, as R does and SciPy can. Default `true`. */
  readonly continuityCorrection?: boolean | undefined;
}

/**
 * A Mann–Whitney test.
 *
 * @category Uncertainty
 */
export interface MannWhitneyResult {
  /** Pairs, one value of each sample, in which the first exceeds the second, ties counted half; `null` where a sample is empty. */
  readonly u: number | null;
  /** Their share of all pairs, 0 to 1: the probability of superiority; `null` where a sample is empty. */
  readonly probability: number | null;
  /** Two-sided p-value of equal distributions, by the normal approximation with ties; `null` where there is none. */
  readonly pValue: number | null;
  /** Values of the two samples. */
  readonly counts: readonly [first: number, second: number];
  /** How the p-value was found. */
  readonly method: "mann-whitney";
  /** Why there is no p-value; only where there is none. */
  readonly reason?: string;
}

/**
 * Mann and Whitney's test (Wilcoxon's rank sum) of two independent samples: whether both come from one distribution. It has no
 * interval and takes unequal spreads for a difference; `brunnerMunzel` has one and does not.
 *
 * @param first - Finite numbers; `null` and `undefined`, who gave none, are left out.
 * @param second - The values to compare with, of other people.
 * @param options - `continuityCorrection`, default `true`.
 * @returns U, the probability of superiority, and the p-value; `null` with a `reason` where a sample is empty or all values are
 *   the same.
 * @throws TypeError or RangeError if a value is not a finite number, with its index.
 *
 * @example
 * ```ts
 * mannWhitney([5, 4, 5, 3, 5], [3, 2, 4, 3, 1]) // ~> { u: 22.5, probability: 0.9, pValue: 0.0413, … }
 * ```
 *
 * @see Mann & Whitney (1947), On a Test of Whether one of Two Random Variables is Stochastically Larger than the Other, Annals
 * of Mathematical Statistics 18.
 * @category Uncertainty
 */
export function mannWhitney(first: Sample, second: Sample, options: MannWhitneyOptions = {}): MannWhitneyResult {
  const { continuityCorrection = true } = options ?? {};
  const { first: a, second: b, ties } = placements(first, second);
  const counts = [a.length, b.length] as const;
  const shape = { counts, method: "mann-whitney" } as const;
  const pairs = a.length * b.length;
  if (pairs === 0) return { u: null, probability: null, pValue: null, ...shape, reason: "a sample is empty" };
  const u = sumOf(a);
  const probability = u / pairs;
  const all = a.length + b.length;
  const tied = sumOf(ties.map((times) => (times / all) * ((times ** 2 - 1) / (all - 1))));
  const error = Math.sqrt((pairs / 12) * (all + 1 - tied));
  if (ties.length === 1) return { u, probability, pValue: null, ...shape, reason: "all values are the same" };
  const distance = Math.max(0, Math.abs(u - pairs / 2) - (continuityCorrection ? 0.5 : 0));
  return { u, probability, pValue: Math.min(1, 2 * normalTail(distance / error)), ...shape };
}
