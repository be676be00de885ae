import { requireIterable } from "../tally/iterable.ts";
import { type AttributeChart, type AttributeChartOptions, attributeChart } from "./attribute-chart.ts";
import type { NetClasses } from "./boxes.ts";
import { sampleOfNet } from "./net-sample.ts";

/**
 * Control chart of net scores, one a period: the score of all periods, and limits of three standard errors of each.
 *
 * @param nets - The three classes of each period, as `netBox` gives them, in the order of time; weighted ones stand for
 *   their effective number of people.
 * @param options - `laney`, whether the limits allow for more variation than chance; default `false`.
 * @returns Centre, points with limits from −100 to 100, and signals; limits `null` with a `reason` where nothing was
 *   counted or all answers agree. A period without answers keeps its place and has none.
 * @throws TypeError or RangeError if the classes are no counts, or an option is none.
 *
 * @example
 * ```ts
 * const months = [{ top: 50, middle: 30, bottom: 20 }, { top: 55, middle: 30, bottom: 15 }]
 * netChart(months).centre // => 35
 * netChart(months).points[0]?.lower // ~> 12.2
 * ```
 *
 * @see Laney (2002), Improved Control Charts for Attributes, Quality Engineering 14.
 * @category Control charts
 */
export function netChart(nets: Iterable<NetClasses>, options: AttributeChartOptions = {}): AttributeChart {
  requireIterable(nets, "nets");
  const samples = Array.from(nets, sampleOfNet);
  const sum = (part: "top" | "bottom" | "size") => samples.reduce((all, sample) => all + sample[part], 0);
  const [top, bottom, size] = [sum("top"), sum("bottom"), sum("size")];
  const mean = size === 0 ? 0 : (top - bottom) / size;
  const variance = size === 0 ? 0 : Math.max(0, (top + bottom) / size - mean * mean);
  const periods = samples.map(({ score, size: people }) => ({ value: people === 0 ? null : score, size: people }));
  return attributeChart(periods, size === 0 ? 0 : (100 * (top - bottom)) / size, 100 * Math.sqrt(variance), options, {
    metric: "netChart",
    least: -100,
    most: 100,
  });
}
