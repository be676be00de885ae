import { GATHERED, LARGEST } from "./value-sums.ts";

/** What is done with the values gathered: the first `length` of a list, from `least` to `most`. */
type TakeValues = (values: Float64Array, length: number, least: number, most: number) => void;

/** The value, if it is one of at most `largest` in size, or a refusal. */
export type RequireValue = (value: unknown, largest: number, index?: number) => number;

/** Whether items are so few that they are best counted one by one. */
export function isShortList(items: Iterable<unknown>): boolean {
  return isList(items) && items.length < GATHERED;
}

/**
 * Gathers the values of items, from `lowest` to 1e140, and hands them over some two thousand at a time. Each kind of input has a loop of its own,
 * because one loop that has seen every kind is many times slower.
 *
 * @returns The number of items without a value: null or undefined.
 */
export function gather<Item>(
  items: Iterable<Item>,
  value: ((item: Item, index: number) => unknown) | undefined,
  lowest: number,
  requireValue: RequireValue,
  take: TakeValues,
): number {
  const gathered = new Float64Array(GATHERED);
  if (!isList(items)) return gatherEach(items, gathered, value, requireValue, take);
  // Not so big integers, with which no arithmetic mixes.
  const isTyped = value === undefined && !Array.isArray(items) && typeof items[0] === "number";
  let missing = 0;
  for (let from = 0; from < items.length; from += GATHERED) {
    const to = Math.min(from + GATHERED, items.length);
    let length = to - from;
    if (isTyped) gathered.set((items as unknown as Float64Array).subarray(from, to));
    else {
      length = copyValues(items, from, to, gathered, value, lowest, requireValue);
      missing += to - from - length;
    }
    const [least, most] = rangeOf(gathered, length);
    // Of NaN in a typed array, neither holds; copying one by one finds it.
    if (!(least >= lowest && most <= LARGEST)) copyValues(items, from, to, gathered, value, lowest, requireValue);
    if (length > 0) take(gathered, length, least, most);
  }
  return missing;
}

function gatherEach<Item>(
  items: Iterable<Item>,
  gathered: Float64Array,
  value: ((item: Item, index: number) => unknown) | undefined,
  requireValue: RequireValue,
  take: TakeValues,
): number {
  let length = 0;
  let index = 0;
  let missing = 0;
  for (const item of items) {
    const read: unknown = value === undefined ? item : value(item, index);
    if (read === null || read === undefined) missing++;
    else gathered[length++] = requireValue(read, LARGEST, index);
    index++;
    if (length === GATHERED) {
      take(gathered, length, ...rangeOf(gathered, length));
      length = 0;
    }
  }
  if (length > 0) take(gathered, length, ...rangeOf(gathered, length));
  return missing;
}

/** Copies the values of items to a list; how many there are. */
function copyValues<Item>(
  items: ArrayLike<Item>,
  from: number,
  to: number,
  gathered: Float64Array,
  value: ((item: Item, index: number) => unknown) | undefined,
  lowest: number,
  requireValue: RequireValue,
): number {
  let length = 0;
  for (let index = from; index < to; index++) {
    const read: unknown = value === undefined ? items[index] : value(items[index]!, index);
    if (typeof read === "number" && read >= lowest && read <= LARGEST) gathered[length++] = read;
    else if (read !== null && read !== undefined) gathered[length++] = requireValue(read, LARGEST, index);
  }
  return length;
}

/** The least and the most of the first `length` values; of NaN among them, NaN. */
function rangeOf(values: Float64Array, length: number): [least: number, most: number] {
  let least = Infinity;
  let most = -Infinity;
  for (let index = 0; index < length; index++) {
    least = Math.min(least, values[index]!);
    most = Math.max(most, values[index]!);
  }
  return [least, most];
}

function isList<Item>(items: Iterable<Item>): items is Iterable<Item> & ArrayLike<Item> {
  return Array.isArray(items) || ArrayBuffer.isView(items);
}
