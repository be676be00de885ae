import { type ConfidenceOptions, type Interval, requireConfidence } from "../stats/interval.ts";
import { moverLinear } from "../stats/mover-linear.ts";
import { studentTailQuantile } from "../stats/student.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import type { AnswersOptions } from "./answer-sheet.ts";
import { experienceScoreFromAnswers } from "./experience-score-from-answers.ts";
import { requireImportance } from "./power-mean.ts";

/**
 * A part of an experience score with its interval, and its weight.
 *
 * @category Experience score
 */
export interface ScoredPart extends Pick<Interval, "estimate" | "lower" | "upper" | "confidence"> {
  /** How much it matters among the parts, 0 or more. Default 1. */
  readonly weight?: number | undefined;
}

/**
 * Parts of independent samples: different respondents for each.
 *
 * @category Experience score
 */
export interface IndependentParts extends ConfidenceOptions {
  /** That no respondent rated two of the parts. */
  readonly dependence: "independent";
}

/**
 * Parts rated by the same respondents.
 *
 * @category Experience score
 */
export interface SameRespondents<Row> extends AnswersOptions<Row>, ConfidenceOptions {
  /** That the parts were rated by the same respondents, or some of the same. */
  readonly dependence: "same-respondents";
}

/**
 * Interval of an experience score that is an arithmetic mean.
 *
 * How the parts depend on each other must be said. Where each part was rated by other people, their intervals are combined
 * (MOVER). Where the same people rated them, their answers go together, and taking them for independent would be wrong: then
 * the rows are needed, and the score is that of `experienceScoreFromAnswers`.
 *
 * @param parts - The intervals of the parts, each in the unit of the score and of the same confidence; or, of the same
 *   respondents, a row for each.
 * @param options - `dependence`, required; `confidence`, between 0 and 1, default 0.95; of rows, all that
 *   `experienceScoreFromAnswers` takes.
 * @returns The score and its limits; of rows 0 to 100. `null` limits with a `reason` where there are none.
 * @throws TypeError or RangeError if the dependence is not said, an interval has another confidence, a weight is none, or as
 *   `experienceScoreFromAnswers` does.
 *
 * @example
 * ```ts
 * const shop = meanInterval(mean([70, 80, 90, 60]))
 * const phone = meanInterval(mean([50, 70, 60, 80, 65]))
 * experienceScoreInterval([shop, { ...phone, weight: 3 }], { dependence: "independent" })
 * // ~> { estimate: 67.5, lower: 55.9, upper: 79.1, … }
 * ```
 *
 * @example
 * ```ts
 * const rows = [{ shop: 5, phone: 4 }, { shop: 4, phone: 4 }, { shop: 2, phone: 1 }, { shop: 5, phone: null }]
 * type Row = (typeof rows)[number]
 * const together = experienceScoreInterval(rows, {
 *   dependence: "same-respondents",
 *   stages: { shop: { shop: (r: Row) => r.shop }, phone: { phone: (r: Row) => r.phone } },
 *   order: ["items", "respondents", "stages"],
 *   scale: [1, 5],
 * })
 * together.estimate // => 62.5
 * together.method // => "linearised-t"
 * ```
 *
 * @see Zou, Huang & Zhang (2009), Computational Statistics & Data Analysis 53; Särndal, Swensson & Wretman (1992), Model
 * Assisted Survey Sampling, section 5.5.
 * @category Experience score
 */
export function experienceScoreInterval(parts: Iterable<ScoredPart>, options: IndependentParts): Interval<"mover">;
export function experienceScoreInterval<Row>(
  rows: Iterable<Row>,
  options: SameRespondents<Row>,
): Interval<"linearised-t">;
export function experienceScoreInterval<Row>(
  items: Iterable<ScoredPart> | Iterable<Row>,
  options: IndependentParts | SameRespondents<Row>,
): Interval<"mover" | "linearised-t"> {
  requireChoice("dependence", options?.dependence, ["independent", "same-respondents"]);
  const confidence = requireConfidence(options);
  return options.dependence === "independent"
    ? ofIndependent(items as Iterable<ScoredPart>, confidence)
    : ofRows(items as Iterable<Row>, options, confidence);
}

function ofIndependent(parts: Iterable<ScoredPart>, confidence: number): Interval<"mover"> {
  requireIterable(parts, "parts");
  const list = Array.from(parts, (part, index) => ({
    ...part,
    weight: requireImportance("weight", part?.weight ?? 1, index),
  }));
  const shape = { confidence, method: "mover" } as const;
  const without = (estimate: number | null, reason: string) => ({
    estimate,
    lower: null,
    upper: null,
    ...shape,
    reason,
  });
  if (list.length === 0) return without(null, "there are no parts");
  const whole = list.reduce((sum, { weight }) => sum + weight, 0);
  if (whole === 0) throw new RangeError("weights must not all be 0");
  const counted = list.filter(({ weight }) => weight > 0);
  list.forEach((part, index) => {
    if (part.weight > 0 && part.confidence !== confidence)
      throw refusal(`confidence of parts must be ${confidence}`, part.confidence, index);
  });
  const coefficients = counted.map(({ weight }) => weight / whole);
  const estimates = counted.map(({ estimate }) => estimate);
  list.forEach((part, index) => {
    if (part.weight > 0) requireLimits(part, index);
  });
  if (estimates.some((estimate) => estimate === null)) return without(null, "a part has no score");
  const limited = counted.flatMap(({ estimate, lower, upper }) =>
    lower === null || upper === null ? [] : [{ estimate: estimate!, lower, upper }],
  );
  if (limited.length < counted.length) {
    const estimate = coefficients.reduce((sum, coefficient, index) => sum + coefficient * estimates[index]!, 0);
    return without(estimate, "a part has no interval");
  }
  return { ...moverLinear(limited, coefficients), ...shape };
}

/** Refuses a part whose estimate or limits are none, or whose limits are the wrong way round. */
function requireLimits({ estimate, lower, upper }: ScoredPart, index: number): void {
  for (const [name, value] of Object.entries({ estimate, lower, upper })) {
    if (value !== null && !(typeof value === "number" && Math.abs(value) <= 1e140)) {
      throw refusal(`${name} of a part must be a number of at most 1e140 in size or null`, value, index);
    }
  }
  if (lower !== null && upper !== null && lower > upper) {
    throw refusal(`upper of a part must be ${lower} or more`, upper, index);
  }
  if (estimate !== null && ((lower !== null && estimate < lower) || (upper !== null && estimate > upper))) {
    throw refusal(`estimate of a part must lie from ${lower} to ${upper}`, estimate, index);
  }
}

function ofRows<Row>(rows: Iterable<Row>, options: SameRespondents<Row>, confidence: number): Interval<"linearised-t"> {
  const { score, standardError, count, reason } = experienceScoreFromAnswers(rows, options);
  const shape = { confidence, method: "linearised-t" } as const;
  if (score === null || standardError === null) {
    return { estimate: score, lower: null, upper: null, ...shape, reason: reason ?? "a spread needs two respondents" };
  }
  if (standardError === 0) {
    return { estimate: score, lower: null, upper: null, ...shape, reason: "all respondents agree" };
  }
  const reach = standardError * studentTailQuantile((1 - confidence) / 2, count - 1);
  return { estimate: score, lower: Math.max(0, score - reach), upper: Math.min(100, score + reach), ...shape };
}
