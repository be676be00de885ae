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
  const sum: number[] = [];
  for (const term of terms) plus(sum, term);
  return sum;
}

/** Adds a term to an exact sum, in place. */
function plus(sum: number[], term: number): void {
  let carried = term;
  // Each sweep hands down what rounding leaves, until one changes nothing.
  for (let isSettled = term === 0; !isSettled; carried = 0) {
    isSettled = true;
    let kept = 0;
    for (let index = 0; index < sum.length; index++) {
      const part = sum[index]!;
      let head = carried + part;
      let error = sumError(carried, part);
      // Half-way between two doubles, what lies below decides.
      const next = head + 2 * error;
      if (next - head === 2 * error && Math.sign(error) === Math.sign(sum[index + 1]!)) {
        head = next;
        error = -error;
      }
      // Not so of NaN, which would never settle.
      if (carried !== 0 && Math.abs(head - carried) > 0) isSettled = false;
      if (error !== 0) sum[kept++] = head;
      carried = error || head;
    }
    // Setting the length would cost more than all the rest.
    while (sum.length > kept) sum.pop();
    if (carried !== 0) sum.push(carried);
  }
}

/** The double nearest to an exact sum. */
export function nearest(sum: ExactSum): number {
  return sum[0] ?? 0;
}

/** The double nearest to the exact sum of the terms. */
export function exactly(terms: Iterable<number>): number {
  return nearest(exactSum(terms));
}

/**
 * Adds `term + rest` to an exact sum: what exactSum gives, without its loops where three doubles hold the sum, which is
 * nearly always. It writes to the sum.
 */
export function plusExactly(sum: number[], term: number, rest: number): void {
  const { length } = sum;
  if (length < 4) {
    const high = length > 0 ? sum[0]! : 0;
    const middle = length > 1 ? sum[1]! : 0;
    const low = length > 2 ? sum[2]! : 0;
    // sumError in full throughout: an engine that runs out of patience before it is inlined would box every number.
    const highest = high + term;
    let seen = highest - high;
    const error = high - (highest - seen) + (term - seen);
    const between = middle + error;
    seen = between - middle;
    const lower = middle - (between - seen) + (error - seen);
    const both = between + rest;
    seen = both - between;
    const lowerToo = between - (both - seen) + (rest - seen);
    const least = low + lower;
    const lowest = least + lowerToo;
    const tail = both + lowest;
    seen = tail - both;
    const tailRest = both - (tail - seen) + (lowest - seen);
    const head = highest + tail;
    seen = head - highest;
    const headRest = highest - (head - seen) + (tail - seen);
    const second = headRest + tailRest;
    seen = second - headRest;
    const third = headRest - (second - seen) + (tailRest - seen);
    const isWhole = sumError(low, lower) === 0 && sumError(least, lowerToo) === 0;
    // Not so near to half-way between two doubles that what lies below might decide.
    if (isWhole && head + second * (1 + 2 ** -51) === head) {
      sum[0] = head;
      if (length > 1 || second !== 0) sum[1] = second;
      if (length > 2 || third !== 0) sum[2] = third;
      while (sum.length > 0 && sum[sum.length - 1] === 0) sum.pop();
      return;
    }
  }
  plus(sum, term);
  plus(sum, rest);
}

/** The exact sum of two exact sums; writes to neither. */
export function sumOfBoth(left: ExactSum, right: ExactSum): number[] {
  return exactSum([...left, ...right]);
}

/** What rounding takes from `left + right`, itself a double: the two together are exact. */
export function sumError(left: number, right: number): number {
  const sum = left + right;
  const seen = sum - left;
  return left - (sum - seen) + (right - seen);
}

/** What rounding takes from `left * right`, itself a double as long as nothing overflows or underflows. */
export function productError(left: number, right: number): number {
  const leftHigh = upperHalf(left);
  const leftLow = left - leftHigh;
  const rightHigh = upperHalf(right);
  const rightLow = right - rightHigh;
  return leftLow * rightLow - (left * right - leftHigh * rightHigh - leftLow * rightHigh - leftHigh * rightLow);
}

/** The leading 26 bits of a double. */
function upperHalf(number: number): number {
  const scaled = SPLITTER * number;
  return scaled - (scaled - number);
}

/** The exact sum of `sum` and `left` times `right`; writes to none of them. */
export function sumWithProduct(sum: ExactSum, left: ExactSum, right: ExactSum): number[] {
  return exactSum([...sum, ...left.flatMap((a) => right.flatMap((b) => [a * b, productError(a, b)]))]);
}
