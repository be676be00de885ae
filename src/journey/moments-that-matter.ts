import { type ConfidenceOptions, requireConfidence } from "../stats/interval.ts";
import type { Outcome } from "../stats/share.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import { countJourneys, type JourneyTally } from "./journey-tally.ts";
import { type MomentsThatMatterResult, readMoments } from "./moments-that-matter-result.ts";
import {
  isNegative,
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
 * Which experience and which outcome are held against each other, and how sure a moment must be.
 *
 * @typeParam Event - What the events are.
 * @typeParam Touchpoint - The names of the touchpoints.
 * @category Moments that matter
 */
export interface MomentsThatMatterOptions<Event extends JourneyEvent = JourneyEvent, Touchpoint extends string = string>
  extends TouchpointReading<Event, Touchpoint>,
    ScoreReading<Event>,
    PartialOptions,
    ConfidenceOptions {
  /** The outcome of a journey: whether the customer bought, stayed, recommends; `"pending"`, it cannot be known yet; `null`, it is not known. */
  readonly outcome: (journey: Journey<Event>) => Outcome;
  /** The score that is neither good nor bad: an experience is negative where the mean of a journey's scores at a touchpoint lies below. */
  readonly neutral: number;
  /** The fewest journeys with a negative experience, and with another, by which a touchpoint is judged, 1 or more. Default 30. */
  readonly minimumCount?: number | undefined;
  /** How p-values are adjusted for the number of touchpoints judged: `"holm"` (default) or `"benjamini-hochberg"`. */
  readonly adjust?: "holm" | "benjamini-hochberg" | undefined;
}

/**
 * Moments that matter: at which touchpoints a negative experience goes with another outcome, by how much, and for how many customers.
 *
 * Experiences and outcomes count as soon as they are known, reach only of journeys that were seen whole: one that may still go on may
 * yet pass, and one whose beginning was not seen may have passed before. Where none was seen whole, nothing has an impact, and the
 * difference ranks.
 *
 * It is an association, not a cause: who has a bad experience may differ in other ways from who has not, and who leaves early
 * passes fewer touchpoints. It says where to look, or what to try in an experiment.
 *
 * @param journeys - The journeys, in any order; each is taken as independent of the others.
 * @param options - `score`, how an event was experienced; `neutral`; `outcome`, that of a journey; `touchpoint`, that of an event, by
 *   default its activity; `minimumCount`; `adjust`; `partial`, whether journeys seen in part count in the
 *   reach as they stand (`"include"`) or not (`"exclude"`, the default); `confidence`, between 0 and 1, default 0.95; `weight`, a journey's
 *   weight.
 * @returns The touchpoints with the difference in the outcome's rate (Newcombe's interval), its p-value adjusted for their number, and
 *   their reach; of no journeys, none.
 * @throws TypeError or RangeError if a score or an outcome is none, or an option is none.
 *
 * @example
 * ```ts
 * const visits = [1, 1, 2, 5, 4, 5, 4, 5].map((stars, n) => ({ customer: `c${n}`, activity: "checkout", at: 0, stars, bought: n > 2 }))
 * const { journeys } = buildJourneys(visits, { asOf: 9, endOn: ["checkout"] })
 * const { moments } = momentsThatMatter(journeys, {
 *   score: (event) => event.stars, neutral: 3, outcome: ({ events }) => events[0]!.bought, minimumCount: 3,
 * })
 * moments[0]?.difference // ~> { difference: -1, lower: -1, upper: -0.29, … }
 * moments[0]?.impact // => -1
 * moments[0]?.matters // => true
 * ```
 *
 * @see Newcombe (1998), Statistics in Medicine 17; Holm (1979), Scandinavian Journal of Statistics 6.
 * @category Moments that matter
 */
export function momentsThatMatter<Event extends JourneyEvent, Touchpoint extends string = string>(
  journeys: Iterable<Journey<Event>>,
  options: MomentsThatMatterOptions<NoInfer<Event>, Touchpoint> & Weighing<Journey<NoInfer<Event>>>,
): MomentsThatMatterResult<Touchpoint> {
  return measure(momentsThatMatterMetric<Event, Touchpoint>(touchpointsInHand(options)), journeys, {
    weight: options?.weight,
  });
}

/**
 * Moments that matter as a metric of journeys, for streams, groups and parts; see `momentsThatMatter`. Minimum, adjustment and
 * confidence belong to the reading: tallies of one rule, neutral score and `partial` merge whatever they are.
 *
 * @param options - `score`, `neutral`, `outcome` and `rule`, what outcome and touchpoint are, required;
 *   `touchpoint`; `partial`; `minimumCount`; `adjust`; `confidence`.
 * @returns A metric of journeys; an empty tally has no moments.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = momentsThatMatterMetric({ score: () => null, neutral: 3, outcome: () => true, rule: "bought" })
 * metric.read(metric.empty()).moments // => []
 * ```
 *
 * @category Moments that matter
 */
export function momentsThatMatterMetric<Event extends JourneyEvent = JourneyEvent, Touchpoint extends string = string>(
  options: MomentsThatMatterOptions<Event, Touchpoint>,
): Metric<Journey<Event>, JourneyTally, MomentsThatMatterResult<Touchpoint>> {
  const rule = requireRuleName(options, { outcome: options?.outcome });
  const neutral = requireScore("neutral", options?.neutral) + 0;
  const { outcome: outcomeOf } = options;
  const minimumCount = requireMinimumCount(options.minimumCount ?? 30);
  const adjust = requireChoice("adjust", options.adjust ?? "holm", ["holm", "benjamini-hochberg"]);
  const confidence = requireConfidence(options);
  if (typeof outcomeOf !== "function") throw refusal("outcome must be a function of a journey", outcomeOf);
  const touchpointOf = touchpointReader(options);
  const scoreOf = scoreReader(options);
  const partial = requirePartial(options.partial);
  const of = `moments by ${rule}, neutral ${neutral}, partial journeys ${partial}`;
  const counting = countJourneys<Journey<Event>>(of, (journey, count, index) => {
    const touchpoints = scoresByTouchpoint(journey, touchpointOf, scoreOf, index);
    const outcome = requireOutcome(outcomeOf(journey), index);
    if (outcome === "pending") return "pending";
    if (outcome === null) return "missing";
    // Of no touchpoint in particular: all of them.
    const whole = isWhole(journey, partial) ? [null, ...touchpoints.keys()] : [];
    for (const touchpoint of whole) count([touchpoint, "whole", null]);
    if (journey.status === "open") count([null, "open", null]);
    if (journey.leftTruncated) count([null, "cut", null]);
    for (const [touchpoint, scores] of touchpoints) {
      const kind = scores.length === 0 ? "unscored" : isNegative(scores, neutral) ? "negative" : "others";
      count([touchpoint, kind, outcome ? "yes" : "no"]);
    }
    return "count";
  });
  return {
    ...counting,
    read: (tally) => {
      requireSame(tally, of);
      return readMoments(tally, {
        metric: "momentsThatMatter",
        neutral,
        minimumCount,
        adjust,
        confidence,
        rule,
        partial,
      });
    },
  };
}

function requireOutcome(outcome: unknown, index?: number): boolean | "pending" | null {
  if (outcome === true || outcome === 1) return true;
  if (outcome === false || outcome === 0) return false;
  if (outcome === "pending") return outcome;
  if (outcome === null || outcome === undefined) return null;
  throw refusal('outcome must be true, false, "pending" or null', outcome, index);
}
