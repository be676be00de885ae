import { requireFunction } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { sameKey } from "../tally/same-key.ts";
import { type ConfidenceOptions, requireConfidence } from "./interval.ts";
import { type LeastSquares, leastSquares } from "./least-squares.ts";
import { requireMeasured } from "./paired-values.ts";
import { studentTail, studentTailQuantile } from "./student.ts";

/**
 * What is explained, and by what.
 *
 * @category Regression
 */
export interface RegressionOptions<Row> extends ConfidenceOptions {
  /** The value to explain, a finite number; `null` or `undefined` where it is missing. */
  readonly outcome: (row: Row, index: number) => number | null | undefined;
  /** The values that may explain it, by name: finite numbers; `null` or `undefined` where one is missing. */
  readonly predictors: Readonly<Record<string, (row: Row, index: number) => number | null | undefined>>;
  /** Who or what a row belongs to, where rows of one cluster resemble each other: errors are then robust to it. */
  readonly cluster?: ((row: Row, index: number) => unknown) | undefined;
}

/**
 * One coefficient of a regression.
 *
 * @category Regression
 */
export interface Coefficient {
  /** Name of the predictor; `"(intercept)"` of the intercept. */
  readonly name: string;
  /** By how much the outcome differs for one unit of the predictor, all others equal. */
  readonly estimate: number;
  /** Standard error of the estimate, robust to clusters where there are some; `null` without degrees of freedom. */
  readonly standardError: number | null;
  /** Lower limit of the estimate; `null` without degrees of freedom. */
  readonly lower: number | null;
  /** Upper limit of the estimate; `null` without degrees of freedom. */
  readonly upper: number | null;
  /** Two-sided p-value of a coefficient of 0; `null` where there is none. */
  readonly pValue: number | null;
  /** Coefficient in standard deviations of outcome and predictor; `null` of the intercept, or where the outcome does not vary. */
  readonly standardized: number | null;
  /** Variance inflation: 1 where the other predictors tell nothing of this one, large where they nearly determine it; `null` of the intercept. */
  readonly varianceInflation: number | null;
}

/**
 * A linear regression by least squares.
 *
 * @category Regression
 */
export interface RegressionResult {
  /** Share of the outcome's variance that the predictors explain, 0 to 1; `null` where there is no fit. */
  readonly rSquared: number | null;
  /** The same, allowing for the number of predictors; `null` where there is no fit, or no degree of freedom. */
  readonly adjustedRSquared: number | null;
  /** Intercept, then each predictor in the order given; empty where there is no fit. */
  readonly coefficients: readonly Coefficient[];
  /** Rows that were complete. */
  readonly count: number;
  /** Rows that lacked the outcome or a predictor. */
  readonly missing: number;
  /** Degrees of freedom of errors and limits: rows less coefficients, or clusters less 1. */
  readonly degreesOfFreedom: number;
  /** Clusters, where there are some. */
  readonly clusters?: number;
  /** The confidence of the limits. */
  readonly confidence: number;
  /** Why there is no fit, or why there are no errors; only where there are none. */
  readonly reason?: string;
}

/**
 * Linear regression by least squares, on rows that are complete. It tells of association, not of cause.
 *
 * @param rows - Any iterable, read once.
 * @param options - `outcome` and named `predictors`, read from a row; `cluster`, where rows of one customer, agent or shop
 *   resemble each other; `confidence`, between 0 and 1, default 0.95.
 * @returns R², coefficients with errors, limits, p-values and variance inflation; no coefficients and a `reason` where rows
 *   are too few, or a predictor is determined by those before it.
 * @throws TypeError or RangeError if a value is not a finite number or a row has no cluster, with the row's index, or a
 *   predictor is none.
 *
 * @example
 * ```ts
 * const rows = [{ wait: 1, overall: 9 }, { wait: 2, overall: 8 }, { wait: 3, overall: 8 }, { wait: 5, overall: 4 }]
 * const fit = linearRegression(rows, { outcome: (r) => r.overall, predictors: { wait: (r) => r.wait } })
 * fit.rSquared // ~> 0.895
 * fit.coefficients[1]?.estimate // ~> -1.23
 * ```
 *
 * @see Liang & Zeger (1986), Biometrika 73, for errors robust to clusters, here with the factor
 * G/(G − 1) · (n − 1)/(n − k) and Student's t of G − 1 degrees of freedom.
 * @category Regression
 */
