import { GATHERED, LARGEST } from "./value-sums.ts";

/** What is done with the values gathered: the first `length` of a list, 1 or more, from `least` to `most`. */
type TakeValues = (values: Float64Array, length: number, least: number, most: number) => void;

/** The value, if it is one of at most `largest` in size, or a refusal. */
export type RequireValue = (value: unknown, largest: number, index?: number) => number;

/** Whether items are so few that they are best counted one by one. */
export function isShortList(items: Iterable<unknown>): boolean {
  return isList(items) && items.length < GATHERED;
}

/**
 * Gathers the values of items and hands them over some two thousand at a time. What is no list is first put into lists, which
 * are read many times faster.
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
  const values = new Float64Array(GATHERED);
  if (isList(items)) return gatherList(items, 0, values, value, lowest, requireValue, take);
  let missing = 0;
  let index = 0;
  let list: Item[] = [];
  for (const item of items) {
    if (list.push(item) < GATHERED) continue;
    missing += gatherList(list, index, values, value, lowest, requireValue, take);
    index += GATHERED;
    list = [];
  }
  return missing + gatherList(list, index, values, value, lowest, requireValue, take);
}

/** The same of a list that follows `before` other items. */
function gatherList<Item>(
  items: ArrayLike<Item>,
  before: number,
  values: Float64Array,
  value: ((item: Item, index: number) => unknown) | undefined,
  lowest: number,
  requireValue: RequireValue,
  take: TakeValues,
): number {
  let missing = 0;
  for (let from = 0; from < items.length; from += GATHERED) {
    const to = Math.min(from + GATHERED, items.length);
    let length = 0;
    let least = Infinity;
    let most = -Infinity;
    for (let index = from; index < to; index++) {
      const read: unknown = value ? value(items[index]!, before + index) : items[index];
      if (typeof read === "number" && read >= lowest && read <= LARGEST) {
        values[length++] = read;
        least = Math.min(least, read);
        most = Math.max(most, read);
      } else if (read === null || read === undefined) missing++;
      else requireValue(read, LARGEST, before + index);
    }
    if (length > 0) take(values, length, least, most);
  }
  return missing;
}

function isList<Item>(items: Iterable<Item>): items is Iterable<Item> & ArrayLike<Item> {
  return Array.isArray(items) || ArrayBuffer.isView(items);
}
