import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";
import type { StageLabels, StageModel, StageTransitions } from "./stage-model.ts";
import { stageOrder } from "./stage-order.ts";

/**
 * A stage model to be checked: the stages say what names there are, and nothing else may name another.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface StageDefinition<Stage extends string> {
  /** The name of the model. */
  readonly id: string;
  /** The stages by rank, the first one first: one or more different names. */
  readonly stages: readonly Stage[];
  /** Which may follow which. */
  readonly transitions: StageTransitions<NoInfer<Stage>>;
  /** The stages with which a journey begins: one or more. */
  readonly entry: readonly NoInfer<Stage>[];
  /** The stages that complete a journey; nothing follows them. None, where it can always go on. */
  readonly terminal: readonly NoInfer<Stage>[];
  /** The stations of a stage, by the names of their activities. Default none. */
  readonly stations?: { readonly [Name in NoInfer<Stage>]?: readonly string[] } | undefined;
  /** What each stage is called. Default nothing. */
  readonly labels?: StageLabels<NoInfer<Stage>> | undefined;
}

/**
 * Defines the stages that customers go through, and which may follow which. The compiler knows the names from then on: a stage
 * that is misspelt does not compile.
 *
 * @param definition - Name, stages by rank, transitions, entry and terminal stages; stations and labels where there are any.
 * @returns The model, as plain data: a copy of what was given.
 * @throws TypeError if there are no stages, one has no name or that of another, a name is none of the stages, a pair leads out
 *   of a terminal stage or from a stage to itself or stands there twice, a stage cannot be reached from an entry, or a station
 *   belongs to two stages.
 *
 * @example
 * ```ts
 * const visit = defineStages({
 *   id: "museum",
 *   stages: ["plan", "visit", "remember"],
 *   transitions: [["plan", "visit"], ["visit", "remember"], ["remember", "plan"]],
 *   entry: ["plan"],
 *   terminal: [],
 *   stations: { plan: ["website", "tickets"], visit: ["exhibition", "café"] },
 * })
 * visit.stages // => ["plan", "visit", "remember"]
 * const lost = { id: "lost", stages: ["a", "b"], transitions: [], entry: ["a"], terminal: [] } as const
 * defineStages(lost) // throws TypeError "every stage must be reached from an entry"
 * ```
 *
 * @category Journey stages
 */
export function defineStages<const Stage extends string>(definition: StageDefinition<Stage>): StageModel<Stage> {
  const { id, stages, transitions, entry, terminal, stations, labels } = definition ?? {};
  if (typeof id !== "string" || id === "") throw refusal("id must be the name of the model", id);
  requireNames("stages", stages);
  if (stages.length === 0) throw refusal("stages must be one or more", stages);
  const known = new Set<unknown>(stages);
  requireNames("entry", entry, known);
  if (entry.length === 0) throw refusal("entry must name one stage or more", entry);
  requireNames("terminal", terminal, known);
  if (Array.isArray(transitions)) requirePairs(transitions, known, new Set<unknown>(terminal));
  else if (transitions !== "linear" && transitions !== "forward" && transitions !== "any") {
    throw refusal('transitions must be "linear", "forward", "any" or pairs of stages', transitions);
  }
  const model: StageModel<Stage> = {
    id,
    stages: [...stages],
    transitions: Array.isArray(transitions)
      ? transitions.map(([from, to]): readonly [Stage, Stage] => [from, to])
      : (transitions as StageTransitions<Stage>),
    entry: [...entry],
    terminal: [...terminal],
    ...(stations && { stations: requireStations(stations, known) }),
    ...(labels && { labels: requireLabels(labels, stages) }),
  };
  requireReachable(model);
  return model;
}

/** Refuses what is no list of different names, and names of no stage. */
function requireNames(name: string, names: readonly unknown[], known?: ReadonlySet<unknown>): void {
  if (!Array.isArray(names)) throw refusal(`${name} must be an array of names`, names);
  const seen = new Set<unknown>();
  names.forEach((one, index) => {
    if (typeof one !== "string" || one === "") throw refusal(`${name} must have names`, one, index);
    if (seen.has(one)) throw refusal(`${name} must have different names`, one, index);
    if (known && !known.has(one)) throw refusal(`${name} must name stages of the model`, one, index);
    seen.add(one);
  });
}

function requirePairs(pairs: readonly unknown[], known: ReadonlySet<unknown>, terminal: ReadonlySet<unknown>): void {
  const seen = new Set<string>();
  pairs.forEach((pair, index) => {
    if (!Array.isArray(pair) || pair.length !== 2) throw refusal("transitions must be pairs of stages", pair, index);
    const [from, to] = pair;
    for (const one of pair) if (!known.has(one)) throw refusal("transitions must name stages of the model", one, index);
    if (from === to) throw refusal("transitions must lead from a stage to another", from, index);
    if (terminal.has(from)) throw refusal("transitions must not lead out of a terminal stage", from, index);
    const key = JSON.stringify(pair);
    if (seen.has(key))
      throw refusal(`transitions must name a pair once, not ${shown(from)} to ${shown(to)} again`, pair, index);
    seen.add(key);
  });
}

function requireReachable({ stages, ...model }: StageModel): void {
  const { mayFollow } = stageOrder({ stages, ...model });
  const reached = new Set(model.entry);
  for (const from of reached) for (const to of stages) if (mayFollow(from, to)) reached.add(to);
  const lost = stages.find((stage) => !reached.has(stage));
  if (lost !== undefined) throw refusal("every stage must be reached from an entry", lost);
}

function requireStations<Stage extends string>(
  stations: { readonly [Name in Stage]?: readonly string[] },
  known: ReadonlySet<unknown>,
): { readonly [Name in Stage]?: readonly string[] } {
  const seen = new Set<string>();
  const copied = Object.entries<readonly string[] | undefined>(stations).map(([stage, names]) => {
    if (!known.has(stage)) throw refusal("stations must be of stages of the model", stage);
    requireNames("stations", names ?? []);
    for (const name of names ?? []) {
      if (seen.has(name)) throw refusal("a station must belong to one stage", name);
      seen.add(name);
    }
    return [stage, [...(names ?? [])]];
  });
  return Object.fromEntries(copied);
}

function requireLabels<Stage extends string>(labels: StageLabels<Stage>, stages: readonly Stage[]): StageLabels<Stage> {
  for (const stage of Object.keys(labels)) {
    if (!stages.includes(stage as Stage)) throw refusal("labels must be of stages of the model", stage);
  }
  for (const stage of stages) {
    if (typeof labels[stage] !== "string") throw refusal(`the label of ${shown(stage)} must be text`, labels[stage]);
  }
  return { ...labels };
}
