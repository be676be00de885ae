import { requirePoint, requireProbability, requireShape } from "./domain.ts";
import { betaOdds, betaTails } from "./incomplete-beta.ts";

/** Beyond this t² nears the largest double, and the tail is a power of t to the last digit wherever it is not 0. */
const farOut = 1e150;

/**
 * Distribution function of Student's t: the probability of a value of at most `t`.
 *
 * @param t - Any number, infinite ones included.
 * @param df - Degrees of freedom, whole or not, from 1e-6 to 1e16.
 * @returns The lower tail, from 0 to 1, to a relative 1e-12 down to 1e-300.
 * @throws RangeError if `t` is NaN or `df` out of range.
 *
 * @example
 * ```ts
 * studentCdf(0, 5) // => 0.5
 * studentCdf(1, 1) // ~> 0.75
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.17 (the incomplete beta function).
 * @category Distributions
 */
export function studentCdf(t: number, df: number): number {
  requirePoint(t, "t");
  requireShape(df, "df");
  return upperTail(-t, df);
}

/**
 * Upper tail of Student's t distribution: the probability of a value above `t`, without cancellation.
 *
 * @param t - Any number, infinite ones included.
 * @param df - Degrees of freedom, whole or not, from 1e-6 to 1e16.
 * @returns The upper tail, from 0 to 1, to a relative 1e-12 down to 1e-300.
 * @throws RangeError if `t` is NaN or `df` out of range.
 *
 * @example
 * ```ts
 * studentTail(1, 1) // ~> 0.25
 * studentTail(Infinity, 3) // => 0
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.17 (the incomplete beta function).
 * @category Distributions
 */
export function studentTail(t: number, df: number): number {
  requirePoint(t, "t");
  requireShape(df, "df");
  return upperTail(t, df);
}

/**
 * Quantile of Student's t distribution: the value that a share `p` of the distribution does not exceed.
 *
 * @param p - Probability of the lower tail, from 0 to 1.
 * @param df - Degrees of freedom, whole or not, from 1e-6 to 1e16.
 * @returns The quantile, to a relative 1e-13; −Infinity at 0, Infinity at 1.
 * @throws RangeError if `p` is no probability or `df` out of range.
 *
 * @example
 * ```ts
 * studentQuantile(0.975, 9) // ~> 2.262157
 * studentQuantile(0.5, 9) // => 0
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.17 (the incomplete beta function).
 * @category Distributions
 */
export function studentQuantile(p: number, df: number): number {
  return 0 - studentTailQuantile(p, df);
}

/**
 * Quantile of the upper tail of Student's t distribution: the value that a share `p` exceeds.
 *
 * @param p - Probability of the upper tail, from 0 to 1.
 * @param df - Degrees of freedom, whole or not, from 1e-6 to 1e16.
 * @returns The quantile, to a relative 1e-13; Infinity at 0, −Infinity at 1.
 * @throws RangeError if `p` is no probability or `df` out of range.
 *
 * @example
 * ```ts
 * studentTailQuantile(0.025, 9) // ~> 2.262157
 * studentTailQuantile(0.25, 1) // ~> 1
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.17 (the incomplete beta function).
 * @category Distributions
 */
export function studentTailQuantile(p: number, df: number): number {
  requireProbability(p);
  requireShape(df, "df");
  // 1 − p is exact here, and the distribution symmetric.
  if (p > 0.5) return -studentTailQuantile(1 - p, df);
  if (p === 0) return Infinity;
  const farTail = upperTail(farOut, df);
  if (p < farTail) return Math.min(farOut * (farTail / p) ** (1 / df), Number.MAX_VALUE);
  // t² / df are the odds of a beta distribution: near the median from its lower tail, 1 − 2p, to which t² is proportional.
  const odds = p < 0.25 ? 1 / betaOdds(2 * p, df / 2, 0.5) : betaOdds(1 - 2 * p, 0.5, df / 2);
  return Math.sqrt(df) * Math.sqrt(odds);
}

function upperTail(t: number, df: number): number {
  if (t < 0) return 1 - upperTail(-t, df);
  if (t > farOut) return upperTail(farOut, df) * (farOut / t) ** df;
  const square = t * t;
  const n = (df + 1) / 2;
  const y = df / (df + square);
  const [lower, upper] = betaTails(0.5, df / 2, n * (square / (df + square)), n * y, ((square - 1) * y) / 2);
  return upper < 0.5 ? upper / 2 : 0.5 - lower / 2;
}
