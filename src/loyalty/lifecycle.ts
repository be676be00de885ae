import { addToClass, type ClassTally, classesOf, emptyClasses, mergeClasses } from "../stats/class-tally.ts";
import { sizes } from "../stats/classes.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { measure } from "../tally/measure.ts";
import type { Metric } from "../tally/metric.ts";
import { type PeriodOptions, requireCalendar } from "../time/period.ts";
import { type ActivityReading, activitiesOf, type CustomerActivity, momentsOf } from "./customer-activity.ts";
import { periodNumbers } from "./period-numbers.ts";
import { placeInOrder } from "./place-in-order.ts";

/**
 * The periods of which customers are told apart.
 *
 * @category Lifecycle
 */
export interface LifecycleAccountingOptions extends PeriodOptions {
  /** The period that holds it is the first that is told, as a whole; activity before that is history. Default: the first activity. */
  readonly from?: Instant | undefined;
  /** The moment up to which activity is known. */
  readonly asOf: Instant;
}

/**
 * What is counted of customers in each period.
 *
 * @category Lifecycle
 */
export interface LifecycleTally extends Identity {
  /** Customers counted. */
  readonly customers: ClassTally;
  /** Of each period, by its start, the customers who are new, returning, resurrected and dormant. */
  periods: [start: number, customers: ClassTally][];
  /** Customers who were counted as new because nothing says when they were first seen. */
  leftTruncated: number;
}

/**
 * The customers of one period.
 *
 * @category Lifecycle
 */
export interface LifecyclePeriod {
  /** The first instant, in milliseconds since 1970-01-01T00:00Z. */
  readonly start: number;
  /** The first instant after it. */
  readonly end: number;
  /** Customers active in it: new, returning and resurrected. */
  readonly active: number;
  /** Customers active for the first time ever. */
  readonly new: number;
  /** Customers active in the period before too. */
  readonly returning: number;
  /** Customers active again, but not in the period before. */
  readonly resurrected: number;
  /** Customers active in the period before, and not in this one; 0 as long as this one has not passed. */
  readonly dormant: number;
  /** Customers active in the period before, not yet in this one, which has not passed. */
  readonly pending: number;
  /** (new + resurrected) / dormant, weighted where weights are: above 1, the base grows; `null` where nobody is dormant. */
  readonly quickRatio: number | null;
  /** Whether the period has passed. */
  readonly complete: boolean;
}

/**
 * Customers by period: who came, stayed, came back and fell asleep.
 *
 * @category Lifecycle
 */
export interface LifecycleResult {
  /** The periods in order, without a gap. */
  readonly periods: readonly LifecyclePeriod[];
  /** Customers counted. */
  readonly count: number;
  /**
   * Customers who were counted as new because nothing says when they were first seen: where activity before the first event is not
   * known, some of them are resurrected or returning. 0 where `firstSeen` says it of all.
   */
  readonly leftTruncated: number;
  /** Customers without any activity, and events without a customer. */
  readonly missing: number;
  /** Customers of weight 0. */
  readonly excluded: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "lifecycle";
    /** The unit of the calendar. */
    readonly every: PeriodOptions["every"];
    /** The time zone. */
    readonly timeZone: string;
    /** A moment of the first period that is told, in milliseconds since 1970-01-01T00:00Z; `null` where it is the first activity. */
    readonly from: number | null;
    /** The moment up to which activity is known, in milliseconds since 1970-01-01T00:00Z. */
    readonly asOf: number;
  };
}

/**
 * Lifecycle accounting: the customers of each period as new, returning or resurrected, and those of the period before who are now
 * dormant. Active is the sum of the first three; dormant is active before less returning.
 *
 * @param events - The events: any iterable, in any order, those before `from` too: they are history.
 * @param options - `customer`, `at` and `firstSeen`, how an event is read; `every` and `timeZone`, the periods; `from`; `asOf`, the
 *   moment up to which events are known.
 * @returns The periods with their customers and quick ratio; of no events, none.
 * @throws TypeError or RangeError if a moment is none or after `asOf`, with its index, or an option is none.
 *
 * @example
 * ```ts
 * const day = 86_400_000
 * const visits = [{ who: "a", at: 0 }, { who: "b", at: 0 }, { who: "a", at: day }, { who: "b", at: 2 * day }, { who: "c", at: 2 * day }]
 * const days = lifecycle(visits, { customer: (v) => v.who, at: (v) => v.at, every: "day", timeZone: "UTC", asOf: 3 * day })
 * days.periods[0] // => { new: 2, returning: 0, resurrected: 0, dormant: 0, quickRatio: null, … }
 * days.periods[2] // => { active: 2, new: 1, returning: 0, resurrected: 1, dormant: 1, quickRatio: 2, complete: true, … }
 * days.leftTruncated // => 3
 * ```
 *
 * @category Lifecycle
 */
export function lifecycle<Row>(
  events: Iterable<Row>,
  options: LifecycleAccountingOptions & ActivityReading<Row>,
): LifecycleResult {
  const metric = lifecycleMetric(options);
  return measure(metric, activitiesOf(events, options, options.asOf));
}

