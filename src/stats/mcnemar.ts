import { binomialCdf, binomialProbability } from "./binomial.ts";
import { type PairedCounts, requirePairedCounts } from "./paired-counts.ts";
import type { TestResult } from "./test-result.ts";

/**
 * McNemar's mid-P test of two shares of the same people: of those who changed, was it as many one way as the other?
 * With only half the probability of the sample itself, it is neither as strict as the exact test nor as lax as the one
 * without correction where few people changed.
 *
 * @param pairs - `{ both, onlyFirst, onlySecond, neither }`, as `pairedCounts` and `compareSharesPaired` give them.
 * @returns The two-sided p-value, which is 1 where nobody changed; `null` with a `reason` where nobody has two outcomes.
 * @throws TypeError or RangeError if a count is none.
 *
 * @example
 * ```ts
 * mcnemarMidP({ both: 59, onlyFirst: 6, onlySecond: 16, neither: 80 }).pValue // ~> 0.03469
 * ```
 *
 * @see Fagerland, Lydersen & Laake (2013), The McNemar test for binary matched-pairs data: mid-p and asymptotic are
 * better than exact conditional, BMC Medical Research Methodology 13.
 * @category Uncertainty
 */
export function mcnemarMidP(pairs: PairedCounts): TestResult<"mcnemar-mid-p"> {
  return testOfChanges("mcnemar-mid-p", pairs, 0.5);
}

/**
 * McNemar's exact test of two shares of the same people: of those who changed, was it as many one way as the other? On
 * the safe side.
 *
 * @param pairs - `{ both, onlyFirst, onlySecond, neither }`, as `pairedCounts` and `compareSharesPaired` give them.
 * @returns The two-sided p-value, which is 1 where nobody changed; `null` with a `reason` where nobody has two outcomes.
 * @throws TypeError or RangeError if a count is none.
 *
 * @example
 * ```ts
 * mcnemarExact({ both: 59, onlyFirst: 6, onlySecond: 16, neither: 80 }).pValue // ~> 0.05248
 * ```
 *
 * @see McNemar (1947), Note on the sampling error of the difference between correlated proportions, Psychometrika 12.
 * @category Uncertainty
 */
export function mcnemarExact(pairs: PairedCounts): TestResult<"mcnemar-exact"> {
  return testOfChanges("mcnemar-exact", pairs, 0);
}

/** Twice the smaller tail of the changes, less a part of the probability of the sample itself. */
function testOfChanges<Method extends string>(method: Method, pairs: PairedCounts, part: number): TestResult<Method> {
  const { both, onlyFirst, onlySecond, neither } = requirePairedCounts(pairs);
  const changed = onlyFirst + onlySecond;
  if (changed + both + neither === 0) return { pValue: null, method, reason: "nobody has two outcomes" };
  const fewer = Math.min(onlyFirst, onlySecond);
  const tail = binomialCdf(fewer, changed, 0.5) - part * binomialProbability(fewer, changed, 0.5);
  return { pValue: Math.min(1, 2 * tail), method };
}
