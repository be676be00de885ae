import { kaplanMeier, type SurvivalCurve } from "../stats/kaplan-meier.ts";
import { type ShareResult, type ShareTally, shareMetric } from "../stats/share.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { type HorizonOptions, outcomeWithin, requireHorizon, requireSpan } from "./happened-within.ts";

/**
 * A customer who left, and came back or has not. One who left twice is two of these.
 *
 * @category Win-back
 */
export interface Departure {
  /** When the customer left. */
  readonly churned: Instant;
  /** When the customer came back; `null` or `undefined` where that has not happened. */
  readonly back: Instant | null | undefined;
}

/**
 * The share of customers who left and came back.
 *
 * @category Win-back
 */
export interface WinBackResult extends Omit<ShareResult, "definition"> {
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "winBack";
    /** The horizon in milliseconds. */
    readonly within: number;
    /** The moment up to which is known who came back, in milliseconds since 1970-01-01T00:00Z. */
    readonly asOf: number;
  };
}

/**
 * Win-back rate: of the customers who left, the share who came back within a horizon. Only those are judged whose whole horizon has
 * passed; `winBackCurve` uses all.
 *
 * Who left twice counts twice. Where that is common, the departures of one customer are alike, and `clusteredShare` of
 * `happenedWithin` has the wider interval that is due.
 *
 * @param departures - When each customer left and came back; `null` and `undefined` are counted as missing.
 * @param options - `within`, the horizon in milliseconds; `asOf`, the moment up to which is known who came back; `weight`, 0 or
 *   more, such as the revenue lost; `value`, where the items are rows.
 * @returns The rate, 0 to 1, with numerator, denominator and pending; `rate: null` of an empty sample.
 * @throws TypeError or RangeError if a moment is none or out of order, with its index, or an option is none.
 *
 * @example
 * ```ts
 * const left = [
 *   { churned: 0, back: 20 }, { churned: 10, back: null }, { churned: 80, back: null }, { churned: 5, back: 95 },
 * ]
 * winBack(left, { within: 60, asOf: 100 }) // => { rate: 1 / 3, numerator: 1, denominator: 3, pending: 1, … }
 * winBack([], { within: 60, asOf: 100 }).rate // => null
 * ```
 *
 * @category Win-back
 */
export function winBack(
  departures: Iterable<Departure | null | undefined>,
  options: HorizonOptions & Weighing<Departure | null | undefined>,
): WinBackResult;
export function winBack<Row>(
  rows: Iterable<Row>,
  options: HorizonOptions & RowReading<Row, Departure | null | undefined>,
): WinBackResult;
export function winBack<Row>(
  items: Iterable<Row>,
  options: HorizonOptions & Partial<RowReading<Row, Departure | null | undefined>>,
): WinBackResult {
  return measure(winBackMetric(options), items, options as RowReading<Row, Departure>);
}

/**
 * The win-back rate as a metric, for streams, groups and parts; see `winBack`.
 *
 * @param options - `within` and `asOf`, as `winBack` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const left = [{ plan: "a", churned: 0, back: 20 }, { plan: "b", churned: 10, back: null }]
 * measureBy(winBackMetric({ within: 60, asOf: 100 }), left, (row) => row.plan).get("a")?.rate // => 1
 * ```
 *
 * @category Win-back
 */
export function winBackMetric(
  options: HorizonOptions,
): Metric<Departure | null | undefined, ShareTally, WinBackResult> {
  const horizon = requireHorizon(options);
  const { within, asOf } = horizon;
  const { empty, add, merge, read } = shareMetric({ rule: `winBack within ${within} as of ${asOf}` });
  return {
    empty,
    add: (tally, departure, weight, index) => {
      if (departure === null || departure === undefined) return add(tally, null, weight, index);
      const span = requireSpan(departure.churned, departure.back, asOf, DEPARTURE, index);
      return add(tally, outcomeWithin(span, horizon), weight, index);
    },
    merge,
    read: (tally) => ({ ...read(tally), definition: { metric: "winBack", within, asOf } }),
  };
}

/**
 * How many customers have not come back, by the time since they left: the Kaplan-Meier curve of those who left, the ones still
 * away counted for as long as they have been. 1 − survival at a time is the share won back by then.
 *
 * @param departures - When each customer left and came back.
 * @param options - `asOf`, the moment up to which is known who came back.
 * @returns The curve, in milliseconds since leaving; of nobody, no steps and `median: null`.
 * @throws TypeError or RangeError if a moment is none or out of order, with its index.
 *
 * @example
 * ```ts
 * const left = [
 *   { churned: 0, back: 20 }, { churned: 10, back: null }, { churned: 80, back: null }, { churned: 5, back: 95 },
 * ]
 * const away = winBackCurve(left, { asOf: 100 })
 * away // => { median: 90, count: 4, events: 2, censored: 2, … }
 * survivalAt(away, 60).survival // => 0.75
 * ```
 *
 * @category Win-back
 */
export function winBackCurve(departures: Iterable<Departure>, options: Pick<HorizonOptions, "asOf">): SurvivalCurve {
  const asOf = milliseconds(options?.asOf, "asOf");
  const span = (departure: Departure, index: number) =>
    requireSpan(departure?.churned, departure?.back, asOf, DEPARTURE, index);
  return kaplanMeier(departures, {
    time: (departure, index) => {
      const { start, event } = span(departure, index);
      return (event ?? asOf) - start;
    },
    event: (departure, index) => span(departure, index).event !== null,
  });
}

const DEPARTURE = ["churned", "back"] as const;
