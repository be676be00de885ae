import { inverseOf, triangles } from "../stats/lu.ts";

/**
 * Expected visits of each transient state from each: (I − Q)⁻¹, by rows; or the first state from which no absorbing one
 * can be reached, for which there are none.
 *
 * @param moves - Q by rows: how likely each transient state is followed by each.
 * @param exits - How likely each transient state is followed by an absorbing one.
 *
 * @see Kemeny & Snell (1960), Finite Markov Chains, chapter 3.
 */
export function fundamentalMatrix(
  moves: readonly (readonly number[])[],
  exits: readonly number[],
): { readonly visits: Float64Array } | { readonly trapped: number } {
  const size = moves.length;
  // Backwards from the exits: what is never met cannot be left.
  const isLeft = exits.map((exit) => exit > 0);
  const queue = isLeft.flatMap((left, state) => (left ? [state] : []));
  const before: number[][] = moves.map(() => []);
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) if (moves[from]![to]! > 0) before[to]!.push(from);
  }
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const state of before[next]!) {
      if (isLeft[state]) continue;
      isLeft[state] = true;
      queue.push(state);
    }
  }
  const trapped = isLeft.indexOf(false);
  if (trapped >= 0) return { trapped };
  const parts = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    // The diagonal, 1 − qᵢᵢ, as what leaves the state: no cancellation where it is rarely left.
    let leaving = exits[i]!;
    for (let j = 0; j < size; j++) {
      if (j === i) continue;
      leaving += moves[i]![j]!;
      parts[i * size + j] = -moves[i]![j]!;
    }
    parts[i * size + i] = leaving;
  }
  const found = triangles(parts, size);
  return found ? { visits: inverseOf(found) } : { trapped: 0 };
}
