import { GATHERED, LARGEST } from "./value-sums.ts";

/** What is done with the values gathered: the first `length` of a list, none above `largest` in size. */
type TakeValues = (values: Float64Array, length: number, largest: number) => void;

/** The value, if it is one of at most `largest` in size, or a refusal. */
export type RequireValue = (value: unknown, largest: number, index?: number) => number;

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
  requireValue: RequireValue,
  take: TakeValues,
): number {
  if (Array.isArray(items)) return gatherListed(items, least, requireValue, take, value);
  // Not so big integers, with which no arithmetic mixes.
  if (value === undefined && ArrayBuffer.isView(items) && typeof (items as unknown as unknown[])[0] !== "bigint") {
    return gatherTyped(items as unknown as Float64Array, least, requireValue, take);
  }
  return gatherEach(items, requireValue, take, value);
}

function gatherTyped(items: Float64Array, least: number, requireValue: RequireValue, take: TakeValues): number {
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
    if (!isSound || largest > LARGEST)
      for (let i = 0; i < part.length; i++) requireValue(gathered[i], LARGEST, from + i);
    take(gathered, part.length, largest);
  }
  return 0;
}

function gatherListed<Item>(
  items: readonly Item[],
  least: number,
  requireValue: RequireValue,
  take: TakeValues,
  value?: (item: Item, index: number) => unknown,
): number {
  const gathered = new Float64Array(GATHERED);
  let length = 0;
  let largest = 0;
  let missing = 0;
  for (let i = 0; i < items.length; i++) {
    const item: unknown = value === undefined ? items[i] : value(items[i]!, i);
    if (item === null || item === undefined) missing++;
    else {
      const number =
        typeof item === "number" && item >= least && item <= LARGEST ? item : requireValue(item, LARGEST, i);
      gathered[length++] = number;
      largest = Math.max(largest, Math.abs(number));
      if (length === GATHERED) {
        take(gathered, length, largest);
        length = 0;
        largest = 0;
      }
    }
  }
  take(gathered, length, largest);
  return missing;
}

function gatherEach<Item>(
  items: Iterable<Item>,
  requireValue: RequireValue,
  take: TakeValues,
  value?: (item: Item, index: number) => unknown,
): number {
  const gathered = new Float64Array(GATHERED);
  let length = 0;
  let largest = 0;
  let missing = 0;
  let index = 0;
  for (const item of items) {
    const read = value === undefined ? item : value(item, index);
    if (read === null || read === undefined) missing++;
    else {
      const number = requireValue(read, LARGEST, index);
      gathered[length++] = number;
      largest = Math.max(largest, Math.abs(number));
      if (length === GATHERED) {
        take(gathered, length, largest);
        length = 0;
        largest = 0;
      }
    }
    index++;
  }
  take(gathered, length, largest);
  return missing;
}
