import { requireSame } from "../tally/identity.ts";
import { requireIterable } from "../tally/iterable.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import { type JourneyShare, journeyShare, together } from "./journey-share.ts";
import { eventsOf } from "./journey-states.ts";
import { countJourneys, type JourneyTally } from "./journey-tally.ts";
import {
  requireMinimumCount,
  requireRuleName,
  type ScoreReading,
  scoreReader,
  type TouchpointReading,
  touchpointReader,
  touchpointsInHand,
} from "./touchpoint-scores.ts";

/**
 * The touchpoints of a journey map, and how events are held against it.
 *
 * @typeParam Event - What the events are.
 * @typeParam Touchpoint - The names of the touchpoints.
 * @category Journey experience
 */
export interface TouchpointCoverageOptions<
  Event extends JourneyEvent = JourneyEvent,
  Touchpoint extends string = string,
> extends TouchpointReading<Event, Touchpoint>,
    Partial<ScoreReading<Event>> {
  /** The touchpoints that were designed, each once; any text. */
  readonly designed: Iterable<NoInfer<Touchpoint>>;
  /** The fewest scores by which the customer's voice is heard at a touchpoint, 1 or more. Default 1. */
  readonly minimumCount?: number | undefined;
}

/**
 * How often a touchpoint was met.
 *
 * @typeParam Touchpoint - The names of the touchpoints.
 * @category Journey experience
 */
export interface TouchpointUse<Touchpoint extends string = string> {
  /** The touchpoint. */
  readonly touchpoint: Touchpoint;
  /** Journeys that passed it. */
  readonly journeys: number;
  /** Events at it. */
  readonly events: number;
  /** Events at it that were scored. */
  readonly feedback: number;
}

/**
 * How far a journey map and what happens cover each other.
 *
 * @typeParam Touchpoint - The names of the touchpoints.
 * @category Journey experience
 */
export interface TouchpointCoverageResult<Touchpoint extends string = string> {
  /** The share of designed touchpoints that were met, 0 to 1; `null` of no journeys. */
  readonly rate: number | null;
  /** Designed touchpoints that were met. */
  readonly numerator: number;
  /** Designed touchpoints. */
  readonly denominator: number;
  /** The share of events outside the map: those at no designed touchpoint. */
  readonly unmapped: JourneyShare;
  /** The share of designed touchpoints with enough scores to hear the customer's voice: `null` of no journeys. */
  readonly voiceOfCustomer: JourneyShare;
  /** The designed touchpoints in their order. */
  readonly touchpoints: readonly TouchpointUse<Touchpoint>[];
  /** The designed touchpoints that nobody met. */
  readonly unobserved: readonly Touchpoint[];
  /** The touchpoints that are not in the map, by name. */
  readonly outside: readonly TouchpointUse<Touchpoint>[];
  /** Journeys counted. */
  readonly count: number;
  /** Events that belong to no touchpoint; they are outside the map too. */
  readonly unknown: number;
  /** Journeys of weight 0. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "touchpointCoverage";
    /** The touchpoints that were designed. */
    readonly designed: readonly Touchpoint[];
    /** The fewest scores by which the customer's voice is heard. */
    readonly minimumCount: number;
    /** What was read from the events. */
    readonly rule: string;
  };
}

/**
 * Touchpoint coverage: a journey map held against what happened. Which share of the designed touchpoints customers met, which share
 * of events the map does not know, and at which share of the touchpoints customers are heard.
 *
 * @param journeys - The journeys, in any order.
 * @param options - `designed`, the touchpoints of the map; `touchpoint`, that of an event, by default its activity; `score`, how an
 *   event was experienced, `minimumCount`, how many scores are enough; `weight`, a journey's weight, 0 or more, which weighs the
 *   events outside the map.
 * @returns Coverage, 0 to 1, the events outside the map and the touchpoints with their use; rates are `null` of no journeys.
 * @throws TypeError or RangeError if no touchpoint was designed or one of them twice, a touchpoint is no text, or a score is none.
 *
 * @example
 * ```ts
 * const events = [
 *   { customer: "ana", activity: "ad", at: 0 }, { customer: "ana", activity: "shop", at: 1, stars: 4 },
 *   { customer: "ana", activity: "forum", at: 2 },
 * ]
 * const { journeys } = buildJourneys(events, { asOf: 9 })
 * const coverage = touchpointCoverage(journeys, { designed: ["ad", "shop", "call"], score: (event) => event.stars })
 * coverage // ~> { rate: 0.667, numerator: 2, denominator: 3, unobserved: ["call"], count: 1, … }
 * coverage.unmapped // => { rate: 1 / 3, numerator: 1, denominator: 3 }
 * coverage.voiceOfCustomer // => { rate: 1 / 3, numerator: 1, denominator: 3 }
 * ```
 *
 * @category Journey experience
 */
