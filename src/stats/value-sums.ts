import { refusal } from "../tally/refusal.ts";
import { type ExactSum, exactSum, nearest, plusExactly, productError, productTerms } from "./exact-sum.ts";

/**
 * The exact sum of values and the exact sum of their squares: the same, bit for bit, however the values were split and
 * ordered.
 *
 * @category Statistics
 */
export interface ValueSums {
  /** The sum of the values. */
  sum: number[];
  /** The sum of the squared values. */
  squares: number[];
}

/** The sums of nothing. */
function noValues(): ValueSums {
  return { sum: [], squares: [] };
}

/** The largest value: the square of a larger one, summed, would leave the doubles. */
export const LARGEST = 1e140;

/** How many values are best added at a time, and the most that addValues takes. */
export const GATHERED = 2048;

/** How many values the inner loop takes: so few that an engine has seen it end before it makes machine code of it. */
const STRIDE = 256;

/**
 * Adds the first `length` values of a list, 2,048 at most, none above `largest` in size, to a total, in place.
 *
 * Each value is cut into three limbs of 22 bits, counted in units that all values share, so that no sum of limbs, nor of
 * their products, needs more than the 53 bits of a double. Values with digits below the third limb, much smaller than the
 * largest, are added after the others, in units of their own.
 */
export function addValues(total: ValueSums, values: Float64Array, length: number, largest: number): void {
  // Products of the limbs of what is so small would be no doubles.
  if (largest < 1e-100) {
    for (let index = 0; index < length; index++) addValue(total, values[index]!);
    return;
  }
  // The least power of two that is not below the largest value (Rump, Ogita & Oishi 2008).
  const scaled = largest * 2 ** 53;
  const power = Math.abs(scaled + largest - scaled) || largest;
  const small: number[] = [];
  const sums = new Float64Array(9);
  for (let from = 0; from < length; from += STRIDE) {
    addLimbs(sums, values, from, Math.min(from + STRIDE, length), power, small);
  }
  const [a, b, c, aa, ab, bb, ac, bc, cc] = sums;
  total.sum = plusExactly(plusExactly(total.sum, a!, b!), c!, 0);
  total.squares = plusExactly(plusExactly(plusExactly(total.squares, aa!, 2 * ab!), bb!, 2 * ac!), cc!, 2 * bc!);
  // A double with digits so far down is below 2^−13 of the power.
  if (small.length > 0) addValues(total, Float64Array.from(small), small.length, power * 2 ** -13);
}

/** Adds the limbs, and the products of limbs, of all values but the small ones, which are handed back. */
function addLimbs(
  sums: Float64Array,
  values: Float64Array,
  from: number,
  to: number,
  power: number,
  small: number[],
): void {
  // Adding and subtracting it, 1.5 · 2^52 units of power / 2^21, rounds to a whole number of units.
  const first = power * (1.5 * 2 ** 31);
  const second = first * 2 ** -22;
  const third = second * 2 ** -22;
  let a = 0;
  let b = 0;
  let c = 0;
  let aa = 0;
  let ab = 0;
  let bb = 0;
  let ac = 0;
  let bc = 0;
  let cc = 0;
  for (let index = from; index < to; index++) {
    const value = values[index]!;
    const high = value + first - first;
    const rest = value - high;
    const middle = rest + second - second;
    const low = rest - middle;
    if (low + third - third !== low) {
      small.push(value);
      continue;
    }
    a += high;
    b += middle;
    c += low;
    aa += high * high;
    ab += high * middle;
    bb += middle * middle;
    ac += high * low;
    bc += middle * low;
    cc += low * low;
  }
  sums[0]! += a;
  sums[1]! += b;
  sums[2]! += c;
  sums[3]! += aa;
  sums[4]! += ab;
  sums[5]! += bb;
  sums[6]! += ac;
  sums[7]! += bc;
  sums[8]! += cc;
}

/** The size of the largest value. */
function largestOf(values: Float64Array): number {
  let largest = 0;
  for (let index = 0; index < values.length; index++) largest = Math.max(largest, Math.abs(values[index]!));
  return largest;
}

/** The sums of values. */
export function sumsOf(values: Float64Array): ValueSums {
  const sums = noValues();
  for (let from = 0; from < values.length; from += GATHERED) {
    const part = values.subarray(from, from + GATHERED);
    const largest = largestOf(part);
    if (largest > LARGEST) throw refusal(`value must be a finite number of at most ${LARGEST} in size`, largest);
    addValues(sums, part, part.length, largest);
  }
  return sums;
}

/** Adds one more value to sums, in place. */
export function addValue(sums: ValueSums, value: number): void {
  sums.sum = plusExactly(sums.sum, value, 0);
  sums.squares = plusExactly(sums.squares, value * value, productError(value, value));
}

/** An exact sum divided by another: the quotient, and what the division leaves, divided too. */
export function divide(sum: ExactSum, by: ExactSum): [quotient: number, rest: number] {
  const divisor = nearest(by);
  const quotient = nearest(sum) / divisor;
  return [quotient, nearest(exactSum([...sum, ...productTerms([-quotient], by)])) / divisor];
}

/** The mean of `count` values. */
export function meanOf(count: number, { sum }: ValueSums): number {
  const [quotient, rest] = divide(sum, [count]);
  // Adding 0 turns −0, which tiny negative means round to, into 0.
  return quotient + rest + 0;
}

/** The sample variance of `count` values, 2 or more: nΣx² − (Σx)² is formed exactly before anything is rounded. */
export function varianceOf(count: number, { sum, squares }: ValueSums): number {
  const spread = exactSum([...productTerms([count], squares), ...productTerms(sum, sum).map((term) => -term)]);
  // Squares that are too small for doubles can leave less than nothing.
  return Math.max(0, nearest(spread)) / count / (count - 1);
}
