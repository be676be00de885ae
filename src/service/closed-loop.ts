import { makeWeighted } from "../stats/class-tally.ts";
import type { DurationPrecision } from "../stats/duration-bins.ts";
import { type ShareTally, shareMetric } from "../stats/share.ts";
import { requireChoice } from "../tally/choice.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Reading, RowReading, Weighing } from "../tally/metric.ts";
import {
  type CaseReading,
  type CaseTimesMetricOptions,
  type CaseTimesTally,
  caseTimesMetric,
  measureCaseTimes,
} from "./case-times.ts";
import type { ClosedLoopDefinition, ClosedLoopResult } from "./closed-loop-result.ts";
import { attempt, requireInvalid } from "./invalid.ts";
import { LOOP_STAGES, type LoopCase, type LoopMoments, type LoopStage, loopReading } from "./loop-case.ts";
import { countAttainment, type SlaOptions, type SlaTally, weighAttainment } from "./sla-attainment.ts";
import { type ClockDefinition, clockOf, requireNamedClock } from "./ticket-clock.ts";

/**
 * When a loop counts as closed, and by when it is to be.
 *
 * @category Closed loop
 */
export interface ClosedLoopOptions extends Omit<SlaOptions, "of"> {
  /**
   * The stage with which the loop is closed. Default `"told"`: the customer was told what came of it. Where it has no moment, the
   * loop is closed with the first later stage that has one.
   */
  readonly closedWith?: LoopStage | undefined;
}

/**
 * What is counted of closed loops.
 *
 * @category Closed loop
 */
export interface ClosedLoopTally extends Identity {
  /** Closed by the due time. */
  closed: SlaTally;
  /** Cases by the furthest stage that they came to, in the order of the stages. */
  furthest: number[];
  /** Waits for the first contact. */
  contact: CaseTimesTally;
  /** Contacted detractors who are none any more, of those contacted. */
  rescue: ShareTally;
  /** The same, of those who answered again. */
  rescueOfAnswered: ShareTally;
  /** Cases that belong to an initiative. */
  outerLoop: ShareTally;
  /** Items without a case. */
  missing: number;
  /** Cases left out. */
  excluded: number;
}

/**
 * Closed loop: of what customers said, how much was assigned, answered, resolved, told and verified, and how soon.
 *
 * A case has come to a stage where this stage or a later one has a moment. The headline is the share of loops closed by
 * their due time, among those that are due; what is not due yet is pending.
 *
 * @param cases - The moments of each case; `null` and `undefined` are counted as missing.
 * @param options - `asOf`; `target`, how long a case without a `dueAt` may take; `closedWith`; `elapsed`, the clock;
 *   `later`; `invalid`; `weight`, a case's weight, 0 or more; `value`, where the items are rows.
 * @returns The close rate with the cases at each stage, the time to contact, rescue rate and outer loop; `rate: null` where
 *   nothing is due.
 * @throws TypeError or RangeError if a moment is none, before an earlier stage or after `asOf`, with case and index.
 *
 * @example
 * ```ts
 * const day = 86_400_000
 * const cases: LoopCase[] = [
 *   { receivedAt: 0, assignedAt: 0, contactedAt: day, resolvedAt: 2 * day, toldAt: 3 * day, wasDetractor: true, isDetractor: false },
 *   { receivedAt: 0, contactedAt: 4 * day, wasDetractor: true, initiative: "packaging" },
 *   { receivedAt: 6 * day },
 * ]
 * const loop = closedLoop(cases, { asOf: 8 * day, target: 5 * day })
 * loop // => { rate: 0.5, numerator: 1, denominator: 2, pending: 1, count: 3, overdue: 1, … }
 * loop.stages.map((stage) => stage.numerator) // => [3, 2, 2, 1, 1, 0]
 * loop.timeToContact // => { survivalMedian: 4 * day, pending: 1, … }
 * loop.rescue.rate // => 0.5
 * loop.rescueOfAnswered // => { rate: 1, pending: 1, … }
 * closedLoop([], { asOf: 0 }).rate // => null
 * ```
 *
 * @see Reichheld & Markey (2011), The Ultimate Question 2.0: closing the loop.
 * @category Closed loop
 */
