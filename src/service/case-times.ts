import { binnedMedian } from "../stats/binned-survival.ts";
import type { DurationPrecision } from "../stats/duration-bins.ts";
import { durations } from "../stats/durations.ts";
import { type DurationsTally, durationsMetric } from "../stats/durations-metric.ts";
import type { DurationsDefinition, DurationsResult } from "../stats/durations-result.ts";
import { kaplanMeier } from "../stats/kaplan-meier.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import type { Metric, Reading } from "../tally/metric.ts";
import { requireReading } from "../tally/reading.ts";
import { requireWeight } from "../tally/weight.ts";
import { attempt, requireInvalid } from "./invalid.ts";

/**
 * What became of one wait of a case: how long it took, or has taken so far. As it is, an observation for `kaplanMeier`.
 *
 * @category Tickets
 */
export interface CaseTime {
  /** Until it was done, or, where it is not, until it was last waited for; in the unit of the clock, without pauses. */
  readonly time: number;
  /** Whether it was done. */
  readonly event: boolean;
  /** `done`; `pending`, still waited for; `closed`, the ticket was done with before, and nothing is waited for any more. */
  readonly state: "done" | "pending" | "closed";
  /** When the wait began, in milliseconds since 1970. */
  readonly startedAt: number;
  /** When it was done, in milliseconds since 1970; `null` where it is not. */
  readonly doneAt: number | null;
  /** The time between that did not count, in the unit of the clock; 0 without pauses. */
  readonly paused: number;
}

/**
 * What is counted of waits: those that were done, those still pending, and those that ended with their ticket.
 *
 * @category Tickets
 */
export interface CaseTimesTally extends Identity {
  /** The times of those done. */
  done: DurationsTally;
  /** The times so far of those pending. */
  pending: DurationsTally;
  /** The times of those that ended with their ticket. */
  closed: DurationsTally;
  /** Cases in which nothing was waited for. */
  notApplicable: number;
  /** Items without a case. */
  missing: number;
  /** Cases left out. */
  excluded: number;
}

/**
 * How waits of cases are counted.
 *
 * @category Tickets
 */
export interface CaseTimesOptions {
  /** Whether a case that cannot be (an event before it began, twice the same id) is refused, or counted in `excluded`. Default `"reject"`. */
  readonly invalid?: "reject" | "exclude" | undefined;
}

/**
 * How waits of cases are counted by a metric.
 *
 * @category Tickets
 */
export interface CaseTimesMetricOptions extends CaseTimesOptions {
  /** The leading bits that tell times apart: 5, 6 or 7, for quantiles at most 1.54, 0.78 or 0.39 % off. Default 6. */
  readonly precision?: DurationPrecision | undefined;
}

/**
 * Waits of cases: of those that were done their mean and quantiles; and, with those still pending, the median survival time.
 *
 * @category Tickets
 */
export interface CaseTimesResult<Definition = unknown> extends Omit<DurationsResult, "definition"> {
  /**
   * The median by Kaplan and Meier, for which waits still pending, and those that ended with their ticket, count as long as
   * they lasted; `null` where half are not done, or nobody waited.
   */
  readonly survivalMedian: number | null;
  /** Between which times that median lies: of data in hand it is both; of a metric's bins, with their width. */
  readonly survivalMedianRange: {
    /** The least that it can be; `null` where there is none. */
    readonly lower: number | null;
    /** The most that it can be; `null` where there may be none. */
    readonly upper: number | null;
  };
  /** Waits that were done: those of which mean and quantiles are. */
  readonly count: number;
  /** Waits still pending as of `asOf`. */
  readonly pending: number;
  /** The longest of these, so far; `null` of none. */
  readonly longestPending: number | null;
  /** Waits that ended with their ticket, and nothing done. */
  readonly closed: number;
  /** Cases in which nothing was waited for. */
  readonly notApplicable: number;
  /** Items without a case. */
  readonly missing: number;
  /** Cases left out: such as cannot be, where the caller said so, begun after `asOf` where `later` leaves that out, or of weight 0. */
  readonly excluded: number;
  /** What was measured, as plain data. */
  readonly definition: Definition & Pick<DurationsDefinition, "quantiles" | "precision">;
}

/**
 * How the waits of a case are found: what it is, checked, `null` where it does not count; and then its waits, `null` where
 * nothing was waited for.
 */
export interface CaseReading<Case, Checked, Definition, Time extends CaseTime = CaseTime> {
  readonly definition: Definition;
  readonly read: (item: Case, index?: number) => Checked | null;
  readonly times: (checked: Checked) => readonly Time[] | null;
}

/** The waits of an item; why there are none where there are none. */
function timesOf<Case, Checked>(
  { read, times }: CaseReading<Case, Checked, unknown>,
  item: Case | null | undefined,
  { invalid = "reject" }: CaseTimesOptions,
  weight: number | undefined,
  index?: number,
): readonly CaseTime[] | "missing" | "excluded" | "notApplicable" {
  if (item === null || item === undefined) return "missing";
  const checked = attempt(() => read(item, index), invalid);
  if (checked === undefined || checked === null || weight === 0) return "excluded";
  return times(checked) ?? "notApplicable";
}

