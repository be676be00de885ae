import { requireFunction } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { requireFinite } from "./finite.ts";
import { type Comparison, type ConfidenceOptions, requireConfidence } from "./interval.ts";
import { requireMeasured } from "./paired-values.ts";
import { studentTail, studentTailQuantile } from "./student.ts";
import { momentsOf, sumsOf } from "./value-sums.ts";

/**
 * How the two values of a person are read from a row.
 *
 * @category Uncertainty
 */
export interface ValuePairReading<Row> {
  /** The first value. */
  readonly first: (row: Row, index: number) => number | null | undefined;
  /** The second value. */
  readonly second: (row: Row, index: number) => number | null | undefined;
}

/**
 * The mean change of the same people, second less first.
 *
 * @category Uncertainty
 */
export interface PairedMeansComparison extends Comparison<"paired-t"> {
  /** People with both values. */
  readonly count: number;
  /** People with one value or none, who are left out. */
  readonly incomplete: number;
}

/**
 * Difference of two means of the same people, second less first: Student's t of their changes.
 *
 * @param pairs - Pairs `[first, second]` of finite numbers, one pair a person; or rows.
 * @param options - `first` and `second`, the values of a row, where the items are rows; `confidence`, between 0 and 1, default
 *   0.95.
 * @returns Mean change and limits, in the unit of the values, and the two-sided p-value; `null` with a `reason` below two
 *   complete pairs, or where all change alike.
 * @throws TypeError or RangeError if a value is not a finite number, or a change more than 1e140 in size, with its index, or
 *   the confidence is none.
 *
 * @example
 * ```ts
 * compareMeansPaired([[5, 4], [7, 6], [6, 3], [4, 4], [5, null]])
 * // ~> { difference: -1.25, lower: -3.25, upper: 0.75, pValue: 0.141, count: 4, incomplete: 1, … }
 * const rows = [{ before: 300, after: 240 }, { before: 200, after: 210 }]
 * compareMeansPaired(rows, { first: (row) => row.before, second: (row) => row.after }).difference // => -25
 * ```
 *
 * @see Student (1908), The Probable Error of a Mean, Biometrika 6.
 * @category Uncertainty
 */
export function compareMeansPaired(
  pairs: Iterable<readonly [number | null | undefined, number | null | undefined]>,
  options?: ConfidenceOptions,
): PairedMeansComparison;
export function compareMeansPaired<Row>(
  rows: Iterable<Row>,
  options: ConfidenceOptions & ValuePairReading<Row>,
): PairedMeansComparison;
export function compareMeansPaired<Row>(
  rows: Iterable<Row>,
  options: ConfidenceOptions & Partial<ValuePairReading<Row>> = {},
): PairedMeansComparison {
  const confidence = requireConfidence(options);
  const { changes, incomplete, areAlike } = changesOf(rows, options);
  const count = changes.length;
  const { mean: difference, standardError } = momentsOf({ count, sums: sumsOf(changes) });
  const error = areAlike ? 0 : standardError!;
  const rest = { confidence, method: "paired-t", count, incomplete } as const;
  if (difference === null || error === 0) {
    const few = count === 0 ? "there is no complete pair" : "a spread needs two complete pairs";
    const reason = standardError === null ? few : "all change alike";
    return { difference, lower: null, upper: null, pValue: null, ...rest, reason };
  }
  const reach = error * studentTailQuantile((1 - confidence) / 2, count - 1);
  return {
    difference,
    lower: difference - reach,
    upper: difference + reach,
    pValue: Math.min(1, 2 * studentTail(Math.abs(difference / error), count - 1)),
    ...rest,
  };
}

/** The changes of those with both values. */
function changesOf<Row>(
  rows: Iterable<Row>,
  options: Partial<ValuePairReading<Row>>,
): { readonly changes: Float64Array; readonly incomplete: number; readonly areAlike: boolean } {
  const { first, second } = options ?? {};
  requireIterable(rows, "pairs");
  if (first !== undefined || second !== undefined) {
    requireFunction("first", first);
    requireFunction("second", second);
  }
  const changes: number[] = [];
  let [incomplete, index] = [0, 0];
  // Between which the one change of all must lie, but for what rounding their values leaves: 0.3 − 0.2 is not 0.1.
  let [least, most] = [-Infinity, Infinity];
  for (const row of rows) {
    const pair = row as readonly unknown[];
    if (!(first && second) && !Array.isArray(row)) throw refusal("pair must be [first, second]", row, index);
    const [before, after] = first && second ? [first(row, index), second(row, index)] : pair;
    for (const value of [before, after]) if (value !== null && value !== undefined) requireFinite(value, index);
    if (typeof before === "number" && typeof after === "number") {
      const change = requireMeasured("change", after - before, index);
      const slack = 2.3e-16 * (Math.abs(before) + Math.abs(after));
      changes.push(change);
      least = Math.max(least, change - slack);
      most = Math.min(most, change + slack);
    } else incomplete++;
    index++;
  }
  return { changes: Float64Array.from(changes), incomplete, areAlike: least <= most };
}
