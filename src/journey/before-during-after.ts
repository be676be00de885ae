import type { StageLabels, StageModel } from "./stage-model.ts";

/**
 * A stage of `beforeDuringAfter`.
 *
 * @category Journey stages
 */
export type BeforeDuringAfterStage = "before" | "during" | "after";

/**
 * The three times of an experience: before it, during it and after it. The finer points of each are its stations; give it those of your own with `defineStages({ ...beforeDuringAfter, stations: … })`. Journeys begin before, and go forward; the next experience is a journey of its own.
 *
 * @example
 * ```ts
 * const museum = defineStages({
 *   ...beforeDuringAfter,
 *   stations: { before: ["plan the trip"], during: ["the visit"], after: ["share the memories"] },
 * })
 * const events = [{ customer: "ana", activity: "the visit", at: 0 }]
 * assignStages(events, { model: museum }).assigned[0]?.stage // => "during"
 * ```
 *
 * @category Journey stages
 */
export const beforeDuringAfter: StageModel<BeforeDuringAfterStage> = {
  id: "beforeDuringAfter",
  stages: ["before", "during", "after"],
  transitions: "forward",
  entry: ["before"],
  terminal: [],
};

/**
 * The stages of `beforeDuringAfter` in English.
 *
 * @category Journey stages
 */
export const beforeDuringAfterEn: StageLabels<BeforeDuringAfterStage> = {
  before: "Before",
  during: "During",
  after: "After",
};

/**
 * The stages of `beforeDuringAfter` in Spanish.
 *
 * @category Journey stages
 */
export const beforeDuringAfterEs: StageLabels<BeforeDuringAfterStage> = {
  before: "Antes",
  during: "Durante",
  after: "Después",
};
