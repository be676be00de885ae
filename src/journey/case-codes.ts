import { type JourneyEvent, timed } from "./event.ts";
import { type Issues, isEvent, reportEvent } from "./event-issues.ts";
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

/** Which case each event belongs to. */
export interface CaseCodes<Event extends JourneyEvent> {
  /** The events with their moments in milliseconds: those given, or a copy where some had other moments. */
  events: readonly Event[];
  /** The code of each event's case, or none where the event is left out. */
  readonly codes: Int32Array;
  /** Whether any event says when it was over. */
  lasting: boolean;
  /** The name of each case: the case that its events name, or their customer where they name none. */
  readonly names: string[];
  /** Whether each is a case by name, and not all that a customer did without one. */
  readonly named: boolean[];
  /** Whose each case is; `undefined` where no event of it says so. */
  readonly customers: (string | undefined)[];
  /** Events left out because they came later than `asOf`. */
  later: number;
  /** Events left out because something is wrong with them. */
  wrong: number;
}

/** The code of an event that is left out. */
export const NONE = -1;

/** So many events, and the texts in them, are still at hand when they are looked at a second time. */
const AT_HAND = 256;

/** Gives each event the code of its case; what is wrong with events is reported. */
export function codesOf<Event extends JourneyEvent>(
  events: readonly Event[],
  rules: CaseRules<Event>,
  issues: Issues,
): CaseCodes<Event> {
  const codes: CaseCodes<Event> = {
    events,
    codes: new Int32Array(events.length),
    lasting: false,
    names: [],
    named: [],
    customers: [],
    later: 0,
    wrong: 0,
  };
  const check = checking(rules, issues, codes);
  const code = coding(rules, issues, codes);
  let coded = 0;
  for (let from = 0; from < events.length; from += AT_HAND) {
    const to = Math.min(events.length, from + AT_HAND);
    // Which of two events of one id stays is known when all have been seen: from the first id on, coding waits for that.
    if (check(from, to)) continue;
    code.range(coded, to);
    coded = to;
  }
  code.range(coded, events.length);
  code.settle();
  return codes;
}

/** Marks the events that do not count: those that are none, those after `asOf`, and those whose id is another's too. */
function checking<Event extends JourneyEvent>(
  { asOf, refuseLater, stages }: CaseRules<Event>,
  { report }: Issues,
  found: CaseCodes<Event>,
): (from: number, to: number) => boolean {
  const { codes } = found;
  const given = found.events;
  let { events } = found;
  const byId = new Map<string, number>();
  const leaveOut = (index: number) => {
    codes[index] = NONE;
    found.wrong++;
  };
  return (from, to) => {
    for (let index = from; index < to; index++) {
      let event = events[index]!;
      if (!isEvent(event)) {
        const read = timed(event) as Event;
        if (!isEvent(read)) {
          reportEvent(read, index, report);
          leaveOut(index);
          continue;
        }
        if (events === given) events = found.events = given.slice();
        (events as Event[])[index] = event = read;
      }
      const { at, endAt, stage, id } = event;
      if (endAt !== undefined) found.lasting = true;
      if (stages !== undefined && stage !== undefined && !stages.has(stage)) {
        report(index, "stage", "stage must be one of the model", stage);
        leaveOut(index);
      } else if (at > asOf) {
        if (refuseLater) report(index, "at", `at must not be after asOf, ${asOf}`, at);
        codes[index] = NONE;
        found.later++;
      } else if (id !== undefined) {
        const other = byId.get(id);
        if (other !== undefined) report(index, "id", `id must be the event's own, not also that of index ${other}`, id);
        // Whichever comes first in canonical order stays.
        if (other !== undefined && compareEvents(events[other]!, event) <= 0) leaveOut(index);
        else {
          if (other !== undefined) leaveOut(other);
          byId.set(id, index);
        }
      }
    }
    return byId.size > 0;
  };
}

/** Gives the events that count the codes of their cases. */
function coding<Event extends JourneyEvent>(
  { caseBy }: CaseRules<Event>,
  { report }: Issues,
  found: CaseCodes<Event>,
): { readonly range: (from: number, to: number) => void; readonly settle: () => void } {
  const { codes, names, named, customers } = found;
  // A case and a customer of the same name are not the same.
  const [byCase, byCustomer] = [new Map<string, number>(), new Map<string, number>()];
  const disputed = new Set<number>();
  return {
    range: (from, to) => {
      const { events } = found;
      for (let index = from; index < to; index++) {
        if (codes[index] === NONE) continue;
        const event = events[index]!;
        const { customer } = event;
        const name = caseBy ? (caseBy(event, index) ?? undefined) : event.case;
        const key = name ?? customer;
        if (typeof key !== "string") {
          report(index, "case", "case or customer must say whose journey the event belongs to", key);
          found.wrong++;
          codes[index] = NONE;
          continue;
        }
        const known = name === undefined ? byCustomer : byCase;
        let code = known.get(key);
        if (code === undefined) {
          code = names.length;
          known.set(key, code);
          names.push(key);
          named.push(name !== undefined);
          customers.push(customer);
        } else if (name !== undefined && customer !== undefined && customer !== customers[code]) {
          if (customers[code] === undefined) customers[code] = customer;
          else {
            const theirs = JSON.stringify(customers[code]);
            report(index, "customer", `customer must be the one of its case, ${theirs}`, customer);
            disputed.add(code);
          }
        }
        codes[index] = code;
      }
    },
    // Whose a disputed case is cannot be known: none of its events count.
    settle: () => {
      if (disputed.size === 0) return;
      for (let index = 0; index < codes.length; index++) {
        if (!disputed.has(codes[index]!)) continue;
        codes[index] = NONE;
        found.wrong++;
      }
    },
  };
}
