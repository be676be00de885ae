import type { ShareResult } from "../stats/share.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { type OccurrencesTally, occurrences } from "./occurrences.ts";

/**
 * The share of contacts that were transferred, and how often.
 *
 * @category Transfers
 */
export interface TransferRateResult extends Omit<ShareResult, "pending" | "definition"> {
  /** Transfers of all contacts, whatever their weights. */
  readonly transfers: number;
  /** Transfers a contact, weighted where weights are; `null` of an empty sample. */
  readonly transfersPerContact: number | null;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "transferRate";
  };
}

/**
 * Transfer rate: the share of handled contacts that were handed on to another agent or queue at least once. Tools that
 * divide transfers by contacts count a contact twice that was transferred twice: `transfersPerContact`.
 *
 * @param transfers - How often each contact was transferred, 0 or more; `null` and `undefined` are counted as missing.
 * @param options - `weight`, a contact's weight, 0 or more; `value`, where the items are rows.
 * @returns The share, 0 to 1, with numerator and denominator; `rate: null` of an empty sample.
 * @throws TypeError or RangeError if a number of transfers is none, with its index.
 *
 * @example
 * ```ts
 * transferRate([0, 0, 1, 3, null]) // => { rate: 0.5, numerator: 2, denominator: 4, transfers: 4, transfersPerContact: 1, missing: 1, … }
 * transferRate([]).rate // => null
 * ```
 *
 * @category Transfers
 */
export function transferRate(
  transfers: Iterable<number | null | undefined>,
  options?: Weighing<number | null | undefined>,
): TransferRateResult;
export function transferRate<Row>(
  rows: Iterable<Row>,
  options: RowReading<Row, number | null | undefined>,
): TransferRateResult;
export function transferRate<Row>(
  items: Iterable<Row>,
  options: Partial<RowReading<Row, number | null | undefined>> = {},
): TransferRateResult {
  return measure(transferRateMetric(), items, options as RowReading<Row, number | null | undefined>);
}

/**
 * The transfer rate as a metric, for streams, groups and parts; see `transferRate`.
 *
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 *
 * @example
 * ```ts
 * const calls = [{ team: "a", transfers: 1 }, { team: "b", transfers: 0 }]
 * measureBy(transferRateMetric(), calls, (call) => call.team, { value: (call) => call.transfers }).get("a")?.rate // => 1
 * ```
 *
 * @category Transfers
 */
export function transferRateMetric(): Metric<number | null | undefined, OccurrencesTally, TransferRateResult> {
  return occurrences("transfers", "transfers", ({ share, times, total }) => ({
    ...share,
    transfers: total,
    transfersPerContact: times.mean,
    definition: { metric: "transferRate" },
  }));
}
