import { requireDomain } from "./domain.ts";

/** The largest number whose logarithm of the gamma function is a double, roundly. */
const LARGEST = 1e305;

/** From here on Stirling's series gives every digit of a double. */
const stirlingFrom = 10;

/** Stirling's series B₂ₖ / (2k(2k − 1)): 1/12, −1/360, 1/1260, −1/1680, 1/1188, −691/360360, 1/156. */
const stirlingSeries = [
  0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953, 0.0008417508417508417,
  -0.0019175269175269176, 0.00641025641025641,
] as const;

/**
 * Natural logarithm of the gamma function, ln Γ(x), for positive x.
 *
 * @param x - A number above 0, at most 1e305: the logarithm of a larger one's leaves the doubles.
 * @returns ln Γ(x), to a relative 1e-14 next to its zeros at 1 and 2 as elsewhere.
 * @throws RangeError if `x` is not from above 0 to 1e305.
 *
 * @example
 * ```ts
 * logGamma(5) // ~> 3.178054
 * logGamma(1) // => 0
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 5.5.1 and 5.11.1.
 * @category Distributions
 */
export function logGamma(x: number): number {
  requireDomain(x, x > 0 && x <= LARGEST, `x must be a number above 0, at most ${LARGEST}`);
  // Γ(x) = Γ(x + 1) / x keeps the digits of a small x.
  if (x < 0.5) return logGammaBeside(1, x) - Math.log(x);
  if (x < stirlingFrom) return x < 1.5 ? logGammaBeside(1, x - 1) : logGammaBeside(2, x - 2);
  return (x - 0.5) * (Math.log(x) - 1) + 0.4189385332046727 + stirlingError(x); // ½ ln(2π) − ½
}

/**
 * What Stirling's formula leaves of the gamma function: ln Γ(x) − (x − ½) ln x + x − ½ ln(2π), about 1/(12x).
 *
 * Its absolute error stays near 1e-16, where a difference of logarithms of gamma functions loses all its digits.
 *
 * @param x - A number above 0.
 * @returns The error of Stirling's formula.
 *
 * @see Loader (2000), Fast and accurate computation of binomial probabilities.
 */
export function stirlingError(x: number): number {
  let shifted = 0;
  let at = x;
  for (; at < stirlingFrom; at++) shifted += (at + 0.5) * Math.log1p(1 / at) - 1;
  let series = 0;
  for (let k = stirlingSeries.length; k-- > 0; ) series = series / (at * at) + stirlingSeries[k]!;
  return shifted + series / at;
}

/**
 * ln Γ(zero + z) for a zero of ln Γ, 1 or 2, in proportion to z: every term of the way up to Stirling's series and down
 * again is a difference that is taken before it is rounded.
 */
function logGammaBeside(zero: number, z: number): number {
  const at = stirlingFrom + z;
  let sum = (stirlingFrom - 0.5) * Math.log1p(z / stirlingFrom) + z * (Math.log(at) - 1);
  // The series at 10 + z less the series at 10, by the differences of odd powers u^k − v^k of u = 1/(10 + z), v = 1/10.
  const first = -z / (at * stirlingFrom);
  let difference = first;
  let power = 1 / stirlingFrom;
  for (const coefficient of stirlingSeries) {
    sum += coefficient * difference;
    difference = difference / (at * at) + power * first * (1 / at + 1 / stirlingFrom);
    power /= stirlingFrom * stirlingFrom;
  }
  for (let k = zero; k < stirlingFrom; k++) sum -= Math.log1p(z / k);
  return sum;
}
