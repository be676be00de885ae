/**
 * A matrix by rows.
 *
 * @category Importance
 */
export type Matrix = readonly (readonly number[])[];

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by cyclic Jacobi rotations.
 *
 * @returns The values, in no order, and the vectors: the columns of `vectors`, in the same order.
 *
 * @see Golub & Van Loan, Matrix Computations, §8.5.
 */
export function symmetricEigen(matrix: Matrix): { readonly values: number[]; readonly vectors: number[][] } {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const vectors = a.map((_, row) => a.map((_, column) => (row === column ? 1 : 0)));
  for (let sweep = 0; sweep < 100; sweep++) {
    let rotated = false;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) {
        const off = a[p]![q]!;
        if (Math.abs(off) <= Number.EPSILON * 1e-3 * Math.sqrt(Math.abs(a[p]![p]! * a[q]![q]!))) continue;
        rotated = true;
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * off);
        const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const cosine = 1 / Math.hypot(tangent, 1);
        rotate(a, p, q, cosine, tangent * cosine);
        for (const row of vectors) turn(row, p, q, cosine, tangent * cosine);
      }
    }
    if (!rotated) break;
  }
  return { values: a.map((row, index) => row[index]!), vectors };
}

/** Rotates rows and columns p and q of a symmetric matrix, in place. */
function rotate(a: number[][], p: number, q: number, cosine: number, sine: number): void {
  for (const row of a) turn(row, p, q, cosine, sine);
  const [rowP, rowQ] = [a[p]!, a[q]!];
  for (let column = 0; column < a.length; column++) {
    const [x, y] = [rowP[column]!, rowQ[column]!];
    rowP[column] = cosine * x - sine * y;
    rowQ[column] = sine * x + cosine * y;
  }
  rowP[q] = 0;
  rowQ[p] = 0;
}

/** Rotates two entries of a row, in place. */
function turn(row: number[], p: number, q: number, cosine: number, sine: number): void {
  const [x, y] = [row[p]!, row[q]!];
  row[p] = cosine * x - sine * y;
  row[q] = sine * x + cosine * y;
}