export function linearRegression<Row>(rows: Iterable<Row>, options: RegressionOptions<Row>): RegressionResult {
  requireIterable(rows);
  const confidence = requireConfidence(options);
  requireFunction("outcome", options?.outcome);
  if (options.cluster !== undefined) requireFunction("cluster", options.cluster);
  const names = Object.keys(options.predictors ?? {});
  for (const name of names) requireFunction(name, options.predictors[name]);
  const values: number[][] = [[], ...names.map(() => [])];
  const outcomes: number[] = [];
  const clusters: unknown[] = [];
  const same = sameKey();
  let index = 0;
  let missing = 0;
  for (const row of rows) {
    const read = [options.outcome(row, index), ...names.map((name) => options.predictors[name]!(row, index))];
    if (read.some((value) => value === null || value === undefined)) missing++;
    else {
      read.forEach((value, place) => {
        requireMeasured(place === 0 ? "outcome" : names[place - 1]!, value, index);
        if (place === 0) outcomes.push(value as number);
        else values[place]!.push(value as number);
      });
      values[0]!.push(1);
      if (options.cluster) {
        const cluster = options.cluster(row, index);
        if (cluster === null || cluster === undefined)
          throw refusal("cluster must be known of every row", cluster, index);
        clusters.push(same(cluster));
      }
    }
    index++;
  }
  const count = outcomes.length;
  const columns = values.map((column) => Float64Array.from(column));
  const outcome = Float64Array.from(outcomes);
  const shape = { count, missing, confidence };
  const none = { rSquared: null, adjustedRSquared: null, coefficients: [], degreesOfFreedom: 0, ...shape };
  if (count < columns.length) return { ...none, reason: `${columns.length} coefficients need as many complete rows` };
  const fit = leastSquares(columns, outcome);
  if (typeof fit === "number") return { ...none, reason: `${names[fit - 1]} is determined by what stands before it` };

  const [left, whole] = [squares(fit.residuals), squares(deviations(outcome))];
  const residual = count - columns.length;
  const groups = options.cluster ? byCluster(clusters) : undefined;
  const degreesOfFreedom = groups ? groups.length - 1 : residual;
  const rSquared = whole === 0 ? null : Math.max(0, 1 - left / whole);
  const variances =
    degreesOfFreedom < 1 || residual < 1
      ? null
      : groups
        ? clustered(fit, columns, groups, count)
        : fit.inverse.map((row, k) => (row[k]! * left) / residual);
  const t = variances && studentTailQuantile((1 - confidence) / 2, degreesOfFreedom);
  const result = {
    rSquared,
    adjustedRSquared: rSquared === null || residual < 1 ? null : 1 - ((1 - rSquared) * (count - 1)) / residual,
    coefficients: fit.coefficients.map((estimate, k) => {
      const spread = k === 0 ? null : squares(deviations(columns[k]!));
      const standardError = variances && Math.sqrt(Math.max(0, variances[k]!));
      const reach = t !== null && standardError !== null ? t * standardError : null;
      return {
        name: k === 0 ? "(intercept)" : names[k - 1]!,
        estimate: estimate + 0,
        standardError,
        lower: reach === null ? null : estimate - reach,
        upper: reach === null ? null : estimate + reach,
        pValue:
          standardError && Number.isFinite(estimate / standardError)
            ? Math.min(1, 2 * studentTail(Math.abs(estimate / standardError), degreesOfFreedom))
            : null,
        standardized: spread === null || whole === 0 ? null : estimate * (Math.sqrt(spread) / Math.sqrt(whole)),
        varianceInflation: spread === null ? null : Math.max(1, fit.inverse[k]![k]! * spread),
      };
    }),
    degreesOfFreedom,
    ...(groups && { clusters: groups.length }),
    ...shape,
    ...(variances === null && { reason: "no degree of freedom is left for errors" }),
  };
  // Of predictors that hardly vary, measured by doubles.
  const isKnown = result.coefficients.every(({ lower, upper, estimate, varianceInflation, standardized }) => {
    return [lower, upper, estimate, varianceInflation, standardized].every((value) => Number.isFinite(value ?? 0));
  });
  return isKnown ? result : { ...none, reason: "a coefficient is beyond every number" };
}

/** The rows of each cluster, by their place among the complete ones. */
function byCluster(clusters: readonly unknown[]): number[][] {
  const groups = new Map<unknown, number[]>();
  clusters.forEach((cluster, place) => {
    const group = groups.get(cluster);
    if (group) group.push(place);
    else groups.set(cluster, [place]);
  });
  return [...groups.values()];
}

/** Variances of the coefficients, robust to the likeness of rows in a cluster. */
function clustered(
  { inverse, residuals }: LeastSquares,
  columns: readonly Float64Array[],
  groups: readonly (readonly number[])[],
  count: number,
): number[] {
  const scores = groups.map((rows) =>
    columns.map((column) => rows.reduce((sum, row) => sum + column[row]! * residuals[row]!, 0)),
  );
  const factor = (groups.length / (groups.length - 1)) * ((count - 1) / (count - columns.length));
  return inverse.map(
    (row) =>
      factor * scores.reduce((sum, score) => sum + row.reduce((dot, entry, k) => dot + entry * score[k]!, 0) ** 2, 0),
  );
}

function deviations(values: Float64Array): Float64Array {
  const rough = values.reduce((sum, value) => sum + value, 0) / values.length;
  const mean = rough + values.reduce((sum, value) => sum + (value - rough), 0) / values.length;
  return values.map((value) => value - mean);
}

function squares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
