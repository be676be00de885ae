import { requireChoice } from "../tally/choice.ts";
import { requireCount } from "../tally/count.ts";
import { requireIterable } from "../tally/iterable.ts";
import { chiSquareTailQuantile } from "./chi-square.ts";
import { total } from "./classes.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { tailQuantile } from "./normal.ts";
import { wilsonLimits } from "./share-interval.ts";

/**
 * How the intervals of all classes are made to hold together: by Goodman's division of the error among them, or by
 * Quesenberry and Hurst's for every sum and difference of shares as well.
 *
 * @category Uncertainty
 */
export type SimultaneousMethod = "goodman" | "quesenberry-hurst";

/**
 * How sure the intervals must be together, and how that is reached.
 *
 * @category Uncertainty
 */
export interface SimultaneousIntervalsOptions extends ConfidenceOptions {
  /** How the intervals are made to hold together. Default `"goodman"`, at a confidence of 0.9 or more the narrower one of three classes or more. */
  readonly method?: SimultaneousMethod | undefined;
}

/**
 * Intervals of the shares of all classes that hold together: of promoters, passives and detractors, of the points of a
 * scale, of the reasons given. Each is Wilson's with a larger factor, so that in so many samples as `confidence` says none
 * of them misses its share.
 *
 * @param counts - People in each class, two classes or more, whole numbers.
 * @param options - `confidence` that all hold, between 0 and 1, default 0.95; `method`: `"goodman"` (default) or
 *   `"quesenberry-hurst"`.
 * @returns Share and limits of each class, 0 to 1, in the order of the counts; `null` with a `reason` of an empty sample.
 * @throws TypeError or RangeError if a count is none, there are fewer than two, or an option is none.
 *
 * @example
 * ```ts
 * const [detractors, passives, promoters] = simultaneousIntervals([15, 25, 60])
 * promoters // ~> { estimate: 0.6, lower: 0.4804, upper: 0.7088, confidence: 0.95, method: "goodman", … }
 * shareInterval({ numerator: 60, denominator: 100 }) // ~> { estimate: 0.6, lower: 0.502, upper: 0.6906, … }
 * simultaneousIntervals([0, 0])[0]?.reason // => "the sample is empty"
 * simultaneousIntervals([7]) // throws RangeError "counts must be of two classes or more, got 1"
 * ```
 *
 * @see Goodman (1965), On simultaneous confidence intervals for multinomial proportions, Technometrics 7; Quesenberry &
 * Hurst (1964), Large sample simultaneous confidence intervals for multinomial proportions, Technometrics 6.
 * @category Uncertainty
 */
export function simultaneousIntervals(
  counts: Iterable<number>,
  options: SimultaneousIntervalsOptions = {},
): Interval<SimultaneousMethod>[] {
  const confidence = requireConfidence(options);
  const method = requireChoice("method", options?.method ?? "goodman", ["goodman", "quesenberry-hurst"]);
  requireIterable(counts, "counts");
  const people = Array.from(counts, (count) => requireCount("count", count));
  const classes = people.length;
  if (classes < 2) throw new RangeError(`counts must be of two classes or more, got ${classes}`);
  const size = requireCount("sum of counts", total(people));
  const missed = 1 - confidence;
  const z =
    method === "goodman" ? tailQuantile(missed / classes / 2) : Math.sqrt(chiSquareTailQuantile(missed, classes - 1));
  return people.map((count) => {
    if (size === 0)
      return { estimate: null, lower: null, upper: null, confidence, method, reason: "the sample is empty" };
    const [lower, upper] = wilsonLimits(count / size, size, z);
    return { estimate: count / size, lower, upper, confidence, method };
  });
}
