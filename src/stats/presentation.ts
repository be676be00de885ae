import { requireCount } from "../tally/count.ts";
import { requireFunction } from "../tally/function.ts";
import { refusal } from "../tally/refusal.ts";
import { requireDomain } from "./domain.ts";
import { type ConfidenceOptions, type Interval, requireInterval } from "./interval.ts";
import { requireSegments } from "./shrinkage.ts";

/**
 * What is asked of a segment before its number is shown, ranked and called reliable.
 *
 * @category Segments
 */
export interface PresentationOptions extends ConfidenceOptions {
  /** The fewest people whose number is shown, a whole number. Default 10. */
  readonly shownFrom?: number | undefined;
  /** The smallest effective sample size that takes part in a ranking, 0 or more. Default 30. */
  readonly rankedFrom?: number | undefined;
  /**
   * The widest interval of a reliable number, upper limit less lower, in the unit of the interval. Default 0.3 of shares, 0 to 1;
   * required of all else.
   */
  readonly widest?: number | undefined;
}

/**
 * What may be made of the number of a segment.
 *
 * @category Segments
 */
export interface Presentation {
  /** Whether there are people enough to show the number at all. */
  readonly shown: boolean;
  /** Whether it is shown, and its sample is large enough for a place in a ranking. */
  readonly ranked: boolean;
  /** Whether it has limits, and they are no further apart than asked. */
  readonly reliable: boolean;
  /** People in the segment. */
  readonly count: number;
  /** Kish's effective sample size where the segment is weighted, else `count`. */
  readonly effectiveSampleSize: number;
  /** Upper limit less lower, in the unit of the interval; `null` where there are no limits. */
  readonly width: number | null;
}

/**
 * Which segments have a number that may be shown, one that may be ranked, and one that is reliable: three questions, by how
 * many people there are, by how much they weigh together, and by how wide the interval is.
 *
 * It hides nothing by itself, and what it hides may be found from a total: `suppressSmall` protects counts. Ranks are best
 * taken from `shrinkShares`, `shrinkNps` or `shrinkMeans`, of the segments that are `ranked`.
 *
 * @param segments - The result of each segment, as `measureBy` gives them: anything with a `count`, or with the `denominator` of
 *   a share, and with an `effectiveSampleSize` where it is weighted.
 * @param interval - The interval of a result: `shareInterval`, `npsInterval`, `meanInterval`, …
 * @param options - `shownFrom`, `rankedFrom` and `widest`, what is asked of a segment; `confidence` of the intervals, between 0 and 1,
 *   default 0.95.
 * @returns For each segment, in the order in which they came, whether it is shown, ranked and reliable; an empty one is none of
 *   them.
 * @throws TypeError or RangeError if a segment says of no number of people, an option is none, or `widest` is not given where
 *   the segments are no shares; whatever `interval` throws.
 *
 * @example
 * ```ts
 * const shops = new Map([
 *   ["A", { numerator: 280, denominator: 400 }],
 *   ["B", { numerator: 15, denominator: 20 }],
 *   ["C", { numerator: 3, denominator: 4 }],
 * ])
 * const presented = presentation(shops, shareInterval)
 * presented.get("A") // ~> { shown: true, ranked: true, reliable: true, count: 400, effectiveSampleSize: 400, width: 0.08947 }
 * presented.get("B") // ~> { shown: true, ranked: false, reliable: false, count: 20, effectiveSampleSize: 20, width: 0.3568 }
 * presented.get("C")?.shown // => false
 * ```
 *
 * @see Parker et al. (2017), National Center for Health Statistics Data Presentation Standards for Proportions, Vital and Health
 * Statistics 2(175): its 30 people and its widest interval of 0.30; unlike here, it judges by Korn and Graubard's intervals and by
 * relative width too.
 * @category Segments
 */
export function presentation<Key, Result extends object>(
  segments: ReadonlyMap<Key, Result>,
  interval: (result: NoInfer<Result>, options: ConfidenceOptions) => Interval,
  options?: PresentationOptions,
): Map<Key, Presentation> {
  const results = requireSegments(segments);
  requireFunction("interval", interval);
  const { confidence, shownFrom = 10, rankedFrom = 30 } = options ?? {};
  requireCount("shownFrom", shownFrom);
  requireDomain(rankedFrom, rankedFrom >= 0, "rankedFrom must be a number, 0 or more");
  const areShares = results.every((result) => "denominator" in Object(result));
  const widest = options?.widest ?? (areShares ? 0.3 : undefined);
  requireDomain(widest!, widest! > 0, "widest must be a number above 0, given where the segments are no shares");
  const keys = [...segments.keys()];
  return new Map(
    results.map((result, index) => {
      const { count, effectiveSampleSize } = sizeOf(result, index);
      const { lower, upper } = requireInterval(interval(result, { confidence }));
      const width = lower === null || upper === null ? null : upper - lower;
      const shown = count > 0 && count >= shownFrom;
      const ranked = shown && effectiveSampleSize >= rankedFrom;
      const reliable = width !== null && width <= widest!;
      return [keys[index]!, { shown, ranked, reliable, count, effectiveSampleSize, width }];
    }),
  );
}

/** How many people a result is of, and how many of equal weight they stand for. */
function sizeOf(result: object, index: number): Pick<Presentation, "count" | "effectiveSampleSize"> {
  const { denominator, count, effectiveSampleSize } = Object(result) as Record<string, unknown>;
  const people = denominator ?? count;
  if (typeof people !== "number") throw refusal("segment must have a count or a denominator", result, index);
  const whole = requireCount("people in a segment", people);
  const size = effectiveSampleSize ?? whole;
  if (typeof size === "number" && size >= 0) return { count: whole, effectiveSampleSize: size };
  throw refusal("effectiveSampleSize must be a number, 0 or more", size, index);
}
