import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent, StageOf } from "./event.ts";

/**
 * Which stage may follow which: `"linear"`, only the next one; `"forward"`, any later one; `"any"`, any other; or the pairs
 * themselves, those that lead back among them. Out of a terminal stage there is no way.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export type StageTransitions<Stage extends string = string> =
  | "linear"
  | "forward"
  | "any"
  | readonly (readonly [from: Stage, to: Stage])[];

/**
 * What each stage is called in one language.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export type StageLabels<Stage extends string = string> = { readonly [Name in Stage]: string };

/**
 * A model of the stages that customers go through, as plain data.
 *
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export interface StageModel<Stage extends string = string> {
  /** The name of the model. */
  readonly id: string;
  /** The stages by rank, the first one first. */
  readonly stages: readonly Stage[];
  /** Which may follow which. */
  readonly transitions: StageTransitions<Stage>;
  /** The stages with which a journey begins. */
  readonly entry: readonly Stage[];
  /** The stages that complete a journey; nothing follows them. */
  readonly terminal: readonly Stage[];
  /** The stations of a stage, by the names of their activities: the finer points that customers pass. */
  readonly stations?: { readonly [Name in Stage]?: readonly string[] } | undefined;
  /** What each stage is called. */
  readonly labels?: StageLabels<Stage> | undefined;
}

/**
 * The names of a model's stages, as a type.
 *
 * @typeParam Model - The model.
 * @category Journey stages
 */
export type ModelStage<Model> = Model extends StageModel<infer Stage> ? Stage : never;

/**
 * What a model would have to be that does not know all stages of the events: nothing is, so that it does not compile.
 *
 * @typeParam Unknown - The stages of the events that the model does not know.
 * @category Journey stages
 */
export interface UnknownStages<Unknown extends string> {
  /** The stages that it does not know, for the compiler to name them. */
  readonly unknownStages: Unknown;
}

/**
 * A model that knows every stage which the type of the events says they can have: where a stage is misspelt, in the model or in the
 * events, it does not compile. Events whose stages are any text go with every model.
 *
 * @typeParam Event - What the events are.
 * @typeParam Stage - The names of the stages.
 * @category Journey stages
 */
export type ModelFor<Event extends JourneyEvent, Stage extends string> = StageModel<Stage> &
  (string extends StageOf<Event>
    ? unknown
    : [StageOf<Event>] extends [Stage]
      ? unknown
      : UnknownStages<Exclude<StageOf<Event>, Stage>>);

/** The stage model, if it is one. */
export function requireModel<Model extends StageModel>(model: Model, name = "model"): Model {
  if (Array.isArray(model?.stages)) return model;
  throw refusal(`${name} must be a stage model`, model);
}
