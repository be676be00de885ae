import { requireChoice } from "../tally/choice.ts";
import { requireFunction } from "../tally/function.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import type { HandlingComponent, HandlingTimes } from "./handling-times.ts";

/**
 * How spells of work make up handles.
 *
 * @category Handle time
 */
export interface HandlesOptions<Spell, Component extends string = HandlingComponent> {
  /** Whose handle the spell belongs to: the contact, or the agent's leg of it, by an identifier. */
  readonly handle: (spell: Spell, index: number) => unknown;
  /** When the spell began. */
  readonly start: (spell: Spell, index: number) => Instant;
  /** When the spell ended; not before it began. */
  readonly end: (spell: Spell, index: number) => Instant;
  /** What part of the handle the spell is. Default: every spell is `"talk"`. */
  readonly component?: ((spell: Spell, index: number) => Component) | undefined;
  /** Whose work the spell was; required under `overlap: "union"`. */
  readonly agent?: ((spell: Spell, index: number) => unknown) | undefined;
  /**
   * What an agent's work on several things at once counts for: `"sum"`, each spell whole (default), or `"union"`, the time that
   * passed, split evenly among the spells under way, so that an agent's handles add up to the time that the agent worked.
   */
  readonly overlap?: "sum" | "union" | undefined;
  /** Where in time a handle is booked: at its first `"start"`, or at its last `"end"` (default). */
  readonly bookAt?: "start" | "end" | undefined;
}

/**
 * One handle: whose it is, when it is booked, and the times of its parts in milliseconds.
 *
 * @category Handle time
 */
export interface HandleTimes<Component extends string = HandlingComponent> {
  /** Whose handle it is. */
  readonly handle: unknown;
  /** Where in time it is booked, in milliseconds since 1970-01-01T00:00Z: what `measureByPeriod` goes by. */
  readonly at: number;
  /** The time of each part in milliseconds, for `aht`. */
  readonly times: HandlingTimes<Component>;
}

/**
 * Handles from spells of work in a log: chats, calls and their after-work, each from start to end, of agents who may work on
 * several at once. The step before `aht`; where an engine groups by agent first, it takes one agent's spells.
 *
 * @param spells - Spells of work that have ended, in any order: any iterable.
 * @param options - `handle`, `start`, `end`, `component` and `agent`, how a spell is read; `overlap`, what work on several things
 *   at once counts for; `bookAt`, where in time a handle is booked.
 * @returns The handles, in the order in which they first came; of no spells, an empty array.
 * @throws TypeError or RangeError if a moment is none, a spell ended before it began, or its handle or agent is not known, with
 *   its index.
 *
 * @example
 * ```ts
 * // One agent, two chats at once for a minute of three.
 * const chats = [{ id: 1, agent: "a", from: 0, to: 120_000 }, { id: 2, agent: "a", from: 60_000, to: 180_000 }]
 * type Chat = (typeof chats)[number]
 * const reading = { handle: (c: Chat) => c.id, agent: (c: Chat) => c.agent, start: (c: Chat) => c.from, end: (c: Chat) => c.to }
 * aht(handles(chats, reading), { value: (h) => h.times }).mean // => 120_000
 * const shared = handles(chats, { ...reading, overlap: "union" })
 * shared[0] // => { handle: 1, at: 120_000, times: { talk: 90_000 } }
 * aht(shared, { value: (h) => h.times, overlap: "union" }).mean // => 90_000
 * ```
 *
 * @category Handle time
 */
export function handles<Spell, const Component extends string = HandlingComponent>(
  spells: Iterable<Spell>,
  options: HandlesOptions<Spell, Component>,
): HandleTimes<Component>[] {
  requireIterable(spells, "spells");
  for (const name of ["handle", "start", "end"] as const) requireFunction(name, options?.[name]);
  const overlap = requireChoice("overlap", options.overlap ?? "sum", ["sum", "union"]);
  const bookAt = requireChoice("bookAt", options.bookAt ?? "end", ["start", "end"]);
  if (overlap === "union" && typeof options.agent !== "function") {
    throw refusal('agent must be a function of the spell where overlap is "union"', options.agent);
  }
  const read: Read<Component>[] = [];
  let index = 0;
  for (const spell of spells) read.push(readSpell(spell, index++, options));
  const times = overlap === "union" ? sharedTimes(read) : read.map(({ start, end }) => end - start);
  const found = new Map<unknown, { at: number; times: Map<Component, number> }>();
  read.forEach(({ handle, start, end, component }, place) => {
    const booked = bookAt === "start" ? start : end;
    const known = found.get(handle);
    const one = known ?? { at: booked, times: new Map<Component, number>() };
    if (!known) found.set(handle, one);
    one.at = bookAt === "start" ? Math.min(one.at, booked) : Math.max(one.at, booked);
    one.times.set(component, (one.times.get(component) ?? 0) + times[place]!);
  });
  return [...found].map(([handle, { at, times: parts }]) => ({
    handle,
    at,
    times: Object.fromEntries(parts) as HandlingTimes<Component>,
  }));
}

interface Read<Component> {
  readonly handle: unknown;
  readonly agent: unknown;
  readonly start: number;
  readonly end: number;
  readonly component: Component;
}

function readSpell<Spell, Component extends string>(
  spell: Spell,
  index: number,
  options: HandlesOptions<Spell, Component>,
): Read<Component> {
  const handle = options.handle(spell, index) ?? null;
  if (handle === null) throw refusal("handle must tell whose it is", handle, index);
  const agent = options.agent?.(spell, index) ?? null;
  if (options.overlap === "union" && agent === null) throw refusal("agent must tell whose work it was", agent, index);
  const component = options.component ? options.component(spell, index) : ("talk" as Component);
  if (typeof component !== "string") throw refusal("component must be a string", component, index);
  const start = milliseconds(options.start(spell, index), "start", index);
  const end = milliseconds(options.end(spell, index), "end", index);
  if (end < start) throw refusal(`end must not be before start (${start})`, end, index);
  return { handle, agent, start, end, component };
}

/** The time of each spell, where time in which an agent's spells overlap is split evenly among them. */
function sharedTimes(spells: readonly Read<unknown>[]): number[] {
  const times = new Array<number>(spells.length).fill(0);
  const ofAgents = new Map<unknown, number[]>();
  spells.forEach(({ agent }, place) => {
    const places = ofAgents.get(agent);
    if (places) places.push(place);
    else ofAgents.set(agent, [place]);
  });
  for (const places of ofAgents.values()) share(places, spells, times);
  return times;
}

/** Splits the time of one agent: the share that falls to each of the spells under way, summed from where none was. */
function share(places: readonly number[], spells: readonly Read<unknown>[], times: number[]): void {
  const turns = places.flatMap((place) => [
    { at: spells[place]!.start, place, opens: true },
    { at: spells[place]!.end, place, opens: false },
  ]);
  // A spell without length opens before it closes.
  turns.sort((one, other) => one.at - other.at || Number(other.opens) - Number(one.opens));
  let open = 0;
  let last = 0;
  let shared = 0;
  for (const { at, place, opens } of turns) {
    if (open === 0) shared = 0;
    else shared += (at - last) / open;
    last = at;
    open += opens ? 1 : -1;
    times[place] = opens ? shared : shared - times[place]!;
  }
}
