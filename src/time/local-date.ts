import { refusal } from "../tally/refusal.ts";
import { civilDate, dayNumber } from "./civil.ts";

/** The days from 1970-01-01 to a date such as "2026-12-25", if it is one of the Gregorian calendar. */
export function requireDate(date: unknown, name: string): number {
  const parts = typeof date === "string" ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) : null;
  if (parts) {
    const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
    const days = dayNumber(year, month, day);
    const found = civilDate(days);
    if (found.month === month && found.day === day) return days;
  }
  throw refusal(`${name} must be a date such as "2026-12-25"`, date);
}
