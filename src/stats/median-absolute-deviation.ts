import { collect, type RowValue, type ValueOf } from "./collect.ts";
import { requireDomain } from "./domain.ts";
import { quantilesOf } from "./quantile.ts";

/**
 * How a median absolute deviation is scaled.
 *
 * @category Quantiles
 */
export interface DeviationOptions {
  /** The factor: 1.4826, at which it estimates the standard deviation of normal values, or 1 for the bare one. Default 1.4826. */
  readonly scale?: number | undefined;
}

/**
 * The median absolute deviation: the median of the distances from the median, a spread that a few far-out values leave alone.
 *
 * @param values - Finite numbers in any unit; `null` and `undefined`, who gave none, are left out.
 * @param options - `scale`, a factor, default 1.4826; `value`, where the items are rows.
 * @returns The deviation, in the unit of the values; `null` of an empty sample.
 * @throws TypeError or RangeError if a value is not a finite number, with its index, or the scale is none.
 *
 * @example
 * ```ts
 * medianAbsoluteDeviation([2, 3, 4, 5, 600], { scale: 1 }) // => 1
 * medianAbsoluteDeviation([]) // => null
 * ```
 *
 * @see Hampel (1974), The influence curve and its role in robust estimation, Journal of the American Statistical Association 69.
 * @category Quantiles
 */
export function medianAbsoluteDeviation(
  values: Iterable<number | null | undefined>,
  options?: DeviationOptions,
): number | null;
export function medianAbsoluteDeviation<Row>(
  rows: Iterable<Row>,
  options: DeviationOptions & RowValue<Row>,
): number | null;
export function medianAbsoluteDeviation<Row>(
  items: Iterable<Row>,
  options: DeviationOptions & ValueOf<Row> = {},
): number | null {
  const { scale = 1.4826, value } = options ?? {};
  requireDomain(scale, scale > 0 && scale < Infinity, "scale must be a number above 0");
  const sample = collect(items, value);
  const median = quantilesOf(sample, [0.5], 7)![0]!;
  if (median === null) return null;
  const distances = sample.map((number) => Math.abs(number - median));
  const deviation = (quantilesOf(distances, [0.5], 7)?.[0] ?? Number.NaN) * scale;
  if (Number.isFinite(deviation)) return deviation;
  throw new RangeError("values must be so near to each other that their distances are doubles");
}