/**
 * Lifecycle accounting as a metric of customers, for streams, groups and parts; see `lifecycle`. A customer is one observation, so that
 * an engine groups events by customer first.
 *
 * @param options - `every` and `timeZone`, the periods; `from`; `asOf`.
 * @returns A metric whose tallies merge into the tally of the whole; an empty tally has no periods.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const day = 86_400_000
 * const metric = lifecycleMetric({ every: "day", timeZone: "UTC", asOf: 2 * day })
 * metric.read(tally(metric, [{ moments: [0, 1.5 * day] }, { moments: [1 * day] }])).periods[1]
 * // => { active: 2, new: 1, returning: 1, … }
 * ```
 *
 * @category Lifecycle
 */
export function lifecycleMetric(
  options: LifecycleAccountingOptions,
): Metric<CustomerActivity | null | undefined, LifecycleTally, LifecycleResult> {
  const { every, timeZone } = options ?? {};
  const find = requireCalendar(options);
  const asOf = milliseconds(options.asOf, "asOf");
  const from = options.from === undefined ? null : milliseconds(options.from, "from");
  if (from !== null && from > asOf) throw new RangeError(`from must not be after asOf, ${asOf}, got ${from}`);
  const name = typeof timeZone === "string" ? timeZone : timeZone.name;
  const definition = { metric: "lifecycle", every, timeZone: name, from, asOf } as const;
  const of = `lifecycle ${JSON.stringify(definition)}`;
  const numbers = periodNumbers(find, asOf);
  const first = from === null ? Number.NEGATIVE_INFINITY : numbers.numberOf(from);
  return {
    empty: () => ({ of, customers: emptyClasses(of, 1), periods: [], leftTruncated: 0 }),
    add: (tally, activity, weight, index) => {
      requireSame(tally, of);
      const moments = momentsOf(activity, asOf, index);
      addToClass(tally.customers, moments ? 0 : "missing", weight, index);
      if (moments === null || weight === 0) return tally;
      const active = [...new Set(moments.map(numbers.numberOf))];
      const count = (number: number, state: number) => {
        if (number >= first) addToClass(periodAt(tally, numbers.periodOf(number).start), state, weight);
      };
      active.forEach((number, place) => {
        count(number, place === 0 ? NEW : active[place - 1] === number - 1 ? RETURNING : RESURRECTED);
        if (number < 0 && active[place + 1] !== number + 1) count(number + 1, DORMANT);
      });
      if (active[0]! >= first && (activity?.firstSeen === null || activity?.firstSeen === undefined))
        tally.leftTruncated++;
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      const counted = new Map<number, ClassTally>();
      for (const [start, customers] of [...left.periods, ...right.periods]) {
        counted.set(start, mergeClasses(counted.get(start) ?? emptyClasses(of, 4), customers, of));
      }
      return {
        of,
        customers: mergeClasses(left.customers, right.customers, of),
        periods: [...counted].sort(([a], [b]) => a - b),
        leftTruncated: left.leftTruncated + right.leftTruncated,
      };
    },
    read: (tally) => {
      requireSame(tally, of);
      const { counts, missing, excluded } = tally.customers;
      return {
        periods: readPeriods(tally),
        count: counts[0]!,
        leftTruncated: tally.leftTruncated,
        missing,
        excluded,
        definition,
      };
    },
  };

  function readPeriods(tally: LifecycleTally): LifecyclePeriod[] {
    const byNumber = new Map(tally.periods.map(([start, customers]) => [numbers.numberOf(start), customers]));
    const earliest = from === null ? tally.periods[0]?.[0] : from;
    if (earliest === undefined) return [];
    // A period that begins at `asOf` is told only if something happened in it.
    const isLastTold =
      numbers.periodOf(0).start < asOf || (byNumber.get(0)?.counts.slice(0, DORMANT) ?? []).some(Boolean);
    const periods: LifecyclePeriod[] = [];
    for (let number = numbers.numberOf(earliest); number <= (isLastTold ? 0 : -1); number++) {
      const { start, end } = numbers.periodOf(number);
      const customers = byNumber.get(number) ?? emptyClasses(of, 4);
      const [fresh, returning, resurrected, asleep] = customers.counts as [number, number, number, number];
      const [weighedNew, , weighedResurrected, weighedAsleep] = sizes(classesOf(customers)) as [
        number,
        number,
        number,
        number,
      ];
      const complete = end <= asOf;
      periods.push({
        start,
        end,
        active: fresh + returning + resurrected,
        new: fresh,
        returning,
        resurrected,
        dormant: complete ? asleep : 0,
        pending: complete ? 0 : asleep,
        quickRatio: complete && weighedAsleep > 0 ? (weighedNew + weighedResurrected) / weighedAsleep : null,
        complete,
      });
    }
    return periods;
  }
}

// The classes of a period.
const NEW = 0;
const RETURNING = 1;
const RESURRECTED = 2;
const DORMANT = 3;

/** The customers of a period, which is put in its place where it is new. */
function periodAt(tally: LifecycleTally, start: number): ClassTally {
  const place = placeInOrder(tally.periods, start);
  if (tally.periods[place]?.[0] !== start) tally.periods.splice(place, 0, [start, emptyClasses(tally.of, 4)]);
  return tally.periods[place]![1];
}
