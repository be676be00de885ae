import { NET_SCORES, netScore } from "../stats/boxes.ts";
import { classesOf } from "../stats/class-tally.ts";
import { type Classes, join, sizes, total, type Weighted, weightedPart } from "../stats/classes.ts";
import {
  type AnswerOptions,
  countRatings,
  type Rating,
  type RatingsTally,
  ratingsOf,
} from "../stats/ratings-counting.ts";
import { requireScale, requireThreshold, type Scale } from "../stats/scale.ts";
import { readEach } from "../tally/add-each.ts";
import { requireSame } from "../tally/identity.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";

/**
 * What counts as a promoter, a passive and a detractor.
 *
 * @category Net Promoter Score
 */
export interface NpsOptions extends AnswerOptions {
  /** The lowest and the highest point of the scale, whole numbers. Default `[0, 10]`. */
  readonly scale?: Scale | undefined;
  /** The lowest answer of a promoter. Default 9; required with a scale other than 0 to 10. */
  readonly promotersFrom?: number | undefined;
  /** The lowest answer of a passive. Default 7; required with a scale other than 0 to 10. */
  readonly passivesFrom?: number | undefined;
}

/**
 * The definition of a Net Promoter Score, as plain data.
 *
 * @category Net Promoter Score
 */
export interface NpsDefinition {
  /** The metric's name. */
  readonly metric: "nps";
  /** The lowest and the highest point of the scale. */
  readonly scale: Scale;
  /** The lowest answer of a promoter. */
  readonly promotersFrom: number;
  /** The lowest answer of a passive; whoever answers less is a detractor. */
  readonly passivesFrom: number;
}

/**
 * A Net Promoter Score, and the three groups behind it.
 *
 * @category Net Promoter Score
 */
export interface NpsResult extends Weighted {
  /** The score, −100 (all detractors) to 100 (all promoters), not rounded; `null` where nobody answered. */
  readonly score: number | null;
  /** People who answered. */
  readonly count: number;
  /** People who promote, whatever their weights. */
  readonly promoters: number;
  /** People who are passive, whatever their weights. */
  readonly passives: number;
  /** People who detract, whatever their weights. */
  readonly detractors: number;
  /** Share of promoters, 0 to 1, weighted where weights are; `null` where nobody answered. */
  readonly promoterShare: number | null;
  /** Share of passives, 0 to 1, weighted where weights are; `null` where nobody answered. */
  readonly passiveShare: number | null;
  /** Share of detractors, 0 to 1, weighted where weights are; `null` where nobody answered. */
  readonly detractorShare: number | null;
  /** People who did not answer. */
  readonly missing: number;
  /** Answers left out: off the scale where the caller said so, or of weight 0. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: NpsDefinition;
}

/**
 * Net Promoter Score: the share of promoters less the share of detractors, times 100.
 *
 * @param answers - Likelihood to recommend, whole numbers from 0 to 10 (or on `scale`); `null` and `undefined` are
 *   counted as missing.
 * @param options - `scale`, `promotersFrom`, `passivesFrom`; `noAnswer`, codes that mean no answer; `offScale`;
 *   `weight`, a person's weight, 0 or more; `value`, where the items are rows.
 * @returns The score, −100 to 100, with the three groups; `score: null` where nobody answered.
 * @throws TypeError or RangeError if an answer is off the scale, with its index, or a threshold is missing.
 *
 * @example
 * ```ts
 * nps([10, 9, 8, 3]) // => { score: 25, count: 4, promoters: 2, passives: 1, detractors: 1, missing: 0, excluded: 0, … }
 * nps([]).score // => null
 * nps([11]) // throws RangeError "answer must be a whole number from 0 to 10, got 11 at index 0"
 * ```
 *
 * @example
 * ```ts
 * const rows = [{ recommend: 10, weight: 0.5 }, { recommend: 6, weight: 1.5 }, { recommend: 11, weight: 1 }]
 * nps(rows, { value: (row) => row.recommend, weight: (row) => row.weight, noAnswer: [11] }).score // => -50
 * ```
 *
 * @see Reichheld (2003), The One Number You Need to Grow, Harvard Business Review 81(12).
 * @category Net Promoter Score
 */
export function nps(answers: Iterable<Rating>, options?: NpsOptions & Weighing<Rating>): NpsResult;
export function nps<Row>(rows: Iterable<Row>, options: NpsOptions & RowReading<Row, Rating>): NpsResult;
export function nps<Row>(items: Iterable<Row>, options?: NpsOptions & Partial<RowReading<Row, Rating>>): NpsResult {
  return readEach(npsMetric(options), items, options);
}

/**
 * Net Promoter Score as a metric, for streams, groups and parts; see `nps`.
 *
 * @param options - `scale`, `promotersFrom`, `passivesFrom`, `noAnswer`, `offScale`, as `nps` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the score of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = npsMetric({ scale: [1, 10], promotersFrom: 9, passivesFrom: 7 })
 * metric.read(metric.merge(tally(metric, [10, 9]), tally(metric, [1, 7]))).score // => 25
 * ```
 *
 * @category Net Promoter Score
 */
export function npsMetric(options?: NpsOptions): Metric<Rating, RatingsTally, NpsResult> {
  const given = options ?? {};
  const definition = npsDefinition(given);
  const { scale, passivesFrom, promotersFrom } = definition;
  const starts = [0, passivesFrom - scale[0], promotersFrom - scale[0]];
  return {
    ...countRatings(scale, given),
    read: (tally) => {
      requireSame(tally, ratingsOf(scale));
      return readNps(join(classesOf(tally), starts), tally, definition);
    },
  };
}

/** The options, resolved. */
export function npsDefinition(given: NpsOptions): NpsDefinition {
  const scale = requireScale(given.scale ?? [0, 10]);
  const [low, high] = scale;
  const [promoters, passives] = low === 0 && high === 10 ? [9, 7] : [];
  const promotersFrom = requireThreshold("promotersFrom", given.promotersFrom ?? promoters, low + 1, high);
  const passivesFrom = requireThreshold("passivesFrom", given.passivesFrom ?? passives, low + 1, promotersFrom);
  return { metric: "nps", scale, promotersFrom, passivesFrom };
}

/** The score of detractors, passives and promoters. */
export function readNps(
  classes: Classes,
  { missing, excluded }: Pick<NpsResult, "missing" | "excluded">,
  definition: NpsDefinition,
): NpsResult {
  const [detractors, passives, promoters] = classes.counts as [number, number, number];
  const size = sizes(classes);
  const whole = total(size);
  const [detractorShare, passiveShare, promoterShare] = size.map((part) => (whole ? part / whole : null)) as [
    null,
    null,
    null,
  ];
  return {
    score: netScore(classes),
    count: promoters + passives + detractors,
    promoters,
    passives,
    detractors,
    promoterShare,
    passiveShare,
    detractorShare,
    missing,
    excluded,
    ...weightedPart(classes, NET_SCORES),
    definition,
  };
}
