import { betaQuantile, betaTail, betaTailQuantile } from "./beta.ts";
import { fitDirichlet } from "./dirichlet.ts";
import { requireConfidence } from "./interval.ts";
import { tailQuantile } from "./normal.ts";
import { type ShareLike, sampleOfShare, wilsonLimits } from "./share-interval.ts";
import { shrinkCounts } from "./shrink-counts.ts";
import { requireBenchmark, requireSegments, type Shrinkage, type ShrinkageOptions } from "./shrinkage.ts";

/**
 * Shares of segments, each shrunk towards the mean of all.
 *
 * @category Segments
 */
export interface ShrunkenShares<Key> extends Shrinkage<Key, "beta-binomial" | "wilson"> {
  /**
   * How many people the mean weighs against those of a segment, 0 where nothing is shrunk; `null` where the segments are
   * pooled, whatever their size, or nothing was counted.
   */
  readonly precision: number | null;
}

/**
 * Shares of segments, shrunk towards their mean: a share of 3 in 3 is no proof of being the best. How far is told by the
 * segments themselves, by the beta-binomial distribution under which they are likeliest (empirical Bayes).
 *
 * @param segments - The share of each segment, as `measureBy` gives them; weighted ones stand for their effective size.
 * @param options - `confidence`, between 0 and 1, default 0.95; `benchmark`, 0 to 1, what the segments are ranked against.
 * @returns The shrunken share of each segment, 0 to 1, with limits (of the posterior; where the segments are pooled,
 *   Wilson's of all) and rank; empty segments have the mean. `null` with a `reason` where nothing was counted.
 * @throws TypeError or RangeError if the counts are no counts, or an option is none.
 *
 * @example
 * ```ts
 * const agents = new Map([[1, 3], [2, 40], [3, 26], [4, 60], [5, 12]].map(([agent, numerator]) =>
 *   [agent, { numerator: numerator!, denominator: [3, 50, 50, 80, 30][agent! - 1]! }]))
 * const shrunken = shrinkShares(agents)
 * shrunken.mean // ~> 0.65
 * shrunken.precision // ~> 10.4
 * shrunken.segments.get(1) // ~> { raw: 1, estimate: 0.73, lower: 0.47, upper: 0.92, ownWeight: 0.22, rank: 3, … }
 * ```
 *
 * @see Kleinman (1973), Proportions with Extraneous Variance, Journal of the American Statistical Association 68; Efron &
 * Morris (1975), Data Analysis Using Stein's Estimator, Journal of the American Statistical Association 70.
 * @category Segments
 */
export function shrinkShares<Key>(
  segments: ReadonlyMap<Key, ShareLike>,
  options: ShrinkageOptions = {},
): ShrunkenShares<Key> {
  const confidence = requireConfidence(options);
  if (options?.benchmark !== undefined) requireBenchmark(options.benchmark, 0, 1);
  const samples = requireSegments(segments).map((share) => {
    const { rate, size } = sampleOfShare(share);
    const hits = (rate ?? 0) * size;
    return { raw: rate, size: rate === null ? 0 : size, hits, others: rate === null ? 0 : size - hits };
  });
  return shrinkCounts(segments.keys(), samples, confidence, "beta-binomial", "wilson", (counted, tail) => {
    const { precision, shares } = fitDirichlet(counted.map(({ hits, others }) => [others, hits]));
    const [without, mean] = shares as [number, number];
    return {
      mean,
      precision,
      together: () => {
        const people = counted.reduce((sum, { size }) => sum + size, 0);
        return wilsonLimits(mean, people, tailQuantile(tail));
      },
      posterior: ({ hits, others }) => {
        const a = Math.max(1e-6, hits + precision * mean);
        const b = Math.max(1e-6, others + precision * without);
        return {
          lower: betaQuantile(tail, a, b),
          upper: betaTailQuantile(tail, a, b),
          standardDeviation: Math.sqrt((a / (a + b)) * (b / (a + b) / (a + b + 1))),
          probabilityAbove: betaTail(options.benchmark ?? mean, a, b),
        };
      },
    };
  });
}
