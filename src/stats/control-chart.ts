import { refusal } from "../tally/refusal.ts";

/**
 * A point of a control chart at which something other than chance is at work.
 *
 * @category Control charts
 */
export interface ChartSignal<Rule extends string = ChartRule> {
  /** Where the point stands among the values, from 0: of a run, the point that completes it, and each that prolongs it. */
  readonly index: number;
  /** The rule that found it. */
  readonly rule: Rule;
}

/**
 * What makes a point a signal: it lies beyond a limit; it is the eighth or a later one in a row on one side of the
 * centre; or it is one of three of four in a row that lie nearer to the same limit than to the centre.
 *
 * @category Control charts
 */
export type ChartRule = "beyond-limits" | "run-of-eight" | "three-of-four";

/**
 * A point of a control chart.
 *
 * @category Control charts
 */
export interface ChartPoint {
  /** The value, in the unit of the chart; `null` of a period in which nothing was counted. */
  readonly value: number | null;
  /** Lower limit, in the same unit; `null` where there is none. */
  readonly lower: number | null;
  /** Upper limit, in the same unit; `null` where there is none. */
  readonly upper: number | null;
}

/**
 * A control chart: which points differ from the rest by more than the usual variation from one to the next.
 *
 * @category Control charts
 */
export interface ControlChart<Point extends ChartPoint = ChartPoint, Rule extends string = ChartRule> {
  /** The line about which the points vary, in the unit of the values; `null` where nothing was counted. */
  readonly centre: number | null;
  /** The points with their limits, in the order in which they came. */
  readonly points: readonly Point[];
  /** The points at which something other than chance is at work, in their order. */
  readonly signals: readonly ChartSignal<Rule>[];
  /** Points that have a value. */
  readonly count: number;
  /** Whether the limits come from fewer than ten points, and will still move. */
  readonly fewPoints: boolean;
  /** Why there are no limits; only where there are none. */
  readonly reason?: string;
}

/** The fewest points from which limits are more than provisional. */
export const ENOUGH_POINTS = 10;

/** Average distance of two neighbours of a normal sample, in standard deviations: d₂ = 2/√π. */
export const NEIGHBOURS_APART = 1.1283791670955126;

/** A value with the limits that chance would keep, not cut off at the ends of the scale. */
export interface Charted {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** The signals of a chart; `null` stands for a period without a value, which neither ends nor prolongs a run. */
export function chartSignals(centre: number, points: readonly (Charted | null)[]): ChartSignal[] {
  const signals: ChartSignal[] = [];
  const recent: number[] = [];
  let side = 0;
  let run = 0;
  points.forEach((point, index) => {
    if (point === null) return;
    const { value, lower, upper } = point;
    const at = Math.sign(value - centre);
    run = at === side ? run + 1 : 1;
    side = at;
    const near = value > (centre + upper) / 2 ? 1 : value < (centre + lower) / 2 ? -1 : 0;
    recent.push(near);
    if (recent.length > 4) recent.shift();
    if (value > upper || value < lower) signals.push({ index, rule: "beyond-limits" });
    if (side !== 0 && run >= 8) signals.push({ index, rule: "run-of-eight" });
    if (near !== 0 && recent.filter((other) => other === near).length >= 3) {
      signals.push({ index, rule: "three-of-four" });
    }
  });
  return signals;
}

/** How many of the first values the limits come from: all of them unless it is said, or as many as there are. */
export function requireBaseline(baseline: number | undefined, count: number): number {
  if (baseline === undefined) return count;
  if (Number.isInteger(baseline) && baseline >= 2) return Math.min(baseline, count);
  throw refusal("baseline must be a whole number, 2 or more", baseline);
}
