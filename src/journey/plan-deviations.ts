import { requireFunction } from "../tally/function.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import { eventsOf } from "./journey-states.ts";
import { alignToPlan } from "./plan-alignment.ts";
import { requireTouchpoints } from "./touchpoint-coverage.ts";
import { type TouchpointReading, touchpointReader } from "./touchpoint-scores.ts";

/**
 * The journey as it was planned, and how an actual one is held against it.
 *
 * @typeParam Event - What the events are.
 * @typeParam Touchpoint - The names of the touchpoints.
 * @category Journey experience
 */
export interface PlanOptions<Event extends JourneyEvent = JourneyEvent, Touchpoint extends string = string>
  extends TouchpointReading<Event, Touchpoint> {
  /** The touchpoints in the order in which they were planned; one that is planned several times stands there several times. */
  readonly planned: Iterable<NoInfer<Touchpoint>>;
  /** Whether an event failed: it happened, but not as it should. Default: none did. */
  readonly failed?: ((event: Event) => boolean) | undefined;
}

/**
 * How a journey deviates from the plan.
 *
 * @typeParam Touchpoint - The names of the touchpoints.
 * @category Journey experience
 */
export interface PlanDeviations<Touchpoint extends string = string> {
  /** How well it fits the plan, 0 to 1: twice the touchpoints in planned order over those planned and those met. */
  readonly fit: number;
  /** Touchpoints met in the planned order: the longest common subsequence. */
  readonly inSequence: number;
  /** Planned touchpoints that were not met, in planned order. */
  readonly missing: readonly Touchpoint[];
  /** Touchpoints met that were not planned, or more often than planned, in the order in which they were met. */
  readonly adHoc: readonly Touchpoint[];
  /** Planned touchpoints that were met, but out of the planned order, in the order in which they were met. */
  readonly outOfSequence: readonly Touchpoint[];
  /** Touchpoints that failed, in the order in which they were met; they are in the sequence all the same. */
  readonly failed: readonly Touchpoint[];
  /** Events at a touchpoint. */
  readonly count: number;
  /** Events that belong to no touchpoint. */
  readonly unknown: number;
}

/**
 * How a journey deviates from the plan: touchpoints that are missing, ad hoc, out of sequence or failed.
 *
 * Plan and journey are aligned by their longest common subsequence; of several, by the leftmost one in the plan. What is in both and
 * outside the alignment is out of sequence: as often as the touchpoint is in both, less how often it is aligned.
 *
 * @param journey - The journey as it went, its events in canonical order.
 * @param options - `planned`, the touchpoints in order; `touchpoint`, that of an event, by default its activity; `failed`, whether an
 *   event failed.
 * @returns The fit, 0 to 1, and the deviations.
 * @throws TypeError or RangeError if nothing is planned, or a touchpoint is no text.
 *
 * @example
 * ```ts
 * const events = ["order", "ship", "call", "confirm", "invoice"].map((activity, at) => ({ customer: "ana", activity, at }))
 * const { journeys } = buildJourneys(events, { asOf: 9, endOn: ["invoice"] })
 * planDeviations(journeys[0]!, { planned: ["order", "confirm", "ship", "install", "invoice"] })
 * // => { fit: 0.6, missing: ["install"], adHoc: ["call"], outOfSequence: ["ship"], failed: [], … }
 * ```
 *
 * @see Halvorsrud, Kvale & Følstad (2016), Improving service quality through customer journey analysis, Journal of Service Theory and
 * Practice 26.
 * @category Journey experience
 */
export function planDeviations<Event extends JourneyEvent, Touchpoint extends string = string>(
  journey: Journey<Event>,
  options: PlanOptions<NoInfer<Event>, Touchpoint>,
): PlanDeviations<Touchpoint> {
  return planReader<Event, Touchpoint>(options).deviations(journey);
}

/** What holds journeys against a plan. */
export function planReader<Event extends JourneyEvent, Touchpoint extends string>(
  options: PlanOptions<Event, Touchpoint>,
): {
  readonly planned: readonly Touchpoint[];
  readonly deviations: (journey: Journey<Event>, index?: number) => PlanDeviations<Touchpoint>;
} {
  const planned = requireTouchpoints("planned", options?.planned);
  const { failed: hasFailed } = options;
  if (hasFailed !== undefined) requireFunction("failed", hasFailed);
  const plannedTimes = timesOf(planned);
  const touchpointOf = touchpointReader(options);
  const deviations = (journey: Journey<Event>, index?: number): PlanDeviations<Touchpoint> => {
    const actual: Touchpoint[] = [];
    const failed: Touchpoint[] = [];
    let unknown = 0;
    for (const event of eventsOf(journey, index)) {
      const touchpoint = touchpointOf(event, index);
      if (touchpoint === undefined) {
        unknown++;
        continue;
      }
      actual.push(touchpoint);
      if (hasFailed && requireBoolean(hasFailed(event), index)) failed.push(touchpoint);
    }
    const pairs = alignToPlan(planned, actual);
    const alignedTimes = timesOf(pairs.map(([plan]) => planned[plan]!));
    const actualTimes = timesOf(actual);
    // As often as it is in both, but not aligned: the first ones of a name are out of sequence, the rest is missing or ad hoc.
    const outside = (sequence: readonly Touchpoint[], aligned: ReadonlySet<number>) => {
      const inBoth = new Map<string, number>();
      const shared: Touchpoint[] = [];
      const rest: Touchpoint[] = [];
      sequence.forEach((touchpoint, place) => {
        if (aligned.has(place)) return;
        const both = Math.min(plannedTimes.get(touchpoint) ?? 0, actualTimes.get(touchpoint) ?? 0);
        const left = inBoth.get(touchpoint) ?? both - (alignedTimes.get(touchpoint) ?? 0);
        inBoth.set(touchpoint, left - 1);
        (left > 0 ? shared : rest).push(touchpoint);
      });
      return { shared, rest };
    };
    const ofActual = outside(actual, new Set(pairs.map(([, act]) => act)));
    return {
      fit: (2 * pairs.length) / (planned.length + actual.length),
      inSequence: pairs.length,
      missing: outside(planned, new Set(pairs.map(([plan]) => plan))).rest,
      adHoc: ofActual.rest,
      outOfSequence: ofActual.shared,
      failed,
      count: actual.length,
      unknown,
    };
  };
  return { planned, deviations };
}

function timesOf(names: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return times;
}

function requireBoolean(answer: unknown, index?: number): boolean {
  if (typeof answer === "boolean") return answer;
  throw refusal("failed must be true or false", answer, index);
}
