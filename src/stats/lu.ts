/** A square matrix as the product of two triangles, its rows in another order. */
export interface Triangles {
  readonly size: number;
  /** Both triangles by rows; the lower one has ones on its diagonal. */
  readonly parts: Float64Array;
  /** Which row of the matrix each row of the triangles is. */
  readonly rows: readonly number[];
}

/**
 * The triangles of a square matrix given by rows, by Gauss's elimination with the largest pivot of each column; `null` if
 * it is singular. It owns the numbers that it is given.
 *
 * @see Golub & Van Loan, Matrix Computations, §3.4.
 */
export function triangles(parts: Float64Array, size: number): Triangles | null {
  const rows = Array.from({ length: size }, (_, row) => row);
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let i = k + 1; i < size; i++) {
      if (Math.abs(parts[i * size + k]!) > Math.abs(parts[pivot * size + k]!)) pivot = i;
    }
    if (parts[pivot * size + k] === 0) return null;
    if (pivot !== k) {
      const row = parts.slice(k * size, k * size + size);
      parts.copyWithin(k * size, pivot * size, pivot * size + size);
      parts.set(row, pivot * size);
      [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    }
    const top = parts[k * size + k]!;
    for (let i = k + 1; i < size; i++) {
      const factor = parts[i * size + k]! / top;
      parts[i * size + k] = factor;
      if (factor === 0) continue;
      const down = (i - k) * size;
      const end = k * size + size;
      for (let at = k * size + k + 1; at < end; at++) parts[at + down]! -= factor * parts[at]!;
    }
  }
  return { size, parts, rows };
}

/** The inverse of the matrix, by rows. */
export function inverseOf({ size, parts, rows }: Triangles): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++) inverse[i * size + rows[i]!] = 1;
  // Whole rows at a time: forwards through the lower triangle, backwards through the upper one.
  const less = (row: number, other: number, factor: number) => {
    if (factor === 0) return;
    const away = (row - other) * size;
    const end = other * size + size;
    for (let at = other * size; at < end; at++) inverse[at + away]! -= factor * inverse[at]!;
  };
  for (let i = 0; i < size; i++) for (let k = 0; k < i; k++) less(i, k, parts[i * size + k]!);
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) less(i, k, parts[i * size + k]!);
    const pivot = parts[i * size + i]!;
    for (let j = 0; j < size; j++) inverse[i * size + j]! /= pivot;
  }
  return inverse;
}
