import { requireFunction } from "../tally/function.ts";
import { refusal } from "../tally/refusal.ts";
import { exactly } from "./exact-sum.ts";
import { requireSegments } from "./shrinkage.ts";

/**
 * What a decomposition needs of a segment: its score and its size.
 *
 * @category Segments
 */
export interface ScoredSegment {
  /** The score, in any unit; `null` of an empty segment. */
  readonly score: number | null;
  /** People in the segment. */
  readonly count: number;
  /** Where they are weighted, the sum of their weights, which then stands for the count. */
  readonly weight?: number | undefined;
}

/**
 * How the score and the size of a segment are read from its result.
 *
 * @category Segments
 */
export interface KitagawaReading<Result> {
  /** The score of a segment, in any unit; `null` where it has none. */
  readonly score: (result: Result) => number | null;
  /** The size of a segment, 0 or more: its people, or the sum of their weights. */
  readonly size: (result: Result) => number;
}

/**
 * What a segment contributes to a change.
 *
 * @category Segments
 */
export interface SegmentEffects {
  /** What its change of score contributes, in the unit of the scores. */
  readonly rate: number;
  /** What its change of share contributes, in the unit of the scores. */
  readonly mix: number;
  /** The same less the average score: above 0 where a better segment than the average grew, or a worse one shrank. Sums to the same. */
  readonly mixCentred: number;
}

/**
 * A change, split into what segments did and what their mix did.
 *
 * @category Segments
 */
export interface Decomposition<Key> {
  /** Score after less score before, in the unit of the scores; `null` where nothing was counted before or after. */
  readonly change: number | null;
  /** What the segments' own changes contribute: the change if the mix had stayed. */
  readonly rate: number | null;
  /** What the change of mix contributes: `rate` and `mix` sum to the change. */
  readonly mix: number | null;
  /** The score before, of all segments. */
  readonly before: number | null;
  /** The score after, of all segments. */
  readonly after: number | null;
  /** The score after, if the mix had stayed what it was before (directly standardised). */
  readonly standardised: number | null;
  /** What each segment contributes; empty where there is no change to decompose. */
  readonly segments: ReadonlyMap<Key, SegmentEffects>;
  /** Why there is no change; only where there is none. */
  readonly reason?: string;
}

/**
 * Kitagawa's decomposition: how much of a change comes from the segments' own scores, and how much from their mix. A score
 * can fall while every segment rises, if the weaker segments grow.
 *
 * @param before - The result of each segment before: what `measureBy` gives, or any `{ score, count }`.
 * @param after - The result of each segment after. A segment without a score on one side has the score of the other, so
 *   that its coming or going is mix.
 * @param reading - How `score` and `size` are read from a result, for results that have no score or are not to count by
 *   people; default: the fields `score` and `weight`, or `count` where there is no weight.
 * @returns The change and its two parts, in the unit of the scores, for all and for each segment: first those before, then
 *   those that came. `null` with a `reason` where nothing was counted before or after.
 * @throws TypeError or RangeError if a score or a size is none.
 *
 * @example
 * ```ts
 * const before = new Map([["shop", { score: 60, count: 80 }], ["web", { score: 20, count: 20 }]])
 * const after = new Map([["shop", { score: 64, count: 40 }], ["web", { score: 24, count: 60 }]])
 * kitagawa(before, after) // ~> { change: -12, rate: 4, mix: -16, before: 52, after: 40, standardised: 56, … }
 * kitagawa(before, new Map()).reason // => "nothing was counted after"
 * ```
 *
 * @example
 * ```ts
 * const may = new Map([["shop", share([1, 1, 0])], ["web", share([0, 1])]])
 * const june = new Map([["shop", share([1, 1, 1])], ["web", share([0, 1])]])
 * kitagawa(may, june, { score: (result) => result.rate, size: (result) => result.denominator }).rate // ~> 0.2
 * ```
 *
 * @see Kitagawa (1955), Components of a Difference Between Two Rates, Journal of the American Statistical Association 50.
 * @category Segments
 */
