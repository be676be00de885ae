import { type CompetingExits, competingExits } from "../stats/aalen-johansen.ts";
import { crossing } from "../stats/crossing.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireGivenFunctions } from "../tally/function.ts";
import { requireSame } from "../tally/identity.ts";
import { requireIterable } from "../tally/iterable.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent, StageOf } from "./event.ts";
import type { Journey } from "./journey.ts";
import { countJourneys, type JourneyTally, sizeOf } from "./journey-tally.ts";
import { type Passage, type PassageEnd, passagesOf } from "./passages.ts";
import { type StageReading, stageRule, stagesInHand, visitsOf } from "./stage-visits.ts";
import { type LeftTruncatedOptions, requireLeftTruncated } from "./whole-journeys.ts";

/**
 * From where to where the time is taken.
 *
 * @typeParam Event - What the events are.
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface TimeToNextOptions<Event extends JourneyEvent = JourneyEvent, Stage extends string = string>
  extends StageReading<Event, Stage>,
    LeftTruncatedOptions {
  /** The stage from whose entry the time is taken. */
  readonly from: Stage;
  /** The stage, or any of the stages, whose next entry ends it. */
  readonly to: Stage | readonly Stage[];
  /** Whether every visit to `from` counts, or only the first of each journey. Default `"visit"`. */
  readonly per?: "visit" | "journey" | undefined;
}

/**
 * How long it takes from one stage to another.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface PassageTimes<Stage extends string = string> {
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
  readonly exits: CompetingExits<PassageEnd>;
  /** Ways left out because their beginning was not seen. */
  readonly cut: number;
  /** Journeys that were never seen in the first stage. */
  readonly missing: number;
  /** Journeys of weight 0. */
  readonly excluded: number;
  /** Where journeys are weighted, the sum of the weights of the ways. */
  readonly weight?: number;
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
    /** What becomes of ways that had begun before they were seen. */
    readonly leftTruncated: "exclude" | "include";
    /** What was read for a stage. */
    readonly rule: string;
  };
}

/**
 * How long it takes from one stage to another, and the ways themselves.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface TimeToNext<Stage extends string = string> extends PassageTimes<Stage> {
  /** The ways themselves, in the order of the journeys, whatever their weights; those that are cut are not among them. */
  readonly passages: readonly Passage<Stage>[];
}

/**
 * How long it takes from the entry of a stage to the next entry of another, first passage: per visit to the former, or only once a
 * journey. Whoever completes or abandons the journey first will not arrive, which is another way out and no censoring: the share
 * that has arrived by a time is its cumulative incidence by Aalen and Johansen. Open journeys are censored at `asOf`.
 *
 * Ways of one journey that began one after the other may end at the same entry; they are taken for independent. A way that begins with
 * the first visit of a journey whose beginning was not seen may have begun earlier: it is left out, and counted as `cut`.
 *
 * @param journeys - The journeys, in any order.
 * @param options - `from` and `to`, the stages; `per`, what counts; `stage`, the stage of an event, in place of its own;
 *   `leftTruncated`, what becomes of ways that had begun before they were seen; `weight`, a journey's weight, 0 or more.
 * @returns The median, how the ways ended, and their incidence by time; of no ways, `median: null`.
 * @throws TypeError or RangeError if an option or a weight is none, or a journey has no events or its times are not in order,
 *   with its index.
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
  options: TimeToNextOptions<Event, NoInfer<Stage>> & StageReading<Event, Stage> & Weighing<Journey<NoInfer<Event>>>,
): TimeToNext<Stage> {
  requireIterable(journeys, "journeys");
  const weight = options?.weight;
  requireGivenFunctions({ weight });
  const counting = countPassages<Event, Stage>(stagesInHand(options));
  const list = [...journeys];
  const found = list.map(counting.passages);
  const times = measure(counting.metric, found, { weight: weight && ((_, index) => weight(list[index]!, index)) });
  return { ...times, passages: found.flatMap(({ passages }) => passages) };
}

/**
 * The time to another stage as a metric of journeys, for streams, groups and parts; see `timeToNext`. The tally grows with the number
 * of different times.
 *
 * @param options - `from` and `to`, the stages; `per`; `stage` and its `rule`, which a function needs; `leftTruncated`.
 * @returns A metric of journeys; the median of an empty tally is `null`.
 * @throws TypeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = timeToNextMetric({ from: "cart", to: "paid" })
 * metric.read(metric.empty()) // => { median: null, count: 0, reached: 0, … }
 * ```
 *
 * @category Journey stages
 */
