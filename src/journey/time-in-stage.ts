import { type ConfidenceOptions, type Interval, requireConfidence } from "../stats/interval.ts";
import { kaplanMeier, type SurvivalCurve } from "../stats/kaplan-meier.ts";
import { type RestrictedMean, restrictedMeanSurvivalTime } from "../stats/restricted-mean.ts";
import type { SurvivalMethod } from "../stats/survival-interval.ts";
import { survivalQuantile } from "../stats/survival-quantile.ts";
import { requireIterable } from "../tally/iterable.ts";
import type { JourneyEvent } from "./event.ts";
import type { StageOf } from "./funnel-options.ts";
import type { Journey } from "./journey.ts";
import { type StageReading, type StageVisit, stageVisits } from "./stage-visits.ts";

/**
 * How the time in stages is told.
 *
 * @typeParam Event - What the events are.
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface TimeInStageOptions<Event extends JourneyEvent = JourneyEvent, Stage extends string = string>
  extends StageReading<Event, Stage>,
    ConfidenceOptions {
  /** Where longer times are cut off for the restricted mean, in milliseconds, above 0. Default: the longest time seen in each stage. */
  readonly until?: number | undefined;
}

/**
 * How long visits to a stage last.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface StageTime<Stage extends string = string> {
  /** The stage. */
  readonly stage: Stage;
  /** The median time, in milliseconds, with its interval; `estimate: null` where less than half have left. */
  readonly median: Interval<SurvivalMethod>;
  /** The mean time up to a limit, in milliseconds, with its interval. */
  readonly restrictedMean: RestrictedMean;
  /** The mean of the visits that have ended, in milliseconds; `null` of none. Biased: long visits are those that have not ended yet. */
  readonly completedMean: number | null;
  /** Visits. */
  readonly count: number;
  /** Visits that have ended, by how they ended. */
  readonly ended: {
    /** Another stage followed. */
    readonly next: number;
    /** The journey was completed in it. */
    readonly completed: number;
    /** The journey was abandoned in it. */
    readonly abandoned: number;
  };
  /** Visits that had not ended when they were last seen. */
  readonly censored: number;
  /** Visits that began and ended at one moment. */
  readonly momentary: number;
  /** The share still in the stage, by the time since they entered. */
  readonly curve: SurvivalCurve;
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
  /** Journeys. */
  readonly count: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "timeInStage";
    /** The confidence of the intervals. */
    readonly confidence: number;
    /** Where longer times are cut off for the restricted mean, in milliseconds; `null`, at the longest seen. */
    readonly until: number | null;
  };
}

/**
 * How long customers stay in each stage, by Kaplan and Meier: a visit that has not ended counts for as long as it was seen. A visit
 * ends where another stage follows, the journey is completed, or it is abandoned, and then at its last event; how large a share
 * ends in each of these ways, `aalenJohansen` tells of the same visits.
 *
 * The visits of one journey are taken for independent.
 *
 * @param journeys - The journeys, in any order.
 * @param options - `stage`, the stage of an event, in place of its own; `confidence`; `until`, where longer times are cut off.
 * @returns Per stage, by name, the median with its log-log interval, the restricted mean, and the curve; of no journeys, no stages.
 * @throws TypeError or RangeError if an option is none.
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
  options: TimeInStageOptions<Event, Stage> = {},
): TimeInStage<Stage> {
  const { stage, until, ...sure } = options ?? {};
  const confidence = requireConfidence(sure);
  // Refused before the data are read.
  restrictedMeanSurvivalTime({ steps: [] }, { until });
  requireIterable(journeys, "journeys");
  const visits = new Map<Stage, StageVisit<Stage>[]>();
  let count = 0;
  for (const journey of journeys) {
    count++;
    for (const visit of stageVisits(journey, { stage })) {
      const known = visits.get(visit.stage);
      if (known) known.push(visit);
      else visits.set(visit.stage, [visit]);
    }
  }
  return {
    stages: [...visits.keys()].sort().map((name) => stageTime(name, visits.get(name)!, confidence, until)),
    count,
    definition: { metric: "timeInStage", confidence, until: until ?? null },
  };
}

function stageTime<Stage extends string>(
  stage: Stage,
  visits: readonly StageVisit<Stage>[],
  confidence: number,
  until: number | undefined,
): StageTime<Stage> {
  const curve = kaplanMeier(visits, { time: ({ duration }) => duration, event: ({ censored }) => !censored });
  const ended = { next: 0, completed: 0, abandoned: 0 };
  let time = 0;
  let momentary = 0;
  for (const visit of visits) {
    if (visit.endedBy === null) continue;
    ended[visit.endedBy]++;
    time += visit.duration;
    if (visit.momentary) momentary++;
  }
  return {
    stage,
    median: survivalQuantile(curve, 0.5, { confidence }),
    restrictedMean: restrictedMeanSurvivalTime(curve, { confidence, until }),
    completedMean: curve.events === 0 ? null : time / curve.events,
    count: curve.count,
    ended,
    censored: curve.censored,
    momentary,
    curve,
  };
}
