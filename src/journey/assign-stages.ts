import { requireChoice } from "../tally/choice.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { type DatedEvent, type JourneyEvent, timed } from "./event.ts";
import { requireMoment } from "./event-issues.ts";
import { compareEvents } from "./event-order.ts";
import type { StageModel } from "./stage-model.ts";
import { requireModel } from "./stage-model.ts";

/**
 * How the stage of an event is found: a table from activity to stage, or a rule that answers `undefined` or `null` where it
 * knows none.
 *
 * @typeParam Stage - The names of the stages.
 * @typeParam Event - What the events are.
 * @category Journey stages
 */
export type StageRules<Stage extends string = string, Event extends DatedEvent = JourneyEvent> =
  | { readonly [activity: string]: Stage }
  | ReadonlyMap<string, Stage>
  | ((event: Event) => Stage | null | undefined);

/**
 * How events get their stages.
 *
 * @typeParam Stage - The names of the stages.
 * @typeParam Event - What the events are.
 * @category Journey stages
 */
export interface AssignStagesOptions<Stage extends string, Event extends DatedEvent> {
  /** The stages. */
  readonly model: StageModel<Stage>;
  /** The stage of an event. Default: the stage whose stations name its activity. */
  readonly rules?: StageRules<NoInfer<Stage>, NoInfer<Event>> | undefined;
  /**
   * What becomes of an event that has none: `"report"`, it is listed; `"carry"`, it has the stage of the event before it in its case,
   * in canonical order, and is listed only where there is none; `"reject"`. Default `"report"`.
   */
  readonly unassigned?: "report" | "carry" | "reject" | undefined;
}

/**
 * An event with its stage.
 *
 * @typeParam Stage - The names of the stages.
 * @typeParam Event - What the events are.
 * @category Journey stages
 */
export type Staged<Stage extends string, Event extends DatedEvent = JourneyEvent> = Omit<Event, "stage"> & {
  /** The stage that it belongs to. */
  readonly stage: Stage;
};

/**
 * Events with and without stages.
 *
 * @typeParam Stage - The names of the stages.
 * @typeParam Event - What the events are.
 * @category Journey stages
 */
export interface AssignedStages<Stage extends string, Event extends DatedEvent = JourneyEvent> {
  /** The share of events that have a stage, 0 to 1; `null` of no events. */
  readonly coverage: number | null;
  /** How many have one. */
  readonly numerator: number;
  /** How many there are. */
  readonly denominator: number;
  /** Those that have one, in the order in which they came: copies with their stage. */
  readonly assigned: readonly Staged<Stage, Event>[];
  /** The others, in the order in which they came. */
  readonly unassigned: readonly Event[];
  /** How many of those assigned have the stage of the event before them. */
  readonly carried: number;
  /** How they got their stages. */
  readonly definition: {
    /** What was done. */
    readonly metric: "assignStages";
    /** The name of the model. */
    readonly model: string;
    /** What became of events that have no stage. */
    readonly unassigned: "report" | "carry" | "reject";
  };
}

/**
 * Gives events the stages that they belong to, by a table from activity to stage, a rule, or the stations of the model. What
 * belongs to no stage is not lost: it is listed, or carried on with the stage before it, or an error.
 *
 * @param events - What happened, in any order.
 * @param options - `model`, the stages; `rules`, the stage of an event; `unassigned`, what becomes of one that has none.
 * @returns Those that have a stage as copies with it, those that have none as they came, and the share of the former.
 * @throws TypeError or RangeError if an event is none, or has no moment by which stages could be carried; TypeError if a rule names
 *   no stage of the model, or an event has none under `unassigned: "reject"`; with its index.
 *
 * @example
 * ```ts
 * const events = [
 *   { customer: "ana", activity: "advert", at: 0 },
 *   { customer: "ana", activity: "call", at: 1 },
 *   { customer: "ana", activity: "arrival", at: 2 },
 * ]
 * const rules = { advert: "before", arrival: "during" } as const
 * const staged = assignStages(events, { model: beforeDuringAfter, rules })
 * staged.assigned.map((event) => event.stage) // => ["before", "during"]
 * staged // => { coverage: 2 / 3, numerator: 2, denominator: 3, unassigned: [events[1]], carried: 0, … }
 * assignStages(events, { model: beforeDuringAfter, rules, unassigned: "carry" }).coverage // => 1
 * ```
 *
 * @category Journey stages
 */
