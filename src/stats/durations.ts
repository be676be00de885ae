import type { Reading, RowReading } from "../tally/metric.ts";
import { requireReading } from "../tally/reading.ts";
import { type DurationsResult, type DurationsUnit, readDurations, requireDuration, widen } from "./durations-result.ts";
import { gather } from "./gather.ts";
import { addToMean, type MeanTally, noMean } from "./mean-tally.ts";
import { quantilesOf } from "./quantile.ts";
import { addValues } from "./value-sums.ts";
import { inOrder, weightedQuantileOf } from "./weighted-quantile.ts";

/**
 * Durations in hand: exact mean and spread, median and 90th percentile of type 7, shortest and longest. For streams, groups and
 * parts there is `durationsMetric`, whose quantiles are a sketch's and all else the same.
 *
 * @param items - Durations of 0 or more, in any one unit; `null` and `undefined` are counted as missing.
 * @param options - `unit`, the name of the unit; `weight`, a duration's weight, 0 or more, by which mean and quantiles are
 *   then weighted (`weightedQuantile`); `value`, where the items are rows.
 * @returns Mean, median and the rest in the unit of the durations; each `null` of an empty sample.
 * @throws TypeError or RangeError if a duration is negative, not finite or above 1e140 (1e70 with weights), with its index.
 *
 * @example
 * ```ts
 * durations([30, 45, 60, 600]) // => { mean: 183.75, median: 52.5, minimum: 30, maximum: 600, quantileError: 0, count: 4, … }
 * durations([30, 45, 60, 600]).p90 // ~> 438
 * durations([]).median // => null
 * durations([30, -5]) // throws RangeError "duration must be a number from 0 to 1e+140, got -5 at index 1"
 * ```
 *
 * @category Durations
 */
export function durations(
  items: Iterable<number | null | undefined>,
  options?: DurationsUnit & Omit<Reading<number | null | undefined, unknown>, "value">,
): DurationsResult;
export function durations<Row>(
  rows: Iterable<Row>,
  options: DurationsUnit & RowReading<Row, number | null | undefined>,
): DurationsResult;
export function durations<Row>(
  items: Iterable<Row>,
  options?: DurationsUnit & Partial<RowReading<Row, number | null | undefined>>,
): DurationsResult {
  const { unit, value, weight } = options ?? {};
  requireReading(items, { value, weight });
  const tally: Counted = { ...noMean("durations"), minimum: null, maximum: null };
  const quantile = weight ? weigh(tally, items, value, weight) : keep(tally, items, value);
  const definition = {
    metric: "durations",
    quantiles: weight ? "weighted" : "type-7",
    precision: null,
    unit: unit ?? null,
  } as const;
  return readDurations(tally, quantile, 0, definition);
}

/** How durations are read from items. */
type Value<Item> = Reading<Item, number | null | undefined>["value"];

/** What is counted of durations, besides their quantiles. */
type Counted = MeanTally & Parameters<typeof widen>[0];

/** How quantiles of durations are found. */
type Quantile = (p: number) => number | null;

/** Counts durations; how their quantiles are found. */
function keep<Item>(tally: Counted, items: Iterable<Item>, value: Value<Item>): Quantile {
  const list = Array.isArray(items) || ArrayBuffer.isView(items) ? (items as readonly Item[]) : [...items];
  const kept = new Float64Array(list.length);
  tally.missing = gather(list, value, 0, requireDuration, (durations, length, shortest, longest) => {
    addValues(tally.sums, durations, length, longest);
    widen(tally, shortest, longest);
    kept.set(durations.subarray(0, length), tally.count);
    tally.count += length;
  });
  const shares = [0.5, 0.9];
  const found = quantilesOf(kept.subarray(0, tally.count), shares, 7)!;
  return (p) => found[shares.indexOf(p)]!;
}

/** Counts durations with their weights; how their quantiles are found. */
function weigh<Item>(
  tally: Counted,
  items: Iterable<Item>,
  value: Value<Item>,
  weight: (item: Item, index: number) => number,
): Quantile {
  const pairs: [duration: number, weight: number][] = [];
  let index = 0;
  for (const item of items) {
    const duration = value === undefined ? (item as number | null | undefined) : value(item, index);
    const weighs = weight(item, index);
    if (addToMean(tally, duration, weighs ?? Number.NaN, index, requireDuration)) {
      pairs.push([duration!, weighs]);
      widen(tally, duration!, duration!);
    }
    index++;
  }
  const sample = inOrder(pairs);
  return (p) => weightedQuantileOf(sample, p, "middle");
}
