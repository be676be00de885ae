import type { ShareResult } from "../stats/share.ts";
import { requireCount } from "../tally/count.ts";
import { requireFunction } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * Which touchpoints there are, and when one is covered.
 *
 * @category Voice of the customer
 */
export interface VocCoverageOptions<Key, Result> {
  /** All touchpoints of the programme, with feedback or without; twice the same counts once. */
  readonly touchpoints: Iterable<Key>;
  /** How many gave feedback, in the result of a touchpoint. */
  readonly count: (result: Result) => number | bigint;
  /** The least feedback that covers a touchpoint, 1 or more. Default 1. */
  readonly minimumCount?: number | undefined;
}

/**
 * The coverage of a voice-of-customer programme: a share of touchpoints.
 *
 * @category Voice of the customer
 */
export interface VocCoverageResult<Key> extends ShareResult {
  /** The touchpoints with too little feedback, in their order. */
  readonly uncovered: readonly Key[];
  /** Those with feedback that are no touchpoints of the programme, in their order; in neither part of the share. */
  readonly unmapped: readonly Key[];
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "vocCoverage";
    /** The least feedback that covers a touchpoint. */
    readonly minimumCount: number;
  };
}

/**
 * Coverage of a voice-of-customer programme: the share of touchpoints at which enough customers were heard. How many of those
 * asked have answered is `responseRate`.
 *
 * The touchpoints are all there are, no sample of more: an interval of this share would say nothing.
 *
 * @param feedback - The result of each touchpoint: what `measureBy` gives, or any Map.
 * @param options - `touchpoints`, all of the programme; `count`, how many gave feedback; `minimumCount`, default 1.
 * @returns The share, 0 to 1, with the touchpoints not covered and the feedback of no touchpoint; `rate: null` without
 *   touchpoints.
 * @throws TypeError or RangeError if a count is none, or the minimum is below 1.
 *
 * @example
 * ```ts
 * const answers = [{ at: "web", stars: 5 }, { at: "web", stars: 4 }, { at: "shop", stars: 5 }, { at: "fax", stars: 1 }]
 * const feedback = measureBy(meanMetric(), answers, (row) => row.at, { value: (row) => row.stars })
 * const options = { touchpoints: ["web", "shop", "phone"], count: (result: MeanResult) => result.count, minimumCount: 2 }
 * vocCoverage(feedback, options)
 * // => { rate: 1 / 3, numerator: 1, denominator: 3, uncovered: ["shop", "phone"], unmapped: ["fax"], … }
 * ```
 *
 * @category Voice of the customer
 */
export function vocCoverage<Key, Result>(
  feedback: ReadonlyMap<Key, Result>,
  options: VocCoverageOptions<NoInfer<Key>, Result>,
): VocCoverageResult<Key> {
  const { touchpoints, count, minimumCount = 1 } = options ?? {};
  if (!(Number.isSafeInteger(minimumCount) && minimumCount >= 1)) {
    throw refusal("minimumCount must be a whole number, 1 or more", minimumCount);
  }
  requireIterable(touchpoints, "touchpoints");
  requireFunction("count", count);
  if (!(feedback instanceof Map)) throw refusal("feedback must be a Map of results", feedback);
  const counts = new Map(Array.from(feedback, ([key, result]) => [key, requireCount("count", count(result))]));
  const all = new Set(touchpoints);
  const uncovered = [...all].filter((key) => (counts.get(key) ?? 0) < minimumCount);
  const covered = all.size - uncovered.length;
  return {
    rate: all.size === 0 ? null : covered / all.size,
    numerator: covered,
    denominator: all.size,
    uncovered,
    unmapped: [...counts].filter(([key, heard]) => heard > 0 && !all.has(key)).map(([key]) => key),
    pending: 0,
    missing: 0,
    excluded: 0,
    definition: { metric: "vocCoverage", minimumCount },
  };
}
