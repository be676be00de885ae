import { requireMeasured } from "../stats/paired-values.ts";
import { requireGivenFunctions } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";
import { requireWeight } from "../tally/weight.ts";

/**
 * What may drive an outcome, and how both are read from a row.
 *
 * @category Drivers
 */
export interface DriverReading<Row> {
  /** The drivers by name: finite numbers, read from a row; `null` or `undefined` where one was not answered. */
  readonly drivers: Readonly<Record<string, (row: Row, index: number) => number | null | undefined>>;
  /** The outcome that they may drive, a finite number; `null` or `undefined` where it was not answered. */
  readonly outcome: (row: Row, index: number) => number | null | undefined;
  /** The least share of rows that must be complete for an analysis, 0 to 1. Default 0.5. */
  readonly minimumCompleteness?: number | undefined;
}

/** Rows as columns: the drivers, then the outcome; `NaN` where there is no answer. */
export interface DriverRows {
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
  readonly weights: Float64Array;
  /** Rows of weight 0, which are not among the columns. */
  readonly excluded: number;
  readonly minimumCompleteness: number;
}

/** Reads drivers and outcome of all rows. */
export function readDrivers<Row>(
  rows: Iterable<Row>,
  options: DriverReading<Row>,
  weight?: ((row: Row, index: number) => number) | undefined,
): DriverRows {
  requireIterable(rows, "rows");
  requireGivenFunctions({ weight });
  const { minimumCompleteness = 0.5 } = options ?? {};
  if (!(typeof minimumCompleteness === "number" && minimumCompleteness >= 0 && minimumCompleteness <= 1)) {
    throw refusal("minimumCompleteness must be a number from 0 to 1", minimumCompleteness);
  }
  const names = Object.keys(options?.drivers ?? {});
  if (names.length === 0) throw new RangeError("drivers must not be empty");
  const accessors = [
    ...names.map((name) => [shown(name), options.drivers[name]!] as const),
    ["outcome", options.outcome] as const,
  ];
  for (const [name, read] of accessors) {
    if (typeof read !== "function") throw refusal(`${name} must be a function of the row`, read);
  }
  const values: number[][] = accessors.map(() => []);
  const weights: number[] = [];
  let excluded = 0;
  let index = 0;
  for (const row of rows) {
    const heavy = weight ? requireWeight(weight(row, index), index) : 1;
    accessors.forEach(([name, read], place) => {
      const value = read(row, index);
      const number = value === null || value === undefined ? Number.NaN : requireMeasured(name, value, index);
      if (heavy > 0) values[place]!.push(number);
    });
    if (heavy > 0) weights.push(heavy);
    else excluded++;
    index++;
  }
  const columns = values.map((column) => Float64Array.from(column));
  return {
    names,
    columns,
    weights: Float64Array.from(weights),
    excluded,
    minimumCompleteness: minimumCompleteness + 0,
  };
}

/** The same rows, without those that lack the outcome or a driver. */
export function completeRows(rows: DriverRows): DriverRows {
  const isComplete = (_: number, row: number) => rows.columns.every((column) => !Number.isNaN(column[row]!));
  return {
    ...rows,
    columns: rows.columns.map((column) => column.filter(isComplete)),
    weights: rows.weights.filter(isComplete),
  };
}

/** Why too few rows are complete, and which driver is to blame; `undefined` if they are not. */
export function incompleteness(rows: DriverRows, complete: number): string | undefined {
  const all = rows.weights.length;
  if (all === 0) return "there are no rows";
  if (complete / all >= rows.minimumCompleteness) return undefined;
  const gaps = rows.columns.map((column) => column.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0));
  const worst = gaps.indexOf(Math.max(...gaps));
  const name = worst === rows.names.length ? "the outcome" : shown(rows.names[worst]!);
  return `${complete} of ${all} rows are complete, fewer than minimumCompleteness asks for; ${name} is missing most`;
}
