import { requireDomain } from "../stats/domain.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireFunction } from "../tally/function.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { casesInOrder } from "./case-order.ts";
import { type Cut, cutCase } from "./cut-case.ts";
import type { DatedEvent, JourneyEvent, Timed } from "./event.ts";
import { eventsByCase } from "./event-cases.ts";
import { type EventIssue, noIssues } from "./event-issues.ts";
import type { Journey } from "./journey.ts";
import { withColumns } from "./journey-columns.ts";
import { type ModelFor, requireModel } from "./stage-model.ts";

/**
 * Which events open or close a journey: the names of their activities, or a rule.
 *
 * @typeParam Event - What the events are.
 * @category Journey
 */
export type EventRule<Event extends JourneyEvent = JourneyEvent> = readonly string[] | ((event: Event) => boolean);

/**
 * How events become journeys.
 *
 * @typeParam Event - What the events are.
 * @typeParam Stage - The names of the stages.
 * @category Journey
 */
export interface JourneyOptions<Event extends JourneyEvent = JourneyEvent, Stage extends string = string> {
  /** The moment until which the events were seen: what came later does not count, what has not ended by then is open. */
  readonly asOf: Instant;
  /** The case of an event, in place of its `case`; `undefined`, it has none and belongs to its customer. */
  readonly caseBy?: ((event: Event, index: number) => string | undefined) | undefined;
  /** Events that open a new journey, to which they belong. Default none. */
  readonly startOn?: EventRule<Event> | undefined;
  /** Events that complete their journey; what comes after is a new one. Default none. */
  readonly endOn?: EventRule<Event> | undefined;
  /** The longest silence within a journey, in milliseconds: an event after a longer one opens a new journey. Default none. */
  readonly gap?: number | undefined;
  /** The longest time from the first event of a journey to the last one's beginning, in milliseconds. Default none. */
  readonly maxLength?: number | undefined;
  /** How long nothing must have happened for a journey to be abandoned, in milliseconds. Default: as long as events may still join it, it is open. */
  readonly abandonAfter?: number | undefined;
  /**
   * The stages, every one that the events can have among them: an event of a terminal stage completes its journey, and one that
   * begins elsewhere than at an entry is left truncated.
   */
  readonly model?: ModelFor<Event, Stage> | undefined;
  /** What becomes of events after `asOf`: left out and counted, or an error. Default `"exclude"`. */
  readonly later?: "exclude" | "reject" | undefined;
  /** What becomes of events that are none: an error that lists them, or left out and counted. Default `"reject"`. */
  readonly invalid?: "reject" | "exclude" | undefined;
}

/**
 * The journeys that events make up. It is itself an iterable of its journeys: functions of journeys take it as it is. `funnel`
 * and `transitions`, and their metrics, count it faster than its list `journeys`: they read activities, stages and moments from
 * columns of numbers, as they were when it was built. A copy of it is no iterable and has no columns.
 *
 * @typeParam Event - What the events are.
 * @category Journey
 */
export interface BuiltJourneys<Event extends JourneyEvent = JourneyEvent> extends Iterable<Journey<Event>> {
  /** The journeys, by when their case began, then by customer, case and index; what has no case before a case named as its customer. */
  readonly journeys: readonly Journey<Event>[];
  /** How many there are. */
  readonly count: number;
  /** Events in them. */
  readonly events: number;
  /** Events that begin at the same moment as the one before them in their case: there the order is only a convention. */
  readonly ties: number;
  /** Events left out: those after `asOf` and those that are none. */
  readonly excluded: number;
  /** Of those left out, how many came after `asOf`. */
  readonly later: number;
  /** What is wrong with the others, in the order of the events: by `index`. */
  readonly issues: readonly EventIssue[];
  /** How the journeys were made. */
  readonly definition: JourneysDefinition;
}

/**
 * How journeys were made, as plain data.
 *
 * @category Journey
 */
export interface JourneysDefinition {
  /** What was made. */
  readonly metric: "journeys";
  /** The moment until which the events were seen, in milliseconds since 1970-01-01T00:00Z. */
  readonly asOf: number;
  /** What tells cases apart. */
  readonly caseBy: "case or customer" | "rule";
  /** The activities that open a journey; `null`, none does. */
  readonly startOn: readonly string[] | "rule" | null;
  /** The activities that complete a journey; `null`, none does. */
  readonly endOn: readonly string[] | "rule" | null;
  /** The longest silence within a journey, in milliseconds; `null`, any. */
  readonly gap: number | null;
  /** The longest time from a journey's first event to its last, in milliseconds; `null`, any. */
  readonly maxLength: number | null;
  /** How long nothing must have happened for a journey to be abandoned, in milliseconds; `null`, only what cannot go on is. */
  readonly abandonAfter: number | null;
  /** The name of the stage model; `null`, there is none. */
  readonly model: string | null;
}

