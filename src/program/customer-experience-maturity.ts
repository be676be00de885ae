import type { MaturityModel } from "./maturity.ts";

/**
 * A level of `customerExperienceMaturity`.
 *
 * @category Maturity
 */
export type CustomerExperienceLevel = "exploratory" | "operational" | "strategic";

/**
 * A criterion of `customerExperienceMaturity`.
 *
 * @category Maturity
 */
export type CustomerExperienceCriterion =
  | "customersAreAsked"
  | "journeyIsMapped"
  | "painPointsAreKnown"
  | "feedbackIsContinuous"
  | "feedbackIsActedUpon"
  | "changesAreMeasured"
  | "leadershipIsAccountable"
  | "experienceGuidesDecisions"
  | "experienceIsLinkedToResults";

/**
 * Three levels of customer experience: exploratory, to understand the customer; operational, to improve again and again by what
 * customers say; strategic, part of what the organisation is. There is no standard of maturity: the levels are those that
 * practitioners name, the criteria are ours, and `maturity` takes any other model.
 *
 * @example
 * ```ts
 * customerExperienceMaturity.map(({ level }) => level) // => ["exploratory", "operational", "strategic"]
 * const asked = { customersAreAsked: true, journeyIsMapped: true, painPointsAreKnown: true, feedbackIsContinuous: true }
 * const { level, gaps } = maturity(customerExperienceMaturity, asked)
 * level // => "exploratory"
 * gaps.map((gap) => customerExperienceMaturityEn[gap]) // => ["Feedback is acted upon", "The effect of changes is measured"]
 * customerExperienceMaturityEs.strategic // => "Estratégico"
 * ```
 *
 * @category Maturity
 */
export const customerExperienceMaturity: MaturityModel<CustomerExperienceLevel, CustomerExperienceCriterion> = [
  { level: "exploratory", criteria: ["customersAreAsked", "journeyIsMapped", "painPointsAreKnown"] },
  { level: "operational", criteria: ["feedbackIsContinuous", "feedbackIsActedUpon", "changesAreMeasured"] },
  {
    level: "strategic",
    criteria: ["leadershipIsAccountable", "experienceGuidesDecisions", "experienceIsLinkedToResults"],
  },
];

/**
 * The levels and criteria of `customerExperienceMaturity` in English.
 *
 * @category Maturity
 */
export const customerExperienceMaturityEn: Readonly<
  Record<CustomerExperienceLevel | CustomerExperienceCriterion, string>
> = {
  exploratory: "Exploratory",
  operational: "Operational",
  strategic: "Strategic",
  customersAreAsked: "Customers are asked",
  journeyIsMapped: "The customer journey is mapped",
  painPointsAreKnown: "Pain points are known",
  feedbackIsContinuous: "Feedback is gathered continuously",
  feedbackIsActedUpon: "Feedback is acted upon",
  changesAreMeasured: "The effect of changes is measured",
  leadershipIsAccountable: "Leadership answers for the experience",
  experienceGuidesDecisions: "Experience guides decisions across the organisation",
  experienceIsLinkedToResults: "Experience is linked to business results",
};

/**
 * The levels and criteria of `customerExperienceMaturity` in Spanish.
 *
 * @category Maturity
 */
export const customerExperienceMaturityEs: Readonly<
  Record<CustomerExperienceLevel | CustomerExperienceCriterion, string>
> = {
  exploratory: "Exploratorio",
  operational: "Operativo",
  strategic: "Estratégico",
  customersAreAsked: "Se pregunta a los clientes",
  journeyIsMapped: "El viaje del cliente está trazado",
  painPointsAreKnown: "Se conocen los puntos de dolor",
  feedbackIsContinuous: "Las opiniones se recogen de forma continua",
  feedbackIsActedUpon: "Se actúa sobre las opiniones",
  changesAreMeasured: "Se mide el efecto de los cambios",
  leadershipIsAccountable: "La dirección responde de la experiencia",
  experienceGuidesDecisions: "La experiencia guía las decisiones de toda la organización",
  experienceIsLinkedToResults: "La experiencia se vincula a los resultados del negocio",
};
