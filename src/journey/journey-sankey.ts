import { requireSame } from "../tally/identity.ts";
import { measure } from "../tally/measure.ts";
import type { Metric, Weighing } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import type { JourneyEvent } from "./event.ts";
import type { Journey } from "./journey.ts";
import {
  namedStates,
  type StateField,
  type StateOf,
  type StatesDefinition,
  type StatesOptions,
  statesInHand,
} from "./journey-states.ts";
import { countJourneys, type JourneyTally, sizeOf, weightOf } from "./journey-tally.ts";

/**
 * What a node of a Sankey diagram is: a state; where journeys begin (`"start"`) or were first seen (`"cut"`); where they
 * end (`"end"`), may still go on (`"open"`), or go on for more steps than are drawn (`"more"`).
 *
 * @category Paths
 */
export type SankeyKind = "start" | "cut" | "state" | "end" | "open" | "more";

/**
 * How a Sankey diagram is drawn.
 *
 * @typeParam Event - What the events are.
 * @typeParam Field - The field that is read.
 * @typeParam Own - What a function of one's own reads.
 * @category Paths
 */
export interface JourneySankeyOptions<
  Event extends JourneyEvent,
  Field extends StateField = StateField,
  Own extends string = string,
> extends StatesOptions<Event, Field, Own> {
  /** The most steps of a journey that are drawn, 1 to 1000. Default 8. */
  readonly steps?: number | undefined;
}

/**
 * A node of a Sankey diagram: a state at a step.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface SankeyNode<State extends string = string> {
  /** A name that no other node has, such as `"2 cart"`. */
  readonly name: string;
  /** What it is. */
  readonly kind: SankeyKind;
  /** The step, from 1; 0 of where journeys begin. */
  readonly step: number;
  /** The state; `null` of what is none. */
  readonly state: State | null;
}

/**
 * A link of a Sankey diagram, from a node to one of the next step.
 *
 * @category Paths
 */
export interface SankeyLink {
  /** The place of the node it comes from in `nodes`. */
  readonly source: number;
  /** The place of the node it goes to in `nodes`. */
  readonly target: number;
  /** Journeys that went this way, or the sum of their weights where the sample is weighted. */
  readonly value: number;
  /** Journeys that went this way. */
  readonly count: number;
}

/**
 * Journeys as nodes and links.
 *
 * @typeParam State - The names of the states.
 * @category Paths
 */
export interface JourneySankeyResult<State extends string = string> {
  /** The nodes, step by step. */
  readonly nodes: readonly SankeyNode<State>[];
  /** The links, each from one step to the next, so that none goes round in a circle. */
  readonly links: readonly SankeyLink[];
  /** Journeys counted. */
  readonly count: number;
  /** Journeys none of whose events has a state. */
  readonly missing: number;
  /** Journeys of weight 0. */
  readonly excluded: number;
  /** Where the sample is weighted, the sum of the weights of the journeys. */
  readonly weight?: number;
  /** Where the sample is weighted, Kish's effective number of journeys. */
  readonly effectiveSampleSize?: number;
  /** What was measured. */
  readonly definition: StatesDefinition & {
    /** The metric's name. */
    readonly metric: "journeySankey";
    /** The most steps of a journey that are drawn. */
    readonly steps: number;
  };
}

/**
 * Journeys as nodes and links of a Sankey diagram, as plotting libraries take them: a node is a state at a step, so that
 * a journey that comes back to a state makes no circle, which such diagrams cannot draw.
 *
 * @param journeys - Journeys, as `buildJourneys` gives them.
 * @param options - `of`, `level`, `rule`, as `transitions` takes them; `steps`, the most that are drawn, default 8; `weight`,
 *   a journey's weight, 0 or more.
 * @returns Nodes, and links by the places of their nodes: what comes into a node of a state goes out of it.
 * @throws TypeError or RangeError if an option is none, or a journey has no events or a state that is no text, with its index.
 *
 * @example
 * ```ts
 * const at = { customer: "c", case: "c", index: 0, status: "completed", start: 0, end: 2, asOf: 9, leftTruncated: false } as const
 * const events = ["see", "ask", "see"].map((activity, at) => ({ activity, at }))
 * const { nodes, links } = journeySankey([{ ...at, events }], { of: "activity" })
 * nodes.map((node) => node.name) // => ["(start) 0", "1 see", "2 ask", "3 see", "(end) 4"]
 * links[0] // => { source: 0, target: 1, value: 1, count: 1 }
 * ```
 *
 * @category Paths
 */