export function closedLoop(
  cases: Iterable<LoopCase | null | undefined>,
  options: ClosedLoopOptions & Weighing<LoopCase | null | undefined>,
): ClosedLoopResult;
export function closedLoop<Row>(
  rows: Iterable<Row>,
  options: ClosedLoopOptions & RowReading<Row, LoopCase | null | undefined>,
): ClosedLoopResult;
export function closedLoop<Row>(
  items: Iterable<Row>,
  options: ClosedLoopOptions & Partial<RowReading<Row, LoopCase | null | undefined>>,
): ClosedLoopResult {
  const waits: { readonly moments: LoopMoments; readonly weight: number | undefined }[] = [];
  const metric = closedLoopOf(options, 6, (moments, weight) => waits.push({ moments, weight }));
  const result = measure(metric, items, options as RowReading<Row, LoopCase | null | undefined>);
  const reading: Reading<(typeof waits)[number], LoopMoments> = {
    value: ({ moments }) => moments,
    ...(options.weight && { weight: ({ weight }) => weight! }),
  };
  const { missing, excluded } = result;
  const timeToContact = { ...measureCaseTimes(contactReading(options), waits, reading), missing, excluded };
  return { ...result, timeToContact };
}

/**
 * Closed loops as a metric, for streams, groups and parts; see `closedLoop`.
 *
 * @param options - As `closedLoop` takes them; `clock`, the name that `elapsed` needs; `precision`, that of the quantiles of the time
 *   to contact, which are a sketch's.
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = closedLoopMetric({ asOf: 20, target: 10 })
 * const merged = metric.merge(tally(metric, [{ receivedAt: 0, toldAt: 8 }]), tally(metric, [{ receivedAt: 0 }]))
 * metric.read(merged) // => { rate: 0.5, overdue: 1, … }
 * ```
 *
 * @category Closed loop
 */
export function closedLoopMetric(
  options: ClosedLoopOptions & Pick<CaseTimesMetricOptions, "precision">,
): Metric<LoopCase | null | undefined, ClosedLoopTally, ClosedLoopResult> {
  requireNamedClock(options);
  return closedLoopOf(options, options?.precision ?? 6);
}

