import { type Instant, milliseconds } from "../tally/instant.ts";
import { refusal } from "../tally/refusal.ts";

/**
 * How long something is waited for, and up to when it is known.
 *
 * @category Follow-up
 */
export interface HorizonOptions {
  /** The horizon in milliseconds, above 0: what happens after just so long is within it. */
  readonly within: number;
  /** The moment up to which is known what happened: what began less than a horizon before it is pending. */
  readonly asOf: Instant;
}

/** A horizon whose moments are milliseconds. */
export interface Horizon {
  readonly within: number;
  readonly asOf: number;
}

/**
 * Whether something happened within a horizon of when it could begin to: a purchase within a year of the last, a return within
 * sixty days of leaving. The step before a share: `share`, `clusteredShare` (where one customer comes several times) and
 * `measureBy` take the outcomes.
 *
 * Only what has had its whole horizon is judged, also where it has happened already: to count what came early and leave out
 * what may still come, would make the share too high.
 *
 * @param start - When it could begin to happen; not after `asOf`.
 * @param event - When it happened; `null` or `undefined` where it has not. Neither before `start` nor after `asOf`.
 * @param options - `within`, the horizon in milliseconds; `asOf`, the moment up to which is known what happened.
 * @returns `true` or `false`; `"pending"` where the horizon has not passed.
 * @throws TypeError or RangeError if a moment is none or out of order, or the horizon is not above 0.
 *
 * @example
 * ```ts
 * happenedWithin(0, 60, { within: 60, asOf: 100 }) // => true
 * happenedWithin(0, 61, { within: 60, asOf: 100 }) // => false
 * happenedWithin(40, null, { within: 60, asOf: 100 }) // => false
 * happenedWithin(41, 42, { within: 60, asOf: 100 }) // => "pending"
 * ```
 *
 * @category Follow-up
 */
export function happenedWithin(
  start: Instant,
  event: Instant | null | undefined,
  options: HorizonOptions,
): boolean | "pending" {
  return outcomeWithin(requireSpan(start, event, milliseconds(options?.asOf, "asOf")), requireHorizon(options));
}

/** The horizon, if it is one. */
export function requireHorizon(options: HorizonOptions): Horizon {
  const { within } = options ?? {};
  if (!(Number.isFinite(within) && within > 0)) throw refusal("within must be milliseconds above 0", within);
  return { within, asOf: milliseconds(options.asOf, "asOf") };
}

/** When it could begin to happen, and when it did. */
export interface Span {
  readonly start: number;
  readonly event: number | null;
}

/** A span of moments in order, none after `asOf`. */
export function requireSpan(
  start: unknown,
  event: unknown,
  asOf: number,
  [startName, eventName]: readonly [string, string] = ["start", "event"],
  index?: number,
): Span {
  const from = milliseconds(start as Instant, startName, index);
  if (from > asOf) throw refusal(`${startName} must not be after asOf (${asOf})`, from, index);
  if (event === null || event === undefined) return { start: from, event: null };
  const to = milliseconds(event as Instant, eventName, index);
  if (to < from) throw refusal(`${eventName} must not be before ${startName} (${from})`, to, index);
  if (to > asOf) throw refusal(`${eventName} must not be after asOf (${asOf})`, to, index);
  return { start: from, event: to };
}

/** Whether the event came within the horizon. */
export function outcomeWithin({ start, event }: Span, { within, asOf }: Horizon): boolean | "pending" {
  if (start + within > asOf) return "pending";
  return event !== null && event - start <= within;
}
