import { collect } from "./collect.ts";

/**
 * A sample of values, some of which may be missing.
 *
 * @category Mean
 */
export type Sample = Iterable<number | null | undefined>;

/** How the values of two samples lie among each other. */
export interface Placements {
  /** For each value of the first sample, how many of the second lie below it, ties counted half. */
  readonly first: readonly number[];
  /** For each value of the second sample, how many of the first lie below it, ties counted half. */
  readonly second: readonly number[];
  /** How many values of both samples are the same, for each value that is met. */
  readonly ties: readonly number[];
}

/** Places the values of two samples among each other. */
export function placements(first: Sample, second: Sample): Placements {
  const [a, b] = [collect(first, undefined).slice().sort(), collect(second, undefined).slice().sort()];
  const places: { readonly first: number[]; readonly second: number[]; readonly ties: number[] } = {
    first: [],
    second: [],
    ties: [],
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const value = j >= b.length || (i < a.length && a[i]! <= b[j]!) ? a[i]! : b[j]!;
    const [fromA, fromB] = [i, j];
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    for (let times = fromA; times < i; times++) places.first.push((fromB + j) / 2);
    for (let times = fromB; times < j; times++) places.second.push((fromA + i) / 2);
    places.ties.push(i - fromA + (j - fromB));
  }
  return places;
}

/** The sum of numbers. */
export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
