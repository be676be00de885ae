import type { StageLabels, StageModel } from "./stage-model.ts";

/**
 * A stage of `momentsOfTruth`.
 *
 * @category Journey stages
 */
export type MomentsOfTruthStage = "stimulus" | "zmot" | "fmot" | "smot";

/**
 * The moments of truth: a stimulus, the zero moment (what others say), the first (to compare and buy) and the second (to use it: expectation meets reality). The zero moment may be skipped and returned to; after the second there is the next stimulus, the next look at what others say, or the next purchase.
 *
 * @example
 * ```ts
 * momentsOfTruth.stages // => ["stimulus", "zmot", "fmot", "smot"]
 * momentsOfTruthEs.zmot // => "Momento cero de la verdad"
 * ```
 *
 * @see Lecinski (2011), Winning the Zero Moment of Truth; Löfgren (2005), Winning at the first and second moments of truth, Managing Service Quality 15.
 * @category Journey stages
 */
export const momentsOfTruth: StageModel<MomentsOfTruthStage> = {
  id: "momentsOfTruth",
  stages: ["stimulus", "zmot", "fmot", "smot"],
  transitions: [
    ["stimulus", "zmot"],
    ["stimulus", "fmot"],
    ["zmot", "fmot"],
    ["fmot", "zmot"],
    ["fmot", "smot"],
    ["smot", "stimulus"],
    ["smot", "zmot"],
    ["smot", "fmot"],
  ],
  entry: ["stimulus"],
  terminal: [],
};

/**
 * The stages of `momentsOfTruth` in English.
 *
 * @category Journey stages
 */
export const momentsOfTruthEn: StageLabels<MomentsOfTruthStage> = {
  stimulus: "Stimulus",
  zmot: "Zero moment of truth",
  fmot: "First moment of truth",
  smot: "Second moment of truth",
};

/**
 * The stages of `momentsOfTruth` in Spanish.
 *
 * @category Journey stages
 */
export const momentsOfTruthEs: StageLabels<MomentsOfTruthStage> = {
  stimulus: "Estímulo",
  zmot: "Momento cero de la verdad",
  fmot: "Primer momento de la verdad",
  smot: "Segundo momento de la verdad",
};
