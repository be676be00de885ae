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
 * How a customer's score and first referral are read.
 *
 * @category Score bands
 */
export interface ReferralReading<Row, Band extends string> extends Weighing<Row> {
  /** The band of the customer's score; `null` or `undefined` where there is none. */
  readonly band: (row: Row, index: number) => NoInfer<Band> | null | undefined;
  /** When the score was given: referrals after it count. Not read where there is no band. */
  readonly scored: (row: Row, index: number) => Instant | null | undefined;
  /** When somebody came whom the customer referred, first after that; `null` or `undefined` where nobody has. */
  readonly referred: (row: Row, index: number) => Instant | null | undefined;
}

/**
 * Promoters who really refer: of the customers of each score band, the share who brought another within a horizon of saying how
 * likely they were to. Who scored less than a horizon ago is pending.
 *
 * @param rows - The customers: any iterable.
 * @param options - `bands`, from the lowest to the highest; `band`, `scored` and `referred`, how a customer is read; `within`, the
 *   horizon in milliseconds; `asOf`, the moment up to which referrals are known; `weight`, 0 or more.
 * @returns The rate of all and of each band, with pending; `rate: null` of an empty sample.
 * @throws TypeError or RangeError if a band or a moment is none, or moments are out of order, with the index, or an option
 *   is none.
 *
 * @example
 * ```ts
 * const customers = [
 *   { likely: "yes", at: 0, brought: 12 }, { likely: "yes", at: 0, brought: null }, { likely: "no", at: 0, brought: null },
 * ]
 * const said = referralByBand(customers, {
 *   bands: ["no", "yes"], band: (c) => (c.likely === "yes" ? "yes" : "no"),
 *   scored: (c) => c.at, referred: (c) => c.brought, within: 90, asOf: 100,
 * })
 * said.bands.map((each) => [each.band, each.rate]) // => [["no", 0], ["yes", 0.5]]
 * ```
 *
 * @category Score bands
 */
export function referralByBand<Row, const Band extends string>(
  rows: Iterable<Row>,
  options: FollowUpByBandOptions<Band> & ReferralReading<Row, Band>,
): FollowUpByBand<Band, "referralByBand"> {
  const { band, scored, referred, weight } = options ?? {};
  const metric = referralByBandMetric<Band>(options);
  requireFunctions({ band, scored, referred });
  return measure(metric, rows, {
    value: (row, index) => ({ band: band(row, index), start: scored(row, index), event: referred(row, index) }),
    weight,
  });
}

/**
 * Referral by score band as a metric, for streams, groups and parts; see `referralByBand`.
 *
 * @param options - `bands`, `within` and `asOf`, as `referralByBand` takes them.
 * @returns A metric of `{ band, start, event }` whose tallies merge into the tally of the whole.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = referralByBandMetric({ bands: ["low", "high"], within: 30, asOf: 100 })
 * metric.read(tally(metric, [{ band: "high", start: 0, event: null }])).bands[1]?.rate // => 0
 * ```
 *
 * @category Score bands
 */
export function referralByBandMetric<const Band extends string>(
  options: FollowUpByBandOptions<Band>,
): Metric<ScoredFollowUp<Band>, BandedTally<ShareTally>, FollowUpByBand<Band, "referralByBand">> {
  return followUpByBand("referralByBand", options);
}
