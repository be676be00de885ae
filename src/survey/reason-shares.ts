import {
  addToClass,
  type ClassTally,
  classesOf,
  emptyClasses,
  makeWeighted,
  mergeClasses,
} from "../stats/class-tally.ts";
import { total, type Weighted, weightedPart } from "../stats/classes.ts";
import { readShare, type ShareResult } from "../stats/share.ts";
import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";

/**
 * The reasons that one respondent ticked: none, one or several; `null` or `undefined` where the question was not answered.
 *
 * @category Reviews
 */
export type Reasons = Iterable<string> | null | undefined;

/**
 * Which reasons there are.
 *
 * @category Reviews
 */
export interface ReasonSharesOptions {
  /** The reasons on offer: others are refused, and those that nobody ticked are listed too. Default: whatever comes. */
  readonly reasons?: readonly string[] | undefined;
}

/**
 * What is counted of reasons.
 *
 * @category Reviews
 */
export interface ReasonsTally extends ClassTally {
  /** Each reason with those who did not tick it and those who did, in the order of the reasons' code units. */
  reasons: [reason: string, ticked: ClassTally][];
}

/**
 * How many respondents gave a reason. `shareInterval` reads it.
 *
 * @category Reviews
 */
export interface ReasonShare extends Pick<ShareResult, "rate" | "numerator" | "denominator">, Weighted {
  /** The reason. */
  readonly reason: string;
}

/**
 * The shares of reasons.
 *
 * @category Reviews
 */
export interface ReasonSharesResult {
  /** The mean number of reasons a respondent ticked, which is the sum of the shares; `null` of an empty sample. */
  readonly reasonsPerRespondent: number | null;
  /** Respondents who answered, those who ticked nothing among them. */
  readonly count: number;
  /** Each reason: of the most people first, whatever they weigh; of equals by code units. Together they may exceed 1. */
  readonly shares: readonly ReasonShare[];
  /** Respondents who did not answer. */
  readonly missing: number;
  /** Respondents of weight 0. */
  readonly excluded: number;
  /** Where the sample is weighted, the sum of the weights. */
  readonly weight?: number;
  /** Where the sample is weighted, Kish's effective sample size. */
  readonly effectiveSampleSize?: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "reasonShares";
    /** The reasons on offer; `null` where any was taken. */
    readonly reasons: readonly string[] | null;
  };
}

/**
 * Shares of reasons where several may be ticked: each reason's share of the respondents, not of the ticks.
 *
 * @param respondents - The reasons of each respondent; twice the same counts once; `[]` answered and ticked nothing; `null`
 *   and `undefined` are counted as missing.
 * @param options - `reasons`, those on offer; `weight`, a respondent's weight, 0 or more; `value`, where the items are rows.
 * @returns Each reason with its share of respondents, 0 to 1; `reasonsPerRespondent: null` of an empty sample.
 * @throws TypeError if reasons are no list of texts, with the respondent's index; RangeError if one is not on offer.
 *
 * @example
 * ```ts
 * const found = reasonShares([["price", "speed"], ["price"], [], null])
 * found // => { reasonsPerRespondent: 1, count: 3, missing: 1, … }
 * found.shares[0] // => { reason: "price", rate: 2 / 3, numerator: 2, denominator: 3 }
 * shareInterval(found.shares[0]!).lower // ~> 0.208
 * reasonShares([]).shares // => []
 * ```
 *
 * @category Reviews
 */
export function reasonShares(
  respondents: Iterable<Reasons>,
  options?: ReasonSharesOptions & Weighing<Reasons>,
): ReasonSharesResult;
export function reasonShares<Row>(
  rows: Iterable<Row>,
  options: ReasonSharesOptions & RowReading<Row, Reasons>,
): ReasonSharesResult;
export function reasonShares<Row>(
  items: Iterable<Row>,
  options: ReasonSharesOptions & Partial<RowReading<Row, Reasons>> = {},
): ReasonSharesResult {
  return measure(reasonSharesMetric(options), items, options as RowReading<Row, Reasons>);
}

