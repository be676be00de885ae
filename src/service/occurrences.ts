import { addToClass, type ClassTally, emptyClasses, mergeClasses } from "../stats/class-tally.ts";
import { nearest, plusExactly, sumOfBoth } from "../stats/exact-sum.ts";
import { addToMean, type MeanResult, type MeanTally, mergeMeans, noMean, readMean } from "../stats/mean-tally.ts";
import type { ShareResult } from "../stats/share.ts";
import { type Identity, requireSame } from "../tally/identity.ts";
import type { Metric } from "../tally/metric.ts";
import { refusal } from "../tally/refusal.ts";
import { shareOfClasses } from "./class-share.ts";

/**
 * What is counted of things that happen to a unit any number of times: transfers to a contact, contacts to an order.
 *
 * @category Statistics
 */
export interface OccurrencesTally extends Identity {
  /** Units to which it did not happen, and units to which it did. */
  readonly units: ClassTally;
  /** How often it happened to each unit. */
  readonly times: MeanTally;
  /** How often it happened to all units, whatever they weigh: an exact sum. */
  total: number[];
}

/** How many units, to what share of them it happened, and how often: exact sums and counts. */
interface Occurrences {
  readonly share: ReturnType<typeof shareOfClasses> & Pick<ShareResult, "missing" | "excluded">;
  readonly times: Omit<MeanResult, "definition">;
  readonly total: number;
}

/** A metric that counts how often something happened to each unit, whole numbers, `null` where it is not known. */
export function occurrences<Result>(
  of: string,
  name: string,
  readAll: (counted: Occurrences) => Result,
): Metric<number | null | undefined, OccurrencesTally, Result> {
  const requireTimes = (times: unknown, _largest: number, index?: number): number => {
    if (Number.isSafeInteger(times) && (times as number) >= 0) return times as number;
    throw refusal(`${name} must be a whole number, 0 or more`, times, index);
  };
  return {
    empty: () => ({ of, units: emptyClasses(of, 2), times: noMean(of), total: [] }),
    add: (tally, times, weight, index) => {
      requireSame(tally, of);
      const isCounted = addToMean(tally.times, times, weight, index, requireTimes);
      if (isCounted) plusExactly(tally.total, times!, 0);
      addToClass(tally.units, isCounted ? Number(times! > 0) : times == null ? "missing" : "excluded", weight, index);
      return tally;
    },
    merge: (left, right) => {
      requireSame(left, of);
      requireSame(right, of);
      return {
        of,
        units: mergeClasses(left.units, right.units, of),
        times: mergeMeans(left.times, right.times),
        total: sumOfBoth(left.total, right.total),
      };
    },
    read: (tally) => {
      requireSame(tally, of);
      const { missing, excluded } = tally.units;
      return readAll({
        share: { ...shareOfClasses(tally.units, [1], [0]), missing, excluded },
        times: readMean(tally.times),
        total: nearest(tally.total),
      });
    },
  };
}
