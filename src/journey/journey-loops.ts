import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import {
  eventsOf,
  type StateField,
  type StateOf,
  type StateOptions,
  type StatesReader,
  statesReader,
} from "./journey-states.ts";
import { type CountKey, countJourneys, type JourneyTally, sizeOf, weightOf } from "./journey-tally.ts";
import { type PartialOptions, requirePartial, wholePlace } from "./whole-journeys.ts";

/**
 * Which loops are counted. Every event is a step of its own.
 *
 * @typeParam Event - What the events are.
 * @typeParam Field - The field that is read.
 * @typeParam Own - What a function of one's own reads.
 * @category Paths
 */
export interface JourneyLoopsOptions<
  Event extends JourneyEvent,
  Field extends StateField = StateField,
  Own extends string = string,
> extends StateOptions<Event, Field, Own>,
    PartialOptions {}

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

/**
 * Loops of journeys: what was done again at once (self-loops) or after something else (repetitions), by the same resource
 * (repeat) or by another (redo), and how many events were rework.
 *
 * @param journeys - Journeys, as `buildJourneys` gives them.
 * @param options - `of`, what they move through: `"stage"` (default), `"activity"`, `"channel"` or a function of an event;
 *   `rule`, what that function reads; `partial`, whether journeys seen in part count as they stand; `weight`, a journey's
 *   weight. Numbers of loops are never weighted.
 * @returns The share of journeys with rework, as `shareInterval` takes it, and the loops of all and of each state;
 *   `rate: null` of no journeys.
 * @throws TypeError or RangeError if an option is none, or a journey has no events or a state that is no text, with its index.
 *
 * @example
 * ```ts
 * const at = { customer: "c", case: "c", index: 0, status: "completed", start: 0, end: 4, asOf: 9, leftTruncated: false } as const
 * const done: [string, string][] = [["ask", "Ana"], ["ask", "Ana"], ["check", "Ben"], ["ask", "Eva"], ["decide", "Eva"]]
 * const events = done.map(([activity, resource], at) => ({ activity, resource, at }))
 * const seen = journeyLoops([{ ...at, events }], { of: "activity" })
 * seen // => { rate: 1, numerator: 1, denominator: 1, events: 5, rework: 2, … }
 * seen.selfLoops // => { count: 1, repeat: 1, redo: 0, unknown: 0, extra: 1 }
 * seen.repetitions // => { count: 1, repeat: 0, redo: 1, unknown: 0, extra: 1 }
 * ```
 *
 * @see Swennen et al. (2016), Capturing Resource Behaviour From Event Logs, SIMPDA.
 * @category Paths
 */
export function journeyLoops<
  Event extends JourneyEvent,
  Field extends StateField = "stage",
  Own extends string = never,
>(
  journeys: Iterable<Journey<Event>>,
  options: JourneyLoopsOptions<Event, Field, Own> & Weighing<Journey<Event>> = {},
): JourneyLoopsResult<StateOf<Event, Field, Own>> {
  return measure(journeyLoopsMetric<Event, Field, Own>(options), journeys, { weight: options?.weight });
}

/**
 * Loops as a metric, for streams, groups and parts; see `journeyLoops`.
 *
 * @param options - `of`, `rule`, `partial`, as `journeyLoops` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 * @throws TypeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = journeyLoopsMetric({ of: "activity" })
 * metric.read(metric.empty()) // => { rate: null, numerator: 0, denominator: 0, events: 0, rework: 0, states: [], … }
 * ```
 *
 * @category Paths
 */
export function journeyLoopsMetric<
  Event extends JourneyEvent = JourneyEvent,
  Field extends StateField = "stage",
  Own extends string = never,
>(
  options: JourneyLoopsOptions<Event, Field, Own> = {},
): Metric<Journey<Event>, JourneyTally, JourneyLoopsResult<StateOf<Event, Field, Own>>> {
  const partial = requirePartial(options?.partial);
  const reader = statesReader<Event>({ of: options?.of, rule: options?.rule, level: "events" });
  const of = `loops, events of ${reader.definition.of}, partial journeys ${partial}d`;
  return {
    ...countJourneys<Journey<Event>>(of, (journey, count, index) => countLoops(reader, partial, journey, count, index)),
    read: (tally) => {
      requireSame(tally, of);
      return readLoops(tally, { metric: "journeyLoops", of: reader.definition.of, partial });
    },
  };
}

/** Who did the steps of a loop: one resource (a repeat), several (a redo), or it is not known. */
interface Doers {
  steps: number;
  runs: number;
  resource: string | undefined;
  isUnknown: boolean;
  isShared: boolean;
}

/**
 * Keys, each with the state: "events"; "has" and "again" once a journey; "self-loop" and "repetition" with what kind;
 * "self-loop extra" and "repetition extra"; and ["reworked", null, null] once a journey with rework.
 */
function countLoops<Event extends JourneyEvent>(
  { stateOf }: StatesReader<Event>,
  partial: "exclude" | "include",
  journey: Journey<Event>,
  count: CountKey,
  index: number | undefined,
) {
  const all = new Map<string, Doers>();
  let last: string | undefined;
  let run: Doers = nobody();
  const endRun = () => {
    if (run.steps < 2) return;
    loops.push(["self-loop", last!, run, run.steps - 1]);
  };
  const loops: [kind: string, state: string, doers: Doers, extra: number][] = [];
  for (const event of eventsOf(journey, index)) {
    const state = stateOf(event, index);
    if (state === undefined) continue;
    const doers = all.get(state) ?? nobody();
    all.set(state, doers);
    if (state !== last) {
      endRun();
      run = nobody();
      last = state;
      doers.runs++;
    }
    step(run, event.resource);
    step(doers, event.resource);
  }
  endRun();
  const place = wholePlace(journey, [...all.keys()], partial);
  if (place !== "count") return place;
  let isReworked = false;
  for (const [state, doers] of all) {
    count(["events", state, null], doers.steps);
    count(["has", state, null]);
    if (doers.steps > 1) {
      isReworked = true;
      count(["again", state, null]);
    }
    if (doers.runs > 1) loops.push(["repetition", state, doers, doers.runs - 1]);
  }
  for (const [kind, state, doers, extra] of loops) {
    count([kind, state, doers.isShared ? "redo" : doers.isUnknown ? "unknown" : "repeat"]);
    count([`${kind} extra`, state, null], extra);
  }
  if (isReworked) count(["reworked", null, null]);
  return place;
}

function nobody(): Doers {
  return { steps: 0, runs: 0, resource: undefined, isUnknown: false, isShared: false };
}

function step(doers: Doers, resource: string | undefined): void {
  doers.steps++;
  if (resource === undefined || resource === null) doers.isUnknown = true;
  else if (doers.resource === undefined) doers.resource = resource;
  else if (doers.resource !== resource) doers.isShared = true;
}

function readLoops<State extends string>(
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
