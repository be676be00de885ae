import { addAside, addToClass, type ClassTally, emptyClasses, mergeClasses } from "../stats/class-tally.ts";
import { type Outcome, place, type ShareResult } from "../stats/share.ts";
import { requireSame } from "../tally/identity.ts";
import type { Metric } from "../tally/metric.ts";
import { shareOfClasses } from "./class-share.ts";
import {
  type FcrByFlag,
  type FcrByRepeat,
  type FcrByReplies,
  type FcrDefinition,
  fcrDefinition,
} from "./fcr-definition.ts";

/**
 * Whether a contact was resolved, the first time: `true` or 1, it was; `false` or 0, it was not; `"pending"`, it cannot be
 * known yet; `"unresolvable"`, it could not be resolved at this level; `"unknowable"`, the log begins too late to tell;
 * `"excluded"`, it is not to be judged; `null` or `undefined`, it is not known.
 *
 * @category First Contact Resolution
 */
export type FcrOutcome = Outcome | "unresolvable" | "unknowable" | "excluded";

/**
 * What is counted of contacts: how many were not resolved, how many were, and how many could not be.
 *
 * @category First Contact Resolution
 */
export interface FcrTally extends ClassTally {
  /** Contacts of which it cannot be known yet. */
  pending: number;
  /** Contacts of which it cannot be known at all. */
  unknowable: number;
}

/**
 * The share of contacts that were resolved the first time.
 *
 * @category First Contact Resolution
 */
export interface FcrResult extends Omit<ShareResult, "definition"> {
  /** Contacts that could not be resolved at this level: gross, in the denominator; net, not. */
  readonly unresolvable: number;
  /** Contacts within the horizon from the log's begin, whose chain may have begun before it; not in the denominator. */
  readonly unknowable: number;
  /** What was measured. */
  readonly definition: FcrDefinition;
}

/**
 * First-contact resolution as a metric of outcomes, for streams, groups and parts; see `fcr`. By repeat, `repeatContacts`, and by
 * replies, `oneTouch`, are the steps that make outcomes of contacts. Tallies, gross and net, interchange.
 *
 * @param options - `by`, what decides the outcomes: `"flag"`, `"survey"`, `"repeat"` (with `within`, `contacts`, `sameReason`) or
 *   `"replies"` (with `touches`); `level`, `"gross"` or `"net"`.
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = fcrMetric({ by: "survey" })
 * const [monday, tuesday] = [tally(metric, [true, "unresolvable"]), tally(metric, [false, null])]
 * metric.read(metric.merge(monday, tuesday)).rate // => 1 / 3
 * fcrMetric({ by: "survey", level: "net" }).read(metric.merge(monday, tuesday)).rate // => 0.5
 * ```
 *
 * @category First Contact Resolution
 */
export function fcrMetric(options: FcrByFlag | FcrByRepeat | FcrByReplies): Metric<FcrOutcome, FcrTally, FcrResult> {
  const definition = fcrDefinition(options);
  const of = nameOf(definition);
  const add = (tally: FcrTally, outcome: FcrOutcome, weight?: number, index?: number) => {
    requireSame(tally, of);
    if (outcome === "pending" || outcome === "unknowable") addAside(tally, outcome, weight, index);
    else addToClass(tally, placeOf(outcome, index), weight, index);
    return tally;
  };
  return {
    empty: () => ({ ...emptyClasses(of, 3), pending: 0, unknowable: 0 }),
    add,
    merge: (left, right) => ({
      ...mergeClasses(left, right, of),
      pending: left.pending + right.pending,
      unknowable: left.unknowable + right.unknowable,
    }),
    read: (tally) => {
      requireSame(tally, of);
      const { counts, pending, unknowable, missing, excluded } = tally;
      const others = definition.level === "gross" ? [UNRESOLVED, UNRESOLVABLE] : [UNRESOLVED];
      const share = shareOfClasses(tally, [RESOLVED], others);
      return { ...share, pending, unresolvable: counts[UNRESOLVABLE]!, unknowable, missing, excluded, definition };
    },
  };
}

// The classes of a tally: what `place` gives to outcomes, and one more.
const UNRESOLVED = 0;
const RESOLVED = 1;
const UNRESOLVABLE = 2;

function placeOf(outcome: Exclude<FcrOutcome, "pending">, index?: number) {
  if (outcome === "unresolvable") return UNRESOLVABLE;
  return outcome === "excluded" ? outcome : place(outcome, index);
}

function nameOf({ by, within, contacts, sameReason, touches }: FcrDefinition): string {
  if (by === "replies") return `fcr by replies, ${touches}`;
  if (by !== "repeat") return `fcr by ${by}`;
  return `fcr by repeat within ${within}, ${contacts}${sameReason ? ", same reason" : ""}`;
}
