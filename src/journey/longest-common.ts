import { requireChoice } from "../tally/choice.ts";
import { bothSequences, type CommonSequence, fromCommon } from "./sequence-distance.ts";

/**
 * The longest common subsequence of two sequences of states: what both have in the same order, other states between or not.
 *
 * @param one - A sequence of states, such as the `sequence` of a variant.
 * @param other - Another.
 * @returns The length of it as `common`; the distance |x| + |y| − 2 common; and 1 − common / √(|x||y|), 1 where just one
 *   of them is empty.
 * @throws TypeError if a sequence is none.
 *
 * @example
 * ```ts
 * longestCommonSubsequence(["see", "ask", "buy"], ["see", "buy"]) // ~> { distance: 1, normalized: 0.1835, common: 2, … }
 * ```
 *
 * @see Elzinga (2008), Sequence Analysis: Metric Representations of Categorical Time Series.
 * @category Paths
 */
export function longestCommonSubsequence(one: Iterable<string>, other: Iterable<string>): CommonSequence {
  const [left, right] = bothSequences(one, other);
  const lengths = new Array<number>(right.length + 1).fill(0);
  for (const state of left) {
    let diagonal = 0;
    for (const [column, target] of right.entries()) {
      const above = lengths[column + 1]!;
      lengths[column + 1] = state === target ? diagonal + 1 : Math.max(above, lengths[column]!);
      diagonal = above;
    }
  }
  return fromCommon("longestCommonSubsequence", lengths[right.length]!, left.length, right.length);
}

/**
 * The longest common prefix of two sequences of states: how far they go the same way from the beginning.
 *
 * @param one - A sequence of states, such as the `sequence` of a variant.
 * @param other - Another.
 * @param options - `from`: `"start"` (default), or `"end"` for how far back they came the same way.
 * @returns The length of it as `common`; the distance |x| + |y| − 2 common; and 1 − common / √(|x||y|), 1 where just one
 *   of them is empty.
 * @throws TypeError if a sequence is none.
 *
 * @example
 * ```ts
 * longestCommonPrefix(["see", "ask", "buy"], ["see", "buy"]) // ~> { distance: 3, normalized: 0.5918, common: 1, … }
 * longestCommonPrefix(["see", "ask", "buy"], ["ask", "buy"], { from: "end" }).common // => 2
 * ```
 *
 * @see Elzinga (2008), Sequence Analysis: Metric Representations of Categorical Time Series.
 * @category Paths
 */
export function longestCommonPrefix(
  one: Iterable<string>,
  other: Iterable<string>,
  options: { readonly from?: "start" | "end" | undefined } = {},
): CommonSequence {
  const from = requireChoice("from", options?.from ?? "start", ["start", "end"]);
  const [left, right] = bothSequences(one, other);
  if (from === "end") for (const sequence of [left, right]) sequence.reverse();
  const shorter = Math.min(left.length, right.length);
  let common = 0;
  while (common < shorter && left[common] === right[common]) common++;
  return fromCommon("longestCommonPrefix", common, left.length, right.length);
}
