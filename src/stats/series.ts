import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { exactSum } from "./exact-sum.ts";
import { LARGEST, momentsOf } from "./value-sums.ts";

/** The values of a series, one a period, in their order. */
export function seriesOf(values: Iterable<number>, name = "values"): Float64Array {
  requireIterable(values, name);
  const series: number[] = [];
  for (const value of values) {
    if (!(typeof value === "number" && Math.abs(value) <= LARGEST)) {
      throw refusal(`value must be a finite number of at most ${LARGEST} in size`, value, series.length);
    }
    // Adding 0 turns −0 into 0.
    series.push(value + 0);
  }
  return Float64Array.from(series);
}

/**
 * The mean of one or more values, from their exact sum: that of equal values is that value. Of moving ranges too, which
 * may be twice as large as values; so no squares are summed.
 */
export function meanOfSeries(values: Float64Array): number {
  return momentsOf({ count: values.length, sums: [exactSum(values), []] }).mean!;
}

/** The median of one or more values that rise. */
export function medianOfSorted(sorted: Float64Array): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : sorted[middle - 1]! / 2 + sorted[middle]! / 2;
}