/**
 * Shares of reasons as a metric, for streams, groups and parts; see `reasonShares`.
 *
 * @param options - `reasons`, those on offer.
 * @returns A metric whose tallies merge into the tally of the whole, reasons seen in one part only included.
 * @throws TypeError if the reasons on offer are no texts.
 *
 * @example
 * ```ts
 * const metric = reasonSharesMetric()
 * const both = metric.merge(tally(metric, [["price"]]), tally(metric, [["speed"], ["speed"]]))
 * metric.read(both).shares.map(({ reason, numerator }) => [reason, numerator]) // => [["speed", 2], ["price", 1]]
 * ```
 *
 * @category Reviews
 */
export function reasonSharesMetric(
  options: ReasonSharesOptions = {},
): Metric<Reasons, ReasonsTally, ReasonSharesResult> {
  const offered = options?.reasons === undefined ? null : [...requireReasons(options.reasons)].sort(byCodeUnits);
  const of = offered === null ? "reasons" : `reasons ${JSON.stringify(offered)}`;
  const known = offered && new Set(offered);
  return {
    empty: () => ({
      ...emptyClasses(of, 2),
      reasons: (offered ?? []).map((reason) => [reason, emptyClasses(of, 2)]),
    }),
    add: (tally, reasons, weight, index) => {
      requireSame(tally, of);
      const ticked = reasons === null || reasons === undefined ? null : requireReasons(reasons, index);
      for (const reason of ticked ?? []) {
        if (known && !known.has(reason)) {
          const where = index === undefined ? "" : ` at index ${index}`;
          throw new RangeError(`reason must be on offer, got ${shown(reason)}${where}`);
        }
      }
      if (weight !== undefined) for (const [, classes] of tally.reasons) makeWeighted(classes, weight, index);
      if (ticked === null || weight === 0) {
        addToClass(tally, ticked === null ? "missing" : "excluded", weight, index);
        return tally;
      }
      const seen = new Set(tally.reasons.map(([reason]) => reason));
      for (const reason of ticked) if (!seen.has(reason)) tally.reasons.push([reason, unticked(tally)]);
      if (tally.reasons.length > seen.size) tally.reasons.sort(([one], [other]) => byCodeUnits(one, other));
      addToClass(tally, 0, weight, index);
      for (const [reason, classes] of tally.reasons) addToClass(classes, ticked.has(reason) ? 1 : 0, weight, index);
      return tally;
    },
    merge: (left, right) => {
      const everybody = mergeClasses(left, right, of);
      const [one, other] = [new Map(left.reasons), new Map(right.reasons)];
      const reasons = [...new Set([...one.keys(), ...other.keys()])].sort(byCodeUnits);
      return {
        ...everybody,
        reasons: reasons.map((reason) => [
          reason,
          mergeClasses(one.get(reason) ?? unticked(left), other.get(reason) ?? unticked(right), of),
        ]),
      };
    },
    read: (tally) => {
      requireSame(tally, of);
      const everybody = classesOf(tally);
      const { weights: _, ...weighted } = weightedPart(everybody, [0, 0]);
      const shares = tally.reasons.map(([reason, classes]) => ({ reason, ...readShare(classesOf(classes)) }));
      const count = tally.counts[0]!;
      return {
        reasonsPerRespondent: count === 0 ? null : total(shares.map(({ rate }) => rate!)),
        count,
        shares: shares.sort((a, b) => b.numerator - a.numerator || byCodeUnits(a.reason, b.reason)),
        missing: tally.missing,
        excluded: tally.excluded,
        ...weighted,
        definition: { metric: "reasonShares", reasons: offered },
      };
    },
  };
}

/** Everybody counted so far as people who did not tick a reason. */
function unticked({ of, counts, weights }: ClassTally): ClassTally {
  return { of, counts: [...counts], missing: 0, excluded: 0, weights: weights?.map((one) => [...one]) ?? null };
}

function requireReasons(reasons: unknown, index?: number): Set<string> {
  if (reasons !== Object(reasons) || !(Symbol.iterator in (reasons as object))) {
    throw refusal("reasons must be a list of texts", reasons, index);
  }
  const ticked = new Set<string>();
  for (const reason of reasons as Iterable<unknown>) {
    if (typeof reason !== "string") throw refusal("reason must be text", reason, index);
    ticked.add(reason);
  }
  return ticked;
}

/** In the order of their code units, the same in every language. */
function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
