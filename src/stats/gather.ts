import { GATHERED, LARGEST } from "./value-sums.ts";

/** What is done with the values gathered: the first `length` of a list, from `least` to `most`. */
type TakeValues = (values: Float64Array, length: number, least: number, most: number) => void;

/** The value, if it is one of at most `largest` in size, or a refusal. */
export type RequireValue = (value: unknown, largest: number, index?: number) => number;

/** Whether items are a list that is long enough to be gathered rather than counted one by one. */
export function isLongList<Item>(items: Iterable<Item>): items is Iterable<Item> & ArrayLike<Item> {
  return (Array.isArray(items) || ArrayBuffer.isView(items)) && (items as unknown as Item[]).length >= GATHERED;
}

/**
 * Gathers the values of items, from `lowest` to 1e140, and hands them over some two thousand at a time. Typed arrays and
 * other lists are copied by loops of their own, because one loop that has seen every kind is many times slower.
 *
 * @returns The number of items without a value: null or undefined.
 */
export function gather<Item>(
  items: ArrayLike<Item>,
  value: ((item: Item, index: number) => unknown) | undefined,
  lowest: number,
  requireValue: RequireValue,
  take: TakeValues,
): number {
  const gathered = new Float64Array(GATHERED);
  // Not so big integers, with which no arithmetic mixes.
  const isTyped = value === undefined && ArrayBuffer.isView(items) && typeof items[0] === "number";
  let missing = 0;
  for (let from = 0; from < items.length; from += GATHERED) {
    const to = Math.min(from + GATHERED, items.length);
    let length = to - from;
    if (isTyped) gathered.set((items as unknown as Float64Array).subarray(from, to));
    else {
      length = copyValues(items, from, to, gathered, value, lowest, requireValue);
      missing += to - from - length;
    }
    let least = Infinity;
    let most = -Infinity;
    for (let index = 0; index < length; index++) {
      least = Math.min(least, gathered[index]!);
      most = Math.max(most, gathered[index]!);
    }
    // Of NaN, neither holds.
    if (!(least >= lowest && most <= LARGEST)) {
      for (let index = 0; index < length; index++) requireValue(gathered[index], LARGEST, from + index);
    }
    if (length > 0) take(gathered, length, least, most);
  }
  return missing;
}

/** Copies the values of items to a list; how many there are. */
function copyValues<Item>(
  items: ArrayLike<Item>,
  from: number,
  to: number,
  values: Float64Array,
  value: ((item: Item, index: number) => unknown) | undefined,
  lowest: number,
  requireValue: RequireValue,
): number {
  let length = 0;
  for (let index = from; index < to; index++) {
    const item: unknown = value === undefined ? items[index] : value(items[index]!, index);
    if (typeof item === "number" && item >= lowest && item <= LARGEST) values[length++] = item;
    else if (item !== null && item !== undefined) values[length++] = requireValue(item, LARGEST, index);
  }
  return length;
}
