import { type Columns, type Correlations, correlationsOf, pairwiseCorrelations } from "../stats/correlation-matrix.ts";
import { exactly } from "../stats/exact-sum.ts";
import { johnsonWeights, lmgWeights } from "../stats/importance.ts";
import { type Matrix, symmetricEigen } from "../stats/symmetric-eigen.ts";
import { requireChoice } from "../tally/choice.ts";
import type { Weighing } from "../tally/metric.ts";
import { completeRows, type DriverReading, type DriverRows, incompleteness, readDrivers } from "./driver-rows.ts";

/**
 * What may drive an outcome, and how its importance is found.
 *
 * @category Drivers
 */
export interface DriversOptions<Row> extends DriverReading<Row>, Weighing<Row> {
  /** How R² is divided: `"lmg"`, the default up to 12 drivers, of 20 at most; or `"johnson"`, the default above. */
  readonly method?: "lmg" | "johnson" | undefined;
  /**
   * What is done with rows that lack an answer: `"complete-cases"`, the default, leaves them out; `"pairwise"` correlates
   * each pair over the rows that have both, and has no result where such correlations contradict each other.
   */
  readonly missing?: "complete-cases" | "pairwise" | undefined;
}

/**
 * A driver that was left out of the analysis, and why.
 *
 * @category Drivers
 */
export interface DroppedDriver {
  /** Its name. */
  readonly name: string;
  /** `"constant"`: it does not vary. `"collinear"`: the drivers before it determine it. */
  readonly reason: "constant" | "collinear";
}

/**
 * What is done, by the options and their defaults.
 *
 * @category Drivers
 */
export interface DriversPlan {
  /** How R² is divided. */
  readonly method: "lmg" | "johnson";
  /** What is done with rows that lack an answer. */
  readonly missing: "complete-cases" | "pairwise";
  /** The least share of complete rows. */
  readonly minimumCompleteness: number;
}

/** A sample to analyse: centred and scaled columns of the rows that count, and which drivers can be told apart. */
export interface DriverSample {
  readonly plan: DriversPlan;
  readonly rows: DriverRows;
  /** The rows that enter. */
  readonly used: DriverRows;
  /** Rows that are complete; of pairs, the fewest that a pair has. */
  readonly count: number;
  readonly columns: readonly Float64Array[];
  /** What brings a mean of a column back to its unit. */
  readonly unscale: (place: number, mean: number) => number;
  /** The weights, up to 1. */
  readonly weights: Float64Array;
  readonly correlations: Correlations;
  /** Places of the drivers that are told apart. */
  readonly kept: readonly number[];
  readonly dropped: readonly DroppedDriver[];
  /** The correlations swept by the drivers kept. */
  readonly swept: Matrix;
  /** Why there is no analysis. */
  readonly reason: string | undefined;
}

/** What the others must leave of a driver's variance. */
const COLLINEAR = 1e-9;

/** Reads the rows and prepares their analysis. */
export function sampleDrivers<Row>(rows: Iterable<Row>, options: DriversOptions<Row>): DriverSample {
  const size = Object.keys(options?.drivers ?? {}).length;
  const { method = size > 12 ? "johnson" : "lmg", missing = "complete-cases" } = options ?? {};
  requireChoice("method", method, ["lmg", "johnson"]);
  requireChoice("missing", missing, ["complete-cases", "pairwise"]);
  if (method === "lmg" && size > 20) throw new RangeError(`drivers of method "lmg" must be at most 20, got ${size}`);
  const read = readDrivers(rows, options, options?.weight);
  const plan = { method, missing, minimumCompleteness: read.minimumCompleteness };
  const complete = completeRows(read);
  const used = missing === "pairwise" ? read : complete;
  const count = missing === "pairwise" ? fewestOfPairs(read) : complete.weights.length;
  const scaled = used.columns.map(centred);
  const columns = scaled.map(({ values }) => values);
  const heaviest = used.weights.reduce((most, weight) => Math.max(most, weight), 0);
  const weights = used.weights.map((weight) => weight / heaviest);
  const correlations = correlate(plan, { columns, weights });
  const { kept, dropped, swept } = tellApart(correlations, read.names);
  return {
    plan,
    rows: read,
    used,
    count,
    columns,
    unscale: (place, mean) => scaled[place]!.centre + scaled[place]!.scale * mean,
    weights,
    correlations,
    kept,
    dropped,
    swept,
    reason: incompleteness(read, count) ?? reasonOf(correlations, kept, count, plan),
  };
}

