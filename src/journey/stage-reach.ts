import { addToClass } from "../stats/class-tally.ts";
import { addToMean, type MeanResult, type MeanTally, mergeMeans, noMean, readMean } from "../stats/mean-tally.ts";
import { type ShareResult, type ShareTally, shareMetric } from "../stats/share.ts";
import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import type { JourneyEvent, StageOf } from "./event.ts";
import type { Journey } from "./journey.ts";
import { eventsOf } from "./journey-states.ts";
import type { ModelOption } from "./stage-conformance.ts";
import { requireModel } from "./stage-model.ts";
import { visitsOf } from "./stage-visits.ts";
import { type PartialOptions, requirePartial } from "./whole-journeys.ts";

/**
 * What is counted of the stages of a model: per stage, in the order of the model, who reached it, and the visits of those who did.
 * Journeys that may still go on are pending in the share, whether they have reached the stage or not; those whose beginning was not
 * seen are excluded.
 *
 * @category Journey stages
 */
export interface StageReachTally {
  /** The model and what becomes of journeys seen in part, whose tallies alone merge. */
  readonly of: string;
  /** The stages in the order of the model. */
  readonly stages: {
    /** The journeys that reached it, among those that are over. */
    readonly reached: ShareTally;
    /** The visits so far of each journey that did, over or not. */
    readonly visits: MeanTally;
  }[];
  /** Visits to stages that the model does not know, of journeys that count. */
  unknown: number;
}

/**
 * How many journeys reached a stage, and how often.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface ReachedStage<Stage extends string = string> extends Omit<ShareResult, "definition"> {
  /** The stage. */
  readonly stage: Stage;
  /** Journeys counted that reached it, those that may still go on among them. */
  readonly reached: number;
  /** Visits so far per journey that reached it: 1, none came back. */
  readonly visits: Pick<MeanResult, "mean" | "standardDeviation" | "standardError" | "count">;
}

/**
 * How many journeys reached each stage of a model.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface StageReach<Stage extends string = string> {
  /** The stages in the order of the model. */
  readonly stages: readonly ReachedStage<Stage>[];
  /** Visits to stages that the model does not know, of journeys counted. */
  readonly unknown: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "stageReach";
    /** The name of the model. */
    readonly model: string;
    /** What becomes of journeys seen in part. */
    readonly partial: "exclude" | "include";
  };
}

/**
 * For each stage of a model the share of journeys that reached it, and how often those came. The rate is that of journeys that are
 * over. An open one is pending, whether it has reached the stage or not: of those of which only the quick ones are known so
 * far, the rate would come out too high. How many have reached it already is `reached`. A journey whose beginning was not seen is
 * excluded: what it has not reached since, it may have reached before.
 *
 * @param journeys - The journeys, in any order.
 * @param options - `model`, the stages; `partial`, whether journeys seen in part are pending and excluded (`"exclude"`, the default) or
 *   count as they stand (`"include"`); `weight`, a journey's weight, 0 or more.
 * @returns Per stage the rate, 0 to 1, which `shareInterval` reads, and the mean number of visits; `rate: null` where no journey
 *   is over.
 * @throws TypeError or RangeError if an option or a weight is none, or a journey has no events or its times are not in order,
 *   with its index.
 *
 * @example
 * ```ts
 * const events = [
 *   { customer: "ana", activity: "ad", at: 0, stage: "before" }, { customer: "ana", activity: "visit", at: 1, stage: "during" },
 *   { customer: "ben", activity: "ad", at: 90, stage: "before" }, { customer: "eve", activity: "ad", at: 2, stage: "before" },
 * ]
 * const { journeys } = buildJourneys(events, { asOf: 100, abandonAfter: 50 })
 * stageReach(journeys, { model: beforeDuringAfter }).stages[1]
 * // => { stage: "during", reached: 1, rate: 0.5, numerator: 1, denominator: 2, pending: 1, … }
 * ```
 *
 * @category Journey stages
 */
export function stageReach<Event extends JourneyEvent, const Stage extends string>(
  journeys: Iterable<Journey<Event>>,
  options: ModelOption<Stage, NoInfer<Event>> & PartialOptions & Weighing<Journey<NoInfer<Event>>>,
): StageReach<Stage> {
  return measure(stageReachMetric<Event, Stage>(options), journeys, { weight: options.weight });
}

/**
 * Reach as a metric, for streams, groups and parts; see `stageReach`.
 *
 * @param options - `model`, the stages; `partial`, what becomes of journeys seen in part.
 * @returns A metric of journeys; the rates of an empty tally are `null`.
 *
 * @example
 * ```ts
 * const metric = stageReachMetric({ model: aida })
 * metric.read(metric.empty()).stages.map(({ stage, rate }) => [stage, rate])
 * // => [["attention", null], ["interest", null], ["desire", null], ["action", null]]
 * ```
 *
 * @category Journey stages
 */
export function stageReachMetric<
  Event extends JourneyEvent = JourneyEvent,
  const Stage extends string = StageOf<Event>,
>(options: ModelOption<Stage, Event> & PartialOptions): Metric<Journey<Event>, StageReachTally, StageReach<Stage>> {
  const model = requireModel(options?.model);
  const { id, stages } = model;
  const partial = requirePartial(options.partial);
  const of = `stage reach ${JSON.stringify([id, stages])}, partial journeys ${partial}`;
  const reach = shareMetric({ rule: "stage reached" });
  const ranks = new Map<string, number>(stages.map((stage, rank) => [stage, rank]));
  return {
    empty: () => ({
      of,
      stages: stages.map(() => ({ reached: reach.empty(), visits: noMean("visits per journey") })),
      unknown: 0,
    }),
    add: (tally, journey, weight, index) => {
      requireSame(tally, of);
      eventsOf(journey, index);
      if (partial === "exclude" && journey.leftTruncated) {
        for (const { reached, visits } of tally.stages) {
          addToClass(reached, "excluded", weight, index);
          addToMean(visits, null, weight, index, Number);
        }
        return tally;
      }
      const isPending = partial === "exclude" && journey.status === "open";
      const visits = stages.map(() => 0);
      let unknown = 0;
      for (const { stage } of visitsOf(journey, undefined, index)) {
        const rank = ranks.get(stage);
        if (rank === undefined) unknown++;
        else visits[rank]!++;
      }
      if (weight !== 0) tally.unknown += unknown;
      visits.forEach((count, rank) => {
        const counted = tally.stages[rank]!;
        reach.add(counted.reached, isPending ? "pending" : count > 0, weight, index);
        addToMean(counted.visits, count || null, weight, index, Number);
      });
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      return {
        of,
        stages: left.stages.map(({ reached, visits }, rank) => ({
          reached: reach.merge(reached, right.stages[rank]!.reached),
          visits: mergeMeans(visits, right.stages[rank]!.visits),
        })),
        unknown: left.unknown + right.unknown,
      };
    },
    read: (tally) => {
      requireSame(tally, of);
      return {
        stages: stages.map((stage, rank) => {
          const { reached, visits } = tally.stages[rank]!;
          const { definition: _, ...share } = reach.read(reached);
          const { mean, standardDeviation, standardError, count } = readMean(visits);
          return {
            stage,
            ...share,
            reached: count,
            visits: { mean, standardDeviation, standardError, count },
          };
        }),
        unknown: tally.unknown,
        definition: { metric: "stageReach", model: id, partial },
      };
    },
  };
}
