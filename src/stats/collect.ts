import { requireFunction } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import { requireFinite } from "./finite.ts";

/**
 * How a value is read from an item.
 *
 * @category Statistics
 */
export interface ValueOf<Item> {
  /** The value of an item; where it is not given, the item is the value. */
  readonly value?: ((item: Item, index: number) => number | null | undefined) | undefined;
}

/**
 * The same where the items are rows: a value must be read from them.
 *
 * @category Statistics
 */
export interface RowValue<Row> extends ValueOf<Row> {
  /** The value of a row. */
  readonly value: (row: Row, index: number) => number | null | undefined;
}

/** The values of items, without those that have none, all finite. */
export function collect<Item>(items: Iterable<Item>, value: ValueOf<Item>["value"]): Float64Array {
  const values = collectUnchecked(items, value);
  requireAllFinite(values);
  return values;
}

/** The same, but that the values of a typed array are not looked at, nor copied where they need not be. */
export function collectUnchecked<Item>(items: Iterable<Item>, value: ValueOf<Item>["value"]): Float64Array {
  requireIterable(items);
  if (value !== undefined) requireFunction("value", value);
  if (value === undefined && ArrayBuffer.isView(items) && typeof (items as unknown as Item[])[0] !== "bigint") {
    return items instanceof Float64Array ? items : Float64Array.from(items as unknown as Iterable<number>);
  }
  return Array.isArray(items) && value === undefined ? collectNumbers(items) : collectEach(items, value);
}

/** Refuses values of a typed array that are not finite. */
export function requireAllFinite(values: Float64Array): void {
  for (let index = 0; index < values.length; index++) {
    const number = values[index]!;
    if (number - number !== 0) requireFinite(number, index);
  }
}

function collectNumbers(items: readonly unknown[]): Float64Array {
  const values = new Float64Array(items.length);
  let length = 0;
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (typeof item === "number" && item - item === 0) values[length++] = item;
    else if (item !== null && item !== undefined) requireFinite(item, index);
  }
  return values.subarray(0, length);
}

function collectEach<Item>(items: Iterable<Item>, value: ValueOf<Item>["value"]): Float64Array {
  const values: number[] = [];
  let index = 0;
  for (const item of items) {
    const read = value === undefined ? (item as number | null | undefined) : value(item, index);
    if (read !== null && read !== undefined) values.push(requireFinite(read, index));
    index++;
  }
  return Float64Array.from(values);
}
