import { exactSum } from "../stats/exact-sum.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { refusal } from "../tally/refusal.ts";
import { requireWeight } from "../tally/weight.ts";
import { placeInOrder } from "./place-in-order.ts";

/**
 * Why a customer left: one reason, or several, which share the customer in equal parts; `null`, `undefined` or no reason at all
 * where it is not known.
 *
 * @category Churn reasons
 */
export type LeavingReasons = string | readonly string[] | null | undefined;

/**
 * What is counted of reasons.
 *
 * @category Churn reasons
 */
export interface ChurnReasonsTally extends Identity {
  /** Of each reason, in the order of its text: itself, who named it, and the exact sum of their parts. */
  reasons: [reason: string, people: number, amount: number[]][];
  /** Customers who named a reason. */
  known: number;
  /** Customers whose reason is not known, and the exact sum of their weights. */
  unknown: [people: number, amount: number[]];
  /** Customers of weight 0. */
  excluded: number;
}

/** What the tally is of. */
export const OF = "churnReasons";

/** The tally of no reasons. */
export function noReasons(): ChurnReasonsTally {
  return { of: OF, reasons: [], known: 0, unknown: [0, []], excluded: 0 };
}

/** Counts the reasons of one more customer, in place. */
export function addReasons(
  tally: ChurnReasonsTally,
  reasons: LeavingReasons,
  weight = 1,
  index?: number,
): ChurnReasonsTally {
  requireSame(tally, OF);
  requireWeight(weight, index);
  const named = namesOf(reasons, index);
  if (weight === 0) tally.excluded++;
  else if (named.length === 0) {
    const [people, amount] = tally.unknown;
    tally.unknown = [people + 1, exactSum([...amount, weight])];
  } else {
    tally.known++;
    for (const reason of named) addReason(tally.reasons, reason, 1, [weight / named.length]);
  }
  return tally;
}

/** Adds to a reason, which is put in its place where it is new. */
function addReason(
  reasons: ChurnReasonsTally["reasons"],
  reason: string,
  people: number,
  terms: readonly number[],
): void {
  const place = placeInOrder(reasons, reason);
  const found = reasons[place];
  if (found?.[0] !== reason) reasons.splice(place, 0, [reason, people, exactSum(terms)]);
  else reasons[place] = [reason, found[1] + people, exactSum([...found[2], ...terms])];
}

/** The tally of both; writes to neither. */
export function mergeReasons(left: ChurnReasonsTally, right: ChurnReasonsTally): ChurnReasonsTally {
  requireSame(left, OF);
  requireSame(right, OF);
  const reasons = left.reasons.map(([reason, people, amount]): [string, number, number[]] => [
    reason,
    people,
    [...amount],
  ]);
  for (const [reason, people, amount] of right.reasons) addReason(reasons, reason, people, amount);
  const [one, other] = [left.unknown, right.unknown];
  return {
    of: OF,
    reasons,
    known: left.known + right.known,
    unknown: [one[0] + other[0], exactSum([...one[1], ...other[1]])],
    excluded: left.excluded + right.excluded,
  };
}

/** The reasons that one customer named. */
function namesOf(reasons: LeavingReasons, index?: number): readonly string[] {
  if (reasons === null || reasons === undefined) return [];
  const named: readonly unknown[] = Array.isArray(reasons) ? reasons : [reasons];
  named.forEach((reason, place) => {
    if (typeof reason !== "string") throw refusal("reason must be a string or an array of strings", reason, index);
    if (named.indexOf(reason) !== place) throw refusal("reasons of one customer must each come once", reason, index);
  });
  return named as readonly string[];
}
