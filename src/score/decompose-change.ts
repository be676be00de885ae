import { type Decomposition, type KitagawaReading, kitagawa, type ScoredSegment } from "../stats/kitagawa.ts";
import { refusal } from "../tally/refusal.ts";
import type { ExperienceScoreResult } from "./experience-score.ts";

/**
 * A change of a score, split into what the parts did and what their weights did.
 *
 * @typeParam Key - What the parts are known by.
 * @category Experience score
 */
export interface ChangeParts<Key> {
  /** Score after less score before, in the unit of the scores; `null` where there is none on a side. */
  readonly change: number | null;
  /** What the parts' own changes contribute: the change if the weights had stayed. */
  readonly performance: number | null;
  /** What the change of weights contributes; `performance` and `mix` sum to the change. */
  readonly mix: number | null;
  /** The score before. */
  readonly before: number | null;
  /** The score after. */
  readonly after: number | null;
  /** What each part contributes; empty where there is no change to decompose. */
  readonly parts: ReadonlyMap<Key, PartChange>;
  /** Why there is no change; only where there is none. */
  readonly reason?: string;
}

/**
 * What a part contributes to a change, in the unit of the scores.
 *
 * @category Experience score
 */
export interface PartChange {
  /** By its own change of score. */
  readonly performance: number;
  /** By its change of weight. The parts' sum to the change by mix. */
  readonly mix: number;
  /** The same against the average score: above 0 where a part better than average gained weight. Sums to the same. */
  readonly mixCentred: number;
}

/**
 * Why a score moved: how much of the change comes from the parts' own scores (performance), and how much from their weights
 * or sizes (mix). A score can fall while every part rises. Sums exactly, up to rounding.
 *
 * @param before - An experience score with the arithmetic mean; or the result of each segment, as `measureBy` gives it.
 * @param after - The same, later. A part without a score on one side has the score of the other there, and no weight: its
 *   coming or going is mix.
 * @param reading - Of segments whose results have no `score`: how `score` and `size` are read.
 * @returns The change and its parts, in the unit of the scores; `null` with a `reason` where there is no score on a side.
 * @throws TypeError or RangeError if an experience score is of another mean, or a score or a size is none.
 *
 * @example
 * ```ts
 * const may = experienceScore({ arrival: 80, security: 70 }, { weights: { arrival: 3 } })
 * const june = experienceScore({ arrival: 82, security: 74 }, { weights: { security: 3 } })
 * const { change, performance, mix } = decomposeChange(may, june)
 * change // => -1.5
 * performance // => 3
 * mix // => -4.5
 * ```
 *
 * @example
 * ```ts
 * const before = new Map([["shop", { score: 60, count: 80 }], ["web", { score: 20, count: 20 }]])
 * const after = new Map([["shop", { score: 64, count: 40 }], ["web", { score: 24, count: 60 }]])
 * decomposeChange(before, after) // ~> { change: -12, performance: 4, mix: -16, … }
 * ```
 *
 * @see Kitagawa (1955), Components of a Difference Between Two Rates, Journal of the American Statistical Association 50.
 * @category Experience score
 */
export function decomposeChange(
  before: ExperienceScoreResult,
  after: ExperienceScoreResult,
  reading?: undefined,
): ChangeParts<string>;
export function decomposeChange<Key>(
  before: ReadonlyMap<Key, ScoredSegment>,
  after: ReadonlyMap<Key, ScoredSegment>,
  reading?: undefined,
): ChangeParts<Key>;
export function decomposeChange<Key, Result>(
  before: ReadonlyMap<Key, Result>,
  after: ReadonlyMap<Key, Result>,
  reading: KitagawaReading<Result>,
): ChangeParts<Key>;
export function decomposeChange(
  before: ExperienceScoreResult | ReadonlyMap<unknown, unknown>,
  after: ExperienceScoreResult | ReadonlyMap<unknown, unknown>,
  reading?: KitagawaReading<unknown>,
): ChangeParts<unknown> {
  if (before instanceof Map && after instanceof Map) {
    return named(reading ? kitagawa(before, after, reading) : kitagawa(before, after));
  }
  return named(
    kitagawa(partsOf(before as ExperienceScoreResult, "before"), partsOf(after as ExperienceScoreResult, "after")),
  );
}

function partsOf(result: ExperienceScoreResult, name: string): ReadonlyMap<string, ScoredSegment> {
  const { components, definition } = result ?? {};
  if (!Array.isArray(components)) throw refusal(`${name} must be an experience score, or a Map of results`, result);
  const { mean } = definition;
  if (mean !== "arithmetic" && mean !== 1) throw refusal(`${name} must be of the arithmetic mean`, mean);
  return new Map(components.map(({ name, score, weight }) => [name, { score, count: 1, weight }]));
}

function named<Key>({ change, rate, mix, before, after, segments, reason }: Decomposition<Key>): ChangeParts<Key> {
  return {
    change,
    performance: rate,
    mix,
    before,
    after,
    parts: new Map(
      [...segments].map(([key, part]) => [key, { performance: part.rate, mix: part.mix, mixCentred: part.mixCentred }]),
    ),
    ...(reason && { reason }),
  };
}
