import { type ConfidenceOptions, type Interval, requireConfidence } from "../stats/interval.ts";
import { netIntervalBy, netVariance } from "../stats/net-interval-by.ts";
import { netLimits } from "../stats/net-limits.ts";
import { sampleOfNet } from "../stats/net-sample.ts";
import { tailQuantile } from "../stats/normal.ts";
import { studentTailQuantile } from "../stats/student.ts";
import { refusal } from "../tally/refusal.ts";
import { classesOfNps, type NpsLike } from "./nps-interval.ts";

/**
 * How many equally weighted people a Net Promoter Score is worth, by the definitions in use.
 *
 * @category Net Promoter Score
 */
export interface NpsEffectiveSizes {
  /** What the intervals here take: the smaller of `kish` and `design`; 0 of an empty sample. */
  readonly size: number;
  /** Kish's size, (Σw)² / Σw²; 0 of an empty sample. */
  readonly kish: number;
  /** n·(V/(n − 1)) / Var: the people whose variance V, divided by n − 1, is the linearised one; `null` where that is 0. */
  readonly design: number | null;
  /** V / Var: the people whose variance V, divided by n, is the linearised one; `null` where that is 0. */
  readonly linearised: number | null;
  /** `linearised`, times (z/t)² for its degrees of freedom: closest to nominal coverage; `null` where the variance is 0. */
  readonly linearisedT: number | null;
}

/**
 * Effective sample sizes of a Net Promoter Score: how many equally weighted people would be as sure.
 *
 * @param result - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param options - `confidence`, on which `linearisedT` depends, between 0 and 1, default 0.95.
 * @returns The sizes; those of the linearised variance are `null` where the sample does not vary.
 * @throws TypeError or RangeError if the groups are no counts, or the confidence is none.
 *
 * @example
 * ```ts
 * const weighted = nps([10, 0], { weight: (_, index) => 1 + 2 * index })
 * npsEffectiveSizes(weighted).kish // ~> 1.6
 * npsEffectiveSizes(weighted).design // ~> 2.667
 * npsEffectiveSizes({ promoters: 5, passives: 3, detractors: 2 }).size // => 10
 * ```
 *
 * @see Kish (1992), Weighting for unequal Pi, Journal of Official Statistics 8; Korn & Graubard (1998), Survey
 * Methodology 24, for the (z/t)².
 * @category Net Promoter Score
 */
export function npsEffectiveSizes(result: NpsLike, options: ConfidenceOptions = {}): NpsEffectiveSizes {
  const tail = (1 - requireConfidence(options)) / 2;
  const { size, top, bottom } = sampleOfNet(classesOfNps(result));
  const { error, count } = linearised(result);
  const { sums, squares } = result.weights ?? { sums: [count], squares: [count] };
  const total = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0);
  const weight = total(sums);
  // Divided first: the weights of people who weigh the same leave no rounding.
  const kish = weight && weight * (weight / total(squares));
  if (!error) return { size, kish, design: null, linearised: null, linearisedT: null };
  const linear = netVariance({ size, top, bottom }) / error ** 2;
  return {
    size,
    kish,
    design: linear * (count / (count - 1)),
    linearised: linear,
    linearisedT: linear * (tailQuantile(tail) / studentTailQuantile(tail, count - 1)) ** 2,
  };
}

/**
 * Score interval of a Net Promoter Score as of another number of people: an effective sample size of a design, or of a
 * small population.
 *
 * @param result - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param size - Effective number of people, from 1e-6 to 1e15, not always whole.
 * @param options - `confidence`, between 0 and 1, default 0.95.
 * @returns Score and limits, −100 to 100; `null` with a `reason` where nobody answered.
 * @throws TypeError or RangeError if the groups are no counts, or size or confidence is none.
 *
 * @example
 * ```ts
 * const counts = { promoters: 60, passives: 25, detractors: 15 }
 * npsIntervalAtSize(counts, 100).lower // ~> 29.3
 * npsIntervalAtSize(counts, 50).lower // ~> 22.1
 * ```
 *
 * @category Net Promoter Score
 */
export function npsIntervalAtSize(result: NpsLike, size: number, options: ConfidenceOptions = {}): Interval<"score"> {
  if (!(typeof size === "number" && size >= 1e-6 && size <= 1e15)) {
    throw refusal("size must be a number of people from 1e-6 to 1e15", size);
  }
  return netIntervalBy(classesOfNps(result), options, "score", (sample, tail) => {
    const people = (part: number) => (part === sample.size ? size : (part / sample.size) * size);
    return netLimits("score", { ...sample, top: people(sample.top), bottom: people(sample.bottom), size })(
      tailQuantile(tail),
    );
  });
}

/** The people, and the linearised standard error of the mean of 1, 0 and −1; `null` of fewer than two. */
export function linearised(result: NpsLike): { readonly error: number | null; readonly count: number } {
  const { promoters, passives, detractors, weights } = result;
  const counts = [detractors, passives, promoters];
  const count = promoters + passives + detractors;
  const { sums, squares } = weights ?? { sums: counts, squares: counts };
  const [lows, middles, highs] = sums as [number, number, number];
  const weight = lows + middles + highs;
  if (count < 2 || weight === 0) return { error: null, count };
  // The distance of each class from the mean, times Σw, as sums of what is not negative.
  const distances = [2 * highs + middles, highs - lows, 2 * lows + middles];
  const variance = squares.reduce((sum, square, place) => sum + square * (distances[place]! / weight) ** 2, 0);
  return { error: (Math.sqrt(variance) / weight) * Math.sqrt(count / (count - 1)), count };
}
