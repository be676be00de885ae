import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";
import type { StageModel } from "./stage-model.ts";
import { requireModel } from "./stage-model.ts";
import { stageOrder } from "./stage-order.ts";

/**
 * A fine model within a coarse one.
 *
 * @typeParam Fine - The stages of the fine model.
 * @typeParam Coarse - The stages of the coarse model.
 * @category Journey stages
 */
export interface StageComposition<Fine extends string = string, Coarse extends string = string> {
  /** The coarse stage of each fine one. */
  readonly stageOf: { readonly [Name in Fine]: Coarse };
  /** What the fine model allows and the coarse one does not, as pairs of fine stages. */
  readonly conflicts: readonly (readonly [from: Fine, to: Fine])[];
  /** The names of the two models. */
  readonly definition: {
    /** The fine model. */
    readonly fine: string;
    /** The coarse model. */
    readonly coarse: string;
  };
}

/**
 * Puts the stages of a fine model into those of a coarse one: each fine stage belongs to one coarse stage, and the compiler
 * refuses a map that leaves one out.
 *
 * @param options - `fine` and `coarse`, the models; `stageOf`, the coarse stage of each fine one.
 * @returns The map, and the transitions of the fine model that the coarse one does not allow.
 * @throws TypeError if a fine stage has no coarse one, or a name is none of the models' stages.
 *
 * @example
 * ```ts
 * const { stageOf, conflicts } = composeStages({
 *   fine: momentsOfTruth,
 *   coarse: beforeDuringAfter,
 *   stageOf: { stimulus: "before", zmot: "before", fmot: "during", smot: "after" },
 * })
 * conflicts // => [["fmot", "zmot"], ["smot", "stimulus"], ["smot", "zmot"], ["smot", "fmot"]]
 * const events = [{ customer: "ana", activity: "reviews", at: 0, stage: "zmot" as const }]
 * assignStages(events, { model: beforeDuringAfter, rules: ({ stage }) => stageOf[stage] }).assigned[0]?.stage // => "before"
 * ```
 *
 * @category Journey stages
 */
export function composeStages<const Fine extends string, const Coarse extends string>(options: {
  /** The fine model. */
  readonly fine: StageModel<Fine>;
  /** The coarse model. */
  readonly coarse: StageModel<Coarse>;
  /** The coarse stage of each fine one. */
  readonly stageOf: { readonly [Name in NoInfer<Fine>]: NoInfer<Coarse> };
}): StageComposition<Fine, Coarse> {
  const fine = requireModel(options?.fine, "fine");
  const coarse = requireModel(options?.coarse, "coarse");
  const stageOf: { readonly [Name in Fine]: Coarse } = { ...options.stageOf };
  for (const stage of Object.keys(stageOf)) {
    if (!fine.stages.includes(stage as Fine)) throw refusal("stageOf must be of stages of the fine model", stage);
  }
  for (const stage of fine.stages) {
    if (Object.hasOwn(stageOf, stage) && coarse.stages.includes(stageOf[stage])) continue;
    throw refusal(`the stage of ${shown(stage)} must be one of the coarse model`, stageOf[stage]);
  }
  const [within, above] = [stageOrder(fine), stageOrder(coarse)];
  const conflicts = fine.stages.flatMap((from) =>
    fine.stages
      .filter((to) => within.mayFollow(from, to))
      .filter((to) => stageOf[from] !== stageOf[to] && !above.mayFollow(stageOf[from], stageOf[to]))
      .map((to): readonly [Fine, Fine] => [from, to]),
  );
  return { stageOf, conflicts, definition: { fine: fine.id, coarse: coarse.id } };
}
