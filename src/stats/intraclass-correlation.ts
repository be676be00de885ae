import { refusal } from "../tally/refusal.ts";
import { fQuantile, fTailQuantile } from "./f-distribution.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { type SegmentSpread, sumsOfSquares } from "./segmentation.ts";
import { requireSegments } from "./shrinkage.ts";

/**
 * Intraclass correlation of a segmentation: how alike two values of the same segment are, beyond what chance makes alike;
 * the share of the variance that lies between segments, without the bias of η².
 *
 * @param segments - What `measureBy` gives of `meanMetric`, `ratingsMetric`, `csatMetric` or `cesMetric`, unweighted, or
 *   any `{ count, mean, standardDeviation }` of each segment.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns The correlation, at most 1, below 0 where segments differ less than chance would have them, and its limits:
 *   exact for normal values and segments of equal size, else near. `null` with a `reason` where there are less than two
 *   segments, none has two values, or the values do not vary.
 * @throws TypeError or RangeError if a sample is none or weighted, or the confidence is none.
 *
 * @example
 * ```ts
 * const rows = [["a", 1], ["a", 2], ["a", 3], ["b", 5], ["b", 6], ["b", 7]] as [string, number][]
 * const segments = measureBy(meanMetric(), rows, ([segment]) => segment, { value: ([, value]) => value })
 * intraclassCorrelation(segments) // ~> { estimate: 0.885, lower: 0.243, upper: 1.000, confidence: 0.95, method: "anova" }
 * ```
 *
 * @see Fisher (1925), Statistical Methods for Research Workers, chapter 7; Donner & Wells (1986), A Comparison of
 * Confidence Interval Methods for the Intraclass Correlation Coefficient, Biometrics 42.
 * @category Segments
 */
export function intraclassCorrelation<Key>(
  segments: ReadonlyMap<Key, SegmentSpread>,
  options: ConfidenceOptions = {},
): Interval<"anova"> {
  const confidence = requireConfidence(options);
  const results = requireSegments(segments);
  for (const result of results) {
    if (result?.weight !== undefined) throw refusal("segments must not be weighted", result.weight);
  }
  const shape = { confidence, method: "anova" } as const;
  const without = (reason: string) => ({ estimate: null, lower: null, upper: null, ...shape, reason });
  const { between, within, sizes, count } = sumsOfSquares(results);
  const groups = sizes.length;
  if (groups < 2) return without("segments must be two or more");
  if (count === groups) return without("no segment has two values");
  if (between + within === 0) return without("the values do not vary");
  const [above, below] = [groups - 1, count - groups];
  // The size that segments would have if they were equal.
  const size = (count - sizes.reduce((sum, one) => sum + one * (one / count), 0)) / above;
  const [outer, inner] = [between / above, within / below];
  // Of the ratio F of the two mean squares, (F − 1) / (F + size − 1), by whichever of F and 1/F is below 1.
  const correlation = (factor: number): number => {
    const ratio = outer === 0 ? 0 : outer / (inner * factor);
    return ratio < 1 ? (ratio - 1) / (ratio + size - 1) : (1 - 1 / ratio) / (1 + (size - 1) / ratio);
  };
  const alpha = (1 - confidence) / 2;
  return {
    estimate: correlation(1),
    lower: correlation(fTailQuantile(alpha, above, below)),
    upper: correlation(fQuantile(alpha, above, below)),
    ...shape,
  };
}
