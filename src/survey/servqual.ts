import { exactly } from "../stats/exact-sum.ts";
import type { Rating } from "../stats/ratings-counting.ts";
import { requireScale, type Scale } from "../stats/scale.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { requireRecord } from "../tally/record.ts";
import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";
import { type MeanPartsTally, meanPartsMetric, type PartMean, type PartScores } from "./mean-parts.ts";
import { type ItemReading, itemReading, type QuestionnaireOptions } from "./questionnaire.ts";

/**
 * What one respondent expected of an item of service, and what they perceived.
 *
 * @category SERVQUAL
 */
export interface ServqualItem {
  /** The answer on what excellent service would be like. */
  readonly expected: Rating;
  /** The answer on what this service was like. */
  readonly perceived: Rating;
}

/**
 * One respondent's items, in the order of the questionnaire; `null` or `undefined` where nothing was answered.
 *
 * @category SERVQUAL
 */
export type ServqualAnswers = readonly (ServqualItem | null | undefined)[] | null | undefined;

/**
 * A dimension of the quality of service.
 *
 * @category SERVQUAL
 */
export type ServqualDimension = "tangibles" | "reliability" | "responsiveness" | "assurance" | "empathy";

/**
 * How the items are grouped and weighed.
 *
 * @category SERVQUAL
 */
export interface ServqualOptions<Dimension extends string = ServqualDimension> extends QuestionnaireOptions {
  /** The dimension of each item, in the order of the questionnaire. Default: the 22 items of `servqualItems`. */
  readonly items?: readonly Dimension[] | undefined;
  /** How much each dimension matters: shares, 0 or more, that sum to 1. Default: all alike. */
  readonly weights?: Readonly<Record<NoInfer<Dimension>, number>> | undefined;
  /** The lowest and the highest answer. Default `[1, 7]`. */
  readonly scale?: Scale | undefined;
}

/**
 * A dimension: the mean gap of respondents.
 *
 * @category SERVQUAL
 */
export interface ServqualDimensionResult<Dimension extends string> extends PartMean {
  /** Its name. */
  readonly dimension: Dimension;
  /** Its share in the overall gap, 0 to 1. */
  readonly share: number;
}

/**
 * Gaps between what was perceived and what was expected.
 *
 * @category SERVQUAL
 */
export interface ServqualResult<Dimension extends string = ServqualDimension> extends PartMean {
  /** Each dimension, in the order in which the items name them: the gaps of those who answered all its items. */
  readonly dimensions: readonly ServqualDimensionResult<Dimension>[];
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "servqual";
    /** The dimension of each item. */
    readonly items: readonly Dimension[];
    /** The share of each dimension, in the order of `dimensions`. */
    readonly weights: readonly number[];
    /** The lowest and the highest answer. */
    readonly scale: Scale;
  };
}

/**
 * The dimension of each of the 22 items of SERVQUAL: four of tangibles, five of reliability, four of responsiveness, four of
 * assurance, five of empathy.
 *
 * @see Parasuraman, Zeithaml & Berry (1988), SERVQUAL, Journal of Retailing 64(1).
 * @category SERVQUAL
 */
export const servqualItems: readonly ServqualDimension[] = [
  "tangibles",
  "tangibles",
  "tangibles",
  "tangibles",
  "reliability",
  "reliability",
  "reliability",
  "reliability",
  "reliability",
  "responsiveness",
  "responsiveness",
  "responsiveness",
  "responsiveness",
  "assurance",
  "assurance",
  "assurance",
  "assurance",
  "empathy",
  "empathy",
  "empathy",
  "empathy",
  "empathy",
];

