import { chiSquareTail, chiSquareTailQuantile } from "../stats/chi-square.ts";
import { type Comparison, type ConfidenceOptions, type Interval, requireConfidence } from "../stats/interval.ts";
import { inPoints, netIntervalBy, netVariance } from "../stats/net-interval-by.ts";
import { sampleOfNet } from "../stats/net-sample.ts";
import { noComparison } from "../stats/no-comparison.ts";
import { requireChoice } from "../tally/choice.ts";
import { classesOfNps, type NpsLike } from "./nps-interval.ts";

/**
 * How many contrasts of the three groups an interval must hold for at once.
 *
 * @category Net Promoter Score
 */
export interface GoodmanOptions extends ConfidenceOptions {
  /** All contrasts (`"scheffe"`), or the three differences of two groups (`"bonferroni"`). Default `"scheffe"`. */
  readonly contrasts?: "scheffe" | "bonferroni" | undefined;
}

/**
 * The name of Goodman's interval in a result.
 *
 * @category Net Promoter Score
 */
export type GoodmanMethod = "goodman-scheffe" | "goodman-bonferroni";

/**
 * Goodman's simultaneous interval of a Net Promoter Score, for where other contrasts of the same three groups are read
 * beside it: Wald's interval with a larger factor. Of zero width where all answers agree.
 *
 * @param result - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param options - `confidence` that all contrasts hold, between 0 and 1, default 0.95; `contrasts`.
 * @returns Score and limits, cut off at −100 and 100; `null` with a `reason` where nobody answered.
 * @throws TypeError or RangeError if the groups are no counts, or an option is none.
 *
 * @example
 * ```ts
 * npsIntervalByGoodman({ promoters: 60, passives: 25, detractors: 15 }).lower // ~> 26.9
 * ```
 *
 * @see Goodman (1965), On simultaneous confidence intervals for multinomial proportions, Technometrics 7.
 * @category Net Promoter Score
 */
export function npsIntervalByGoodman(result: NpsLike, options: GoodmanOptions = {}): Interval<GoodmanMethod> {
  const contrasts = requireContrasts(options?.contrasts);
  return netIntervalBy(classesOfNps(result), options, `goodman-${contrasts}` as const, (sample, tail) => {
    const mean = (sample.top - sample.bottom) / sample.size;
    const reach = factor(contrasts, 2 * tail) * Math.sqrt(netVariance(sample) / sample.size);
    return [mean - reach, mean + reach];
  });
}

/**
 * Goodman's simultaneous comparison of two independent Net Promoter Scores, for where other contrasts of the same
 * groups are compared beside it: Wald's with a larger factor, and a p-value as much larger.
 *
 * @param first - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param second - The score to compare with, of other people.
 * @param options - `confidence` that all contrasts hold, between 0 and 1, default 0.95; `contrasts`.
 * @returns Difference and limits in points, cut off at −200 and 200, and the two-sided p-value; `null` with a `reason`
 *   where nobody answered, or where neither sample varies.
 * @throws TypeError or RangeError if the groups are no counts, or an option is none.
 *
 * @example
 * ```ts
 * const may = { promoters: 60, passives: 25, detractors: 15 }
 * compareNpsByGoodman(may, { promoters: 50, passives: 25, detractors: 25 }).pValue // ~> 0.198
 * ```
 *
 * @see Goodman (1964), Simultaneous confidence intervals for contrasts among multinomial populations, The Annals of
 * Mathematical Statistics 35.
 * @category Net Promoter Score
 */
export function compareNpsByGoodman(
  first: NpsLike,
  second: NpsLike,
  options: GoodmanOptions = {},
): Comparison<GoodmanMethod> {
  const contrasts = requireContrasts(options?.contrasts);
  const confidence = requireConfidence(options);
  const shape = { confidence, method: `goodman-${contrasts}` as const };
  const [a, b] = [sampleOfNet(classesOfNps(first)), sampleOfNet(classesOfNps(second))];
  if (a.size === 0 || b.size === 0) return noComparison<GoodmanMethod>(null, shape, "a sample is empty");
  const error = Math.sqrt(netVariance(a) / a.size + netVariance(b) / b.size);
  const difference = a.score - b.score;
  if (error === 0) return noComparison<GoodmanMethod>(difference, shape, "neither sample varies");
  const reach = factor(contrasts, 1 - confidence) * error;
  const square = (difference / 100 / error) ** 2;
  return {
    difference,
    lower: inPoints(difference / 100 - reach, 2),
    upper: inPoints(difference / 100 + reach, 2),
    pValue: contrasts === "scheffe" ? chiSquareTail(square, 2) : Math.min(1, 3 * chiSquareTail(square, 1)),
    ...shape,
  };
}

/** What takes the place of z. */
function factor(contrasts: "scheffe" | "bonferroni", outside: number): number {
  return Math.sqrt(contrasts === "scheffe" ? chiSquareTailQuantile(outside, 2) : chiSquareTailQuantile(outside / 3, 1));
}

function requireContrasts(contrasts: GoodmanOptions["contrasts"] = "scheffe"): "scheffe" | "bonferroni" {
  return requireChoice("contrasts", contrasts, ["scheffe", "bonferroni"]);
}
