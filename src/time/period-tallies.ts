import { requireChoice } from "../tally/choice.ts";
import { requireFunction } from "../tally/function.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import type { Metric, Reading } from "../tally/metric.ts";
import { requireReading } from "../tally/reading.ts";
import { requireWeight } from "../tally/weight.ts";
import type { Calendar } from "./calendar.ts";
import { type Period, type PeriodOptions, periodsBetween, requireCalendar, requireOrder } from "./period.ts";

/**
 * Which items belong to which periods.
 *
 * @category Time
 */
export interface PeriodReading<Item> extends PeriodOptions {
  /** When an item came about. */
  readonly at: (item: Item, index: number) => Instant;
  /** The first instant that is measured; default: the start of the first period with an item. */
  readonly from?: Instant | undefined;
  /** The first instant that is no longer measured; default: `asOf`, and without it the end of the last period with an item. */
  readonly to?: Instant | undefined;
  /** The moment as of which the items are known: what it cuts off is not complete, and no item may come about after it. */
  readonly asOf?: Instant | undefined;
  /** What becomes of items before `from`, at `to` or after it, or after `asOf`: an error or left out; default `"reject"`. */
  readonly outside?: "reject" | "exclude" | undefined;
}

/**
 * What was measured of a period.
 *
 * @category Time
 */
export interface PeriodResult<Result> extends Period {
  /** What the metric says of it; of a period without items, the metric's result for an empty sample. */
  readonly result: Result;
  /**
   * Whether all of it was measured: `false` where `from`, `to` or `asOf` cuts it, `null` where no `asOf` tells until when
   * the items are known.
   */
  readonly complete: boolean | null;
}

/** What was counted, and how it is read. */
export interface PartTallies<Part, Tally> {
  /** The periods that are measured, in order. */
  readonly periods: readonly Period[];
  /** The tally of each part of time that holds an item. */
  readonly tallies: ReadonlyMap<Part, Tally>;
  /** Whether all of a part of time was measured. */
  readonly isComplete: (part: Period) => boolean | null;
}

/**
 * Counts items into parts of time: one pass, one tally a part.
 *
 * @param partBy - Makes, of the calendar, what tells the part in which an instant lies: the same value for the same part.
 */
export function countParts<Item, Observation, Tally, Part>(
  metric: Metric<Observation, Tally, unknown>,
  items: Iterable<Item>,
  options: PeriodReading<Item> & Reading<Item, Observation>,
  partBy: (find: Calendar) => (instant: number) => Part,
): PartTallies<Part, Tally> {
  const { at, value, weight, every } = options ?? {};
  const find = requireCalendar(options);
  const bound = (name: "from" | "to" | "asOf", open: number) =>
    options[name] === undefined ? open : milliseconds(options[name], name);
  const from = bound("from", Number.NEGATIVE_INFINITY);
  const to = bound("to", Number.POSITIVE_INFINITY);
  const asOf = bound("asOf", Number.POSITIVE_INFINITY);
  requireOrder(from, to);
  const isRefusing = requireChoice("outside", options.outside ?? "reject", ["reject", "exclude"]) === "reject";
  requireFunction("at", at);
  requireReading(items, { value, weight });

  const partOf = partBy(find);
  const tallies = new Map<Part, Tally>();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let index = 0;
  for (const item of items) {
    const instant = milliseconds(at(item, index), "at", index);
    if (instant >= from && instant < to && instant <= asOf) {
      const part = partOf(instant);
      const before = tallies.get(part);
      const observation = value ? value(item, index) : (item as unknown as Observation);
      const weighed = weight && requireWeight(weight(item, index), index);
      const after = metric.add(before ?? metric.empty(), observation, weighed, index);
      if (after !== before) tallies.set(part, after);
      if (instant < first) first = instant;
      if (instant > last) last = instant;
    } else if (isRefusing) {
      const rule =
        instant < from
          ? `not be before from, ${from}`
          : instant < to
            ? `not be after asOf, ${asOf}`
            : `be before to, ${to}`;
      throw new RangeError(`at must ${rule}, unless outside is "exclude", got ${instant} at index ${index}`);
    }
    index++;
  }
  const begin = options.from === undefined ? first : from;
  const end = options.to !== undefined ? to : Math.max(last + 1, options.asOf === undefined ? last : asOf);
  const periods = begin < end ? periodsBetween(find, every, begin, end) : [];
  const isComplete = (part: Period): boolean | null =>
    part.start < from || part.end > to || part.end > asOf ? false : options.asOf === undefined ? null : true;
  return { periods, tallies, isComplete };
}