export function journeySankey<
  Event extends JourneyEvent,
  Field extends StateField = "stage",
  Own extends string = never,
>(
  journeys: Iterable<Journey<Event>>,
  options: JourneySankeyOptions<Event, Field, Own> & Weighing<Journey<Event>> = {},
): JourneySankeyResult<StateOf<Event, Field, Own>> {
  return measure(journeySankeyMetric<Event, Field, Own>(statesInHand(options)), journeys, { weight: options?.weight });
}

/**
 * Nodes and links of a Sankey diagram as a metric, for streams, groups and parts; see `journeySankey`.
 *
 * @param options - `of`, `level`, `rule`, `steps`, as `journeySankey` takes them; a function
 *   needs a `rule`, which alone tells it from another.
 * @returns A metric whose tallies merge into the tally of the whole.
 * @throws TypeError or RangeError if an option is none, or a function has no name.
 *
 * @example
 * ```ts
 * const metric = journeySankeyMetric({ of: "channel", steps: 3 })
 * metric.read(metric.empty()) // => { nodes: [], links: [], count: 0, … }
 * ```
 *
 * @category Paths
 */
export function journeySankeyMetric<
  Event extends JourneyEvent = JourneyEvent,
  Field extends StateField = "stage",
  Own extends string = never,
>(
  options: JourneySankeyOptions<Event, Field, Own> = {},
): Metric<Journey<Event>, JourneyTally, JourneySankeyResult<StateOf<Event, Field, Own>>> {
  const most = requireSteps(options?.steps ?? 8);
  const { definition, states } = namedStates<Event>(options);
  const of = `sankey of ${most} steps, ${definition.level} of ${definition.of}`;
  return {
    ...countJourneys<Journey<Event>>(of, (journey, count, index) => {
      const met = states(journey, index);
      if (met.length === 0) return "missing";
      const drawn = Math.min(most, met.length);
      count(["0", journey.leftTruncated ? "cut" : "start", null, "state", met[0]!]);
      for (let step = 1; step < drawn; step++) count([`${step}`, "state", met[step - 1]!, "state", met[step]!]);
      const ends = met.length > most ? "more" : journey.status === "open" ? "open" : "end";
      count([`${drawn}`, "state", met[drawn - 1]!, ends, null]);
      return "count";
    }),
    read: (tally) => {
      requireSame(tally, of);
      return {
        ...readSankey<StateOf<Event, Field, Own>>(tally),
        count: tally.count,
        missing: tally.missing,
        excluded: tally.excluded,
        ...weightOf([tally.weights]),
        definition: { metric: "journeySankey", ...definition, steps: most },
      };
    },
  };
}

function readSankey<State extends string>({ counts }: JourneyTally) {
  const nodes: SankeyNode<State>[] = [];
  const places = new Map<string, number>();
  const placeOf = (step: number, kind: SankeyKind, state: string | null): number => {
    // A name of a state stands behind a number, all others behind a bracket.
    const name = kind === "state" ? `${step} ${state}` : `(${kind}) ${step}`;
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, nodes.length);
    return nodes.push({ name, kind, step, state: state as State | null }) - 1;
  };
  // By step, which the keys hold as text; a stable sort leaves the rest in order.
  const inOrder = [...counts].sort(([[one]], [[other]]) => Number(one) - Number(other));
  // Starts and cuts are of one step, before all else.
  for (const [[from, kind, state]] of inOrder) if (from === "0") placeOf(0, kind as SankeyKind, state!);
  const links = inOrder.map((entry): SankeyLink => {
    const [[from, kind, state, nextKind, next], count] = entry;
    const step = Number(from);
    const source = placeOf(step, kind as SankeyKind, state!);
    return { source, target: placeOf(step + 1, nextKind as SankeyKind, next!), value: sizeOf(entry), count };
  });
  return { nodes, links };
}

function requireSteps(steps: number): number {
  if (Number.isInteger(steps) && steps >= 1 && steps <= 1000) return steps;
  throw refusal("steps must be a whole number from 1 to 1000", steps);
}
