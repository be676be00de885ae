import { refusal } from "../tally/refusal.ts";
import { shown } from "../tally/shown.ts";

/**
 * How many people of each category there are in the population: totals, shares or percentages, each 0 or more. Categories
 * of an object are its keys; a `Map` may have others.
 *
 * @category Weights
 */
export type Targets = Readonly<Record<string, number>> | ReadonlyMap<unknown, number>;

/**
 * A category with what it should weigh and what it does.
 *
 * @category Weights
 */
export interface CategoryWeight {
  /** The category. */
  readonly category: unknown;
  /** People of the category who weigh anything, before they are weighted. */
  readonly count: number;
  /** What they should weigh together. */
  readonly target: number;
  /** What they weigh together. */
  readonly achieved: number;
}

/** The targets of one margin, and the place of each category. */
export interface Margin {
  readonly name: string;
  readonly categories: readonly unknown[];
  readonly targets: Float64Array;
  readonly total: number;
  /** The place of a row's category. */
  readonly placeOf: (category: unknown, index: number) => number;
}

/** The targets of a margin, if they are. */
export function marginOf(name: string, targets: Targets): Margin {
  if (targets !== Object(targets) || Symbol.iterator in targets !== targets instanceof Map) {
    throw new TypeError(`targets of ${shown(name)} must be an object or a Map, got ${shown(targets)}`);
  }
  const isMap = targets instanceof Map;
  const entries: [unknown, number][] = isMap ? [...targets] : Object.entries(targets);
  const places = new Map(entries.map(([category], place) => [category, place]));
  let total = 0;
  for (const [category, target] of entries) {
    if (!(typeof target === "number" && target >= 0 && target <= 1e70)) {
      throw refusal(`target of ${shown(name)}, ${shown(category)}, must be a number from 0 to 1e70`, target);
    }
    total += target;
  }
  if (total === 0) throw new RangeError(`targets of ${shown(name)} must not all be 0`);
  return {
    name,
    categories: entries.map(([category]) => category),
    targets: Float64Array.from(entries, ([, target]) => target),
    total,
    placeOf: (category, index) => {
      // The keys of an object are text, whatever a row has.
      const key =
        !isMap && (typeof category === "number" || typeof category === "boolean") ? String(category) : category;
      const place = places.get(key);
      if (place !== undefined) return place;
      throw refusal(`${shown(name)} must be a category with a target`, category, index);
    },
  };
}
