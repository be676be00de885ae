import { betaQuantile, betaTail, betaTailQuantile } from "./beta.ts";
import { fitDirichlet } from "./dirichlet.ts";
import { requireConfidence } from "./interval.ts";
import { tailQuantile } from "./normal.ts";
import { type ShareLike, sampleOfShare, wilsonLimits } from "./share-interval.ts";
import { ranked, requireBenchmark, requireSegments, type Shrinkage, type ShrinkageOptions } from "./shrinkage.ts";

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
  const confidence = requireConfidence(options.confidence);
  if (options.benchmark !== undefined) requireBenchmark(options.benchmark, 0, 1);
  const samples = requireSegments(segments).map((share) => {
    const { rate, size } = sampleOfShare(share);
    const hits = (rate ?? 0) * size;
    return { rate, size, hits, others: rate === null ? 0 : size - hits };
  });
  const counted = samples.filter(({ rate }) => rate !== null);
  const fewSegments = counted.length < 5;
  const alpha = (1 - confidence) / 2;
  const shape = { confidence, method: "beta-binomial" } as const;
  if (counted.length === 0) {
    const nothing = {
      estimate: null,
      lower: null,
      upper: null,
      raw: null,
      ownWeight: 0,
      standardDeviation: null,
      probabilityAbove: null,
    };
    const reason = "nothing was counted";
    const all = ranked(
      segments.keys(),
      samples.map(() => ({ ...nothing, ...shape, reason })),
    );
    return { mean: null, precision: null, pooled: false, fewSegments, segments: all, reason };
  }
  const fit = fitDirichlet(counted.map(({ hits, others }) => [others, hits]));
  const { precision } = fit;
  const [without, mean] = fit.shares as [number, number];
  if (precision === Infinity) {
    const size = counted.reduce((sum, sample) => sum + sample.size, 0);
    const [lower, upper] = wilsonLimits(mean, size, tailQuantile(alpha));
    const same = {
      estimate: mean,
      lower,
      upper,
      confidence,
      method: "wilson",
      ownWeight: 0,
      standardDeviation: null,
      probabilityAbove: null,
    } as const;
    const all = ranked(
      segments.keys(),
      samples.map(({ rate }) => ({ ...same, raw: rate })),
    );
    return { mean, precision: null, pooled: true, fewSegments, segments: all };
  }
  const benchmark = options.benchmark ?? mean;
  const all = samples.map(({ rate, size, hits, others }) => {
    const ownWeight = size && size / (size + precision);
    const estimate = size ? rate! * ownWeight + mean * (1 - ownWeight) : mean;
    const own = { raw: rate, ownWeight };
    if (precision === 0) {
      const reason = "every segment is all or nothing";
      return {
        estimate,
        lower: null,
        upper: null,
        ...own,
        standardDeviation: null,
        probabilityAbove: null,
        ...shape,
        reason,
      };
    }
    const [a, b] = [hits + precision * mean, others + precision * without].map((one) => Math.max(1e-6, one)) as [
      number,
      number,
    ];
    return {
      estimate,
      lower: betaQuantile(alpha, a, b),
      upper: betaTailQuantile(alpha, a, b),
      ...own,
      standardDeviation: Math.sqrt((a / (a + b)) * (b / (a + b) / (a + b + 1))),
      probabilityAbove: betaTail(benchmark, a, b),
      ...shape,
    };
  });
  return { mean, precision, pooled: false, fewSegments, segments: ranked(segments.keys(), all) };
}
