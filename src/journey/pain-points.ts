import { addToMean, type MeanResult, type MeanTally, mergeMeans, noMean, readMean } from "../stats/mean-tally.ts";
import { shrinkMeans } from "../stats/shrink-means.ts";
import { requireCount } from "../tally/count.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent } from "./event.ts";
import { compareText } from "./event-order.ts";
import type { Journey } from "./journey.ts";
import { type JourneyShare, journeyShare, together } from "./journey-share.ts";
import { countJourneys, type JourneyTally, weightOf } from "./journey-tally.ts";
import {
  meanScore,
  requireRuleName,
  requireScore,
  type ScoreReading,
  scoreReader,
  scoresByTouchpoint,
  type TouchpointReading,
  touchpointReader,
} from "./touchpoint-scores.ts";

/**
 * Which scores are short of the target, and how much a touchpoint matters.
 *
 * @typeParam Event - What the events are.
 * @category Pain points
 */
export interface PainPointsOptions<Event extends JourneyEvent = JourneyEvent>
  extends TouchpointReading<Event>,
    ScoreReading<Event> {
  /** The score that a touchpoint should have at least. */
  readonly target: number;
  /** How much a touchpoint matters, 0 to 1e69. Default: all alike, 1. */
  readonly importance?: ((touchpoint: string) => number) | undefined;
  /** The fewest scored journeys by which a touchpoint is ranked, 1 or more. Default 1. */
  readonly minimumCount?: number | undefined;
}

/**
 * How much a touchpoint hurts.
 *
 * @category Pain points
 */
export interface PainPoint {
  /** The touchpoint. */
  readonly touchpoint: string;
  /** Reach × shrunken severity × importance, in the unit of the scores: how far below target it brings the average journey; `null` where it was not scored. */
  readonly priority: number | null;
  /** The share of journeys that pass the touchpoint. */
  readonly reach: JourneyShare;
  /** How far scores lie below the target on average, 0 where none does; `meanInterval` reads it. */
  readonly severity: Pick<MeanResult, "mean" | "standardDeviation" | "standardError" | "count">;
  /** The severity, shrunk towards that of all touchpoints by as much as it could differ from it by chance; 0 or more. */
  readonly shrunkenSeverity: number | null;
  /** How much the touchpoint matters. */
  readonly importance: number;
  /** The share of journeys that were abandoned, of those that pass the touchpoint and are over. */
  readonly dropOff: JourneyShare;
  /** That share over the one of all journeys: above 1, journeys that pass here are abandoned more often; `null` where none is. */
  readonly dropOffLift: number | null;
  /** Journeys that pass the touchpoint without a score there. */
  readonly missing: number;
}

/**
 * Where a journey hurts most.
 *
 * @category Pain points
 */
export interface PainPointsResult {
  /** The touchpoints, that of the highest priority first; those of equal priority by severity, then by name. */
  readonly points: readonly PainPoint[];
  /** The touchpoints with too few scores to be ranked, by name. */
  readonly tooFew: readonly PainPoint[];
  /** The share of journeys that were abandoned, of those that are over. */
  readonly dropOff: JourneyShare;
  /** Journeys counted, as far as they have come. */
  readonly count: number;
  /** Of these, how many are still open: they may yet pass further touchpoints. */
  readonly open: number;
  /** Journeys without a touchpoint. */
  readonly missing: number;
  /** Journeys of weight 0. */
  readonly excluded: number;
  /** Where journeys are weighted, the sum of the weights. */
  readonly weight?: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "painPoints";
    /** The score that a touchpoint should have at least. */
    readonly target: number;
    /** The fewest scored journeys by which a touchpoint is ranked. */
    readonly minimumCount: number;
    /** What was read from the events. */
    readonly rule: string;
  };
}

/**
 * What is counted of pain points.
 *
 * @category Pain points
 */
export interface PainPointsTally extends Identity {
  /** Which touchpoints journeys pass, and how they end. */
  journeys: JourneyTally;
  /** How far below target each touchpoint lies, by its name. */
  shortfalls: [touchpoint: string, shortfall: MeanTally][];
}

