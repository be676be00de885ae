import { addAside, addToClass, type ClassTally, emptyClasses, mergeClasses } from "../stats/class-tally.ts";
import type { ShareResult } from "../stats/share.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { peopleIn, shareOfClasses } from "./class-share.ts";
import { asideOf, type QueuedContact, requireTime, waitOf } from "./queued-contact.ts";

/**
 * Which abandoned contacts count.
 *
 * @category Abandonment
 */
export interface AbandonmentRateOptions {
  /** The longest wait of a short abandon (a misdial, a second thought), included; default: none is short. */
  readonly shortAbandon?: number | undefined;
  /**
   * What short abandons count for: `"left-out"`, neither above nor below (default), or `"not-abandoned"`, below only.
   */
  readonly short?: "left-out" | "not-abandoned" | undefined;
}

/**
 * What is counted of contacts that were answered or abandoned.
 *
 * @category Abandonment
 */
export interface AbandonmentTally extends ClassTally {
  /** Contacts still waiting. */
  pending: number;
}

/**
 * The share of contacts that were abandoned.
 *
 * @category Abandonment
 */
export interface AbandonmentRateResult extends Omit<ShareResult, "definition"> {
  /** Contacts answered, whatever their weights. */
  readonly answered: number;
  /** Short abandons, whatever their weights. */
  readonly shortAbandons: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "abandonmentRate";
    /** The longest wait of a short abandon; `null` where none is short. */
    readonly shortAbandon: number | null;
    /** What short abandons count for. */
    readonly short: "left-out" | "not-abandoned";
  };
}

/**
 * Abandonment rate: the share of contacts whose customer gave up before an agent answered.
 *
 * Abandonment ends a wait as an answer does, so that it is no censoring of the time to an answer. How many have been
 * answered and how many have given up by each time of waiting is `aalenJohansen`'s to say, those still waiting among them.
 *
 * @param contacts - Contacts with outcome and wait; those still waiting are pending; `null`, `undefined` and an unknown wait
 *   are counted as missing.
 * @param options - `shortAbandon`, the longest wait of a short abandon; `short`, what such ones count for; `weight`, a
 *   contact's weight, 0 or more; `value`, where the items are rows.
 * @returns The share, 0 to 1, with its parts; `rate: null` of an empty sample.
 * @throws TypeError or RangeError if a wait is negative or an outcome none, with its index, or an option is none.
 *
 * @example
 * ```ts
 * const calls = [
 *   { outcome: "answered", wait: 20 }, { outcome: "answered", wait: 70 }, { outcome: "abandoned", wait: 4 },
 *   { outcome: "abandoned", wait: 90 }, { outcome: "waiting", wait: 30 },
 * ] as const
 * abandonmentRate(calls) // => { rate: 0.5, numerator: 2, denominator: 4, answered: 2, shortAbandons: 0, pending: 1, … }
 * abandonmentRate(calls, { shortAbandon: 5 }).rate // => 1 / 3
 * abandonmentRate(calls, { shortAbandon: 5, short: "not-abandoned" }).rate // => 0.25
 *
 * const exits = aalenJohansen(calls, { time: (c) => c.wait, cause: (c) => (c.outcome === "waiting" ? null : c.outcome) })
 * exits.causes.map(({ cause, steps }) => [cause, steps.at(-1)?.incidence]) // ~> [["abandoned", 0.5], ["answered", 0.5]]
 * ```
 *
 * @category Abandonment
 */
export function abandonmentRate(
  contacts: Iterable<QueuedContact | null | undefined>,
  options?: AbandonmentRateOptions & Weighing<QueuedContact | null | undefined>,
): AbandonmentRateResult;
export function abandonmentRate<Row>(
  rows: Iterable<Row>,
  options: AbandonmentRateOptions & RowReading<Row, QueuedContact | null | undefined>,
): AbandonmentRateResult;
export function abandonmentRate<Row>(
  items: Iterable<Row>,
  options: AbandonmentRateOptions & Partial<RowReading<Row, QueuedContact | null | undefined>> = {},
): AbandonmentRateResult {
  return measure(abandonmentRateMetric(options), items, options as RowReading<Row, QueuedContact>);
}

/**
 * The abandonment rate as a metric, for streams, groups and parts; see `abandonmentRate`.
 *
 * @param options - `shortAbandon` and `short`, as `abandonmentRate` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = abandonmentRateMetric({ shortAbandon: 5 })
 * const calls = [{ queue: "a", outcome: "abandoned", wait: 60 }, { queue: "b", outcome: "answered", wait: 2 }] as const
 * measureBy(metric, calls, (call) => call.queue).get("a")?.rate // => 1
 * ```
 *
 * @category Abandonment
 */
export function abandonmentRateMetric(
  options: AbandonmentRateOptions = {},
): Metric<QueuedContact | null | undefined, AbandonmentTally, AbandonmentRateResult> {
  const { shortAbandon, short = "left-out" } = options ?? {};
  requireChoice("short", short, ["left-out", "not-abandoned"]);
  const longest = shortAbandon === undefined ? null : requireTime("shortAbandon", shortAbandon, 1e140);
  const of = `abandonment${longest === null ? "" : `, short within ${longest}`}`;
  const add = (tally: AbandonmentTally, contact: QueuedContact | null | undefined, weight?: number, index?: number) => {
    requireSame(tally, of);
    const wait = waitOf(contact, index);
    if (wait === null) addToClass(tally, asideOf(contact), weight, index);
    else if (contact?.outcome === "waiting") addAside(tally, "pending", weight, index);
    else {
      const isShort = longest !== null && wait <= longest;
      addToClass(tally, contact?.outcome === "answered" ? ANSWERED : isShort ? SHORT : ABANDONED, weight, index);
    }
    return tally;
  };
  return {
    empty: () => ({ ...emptyClasses(of, 3), pending: 0 }),
    add,
    merge: (left, right) => ({ ...mergeClasses(left, right, of), pending: left.pending + right.pending }),
    read: (tally) => {
      requireSame(tally, of);
      const { counts, pending, missing, excluded } = tally;
      const shortAbandons = counts[SHORT]!;
      const leavesOut = short === "left-out";
      return {
        ...shareOfClasses(tally, [ABANDONED], leavesOut ? [ANSWERED] : [ANSWERED, SHORT]),
        answered: peopleIn(counts, [ANSWERED]),
        shortAbandons,
        pending,
        missing,
        excluded: excluded + (leavesOut ? shortAbandons : 0),
        definition: { metric: "abandonmentRate", shortAbandon: longest, short },
      };
    },
  };
}

// The classes of a tally.
const ANSWERED = 0;
const SHORT = 1;
const ABANDONED = 2;
