import { comparisonOfPairs, type PairedComparison } from "./compare-shares-paired.ts";
import type { ConfidenceOptions } from "./interval.ts";
import { normalTail, tailQuantile } from "./normal.ts";
import type { PairedCounts } from "./paired-counts.ts";

/**
 * Difference of two shares of the same people, second less first, by Bonett and Price's interval: Wald's, after one
 * person was added to either kind of change; cut off at −1 and 1.
 *
 * @param pairs - `{ both, onlyFirst, onlySecond, neither }`, as `pairedCounts` gives them.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Difference and limits, −1 to 1, and the two-sided p-value; `null` with a `reason` where nobody has two
 *   outcomes.
 * @throws TypeError or RangeError if a count or the confidence is none.
 *
 * @example
 * ```ts
 * bonettPrice({ both: 59, onlyFirst: 16, onlySecond: 6, neither: 80 }) // ~> { difference: -0.062, lower: -0.1195, upper: -0.0032, … }
 * ```
 *
 * @see Bonett & Price (2012), Adjusted Wald confidence interval for a difference of binomial proportions based on paired
 * data, Journal of Educational and Behavioral Statistics 37.
 * @category Uncertainty
 */
export function bonettPrice(pairs: PairedCounts, options: ConfidenceOptions = {}): PairedComparison<"bonett-price"> {
  return comparisonOfPairs("bonett-price", pairs, options, byWald(1, 2));
}

/**
 * Difference of two shares of the same people, second less first, by Agresti and Min's interval: Wald's, after half a
 * person was added to each of the four kinds; cut off at −1 and 1.
 *
 * @param pairs - `{ both, onlyFirst, onlySecond, neither }`, as `pairedCounts` gives them.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Difference and limits, −1 to 1, and the two-sided p-value; `null` with a `reason` where nobody has two
 *   outcomes.
 * @throws TypeError or RangeError if a count or the confidence is none.
 *
 * @example
 * ```ts
 * agrestiMin({ both: 59, onlyFirst: 16, onlySecond: 6, neither: 80 }) // ~> { difference: -0.062, lower: -0.1182, upper: -0.0045, … }
 * ```
 *
 * @see Agresti & Min (2005), Simple improved confidence intervals for comparing matched proportions, Statistics in
 * Medicine 24.
 * @category Uncertainty
 */
export function agrestiMin(pairs: PairedCounts, options: ConfidenceOptions = {}): PairedComparison<"agresti-min"> {
  return comparisonOfPairs("agresti-min", pairs, options, byWald(0.5, 2));
}

/**
 * Difference of two shares of the same people, second less first, by Wald's interval, plus or minus z standard errors,
 * cut off at −1 and 1: for comparison with tools that use it. Too narrow where few people changed.
 *
 * @param pairs - `{ both, onlyFirst, onlySecond, neither }`, as `pairedCounts` gives them.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Difference and limits, −1 to 1, and the two-sided p-value; `null` with a `reason` where nobody has two
 *   outcomes, or all changed alike.
 * @throws TypeError or RangeError if a count or the confidence is none.
 *
 * @example
 * ```ts
 * waldPaired({ both: 59, onlyFirst: 16, onlySecond: 6, neither: 80 }) // ~> { difference: -0.062, lower: -0.1184, upper: -0.0058, … }
 * ```
 *
 * @see Newcombe (1998), Improved confidence intervals for the difference between binomial proportions based on paired
 * data, Statistics in Medicine 17, method 1.
 * @category Uncertainty
 */
export function waldPaired(pairs: PairedCounts, options: ConfidenceOptions = {}): PairedComparison<"wald"> {
  return comparisonOfPairs("wald", pairs, options, byWald(0, 0));
}

/** Wald's limits and test after people were added to either kind of change, and so many in all. */
function byWald(toChange: number, inAll: number) {
  return ({ onlyFirst, onlySecond }: PairedCounts, people: number, tail: number) => {
    const size = people + inAll;
    const difference = (onlySecond - onlyFirst) / size;
    const changed = (onlyFirst + onlySecond + 2 * toChange) / size;
    const error = Math.sqrt(Math.max(0, changed - difference * difference) / size);
    if (error === 0) return "all changed alike, or nobody";
    const reach = tailQuantile(tail) * error;
    return {
      limits: [difference - reach, difference + reach] as const,
      pValue: 2 * normalTail(Math.abs(difference) / error),
    };
  };
}
