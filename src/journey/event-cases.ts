import { type CaseRules, codesOf, NONE } from "./case-codes.ts";
import type { JourneyEvent } from "./event.ts";
import type { Issues } from "./event-issues.ts";
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
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index]!;
    if (code === NONE) continue;
    const place = starts[code + 1]!++;
    placed[place] = list[index]!;
    times[place] = list[index]!.at;
  }
  let ties = 0;
  for (let code = 0; code < names.length; code++) ties += sortCase(placed, times, starts[code]!, starts[code + 1]!);
  return {
    events: placed,
    names,
    named,
    customers,
    times,
    lasting,
    starts: starts.subarray(0, names.length + 1),
    later,
    wrong,
    ties,
  };
}

/** Puts the events from `begin` to `end` in canonical order, and says how many begin together with the one before. */
function sortCase(events: JourneyEvent[], times: Float64Array, begin: number, end: number): number {
  if (end - begin > FEW) {
    const sorted = events.slice(begin, end).sort(compareEvents);
    for (let place = 0; place < sorted.length; place++) {
      events[begin + place] = sorted[place]!;
      times[begin + place] = sorted[place]!.at;
    }
  } else {
    for (let next = begin + 1; next < end; next++) {
      const time = times[next]!;
      if (times[next - 1]! < time) continue;
      const event = events[next]!;
      let place = next;
      // Events are looked into only where they begin together.
      while (
        place > begin &&
        (times[place - 1]! > time || (times[place - 1] === time && compareEvents(events[place - 1]!, event) > 0))
      ) {
        times[place] = times[place - 1]!;
        events[place] = events[place - 1]!;
        place--;
      }
      times[place] = time;
      events[place] = event;
    }
  }
  let ties = 0;
  for (let place = begin + 1; place < end; place++) if (times[place] === times[place - 1]) ties++;
  return ties;
}