/** The metric; `see` is told of every case that counts. */
function closedLoopOf(
  options: ClosedLoopOptions,
  precision: DurationPrecision,
  see?: (moments: LoopMoments, weight: number | undefined) => void,
): Metric<LoopCase | null | undefined, ClosedLoopTally, ClosedLoopResult> {
  const closedWith = requireChoice("closedWith", options?.closedWith ?? "told", LOOP_STAGES);
  const closing = LOOP_STAGES.slice(LOOP_STAGES.indexOf(closedWith));
  const sla = countAttainment({ ...options, of: "due" });
  const contact = caseTimesMetric(contactReading(options), { precision });
  const rescue = shareMetric({ rule: "rescued, of those contacted" });
  const answered = shareMetric({ rule: "rescued, of those who answered again" });
  const outer = shareMetric({ rule: "part of an initiative" });
  const { asOf, later, target, ...clock } = sla.read(sla.empty()).definition;
  const definition: ClosedLoopDefinition = {
    metric: "closedLoop",
    closedWith,
    target,
    clock: clock.clock,
    unit: clock.unit,
    asOf,
    later,
  };
  const of = JSON.stringify({ ...definition, precision });
  const read = loopReading(asOf, later);
  const invalid = requireInvalid(options.invalid);
  return {
    empty: () => ({
      of,
      closed: sla.empty(),
      furthest: LOOP_STAGES.map(() => 0),
      contact: contact.empty(),
      rescue: rescue.empty(),
      rescueOfAnswered: answered.empty(),
      outerLoop: outer.empty(),
      missing: 0,
      excluded: 0,
    }),
    add: (tally, item, weight, index) => {
      requireSame(tally, of);
      if (weight !== undefined) {
        for (const part of [tally.rescue, tally.rescueOfAnswered, tally.outerLoop]) makeWeighted(part, weight, index);
        weighAttainment(tally.closed, weight, index);
      }
      const isMissing = item === null || item === undefined;
      const moments = isMissing ? null : attempt(() => read(item, index), invalid);
      // The waits count who is missing or left out too, so that they are weighted where anybody is.
      tally.contact = contact.add(tally.contact, moments, weight, index);
      if (isMissing) tally.missing++;
      if (!isMissing && (!moments || weight === 0)) tally.excluded++;
      if (!moments || weight === 0) return tally;
      const { at, dueAt, wasDetractor, isDetractor, isLinked, furthest } = moments;
      // Who was asked whether it is so has been told: a stage without a moment had come by the next that has one.
      const doneAt = closing.map((stage) => at[stage]).find((moment) => moment !== null) ?? null;
      const slaCase = { startedAt: at.received!, doneAt, dueAt };
      tally.closed = sla.add(tally.closed, slaCase, weight, index);
      tally.furthest[furthest]!++;
      if (at.contacted !== null && wasDetractor !== false) {
        const isRescued = wasDetractor === null ? null : isDetractor === false;
        const isKnown = isDetractor !== null || isRescued === null;
        tally.rescue = rescue.add(tally.rescue, isRescued, weight, index);
        tally.rescueOfAnswered = answered.add(tally.rescueOfAnswered, isKnown ? isRescued : "pending", weight, index);
      }
      tally.outerLoop = outer.add(tally.outerLoop, isLinked, weight, index);
      see?.(moments, weight);
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      return {
        of,
        closed: sla.merge(left.closed, right.closed),
        furthest: left.furthest.map((count, stage) => count + right.furthest[stage]!),
        contact: contact.merge(left.contact, right.contact),
        rescue: rescue.merge(left.rescue, right.rescue),
        rescueOfAnswered: answered.merge(left.rescueOfAnswered, right.rescueOfAnswered),
        outerLoop: outer.merge(left.outerLoop, right.outerLoop),
        missing: left.missing + right.missing,
        excluded: left.excluded + right.excluded,
      };
    },
    read: (tally) => {
      requireSame(tally, of);
      const closed = sla.read(tally.closed);
      const { ofDue: headline, overdue } = closed;
      const count = tally.furthest.reduce((sum, cases) => sum + cases, 0);
      return {
        ...headline,
        count,
        stages: LOOP_STAGES.map((stage, place) => {
          const reached = tally.furthest.slice(place).reduce((sum, cases) => sum + cases, 0);
          const rate = count === 0 ? null : reached / count;
          return { stage, rate, numerator: reached, denominator: count, waiting: tally.furthest[place]! };
        }),
        overdue,
        closed,
        timeToContact: { ...contact.read(tally.contact), missing: tally.missing, excluded: tally.excluded },
        rescue: rescue.read(tally.rescue),
        rescueOfAnswered: answered.read(tally.rescueOfAnswered),
        outerLoop: outer.read(tally.outerLoop),
        missing: tally.missing,
        excluded: tally.excluded,
        definition,
      };
    },
  };
}

/** How long a case waits for the first contact; until a later stage, where there was none. */
function contactReading(options: ClosedLoopOptions): CaseReading<LoopMoments, LoopMoments, ClockDefinition> {
  const { definition, elapsed } = clockOf(options);
  return {
    definition,
    read: (moments) => moments,
    times: ({ at: { received, contacted, resolved, told, verified }, asOf }) => {
      const startedAt = received!;
      const passedBy = resolved ?? told ?? verified;
      const until = contacted ?? passedBy ?? asOf;
      const state = contacted !== null ? "done" : passedBy !== null ? "closed" : "pending";
      const time = elapsed(startedAt, until);
      return [{ time, event: state === "done", state, startedAt, doneAt: contacted, paused: 0 }];
    },
  };
}
