import { requireChoice } from "../tally/choice.ts";
import { requireCount } from "../tally/count.ts";
import { requireIterable } from "../tally/iterable.ts";
import { refusal } from "../tally/refusal.ts";
import { compareKeys, type JourneyCount } from "./journey-keys.ts";
import type { JourneyTally } from "./journey-tally.ts";
import { transitionKey, transitionsOf } from "./transitions.ts";
import type { TransitionKind } from "./transitions-result.ts";

/**
 * A transition counted elsewhere.
 *
 * @category Paths
 */
export interface TransitionCount {
  /** What it is. Default: a start without `from`, an end without `to`, else a step. */
  readonly kind?: TransitionKind | undefined;
  /** The state that is left; none of a start and of a cut. */
  readonly from?: string | null | undefined;
  /** The state that is reached; none of an end and of an open one. */
  readonly to?: string | null | undefined;
  /** How often it was made. */
  readonly count: number | bigint;
}

/**
 * What was counted elsewhere.
 *
 * @category Paths
 */
export interface TransitionsFromCountsOptions {
  /** What the journeys moved through: `"stage"` (default), `"activity"`, `"channel"`, or the rule of one's own function. */
  readonly of?: string | undefined;
  /** Whether equal neighbours were one visit (default) or every event a step. */
  readonly level?: "visits" | "events" | undefined;
}

/**
 * Transitions counted elsewhere, in SQL or a spreadsheet, as a tally: to be read, or merged with others.
 *
 * @param edges - Each transition with its count, in any order; those named twice are added up.
 * @param options - `of` and `level`, as `transitions` takes them; `of` may also be the rule of one's own function.
 * @returns A tally of `transitionsMetric`. As every journey has one beginning, the starts and cuts say how many there are.
 * @throws TypeError or RangeError if a count is none, a kind and its states do not belong together, or a visit follows one
 *   of the same state, with the index.
 *
 * @example
 * ```ts
 * const counted = transitionsFromCounts([
 *   { to: "search", count: 10 },
 *   { from: "search", to: "buy", count: 4 },
 *   { from: "search", count: 5 },
 *   { kind: "open", from: "search", count: 1 },
 *   { from: "buy", count: 4 },
 * ])
 * transitionsMetric().read(counted).transitions[1] // => { from: "search", to: "buy", numerator: 4, denominator: 9, … }
 * ```
 *
 * @category Paths
 */
export function transitionsFromCounts(
  edges: Iterable<TransitionCount>,
  options: TransitionsFromCountsOptions = {},
): JourneyTally {
  const { of = "stage", level = "visits" } = options ?? {};
  requireIterable(edges, "edges");
  requireChoice("level", level, ["visits", "events"]);
  if (typeof of !== "string") throw refusal("of must be a string", of);
  const counts: JourneyCount[] = [];
  let index = 0;
  for (const edge of edges) {
    const from = stateAt("from", edge?.from, index);
    const to = stateAt("to", edge?.to, index);
    const begins = from === null;
    const ends = to === null;
    const kinds: TransitionKind[] = begins ? (ends ? [] : ["start", "cut"]) : ends ? ["end", "open"] : ["step"];
    if (kinds.length === 0) throw refusal(`from or to must be a state at index ${index}`, null);
    const kind = edge.kind ?? kinds[0]!;
    if (!kinds.includes(kind)) throw refusal(`kind must be ${kinds.join(" or ")} of these states`, kind, index);
    if (level === "visits" && from === to) throw refusal("a visit must not follow one of the same state", from, index);
    counts.push([transitionKey(kind, from, to), requireCount(`count at index ${index}`, edge.count), null]);
    index++;
  }
  const sums: JourneyCount[] = [];
  for (const [key, count] of counts.sort((left, right) => compareKeys(left[0], right[0]))) {
    const last = sums.at(-1);
    if (last && compareKeys(last[0], key) === 0) last[1] += count;
    else if (count > 0) sums.push([key, count, null]);
  }
  const total = (...kinds: (string | null)[]) =>
    sums.reduce((sum, [[kind], count]) => (kinds.includes(kind!) ? sum + count : sum), 0);
  return {
    of: transitionsOf({ of, level }),
    count: total("start", "cut"),
    pending: 0,
    missing: 0,
    excluded: 0,
    weights: null,
    counts: sums,
  };
}

function stateAt(name: string, state: unknown, index: number): string | null {
  if (state === null || state === undefined) return null;
  if (typeof state === "string") return state;
  throw refusal(`${name} must be a text`, state, index);
}
