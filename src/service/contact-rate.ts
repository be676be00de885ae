import type { Weighted } from "../stats/classes.ts";
import type { ShareResult } from "../stats/share.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { type OccurrencesTally, occurrences } from "./occurrences.ts";

/**
 * What contacts are set against.
 *
 * @category Contact rate
 */
export interface ContactRateOptions {
  /** The name of what contacts are set against, such as `"order"`: rates of two units do not merge. Default `"customer"`. */
  readonly per?: string | undefined;
}

/**
 * Contacts for each customer, order or other unit.
 *
 * @category Contact rate
 */
export interface ContactRateResult extends Pick<Weighted, "weight" | "effectiveSampleSize"> {
  /** Contacts a unit, 0 or more, weighted where weights are; `null` of an empty sample. May exceed 1. */
  readonly rate: number | null;
  /** Contacts of all units, whatever their weights. */
  readonly contacts: number;
  /** Units counted, those that never made contact among them. */
  readonly count: number;
  /** The share of units that made contact at least once, as `shareInterval` takes it. */
  readonly contacting: Pick<ShareResult, "rate" | "numerator" | "denominator"> & Weighted;
  /** Contacts a unit once more, by the name under which `meanInterval` takes it. */
  readonly mean: number | null;
  /** The sample standard deviation of the contacts a unit; `null` below two units. */
  readonly standardDeviation: number | null;
  /** The standard error of the rate; `null` below two units. */
  readonly standardError: number | null;
  /** Units whose contacts are not known. */
  readonly missing: number;
  /** Units of weight 0. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "contactRate";
    /** What contacts are set against. */
    readonly per: string;
  };
}

/**
 * Contact rate: contacts a customer, an order or another unit. The denominator is every unit, also one that never made
 * contact: leave those out, and the rate can never fall below 1.
 *
 * @param contacts - How many contacts each unit made, 0 or more; `null` and `undefined` are counted as missing.
 * @param options - `per`, the name of the unit; `weight`, a unit's weight, 0 or more; `value`, where the items are rows.
 * @returns Contacts a unit, the share of units that made contact, and what was counted; `rate: null` of an empty sample.
 *   `meanInterval` and `compareMeans` take it.
 * @throws TypeError or RangeError if a number of contacts is none, with its index.
 *
 * @example
 * ```ts
 * const rate = contactRate([0, 0, 1, 3], { per: "order" })
 * rate // => { rate: 1, contacts: 4, count: 4, contacting: { rate: 0.5, numerator: 2, denominator: 4 }, … }
 * meanInterval(rate).upper // ~> 3.25
 * shareInterval(rate.contacting).upper // ~> 0.85
 * contactRate([]).rate // => null
 * ```
 *
 * @category Contact rate
 */
export function contactRate(
  contacts: Iterable<number | null | undefined>,
  options?: ContactRateOptions & Weighing<number | null | undefined>,
): ContactRateResult;
export function contactRate<Row>(
  rows: Iterable<Row>,
  options: ContactRateOptions & RowReading<Row, number | null | undefined>,
): ContactRateResult;
export function contactRate<Row>(
  items: Iterable<Row>,
  options: ContactRateOptions & Partial<RowReading<Row, number | null | undefined>> = {},
): ContactRateResult {
  return measure(contactRateMetric(options), items, options as RowReading<Row, number | null | undefined>);
}

/**
 * The contact rate as a metric, for streams, groups and parts; see `contactRate`.
 *
 * @param options - `per`, the name of the unit.
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 * @throws TypeError if `per` is no text.
 *
 * @example
 * ```ts
 * const metric = contactRateMetric({ per: "order" })
 * metric.read(metric.merge(tally(metric, [0, 2]), tally(metric, [1]))).rate // => 1
 * ```
 *
 * @category Contact rate
 */
export function contactRateMetric(
  options: ContactRateOptions = {},
): Metric<number | null | undefined, OccurrencesTally, ContactRateResult> {
  const { per = "customer" } = options ?? {};
  if (typeof per !== "string") throw refusal("per must be a string", per);
  return occurrences(`contacts per ${per}`, "contacts", ({ share, times, total }) => {
    const { missing, excluded, ...contacting } = share;
    const { mean, standardDeviation, standardError, count, weight, effectiveSampleSize } = times;
    return {
      rate: mean,
      contacts: total,
      count,
      contacting,
      mean,
      standardDeviation,
      standardError,
      missing,
      excluded,
      ...(weight !== undefined && effectiveSampleSize !== undefined && { weight, effectiveSampleSize }),
      definition: { metric: "contactRate", per },
    };
  });
}
