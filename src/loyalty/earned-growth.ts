import { requireDomain } from "../stats/domain.ts";
import { exactly } from "../stats/exact-sum.ts";

/**
 * Revenue before and now, by where it comes from.
 *
 * @category Earned growth
 */
export interface EarnedGrowthFigures {
  /** Revenue of the period before, of all customers of then; above 0 where there are to be rates. */
  readonly priorRevenue: number;
  /** Revenue of this period from the customers of the period before. */
  readonly retainedRevenue: number;
  /** Revenue of this period from new customers who came by recommendation: earned. */
  readonly earnedNewRevenue: number;
  /** Revenue of this period from all new customers, earned and bought. */
  readonly newRevenue: number;
}

/**
 * How much of the growth was earned.
 *
 * @category Earned growth
 */
export interface EarnedGrowthResult {
  /** Earned growth rate: net revenue retention + earned new revenue − 1; −1 or more; `null` without revenue before. */
  readonly rate: number | null;
  /** Earned growth ratio: earned growth by total growth, 1 at most; may be negative; `null` unless total growth is above 0. */
  readonly ratio: number | null;
  /** Net revenue retention: what the customers of before bring now, by what they brought; `null` without revenue before. */
  readonly netRevenueRetention: number | null;
  /** Revenue of new customers who were earned, by the revenue before; `null` without revenue before. */
  readonly earnedNewRate: number | null;
  /** Total growth: all revenue now by all revenue before, less 1; `null` without revenue before. */
  readonly growth: number | null;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "earnedGrowth";
  };
  /** Why rate or ratio do not exist; only where one does not. */
  readonly reason?: string;
}

/**
 * Earned growth: how much of a firm's growth comes from customers who come back and from those they bring, rather than from
 * customers whom advertising or sales bought.
 *
 * @param figures - Revenue before, now of the same customers, now of new ones who were earned, now of all new ones.
 * @returns Rate and ratio with their parts; `null` with a `reason` where one does not exist.
 * @throws TypeError or RangeError if a figure is no number, 0 or more, or the earned revenue exceeds all new revenue.
 *
 * @example
 * ```ts
 * const year = earnedGrowth({ priorRevenue: 100, retainedRevenue: 85, earnedNewRevenue: 25, newRevenue: 45 })
 * year // ~> { rate: 0.1, ratio: 0.333, netRevenueRetention: 0.85, earnedNewRate: 0.25, growth: 0.3, … }
 * const shrunk = earnedGrowth({ priorRevenue: 100, retainedRevenue: 80, earnedNewRevenue: 5, newRevenue: 10 })
 * shrunk.ratio // => null
 * shrunk.reason // => "total growth is not above 0"
 * ```
 *
 * @see Reichheld, Darnell & Burns (2021), Net Promoter 3.0, Harvard Business Review 99; Winning on Purpose, appendix B.
 * @category Earned growth
 */
export function earnedGrowth(figures: EarnedGrowthFigures): EarnedGrowthResult {
  const [prior, retained, earned, all] = (
    ["priorRevenue", "retainedRevenue", "earnedNewRevenue", "newRevenue"] as const
  ).map((name) => {
    const figure = figures?.[name];
    requireDomain(figure, figure >= 0 && figure <= 1e140, `${name} must be a number from 0 to 1e140`);
    return figure + 0;
  }) as [number, number, number, number];
  requireDomain(earned, earned <= all, `earnedNewRevenue must not exceed newRevenue, ${all}`);
  const definition = { metric: "earnedGrowth" } as const;
  const none = { rate: null, ratio: null, netRevenueRetention: null, earnedNewRate: null, growth: null, definition };
  // Of revenue that is next to nothing, a rate may leave the doubles.
  if (!(prior > 0 && Number.isFinite((retained + all) / prior)))
    return { ...none, reason: "there was no revenue before" };
  const [earnedGrown, grown] = [difference(retained, earned, prior), difference(retained, all, prior)];
  const rates = {
    netRevenueRetention: retained / prior,
    earnedNewRate: earned / prior,
    growth: grown / prior,
    definition,
  };
  const rate = earnedGrown / prior;
  if (grown <= 0) return { rate, ratio: null, ...rates, reason: "total growth is not above 0" };
  return { rate, ratio: earnedGrown / grown, ...rates };
}

/** What is more than before; 0 where it is no more than what the rounding of the three amounts can make. */
function difference(kept: number, gained: number, before: number): number {
  const sum = exactly([kept, gained, -before]);
  return Math.abs(sum) > 2 ** -52 * (kept + gained + before) ? sum : 0;
}
