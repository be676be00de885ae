import { type AnswerOptions, countRatings, type Rating, type RatingsTally } from "../stats/ratings-counting.ts";
import { requireScale, requireThreshold, type Scale } from "../stats/scale.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { type BoxedResult, type BoxReading, readBoxed, requireReading } from "./boxed.ts";

/**
 * What counts as satisfied.
 *
 * @category Customer Satisfaction
 */
export interface CsatOptions extends AnswerOptions {
  /** The lowest and the highest point of the scale, whole numbers. Default `[1, 5]`. */
  readonly scale?: Scale | undefined;
  /** The lowest answer of a satisfied customer. Default 4; required with a scale other than 1 to 5. */
  readonly satisfiedFrom?: number | undefined;
  /** The highest answer of a dissatisfied customer. Default: as many boxes at the bottom as are satisfied at the top. */
  readonly dissatisfiedTo?: number | undefined;
  /** Which reading is the headline `score`. Default `"topBox"`. */
  readonly reading?: BoxReading | undefined;
}

/**
 * The definition of a satisfaction score, as plain data.
 *
 * @category Customer Satisfaction
 */
export interface CsatDefinition {
  /** The metric's name. */
  readonly metric: "csat";
  /** The lowest and the highest point of the scale. */
  readonly scale: Scale;
  /** The lowest answer of a satisfied customer. */
  readonly satisfiedFrom: number;
  /** The highest answer of a dissatisfied customer. */
  readonly dissatisfiedTo: number;
  /** Which reading is the headline `score`. */
  readonly reading: BoxReading;
}

/**
 * Customer satisfaction: four readings of the same answers, each with its name.
 *
 * @category Customer Satisfaction
 */
export interface CsatResult extends BoxedResult {
  /** People who are satisfied, whatever their weights. */
  readonly satisfied: number;
  /** People who are neither, whatever their weights. */
  readonly neutral: number;
  /** People who are dissatisfied, whatever their weights. */
  readonly dissatisfied: number;
  /** What was measured. */
  readonly definition: CsatDefinition;
}

/**
 * Customer satisfaction: the percentage of answers in the satisfied boxes, beside mean, rescaled mean and net.
 *
 * @param answers - Satisfaction, whole numbers from 1 to 5 (or on `scale`), higher is better; `null` and `undefined`
 *   are counted as missing.
 * @param options - `scale`, `satisfiedFrom`, `dissatisfiedTo`, `reading`; `noAnswer`, codes that mean no answer;
 *   `offScale`; `weight`, a person's weight, 0 or more; `value`, where the items are rows.
 * @returns The score, 0 to 100 by default, with the other readings; each `null` where nobody answered.
 * @throws TypeError or RangeError if an answer is off the scale, with its index, or a threshold is missing.
 *
 * @example
 * ```ts
 * csat([5, 4, 4, 3, 1]) // => { score: 60, topBox: 60, mean: 3.4, rescaledMean: 60, netBox: 40, satisfied: 3, … }
 * csat([5, 4, 4, 3, 1], { reading: "netBox" }).score // => 40
 * csat([1, 1, 0], { scale: [0, 1], satisfiedFrom: 1 }).score // ~> 66.67
 * csat([]).score // => null
 * ```
 *
 * @category Customer Satisfaction
 */
export function csat(answers: Iterable<Rating>, options?: CsatOptions & Weighing<Rating>): CsatResult;
export function csat<Row>(rows: Iterable<Row>, options: CsatOptions & RowReading<Row, Rating>): CsatResult;
export function csat<Row>(
  items: Iterable<Row>,
  options: CsatOptions & Partial<RowReading<Row, Rating>> = {},
): CsatResult {
  return measure(csatMetric(options), items, options as RowReading<Row, Rating>);
}

/**
 * Customer satisfaction as a metric, for streams, groups and parts; see `csat`.
 *
 * @param options - `scale`, `satisfiedFrom`, `dissatisfiedTo`, `reading`, `noAnswer`, `offScale`, as `csat` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the score of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = csatMetric({ scale: [1, 7], satisfiedFrom: 6 })
 * measureBy(metric, [{ shop: "a", score: 7 }, { shop: "b", score: 2 }], (r) => r.shop, { value: (r) => r.score }).get("a")?.score // => 100
 * ```
 *
 * @category Customer Satisfaction
 */
export function csatMetric(options: CsatOptions = {}): Metric<Rating, RatingsTally, CsatResult> {
  const definition = csatDefinition(options);
  const { scale, satisfiedFrom, dissatisfiedTo, reading } = definition;
  return {
    ...countRatings(scale, options ?? {}),
    read: (tally) => {
      const boxed = readBoxed(tally, scale, { topFrom: satisfiedFrom, bottomTo: dissatisfiedTo }, reading);
      const { top: satisfied, middle: neutral, bottom: dissatisfied } = boxed.rest.net;
      return { ...boxed.headline, satisfied, neutral, dissatisfied, ...boxed.rest, definition };
    },
  };
}

function csatDefinition(options: CsatOptions): CsatDefinition {
  const scale = requireScale(options?.scale ?? [1, 5]);
  const [low, high] = scale;
  const known = low === 1 && high === 5;
  const satisfiedFrom = requireThreshold(
    "satisfiedFrom",
    options?.satisfiedFrom ?? (known ? 4 : undefined),
    low + 1,
    high,
  );
  const mirrored = Math.min(low + (high - satisfiedFrom), satisfiedFrom - 1);
  const dissatisfiedTo = requireThreshold(
    "dissatisfiedTo",
    options?.dissatisfiedTo ?? mirrored,
    low,
    satisfiedFrom - 1,
  );
  return {
    metric: "csat",
    scale,
    satisfiedFrom,
    dissatisfiedTo,
    reading: requireReading(options?.reading ?? "topBox"),
  };
}