export function kitagawa<Key>(
  before: ReadonlyMap<Key, ScoredSegment>,
  after: ReadonlyMap<Key, ScoredSegment>,
  reading?: KitagawaReading<ScoredSegment>,
): Decomposition<Key>;
export function kitagawa<Key, Result>(
  before: ReadonlyMap<Key, Result>,
  after: ReadonlyMap<Key, Result>,
  reading: KitagawaReading<Result>,
): Decomposition<Key>;
export function kitagawa<Key, Result>(
  before: ReadonlyMap<Key, Result>,
  after: ReadonlyMap<Key, Result>,
  options?: KitagawaReading<Result>,
): Decomposition<Key> {
  const { score, size } = options ?? (PLAIN as unknown as KitagawaReading<Result>);
  requireSegments(before, "before");
  requireSegments(after, "after");
  requireFunction("score", score);
  requireFunction("size", size);
  const sizeIn = (results: ReadonlyMap<Key, Result>, key: Key) =>
    results.has(key) ? requireSize(size(results.get(key)!)) : 0;
  const scoreIn = (results: ReadonlyMap<Key, Result>, key: Key) =>
    results.has(key) ? requireScore(score(results.get(key)!), sizeIn(results, key)) : null;
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const [wholeBefore, wholeAfter] = [before, after].map((results) => sum(keys.map((key) => sizeIn(results, key)))) as [
    number,
    number,
  ];
  if (wholeBefore === 0 || wholeAfter === 0) {
    const nothing = { change: null, rate: null, mix: null, before: null, after: null, standardised: null };
    return { ...nothing, segments: new Map(), reason: `nothing was counted ${wholeBefore === 0 ? "before" : "after"}` };
  }
  const parts = keys.map((key) => {
    const [first, second] = [scoreIn(before, key), scoreIn(after, key)];
    return {
      key,
      sizes: [sizeIn(before, key) / wholeBefore, sizeIn(after, key) / wholeAfter] as const,
      // Where there is neither score, there is nobody to have one.
      scores: [first ?? second ?? 0, second ?? first ?? 0] as const,
    };
  });
  const total = (sized: 0 | 1, scored: 0 | 1) => sum(parts.map(({ sizes, scores }) => sizes[sized] * scores[scored]));
  const [scoreBefore, scoreAfter] = [total(0, 0), total(1, 1)];
  const average = scoreBefore / 2 + scoreAfter / 2;
  const effects = parts.map(({ sizes: [size0, size1], scores: [score0, score1] }) => {
    const middle = score0 / 2 + score1 / 2;
    return {
      rate: ((size0 + size1) / 2) * (score1 - score0) + 0,
      mix: middle * (size1 - size0) + 0,
      mixCentred: (middle - average) * (size1 - size0) + 0,
    };
  });
  return {
    change: scoreAfter - scoreBefore,
    rate: sum(effects.map(({ rate }) => rate)),
    mix: sum(effects.map(({ mix }) => mix)),
    before: scoreBefore,
    after: scoreAfter,
    standardised: total(0, 1),
    segments: new Map(keys.map((key, index) => [key, effects[index]!])),
  };
}

const PLAIN: KitagawaReading<ScoredSegment> = {
  // What is no result has neither, and is refused by name.
  score: (segment) => segment?.score,
  size: (segment) => segment?.weight ?? segment?.count,
};

/** The sum, rounded once. */
function sum(terms: readonly number[]): number {
  return exactly(terms) + 0;
}

function requireSize(size: number): number {
  if (typeof size === "number" && size >= 0 && size <= 1e140) return size;
  throw refusal("size must be a number from 0 to 1e140", size);
}

function requireScore(score: number | null, size: number): number | null {
  if (typeof score === "number" && Math.abs(score) <= 1e140) return score;
  if (score === null && size === 0) return score;
  throw refusal(`score must be a finite number${size === 0 ? " or null" : ""}`, score);
}
