import { type ShrunkenNets, shrinkNets } from "../stats/shrink-nets.ts";
import { requireSegments, type ShrinkageOptions } from "../stats/shrinkage.ts";
import { classesOfNps, type NpsLike } from "./nps-interval.ts";

/**
 * Net Promoter Scores of segments, shrunk towards their mean: three promoters of three are no proof of being the best.
 * How far is told by the segments themselves (empirical Bayes).
 *
 * @param segments - What `measureBy` gives of `npsMetric`, or any `{ promoters, passives, detractors }` of each segment;
 *   weighted ones stand for their effective number of people.
 * @param options - `confidence`, between 0 and 1, default 0.95; `benchmark`, −100 to 100, what the segments are ranked
 *   against.
 * @returns The shrunken score of each segment, −100 to 100, with limits and rank; empty segments have the mean. `null`
 *   with a `reason` where nobody answered.
 * @throws TypeError or RangeError if the groups are no counts, or an option is none.
 *
 * @example
 * ```ts
 * const agents = new Map([
 *   ["Ana", { promoters: 4, passives: 0, detractors: 0 }],
 *   ["Ben", { promoters: 70, passives: 20, detractors: 10 }],
 *   ["Cleo", { promoters: 30, passives: 40, detractors: 30 }],
 * ])
 * const shrunken = shrinkNps(agents)
 * shrunken.segments.get("Ana")?.raw // => 100
 * shrunken.segments.get("Ana")?.estimate // ~> 53
 * shrunken.fewSegments // => true
 * ```
 *
 * @see Minka (2000), Estimating a Dirichlet distribution; Efron & Morris (1975), Data Analysis Using Stein's Estimator,
 * Journal of the American Statistical Association 70.
 * @category Segments
 */
export function shrinkNps<Key>(segments: ReadonlyMap<Key, NpsLike>, options: ShrinkageOptions = {}): ShrunkenNets<Key> {
  const results = requireSegments(segments);
  return shrinkNets(new Map([...segments.keys()].map((key, index) => [key, classesOfNps(results[index]!)])), options);
}
