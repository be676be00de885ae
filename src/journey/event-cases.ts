import { type CaseRules, codesOf, NONE } from "./case-codes.ts";
import type { JourneyEvent } from "./event.ts";
import type { Issues } from "./event-issues.ts";
import { eventKinds } from "./event-kinds.ts";
import { compareEvents } from "./event-order.ts";

/** Events by their cases, in canonical order within each. */
export interface EventCases<Event extends JourneyEvent> {
  /** The events, case after case. */
  readonly events: readonly Event[];
  /** The name of each case: the case that its events name, or their customer where they name none. */
  readonly names: readonly string[];
  /** Whether each is a case by name, and not all that a customer did without one. */
  readonly named: readonly boolean[];
  /** Whose each case is; `undefined` where no event of it says so. */
  readonly customers: readonly (string | undefined)[];
  /** When each event began; as many as there are events that count. */
  readonly times: Float64Array;
  /** Of which kind each event is, by `activities` and `stages`. */
  readonly kinds: Uint32Array;
  readonly activities: readonly string[];
  readonly stages: readonly string[];
  /** Whether any event says when it was over. */
  readonly lasting: boolean;
  /** Where each case begins, and at last where the last one ends. */
  readonly starts: Uint32Array;
  /** Events left out because they came later than `asOf`. */
  readonly later: number;
  /** Events left out because something is wrong with them. */
  readonly wrong: number;
  /** Events that begin at the same moment as the one before them in their case. */
  readonly ties: number;
}

/** Up to so many events, a case is put in order by insertion. */
const FEW = 24;

/**
 * Groups events by case: names become codes, a counting sort brings together what belongs together, and each case is put
 * in order by itself.
 */
export function eventsByCase<Event extends JourneyEvent>(
  events: Iterable<Event>,
  rules: CaseRules<Event>,
  issues: Issues,
): EventCases<Event> {
  const given = Array.isArray(events) ? (events as readonly Event[]) : [...events];
  const { events: list, codes, lasting, names, named, customers, later, wrong } = codesOf(given, rules, issues);
  // Shifted by one: while events are placed, each start moves to where its case ends, which is where the next one begins.
  const starts = new Uint32Array(names.length + 2);
  for (let index = 0; index < codes.length; index++) if (codes[index] !== NONE) starts[codes[index]! + 2]!++;
  for (let code = 2; code < starts.length; code++) starts[code]! += starts[code - 1]!;
  // The events themselves are placed, not their indices, so that none has to be looked up again; a copy is filled at once.
  const placed = list.slice();
  const times = new Float64Array(starts[starts.length - 1]!);
  const kinds = new Uint32Array(times.length);
  const { activities, stages, kindOf } = eventKinds();
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index]!;
    if (code === NONE) continue;
    const place = starts[code + 1]!++;
    const event = list[index]!;
    placed[place] = event;
    times[place] = event.at;
    kinds[place] = kindOf(event);
  }
  let ties = 0;
  for (let code = 0; code < names.length; code++) {
    const [begin, end] = [starts[code]!, starts[code + 1]!];
    if (end - begin > FEW) sortLong(placed, times, kinds, begin, end, kindOf);
    else sortFew(placed, times, kinds, begin, end);
    for (let place = begin + 1; place < end; place++) if (times[place] === times[place - 1]) ties++;
  }
  return {
    events: placed,
    names,
    named,
    customers,
    times,
    kinds,
    activities,
    stages,
    lasting,
    starts: starts.subarray(0, names.length + 1),
    later,
    wrong,
    ties,
  };
}

/** Puts the events from `begin` to `end`, many of them, in canonical order. */
function sortLong(
  events: JourneyEvent[],
  times: Float64Array,
  kinds: Uint32Array,
  begin: number,
  end: number,
  kindOf: (event: JourneyEvent) => number,
): void {
  events
    .slice(begin, end)
    .sort(compareEvents)
    .forEach((event, place) => {
      events[begin + place] = event;
      times[begin + place] = event.at;
      kinds[begin + place] = kindOf(event);
    });
}

/** Puts the events from `begin` to `end`, a few, in canonical order by insertion. */
function sortFew(events: JourneyEvent[], times: Float64Array, kinds: Uint32Array, begin: number, end: number): void {
  for (let next = begin + 1; next < end; next++) {
    const time = times[next]!;
    if (times[next - 1]! < time) continue;
    const event = events[next]!;
    const kind = kinds[next]!;
    let place = next;
    // Events are looked into only where they begin together.
    while (
      place > begin &&
      (times[place - 1]! > time || (times[place - 1] === time && compareEvents(events[place - 1]!, event) > 0))
    ) {
      times[place] = times[place - 1]!;
      events[place] = events[place - 1]!;
      kinds[place] = kinds[place - 1]!;
      place--;
    }
    times[place] = time;
    events[place] = event;
    kinds[place] = kind;
  }
}
