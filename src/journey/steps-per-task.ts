import { type Identity, requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import { type JourneyShare, journeyShare, together } from "./journey-share.ts";
import { eventsOf } from "./journey-states.ts";
import { countJourneys, type JourneyTally } from "./journey-tally.ts";
import { requireRuleName, type TouchpointReading, touchpointReader, touchpointsInHand } from "./touchpoint-scores.ts";
import {
  addToDistribution,
  type Distribution,
  type DistributionTally,
  mergeDistributions,
  noDistribution,
  readDistribution,
} from "./value-distribution.ts";

/**
 * How many steps a task takes.
 *
 * @category Journey experience
 */
export interface StepsPerTaskResult extends Distribution {
  /** The share of steps that repeat a step of the same journey, which were not needed the first time they were done well. */
  readonly repeatedSteps: JourneyShare;
  /** The share of tasks with a repeated step. */
  readonly repeatedTasks: JourneyShare;
  /** Journeys that may still be completed. */
  readonly pending: number;
  /** Journeys completed without a step. */
  readonly missing: number;
  /** Journeys that were abandoned: no task was completed, whatever the steps. */
  readonly abandoned: number;
  /** Journeys left out: of weight 0, or those whose beginning was not seen. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "stepsPerTask";
    /** What was read from the events. */
    readonly rule: string;
  };
}

/**
 * What is counted of the steps of tasks.
 *
 * @category Journey experience
 */
export interface StepsPerTaskTally extends Identity {
  /** Steps, and which of them repeat another. */
  journeys: JourneyTally;
  /** How many steps the tasks took. */
  readonly steps: DistributionTally;
}

/**
 * Steps per task: how many events a completed journey takes, and how many of them repeat an earlier step. The fewer, the less effort
 * for the customer.
 *
 * @param journeys - The journeys, in any order.
 * @param options - `touchpoint`, the step that an event is, by default its activity; an event that is `null` is no step; `weight`, a
 *   journey's weight, 0 or more.
 * @returns Mean, median and spread of the steps of completed journeys, which `meanInterval` reads; `null` of none.
 * @throws TypeError or RangeError if a step is no text, or an option is none.
 *
 * @example
 * ```ts
 * const events = ["search", "form", "form", "done"].map((activity, at) => ({ customer: "ana", activity, at }))
 * const { journeys } = buildJourneys([...events, { customer: "ben", activity: "search", at: 0 }], { asOf: 9, endOn: ["done"] })
 * stepsPerTask(journeys) // => { mean: 4, median: 4, count: 1, repeatedSteps: { rate: 0.25, numerator: 1, denominator: 4 }, pending: 1, … }
 * ```
 *
 * @category Journey experience
 */
export function stepsPerTask<Event extends JourneyEvent>(
  journeys: Iterable<Journey<Event>>,
  options: TouchpointReading<NoInfer<Event>> & Weighing<Journey<NoInfer<Event>>> = {},
): StepsPerTaskResult {
  return measure(stepsPerTaskMetric<Event>(touchpointsInHand(options)), journeys, { weight: options?.weight });
}

/**
 * Steps per task as a metric of journeys, for streams, groups and parts; see `stepsPerTask`.
 *
 * @param options - `touchpoint`, the step that an event is; `rule`, its name, which a function needs.
 * @returns A metric of journeys; the mean of an empty tally is `null`.
 * @throws TypeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = stepsPerTaskMetric()
 * metric.read(metric.empty()).mean // => null
 * ```
 *
 * @category Journey experience
 */
export function stepsPerTaskMetric<Event extends JourneyEvent = JourneyEvent>(
  options: TouchpointReading<Event> = {},
): Metric<Journey<Event>, StepsPerTaskTally, StepsPerTaskResult> {
  const rule = requireRuleName(options);
  const stepOf = touchpointReader(options);
  const of = `steps per task by ${rule}`;
  const counting = countJourneys<{ readonly journey: Journey<Event>; readonly steps: readonly string[] }>(
    of,
    ({ journey: { status, leftTruncated }, steps }, count) => {
      if (leftTruncated) return "excluded";
      if (status === "open") return "pending";
      if (status === "abandoned") {
        count(["abandoned"]);
        return "excluded";
      }
      if (steps.length === 0) return "missing";
      const repeated = steps.length - new Set(steps).size;
      count(["steps"], steps.length);
      if (repeated > 0) {
        count(["repeated steps"], repeated);
        count(["repeated tasks"]);
      }
      return "count";
    },
  );
  return {
    empty: () => ({ of, journeys: counting.empty(), steps: noDistribution(of) }),
    add: (tally, journey, weight, index) => {
      requireSame(tally, of);
      const steps: string[] = [];
      for (const event of eventsOf(journey, index)) {
        const step = stepOf(event, index);
        if (step !== undefined) steps.push(step);
      }
      const before = tally.journeys.count;
      tally.journeys = counting.add(tally.journeys, { journey, steps }, weight, index);
      addToDistribution(tally.steps, tally.journeys.count > before ? steps.length : null, weight, index);
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      return {
        of,
        journeys: counting.merge(left.journeys, right.journeys),
        steps: mergeDistributions(left.steps, right.steps),
      };
    },
    read: (tally) => {
      requireSame(tally, of);
      const { journeys, steps } = tally;
      const those = (kind: string) => together(journeys.counts.filter(([key]) => key[0] === kind));
      const abandoned = those("abandoned").count;
      return {
        ...readDistribution(steps),
        repeatedSteps: journeyShare(those("repeated steps"), those("steps")),
        repeatedTasks: journeyShare(those("repeated tasks"), journeys),
        pending: journeys.pending,
        missing: journeys.missing,
        abandoned,
        excluded: journeys.excluded - abandoned,
        definition: { metric: "stepsPerTask", rule },
      };
    },
  };
}
