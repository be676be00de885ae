import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { bothSequences, overLength, type SequenceDistance } from "./sequence-distance.ts";

/**
 * What it costs to turn one sequence into another.
 *
 * @category Paths
 */
export interface OptimalMatchingOptions {
  /** What it costs to put in or take out a state, above 0. Default 1. */
  readonly indel?: number | undefined;
  /**
   * What it costs to put a state in the place of another: 0 or more, the same for any two, or a function of the two, which
   * should be the same both ways round. Default 2, at which it is never cheaper than taking out and putting in.
   */
  readonly substitution?: number | ((one: string, other: string) => number) | undefined;
}

/**
 * Optimal matching: the least cost of turning one sequence of states into another.
 *
 * @param one - A sequence of states.
 * @param other - Another.
 * @param options - `indel`, the cost of putting in or taking out; `substitution`, that of putting one in another's place.
 * @returns The cost, and the same over the length of the longer sequence.
 * @throws TypeError or RangeError if a sequence or a cost is none.
 *
 * @example
 * ```ts
 * optimalMatching(["a", "b", "c"], ["a", "c"]) // ~> { distance: 1, normalized: 0.3333, … }
 * optimalMatching(["a", "b"], ["a", "c"], { substitution: 0.5 }).distance // => 0.5
 * ```
 *
 * @see Abbott & Tsay (2000), Sequence Analysis and Optimal Matching Methods in Sociology, Sociological Methods & Research 29.
 * @category Paths
 */
export function optimalMatching(
  one: Iterable<string>,
  other: Iterable<string>,
  options: OptimalMatchingOptions = {},
): SequenceDistance {
  const { indel = 1, substitution = 2 } = options ?? {};
  if (!(typeof indel === "number" && indel > 0 && indel <= 1e9)) throw refusal("indel must be a number above 0", indel);
  if (typeof substitution !== "function") requireCost(substitution);
  requireIterable(one, "one");
  requireIterable(other, "other");
  const left = [...one];
  const right = [...other];
  bothSequences(left, right);
  const cost =
    typeof substitution === "function" ? (a: string, b: string) => requireCost(substitution(a, b)) : () => substitution;
  // One row of costs: of turning what was read of `left` into each beginning of `right`.
  let costs = Array.from({ length: right.length + 1 }, (_, length) => length * indel);
  for (const [row, state] of left.entries()) {
    const next = [(row + 1) * indel];
    for (const [column, target] of right.entries()) {
      const inPlace = costs[column]! + (state === target ? 0 : cost(state, target));
      next.push(Math.min(inPlace, costs[column + 1]! + indel, next[column]! + indel));
    }
    costs = next;
  }
  const distance = costs[right.length]!;
  return {
    distance,
    normalized: overLength(distance, left.length, right.length),
    definition: { metric: "optimalMatching", norm: "max-length" },
  };
}

function requireCost(cost: number): number {
  if (typeof cost === "number" && cost >= 0 && cost <= 1e9) return cost + 0;
  throw refusal("substitution must be a number of 0 or more", cost);
}
