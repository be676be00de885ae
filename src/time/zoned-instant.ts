import { requireChoice } from "../tally/choice.ts";
import { milliseconds } from "../tally/instant.ts";
import { refusal } from "../tally/refusal.ts";
import { dayNumber, isoDate, twoDigits } from "./civil.ts";
import type { LocalTime } from "./wall-time.ts";
import { type TimeZone, zone } from "./zone.ts";

/**
 * Which instant is meant where the clocks show a local time never or twice.
 *
 * @category Time
 */
export interface ZonedInstantOptions {
  /**
   * What a time means that the clocks were put forward over. By the offset before the gap it is `"later"` (02:30 read as
   * 03:30), by the offset after it `"earlier"` (as 01:30); `"reject"` refuses it. Default `"reject"`.
   */
  readonly gap?: "earlier" | "later" | "reject" | undefined;
  /** What a time means that the clocks showed twice: the `"earlier"`, the `"later"`, or an error; default `"reject"`. */
  readonly fold?: "earlier" | "later" | "reject" | undefined;
}

/**
 * The moment at which the clocks of a time zone show a local time.
 *
 * @param local - Date and time of day: fields, or text as ISO 8601 and databases write it, `2015-03-08 01:30`, with `T`
 *   for the space, with seconds and their fraction (cut to milliseconds), or a date alone, which is its midnight. Without
 *   an offset: `Date.parse` reads a text that has one.
 * @param timeZone - The time zone; for a whole column of times, what `zone` makes of its name.
 * @param options - `gap` and `fold`, what a time means that the clocks show never or twice.
 * @returns The moment, in milliseconds since 1970-01-01T00:00Z.
 * @throws TypeError or RangeError if the text or a field is none, such as 30 February, the zone is unknown, or the clocks
 *   show the time never or twice and no option tells what it means.
 *
 * @example
 * ```ts
 * zonedInstant("2015-03-08 01:59:59", "America/New_York") // => 1425797999000
 * zonedInstant({ year: 2015, month: 3, day: 8, hour: 3 }, "America/New_York") // => 1425798000000
 * zonedInstant("2015-03-08 02:30", "America/New_York", { gap: "later" }) // => 1425799800000
 * zonedInstant("2015-11-01 01:30", "America/New_York", { fold: "earlier" }) // => 1446355800000
 * zonedInstant("2015-11-01 01:30", "America/New_York") // throws RangeError "twice"
 * ```
 *
 * @see ECMAScript Temporal, ZonedDateTime: `disambiguation`, whose `"compatible"` is `{ gap: "later", fold: "earlier" }`.
 * @category Time
 */
export function zonedInstant(local: string | LocalTime, timeZone: TimeZone, options: ZonedInstantOptions = {}): number {
  const clocks = zone(timeZone);
  const choices = ["earlier", "later", "reject"] as const;
  const gap = requireChoice("gap", options?.gap ?? "reject", choices);
  const fold = requireChoice("fold", options?.fold ?? "reject", choices);
  const fields = typeof local === "string" ? fieldsOf(local) : local;
  const { kind, earlier, later } = clocks.placeOf(localMilliseconds(fields));
  const choice = { once: "later", gap, fold }[kind];
  if (choice === "reject") {
    const times = kind === "gap" ? "never" : "twice";
    throw new RangeError(
      `local must be a time that clocks show once, unless ${kind} says what is meant, got ${written(fields)}, shown ${times} in ${clocks.name}`,
    );
  }
  return milliseconds(choice === "later" ? later : earlier, "local as an instant");
}

/** The fields of a text, which may still be out of their ranges. */
function fieldsOf(text: string): LocalTime {
  const found = /^(\d{4}|[+-]\d{6})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?$/i.exec(text);
  if (!found) {
    const hint = /:\d\d.*(z|[+-]\d\d)/i.test(text) ? " without an offset (Date.parse reads one with it)" : "";
    throw refusal(`local must be a date and time such as "2015-03-08 01:30:00"${hint}`, text);
  }
  const [year, month, day, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map((part) => part && Number(part));
  const millisecond = Number((found[7] ?? "").padEnd(3, "0").slice(0, 3));
  return { year, month, day, hour, minute, second, millisecond } as LocalTime;
}

/** What the clocks show, in milliseconds since their 1970-01-01 00:00. */
function localMilliseconds(fields: LocalTime): number {
  if (typeof fields !== "object" || fields === null) {
    throw refusal("local must be a text or the fields of a date and time", fields);
  }
  const { year, month, day, hour = 0, minute = 0, second = 0, millisecond = 0 } = fields;
  requireWhole("year", year, -271_821, 275_760);
  requireWhole("month", month, 1, 12);
  requireWhole("day", day, 1, dayNumber(year, month + 1, 1) - dayNumber(year, month, 1));
  requireWhole("hour", hour, 0, 23);
  requireWhole("minute", minute, 0, 59);
  requireWhole("second", second, 0, 59);
  requireWhole("millisecond", millisecond, 0, 999);
  return (((dayNumber(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1000 + millisecond;
}

function requireWhole(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw refusal(`${name} must be a whole number from ${low} to ${high}`, value);
}

function written({ year, month, day, hour = 0, minute = 0, second = 0 }: LocalTime): string {
  return `${isoDate({ year, month, day })} ${[hour, minute, second].map(twoDigits).join(":")}`;
}
