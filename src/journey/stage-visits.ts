import { requireFunction } from "../tally/function.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent, StageOf } from "./event.ts";
import type { Journey } from "./journey.ts";
import { eventsOf } from "./journey-states.ts";
import { requireNamed, requireRule, withRule } from "./rule-name.ts";

/**
 * How a visit ended: another stage followed; the journey was completed in it, or abandoned.
 *
 * @category Journey
 */
export type VisitEnd = "next" | "completed" | "abandoned";

/**
 * A stay in a stage: from its first event to the first event of another stage.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey
 */
export interface StageVisit<Stage extends string = string> {
  /** The stage. */
  readonly stage: Stage;
  /** Which of the journey's visits to this stage it is, from 0. */
  readonly index: number;
  /** When it began, in milliseconds since 1970-01-01T00:00Z. */
  readonly enter: number;
  /** When it ended, in the same milliseconds; `null` where it has not. */
  readonly exit: number | null;
  /** How long it lasted, in milliseconds; where it has not ended, until the journey's `asOf`. */
  readonly duration: number;
  /** Whether it had not ended when the journey was last seen. */
  readonly censored: boolean;
  /** How it ended; `null` where it has not. */
  readonly endedBy: VisitEnd | null;
  /** The stage that followed; `null` where none did. */
  readonly next: Stage | null;
  /** Whether it began and ended at the same moment, so that only the order of events of one moment tells it. */
  readonly momentary: boolean;
  /** Events in it. */
  readonly events: number;
}

/**
 * How the stage of an event is found.
 *
 * @typeParam Event - What the events are.
 * @typeParam Stage - The names of the stages.
 * @category Journey
 */
export interface StageReading<Event extends JourneyEvent = JourneyEvent, Stage extends string = string> {
  /** The stage of an event; `null` or `undefined`, it belongs to none. Default: its `stage`. */
  readonly stage?: ((event: Event) => Stage | null | undefined) | undefined;
  /**
   * What `stage` reads, as a name: tallies of two rules do not merge, and two functions are told apart by this name alone. Metrics need
   * it where `stage` is a function. Default, of data in hand, `"own rule"`, or `"stage"` where there is no function.
   */
  readonly rule?: string | undefined;
}

/** The name of what is read for a stage, if it is one; a function needs one. */
export function stageRule<Event extends JourneyEvent, Stage extends string>(
  reading: StageReading<Event, Stage>,
): string {
  const { stage } = reading ?? {};
  if (stage !== undefined) requireFunction("stage", stage);
  requireNamed(reading?.rule, { stage });
  return requireRule(reading?.rule ?? "stage");
}

/** The reading of data in hand, where a function needs no name. */
export function stagesInHand<Reading extends StageReading<never>>(reading: Reading): Reading {
  return withRule(reading, reading?.stage ? "own rule" : "stage");
}

/**
 * The visits of a journey to its stages, one after the other: events of the same stage in a row are one visit, which ends when
 * the next one begins. Events that belong to no stage neither begin a visit nor end one.
 *
 * The last visit of a journey that was completed or abandoned ends with the journey; that of an open one is censored: it has
 * lasted until `asOf` and has not ended. So the visits of a journey add up to its time from the first event with a stage to its
 * end, or to `asOf` where it is open.
 *
 * @param journey - The journey.
 * @param options - `stage`, the stage of an event, in place of its own.
 * @returns The visits in their order; of a journey whose events have no stages, none.
 * @throws TypeError or RangeError if the journey has no events or no status, its times are not in order, or a stage is no text.
 *
 * @example
 * ```ts
 * const journey = buildJourneys(
 *   [
 *     { customer: "ana", activity: "ad", at: 0, stage: "before" },
 *     { customer: "ana", activity: "reviews", at: 10, stage: "before" },
 *     { customer: "ana", activity: "arrival", at: 40, stage: "during" },
 *   ],
 *   { asOf: 100 },
 * ).journeys[0]!
 * stageVisits(journey).map(({ stage, duration, censored }) => [stage, duration, censored])
 * // => [["before", 40, false], ["during", 60, true]]
 * ```
 *
 * @category Journey
 */
export function stageVisits<Event extends JourneyEvent, Stage extends string = StageOf<Event>>(
  journey: Journey<Event>,
  options: StageReading<Event, Stage> = {},
): StageVisit<Stage>[] {
  stageRule(stagesInHand(options));
  return visitsOf(journey, options?.stage);
}

/** The visits of a journey; `index`, where it stands among others, serves error messages. */
export function visitsOf<Event extends JourneyEvent, Stage extends string>(
  journey: Journey<Event>,
  stageOf: StageReading<Event, Stage>["stage"] = (event) => event.stage as Stage | undefined,
  index?: number,
): StageVisit<Stage>[] {
  const stays: { readonly stage: Stage; readonly enter: number; events: number }[] = [];
  let last = Number.MIN_SAFE_INTEGER;
  for (const event of eventsOf(journey, index)) {
    const stage = stageOf(event);
    if (stage === undefined || stage === null) continue;
    if (typeof stage !== "string") throw refusal("stage must be a text", stage, index);
    const current = stays[stays.length - 1];
    if (!(event.at >= last))
      throw refusal("the events of a journey must be in the order of their times", event.at, index);
    last = event.at;
    if (current?.stage === stage) current.events++;
    else stays.push({ stage, enter: event.at, events: 1 });
  }
  const visited = new Map<Stage, number>();
  const { status, asOf, end } = journey;
  const [name, until] = status === "open" ? ["asOf", asOf] : ["end", end];
  if (stays.length > 0 && !(Number.isSafeInteger(until) && until >= last)) {
    throw refusal(
      `${name} must be whole milliseconds since 1970, no earlier than the events of its journey`,
      until,
      index,
    );
  }
  return stays.map(({ stage, enter, events }, place) => {
    const index = visited.get(stage) ?? 0;
    visited.set(stage, index + 1);
    const next = stays[place + 1];
    const exit = next?.enter ?? (status === "open" ? null : end);
    return {
      stage,
      index,
      enter,
      exit,
      duration: (exit ?? asOf) - enter,
      censored: exit === null,
      endedBy: next ? "next" : status === "open" ? null : status,
      next: next?.stage ?? null,
      momentary: exit === enter,
      events,
    };
  });
}
