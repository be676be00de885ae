import { refusal } from "../tally/refusal.ts";

/**
 * RICE: reach × impact × confidence / effort.
 *
 * @param initiative - `reach`, people reached in a period; `impact` on each of them; both 0 or more; `confidence`, a share
 *   from 0 to 1; `effort`, above 0, such as in person-months.
 * @returns The score, in people reached per unit of effort, at the impact and the confidence given.
 * @throws TypeError or RangeError if a part is none; effort must be above 0.
 *
 * @example
 * ```ts
 * rice({ reach: 50_000, impact: 2, confidence: 0.8, effort: 3 }) // ~> 26666.67
 * rice({ reach: 100, impact: 1, confidence: 1, effort: 0 }) // throws RangeError "effort must be a number from 1e-70 to 1e70"
 * ```
 *
 * @see McBride (2018), RICE: Simple Prioritization for Product Managers, Intercom.
 * @category Priorities
 */
export function rice(initiative: {
  /** People reached in a period. */
  readonly reach: number;
  /** Impact on each of them. */
  readonly impact: number;
  /** How sure the estimates are, 0 to 1. */
  readonly confidence: number;
  /** Effort, above 0. */
  readonly effort: number;
}): number {
  const { reach, impact, confidence, effort } = initiative ?? {};
  const people = requireAmount("reach", reach);
  return (people * requireAmount("impact", impact) * requireShare("confidence", confidence)) / requireEffort(effort);
}

/**
 * ICE: impact × confidence × ease. Some form the mean of the three, which ranks otherwise.
 *
 * @param initiative - `impact`, `confidence` and `ease`, each 0 or more, on scales of the same length, often 1 to 10.
 * @returns The score.
 * @throws TypeError or RangeError if a part is none.
 *
 * @example
 * ```ts
 * ice({ impact: 8, confidence: 5, ease: 3 }) // => 120
 * ```
 *
 * @see Ellis & Brown (2017), Hacking Growth.
 * @category Priorities
 */
export function ice(initiative: {
  /** Impact. */
  readonly impact: number;
  /** How sure the estimates are. */
  readonly confidence: number;
  /** How easy it is. */
  readonly ease: number;
}): number {
  const { impact, confidence, ease } = initiative ?? {};
  const sure = requireAmount("impact", impact) * requireAmount("confidence", confidence);
  return sure * requireAmount("ease", ease);
}

/**
 * WSJF, weighted shortest job first: the cost of delay over the size of the job.
 *
 * @param initiative - `value` to users and business, `timeCriticality`, `riskReduction` or opportunity enabled, each 0 or
 *   more on one relative scale; `jobSize`, above 0.
 * @returns The score: cost of delay per unit of size.
 * @throws TypeError or RangeError if a part is none; jobSize must be above 0.
 *
 * @example
 * ```ts
 * wsjf({ value: 8, timeCriticality: 5, riskReduction: 2, jobSize: 5 }) // => 3
 * ```
 *
 * @see Reinertsen (2009), The Principles of Product Development Flow; Leffingwell (2011), Agile Software Requirements.
 * @category Priorities
 */
export function wsjf(initiative: {
  /** Value to users and business. */
  readonly value: number;
  /** How much of it is lost by waiting. */
  readonly timeCriticality: number;
  /** Risk reduced, or opportunity enabled. */
  readonly riskReduction: number;
  /** Size of the job, above 0. */
  readonly jobSize: number;
}): number {
  const { value, timeCriticality, riskReduction, jobSize } = initiative ?? {};
  const urgent = requireAmount("value", value) + requireAmount("timeCriticality", timeCriticality);
  return (urgent + requireAmount("riskReduction", riskReduction)) / requireEffort(jobSize, undefined, "jobSize");
}

/** The amount, if it is one: from 0 to 1e70, so that products stay within the doubles. */
export function requireAmount(name: string, amount: unknown, index?: number): number {
  if (typeof amount === "number" && amount >= 0 && amount <= 1e70) return amount + 0;
  throw refusal(`${name} must be a number from 0 to 1e70`, amount, index);
}

/** The share, if it is one. */
export function requireShare(name: string, share: unknown, index?: number): number {
  if (typeof share === "number" && share >= 0 && share <= 1) return share + 0;
  throw refusal(`${name} must be a share from 0 to 1`, share, index);
}

/** The effort, if there is one. */
export function requireEffort(effort: unknown, index?: number, name = "effort"): number {
  if (typeof effort === "number" && effort >= 1e-70 && effort <= 1e70) return effort;
  throw refusal(`${name} must be a number from 1e-70 to 1e70`, effort, index);
}
