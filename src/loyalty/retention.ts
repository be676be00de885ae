import { addToClass, type ClassTally, classesOf, emptyClasses, mergeClasses } from "../stats/class-tally.ts";
import type { Classes, Weighted } from "../stats/classes.ts";
import { readShare } from "../stats/share.ts";
import { unitWeights } from "../stats/weight-sums.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric } from "../tally/metric.ts";
import { requireCalendar } from "../time/period.ts";
import { calendarCohorts, rollingCohort } from "./cohort-membership.ts";
import { type ActivityReading, activitiesOf, type CustomerActivity, momentsOf } from "./customer-activity.ts";
import { type PeriodNumbers, periodNumbers } from "./period-numbers.ts";
import { placeInOrder } from "./place-in-order.ts";
import { type RetentionDefinition, type RetentionOptions, retentionDefinition } from "./retention-definition.ts";

/**
 * What is counted of cohorts.
 *
 * @category Retention
 */
export interface RetentionTally extends Identity {
  /** Customers counted. */
  readonly customers: ClassTally;
  /**
   * Of each cohort, by its start (0 where periods are rolling), its customers, and of each cell in turn: eligible and not retained,
   * eligible and retained, pending and not active yet, pending and active.
   */
  cohorts: [start: number, customers: ClassTally, cells: ClassTally][];
}

/**
 * A share retained in a stretch of periods after the beginning.
 *
 * @category Retention
 */
export interface RetainedShare extends Weighted {
  /** The first period of the stretch, 0 is that of the beginning. */
  readonly from: number;
  /** The last period of the stretch; `null` where it has no end. */
  readonly to: number | null;
  /** The share retained of those whose stretch has passed, 0 to 1, weighted where weights are; `null` where there are none. */
  readonly rate: number | null;
  /** Customers retained whose stretch has passed. */
  readonly numerator: number;
  /** Customers whose stretch has passed. */
  readonly denominator: number;
  /** Customers whose stretch has not passed yet; in neither numerator nor denominator. */
  readonly pending: number;
}

/**
 * A cell of the table of cohorts.
 *
 * @category Retention
 */
export interface RetentionCell extends RetainedShare {
  /** Customers active so far, those among them whose stretch has not passed. */
  readonly active: number;
  /** Whether the stretch of all of the cohort has passed. */
  readonly complete: boolean;
}

/**
 * Customers who began, or were active, in one period.
 *
 * @category Retention
 */
export interface Cohort {
  /** The first instant of the period, in milliseconds since 1970-01-01T00:00Z; `null` where periods are rolling. */
  readonly start: number | null;
  /** The first instant after the period; `null` where periods are rolling. */
  readonly end: number | null;
  /** Customers of the cohort. */
  readonly size: number;
  /** The cells in the order of the definition. */
  readonly cells: readonly RetentionCell[];
}

/**
 * How many customers are retained.
 *
 * @category Retention
 */
