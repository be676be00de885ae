import { addToMean, type MeanTally, mergeMeans, noMean, readMean } from "../stats/mean-tally.ts";
import { settled } from "../stats/settled.ts";
import { shrinkMeans } from "../stats/shrink-means.ts";
import { requireFunction } from "../tally/function.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent } from "./event.ts";
import { compareText } from "./event-order.ts";
import type { Journey } from "./journey.ts";
import { journeyShare, together } from "./journey-share.ts";
import { countJourneys, type JourneyTally, weightOf } from "./journey-tally.ts";
import type { PainPoint, PainPointsResult } from "./pain-point.ts";
import {
  meanScore,
  requireMinimumCount,
  requireRuleName,
  requireScore,
  type ScoreReading,
  scoreReader,
  scoresByTouchpoint,
  type TouchpointReading,
  touchpointReader,
  touchpointsInHand,
} from "./touchpoint-scores.ts";
import { isWhole, type PartialOptions, requirePartial } from "./whole-journeys.ts";

/**
 * Which scores are short of the target, and how much a touchpoint matters.
 *
 * @typeParam Event - What the events are.
 * @typeParam Touchpoint - The names of the touchpoints.
 * @category Pain points
 */
export interface PainPointsOptions<Event extends JourneyEvent = JourneyEvent, Touchpoint extends string = string>
  extends TouchpointReading<Event, Touchpoint>,
    ScoreReading<Event>,
    PartialOptions {
  /** The score that a touchpoint should have at least. */
  readonly target: number;
  /** How much a touchpoint matters, 0 to 1e69. Default: all alike, 1. */
  readonly importance?: ((touchpoint: NoInfer<Touchpoint>) => number) | undefined;
  /** The fewest scored journeys by which a touchpoint is ranked, 1 or more. Default 1. */
  readonly minimumCount?: number | undefined;
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
 * Scores count as soon as they are given, reach only of journeys that were seen whole: one that may still go on may yet pass, and one
 * whose beginning was not seen may have passed before. Where none was seen whole, nothing has a priority, and severity ranks.
 *
 * A severity of few scores is large by chance easily: the rank follows the severity that is shrunk towards that of all touchpoints
 * (`shrinkMeans`). That journeys are abandoned more often where they pass a touchpoint is reported beside it, and is no cause.
 *
 * @param journeys - The journeys, in any order.
 * @param options - `score`, how an event was experienced; `target`; `touchpoint`, that of an event, by default its activity;
 *   `importance` of a touchpoint; `minimumCount`; `partial`, whether journeys seen in part count in the reach as they stand
 *   (`"include"`) or not (`"exclude"`, the default); `weight`, a journey's weight, 0 or more.
 * @returns The touchpoints with priority, reach, severity and drop-off, the most painful first; of no journeys, none.
 * @throws TypeError or RangeError if a score or an importance is none, or an option is none.
 *
 * @example
 * ```ts
 * const events = [
 *   { customer: "ana", activity: "pay", at: 0, stars: 2 }, { customer: "ana", activity: "wait", at: 1, stars: 1 },
 *   { customer: "ben", activity: "pay", at: 0, stars: 4 }, { customer: "eve", activity: "pay", at: 0, stars: 3 },
 * ]
 * const { journeys } = buildJourneys(events, { asOf: 9, abandonAfter: 5 })
 * const { points } = painPoints(journeys, { score: (event) => event.stars, target: 4 })
 * points.map(({ touchpoint, severity }) => [touchpoint, severity.mean]) // => [["pay", 1], ["wait", 3]]
 * ```
 *
 * @category Pain points
 */
export function painPoints<Event extends JourneyEvent, Touchpoint extends string = string>(
  journeys: Iterable<Journey<Event>>,
  options: PainPointsOptions<NoInfer<Event>, Touchpoint> & Weighing<Journey<NoInfer<Event>>>,
): PainPointsResult<Touchpoint> {
  return measure(painPointsMetric<Event, Touchpoint>(touchpointsInHand(options)), journeys, {
    weight: options?.weight,
  });
}

/**
 * Pain points as a metric of journeys, for streams, groups and parts; see `painPoints`. Importance and minimum belong to the reading:
 * tallies of one rule and target merge whatever they are.
 *
 * @param options - `score` and `target`, required; `touchpoint` and its `rule`, which a function needs; `importance`;
 *   `minimumCount`; `partial`.
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
export function painPointsMetric<Event extends JourneyEvent = JourneyEvent, Touchpoint extends string = string>(
  options: PainPointsOptions<Event, Touchpoint>,
): Metric<Journey<Event>, PainPointsTally, PainPointsResult<Touchpoint>> {
  const rule = requireRuleName(options);
  const target = requireScore("target", options?.target) + 0;
  const { importance = () => 1 } = options;
  requireFunction("importance", importance);
  const minimumCount = requireMinimumCount(options.minimumCount ?? 1);
  const touchpointOf = touchpointReader(options);
  const scoreOf = scoreReader(options);
  const partial = requirePartial(options.partial);
  const of = `pain points by ${rule}, target ${target}, partial journeys ${partial}`;
  const counting = countJourneys<{ readonly journey: Journey<Event>; readonly touchpoints: readonly string[] }>(
    of,
    ({ journey, touchpoints }, count) => {
      if (touchpoints.length === 0) return "missing";
      const { status, leftTruncated } = journey;
      // Of no touchpoint in particular: all of them.
      for (const touchpoint of [null, ...touchpoints]) {
        count(["passed", touchpoint, status]);
        if (isWhole(journey, partial)) count(["passed whole", touchpoint, null]);
      }
      if (leftTruncated) count(["cut", null, null]);
      return "count";
    },
  );
  const shortfallOf = (score: number) => Math.max(0, target - score);
  return {
    empty: () => ({ of, journeys: counting.empty(), shortfalls: [] }),
    add: (tally, journey, weight, index) => {
      requireSame(tally, of);
      const scores = scoresByTouchpoint(journey, touchpointOf, scoreOf, index);
      tally.journeys = counting.add(tally.journeys, { journey, touchpoints: [...scores.keys()] }, weight, index);
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
      const passed = (kind: string, touchpoint: string | null, ...statuses: readonly (string | null)[]) =>
        together(
          journeys.counts.filter(
            ([[is, name, status]]) => is === kind && name === touchpoint && statuses.includes(status!),
          ),
        );
      const dropOffAt = (touchpoint: string | null) =>
        journeyShare(passed("passed", touchpoint, "abandoned"), passed("passed", touchpoint, "abandoned", "completed"));
      const dropOff = dropOffAt(null);
      const whole = passed("passed whole", null, null);
      const severities = new Map(shortfalls.map(([touchpoint, shortfall]) => [touchpoint, severityOf(shortfall)]));
      const shrunken = shrinkMeans(severities).segments;
      const points = shortfalls.map(([name, { missing }]): PainPoint<Touchpoint> => {
        const touchpoint = name as Touchpoint;
        const severity = severities.get(touchpoint)!;
        const reach = journeyShare(passed("passed whole", touchpoint, null), whole);
        const estimate = severity.mean === null ? null : (shrunken.get(touchpoint)?.estimate ?? severity.mean);
        const shrunkenSeverity = estimate === null ? null : Math.max(0, estimate) + 0;
        const matters = requireImportance(importance(touchpoint));
        const here = dropOffAt(touchpoint);
        return {
          touchpoint,
          priority: shrunkenSeverity === null || reach.rate === null ? null : reach.rate * shrunkenSeverity * matters,
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
        // Sorting keeps those that are equal in the order of their names; where no journey was seen whole, none has a priority.
        points: points
          .filter(isRanked)
          .sort(
            (one, other) =>
              settled(other.priority ?? 0) - settled(one.priority ?? 0) ||
              settled(other.severity.mean ?? 0) - settled(one.severity.mean ?? 0),
          ),
        tooFew: points.filter((point) => !isRanked(point)),
        dropOff,
        count,
        open: passed("passed", null, "open").count,
        cut: passed("cut", null, null).count,
        missing,
        excluded,
        ...(weight !== undefined && { weight }),
        definition: { metric: "painPoints", target, minimumCount, rule, partial },
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
