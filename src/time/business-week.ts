import { requireRecord } from "../tally/record.ts";
import { refusal } from "../tally/refusal.ts";
import { type DayShifts, requireShifts, type Shift } from "./shifts.ts";

/**
 * The name of a day of the week.
 *
 * @category Business time
 */
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/**
 * The shifts that begin on each day of the week; on a day that is not named, none does.
 *
 * @category Business time
 */
export type BusinessWeek = { readonly [Day in Weekday]?: readonly Shift[] | undefined };

const WEEKDAYS: readonly Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** The shifts of seven days, Monday first, if they are a week's. */
export function requireWeek(week: unknown, name: string): DayShifts[] {
  for (const day of Object.keys(requireRecord(week, name))) {
    if (!WEEKDAYS.includes(day as Weekday)) {
      throw refusal(`${name} must name days of the week, from "monday" to "sunday"`, day);
    }
  }
  return WEEKDAYS.map((day) => requireShifts((week as BusinessWeek)[day] ?? [], `${name}.${day}`));
}

/** The week that seven days are. */
export function weekOf(days: readonly DayShifts[]): Readonly<Record<Weekday, readonly Shift[]>> {
  const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = days.map(({ definition }) => definition);
  return { monday, tuesday, wednesday, thursday, friday, saturday, sunday } as Record<Weekday, readonly Shift[]>;
}
