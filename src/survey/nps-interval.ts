import type { NetClasses } from "../stats/boxes.ts";
import { compareNets, compareNetToTarget } from "../stats/compare-nets.ts";
import type { Comparison, Interval } from "../stats/interval.ts";
import { type NetIntervalOptions, netInterval } from "../stats/net-interval.ts";
import type { NetMethod } from "../stats/net-limits.ts";
import { requireCount } from "../tally/count.ts";
import type { NpsResult } from "./nps.ts";

/**
 * What an interval of a Net Promoter Score needs: the three groups, and their weights where they have some.
 *
 * @category Net Promoter Score
 */
export type NpsLike = Pick<NpsResult, "promoters" | "passives" | "detractors" | "weights">;

/**
 * Interval of a Net Promoter Score: by the score test, which keeps its promise from a handful of answers on and never
 * has zero width.
 *
 * A weighted score is taken as one of its effective sample size: of Kish's size, or of the size that its linearised
 * variance stands for, whichever is smaller.
 *
 * @param result - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param options - `confidence`, between 0 and 1, default 0.95; `method`: `"score"` (default), `"adjusted-wald"`
 *   (¾, 1½ and ¾ people added) or `"wald"` (of zero width where all answers agree).
 * @returns Score and limits, −100 to 100; `null` with a `reason` where nobody answered.
 * @throws TypeError or RangeError if the groups are no counts, or confidence or method is none.
 *
 * @example
 * ```ts
 * const nine = npsInterval(nps([10, 10, 9, 9, 9, 9, 8, 7, 0]))
 * nine.estimate // ~> 55.56
 * nine.lower // ~> -2.2
 * npsInterval({ promoters: 6000, passives: 2000, detractors: 1000 }).lower // ~> 54.12
 * npsInterval(nps([])).reason // => "the sample is empty"
 * ```
 *
 * @see Rocks (2016), Interval Estimation for the "Net Promoter Score", The American Statistician 70(4); Tango (1998),
 * Statistics in Medicine 17.
 * @category Net Promoter Score
 */
export function npsInterval(result: NpsLike, options?: NetIntervalOptions): Interval<NetMethod> {
  return netInterval(classesOfNps(result), options);
}

/**
 * Difference of two independent Net Promoter Scores, first less second: from the limits of each, with the p-value that
 * inverts it. Not for two waves of the same people.
 *
 * @param first - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param second - The score to compare with, of other people.
 * @param options - `confidence`, between 0 and 1, default 0.95; `method` of the limits, default `"score"`.
 * @returns Difference and limits in points, −200 to 200, and the two-sided p-value; `null` with a `reason` where nobody
 *   answered, or under `"wald"` where neither sample varies.
 * @throws TypeError or RangeError if the groups are no counts, or confidence or method is none.
 *
 * @example
 * ```ts
 * const change = compareNps({ promoters: 60, passives: 25, detractors: 15 }, { promoters: 50, passives: 25, detractors: 25 })
 * change.difference // => 20
 * change.pValue // ~> 0.074
 * ```
 *
 * @see Zou & Donner (2008), Construction of confidence limits about effect measures, Statistics in Medicine 27.
 * @category Net Promoter Score
 */
export function compareNps(first: NpsLike, second: NpsLike, options: NetIntervalOptions = {}): Comparison<NetMethod> {
  return compareNets(classesOfNps(first), classesOfNps(second), options);
}

/**
 * A Net Promoter Score against a target: how far it lies above, with interval, and whether it could be the target.
 *
 * @param result - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param target - The score to compare with, −100 to 100, known without error.
 * @param options - `confidence`, between 0 and 1, default 0.95; `method`, default `"score"`.
 * @returns Score less target and limits in points, and the two-sided p-value of the target; `null` with a `reason` where
 *   nobody answered, or under `"wald"` where the sample does not vary.
 * @throws TypeError or RangeError if target, confidence or method is none.
 *
 * @example
 * ```ts
 * compareNpsToTarget({ promoters: 60, passives: 25, detractors: 15 }, 50).difference // => -5
 * compareNpsToTarget({ promoters: 60, passives: 25, detractors: 15 }, 0).pValue // ~> 2.0e-7
 * ```
 *
 * @category Net Promoter Score
 */
export function compareNpsToTarget(
  result: NpsLike,
  target: number,
  options: NetIntervalOptions = {},
): Comparison<NetMethod> {
  return compareNetToTarget(classesOfNps(result), target, options);
}

/** The groups as classes of a net score. */
export function classesOfNps(result: NpsLike): NetClasses {
  const { promoters, passives, detractors, weights } = result ?? ({} as NpsLike);
  return {
    top: requireCount("promoters", promoters),
    middle: requireCount("passives", passives),
    bottom: requireCount("detractors", detractors),
    weights,
  } as NetClasses;
}
