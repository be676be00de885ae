import { binomialProbability } from "./binomial.ts";
import { ROUNDING, requireCounted } from "./binomial-test.ts";
import { firstWhere } from "./first-where.ts";
import type { ShareLike } from "./share-interval.ts";
import type { TestResult } from "./test-result.ts";

/**
 * Fisher's exact test of two independent shares: given how many hold in both samples together, the probability of all
 * splits that are no likelier than this one. For very small samples; on the safe side.
 *
 * @param first - Any `{ numerator, denominator }`; not weighted.
 * @param second - The share to compare with, of other people.
 * @returns The two-sided p-value; `null` with a `reason` where a sample is empty.
 * @throws RangeError if the counts are no counts, or weighted, or all people together are more than 2^53 − 1.
 *
 * @example
 * ```ts
 * fisherExact({ numerator: 0, denominator: 16 }, { numerator: 15, denominator: 72 }).pValue // ~> 0.06287
 * ```
 *
 * @see Fisher (1935), The logic of inductive inference, Journal of the Royal Statistical Society 98.
 * @category Uncertainty
 */
export function fisherExact(first: ShareLike, second: ShareLike): TestResult<"fisher-exact"> {
  const method = "fisher-exact";
  const [a, b] = [requireCounted(first), requireCounted(second)];
  if (a.denominator === 0 || b.denominator === 0) return { pValue: null, method, reason: "a sample is empty" };
  // In the sample whose share is the smaller one, fewer hold than were to be expected.
  const isLess = a.numerator / a.denominator <= b.numerator / b.denominator;
  return { pValue: Math.min(1, isLess ? splitsUnlike(a, b) : splitsUnlike(b, a)), method };
}

function splitsUnlike(less: ShareLike, more: ShareLike): number {
  const hits = less.numerator + more.numerator;
  const people = less.denominator + more.denominator;
  const rate = hits / people;
  if (rate === 0 || rate === 1) return 1;
  const all = binomialProbability(hits, people, rate);
  const probability = (count: number) =>
    (binomialProbability(count, less.denominator, rate) * binomialProbability(hits - count, more.denominator, rate)) /
    all;
  // The odds of one more person who holds among these, from a split with `count` of them.
  const odds = (count: number) =>
    ((less.denominator - count) / (count + 1)) * ((hits - count) / (more.denominator - hits + count + 1));
  const observed = less.numerator;
  const most = probability(observed) * ROUNDING;
  const end = Math.min(hits, less.denominator);
  const start = Math.ceil(less.denominator * rate);
  const far = firstWhere((count) => probability(count) <= most, start, end);
  return (
    sumOutwards(probability(observed), observed, (count) => 1 / odds(count - 1), -1) +
    (far > end ? 0 : sumOutwards(probability(far), far, odds, 1))
  );
}

/** The sum of terms that fall from `first` on, each its predecessor times a ratio, until they no longer count. */
function sumOutwards(first: number, from: number, ratio: (count: number) => number, step: 1 | -1): number {
  let sum = 0;
  for (let term = first, count = from; term > sum * 1e-17; count += step) {
    sum += term;
    term *= ratio(count);
  }
  return sum;
}
