import { refusal } from "./refusal.ts";

/**
 * A moment: integer milliseconds since 1970-01-01T00:00Z, a `Date`, or a `Temporal.Instant`. A string is none: its zone
 * is not known.
 *
 * @category Time
 */
export type Instant = number | Date | TemporalInstant;

/**
 * What a `Temporal.Instant` has in common with every moment.
 *
 * @category Time
 */
export interface TemporalInstant {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly epochMilliseconds: number;
}

/** The moment as integer milliseconds since 1970-01-01T00:00Z. */
export function milliseconds(instant: Instant, name: string, index?: number): number {
  const at =
    instant instanceof Date
      ? instant.getTime()
      : typeof instant === "object" && instant !== null
        ? instant.epochMilliseconds
        : instant;
  // The range of Date, 100 million days to either side: beyond it nothing can name the moment.
  if (Number.isInteger(at) && Math.abs(at) <= 8.64e15) return at + 0;
  const hint = typeof instant === "string" ? " (zonedInstant reads local times)" : "";
  const must = `${name} must be a Date, a Temporal.Instant or whole milliseconds since 1970${hint}`;
  if (!(instant instanceof Date)) throw refusal(must, instant, index);
  throw new TypeError(`${must}, got an invalid Date${index === undefined ? "" : ` at index ${index}`}`);
}
