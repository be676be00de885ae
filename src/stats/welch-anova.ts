import { requireIterable } from "../tally/iterable.ts";
import { total } from "./classes.ts";
import { extent } from "./extent.ts";
import { fTail } from "./f-distribution.ts";
import { type MeanLike, sampleOfMean } from "./mean-interval.ts";
import type { TestResult } from "./test-result.ts";

/**
 * Welch's analysis of variance.
 *
 * @category Uncertainty
 */
export interface WelchAnovaResult extends TestResult<"welch-anova"> {
  /** The statistic F, 0 or more; `null` where there is no test. */
  readonly f: number | null;
  /** Degrees of freedom of the numerator, one less than the groups, and of the denominator; `null` where there is no test. */
  readonly degreesOfFreedom: readonly [numerator: number, denominator: number] | null;
}

/**
 * Whether several independent means could all be the same: Welch's analysis of variance, which does not assume equal
 * spreads. Of two means it is Welch's t, squared, as in `compareMeans`.
 *
 * @param means - What `mean`, `ratings`, `csat` or `ces` gives, or any `{ count, mean, standardError }`, of different
 *   people. Empty samples do not count.
 * @returns F, its degrees of freedom and the p-value; `null` with a `reason` where there are less than two groups, or a
 *   group has one value only or does not vary.
 * @throws RangeError if a sample is none.
 *
 * @example
 * ```ts
 * welchAnova([mean([5, 4, 4, 3]), mean([3, 2, 2, 1]), mean([5, 5, 4, 4])])
 * // ~> { pValue: 0.0096, f: 11.4, degreesOfFreedom: [2, 5.8], method: "welch-anova" }
 * ```
 *
 * @see Welch (1951), On the comparison of several mean values: an alternative approach, Biometrika 38.
 * @category Uncertainty
 */
export function welchAnova(means: Iterable<MeanLike>): WelchAnovaResult {
  requireIterable(means, "means");
  const method = "welch-anova";
  const groups = Array.from(means, sampleOfMean).filter(({ estimate }) => estimate !== null);
  const without = (reason: string) => ({ pValue: null, method, f: null, degreesOfFreedom: null, reason }) as const;
  if (groups.length < 2) return without("a comparison needs two groups");
  if (groups.some(({ error }) => error === null)) return without("a spread needs two values in each group");
  // Measured in the smallest error, so that no weight leaves the doubles.
  const [least] = extent(groups.map(({ error }) => error!));
  if (least === 0) return without("a group does not vary");
  const weights = groups.map(({ error }) => (least / error!) ** 2);
  const whole = total(weights);
  const from = groups[0]!.estimate!;
  const centre = total(groups.map(({ estimate }, place) => ((estimate! - from) / least) * (weights[place]! / whole)));
  const between = total(
    groups.map(({ estimate }, place) => weights[place]! * ((estimate! - from) / least - centre) ** 2),
  );
  const unsure = total(groups.map(({ df }, place) => (1 - weights[place]! / whole) ** 2 / df));
  const more = groups.length ** 2 - 1;
  const numerator = groups.length - 1;
  const denominator = more / (3 * unsure);
  const f = between / numerator / (1 + (2 * (groups.length - 2) * unsure) / more);
  if (!Number.isFinite(f)) return without("the means are too far apart for their spread");
  return { pValue: fTail(f, numerator, denominator), method, f, degreesOfFreedom: [numerator, denominator] };
}
