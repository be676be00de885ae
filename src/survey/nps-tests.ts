import { binomialCdf } from "../stats/binomial.ts";
import { netVariance } from "../stats/net-interval-by.ts";
import { sampleOfNet } from "../stats/net-sample.ts";
import { normalTail } from "../stats/normal.ts";
import type { TestResult } from "../stats/test-result.ts";
import { classesOfNps, type NpsLike } from "./nps-interval.ts";

/**
 * A test of a Net Promoter Score that has no interval.
 *
 * @category Net Promoter Score
 */
export interface NpsTestResult<Method extends string = string> extends TestResult<Method> {
  /** The difference in points; `null` where nobody answered. */
  readonly difference: number | null;
}

/**
 * Exact test of whether a Net Promoter Score could be 0: whether promoters and detractors could be as many.
 *
 * Given the number of both together, the number of promoters is then binomial with probability ½; passives say nothing.
 *
 * @param result - What `nps` gives, or any `{ promoters, passives, detractors }`, not weighted.
 * @returns The score, as its difference from 0, and the two-sided p-value, 1 where all are passive; `null` with a
 *   `reason` where nobody answered or the sample is weighted.
 * @throws TypeError or RangeError if the groups are no counts.
 *
 * @example
 * ```ts
 * npsExactTest({ promoters: 8, passives: 5, detractors: 2 }) // ~> { difference: 40, pValue: 0.109375, … }
 * npsExactTest({ promoters: 0, passives: 5, detractors: 0 }).pValue // => 1
 * ```
 *
 * @see Conover (1999), Practical Nonparametric Statistics, 3rd edition, 3.4: the sign test.
 * @category Net Promoter Score
 */
export function npsExactTest(result: NpsLike): NpsTestResult<"binomial"> {
  const { score, size, top, bottom } = sampleOfNet(classesOfNps(result));
  const method = "binomial";
  if (size === 0) return { difference: null, pValue: null, method, reason: "the sample is empty" };
  if (result.weights) return { difference: score, pValue: null, method, reason: "a weighted sample has no exact test" };
  return { difference: score, pValue: signTest(top, bottom), method };
}

/**
 * Test of whether two independent samples could come from one population, by the difference of their Net Promoter
 * Scores: z with the variance of both samples together.
 *
 * @param first - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param second - The score to compare with, of other people.
 * @returns The difference, first less second, in points, and the two-sided p-value, 1 where all answers agree; `null`
 *   with a `reason` where nobody answered.
 * @throws TypeError or RangeError if the groups are no counts.
 *
 * @example
 * ```ts
 * const may = { promoters: 48, passives: 20, detractors: 12 }
 * npsPooledTest(may, { promoters: 61, passives: 31, detractors: 28 }).pValue // ~> 0.1254
 * ```
 *
 * @category Net Promoter Score
 */
export function npsPooledTest(first: NpsLike, second: NpsLike): NpsTestResult<"pooled-z"> {
  const method = "pooled-z";
  const [a, b] = [sampleOfNet(classesOfNps(first)), sampleOfNet(classesOfNps(second))];
  if (a.size === 0 || b.size === 0) return { difference: null, pValue: null, method, reason: "a sample is empty" };
  const difference = a.score - b.score;
  const variance = netVariance({ top: a.top + b.top, bottom: a.bottom + b.bottom, size: a.size + b.size });
  const error = Math.sqrt(variance * (1 / a.size + 1 / b.size));
  // Without any variance there is no difference either.
  const z = difference && difference / 100 / error;
  return { difference, pValue: 2 * normalTail(Math.abs(z)), method };
}

/** Two-sided p-value of so many of one kind and so many of the other, both equally likely. */
export function signTest(one: number, other: number): number {
  return Math.min(1, 2 * binomialCdf(Math.min(one, other), one + other, 0.5));
}
