import { addAside, addToClass, type ClassTally, emptyClasses, mergeClasses } from "../stats/class-tally.ts";
import type { ShareResult } from "../stats/share.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { peopleIn, shareOfClasses } from "./class-share.ts";
import { asideOf, type QueuedContact, requireTime, waitOf } from "./queued-contact.ts";

/**
 * What contacts that were abandoned count for, which makes six definitions of a service level:
 *
 * - `"left-out-within"`: abandoned within the threshold, nothing; later, missed;
 * - `"missed"`: always missed;
 * - `"left-out"`: nothing, so that only answered contacts count;
 * - `"met-within"`: abandoned within the threshold, met; later, missed;
 * - `"met-when-short"`: abandoned within `shortAbandon`, met; later, missed;
 * - `"left-out-when-short"`: abandoned within `shortAbandon`, nothing; later, missed.
 *
 * @category Service level
 */
export type AbandonedAs =
  | "left-out-within"
  | "missed"
  | "left-out"
  | "met-within"
  | "met-when-short"
  | "left-out-when-short";

/**
 * What a service level is.
 *
 * @category Service level
 */
export interface ServiceLevelOptions {
  /** The threshold, 0 or more, in the unit of the waits: a wait of exactly this length is within it. */
  readonly within: number;
  /** What contacts that were abandoned count for. Default `"left-out-within"`. */
  readonly abandoned?: AbandonedAs | undefined;
  /** The longest wait of a short abandon, 0 to `within`; required where `abandoned` speaks of short ones, and only there. */
  readonly shortAbandon?: number | undefined;
}

/**
 * What is counted of queued contacts.
 *
 * @category Service level
 */
export interface ServiceLevelTally extends ClassTally {
  /** Contacts still waiting, and not as yet for so long as the threshold. */
  pending: number;
}

/**
 * The definition of a service level, as plain data.
 *
 * @category Service level
 */
export interface ServiceLevelDefinition {
  /** The metric's name. */
  readonly metric: "serviceLevel";
  /** The threshold, in the unit of the waits; included. */
  readonly within: number;
  /** What contacts that were abandoned count for. */
  readonly abandoned: AbandonedAs;
  /** The longest wait of a short abandon; `null` where none is short. */
  readonly shortAbandon: number | null;
}

/**
 * Service level: the share of contacts answered within a threshold.
 *
 * @category Service level
 */
export interface ServiceLevelResult extends Omit<ShareResult, "definition"> {
  /** Contacts answered, whenever, whatever their weights. */
  readonly answered: number;
  /** Contacts abandoned, whenever, whatever their weights. */
  readonly abandoned: number;
  /** What was measured. */
  readonly definition: ServiceLevelDefinition;
}

// The classes of a tally.
const ANSWERED_WITHIN = 0;
const ANSWERED_LATE = 1;
const ABANDONED_SHORT = 2;
const ABANDONED_WITHIN = 3;
const ABANDONED_LATE = 4;
const WAITING_LATE = 5;

/**
 * Service level: the share of contacts answered within a threshold. Tools differ in what an abandoned contact counts for;
 * `abandoned` names it. Who still waits, and not for so long as the threshold, is pending; who has waited that long has been
 * missed, however it ends, unless only answered contacts count.
 *
 * @param contacts - Contacts with outcome and wait; `null`, `undefined` and an unknown wait are counted as missing.
 * @param options - `within`, the threshold; `abandoned`, what abandoned contacts count for; `shortAbandon`; `weight`, a
 *   contact's weight, 0 or more; `value`, where the items are rows.
 * @returns The share, 0 to 1, with its parts; contacts left out are counted in `excluded`; `rate: null` of an empty sample.
 * @throws TypeError or RangeError if a wait is negative or an outcome none, with its index, or an option is none.
 *
 * @example
 * ```ts
 * const calls = [
 *   { outcome: "answered", wait: 20 }, { outcome: "answered", wait: 21 }, { outcome: "abandoned", wait: 4 },
 *   { outcome: "abandoned", wait: 90 }, { outcome: "waiting", wait: 3 },
 * ] as const
 * serviceLevel(calls, { within: 20 }) // => { rate: 1 / 3, numerator: 1, denominator: 3, answered: 2, abandoned: 2, pending: 1, excluded: 1, … }
 * serviceLevel(calls, { within: 20, abandoned: "met-within" }).rate // => 0.5
 * serviceLevel(calls, { within: 20, abandoned: "left-out" }).rate // => 0.5
 * serviceLevel(calls, { within: 20, abandoned: "missed" }).rate // => 0.25
 * serviceLevel([], { within: 20 }).rate // => null
 * ```
 *
 * @see International Customer Management Institute (2002), on calculating service level; Cleveland (2012), Call Center
 * Management on Fast Forward, 3rd edition.
 * @category Service level
 */
export function serviceLevel(
  contacts: Iterable<QueuedContact | null | undefined>,
  options: ServiceLevelOptions & Weighing<QueuedContact | null | undefined>,
): ServiceLevelResult;
export function serviceLevel<Row>(
  rows: Iterable<Row>,
  options: ServiceLevelOptions & RowReading<Row, QueuedContact | null | undefined>,
): ServiceLevelResult;
export function serviceLevel<Row>(
  items: Iterable<Row>,
  options: ServiceLevelOptions & Partial<RowReading<Row, QueuedContact | null | undefined>>,
): ServiceLevelResult {
  return measure(serviceLevelMetric(options), items, options as RowReading<Row, QueuedContact>);
}

