import { makeWeighted } from "../stats/class-tally.ts";
import { requireDomain } from "../stats/domain.ts";
import { type ShareResult, type ShareTally, shareMetric } from "../stats/share.ts";
import { requireChoice } from "../tally/choice.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import type { CaseTimesOptions } from "./case-times.ts";
import { attempt, requireInvalid } from "./invalid.ts";
import { type ClockDefinition, clockOf, type ElapsedOptions, requireNamedClock } from "./ticket-clock.ts";

/**
 * A case that is to be done by a certain time. What `firstResponse`, `nextResponses` and `resolution` give is one.
 *
 * @category SLA
 */
export interface SlaCase {
  /** When it began. */
  readonly startedAt: Instant;
  /** When it was done; `null` or nothing where it is not. Not before it began. */
  readonly doneAt?: Instant | null | undefined;
  /** When it was done in a way that may yet be undone; if that was in time, the case is pending until it is certain. */
  readonly tentativeAt?: Instant | null | undefined;
  /** When it is due; where it is not given, when the `target` has passed. */
  readonly dueAt?: Instant | null | undefined;
  /** The time that does not count against the target, in the unit of the clock; a `dueAt` is taken as it is. Default 0. */
  readonly paused?: number | undefined;
}

/**
 * What is due when.
 *
 * @category SLA
 */
export interface SlaOptions extends ElapsedOptions, Pick<CaseTimesOptions, "invalid"> {
  /** As of when the cases are seen. */
  readonly asOf: Instant;
  /** Whether what happened after `asOf` is refused, or left out as not yet known. Default `"reject"`. */
  readonly later?: "reject" | "exclude" | undefined;
  /** The time that a case without a `dueAt` may take, in the unit of the clock: milliseconds by the wall clock. Default none. */
  readonly target?: number | undefined;
  /** The denominator of the headline: cases that are due as of `asOf`, or cases that are done. Default `"due"`. */
  readonly of?: "due" | "closed" | undefined;
}

/**
 * The definition of an attainment, as plain data.
 *
 * @category SLA
 */
export interface SlaDefinition extends ClockDefinition {
  /** The metric's name. */
  readonly metric: "slaAttainment";
  /** The denominator of the headline. */
  readonly of: "due" | "closed";
  /** The time that a case without a due time may take, in the unit of the clock; `null` where it is none. */
  readonly target: number | null;
  /** As of when the cases were seen, in milliseconds since 1970. */
  readonly asOf: number;
  /** Whether what happened after `asOf` was refused or left out. */
  readonly later: "reject" | "exclude";
}

/**
 * How a case stands: `met`, done in time; `missed`, done too late; `overdue`, not done, and too late already; `pending`, not
 * done, and not due yet.
 *
 * @category SLA
 */
export interface SlaStanding {
  /** How it stands. */
  readonly state: "met" | "missed" | "overdue" | "pending";
  /** Whether its time has come as of `asOf`: a case may be done before. Not while it is done in time, but not for certain. */
  readonly isDue: boolean;
}

/**
 * What is counted of an attainment.
 *
 * @category SLA
 */
export interface SlaTally extends Identity {
  /** Done in time, of the cases that are due; the others pending. */
  due: ShareTally;
  /** Done in time, of the cases that are done; the others pending. */
  closed: ShareTally;
  /** Not late, of all cases. */
  notLate: ShareTally;
  /** Items without a case, and cases without a due time. */
  missing: number;
  /** Cases left out. */
  excluded: number;
}

/**
 * How many cases were done in time, by three denominators.
 *
 * @category SLA
 */
