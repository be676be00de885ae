import type { Metric } from "../tally/metric.ts";

/** A queue of tallies that knows the tally of all that stand in it. */
export interface TallyQueue<Tally> {
  /** Adds a tally at the end. */
  readonly push: (tally: Tally) => void;
  /** Takes the oldest tally away, if there is one. */
  readonly shift: () => void;
  /** The tally of all. */
  readonly total: () => Tally;
}

/**
 * A queue of two stacks: a tally cannot be taken out of a sum, so the older half keeps the sum of each of its tallies with
 * all that came after it in that half. A tally is merged three times at most while it passes through.
 */
export function tallyQueue<Tally>(metric: Metric<never, Tally, unknown>): TallyQueue<Tally> {
  const merged = (left: Tally | undefined, right: Tally | undefined) =>
    left === undefined ? right : right === undefined ? left : metric.merge(left, right);
  const older: Tally[] = [];
  let newer: Tally[] = [];
  let newerTotal: Tally | undefined;
  return {
    push: (tally) => {
      newer.push(tally);
      newerTotal = merged(newerTotal, tally);
    },
    shift: () => {
      if (older.length === 0) {
        for (const tally of newer.reverse()) older.push(merged(tally, older.at(-1))!);
        newer = [];
        newerTotal = undefined;
      }
      older.pop();
    },
    total: () => merged(older.at(-1), newerTotal) ?? metric.empty(),
  };
}
