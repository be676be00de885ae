import { compareShares } from "../stats/compare-shares.ts";
import { type Comparison, type ConfidenceOptions, requireConfidence } from "../stats/interval.ts";
import { type Outcome, type ShareResult, shareMetric } from "../stats/share.ts";
import { requireFunctions, requireGivenFunctions } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import type { Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * How a customer's engagement and satisfaction are read.
 *
 * @category Engagement
 */
export interface CompareEngagedOptions<Row> extends ConfidenceOptions, Weighing<Row> {
  /** Whether the customer is engaged; `null` or `undefined` where it is not known. */
  readonly engaged: (row: Row, index: number) => boolean | null | undefined;
  /** Whether the customer is satisfied, a promoter, still a customer: `true` or `false`; `null` where it is not known. */
  readonly satisfied: (row: Row, index: number) => Outcome;
}

/**
 * Engaged customers beside the others.
 *
 * @category Engagement
 */
export interface EngagedComparison extends Comparison<"newcombe"> {
  /** Satisfied customers among those who are engaged. */
  readonly engaged: ShareResult;
  /** Satisfied customers among the others. */
  readonly others: ShareResult;
  /** Customers of whom it is not known whether they are engaged. */
  readonly missing: number;
}

/**
 * Whether engaged customers are more satisfied than the others: the difference of the two shares, with its interval. It says not
 * which comes first: the satisfied may engage because they are.
 *
 * @param rows - The customers: any iterable, read once.
 * @param options - `engaged` and `satisfied`, how a customer is read; `confidence`, between 0 and 1, default 0.95; `weight`, 0 or
 *   more.
 * @returns Engaged less others, −1 to 1, with limits and p-value, and both shares; `null` with a `reason` where a group is
 *   empty.
 * @throws TypeError or RangeError if an answer is none, with its index, or the confidence is none.
 *
 * @example
 * ```ts
 * const customers = [
 *   ...Array.from({ length: 40 }, (_, i) => ({ reviews: 2, happy: i < 32 })),
 *   ...Array.from({ length: 100 }, (_, i) => ({ reviews: 0, happy: i < 60 })),
 * ]
 * compareEngaged(customers, { engaged: (c) => c.reviews > 0, satisfied: (c) => c.happy })
 * // ~> { difference: 0.2, lower: 0.03, upper: 0.34, pValue: 0.025, … }
 * ```
 *
 * @category Engagement
 */
export function compareEngaged<Row>(rows: Iterable<Row>, options: CompareEngagedOptions<Row>): EngagedComparison {
  requireIterable(rows, "rows");
  requireConfidence(options);
  const { engaged, satisfied, weight, confidence } = options ?? {};
  requireFunctions({ engaged, satisfied });
  requireGivenFunctions({ weight });
  const { empty, add, read } = shareMetric({ rule: "satisfied" });
  const groups = [empty(), empty()] as const;
  let missing = 0;
  let index = 0;
  for (const row of rows) {
    const isEngaged = engaged(row, index);
    if (isEngaged === null || isEngaged === undefined) missing++;
    else if (typeof isEngaged !== "boolean") throw refusal("engaged must be true, false or null", isEngaged, index);
    else add(groups[isEngaged ? 1 : 0], satisfied(row, index), weight?.(row, index), index);
    index++;
  }
  const [others, those] = [read(groups[0]), read(groups[1])];
  return { ...compareShares(those, others, { confidence }), engaged: those, others, missing };
}
