import { GATHERED } from "./value-sums.ts";

/** The largest value: the square of a larger one, summed, would leave the doubles. */
export const LARGEST = 1e140;

/** What is done with the values gathered: the first `length` of a list, none above `largest` in size. */
type TakeValues = (values: Float64Array, length: number, largest: number) => void;

/** The value, if it is one, or a refusal. */
type RequireValue = (value: unknown, index: number) => number;

/**
 * Gathers the values of items, from `least` to 1e140, and hands them over some two thousand at a time. Each kind of
 * input has a loop of its own, because one loop that has seen every kind is many times slower.
 *
 * @returns The number of items without a value: null or undefined.
 */
export function gather<Item>(
  items: Iterable<Item>,
  value: ((item: Item, index: number) => unknown) | undefined,
  least: number,
  require: RequireValue,
  take: TakeValues,
): number {
  const isArray = Array.isArray(items);
  if (value !== undefined) return (isArray ? gatherRows : gatherEach)(items as Item[], least, require, take, value);
  if (isArray) return gatherNumbers(items, least, require, take);
  const isTyped = ArrayBuffer.isView(items) && typeof (items as unknown as unknown[])[0] !== "bigint";
  return (isTyped ? gatherTyped : gatherEach)(items as never, least, require, take);
}

function gatherTyped(items: Float64Array, least: number, require: RequireValue, take: TakeValues): number {
  const gathered = new Float64Array(GATHERED);
  for (let from = 0; from < items.length; from += GATHERED) {
    const part = items.subarray(from, from + GATHERED);
    gathered.set(part);
    let largest = 0;
    let isSound = true;
    for (let i = 0; i < part.length; i++) {
      const number = gathered[i]!;
      const size = Math.abs(number);
      if (!(number >= least)) isSound = false;
      if (size > largest) largest = size;
    }
    if (!isSound || largest > LARGEST) for (let i = 0; i < part.length; i++) require(gathered[i], from + i);
    take(gathered, part.length, largest);
  }
  return 0;
}

function gatherNumbers(items: readonly unknown[], least: number, require: RequireValue, take: TakeValues): number {
  const gathered = new Float64Array(GATHERED);
  let [length, largest, missing] = [0, 0, 0];
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (item === null || item === undefined) missing++;
    else {
      const number = typeof item === "number" && item >= least && item <= LARGEST ? item : require(item, i);
      gathered[length++] = number;
      largest = Math.max(largest, Math.abs(number));
      if (length === GATHERED) {
        take(gathered, length, largest);
        length = largest = 0;
      }
    }
  }
  take(gathered, length, largest);
  return missing;
}

function gatherRows<Item>(
  rows: readonly Item[],
  least: number,
  require: RequireValue,
  take: TakeValues,
  value: (row: Item, index: number) => unknown,
): number {
  const gathered = new Float64Array(GATHERED);
  let [length, largest, missing] = [0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    const item = value(rows[i]!, i);
    if (item === null || item === undefined) missing++;
    else {
      const number = typeof item === "number" && item >= least && item <= LARGEST ? item : require(item, i);
      gathered[length++] = number;
      largest = Math.max(largest, Math.abs(number));
      if (length === GATHERED) {
        take(gathered, length, largest);
        length = largest = 0;
      }
    }
  }
  take(gathered, length, largest);
  return missing;
}

function gatherEach<Item>(
  items: Iterable<Item>,
  _least: number,
  require: RequireValue,
  take: TakeValues,
  value?: (item: Item, index: number) => unknown,
): number {
  const gathered = new Float64Array(GATHERED);
  let [length, largest, missing, index] = [0, 0, 0, 0];
  for (const item of items) {
    const read = value === undefined ? item : value(item, index);
    if (read === null || read === undefined) missing++;
    else {
      const number = require(read, index);
      gathered[length++] = number;
      largest = Math.max(largest, Math.abs(number));
      if (length === GATHERED) {
        take(gathered, length, largest);
        length = largest = 0;
      }
    }
    index++;
  }
  take(gathered, length, largest);
  return missing;
}
