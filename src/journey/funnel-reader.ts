import type { JourneyEvent } from "./event.ts";
import type { FunnelLine } from "./funnel-line.ts";
import type { FunnelPlan } from "./funnel-plan.ts";
import { type JourneyColumns, placeOfKind } from "./journey-columns.ts";

/** Reads events of journeys from elsewhere than from their rows. */
export interface EventReader {
  /** When the events of a journey were, and their bits; both lists may be longer. */
  readonly read: (journey: number, events: number) => Pick<FunnelLine, "at" | "bits">;
  /** The activity of an event of a journey, by its place. */
  readonly activityOf: (journey: number, place: number) => string;
}

/** When the events of a journey were, and their bits, from its rows. */
export function readRows({ bitsOf }: FunnelPlan, events: readonly JourneyEvent[]): ReturnType<EventReader["read"]> {
  // Events lie far apart in memory: a loop that does nothing but read has several of them fetched at a time.
  const at = new Array<number>(events.length);
  for (let place = 0; place < events.length; place++) at[place] = events[place]!.at;
  return { at, bits: bitsOf(events) };
}

/** Reads events from the columns that came with their journeys; not where functions look into events. */
export function columnReader({ bitsOfName, definition }: FunnelPlan, columns: JourneyColumns): EventReader | undefined {
  if (bitsOfName === undefined) return;
  const { begins, times, kinds, activities } = columns;
  const { of } = definition;
  const [placeOf, placeOfActivity] = [placeOfKind(of), placeOfKind("activity")];
  // The first of those without a name.
  const bitsAt = [undefined, ...columns[of === "activity" ? "activities" : "stages"]].map(bitsOfName);
  const found: Pick<FunnelLine, "at" | "bits"> = { at: [], bits: [] };
  return {
    read: (journey, events) => {
      const begin = begins[journey]!;
      for (let place = 0; place < events; place++) {
        found.at[place] = times[begin + place]!;
        found.bits[place] = bitsAt[placeOf(kinds[begin + place]!) + 1]!;
      }
      return found;
    },
    activityOf: (journey, place) => activities[placeOfActivity(kinds[begins[journey]! + place]!)]!,
  };
}
