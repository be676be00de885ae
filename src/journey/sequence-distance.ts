import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * How far two sequences of states lie apart.
 *
 * @category Paths
 */
export interface SequenceDistance {
  /** The distance: 0 of equal sequences, the same from either side. */
  readonly distance: number;
  /** The distance on a scale from 0 (equal), by the norm that `definition` names; 0 of two empty sequences. */
  readonly normalized: number;
  /** What was measured. */
  readonly definition: {
    /** The name of the distance. */
    readonly metric: "levenshtein" | "optimalMatching" | "longestCommonSubsequence" | "longestCommonPrefix";
    /**
     * How the distance is normalized: `"max-length"`, over the length of the longer sequence; `"geometric-mean"`, 1 less
     * what they have in common over √(|x||y|).
     */
    readonly norm: "max-length" | "geometric-mean";
  };
}

/**
 * How far two sequences of states lie apart by what they have in common.
 *
 * @category Paths
 */
export interface CommonSequence extends SequenceDistance {
  /** How many states they have in common. */
  readonly common: number;
}

/** Two sequences as arrays of numbers, equal where their states are. */
export function bothSequences(one: Iterable<string>, other: Iterable<string>): [one: number[], other: number[]] {
  const numbers = new Map<string, number>();
  const numbered = (sequence: Iterable<string>, name: string) => {
    requireIterable(sequence, name);
    return Array.from(sequence, (state, index) => {
      if (typeof state !== "string") throw refusal("state must be a text", state, index);
      const number = numbers.get(state) ?? numbers.size;
      numbers.set(state, number);
      return number;
    });
  };
  return [numbered(one, "one"), numbered(other, "other")];
}

/** A distance over the length of the longer sequence. */
export function overLength(distance: number, one: number, other: number): number {
  return distance === 0 ? 0 : distance / Math.max(one, other);
}

/** What two sequences have in common, as a distance: what each has besides. */
export function fromCommon(
  metric: "longestCommonSubsequence" | "longestCommonPrefix",
  common: number,
  one: number,
  other: number,
): CommonSequence {
  const isEqual = common === one && common === other;
  const normalized = isEqual ? 0 : one === 0 || other === 0 ? 1 : 1 - common / Math.sqrt(one * other);
  return {
    distance: one + other - 2 * common,
    normalized,
    common,
    definition: { metric, norm: "geometric-mean" },
  };
}
