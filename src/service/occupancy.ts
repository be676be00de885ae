import { nearest } from "../stats/exact-sum.ts";
import { addToMean, type MeanTally, mergeMeans, noMean, readMean } from "../stats/mean-tally.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { requireTime } from "./queued-contact.ts";

/**
 * What an agent did in a stretch of time: each 0 or more, in any one unit. What is not given is 0, but for `available`.
 *
 * @category Occupancy
 */
export interface AgentTime {
  /** Time in conversation. */
  readonly talk?: number | null | undefined;
  /** Time customers were on hold. */
  readonly hold?: number | null | undefined;
  /** Time of work after contacts. */
  readonly afterContactWork?: number | null | undefined;
  /** Time ready for a contact and without one; where it is not known, the stretch is counted as missing. */
  readonly available: number | null | undefined;
}

/**
 * What is counted of agents' time.
 *
 * @category Occupancy
 */
export interface OccupancyTally extends Identity {
  /** Time spent on contacts. */
  readonly handling: MeanTally;
  /** Time spent on contacts or available for them. */
  readonly staffed: MeanTally;
}

/**
 * The share of agents' time that contacts take.
 *
 * @category Occupancy
 */
export interface OccupancyResult {
  /** Time on contacts among time on contacts or available for them, 0 to 1; `null` where there is no such time. */
  readonly rate: number | null;
  /** Time on contacts, weighted where weights are. */
  readonly handling: number;
  /** Time on contacts or available for them, weighted where weights are. */
  readonly staffed: number;
  /** Stretches of time counted. */
  readonly count: number;
  /** Stretches whose available time is not known. */
  readonly missing: number;
  /** Stretches of weight 0. */
  readonly excluded: number;
  /** Where stretches have weights, the sum of the weights. */
  readonly weight?: number;
  /** What was measured. */
  readonly definition: {
    /** The metric's name. */
    readonly metric: "occupancy";
  };
}

const OF = "occupancy";

/**
 * Occupancy: the share of agents' time that contacts take, talk + hold + after-contact work among these and the time
 * available. Sums are divided, so that an hour of a busy team weighs more than one agent's: a mean of agents' rates is another
 * number. Time off the queue (breaks, training) belongs to neither.
 *
 * @param times - What agents did, by agent, by hour, or both; `null` and `undefined` are counted as missing.
 * @param options - `weight`, a stretch's weight, 0 or more; `value`, where the items are rows.
 * @returns The share, 0 to 1, with both times in the unit given; `rate: null` of an empty sample.
 * @throws TypeError or RangeError if a time is negative or none, with its index.
 *
 * @example
 * ```ts
 * const hours = [
 *   { talk: 30, hold: 5, afterContactWork: 10, available: 15 },
 *   { talk: 6, available: 24 },
 * ]
 * occupancy(hours) // ~> { rate: 0.5667, handling: 51, staffed: 90, count: 2, … }
 * occupancy([]).rate // => null
 * ```
 *
 * @category Occupancy
 */
export function occupancy(
  times: Iterable<AgentTime | null | undefined>,
  options?: Weighing<AgentTime | null | undefined>,
): OccupancyResult;
export function occupancy<Row>(
  rows: Iterable<Row>,
  options: RowReading<Row, AgentTime | null | undefined>,
): OccupancyResult;
export function occupancy<Row>(
  items: Iterable<Row>,
  options: Partial<RowReading<Row, AgentTime | null | undefined>> = {},
): OccupancyResult {
  return measure(occupancyMetric(), items, options as RowReading<Row, AgentTime | null | undefined>);
}

/**
 * Occupancy as a metric, for streams, groups and parts; see `occupancy`.
 *
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 *
 * @example
 * ```ts
 * const metric = occupancyMetric()
 * const [one, other] = [tally(metric, [{ talk: 1, available: 0 }]), tally(metric, [{ talk: 0, available: 3 }])]
 * metric.read(metric.merge(one, other)).rate // => 0.25
 * ```
 *
 * @category Occupancy
 */
export function occupancyMetric(): Metric<AgentTime | null | undefined, OccupancyTally, OccupancyResult> {
  return {
    empty: () => ({ of: OF, handling: noMean(OF), staffed: noMean(OF) }),
    add: (tally, time, weight, index) => {
      requireSame(tally, OF);
      const { handling, staffed } = timesOf(time, index);
      addToMean(tally.handling, handling, weight, index, requireSum);
      addToMean(tally.staffed, staffed, weight, index, requireSum);
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, OF);
      requireSame(right, OF);
      const handling = mergeMeans(left.handling, right.handling);
      return { of: OF, handling, staffed: mergeMeans(left.staffed, right.staffed) };
    },
    read: (tally) => {
      requireSame(tally, OF);
      const { count, missing, excluded, weight } = readMean(tally.staffed);
      const [handling, staffed] = [sumOf(tally.handling), sumOf(tally.staffed)];
      return {
        rate: staffed ? Math.min(1, handling / staffed) : null,
        handling,
        staffed,
        count,
        missing,
        excluded,
        ...(weight !== undefined && { weight }),
        definition: { metric: "occupancy" },
      };
    },
  };
}

/** The time on contacts and the time on or ready for them; `null` where either is not known. */
function timesOf(
  time: AgentTime | null | undefined,
  index?: number,
): { readonly handling: number | null; readonly staffed: number | null } {
  if (time === null || time === undefined) return { handling: null, staffed: null };
  if (typeof time !== "object") throw refusal("time must be an object with talk and available", time, index);
  const part = (name: keyof AgentTime) => requireTime(name, time[name] ?? 0, 1e140, index);
  const handling = part("talk") + part("hold") + part("afterContactWork");
  const available = part("available");
  const isKnown = time.available !== null && time.available !== undefined;
  return isKnown ? { handling, staffed: handling + available } : { handling: null, staffed: null };
}

function requireSum(time: unknown, largest: number, index?: number): number {
  return requireTime("time on contacts and available", time, largest, index);
}

/** The sum of times, weighted where they have weights. */
function sumOf({ sums }: MeanTally): number {
  return nearest(sums[0]!);
}
