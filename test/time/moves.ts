/** A zone and a moment near which its clocks did something that a naive calendar gets wrong. */
export interface ClockMove {
  readonly what: string;
  readonly timeZone: string;
  readonly near: number;
}

const near = (what: string, timeZone: string, date: string): ClockMove => ({ what, timeZone, near: Date.parse(date) });

export const moves: readonly ClockMove[] = [
  near("put forward at two", "America/New_York", "2015-03-08T07:00Z"),
  near("put back at two", "America/New_York", "2015-11-01T06:00Z"),
  near("put forward at midnight", "America/Sao_Paulo", "2018-11-04T03:00Z"),
  near("put back at midnight", "America/Sao_Paulo", "2018-02-18T02:00Z"),
  near("put forward at midnight", "Asia/Beirut", "2019-03-30T22:00Z"),
  near("put back at midnight", "Asia/Beirut", "2019-10-26T21:00Z"),
  near("put forward at midnight", "Africa/Cairo", "2023-04-27T22:00Z"),
  near("put back at midnight", "Africa/Cairo", "2010-09-30T21:00Z"),
  near("put back to midnight", "America/Havana", "2015-11-01T05:00Z"),
  near("put forward at midnight", "America/Havana", "2015-03-08T05:00Z"),
  near("put back over midnight", "America/St_Johns", "2006-10-29T02:31Z"),
  near("put forward a minute after midnight", "America/St_Johns", "2006-04-02T03:31Z"),
  near("a day left out", "Pacific/Apia", "2011-12-30T10:00Z"),
  near("a day left out", "Pacific/Kwajalein", "1993-08-21T12:00Z"),
  near("put forward by half an hour", "Australia/Lord_Howe", "2015-10-03T15:30Z"),
  near("put back by half an hour", "Australia/Lord_Howe", "2015-04-04T15:00Z"),
  near("a quarter of an hour at midnight", "Asia/Kathmandu", "1985-12-31T18:30Z"),
  near("nothing, five and a half hours ahead", "Asia/Kolkata", "2015-06-01T00:00Z"),
  near("put back at an hour of three quarters", "Pacific/Chatham", "2015-04-04T14:00Z"),
  near("half an hour for good, before midnight", "Asia/Pyongyang", "2018-05-04T15:00Z"),
  near("nothing at all", "UTC", "2016-02-28T12:00Z"),
];

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clocks show, as the milliseconds since their 1970-01-01 00:00: read part by part, without any memory. */
export function shownBy(timeZone: string, instant: number): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    clocks.set(timeZone, clock);
  }
  const parts = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year, month, day, hour, minute, second } = parts as Record<string, number>;
  return Date.UTC(year!, month! - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000);
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
