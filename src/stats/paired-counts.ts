import { requireCount } from "../tally/count.ts";
import { requireGivenFunctions } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import type { Place } from "./class-tally.ts";
import { type Outcome, place } from "./share.ts";

/**
 * Two outcomes of each person, counted: before and after, or of two questions.
 *
 * @category Uncertainty
 */
export interface PairedCounts {
  /** People of whom both outcomes hold. */
  readonly both: number;
  /** People of whom only the first holds. */
  readonly onlyFirst: number;
  /** People of whom only the second holds. */
  readonly onlySecond: number;
  /** People of whom neither holds. */
  readonly neither: number;
  /** People of whom an outcome is missing or pending, who are not compared. Default 0. */
  readonly incomplete?: number | undefined;
}

/**
 * How the two outcomes of a person are read from a row.
 *
 * @category Uncertainty
 */
export interface PairReading<Row> {
  /** The first outcome. */
  readonly first: (row: Row, index: number) => Outcome;
  /** The second outcome. */
  readonly second: (row: Row, index: number) => Outcome;
}

/**
 * Counts two outcomes of each person, for the comparisons of matched shares.
 *
 * @param pairs - Pairs `[first, second]` of outcomes, or rows.
 * @param options - `first` and `second`, the outcomes of a row, where the items are rows.
 * @returns The four counts, and how many are incomplete; of no pairs, zeros.
 * @throws TypeError or RangeError if an outcome is none, with its index.
 *
 * @example
 * ```ts
 * pairedCounts([[true, true], [true, false], [false, true], [true, "pending"]])
 * // => { both: 1, onlyFirst: 1, onlySecond: 1, neither: 0, incomplete: 1 }
 * ```
 *
 * @category Uncertainty
 */
export function pairedCounts(
  pairs: Iterable<readonly [Outcome, Outcome]>,
  options?: Partial<PairReading<readonly [Outcome, Outcome]>>,
): Required<PairedCounts>;
export function pairedCounts<Row>(rows: Iterable<Row>, options: PairReading<Row>): Required<PairedCounts>;
export function pairedCounts<Row>(
  rows: Iterable<Row>,
  options: Partial<PairReading<Row>> = {},
): Required<PairedCounts> {
  const { first, second } = options ?? {};
  requireIterable(rows, "pairs");
  requireGivenFunctions({ first, second });
  const counts = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0, incomplete: 0 };
  let index = 0;
  for (const row of rows) {
    const before = heldOf(first ? first(row, index) : elementOf(row, 0, index), index);
    const after = heldOf(second ? second(row, index) : elementOf(row, 1, index), index);
    if (before === "missing" || after === "missing") counts.incomplete++;
    else if (before) counts[after ? "both" : "onlyFirst"]++;
    else counts[after ? "onlySecond" : "neither"]++;
    index++;
  }
  return counts;
}

/** The counts, if they are some. */
export function requirePairedCounts(counts: PairedCounts): Required<PairedCounts> {
  if (counts !== Object(counts)) throw refusal("pairs must be counts or iterable", counts);
  const { both, onlyFirst, onlySecond, neither, incomplete = 0 } = counts;
  return {
    both: requireCount("both", both),
    onlyFirst: requireCount("onlyFirst", onlyFirst),
    onlySecond: requireCount("onlySecond", onlySecond),
    neither: requireCount("neither", neither),
    incomplete: requireCount("incomplete", incomplete),
  };
}

function elementOf(pair: unknown, place: 0 | 1, index: number): unknown {
  if (Array.isArray(pair) && pair.length === 2) return pair[place];
  throw refusal("pair must be [first, second], or first and second be given", pair, index);
}

function heldOf(outcome: unknown, index: number): Place {
  return outcome === "pending" ? "missing" : place(outcome, index);
}
