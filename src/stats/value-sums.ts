import { refusal } from "../tally/refusal.ts";
import { type ExactSum, exactSum, nearest, plusExactly, productError, sumWithProduct } from "./exact-sum.ts";

/**
 * The exact sums of values: Σx and Σx², and, as soon as a value has a weight, Σwx, Σwx², Σw, Σw², Σw²x and Σw²x². The same, bit
 * for bit, however the values were split and ordered; each weighted term has the digits of two doubles.
 *
 * @category Statistics
 */
export type ValueSums = number[][];

/** The largest value: the square of a larger one, summed, would leave the doubles. */
export const LARGEST = 1e140;

/** How many values are best added at a time, and the most that addValues takes. */
export const GATHERED = 2048;

/** Below this size products of limbs would be no doubles. */
const SMALLEST = 1e-100;

/** Σwx, Σwx², Σw, Σw², Σw²x and Σw²x². */
export type WeightedSums = [number[], number[], number[], number[], number[], number[]];

/** How many values there are, and their sums. */
export interface CountedSums {
  readonly count: number;
  readonly sums: ValueSums;
}

/** The sums of nothing. */
export function noValues(): ValueSums {
  return [[], []];
}

/** Whether some value was given a weight. */
export function isWeighted(sums: ValueSums): boolean {
  return sums.length > 2;
}

/** The weighted sums of `count` values; where no value was given a weight, each weighs 1. */
export function weightedSums({ count, sums }: CountedSums): WeightedSums {
  return (isWeighted(sums) ? sums : [...sums, [count], [count], ...sums]) as WeightedSums;
}

/** Adds one more value to sums, in place; its weight only where they are weighted. */
export function addValue(sums: ValueSums, value: number, weight = 1): void {
  const [x, xx, w, ww, wwx, wwxx] = sums as WeightedSums;
  const product = weight * value;
  const error = isWeighted(sums) ? productError(weight, value) : 0;
  plusExactly(x, product, error);
  plusExactly(xx, product * value, productError(product, value) + error * value);
  if (!isWeighted(sums)) return;
  plusExactly(w, weight, 0);
  plusExactly(ww, weight * weight, productError(weight, weight));
  plusExactly(wwx, weight * product, productError(weight, product) + weight * error);
  plusExactly(wwxx, product * product, productError(product, product) + 2 * product * error);
}

/**
 * Adds the first `length` values of a list, 2,048 at most, none above `largest` in size, to unweighted sums, in place.
 *
 * Each value is cut into three limbs of 22 bits, counted in units that all values share, so that no sum of limbs, nor of
 * their products, needs more than the 53 bits of a double. Values with digits below the third limb, much smaller than the
 * largest, are added one by one.
 */
export function addValues(sums: ValueSums, values: Float64Array, length: number, largest: number): void {
  const small: number[] = [];
  const [a, b, c, ...products] = limbsOf(values, length, Math.max(largest, SMALLEST), small);
  sums[0] = exactSum([...sums[0]!, a!, b!, c!]);
  sums[1] = exactSum([...sums[1]!, ...products]);
  // A double with digits so far down is below 2^−12 of the largest.
  if (small.length > 0 && largest > SMALLEST)
    addValues(sums, Float64Array.from(small), small.length, largest * 2 ** -12);
  else for (const value of small) addValue(sums, value);
}

/** The sums of the limbs, and of the products of limbs, of all values but the small ones, which are handed back. */
function limbsOf(values: Float64Array, length: number, largest: number, small: number[]): number[] {
  // The least power of two that is not below the largest value (Rump, Ogita & Oishi 2008).
  const scaled = largest * 2 ** 53;
  const power = Math.abs(scaled + largest - scaled) || largest;
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
  for (let index = 0; index < length; index++) {
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
  return [a, b, c, aa, 2 * ab, bb, 2 * ac, 2 * bc, cc];
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

/** The size of the largest value. */
export function largestOf(values: Float64Array): number {
  let largest = 0;
  for (let index = 0; index < values.length; index++) largest = Math.max(largest, Math.abs(values[index]!));
  return largest;
}

/** What the sums of values say: mean and spread, each `null` where there are too few; of weighted values, their weight. */
export interface Moments {
  readonly mean: number | null;
  readonly standardDeviation: number | null;
  readonly variance: number | null;
  readonly standardError: number | null;
  readonly weight?: number;
  readonly effectiveSampleSize?: number;
  readonly weightCovariance?: number;
}

/** Mean and spread of values: squares about the mean are formed exactly before anything is rounded. */
export function momentsOf(counted: CountedSums): Moments {
  const { count, sums } = counted;
  const [x, xx, w, ww, wwx, wwxx] = weightedSums(counted);
  const weight = nearest(w);
  // The mean to the digits of two doubles: what lies below, squared, is nothing beside any difference of values.
  const quotient = nearest(x) / weight;
  const rest = nearest(sumWithProduct(x, [-quotient], w)) / weight;
  const less = (sum: ExactSum, times: ExactSum) => sumWithProduct(sum, [-quotient, -rest], times);
  // Σw(x − mean)² = Σwx² − mean·Σwx − mean·Σw(x − mean).
  const variance = (squares: ExactSum, firsts: ExactSum, leaning: ExactSum) => {
    const left = nearest(less(less(squares, firsts), leaning));
    // Within the rounding of weighted terms it is nothing; squares too small for doubles can leave less.
    const noise = isWeighted(sums) ? nearest(squares) * 5e-29 : 0;
    // Weight less its part of one: n − 1 where nothing is weighed.
    return count < 2 ? null : left > noise ? left / (weight - weight / count) : 0;
  };
  const spread = variance(xx, x, less(x, w));
  const leaning = less(wwx, ww);
  const error = variance(wwxx, wwx, leaning);
  return {
    // Adding 0 turns −0, which tiny negative means round to, into 0.
    mean: count < 1 ? null : quotient + rest + 0,
    standardDeviation: spread && Math.sqrt(spread),
    variance: spread,
    standardError: error && Math.sqrt(error / weight),
    ...(isWeighted(sums) && {
      weight,
      effectiveSampleSize: weight && (weight / nearest(ww)) * weight,
      weightCovariance: weight && nearest(leaning) / weight + 0,
    }),
  };
}