/**
 * Pain points: the touchpoints at which customers are worst served, ranked by how many journeys pass them and how far their scores
 * lie below the target. A journey counts once a touchpoint, with the mean of what its scores there are short of.
 *
 * A severity of few scores is large by chance easily: the rank follows the severity that is shrunk towards that of all touchpoints
 * (`shrinkMeans`). That journeys are abandoned more often where they pass a touchpoint is reported beside it, and is no cause.
 *
 * @param journeys - The journeys, in any order.
 * @param options - `score`, how an event was experienced; `target`; `touchpoint`, that of an event, by default its activity;
 *   `importance` of a touchpoint; `minimumCount`; `weight`, a journey's weight, 0 or more.
 * @returns The touchpoints with priority, reach, severity and drop-off, the most painful first; of no journeys, none.
 * @throws TypeError or RangeError if a score or an importance is none, or an option is none.
 *
 * @example
 * ```ts
 * const events = [
 *   { customer: "ana", activity: "pay", at: 0, stars: 2 }, { customer: "ana", activity: "wait", at: 1, stars: 1 },
 *   { customer: "ben", activity: "pay", at: 0, stars: 4 }, { customer: "eve", activity: "pay", at: 0, stars: 3 },
 * ]
 * const { journeys } = buildJourneys(events, { asOf: 9 })
 * const { points } = painPoints(journeys, { score: (event) => event.stars, target: 4 })
 * points.map(({ touchpoint, severity }) => [touchpoint, severity.mean]) // => [["pay", 1], ["wait", 3]]
 * ```
 *
 * @category Pain points
 */
export function painPoints<Event extends JourneyEvent>(
  journeys: Iterable<Journey<Event>>,
  options: PainPointsOptions<NoInfer<Event>> & Weighing<Journey<NoInfer<Event>>>,
): PainPointsResult {
  return measure(painPointsMetric<Event>(options), journeys, { weight: options.weight });
}

/**
 * Pain points as a metric of journeys, for streams, groups and parts; see `painPoints`. Importance and minimum belong to the reading:
 * tallies of one rule and target merge whatever they are.
 *
 * @param options - `score` and `target`, required; `touchpoint`; `importance`; `minimumCount`.
 * @returns A metric of journeys; an empty tally has no pain points.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = painPointsMetric({ score: () => null, target: 4 })
 * metric.read(metric.empty()).points // => []
 * ```
 *
 * @category Pain points
 */
