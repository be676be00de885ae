import { rescaledMean, topBox } from "../stats/boxes.ts";
import type { Weighted } from "../stats/classes.ts";
import { exactly } from "../stats/exact-sum.ts";
import { readRatings } from "../stats/ratings.ts";
import { type AnswerOptions, countRatings, type Rating, type RatingsTally } from "../stats/ratings-counting.ts";
import { roundScore } from "../stats/round.ts";
import { requireScale, requireThreshold, type Scale } from "../stats/scale.ts";
import { percentage } from "../stats/share.ts";
import { requireIterable } from "../tally/iterable.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * How an item is scored.
 *
 * @category HCAHPS form
 */
export interface HcahpsItemOptions extends AnswerOptions {
  /** The lowest and the highest answer. Default `[1, 4]`: never, sometimes, usually, always. */
  readonly scale?: Scale | undefined;
  /** The lowest answer of the top box. Default: the highest answer. */
  readonly topFrom?: number | undefined;
}

/**
 * What was measured of an item.
 *
 * @category HCAHPS form
 */
export interface HcahpsItemDefinition {
  /** The metric's name. */
  readonly metric: "hcahpsItem";
  /** The lowest and the highest answer. */
  readonly scale: Scale;
  /** The lowest answer of the top box. */
  readonly topFrom: number;
}

/**
 * An item: its linear mean, and its top box. `meanInterval` reads it.
 *
 * @category HCAHPS form
 */
export interface HcahpsItemResult extends Weighted {
  /** The linear mean, 0 to 100; `null` of an empty sample. */
  readonly mean: number | null;
  /** The share of answers in the top box, 0 to 100; `null` of an empty sample. */
  readonly topBox: number | null;
  /** The sample standard deviation on 0 to 100, with n − 1 below; `null` below two answers. */
  readonly standardDeviation: number | null;
  /** The standard error of the mean on 0 to 100; `null` below two answers. */
  readonly standardError: number | null;
  /** People who answered. */
  readonly count: number;
  /** People at each answer, from the lowest to the highest. */
  readonly counts: readonly number[];
  /** Share of each answer, 0 to 1, from the lowest to the highest; `null` of an empty sample. */
  readonly shares: readonly number[] | null;
  /** People who did not answer. */
  readonly missing: number;
  /** Answers left out: off the scale where the caller said so, or of weight 0. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: HcahpsItemDefinition;
}

/**
 * The linear mean of an item, as hospitals' patient surveys report it: answers equally spaced on 0 to 100 (never 0, sometimes
 * 33.3, usually 66.7, always 100), and the share of the top box beside it.
 *
 * It is the form of the published HCAHPS score of an item, a work of the US government, and not that score: what is
 * published is adjusted for the mix of patients and the mode of the survey, and its stars come from clustering all hospitals.
 *
 * @param answers - Whole numbers on the scale; `null` and `undefined` are counted as missing.
 * @param options - `scale`, default 1 to 4; `topFrom`, the lowest answer of the top box; `noAnswer`; `offScale`; `weight`,
 *   an answer's weight, 0 or more; `value`, where the items are rows.
 * @returns Linear mean and top box, 0 to 100; `null` of an empty sample.
 * @throws TypeError or RangeError if an answer is off the scale, with its index, or an option is none.
 *
 * @example
 * ```ts
 * hcahpsItem([4, 4, 3, 1, null]) // ~> { mean: 66.67, topBox: 50, count: 4, missing: 1, … }
 * hcahpsItem([2]).mean // ~> 33.3
 * hcahpsItem([]).mean // => null
 * ```
 *
 * @see Centers for Medicare & Medicaid Services, Technical Notes for HCAHPS Star Ratings.
 * @category HCAHPS form
 */
export function hcahpsItem(answers: Iterable<Rating>, options?: HcahpsItemOptions & Weighing<Rating>): HcahpsItemResult;
export function hcahpsItem<Row>(
  rows: Iterable<Row>,
  options: HcahpsItemOptions & RowReading<Row, Rating>,
): HcahpsItemResult;
export function hcahpsItem<Row>(
  items: Iterable<Row>,
  options: HcahpsItemOptions & Partial<RowReading<Row, Rating>> = {},
): HcahpsItemResult {
  return measure(hcahpsItemMetric(options), items, options as RowReading<Row, Rating>);
}

/**
 * The linear mean of an item as a metric, for streams, groups and parts; see `hcahpsItem`. Its tally is that of ratings.
 *
 * @param options - `scale`, `topFrom`, `noAnswer` and `offScale`, as `hcahpsItem` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the mean of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const rows = [{ ward: "a", listened: 4 }, { ward: "b", listened: 1 }]
 * measureBy(hcahpsItemMetric(), rows, (row) => row.ward, { value: (row) => row.listened }).get("a")?.mean // => 100
 * ```
 *
 * @category HCAHPS form
 */
export function hcahpsItemMetric(options: HcahpsItemOptions = {}): Metric<Rating, RatingsTally, HcahpsItemResult> {
  const scale = requireScale(options?.scale ?? [1, 4]);
  const topFrom = requireThreshold("topFrom", options?.topFrom ?? scale[1], scale[0] + 1, scale[1]);
  const step = 100 / (scale[1] - scale[0]);
  return {
    ...countRatings(scale, options ?? {}),
    read: (tally) => {
      const answers = readRatings(tally, scale);
      const { mean: _mean, median: _median, standardDeviation, standardError, ...rest } = answers;
      return {
        mean: rescaledMean(answers),
        topBox: percentage(topBox(answers, topFrom)),
        standardDeviation: standardDeviation === null ? null : standardDeviation * step,
        standardError: standardError === null ? null : standardError * step,
        ...rest,
        definition: { metric: "hcahpsItem", scale, topFrom },
      };
    },
  };
}

/**
 * How items become a composite.
 *
 * @category HCAHPS form
 */
export interface HcahpsCompositeOptions {
  /** Decimals that the composite is rounded to, 0 to 15: 0 as it is published. Default: it is not rounded. */
  readonly digits?: number | undefined;
}

/**
 * A composite of items.
 *
 * @category HCAHPS form
 */
export interface HcahpsComposite {
  /** The mean of the items' linear means, 0 to 100; `null` where none has one. */
  readonly score: number | null;
  /** Items that have a mean. */
  readonly count: number;
  /** Items without one, which the others stand for. */
  readonly missing: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "hcahpsComposite";
    /** Decimals that it was rounded to; `null` where it was not. */
    readonly digits: number | null;
  };
}

