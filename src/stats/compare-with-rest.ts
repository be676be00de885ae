import { requireFunction } from "../tally/function.ts";
import type { Comparison, ConfidenceOptions } from "./interval.ts";
import { benjaminiHochberg } from "./multiple-comparisons.ts";
import { restsOf, type SegmentCounts } from "./rest-of-segments.ts";
import { requireSegments } from "./shrinkage.ts";

/**
 * How segments are compared with the rest.
 *
 * @category Segments
 */
export interface CompareWithRestOptions extends ConfidenceOptions {
  /** How the p-values are adjusted for their number: `benjaminiHochberg` (the default, for exploration) or `holm`. */
  readonly adjust?: ((pValues: readonly (number | null)[]) => readonly (number | null)[]) | undefined;
}

/**
 * A segment less the rest.
 *
 * @category Segments
 */
export interface SegmentComparison<Method extends string = string> extends Comparison<Method> {
  /** The p-value adjusted for the number of segments, `pValue` or more; `null` where there is none. */
  readonly adjustedPValue: number | null;
}

/**
 * Each segment against the rest, all other segments together: never against the total, which holds the segment itself.
 *
 * @param segments - The result of each segment, as `measureBy` gives them: of people of their own, and together of all.
 * @param compare - How two of them are compared: `compareNps`, `compareShares`, `compareNets`, `compareMeans`.
 * @param options - `confidence` of each interval, between 0 and 1, default 0.95; `adjust`, how the p-values are adjusted
 *   for their number, default `benjaminiHochberg`.
 * @returns Segment less rest for each segment, in the order of `segments`, with the adjusted p-value; `null` with a
 *   `reason` where the segment or the rest is empty.
 * @throws TypeError or RangeError as `compare` does, or if the segments are no results that can be added up.
 *
 * @example
 * ```ts
 * const plans = new Map([
 *   ["free", { promoters: 40, passives: 30, detractors: 30 }],
 *   ["pro", { promoters: 60, passives: 30, detractors: 10 }],
 *   ["team", { promoters: 50, passives: 30, detractors: 20 }],
 * ])
 * const compared = compareWithRest(plans, compareNps)
 * compared.get("free")?.difference // => -30
 * compared.get("free")?.pValue // ~> 0.0019
 * compared.get("free")?.adjustedPValue // ~> 0.0028
 * compared.get("team")?.difference // => 0
 * ```
 *
 * @example
 * ```ts
 * const calls = [{ team: "A", seconds: 300 }, { team: "A", seconds: 340 }, { team: "B", seconds: 200 }, { team: "C", seconds: 240 }]
 * const teams = measureBy(meanMetric(), calls, (call) => call.team, { value: (call) => call.seconds })
 * compareWithRest(teams, compareMeans).get("A")?.difference // => 100
 * ```
 *
 * @see Benjamini & Hochberg (1995), Controlling the False Discovery Rate, Journal of the Royal Statistical Society B 57.
 * @category Segments
 */
export function compareWithRest<Key, Counts extends SegmentCounts, Method extends string>(
  segments: ReadonlyMap<Key, Counts>,
  compare: (segment: NoInfer<Counts>, rest: NoInfer<Counts>, options: ConfidenceOptions) => Comparison<Method>,
  options: CompareWithRestOptions = {},
): Map<Key, SegmentComparison<Method>> {
  const { confidence, adjust = benjaminiHochberg } = options ?? {};
  const results = requireSegments(segments);
  requireFunction("compare", compare);
  requireFunction("adjust", adjust);
  const comparisons = restsOf(results).map((rest, index) => compare(results[index]!, rest as Counts, { confidence }));
  const adjustedPValues = adjust(comparisons.map(({ pValue }) => pValue));
  return new Map(
    [...segments.keys()].map((key, index) => [
      key,
      { ...comparisons[index]!, adjustedPValue: adjustedPValues[index] ?? null },
    ]),
  );
}
