import type { ConfidenceOptions, Interval } from "../stats/interval.ts";
import { netIntervalBy } from "../stats/net-interval-by.ts";
import { posteriorQuantile } from "../stats/net-posterior.ts";
import { classesOfNps, type NpsLike } from "./nps-interval.ts";

/**
 * Bayesian interval of a Net Promoter Score: equal tails of the posterior under Jeffreys' prior, half a person in each
 * group, Dirichlet(½, ½, ½). It may leave out a score of exactly −100 or 100.
 *
 * @param result - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param options - `confidence`, between 0 and 1, default 0.95.
 * @returns Score and limits, −100 to 100, to 1e-8 points; `null` with a `reason` where nobody answered.
 * @throws TypeError or RangeError if the groups are no counts, or the confidence is none.
 *
 * @example
 * ```ts
 * npsIntervalByPosterior({ promoters: 5, passives: 3, detractors: 2 }).lower // ~> -20.4
 * npsIntervalByPosterior({ promoters: 10, passives: 0, detractors: 0 }).upper // ~> 99.7
 * ```
 *
 * @see Gelman et al. (2013), Bayesian Data Analysis, 3rd edition, chapter 3.
 * @category Net Promoter Score
 */
export function npsIntervalByPosterior(result: NpsLike, options: ConfidenceOptions = {}): Interval<"bayes"> {
  return netIntervalBy(classesOfNps(result), options, "bayes", (sample, tail) => [
    posteriorQuantile(sample, tail),
    // Mirrored, so that the small tail is the one that is computed.
    -posteriorQuantile({ ...sample, top: sample.bottom, bottom: sample.top }, tail),
  ]);
}
