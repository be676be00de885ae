import { ratingsMetric } from "../stats/ratings.ts";
import type { RatingsTally } from "../stats/ratings-counting.ts";
import { ratingsFromCounts } from "../stats/ratings-from-counts.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * How an experience felt; `null` or `undefined` where nobody knows.
 *
 * @category Experience score
 */
export type Sentiment = "positive" | "neutral" | "negative" | null | undefined;

/**
 * How much a negative experience weighs.
 *
 * @category Experience score
 */
export interface SentimentOptions {
  /**
   * How many positive experiences offset a negative one, above 0 and at most 1e6. `twoToOne` and `twelveToOne` are claims
   * that are in circulation, not laws; 1 weighs all alike.
   */
  readonly negativeWeight: number;
}

/**
 * The balance of positive and negative experiences.
 *
 * @category Experience score
 */
export interface SentimentBalance {
  /** From −1, all negative, to 1, all positive; 0 where they offset each other. `null` where there are neither. */
  readonly balance: number | null;
  /** How many more positive experiences would offset the negative ones; by weights, if there are any. */
  readonly positivesNeeded: number;
  /** Experiences counted. */
  readonly count: number;
  /** Positive ones. */
  readonly positive: number;
  /** Neutral ones, which weigh on neither side. */
  readonly neutral: number;
  /** Negative ones. */
  readonly negative: number;
  /** Experiences nobody knows the sentiment of. */
  readonly missing: number;
  /** Experiences of weight 0. */
  readonly excluded: number;
  /** Where experiences are weighted, the sum of the weights. */
  readonly weight?: number;
  /** What was computed. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "sentimentBalance";
    /** How many positive experiences offset a negative one. */
    readonly negativeWeight: number;
  };
}

/**
 * The claim that it takes two positive experiences to make up for a negative one, as practitioners repeat it.
 *
 * @category Experience score
 */
export const twoToOne: SentimentOptions = { negativeWeight: 2 };

/**
 * The claim that it takes twelve positive experiences to make up for a negative one, as practitioners repeat it; commonly
 * ascribed to Newell-Legner, Understanding Customers.
 *
 * @category Experience score
 */
export const twelveToOne: SentimentOptions = { negativeWeight: 12 };

/**
 * Balance of positive and negative experiences, where a negative one weighs as much as `negativeWeight` positive ones:
 * (positive − weighted negative) / (positive + weighted negative).
 *
 * @param sentiments - How each experience felt; or rows, with `value`.
 * @param options - `negativeWeight`, required; `weight` of an experience, 0 or more; of rows, `value`.
 * @returns The balance, −1 to 1, and the counts; `balance: null` where nothing was positive or negative.
 * @throws TypeError or RangeError if a sentiment is none, with its index, or the weight of negatives is not above 0.
 *
 * @example
 * ```ts
 * sentimentBalance(["positive", "positive", "negative"], twoToOne).balance // => 0
 * sentimentBalance(["positive", "positive", "negative"], { negativeWeight: 1 }).balance // ~> 0.333
 * sentimentBalance(["positive", "negative"], twelveToOne).positivesNeeded // => 11
 * sentimentBalance(["neutral"], twoToOne).balance // => null
 * ```
 *
 * @see Baumeister, Bratslavsky, Finkenauer & Vohs (2001), Bad Is Stronger Than Good, Review of General Psychology 5.
 * @category Experience score
 */
export function sentimentBalance(
  sentiments: Iterable<Sentiment>,
  options: SentimentOptions & Weighing<Sentiment>,
): SentimentBalance;
export function sentimentBalance<Row>(
  rows: Iterable<Row>,
  options: SentimentOptions & RowReading<Row, Sentiment>,
): SentimentBalance;
export function sentimentBalance<Row>(
  items: Iterable<Row>,
  options: SentimentOptions & Partial<RowReading<Row, Sentiment>>,
): SentimentBalance {
  const { negativeWeight, ...reading } = options ?? {};
  return measure(sentimentBalanceMetric({ negativeWeight }), items, reading as RowReading<Row, Sentiment>);
}

