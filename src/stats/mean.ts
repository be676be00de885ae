import { addOneByOne, readEach } from "../tally/add-each.ts";
import { requireSame } from "../tally/identity.ts";
import type { Metric, Reading, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { gather, isShortList } from "./gather.ts";
import { addToMean, type MeanResult, type MeanTally, mergeMeans, noMean, readMean } from "./mean-tally.ts";
import { addValues, GATHERED, isWeighted, LARGEST, largestOf } from "./value-sums.ts";

const OF = "mean";

/**
 * The mean of a sample, from exact sums: 0.1 + 0.2 + 0.3 in any order, split in any way, is one number.
 *
 * @param values - Finite numbers of at most 1e140 in size, in any unit; `null` and `undefined` are counted as missing.
 * @param options - `weight`, a value's weight, 0 or more; `value`, where the items are rows.
 * @returns The mean in the unit of the values, its spread and what was counted; `mean: null` of an empty sample.
 * @throws TypeError or RangeError if a value is not a finite number, with its index.
 *
 * @example
 * ```ts
 * mean([2, 4, 9]).mean // => 5
 * mean([1e9 + 1, 1e9 + 2, 1e9 + 3]).variance // => 1
 * mean([]).mean // => null
 * ```
 *
 * @category Mean
 */
export function mean(
  values: Iterable<number | null | undefined>,
  options?: Weighing<number | null | undefined>,
): MeanResult;
export function mean<Row>(rows: Iterable<Row>, options: RowReading<Row, number | null | undefined>): MeanResult;
export function mean<Row>(
  items: Iterable<Row>,
  options?: Partial<RowReading<Row, number | null | undefined>>,
): MeanResult {
  return readEach(meanMetric(), items, options);
}

/**
 * The mean as a metric, for streams, groups and parts; see `mean`.
 *
 * @returns A metric whose tallies merge into the tally of the whole; the mean of an empty tally is `null`.
 *
 * @example
 * ```ts
 * measureBy(meanMetric(), [1, 2, 3, 4], (n) => n % 2).get(0)?.mean // => 3
 * ```
 *
 * @category Mean
 */
export function meanMetric(): Metric<number | null | undefined, MeanTally, MeanResult> {
  return {
    empty: () => noMean(OF),
    add,
    addAll,
    merge: (left, right) => {
      requireSame(left, OF);
      requireSame(right, OF);
      return mergeMeans(left, right);
    },
    read: (tally) => {
      requireSame(tally, OF);
      return { ...readMean(tally), definition: { metric: "mean" } };
    },
  };
}

function add(tally: MeanTally, value: number | null | undefined, weight?: number, index?: number): MeanTally {
  requireSame(tally, OF);
  addToMean(tally, value, weight, index, requireValue);
  return tally;
}

function addAll<Item>(
  tally: MeanTally,
  items: Iterable<Item>,
  { value, weight }: Reading<Item, number | null | undefined>,
): MeanTally {
  requireSame(tally, OF);
  // A copy, so that a count that fails leaves what there was.
  const counted = mergeMeans(noMean(OF), tally);
  if (weight || isWeighted(tally.sums) || isShortList(items))
    return addOneByOne(add, counted, items, { value, weight });
  if (items instanceof Float64Array && !value) return addDoubles(counted, items);
  counted.missing += gather(items, value, -LARGEST, requireValue, (values, length, least, most) => {
    addValues(counted.sums, values, length, Math.max(-least, most));
    counted.count += length;
  });
  return counted;
}

/** Counts doubles where they are, in half the time that gathering them takes. */
function addDoubles(tally: MeanTally, items: Float64Array): MeanTally {
  for (let from = 0; from < items.length; from += GATHERED) {
    const values = items.subarray(from, from + GATHERED);
    const largest = largestOf(values);
    // Not so of NaN.
    if (!(largest <= LARGEST))
      for (const [index, value] of values.entries()) requireValue(value, LARGEST, from + index);
    addValues(tally.sums, values, values.length, largest);
    tally.count += values.length;
  }
  return tally;
}

function requireValue(value: unknown, largest: number, index?: number): number {
  if (typeof value === "number" && Math.abs(value) <= largest) return value;
  throw refusal(`value must be a finite number of at most ${largest} in size`, value, index);
}
