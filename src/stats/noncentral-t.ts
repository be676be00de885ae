import { deviance } from "./deviance.ts";
import { betaTails, logPeak } from "./incomplete-beta.ts";
import { logGamma } from "./log-gamma.ts";

/** How many standard deviations of a Poisson count are summed to each side. */
const REACH = 12;

/**
 * Upper tail of the noncentral t distribution, beyond a positive point: that of Student's t whose numerator is not about 0 but
 * about `shift`. A sum of upper tails of beta distributions, with the weights of Poisson counts of mean shift² / 2; all terms
 * are positive, and each follows from the one before.
 *
 * @param t - The point, above 0.
 * @param df - Degrees of freedom, above 0.
 * @param shift - The noncentrality, 0 or more.
 * @returns The tail, 0 to 1.
 * @see Benton & Krishnamoorthy (2003), Computing discrete mixtures of continuous distributions, Computational Statistics & Data
 *   Analysis 43.
 */
export function noncentralTail(t: number, df: number, shift: number): number {
  // Beyond any doubt, whatever the degrees of freedom, and for less than a million terms.
  if (shift > 10 * t + 40 && shift > 1e4) return 1;
  const mean = shift ** 2 / 2;
  const from = Math.max(0, Math.floor(mean - REACH * Math.sqrt(mean)));
  const to = mean + REACH * Math.sqrt(mean) + 4 * REACH;
  return Math.min(1, (mixture(t, df, mean, from, to, 0.5) + mixture(t, df, mean, from, to, 1)) / 2);
}

/** The upper tails of the beta distributions of shapes from + offset, … to + offset and df / 2, weighted by Poisson terms. */
function mixture(t: number, df: number, mean: number, from: number, to: number, offset: 0.5 | 1): number {
  const b = df / 2;
  const y = df / (df + t * t);
  const x = (t * t) / (df + t * t);
  let a = from + offset;
  const excess = ((t * t) / 2 - a) * y;
  const n = a + b;
  let tail = betaTails(a, b, n * x, n * y, excess)[1];
  // What the tail gains as a grows by 1.
  let gain = Math.exp(logPeak(a, b) - deviance(a, n * x, excess) - deviance(b, n * y, -excess)) / a;
  // Of the count itself, or of half a count more, which the odd powers of the shift are.
  const half = offset === 1 ? 0.5 : 0;
  let weight = Math.exp((from + half) * Math.log(mean) - mean - logGamma(from + 1 + half));
  if (mean === 0) weight = half === 0 ? 1 : 0;
  let sum = 0;
  for (let count = from; count <= to; count++) {
    sum += weight * tail;
    tail += gain;
    gain *= (x * (a + b)) / (a + 1);
    a++;
    weight *= mean / (count + 1 + half);
  }
  return sum;
}
