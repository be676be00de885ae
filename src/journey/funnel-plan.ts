import { requireChoice } from "../tally/choice.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent } from "./event.ts";
import type { FunnelLine } from "./funnel-line.ts";
import type { EventTest, FunnelDefinition, FunnelExclusion, FunnelOptions, NamedFunnelStep } from "./funnel-options.ts";
import { fieldReader } from "./journey-states.ts";

/** A funnel whose options have been checked, ready to be followed. */
export interface FunnelPlan {
  /** The rules by which attempts are followed. */
  readonly definition: Omit<FunnelDefinition, "leftTruncated" | "rule">;
  /** How many steps there are. */
  readonly steps: number;
  /** How long a step counts, in milliseconds; Infinity without a window. */
  readonly within: number;
  /** Whether that is since the step before. */
  readonly fromPrevious: boolean;
  /** How long after its entry an attempt may still convert. */
  readonly horizon: number;
  /** The bits of each event: one for each step that it can be, from the lowest, then one for each exclusion. */
  readonly bitsOf: (events: readonly JourneyEvent[]) => number[];
  /** The bits of every event of a name; none where functions look into events. */
  readonly bitsOfName: ((name: string | undefined) => number) | undefined;
  /** Where each exclusion stands: after how many steps, before how many. */
  readonly exclusions: readonly { readonly from: number; readonly to: number; readonly disqualifies: boolean }[];
  readonly holdConstant: ((event: JourneyEvent) => unknown) | undefined;
  /** Where the events of the next journey are put that are looked at; nowhere while those of one are being read. */
  spare: FunnelLine | undefined;
}

/** As many bits as a number has, less the sign. */
const MOST = 30;

/** Checks the options of a funnel. */
export function planOf<Event extends JourneyEvent>(options: FunnelOptions<Event>): FunnelPlan {
  const of = requireChoice("of", options?.of ?? "activity", ["activity", "stage"]);
  const order = requireChoice("order", options?.order ?? "ordered", ["ordered", "strict", "unordered"]);
  const reentry = requireChoice("reentry", options?.reentry ?? "best", ["first", "best", "all"]);
  const ties = requireChoice("ties", options?.ties ?? "any", ["any", "input", "strict"]);
  const entry = requireChoice("entry", options?.entry ?? "closed", ["closed", "open"]);
  const { steps: given, window, grace = 0, exclusions = [], holdConstant } = options ?? {};
  const tests: EventTest[] = [];
  if (!Array.isArray(given) || given.length === 0) throw refusal("steps must be a list of at least one step", given);
  if (!Array.isArray(exclusions)) throw refusal("exclusions must be a list", exclusions);
  if (given.length + exclusions.length > MOST) {
    throw refusal(`steps and exclusions must be ${MOST} at most`, given.length + exclusions.length);
  }
  const steps = given.map((step, index) => {
    const { name, when } = namedStep(step as NamedFunnelStep | EventTest, index);
    tests.push(when);
    return { name, when: namesOf(when, "step", index) };
  });
  const names = steps.map(({ name }) => name);
  const placeOf = (name: string, what: string, index: number) => {
    const place = names.indexOf(name);
    if (place < 0) throw refusal(`${what} must be the name of a step`, name, index);
    // Two steps of one name could both be meant.
    if (names.indexOf(name, place + 1) > 0) throw refusal(`${what} must name one step only`, name, index);
    return place;
  };
  const ranges = exclusions.map((exclusion: FunnelExclusion, index) => {
    const when = namesOf(exclusion?.when, "exclusion", index);
    tests.push(exclusion.when);
    const effect = requireChoice("effect", exclusion.effect ?? "break", ["break", "disqualify"]);
    const from = exclusion.from === undefined ? 0 : placeOf(exclusion.from, "from", index);
    const to = exclusion.to === undefined ? steps.length - 1 : placeOf(exclusion.to, "to", index);
    if (from >= to && steps.length > 1) throw refusal("to must be a step after from", exclusion.to, index);
    if (order === "unordered" && (from > 0 || to < steps.length - 1)) {
      throw refusal("an exclusion of an unordered funnel must be from the first step to the last", names[from], index);
    }
    return { when, effect, from, to };
  });
  const within = window === undefined ? Infinity : window?.within;
  if (within !== Infinity || window !== undefined) requireDuration("within", within, 1);
  const from = requireChoice("from", window?.from ?? "first", ["first", "previous"]);
  requireDuration("grace", grace, 0);
  if (order === "unordered" && from === "previous") throw refusal('from must be "first" of an unordered funnel', from);
  if (order === "unordered" && entry === "open") throw refusal('entry must be "closed" of an unordered funnel', entry);
  if (grace > 0 && (order !== "ordered" || ties !== "any")) {
    throw refusal('grace must be 0 unless order is "ordered" and ties are "any"', grace);
  }
  if (grace > 0 && exclusions.length > 0) throw refusal("grace must be 0 where there are exclusions", grace);
  if (holdConstant !== undefined && typeof holdConstant !== "function") {
    throw refusal("holdConstant must be a function", holdConstant);
  }
  return {
    definition: {
      metric: "funnel",
      of,
      steps,
      order,
      window: window === undefined ? null : { within, from },
      reentry,
      ties,
      grace,
      exclusions: ranges.map(({ when, effect, from: after, to: before }) => {
        return { when, effect, from: names[after]!, to: names[before]! };
      }),
      holdConstant: holdConstant !== undefined,
      entry,
    },
    steps: steps.length,
    within,
    fromPrevious: from === "previous",
    horizon: from === "previous" && window ? within * (steps.length - 1) : within,
    ...bitsBy(of, tests),
    exclusions: ranges.map(({ effect, from: after, to: before }) => {
      return { from: after + 1, to: before + 1, disqualifies: effect === "disqualify" };
    }),
    holdConstant: holdConstant as FunnelPlan["holdConstant"],
    spare: undefined,
  };
}

