import type { PeriodNumbers } from "./period-numbers.ts";

/** A cohort that a customer is of: in which periods after its own the customer was active, and the last that has passed. */
export interface Membership {
  readonly start: number;
  readonly offsets: readonly number[];
  readonly passed: number;
}

/** The cohorts of a customer by periods of the calendar, of the moments of activity in order. */
export function calendarCohorts(
  numbers: PeriodNumbers,
  asOf: number,
  membership: "first" | "recurring",
): (moments: readonly number[]) => Membership[] {
  const last = numbers.periodOf(0).end <= asOf ? 0 : -1;
  return (moments) => {
    const active = [...new Set(moments.map(numbers.numberOf))];
    const own = membership === "first" ? active.slice(0, 1) : active;
    return own.map((number) => ({
      start: numbers.periodOf(number).start,
      offsets: active.map((other) => other - number).filter((offset) => offset >= 0),
      passed: last - number,
    }));
  };
}

/** The one cohort of all customers, by periods of a length from the first moment of each. */
export function rollingCohort(asOf: number, length: number): (moments: readonly number[]) => Membership[] {
  return (moments) => {
    const birth = moments[0]!;
    const offsets = [...new Set(moments.map((moment) => Math.floor((moment - birth) / length)))];
    return [{ start: 0, offsets, passed: Math.floor((asOf - birth) / length) - 1 }];
  };
}
