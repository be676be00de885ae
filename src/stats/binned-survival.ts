import { crossing } from "./crossing.ts";
import { type DurationPrecision, durationOf } from "./duration-bins.ts";
import type { DurationsTally } from "./durations-metric.ts";
import { productLimit } from "./product-limit.ts";

/** A median found from bins, and between which times the one of the cases themselves lies. */
export interface BinnedMedian {
  /** The median where every time is the middle of its bin; `null` where survival does not come down to one half. */
  readonly estimate: number | null;
  /** The least that the median of the times themselves can be. */
  readonly lower: number | null;
  /** The most that it can be; `null` where survival may never come down to one half. */
  readonly upper: number | null;
}

/** A bin that is not empty: its number, the times it stands for, and how much fell into it. */
interface Cell {
  readonly bin: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly amount: number;
  readonly happened: boolean;
}

/**
 * The median survival time, by Kaplan and Meier, of times that are known by their bins only: those at which the event
 * happened, and those at which a case was last seen without it.
 *
 * Within a bin their order is not known. Survival at its end is greatest where all events came first and least where they
 * came last, and a later curve has a later median: hence the limits.
 */
export function binnedMedian(events: DurationsTally, open: DurationsTally, precision: DurationPrecision): BinnedMedian {
  const cells = [...cellsOf(events, precision, true), ...cellsOf(open, precision, false)];
  const median = (edge: "low" | "middle" | "high", eventsFirst: boolean): number | null => {
    const place = ({ bin, happened }: Cell) => 2 * bin + (happened === eventsFirst ? 0 : 1);
    const inOrder = [...cells].sort((one, other) => place(one) - place(other));
    const steps = productLimit(
      inOrder.map(place),
      inOrder.map(({ happened }) => happened),
      inOrder.map(({ amount }) => amount),
    );
    let reached = 0;
    const timed = steps.map(({ survival }, index) => {
      const time = inOrder[index]![edge];
      // Who was last seen in a bin may have been seen before its events, and then no run ends with them.
      if (eventsFirst) reached = Math.max(reached, time);
      return { time: eventsFirst ? reached : time, survival };
    });
    return crossing(timed, ({ survival }) => survival, 0.5);
  };
  return { estimate: median("middle", true), lower: median("low", false), upper: median("high", true) };
}

function cellsOf(tally: DurationsTally, precision: DurationPrecision, happened: boolean): Cell[] {
  const { minimum, maximum } = tally;
  if (minimum === null || maximum === null) return [];
  const within = (time: number) => Math.min(maximum, Math.max(minimum, time));
  const cells: Cell[] = [];
  const parts = 2 ** precision;
  for (const [first, ...amounts] of tally.bins) {
    amounts.forEach((amount, at) => {
      const bin = first! + at;
      const low = parts + (bin % parts);
      // Bin 0 is of durations of 0.
      const size = bin && 2 ** ((bin >> precision) - 1023) / parts;
      const middle = within(durationOf(bin, precision));
      const edges = { low: within(size * low), middle, high: within(size * (low + 1)) };
      if (amount > 0) cells.push({ bin, ...edges, amount, happened });
    });
  }
  return cells;
}
