import { type Comparison, type ConfidenceOptions, requireConfidence } from "./interval.ts";
import { netLimits, scoreStatistic } from "./net-limits.ts";
import { normalTail, tailQuantile } from "./normal.ts";
import { type PairedCounts, type PairReading, pairedCounts, requirePairedCounts } from "./paired-counts.ts";
import type { Outcome } from "./share.ts";
import { differenceOfShares, type FoundDifference } from "./share-difference.ts";

/**
 * The difference of two shares of the same people, and the four kinds of people behind it.
 *
 * @category Uncertainty
 */
export interface PairedComparison<Method extends string = string> extends Comparison<Method>, Required<PairedCounts> {}

/**
 * Difference of two shares of the same people, second less first (after less before): Tango's score interval, with the
 * p-value of the score test that it inverts, McNemar's without correction.
 *
 * @param pairs - Pairs `[first, second]` of outcomes; rows, with `first` and `second` in the options; or counts
 *   `{ both, onlyFirst, onlySecond, neither }`. People of whom an outcome is missing or pending are counted in
 *   `incomplete` and not compared.
 * @param options - `confidence`, between 0 and 1; default 0.95; `first` and `second`, where the items are rows.
 * @returns Difference and limits, −1 to 1, the two-sided p-value, and the four counts; `null` with a `reason` where
 *   nobody has two outcomes.
 * @throws TypeError or RangeError if a count is none, an outcome is none, with its index, or the confidence is none.
 *
 * @example
 * ```ts
 * compareSharesPaired({ both: 59, onlyFirst: 16, onlySecond: 6, neither: 80 })
 * // ~> { difference: -0.0621, lower: -0.1240, upper: -0.0054, pValue: 0.033, … }
 * compareSharesPaired([[true, true], [false, true], [true, null]]).difference // => 0.5
 * const rows = [{ may: 1, june: 1 }, { may: 0, june: 1 }] as const
 * compareSharesPaired(rows, { first: (row) => row.may, second: (row) => row.june }).onlySecond // => 1
 * ```
 *
 * @see Tango (1998), Equivalence test and confidence interval for the difference in proportions for the paired-sample
 * design, Statistics in Medicine 17.
 * @category Uncertainty
 */
export function compareSharesPaired(
  pairs: PairedCounts | Iterable<readonly [Outcome, Outcome]>,
  options?: ConfidenceOptions,
): PairedComparison<"tango">;
export function compareSharesPaired<Row>(
  rows: Iterable<Row>,
  options: ConfidenceOptions & PairReading<Row>,
): PairedComparison<"tango">;
export function compareSharesPaired<Row>(
  pairs: PairedCounts | Iterable<Row>,
  options: ConfidenceOptions & Partial<PairReading<Row>> = {},
): PairedComparison<"tango"> {
  const isCounted = pairs !== Object(pairs) || !(Symbol.iterator in pairs);
  const counts = isCounted
    ? (pairs as PairedCounts)
    : pairedCounts(pairs as Iterable<Row>, options as PairReading<Row>);
  return comparisonOfPairs("tango", counts, options, ({ onlyFirst, onlySecond }, people, tail) => ({
    limits: netLimits("score", { score: 0, top: onlySecond, bottom: onlyFirst, size: people })(tailQuantile(tail)),
    pValue: 2 * normalTail(Math.abs(scoreStatistic(onlySecond, onlyFirst, people, 0))),
  }));
}

/** Compares counted pairs by a method; without limits where there are none, or the method says why it has none. */
export function comparisonOfPairs<Method extends string>(
  method: Method,
  pairs: PairedCounts,
  options: ConfidenceOptions,
  compare: (counts: PairedCounts, people: number, tail: number) => FoundDifference,
): PairedComparison<Method> {
  const confidence = requireConfidence(options);
  const counts = requirePairedCounts(pairs);
  const people = counts.both + counts.onlyFirst + counts.onlySecond + counts.neither;
  const difference = people === 0 ? null : (counts.onlySecond - counts.onlyFirst) / people;
  const found = people === 0 ? "nobody has two outcomes" : compare(counts, people, (1 - confidence) / 2);
  return { ...differenceOfShares(difference, found, { confidence, method }), ...counts };
}
