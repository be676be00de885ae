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
