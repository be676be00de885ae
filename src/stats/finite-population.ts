import { refusal } from "../tally/refusal.ts";
import { type ShareLike, sampleOfShare } from "./share-interval.ts";

/**
 * A share from a sample that is a large part of its population, drawn at random without replacement: the same share with
 * the larger effective size that this is worth, for `shareInterval`, `compareShares` and their kin.
 *
 * Only for statements about these very people, such as the customers of last month; about customers to come the sample
 * says no more than its size. Not for answers that came in by themselves.
 *
 * @param share - A share result, or any `{ numerator, denominator }`.
 * @param population - People in the population, more than in the sample.
 * @returns The share with its effective sample size, n (N − 1) / (N − n).
 * @throws RangeError if the counts are no counts, or the population is no larger than the sample.
 *
 * @example
 * ```ts
 * const answers = { numerator: 160, denominator: 200 }
 * finitePopulation(answers, 300) // => { numerator: 160, denominator: 200, rate: 0.8, effectiveSampleSize: 598 }
 * shareInterval(answers) // ~> { estimate: 0.8, lower: 0.739, upper: 0.850, … }
 * shareInterval(finitePopulation(answers, 300)) // ~> { estimate: 0.8, lower: 0.766, upper: 0.830, … }
 * ```
 *
 * @see Cochran (1977), Sampling Techniques, 3rd edition, 2.6.
 * @category Sample size
 */
export function finitePopulation(share: ShareLike, population: number): Required<ShareLike> {
  const { rate, size } = sampleOfShare(share);
  const { numerator, denominator } = share;
  requirePopulation(population);
  if (population <= denominator) throw refusal(`population must be more than the sample, ${denominator}`, population);
  // As many times the weight as the people in the sample are worth more than people drawn with replacement.
  const worth = (population - 1) / (population - denominator);
  return { numerator: numerator + 0, denominator, rate, effectiveSampleSize: size * worth };
}

/** The number of people in a population, if it is one. */
export function requirePopulation(population: number): number {
  if (Number.isSafeInteger(population) && population > 0) return population;
  throw refusal("population must be a whole number, 1 or more", population);
}
