import { exactly } from "../stats/exact-sum.ts";
import { kishSize } from "../stats/kish.ts";
import {
  type DriversOptions,
  type DriversPlan,
  type DroppedDriver,
  importanceOf,
  sampleDrivers,
} from "./driver-analysis.ts";

/**
 * What was computed of drivers.
 *
 * @category Drivers
 */
export interface DriversDefinition extends DriversPlan {
  /** The metric's name. */
  readonly metric: "drivers";
}

/**
 * How much a driver has to do with the outcome, and how it performs.
 *
 * @category Drivers
 */
export interface Driver {
  /** Its name. */
  readonly name: string;
  /** The part of R² that is its own, 0 to 1; those of all drivers sum to R². */
  readonly importance: number;
  /** That part as a share of R², 0 to 1; `null` where nothing is explained. */
  readonly share: number | null;
  /** Its rank by importance, from 1; of equals the one named first comes first. */
  readonly rank: number;
  /** Its mean, in its own unit. */
  readonly performance: number;
  /** Its correlation with the outcome, −1 to 1. */
  readonly correlation: number;
  /** By how many standard deviations the outcome differs for one of the driver, all others equal. */
  readonly standardizedCoefficient: number;
  /** Variance inflation: 1 where the other drivers tell nothing of it, large where they nearly determine it. */
  readonly varianceInflation: number;
}

/**
 * Which drivers matter for an outcome.
 *
 * @category Drivers
 */
export interface DriversResult {
  /** The share of the outcome's variance that the drivers explain, 0 to 1; `null` where there is no analysis. */
  readonly rSquared: number | null;
  /** The same, allowing for the number of drivers. */
  readonly adjustedRSquared: number | null;
  /** Rows analysed: the complete ones; of `"pairwise"`, the fewest that any two of drivers and outcome have in common. */
  readonly count: number;
  /** Each driver analysed, in the order given; none where there is no analysis. */
  readonly drivers: readonly Driver[];
  /** Drivers left out, and why. */
  readonly dropped: readonly DroppedDriver[];
  /** `count` as a share of the rows that have weight, 0 to 1; `null` where there are none. */
  readonly completeness: number | null;
  /** Rows that lack the outcome or a driver; of `"pairwise"`, all but `count`. */
  readonly missing: number;
  /** Rows of weight 0. */
  readonly excluded: number;
  /** Where rows are weighted, the sum of the weights of those that enter. */
  readonly weight?: number;
  /** Where rows are weighted, how many equal weights would leave means as sure, by Kish: (Σw)²/Σw². */
  readonly effectiveSampleSize?: number;
  /** What was computed. */
  readonly definition: DriversDefinition;
  /** Why there is no analysis; only where there is none. */
  readonly reason?: string;
}

/**
 * Key drivers: how much of what varies in an outcome goes with each of several drivers, by dividing R² among them.
 *
 * Importance is association, not cause: it does not tell what would happen if a driver were changed.
 *
 * @param rows - A row for each respondent; read once.
 * @param options - `drivers` by name and `outcome`; `weight` of a row, 0 or more; `method`, `"lmg"` up to 12 drivers and
 *   `"johnson"` above by default; `missing`, `"complete-cases"` by default; `minimumCompleteness`, default 0.5.
 * @returns R², and importance, performance, correlation, coefficient and variance inflation of each driver; `rSquared: null`
 *   with a `reason` where too few rows are complete, the outcome does not vary, or rows are fewer than drivers and two more.
 *   Drivers that do not vary, or that those before them determine, are left out and named in `dropped`.
 * @throws TypeError or RangeError if a value is not a finite number, with the row's index, or an option is none.
 *
 * @example
 * ```ts
 * const rows = [
 *   { staff: 5, wait: 4, overall: 9 }, { staff: 4, wait: 2, overall: 7 }, { staff: 2, wait: 3, overall: 4 },
 *   { staff: 3, wait: 5, overall: 7 }, { staff: 1, wait: 2, overall: 2 }, { staff: 4, wait: null, overall: 8 },
 * ]
 * type Row = (typeof rows)[number]
 * const found = drivers(rows, {
 *   drivers: { staff: (row: Row) => row.staff, wait: (row: Row) => row.wait },
 *   outcome: (row) => row.overall,
 * })
 * found.rSquared // ~> 0.991
 * found.drivers[0] // ~> { name: "staff", importance: 0.804, share: 0.811, rank: 1, performance: 3, correlation: 0.969, … }
 * found.drivers[1] // ~> { name: "wait", importance: 0.187, share: 0.189, rank: 2, performance: 3.2, correlation: 0.567, … }
 * found.completeness // ~> 0.833
 * ```
 *
 * @see Lindeman, Merenda & Gold (1980), Introduction to Bivariate and Multivariate Analysis; Grömping (2006), Journal of
 * Statistical Software 17(1); Johnson (2000), Multivariate Behavioral Research 35.
 * @category Drivers
 */
export function drivers<Row>(rows: Iterable<Row>, options: DriversOptions<Row>): DriversResult {
  const sample = sampleDrivers(rows, options);
  const { plan, used, count, correlations, kept, swept, unscale } = sample;
  const all = sample.rows.weights.length;
  const rest = {
    dropped: sample.dropped,
    completeness: all === 0 ? null : count / all,
    missing: all - count,
    excluded: sample.rows.excluded,
    ...(options.weight && {
      weight: exactly(used.weights),
      effectiveSampleSize: kishSize(used.weights) ?? 0,
    }),
    definition: { metric: "drivers", ...plan },
  } as const;
  const importance = sample.reason === undefined ? importanceOf(correlations, kept, plan) : null;
  if (importance === null) {
    const reason = sample.reason ?? "the drivers nearly determine each other";
    return { rSquared: null, adjustedRSquared: null, count, drivers: [], ...rest, reason };
  }
  const outcome = swept.length - 1;
  const rSquared = Math.min(1, Math.max(0, 1 - swept[outcome]![outcome]!));
  const ranks = ranksOf(importance);
  return {
    rSquared,
    adjustedRSquared: 1 - ((1 - rSquared) * (count - 1)) / (count - kept.length - 1),
    count,
    drivers: kept.map((place, index) => ({
      name: sample.rows.names[place]!,
      importance: importance[index]!,
      share: rSquared === 0 ? null : Math.min(1, importance[index]! / rSquared),
      rank: ranks[index]!,
      performance: unscale(place, correlations.means[place]!) + 0,
      correlation: correlations.matrix[place]![outcome]! + 0,
      standardizedCoefficient: swept[place]![outcome]! + 0,
      varianceInflation: Math.max(1, -swept[place]![place]!),
    })),
    ...rest,
  };
}

/** Ranks from the largest, 1; of equals the first comes first. */
export function ranksOf(values: readonly number[]): number[] {
  return values.map(
    (value, index) => 1 + values.filter((other, place) => other > value || (other === value && place < index)).length,
  );
}
