import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { fundamentalMatrix } from "./fundamental-matrix.ts";
import type { TransitionsResult } from "./transitions-result.ts";

/**
 * A Markov chain: how likely each state is followed by each.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface MarkovChain<State extends string = string> {
  /** The names of the states, no two alike. */
  readonly states: readonly State[];
  /** By rows, how likely each state is followed by each: 0 to 1, each row adding up to 1. A state followed by itself for certain is absorbing. */
  readonly probabilities: readonly (readonly number[])[];
}

/**
 * Where journeys come to rest.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface AbsorptionOptions<State extends string = string> {
  /**
   * States that count as reached for good, whatever was seen after them; one that no journey has met is never reached. Default
   * none but the end and what is never left.
   */
  readonly absorbing?: readonly NoInfer<State>[] | undefined;
}

/**
 * Where a chain comes to rest, and after how many steps.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface AbsorptionResult<State extends string = string> {
  /** From each state (row), how likely each outcome (column) is in the end; rows add up to 1. */
  readonly probabilities: readonly (readonly number[])[];
  /** The names of the rows: states in which nothing comes to rest. */
  readonly states: readonly State[];
  /** The names of the columns: the absorbing states, and `null` for the end of a journey where there is one. */
  readonly outcomes: readonly (State | null)[];
  /** From each state, the expected number of steps until an outcome. */
  readonly expectedSteps: readonly number[];
  /** The variance of that number. */
  readonly stepsVariance: readonly number[];
  /** From each state (row), the expected number of visits of each (column), the first included: the fundamental matrix. */
  readonly visits: readonly (readonly number[])[];
  /** The same from where journeys begin; `null` where that is not known. */
  readonly start: AbsorptionStart | null;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "absorption";
    /** The states that count as reached for good. */
    readonly absorbing: readonly State[];
  };
}

/**
 * Where journeys come to rest, from their beginning.
 *
 * @category Paths
 */
export interface AbsorptionStart {
  /** How likely each outcome is. */
  readonly probabilities: readonly number[];
  /** The expected number of steps from the first state to the outcome. */
  readonly expectedSteps: number;
}

/**
 * Absorption: where journeys end up if they go on from each state as they have so far, and after how many steps.
 *
 * It takes a journey's next step to depend on where it stands, and on nothing before (a Markov chain of first order), and
 * solves the chain exactly. It describes a model of what was seen, not what would happen if something were changed.
 *
 * @param chain - What `transitions` found, or the probabilities of a chain. Open transitions count as far as they have a
 *   share, cut ones not.
 * @param options - `absorbing`, states that count as reached for good, such as a purchase.
 * @returns Probabilities, expected steps and visits from each state, and from the start.
 * @throws TypeError or RangeError if no outcome can be reached from a state, which is named; if probabilities are none, or
 *   `absorbing` is no state of a chain that names its own.
 *
 * @example
 * ```ts
 * const walk = { states: ["home", "1", "2", "bar"], probabilities: [[1, 0, 0, 0], [0.5, 0, 0.5, 0], [0, 0.5, 0, 0.5], [0, 0, 0, 1]] }
 * const { states, outcomes, probabilities, expectedSteps } = absorption(walk)
 * states // => ["1", "2"]
 * outcomes // => ["home", "bar"]
 * probabilities // => [[2 / 3, 1 / 3], [1 / 3, 2 / 3]]
 * expectedSteps // => [2, 2]
 * absorption({ states: ["a", "b"], probabilities: [[0, 1], [1, 0]] }) // throws TypeError "every state must lead to an outcome, got \"a\""
 * ```
 *
 * @see Kemeny & Snell (1960), Finite Markov Chains, chapter 3.
 * @category Paths
 */
