import { MOST_NAMES } from "./event-kinds.ts";
import type { Journey } from "./journey.ts";

/**
 * The events of journeys as columns of numbers, as they were when the journeys were built: what is counted of them need not look
 * for each event in memory.
 */
export interface JourneyColumns {
  /** The journeys that the columns are of. */
  readonly journeys: readonly Journey[];
  /** Where the events of each journey begin; they follow each other in its order. */
  readonly begins: readonly number[];
  /** When each event began, in milliseconds since 1970-01-01T00:00Z. */
  readonly times: Float64Array;
  /** The kind of each event: the place of its activity, and above 16 bits the place of its stage from 1, 0 of none. */
  readonly kinds: Uint32Array;
  /** The activities. */
  readonly activities: readonly string[];
  /** The stages. */
  readonly stages: readonly string[];
}

/** Makes what was built an iterable of its journeys that has columns beside it; neither is seen where it is shown or copied. */
export function withColumns<Built extends { readonly journeys: readonly Journey[] }>(
  built: Built,
  columns: Omit<JourneyColumns, "journeys">,
): Built & Iterable<Built["journeys"][number]> {
  // A list of its own, so that they go together whatever becomes of the one that is handed out.
  const journeys = built.journeys.slice();
  return Object.defineProperties(built as Built & Iterable<Built["journeys"][number]>, {
    [columnsKey()]: { value: { journeys, ...columns } },
    [Symbol.iterator]: { value: () => journeys[Symbol.iterator]() },
  });
}

/** Where the columns are: by a name that nobody else's rows have. */
function columnsKey(): symbol {
  return Symbol.for("cx-metrics: columns of journeys");
}

/** The columns that came with journeys, if any did and every name has a number of its own. */
export function columnsOf(journeys: unknown): JourneyColumns | undefined {
  const columns: JourneyColumns | undefined = Object(journeys)[columnsKey()];
  if (columns === undefined || Math.max(columns.activities.length, columns.stages.length) >= MOST_NAMES) return;
  return columns;
}

/** What a kind says of the activity of an event, or of its stage: its place among the names; −1 of no stage. */
export function placeOfKind(of: "activity" | "stage"): (kind: number) => number {
  return of === "activity" ? (kind) => kind & 0xffff : (kind) => (kind >>> 16) - 1;
}
