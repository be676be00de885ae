import { type AnswerOptions, countRatings, type Rating, type RatingsTally } from "../stats/ratings-counting.ts";
import { requireScale, requireThreshold, type Scale } from "../stats/scale.ts";
import { requireChoice } from "../tally/choice.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { type BoxedResult, type BoxReading, readBoxed, requireReading } from "./boxed.ts";

/**
 * What counts as easy.
 *
 * @category Customer Effort Score
 */
export interface CesOptions extends AnswerOptions {
  /** The lowest and the highest point of the scale, whole numbers. Default `[1, 7]` (CES 2.0). */
  readonly scale?: Scale | undefined;
  /** Which way the scale runs. Default `"higher-is-easier"`; required with a scale other than 1 to 7. */
  readonly direction?: "higher-is-easier" | "lower-is-easier" | undefined;
  /** The easy answer nearest to the middle. Default 5; required with another scale or direction than the default. */
  readonly easyFrom?: number | undefined;
  /** The difficult answer nearest to the middle. Default 3; required with another scale or direction than the default. */
  readonly difficultTo?: number | undefined;
  /** Which reading is the headline `score`. Default `"mean"`. */
  readonly reading?: BoxReading | undefined;
}

/**
 * The definition of an effort score, as plain data.
 *
 * @category Customer Effort Score
 */
export interface CesDefinition {
  /** The metric's name. */
  readonly metric: "ces";
  /** The lowest and the highest point of the scale. */
  readonly scale: Scale;
  /** Which way the scale runs. */
  readonly direction: "higher-is-easier" | "lower-is-easier";
  /** The easy answer nearest to the middle. */
  readonly easyFrom: number;
  /** The difficult answer nearest to the middle. */
  readonly difficultTo: number;
  /** Which reading is the headline `score`. */
  readonly reading: BoxReading;
}

/**
 * Customer effort: four readings of the same answers, each with its name. They need not even agree in sign.
 *
 * @category Customer Effort Score
 */
export interface CesResult extends BoxedResult {
  /** People who found it easy, whatever their weights. */
  readonly easy: number;
  /** People who found it neither, whatever their weights. */
  readonly neutral: number;
  /** People who found it difficult, whatever their weights. */
  readonly difficult: number;
  /** What was measured. */
  readonly definition: CesDefinition;
}

/**
 * Customer effort: the mean answer, beside easy share, net ease and rescaled mean.
 *
 * @param answers - Effort, whole numbers from 1 to 7 (or on `scale`); `null` and `undefined` are counted as missing.
 * @param options - `scale`, `direction`, `easyFrom`, `difficultTo`, `reading`; `noAnswer`, codes that mean no answer;
 *   `offScale`; `weight`, a person's weight, 0 or more; `value`, where the items are rows.
 * @returns The score, the mean answer by default, with the other readings; each `null` where nobody answered.
 * @throws TypeError or RangeError if an answer is off the scale, with its index, or an option is missing.
 *
 * @example
 * ```ts
 * ces([7, 6, 5, 4, 2]) // => { score: 4.8, mean: 4.8, topBox: 60, netBox: 40, easy: 3, neutral: 1, difficult: 1, … }
 * ces([1, 2, 5], { scale: [1, 5], direction: "lower-is-easier", easyFrom: 2, difficultTo: 4 }).easy // => 2
 * ces([]).score // => null
 * ```
 *
 * @see Dixon, Freeman & Toman (2010), Stop Trying to Delight Your Customers, Harvard Business Review 88(7): CES 1.0,
 * 1 to 5, lower is easier; CEB (2013): CES 2.0, 1 to 7, "made it easy for me".
 * @category Customer Effort Score
 */
export function ces(answers: Iterable<Rating>, options?: CesOptions & Weighing<Rating>): CesResult;
export function ces<Row>(rows: Iterable<Row>, options: CesOptions & RowReading<Row, Rating>): CesResult;
export function ces<Row>(items: Iterable<Row>, options: CesOptions & Partial<RowReading<Row, Rating>> = {}): CesResult {
  return measure(cesMetric(options), items, options as RowReading<Row, Rating>);
}

/**
 * Customer effort as a metric, for streams, groups and parts; see `ces`.
 *
 * @param options - `scale`, `direction`, `easyFrom`, `difficultTo`, `reading`, `noAnswer`, `offScale`, as `ces` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the score of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = cesMetric({ reading: "netBox" })
 * metric.read(metric.merge(tally(metric, [7, 6]), tally(metric, [1, 4]))).score // => 25
 * ```
 *
 * @category Customer Effort Score
 */
export function cesMetric(options: CesOptions = {}): Metric<Rating, RatingsTally, CesResult> {
  const definition = cesDefinition(options);
  const { scale, direction, easyFrom, difficultTo, reading } = definition;
  const boxes = {
    topFrom: easyFrom,
    bottomTo: difficultTo,
    direction: direction === "higher-is-easier" ? "higher-is-better" : "lower-is-better",
  } as const;
  return {
    ...countRatings(scale, options ?? {}),
    read: (tally) => {
      const boxed = readBoxed(tally, scale, boxes, reading);
      const { top: easy, middle: neutral, bottom: difficult } = boxed.rest.net;
      return { ...boxed.headline, easy, neutral, difficult, ...boxed.rest, definition };
    },
  };
}

function cesDefinition(options: CesOptions): CesDefinition {
  const scale = requireScale(options?.scale ?? [1, 7]);
  const [low, high] = scale;
  const known = low === 1 && high === 7;
  const direction = requireChoice(
    "direction",
    options?.direction ?? (known ? "higher-is-easier" : (undefined as never)),
    ["higher-is-easier", "lower-is-easier"],
  );
  const isUpward = direction === "higher-is-easier";
  const usual = known && isUpward;
  const easyFrom = requireThreshold(
    "easyFrom",
    options?.easyFrom ?? (usual ? 5 : undefined),
    low + (isUpward ? 1 : 0),
    high - (isUpward ? 0 : 1),
  );
  const difficultTo = requireThreshold(
    "difficultTo",
    options?.difficultTo ?? (usual ? 3 : undefined),
    isUpward ? low : easyFrom + 1,
    isUpward ? easyFrom - 1 : high,
  );
  return {
    metric: "ces",
    scale,
    direction,
    easyFrom,
    difficultTo,
    reading: requireReading(options?.reading ?? "mean"),
  };
}
