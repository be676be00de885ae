import type { StageLabels, StageModel } from "./stage-model.ts";

/**
 * A stage of `customerLifecycle`.
 *
 * @category Journey stages
 */
export type CustomerLifecycleStage = "prospect" | "onboarding" | "active" | "offboarding" | "former" | "wonBack";

/**
 * The life of a customer: prospect, onboarding, active, offboarding, former, won back. It is no line: whoever leaves may be won back, and whoever stays may begin anew. Onboarding and offboarding may be skipped; former customers come back only by being won back.
 *
 * @example
 * ```ts
 * customerLifecycle.stages.length // => 6
 * customerLifecycleEn.wonBack // => "Won back"
 * ```
 *
 * @category Journey stages
 */
export const customerLifecycle: StageModel<CustomerLifecycleStage> = {
  id: "customerLifecycle",
  stages: ["prospect", "onboarding", "active", "offboarding", "former", "wonBack"],
  transitions: [
    ["prospect", "onboarding"],
    ["prospect", "active"],
    ["onboarding", "active"],
    ["onboarding", "offboarding"],
    ["onboarding", "former"],
    ["active", "onboarding"],
    ["active", "offboarding"],
    ["active", "former"],
    ["offboarding", "active"],
    ["offboarding", "former"],
    ["former", "wonBack"],
    ["wonBack", "onboarding"],
    ["wonBack", "active"],
  ],
  entry: ["prospect"],
  terminal: [],
};

/**
 * The stages of `customerLifecycle` in English.
 *
 * @category Journey stages
 */
export const customerLifecycleEn: StageLabels<CustomerLifecycleStage> = {
  prospect: "Prospect",
  onboarding: "Onboarding",
  active: "Active customer",
  offboarding: "Offboarding",
  former: "Former customer",
  wonBack: "Won back",
};

/**
 * The stages of `customerLifecycle` in Spanish.
 *
 * @category Journey stages
 */
export const customerLifecycleEs: StageLabels<CustomerLifecycleStage> = {
  prospect: "Cliente potencial",
  onboarding: "Incorporación",
  active: "Cliente activo",
  offboarding: "Salida",
  former: "Antiguo cliente",
  wonBack: "Cliente recuperado",
};
