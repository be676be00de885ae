import type { Calendar } from "../time/calendar.ts";
import type { Period } from "../time/period.ts";

/** The periods of a calendar, numbered upward from −(what is needed) to 0, which holds `asOf`. */
export interface PeriodNumbers {
  /** The number of the period that holds a moment not after `asOf`: 0 or below. */
  readonly numberOf: (at: number) => number;
  /** The period of a number that has been asked for, or of one above it. */
  readonly periodOf: (number: number) => Period;
}

/** Numbers the periods of a calendar back from the one that holds `asOf`; what it found it remembers. */
export function periodNumbers(find: Calendar, asOf: number): PeriodNumbers {
  // From the latest to the earliest that was needed.
  const periods = [find(asOf)];
  return {
    numberOf: (at) => {
      for (let earliest = periods.at(-1)!; earliest.start > at; earliest = periods.at(-1)!) {
        if (periods.length === 1_000_000)
          throw new RangeError(`there must be a million periods at most, from ${at} to ${asOf}`);
        periods.push(find(earliest.start - 1));
      }
      let low = 0;
      for (let high = periods.length - 1; low < high; ) {
        const middle = (low + high) >> 1;
        if (periods[middle]!.start <= at) high = middle;
        else low = middle + 1;
      }
      return 0 - low;
    },
    periodOf: (number) => periods[0 - number]!,
  };
}
