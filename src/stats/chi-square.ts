import { requirePoint, requireProbability, requireShape } from "./domain.ts";
import { gammaAbove, gammaAt, gammaTails } from "./incomplete-gamma.ts";

/**
 * Distribution function of chi-square, the sum of `df` squared standard normal values: the probability of a sum of at
 * most `x`.
 *
 * @param x - Any number; the distribution lies above 0.
 * @param df - Degrees of freedom, whole or not, from 1e-6 to 1e16.
 * @returns The lower tail, from 0 to 1, to a relative 1e-12 down to 1e-300.
 * @throws RangeError if `x` is NaN or `df` out of range.
 *
 * @example
 * ```ts
 * chiSquareCdf(3.841459, 1) // ~> 0.95
 * chiSquareCdf(0, 4) // => 0
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.2 (the incomplete gamma function).
 * @category Distributions
 */
export function chiSquareCdf(x: number, df: number): number {
  requirePoint(x, "x");
  requireShape(df, "df");
  return gammaTails(x / 2, df / 2)[0];
}

/**
 * Upper tail of chi-square: the probability of a sum above `x`.
 *
 * @param x - Any number; the distribution lies above 0.
 * @param df - Degrees of freedom, whole or not, from 1e-6 to 1e16.
 * @returns The upper tail, from 0 to 1, to a relative 1e-12 down to 1e-300.
 * @throws RangeError if `x` is NaN or `df` out of range.
 *
 * @example
 * ```ts
 * chiSquareTail(3.841459, 1) // ~> 0.05
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.2 (the incomplete gamma function).
 * @category Distributions
 */
export function chiSquareTail(x: number, df: number): number {
  requirePoint(x, "x");
  requireShape(df, "df");
  return gammaTails(x / 2, df / 2)[1];
}

/**
 * Quantile of chi-square: the sum that a share `p` of the distribution does not exceed.
 *
 * @param p - Probability of the lower tail, from 0 to 1.
 * @param df - Degrees of freedom, whole or not, from 1e-6 to 1e16.
 * @returns The quantile, from 0, to a relative 1e-13; Infinity at 1.
 * @throws RangeError if `p` is no probability or `df` out of range.
 *
 * @example
 * ```ts
 * chiSquareQuantile(0.95, 2) // ~> 5.9915
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.2 (the incomplete gamma function).
 * @category Distributions
 */
export function chiSquareQuantile(p: number, df: number): number {
  requireProbability(p);
  requireShape(df, "df");
  return 2 * gammaAt(p, df / 2);
}

/**
 * Quantile of the upper tail of chi-square: the sum that a share `p` exceeds.
 *
 * @param p - Probability of the upper tail, from 0 to 1.
 * @param df - Degrees of freedom, whole or not, from 1e-6 to 1e16.
 * @returns The quantile, from 0, to a relative 1e-13; Infinity at 0.
 * @throws RangeError if `p` is no probability or `df` out of range.
 *
 * @example
 * ```ts
 * chiSquareTailQuantile(0.05, 1) // ~> 3.8415
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.2 (the incomplete gamma function).
 * @category Distributions
 */
export function chiSquareTailQuantile(p: number, df: number): number {
  requireProbability(p);
  requireShape(df, "df");
  return 2 * gammaAbove(p, df / 2);
}
