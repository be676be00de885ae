import { requireChoice } from "../tally/choice.ts";
import { refusal } from "../tally/refusal.ts";
import { binomialCdf, binomialProbability, binomialTail } from "./binomial.ts";
import { firstWhere } from "./first-where.ts";
import { type ShareLike, sampleOfShare } from "./share-interval.ts";
import { requireShare } from "./share-target.ts";
import type { TestResult } from "./test-result.ts";

/**
 * Which shares count as unlike the target.
 *
 * @category Uncertainty
 */
export interface BinomialTestOptions {
  /** `"two-sided"`, both larger and smaller ones; `"greater"`, larger ones; `"less"`, smaller ones. Default `"two-sided"`. */
  readonly alternative?: "two-sided" | "greater" | "less" | undefined;
}

/**
 * The exact test of a share against a target: the probability, were the target true, of all samples that are no
 * likelier than this one.
 *
 * @param share - Any `{ numerator, denominator }`; not weighted.
 * @param target - The share to test, 0 to 1.
 * @param options - `alternative`, which shares count as unlike the target; default `"two-sided"`.
 * @returns The p-value; `null` with a `reason` of an empty sample.
 * @throws RangeError if the counts are no counts, or weighted, or the target is no share.
 *
 * @example
 * ```ts
 * binomialTest({ numerator: 13, denominator: 16 }, 0.5).pValue // ~> 0.02127
 * binomialTest({ numerator: 13, denominator: 16 }, 0.5, { alternative: "greater" }).pValue // ~> 0.01064
 * ```
 *
 * @see Sterne (1954), Some remarks on confidence or fiducial limits, Biometrika 41.
 * @category Uncertainty
 */
export function binomialTest(share: ShareLike, target: number, options: BinomialTestOptions = {}): TestResult<"exact"> {
  const { alternative = "two-sided" } = options ?? {};
  requireChoice("alternative", alternative, ["two-sided", "greater", "less"]);
  return testOf("exact", share, target, (hits, people) => {
    if (alternative === "less") return binomialCdf(hits, people, target);
    if (alternative === "greater") return binomialTail(hits - 1, people, target);
    return bothTails(hits, people, target);
  });
}

/**
 * The mid-P test of a share against a target: twice the smaller tail, with half the probability of the sample itself.
 * Less strict than the exact test, whose p-values are too large on average; the interval that agrees with it is `midP`.
 *
 * @param share - Any `{ numerator, denominator }`; not weighted.
 * @param target - The share to test, 0 to 1.
 * @returns The two-sided p-value; `null` with a `reason` of an empty sample.
 * @throws RangeError if the counts are no counts, or weighted, or the target is no share.
 *
 * @example
 * ```ts
 * midPTest({ numerator: 13, denominator: 16 }, 0.5).pValue // ~> 0.01273
 * ```
 *
 * @see Lancaster (1961), Significance tests in discrete distributions, Journal of the American Statistical Association 56.
 * @category Uncertainty
 */
export function midPTest(share: ShareLike, target: number): TestResult<"mid-p"> {
  return testOf("mid-p", share, target, (hits, people) => {
    const itself = binomialProbability(hits, people, target) / 2;
    const [below, above] = [binomialCdf(hits - 1, people, target), binomialTail(hits, people, target)];
    return 2 * (Math.min(below, above) + itself);
  });
}

function testOf<Method extends string>(
  method: Method,
  share: ShareLike,
  target: number,
  pValue: (hits: number, people: number) => number,
): TestResult<Method> {
  requireShare("target", target);
  const { numerator, denominator } = requireCounted(share);
  return denominator === 0
    ? { pValue: null, method, reason: "the sample is empty" }
    : { pValue: Math.min(1, pValue(numerator, denominator)), method };
}

/** The share, if it is one of people counted one by one: an exact test knows no weights. */
export function requireCounted(share: ShareLike): ShareLike {
  sampleOfShare(share);
  if (share.effectiveSampleSize === undefined) return share;
  throw refusal("share must be without weights, with no effectiveSampleSize", share.effectiveSampleSize);
}

/** Probabilities that differ by rounding are equal ones. */
export const ROUNDING = 1.0000001;

function bothTails(hits: number, people: number, target: number): number {
  const mean = people * target;
  if (hits === mean) return 1;
  const most = binomialProbability(hits, people, target) * ROUNDING;
  const isUnlikely = (count: number) => binomialProbability(count, people, target) <= most;
  if (hits < mean) {
    const first = firstWhere(isUnlikely, Math.ceil(mean), people);
    return binomialCdf(hits, people, target) + binomialTail(first - 1, people, target);
  }
  const last = -firstWhere((count) => isUnlikely(-count), -Math.floor(mean), 0);
  return binomialCdf(last, people, target) + binomialTail(hits - 1, people, target);
}
