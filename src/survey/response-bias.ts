import { sampleOfNet } from "../stats/net-sample.ts";
import { refusal } from "../tally/refusal.ts";
import { classesOfNps, type NpsLike } from "./nps-interval.ts";

/**
 * Between which scores the score of everybody lies, whatever those think who did not answer.
 *
 * @category Net Promoter Score
 */
export interface ResponseBiasBounds {
  /** The score of those who answered, −100 to 100; `null` where nobody did. */
  readonly estimate: number | null;
  /** The score of everybody, were all who did not answer detractors; `null` where nobody answered. */
  readonly lower: number | null;
  /** The score of everybody, were all who did not answer promoters; `null` where nobody answered. */
  readonly upper: number | null;
  /** The share of the people asked who answered, 0 to 1. */
  readonly responseRate: number;
  /** How the bounds were found. */
  readonly method: "manski";
  /** Why there are no bounds; only where there are none. */
  readonly reason?: string;
}

/**
 * Bounds of the Net Promoter Score of everybody who was asked, from those who answered and the response rate: all others
 * may be detractors, or promoters. They suppose nothing, and they are no interval: luck in drawing the sample comes on
 * top.
 *
 * @param result - What `nps` gives, or any `{ promoters, passives, detractors }`.
 * @param responseRate - The share of the people asked who answered, 0 to 1.
 * @returns Score and bounds, −100 to 100; `null` with a `reason` where nobody answered.
 * @throws TypeError or RangeError if the groups are no counts, or the response rate is no share.
 *
 * @example
 * ```ts
 * const counts = { promoters: 60, passives: 25, detractors: 15 }
 * responseBiasBounds(counts, 0.5) // => { estimate: 45, lower: -27.5, upper: 72.5, … }
 * responseBiasBounds(counts, 1) // => { lower: 45, upper: 45, … }
 * ```
 *
 * @see Manski (1995), Identification Problems in the Social Sciences, chapter 2.
 * @category Net Promoter Score
 */
export function responseBiasBounds(result: NpsLike, responseRate: number): ResponseBiasBounds {
  if (!(typeof responseRate === "number" && responseRate >= 0 && responseRate <= 1)) {
    throw refusal("responseRate must be a share from 0 to 1", responseRate);
  }
  const { score, size } = sampleOfNet(classesOfNps(result));
  const shape = { responseRate: responseRate + 0, method: "manski" } as const;
  if (size === 0) return { estimate: null, lower: null, upper: null, ...shape, reason: "nobody answered" };
  const known = responseRate * score;
  const unknown = 100 * (1 - responseRate);
  // Of all, or of no other answers, rounding may step over the score or the scale.
  const lower = Math.max(-100, Math.min(score, known - unknown));
  const upper = Math.min(100, Math.max(score, known + unknown));
  return { estimate: score, lower, upper, ...shape };
}
