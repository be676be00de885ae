import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import {
  namedStates,
  type StateField,
  type StateOf,
  type StatesDefinition,
  type StatesOptions,
  statesInHand,
} from "./journey-states.ts";
import { type CountKey, countJourneys, type JourneyTally, sizeOf, weightOf } from "./journey-tally.ts";
import { type PartialOptions, requirePartial, wholePlace } from "./whole-journeys.ts";

/**
 * Which pairs are counted.
 *
 * @typeParam Event - What the events are.
 * @typeParam Field - The field that is read.
 * @typeParam Own - What a function of one's own reads.
 * @category Paths
 */
export interface EventuallyFollowsOptions<
  Event extends JourneyEvent,
  Field extends StateField = StateField,
  Own extends string = string,
> extends StatesOptions<Event, Field, Own>,
    PartialOptions {}

/**
 * Two states, one of which came some time after the other.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface FollowingPair<State extends string = string> {
  /** The state that came first. */
  readonly from: State;
  /** The state that came some time later, at once or not. */
  readonly to: State;
  /** The share of the journeys with the first state in which the other came later, 0 to 1, weighted where weights are. */
  readonly rate: number | null;
  /** Journeys in which the other state came later. */
  readonly numerator: number;
  /** Journeys with the first state. */
  readonly denominator: number;
  /** Pairs of a step in the first state and a later one in the other, all journeys together. */
  readonly occurrences: number;
  /** Where the sample is weighted, Kish's effective number of the journeys with the first state. */
  readonly effectiveSampleSize?: number;
}

/**
 * Which states eventually follow which.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface EventuallyFollowsResult<State extends string = string> {
  /** Every pair that was met, by the names of the states. */
  readonly pairs: readonly FollowingPair<State>[];
  /** Journeys counted. */
  readonly count: number;
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
  readonly definition: StatesDefinition & {
    /** The metric's name. */
    readonly metric: "eventuallyFollows";
    /** Whether journeys seen in part count as they stand. */
    readonly partial: "exclude" | "include";
  };
}

/**
 * Which states come some time after which: of each pair, in how many journeys, and how often in all.
 *
 * @param journeys - Journeys, as `buildJourneys` gives them.
 * @param options - `of`, `level`, `rule`, as `transitions` takes them; `partial`, whether journeys that may still go on or
 *   whose beginning was not seen count as they stand; `weight`, a journey's weight, 0 or more.
 * @returns The pairs, each a share as `shareInterval` takes it; none of no journeys.
 * @throws TypeError or RangeError if an option is none, or a journey has no events or a state that is no text, with its index.
 *
 * @example
 * ```ts
 * const at = { customer: "c", case: "c", index: 0, status: "completed", start: 0, end: 2, asOf: 9, leftTruncated: false } as const
 * const events = ["search", "call", "search"].map((activity, at) => ({ activity, at }))
 * const seen = eventuallyFollows([{ ...at, events }], { of: "activity" })
 * seen.pairs.map(({ from, to }) => `${from}, later ${to}`)
 * // => ["call, later search", "search, later call", "search, later search"]
 * seen.pairs[0] // => { rate: 1, numerator: 1, denominator: 1, occurrences: 1, … }
 * ```
 *
 * @see van der Aalst (2016), Process Mining: Data Science in Action, 2nd edition, §6.4.
 * @category Paths
 */
export function eventuallyFollows<
  Event extends JourneyEvent,
  Field extends StateField = "stage",
  Own extends string = never,
>(
  journeys: Iterable<Journey<Event>>,
  options: EventuallyFollowsOptions<Event, Field, Own> & Weighing<Journey<Event>> = {},
): EventuallyFollowsResult<StateOf<Event, Field, Own>> {
  return measure(eventuallyFollowsMetric<Event, Field, Own>(statesInHand(options)), journeys, {
    weight: options?.weight,
  });
}

/**
 * Which states eventually follow which as a metric, for streams, groups and parts; see `eventuallyFollows`.
 *
 * @param options - `of`, `level`, `rule`, `partial`, as `eventuallyFollows` takes them; a function
 *   needs a `rule`, which alone tells it from another.
 * @returns A metric whose tallies merge into the tally of the whole.
 * @throws TypeError if an option is none, or a function has no name.
 *
 * @example
 * ```ts
 * const metric = eventuallyFollowsMetric({ of: "activity" })
 * metric.read(metric.empty()) // => { pairs: [], count: 0, pending: 0, … }
 * ```
 *
 * @category Paths
 */
export function eventuallyFollowsMetric<
  Event extends JourneyEvent = JourneyEvent,
  Field extends StateField = "stage",
  Own extends string = never,
>(
  options: EventuallyFollowsOptions<Event, Field, Own> = {},
): Metric<Journey<Event>, JourneyTally, EventuallyFollowsResult<StateOf<Event, Field, Own>>> {
  const partial = requirePartial(options?.partial);
  const { definition, states } = namedStates<Event>(options);
  const of = `eventually follows, ${definition.level} of ${definition.of}, partial journeys ${partial}d`;
  return {
    ...countJourneys<Journey<Event>>(of, (journey, count, index) => {
      const met = states(journey, index);
      const place = wholePlace(journey, met, partial);
      if (place === "count") countPairs(met, count);
      return place;
    }),
    read: (tally) => {
      requireSame(tally, of);
      return {
        pairs: readPairs<StateOf<Event, Field, Own>>(tally),
        count: tally.count,
        pending: tally.pending,
        missing: tally.missing,
        excluded: tally.excluded,
        ...weightOf([tally.weights]),
        definition: { metric: "eventuallyFollows", ...definition, partial },
      };
    },
  };
}

/** Keys: ["has", state, null], ["later", from, to] once a journey, ["pairs", from, to] as often as there are. */
function countPairs(met: readonly string[], count: CountKey): void {
  const before = new Map<string, number>();
  const pairs = new Map<string, Map<string, number>>();
  for (const to of met) {
    for (const [from, times] of before) {
      let later = pairs.get(from);
      if (!later) {
        later = new Map();
        pairs.set(from, later);
      }
      later.set(to, (later.get(to) ?? 0) + times);
    }
    before.set(to, (before.get(to) ?? 0) + 1);
  }
  for (const state of before.keys()) count(["has", state, null]);
  for (const [from, later] of pairs) {
    for (const [to, times] of later) {
      count(["later", from, to]);
      count(["pairs", from, to], times);
    }
  }
}

function readPairs<State extends string>({ counts }: JourneyTally): FollowingPair<State>[] {
  const having = new Map(counts.filter(([[kind]]) => kind === "has").map((entry) => [entry[0][1]!, entry]));
  const later = counts.filter(([[kind]]) => kind === "later");
  // Both lists are in the order of from and to, and hold the same pairs.
  const pairs = counts.filter(([[kind]]) => kind === "pairs");
  return later.map((entry, place) => {
    const [[, from, to], numerator] = entry;
    const has = having.get(from!)!;
    return {
      from: from as State,
      to: to as State,
      rate: Math.min(1, sizeOf(entry) / sizeOf(has)),
      numerator,
      denominator: has[1],
      occurrences: pairs[place]![1],
      ...(has[2] && { effectiveSampleSize: weightOf([has[2]]).effectiveSampleSize! }),
    };
  });
}
