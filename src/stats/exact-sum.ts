/**
 * An exact sum of doubles: a list of doubles whose sum it is. Each is the double nearest to what those before it leave,
 * so the first is the correctly rounded sum, the list is the same in whatever order the terms came, and `[]` is 0.
 *
 * @see Shewchuk (1997), Adaptive Precision Floating-Point Arithmetic, Discrete & Computational Geometry 18.
 * @category Statistics
 */
export type ExactSum = readonly number[];

/** 2^27 + 1: splits a double into halves whose products are exact (Dekker 1971). */
const SPLITTER = 134217729;

/** The exact sum of any doubles, none so large that a partial sum overflows. */
export function exactSum(terms: Iterable<number>): number[] {
  const parts: number[] = [];
  for (const term of terms) grow(parts, term);
  return canonical(parts);
}

/** The double nearest to an exact sum. */
export function nearest(sum: ExactSum): number {
  return sum[0] ?? 0;
}

/**
 * Adds `term + rest` to an exact sum: what exactSum gives, without its loops where three doubles hold the sum, which is
 * nearly always. It owns the sum that it is given, and writes to it where the new one is as long.
 */
export function plusExactly(sum: number[], term: number, rest: number): number[] {
  const { length } = sum;
  if (length > 3) return exactSum([...sum, term, rest]);
  const high = length > 0 ? sum[0]! : 0;
  const middle = length > 1 ? sum[1]! : 0;
  // sumError in full throughout: an engine that runs out of patience before it is inlined would box every number.
  const highest = high + term;
  let seen = highest - high;
  const error = high - (highest - seen) + (term - seen);
  const between = middle + error;
  seen = between - middle;
  const lower = middle - (between - seen) + (error - seen);
  if (rest === 0 && lower === 0 && length < 3) {
    const head = highest + between;
    seen = head - highest;
    return settled(sum, head, highest - (head - seen) + (between - seen), 0);
  }
  const low = length > 2 ? sum[2]! : 0;
  const both = between + rest;
  seen = both - between;
  const lowerToo = between - (both - seen) + (rest - seen);
  const least = low + lower;
  const lowest = least + lowerToo;
  // Exact, unless the sum needs a fourth double.
  const isWhole = sumError(low, lower) === 0 && sumError(least, lowerToo) === 0;
  const tail = both + lowest;
  seen = tail - both;
  const tailRest = both - (tail - seen) + (lowest - seen);
  const head = highest + tail;
  seen = head - highest;
  const headRest = highest - (head - seen) + (tail - seen);
  const second = headRest + tailRest;
  seen = second - headRest;
  const third = headRest - (second - seen) + (tailRest - seen);
  // Half-way between two doubles, what lies below would decide.
  const isNearest = third === 0 ? head + second === head : head + second * (1 + 2 ** -51) === head;
  return isWhole && isNearest ? settled(sum, head, second, third) : exactSum([...sum, term, rest]);
}

/** The parts without zeros at the end, in the list given if it is as long. */
function settled(sum: number[], head: number, second: number, third: number): number[] {
  const length = third !== 0 ? 3 : second !== 0 ? 2 : head !== 0 ? 1 : 0;
  if (sum.length !== length) return [head, second, third].slice(0, length);
  if (length > 0) sum[0] = head;
  if (length > 1) sum[1] = second;
  if (length > 2) sum[2] = third;
  return sum;
}

/** What rounding takes from `left + right`, itself a double: the two together are exact. */
export function sumError(left: number, right: number): number {
  const sum = left + right;
  const seen = sum - left;
  return left - (sum - seen) + (right - seen);
}

/** What rounding takes from `left * right`, itself a double as long as nothing overflows or underflows. */
export function productError(left: number, right: number): number {
  const leftScaled = SPLITTER * left;
  const leftHigh = leftScaled - (leftScaled - left);
  const leftLow = left - leftHigh;
  const rightScaled = SPLITTER * right;
  const rightHigh = rightScaled - (rightScaled - right);
  const rightLow = right - rightHigh;
  const product = left * right;
  return leftLow * rightLow - (product - leftHigh * rightHigh - leftLow * rightHigh - leftHigh * rightLow);
}

/** The exact terms of the product of two exact sums, for `exactSum`. */
export function productTerms(left: ExactSum, right: ExactSum): number[] {
  return left.flatMap((a) => right.flatMap((b) => [a * b, productError(a, b)]));
}

/** Adds a term to parts that do not overlap and grow in size, in place; the parts stay so. */
function grow(parts: number[], term: number): void {
  let carried = term;
  let kept = 0;
  for (const part of parts) {
    const error = sumError(carried, part);
    carried += part;
    if (error !== 0) parts[kept++] = error;
  }
  parts.length = kept;
  if (carried !== 0) parts.push(carried);
}

/** The one list of an exact sum, of parts that do not overlap and grow in size; uses them up. */
function canonical(parts: number[]): number[] {
  const sum: number[] = [];
  while (parts.length > 0) {
    const head = rounded(parts);
    sum.push(head);
    grow(parts, -head);
  }
  return sum;
}

/** The double nearest to the sum of parts that do not overlap and grow in size; the even one of two as near. */
function rounded(parts: readonly number[]): number {
  let index = parts.length - 1;
  let high = parts[index]!;
  let low = 0;
  while (index > 0 && low === 0) {
    const part = parts[--index]!;
    low = sumError(high, part);
    high += part;
  }
  // Half-way between two doubles: the parts below decide.
  const below = index > 0 ? parts[index - 1]! : 0;
  if ((low < 0 && below < 0) || (low > 0 && below > 0)) {
    const twice = 2 * low;
    const next = high + twice;
    if (twice === next - high) return next;
  }
  return high;
}
