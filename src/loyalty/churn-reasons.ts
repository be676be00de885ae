import { requireDomain } from "../stats/domain.ts";
import { exactly, exactSum, nearest } from "../stats/exact-sum.ts";
import { settled } from "../stats/settled.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireSame } from "../tally/identity.ts";
import { requireIterable } from "../tally/iterable.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import {
  addReasons,
  type ChurnReasonsTally,
  type LeavingReasons,
  mergeReasons,
  noReasons,
  OF,
} from "./reasons-tally.ts";

/**
 * How reasons are read.
 *
 * @category Churn reasons
 */
export interface ChurnReasonsOptions {
  /** The reasons that are not the customer's choice, such as a payment that failed; default none. */
  readonly involuntary?: Iterable<string> | undefined;
  /**
   * What those are whose reason is not known: `"left-out"` of the shares (default), or `"counted"` in them, as if after all
   * known reasons. Their number is told in any case.
   */
  readonly unknown?: "left-out" | "counted" | undefined;
  /** The share that the vital few reasons reach together, above 0 up to 1; default 0.8. */
  readonly vitalShare?: number | undefined;
}

/**
 * One reason, in its place among all.
 *
 * @category Churn reasons
 */
export interface ChurnReason {
  /** The reason. */
  readonly reason: string;
  /** The share of those who left that is due to it, 0 to 1, weighted where weights are. */
  readonly share: number;
  /** The share of this reason and all before it, 0 to 1. */
  readonly cumulative: number;
  /** Customers, or weight, due to it: who named several reasons is a part of each. */
  readonly amount: number;
  /** Customers who named it: people, as `shareInterval` takes them. */
  readonly numerator: number;
  /** Customers who named any reason. */
  readonly denominator: number;
  /** Whether it is one of the vital few. */
  readonly isVital: boolean;
  /** Whether it is the customer's choice. */
  readonly isVoluntary: boolean;
}

/**
 * Why customers left, the commonest reason first.
 *
 * @category Churn reasons
 */
export interface ChurnReasonsResult {
  /** The fewest reasons that together reach the vital share; empty where none do, because too many are unknown. */
  readonly vitalFew: readonly string[];
  /** Customers who left, those whose reason is not known among them. */
  readonly count: number;
  /** The reasons, by amount, then by their text. */
  readonly reasons: readonly ChurnReason[];
  /** The share due to reasons that are the customer's choice, 0 to 1, of all whose reason is known; `null` where none is. */
  readonly voluntaryShare: number | null;
  /** Customers whose reason is not known. */
  readonly unknown: number;
  /** Their share of all who left, 0 to 1, weighted where weights are; `null` where nobody left. */
  readonly unknownShare: number | null;
  /** Customers of weight 0. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "churnReasons";
    /** What those are whose reason is not known. */
    readonly unknown: "left-out" | "counted";
    /** The reasons that are not the customer's choice. */
    readonly involuntary: readonly string[];
    /** The share that the vital few reach. */
    readonly vitalShare: number;
  };
}

/**
 * Why customers leave: the reasons by how much is due to each, with their cumulative share and the vital few that make up most of
 * it (Pareto). Who named several reasons counts once, in equal parts.
 *
 * @param reasons - The reason or reasons of each customer who left; `null`, `undefined` and `[]` where it is not known.
 * @param options - `involuntary`, the reasons that are not the customer's choice; `unknown`, whether those without a reason
 *   are in the shares; `vitalShare`; `weight`, 0 or more, such as the revenue lost; `value`, where the items are rows.
 * @returns The reasons in order, the vital few, and how many are unknown; of nobody, no reasons.
 * @throws TypeError or RangeError if a reason is no text or named twice by one customer, with its index, or an option is none.
 *
 * @example
 * ```ts
 * const left = churnReasons(["price", "price", "price", ["price", "service"], "moved", null], { involuntary: ["moved"] })
 * left.vitalFew // => ["price", "moved"]
 * left.reasons[0] // => { reason: "price", share: 0.7, cumulative: 0.7, amount: 3.5, numerator: 4, denominator: 5, … }
 * left // => { count: 6, unknown: 1, unknownShare: 1 / 6, voluntaryShare: 0.8, … }
 * churnReasons([]).reasons // => []
 * ```
 *
 * @see Juran (1975), The Non-Pareto Principle; Mea Culpa, Quality Progress 8, on the vital few.
 * @category Churn reasons
 */