/** The waits of one case. */
export function waitsOf<Case, Checked, Time extends CaseTime>(
  { read, times }: CaseReading<Case, Checked, unknown, Time>,
  item: Case,
): readonly Time[] {
  const checked = read(item);
  return (checked && times(checked)) ?? [];
}

/** Waits of cases as a metric. */
export function caseTimesMetric<Case, Checked, Definition>(
  reading: CaseReading<Case, Checked, Definition>,
  options: CaseTimesMetricOptions,
): Metric<Case | null | undefined, CaseTimesTally, CaseTimesResult<Definition>> {
  const { precision = 6 } = options;
  requireInvalid(options.invalid);
  const lengths = durationsMetric({ precision });
  const of = JSON.stringify({ ...reading.definition, precision });
  return {
    empty: () => ({
      of,
      done: lengths.empty(),
      pending: lengths.empty(),
      closed: lengths.empty(),
      notApplicable: 0,
      missing: 0,
      excluded: 0,
    }),
    add: (tally, item, weight, index) => {
      requireSame(tally, of);
      // Where an item has a weight the sample is weighted, whether or not anything was done.
      if (weight !== undefined) tally.done = lengths.add(tally.done, null, weight, index);
      const times = timesOf(reading, item, options, weight, index);
      if (typeof times === "string") tally[times]++;
      else for (const { time, state } of times) tally[state] = lengths.add(tally[state], time, weight, index);
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      return {
        of,
        done: lengths.merge(left.done, right.done),
        pending: lengths.merge(left.pending, right.pending),
        closed: lengths.merge(left.closed, right.closed),
        notApplicable: left.notApplicable + right.notApplicable,
        missing: left.missing + right.missing,
        excluded: left.excluded + right.excluded,
      };
    },
    read: (tally) => {
      requireSame(tally, of);
      const { done, pending, closed } = tally;
      const { estimate, lower, upper } = binnedMedian(done, lengths.merge(pending, closed), precision);
      const counts = { ...tally, pending: pending.count, longest: pending.maximum, closed: closed.count };
      const quantiles = { quantiles: "sketch", precision } as const;
      return resultOf(lengths.read(done), estimate, { lower, upper }, counts, { ...reading.definition, ...quantiles });
    },
  };
}

/** Waits of cases in hand, with exact quantiles. */
export function measureCaseTimes<Row, Case, Checked, Definition>(
  reading: CaseReading<Case, Checked, Definition>,
  items: Iterable<Row>,
  options: CaseTimesOptions & Reading<Row, Case | null | undefined>,
): CaseTimesResult<Definition> {
  const { value, weight } = options;
  requireReading(items, { value, weight });
  requireInvalid(options.invalid);
  const counts = { pending: 0, longest: null as number | null, closed: 0, notApplicable: 0, missing: 0, excluded: 0 };
  const waits: { readonly time: number; readonly event: boolean; readonly weight: number }[] = [];
  let index = 0;
  for (const row of items) {
    const item = value ? value(row, index) : (row as unknown as Case);
    const heavy = weight && requireWeight(weight(row, index), index);
    const times = timesOf(reading, item, options, heavy, index++);
    if (typeof times === "string") counts[times]++;
    else {
      for (const { time, event, state } of times) {
        if (state !== "done") counts[state]++;
        if (state === "pending") counts.longest = Math.max(counts.longest ?? 0, time);
        waits.push({ time, event, weight: heavy ?? 1 });
      }
    }
  }
  const done = waits.filter(({ event }) => event);
  const byWeight = weight && { weight: (wait: { readonly weight: number }) => wait.weight };
  // One without a wait, who counts as missing, so that items with weights are a weighted sample though nothing was done.
  const lengths = durations([...done, ...(index > 0 ? [null] : [])], {
    value: (wait) => wait?.time,
    ...(weight && { weight: (wait) => wait?.weight ?? 1 }),
  });
  const { median } = kaplanMeier(waits, { time: ({ time }) => time, event: ({ event }) => event, ...byWeight });
  const quantiles = { quantiles: weight ? "weighted" : "type-7", precision: null } as const;
  const definition = { ...reading.definition, ...quantiles };
  return resultOf(lengths, median, { lower: median, upper: median }, counts, definition);
}

function resultOf<Definition>(
  { mean, median, p90, missing: _, excluded: __, definition: ___, ...lengths }: DurationsResult,
  survivalMedian: number | null,
  survivalMedianRange: CaseTimesResult["survivalMedianRange"],
  counts: Pick<CaseTimesResult, "pending" | "closed" | "notApplicable" | "missing" | "excluded"> & {
    readonly longest: number | null;
  },
  definition: CaseTimesResult<Definition>["definition"],
): CaseTimesResult<Definition> {
  return {
    mean,
    median,
    p90,
    survivalMedian,
    survivalMedianRange,
    ...lengths,
    pending: counts.pending,
    longestPending: counts.longest,
    closed: counts.closed,
    notApplicable: counts.notApplicable,
    missing: counts.missing,
    excluded: counts.excluded,
    definition,
  };
}
