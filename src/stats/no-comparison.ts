import type { Comparison } from "./interval.ts";

/** A comparison without limits, and why. */
export function noComparison<const Method extends string>(
  difference: number | null,
  shape: Pick<Comparison<Method>, "confidence" | "method">,
  reason: string,
  pValue: number | null = null,
): Comparison<Method> {
  return { difference, lower: null, upper: null, pValue, ...shape, reason };
}