/**
 * Builds journeys from events: the events of each case (of each customer, where there are no cases) in canonical order, cut
 * where an activity opens or completes a journey, where nothing happened for longer than `gap`, and where `maxLength` would be
 * exceeded, in this order. Cases are never merged: a customer may be on several journeys at once.
 *
 * A journey is `completed` where an event of `endOn` or of a terminal stage was seen; `abandoned` where it can no longer go on
 * (another one of its case has begun, or as of `asOf` any event would open a new one), or where nothing happened for
 * `abandonAfter` or longer; else `open`. It ends with its last event, whatever its status. An event that was still going on at
 * `asOf` is over at `asOf` as far as it was seen.
 *
 * Ids are text of any kind: `""`, `"NA"` and `"__proto__"` are as good as any. In whatever order the events come, the journeys
 * are the same.
 *
 * @param events - What happened, in any order: any iterable, read once. Journeys hold the very events; one whose moments are
 *   `Date`s or `Temporal.Instant`s as a copy with milliseconds.
 * @param options - `asOf`, until when it was seen; how journeys are cut; the stage model; what becomes of events that do not
 *   count.
 * @returns The journeys, how many events they hold and how many were left out; of no events, no journeys.
 * @throws TypeError or RangeError, with `issues`, if events are none: no case and no customer, no moment, a moment of the end
 *   before that of the beginning, an id or a case that is also another's, a stage that is not in the model. TypeError or
 *   RangeError if an option is none.
 *
 * @example
 * ```ts
 * const minute = 60_000
 * const events = [
 *   { customer: "ana", activity: "buy", at: 50 * minute },
 *   { customer: "ana", activity: "look", at: 0 },
 *   { customer: "ben", activity: "look", at: 5 * minute },
 *   { customer: "ana", activity: "look", at: 40 * minute },
 * ]
 * const built = buildJourneys(events, { asOf: 60 * minute, gap: 30 * minute, endOn: ["buy"] })
 * built.journeys.map(({ customer, index, status }) => `${customer} ${index} ${status}`)
 * // => ["ana 0 abandoned", "ana 1 completed", "ben 0 abandoned"]
 * built.journeys[1]?.events.map((event) => event.activity) // => ["look", "buy"]
 * buildJourneys([{ activity: "look", at: 0 }], { asOf: 0 }) // throws TypeError "case or customer must say whose"
 * ```
 *
 * @category Journey
 */
export function buildJourneys<Event extends JourneyEvent, const Stage extends string = string>(
  events: Iterable<Event>,
  options: JourneyOptions<NoInfer<Event>, Stage>,
): BuiltJourneys<Event>;
export function buildJourneys<Event extends DatedEvent, const Stage extends string = string>(
  events: Iterable<Event>,
  options: JourneyOptions<Timed<NoInfer<Event>>, Stage>,
): BuiltJourneys<Timed<Event>>;
export function buildJourneys<Event extends JourneyEvent, Stage extends string>(
  events: Iterable<Event>,
  options: JourneyOptions<Event, Stage>,
): BuiltJourneys<Event> {
  requireIterable(events, "events");
  const asOf = milliseconds(options?.asOf, "asOf");
  const { caseBy, startOn, endOn } = options;
  const model = options.model === undefined ? undefined : requireModel(options.model);
  if (caseBy !== undefined) requireFunction("caseBy", caseBy);
  const refuseLater = requireChoice("later", options.later ?? "exclude", ["exclude", "reject"]) === "reject";
  const refuse = requireChoice("invalid", options.invalid ?? "reject", ["reject", "exclude"]) === "reject";
  const cut: Cut<Event> = {
    asOf,
    opens: rule("startOn", startOn),
    closes: rule("endOn", endOn),
    gap: requireLimit("gap", options.gap),
    maxLength: requireLimit("maxLength", options.maxLength),
    abandonAfter: requireLimit("abandonAfter", options.abandonAfter),
    entry: model && new Set(model.entry),
    terminal: model && new Set(model.terminal),
  };
  const issues = noIssues();
  const stages = model && new Set<string>(model.stages);
  const cases = eventsByCase<Event>(events, { asOf, refuseLater, caseBy, stages }, issues);
  if (issues.list.length > 0 && (refuse || (refuseLater && cases.later > 0))) throw issues.error();

  const journeys: Journey<Event>[] = [];
  const begins: number[] = [];
  for (const code of casesInOrder(cases)) cutCase(cases, code, cut, journeys, begins);
  const { times, kinds, activities, stages: met } = cases;
  const built: Omit<BuiltJourneys<Event>, typeof Symbol.iterator> = {
    journeys,
    count: journeys.length,
    events: cases.times.length,
    ties: cases.ties,
    excluded: cases.later + cases.wrong,
    later: cases.later,
    issues: issues.inOrder(),
    definition: {
      metric: "journeys",
      asOf,
      caseBy: caseBy ? "rule" : "case or customer",
      startOn: shownRule(startOn),
      endOn: shownRule(endOn),
      gap: cut.gap,
      maxLength: cut.maxLength,
      abandonAfter: cut.abandonAfter,
      model: model?.id ?? null,
    },
  };
  return withColumns(built, { begins, times, kinds, activities, stages: met });
}

/** What a rule says of an event. */
function rule<Event extends JourneyEvent>(
  name: string,
  given: EventRule<Event> | undefined,
): ((event: Event) => boolean) | undefined {
  if (given === undefined || typeof given === "function") return given;
  requireIterable(given, name);
  for (const activity of given)
    if (typeof activity !== "string") throw refusal(`${name} must name activities`, activity);
  const activities = new Set(given);
  return ({ activity }) => activities.has(activity);
}

/** A rule as plain data. */
function shownRule(given: readonly string[] | unknown): readonly string[] | "rule" | null {
  if (given === undefined) return null;
  return Array.isArray(given) ? [...given] : "rule";
}

/** A limit in milliseconds, if it is one; `null` where there is none. */
function requireLimit(name: string, limit: number | undefined): number | null {
  if (limit === undefined) return null;
  requireDomain(limit, limit > 0 && limit < Infinity, `${name} must be a number of milliseconds above 0`);
  return limit;
}
