import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import {
  requireTransitions,
  type Transition,
  type TransitionKind,
  type TransitionsResult,
} from "./transitions-result.ts";

/**
 * How transitions are laid out as a matrix.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface TransitionMatrixOptions<State extends string = string> {
  /** The order of the states, such as the stages of a model: every state that was met, and more if wanted. Default: by name. */
  readonly states?: readonly NoInfer<State>[] | undefined;
  /**
   * Added to the count of every exit that a state can have, seen or not: to another state, to the end, at the level of
   * events to itself. 0 or more; default 0. A state without exits stays without shares.
   */
  readonly smoothing?: number | undefined;
  /** The names of the rows and columns that are no states, in the language of the chart. */
  readonly labels?: Partial<PseudoLabels> | undefined;
}

/**
 * The names of what is no state.
 *
 * @category Paths
 */
export interface PseudoLabels {
  /** Where journeys begin. Default `"(start)"`. */
  readonly start: string;
  /** Where journeys come from whose beginning was not seen. Default `"(cut)"`. */
  readonly cut: string;
  /** Where journeys end. Default `"(end)"`. */
  readonly end: string;
  /** Where journeys stand that may still go on. Default `"(open)"`. */
  readonly open: string;
}

/**
 * Transitions as a matrix, as heat maps take it: what is left by rows, what is reached by columns.
 *
 * @category Paths
 */
export interface TransitionMatrix {
  /** The names of the rows: the states, then the start and the cut. */
  readonly rows: readonly string[];
  /** The names of the columns: the states, then the end and the open ones. */
  readonly columns: readonly string[];
  /** How often each transition was made, by rows. */
  readonly counts: readonly (readonly number[])[];
  /** Each transition's share of its row, by rows, which add up to 1; `null` a row without exits. */
  readonly rates: readonly (readonly number[] | null)[];
}

/**
 * Transitions as a matrix of counts and shares.
 *
 * @param result - What `transitions` found.
 * @param options - `states`, their order; `smoothing`, added to the count of every exit; `labels`, the names of what is no
 *   state.
 * @returns The names of rows and columns, counts and shares. As they go by place, a state named "(start)" is no trouble.
 * @throws TypeError or RangeError if a state that was met is not among `states`, or the smoothing is negative.
 *
 * @example
 * ```ts
 * const counted = transitionsFromCounts([{ to: "a", count: 3 }, { from: "a", to: "b", count: 2 }, { from: "a", count: 1 }])
 * const matrix = transitionMatrix(transitionsMetric().read(counted))
 * matrix.rows // => ["a", "b", "(start)", "(cut)"]
 * matrix.columns // => ["a", "b", "(end)", "(open)"]
 * matrix.counts[0] // => [0, 2, 1, 0]
 * matrix.rates // => [[0, 2 / 3, 1 / 3, 0], null, [1, 0, 0, 0], null]
 * ```
 *
 * @category Paths
 */
export function transitionMatrix<State extends string>(
  result: TransitionsResult<State>,
  options: TransitionMatrixOptions<State> = {},
): TransitionMatrix {
  const { transitions, states: met, definition } = requireTransitions(result);
  const smoothing = requireSmoothing(options?.smoothing ?? 0);
  const states: readonly string[] = options?.states ?? met;
  requireIterable(states, "states");
  const places = new Map(states.map((state, place) => [state, place]));
  if (places.size < states.length) throw refusal("states must differ", states);
  for (const state of met) if (!places.has(state)) throw refusal("states must hold every state that was met", state);
  const size = states.length;
  const pseudo: Readonly<Record<TransitionKind, number>> = {
    start: size,
    cut: size + 1,
    step: 0,
    end: size,
    open: size + 1,
  };
  const table = () => Array.from({ length: size + 2 }, () => new Array<number>(size + 2).fill(0));
  const counts = table();
  const sizes = table();
  const hasExits = new Set<number>();
  for (const { kind, from, to, count, rate, weight = count } of transitions as readonly Transition[]) {
    const row = from === null ? pseudo[kind] : places.get(from)!;
    const column = to === null ? pseudo[kind] : places.get(to)!;
    counts[row]![column] = count;
    if (rate === null) continue;
    sizes[row]![column] = weight;
    hasExits.add(row);
  }
  const rates = sizes.map((row, from) => {
    if (!hasExits.has(from)) return null;
    const isState = from < size;
    const smoothed = row.map((made, to) => {
      const canBe = to === from ? isState && definition.level === "events" : to < size || (to === size && isState);
      return canBe ? made + smoothing : made;
    });
    const whole = smoothed.reduce((sum, made) => sum + made, 0);
    return smoothed.map((made) => made / whole);
  });
  const labels = pseudoLabels(options.labels);
  return {
    rows: [...states, labels.start, labels.cut],
    columns: [...states, labels.end, labels.open],
    counts,
    rates,
  };
}

/** What is no state, as long as the caller has no better name. */
const PSEUDO_LABELS: PseudoLabels = { start: "(start)", cut: "(cut)", end: "(end)", open: "(open)" };

/** The names of what is no state, those of the caller first. */
export function pseudoLabels(given: Partial<PseudoLabels> = {}): PseudoLabels {
  const { start, cut, end, open } = PSEUDO_LABELS;
  return { start: given.start ?? start, cut: given.cut ?? cut, end: given.end ?? end, open: given.open ?? open };
}

function requireSmoothing(smoothing: number): number {
  if (typeof smoothing === "number" && smoothing >= 0 && smoothing <= 1e9) return smoothing;
  throw refusal("smoothing must be a number from 0 to 1e9", smoothing);
}
