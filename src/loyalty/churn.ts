import { addToClass } from "../stats/class-tally.ts";
import { type Outcome, type ShareResult, type ShareTally, shareMetric } from "../stats/share.ts";
import { requireChoice } from "../tally/choice.ts";
import { requireSame } from "../tally/identity.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, RowReading, Weighing } from "../tally/metric.ts";
import { type HorizonOptions, outcomeWithin, requireHorizon, requireSpan, type Span } from "./happened-within.ts";

/**
 * A stretch of time in which somebody was a customer. Who left and came back has several.
 *
 * @category Churn
 */
export interface Spell {
  /** When it began. */
  readonly start: Instant;
  /** When it ended, the first moment no longer in it; `null` or `undefined` where it goes on. */
  readonly end: Instant | null | undefined;
}

/**
 * Churn within so long of the beginning.
 *
 * @category Churn
 */
export interface ChurnWithinHorizon extends HorizonOptions {
  /** The rule. */
  readonly by: "horizon";
}

/**
 * Churn in a period of those who were customers when it began.
 *
 * @category Churn
 */
export interface ChurnInPeriod {
  /** The rule. */
  readonly by: "period";
  /** The first moment of the period: who is a customer then can be lost. */
  readonly from: Instant;
  /** The first moment after the period: who is a customer then is kept. */
  readonly to: Instant;
  /** The moment up to which is known who left: all are pending where it lies before `to`. */
  readonly asOf: Instant;
}

/**
 * What was measured of churn.
 *
 * @category Churn
 */
export type ChurnDefinition =
  | {
      /** The metric's name. */
      readonly metric: "churn";
      /** The rule. */
      readonly by: "horizon";
      /** The horizon in milliseconds. */
      readonly within: number;
      /** The moment up to which is known who left, in milliseconds since 1970-01-01T00:00Z. */
      readonly asOf: number;
    }
  | {
      /** The metric's name. */
      readonly metric: "churn";
      /** The rule. */
      readonly by: "period";
      /** The first moment of the period, in milliseconds since 1970-01-01T00:00Z. */
      readonly from: number;
      /** The first moment after the period, in milliseconds since 1970-01-01T00:00Z. */
      readonly to: number;
      /** The moment up to which is known who left, in milliseconds since 1970-01-01T00:00Z. */
      readonly asOf: number;
    };

/**
 * The share of customers lost.
 *
 * @category Churn
 */
export interface ChurnResult extends Omit<ShareResult, "definition"> {
  /** The share kept, 1 − rate; `null` of an empty sample. */
  readonly retention: number | null;
  /** What was measured. */
  readonly definition: ChurnDefinition;
}

/**
 * Churn rate: the share of customers who left. What it is a share of is named: `by`
 *
 * - `"horizon"`: of all who began, those who left within so long of their beginning; who began less than that ago is pending;
 * - `"period"`: of those who were customers when the period began, those who no longer are when it ends. Who came later, or had
 *   left before, is excluded. Customers won in the period do not offset those lost.
 *
 * `churnCurve` uses all customers, also those who began lately.
 *
 * @param spells - When each customer began and ended; `null` and `undefined` are counted as missing.
 * @param options - `by`, with `within` or `from` and `to`; `asOf`, the moment up to which is known who left; `weight`, 0 or more,
 *   such as a contract's revenue; `value`, where the items are rows.
 * @returns The rate, 0 to 1, with numerator, denominator and pending; `rate: null` of an empty sample.
 * @throws TypeError or RangeError if a moment is none or out of order, with its index, or an option is none.
 *
 * @example
 * ```ts
 * const contracts = [
 *   { start: 0, end: 30 }, { start: 0, end: null }, { start: 10, end: 90 }, { start: 50, end: 95 }, { start: 80, end: null },
 * ]
 * churn(contracts, { by: "horizon", within: 30, asOf: 100 }) // => { rate: 0.25, numerator: 1, denominator: 4, pending: 1, … }
 * churn(contracts, { by: "period", from: 60, to: 100, asOf: 100 })
 * // => { rate: 2 / 3, numerator: 2, denominator: 3, excluded: 2, pending: 0, … }
 * churn([], { by: "horizon", within: 30, asOf: 100 }).rate // => null
 * ```
 *
 * @category Churn
 */
export function churn(
  spells: Iterable<Spell | null | undefined>,
  options: (ChurnWithinHorizon | ChurnInPeriod) & Weighing<Spell | null | undefined>,
): ChurnResult;
export function churn<Row>(
  rows: Iterable<Row>,
  options: (ChurnWithinHorizon | ChurnInPeriod) & RowReading<Row, Spell | null | undefined>,
): ChurnResult;
export function churn<Row>(
  items: Iterable<Row>,
  options: (ChurnWithinHorizon | ChurnInPeriod) & Partial<RowReading<Row, Spell | null | undefined>>,
): ChurnResult {
  return measure(churnMetric(options), items, options as RowReading<Row, Spell>);
}

/**
 * The churn rate as a metric, for streams, groups and parts; see `churn`.
 *
 * @param options - `by`, with `within` or `from` and `to`; `asOf`.
 * @returns A metric whose tallies merge into the tally of the whole; the rate of an empty tally is `null`.
 * @throws TypeError or RangeError if an option is none.
 *
 * @example
 * ```ts
 * const contracts = [{ plan: "a", start: 0, end: 30 }, { plan: "b", start: 0, end: null }]
 * const metric = churnMetric({ by: "horizon", within: 30, asOf: 100 })
 * measureBy(metric, contracts, (row) => row.plan).get("a")?.rate // => 1
 * ```
 *
 * @category Churn
 */
export function churnMetric(
  options: ChurnWithinHorizon | ChurnInPeriod,
): Metric<Spell | null | undefined, ShareTally, ChurnResult> {
  const definition = churnDefinition(options);
  const rule = `churn by ${Object.entries(definition).slice(1).join(" ")}`;
  const { empty, add, merge, read } = shareMetric({ rule });
  return {
    empty,
    add: (tally, spell, weight, index) => {
      if (spell === null || spell === undefined) return add(tally, null, weight, index);
      const outcome = outcomeOf(requireSpan(spell.start, spell.end, definition.asOf, SPELL, index), definition);
      if (outcome !== "excluded") return add(tally, outcome, weight, index);
      requireSame(tally, rule);
      addToClass(tally, "excluded", weight, index);
      return tally;
    },
    merge,
    read: (tally) => {
      const share = read(tally);
      return { ...share, retention: share.rate === null ? null : 1 - share.rate, definition };
    },
  };
}

export const SPELL = ["start", "end"] as const;

function outcomeOf(span: Span, definition: ChurnDefinition): Outcome | "excluded" {
  if (definition.by === "horizon") return outcomeWithin(span, definition);
  const { from, to, asOf } = definition;
  if (span.start > from || (span.event !== null && span.event <= from)) return "excluded";
  if (asOf < to) return "pending";
  return span.event !== null && span.event <= to;
}

function churnDefinition(options: ChurnWithinHorizon | ChurnInPeriod): ChurnDefinition {
  const by = requireChoice("by", options?.by, ["horizon", "period"]);
  if (options.by === "horizon") return { metric: "churn", by: "horizon", ...requireHorizon(options) };
  const asOf = milliseconds(options.asOf, "asOf");
  const from = milliseconds(options.from, "from");
  const to = milliseconds(options.to, "to");
  if (from >= to) throw new RangeError(`to must be after from, ${from}, got ${to}`);
  return { metric: "churn", by: by as "period", from, to, asOf };
}
