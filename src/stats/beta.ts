import { requirePoint, requireProbability, requireShape } from "./domain.ts";
import { betaOdds, betaTails, exactExcess } from "./incomplete-beta.ts";

/**
 * Distribution function of the beta distribution: the probability of a value of at most `x`, the regularised incomplete
 * beta function.
 *
 * Either tail has a relative error below 1e-13 within eight standard deviations of the mean, at shapes of 1e9 as at 1, and
 * below 1e-12 down to 1e-300; a shape below 1 divides these bounds. Shapes of 1e9 take some 50 µs, of 1e6 some 2 µs.
 *
 * @param x - Any number; the distribution lies between 0 and 1.
 * @param a - First shape, from 1e-6 to 1e16.
 * @param b - Second shape, from 1e-6 to 1e16.
 * @returns The lower tail, from 0 to 1.
 * @throws RangeError if `x` is NaN or a shape out of range.
 *
 * @example
 * ```ts
 * betaCdf(0.5, 3, 3) // ~> 0.5
 * betaCdf(0.2, 1, 2) // ~> 0.36
 * ```
 *
 * @see Didonato & Morris (1992), Significant digit computation of the incomplete beta function ratios.
 * @category Distributions
 */
export function betaCdf(x: number, a: number, b: number): number {
  return tails(x, a, b)[0];
}

/**
 * Upper tail of the beta distribution: the probability of a value above `x`, as accurate as the lower tail.
 *
 * @param x - Any number; the distribution lies between 0 and 1.
 * @param a - First shape, from 1e-6 to 1e16.
 * @param b - Second shape, from 1e-6 to 1e16.
 * @returns The upper tail, from 0 to 1.
 * @throws RangeError if `x` is NaN or a shape out of range.
 *
 * @example
 * ```ts
 * betaTail(0.2, 1, 2) // ~> 0.64
 * ```
 *
 * @see Didonato & Morris (1992), Significant digit computation of the incomplete beta function ratios.
 * @category Distributions
 */
export function betaTail(x: number, a: number, b: number): number {
  return tails(x, a, b)[1];
}

/**
 * Quantile of the beta distribution: the value that a share `p` of the distribution does not exceed.
 *
 * @param p - Probability of the lower tail, from 0 to 1.
 * @param a - First shape, from 1e-6 to 1e16.
 * @param b - Second shape, from 1e-6 to 1e16.
 * @returns The quantile, from 0 to 1, to a relative 1e-13 where `p` is a double that tells so much.
 * @throws RangeError if `p` is no probability or a shape out of range.
 *
 * @example
 * ```ts
 * betaQuantile(0.36, 1, 2) // ~> 0.2
 * betaQuantile(0.025, 3, 8) // ~> 0.0667
 * ```
 *
 * @see Didonato & Morris (1992), Significant digit computation of the incomplete beta function ratios.
 * @category Distributions
 */
export function betaQuantile(p: number, a: number, b: number): number {
  requireArguments(p, a, b);
  return p > 0.5 ? 1 / (1 + betaOdds(1 - p, b, a)) : share(betaOdds(p, a, b));
}

/**
 * Quantile of the upper tail of the beta distribution: the value that a share `p` exceeds.
 *
 * @param p - Probability of the upper tail, from 0 to 1.
 * @param a - First shape, from 1e-6 to 1e16.
 * @param b - Second shape, from 1e-6 to 1e16.
 * @returns The quantile, from 0 to 1, to a relative 1e-13 where `p` is a double that tells so much.
 * @throws RangeError if `p` is no probability or a shape out of range.
 *
 * @example
 * ```ts
 * betaTailQuantile(0.64, 1, 2) // ~> 0.2
 * betaTailQuantile(0, 1, 2) // => 1
 * ```
 *
 * @see Didonato & Morris (1992), Significant digit computation of the incomplete beta function ratios.
 * @category Distributions
 */
export function betaTailQuantile(p: number, a: number, b: number): number {
  requireArguments(p, a, b);
  return p > 0.5 ? share(betaOdds(1 - p, a, b)) : 1 / (1 + betaOdds(p, b, a));
}

function tails(x: number, a: number, b: number): readonly [number, number] {
  requirePoint(x, "x");
  requireShape(a, "a");
  requireShape(b, "b");
  if (x <= 0) return [0, 1];
  if (x >= 1) return [1, 0];
  const n = a + b;
  return betaTails(a, b, n * x, n * (1 - x), exactExcess(x, a, b));
}

function share(odds: number): number {
  return odds / (1 + odds);
}

function requireArguments(p: number, a: number, b: number): void {
  requireProbability(p);
  requireShape(a, "a");
  requireShape(b, "b");
}
