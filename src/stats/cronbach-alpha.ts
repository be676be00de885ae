import { requireIterable } from "../tally/iterable.ts";
import { productMoment } from "./correlation.ts";
import { fTailQuantile } from "./f-distribution.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { requireMeasured } from "./paired-values.ts";

/**
 * How consistently the items of a scale measure one thing.
 *
 * @category Reliability
 */
export interface CronbachResult extends Interval<"feldt"> {
  /** Alpha of items brought to one spread; `null` where an item does not vary, or they oppose each other entirely. */
  readonly standardized: number | null;
  /** Guttman's λ₂, which is never below alpha; `null` where the sum does not vary. */
  readonly lambda2: number | null;
  /** Mean correlation between two items; `null` where an item does not vary. */
  readonly meanInterItemCorrelation: number | null;
  /** Correlation of each item with the sum of the others; `null` where one does not vary. */
  readonly itemRestCorrelations: readonly (number | null)[];
  /** Alpha of the scale without each item; `null` of two items, or where the rest does not vary. */
  readonly alphaIfDropped: readonly (number | null)[];
  /** Standard error of measurement of a person's sum, in its unit; `null` where the sum does not vary. */
  readonly standardErrorOfMeasurement: number | null;
  /** Items of the scale. */
  readonly items: number;
  /** People who answered every item. */
  readonly count: number;
  /** People who left an item out. */
  readonly missing: number;
}

/**
 * Cronbach's alpha: how consistently the items of a scale measure one thing, with Feldt's interval.
 *
 * @param rows - The answers of each person, an array with one number for each item; `null` or `undefined` where one is
 *   missing. All as long as the first.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Alpha, at most 1 and negative where items contradict each other, with its companions; `null` with a `reason`
 *   below two people or two items, or where the sum does not vary.
 * @throws TypeError or RangeError if an answer is no finite number, or a row is of another length, with its index.
 *
 * @example
 * ```ts
 * const alpha = cronbachAlpha([[1, 2, 1], [2, 2, 3], [3, 3, 3], [4, 5, 4]])
 * alpha.estimate // ~> 0.947
 * alpha.lower // ~> 0.653
 * alpha.alphaIfDropped // ~> [0.853, 0.960, 0.952]
 * ```
 *
 * @see Cronbach (1951), Coefficient alpha and the internal structure of tests, Psychometrika 16; Feldt (1965), The
 * approximate sampling distribution of Kuder–Richardson reliability coefficient twenty, Psychometrika 30.
 * @category Reliability
 */
export function cronbachAlpha(
  rows: Iterable<readonly (number | null | undefined)[]>,
  options: ConfidenceOptions = {},
): CronbachResult {
  const confidence = requireConfidence(options);
  const { answers, items, missing } = completeRows(rows);
  const count = answers.length;
  const columns = Array.from({ length: items }, (_, item) => answers.map((row) => row[item]!));
  const covariances = columns.map((a) => columns.map((b) => covariance(a, b)));
  const whole = sum(covariances.map(sum));
  const alpha = count < 2 ? null : alphaOf(covariances);
  const correlations = columns.flatMap((a, i) => columns.slice(0, i).map((b) => productMoment(a, b)));
  const mean =
    correlations.some((r) => r === null) || items < 2 ? null : sum(correlations as number[]) / correlations.length;
  const off = covariances.flatMap((row, i) => row.filter((_, j) => i !== j));
  const shape = {
    // Of items that oppose each other entirely it would be without bound.
    standardized: mean === null || 1 + (items - 1) * mean < 1e-9 ? null : (items * mean) / (1 + (items - 1) * mean),
    lambda2: alpha === null ? null : (sum(off) + Math.sqrt(items / (items - 1)) * length(off)) / whole + 0,
    meanInterItemCorrelation: mean,
    itemRestCorrelations: columns.map((column, item) =>
      productMoment(
        column,
        answers.map((row) => sum(row.filter((_, other) => other !== item))),
      ),
    ),
    alphaIfDropped: columns.map((_, item) =>
      items < 3
        ? null
        : alphaOf(covariances.filter((_, i) => i !== item).map((row) => row.filter((_, j) => j !== item))),
    ),
    standardErrorOfMeasurement: alpha === null ? null : Math.sqrt(Math.max(0, whole * (1 - alpha))),
    items,
    count,
    missing,
    confidence,
    method: "feldt",
  } as const;
  if (alpha === null) {
    const reason =
      count < 2
        ? "a spread needs two people"
        : items < 2
          ? "a scale needs two items"
          : "the sum of the items does not vary";
    return { estimate: null, lower: null, upper: null, ...shape, reason };
  }
  const [p, within, error] = [(1 - confidence) / 2, count - 1, (count - 1) * (items - 1)];
  const limit = (tail: number) => 1 - (1 - alpha) * tail;
  return {
    estimate: alpha,
    lower: limit(fTailQuantile(p, within, error)),
    upper: limit(1 / fTailQuantile(p, error, within)),
    ...shape,
  };
}

/** Alpha by the covariances of the items; `null` where their sum does not vary, or there is but one. */
function alphaOf(covariances: readonly (readonly number[])[]): number | null {
  const items = covariances.length;
  const own = sum(covariances.map((row, item) => row[item]!));
  const whole = sum(covariances.map(sum));
  // A sum that does not vary is seldom just 0 in doubles.
  return items > 1 && whole > own * 1e-14 ? (items / (items - 1)) * (1 - own / whole) : null;
}

function completeRows(rows: Iterable<readonly (number | null | undefined)[]>): {
  readonly answers: number[][];
  readonly items: number;
  readonly missing: number;
} {
  requireIterable(rows);
  const answers: number[][] = [];
  let items: number | undefined;
  let missing = 0;
  let index = 0;
  for (const row of rows) {
    requireIterable(row, `the answers at index ${index}`);
    items ??= row.length;
    if (row.length !== items) throw new RangeError(`answers must be ${items}, got ${row.length} at index ${index}`);
    const isComplete = Array.from(row).every((answer) => answer !== null && answer !== undefined);
    for (const answer of row) if (answer !== null && answer !== undefined) requireMeasured("answer", answer, index);
    if (isComplete) answers.push(Array.from(row) as number[]);
    else missing++;
    index++;
  }
  return { answers, items: items ?? 0, missing };
}

function covariance(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  return sum(a.map((value, index) => (value - meanA) * (b[index]! - meanB))) / (a.length - 1);
}

function meanOf(values: readonly number[]): number {
  const rough = sum(values) / values.length;
  return rough + sum(values.map((value) => value - rough)) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The root of the sum of squares; by the largest, so that no square leaves the doubles. */
function length(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return largest * Math.sqrt(sum(values.map((value) => (value / largest) ** 2)));
}
