import type { ShareTally } from "../stats/share.ts";
import { requireFunctions } from "../tally/function.ts";
import type { Instant } from "../tally/instant.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import type { BandedTally } from "./banded.ts";
import {
  type FollowUpByBand,
  type FollowUpByBandOptions,
  followUpByBand,
  type ScoredFollowUp,
} from "./follow-up-by-band.ts";

/**
 * How a customer's score and next purchase are read.
 *
 * @category Score bands
 */
export interface RepurchaseReading<Row, Band extends string> extends Weighing<Row> {
  /** The band of the customer's score; `null` or `undefined` where there is none. */
  readonly band: (row: Row, index: number) => NoInfer<Band> | null | undefined;
  /** When the score was given: purchases after it count. Not read where there is no band. */
  readonly scored: (row: Row, index: number) => Instant | null | undefined;
  /** When the customer bought first after that; `null` or `undefined` where it has not happened. */
  readonly repurchased: (row: Row, index: number) => Instant | null | undefined;
}

/**
 * Repurchase by score band: of the customers of each band, the share who bought again within a horizon of giving their score.
 * Who scored less than a horizon ago is pending.
 *
 * That promoters buy more often does not say that they do because they are promoters: `compareShares` of two bands has the
 * difference with its interval, not its cause.
 *
 * @param rows - The customers: any iterable.
 * @param options - `bands`, from the lowest to the highest; `band`, `scored` and `repurchased`, how a customer is read; `within`,
 *   the horizon in milliseconds; `asOf`, the moment up to which purchases are known; `weight`, 0 or more.
 * @returns The rate of all and of each band, with pending; `rate: null` of an empty sample.
 * @throws TypeError or RangeError if a band or a moment is none, or moments are out of order, with the index, or an option
 *   is none.
 *
 * @example
 * ```ts
 * const customers = [
 *   { nps: 9, at: 0, next: 20 }, { nps: 10, at: 0, next: null }, { nps: 10, at: 50, next: 55 }, { nps: 3, at: 10, next: null },
 *   { nps: 7, at: 90, next: 95 },
 * ]
 * const again = repurchaseByBand(customers, {
 *   bands: ["detractor", "passive", "promoter"],
 *   band: (c) => (c.nps >= 9 ? "promoter" : c.nps >= 7 ? "passive" : "detractor"),
 *   scored: (c) => c.at, repurchased: (c) => c.next, within: 30, asOf: 100,
 * })
 * again // => { rate: 0.5, numerator: 2, denominator: 4, pending: 1, … }
 * again.bands[2] // => { band: "promoter", rate: 2 / 3, numerator: 2, denominator: 3, … }
 * ```
 *
 * @category Score bands
 */
export function repurchaseByBand<Row, const Band extends string>(
  rows: Iterable<Row>,
  options: FollowUpByBandOptions<Band> & RepurchaseReading<Row, Band>,
): FollowUpByBand<Band, "repurchaseByBand"> {
  const { band, scored, repurchased, weight } = options ?? {};
  const metric = repurchaseByBandMetric<Band>(options);
  requireFunctions({ band, scored, repurchased });
  return measure(metric, rows, {
    value: (row, index) => ({ band: band(row, index), start: scored(row, index), event: repurchased(row, index) }),
    weight,
  });
}

/**
 * Repurchase by score band as a metric, for streams, groups and parts; see `repurchaseByBand`.
 *
 * @param options - `bands`, `within` and `asOf`, as `repurchaseByBand` takes them.
 * @returns A metric of `{ band, start, event }` whose tallies merge into the tally of the whole.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = repurchaseByBandMetric({ bands: ["low", "high"], within: 30, asOf: 100 })
 * metric.read(tally(metric, [{ band: "high", start: 0, event: 30 }])).bands[1]?.rate // => 1
 * ```
 *
 * @category Score bands
 */
export function repurchaseByBandMetric<const Band extends string>(
  options: FollowUpByBandOptions<Band>,
): Metric<ScoredFollowUp<Band>, BandedTally<ShareTally>, FollowUpByBand<Band, "repurchaseByBand">> {
  return followUpByBand("repurchaseByBand", options);
}
