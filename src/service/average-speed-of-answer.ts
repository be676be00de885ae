import { durations } from "../stats/durations.ts";
import { type DurationsOptions, type DurationsTally, durationsMetric } from "../stats/durations-metric.ts";
import type { DurationsDefinition, DurationsResult, DurationsUnit } from "../stats/durations-result.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { requireReading } from "../tally/reading.ts";
import { requireWeight } from "../tally/weight.ts";
import { type QueuedContact, waitOf } from "./queued-contact.ts";

/**
 * What is counted of the waits of answered contacts.
 *
 * @category Speed of answer
 */
export interface SpeedOfAnswerTally extends Identity {
  /** The waits of answered contacts; all others stand there as missing. */
  waits: DurationsTally;
  /** Contacts that were abandoned. */
  abandoned: number;
  /** Contacts still waiting. */
  pending: number;
  /** Abandoned contacts of weight 0, and such as are excluded whatever they weigh. */
  excluded: number;
}

/**
 * How long the customers who were answered had waited.
 *
 * @category Speed of answer
 */
export interface SpeedOfAnswerResult extends Omit<DurationsResult, "definition"> {
  /** Contacts that were abandoned, which have no speed of answer. */
  readonly abandoned: number;
  /** Contacts still waiting. */
  readonly pending: number;
  /** What was measured. */
  readonly definition: SpeedOfAnswerDefinition;
}

/**
 * The definition of the speed of answer, as plain data.
 *
 * @category Speed of answer
 */
export interface SpeedOfAnswerDefinition extends Omit<DurationsDefinition, "metric"> {
  /** The metric's name. */
  readonly metric: "averageSpeedOfAnswer";
}

/**
 * Average speed of answer: the mean wait of the contacts that were answered, with median and 90th percentile beside it.
 *
 * It says nothing of those who gave up: where many do, it is short because the patient were few. See `abandonmentRate`.
 *
 * @param contacts - Contacts with outcome and wait; abandoned ones and those still waiting are counted apart; `null`,
 *   `undefined` and an unknown wait are counted as missing.
 * @param options - `unit`, the name of the unit; `weight`, a contact's weight, 0 or more; `value`, where the items are rows.
 * @returns Mean, median and the rest in the unit of the waits; each `null` where no contact was answered.
 * @throws TypeError or RangeError if a wait is negative or an outcome none, with its index.
 *
 * @example
 * ```ts
 * const calls = [{ outcome: "answered", wait: 10 }, { outcome: "answered", wait: 50 }, { outcome: "abandoned", wait: 200 }] as const
 * averageSpeedOfAnswer(calls, { unit: "seconds" }) // => { mean: 30, median: 30, p90: 46, count: 2, abandoned: 1, pending: 0, … }
 * averageSpeedOfAnswer([]).mean // => null
 * ```
 *
 * @category Speed of answer
 */
export function averageSpeedOfAnswer(
  contacts: Iterable<QueuedContact | null | undefined>,
  options?: DurationsUnit & Weighing<QueuedContact | null | undefined>,
): SpeedOfAnswerResult;
export function averageSpeedOfAnswer<Row>(
  rows: Iterable<Row>,
  options: DurationsUnit & RowReading<Row, QueuedContact | null | undefined>,
): SpeedOfAnswerResult;
export function averageSpeedOfAnswer<Row>(
  items: Iterable<Row>,
  options: DurationsUnit & Partial<RowReading<Row, QueuedContact | null | undefined>> = {},
): SpeedOfAnswerResult {
  const { unit, value, weight } = options ?? {};
  requireReading(items, { value, weight });
  const waits: (number | null)[] = [];
  const weights: number[] = [];
  const aside = { abandoned: 0, pending: 0, excluded: 0 };
  let index = 0;
  for (const item of items) {
    const contact = value === undefined ? (item as QueuedContact | null | undefined) : value(item, index);
    const wait = waitOf(contact, index);
    const weighs = weight === undefined ? undefined : requireWeight(weight(item, index), index);
    if (weighs !== undefined) weights.push(weighs);
    const isAside = standsAside(contact, wait);
    if (isAside) setAside(aside, contact!, weighs);
    waits.push(isAside ? null : wait);
    index++;
  }
  const result = durations(waits, weight ? { unit, weight: (_, at) => weights[at]! } : { unit });
  return resultOf(result, aside);
}

/**
 * The average speed of answer as a metric, for streams, groups and parts; see `averageSpeedOfAnswer`, whose median and 90th
 * percentile here are those of a sketch, as of `durationsMetric`.
 *
 * @param options - `precision`, 5, 6 or 7; `unit`, the name of the unit.
 * @returns A metric whose tallies merge into the tally of the whole; the mean of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const metric = averageSpeedOfAnswerMetric({ unit: "seconds" })
 * const calls = [{ outcome: "answered", wait: 10 }, { outcome: "waiting", wait: 50 }] as const
 * measure(metric, calls) // => { mean: 10, count: 1, pending: 1, … }
 * ```
 *
 * @category Speed of answer
 */
export function averageSpeedOfAnswerMetric(
  options: DurationsOptions = {},
): Metric<QueuedContact | null | undefined, SpeedOfAnswerTally, SpeedOfAnswerResult> {
  const waits = durationsMetric(options);
  const of = `speed of answer, ${waits.empty().of}`;
  return {
    empty: () => ({ of, waits: waits.empty(), abandoned: 0, pending: 0, excluded: 0 }),
    add: (tally, contact, weight, index) => {
      requireSame(tally, of);
      const wait = waitOf(contact, index);
      const isAside = standsAside(contact, wait);
      tally.waits = waits.add(tally.waits, isAside ? null : wait, weight, index);
      if (isAside) setAside(tally, contact!, weight);
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      return {
        of,
        waits: waits.merge(left.waits, right.waits),
        abandoned: left.abandoned + right.abandoned,
        pending: left.pending + right.pending,
        excluded: left.excluded + right.excluded,
      };
    },
    read: (tally) => {
      requireSame(tally, of);
      return resultOf(waits.read(tally.waits), tally);
    },
  };
}

/** Contacts that have no speed of answer. They stand among the waits as ones without a wait, so that their weights are seen. */
type Aside = Pick<SpeedOfAnswerTally, "abandoned" | "pending" | "excluded">;

function standsAside(contact: QueuedContact | null | undefined, wait: number | null): boolean {
  return contact?.outcome === "excluded" || (wait !== null && contact?.outcome !== "answered");
}

function setAside(aside: Aside, { outcome }: QueuedContact, weight: number | undefined): void {
  if (outcome === "excluded" || weight === 0) aside.excluded++;
  else if (outcome === "waiting") aside.pending++;
  else aside.abandoned++;
}

function resultOf(result: DurationsResult, { abandoned, pending, excluded }: Aside): SpeedOfAnswerResult {
  const { definition, ...waits } = result;
  return {
    ...waits,
    missing: waits.missing - abandoned - pending - excluded,
    excluded: waits.excluded + excluded,
    abandoned,
    pending,
    definition: { ...definition, metric: "averageSpeedOfAnswer" },
  };
}