/** A step with its name. */
function namedStep(step: NamedFunnelStep | EventTest, index: number): NamedFunnelStep {
  if (typeof step === "string") return { name: step, when: step };
  if (typeof step === "function") return { name: `step ${index + 1}`, when: step };
  if (Array.isArray(step)) return { name: step.join(" or "), when: step };
  const { name, when } = (step ?? {}) as NamedFunnelStep;
  if (typeof name !== "string") throw refusal("step must be a name, names, a function or { name, when }", step, index);
  return { name, when };
}

/** The names of the events that a test means; `null` where it is a function. */
function namesOf(when: EventTest, what: string, index: number): readonly string[] | null {
  if (typeof when === "function") return null;
  const names = typeof when === "string" ? [when] : when;
  if (Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === "string")) return [...names];
  throw refusal(`${what} must be of a name, of names or of a function`, when, index);
}

function requireDuration(name: string, duration: number, least: 0 | 1): void {
  if (Number.isSafeInteger(duration) && duration >= least) return;
  throw refusal(`${name} must be whole milliseconds, ${least === 1 ? "above 0" : "0 or more"}`, duration);
}

/** Tells the tests that an event passes, the first by the lowest bit. */
function bitsBy(of: "activity" | "stage", tests: readonly EventTest[]): Pick<FunnelPlan, "bitsOf" | "bitsOfName"> {
  const bits = new Map<string | undefined, number>();
  const functions: [bit: number, test: (event: JourneyEvent) => boolean][] = [];
  tests.forEach((test, place) => {
    const bit = 1 << place;
    if (typeof test === "function") functions.push([bit, test]);
    else for (const name of typeof test === "string" ? [test] : test) bits.set(name, (bits.get(name) ?? 0) | bit);
  });
  const read = fieldReader(of);
  const bitsOfName = (name: string | undefined) => bits.get(name) ?? 0;
  const bitsOf = (events: readonly JourneyEvent[]) => {
    const names = read(events);
    const found = new Array<number>(names.length);
    for (let place = 0; place < names.length; place++) found[place] = bitsOfName(names[place]);
    for (const [bit, test] of functions) {
      for (let place = 0; place < events.length; place++) if (test(events[place]!)) found[place]! |= bit;
    }
    return found;
  };
  return { bitsOf, bitsOfName: functions.length === 0 ? bitsOfName : undefined };
}
