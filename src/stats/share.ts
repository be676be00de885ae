import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import {
  addAside,
  addToClass,
  type ClassTally,
  classesOf,
  emptyClasses,
  mergeClasses,
  type Place,
} from "./class-tally.ts";
import { type Classes, percent, sizes, type Weighted, weightedPart } from "./classes.ts";

/**
 * One outcome of a proportion: `true` or 1, it holds; `false` or 0, it does not; `"pending"`, it cannot be known yet;
 * `null` or `undefined`, it is not known.
 *
 * @category Share
 */
export type Outcome = boolean | 0 | 1 | "pending" | null | undefined;

/**
 * What is counted of a proportion: how many outcomes do not hold and how many hold.
 *
 * @category Share
 */
export interface ShareTally extends ClassTally {
  /** Outcomes that cannot be known yet. */
  pending: number;
}

/**
 * A proportion.
 *
 * @category Share
 */
export interface ShareResult extends Weighted {
  /** The share, 0 to 1, weighted where weights are; `null` of an empty sample. */
  readonly rate: number | null;
  /** How many hold: people, whatever their weights. */
  readonly numerator: number;
  /** How many were counted: people, whatever their weights. */
  readonly denominator: number;
  /** How many cannot be known yet; in neither numerator nor denominator. */
  readonly pending: number;
  /** How many are not known. */
  readonly missing: number;
  /** How many were left out. */
  readonly excluded: number;
  /** What was measured, as plain data. */
  readonly definition: {
    /** What decides the outcomes: the metric's name, or the rule. */
    readonly metric: string;
  };
}

/**
 * The rule that a share's outcomes follow.
 *
 * @category Share
 */
export interface ShareOptions {
  /** What decides the outcomes, such as `"resolved within 7 days"`; shares of two rules do not merge. Default `"share"`. */
  readonly rule?: string | undefined;
}

/**
 * A proportion: how often something holds, among the outcomes that are known.
 *
 * @param outcomes - `true`/1, `false`/0, `"pending"` (counted apart), `null`/`undefined` (counted as missing).
 * @param options - `rule`, what decides the outcomes; `weight`, an outcome's weight, 0 or more; `value`, where the
 *   items are rows.
 * @returns The rate, 0 to 1, with numerator and denominator; `rate: null` of an empty sample.
 * @throws TypeError or RangeError if an outcome is none of these, with its index.
 *
 * @example
 * ```ts
 * share([true, true, false, null, "pending"]) // => { rate: 2 / 3, numerator: 2, denominator: 3, pending: 1, missing: 1, … }
 * share([]).rate // => null
 * ```
 *
 * @category Share
 */
export function share(outcomes: Iterable<Outcome>, options?: ShareOptions & Weighing<Outcome>): ShareResult;
export function share<Row>(rows: Iterable<Row>, options: ShareOptions & RowReading<Row, Outcome>): ShareResult;
export function share<Row>(
  items: Iterable<Row>,
  options: ShareOptions & Partial<RowReading<Row, Outcome>> = {},
): ShareResult {
  const { rule, ...reading } = options ?? {};
  return measure(shareMetric({ rule }), items, reading as RowReading<Row, Outcome>);
}

/**
 * A proportion as a metric, for streams, groups and parts; see `share`.
 *
 * @param options - `rule`, what decides the outcomes.
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const resolved = shareMetric({ rule: "resolved on first contact" })
 * resolved.read(resolved.merge(tally(resolved, [true]), tally(resolved, [false, true]))).rate // => 2 / 3
 * ```
 *
 * @category Share
 */
export function shareMetric(options: ShareOptions = {}): Metric<Outcome, ShareTally, ShareResult> {
  const rule = requireRule(options?.rule);
  const add = (tally: ShareTally, outcome: Outcome, weight?: number, index?: number): ShareTally => {
    requireSame(tally, rule);
    if (outcome === "pending") addAside(tally, "pending", weight, index);
    else addToClass(tally, place(outcome, index), weight, index);
    return tally;
  };
  return {
    empty: () => ({ ...emptyClasses(rule, 2), pending: 0 }),
    add,
    merge: (left, right) => ({ ...mergeClasses(left, right, rule), pending: left.pending + right.pending }),
    read: (tally) => {
      requireSame(tally, rule);
      const { missing, excluded, pending } = tally;
      return { ...readShare(classesOf(tally)), pending, missing, excluded, definition: { metric: rule } };
    },
  };
}

/** The rule, if it is one. */
export function requireRule(rule: unknown = "share"): string {
  if (typeof rule === "string") return rule;
  throw refusal("rule must be a string", rule);
}

/** The rate of the higher of two classes. */
export function readShare(classes: Classes): Pick<ShareResult, "rate" | "numerator" | "denominator"> & Weighted {
  const [others, those] = sizes(classes) as [number, number];
  const [outside, numerator] = classes.counts as [number, number];
  const whole = others + those;
  return {
    rate: whole === 0 ? null : those / whole,
    numerator,
    denominator: outside + numerator,
    ...weightedPart(classes, [0, 1]),
  };
}

/** The rate as a percentage, 0 to 100. */
export function percentage({ numerator, denominator, weights }: ShareResult): number | null {
  const [others, those] = weights ? (weights.sums as [number, number]) : [denominator - numerator, numerator];
  return percent(those, others + those, weights !== undefined);
}

/** The class of an outcome that is not pending, 1 where it holds. */
export function place(outcome: unknown, index?: number): Place {
  if (outcome === true || outcome === 1) return 1;
  if (outcome === false || outcome === 0) return 0;
  if (outcome === null || outcome === undefined) return "missing";
  throw refusal('outcome must be true, false, "pending" or null', outcome, index);
}
