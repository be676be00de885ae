import type { JourneyEvent } from "./event.ts";
import type { EventCases } from "./event-cases.ts";
import type { Journey } from "./journey.ts";

/** Where a case is cut, and when a journey has come to its end. */
export interface Cut<Event extends JourneyEvent> {
  /** Until when events were seen, in milliseconds since 1970-01-01T00:00Z. */
  readonly asOf: number;
  /** Whether an event opens a journey. */
  readonly opens: ((event: Event) => boolean) | undefined;
  /** Whether an event completes its journey. */
  readonly closes: ((event: Event) => boolean) | undefined;
  /** The longest silence, in milliseconds. */
  readonly gap: number | null;
  /** The longest time from the first event to the last, in milliseconds. */
  readonly maxLength: number | null;
  /** How long nothing must have happened for a journey to be abandoned, in milliseconds. */
  readonly abandonAfter: number | null;
  /** The stages with which a journey begins. */
  readonly entry: ReadonlySet<string> | undefined;
  /** The stages that complete a journey. */
  readonly terminal: ReadonlySet<string> | undefined;
}

/** Cuts the events of one case into journeys, and adds these to `journeys`. */
export function cutCase<Event extends JourneyEvent>(
  { list, names, customers, order, times, lasting, starts }: EventCases<Event>,
  code: number,
  cut: Cut<Event>,
  journeys: Journey<Event>[],
): void {
  const { asOf, opens, closes, gap, maxLength, abandonAfter, terminal } = cut;
  const name = names[code]!;
  const customer = customers[code] ?? name;
  const last = starts[code + 1]!;
  let index = 0;
  let events: Event[] = [];
  let start = -Infinity;
  let end = -Infinity;
  // Since when nothing happens; unlike `end` it is not reset where a journey is cut for its length.
  let quiet = -Infinity;
  let closed = false;
  const finish = (isOver: boolean) => {
    const isCompleted = closed || (terminal !== undefined && events.some(({ stage }) => terminal.has(stage as string)));
    const isAbandoned = isOver || (abandonAfter !== null && asOf - end >= abandonAfter);
    const status = isCompleted ? "completed" : isAbandoned ? "abandoned" : "open";
    const leftTruncated = beginsLate(events, cut);
    journeys.push({ customer, case: name, index: index++, status, start, end, asOf, leftTruncated, events });
  };
  for (let place = starts[code]!; place < last; place++) {
    const event = list[order[place]!]!;
    // Events lie far apart in memory: none is looked into that need not be.
    const at = times[place]!;
    const over = lasting ? Math.min(event.endAt ?? at, asOf) : at;
    const starting = closed || opens?.(event) === true || (gap !== null && at - quiet > gap);
    if (events.length > 0 && (starting || (maxLength !== null && at - start > maxLength))) {
      finish(true);
      events = [];
      end = -Infinity;
      closed = false;
    }
    if (starting) quiet = -Infinity;
    if (events.length === 0) start = at;
    events.push(event);
    if (over > end) end = over;
    if (over > quiet) quiet = over;
    if (closes?.(event) === true) closed = true;
  }
  // Whether even an event at this moment would open a new journey.
  finish((gap !== null && asOf - quiet > gap) || (maxLength !== null && asOf - start > maxLength));
}

/** Whether a journey's first event, or its first stage, is none with which journeys begin. */
function beginsLate<Event extends JourneyEvent>(events: readonly Event[], { opens, entry }: Cut<Event>): boolean {
  if (opens !== undefined && !opens(events[0]!)) return true;
  if (entry === undefined) return false;
  const staged = events.find(({ stage }) => stage !== undefined);
  return staged !== undefined && !entry.has(staged.stage as string);
}
