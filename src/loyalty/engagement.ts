import { addToClass, type ClassTally, classesOf, emptyClasses, mergeClasses } from "../stats/class-tally.ts";
import type { Weighted } from "../stats/classes.ts";
import { requireDomain } from "../stats/domain.ts";
import { addToMean, type MeanTally, mergeMeans, noMean, readMean } from "../stats/mean-tally.ts";
import { readShare } from "../stats/share.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * Who is engaged.
 *
 * @category Engagement
 */
export interface EngagementOptions {
  /** The fewest actions of one who is engaged, 1 or more; default 1. */
  readonly engagedFrom?: number | undefined;
}

/**
 * What is counted of customers and what they did.
 *
 * @category Engagement
 */
export interface EngagementTally extends Identity {
  /** Customers who are not engaged, and customers who are. */
  readonly customers: ClassTally;
  /** How much those did who are engaged. */
  readonly actions: MeanTally;
}

/**
 * How many customers are engaged, and how deeply.
 *
 * @category Engagement
 */
export interface EngagementResult extends Weighted {
  /** The share of customers who are engaged, 0 to 1, weighted where weights are; `null` of an empty sample. */
  readonly rate: number | null;
  /** Customers who are engaged. */
  readonly numerator: number;
  /** Customers counted. */
  readonly denominator: number;
  /** Actions of an engaged customer, on average; `null` where nobody is engaged. */
  readonly depth: number | null;
  /** The standard deviation of the actions of engaged customers; `null` below two. */
  readonly depthStandardDeviation: number | null;
  /** Customers of whom it is not known. */
  readonly missing: number;
  /** Customers of weight 0. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "engagement";
    /** The fewest actions of one who is engaged. */
    readonly engagedFrom: number;
  };
}

/**
 * Customer engagement: the share of customers who do anything beyond buying (review, share, refer, reply, take part), and how much
 * those do. The denominator is every customer, those too who did nothing.
 *
 * @param actions - How often each customer did something, 0 or more; `null` and `undefined` are counted as missing.
 * @param options - `engagedFrom`, the fewest actions of one who is engaged; `weight`, 0 or more; `value`, where the items are
 *   rows.
 * @returns Rate, 0 to 1, and depth; `rate: null` of an empty sample.
 * @throws TypeError or RangeError if a number of actions is none, with its index, or an option is none.
 *
 * @example
 * ```ts
 * engagement([0, 0, 1, 5, null]) // => { rate: 0.5, numerator: 2, denominator: 4, depth: 3, missing: 1, … }
 * engagement([0, 0, 1, 5], { engagedFrom: 2 }) // => { rate: 0.25, depth: 5, … }
 * engagement([0, 0]).depth // => null
 * ```
 *
 * @category Engagement
 */
export function engagement(
  actions: Iterable<number | null | undefined>,
  options?: EngagementOptions & Weighing<number | null | undefined>,
): EngagementResult;
export function engagement<Row>(
  rows: Iterable<Row>,
  options: EngagementOptions & RowReading<Row, number | null | undefined>,
): EngagementResult;
export function engagement<Row>(
  items: Iterable<Row>,
  options: EngagementOptions & Partial<RowReading<Row, number | null | undefined>> = {},
): EngagementResult {
  return measure(engagementMetric(options), items, options as RowReading<Row, number | null | undefined>);
}

/**
 * Customer engagement as a metric, for streams, groups and parts; see `engagement`.
 *
 * @param options - `engagedFrom`, the fewest actions of one who is engaged.
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 * @throws TypeError or RangeError if the option is none.
 *
 * @example
 * ```ts
 * const customers = [{ plan: "a", reviews: 2 }, { plan: "b", reviews: 0 }]
 * measureBy(engagementMetric(), customers, (c) => c.plan, { value: (c) => c.reviews }).get("a")?.depth // => 2
 * ```
 *
 * @category Engagement
 */
export function engagementMetric(
  options: EngagementOptions = {},
): Metric<number | null | undefined, EngagementTally, EngagementResult> {
  const { engagedFrom = 1 } = options ?? {};
  const isCount = Number.isSafeInteger(engagedFrom) && engagedFrom >= 1;
  requireDomain(engagedFrom, isCount, "engagedFrom must be a whole number, 1 or more");
  const of = `engagement from ${engagedFrom}`;
  return {
    empty: () => ({ of, customers: emptyClasses(of, 2), actions: noMean(of) }),
    add: (tally, actions, weight, index) => {
      requireSame(tally, of);
      const isKnown = actions !== null && actions !== undefined;
      if (isKnown) requireActions(actions, index);
      const isEngaged = isKnown && actions >= engagedFrom;
      addToClass(tally.customers, isKnown ? Number(isEngaged) : "missing", weight, index);
      if (isEngaged) addToMean(tally.actions, actions, weight, index, (value) => value as number);
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      return {
        of,
        customers: mergeClasses(left.customers, right.customers, of),
        actions: mergeMeans(left.actions, right.actions),
      };
    },
    read: (tally) => {
      requireSame(tally, of);
      const { rate, numerator, denominator, ...weighted } = readShare(classesOf(tally.customers));
      const { mean, standardDeviation } = readMean(tally.actions);
      return {
        rate,
        numerator,
        denominator,
        depth: mean,
        depthStandardDeviation: standardDeviation,
        missing: tally.customers.missing,
        excluded: tally.customers.excluded,
        ...weighted,
        definition: { metric: "engagement", engagedFrom },
      };
    },
  };
}

function requireActions(actions: unknown, index?: number): void {
  if (Number.isSafeInteger(actions) && (actions as number) >= 0) return;
  throw refusal("actions must be a whole number, 0 or more", actions, index);
}
