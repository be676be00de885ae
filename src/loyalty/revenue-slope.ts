import type { ConfidenceOptions } from "../stats/interval.ts";
import { linearRegression } from "../stats/linear-regression.ts";
import { requireFunction } from "../tally/function.ts";

/**
 * How an account's score, revenue and owner are read.
 *
 * @category Score bands
 */
export interface RevenueSlopeOptions<Row> extends ConfidenceOptions {
  /** The account's score; `null` or `undefined` where there is none. */
  readonly score: (row: Row, index: number) => number | null | undefined;
  /** What the account brought after it, in money; `null` or `undefined` where it is not known. */
  readonly revenue: (row: Row, index: number) => number | null | undefined;
  /** Whose row it is, where one customer has several: errors are then robust to it. */
  readonly customer?: ((row: Row, index: number) => unknown) | undefined;
  /** What else tells revenue apart, such as the revenue before the score, by name. Default nothing. */
  readonly control?: Readonly<Record<string, (row: Row, index: number) => number | null | undefined>> | undefined;
}

/**
 * How much more revenue goes with one more point of a score.
 *
 * @category Score bands
 */
export interface RevenueSlope {
  /** Revenue for one point of the score, in money, all controls equal; `null` where there is no fit. */
  readonly estimate: number | null;
  /** Lower limit; `null` where there is none. */
  readonly lower: number | null;
  /** Upper limit; `null` where there is none. */
  readonly upper: number | null;
  /** Two-sided p-value of no slope; `null` where there is none. */
  readonly pValue: number | null;
  /** The confidence of the limits. */
  readonly confidence: number;
  /** How the errors were found: robust to clusters of one customer, or by least squares. */
  readonly method: "clustered" | "least-squares";
  /** Share of the revenue's variance that is explained, 0 to 1; `null` where there is no fit. */
  readonly rSquared: number | null;
  /** Rows that were complete. */
  readonly count: number;
  /** Rows that lacked a value. */
  readonly missing: number;
  /** Customers, where they were told. */
  readonly clusters?: number;
  /** Why there is no slope, or no limits; only where there are none. */
  readonly reason?: string;
}

/**
 * How much more revenue goes with one more point of a score, by linear regression. It is an association: large accounts may be
 * happier because they are served better. Take the revenue of the time after the score, and that before it as a control.
 *
 * @param rows - Accounts, or orders: any iterable, read once.
 * @param options - `score`, `revenue`, and `customer` where one has several rows; `control`, what else tells revenue apart;
 *   `confidence`, between 0 and 1, default 0.95.
 * @returns The slope with its limits; `null` with a `reason` where rows are too few or scores do not differ.
 * @throws TypeError or RangeError if a value is not a finite number, with its index, or an option is none.
 *
 * @example
 * ```ts
 * const orders = [
 *   { who: 1, nps: 9, paid: 80 }, { who: 1, nps: 9, paid: 90 }, { who: 2, nps: 4, paid: 30 }, { who: 3, nps: 7, paid: 75 },
 *   { who: 4, nps: 2, paid: 20 }, { who: 5, nps: 10, paid: 85 },
 * ]
 * const slope = revenueSlope(orders, { score: (o) => o.nps, revenue: (o) => o.paid, customer: (o) => o.who })
 * slope // ~> { estimate: 9.21, method: "clustered", clusters: 5, count: 6, … }
 * ```
 *
 * @see Liang & Zeger (1986), Biometrika 73.
 * @category Score bands
 */
export function revenueSlope<Row>(rows: Iterable<Row>, options: RevenueSlopeOptions<Row>): RevenueSlope {
  const { score, revenue, customer, control, confidence } = options ?? {};
  requireFunction("revenue", revenue);
  if (customer !== undefined) requireFunction("customer", customer);
  const fit = linearRegression(rows, {
    outcome: revenue,
    predictors: { score, ...control },
    cluster: customer,
    confidence,
  });
  const slope = fit.coefficients[1];
  return {
    estimate: slope?.estimate ?? null,
    lower: slope?.lower ?? null,
    upper: slope?.upper ?? null,
    pValue: slope?.pValue ?? null,
    confidence: fit.confidence,
    method: customer ? "clustered" : "least-squares",
    rSquared: fit.rSquared,
    count: fit.count,
    missing: fit.missing,
    ...(fit.clusters !== undefined && { clusters: fit.clusters }),
    ...(fit.reason !== undefined && { reason: fit.reason }),
  };
}
