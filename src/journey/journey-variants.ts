import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
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
import { countJourneys, type JourneyTally, sizeOf, weightOf } from "./journey-tally.ts";
import { type PartialOptions, requirePartial, wholePlace } from "./whole-journeys.ts";

/**
 * How variants are counted and read.
 *
 * @typeParam Event - What the events are.
 * @typeParam Field - The field that is read.
 * @typeParam Own - What a function of one's own reads.
 * @category Paths
 */
export interface JourneyVariantsOptions<
  Event extends JourneyEvent,
  Field extends StateField = StateField,
  Own extends string = string,
> extends StatesOptions<Event, Field, Own>,
    PartialOptions {
  /** The share of the journeys that the `covering` variants must hold, above 0 up to 1. Default 0.8. */
  readonly coverage?: number | undefined;
}

/**
 * A sequence of states, and the journeys that went this way.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface JourneyVariant<State extends string = string> {
  /** The states in order. */
  readonly sequence: readonly State[];
  /** The share of the journeys, 0 to 1, weighted where weights are. */
  readonly rate: number;
  /** Journeys that went this way. */
  readonly numerator: number;
  /** Journeys counted. */
  readonly denominator: number;
  /** The share of this variant and of all before it, 0 to 1. */
  readonly cumulative: number;
  /** Where the sample is weighted, the sum of the weights of those who went this way. */
  readonly weight?: number;
  /** Where the sample is weighted, Kish's effective number of journeys. */
  readonly effectiveSampleSize?: number;
}

/**
 * The ways that journeys went.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface JourneyVariantsResult<State extends string = string> {
  /** Shannon's entropy of the variants in bits: 0 where all went one way, log₂ of their number where each is as frequent; `null` of no journeys. */
  readonly entropy: number | null;
  /** How many of the most frequent variants it takes to hold `coverage` of the journeys; `null` of no journeys. */
  readonly covering: number | null;
  /** Variants that were met. */
  readonly distinct: number;
  /** Journeys counted. */
  readonly count: number;
  /** The variants, most frequent first; equally frequent ones by the names of their states. */
  readonly variants: readonly JourneyVariant<State>[];
  /** Journeys that may still go on, whose variant is not known yet. */
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
    readonly metric: "journeyVariants";
    /** Whether journeys seen in part count as they stand. */
    readonly partial: "exclude" | "include";
    /** The share of the journeys that the `covering` variants hold. */
    readonly coverage: number;
  };
}

/**
 * Variants of journeys: which sequences of states there were, how frequent each is, and how many make up most of them.
 *
 * The variant of a journey that may still go on is not known: it is pending, unless `partial: "include"` takes it as it
 * stands. No separator joins the states, so no name of a state can make two variants one.
 *
 * @param journeys - Journeys, as `buildJourneys` gives them.
 * @param options - `of`, `level`, `rule`, as `transitions` takes them; `partial`, whether journeys seen in part count as
 *   they stand; `coverage`, the share that the `covering` variants hold, default 0.8; `weight`, a journey's weight.
 * @returns Entropy, the variants with their counts and shares, as `shareInterval` takes them; `entropy: null` of no journeys.
 * @throws TypeError or RangeError if an option is none, or a journey has no events or a state that is no text, with its index.
 *
 * @example
 * ```ts
 * const at = { customer: "c", case: "c", index: 0, status: "completed", start: 0, end: 2, asOf: 9, leftTruncated: false } as const
 * const went = (...activities: string[]) => ({ ...at, events: activities.map((activity, at) => ({ activity, at })) })
 * const seen = journeyVariants([went("see", "buy"), went("see", "buy"), went("see"), went("see", "ask", "buy")], { of: "activity" })
 * seen // => { entropy: 1.5, covering: 3, distinct: 3, count: 4, … }
 * seen.variants[0] // => { sequence: ["see", "buy"], rate: 0.5, numerator: 2, denominator: 4, cumulative: 0.5, … }
 * ```
 *
 * @see Shannon (1948), A Mathematical Theory of Communication, Bell System Technical Journal 27.
 * @category Paths
 */