export function churnReasons(
  reasons: Iterable<LeavingReasons>,
  options?: ChurnReasonsOptions & Weighing<LeavingReasons>,
): ChurnReasonsResult;
export function churnReasons<Row>(
  rows: Iterable<Row>,
  options: ChurnReasonsOptions & RowReading<Row, LeavingReasons>,
): ChurnReasonsResult;
export function churnReasons<Row>(
  items: Iterable<Row>,
  options: ChurnReasonsOptions & Partial<RowReading<Row, LeavingReasons>> = {},
): ChurnReasonsResult {
  return measure(churnReasonsMetric(options), items, options as RowReading<Row, LeavingReasons>);
}

/**
 * The reasons why customers leave as a metric, for streams, groups and parts; see `churnReasons`. How they are read is not in
 * the tally: tallies of all options interchange.
 *
 * @param options - `involuntary`, `unknown` and `vitalShare`, as `churnReasons` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; an empty tally has no reasons.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = churnReasonsMetric()
 * const both = metric.merge(tally(metric, ["price"]), tally(metric, [["price", "service"]]))
 * metric.read(both).reasons.map((each) => [each.reason, each.amount]) // => [["price", 1.5], ["service", 0.5]]
 * ```
 *
 * @category Churn reasons
 */
export function churnReasonsMetric(
  options: ChurnReasonsOptions = {},
): Metric<LeavingReasons, ChurnReasonsTally, ChurnReasonsResult> {
  const { unknown = "left-out", vitalShare = 0.8, involuntary = [] } = options ?? {};
  requireChoice("unknown", unknown, ["left-out", "counted"]);
  requireDomain(vitalShare, vitalShare > 0 && vitalShare <= 1, "vitalShare must be above 0 up to 1");
  requireIterable(involuntary, "involuntary");
  const definition = { metric: "churnReasons", unknown, involuntary: [...involuntary], vitalShare } as const;
  return { empty: noReasons, add: addReasons, merge: mergeReasons, read: (tally) => readReasons(tally, definition) };
}

function readReasons(tally: ChurnReasonsTally, definition: ChurnReasonsResult["definition"]): ChurnReasonsResult {
  requireSame(tally, OF);
  const { known, excluded } = tally;
  const [unknown, unknownAmount] = tally.unknown;
  const knownAmounts = tally.reasons.flatMap(([, , amount]) => amount);
  const knownTotal = exactly(knownAmounts);
  const everything = exactly([...knownAmounts, ...unknownAmount]);
  const whole = definition.unknown === "counted" ? everything : knownTotal;
  // Parts of customers are rounded, which must not decide the order. Sorting keeps those that are equal in that of their names.
  const ordered = tally.reasons
    .map(([reason, people, amount]) => ({ reason, people, amount, rounded: settled(nearest(amount)) }))
    .sort((a, b) => b.rounded - a.rounded);
  const isInvoluntary = new Set(definition.involuntary);
  let sofar: number[] = [];
  let before = 0;
  const reasons = ordered.map(({ reason, people, amount }): ChurnReason => {
    sofar = exactSum([...sofar, ...amount]);
    const isVital = before < definition.vitalShare * (1 - 1e-12);
    before = Math.min(1, nearest(sofar) / whole);
    return {
      reason,
      share: nearest(amount) / whole,
      cumulative: before,
      amount: nearest(amount),
      numerator: people,
      denominator: known,
      isVital,
      isVoluntary: !isInvoluntary.has(reason),
    };
  });
  // Where the unknown keep the reasons from the share, none are few.
  const isReached = before >= definition.vitalShare * (1 - 1e-12);
  const chosen = ordered.filter(({ reason }) => !isInvoluntary.has(reason)).flatMap(({ amount }) => amount);
  return {
    vitalFew: isReached ? reasons.filter(({ isVital }) => isVital).map(({ reason }) => reason) : [],
    count: known + unknown,
    reasons: isReached ? reasons : reasons.map((each) => ({ ...each, isVital: false })),
    voluntaryShare: known === 0 ? null : Math.min(1, exactly(chosen) / knownTotal),
    unknown,
    unknownShare: known + unknown === 0 ? null : nearest(unknownAmount) / everything,
    excluded,
    definition,
  };
}
