import { requireDomain } from "./domain.ts";

// Beyond this the series for the centre hands over to the continued fraction for the tail: up to here ½ − centre keeps
// fourteen digits, from here on some 80 terms suffice.
const tailFrom = 2.25;

const densityAt0 = 0.3989422804014327; // 1/√(2π)

/**
 * Density of the standard normal distribution, exp(−x²/2) / √(2π).
 *
 * Relative error below 1e-15 wherever the density is not subnormal.
 *
 * @param x - Any number, infinite ones included.
 * @returns The density at `x`, from 0 to 0.3989….
 * @throws RangeError if `x` is NaN.
 *
 * @example
 * ```ts
 * normalDensity(0) // ~> 0.3989
 * normalDensity(Infinity) // => 0
 * ```
 *
 * @see Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, chapter 13.
 * @category Distributions
 */
export function normalDensity(x: number): number {
  requireDomain(x, !Number.isNaN(x), "x must be a number");
  return density(x);
}

/**
 * Distribution function of the standard normal: the probability of a value of at most `x`.
 *
 * @param x - Any number, infinite ones included.
 * @returns The lower tail, from 0 to 1, to a relative 3e-14 down to the last normal double.
 * @throws RangeError if `x` is NaN.
 *
 * @example
 * ```ts
 * normalCdf(0) // => 0.5
 * normalCdf(1.96) // ~> 0.9750
 * ```
 *
 * @see Marsaglia (2004), Evaluating the normal distribution, Journal of Statistical Software 11(4).
 * @category Distributions
 */
export function normalCdf(x: number): number {
  requireDomain(x, !Number.isNaN(x), "x must be a number");
  return tail(-x);
}

/**
 * Upper tail of the standard normal distribution: the probability of a value above `x`, without cancellation.
 *
 * @param x - Any number, infinite ones included.
 * @returns The upper tail, from 0 to 1, to a relative 3e-14 down to the last normal double.
 * @throws RangeError if `x` is NaN.
 *
 * @example
 * ```ts
 * normalTail(0) // => 0.5
 * normalTail(3) // ~> 0.00135
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 7.9.1 (Laplace's continued fraction).
 * @category Distributions
 */
export function normalTail(x: number): number {
  requireDomain(x, !Number.isNaN(x), "x must be a number");
  return tail(x);
}

/**
 * Quantile of the standard normal distribution: the value that a share `p` of the distribution does not exceed.
 *
 * @param p - Probability of the lower tail, from 0 to 1.
 * @returns The quantile to a relative 1e-14; −Infinity at 0, Infinity at 1.
 * @throws RangeError if `p` is not from 0 to 1.
 *
 * @example
 * ```ts
 * normalQuantile(0.975) // ~> 1.959964
 * normalQuantile(0.5) // => 0
 * ```
 *
 * @see Marsaglia (2004), Evaluating the normal distribution, Journal of Statistical Software 11(4).
 * @category Distributions
 */
export function normalQuantile(p: number): number {
  return 0 - normalTailQuantile(p);
}

/**
 * Quantile of the upper tail of the standard normal distribution: the value that a share `p` exceeds.
 *
 * @param p - Probability of the upper tail, from 0 to 1.
 * @returns The quantile to a relative 1e-14, for `p` down to the smallest double; Infinity at 0, −Infinity at 1.
 * @throws RangeError if `p` is not from 0 to 1.
 *
 * @example
 * ```ts
 * normalTailQuantile(0.025) // ~> 1.959964
 * normalTailQuantile(0) // => Infinity
 * ```
 *
 * @see Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 26.2.
 * @category Distributions
 */
export function normalTailQuantile(p: number): number {
  requireDomain(p, p >= 0 && p <= 1, "p must be from 0 to 1");
  // 1 − p is exact here, and the distribution symmetric.
  if (p > 0.5) return -normalTailQuantile(1 - p);
  return p === 0 ? Infinity : tailQuantile(p);
}

/** The quantile of an upper tail from above 0 to ½. */
export function tailQuantile(p: number): number {
  const log = Math.log(2 * p);
  // Within 0.2 of the quantile everywhere; six of Newton's steps close in from there, because both functions are concave:
  // the probability from 0 to x, and in the tail its logarithm.
  let x = (2 * log) / (-0.65 - Math.sqrt(0.3 - 1.925 * log)) + 0;
  for (let step = 0; step < 6; step++) {
    if (p > 0.01) {
      // 0.5 − p is exact near the median, where x is proportional to it.
      x += ((0.5 - p) / densityAt0) * Math.exp((x * x) / 2) - centre(x);
    } else {
      const ratio = mills(x);
      x += (Math.log(2 * densityAt0 * ratio) - (x * x) / 2 - log) * ratio;
    }
  }
  return x;
}

function tail(x: number): number {
  if (x > tailFrom) return density(x) * mills(x);
  return x < -tailFrom ? 1 - density(x) * mills(-x) : 0.5 - density(x) * centre(x);
}

function density(x: number): number {
  const size = Math.min(Math.abs(x), 40);
  // x² is not a double; the square of its first 24 bits is, and exp of the rest is next to 1.
  const head = Math.fround(size);
  return densityAt0 * Math.exp((head * head) / -2) * Math.exp(((head - size) * (head + size)) / 2);
}

/** The probability from 0 to x, by the density: x + x³/3 + x⁵/(3·5) + …, for |x| up to 3. */
function centre(x: number): number {
  let rest = 0;
  for (let odd = 75; odd > 1; odd -= 2) rest = ((x * x) / odd) * (1 + rest);
  return x + x * rest;
}

/** The tail by the density, Mills' ratio: 1/(x + 1/(x + 2/(x + 3/(x + …)))), for x from 2 up. */
function mills(x: number): number {
  let rest = 0;
  for (let k = 8 + Math.ceil(450 / (x * x)); k > 0; k--) rest = k / (x + rest);
  return 1 / (x + rest);
}
