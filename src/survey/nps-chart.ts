import type { AttributeChart, AttributeChartOptions } from "../stats/attribute-chart.ts";
import { netChart } from "../stats/net-chart.ts";
import { requireIterable } from "../tally/iterable.ts";
import { classesOfNps, type NpsLike } from "./nps-interval.ts";

/**
 * Control chart of Net Promoter Scores, one a period: the score of all periods, and limits of three standard errors of
 * each.
 *
 * @param results - What `nps` gives, or any `{ promoters, passives, detractors }`, of each period, in the order of time.
 * @param options - `laney`, whether the limits allow for more variation than chance; default `false`.
 * @returns Centre, points with limits from −100 to 100, and signals; limits `null` with a `reason` where nobody answered or
 *   all answers agree. A period without answers keeps its place and has none.
 * @throws TypeError or RangeError if the groups are no counts, or an option is none.
 *
 * @example
 * ```ts
 * const months = [20, 25, 15, 22, 18, 60].map((detractors) => ({ promoters: 50, passives: 30, detractors }))
 * const chart = npsChart(months)
 * chart.centre // ~> 21.9
 * chart.points[5] // ~> { value: -7.14, size: 140, lower: 1.11, upper: 42.64 }
 * chart.signals // => [{ index: 5, rule: "beyond-limits" }]
 * chart.fewPoints // => true
 * ```
 *
 * @see Laney (2002), Improved Control Charts for Attributes, Quality Engineering 14.
 * @category Control charts
 */
export function npsChart(results: Iterable<NpsLike>, options: AttributeChartOptions = {}): AttributeChart {
  requireIterable(results, "results");
  const chart = netChart(Array.from(results, classesOfNps), options);
  return { ...chart, definition: { ...chart.definition, metric: "npsChart" } };
}
