import { type ClassTally, classesOf } from "../stats/class-tally.ts";
import type { Weighted } from "../stats/classes.ts";
import { total } from "../stats/classes.ts";
import { readShare, type ShareResult } from "../stats/share.ts";

/** The share of the classes `those` of a tally among them and `others`; classes in neither are left out. */
export function shareOfClasses(
  tally: ClassTally,
  those: readonly number[],
  others: readonly number[],
): Pick<ShareResult, "rate" | "numerator" | "denominator"> & Weighted {
  const { counts, weights } = classesOf(tally);
  const joined = (parts: readonly number[]) => [others, those].map((places) => peopleIn(parts, places));
  return readShare({
    counts: joined(counts),
    weights: weights && { sums: joined(weights.sums), squares: joined(weights.squares) },
  });
}

/** The sum of some classes. */
export function peopleIn(parts: readonly number[], places: readonly number[]): number {
  return total(places.map((place) => parts[place]!));
}
