import { refusal } from "../tally/refusal.ts";

/** The next whole number from 0 to 2^32 − 1, all equally likely. */
export type Random = () => number;

/**
 * Numbers that look random and are the same for the same seed: xoshiro128**, its state filled by SplitMix64.
 *
 * @param seed - A whole number of at most 2^53 − 1 in size.
 * @throws TypeError or RangeError if the seed is none.
 *
 * @see Blackman & Vigna (2021), Scrambled Linear Pseudorandom Number Generators, ACM Transactions on Mathematical
 * Software 47(4); Steele, Lea & Flood (2014), Fast Splittable Pseudorandom Number Generators, OOPSLA.
 */
export function random(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw refusal("seed must be a whole number of at most 2^53 - 1 in size", seed);
  const split = splitMix(BigInt(seed));
  const words: number[] = [];
  for (const long of [split(), split()]) words.push(Number(long & 0xffffffffn), Number(long >> 32n));
  return xoshiro(words as [number, number, number, number]);
}

/** xoshiro128** from a state of four 32-bit words that are not all 0. */
export function xoshiro([first, second, third, fourth]: readonly [number, number, number, number]): Random {
  let [a, b, c, d] = [first | 0, second | 0, third | 0, fourth | 0];
  return () => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return result;
  };
}

/** SplitMix64: the next 64-bit number of a state that a constant is added to each time. */
export function splitMix(seed: bigint): () => bigint {
  let state = BigInt.asUintN(64, seed);
  return () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let mixed = BigInt.asUintN(64, (state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return mixed ^ (mixed >> 31n);
  };
}

/** A whole number from 0 to `end` − 1, all exactly equally likely; `end` from 1 to 2^32. */
export function drawBelow(next: Random, end: number): number {
  const width = Math.floor(4294967296 / end);
  for (;;) {
    // The few numbers at the top that would make some results likelier than others are drawn again.
    const place = Math.floor(next() / width);
    if (place < end) return place;
  }
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
