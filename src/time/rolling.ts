import type { Metric, Reading, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { countParts, type PeriodReading, type PeriodResult } from "./period-tallies.ts";
import { tallyQueue } from "./tally-queue.ts";

/**
 * How long a rolling window is: so many periods, or so many milliseconds.
 *
 * @category Time
 */
export type RollingWindow =
  | {
      /** How many periods a window lasts, 1 or more. */
      readonly periods: number;
      /** Not given. */
      readonly duration?: undefined;
    }
  | {
      /** How many milliseconds a window lasts, 1 or more. */
      readonly duration: number;
      /** Not given. */
      readonly periods?: undefined;
    };

/**
 * Measures windows that roll over time: at the end of every period of the calendar, the last so many periods (28 days) or
 * the last so many milliseconds. One pass, one tally a part; windows are merged from the parts that they share, at a cost
 * that does not grow with their length.
 *
 * Windows overlap: their results are dependent, and a comparison of neighbours is no comparison of two samples.
 *
 * @param metric - What to measure.
 * @param items - The observations, or rows with `options.value`: any iterable, in any order, read once.
 * @param options - `periods` or `duration`, how long a window is; all else as `measureByPeriod` takes it.
 * @returns The windows, half-open, in order of their ends, each with its result: for every period of `measureByPeriod`
 *   the window that ends with it, but for those that would begin before the first period.
 * @throws TypeError or RangeError as `measureByPeriod` does, or if the window has not one length, a whole number above 0.
 *
 * @example
 * ```ts
 * const rows = [{ day: 1, score: 10 }, { day: 2, score: 3 }, { day: 4, score: 9 }]
 * const windows = rolling(npsMetric(), rows, {
 *   at: (row) => Date.UTC(2015, 0, row.day),
 *   every: "day",
 *   timeZone: "UTC",
 *   periods: 2,
 *   value: (row) => row.score,
 * })
 * windows.map(({ result }) => result.score) // => [0, -100, 100]
 * ```
 *
 * @category Time
 */
export function rolling<Observation, Tally, Result>(
  metric: Metric<Observation, Tally, Result>,
  items: Iterable<Observation>,
  options: RollingWindow & PeriodReading<NoInfer<Observation>> & Weighing<NoInfer<Observation>>,
): PeriodResult<Result>[];
export function rolling<Item, Observation, Tally, Result>(
  metric: Metric<Observation, Tally, Result>,
  items: Iterable<Item>,
  options: RollingWindow & PeriodReading<Item> & RowReading<Item, Observation>,
): PeriodResult<Result>[];
export function rolling<Item, Observation, Tally, Result>(
  metric: Metric<Observation, Tally, Result>,
  items: Iterable<Item>,
  options: RollingWindow & PeriodReading<Item> & Reading<Item, Observation>,
): PeriodResult<Result>[] {
  const { periods: count, duration } = options ?? {};
  if ((count === undefined) === (duration === undefined)) {
    throw new TypeError("a rolling window must have periods or duration, one of the two");
  }
  requireLength("periods", count);
  requireLength("duration", duration);
  const counted = countParts(metric, items, options, (find) => {
    if (duration === undefined) return (at) => find(at).start;
    // Windows begin and end only here: no item in between enters or leaves without its neighbours.
    return (at) => Math.max(find(at).start, find(at + duration).start - duration);
  });
  const { periods, tallies, isComplete } = counted;
  const parts = [...tallies].sort(([left], [right]) => left - right);
  const queue = tallyQueue(metric);
  let entered = 0;
  let left = 0;
  const results: PeriodResult<Result>[] = [];
  for (const [index, { end }] of periods.entries()) {
    const start = duration === undefined ? periods[index - count! + 1]?.start : end - duration;
    for (; entered < parts.length && parts[entered]![0] < end; entered++) queue.push(parts[entered]![1]);
    if (start === undefined || start < periods[0]!.start) continue;
    for (; left < entered && parts[left]![0] < start; left++) queue.shift();
    const window = { start, end };
    results.push({ ...window, result: metric.read(queue.total()), complete: isComplete(window) });
  }
  return results;
}

function requireLength(name: string, length: number | undefined): void {
  // Three thousand years of milliseconds: the sum with an instant is still exact.
  if (length === undefined || (Number.isInteger(length) && length >= 1 && length <= 1e14)) return;
  throw refusal(`${name} must be a whole number from 1 to 100000000000000`, length);
}