/**
 * A composite: the mean of the scores of its items, each item counting the same however many answered it. It is not the
 * mean of all answers pooled.
 *
 * @param items - What `hcahpsItem` gives of each item, or any `{ mean }` of 0 to 100; `mean: null` is counted as missing.
 * @param options - `digits`, decimals to round to; by default it is not rounded.
 * @returns The composite, 0 to 100; `score: null` where no item has a mean.
 * @throws TypeError or RangeError if a mean lies outside 0 to 100, or `digits` is none.
 *
 * @example
 * ```ts
 * const nurses = [hcahpsItem([4, 4, 4, 4]), hcahpsItem([3, 2])]
 * hcahpsComposite(nurses).score // => 75
 * hcahpsItem([4, 4, 4, 4, 3, 2]).mean // ~> 83.33
 * hcahpsComposite([{ mean: 66.5 }, { mean: null }], { digits: 0 }) // => { score: 67, count: 1, missing: 1, … }
 * ```
 *
 * @see Centers for Medicare & Medicaid Services, Technical Notes for HCAHPS Star Ratings.
 * @category HCAHPS form
 */
export function hcahpsComposite(
  items: Iterable<Pick<HcahpsItemResult, "mean">>,
  options: HcahpsCompositeOptions = {},
): HcahpsComposite {
  const { digits } = options ?? {};
  roundScore(null, digits);
  requireIterable(items);
  const means: number[] = [];
  let index = 0;
  let missing = 0;
  for (const item of items) {
    const mean = item?.mean;
    if (mean === null) missing++;
    else if (typeof mean === "number" && mean >= 0 && mean <= 100) means.push(mean);
    else throw refusal("mean must be a number from 0 to 100 or null", mean, index);
    index++;
  }
  const score = means.length === 0 ? null : Math.min(100, exactly(means) / means.length) + 0;
  return {
    score: digits === undefined ? score : roundScore(score, digits),
    count: means.length,
    missing,
    definition: { metric: "hcahpsComposite", digits: digits ?? null },
  };
}
