import { requireChoice } from "../tally/choice.ts";
import { BETWEEN, type Known, pooledMean, type VarianceMethod } from "./between-variance.ts";
import { extent } from "./extent.ts";
import { requireConfidence } from "./interval.ts";
import { type MeanLike, sampleOfMean } from "./mean-interval.ts";
import { normalCdf, tailQuantile } from "./normal.ts";
import { ranked, requireBenchmark, requireSegments, type Shrinkage, type ShrinkageOptions } from "./shrinkage.ts";

/**
 * How means of segments are shrunk and ranked.
 *
 * @category Segments
 */
export interface ShrinkMeansOptions extends ShrinkageOptions {
  /** How the variance between segments is estimated. Default `"dersimonian-laird"`. */
  readonly method?: VarianceMethod | undefined;
}

/**
 * Means of segments, each shrunk towards the mean of all.
 *
 * @category Segments
 */
export interface ShrunkenMeans<Key> extends Shrinkage<Key, VarianceMethod> {
  /** The variance of the true means of segments, in the squared unit; 0 where they are pooled, `null` where it is not known. */
  readonly betweenVariance: number | null;
  /** Standard error of the mean of all; `null` where it is not known. */
  readonly standardError: number | null;
}

/**
 * The least variance, by a scale at which the largest mean or error is 1: a standard error of 1e-12 of it. A smaller one
 * drowns in the rounding of the means.
 */
const LEAST_VARIANCE = 1e-24;

/**
 * Means of segments, shrunk towards their mean: the fewer values a segment has and the more they vary, the further. How
 * far is told by the segments themselves, under normal distributions within and between them (empirical Bayes).
 *
 * @param segments - What `measureBy` gives of `meanMetric`, `ratingsMetric`, `csatMetric` or `cesMetric`, or any
 *   `{ count, mean, standardError }` of each segment. One of a single value, or of equal values, has the spread of the
 *   others.
 * @param options - `confidence`, between 0 and 1, default 0.95; `benchmark`, what the segments are ranked against;
 *   `method`, how the variance between segments is estimated.
 * @returns The shrunken mean of each segment, in the unit of the values, with limits and rank; empty segments have the
 *   mean. `null` with a `reason` where nothing was counted; nothing is shrunk where no segment varies.
 * @throws TypeError or RangeError if a sample is none, or an option is none.
 *
 * @example
 * ```ts
 * const teams = new Map([
 *   ["A", { count: 4, mean: 4.9, standardError: 0.4 }],
 *   ["B", { count: 90, mean: 4.1, standardError: 0.1 }],
 *   ["C", { count: 60, mean: 3.5, standardError: 0.12 }],
 *   ["D", { count: 70, mean: 4.4, standardError: 0.11 }],
 * ])
 * const shrunken = shrinkMeans(teams)
 * shrunken.segments.get("A")?.estimate // ~> 4.55
 * shrunken.segments.get("A")?.ownWeight // ~> 0.54
 * shrunken.segments.get("D")?.rank // => 1
 * ```
 *
 * @see DerSimonian & Laird (1986), Controlled Clinical Trials 7; Paule & Mandel (1982), Journal of Research of the National
 * Bureau of Standards 87; Efron & Morris (1975), Journal of the American Statistical Association 70.
 * @category Segments
 */
export function shrinkMeans<Key>(
  segments: ReadonlyMap<Key, MeanLike>,
  options: ShrinkMeansOptions = {},
): ShrunkenMeans<Key> {
  const confidence = requireConfidence(options);
  const methods = ["dersimonian-laird", "paule-mandel", "reml"] as const;
  const method = requireChoice("method", options?.method ?? "dersimonian-laird", methods);
  if (options?.benchmark !== undefined) requireBenchmark(options.benchmark, -Number.MAX_VALUE, Number.MAX_VALUE);
  const shape = { confidence, method };
  const { samples, centre, scale } = knownMeans(requireSegments(segments));
  const counted = samples.filter((sample) => sample !== null);
  const fewSegments = counted.length < 5;
  if (counted.length === 0 || counted.some(({ variance }) => variance === 0)) {
    const reason = counted.length === 0 ? "nothing was counted" : "no segment varies";
    const all = samples.map((sample) => {
      const raw = sample?.raw ?? null;
      const ownWeight = sample ? 1 : 0;
      return {
        estimate: raw,
        lower: null,
        upper: null,
        raw,
        ownWeight,
        standardDeviation: null,
        probabilityAbove: null,
        ...shape,
        reason,
      };
    });
    const nothing = { mean: null, betweenVariance: null, standardError: null, pooled: false };
    return { ...nothing, fewSegments, segments: ranked(segments.keys(), all), reason };
  }
  const between = BETWEEN[method](counted);
  const { mean, error } = pooledMean(counted, between);
  const unscaled = (value: number) => centre + scale * value + 0;
  const z = tailQuantile((1 - confidence) / 2);
  const benchmark = options.benchmark === undefined ? mean : (options.benchmark - centre) / scale;
  const all = samples.map((sample) => {
    const ownWeight = sample ? between / (between + sample.variance) : 0;
    const estimate = mean + ownWeight * ((sample?.mean ?? mean) - mean);
    // Of a segment without values, the whole variance between segments.
    const own = sample ? Math.sqrt(ownWeight * sample.variance) : Math.sqrt(between);
    const reach = Math.hypot(own, (1 - ownWeight) * error);
    return {
      estimate: unscaled(estimate),
      lower: unscaled(estimate - z * reach),
      upper: unscaled(estimate + z * reach),
      raw: sample?.raw ?? null,
      ownWeight,
      standardDeviation: reach * scale,
      probabilityAbove: between === 0 ? null : normalCdf((estimate - benchmark) / reach),
      ...shape,
    };
  });
  return {
    mean: unscaled(mean),
    betweenVariance: between * scale * scale,
    standardError: error * scale,
    pooled: between === 0,
    fewSegments,
    segments: ranked(segments.keys(), all),
  };
}

/** Means with their variances; of segments without a spread of their own, the common one divided by their count. */
function knownMeans(results: readonly MeanLike[]): {
  readonly samples: readonly (Known | null)[];
  readonly centre: number;
  readonly scale: number;
} {
  const samples = results.map((result) => {
    const { estimate, error, df } = sampleOfMean(result);
    // A spread so far below the values may be what rounding left of none, and of a weighted sample none may be left of it.
    const isNone = error !== null && error < 1.1e-14 * Math.abs(estimate!);
    return { estimate, error: isNone ? 0 : error, df, count: result.count };
  });
  const centre = samples.find(({ estimate }) => estimate !== null)?.estimate ?? 0;
  const sizes = samples.map(({ estimate, error }) => Math.max(Math.abs((estimate ?? centre) - centre), error ?? 0));
  const scale = extent(sizes)[1] || 1;
  let squares = 0;
  let freedom = 0;
  for (const { error, count, df } of samples) {
    if (error === null) continue;
    squares += (error / scale) ** 2 * count * df;
    freedom += df;
  }
  const common = squares === 0 ? 0 : Math.max(LEAST_VARIANCE, squares / freedom);
  return {
    centre,
    scale,
    samples: samples.map(({ estimate, error, count }) => {
      if (estimate === null) return null;
      const own = error ? Math.max(LEAST_VARIANCE, (error / scale) ** 2) : common / count;
      return { mean: (estimate - centre) / scale, variance: own, raw: estimate };
    }),
  };
}
