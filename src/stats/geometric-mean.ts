import { requireFunction } from "../tally/function.ts";
import { refusal } from "../tally/refusal.ts";
import { collect, type RowValue, type ValueOf } from "./collect.ts";
import { type ConfidenceOptions, type Interval, requireConfidence } from "./interval.ts";
import { meanInterval } from "./mean-interval.ts";
import { momentsOf, sumsOf } from "./value-sums.ts";

/**
 * A geometric mean, and the logarithms behind it.
 *
 * @category Mean
 */
export interface GeometricMeanResult {
  /** The geometric mean, in the unit of the values; `null` of an empty sample. */
  readonly geometricMean: number | null;
  /** The factor by which values typically lie above or below it; `null` below two values, or beyond every number. */
  readonly geometricStandardDeviation: number | null;
  /** The mean of the natural logarithms; `null` of an empty sample. */
  readonly logMean: number | null;
  /** Their sample standard deviation, with n − 1 below; `null` below two values. */
  readonly logStandardDeviation: number | null;
  /** Values counted. */
  readonly count: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "geometricMean";
  };
}

/**
 * The geometric mean: e to the mean of the logarithms. Of skewed values it is a middle like the median, not an estimate of their
 * mean: a total cannot be had from it.
 *
 * @param values - Finite numbers above 0, in any unit; `null` and `undefined`, who gave none, are left out.
 * @param options - `value`, where the items are rows.
 * @returns The geometric mean, for `geometricMeanInterval`; `geometricMean: null` of an empty sample.
 * @throws TypeError or RangeError if a value is not a finite number above 0, with its index.
 *
 * @example
 * ```ts
 * geometricMean([1, 10, 100]).geometricMean // ~> 10
 * geometricMean([1, 10, 0]) // throws RangeError "value must be above 0, got 0 at index 2"
 * ```
 *
 * @see Limpert, Stahel & Abbt (2001), Log-normal Distributions across the Sciences, BioScience 51.
 * @category Mean
 */
export function geometricMean(
  values: Iterable<number | null | undefined>,
  options?: ValueOf<number | null | undefined>,
): GeometricMeanResult;
export function geometricMean<Row>(rows: Iterable<Row>, options: RowValue<Row>): GeometricMeanResult;
export function geometricMean<Row>(items: Iterable<Row>, options: ValueOf<Row> = {}): GeometricMeanResult {
  const { value } = options ?? {};
  const positive = (item: Row, index: number) => {
    const number = value ? value(item, index) : (item as number | null | undefined);
    if (typeof number === "number" && number <= 0) throw refusal("value must be above 0", number, index);
    return number;
  };
  if (value !== undefined) requireFunction("value", value);
  const logs = collect(items, positive).map(Math.log);
  const count = logs.length;
  const { mean: logMean, standardDeviation: logStandardDeviation } = momentsOf({ count, sums: sumsOf(logs) });
  return {
    geometricMean: exponential(logMean),
    geometricStandardDeviation: exponential(logStandardDeviation),
    logMean,
    logStandardDeviation,
    count,
    definition: { metric: "geometricMean" },
  };
}

/**
 * Interval of a geometric mean: Student's t on the logarithms.
 *
 * @param sample - What `geometricMean` gives.
 * @param options - `confidence`, between 0 and 1; default 0.95.
 * @returns Geometric mean and limits, in the unit of the values; limits `null` with a `reason` below two values, or where they
 *   are beyond every number.
 * @throws RangeError if the sample is none, or the confidence is none.
 *
 * @example
 * ```ts
 * geometricMeanInterval(geometricMean([1, 10, 100])) // ~> { estimate: 10, lower: 0.0328, upper: 3048.9, … }
 * ```
 *
 * @see Limpert, Stahel & Abbt (2001), Log-normal Distributions across the Sciences, BioScience 51.
 * @category Uncertainty
 */
export function geometricMeanInterval(sample: GeometricMeanResult, options: ConfidenceOptions = {}): Interval<"log-t"> {
  const confidence = requireConfidence(options);
  const { count, logMean: mean, logStandardDeviation } = sample ?? {};
  const standardError = logStandardDeviation === null ? null : logStandardDeviation / Math.sqrt(count);
  return exponentialInterval({ ...meanInterval({ count, mean, standardError }, { confidence }), method: "log-t" });
}

/** An interval of a logarithm as one of the quantity itself. */
export function exponentialInterval<Method extends string>(logs: Interval<Method>): Interval<Method> {
  const [estimate, lower, upper] = [logs.estimate, logs.lower, logs.upper].map(exponential) as [
    number | null,
    number | null,
    number | null,
  ];
  const isBeyond = logs.upper !== null && upper === null;
  return { ...logs, estimate, lower, upper, ...(isBeyond && { reason: "the upper limit is beyond every number" }) };
}

/** e to a power; null where there is none, or it leaves the doubles. */
function exponential(power: number | null): number | null {
  const result = power === null ? Infinity : Math.exp(power);
  return result === Infinity ? null : result;
}
