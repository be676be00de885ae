import { requirePoint, requireProbability, requireShape } from "./domain.ts";
import { gammaAbove, gammaAt, gammaTails } from "./incomplete-gamma.ts";

/**
 * Distribution function of the gamma distribution with scale 1: the probability of a value of at most `x`, the
 * regularised incomplete gamma function P.
 *
 * @param x - Any number; the distribution lies above 0.
 * @param shape - The shape, which is also the mean, from 1e-6 to 1e16.
 * @returns The lower tail, from 0 to 1, to a relative 1e-12 down to 1e-300.
 * @throws RangeError if `x` is NaN or `shape` out of range.
 *
 * @example
 * ```ts
 * gammaCdf(1, 1) // ~> 0.6321
 * gammaCdf(0, 1) // => 0
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.2 and 8.18(i).
 * @category Distributions
 */
export function gammaCdf(x: number, shape: number): number {
  requirePoint(x, "x");
  requireShape(shape, "shape");
  return gammaTails(x, shape)[0];
}

/**
 * Upper tail of the gamma distribution with scale 1: the probability of a value above `x`, the regularised incomplete
 * gamma function Q.
 *
 * @param x - Any number; the distribution lies above 0.
 * @param shape - The shape, which is also the mean, from 1e-6 to 1e16.
 * @returns The upper tail, from 0 to 1, to a relative 1e-12 down to 1e-300.
 * @throws RangeError if `x` is NaN or `shape` out of range.
 *
 * @example
 * ```ts
 * gammaTail(1, 1) // ~> 0.3679
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.2 and 8.18(i).
 * @category Distributions
 */
export function gammaTail(x: number, shape: number): number {
  requirePoint(x, "x");
  requireShape(shape, "shape");
  return gammaTails(x, shape)[1];
}

/**
 * Quantile of the gamma distribution with scale 1: the value that a share `p` of the distribution does not exceed.
 *
 * @param p - Probability of the lower tail, from 0 to 1.
 * @param shape - The shape, which is also the mean, from 1e-6 to 1e16.
 * @returns The quantile, from 0, to a relative 1e-13; Infinity at 1.
 * @throws RangeError if `p` is no probability or `shape` out of range.
 *
 * @example
 * ```ts
 * gammaQuantile(0.5, 1) // ~> 0.6931
 * gammaQuantile(1, 1) // => Infinity
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.2 and 8.18(i).
 * @category Distributions
 */
export function gammaQuantile(p: number, shape: number): number {
  requireProbability(p);
  requireShape(shape, "shape");
  return gammaAt(p, shape);
}

/**
 * Quantile of the upper tail of the gamma distribution with scale 1: the value that a share `p` exceeds.
 *
 * @param p - Probability of the upper tail, from 0 to 1.
 * @param shape - The shape, which is also the mean, from 1e-6 to 1e16.
 * @returns The quantile, from 0, to a relative 1e-13; Infinity at 0.
 * @throws RangeError if `p` is no probability or `shape` out of range.
 *
 * @example
 * ```ts
 * gammaTailQuantile(0.05, 1) // ~> 2.9957
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.2 and 8.18(i).
 * @category Distributions
 */
export function gammaTailQuantile(p: number, shape: number): number {
  requireProbability(p);
  requireShape(shape, "shape");
  return gammaAbove(p, shape);
}
