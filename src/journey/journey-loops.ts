import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import { type JourneyLoopsResult, readLoops } from "./journey-loops-result.ts";
import {
  eventsOf,
  namedStates,
  type StateField,
  type StateOf,
  type StateOptions,
  type StatesReader,
  statesInHand,
} from "./journey-states.ts";
import { type CountKey, countJourneys, type JourneyTally } from "./journey-tally.ts";
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
  return measure(journeyLoopsMetric<Event, Field, Own>(statesInHand(options)), journeys, { weight: options?.weight });
}

/**
 * Loops as a metric, for streams, groups and parts; see `journeyLoops`.
 *
 * @param options - `of`, `rule`, `partial`, as `journeyLoops` takes them; a function
 *   needs a `rule`, which alone tells it from another.
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 * @throws TypeError if an option is none, or a function has no name.
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
  const reader = namedStates<Event>({ of: options?.of, rule: options?.rule, level: "events" });
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
