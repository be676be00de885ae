import type { JourneyEvent } from "./event.ts";
import { type Issues, isEvent } from "./event-issues.ts";
import { compareEvents } from "./event-order.ts";

/** Which events count, and which case each belongs to. */
export interface CaseRules<Event extends JourneyEvent> {
  /** The last moment that counts, in milliseconds since 1970-01-01T00:00Z. */
  readonly asOf: number;
  /** Whether an event after that moment is an issue; else it is left out. */
  readonly refuseLater: boolean;
  /** The case of an event, in place of its own. */
  readonly caseBy: ((event: Event, index: number) => string | undefined) | undefined;
  /** The stages that there are, where they are known. */
  readonly stages: ReadonlySet<string> | undefined;
}

/** Events by their cases, in canonical order within each. */
export interface EventCases<Event extends JourneyEvent> {
  /** The events, case after case. */
  readonly events: readonly Event[];
  /** The name of each case: the case that its events name, or their customer where they name none. */
  readonly names: readonly string[];
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

/** The code of an event that is left out. */
const NONE = -1;

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
  const list = Array.isArray(events) ? (events as readonly Event[]) : [...events];
  const { codes, began, lasting, names, customers, later, wrong } = encode(list, rules, issues);
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
    times[place] = began[index]!;
  }
  let ties = 0;
  for (let code = 0; code < names.length; code++) ties += sortCase(placed, times, starts[code]!, starts[code + 1]!);
  return {
    events: placed,
    names,
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

interface Encoded {
  /** The code of each event's case. */
  readonly codes: Int32Array;
  /** When each event began. */
  readonly began: Float64Array;
  lasting: boolean;
  readonly names: string[];
  readonly customers: (string | undefined)[];
  later: number;
  wrong: number;
}

/** Gives each event the code of its case, or none where it is left out. */
function encode<Event extends JourneyEvent>(list: readonly Event[], rules: CaseRules<Event>, issues: Issues): Encoded {
  const { caseBy } = rules;
  const { report } = issues;
  const encoded: Encoded = {
    codes: new Int32Array(list.length),
    began: new Float64Array(list.length),
    lasting: false,
    names: [],
    customers: [],
    later: 0,
    wrong: 0,
  };
  leaveOut(list, rules, issues, encoded);
  const { codes, names, customers } = encoded;
  // A case and a customer of the same name are not the same.
  const [byCase, byCustomer] = [new Map<string, number>(), new Map<string, number>()];
  const disputed = new Set<number>();
  for (let index = 0; index < list.length; index++) {
    if (codes[index] === NONE) continue;
    const event = list[index]!;
    const { customer } = event;
    const name = caseBy ? caseBy(event, index) : event.case;
    const key = name ?? customer;
    if (typeof key !== "string") {
      report(index, "case", "case or customer must say whose journey the event belongs to", key);
      encoded.wrong++;
      codes[index] = NONE;
      continue;
    }
    const known = name === undefined ? byCustomer : byCase;
    let code = known.get(key);
    if (code === undefined) {
      code = names.length;
      known.set(key, code);
      names.push(key);
      customers.push(customer);
    } else if (name !== undefined && customer !== undefined && customer !== customers[code]) {
      if (customers[code] === undefined) customers[code] = customer;
      else {
        report(index, "customer", `customer must be the one of its case, ${JSON.stringify(customers[code])}`, customer);
        disputed.add(code);
      }
    }
    codes[index] = code;
  }
  // Whose a disputed case is cannot be known: none of its events count.
  if (disputed.size === 0) return encoded;
  for (let index = 0; index < codes.length; index++) {
    if (!disputed.has(codes[index]!)) continue;
    codes[index] = NONE;
    encoded.wrong++;
  }
  return encoded;
}

/** Marks the events that do not count: those that are none, those after `asOf`, and those whose id is another's too. */
function leaveOut<Event extends JourneyEvent>(
  list: readonly Event[],
  { asOf, refuseLater, stages }: CaseRules<Event>,
  { report }: Issues,
  encoded: Encoded,
): void {
  const { codes, began } = encoded;
  const byId = new Map<string, number>();
  const isWrong = (index: number) => {
    codes[index] = NONE;
    encoded.wrong++;
  };
  for (let index = 0; index < list.length; index++) {
    const event = list[index]!;
    if (!isEvent(event, index, report)) {
      isWrong(index);
      continue;
    }
    const { at, endAt, stage, id } = event;
    began[index] = at;
    if (endAt !== undefined) encoded.lasting = true;
    if (stages !== undefined && stage !== undefined && !stages.has(stage)) {
      report(index, "stage", "stage must be one of the model", stage);
      isWrong(index);
    } else if (at > asOf) {
      if (refuseLater) report(index, "at", `at must not be after asOf, ${asOf}`, at);
      codes[index] = NONE;
      encoded.later++;
    } else if (id !== undefined) {
      const other = byId.get(id);
      if (other !== undefined) report(index, "id", `id must be the event's own, not also that of index ${other}`, id);
      // Whichever comes first in canonical order stays.
      if (other !== undefined && compareEvents(list[other]!, event) <= 0) isWrong(index);
      else {
        if (other !== undefined) isWrong(other);
        byId.set(id, index);
      }
    }
  }
}
