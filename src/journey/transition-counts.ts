import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import { type JourneyColumns, placeOfKind } from "./journey-columns.ts";
import { inOrder, type JourneyCount, type JourneyKey } from "./journey-keys.ts";

/** What a transition is of which one side is no state. */
type EdgeKind = "start" | "cut" | "end" | "open";

/** The transitions of journeys that have no weights, counted by numbers that stand for their states. */
export interface TransitionCounts {
  /** Counts the states that a journey went through, at least one. */
  readonly add: (journey: Journey<JourneyEvent>, states: readonly string[]) => void;
  /** Counts every journey of which there are columns; how many have no such state. */
  readonly addColumns: (columns: JourneyColumns, of: "activity" | "stage", level: "visits" | "events") => number;
  /** What was counted, in the order of the keys. */
  readonly read: () => JourneyCount[];
}

/** No transitions yet. */
export function transitionCounts(): TransitionCounts {
  const codes = new Map<string, number>();
  const names: string[] = [];
  const steps: number[][] = [];
  const edges: Readonly<Record<EdgeKind, number[]>> = { start: [], cut: [], end: [], open: [] };
  const codeOf = (state: string) => {
    let code = codes.get(state);
    if (code === undefined) {
      code = names.length;
      codes.set(state, code);
      names.push(state);
      steps.push([]);
    }
    return code;
  };
  return {
    add: ({ leftTruncated, status }, states) => {
      let before = codeOf(states[0]!);
      addTo(edges[leftTruncated ? "cut" : "start"], before);
      for (let step = 1; step < states.length; step++) {
        const code = codeOf(states[step]!);
        addTo(steps[before]!, code);
        before = code;
      }
      addTo(edges[status === "open" ? "open" : "end"], before);
    },
    addColumns: (columns, of, level) => {
      const { journeys, begins, kinds } = columns;
      const placeOf = placeOfKind(of);
      const own = columns[of === "activity" ? "activities" : "stages"].map(codeOf);
      let missing = 0;
      for (let index = 0; index < journeys.length; index++) {
        const { leftTruncated, status, events } = journeys[index]!;
        const end = begins[index]! + events.length;
        let before = -1;
        for (let place = begins[index]!; place < end; place++) {
          const name = placeOf(kinds[place]!);
          if (name < 0) continue;
          const code = own[name]!;
          if (before < 0) addTo(edges[leftTruncated ? "cut" : "start"], code);
          else if (level === "events" || code !== before) addTo(steps[before]!, code);
          before = code;
        }
        if (before < 0) missing++;
        else addTo(edges[status === "open" ? "open" : "end"], before);
      }
      return missing;
    },
    read: () => {
      const entries: JourneyCount[] = [];
      const put = (counts: readonly number[], keyOf: (state: string) => JourneyKey) => {
        // By the keys that there are: of many states, few follow each other.
        for (const code of Object.keys(counts).map(Number)) entries.push([keyOf(names[code]!), counts[code]!, null]);
      };
      put(edges.start, (to) => ["start", null, to]);
      put(edges.cut, (to) => ["cut", null, to]);
      put(edges.end, (from) => ["end", from, null]);
      put(edges.open, (from) => ["open", from, null]);
      for (const [code, row] of steps.entries()) put(row, (to) => ["step", names[code]!, to]);
      return inOrder(entries, [null, "start", "cut", "end", "open", "step", ...names]);
    },
  };
}

/** One more at a place of a list, which has no more places than are needed. */
function addTo(counts: number[], place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}
