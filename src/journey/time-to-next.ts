import { aalenJohansen, type CompetingExits } from "../stats/aalen-johansen.ts";
import { crossing } from "../stats/crossing.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent } from "./event.ts";
import type { StageOf } from "./funnel-options.ts";
import type { Journey } from "./journey.ts";
import { type StageReading, stageVisits } from "./stage-visits.ts";

/**
 * From where to where the time is taken.
 *
 * @typeParam Event - What the events are.
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface TimeToNextOptions<Event extends JourneyEvent = JourneyEvent, Stage extends string = string>
  extends StageReading<Event, Stage> {
  /** The stage from whose entry the time is taken. */
  readonly from: Stage;
  /** The stage, or any of the stages, whose next entry ends it. */
  readonly to: Stage | readonly Stage[];
  /** Whether every visit to `from` counts, or only the first of each journey. Default `"visit"`. */
  readonly per?: "visit" | "journey" | undefined;
}

/**
 * A way from one stage towards another: how long it took, or how far it got.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface Passage<Stage extends string = string> {
  /** Whose journey it is. */
  readonly customer: string;
  /** The case. */
  readonly case: string;
  /** Which of the journey's visits to the first stage it began with, from 0. */
  readonly visit: number;
  /** From the entry of the first stage to its end, in milliseconds; where it has none, until the journey's `asOf`. */
  readonly time: number;
  /** How it ended: it arrived, or the journey was completed or abandoned before; `null`, it may still arrive. */
  readonly endedBy: "reached" | "completed" | "abandoned" | null;
  /** Where it arrived; `null` where it did not. */
  readonly to: Stage | null;
}

/**
 * How long it takes from one stage to another.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface TimeToNext<Stage extends string = string> {
  /** The time by which half of all have arrived, in milliseconds; `null` where not half of them do. */
  readonly median: number | null;
  /** Ways that began. */
  readonly count: number;
  /** How many arrived. */
  readonly reached: number;
  /** How many cannot arrive any more: their journeys were completed before. */
  readonly completed: number;
  /** How many cannot arrive any more: their journeys were abandoned before. */
  readonly abandoned: number;
  /** How many may still arrive. */
  readonly censored: number;
  /** The share that has arrived, and those that have left by another way, by time. */
  readonly exits: CompetingExits<"reached" | "completed" | "abandoned">;
  /** The ways themselves, in the order of the journeys. */
  readonly passages: readonly Passage<Stage>[];
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "timeToNext";
    /** The stage from whose entry the time is taken. */
    readonly from: Stage;
    /** The stages whose next entry ends it. */
    readonly to: readonly Stage[];
    /** What counts. */
    readonly per: "visit" | "journey";
  };
}

/**
 * How long it takes from the entry of a stage to the next entry of another, first passage: per visit to the former, or only once a
 * journey. Whoever completes or abandons the journey first will not arrive, which is another way out and no censoring: the share
 * that has arrived by a time is its cumulative incidence by Aalen and Johansen. Open journeys are censored at `asOf`.
 *
 * Ways of one journey that began one after the other may end at the same entry; they are taken for independent.
 *
 * @param journeys - The journeys, in any order.
 * @param options - `from` and `to`, the stages; `per`, what counts; `stage`, the stage of an event, in place of its own.
 * @returns The median, how the ways ended, and their incidence by time; of no ways, `median: null`.
 * @throws TypeError if `from` or `to` are none.
 *
 * @example
 * ```ts
 * const walk = (customer: string, at: readonly number[], stages: readonly string[]) =>
 *   stages.map((stage, index) => ({ customer, activity: stage, at: at[index]!, stage }))
 * const events = [
 *   ...walk("ana", [0, 30], ["cart", "paid"]), ...walk("ben", [0, 10, 20], ["cart", "shop", "cart"]), ...walk("eve", [70], ["cart"]),
 * ]
 * const { journeys } = buildJourneys(events, { asOf: 100, abandonAfter: 50 })
 * const paid = timeToNext(journeys, { from: "cart", to: "paid" })
 * paid // => { median: null, count: 4, reached: 1, completed: 0, abandoned: 2, censored: 1, … }
 * paid.exits.causes.at(-1)?.steps.at(-1)?.incidence // => 0.25
 * timeToNext(journeys, { from: "cart", to: "paid", per: "journey" }).count // => 3
 * ```
 *
 * @see Aalen & Johansen (1978), An empirical transition matrix for non-homogeneous Markov chains based on censored
 * observations, Scandinavian Journal of Statistics 5.
 * @category Journey stages
 */
export function timeToNext<Event extends JourneyEvent, Stage extends string = StageOf<Event>>(
  journeys: Iterable<Journey<Event>>,
  options: TimeToNextOptions<Event, NoInfer<Stage>> & StageReading<Event, Stage>,
): TimeToNext<Stage> {
  requireIterable(journeys, "journeys");
  const { from, stage } = options ?? {};
  const per = requireChoice("per", options?.per ?? "visit", ["visit", "journey"]);
  if (typeof options?.to !== "string") requireIterable(options?.to, "to");
  const to = typeof options.to === "string" ? [options.to] : [...options.to];
  to.forEach((one: unknown, index) => {
    if (typeof one !== "string") throw refusal("to must name stages", one, index);
  });
  if (typeof from !== "string") throw refusal("from must be a stage", from);
  if (to.length === 0) throw refusal("to must name one stage or more", options.to);
  const passages: Passage<Stage>[] = [];
  for (const journey of journeys) passagesOf(journey, from, new Set(to), per, stage, passages);
  const exits = aalenJohansen(passages, { time: ({ time }) => time, cause: ({ endedBy }) => endedBy });
  const endedBy = (end: "reached" | "completed" | "abandoned") =>
    exits.causes.find(({ cause }) => cause === end)?.events ?? 0;
  const arrived = exits.causes.find(({ cause }) => cause === "reached");
  return {
    median: arrived ? crossing(arrived.steps, ({ incidence }) => 1 - incidence, 0.5) : null,
    count: exits.count,
    reached: endedBy("reached"),
    completed: endedBy("completed"),
    abandoned: endedBy("abandoned"),
    censored: exits.censored,
    exits,
    passages,
    definition: { metric: "timeToNext", from, to, per },
  };
}

/** The ways of one journey. */
function passagesOf<Event extends JourneyEvent, Stage extends string>(
  journey: Journey<Event>,
  from: Stage,
  to: ReadonlySet<Stage>,
  per: "visit" | "journey",
  stage: StageReading<Event, Stage>["stage"],
  passages: Passage<Stage>[],
): void {
  const { customer, case: name, status, end, asOf } = journey;
  const visits = stageVisits(journey, { stage });
  // From the last visit back: the next entry of any of the stages is then the one met last.
  const own: Passage<Stage>[] = [];
  let next: { readonly stage: Stage; readonly enter: number } | undefined;
  for (let place = visits.length - 1; place >= 0; place--) {
    const visit = visits[place]!;
    if (visit.stage === from && (per === "visit" || visit.index === 0)) {
      const until = next ? next.enter : status === "open" ? asOf : end;
      own.push({
        customer,
        case: name,
        visit: visit.index,
        time: until - visit.enter,
        endedBy: next ? "reached" : status === "open" ? null : status,
        to: next?.stage ?? null,
      });
    }
    if (to.has(visit.stage)) next = visit;
  }
  passages.push(...own.reverse());
}
