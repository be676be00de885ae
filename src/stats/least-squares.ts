/** Least squares by an orthogonal triangle: coefficients, residuals and the inverse of X′X. */
export interface LeastSquares {
  readonly coefficients: readonly number[];
  readonly residuals: Float64Array;
  /** (X′X)⁻¹, by rows. */
  readonly inverse: readonly (readonly number[])[];
}

/** A column whose part outside the columns before it is shorter than this share of it is taken as determined by them. */
const COLLINEAR = 1e-7;

/**
 * Fits `outcome` by a sum of columns, by Householder's QR.
 *
 * @returns The fit, or the index of the first column that those before it determine.
 *
 * @see Golub & Van Loan, Matrix Computations, §5.3.
 */
export function leastSquares(columns: readonly Float64Array[], outcome: Float64Array): LeastSquares | number {
  const size = columns.length;
  const work = columns.map((column) => Float64Array.from(column));
  const right = Float64Array.from(outcome);
  const reflectors: Float64Array[] = [];
  for (let k = 0; k < size; k++) {
    const column = work[k]!;
    const rest = norm(column, k);
    if (rest <= COLLINEAR * norm(column, 0)) return k;
    // The reflection that turns the column's rest into its first entry, away from cancellation.
    const reflector = column.slice();
    reflector.fill(0, 0, k);
    reflector[k]! += column[k]! < 0 ? -rest : rest;
    const length = norm(reflector, k);
    for (let i = k; i < reflector.length; i++) reflector[i]! /= length;
    reflectors.push(reflector);
    for (const other of [...work.slice(k), right]) reflect(other, reflector, k);
  }
  const triangle = work.map((column) => Array.from(column.subarray(0, size)));
  // Zeros at the top and what is left below, reflected back, are the residuals.
  const residuals = Float64Array.from(right);
  residuals.fill(0, 0, size);
  for (let k = size - 1; k >= 0; k--) reflect(residuals, reflectors[k]!, k);
  const rows = inverseOfTriangle(triangle);
  return {
    coefficients: rows.map((row) => row.reduce((sum, entry, k) => sum + entry * right[k]!, 0)),
    residuals,
    inverse: rows.map((row) => rows.map((other) => row.reduce((sum, entry, k) => sum + entry * other[k]!, 0))),
  };
}

/** The length of a column from row `from` on. */
function norm(column: Float64Array, from: number): number {
  let largest = 0;
  for (let i = from; i < column.length; i++) largest = Math.max(largest, Math.abs(column[i]!));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = from; i < column.length; i++) sum += (column[i]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Reflects a column, in place, from row `from` on. */
function reflect(column: Float64Array, reflector: Float64Array, from: number): void {
  let product = 0;
  for (let i = from; i < column.length; i++) product += column[i]! * reflector[i]!;
  for (let i = from; i < column.length; i++) column[i]! -= 2 * product * reflector[i]!;
}

/** The inverse, by rows, of an upper triangle given by columns. */
function inverseOfTriangle(columns: readonly (readonly number[])[]): number[][] {
  const size = columns.length;
  const inverse = columns.map(() => new Array<number>(size).fill(0));
  for (let k = 0; k < size; k++) {
    inverse[k]![k] = 1 / columns[k]![k]!;
    for (let row = k - 1; row >= 0; row--) {
      let sum = 0;
      for (let j = row + 1; j <= k; j++) sum += columns[j]![row]! * inverse[j]![k]!;
      inverse[row]![k] = -sum / columns[row]![row]!;
    }
  }
  return inverse;
}
