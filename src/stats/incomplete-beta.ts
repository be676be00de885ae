import { deviance } from "./deviance.ts";
import { stirlingError } from "./log-gamma.ts";
import { newton } from "./root.ts";

// A point x of the unit interval is given by the counts to expect there of a + b: nx = (a + b) x and ny = (a + b)(1 − x),
// and by the excess nx − a. So the digits are kept at both ends and around the mean, where everything happens.

/** The tails of the beta distribution below and above a point: the one away from the mean directly, the other as its rest. */
export function betaTails(a: number, b: number, nx: number, ny: number, excess: number): readonly [number, number] {
  const weight = Math.exp(logPeak(a, b) - deviance(a, nx, excess) - deviance(b, ny, -excess));
  if (isBelowMean(nx, ny, excess)) {
    const lower = Math.min(1, weight * tailByWeight(a, b, nx, ny, excess));
    return [lower, 1 - lower];
  }
  const upper = Math.min(1, weight * tailByWeight(b, a, ny, nx, -excess));
  return [1 - upper, upper];
}

/** The odds x / (1 − x) of the point whose lower tail is p, for p from 0 to ½. */
export function betaOdds(p: number, a: number, b: number): number {
  if (p === 0) return 0;
  const step = stepToTail(p, a, b);
  const n = a + b;
  return newton((odds) => {
    const x = odds / (1 + odds);
    const y = 1 / (1 + odds);
    return step(n * x, n * y, b * x - a * y);
  }, 1e-290);
}

/**
 * Newton's step in the logarithm of the odds towards the point whose lower tail is p. The logarithm of the tail is
 * concave in it, for all a and b, so that from below no step goes too far.
 */
export function stepToTail(p: number, a: number, b: number): (nx: number, ny: number, excess: number) => number {
  const target = Math.log(p);
  const peak = logPeak(a, b);
  return (nx, ny, excess) => {
    const logWeight = peak - deviance(a, nx, excess) - deviance(b, ny, -excess);
    if (isBelowMean(nx, ny, excess)) {
      const ratio = tailByWeight(a, b, nx, ny, excess);
      return (target - logWeight - Math.log(ratio)) * ratio;
    }
    const weight = Math.exp(logWeight);
    const upper = weight * tailByWeight(b, a, ny, nx, -excess);
    return ((target - Math.log1p(-upper)) * (1 - upper)) / weight;
  };
}

/** ln(x^a (1 − x)^b / B(a, b)) at its largest, which is at the mean; elsewhere it is less by the deviance. */
export function logPeak(a: number, b: number): number {
  const n = a + b;
  const stirling = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return 0.5 * Math.log(a * (b / n)) - 0.9189385332046727 + stirling; // ½ ln(2π)
}

/** (a + b) x − a, of the unrounded sum and the unrounded product. */
export function exactExcess(x: number, a: number, b: number): number {
  const n = a + b;
  const added = n - a;
  const lostInSum = a - (n - added) + (b - added);
  const nx = n * x;
  const nHigh = leadingHalf(n);
  const xHigh = leadingHalf(x);
  const lostInProduct = nHigh * xHigh - nx + nHigh * (x - xHigh) + (n - nHigh) * xHigh + (n - nHigh) * (x - xHigh);
  return nx - a + (lostInProduct + lostInSum * x);
}

/** The leading 26 bits, by which products of halves are exact (Dekker 1971). */
function leadingHalf(x: number): number {
  const shifted = 134217729 * x; // 2²⁷ + 1
  return shifted - (shifted - x);
}

/** Where the continued fraction of the lower tail is the faster one: x < (a + 1) / (a + b + 2). */
function isBelowMean(nx: number, ny: number, excess: number): boolean {
  return excess + (2 * nx) / (nx + ny) < 1;
}

/**
 * The lower tail divided by x^a (1 − x)^b / B(a, b): the continued fraction of Didonato and Morris by Lentz's method.
 * Below the mean its terms are positive for b > 1, and some 50 + √(a + b) / 8 of them suffice, far from it ten.
 */
function tailByWeight(a: number, b: number, nx: number, ny: number, excess: number): number {
  const n = nx + ny;
  const x = nx / n;
  const y = ny / n;
  let value = (a / (a + 1)) * (1 - excess);
  let above = value;
  let below = 0;
  for (let k = 1, change = 0; Math.abs(change - 1) > 2.3e-16; k++) {
    const before = k - 1; // first, so that a small a is not lost
    const odd = a + before + k;
    const bx = (k * (b - k) * x) / odd;
    const numerator = ((a + before) / odd) * (a + b + before) * x * bx;
    const denominator = k + bx + ((a + k) / (odd + 2)) * (1 - excess + k * (1 + y));
    below = 1 / (denominator + numerator * below);
    above = denominator + numerator / above;
    change = above * below;
    value *= change;
  }
  return 1 / value;
}
