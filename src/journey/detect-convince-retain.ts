import type { StageLabels, StageModel } from "./stage-model.ts";

/**
 * A stage of `detectConvinceRetain`.
 *
 * @category Journey stages
 */
export type DetectConvinceRetainStage = "detect" | "convince" | "retain";

/**
 * The functions of customer experience: to detect an opportunity, to convince (of a first purchase or of another one), to build loyalty. Loyal customers are convinced again, and lead to new opportunities.
 *
 * @example
 * ```ts
 * detectConvinceRetain.stages // => ["detect", "convince", "retain"]
 * detectConvinceRetainEs.retain // => "Fidelizar"
 * ```
 *
 * @category Journey stages
 */
export const detectConvinceRetain: StageModel<DetectConvinceRetainStage> = {
  id: "detectConvinceRetain",
  stages: ["detect", "convince", "retain"],
  transitions: [
    ["detect", "convince"],
    ["convince", "retain"],
    ["retain", "convince"],
    ["retain", "detect"],
  ],
  entry: ["detect"],
  terminal: [],
};

/**
 * The stages of `detectConvinceRetain` in English.
 *
 * @category Journey stages
 */
export const detectConvinceRetainEn: StageLabels<DetectConvinceRetainStage> = {
  detect: "Detect",
  convince: "Convince",
  retain: "Retain",
};

/**
 * The stages of `detectConvinceRetain` in Spanish.
 *
 * @category Journey stages
 */
export const detectConvinceRetainEs: StageLabels<DetectConvinceRetainStage> = {
  detect: "Detectar",
  convince: "Convencer",
  retain: "Fidelizar",
};