/**
 * Service level as a metric, for streams, groups and parts; see `serviceLevel`. Tallies of one threshold, or of one and the same
 * short wait beside it, interchange: count once, and read by every definition that asks for no other.
 *
 * @param options - `within`, `abandoned` and `shortAbandon`, as `serviceLevel` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = serviceLevelMetric({ within: 20 })
 * const [monday, tuesday] = [tally(metric, [{ outcome: "answered", wait: 8 }]), tally(metric, [{ outcome: "abandoned", wait: 9 }])]
 * metric.read(metric.merge(monday, tuesday)).rate // => 1
 * serviceLevelMetric({ within: 20, abandoned: "missed" }).read(metric.merge(monday, tuesday)).rate // => 0.5
 * ```
 *
 * @category Service level
 */
export function serviceLevelMetric(
  options: ServiceLevelOptions,
): Metric<QueuedContact | null | undefined, ServiceLevelTally, ServiceLevelResult> {
  const definition = definitionOf(options);
  const { within, shortAbandon, abandoned } = definition;
  const of = `queue within ${within}${shortAbandon === null ? "" : `, short within ${shortAbandon}`}`;
  const short = shortAbandon ?? -1;
  const add = (
    tally: ServiceLevelTally,
    contact: QueuedContact | null | undefined,
    weight?: number,
    index?: number,
  ) => {
    requireSame(tally, of);
    const wait = waitOf(contact, index);
    if (wait !== null && contact?.outcome === "waiting" && wait < within) addAside(tally, "pending", weight, index);
    else addToClass(tally, wait === null ? asideOf(contact) : classOf(contact!, wait, within, short), weight, index);
    return tally;
  };
  return {
    empty: () => ({ ...emptyClasses(of, 6), pending: 0 }),
    add,
    merge: (left, right) => ({ ...mergeClasses(left, right, of), pending: left.pending + right.pending }),
    read: (tally) => {
      requireSame(tally, of);
      const { counts, missing } = tally;
      const { met, missed, leftOut, pending } = READINGS[abandoned];
      return {
        ...shareOfClasses(tally, met, missed),
        answered: peopleIn(counts, [ANSWERED_WITHIN, ANSWERED_LATE]),
        abandoned: peopleIn(counts, [ABANDONED_SHORT, ABANDONED_WITHIN, ABANDONED_LATE]),
        pending: tally.pending + peopleIn(counts, pending),
        missing,
        excluded: tally.excluded + peopleIn(counts, leftOut),
        definition,
      };
    },
  };
}

/** Which classes are met, missed, left out, and not known as yet. */
interface ClassReading {
  readonly met: readonly number[];
  readonly missed: readonly number[];
  readonly leftOut: readonly number[];
  readonly pending: readonly number[];
}

const READINGS: Readonly<Record<AbandonedAs, ClassReading>> = {
  "left-out-within": {
    met: [ANSWERED_WITHIN],
    missed: [ANSWERED_LATE, ABANDONED_LATE, WAITING_LATE],
    leftOut: [ABANDONED_SHORT, ABANDONED_WITHIN],
    pending: [],
  },
  missed: {
    met: [ANSWERED_WITHIN],
    missed: [ANSWERED_LATE, ABANDONED_SHORT, ABANDONED_WITHIN, ABANDONED_LATE, WAITING_LATE],
    leftOut: [],
    pending: [],
  },
  "left-out": {
    met: [ANSWERED_WITHIN],
    missed: [ANSWERED_LATE],
    leftOut: [ABANDONED_SHORT, ABANDONED_WITHIN, ABANDONED_LATE],
    // It will be left out if it is abandoned.
    pending: [WAITING_LATE],
  },
  "met-within": {
    met: [ANSWERED_WITHIN, ABANDONED_SHORT, ABANDONED_WITHIN],
    missed: [ANSWERED_LATE, ABANDONED_LATE, WAITING_LATE],
    leftOut: [],
    pending: [],
  },
  "met-when-short": {
    met: [ANSWERED_WITHIN, ABANDONED_SHORT],
    missed: [ANSWERED_LATE, ABANDONED_WITHIN, ABANDONED_LATE, WAITING_LATE],
    leftOut: [],
    pending: [],
  },
  "left-out-when-short": {
    met: [ANSWERED_WITHIN],
    missed: [ANSWERED_LATE, ABANDONED_WITHIN, ABANDONED_LATE, WAITING_LATE],
    leftOut: [ABANDONED_SHORT],
    pending: [],
  },
};

function classOf({ outcome }: QueuedContact, wait: number, within: number, short: number): number {
  if (outcome === "answered") return wait <= within ? ANSWERED_WITHIN : ANSWERED_LATE;
  if (outcome === "waiting") return WAITING_LATE;
  return wait <= short ? ABANDONED_SHORT : wait <= within ? ABANDONED_WITHIN : ABANDONED_LATE;
}

function definitionOf(options: ServiceLevelOptions): ServiceLevelDefinition {
  const within = requireTime("within", options?.within, 1e140);
  const abandoned = requireChoice(
    "abandoned",
    options.abandoned ?? "left-out-within",
    Object.keys(READINGS) as AbandonedAs[],
  );
  if (!abandoned.endsWith("-when-short")) {
    if (options.shortAbandon === undefined) return { metric: "serviceLevel", within, abandoned, shortAbandon: null };
    throw refusal(`shortAbandon must not be given where abandoned contacts are "${abandoned}"`, options.shortAbandon);
  }
  return {
    metric: "serviceLevel",
    within,
    abandoned,
    shortAbandon: requireTime("shortAbandon", options.shortAbandon, within),
  };
}
