import type { Metric, Reading, RowReading, Weighing } from "../tally/metric.ts";
import { countParts, type PeriodReading, type PeriodResult } from "./period-tallies.ts";

/**
 * Measures every period of the calendar: each hour, day, ISO week, month, quarter or year in a time zone, one after the
 * other, those without items too.
 *
 * @param metric - What to measure.
 * @param items - The observations, or rows with `options.value`: any iterable, in any order, read once.
 * @param options - `at`, when an item came about; `every`, how long a period is; `timeZone`, whose calendar it is; `from`
 *   and `to`, what is measured, half-open; `asOf`, until when the items are known; `outside`, what becomes of items outside
 *   of these (`"reject"`, an error, or `"exclude"`); `value`, an item's observation; `weight`, an item's weight, 0 or more.
 * @returns The periods, half-open, in order and without a gap, with the result of each: all that `from` and `to` touch, by
 *   default from the first with an item to the last with one, or to `asOf`; of no items and no bounds, none.
 * @throws TypeError or RangeError if an option or a moment is none, an item is outside under `outside: "reject"`, or there
 *   would be more than about a million periods; as the metric's `add` does, with the item's index.
 *
 * @example
 * ```ts
 * const rows = [
 *   { at: zonedInstant("2015-01-31 23:59", "America/New_York"), recommend: 10 },
 *   { at: zonedInstant("2015-03-08 12:00", "America/New_York"), recommend: 3 },
 * ]
 * const months = measureByPeriod(npsMetric(), rows, {
 *   at: (row) => row.at,
 *   every: "month",
 *   timeZone: "America/New_York",
 *   value: (row) => row.recommend,
 * })
 * months.map(({ result }) => result.score) // => [100, null, -100]
 * months[1]?.start === months[0]?.end // => true
 * ```
 *
 * @category Time
 */
export function measureByPeriod<Observation, Tally, Result>(
  metric: Metric<Observation, Tally, Result>,
  items: Iterable<Observation>,
  options: PeriodReading<NoInfer<Observation>> & Weighing<NoInfer<Observation>>,
): PeriodResult<Result>[];
export function measureByPeriod<Item, Observation, Tally, Result>(
  metric: Metric<Observation, Tally, Result>,
  items: Iterable<Item>,
  options: PeriodReading<Item> & RowReading<Item, Observation>,
): PeriodResult<Result>[];
export function measureByPeriod<Item, Observation, Tally, Result>(
  metric: Metric<Observation, Tally, Result>,
  items: Iterable<Item>,
  options: PeriodReading<Item> & Reading<Item, Observation>,
): PeriodResult<Result>[] {
  const { periods, tallies, isComplete } = countParts(metric, items, options, (find) => find);
  return periods.map((period) => {
    const tally = tallies.get(period) ?? metric.empty();
    return { start: period.start, end: period.end, result: metric.read(tally), complete: isComplete(period) };
  });
}