/**
 * One respondent's overall gap: perceived less expected of each item, averaged within each dimension, the dimensions weighed.
 *
 * @param answers - What was expected and perceived of each item, whole numbers on the scale.
 * @param options - `items`, the dimension of each; `weights` of the dimensions; `scale`, default 1 to 7; `noAnswer`;
 *   `incomplete`.
 * @returns The gap in points of the scale, negative where the service fell short; `null` where an answer is missing.
 * @throws TypeError or RangeError if answers are none, the number of items differs, or weights do not sum to 1.
 *
 * @example
 * ```ts
 * const items = ["reliability", "reliability", "empathy"] as const
 * const answers = [{ expected: 7, perceived: 5 }, { expected: 6, perceived: 6 }, { expected: 5, perceived: 6 }]
 * servqualScore(answers, { items }) // => 0
 * servqualScore(answers, { items, weights: { reliability: 0.75, empathy: 0.25 } }) // => -0.5
 * ```
 *
 * @see Parasuraman, Zeithaml & Berry (1988), SERVQUAL, Journal of Retailing 64(1).
 * @category SERVQUAL
 */
export function servqualScore<const Dimension extends string = ServqualDimension>(
  answers: ServqualAnswers,
  options: ServqualOptions<Dimension> = {},
): number | null {
  return scoresOf(answers, planOf(options)).overall;
}

/**
 * SERVQUAL: the gap between the service perceived and the service expected, by dimension and overall.
 *
 * The questionnaire and its five dimensions are those of the paper; the items themselves are not part of this library.
 *
 * @param respondents - The items of each respondent; `null` where there are none.
 * @param options - `items`, the dimension of each item, default the 22 of the paper; `weights` of the dimensions, which sum
 *   to 1, default equal; `scale`, default 1 to 7; `noAnswer`; `incomplete`, `"missing"` (default) or `"throw"`; `weight`, a
 *   respondent's weight, 0 or more; `value`, where the items are rows.
 * @returns The mean overall gap with its spread, of those who answered everything, and the gap of each dimension; `mean: null`
 *   of an empty sample.
 * @throws TypeError or RangeError if answers are none, with the respondent's index, or an option is none.
 *
 * @example
 * ```ts
 * const guests = [
 *   [{ expected: 7, perceived: 5 }, { expected: 6, perceived: 7 }],
 *   [{ expected: 7, perceived: 7 }, { expected: 6, perceived: null }],
 * ]
 * const gaps = servqual(guests, { items: ["reliability", "empathy"] })
 * gaps // => { mean: -0.5, count: 1, missing: 1, … }
 * gaps.dimensions[0] // => { dimension: "reliability", mean: -1, count: 2, … }
 * ```
 *
 * @see Parasuraman, Zeithaml & Berry (1988), SERVQUAL, Journal of Retailing 64(1). On the reliability of such differences see
 * `expectationGap`.
 * @category SERVQUAL
 */
export function servqual<const Dimension extends string = ServqualDimension>(
  respondents: Iterable<ServqualAnswers>,
  options?: ServqualOptions<Dimension> & Weighing<ServqualAnswers>,
): ServqualResult<Dimension>;
export function servqual<Row, const Dimension extends string = ServqualDimension>(
  rows: Iterable<Row>,
  options: ServqualOptions<Dimension> & RowReading<Row, ServqualAnswers>,
): ServqualResult<Dimension>;
export function servqual<Row, const Dimension extends string = ServqualDimension>(
  items: Iterable<Row>,
  options: ServqualOptions<Dimension> & Partial<RowReading<Row, ServqualAnswers>> = {},
): ServqualResult<Dimension> {
  return measure(servqualMetric(options), items, options as RowReading<Row, ServqualAnswers>);
}

/**
 * SERVQUAL as a metric, for streams, groups and parts; see `servqual`. Tallies of different items or weights do not merge.
 *
 * @param options - `items`, `weights`, `scale`, `noAnswer` and `incomplete`, as `servqual` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the mean of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = servqualMetric({ items: ["empathy"] })
 * measure(metric, [[{ expected: 4, perceived: 6 }]]).mean // => 2
 * ```
 *
 * @category SERVQUAL
 */
