import { type Sentiment, sentimentBalanceMetric } from "../score/sentiment-balance.ts";
import { netBox } from "../stats/boxes.ts";
import type { Weighted } from "../stats/classes.ts";
import { readRatings } from "../stats/ratings.ts";
import type { RatingsTally } from "../stats/ratings-counting.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";

/**
 * The net sentiment of comments. `netInterval` reads its groups.
 *
 * @category Reviews
 */
export interface NetSentimentResult extends Weighted {
  /** The share of positive less the share of negative comments, times 100: −100 to 100; `null` of an empty sample. */
  readonly score: number | null;
  /** Comments counted, neutral ones among them. */
  readonly count: number;
  /** Positive comments. */
  readonly top: number;
  /** Neutral comments. */
  readonly middle: number;
  /** Negative comments. */
  readonly bottom: number;
  /** Comments nobody coded. */
  readonly missing: number;
  /** Comments of weight 0. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "netSentiment";
  };
}

/**
 * Net sentiment of coded comments: positive less negative among all, neutral ones included, times 100. Where negative comments
 * shall weigh more, see `sentimentBalance`, which counts the same.
 *
 * @param sentiments - How each comment was coded; `null` and `undefined` are counted as missing; or rows, with `value`.
 * @param options - `weight`, a comment's weight, 0 or more; `value`, where the items are rows.
 * @returns The net, −100 to 100, with the counts as `netInterval` reads them; `score: null` of an empty sample.
 * @throws TypeError if a sentiment is none, with its index.
 *
 * @example
 * ```ts
 * const found = netSentiment(["positive", "positive", "neutral", "negative", null])
 * found // => { score: 25, count: 4, top: 2, middle: 1, bottom: 1, missing: 1, … }
 * netInterval(found).estimate // => 25
 * netSentiment([]).score // => null
 * ```
 *
 * @category Reviews
 */
export function netSentiment(sentiments: Iterable<Sentiment>, options?: Weighing<Sentiment>): NetSentimentResult;
export function netSentiment<Row>(rows: Iterable<Row>, options: RowReading<Row, Sentiment>): NetSentimentResult;
export function netSentiment<Row>(
  items: Iterable<Row>,
  options: Partial<RowReading<Row, Sentiment>> = {},
): NetSentimentResult {
  return measure(netSentimentMetric(), items, options as RowReading<Row, Sentiment>);
}

/**
 * Net sentiment as a metric, for streams, groups and parts; see `netSentiment`. Its tally is that of `sentimentBalanceMetric`.
 *
 * @returns A metric whose tallies merge into the tally of the whole; the score of an empty tally is `null`.
 *
 * @example
 * ```ts
 * const comments = [{ about: "price", felt: "negative" }, { about: "staff", felt: "positive" }] as const
 * measureBy(netSentimentMetric(), comments, (row) => row.about, { value: (row) => row.felt }).get("price")?.score // => -100
 * ```
 *
 * @category Reviews
 */
export function netSentimentMetric(): Metric<Sentiment, RatingsTally, NetSentimentResult> {
  return {
    ...sentimentBalanceMetric({ negativeWeight: 1 }),
    read: (tally) => {
      const net = netBox(readRatings(tally, [-1, 1]), { topFrom: 1, bottomTo: -1 });
      return { ...net, definition: { metric: "netSentiment" } };
    },
  };
}
