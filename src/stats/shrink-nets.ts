import { betaQuantile, betaTail } from "./beta.ts";
import type { NetClasses } from "./boxes.ts";
import { type DirichletFit, fitDirichlet } from "./dirichlet.ts";
import { requireConfidence } from "./interval.ts";
import { netLimits } from "./net-limits.ts";
import { type NetSample, sampleOfNet } from "./net-sample.ts";
import { tailQuantile } from "./normal.ts";
import { shrinkCounts } from "./shrink-counts.ts";
import { requireBenchmark, requireSegments, type Shrinkage, type ShrinkageOptions } from "./shrinkage.ts";

/**
 * Net scores of segments, each shrunk towards the mean of all.
 *
 * @category Segments
 */
export interface ShrunkenNets<Key> extends Shrinkage<Key, "dirichlet-multinomial" | "score"> {
  /**
   * How many people the mean weighs against those of a segment, 0 where nothing is shrunk; `null` where the segments are
   * pooled, whatever their size, or nothing was counted.
   */
  readonly precision: number | null;
}

/**
 * Net scores of segments, shrunk towards their mean: three promoters of three are no proof of being the best. How far is
 * told by the segments themselves, by the Dirichlet-multinomial distribution under which their three classes are likeliest
 * (empirical Bayes).
 *
 * @param segments - The three classes of each segment, as `netBox` gives them; weighted ones stand for their effective
 *   number of people.
 * @param options - `confidence`, between 0 and 1, default 0.95; `benchmark`, −100 to 100, what the segments are ranked
 *   against.
 * @returns The shrunken score of each segment, −100 to 100, with limits (of a beta distribution with mean and variance of
 *   the posterior; where the segments are pooled, the score interval of all) and rank; empty segments have the mean.
 *   `null` with a `reason` where nothing was counted.
 * @throws TypeError or RangeError if the classes are no counts, or an option is none.
 *
 * @example
 * ```ts
 * const shops = new Map([
 *   ["A", { top: 3, middle: 0, bottom: 0 }],
 *   ["B", { top: 60, middle: 25, bottom: 15 }],
 *   ["C", { top: 30, middle: 40, bottom: 30 }],
 *   ["D", { top: 80, middle: 15, bottom: 5 }],
 *   ["E", { top: 45, middle: 30, bottom: 25 }],
 * ])
 * const shrunken = shrinkNets(shops)
 * shrunken.segments.get("A") // ~> { raw: 100, estimate: 48, lower: 10, upper: 78, rank: 3, … }
 * shrunken.segments.get("D") // ~> { raw: 75, estimate: 70, lower: 59, upper: 80, rank: 1, … }
 * ```
 *
 * @see Minka (2000), Estimating a Dirichlet distribution; Efron & Morris (1975), Data Analysis Using Stein's Estimator,
 * Journal of the American Statistical Association 70.
 * @category Segments
 */
export function shrinkNets<Key>(
  segments: ReadonlyMap<Key, NetClasses>,
  options: ShrinkageOptions = {},
): ShrunkenNets<Key> {
  const confidence = requireConfidence(options);
  if (options?.benchmark !== undefined) requireBenchmark(options.benchmark, -100, 100);
  const samples = requireSegments(segments).map((net) => {
    const sample = sampleOfNet(net);
    return { ...sample, raw: sample.size === 0 ? null : sample.score };
  });
  return shrinkCounts(segments.keys(), samples, confidence, "dirichlet-multinomial", "score", (counted, tail) => {
    const fit = fitDirichlet(counted.map(({ top, bottom, size }) => [bottom, Math.max(0, size - top - bottom), top]));
    const mean = 100 * (fit.shares[2]! - fit.shares[0]!) + 0;
    return {
      mean,
      precision: fit.precision,
      together: () => {
        const [lower, upper] = netLimits("score", allTogether(counted))(tailQuantile(tail));
        return [100 * lower, 100 * upper];
      },
      posterior: (sample) => {
        const [a, b] = matchingBeta(sample, fit);
        return {
          lower: 200 * betaQuantile(tail, a, b) - 100,
          upper: 100 - 200 * betaQuantile(tail, b, a),
          standardDeviation: 200 * Math.sqrt((a / (a + b)) * (b / (a + b) / (a + b + 1))),
          probabilityAbove: betaTail(((options.benchmark ?? mean) / 100 + 1) / 2, a, b),
        };
      },
    };
  });
}

/** The shapes of the beta distribution of (1 + score) / 2 that has mean and variance of the posterior. */
function matchingBeta({ top, bottom, size }: NetSample, { shares, precision }: DirichletFit): [a: number, b: number] {
  const people = size + precision;
  const [down, , up] = shares as [number, number, number];
  const promote = (top + precision * up) / people;
  const detract = (bottom + precision * down) / people;
  const between = Math.max(0, 1 - promote - detract);
  // 1 + score and 1 − score.
  const [above, below] = [between + 2 * promote, between + 2 * detract];
  const variance = (promote + detract - (promote - detract) ** 2) / (people + 1);
  const together = (above * below) / variance - 1;
  return [Math.max(1e-6, (together * above) / 2), Math.max(1e-6, (together * below) / 2)];
}

/** All samples as one. */
function allTogether(samples: readonly NetSample[]): NetSample {
  const sum = (part: "top" | "bottom" | "size") => samples.reduce((all, sample) => all + sample[part], 0);
  return { score: 0, top: sum("top"), bottom: sum("bottom"), size: sum("size") };
}
