/** A date of the Gregorian calendar, carried on before its time. */
export interface CivilDate {
  /** The year; the one before 1 is 0. */
  readonly year: number;
  /** The month, 1 to 12. */
  readonly month: number;
  /** The day of the month, from 1. */
  readonly day: number;
}

/**
 * The days from 1970-01-01 to a date; months and days beyond their range run on into the next, or back into the last.
 *
 * Years are counted from March here, so that the leap day is the last of its year and the months' lengths make a straight
 * line of 153 days in five months.
 */
export function dayNumber(year: number, month: number, day: number): number {
  const months = year * 12 + month - 3;
  const years = Math.floor(months / 12);
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leapDays + Math.floor(((months - years * 12) * 153 + 2) / 5) + day - 719469;
}

/** The date that many days after 1970-01-01. */
export function civilDate(dayNumber: number): CivilDate {
  const days = dayNumber + 719468;
  const cycle = Math.floor(days / 146097);
  const dayOfCycle = days - cycle * 146097;
  const yearOfCycle = Math.floor(
    (dayOfCycle - Math.floor(dayOfCycle / 1460) + Math.floor(dayOfCycle / 36524) - Math.floor(dayOfCycle / 146096)) /
      365,
  );
  const dayOfYear = dayOfCycle - yearOfCycle * 365 - Math.floor(yearOfCycle / 4) + Math.floor(yearOfCycle / 100);
  const monthFromMarch = Math.floor((dayOfYear * 5 + 2) / 153);
  const isNextYear = monthFromMarch > 9;
  return {
    year: cycle * 400 + yearOfCycle + (isNextYear ? 1 : 0),
    month: monthFromMarch + (isNextYear ? -9 : 3),
    day: dayOfYear - Math.floor((monthFromMarch * 153 + 2) / 5) + 1,
  };
}

/** The day of the week, 1 for Monday to 7 for Sunday, of the date that many days after 1970-01-01, a Thursday. */
export function weekday(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}