export interface SlaResult extends Omit<ShareResult, "definition"> {
  /** Done in time, of the cases that are due as of `asOf`, done or not; those not due yet are pending, even if they are done. */
  readonly ofDue: ShareResult;
  /** Done in time, of the cases that are done; those that are not, late ones too, are pending. */
  readonly ofClosed: ShareResult;
  /** Done in time or not late yet, of all cases: what an on-time flag says that every case carries. */
  readonly notLate: ShareResult;
  /** Cases done in time. */
  readonly met: number;
  /** Cases done too late. */
  readonly missed: number;
  /** Cases not done that are too late as of `asOf`. */
  readonly overdue: number;
  /** Items without a case, and cases without a due time. */
  readonly missing: number;
  /** Cases left out: such as cannot be, where the caller said so, begun after `asOf` where `later` leaves that out, or of weight 0. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: SlaDefinition;
}

/**
 * How one case stands against its due time.
 *
 * It is met where it is done at or before the due time; a case that is not done is late once the due time has come.
 *
 * @param item - When it began, is due, and was done.
 * @param options - `asOf`; `target`, `elapsed`, the clock; `later`.
 * @returns How it stands; `null` where it has no due time, or began after `asOf` where `later` leaves that out.
 * @throws TypeError or RangeError if a moment is none, a case was done before it began or after `asOf`, or an option is none.
 *
 * @example
 * ```ts
 * slaStanding({ startedAt: 0, doneAt: 8, dueAt: 10 }, { asOf: 9 }) // => { state: "met", isDue: false }
 * slaStanding({ startedAt: 0 }, { asOf: 10, target: 10 }) // => { state: "overdue", isDue: true }
 * slaStanding({ startedAt: 0, doneAt: 14, paused: 5 }, { asOf: 20, target: 10 })?.state // => "met"
 * ```
 *
 * @category SLA
 */
export function slaStanding(item: SlaCase, options: SlaOptions): SlaStanding | null {
  const standing = slaReading(options).read(item);
  return typeof standing === "string" ? null : standing;
}

/**
 * SLA attainment: the share of cases done by their due time.
 *
 * Of the cases that are done, those that were done quickly are there first, and what lies about undone does not count; of the
 * cases that are due, it does. Both are given, and one is the headline.
 *
 * @param cases - When each began, is due, and was done: rows, or what `resolution` and its like give; `null` and `undefined`
 *   are counted as missing.
 * @param options - `asOf`; `target`, how long a case without a `dueAt` may take; `elapsed`, the clock; `of`, the headline;
 *   `later`; `invalid`; `weight`, a case's weight, 0 or more; `value`, where the items are rows.
 * @returns The rate, 0 to 1, by each denominator; `rate: null` of an empty sample.
 * @throws TypeError or RangeError as `slaStanding` does, with the case's index.
 *
 * @example
 * ```ts
 * const hour = 3_600_000
 * const cases = [3, 9, null, null].map((hours) => ({ startedAt: 0, doneAt: hours && hours * hour, dueAt: 8 * hour }))
 * slaAttainment(cases, { asOf: 24 * hour }) // => { rate: 0.25, met: 1, missed: 1, overdue: 2, … }
 * slaAttainment(cases, { asOf: 24 * hour, of: "closed" }).rate // => 0.5
 * slaAttainment(cases.slice(2), { asOf: 7 * hour }) // => { rate: null, denominator: 0, pending: 2, overdue: 0, … }
 * ```
 *
 * @category SLA
 */
export function slaAttainment(
  cases: Iterable<SlaCase | null | undefined>,
  options: SlaOptions & Weighing<SlaCase | null | undefined>,
): SlaResult;
export function slaAttainment<Row>(
  rows: Iterable<Row>,
  options: SlaOptions & RowReading<Row, SlaCase | null | undefined>,
): SlaResult;
export function slaAttainment<Row>(
  items: Iterable<Row>,
  options: SlaOptions & Partial<RowReading<Row, SlaCase | null | undefined>>,
): SlaResult {
  return measure(countAttainment(options), items, options as RowReading<Row, SlaCase | null | undefined>);
}

/**
 * SLA attainment as a metric, for streams, groups and parts; see `slaAttainment`.
 *
 * @param options - As `slaAttainment` takes them; `elapsed` needs a name, `clock`. Tallies as of two moments do not merge.
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const cases = [{ team: "a", startedAt: 0, doneAt: 5 }, { team: "b", startedAt: 0, doneAt: 15 }]
 * measureBy(slaAttainmentMetric({ asOf: 20, target: 10 }), cases, (row) => row.team).get("a")?.rate // => 1
 * ```
 *
 * @category SLA
 */
export function slaAttainmentMetric(options: SlaOptions): Metric<SlaCase | null | undefined, SlaTally, SlaResult> {
  requireNamedClock(options);
  return countAttainment(options);
}

/** SLA attainment as a metric, whose tallies are not for merging with those of others where the clock has no name. */
export function countAttainment(options: SlaOptions): Metric<SlaCase | null | undefined, SlaTally, SlaResult> {
  const { definition, read } = slaReading(options);
  const invalid = requireInvalid(options.invalid);
  const parts = {
    due: shareMetric({ rule: "met, of those due" }),
    closed: shareMetric({ rule: "met, of those done" }),
    notLate: shareMetric({ rule: "not late" }),
  };
  // The headline is a matter of reading.
  const of = JSON.stringify({ ...definition, of: undefined });
  return {
    empty: () => ({
      of,
      due: parts.due.empty(),
      closed: parts.closed.empty(),
      notLate: parts.notLate.empty(),
      missing: 0,
      excluded: 0,
    }),
    add: (tally, item, weight, index) => {
      requireSame(tally, of);
      weighAttainment(tally, weight, index);
      const standing = item === null || item === undefined ? "missing" : attempt(() => read(item, index), invalid);
      if (standing === "missing") tally.missing++;
      else if (standing === undefined || standing === "excluded" || weight === 0) tally.excluded++;
      else {
        const { state, isDue } = standing;
        const isMet = state === "met";
        const isDone = isMet || state === "missed";
        tally.due = parts.due.add(tally.due, isDue ? isMet : "pending", weight, index);
        tally.closed = parts.closed.add(tally.closed, isDone ? isMet : "pending", weight, index);
        tally.notLate = parts.notLate.add(tally.notLate, isMet || state === "pending", weight, index);
      }
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      return {
        of,
        due: parts.due.merge(left.due, right.due),
        closed: parts.closed.merge(left.closed, right.closed),
        notLate: parts.notLate.merge(left.notLate, right.notLate),
        missing: left.missing + right.missing,
        excluded: left.excluded + right.excluded,
      };
    },
    read: (tally) => {
      requireSame(tally, of);
      const ofDue = parts.due.read(tally.due);
      const ofClosed = parts.closed.read(tally.closed);
      const notLate = parts.notLate.read(tally.notLate);
      const missed = ofClosed.denominator - ofClosed.numerator;
      const { missing: _, excluded: __, definition: ___, ...headline } = definition.of === "due" ? ofDue : ofClosed;
      return {
        ...headline,
        ofDue,
        ofClosed,
        notLate,
        met: ofClosed.numerator,
        missed,
        overdue: notLate.denominator - notLate.numerator - missed,
        missing: tally.missing,
        excluded: tally.excluded,
        definition,
      };
    },
  };
}

/** Notes that an item has a weight, if it has: the sample is then weighted, whether or not the item counts. */
export function weighAttainment(tally: SlaTally, weight: number | undefined, index?: number): void {
  if (weight === undefined) return;
  for (const part of [tally.due, tally.closed, tally.notLate]) makeWeighted(part, weight, index);
}

/** How cases are judged: how each stands, or why it does not count. */
function slaReading(options: SlaOptions): {
  readonly definition: SlaDefinition;
  readonly read: (item: SlaCase, index?: number) => SlaStanding | "missing" | "excluded";
} {
  const asOf = milliseconds(options?.asOf, "asOf");
  const later = requireChoice("later", options.later ?? "reject", ["reject", "exclude"]);
  const of = requireChoice("of", options.of ?? "due", ["due", "closed"]);
  requireInvalid(options.invalid);
  const { target: given = null } = options;
  if (given !== null) requireDomain(given, given >= 0 && given <= 1e140, "target must be a number from 0 to 1e140");
  // Adding 0 turns −0 into 0.
  const target = given === null ? null : given + 0;
  const { definition, elapsed } = clockOf(options);
  /** A moment; `null` where it is not given, or not yet known. */
  const known = (at: Instant | null | undefined, name: string, index?: number): number | null => {
    if (at === null || at === undefined) return null;
    const moment = milliseconds(at, name, index);
    if (moment <= asOf) return moment;
    if (later === "exclude") return null;
    throw refusal(`${name} must not be after asOf, ${asOf}`, moment, index);
  };
  return {
    definition: { metric: "slaAttainment", of, target, ...definition, asOf, later },
    read: (item, index) => {
      if (item !== Object(item)) throw refusal("case must be an object", item, index);
      const { paused = 0 } = item;
      const isPause = typeof paused === "number" && paused >= 0 && paused <= 1e140;
      if (!isPause) throw refusal("paused must be a number from 0 to 1e140", paused, index);
      const begun = milliseconds(item.startedAt, "startedAt", index);
      const startedAt = known(begun, "startedAt", index);
      if (startedAt === null) return "excluded";
      const doneAt = known(item.doneAt, "doneAt", index);
      if (doneAt !== null && doneAt < startedAt) {
        throw refusal(`doneAt must not be before startedAt, ${startedAt}`, doneAt, index);
      }
      const tentativeAt = known(item.tentativeAt, "tentativeAt", index);
      if (tentativeAt !== null && tentativeAt < startedAt) {
        throw refusal(`tentativeAt must not be before startedAt, ${startedAt}`, tentativeAt, index);
      }
      const isGiven = item.dueAt !== null && item.dueAt !== undefined;
      if (!isGiven && target === null) return "missing";
      const dueAt = isGiven ? milliseconds(item.dueAt!, "dueAt", index) : null;
      /** How much later than the due time a moment is: 0 or less of a moment in time. */
      const late = (at: number) => (dueAt === null ? elapsed(startedAt, at) - paused - target! : at - dueAt);
      const isLate = doneAt !== null && late(doneAt) > 0;
      if (doneAt === null && tentativeAt !== null && late(tentativeAt) <= 0) return { state: "pending", isDue: false };
      const isDue = isLate || late(asOf) >= 0;
      if (doneAt !== null) return { state: isLate ? "missed" : "met", isDue };
      return { state: isDue ? "overdue" : "pending", isDue };
    },
  };
}
