import type { StageLabels, StageModel } from "./stage-model.ts";

/**
 * A stage of `purchaseStages`.
 *
 * @category Journey stages
 */
export type PurchaseStage = "awareness" | "consideration" | "purchase" | "retention" | "advocacy";

/**
 * The five stages around a purchase: awareness, consideration, purchase, retention, advocacy. Consideration may fall back, and customers buy again from any later stage.
 *
 * @example
 * ```ts
 * purchaseStages.stages[2] // => "purchase"
 * purchaseStagesEs.purchase // => "Compra"
 * ```
 *
 * @category Journey stages
 */
export const purchaseStages: StageModel<PurchaseStage> = {
  id: "purchaseStages",
  stages: ["awareness", "consideration", "purchase", "retention", "advocacy"],
  transitions: [
    ["awareness", "consideration"],
    ["awareness", "purchase"],
    ["consideration", "awareness"],
    ["consideration", "purchase"],
    ["purchase", "consideration"],
    ["purchase", "retention"],
    ["purchase", "advocacy"],
    ["retention", "consideration"],
    ["retention", "purchase"],
    ["retention", "advocacy"],
    ["advocacy", "consideration"],
    ["advocacy", "purchase"],
    ["advocacy", "retention"],
  ],
  entry: ["awareness"],
  terminal: [],
};

/**
 * The stages of `purchaseStages` in English.
 *
 * @category Journey stages
 */
export const purchaseStagesEn: StageLabels<PurchaseStage> = {
  awareness: "Awareness",
  consideration: "Consideration",
  purchase: "Purchase",
  retention: "Retention",
  advocacy: "Advocacy",
};

/**
 * The stages of `purchaseStages` in Spanish.
 *
 * @category Journey stages
 */
export const purchaseStagesEs: StageLabels<PurchaseStage> = {
  awareness: "Descubrimiento",
  consideration: "Consideración",
  purchase: "Compra",
  retention: "Retención",
  advocacy: "Recomendación",
};
