import type { Comparison } from "./interval.ts";
import { noComparison } from "./no-comparison.ts";

/** Limits and p-value of a difference of two shares, or why there are none. */
export type FoundDifference =
  | string
  | { readonly limits: readonly [lower: number, upper: number]; readonly pValue: number };

/** The difference of two shares with what was found of it, within −1 and 1. */
export function differenceOfShares<Method extends string>(
  difference: number | null,
  found: FoundDifference,
  shape: Pick<Comparison<Method>, "confidence" | "method">,
): Comparison<Method> {
  if (typeof found === "string") return noComparison(difference, shape, found);
  const [lower, upper] = found.limits;
  return {
    difference,
    lower: Math.max(-1, lower) + 0,
    upper: Math.min(1, upper) + 0,
    pValue: Math.min(1, found.pValue),
    ...shape,
  };
}