export function painPointsMetric<Event extends JourneyEvent = JourneyEvent>(
  options: PainPointsOptions<Event>,
): Metric<Journey<Event>, PainPointsTally, PainPointsResult> {
  const rule = requireRuleName(options?.rule);
  const target = requireScore("target", options?.target) + 0;
  const { importance = () => 1 } = options;
  const minimumCount = Math.max(1, requireCount("minimumCount", options.minimumCount ?? 1));
  const touchpointOf = touchpointReader(options);
  const scoreOf = scoreReader(options);
  const of = `pain points by ${rule}, target ${target}`;
  const counting = countJourneys<{ readonly status: Journey["status"]; readonly touchpoints: Iterable<string> }>(
    of,
    ({ status, touchpoints }, count) => {
      let isEmpty = true;
      for (const touchpoint of touchpoints) {
        count(["at", touchpoint, status]);
        isEmpty = false;
      }
      if (isEmpty) return "missing";
      count(["all", null, status]);
      return "count";
    },
  );
  const shortfallOf = (score: number) => Math.max(0, target - score);
  return {
    empty: () => ({ of, journeys: counting.empty(), shortfalls: [] }),
    add: (tally, journey, weight, index) => {
      requireSame(tally, of);
      const scores = scoresByTouchpoint(journey, touchpointOf, scoreOf, index);
      const passed = { status: journey.status, touchpoints: scores.keys() };
      tally.journeys = counting.add(tally.journeys, passed, weight, index);
      if (weight === 0) return tally;
      for (const [touchpoint, given] of scores) {
        const shortfall = meanScore(given.map(shortfallOf));
        addToMean(shortfallAt(tally.shortfalls, touchpoint, of), shortfall, weight, index, Number);
      }
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      const merged = new Map(left.shortfalls);
      for (const [touchpoint, more] of right.shortfalls) {
        merged.set(touchpoint, mergeMeans(merged.get(touchpoint) ?? noMean(of), more));
      }
      // Merged with nothing where the other has none: nothing that is written to is shared.
      for (const [touchpoint, one] of left.shortfalls) {
        if (merged.get(touchpoint) === one) merged.set(touchpoint, mergeMeans(one, noMean(of)));
      }
      return {
        of,
        journeys: counting.merge(left.journeys, right.journeys),
        shortfalls: [...merged].sort(([one], [other]) => compareText(one, other)),
      };
    },
    read: (tally) => {
      requireSame(tally, of);
      const { journeys, shortfalls } = tally;
      const those = (touchpoint: string | null, ...statuses: readonly Journey["status"][]) =>
        together(
          journeys.counts.filter(
            ([[kind, name, status]]) =>
              kind === (touchpoint === null ? "all" : "at") &&
              name === touchpoint &&
              statuses.includes(status as Journey["status"]),
          ),
        );
      const dropOffAt = (touchpoint: string | null) =>
        journeyShare(those(touchpoint, "abandoned"), those(touchpoint, "abandoned", "completed"));
      const dropOff = dropOffAt(null);
      const severities = new Map(shortfalls.map(([touchpoint, shortfall]) => [touchpoint, severityOf(shortfall)]));
      const shrunken = shrinkMeans(severities).segments;
      const points = shortfalls.map(([touchpoint, { missing }]): PainPoint => {
        const severity = severities.get(touchpoint)!;
        const reach = journeyShare(those(touchpoint, "completed", "abandoned", "open"), journeys);
        const estimate = severity.mean === null ? null : (shrunken.get(touchpoint)?.estimate ?? severity.mean);
        const shrunkenSeverity = estimate === null ? null : Math.max(0, estimate) + 0;
        const matters = requireImportance(importance(touchpoint));
        const here = dropOffAt(touchpoint);
        return {
          touchpoint,
          priority: shrunkenSeverity === null ? null : reach.rate! * shrunkenSeverity * matters,
          reach,
          severity,
          shrunkenSeverity,
          importance: matters,
          dropOff: here,
          dropOffLift: here.rate === null || !dropOff.rate ? null : here.rate / dropOff.rate,
          missing,
        };
      });
      const isRanked = ({ severity }: PainPoint) => severity.count >= minimumCount;
      const { count, missing, excluded } = journeys;
      const { weight } = weightOf([journeys.weights]);
      return {
        // Sorting keeps those that are equal in the order of their names.
        points: points
          .filter(isRanked)
          .sort((one, other) => other.priority! - one.priority! || other.severity.mean! - one.severity.mean!),
        tooFew: points.filter((point) => !isRanked(point)),
        dropOff,
        count,
        open: those(null, "open").count,
        missing,
        excluded,
        ...(weight !== undefined && { weight }),
        definition: { metric: "painPoints", target, minimumCount, rule },
      };
    },
  };
}

/** The tally of a touchpoint in a list sorted by name, put in where there is none. */
function shortfallAt(shortfalls: PainPointsTally["shortfalls"], touchpoint: string, of: string): MeanTally {
  let low = 0;
  let high = shortfalls.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (shortfalls[middle]![0] < touchpoint) low = middle + 1;
    else high = middle;
  }
  if (shortfalls[low]?.[0] !== touchpoint) shortfalls.splice(low, 0, [touchpoint, noMean(of)]);
  return shortfalls[low]![1];
}

function severityOf(shortfall: MeanTally): PainPoint["severity"] {
  const { mean, standardDeviation, standardError, count } = readMean(shortfall);
  return { mean, standardDeviation, standardError, count };
}

function requireImportance(importance: unknown): number {
  if (typeof importance === "number" && importance >= 0 && importance <= 1e69) return importance;
  throw refusal("importance must be a number from 0 to 1e69", importance);
}
