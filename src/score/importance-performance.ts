import { exactly } from "../stats/exact-sum.ts";
import type { Interval } from "../stats/interval.ts";
import { requireMeasured } from "../stats/paired-values.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { requireRange, type ScoreRange } from "./rescale.ts";
import { within } from "./within.ts";

/**
 * A value on an axis: a number; or an interval, which becomes an arm of the item's cross.
 *
 * @category Importance and performance
 */
export type AxisValue = number | Pick<Interval, "estimate" | "lower" | "upper">;

/**
 * How important something is, and how it performs: what `drivers` and `driversInterval` tell of each driver.
 *
 * @category Importance and performance
 */
export interface ImportancePerformanceItem {
  /** Its name. */
  readonly name: string;
  /** How important it is, in any unit that all items share. */
  readonly importance: AxisValue;
  /** How it performs, in any unit that all items share. */
  readonly performance: AxisValue;
}

/**
 * Where the axes cross.
 *
 * @category Importance and performance
 */
export interface ImportancePerformanceOptions {
  /** The ends of the scale of importance, whose middle is then the line; by default the line is the mean of the items. */
  readonly importanceScale?: ScoreRange | undefined;
  /** The ends of the scale of performance, whose middle is then the line; by default the line is the mean of the items. */
  readonly performanceScale?: ScoreRange | undefined;
}

/**
 * What to do about something: important and poor, important and good, unimportant and poor, unimportant and good.
 *
 * @category Importance and performance
 */
export type Quadrant = "concentrate here" | "keep up the good work" | "low priority" | "possible overkill";

/**
 * Where an item stands.
 *
 * @category Importance and performance
 */
export interface ImportancePerformancePlace {
  /** Its name. */
  readonly name: string;
  /** Its quadrant; on a line it counts as above. `null` where a value does not exist. */
  readonly quadrant: Quadrant | null;
  /** Every quadrant that its cross reaches, its own first; one if it has no intervals. */
  readonly reaches: readonly Quadrant[];
  /** Whether its cross stays in its quadrant; `null` where an axis has no interval. */
  readonly isCertain: boolean | null;
  /** How important it is. */
  readonly importance: number | null;
  /** How it performs. */
  readonly performance: number | null;
}

/**
 * Items by importance and performance.
 *
 * @category Importance and performance
 */
export interface ImportancePerformanceResult {
  /** The items, in the order given. */
  readonly items: readonly ImportancePerformancePlace[];
  /** Importance from which an item is important; of a mean, `null` without items. */
  readonly importanceLine: number | null;
  /** Performance from which an item is good; of a mean, `null` without items. */
  readonly performanceLine: number | null;
  /** Items that have both values. */
  readonly count: number;
  /** Items that lack one. */
  readonly missing: number;
  /** What was computed. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "importancePerformance";
    /** What the line of importance is. */
    readonly importanceLine: "mean" | "midpoint";
    /** What the line of performance is. */
    readonly performanceLine: "mean" | "midpoint";
  };
}

/**
 * Importance–performance analysis: which of several things are important and poor, and so come first.
 *
 * Importance that was found by correlation or regression is association, not cause. By default the lines are the means of
 * the items, so that some always lie below: the quadrants then compare items with each other. The crosses show the
 * uncertainty of the items, not that of the lines.
 *
 * @param items - Name, importance and performance of each: numbers, or intervals; such as the `drivers` of `drivers` or
 *   `driversInterval`.
 * @param options - `importanceScale` and `performanceScale`, for the middle of a scale in place of the mean of the items.
 * @returns The quadrant of each item, every quadrant that its cross reaches, and the lines; `null` where a value is missing.
 * @throws TypeError or RangeError if a value is no finite number, with its index, an interval is the wrong way round, or a
 *   scale is none.
 *
 * @example
 * ```ts
 * const found = importancePerformance([
 *   { name: "staff", importance: 0.4, performance: { estimate: 3.4, lower: 3.2, upper: 3.6 } },
 *   { name: "wait", importance: 0.3, performance: { estimate: 3.8, lower: 3.6, upper: 4.1 } },
 *   { name: "parking", importance: 0.1, performance: { estimate: 4.5, lower: 4.4, upper: 4.6 } },
 * ])
 * found.performanceLine // ~> 3.9
 * found.items.map(({ quadrant }) => quadrant) // => ["concentrate here", "concentrate here", "possible overkill"]
 * found.items[1]?.reaches // => ["concentrate here", "keep up the good work"]
 * ```
 *
 * @see Martilla & James (1977), Importance-Performance Analysis, Journal of Marketing 41(1).
 * @category Importance and performance
 */
