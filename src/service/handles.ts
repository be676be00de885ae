import { requireChoice } from "../tally/choice.ts";
import { requireFunction } from "../tally/function.ts";
import { type Instant, milliseconds } from "../tally/instant.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { sameKey } from "../tally/same-key.ts";
import type { HandlingComponent, HandlingTimes } from "./handling-times.ts";
import { attempt, requireInvalid } from "./invalid.ts";

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
  /**
   * Whether a spell that cannot be (without an end, ended before it began, of nobody) is refused, or its handle is left out,
   * which then comes as an `ExcludedHandle`; nothing shares its time with such a spell. Default `"reject"`.
   */
  readonly invalid?: "reject" | "exclude" | undefined;
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
 * A handle with a spell that cannot be: of how long it took nothing is known.
 *
 * @category Handle time
 */
export interface ExcludedHandle {
  /** Whose handle it is; `null` where the spell does not tell, which is then alone. */
  readonly handle: unknown;
  /** Where in time it is booked, by those of its moments that are known; `null` where none is. */
  readonly at: number | null;
  /** What `aht` counts in its `excluded`. */
  readonly times: "excluded";
}

/**
 * Handles from spells of work in a log: chats, calls and their after-work, each from start to end, of agents who may work on
 * several at once. The step before `aht`; where an engine groups by agent first, it takes one agent's spells.
 *
 * @param spells - Spells of work that have ended, in any order: any iterable.
 * @param options - `handle`, `start`, `end`, `component` and `agent`, how a spell is read; `overlap`, what work on several things
 *   at once counts for; `bookAt`, where in time a handle is booked; `invalid`, whether handles of which a spell cannot be are
 *   refused or excluded.
 * @returns The handles, in the order in which they first came, excluded ones among them; of no spells, an empty array.
 * @throws TypeError or RangeError if a moment is none, a spell ended before it began, or its handle or agent is not known, with
 *   its index, unless `invalid` is `"exclude"`; if an option is none.
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
  options: HandlesOptions<Spell, Component> & { readonly invalid?: "reject" | undefined },
): HandleTimes<Component>[];
export function handles<Spell, const Component extends string = HandlingComponent>(
  spells: Iterable<Spell>,
  options: HandlesOptions<Spell, Component>,
): (HandleTimes<Component> | ExcludedHandle)[];
export function handles<Spell, const Component extends string = HandlingComponent>(
  spells: Iterable<Spell>,
  options: HandlesOptions<Spell, Component>,
): (HandleTimes<Component> | ExcludedHandle)[] {
  requireIterable(spells, "spells");
  for (const name of ["handle", "start", "end"] as const) requireFunction(name, options?.[name]);
  const overlap = requireChoice("overlap", options.overlap ?? "sum", ["sum", "union"]);
  const bookAt = requireChoice("bookAt", options.bookAt ?? "end", ["start", "end"]);
  const invalid = requireInvalid(options.invalid);
  if (overlap === "union" && typeof options.agent !== "function") {
    throw refusal('agent must be a function of the spell where overlap is "union"', options.agent);
  }
  const book = (one: Found<Component>, moment: number) => {
    const isFirst = one.at === null || (bookAt === "start" ? moment < one.at : moment > one.at);
    if (isFirst) one.at = moment;
  };
  const same = sameKey();
  const found = new Map<unknown, Found<Component>>();
  const read: Read<Component>[] = [];
  let index = 0;
  for (const spell of spells) {
    // What the spell says is read outside: an error of the caller's functions is no matter of the spell.
    const said = saidOf(spell, index, options);
    const checked = attempt(() => readSpell(said, overlap, index), invalid);
    // Spells of nobody do not belong together.
    const whose = same(said.handle ?? said);
    const one = found.get(whose) ?? { handle: said.handle, at: null, times: new Map(), isExcluded: false };
    found.set(whose, one);
    if (checked) {
      read.push({ ...checked, one });
      book(one, bookAt === "start" ? checked.start : checked.end);
    } else {
      one.isExcluded = true;
      for (const moment of [said.start, said.end]) {
        const known = attempt(() => milliseconds(moment, "moment"), "exclude");
        if (known !== undefined) book(one, known);
      }
    }
    index++;
  }
  const times = overlap === "union" ? sharedTimes(read) : read.map(({ start, end }) => end - start);
  read.forEach(({ one, component }, place) => {
    one.times.set(component, (one.times.get(component) ?? 0) + times[place]!);
  });
  return Array.from(found.values(), ({ handle, at, times: parts, isExcluded }) =>
    isExcluded
      ? { handle, at, times: "excluded" }
      : { handle, at: at!, times: Object.fromEntries(parts) as HandlingTimes<Component> },
  );
}

/** A handle as far as it is known. */
interface Found<Component> {
  readonly handle: unknown;
  at: number | null;
  readonly times: Map<Component, number>;
  isExcluded: boolean;
}

/** A spell as it came. */
interface Said<Component> {
  readonly handle: unknown;
  readonly agent: unknown;
  readonly component: Component;
  readonly start: Instant;
  readonly end: Instant;
}

/** A spell that can be. */
interface Read<Component> {
  readonly one: Found<Component>;
  readonly agent: unknown;
  readonly start: number;
  readonly end: number;
  readonly component: Component;
}

function saidOf<Spell, Component extends string>(
  spell: Spell,
  index: number,
  options: HandlesOptions<Spell, Component>,
): Said<Component> {
  return {
    handle: options.handle(spell, index) ?? null,
    agent: options.agent?.(spell, index) ?? null,
    component: options.component ? options.component(spell, index) : ("talk" as Component),
    start: options.start(spell, index),
    end: options.end(spell, index),
  };
}

function readSpell<Component extends string>(
  said: Said<Component>,
  overlap: "sum" | "union",
  index: number,
): Omit<Read<Component>, "one"> {
  const { handle, agent, component } = said;
  if (handle === null) throw refusal("handle must tell whose it is", handle, index);
  if (overlap === "union" && agent === null) throw refusal("agent must tell whose work it was", agent, index);
  if (typeof component !== "string") throw refusal("component must be a string", component, index);
  const start = milliseconds(said.start, "start", index);
  const end = milliseconds(said.end, "end", index);
  if (end < start) throw refusal(`end must not be before start (${start})`, end, index);
  return { agent, start, end, component };
}

/** The time of each spell, where time in which an agent's spells overlap is split evenly among them. */
function sharedTimes(spells: readonly Read<unknown>[]): number[] {
  const times = new Array<number>(spells.length).fill(0);
  const ofAgents = new Map<unknown, number[]>();
  const same = sameKey();
  spells.forEach(({ agent }, place) => {
    const who = same(agent);
    const places = ofAgents.get(who);
    if (places) places.push(place);
    else ofAgents.set(who, [place]);
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