export function touchpointCoverage<Event extends JourneyEvent, Touchpoint extends string = string>(
  journeys: Iterable<Journey<Event>>,
  options: TouchpointCoverageOptions<NoInfer<Event>, Touchpoint> & Weighing<Journey<NoInfer<Event>>>,
): TouchpointCoverageResult<Touchpoint> {
  return measure(touchpointCoverageMetric<Event, Touchpoint>(touchpointsInHand(options)), journeys, {
    weight: options?.weight,
  });
}

/**
 * Touchpoint coverage as a metric of journeys, for streams, groups and parts; see `touchpointCoverage`.
 *
 * @param options - `designed`; `touchpoint` and its `rule`, which a function needs; `score` and `minimumCount`.
 * @returns A metric of journeys; the rates of an empty tally are `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = touchpointCoverageMetric({ designed: ["ad", "shop"] })
 * metric.read(metric.empty()).unobserved // => ["ad", "shop"]
 * ```
 *
 * @category Journey experience
 */
export function touchpointCoverageMetric<Event extends JourneyEvent = JourneyEvent, Touchpoint extends string = string>(
  options: TouchpointCoverageOptions<Event, Touchpoint>,
): Metric<Journey<Event>, JourneyTally, TouchpointCoverageResult<Touchpoint>> {
  const designed = requireTouchpoints("designed", options?.designed);
  const { score = () => null } = options;
  const known = new Set<string>(designed);
  const twice = designed.find((touchpoint, place) => designed.indexOf(touchpoint) < place);
  if (twice !== undefined) throw refusal("designed must name each touchpoint once", twice);
  const rule = requireRuleName(options);
  const minimumCount = requireMinimumCount(options.minimumCount ?? 1);
  const touchpointOf = touchpointReader(options);
  const scoreOf = scoreReader({ score });
  const of = `touchpoint coverage by ${rule}`;
  const counting = countJourneys<Journey<Event>>(of, (journey, count, index) => {
    const met = new Set<string>();
    for (const event of eventsOf(journey, index)) {
      const touchpoint = touchpointOf(event, index);
      const isScored = scoreOf(event, index) !== null;
      count(["events", touchpoint ?? null]);
      if (touchpoint === undefined) continue;
      if (isScored) count(["feedback", touchpoint]);
      met.add(touchpoint);
    }
    for (const touchpoint of met) count(["journeys", touchpoint]);
    return "count";
  });
  return {
    ...counting,
    read: (tally) => {
      requireSame(tally, of);
      const { counts, count, excluded } = tally;
      const uses = new Map<string | null, { journeys: number; events: number; feedback: number }>();
      for (const [[kind, touchpoint], times] of counts) {
        const use = uses.get(touchpoint!) ?? { journeys: 0, events: 0, feedback: 0 };
        use[kind as keyof typeof use] += times;
        uses.set(touchpoint!, use);
      }
      const use = (touchpoint: Touchpoint): TouchpointUse<Touchpoint> => ({
        touchpoint,
        ...(uses.get(touchpoint) ?? { journeys: 0, events: 0, feedback: 0 }),
      });
      const touchpoints = designed.map(use);
      const events = counts.filter(([[kind]]) => kind === "events");
      const others = events.filter(([[, touchpoint]]) => touchpoint === null || !known.has(touchpoint!));
      const among = (numerator: number) => ({
        rate: count === 0 ? null : numerator / designed.length,
        numerator,
        denominator: designed.length,
      });
      return {
        ...among(touchpoints.filter((one) => one.events > 0).length),
        unmapped: journeyShare(together(others), together(events)),
        voiceOfCustomer: among(touchpoints.filter((one) => one.feedback >= minimumCount).length),
        touchpoints,
        unobserved: touchpoints.filter((one) => one.events === 0).map(({ touchpoint }) => touchpoint),
        outside: others
          .filter(([[, touchpoint]]) => touchpoint !== null)
          .map(([[, touchpoint]]) => use(touchpoint as Touchpoint)),
        count,
        unknown: uses.get(null)?.events ?? 0,
        excluded,
        definition: { metric: "touchpointCoverage", designed, minimumCount, rule },
      };
    },
  };
}

/** Touchpoints in their order, at least one. */
export function requireTouchpoints<Touchpoint extends string>(
  name: string,
  touchpoints: Iterable<Touchpoint>,
): readonly Touchpoint[] {
  requireIterable(touchpoints, name);
  const named = [...touchpoints];
  if (named.length === 0) throw new RangeError(`${name} must name at least one touchpoint, got none`);
  for (const [place, touchpoint] of named.entries()) {
    if (typeof touchpoint !== "string") throw refusal(`${name} must name touchpoints`, touchpoint, place);
  }
  return named;
}
