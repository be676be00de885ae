import { requireFunction } from "../tally/function.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { type DatedEvent, type JourneyEvent, type Timed, timed } from "./event.ts";
import { requireMoment } from "./event-issues.ts";
import { compareEvents } from "./event-order.ts";

/**
 * How the lines of a log that belong to one event are found.
 *
 * @typeParam Event - What the lines are.
 * @category Journey
 */
export interface LifecycleOptions<Event extends JourneyEvent = JourneyEvent> {
  /** What a line says of its event, in any case of letters: `"start"` or `"complete"`; `undefined`, the line is an event by itself. */
  readonly phase: (event: Event, index: number) => string | undefined;
  /** The name of the event that a line belongs to. Default: the first one of its case and activity that has started and not ended. */
  readonly instance?: ((event: Event, index: number) => string | undefined) | undefined;
}

/**
 * Events whose beginning and end were lines of their own.
 *
 * @typeParam Event - What the events are.
 * @category Journey
 */
export interface MergedLifecycle<Event extends JourneyEvent = JourneyEvent> {
  /** The events, in canonical order: what has a start and an end is one, with `at` and `endAt`. */
  readonly events: readonly Event[];
  /** How many there are. */
  readonly count: number;
  /** How many of them have both a start and an end. */
  readonly paired: number;
  /** How many were started and not completed: they have no `endAt`. */
  readonly unfinished: number;
  /** How many were completed and never started: they are of one moment. */
  readonly unstarted: number;
  /** Lines left out: those of another phase, such as `"schedule"`. */
  readonly excluded: number;
}

/**
 * Makes one event of the lines with which a log notes its start and its end, so that neither is counted twice: lines of the same
 * instance where it is named, else within a case each end goes with the earliest start of its activity that has none. At one
 * moment starts come first. The event keeps the fields of its start.
 *
 * @param events - The lines, in any order, with a `case` or a `customer`.
 * @param options - `phase`, whether a line is a start or an end; `instance`, the event that it belongs to.
 * @returns The events in canonical order, and how many lines had no other half.
 * @throws TypeError or RangeError if the events are not iterable, one has no moment, or a phase is no text, with its index.
 *
 * @example
 * ```ts
 * const lines = [
 *   { case: "k", activity: "repair", at: 0, phase: "start" },
 *   { case: "k", activity: "repair", at: 30, phase: "complete" },
 *   { case: "k", activity: "test", at: 30, phase: "start" },
 * ]
 * const merged = mergeLifecycle(lines, { phase: (line) => line.phase })
 * merged // => { count: 2, paired: 1, unfinished: 1, unstarted: 0, excluded: 0, … }
 * merged.events[0] // => { activity: "repair", at: 0, endAt: 30, … }
 * ```
 *
 * @see IEEE 1849 (XES), the lifecycle extension.
 * @category Journey
 */
export function mergeLifecycle<Event extends JourneyEvent>(
  events: Iterable<Event>,
  options: LifecycleOptions<NoInfer<Event>>,
): MergedLifecycle<Event>;
export function mergeLifecycle<Event extends DatedEvent>(
  events: Iterable<Event>,
  options: LifecycleOptions<Timed<NoInfer<Event>>>,
): MergedLifecycle<Timed<Event>>;
export function mergeLifecycle<Event extends JourneyEvent>(
  events: Iterable<Event>,
  options: LifecycleOptions<Event>,
): MergedLifecycle<Event> {
  const { phase, instance } = options ?? {};
  requireIterable(events, "events");
  requireFunction("phase", phase);
  if (instance !== undefined) requireFunction("instance", instance);
  const lines = [...events].map((given, index) => {
    const event = timed(given) as Event;
    requireMoment(event, index);
    const of = phase(event, index) ?? undefined;
    if (of !== undefined && typeof of !== "string") throw refusal("phase must be text", of, index);
    return {
      event,
      phase: of?.toLowerCase(),
      of: JSON.stringify([event.case, event.customer, event.activity, instance?.(event, index)]),
    };
  });
  const firstStart = (of: string | undefined) => (of === "start" ? 0 : 1);
  lines.sort(
    (left, right) =>
      left.event.at - right.event.at ||
      firstStart(left.phase) - firstStart(right.phase) ||
      compareEvents(left.event, right.event),
  );
  const found: Event[] = [];
  // Places in `found` of what has started and not ended, first come first served.
  const running = new Map<string, { readonly places: number[]; served: number }>();
  let paired = 0;
  let unstarted = 0;
  let excluded = 0;
  for (const line of lines) {
    if (line.phase === "start") {
      const queue = running.get(line.of);
      if (queue) queue.places.push(found.length);
      else running.set(line.of, { places: [found.length], served: 0 });
      found.push(line.event);
    } else if (line.phase === "complete") {
      const queue = running.get(line.of);
      const place = queue?.places[queue.served];
      if (queue === undefined || place === undefined) {
        unstarted++;
        found.push(line.event);
      } else {
        queue.served++;
        paired++;
        found[place] = { ...found[place]!, endAt: line.event.endAt ?? line.event.at };
      }
    } else if (line.phase === undefined) found.push(line.event);
    else excluded++;
  }
  let unfinished = 0;
  for (const { places, served } of running.values()) unfinished += places.length - served;
  return { events: found.sort(compareEvents), count: found.length, paired, unfinished, unstarted, excluded };
}
