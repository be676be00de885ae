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

/** Cuts the events of one case into journeys, and adds these to `journeys`, and to `begins` where their events begin. */
export function cutCase<Event extends JourneyEvent>(
  cases: EventCases<Event>,
  code: number,
  cut: Cut<Event>,
  journeys: Journey<Event>[],
  begins: number[],
): void {
  const { events, times, lasting, starts } = cases;
  const { asOf, opens, closes, gap, maxLength } = cut;
  const last = starts[code + 1]!;
  let index = 0;
  let first = starts[code]!;
  // Where nothing cuts, what happened in between need not be looked at.
  if (!lasting && opens === undefined && closes === undefined && gap === null && maxLength === null) {
    begins.push(first);
    journeys.push(
      journeyOf(cases, code, cut, { index, first, last, end: times[last - 1]!, closed: false, isOver: false }),
    );
    return;
  }
  let end = -Infinity;
  // Since when nothing happens; unlike `end` it is not reset where a journey is cut for its length.
  let quiet = -Infinity;
  let closed = false;
  for (let place = first; place < last; place++) {
    const event = events[place]!;
    // Events lie far apart in memory: none is looked into that need not be.
    const at = times[place]!;
    const over = lasting ? Math.min(event.endAt ?? at, asOf) : at;
    const starting = closed || opens?.(event) === true || (gap !== null && at - quiet > gap);
    if (place > first && (starting || (maxLength !== null && at - times[first]! > maxLength))) {
      begins.push(first);
      journeys.push(journeyOf(cases, code, cut, { index: index++, first, last: place, end, closed, isOver: true }));
      first = place;
      end = -Infinity;
      closed = false;
    }
    if (starting) quiet = -Infinity;
    if (over > end) end = over;
    if (over > quiet) quiet = over;
    if (closes?.(event) === true) closed = true;
  }
  // Whether even an event at this moment would open a new journey.
  const isOver = (gap !== null && asOf - quiet > gap) || (maxLength !== null && asOf - times[first]! > maxLength);
  begins.push(first);
  journeys.push(journeyOf(cases, code, cut, { index, first, last, end, closed, isOver }));
}

/** What is known of a journey where it is cut off. */
interface Piece {
  /** Which of the case's journeys it is. */
  readonly index: number;
  /** Where its first event stands. */
  readonly first: number;
  /** Where the event after its last stands. */
  readonly last: number;
  /** When its last event was over. */
  readonly end: number;
  /** Whether an event completed it. */
  readonly closed: boolean;
  /** Whether no event can join it any more. */
  readonly isOver: boolean;
}

function journeyOf<Event extends JourneyEvent>(
  { events: all, times, names, customers }: EventCases<Event>,
  code: number,
  cut: Cut<Event>,
  { index, first, last, end, closed, isOver }: Piece,
): Journey<Event> {
  const { asOf, abandonAfter, terminal } = cut;
  const events = all.slice(first, last);
  const isCompleted = closed || (terminal !== undefined && events.some(({ stage }) => terminal.has(stage as string)));
  const isAbandoned = isOver || (abandonAfter !== null && asOf - end >= abandonAfter);
  const name = names[code]!;
  return {
    customer: customers[code] ?? name,
    case: name,
    index,
    status: isCompleted ? "completed" : isAbandoned ? "abandoned" : "open",
    start: times[first]!,
    end,
    asOf,
    leftTruncated: beginsLate(events, index, cut),
    events,
  };
}

/**
 * Whether the first journey of a case has a first event that opens none, or any a first stage with which no journey begins. Where a
 * later one begins was seen, whatever it begins with.
 */
function beginsLate<Event extends JourneyEvent>(
  events: readonly Event[],
  index: number,
  { opens, entry }: Cut<Event>,
): boolean {
  if (index === 0 && opens !== undefined && !opens(events[0]!)) return true;
  if (entry === undefined) return false;
  const staged = events.find(({ stage }) => stage !== undefined);
  return staged !== undefined && !entry.has(staged.stage as string);
}
