import type { StageLabels, StageModel } from "./stage-model.ts";

/**
 * A stage of `aida`.
 *
 * @category Journey stages
 */
export type AidaStage = "attention" | "interest" | "desire" | "action";

/**
 * AIDA: attention, interest, desire, action, one after the other. Action completes a journey.
 *
 * @example
 * ```ts
 * aida.terminal // => ["action"]
 * aidaEs.desire // => "Deseo"
 * ```
 *
 * @see Strong (1925), The Psychology of Selling and Advertising, who names St. Elmo Lewis.
 * @category Journey stages
 */
export const aida: StageModel<AidaStage> = {
  id: "aida",
  stages: ["attention", "interest", "desire", "action"],
  transitions: "linear",
  entry: ["attention"],
  terminal: ["action"],
};

/**
 * The stages of `aida` in English.
 *
 * @category Journey stages
 */
export const aidaEn: StageLabels<AidaStage> = {
  attention: "Attention",
  interest: "Interest",
  desire: "Desire",
  action: "Action",
};

/**
 * The stages of `aida` in Spanish.
 *
 * @category Journey stages
 */
export const aidaEs: StageLabels<AidaStage> = {
  attention: "Atención",
  interest: "Interés",
  desire: "Deseo",
  action: "Acción",
};
