import { type ConfidenceOptions, requireConfidence } from "../stats/interval.ts";
import { restrictedMeanSurvivalTime } from "../stats/restricted-mean.ts";
import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import type { JourneyEvent, StageOf } from "./event.ts";
import type { Journey } from "./journey.ts";
import { countJourneys, type JourneyTally, sizeOf, weightOf } from "./journey-tally.ts";
import { type LikeVisits, type StageTime, stageTime } from "./stage-time.ts";
import { type StageReading, stageRule, stagesInHand, type VisitEnd, visitsOf } from "./stage-visits.ts";
import { type LeftTruncatedOptions, requireLeftTruncated } from "./whole-journeys.ts";

/**
 * How the time in stages is told.
 *
 * @typeParam Event - What the events are.
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface TimeInStageOptions<Event extends JourneyEvent = JourneyEvent, Stage extends string = string>
  extends StageReading<Event, Stage>,
    LeftTruncatedOptions,
    ConfidenceOptions {
  /** Where longer times are cut off for the restricted mean, in milliseconds, above 0. Default: the longest time seen in each stage. */
  readonly until?: number | undefined;
}

/**
 * How long visits to stages last.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface TimeInStage<Stage extends string = string> {
  /** The stages that were visited, by their names. */
  readonly stages: readonly StageTime<Stage>[];
  /** Journeys with a stage. */
  readonly count: number;
  /** Journeys none of whose events has a stage. */
  readonly missing: number;
  /** Journeys of weight 0. */
  readonly excluded: number;
  /** Where journeys are weighted, the sum of the weights. */
  readonly weight?: number;
  /** Where journeys are weighted, Kish's effective sample size. */
  readonly effectiveSampleSize?: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "timeInStage";
    /** The confidence of the intervals. */
    readonly confidence: number;
    /** Where longer times are cut off for the restricted mean, in milliseconds; `null`, at the longest seen. */
    readonly until: number | null;
    /** What becomes of visits that had begun before they were seen. */
    readonly leftTruncated: "exclude" | "include";
    /** What was read for a stage. */
    readonly rule: string;
  };
}

/**
 * How long customers stay in each stage, by Kaplan and Meier: a visit that has not ended counts for as long as it was seen. A visit
 * ends where another stage follows, the journey is completed, or it is abandoned, and then at its last event; how large a share
 * ends in each of these ways, `aalenJohansen` tells of the same visits.
 *
 * The visits of one journey are taken for independent. When the first visit of a journey began whose beginning was not seen is not
 * known: it is left out, and counted as `cut`.
 *
 * @param journeys - The journeys, in any order.
 * @param options - `stage`, the stage of an event, in place of its own; `confidence`; `until`, where longer times are cut off;
 *   `leftTruncated`, what becomes of visits that had begun before they were seen; `weight`, a journey's weight, 0 or more.
 * @returns Per stage, by name, the median with its log-log interval, the restricted mean, and the curve; of no journeys, no stages.
 * @throws TypeError or RangeError if an option or a weight is none, or a journey has no events or its times are not in order,
 *   with its index.
 *
 * @example
 * ```ts
 * const events = ["ana", "ben", "eve"].flatMap((customer, index) => [
 *   { customer, activity: "ask", at: 0, stage: "waiting" },
 *   { customer, activity: "answer", at: [20, 40, 90][index]!, stage: "solving" },
 * ])
 * const { journeys } = buildJourneys(events, { asOf: 60 })
 * const [solving, waiting] = timeInStage(journeys).stages
 * waiting // => { stage: "waiting", median: { estimate: 40, … }, completedMean: 30, count: 3, censored: 1, … }
 * solving?.median.estimate // => null
 * const exits = aalenJohansen(journeys.flatMap((journey) => stageVisits(journey)), { time: (visit) => visit.duration, cause: (visit) => visit.endedBy })
 * exits.causes.map(({ cause, events }) => [cause, events]) // => [["next", 2]]
 * ```
 *
 * @see Kaplan & Meier (1958), Nonparametric Estimation from Incomplete Observations, Journal of the American Statistical
 * Association 53.
 * @category Journey stages
 */
export function timeInStage<Event extends JourneyEvent, Stage extends string = StageOf<Event>>(
  journeys: Iterable<Journey<Event>>,
  options: TimeInStageOptions<Event, Stage> & Weighing<Journey<NoInfer<Event>>> = {},
): TimeInStage<Stage> {
  const { weight } = options ?? {};
  return measure(timeInStageMetric<Event, Stage>(stagesInHand(options)), journeys, { weight });
}

/**
 * The time in stages as a metric of journeys, for streams, groups and parts; see `timeInStage`. Confidence and limit belong to the
 * reading. The tally grows with the number of different times.
 *
 * @param options - `stage` and its `rule`, which a function needs; `leftTruncated`; `confidence`; `until`.
 * @returns A metric of journeys; an empty tally has no stages.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = timeInStageMetric({ confidence: 0.9 })
 * metric.read(metric.empty()) // => { stages: [], count: 0, … }
 * ```
 *
 * @category Journey stages
 */
export function timeInStageMetric<Event extends JourneyEvent = JourneyEvent, Stage extends string = StageOf<Event>>(
  options: TimeInStageOptions<Event, Stage> = {},
): Metric<Journey<Event>, JourneyTally, TimeInStage<Stage>> {
  const { stage, until } = options ?? {};
  const confidence = requireConfidence(options);
  const leftTruncated = requireLeftTruncated(options?.leftTruncated);
  const rule = stageRule(options);
  // Refused before the data are read.
  restrictedMeanSurvivalTime({ steps: [] }, { until });
  const of = `time in stages by ${rule}, left truncated ${leftTruncated}`;
  return {
    ...countJourneys<Journey<Event>>(of, (journey, count, index) => {
      const visits = visitsOf(journey, stage, index);
      visits.forEach(({ stage: name, duration, endedBy }, place) => {
        const isCut = place === 0 && journey.leftTruncated && leftTruncated === "exclude";
        count(isCut ? [name, "cut", null] : [name, endedBy, `${duration}`]);
      });
      return visits.length === 0 ? "missing" : "count";
    }),
    read: (tally) => {
      requireSame(tally, of);
      const { counts, count, missing, excluded, weights } = tally;
      const stages = new Map<string, { readonly visits: LikeVisits[]; cut: number }>();
      for (const entry of counts) {
        const [[name, end, duration], times, given] = entry;
        const found = stages.get(name!) ?? { visits: [], cut: 0 };
        stages.set(name!, found);
        if (end === "cut") found.cut += times;
        else {
          found.visits.push({
            duration: Number(duration),
            endedBy: end as VisitEnd | null,
            count: times,
            weight: sizeOf(entry),
            squares: given ? given[2] + given[3] : times,
          });
        }
      }
      return {
        // The counts stand in the order of the stages.
        stages: [...stages].map(([name, { visits, cut }]) => {
          return stageTime(name as Stage, visits, cut, weights !== null, { confidence, until });
        }),
        count,
        missing,
        excluded,
        ...weightOf([weights]),
        definition: { metric: "timeInStage", confidence, until: until ?? null, leftTruncated, rule },
      };
    },
  };
}
