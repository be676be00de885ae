import { addToMean, type MeanResult, type MeanTally, mergeMeans, noMean, readMean } from "../stats/mean-tally.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import { type JourneyShare, journeyShare, together } from "./journey-share.ts";
import { countJourneys, type JourneyTally, weightOf } from "./journey-tally.ts";
import { type PlanDeviations, type PlanOptions, planReader } from "./plan-deviations.ts";
import { requireRuleName, touchpointsInHand } from "./touchpoint-scores.ts";
import { type PartialOptions, requirePartial, wholePlace } from "./whole-journeys.ts";

/**
 * How often journeys deviate at a touchpoint.
 *
 * @typeParam Touchpoint - The names of the touchpoints.
 * @category Journey experience
 */
export interface TouchpointDeviation<Touchpoint extends string = string> extends JourneyShare {
  /** The touchpoint. */
  readonly touchpoint: Touchpoint;
  /** How often, of all journeys: one may deviate there several times. */
  readonly times: number;
}

/**
 * How journeys deviate from the plan.
 *
 * @typeParam Touchpoint - The names of the touchpoints.
 * @category Journey experience
 */
export interface JourneyDeviationsResult<Touchpoint extends string = string> {
  /** The mean fit, 0 to 1; `null` of no journeys. `meanInterval` reads it. */
  readonly fit: Pick<MeanResult, "mean" | "standardDeviation" | "standardError" | "count">;
  /** The share of journeys that went as planned, and nothing failed. */
  readonly asPlanned: JourneyShare;
  /** Planned touchpoints that were not met, by name, with the share of journeys that missed them. */
  readonly missingTouchpoints: readonly TouchpointDeviation<Touchpoint>[];
  /** Touchpoints met that were not planned, or more often than planned. */
  readonly adHoc: readonly TouchpointDeviation<Touchpoint>[];
  /** Planned touchpoints that were met out of the planned order. */
  readonly outOfSequence: readonly TouchpointDeviation<Touchpoint>[];
  /** Touchpoints that failed. */
  readonly failed: readonly TouchpointDeviation<Touchpoint>[];
  /** Journeys counted. */
  readonly count: number;
  /** Journeys that may still go on: what they miss may yet come. */
  readonly pending: number;
  /** Journeys without a touchpoint. */
  readonly missing: number;
  /** Journeys left out: of weight 0, or those whose beginning was not seen. */
  readonly excluded: number;
  /** Events that belong to no touchpoint, of the journeys counted. */
  readonly unknown: number;
  /** Where journeys are weighted, the sum of the weights. */
  readonly weight?: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "journeyDeviations";
    /** The touchpoints in the order in which they were planned. */
    readonly planned: readonly Touchpoint[];
    /** What was read from the events. */
    readonly rule: string;
    /** What becomes of journeys seen in part. */
    readonly partial: "exclude" | "include";
  };
}

/**
 * What is counted of deviations.
 *
 * @category Journey experience
 */
export interface DeviationsTally extends Identity {
  /** How often each deviation came. */
  journeys: JourneyTally;
  /** How well the journeys fit. */
  readonly fits: MeanTally;
}

/**
 * Planned against actual journeys: how well they fit the plan on average, and at which touchpoints they deviate from it.
 *
 * @param journeys - The journeys, in any order.
 * @param options - `planned`, the touchpoints in order; `touchpoint`, that of an event, by default its activity; `failed`, whether an
 *   event failed; `partial`, what becomes of journeys seen in part: pending and excluded (default), or counted as they stand;
 *   `weight`, a journey's weight, 0 or more.
 * @returns The mean fit, 0 to 1, the share of journeys as planned and the deviations of each touchpoint; `null` of no journeys.
 * @throws TypeError or RangeError if nothing is planned, a touchpoint is no text, or an option is none.
 *
 * @example
 * ```ts
 * const events = ["order", "ship", "call", "confirm", "invoice"].map((activity, at) => ({ customer: "ana", activity, at }))
 * const { journeys } = buildJourneys(events, { asOf: 9, endOn: ["invoice"] })
 * const deviations = journeyDeviations(journeys, { planned: ["order", "confirm", "ship", "install", "invoice"] })
 * deviations.fit.mean // => 0.6
 * deviations.missingTouchpoints // => [{ touchpoint: "install", rate: 1, numerator: 1, denominator: 1, times: 1 }]
 * ```
 *
 * @see Halvorsrud, Kvale & Følstad (2016), Improving service quality through customer journey analysis, Journal of Service Theory and
 * Practice 26.
 * @category Journey experience
 */
