import { sameKey } from "../tally/same-key.ts";
import { pairNumbers } from "./pair-numbers.ts";

/**
 * Numbers keys from 1 in the order in which they come; a key that is `null` or `undefined`, or an array with such a
 * part, is 0. Keys are the same as a `Map` has them; arrays are where their parts are, and an array of one part is that
 * part.
 */
export function grouping(): (key: unknown) => number {
  const keys = new Map<unknown, number>();
  // The parts after the first: numbered by themselves, and then together with the number of what stands before them.
  const parts = new Map<unknown, number>();
  const same = sameKey();
  let count = 0;
  const pairNumber = pairNumbers(() => ++count);
  const numberIn = (numbers: Map<unknown, number>, key: unknown): number => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    count++;
    numbers.set(key, count);
    return count;
  };
  return (key) => {
    const list: readonly unknown[] | undefined = Array.isArray(key) ? key : undefined;
    const first = same(list ? list[0] : key);
    if (first === null || first === undefined) return 0;
    let number = numberIn(keys, first);
    for (let i = 1; list && i < list.length; i++) {
      const part = same(list[i]);
      if (part === null || part === undefined) return 0;
      number = pairNumber(number, numberIn(parts, part));
    }
    return number;
  };
}
