import { meanMetric } from "../stats/mean.ts";
import { type MeanResult, type MeanTally, weigh } from "../stats/mean-tally.ts";
import { requireFunctions } from "../tally/function.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { type BandedTally, type BandOptions, bandedMetric } from "./banded.ts";

/**
 * How an account's score and revenue are read.
 *
 * @category Score bands
 */
export interface RevenueReading<Row, Band extends string> extends Weighing<Row> {
  /** The band of the account's score; `null` or `undefined` where there is none. */
  readonly band: (row: Row, index: number) => NoInfer<Band> | null | undefined;
  /** What the account brought, in money, after it gave the score; `null` or `undefined` where it is not known. */
  readonly revenue: (row: Row, index: number) => number | null | undefined;
}

/**
 * An account's band and revenue.
 *
 * @category Score bands
 */
export interface ScoredRevenue<Band extends string> {
  /** The band of the score; `null` or `undefined` where there is none. */
  readonly band: Band | null | undefined;
  /** What the account brought; `null` or `undefined` where it is not known. */
  readonly revenue: number | null | undefined;
}

/**
 * The revenue of one band.
 *
 * @category Score bands
 */
export interface BandRevenue<Band extends string> extends Omit<MeanResult, "definition"> {
  /** The band. */
  readonly band: Band;
  /** Its mean revenue by that of the lowest band; `null` where there is no such ratio. */
  readonly timesLowest: number | null;
}

/**
 * The revenue of the bands of a score.
 *
 * @category Score bands
 */
export interface RevenueByBand<Band extends string> extends Omit<MeanResult, "definition"> {
  /** The bands in their order, as `meanInterval` and `compareMeans` take them. */
  readonly bands: readonly BandRevenue<Band>[];
  /** Accounts without a score, or whose revenue is not known. */
  readonly missing: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "revenueByBand";
    /** The bands. */
    readonly bands: readonly Band[];
  };
}

/**
 * Revenue by score band: what accounts of each band bring on average, and how many times what those of the lowest do.
 *
 * @param rows - The accounts: any iterable.
 * @param options - `bands`, from the lowest to the highest; `band` and `revenue`, how an account is read; `weight`, 0 or more.
 * @returns Mean revenue of all and of each band with its spread; `mean: null` of an empty sample.
 * @throws TypeError or RangeError if a band or a revenue is none, with its index, or the bands are none.
 *
 * @example
 * ```ts
 * const accounts = [{ happy: false, paid: 100 }, { happy: false, paid: 140 }, { happy: true, paid: 300 }, { happy: true, paid: 276 }]
 * const paid = revenueByBand(accounts, { bands: ["low", "high"], band: (a) => (a.happy ? "high" : "low"), revenue: (a) => a.paid })
 * paid.bands.map((each) => [each.band, each.mean, each.timesLowest]) // => [["low", 120, 1], ["high", 288, 2.4]]
 * compareMeans(paid.bands[1]!, paid.bands[0]!).difference // => 168
 * ```
 *
 * @category Score bands
 */
export function revenueByBand<Row, const Band extends string>(
  rows: Iterable<Row>,
  options: BandOptions<Band> & RevenueReading<Row, Band>,
): RevenueByBand<Band> {
  const { band, revenue, weight } = options ?? {};
  const metric = revenueByBandMetric<Band>(options);
  requireFunctions({ band, revenue });
  return measure(metric, rows, {
    value: (row, index) => ({ band: band(row, index), revenue: revenue(row, index) }),
    weight,
  });
}

/**
 * Revenue by score band as a metric, for streams, groups and parts; see `revenueByBand`.
 *
 * @param options - `bands`, from the lowest to the highest.
 * @returns A metric whose tallies merge into the tally of the whole; the mean of an empty tally is `null`.
 * @throws TypeError or RangeError if the bands are none.
 *
 * @example
 * ```ts
 * const metric = revenueByBandMetric({ bands: ["low", "high"] })
 * metric.read(tally(metric, [{ band: "high", revenue: 20 }])).bands[1]?.mean // => 20
 * ```
 *
 * @category Score bands
 */
export function revenueByBandMetric<const Band extends string>(
  options: BandOptions<Band>,
): Metric<ScoredRevenue<Band>, BandedTally<MeanTally>, RevenueByBand<Band>> {
  const { empty, add, merge, read } = bandedMetric<
    Band,
    number | null | undefined,
    MeanTally,
    MeanResult,
    RevenueByBand<Band>
  >(options, "revenue", meanMetric(), weigh, (all, each, unscored, bands) => {
    const { definition: _, ...whole } = all;
    const lowest = each[0]!.mean;
    return {
      ...whole,
      bands: each.map(({ definition, ...one }) => ({ ...one, timesLowest: timesOf(one.mean, lowest) })),
      missing: whole.missing + unscored,
      definition: { metric: "revenueByBand", bands },
    };
  });
  return {
    empty,
    add: (tally, { band, revenue }, weight, index) => add(tally, { band, observed: revenue }, weight, index),
    merge,
    read,
  };
}

/** How many times the lowest, where that is above 0. */
function timesOf(mean: number | null, lowest: number | null): number | null {
  if (mean === null || lowest === null || lowest <= 0) return null;
  const times = mean / lowest + 0;
  return Number.isFinite(times) ? times : null;
}
