import { exactly } from "../stats/exact-sum.ts";
import { requireCount } from "../tally/count.ts";
import { requireFunctions, requireGivenFunctions } from "../tally/function.ts";
import { refusal } from "../tally/refusal.ts";
import { requireImportance } from "./power-mean.ts";
import { requireRange, type ScoreRange } from "./rescale.ts";
import { within } from "./within.ts";

/**
 * How the scores of touchpoints are read and judged.
 *
 * @category Experience score
 */
export interface ConsistencyOptions<Result> {
  /** The range of the scores. */
  readonly scale: ScoreRange;
  /** The score of a touchpoint; `null` where it has none. */
  readonly score: (result: Result) => number | null;
  /** The answers behind it. */
  readonly count: (result: Result) => number;
  /** The fewest answers a touchpoint is judged by. Default 1. */
  readonly minimumCount?: number | undefined;
  /** How much a touchpoint matters, 0 or more. Default: all alike. */
  readonly weight?: ((result: Result) => number) | undefined;
  /** The score that a touchpoint should have at least; default: none. */
  readonly floor?: number | undefined;
}

/**
 * How alike touchpoints are.
 *
 * @category Experience score
 */
export interface ConsistencyResult<Key> {
  /** From 1, all touchpoints alike, to 0, half at each end of the scale; `null` below two touchpoints. */
  readonly consistency: number | null;
  /** The standard deviation between the touchpoints' scores, in their unit; `null` below two touchpoints. */
  readonly standardDeviation: number | null;
  /** The mean of the touchpoints' scores; `null` of none. */
  readonly mean: number | null;
  /** The touchpoint with the lowest score, the first of equals; `null` of none. */
  readonly worst: Key | null;
  /** The touchpoint with the highest score, the first of equals; `null` of none. */
  readonly best: Key | null;
  /** The highest score less the lowest; `null` of none. */
  readonly gap: number | null;
  /** The touchpoints below the floor, in their order; empty where there is no floor. */
  readonly belowFloor: readonly Key[];
  /** Touchpoints judged. */
  readonly count: number;
  /** The touchpoints with fewer answers than are needed, or no score. */
  readonly tooFew: readonly Key[];
  /** The other touchpoints of weight 0, which are not judged. */
  readonly excluded: readonly Key[];
  /** What was computed. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "touchpointConsistency";
    /** The range of the scores. */
    readonly scale: ScoreRange;
    /** The fewest answers a touchpoint is judged by. */
    readonly minimumCount: number;
    /** The score that a touchpoint should have at least; `null` where there is none. */
    readonly floor: number | null;
  };
}

/**
 * How consistent an experience is across touchpoints (or over time, of the results by period): one less the standard
 * deviation between their scores, against the largest there can be on the scale.
 *
 * Scores of few answers differ by chance alone: ask for a minimum, or shrink them first.
 *
 * @param touchpoints - The result of each touchpoint or period: what `measureBy` gives, or any Map.
 * @param options - `scale`, `score` and `count`, required; `minimumCount`; `weight`; `floor`.
 * @returns The consistency, 0 to 1, the worst and the best touchpoint, those below the floor and those with too few answers;
 *   `null` below two touchpoints that have weight.
 * @throws TypeError or RangeError if a score lies outside the scale, a count or a weight is none, or the floor lies outside.
 *
 * @example
 * ```ts
 * const answers = [{ at: "web", stars: 5 }, { at: "web", stars: 4 }, { at: "shop", stars: 5 }, { at: "phone", stars: 2 }]
 * const byTouchpoint = measureBy(meanMetric(), answers, (row) => row.at, { value: (row) => row.stars })
 * touchpointConsistency(byTouchpoint, { scale: [1, 5], score: (r) => r.mean, count: (r) => r.count, floor: 3 })
 * // ~> { consistency: 0.344, standardDeviation: 1.31, mean: 3.83, worst: "phone", best: "shop", gap: 3, belowFloor: ["phone"], … }
 * ```
 *
 * @category Experience score
 */
export function touchpointConsistency<Key, Result>(
  touchpoints: ReadonlyMap<Key, Result>,
  options: ConsistencyOptions<Result>,
): ConsistencyResult<Key> {
  if (!(touchpoints instanceof Map)) throw refusal("touchpoints must be a Map of results", touchpoints);
  const { score, count, minimumCount = 1, weight, floor } = options ?? {};
  const scale = requireRange("scale", options?.scale);
  requireFunctions({ score, count });
  requireGivenFunctions({ weight });
  const [low, high] = scale;
  // Squares of less would be lost.
  if (high - low < 1e-140) throw new RangeError(`scale must be 1e-140 wide or more, got ${high - low}`);
  const fewest = Math.max(1, requireCount("minimumCount", minimumCount));
  const isOn = (value: unknown) => typeof value === "number" && value >= low && value <= high;
  if (floor !== undefined && !isOn(floor)) throw refusal(`floor must be a number from ${low} to ${high}`, floor);
  const judged: { readonly key: Key; readonly score: number; readonly weight: number }[] = [];
  const tooFew: Key[] = [];
  const excluded: Key[] = [];
  let weighs = false;
  for (const [key, result] of touchpoints) {
    const found = score(result) ?? null;
    const matters = weight ? requireImportance("weight", weight(result)) : 1;
    weighs ||= matters > 0;
    if (found === null || requireCount("count", count(result)) < fewest) tooFew.push(key);
    else if (!isOn(found)) throw refusal(`score must be a number from ${low} to ${high}`, found);
    else if (matters === 0) excluded.push(key);
    else judged.push({ key, score: found, weight: matters });
  }
  if (excluded.length > 0 && !weighs) throw new RangeError("weights must not all be 0");
  const heaviest = Math.max(...judged.map((one) => one.weight));
  const spread = spreadOf(judged.map((one) => ({ score: one.score, weight: one.weight / heaviest })));
  const worst = judged.reduce<(typeof judged)[number] | null>((a, b) => (a && a.score <= b.score ? a : b), null);
  const best = judged.reduce<(typeof judged)[number] | null>((a, b) => (a && a.score >= b.score ? a : b), null);
  const standardDeviation = judged.length < 2 ? null : Math.min(spread!.deviation, (high - low) / 2);
  return {
    consistency: standardDeviation === null ? null : 1 - standardDeviation / ((high - low) / 2),
    standardDeviation,
    mean: spread?.mean ?? null,
    worst: worst?.key ?? null,
    best: best?.key ?? null,
    gap: best && best.score - worst!.score,
    belowFloor: floor === undefined ? [] : judged.filter((one) => one.score < floor).map(({ key }) => key),
    count: judged.length,
    tooFew,
    excluded,
    definition: {
      metric: "touchpointConsistency",
      scale,
      minimumCount: fewest,
      floor: floor === undefined ? null : floor + 0,
    },
  };
}

/** Mean and standard deviation of scores; the touchpoints are all there are, so it is over their number. */
function spreadOf(
  scores: readonly { readonly score: number; readonly weight: number }[],
): { readonly mean: number; readonly deviation: number } | null {
  if (scores.length === 0) return null;
  const whole = exactly(scores.map(({ weight }) => weight));
  const quotient = exactly(scores.map(({ score, weight }) => score * weight)) / whole;
  const mean = within(
    scores.map(({ score }) => score),
    quotient,
  );
  const squares = exactly(scores.map(({ score, weight }) => weight * (score - mean) ** 2));
  return { mean: mean + 0, deviation: Math.sqrt(squares / whole) };
}