export interface RetentionResult {
  /** The retention of all cohorts together, in the order of the definition: customers whose stretch has passed, no others. */
  readonly curve: readonly RetainedShare[];
  /** Customers counted. */
  readonly count: number;
  /** The cohorts in order, those without customers between them; one where periods are rolling. */
  readonly cohorts: readonly Cohort[];
  /** Customers without any activity, and events without a customer. */
  readonly missing: number;
  /** Customers of weight 0. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: RetentionDefinition;
}

/**
 * Retention by cohort: of the customers who began in a period, the share active so many periods later. What counts is named: in just
 * that period, in it or later, or in a stretch of periods; periods of the calendar, or rolling ones from each customer's first moment.
 *
 * Only customers whose period has passed at `asOf` are in a rate; a cell in which some are pending is marked. Customers who began
 * before the first event seem to begin with it, unless `firstSeen` says when they did.
 *
 * @param events - The events: any iterable, in any order.
 * @param options - `customer`, `at` and `firstSeen`, how an event is read; `origin`, with `every` and `timeZone` or with `periodLength`;
 *   `mode`, with `periods` or `brackets`; `cohort`; `asOf`, the moment up to which events are known.
 * @returns The curve of all cohorts, and the table of cohorts; of no events, no cohorts.
 * @throws TypeError or RangeError if a moment is none or after `asOf`, with its index, or an option is none.
 *
 * @example
 * ```ts
 * const day = 86_400_000
 * const visits = [
 *   { who: "a", at: 0 }, { who: "a", at: 1.5 * day }, { who: "b", at: 0.5 * day }, { who: "b", at: 2.1 * day }, { who: "c", at: 1 * day },
 * ]
 * const reading = { customer: (v: (typeof visits)[number]) => v.who, at: (v: (typeof visits)[number]) => v.at }
 * const days = retention(visits, { ...reading, origin: "calendar", every: "day", timeZone: "UTC", periods: 2, asOf: 3 * day })
 * days.cohorts.map((cohort) => cohort.cells.map((cell) => cell.rate)) // => [[1, 0.5, 0.5], [1, 0, null], [null, null, null]]
 * days.curve.map((cell) => cell.rate) // => [1, 1 / 3, 0.5]
 * days.cohorts[1]?.cells[2] // => { numerator: 0, denominator: 0, pending: 1, complete: false, … }
 *
 * retention(visits, { ...reading, origin: "rolling", periods: 2, asOf: 3 * day }).curve.map((cell) => [cell.rate, cell.pending])
 * // => [[1, 0], [2 / 3, 0], [0, 2]]
 * ```
 *
 * @category Retention
 */
export function retention<Row>(
  events: Iterable<Row>,
  options: RetentionOptions & ActivityReading<Row>,
): RetentionResult {
  const metric = retentionMetric(options);
  return measure(metric, activitiesOf(events, options, options.asOf));
}

/**
 * Retention as a metric of customers, for streams, groups and parts; see `retention`. A customer is one observation, so that an engine
 * groups events by customer first.
 *
 * @param options - As `retention` takes them.
 * @returns A metric whose tallies merge into the tally of the whole; an empty tally has no cohorts.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const hour = 3_600_000
 * const metric = retentionMetric({ origin: "rolling", periodLength: hour, periods: 1, asOf: 3 * hour })
 * const both = metric.merge(tally(metric, [{ moments: [0, 1.5 * hour] }]), tally(metric, [{ moments: [0.5 * hour] }]))
 * metric.read(both).curve[1]?.rate // => 0.5
 * ```
 *
 * @category Retention
 */
export function retentionMetric(
  options: RetentionOptions,
): Metric<CustomerActivity | null | undefined, RetentionTally, RetentionResult> {
  const definition = retentionDefinition(options);
  const { asOf, cells, cohort: membership } = definition;
  const of = `retention ${JSON.stringify(definition)}`;
  const numbers = options.origin === "calendar" ? periodNumbers(requireCalendar(options), asOf) : undefined;
  const cohortsOf = numbers
    ? calendarCohorts(numbers, asOf, membership)
    : rollingCohort(asOf, definition.periodLength!);
  const noCohort = (start: number): [number, ClassTally, ClassTally] => [
    start,
    emptyClasses(of, 1),
    emptyClasses(of, 4 * cells.length),
  ];
  return {
    empty: () => ({ of, customers: emptyClasses(of, 1), cohorts: [] }),
    add: (tally, activity, weight, index) => {
      requireSame(tally, of);
      const moments = momentsOf(activity, asOf, index);
      addToClass(tally.customers, moments ? 0 : "missing", weight, index);
      if (moments === null || weight === 0) return tally;
      for (const { start, offsets, passed } of cohortsOf(moments)) {
        const [, customers, counted] = cohortAt(tally.cohorts, start, noCohort);
        addToClass(customers, 0, weight);
        cells.forEach(([from, to], cell) => {
          const isActive = offsets.some((offset) => offset >= from && (to === null || offset <= to));
          const isEligible = (to ?? from) <= passed;
          addToClass(counted, 4 * cell + (isEligible ? 0 : 2) + Number(isActive), weight);
        });
      }
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      const cohorts: RetentionTally["cohorts"] = [];
      for (const [start, customers, counted] of [...left.cohorts, ...right.cohorts]) {
        const cohort = cohortAt(cohorts, start, noCohort);
        cohort[1] = mergeClasses(cohort[1], customers, of);
        cohort[2] = mergeClasses(cohort[2], counted, of);
      }
      return { of, customers: mergeClasses(left.customers, right.customers, of), cohorts };
    },
    read: (tally) => {
      requireSame(tally, of);
      const { counts, missing, excluded, weights } = tally.customers;
      const isWeighted = weights !== null;
      const whole = tally.cohorts.reduce((sum, [, , counted]) => mergeClasses(sum, counted, of), noCohort(0)[2]);
      const listed = numbers ? withGaps(tally.cohorts, numbers, asOf, noCohort) : tally.cohorts;
      return {
        curve: cells.map((cell, place) => shareOf(cell, cellOf(whole, place, isWeighted))),
        count: counts[0]!,
        cohorts: listed.map(([start, customers, counted]) => ({
          start: numbers ? start : null,
          end: numbers ? numbers.periodOf(numbers.numberOf(start)).end : null,
          size: customers.counts[0]!,
          cells: cells.map((cell, place) => {
            const classes = cellOf(counted, place, isWeighted);
            const [, retained, waiting, active] = classes.counts as [number, number, number, number];
            const isComplete = numbers
              ? isPassed(numbers, numbers.numberOf(start) + (cell[1] ?? cell[0]), asOf)
              : waiting + active === 0;
            return { ...shareOf(cell, classes), active: retained + active, complete: isComplete };
          }),
        })),
        missing,
        excluded,
        definition,
      };
    },
  };
}

/** Whether a period has passed; those above 0 have not begun. */
function isPassed(numbers: PeriodNumbers, number: number, asOf: number): boolean {
  return number <= 0 && numbers.periodOf(number).end <= asOf;
}

/** The cohort of a start, which is put in its place where it is new. */
function cohortAt(
  cohorts: RetentionTally["cohorts"],
  start: number,
  make: (start: number) => RetentionTally["cohorts"][number],
): RetentionTally["cohorts"][number] {
  const place = placeInOrder(cohorts, start);
  if (cohorts[place]?.[0] !== start) cohorts.splice(place, 0, make(start));
  return cohorts[place]!;
}

/** The cohorts with those that nobody is of, up to the last period that has begun before `asOf`. */
function withGaps(
  cohorts: RetentionTally["cohorts"],
  numbers: PeriodNumbers,
  asOf: number,
  make: (start: number) => RetentionTally["cohorts"][number],
): RetentionTally["cohorts"] {
  if (cohorts.length === 0) return cohorts;
  const byNumber = new Map(cohorts.map((cohort) => [numbers.numberOf(cohort[0]), cohort]));
  const last = numbers.periodOf(0).start < asOf || byNumber.has(0) ? 0 : -1;
  const listed: RetentionTally["cohorts"] = [];
  for (let number = numbers.numberOf(cohorts[0]![0]); number <= last; number++) {
    listed.push(byNumber.get(number) ?? make(numbers.periodOf(number).start));
  }
  return listed;
}

/** The four classes of one cell, weighted where any customer has a weight. */
function cellOf(tally: ClassTally, cell: number, isWeighted: boolean): Classes {
  const { counts, weights } = classesOf(
    isWeighted ? { ...tally, weights: tally.weights ?? unitWeights(tally.counts) } : tally,
  );
  const own = (parts: readonly number[]) => parts.slice(4 * cell, 4 * cell + 4);
  return { counts: own(counts), weights: weights && { sums: own(weights.sums), squares: own(weights.squares) } };
}

function shareOf([from, to]: readonly [number, number | null], { counts, weights }: Classes): RetainedShare {
  const eligible = (parts: readonly number[]) => parts.slice(0, 2);
  const { rate, numerator, denominator, ...weighted } = readShare({
    counts: eligible(counts),
    weights: weights && { sums: eligible(weights.sums), squares: eligible(weights.squares) },
  });
  return { from, to, rate, numerator, denominator, pending: counts[2]! + counts[3]!, ...weighted };
}
