import { type Instant, milliseconds } from "../tally/instant.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent } from "./event.ts";
import { type MergedLifecycle, mergeLifecycle } from "./merge-lifecycle.ts";

/**
 * An event of a log, with the row that it was read from.
 *
 * @typeParam Row - What the rows are.
 * @category Journey
 */
export interface XesEvent<Row = unknown> extends JourneyEvent {
  /** The case: every event of such a log has one. */
  readonly case: string;
  /** The row that it was read from; of a start and an end, that of the start. */
  readonly row: Row;
}

/**
 * How a row is read; what is not given stands in the column that the standard names.
 *
 * @typeParam Row - What the rows are.
 * @category Journey
 */
export interface XesOptions<Row> {
  /** When it happened: no text, whose zone would have to be guessed. Default: column `time:timestamp`. */
  readonly at?: ((row: Row, index: number) => Instant) | undefined;
  /** What happened. Default: column `concept:name`. */
  readonly activity?: ((row: Row, index: number) => string) | undefined;
  /** The case. Default: column `case:concept:name`. */
  readonly case?: ((row: Row, index: number) => string) | undefined;
  /** Whether the row is a start or an end. Default: column `lifecycle:transition`; where it is empty, the row is an event by itself. */
  readonly phase?: ((row: Row, index: number) => string | null | undefined) | undefined;
  /** The event that starts and ends belong to. Default: column `concept:instance`. */
  readonly instance?: ((row: Row, index: number) => string | null | undefined) | undefined;
  /** Who did it. Default: column `org:resource`. */
  readonly resource?: ((row: Row, index: number) => string | null | undefined) | undefined;
  /** Whom it happened to. Default none: whose a case is, is not known. */
  readonly customer?: ((row: Row, index: number) => string | null | undefined) | undefined;
  /** Where it happened. Default none. */
  readonly channel?: ((row: Row, index: number) => string | null | undefined) | undefined;
}

/**
 * Reads events from the rows of an event log with the columns of XES, the standard of process mining, as its tools write them
 * into tables. Starts and ends of an event become one.
 *
 * @param rows - The rows, as objects.
 * @param options - How what is not in the standard's columns is read: `at` above all, where the time is text.
 * @returns The events in canonical order, for `buildJourneys`, and how many starts and ends had no other half.
 * @throws TypeError or RangeError if a row has no activity, no case or no moment, with its index.
 *
 * @example
 * ```ts
 * const rows = [
 *   { "case:concept:name": "1", "concept:name": "repair", "lifecycle:transition": "start", "time:timestamp": new Date(0) },
 *   { "case:concept:name": "1", "concept:name": "repair", "lifecycle:transition": "complete", "time:timestamp": new Date(90_000) },
 * ]
 * const log = eventsFromXes(rows)
 * log.events[0] // => { activity: "repair", at: 0, endAt: 90000, case: "1", … }
 * buildJourneys(log.events, { asOf: 90_000 }).journeys[0]?.end // => 90000
 * eventsFromXes([{ ...rows[0], "time:timestamp": "2020-01-01" }]) // throws TypeError "at must be a Date"
 * ```
 *
 * @see IEEE 1849-2016, eXtensible Event Stream (XES).
 * @category Journey
 */
export function eventsFromXes<Row extends object>(
  rows: Iterable<Row>,
  options: XesOptions<NoInfer<Row>> = {},
): MergedLifecycle<XesEvent<Row>> {
  requireIterable(rows, "rows");
  const phases: (string | undefined)[] = [];
  const instances: (string | undefined)[] = [];
  const events: XesEvent<Row>[] = [];
  let index = 0;
  for (const row of rows) {
    if (row !== Object(row)) throw refusal("row must be an object", row, index);
    const of = (name: string, read: ((row: Row, index: number) => unknown) | undefined, column: string) => {
      const value = read ? read(row, index) : (row as { readonly [column: string]: unknown })[column];
      if (value === null || value === undefined || typeof value === "string") return value ?? undefined;
      throw refusal(`${name} must be text`, value, index);
    };
    const required = (name: string, read: ((row: Row, index: number) => unknown) | undefined, column: string) => {
      const value = of(name, read, column);
      if (value === undefined) throw refusal(`${name} must be text`, value, index);
      return value;
    };
    const at = options?.at ? options.at(row, index) : (row as { readonly [column: string]: unknown })["time:timestamp"];
    events.push({
      activity: required("activity", options?.activity, "concept:name"),
      at: milliseconds(at as Instant, "at", index),
      case: required("case", options.case, "case:concept:name"),
      ...given("customer", options.customer && of("customer", options.customer, "")),
      ...given("channel", options.channel && of("channel", options.channel, "")),
      ...given("resource", of("resource", options.resource, "org:resource")),
      row,
    });
    phases.push(of("phase", options.phase, "lifecycle:transition") || undefined);
    instances.push(of("instance", options.instance, "concept:instance") || undefined);
    index++;
  }
  return mergeLifecycle(events, { phase: (_, place) => phases[place], instance: (_, place) => instances[place] });
}

/** A field, where there is something to put into it. */
function given<Name extends string>(name: Name, value: string | undefined): { readonly [Field in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Field in Name]: string });
}