/**
 * Balance of positive and negative experiences, for streams, groups and parts: see `sentimentBalance`. Its tally is that of
 * ratings from −1 to 1.
 *
 * @param options - `negativeWeight`, how many positive experiences offset a negative one.
 * @returns A metric of sentiments.
 * @throws TypeError or RangeError if the weight is not above 0.
 *
 * @example
 * ```ts
 * const comments = [{ shop: "north", felt: "positive" }, { shop: "south", felt: "negative" }] as const
 * const byShop = measureBy(sentimentBalanceMetric(twoToOne), comments, (row) => row.shop, { value: (row) => row.felt })
 * byShop.get("south")?.balance // => -1
 * ```
 *
 * @category Experience score
 */
export function sentimentBalanceMetric(options: SentimentOptions): Metric<Sentiment, RatingsTally, SentimentBalance> {
  const { negativeWeight } = options ?? {};
  if (!(typeof negativeWeight === "number" && negativeWeight > 0 && negativeWeight <= 1e6)) {
    throw refusal("negativeWeight must be a number above 0, at most 1e6", negativeWeight);
  }
  const points = ratingsMetric({ scale: [-1, 1] });
  return {
    empty: points.empty,
    add: (tally, sentiment, weight, index) => points.add(tally, pointOf(sentiment, index), weight, index),
    merge: points.merge,
    read: (tally) => {
      const { count, missing, excluded, counts, weight, weights } = points.read(tally);
      const [negative, neutral, positive] = counts as [number, number, number];
      const [against, , up] = (weights?.sums ?? counts) as [number, number, number];
      const down = negativeWeight * against;
      // Of a weight such as 1.1 the product is rounded: 50 of them are 55, and not a whole experience more.
      const slack = Number.isInteger(negativeWeight) ? 0 : 4e-16 * down;
      const short = Math.abs(down - up) <= slack ? 0 : down - up;
      return {
        balance: up + down === 0 ? null : (0 - short) / (up + down),
        positivesNeeded: Math.max(0, weights ? short : Math.ceil(short - slack)) + 0,
        count,
        positive,
        neutral,
        negative,
        missing,
        excluded,
        ...(weight !== undefined && { weight }),
        definition: { metric: "sentimentBalance", negativeWeight },
      };
    },
  };
}

/**
 * Balance of experiences counted elsewhere: see `sentimentBalance`.
 *
 * @param counts - How many were `positive`, `negative` and, if they were counted, `neutral`; whole numbers, 0 or more.
 * @param options - `negativeWeight`, how many positive experiences offset a negative one.
 * @returns The balance, −1 to 1, and the counts.
 * @throws TypeError or RangeError if a count or the weight is none.
 *
 * @example
 * ```ts
 * sentimentBalanceFromCounts({ positive: 10, negative: 2 }, twelveToOne) // ~> { balance: -0.41, positivesNeeded: 14, … }
 * ```
 *
 * @category Experience score
 */
export function sentimentBalanceFromCounts(
  counts: {
    /** Positive experiences. */
    readonly positive: number | bigint;
    /** Neutral ones. Default 0. */
    readonly neutral?: number | bigint | undefined;
    /** Negative ones. */
    readonly negative: number | bigint;
  },
  options: SentimentOptions,
): SentimentBalance {
  const { positive, neutral = 0, negative } = counts ?? {};
  return sentimentBalanceMetric(options).read(ratingsFromCounts([negative, neutral, positive], { scale: [-1, 1] }));
}

function pointOf(sentiment: Sentiment, index?: number): number | null {
  if (sentiment === "positive") return 1;
  if (sentiment === "neutral") return 0;
  if (sentiment === "negative") return -1;
  if (sentiment === null || sentiment === undefined) return null;
  throw refusal('sentiment must be "positive", "neutral", "negative" or null', sentiment, index);
}