export function servqualMetric<const Dimension extends string = ServqualDimension>(
  options: ServqualOptions<Dimension> = {},
): Metric<ServqualAnswers, MeanPartsTally, ServqualResult<Dimension>> {
  const plan = planOf(options);
  const { dimensions, weights, items, scale } = plan;
  const { read, ...counting } = meanPartsMetric<ServqualAnswers>(
    `servqual ${JSON.stringify({ items, weights, scale })}`,
    dimensions.length,
    (answers, index) => scoresOf(answers, plan, index),
  );
  return {
    ...counting,
    read: (tally) => {
      const { overall, parts } = read(tally);
      return {
        ...overall,
        dimensions: dimensions.map((dimension, place) => ({ dimension, ...parts[place]!, share: weights[place]! })),
        definition: { metric: "servqual", items, weights, scale },
      };
    },
  };
}

/** The options, resolved. */
interface Plan<Dimension extends string> {
  readonly items: readonly Dimension[];
  readonly dimensions: readonly Dimension[];
  readonly weights: readonly number[];
  readonly scale: Scale;
  readonly reading: ItemReading;
}

function planOf<Dimension extends string>(options: ServqualOptions<Dimension>): Plan<Dimension> {
  const items = options?.items ?? (servqualItems as readonly string[] as readonly Dimension[]);
  if (!Array.isArray(items) || items.length === 0) throw refusal("items must be a list of dimensions", items);
  for (const [index, item] of items.entries()) {
    if (typeof item !== "string") throw refusal("dimension must be text", item, index);
  }
  const dimensions = [...new Set(items as readonly Dimension[])];
  const scale = requireScale(options?.scale ?? [1, 7]);
  return {
    items: [...items],
    dimensions,
    weights: weightsOf(dimensions, options?.weights),
    scale,
    reading: itemReading(scale[0], scale[1], options),
  };
}

function weightsOf(dimensions: readonly string[], weights?: Readonly<Record<string, number>>): readonly number[] {
  if (weights === undefined) return dimensions.map(() => 1 / dimensions.length);
  const named = new Map<string, unknown>(Object.entries(requireRecord(weights, "weights")));
  const unknown = [...named.keys()].find((name) => !dimensions.includes(name));
  if (unknown !== undefined) throw new RangeError(`weights must name dimensions, got ${shown(unknown)}`);
  const shares = dimensions.map((dimension) => {
    const share = named.get(dimension);
    if (typeof share === "number" && share >= 0 && share <= 1) return share + 0;
    throw refusal(`weight of ${shown(dimension)} must be a share from 0 to 1`, share);
  });
  const whole = exactly(shares);
  if (Math.abs(whole - 1) > 1e-9) throw new RangeError(`weights must sum to 1, got ${whole}`);
  return shares;
}

function scoresOf<Dimension extends string>(
  answers: ServqualAnswers,
  { items, dimensions, weights, reading }: Plan<Dimension>,
  index?: number,
): PartScores {
  if (answers === null || answers === undefined) return { overall: null, parts: [] };
  const where = index === undefined ? "" : ` at index ${index}`;
  if (!Array.isArray(answers)) throw refusal(`answers must be a list of ${items.length}`, answers, index);
  if (answers.length !== items.length) {
    throw new RangeError(`answers must be a list of ${items.length}, got a list of ${answers.length}${where}`);
  }
  const read = (Array.from(answers) as NonNullable<ServqualAnswers>).map((item, place) => {
    if ((item ?? null) !== null && typeof item !== "object") {
      throw refusal(`item ${place + 1} must be { expected, perceived }`, item, index);
    }
    return [
      reading.item(`expected of item ${place + 1}`, item?.expected, index),
      reading.item(`perceived of item ${place + 1}`, item?.perceived, index),
    ] as const;
  });
  const isComplete = reading.complete(read.flat(), index) !== null;
  const parts = dimensions.map((dimension) => {
    const gaps = read.flatMap(([expected, perceived], place) =>
      items[place] !== dimension ? [] : expected === null || perceived === null ? [null] : [perceived - expected],
    );
    return gaps.includes(null) ? null : gaps.reduce<number>((sum, gap) => sum + gap!, 0) / gaps.length;
  });
  const overall = isComplete ? exactly(parts.map((gap, place) => gap! * weights[place]!)) + 0 : null;
  return { overall, parts };
}
