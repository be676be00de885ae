import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { tailQuantile } from "./normal.ts";
import { requirePairs } from "./paired-values.ts";
import { midranks } from "./ranks.ts";
import { studentTail } from "./student.ts";

/**
 * A correlation, with the interval that the data leave for it.
 *
 * @category Correlation
 */
export interface CorrelationResult extends Interval<"pearson" | "spearman"> {
  /** Two-sided p-value of no correlation, 0 to 1; `null` where there is none. */
  readonly pValue: number | null;
  /** Pairs of values. */
  readonly count: number;
}

/**
 * Pearson's correlation: how closely two values of the same people lie on a line. It tells of association, not of cause.
 *
 * @param x - Finite numbers, one for each person.
 * @param y - The other value of the same people, in the same order.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns The correlation, −1 to 1, with Fisher's interval and the p-value of t; `null` with a `reason` where a value does
 *   not vary; limits from four pairs on, p-value from three.
 * @throws TypeError or RangeError if the lists differ in length, or hold what is no finite number, with its index.
 *
 * @example
 * ```ts
 * pearson([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]) // ~> { estimate: 0.8, lower: -0.28, upper: 0.986, pValue: 0.104, count: 5, … }
 * pearson([1, 1, 1, 1], [1, 2, 3, 4]).reason // => "a value does not vary"
 * ```
 *
 * @see Fisher (1921), On the "probable error" of a coefficient of correlation deduced from a small sample, Metron 1.
 * @category Correlation
 */
export function pearson(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: ConfidenceOptions = {},
): CorrelationResult {
  const confidence = requireConfidence(options);
  requirePairs(x, y);
  return described("pearson", productMoment(x, y), x.length, confidence, 1);
}

/**
 * Spearman's rank correlation: how closely two values of the same people rise together, whatever the curve; ties share
 * their mean rank. For ratings rather than for measurements.
 *
 * @param x - Finite numbers, one for each person.
 * @param y - The other value of the same people, in the same order.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns The correlation, −1 to 1, with the interval of Bonett and Wright and the p-value of t; `null` with a `reason`
 *   where a value does not vary; limits from four pairs on whose ranks do not agree entirely, p-value from three.
 * @throws TypeError or RangeError if the lists differ in length, or hold what is no finite number, with its index.
 *
 * @example
 * ```ts
 * spearman([1, 2, 3, 4], [1, 4, 9, 16]).estimate // => 1
 * spearman([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]).estimate // ~> 0.8
 * ```
 *
 * @see Bonett & Wright (2000), Sample size requirements for estimating Pearson, Kendall and Spearman correlations,
 * Psychometrika 65.
 * @category Correlation
 */
export function spearman(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: ConfidenceOptions = {},
): CorrelationResult {
  const confidence = requireConfidence(options);
  requirePairs(x, y);
  const [a, b] = [midranks(x), midranks(y)];
  const r = sameOrder(a, b) ?? productMoment(a, b);
  return described("spearman", r, x.length, confidence, 1 + (r ?? 0) ** 2 / 2);
}

/** Pearson's r of lists already checked; `null` where one does not vary. */
export function productMoment(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const [a, b] = [standardized(x), standardized(y)];
  if (a === null || b === null) return null;
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  if (Math.abs(sum) < 0.5) return sum;
  // Of a line, what is missing to 1 is nothing, where products that are added up only come near to 1.
  const sign = Math.sign(sum);
  let missing = 0;
  for (let index = 0; index < a.length; index++) missing += (a[index]! - sign * b[index]!) ** 2;
  return sign * (1 - missing / 2);
}

/** The deviations from the mean, scaled so that their squares sum to 1; `null` where there are none. */
function standardized(values: ArrayLike<number>): number[] | null {
  const list = Array.from(values);
  const largest = list.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (list.every((value) => value === list[0])) return null;
  // By the largest, so that no square leaves the doubles; the mean is taken twice, against rounding.
  const scaled = list.map((value) => value / largest);
  const rough = scaled.reduce((sum, value) => sum + value, 0) / scaled.length;
  const mean = rough + scaled.reduce((sum, value) => sum + (value - rough), 0) / scaled.length;
  const length = Math.sqrt(scaled.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  return length === 0 ? null : scaled.map((value) => (value - mean) / length);
}

/** 1 of ranks that agree entirely, −1 of ranks that oppose each other entirely, which sums of squares only come near to. */
function sameOrder(a: readonly number[], b: readonly number[]): 1 | -1 | null {
  if (a.every((rank) => rank === a[0])) return null;
  if (a.every((rank, index) => rank === b[index])) return 1;
  return a.every((rank, index) => rank + b[index]! === a.length + 1) ? -1 : null;
}

function described(
  method: "pearson" | "spearman",
  r: number | null,
  count: number,
  confidence: number,
  spread: number,
): CorrelationResult {
  const shape = { count, confidence, method };
  if (r === null) {
    const reason = count === 0 ? "the sample is empty" : "a value does not vary";
    return { estimate: null, lower: null, upper: null, pValue: null, ...shape, reason };
  }
  const t = r * Math.sqrt((count - 2) / (1 - r * r));
  const pValue = count < 3 ? null : Math.abs(r) === 1 ? 0 : Math.min(1, 2 * studentTail(Math.abs(t), count - 2));
  if (count < 4 || (method === "spearman" && Math.abs(r) === 1)) {
    const reason = count < 4 ? "an interval needs four pairs" : "the ranks leave no spread";
    return { estimate: r, lower: null, upper: null, pValue, ...shape, reason };
  }
  const reach = tailQuantile((1 - confidence) / 2) * Math.sqrt(spread / (count - 3));
  const [lower, upper] = [Math.tanh(Math.atanh(r) - reach), Math.tanh(Math.atanh(r) + reach)];
  return { estimate: r, lower, upper, pValue, ...shape };
}
