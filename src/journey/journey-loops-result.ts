import { type JourneyTally, sizeOf, weightOf } from "./journey-tally.ts";

/**
 * Loops of one kind.
 *
 * @category Paths
 */
export interface LoopCounts {
  /** How many. */
  readonly count: number;
  /** Those in which one and the same resource did every step. */
  readonly repeat: number;
  /** Those in which another resource did one of the steps. */
  readonly redo: number;
  /** Those of which neither is known, as a step has no resource and the others have but one. */
  readonly unknown: number;
  /** Steps, or visits, that would not have been needed: those after the first one of each loop. */
  readonly extra: number;
}

/**
 * The loops of one state, or of all together.
 *
 * @category Paths
 */
export interface Loops {
  /** Events. */
  readonly events: number;
  /** Events less the distinct states of each journey: what was done again, at once or later. */
  readonly rework: number;
  /** Runs of two or more steps in one state without another between. */
  readonly selfLoops: LoopCounts;
  /** Returns to a state after another: one a journey and a state, however often it came back; `extra` counts each return. */
  readonly repetitions: LoopCounts;
}

/**
 * The loops of one state.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface StateLoops<State extends string = string> extends Loops {
  /** The state. */
  readonly state: State;
  /** The share of the journeys with this state that were in it more than once, 0 to 1, weighted where weights are. */
  readonly rate: number;
  /** Journeys that were in this state more than once. */
  readonly numerator: number;
  /** Journeys with this state. */
  readonly denominator: number;
  /** Where the sample is weighted, Kish's effective number of the journeys with this state. */
  readonly effectiveSampleSize?: number;
}

/**
 * The loops of journeys.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface JourneyLoopsResult<State extends string = string> extends Loops {
  /** The share of the journeys in which anything was done again, 0 to 1, weighted where weights are; `null` of no journeys. */
  readonly rate: number | null;
  /** Journeys in which anything was done again. */
  readonly numerator: number;
  /** Journeys counted. */
  readonly denominator: number;
  /** The loops of each state, by name. */
  readonly states: readonly StateLoops<State>[];
  /** Journeys that may still go on. */
  readonly pending: number;
  /** Journeys none of whose events has a state. */
  readonly missing: number;
  /** Journeys left out: of weight 0, or whose beginning was not seen. */
  readonly excluded: number;
  /** Where the sample is weighted, the sum of the weights of the journeys. */
  readonly weight?: number;
  /** Where the sample is weighted, Kish's effective number of journeys. */
  readonly effectiveSampleSize?: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "journeyLoops";
    /** What the journeys moved through. */
    readonly of: string;
    /** Whether journeys seen in part count as they stand. */
    readonly partial: "exclude" | "include";
  };
}

/** What the tally of loops says. */
export function readLoops<State extends string>(
  tally: JourneyTally,
  definition: JourneyLoopsResult["definition"],
): JourneyLoopsResult<State> {
  const byState = new Map<string | null, Map<string, JourneyTally["counts"][number]>>();
  const all = new Map<string, number>();
  for (const entry of tally.counts) {
    const [[kind, state, who], count] = entry;
    const name = `${kind} ${who ?? ""}`;
    all.set(name, (all.get(name) ?? 0) + count);
    const found = byState.get(state!) ?? new Map();
    byState.set(state!, found.set(name, entry));
  }
  const sample = weightOf([tally.weights]);
  const reworked = byState.get(null)?.get("reworked ");
  byState.delete(null);
  const { count } = tally;
  return {
    rate: count === 0 ? null : reworked ? Math.min(1, sizeOf(reworked) / (sample.weight ?? count)) : 0,
    numerator: reworked ? reworked[1] : 0,
    denominator: count,
    ...loopsOf((name) => all.get(name) ?? 0),
    states: [...byState]
      .sort(([one], [other]) => (one! < other! ? -1 : 1))
      .map(([state, found]) => {
        const has = found.get("has ")!;
        const again = found.get("again ");
        return {
          state: state as State,
          rate: again ? Math.min(1, sizeOf(again) / sizeOf(has)) : 0,
          numerator: again ? again[1] : 0,
          denominator: has[1],
          ...loopsOf((name) => found.get(name)?.[1] ?? 0),
          ...(has[2] && { effectiveSampleSize: weightOf([has[2]]).effectiveSampleSize! }),
        };
      }),
    pending: tally.pending,
    missing: tally.missing,
    excluded: tally.excluded,
    ...sample,
    definition,
  };
}

function loopsOf(counted: (name: string) => number): Loops {
  const loops = (kind: string): LoopCounts => {
    const [repeat, redo, unknown] = ["repeat", "redo", "unknown"].map((who) => counted(`${kind} ${who}`)) as [0, 0, 0];
    return { count: repeat + redo + unknown, repeat, redo, unknown, extra: counted(`${kind} extra `) };
  };
  return {
    events: counted("events "),
    rework: counted("events ") - counted("has "),
    selfLoops: loops("self-loop"),
    repetitions: loops("repetition"),
  };
}
