import { bothSequences, overLength, type SequenceDistance } from "./sequence-distance.ts";

/**
 * Levenshtein's distance: the least number of states to put in, take out or change to turn one sequence into another.
 *
 * @param one - A sequence of states, such as the `sequence` of a variant.
 * @param other - Another.
 * @returns The number, and the same over the length of the longer sequence.
 * @throws TypeError if a sequence is none.
 *
 * @example
 * ```ts
 * levenshtein(["see", "ask", "buy"], ["see", "buy"]) // ~> { distance: 1, normalized: 0.3333, … }
 * levenshtein([], []).normalized // => 0
 * ```
 *
 * @see Levenshtein (1966), Binary Codes Capable of Correcting Deletions, Insertions, and Reversals, Soviet Physics Doklady 10.
 * @category Paths
 */
export function levenshtein(one: Iterable<string>, other: Iterable<string>): SequenceDistance {
  const [left, right] = bothSequences(one, other);
  const counts = Array.from({ length: right.length + 1 }, (_, length) => length);
  for (const [row, state] of left.entries()) {
    let diagonal = row;
    counts[0] = row + 1;
    for (const [column, target] of right.entries()) {
      const above = counts[column + 1]!;
      counts[column + 1] = Math.min(diagonal + (state === target ? 0 : 1), above + 1, counts[column]! + 1);
      diagonal = above;
    }
  }
  const distance = counts[right.length]!;
  return {
    distance,
    normalized: overLength(distance, left.length, right.length),
    definition: { metric: "levenshtein", norm: "max-length" },
  };
}