export function assignStages<Event extends DatedEvent, const Stage extends string>(
  events: Iterable<Event>,
  options: AssignStagesOptions<Stage, Event>,
): AssignedStages<Stage, Event> {
  requireIterable(events, "events");
  const model = requireModel(options?.model);
  const unassigned = requireChoice("unassigned", options.unassigned ?? "report", ["report", "carry", "reject"]);
  const known = new Set<unknown>(model.stages);
  const ruled = stageRule<Stage, Event>(options.rules ?? stationsOf(model), known);
  const list = [...events];
  const stages = list.map((event, index) => {
    if (unassigned === "carry") requireMoment(timed(event), index);
    else if (event !== Object(event)) throw refusal("event must be an object", event, index);
    const stage = ruled(event);
    if (stage !== null && stage !== undefined) {
      if (!known.has(stage)) throw refusal("a rule must answer with a stage of the model", stage, index);
      return stage;
    }
    if (unassigned === "reject") throw refusal("every activity must have a stage", event.activity, index);
    return undefined;
  });
  const carried = unassigned === "carry" ? carry(list.map(timed), stages) : 0;
  const assigned = list.flatMap((event, index) => {
    const stage = stages[index];
    return stage === undefined ? [] : [{ ...event, stage }];
  });
  return {
    coverage: list.length === 0 ? null : assigned.length / list.length,
    numerator: assigned.length,
    denominator: list.length,
    assigned,
    unassigned: list.filter((_, index) => stages[index] === undefined),
    carried,
    definition: { metric: "assignStages", model: model.id, unassigned },
  };
}

/** The table of a model's stations. */
function stationsOf<Stage extends string>({ stations, stages }: StageModel<Stage>): ReadonlyMap<string, Stage> {
  if (stations === undefined) throw refusal("rules must be given where the model has no stations", undefined);
  // Only what the model names itself: every object has a `constructor`.
  const own = new Map(Object.entries<readonly string[] | undefined>(stations));
  return new Map(stages.flatMap((stage) => (own.get(stage) ?? []).map((name) => [name, stage] as const)));
}

/** A table as a rule. */
function stageRule<Stage extends string, Event extends DatedEvent>(
  rules: StageRules<Stage, Event>,
  known: ReadonlySet<unknown>,
): (event: Event) => Stage | null | undefined {
  if (typeof rules === "function") return rules;
  if (rules !== Object(rules)) throw refusal("rules must be a table from activity to stage or a function", rules);
  const table = new Map(rules instanceof Map ? rules : Object.entries(rules));
  for (const [, stage] of table) if (!known.has(stage)) throw refusal("rules must name stages of the model", stage);
  return ({ activity }) => table.get(activity);
}

/** Fills in the stage of the event before, in canonical order within each case; says how many. */
function carry<Stage extends string>(list: readonly JourneyEvent[], stages: (Stage | undefined)[]): number {
  const order = list.map((_, index) => index).sort((left, right) => compareEvents(list[left]!, list[right]!));
  const [ofCase, ofCustomer] = [new Map<string, Stage>(), new Map<string | undefined, Stage>()];
  let carried = 0;
  for (const index of order) {
    const { case: name, customer } = list[index]!;
    const before = name === undefined ? ofCustomer.get(customer) : ofCase.get(name);
    const stage = stages[index] ?? before;
    if (stage === undefined) continue;
    if (stages[index] === undefined) carried++;
    stages[index] = stage;
    if (name === undefined) ofCustomer.set(customer, stage);
    else ofCase.set(name, stage);
  }
  return carried;
}
