import { deviance } from "./deviance.ts";
import { requireDomain } from "./domain.ts";
import { betaTails, exactExcess, logPeak } from "./incomplete-beta.ts";

/**
 * Probability of exactly `k` successes in `n` independent trials that succeed with probability `p`.
 *
 * @param k - Number of successes, a whole number; outside 0 to `n` the probability is 0.
 * @param n - Number of trials, a whole number from 0 to 2^53 − 1.
 * @param p - Probability of a success, from 0 to 1.
 * @returns The probability, to a relative 1e-13, and to 1e-12 down to 1e-300.
 * @throws RangeError if `k` or `n` is no whole number or `p` no probability.
 *
 * @example
 * ```ts
 * binomialProbability(2, 4, 0.5) // ~> 0.375
 * binomialProbability(5, 4, 0.5) // => 0
 * ```
 *
 * @see Loader (2000), Fast and accurate computation of binomial probabilities.
 * @category Distributions
 */
export function binomialProbability(k: number, n: number, p: number): number {
  requireCount(k);
  requireTrials(n, p);
  if (k < 0 || k > n) return 0;
  if (k === n) return p ** n;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  const failures = n - k;
  const excess = exactExcess(p, k, failures);
  const deviances = deviance(k, n * p, excess) + deviance(failures, n * (1 - p), -excess);
  return Math.exp(logPeak(k, failures) - deviances) * (n / failures / k);
}

/**
 * Distribution function of the binomial distribution: the probability of at most `k` successes in `n` trials.
 *
 * @param k - Number of successes, a whole number.
 * @param n - Number of trials, a whole number from 0 to 2^53 − 1.
 * @param p - Probability of a success, from 0 to 1.
 * @returns P(X ≤ k): to a relative 1e-13 within eight standard deviations of the mean, measured at n = 1e3, 1e4, … 1e9, and to
 *   1e-12 down to 1e-300.
 * @throws RangeError if `k` or `n` is no whole number or `p` no probability.
 *
 * @example
 * ```ts
 * binomialCdf(1, 4, 0.5) // ~> 0.3125
 * binomialCdf(4, 4, 0.5) // => 1
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.17.5.
 * @category Distributions
 */
export function binomialCdf(k: number, n: number, p: number): number {
  requireCount(k);
  requireTrials(n, p);
  return tails(k, n, p)[1];
}

/**
 * Upper tail of the binomial distribution: the probability of more than `k` successes in `n` trials.
 *
 * @param k - Number of successes, a whole number.
 * @param n - Number of trials, a whole number from 0 to 2^53 − 1.
 * @param p - Probability of a success, from 0 to 1.
 * @returns P(X > k), as accurate as P(X ≤ k).
 * @throws RangeError if `k` or `n` is no whole number or `p` no probability.
 *
 * @example
 * ```ts
 * binomialTail(1, 4, 0.5) // ~> 0.6875
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.17.5.
 * @category Distributions
 */
export function binomialTail(k: number, n: number, p: number): number {
  requireCount(k);
  requireTrials(n, p);
  return tails(k, n, p)[0];
}

/**
 * Quantile of the binomial distribution: the smallest number of successes that has at least probability `q` at or below it.
 *
 * Probabilities that differ from `q` by rounding, a relative 1e-13, count as equal to it.
 *
 * @param q - Probability of the lower tail, from 0 to 1.
 * @param n - Number of trials, a whole number from 0 to 2^53 − 1.
 * @param p - Probability of a success, from 0 to 1.
 * @returns A whole number from 0 to `n`.
 * @throws RangeError if `n` is no whole number, or `q` or `p` no probability.
 *
 * @example
 * ```ts
 * binomialQuantile(0.5, 10, 0.3) // => 3
 * binomialQuantile(0.5, 1, 0.5) // => 0
 * ```
 *
 * @see NIST Digital Library of Mathematical Functions, 8.17.5.
 * @category Distributions
 */
export function binomialQuantile(q: number, n: number, p: number): number {
  requireDomain(q, q >= 0 && q <= 1, "q must be from 0 to 1");
  requireTrials(n, p);
  // Whichever of the two tails is small tells the difference.
  const reaches = (k: number): boolean => {
    const [above, upTo] = tails(k, n, p);
    return q > 0.5 ? above <= (1 - q) * (1 + 1e-13) : upTo >= q * (1 - 1e-13);
  };
  let low = -1;
  let high = n;
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** P(X > k), P(X ≤ k): at least k + 1 successes come about where the (k + 1)th smallest of n uniform values is below p. */
function tails(k: number, n: number, p: number): readonly [number, number] {
  if (k < 0) return [1, 0];
  if (k >= n) return [0, 1];
  return betaTails(k + 1, n - k, (n + 1) * p, (n + 1) * (1 - p), exactExcess(p, k + 1, n - k));
}

function requireCount(k: number): void {
  requireDomain(k, Number.isInteger(k), "k must be a whole number");
}

function requireTrials(n: number, p: number): void {
  requireDomain(n, Number.isSafeInteger(n) && n >= 0, "n must be a whole number from 0 to 2^53 − 1");
  requireDomain(p, p >= 0 && p <= 1, "p must be from 0 to 1");
}
