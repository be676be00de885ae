import { requireChoice } from "../tally/choice.ts";
import { normalTail, tailQuantile } from "./normal.ts";
import { studentTail, studentTailQuantile } from "./student.ts";

/**
 * How the mean change of matched people is judged: by Student's t with one person added who improved by 1 and one who
 * worsened by 1, never of zero width (the default); by the plain t; by Wald's formula; or by the score statistic, whose
 * standard error is that of no change at all.
 *
 * @category Uncertainty
 */
export type PairedMethod = "adjusted-t" | "t" | "wald" | "score";

/** The method, if it is one. */
export function requirePairedMethod(method: PairedMethod = "adjusted-t"): PairedMethod {
  return requireChoice("method", method, ["adjusted-t", "t", "wald", "score"]);
}

/** The changes of matched people: how many, their sum and the sum of their squares. */
export interface Changes {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

/**
 * Limits of the mean change, `tail` beyond each, and the two-sided p-value of no change; or why there are none.
 *
 * @see Fagerland, Lydersen & Laake (2017), Statistical Analysis of Contingency Tables, chapter 9, for Wald and score.
 */
export function pairedChange(
  changes: Changes,
  method: PairedMethod,
  tail: number,
): string | { readonly lower: number; readonly upper: number; readonly pValue: number } {
  const isAdjusted = method === "adjusted-t";
  const isT = isAdjusted || method === "t";
  const count = changes.count + (isAdjusted ? 2 : 0);
  const squares = changes.squares + (isAdjusted ? 2 : 0);
  const df = count - 1;
  // Weighted people stand for a number that is not always whole, and rounded: with fewer than two, t is hardly bound.
  if (isT && df < 1e-6) return "a spread needs two people";
  // Of whole numbers nothing is lost before the difference; of weighted people what is left may be their rounding.
  const whole = count * squares;
  const spread = method === "score" ? whole : whole - changes.sum * changes.sum;
  if (spread <= whole * 1e-14) return method === "score" ? "nobody changed" : "the changes do not vary";
  const mean = changes.sum / count;
  const error = Math.sqrt(spread / (isT ? df : count)) / count;
  const ratio = Math.abs(mean / error);
  const reach = error * (isT ? studentTailQuantile(tail, df) : tailQuantile(tail));
  return {
    lower: mean - reach,
    upper: mean + reach,
    pValue: Math.min(1, 2 * (isT ? studentTail(ratio, df) : normalTail(ratio))),
  };
}
