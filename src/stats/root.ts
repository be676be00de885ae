/**
 * The root of a monotone function between two bounds, by bisection down to neighbouring doubles.
 *
 * It never diverges and always takes the same steps: some 60 for a root of ordinary size, about 1,075 for one next to zero.
 * Where `f` has one sign throughout, the answer is the bound at which it is closer to zero.
 *
 * @param f - A rising or a falling function; infinite values are welcome.
 * @param lower - Lower bound, finite.
 * @param upper - Upper bound, finite.
 * @returns Of the two doubles that the root lies between, the one where `f` is closer to zero; never −0.
 *
 * @example
 * ```ts
 * bisect((x) => x * x - 4, 0, 10) // => 2
 * bisect((x) => 1 - x, -3, 0) // => 0
 * ```
 *
 * @category Distributions
 */
export function bisect(f: (x: number) => number, lower: number, upper: number): number {
  let low = lower;
  let high = upper;
  let atLow = f(low);
  let atHigh = f(high);
  while (Math.sign(atLow) * Math.sign(atHigh) < 0) {
    // Halved before they are added, so that no pair of doubles overflows.
    const middle = low / 2 + high / 2;
    if (!(middle > low && middle < high)) break;
    const value = f(middle);
    if (Math.sign(value) === Math.sign(atHigh)) {
      high = middle;
      atHigh = value;
    } else {
      low = middle;
      atLow = value;
    }
  }
  // Adding 0 turns −0 into 0.
  return (Math.abs(atLow) <= Math.abs(atHigh) ? low : high) + 0;
}

/**
 * The root of a function that is concave in the logarithm of its argument, by Newton's steps in that logarithm.
 *
 * Concavity makes it safe without a bracket: from the second step on all go the same way, and the first that turns back
 * does so by rounding, which is the end.
 *
 * @param step - Newton's step at x: what is to be added to ln x.
 * @param start - Where to begin, above 0.
 * @returns The root; 0 or the largest double where it lies beyond them.
 */
export function newton(step: (x: number) => number, start: number): number {
  let x = start;
  for (let round = 0, last = 0; round < 200 && x > 0 && x < Infinity; round++) {
    const change = step(x);
    if (!Number.isFinite(change)) break; // among the smallest doubles, where 1 / x is none
    const before = x;
    // In two strides where the power of e alone would overflow.
    x *= Math.exp(Math.min(change, 700));
    if (x === before || change * last < 0) break;
    last = change;
  }
  return Math.min(x, Number.MAX_VALUE);
}