export function journeyVariants<
  Event extends JourneyEvent,
  Field extends StateField = "stage",
  Own extends string = never,
>(
  journeys: Iterable<Journey<Event>>,
  options: JourneyVariantsOptions<Event, Field, Own> & Weighing<Journey<Event>> = {},
): JourneyVariantsResult<StateOf<Event, Field, Own>> {
  return measure(journeyVariantsMetric<Event, Field, Own>(statesInHand(options)), journeys, {
    weight: options?.weight,
  });
}

/**
 * Variants as a metric, for streams, groups and parts; see `journeyVariants`.
 *
 * @param options - `of`, `level`, `rule`, `partial`, `coverage`, as `journeyVariants` takes them; a function
 *   needs a `rule`, which alone tells it from another.
 * @returns A metric whose tallies merge into the tally of the whole; the entropy of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none, or a function has no name.
 *
 * @example
 * ```ts
 * const metric = journeyVariantsMetric({ of: "activity" })
 * metric.read(metric.empty()) // => { entropy: null, covering: null, distinct: 0, count: 0, variants: [], … }
 * ```
 *
 * @category Paths
 */
export function journeyVariantsMetric<
  Event extends JourneyEvent = JourneyEvent,
  Field extends StateField = "stage",
  Own extends string = never,
>(
  options: JourneyVariantsOptions<Event, Field, Own> = {},
): Metric<Journey<Event>, JourneyTally, JourneyVariantsResult<StateOf<Event, Field, Own>>> {
  const coverage = requireCoverage(options?.coverage ?? 0.8);
  const partial = requirePartial(options?.partial);
  const { definition, states } = namedStates<Event>(options);
  const of = `variants, ${definition.level} of ${definition.of}, partial journeys ${partial}d`;
  return {
    ...countJourneys<Journey<Event>>(of, (journey, count, index) => {
      const met = states(journey, index);
      const place = wholePlace(journey, met, partial);
      if (place === "count") count(met);
      return place;
    }),
    read: (tally) => {
      requireSame(tally, of);
      return {
        ...readVariants<StateOf<Event, Field, Own>>(tally, coverage),
        definition: { metric: "journeyVariants", ...definition, partial, coverage },
      };
    },
  };
}

function readVariants<State extends string>(
  { counts, count, pending, missing, excluded, weights }: JourneyTally,
  coverage: number,
): Omit<JourneyVariantsResult<State>, "definition"> {
  const sized = counts.map((entry) => ({ entry, size: sizeOf(entry) }));
  // Equally frequent ones stay in the order of their states.
  sized.sort((left, right) => right.size - left.size);
  const whole = sized.reduce((sum, { size }) => sum + size, 0);
  const sample = weightOf([weights]);
  const { effectiveSampleSize = 0 } = sample;
  let before = 0;
  let covering: number | null = null;
  let entropy = 0;
  const variants = sized.map(({ entry: [sequence, numerator, weighed], size }, place): JourneyVariant<State> => {
    before += size;
    const rate = size / whole;
    const cumulative = before / whole;
    if (cumulative >= coverage) covering ??= place + 1;
    // A share so small that it is 0 as a double has none of the entropy either.
    if (rate > 0) entropy -= rate * Math.log2(rate);
    return {
      sequence: sequence as readonly State[],
      rate,
      numerator,
      denominator: count,
      cumulative,
      ...(weighed && { weight: size, effectiveSampleSize }),
    };
  });
  return {
    entropy: count === 0 ? null : entropy + 0,
    covering,
    distinct: variants.length,
    count,
    variants,
    pending,
    missing,
    excluded,
    ...sample,
  };
}

function requireCoverage(coverage: number): number {
  if (typeof coverage === "number" && coverage > 0 && coverage <= 1) return coverage;
  throw refusal("coverage must be a number above 0 up to 1", coverage);
}