export function journeyDeviations<Event extends JourneyEvent, Touchpoint extends string = string>(
  journeys: Iterable<Journey<Event>>,
  options: PlanOptions<NoInfer<Event>, Touchpoint> & PartialOptions & Weighing<Journey<NoInfer<Event>>>,
): JourneyDeviationsResult<Touchpoint> {
  return measure(journeyDeviationsMetric<Event, Touchpoint>(touchpointsInHand(options)), journeys, {
    weight: options?.weight,
  });
}

/**
 * Deviations from the plan as a metric of journeys, for streams, groups and parts; see `journeyDeviations`.
 *
 * @param options - `planned`; `touchpoint`; `failed`; `rule`, the name that these functions need; `partial`.
 * @returns A metric of journeys; the fit of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = journeyDeviationsMetric({ planned: ["order", "ship"] })
 * metric.read(metric.empty()).fit.mean // => null
 * ```
 *
 * @category Journey experience
 */
export function journeyDeviationsMetric<Event extends JourneyEvent = JourneyEvent, Touchpoint extends string = string>(
  options: PlanOptions<Event, Touchpoint> & PartialOptions,
): Metric<Journey<Event>, DeviationsTally, JourneyDeviationsResult<Touchpoint>> {
  const { planned, deviations } = planReader<Event, Touchpoint>(options);
  const { failed } = options;
  const rule = requireRuleName(options, { failed });
  const partial = requirePartial(options.partial);
  const of = `deviations by ${rule} from ${JSON.stringify(planned)}${failed ? " with failures" : ""}, partial journeys ${partial}`;
  const counting = countJourneys<{ readonly journey: Journey<Event>; readonly found: PlanDeviations }>(
    of,
    ({ journey, found }, count) => {
      const place = wholePlace(journey, found.count > 0 ? planned : [], partial);
      if (place !== "count") return place;
      if (found.unknown > 0) count(["unknown", null], found.unknown);
      const kinds = KINDS.filter((kind) => found[kind].length > 0);
      if (kinds.length === 0) count(["as planned", null]);
      for (const kind of kinds) {
        for (const touchpoint of found[kind]) count([`${kind} times`, touchpoint]);
        for (const touchpoint of new Set(found[kind])) count([kind, touchpoint]);
      }
      return place;
    },
  );
  return {
    empty: () => ({ of, journeys: counting.empty(), fits: noMean(of) }),
    add: (tally, journey, weight, index) => {
      requireSame(tally, of);
      const found = deviations(journey, index);
      const before = tally.journeys.count;
      tally.journeys = counting.add(tally.journeys, { journey, found }, weight, index);
      addToMean(tally.fits, tally.journeys.count > before ? found.fit : null, weight, index, Number);
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      return { of, journeys: counting.merge(left.journeys, right.journeys), fits: mergeMeans(left.fits, right.fits) };
    },
    read: (tally) => {
      requireSame(tally, of);
      const { journeys, fits } = tally;
      const { count, pending, missing, excluded, counts } = journeys;
      const those = (kind: string) => counts.filter(([key]) => key[0] === kind);
      const touchpoints = (kind: (typeof KINDS)[number]) => {
        const times = new Map(those(`${kind} times`).map(([key, many]) => [key[1], many]));
        return those(kind).map((entry) => ({
          touchpoint: entry[0][1] as Touchpoint,
          ...journeyShare(together([entry]), journeys),
          times: times.get(entry[0][1]!)!,
        }));
      };
      const { mean, standardDeviation, standardError, count: counted } = readMean(fits);
      const { weight } = weightOf([journeys.weights]);
      return {
        fit: { mean, standardDeviation, standardError, count: counted },
        asPlanned: journeyShare(together(those("as planned")), journeys),
        missingTouchpoints: touchpoints("missing"),
        adHoc: touchpoints("adHoc"),
        outOfSequence: touchpoints("outOfSequence"),
        failed: touchpoints("failed"),
        count,
        pending,
        missing,
        excluded,
        unknown: together(those("unknown")).count,
        ...(weight !== undefined && { weight }),
        definition: { metric: "journeyDeviations", planned, rule, partial },
      };
    },
  };
}

const KINDS = ["missing", "adHoc", "outOfSequence", "failed"] as const;