export function absorption<State extends string>(
  chain: TransitionsResult<State> | MarkovChain<State>,
  options: AbsorptionOptions<State> = {},
): AbsorptionResult<State> {
  const { absorbing: given = [] } = options ?? {};
  requireIterable(given, "absorbing");
  const absorbing: readonly State[] = [...new Set<State>(given)];
  requireIterable(chain?.states, "states");
  // Of what was seen, a state may just not have been met; a chain names all of its own.
  const unknown = "transitions" in chain ? undefined : absorbing.find((state) => !chain.states.includes(state));
  if (unknown !== undefined) throw refusal("absorbing must be states of the chain", unknown);
  const known = "transitions" in chain ? fromTransitions(chain) : fromProbabilities(chain);
  const { names, row, startRow } = known;
  const atRest = new Set<State | null>([...absorbing, ...known.atRest]);
  const states = names.filter((name): name is State => !atRest.has(name));
  const outcomes = [...names.filter((name) => atRest.has(name)), ...absorbing.filter((name) => !names.includes(name))];
  const placeOf = new Map([...states, ...outcomes].map((name, place) => [name, place]));
  const inOrder = (shares: readonly number[]) => {
    const placed = new Array<number>(placeOf.size).fill(0);
    for (const [place, share] of shares.entries()) placed[placeOf.get(names[place]!)!] = share;
    return placed;
  };
  const size = states.length;
  const rows = states.map((state) => inOrder(row(state)));
  const toOutcomes = rows.map((shares) => shares.slice(size));
  const solved = fundamentalMatrix(
    rows.map((shares) => shares.slice(0, size)),
    toOutcomes.map((shares) => shares.reduce((sum, share) => sum + share, 0)),
  );
  if ("trapped" in solved) throw refusal("every state must lead to an outcome", states[solved.trapped]);
  const visits = states.map((_, from) =>
    Array.from(solved.visits.subarray(from * size, (from + 1) * size), noNegative),
  );
  const probabilities = visits.map((each) =>
    outcomes.map((_, outcome) =>
      Math.min(
        1,
        product(each, (state) => toOutcomes[state]![outcome]!),
      ),
    ),
  );
  const expectedSteps = visits.map((each) => product(each, () => 1));
  const stepsVariance = visits.map((each, from) => {
    const steps = expectedSteps[from]!;
    return Math.max(0, 2 * product(each, (state) => expectedSteps[state]!) - steps - steps * steps);
  });
  const begin = startRow && inOrder(startRow);
  const start = begin && {
    probabilities: outcomes.map((_, outcome) =>
      Math.min(1, begin[size + outcome]! + product(probabilities, (state) => begin[state]!, outcome)),
    ),
    expectedSteps: product(expectedSteps, (state) => begin[state]!),
  };
  return {
    probabilities,
    states,
    outcomes,
    expectedSteps,
    stepsVariance,
    visits,
    start,
    definition: { metric: "absorption", absorbing },
  };
}

/** Rounding may leave less than nothing of what never happens. */
function noNegative(visits: number): number {
  return Math.max(0, visits);
}

/** The sum of the terms, or of one column of them, each times its factor. */
function product(
  terms: readonly number[] | readonly (readonly number[])[],
  factor: (place: number) => number,
  column = 0,
): number {
  let sum = 0;
  for (const [place, term] of terms.entries()) sum += (typeof term === "number" ? term : term[column]!) * factor(place);
  return sum;
}

/** A chain whose rows can be asked for, by the places of the names. */
interface KnownChain<State extends string> {
  readonly names: readonly (State | null)[];
  readonly atRest: readonly (State | null)[];
  readonly row: (state: State) => readonly number[];
  readonly startRow: readonly number[] | null;
}

function fromTransitions<State extends string>({ transitions, states }: TransitionsResult<State>): KnownChain<State> {
  const names = [...states, null];
  const places = new Map(names.map((name, place) => [name, place]));
  const rows = new Map<State | null, number[]>();
  for (const { kind, from, to, rate } of transitions) {
    if (rate === null || kind === "cut") continue;
    const row = rows.get(from) ?? new Array<number>(names.length).fill(0);
    row[places.get(to)!]! += rate;
    rows.set(from, row);
  }
  const none = new Array<number>(names.length).fill(0);
  return { names, atRest: [null], row: (state) => rows.get(state) ?? none, startRow: rows.get(null) ?? null };
}

function fromProbabilities<State extends string>({ states, probabilities }: MarkovChain<State>): KnownChain<State> {
  const places = new Map(states.map((state, place) => [state, place]));
  if (places.size < states.length) throw refusal("states must differ", states);
  requireIterable(probabilities, "probabilities");
  if (probabilities.length !== states.length) throw refusal("rows must be as many as states", probabilities.length);
  const isOne = (row: readonly number[]) =>
    Array.isArray(row) &&
    row.length === states.length &&
    row.every((share) => typeof share === "number" && share >= 0 && share <= 1) &&
    Math.abs(row.reduce((sum, share) => sum + share, 0) - 1) <= 1e-9;
  for (const [place, row] of probabilities.entries()) {
    if (!isOne(row)) throw refusal("a row must be as many probabilities as states, adding up to 1", row, place);
  }
  return {
    names: states,
    atRest: states.filter((_, place) => probabilities[place]![place] === 1),
    row: (state) => probabilities[places.get(state)!]!,
    startRow: null,
  };
}