/** The correlations of a sample, drawn or given. */
export function correlate({ missing }: DriversPlan, columns: Columns): Correlations {
  return missing === "pairwise" ? pairwiseCorrelations(columns) : correlationsOf(columns);
}

/**
 * The importance of the drivers at `kept`; 0 of one that does not vary.
 *
 * @returns `null` where the outcome does not vary, or the correlations contradict or determine each other.
 */
export function importanceOf(
  { matrix, varies }: Correlations,
  kept: readonly number[],
  plan: DriversPlan,
): readonly number[] | null {
  const outcome = matrix.length - 1;
  if (!varies[outcome]) return null;
  const places = kept.filter((place) => varies[place]);
  if (places.length === 0) return kept.map(() => 0);
  if (plan.missing === "pairwise" && contradicts(matrix, [...places, outcome])) return null;
  const weigh = plan.method === "lmg" ? lmgWeights : johnsonWeights;
  const found = weigh({ predictors: sliced(matrix, places), outcome: places.map((place) => matrix[place]![outcome]!) });
  return found && kept.map((place) => found[places.indexOf(place)] ?? 0);
}

function reasonOf(
  { matrix, varies }: Correlations,
  kept: readonly number[],
  count: number,
  { missing }: DriversPlan,
): string | undefined {
  if (!varies[matrix.length - 1]) return "the outcome does not vary";
  if (kept.length === 0) return "no driver varies";
  const needed = kept.length + 2;
  if (count < needed) {
    return `${kept.length} drivers need ${needed} complete rows, there are ${count}`;
  }
  const varying = varies.flatMap((does, place) => (does ? [place] : []));
  if (missing === "pairwise" && contradicts(matrix, varying)) return "the pairwise correlations contradict each other";
  return undefined;
}

/** Whether correlations are of no data at all: their matrix is not positive semi-definite. */
function contradicts(matrix: Matrix, places: readonly number[]): boolean {
  return Math.min(...symmetricEigen(sliced(matrix, places)).values) < -1e-10;
}

function sliced(matrix: Matrix, places: readonly number[]): number[][] {
  return places.map((row) => places.map((column) => matrix[row]![column]!));
}

/** Takes the drivers one by one, and leaves out whichever those before it determine. */
function tellApart({ matrix, varies }: Correlations, names: readonly string[]) {
  let swept = matrix;
  const kept: number[] = [];
  const dropped: DroppedDriver[] = [];
  names.forEach((name, place) => {
    if (!varies[place]) dropped.push({ name, reason: "constant" });
    else if (swept[place]![place]! <= COLLINEAR) dropped.push({ name, reason: "collinear" });
    else {
      kept.push(place);
      swept = sweep(swept, place);
    }
  });
  return { kept, dropped, swept };
}

/** The matrix swept by one of its variables: its regressions on those swept, and what they leave. */
function sweep(matrix: Matrix, pivot: number): Matrix {
  const left = matrix[pivot]![pivot]!;
  return matrix.map((row, i) =>
    row.map((entry, j) => {
      if (i === pivot && j === pivot) return -1 / left;
      if (i === pivot || j === pivot) return entry / left;
      return entry - (row[pivot]! * matrix[pivot]![j]!) / left;
    }),
  );
}

/** The values about their mean, the farthest at 1, so that no square leaves the doubles. */
function centred(values: Float64Array): { values: Float64Array; centre: number; scale: number } {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return { values, centre: 0, scale: 1 };
  const centre = exactly(known) / known.length;
  const scale = known.reduce((most, value) => Math.max(most, Math.abs(value - centre)), 0) || 1;
  return { values: values.map((value) => (value - centre) / scale), centre, scale };
}

/** The fewest rows that have both of any two columns. */
function fewestOfPairs({ columns, weights }: DriverRows): number {
  let fewest = weights.length;
  columns.forEach((a, place) => {
    for (const b of columns.slice(0, place)) {
      let both = 0;
      a.forEach((value, row) => {
        if (!Number.isNaN(value) && !Number.isNaN(b[row]!)) both++;
      });
      fewest = Math.min(fewest, both);
    }
  });
  return fewest;
}