export function importancePerformance(
  items: Iterable<ImportancePerformanceItem>,
  options: ImportancePerformanceOptions = {},
): ImportancePerformanceResult {
  requireIterable(items);
  const { importanceScale, performanceScale } = options ?? {};
  if (importanceScale) requireRange("importanceScale", importanceScale);
  if (performanceScale) requireRange("performanceScale", performanceScale);
  const read = Array.from(items, (item, index) => ({
    name: requireName(item?.name, index),
    importance: armOf("importance", item.importance, index),
    performance: armOf("performance", item.performance, index),
  }));
  const placed = read.filter(({ importance, performance }) => importance.at !== null && performance.at !== null);
  const importanceLine = lineOf(
    placed.map(({ importance }) => importance.at!),
    importanceScale,
  );
  const performanceLine = lineOf(
    placed.map(({ performance }) => performance.at!),
    performanceScale,
  );
  return {
    items: read.map(({ name, importance, performance }) => {
      const values = { importance: importance.at, performance: performance.at };
      if (importance.at === null || performance.at === null || importanceLine === null || performanceLine === null) {
        return { name, quadrant: null, reaches: [], isCertain: null, ...values };
      }
      const reaches = sidesOf(importance, importanceLine).flatMap((isImportant) =>
        sidesOf(performance, performanceLine).map((isGood) => quadrantOf(isImportant, isGood)),
      );
      const isCertain = importance.limits && performance.limits ? reaches.length === 1 : null;
      return { name, quadrant: reaches[0]!, reaches, isCertain, ...values };
    }),
    importanceLine,
    performanceLine,
    count: placed.length,
    missing: read.length - placed.length,
    definition: {
      metric: "importancePerformance",
      importanceLine: importanceScale ? "midpoint" : "mean",
      performanceLine: performanceScale ? "midpoint" : "mean",
    },
  };
}

/** A value and the arm of the cross through it. */
interface Arm {
  readonly at: number | null;
  readonly limits: readonly [lower: number, upper: number] | null;
}

function armOf(name: string, value: AxisValue, index: number): Arm {
  if (typeof value === "number") return { at: requireMeasured(name, value, index) + 0, limits: null };
  if (value !== Object(value)) throw refusal(`${name} must be a number or an interval`, value, index);
  const { estimate, lower, upper } = value;
  const at = estimate === null ? null : requireMeasured(name, estimate, index) + 0;
  if (at === null || lower === null || upper === null) return { at, limits: null };
  requireMeasured(`lower limit of ${name}`, lower, index);
  requireMeasured(`upper limit of ${name}`, upper, index);
  if (lower > upper) throw refusal(`upper limit of ${name} must be ${lower} or more`, upper, index);
  return { at, limits: [lower, upper] };
}

/** The sides of a line that an arm reaches, the value's own first: whether it is on or above it. */
function sidesOf({ at, limits }: Arm, line: number): boolean[] {
  const isAbove = at! >= line;
  const other = limits && (isAbove ? limits[0] < line : limits[1] >= line);
  return other ? [isAbove, !isAbove] : [isAbove];
}

function lineOf(values: readonly number[], scale: ScoreRange | undefined): number | null {
  if (scale) return scale[0] / 2 + scale[1] / 2;
  if (values.length === 0) return null;
  // Rounding must not lift the mean of equal items above them.
  const mean = exactly(values) / values.length;
  return within(values, mean) + 0;
}

function quadrantOf(isImportant: boolean, isGood: boolean): Quadrant {
  if (isImportant) return isGood ? "keep up the good work" : "concentrate here";
  return isGood ? "possible overkill" : "low priority";
}

function requireName(name: unknown, index: number): string {
  if (typeof name === "string") return name;
  throw refusal("name must be a string", name, index);
}