export function timeToNextMetric<Event extends JourneyEvent = JourneyEvent, Stage extends string = StageOf<Event>>(
  options: TimeToNextOptions<Event, NoInfer<Stage>> & StageReading<Event, Stage>,
): Metric<Journey<Event>, JourneyTally, PassageTimes<Stage>> {
  const { metric, passages } = countPassages<Event, Stage>(options);
  return {
    ...metric,
    add: (tally, journey, weight, index) => metric.add(tally, passages(journey, index), weight, index),
    addAll: (tally, items, { value, weight }) =>
      metric.addAll(tally, items, {
        value: (item, index) => passages(value ? value(item, index) : (item as unknown as Journey<Event>), index),
        weight,
      }),
  };
}

/** The ways of one journey, and how many were left out because their beginning was not seen. */
interface FoundPassages<Stage extends string> {
  readonly passages: readonly Passage<Stage>[];
  readonly cut: number;
}

/** What finds the ways of journeys, and what counts them. */
function countPassages<Event extends JourneyEvent, Stage extends string>(
  options: TimeToNextOptions<Event, Stage>,
): {
  readonly passages: (journey: Journey<Event>, index?: number) => FoundPassages<Stage>;
  readonly metric: Metric<FoundPassages<Stage>, JourneyTally, PassageTimes<Stage>> &
    ReturnType<typeof countJourneys<FoundPassages<Stage>>>;
} {
  const { from, stage } = options ?? {};
  const per = requireChoice("per", options?.per ?? "visit", ["visit", "journey"]);
  const leftTruncated = requireLeftTruncated(options?.leftTruncated);
  const rule = stageRule(options);
  if (typeof options?.to !== "string") requireIterable(options?.to, "to");
  const to = typeof options.to === "string" ? [options.to] : [...options.to];
  to.forEach((one: unknown, index) => {
    if (typeof one !== "string") throw refusal("to must name stages", one, index);
  });
  if (typeof from !== "string") throw refusal("from must be a stage", from);
  if (to.length === 0) throw refusal("to must name one stage or more", options.to);
  const targets = new Set(to);
  const definition = { metric: "timeToNext", from, to, per, leftTruncated, rule } as const;
  const of = JSON.stringify({ ...definition, to: [...targets].sort() });
  const counting = countJourneys<FoundPassages<Stage>>(of, ({ passages, cut }, count) => {
    for (const { endedBy, time } of passages) count([endedBy, `${time}`]);
    if (cut > 0) count(["cut"], cut);
    return passages.length + cut === 0 ? "missing" : "count";
  });
  return {
    passages: (journey, index) => {
      const visits = visitsOf(journey, stage, index);
      const isCut = journey.leftTruncated && leftTruncated === "exclude" && visits[0]?.stage === from;
      const all = passagesOf(journey, visits, from, targets, per);
      return { passages: isCut ? all.slice(1) : all, cut: isCut ? 1 : 0 };
    },
    metric: {
      ...counting,
      read: (tally) => {
        requireSame(tally, of);
        const { counts, missing, excluded, weights } = tally;
        const cut = counts.find(([[end]]) => end === "cut")?.[1] ?? 0;
        const ended = counts.filter(([[end]]) => end !== "cut");
        const exits = competingExits<PassageEnd>(
          ended.map((entry) => {
            const [[end, time], count, given] = entry;
            const squares = given ? given[2] + given[3] : count;
            return { time: Number(time), cause: end as PassageEnd | null, count, sum: sizeOf(entry), squares };
          }),
          weights !== null,
          0,
        );
        const endedBy = (end: PassageEnd) => exits.causes.find(({ cause }) => cause === end)?.events ?? 0;
        const arrived = exits.causes.find(({ cause }) => cause === "reached");
        return {
          median: arrived ? crossing(arrived.steps, ({ incidence }) => 1 - incidence, 0.5) : null,
          count: exits.count,
          reached: endedBy("reached"),
          completed: endedBy("completed"),
          abandoned: endedBy("abandoned"),
          censored: exits.censored,
          exits,
          cut,
          missing,
          excluded,
          ...(exits.weight !== undefined && { weight: exits.weight }),
          definition,
        };
      },
    },
  };
}
