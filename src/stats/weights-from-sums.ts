import { shown } from "../tally/shown.ts";
import type { ClassWeights, WeightTally } from "./weight-sums.ts";

/** The weights of people who were weighed elsewhere, if they can be: of n people, Σw² ≤ (Σw)² ≤ n·Σw². */
export function weightsFromSums({ sums, squares }: ClassWeights, counts: readonly number[]): WeightTally[] {
  if (sums?.length !== counts.length || squares?.length !== counts.length) {
    throw new TypeError(`weights must be { sums, squares } of ${counts.length} numbers each`);
  }
  return counts.map((count, place) => {
    const [sum, square] = [sums[place]!, squares[place]!];
    const isNobody = count === 0 && sum === 0 && square === 0;
    // Sums made elsewhere are rounded.
    const isAtLeast = (larger: number, smaller: number) => larger >= smaller * (1 - 1e-9);
    const isInRange =
      Number.isFinite(sum) && Number.isFinite(square) && isAtLeast(sum, count * 1e-70) && isAtLeast(count * 1e70, sum);
    if (isNobody) return [0, 0, 0, 0];
    if (count > 0 && isInRange && isAtLeast(count * square, sum * sum) && isAtLeast(sum * sum, square))
      return [sum, 0, square, 0];
    const came = `${shown(sum)} and ${shown(square)}`;
    throw new RangeError(`weights must be Σw and Σw² of ${count} people in class ${place}, got ${came}`);
  });
}
