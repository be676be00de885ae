import type { ShareResult } from "../stats/share.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireCount } from "../tally/count.ts";

/**
 * How the people who were asked ended: AAPOR's final dispositions.
 *
 * @category Response rate
 */
export interface Dispositions {
  /** I: completed the survey. */
  readonly complete: number | bigint;
  /** P: completed part of it. Default 0. */
  readonly partial?: number | bigint | undefined;
  /** R: refused, or broke off. Default 0. */
  readonly refusal?: number | bigint | undefined;
  /** NC: were never reached. Default 0. */
  readonly nonContact?: number | bigint | undefined;
  /** O: did not take part for another reason. Default 0. */
  readonly other?: number | bigint | undefined;
  /** UH: it is not known whether there is anybody to ask. Default 0. */
  readonly unknownHousehold?: number | bigint | undefined;
  /** UO: it is not known whether they belong to those asked, for another reason. Default 0. */
  readonly unknownOther?: number | bigint | undefined;
}

/**
 * The share of the people asked who answered.
 *
 * @category Response rate
 */
export interface ResponseRateResult extends ShareResult {
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "responseRate";
    /** Whether partial surveys count as answers: not in RR1, but in RR2. */
    readonly rate: "RR1" | "RR2";
  };
}

/**
 * Response rate: completed surveys among all that were or might have been eligible.
 *
 * @param dispositions - How the people who were asked ended, whole numbers.
 * @param options - `rate`: `"RR1"`, completed surveys only (default), or `"RR2"`, partial ones too.
 * @returns The rate, 0 to 1, as a share; `rate: null` where nobody was asked.
 * @throws TypeError or RangeError if a count is none, or the rate is not one of these.
 *
 * @example
 * ```ts
 * const asked = { complete: 300, partial: 50, refusal: 150, nonContact: 500 }
 * responseRate(asked).rate // => 0.3
 * responseRate(asked, { rate: "RR2" }).rate // => 0.35
 * ```
 *
 * @see AAPOR (2023), Standard Definitions: Final Dispositions of Case Codes and Outcome Rates for Surveys, 10th edition.
 * @category Response rate
 */
export function responseRate(
  dispositions: Dispositions,
  options: { readonly rate?: "RR1" | "RR2" | undefined } = {},
): ResponseRateResult {
  const rate = requireChoice("rate", options?.rate ?? "RR1", ["RR1", "RR2"]);
  const people = (name: keyof Dispositions) => requireCount(name, dispositions[name] ?? 0);
  const complete = requireCount("complete", dispositions?.complete);
  const partial = people("partial");
  const others = people("refusal") + people("nonContact") + people("other");
  const denominator = complete + partial + others + people("unknownHousehold") + people("unknownOther");
  const numerator = rate === "RR1" ? complete : complete + partial;
  return {
    rate: denominator === 0 ? null : numerator / denominator,
    numerator,
    denominator,
    pending: 0,
    missing: 0,
    excluded: 0,
    definition: { metric: "responseRate", rate },
  };
}
