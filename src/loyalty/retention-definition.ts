import { requireDomain } from "../stats/domain.ts";
import { requireChoice } from "../tally/choice.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { refusal } from "../tally/refusal.ts";
import type { PeriodUnit } from "../time/period.ts";
import type { TimeZone } from "../time/zone.ts";

/**
 * A stretch of periods after the beginning, both ends included: `[1, 7]`.
 *
 * @category Retention
 */
export type Bracket = readonly [from: number, to: number];

/**
 * What counts as retained, and when.
 *
 * @category Retention
 */
export interface RetentionCells {
  /**
   * What counts as retained: `"on"`, active in just that period (default); `"on-or-after"`, in it or any later one;
   * `"brackets"`, in any of a stretch of periods.
   */
  readonly mode?: "on" | "on-or-after" | "brackets" | undefined;
  /** The last period after the beginning that is told, 0 or more; required but for brackets. */
  readonly periods?: number | undefined;
  /** The stretches of periods, required for brackets. */
  readonly brackets?: readonly Bracket[] | undefined;
  /** The moment up to which activity is known: periods that end later are pending. */
  readonly asOf: Instant;
}

/**
 * Retention by periods of the calendar: the day, week or month in which a customer began is period 0.
 *
 * @category Retention
 */
export interface CalendarRetention extends RetentionCells {
  /** Where periods are counted from. */
  readonly origin: "calendar";
  /** How long a period is, in units of the calendar. */
  readonly every: PeriodUnit;
  /** The time zone whose calendar it is. */
  readonly timeZone: TimeZone;
  /**
   * Who is of a cohort: `"first"`, those who began in its period (default); `"recurring"`, those who were active in it, so that a
   * customer is of several.
   */
  readonly cohort?: "first" | "recurring" | undefined;
}

/**
 * Retention by periods of equal length, counted for each customer from the moment the customer began.
 *
 * @category Retention
 */
export interface RollingRetention extends RetentionCells {
  /** Where periods are counted from. */
  readonly origin: "rolling";
  /** How long a period is, in milliseconds; default 86,400,000: 24 hours. */
  readonly periodLength?: number | undefined;
}

/**
 * Which retention.
 *
 * @category Retention
 */
export type RetentionOptions = CalendarRetention | RollingRetention;

/**
 * What was measured of retention.
 *
 * @category Retention
 */
export interface RetentionDefinition {
  /** The metric's name. */
  readonly metric: "retention";
  /** Where periods are counted from. */
  readonly origin: "calendar" | "rolling";
  /** What counts as retained. */
  readonly mode: "on" | "on-or-after" | "brackets";
  /** Who is of a cohort. */
  readonly cohort: "first" | "recurring";
  /** The unit of the calendar; `null` where periods are rolling. */
  readonly every: PeriodUnit | null;
  /** The time zone; `null` where periods are rolling. */
  readonly timeZone: string | null;
  /** The length of a period in milliseconds; `null` where it is one of the calendar. */
  readonly periodLength: number | null;
  /** The stretches of periods that are told; the second of a pair is `null` where a stretch has no end. */
  readonly cells: readonly (readonly [from: number, to: number | null])[];
  /** The moment up to which activity is known, in milliseconds since 1970-01-01T00:00Z. */
  readonly asOf: number;
}

/** The definition, options checked. */
export function retentionDefinition(options: RetentionOptions): RetentionDefinition {
  const origin = requireChoice("origin", options?.origin, ["calendar", "rolling"]);
  const mode = requireChoice("mode", options.mode ?? "on", ["on", "on-or-after", "brackets"]);
  const shape = {
    metric: "retention",
    origin,
    mode,
    cells: cellsOf(mode, options),
    asOf: milliseconds(options.asOf, "asOf"),
  } as const;
  if (options.origin === "calendar") {
    const { every, timeZone } = options;
    const cohort = requireChoice("cohort", options.cohort ?? "first", ["first", "recurring"]);
    const name = typeof timeZone === "string" ? timeZone : timeZone?.name;
    return { ...shape, cohort, every, timeZone: name, periodLength: null };
  }
  const { periodLength = 86_400_000 } = options;
  const isLength = periodLength > 0 && Number.isSafeInteger(periodLength);
  requireDomain(periodLength, isLength, "periodLength must be whole milliseconds above 0");
  if ("cohort" in options && options.cohort !== undefined && options.cohort !== "first") {
    throw refusal('cohort must be "first" where periods are rolling', options.cohort);
  }
  return { ...shape, cohort: "first", every: null, timeZone: null, periodLength };
}

/** The most periods that are told: a row of a table longer than this is a mistaken unit. */
const MOST = 10_000;

function cellsOf(
  mode: "on" | "on-or-after" | "brackets",
  { periods, brackets }: RetentionCells,
): readonly (readonly [number, number | null])[] {
  if (mode !== "brackets") {
    const isCount = Number.isSafeInteger(periods) && periods! >= 0 && periods! <= MOST;
    requireDomain(periods!, isCount, `periods must be a whole number from 0 to ${MOST}`);
    return Array.from({ length: periods! + 1 }, (_, n) => [n, mode === "on" ? n : null]);
  }
  if (!Array.isArray(brackets) || brackets.length === 0) {
    throw refusal("brackets must be pairs of periods, one at least", brackets);
  }
  return (brackets as readonly Bracket[]).map((bracket, place) => {
    const [from, to] = bracket;
    if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from <= to && to <= MOST)) {
      throw new RangeError(
        `bracket must be whole numbers, 0 <= from <= to <= ${MOST}, got ${from} to ${to} at index ${place}`,
      );
    }
    return [from + 0, to + 0] as const;
  });
}
