import { requireIterable } from "../tally/iterable.ts";
import { type AttributeChart, type AttributeChartOptions, attributeChart } from "./attribute-chart.ts";
import { cellsOfShare } from "./share-cells.ts";
import type { ShareLike } from "./share-interval.ts";

/**
 * Control chart of shares, one a period: the share of all periods, and limits of three standard errors of each.
 *
 * @param shares - A share result, or any `{ numerator, denominator }`, of each period, in the order of time.
 * @param options - `laney`, whether the limits allow for more variation than chance; default `false`.
 * @returns Centre, points with limits from 0 to 1, and signals; limits `null` with a `reason` where nothing was counted or
 *   all answers agree. A period without answers keeps its place and has none.
 * @throws TypeError or RangeError if the counts are no counts, or an option is none.
 *
 * @example
 * ```ts
 * const weeks = [18, 22, 19, 25, 20, 21, 17, 23, 20, 48].map((numerator) => ({ numerator, denominator: 100 }))
 * const chart = pChart(weeks)
 * chart.centre // => 0.233
 * chart.points[9] // ~> { value: 0.48, size: 100, lower: 0.106, upper: 0.360 }
 * chart.signals // => [{ index: 9, rule: "beyond-limits" }]
 * pChart([]).reason // => "nothing was counted"
 * ```
 *
 * @see Laney (2002), Improved Control Charts for Attributes, Quality Engineering 14.
 * @category Control charts
 */
export function pChart(shares: Iterable<ShareLike>, options: AttributeChartOptions = {}): AttributeChart {
  requireIterable(shares, "shares");
  const samples = Array.from(shares, cellsOfShare);
  const size = samples.reduce((sum, sample) => sum + sample.size, 0);
  const hits = samples.reduce((sum, sample) => sum + sample.hits, 0);
  const periods = samples.map((sample) => ({ value: sample.size === 0 ? null : sample.rate, size: sample.size }));
  const centre = size === 0 ? 0 : Math.min(1, hits / size);
  const deviation = Math.sqrt(centre * (1 - centre));
  return attributeChart(periods, centre, deviation, options, { metric: "pChart", least: 0, most: 1 });
}
