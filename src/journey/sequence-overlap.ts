import { bothSequences } from "./sequence-distance.ts";

/**
 * How much of what two sequences have, they have in common.
 *
 * @category Paths
 */
export interface SequenceOverlap {
  /** What both have over what either has, 0 to 1; 1 where neither has anything. */
  readonly similarity: number;
  /** What both have. */
  readonly common: number;
  /** What either has. */
  readonly union: number;
  /** What was measured. */
  readonly definition: {
    /** The name of the similarity. */
    readonly metric: "jaccard" | "bigramJaccard";
  };
}

/**
 * Jaccard's similarity of two sequences: the states both have, over those either has, whatever their order and number.
 *
 * @param one - A sequence of states, such as the `sequence` of a variant.
 * @param other - Another.
 * @returns The similarity, 0 to 1; 1 of two empty sequences.
 * @throws TypeError if a sequence is none.
 *
 * @example
 * ```ts
 * jaccard(["see", "ask", "buy"], ["buy", "see"]) // => { similarity: 2 / 3, common: 2, union: 3, … }
 * ```
 *
 * @see Jaccard (1912), The Distribution of the Flora in the Alpine Zone, New Phytologist 11.
 * @category Paths
 */
export function jaccard(one: Iterable<string>, other: Iterable<string>): SequenceOverlap {
  const [left, right] = bothSequences(one, other);
  return overlap("jaccard", new Set(left), new Set(right));
}

/**
 * Jaccard's similarity of the steps of two sequences: the pairs of a state and the next one that both have, over those
 * either has. Unlike `jaccard` it minds the order.
 *
 * @param one - A sequence of states, such as the `sequence` of a variant.
 * @param other - Another.
 * @returns The similarity, 0 to 1; 1 of two sequences without a step.
 * @throws TypeError if a sequence is none.
 *
 * @example
 * ```ts
 * bigramJaccard(["see", "ask", "buy"], ["see", "ask"]) // => { similarity: 0.5, common: 1, union: 2, … }
 * bigramJaccard(["see", "buy"], ["buy", "see"]).similarity // => 0
 * ```
 *
 * @category Paths
 */
export function bigramJaccard(one: Iterable<string>, other: Iterable<string>): SequenceOverlap {
  const [left, right] = bothSequences(one, other);
  // No state has a number as large as there are states in both.
  const most = left.length + right.length;
  const steps = (sequence: readonly number[]) =>
    new Set(sequence.slice(1).map((state, place) => sequence[place]! * most + state));
  return overlap("bigramJaccard", steps(left), steps(right));
}

function overlap(
  metric: SequenceOverlap["definition"]["metric"],
  left: ReadonlySet<number>,
  right: ReadonlySet<number>,
): SequenceOverlap {
  let common = 0;
  for (const part of left) if (right.has(part)) common++;
  const union = left.size + right.size - common;
  return { similarity: union === 0 ? 1 : common / union, common, union, definition: { metric } };
}
