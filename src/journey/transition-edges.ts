import { type PseudoLabels, pseudoLabels } from "./transition-matrix.ts";
import { requireTransitions, type TransitionKind, type TransitionsResult } from "./transitions-result.ts";

/**
 * A transition as a row of an edge list, as graph libraries take it.
 *
 * @category Paths
 */
export interface TransitionEdge {
  /** The name of what is left. */
  readonly source: string;
  /** The name of what is reached. */
  readonly target: string;
  /** How often, or the sum of the weights where the sample is weighted. */
  readonly value: number;
  /** Its share of the exits of the same state, 0 to 1; `null` of one that is no exit yet. */
  readonly rate: number | null;
  /** What it is. */
  readonly kind: TransitionKind;
}

/**
 * Transitions as an edge list.
 *
 * @param result - What `transitions` found.
 * @param options - `labels`, the names of what is no state, in the language of the chart. One that is also the name of a
 *   state that was met is put into brackets until it is none.
 * @returns An edge a transition, in the order of the transitions.
 *
 * @example
 * ```ts
 * const counted = transitionsFromCounts([{ to: "(start)", count: 3 }, { from: "(start)", count: 3 }])
 * const [first, second] = transitionEdges(transitionsMetric().read(counted))
 * first // => { source: "((start))", target: "(start)", value: 3, rate: 1, kind: "start" }
 * second // => { source: "(start)", target: "(end)", value: 3, rate: 1, kind: "end" }
 * ```
 *
 * @category Paths
 */
export function transitionEdges<State extends string>(
  result: TransitionsResult<State>,
  options: { readonly labels?: Partial<PseudoLabels> | undefined } = {},
): TransitionEdge[] {
  const { transitions, states } = requireTransitions(result);
  const met = new Set<string>(states);
  const labels = pseudoLabels(options?.labels);
  const labelOf = (kind: TransitionKind) => {
    let label = labels[kind as keyof PseudoLabels];
    while (met.has(label)) label = `(${label})`;
    return label;
  };
  return transitions.map(({ kind, from, to, count, rate, weight = count }) => ({
    source: from ?? labelOf(kind),
    target: to ?? labelOf(kind),
    value: weight,
    rate,
    kind,
  }));
}
