import { addToClass, type ClassTally, classesOf, emptyClasses, mergeClasses } from "../stats/class-tally.ts";
import { readShare, type ShareResult } from "../stats/share.ts";
import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import type { JourneyEvent, StageOf } from "./event.ts";
import type { Journey } from "./journey.ts";
import { type ModelFor, requireModel } from "./stage-model.ts";
import { stageOrder } from "./stage-order.ts";
import { visitsOf } from "./stage-visits.ts";

/**
 * Which model journeys are held against.
 *
 * @typeParam Stage - The names of the stages.
 * @typeParam Event - What the events are.
 * @category Journey stages
 */
export interface ModelOption<Stage extends string = string, Event extends JourneyEvent = JourneyEvent> {
  /** The stage model; it must know every stage that the events can have by their type. */
  readonly model: ModelFor<Event, Stage>;
}

/**
 * What is counted of transitions: how many the model does not allow and how many it does.
 *
 * @category Journey stages
 */
export interface ConformanceTally extends ClassTally {
  /** Transitions to a stage of lower rank. */
  regressions: number;
  /** Journeys. */
  journeys: number;
}

/**
 * How far journeys keep to a stage model.
 *
 * @category Journey stages
 */
export interface StageConformance extends Omit<ShareResult, "pending" | "missing" | "definition"> {
  /** Transitions to a stage of lower rank, whether the model allows them or not. */
  readonly regressions: number;
  /** Journeys counted; those with less than two visits have no transitions. */
  readonly journeys: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "stageConformance";
    /** The name of the model. */
    readonly model: string;
  };
}

/**
 * Conformance: the share of transitions between stages that a model allows.
 *
 * The transitions of one journey are not independent: for an interval over many journeys, `clusteredShare` by customer.
 *
 * @param journeys - The journeys; of one, `[journey]`.
 * @param options - `model`, the stages and which may follow which; `weight`, a journey's weight, 0 or more.
 * @returns The rate, 0 to 1, with allowed and all transitions, and how many lead back; `rate: null` of no transitions. A stage
 *   that the model does not know may follow none.
 * @throws TypeError or RangeError if a weight is none, or a journey has no events or its times are not in order, with its index.
 *
 * @example
 * ```ts
 * const stages = ["before", "after", "during"] as const
 * const events = stages.map((stage, at) => ({ customer: "ana", activity: stage, at, stage }))
 * const { journeys } = buildJourneys(events, { asOf: 9 })
 * stageConformance(journeys, { model: beforeDuringAfter }) // => { rate: 0.5, numerator: 1, denominator: 2, regressions: 1, … }
 * stageConformance([], { model: beforeDuringAfter }).rate // => null
 * ```
 *
 * @category Journey stages
 */
export function stageConformance<Event extends JourneyEvent, const Stage extends string>(
  journeys: Iterable<Journey<Event>>,
  options: ModelOption<Stage, NoInfer<Event>> & Weighing<Journey<NoInfer<Event>>>,
): StageConformance {
  return measure(stageConformanceMetric<Event, Stage>(options), journeys, { weight: options.weight });
}

/**
 * Conformance as a metric, for streams, groups and parts; see `stageConformance`.
 *
 * @param options - `model`, the stages and which may follow which.
 * @returns A metric of journeys; the rate of an empty tally is `null`.
 *
 * @example
 * ```ts
 * const metric = stageConformanceMetric({ model: aida })
 * metric.read(metric.empty()).rate // => null
 * ```
 *
 * @category Journey stages
 */
export function stageConformanceMetric<
  Event extends JourneyEvent = JourneyEvent,
  const Stage extends string = StageOf<Event>,
>(options: ModelOption<Stage, Event>): Metric<Journey<Event>, ConformanceTally, StageConformance> {
  const model = requireModel(options?.model);
  const { id, stages, transitions, terminal } = model;
  // Labels and stations decide nothing here: the same model in two languages is one.
  const of = `stage conformance ${JSON.stringify([id, stages, transitions, terminal])}`;
  const { rankOf, mayFollow } = stageOrder(model);
  return {
    empty: () => ({ ...emptyClasses(of, 2), regressions: 0, journeys: 0 }),
    add: (tally, journey, weight, index) => {
      requireSame(tally, of);
      const counts = [0, 0];
      let regressions = 0;
      for (const { stage, next } of visitsOf(journey, undefined, index)) {
        if (next === null) continue;
        counts[mayFollow(stage, next) ? 1 : 0]!++;
        if (rankOf(next)! < rankOf(stage)!) regressions++;
      }
      // Even of none, so that a weight is checked and known.
      counts.forEach((times, place) => {
        addToClass(tally, place, weight, index, times);
      });
      if (weight !== 0) {
        tally.journeys++;
        tally.regressions += regressions;
      }
      return tally;
    },
    merge: (left, right) => ({
      ...mergeClasses(left, right, of),
      regressions: left.regressions + right.regressions,
      journeys: left.journeys + right.journeys,
    }),
    read: (tally) => {
      requireSame(tally, of);
      const { regressions, journeys, excluded } = tally;
      const definition = { metric: "stageConformance", model: id } as const;
      return { ...readShare(classesOf(tally)), regressions, journeys, excluded, definition };
    },
  };
}
