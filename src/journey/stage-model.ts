import { refusal } from "../tally/refusal.ts";

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

/** The stage model, if it is one. */
export function requireModel<Model extends StageModel>(model: Model, name = "model"): Model {
  if (Array.isArray(model?.stages)) return model;
  throw refusal(`${name} must be a stage model`, model);
}
