import type { Matrix } from "./symmetric-eigen.ts";

/** Columns of the same rows, centred and scaled, `NaN` where a value is missing; and the weights of the rows, up to 1. */
export interface Columns {
  readonly columns: readonly Float64Array[];
  readonly weights: Float64Array;
}

/** Weighted correlations of columns; 0 with a column that does not vary. */
export interface Correlations {
  /** By rows: symmetric, 1 on the diagonal. */
  readonly matrix: Matrix;
  /** Whether each column varies. */
  readonly varies: readonly boolean[];
  /** Weighted mean of each column; of pairs, over all rows that have it. */
  readonly means: readonly number[];
}

/** Correlations of columns without gaps, by one pass over the rows. */
export function correlationsOf({ columns, weights }: Columns): Correlations {
  const size = columns.length;
  const whole = sumOf(weights);
  const weighted = columns.map((column) => products(column, weights));
  const means = weighted.map((column) => sumOf(column) / whole);
  const covariance = (i: number, j: number) => dot(weighted[i]!, columns[j]!) / whole - means[i]! * means[j]!;
  const spreads = columns.map((_, i) => spreadOf(columns[i]!, weights, covariance(i, i)));
  return assembled(size, means, spreads, (i, j) => covariance(i, j) / spreads[i]! / spreads[j]!);
}

/** Correlations of each pair of columns over the rows that have both. */
export function pairwiseCorrelations({ columns, weights }: Columns): Correlations {
  const has = columns.map((column) => column.map((value) => (Number.isNaN(value) ? 0 : 1)));
  const filled = columns.map((column) => column.map((value) => (Number.isNaN(value) ? 0 : value)));
  const held = has.map((mask) => products(mask, weights));
  const weighted = filled.map((column) => products(column, weights));
  const squares = filled.map((column, i) => products(column, weighted[i]!));
  const means = weighted.map((column, i) => sumOf(column) / (sumOf(held[i]!) || 1));
  const spreads = columns.map((_, i) => {
    const variance = sumOf(squares[i]!) / (sumOf(held[i]!) || 1) - means[i]! ** 2;
    return spreadOf(columns[i]!, weights, variance);
  });
  return assembled(columns.length, means, spreads, (i, j) => {
    const whole = dot(held[i]!, has[j]!);
    if (!(whole > 0)) return 0;
    const [meanI, meanJ] = [dot(weighted[i]!, has[j]!) / whole, dot(weighted[j]!, has[i]!) / whole];
    const varianceI = dot(squares[i]!, has[j]!) / whole - meanI * meanI;
    const varianceJ = dot(squares[j]!, has[i]!) / whole - meanJ * meanJ;
    if (!(varianceI > NOISE && varianceJ > NOISE)) return 0;
    const covariance = dot(weighted[i]!, filled[j]!) / whole - meanI * meanJ;
    return covariance / Math.sqrt(varianceI) / Math.sqrt(varianceJ);
  });
}

/** A variance of scaled values below this is the rounding of none. */
const NOISE = 1e-28;

/** The standard deviation of a column; 0 where all its values of some weight are the same. */
function spreadOf(column: Float64Array, weights: Float64Array, variance: number): number {
  let first = Number.NaN;
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (weights[row] === 0 || Number.isNaN(value)) continue;
    if (Number.isNaN(first)) first = value;
    else if (value !== first) return variance > NOISE ? Math.sqrt(variance) : 0;
  }
  return 0;
}

function assembled(
  size: number,
  means: readonly number[],
  spreads: readonly number[],
  correlation: (i: number, j: number) => number,
): Correlations {
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (let i = 0; i < size; i++) {
    matrix[i]![i] = 1;
    for (let j = 0; j < i; j++) {
      if (spreads[i] === 0 || spreads[j] === 0) continue;
      const r = Math.max(-1, Math.min(1, correlation(i, j)));
      matrix[i]![j] = r;
      matrix[j]![i] = r;
    }
  }
  return { matrix, varies: spreads.map((spread) => spread > 0), means };
}

function products(a: Float64Array, b: Float64Array): Float64Array {
  const product = new Float64Array(a.length);
  for (let row = 0; row < a.length; row++) product[row] = a[row]! * b[row]!;
  return product;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < a.length; row++) sum += a[row]! * b[row]!;
  return sum;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += values[row]!;
  return sum;
}
