import { requirePoint, requireProbability, requireShape } from "./domain.ts";
import { betaOdds, betaTails } from "./incomplete-beta.ts";

/**
 * Distribution function of Snedecor's F, the ratio of two independent variances: the probability of a ratio of at most `x`.
 *
 * @param x - Any number; the distribution lies above 0.
 * @param df1 - Degrees of freedom of the numerator, from 1e-6 to 1e16.
 * @param df2 - Degrees of freedom of the denominator, from 1e-6 to 1e16.
 * @returns The lower tail, from 0 to 1, to a relative 1e-12 down to 1e-300.
 * @throws RangeError if `x` is NaN or degrees of freedom out of range.
 *
 * @example
 * ```ts
 * fCdf(1, 4, 4) // ~> 0.5
 * fCdf(0, 3, 7) // => 0
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.17 (the incomplete beta function).
 * @category Distributions
 */
export function fCdf(x: number, df1: number, df2: number): number {
  return tails(x, df1, df2)[0];
}

/**
 * Upper tail of Snedecor's F distribution: the probability of a ratio above `x`.
 *
 * @param x - Any number; the distribution lies above 0.
 * @param df1 - Degrees of freedom of the numerator, from 1e-6 to 1e16.
 * @param df2 - Degrees of freedom of the denominator, from 1e-6 to 1e16.
 * @returns The upper tail, from 0 to 1, to a relative 1e-12 down to 1e-300.
 * @throws RangeError if `x` is NaN or degrees of freedom out of range.
 *
 * @example
 * ```ts
 * fTail(9.2766, 3, 3) // ~> 0.05
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.17 (the incomplete beta function).
 * @category Distributions
 */
export function fTail(x: number, df1: number, df2: number): number {
  return tails(x, df1, df2)[1];
}

/**
 * Quantile of Snedecor's F distribution: the ratio that a share `p` of the distribution does not exceed.
 *
 * @param p - Probability of the lower tail, from 0 to 1.
 * @param df1 - Degrees of freedom of the numerator, from 1e-6 to 1e16.
 * @param df2 - Degrees of freedom of the denominator, from 1e-6 to 1e16.
 * @returns The quantile, from 0, to a relative 1e-13; Infinity at 1.
 * @throws RangeError if `p` is no probability or degrees of freedom out of range.
 *
 * @example
 * ```ts
 * fQuantile(0.95, 3, 3) // ~> 9.2766
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.17 (the incomplete beta function).
 * @category Distributions
 */
export function fQuantile(p: number, df1: number, df2: number): number {
  requireArguments(p, df1, df2);
  return p > 0.5 ? fromAbove(1 - p, df1, df2) : fromBelow(p, df1, df2);
}

/**
 * Quantile of the upper tail of Snedecor's F distribution: the ratio that a share `p` exceeds.
 *
 * @param p - Probability of the upper tail, from 0 to 1.
 * @param df1 - Degrees of freedom of the numerator, from 1e-6 to 1e16.
 * @param df2 - Degrees of freedom of the denominator, from 1e-6 to 1e16.
 * @returns The quantile, from 0, to a relative 1e-13; Infinity at 0.
 * @throws RangeError if `p` is no probability or degrees of freedom out of range.
 *
 * @example
 * ```ts
 * fTailQuantile(0.05, 3, 3) // ~> 9.2766
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.17 (the incomplete beta function).
 * @category Distributions
 */
export function fTailQuantile(p: number, df1: number, df2: number): number {
  requireArguments(p, df1, df2);
  return p > 0.5 ? fromBelow(1 - p, df1, df2) : fromAbove(p, df1, df2);
}

function tails(x: number, df1: number, df2: number): readonly [number, number] {
  requirePoint(x, "x");
  requireShape(df1, "df1");
  requireShape(df2, "df2");
  if (x <= 0) return [0, 1];
  if (x === Infinity) return [1, 0];
  const a = df1 / 2;
  const b = df2 / 2;
  const odds = Math.min(x * (df1 / df2), Number.MAX_VALUE);
  const above = 1 / (1 + odds);
  return betaTails(a, b, (a + b) * (odds / (1 + odds)), (a + b) * above, a * above * (x - 1));
}

/** The ratio of variances is the odds of a beta distribution, by df2 / df1. */
function fromBelow(p: number, df1: number, df2: number): number {
  return Math.min((df2 / df1) * betaOdds(p, df1 / 2, df2 / 2), Number.MAX_VALUE);
}

function fromAbove(p: number, df1: number, df2: number): number {
  return p === 0 ? Infinity : Math.min(df2 / df1 / betaOdds(p, df2 / 2, df1 / 2), Number.MAX_VALUE);
}

function requireArguments(p: number, df1: number, df2: number): void {
  requireProbability(p);
  requireShape(df1, "df1");
  requireShape(df2, "df2");
}
