import type { ClassWeights, WeightTally } from "./weight-sums.ts";

/** The weights of people who were weighed elsewhere, if they can be: of n people, Σw² ≤ (Σw)² ≤ n·Σw². */
export function weightsFromSums({ sums, squares }: ClassWeights, counts: readonly number[]): WeightTally[] {
  if (sums?.length !== counts.length || squares?.length !== counts.length) {
    throw new TypeError(`weights must be { sums, squares } of ${counts.length} numbers each`);
  }
  return counts.map((count, place) => {
    const [sum, square] = [sums[place]!, squares[place]!];
    const most = sum * sum * (1 + 1e-9);
    const fits = count === 0 ? sum === 0 && square === 0 : sum > 0 && square > 0 && square <= most;
    if (fits && sum * sum <= count * square * (1 + 1e-9) && most < Infinity) return [sum, 0, square, 0];
    throw new RangeError(`weights must be Σw and Σw² of ${count} people in class ${place}, got ${sum} and ${square}`);
  });
}
