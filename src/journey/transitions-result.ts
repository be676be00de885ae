import { refusal } from "../tally/refusal.ts";
import type { JourneyCount } from "./journey-keys.ts";
import type { StatesDefinition } from "./journey-states.ts";
import { type JourneyTally, sizeOf, weightOf } from "./journey-tally.ts";

/**
 * What a transition is: `"start"`, a journey begins in a state; `"cut"`, the first state seen of a journey whose
 * beginning was not; `"step"`, from one state to the next; `"end"`, a journey that is over ends in a state; `"open"`, the
 * state in which a journey that may still go on stands.
 *
 * @category Paths
 */
export type TransitionKind = "start" | "cut" | "step" | "end" | "open";

/**
 * A transition: how often it was made, and among how many exits of the same state.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface Transition<State extends string = string> {
  /** What it is. */
  readonly kind: TransitionKind;
  /** The state that is left; `null` of a start and of a cut, which no name of a state can be taken for. */
  readonly from: State | null;
  /** The state that is reached; `null` of an end and of an open one. */
  readonly to: State | null;
  /** How often it was made. */
  readonly count: number;
  /** Its share of the exits from the same state, 0 to 1, weighted where weights are; `null` of one that is no exit yet. */
  readonly rate: number | null;
  /** How often it was made, as the numerator of the share: 0 of one that is no exit yet. */
  readonly numerator: number;
  /** Exits from the same state; of starts and of cuts, all of them. 0 of a transition that is no exit yet. */
  readonly denominator: number;
  /** Where the sample is weighted, the sum of the weights of those who made it. */
  readonly weight?: number;
  /** Where the sample is weighted, Kish's effective number of the exits. */
  readonly effectiveSampleSize?: number;
}

/**
 * The transitions of journeys.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface TransitionsResult<State extends string = string> {
  /** Every transition that was made: starts, cuts, steps, ends, open ones, each by the names of the states. */
  readonly transitions: readonly Transition<State>[];
  /** Journeys counted. */
  readonly count: number;
  /** The states that were met, by name. */
  readonly states: readonly State[];
  /** Journeys none of whose events has a state. */
  readonly missing: number;
  /** Journeys of weight 0. */
  readonly excluded: number;
  /** Where the sample is weighted, the sum of the weights of the journeys. */
  readonly weight?: number;
  /** Where the sample is weighted, Kish's effective number of journeys. */
  readonly effectiveSampleSize?: number;
  /** What was measured. */
  readonly definition: TransitionsDefinition;
}

/**
 * The definition of transitions, as plain data.
 *
 * @category Paths
 */
export interface TransitionsDefinition extends StatesDefinition {
  /** The metric's name. */
  readonly metric: "transitions";
  /** Whether journeys that may still go on count among the exits. */
  readonly open: "exclude" | "include";
}

/** What the tally of transitions says. */
export function readTransitions<State extends string>(
  { counts, count, missing, excluded, weights }: JourneyTally,
  definition: TransitionsDefinition,
): TransitionsResult<State> {
  const isExit = (kind: TransitionKind) => kind !== "open" || definition.open === "include";
  const exits = new Map<string, JourneyCount[]>();
  // The exits of a state; starts and cuts leave none, and are told from each other.
  const rowOf = ([[kind, from]]: JourneyCount) => (from === null ? `${kind}` : `of ${from}`);
  const states = new Set<string>();
  for (const entry of counts) {
    const [[kind, from, to]] = entry;
    for (const state of [from!, to!]) if (state !== null) states.add(state);
    if (!isExit(kind as TransitionKind)) continue;
    const row = exits.get(rowOf(entry));
    if (row) row.push(entry);
    else exits.set(rowOf(entry), [entry]);
  }
  const rows = new Map([...exits].map(([row, entries]) => [row, sumOf(entries)]));
  const transition = (entry: JourneyCount): Transition<State> => {
    const [[kind, from, to], made, weighed] = entry;
    const row = isExit(kind as TransitionKind) ? rows.get(rowOf(entry)) : undefined;
    return {
      kind: kind as TransitionKind,
      from: from as State | null,
      to: to as State | null,
      count: made,
      rate: row ? Math.min(1, sizeOf(entry) / row.size) : null,
      numerator: row ? made : 0,
      denominator: row ? row.count : 0,
      ...(weighed && { weight: sizeOf(entry), effectiveSampleSize: row?.effectiveSampleSize ?? 0 }),
    };
  };
  const inOrder: readonly TransitionKind[] = ["start", "cut", "step", "end", "open"];
  return {
    transitions: inOrder.flatMap((kind) => counts.filter(([[of]]) => of === kind).map(transition)),
    count,
    states: [...states].sort() as State[],
    missing,
    excluded,
    ...weightOf([weights]),
    definition,
  };
}

/** The sum of the exits of one state. */
function sumOf(entries: readonly JourneyCount[]) {
  const count = entries.reduce((sum, [, made]) => sum + made, 0);
  const { weight = count, effectiveSampleSize } = weightOf(entries.map(([, , weights]) => weights));
  return { count, size: weight, effectiveSampleSize };
}

/** The transitions, if they are some. */
export function requireTransitions<State extends string>(result: TransitionsResult<State>): TransitionsResult<State> {
  if (Array.isArray(result?.transitions) && Array.isArray(result.states)) return result;
  throw refusal("result must be what transitions gives", result);
}
