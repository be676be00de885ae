import { comparisonOfPairs, type PairedComparison } from "./compare-shares-paired.ts";
import type { ConfidenceOptions } from "./interval.ts";
import { FARTHEST } from "./mover.ts";
import { normalTail, tailQuantile } from "./normal.ts";
import type { PairedCounts } from "./paired-counts.ts";
import { bisect } from "./root.ts";
import { wilsonLimits } from "./share-interval.ts";

/**
 * Difference of two shares of the same people, second less first, by Newcombe's square-and-add interval: from Wilson's
 * limits of each share and the correlation of the two, with the p-value that inverts it.
 *
 * @param pairs - `{ both, onlyFirst, onlySecond, neither }`, as `pairedCounts` gives them.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Difference and limits, −1 to 1, and the two-sided p-value; `null` with a `reason` where nobody has two
 *   outcomes.
 * @throws TypeError or RangeError if a count or the confidence is none.
 *
 * @example
 * ```ts
 * newcombePaired({ both: 59, onlyFirst: 16, onlySecond: 6, neither: 80 })
 * // ~> { difference: -0.0621, lower: -0.1186, upper: -0.0046, … }
 * ```
 *
 * @see Newcombe (1998), Improved confidence intervals for the difference between binomial proportions based on paired
 * data, Statistics in Medicine 17, method 10.
 * @category Uncertainty
 */
export function newcombePaired(
  pairs: PairedCounts,
  options: ConfidenceOptions = {},
): PairedComparison<"newcombe-paired"> {
  return comparisonOfPairs("newcombe-paired", pairs, options, (counts, people, tail) => {
    const first = (counts.both + counts.onlyFirst) / people;
    const second = (counts.both + counts.onlySecond) / people;
    const difference = (counts.onlySecond - counts.onlyFirst) / people;
    const correlation = correctedPhi(counts, people);
    const joined = (one: number, other: number) =>
      Math.sqrt(Math.max(0, one * one - 2 * correlation * one * other + other * other));
    const limits = (z: number) => {
      const [firstLower, firstUpper] = wilsonLimits(first, people, z);
      const [secondLower, secondUpper] = wilsonLimits(second, people, z);
      return [
        difference - joined(second - secondLower, firstUpper - first),
        difference + joined(secondUpper - second, first - firstLower),
      ] as const;
    };
    const nearest = (z: number) => (difference > 0 ? limits(z)[0] : -limits(z)[1]);
    return {
      limits: limits(tailQuantile(tail)),
      pValue: difference === 0 ? 1 : 2 * normalTail(bisect(nearest, 0, FARTHEST)),
    };
  });
}

/** The correlation of the two outcomes, with Newcombe's correction for continuity where it is positive. */
function correctedPhi({ both, onlyFirst, onlySecond, neither }: PairedCounts, people: number): number {
  const margins = [both + onlyFirst, onlySecond + neither, both + onlySecond, onlyFirst + neither];
  if (margins.includes(0)) return 0;
  const product = both * neither - onlyFirst * onlySecond;
  const above = product > 0 ? Math.max(product - people / 2, 0) : product;
  return above / margins.reduce((root, margin) => root * Math.sqrt(margin), 1);
}
