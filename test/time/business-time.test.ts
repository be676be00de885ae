import {
  type BusinessCalendar,
  type BusinessCalendarOptions,
  businessCalendar,
  businessDue,
  businessTime,
  type Shift,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scene } from "./business-oracle.ts";

const HOUR = 3_600_000;
const nine: readonly Shift[] = [["09:00", "17:00"]];
const always: readonly Shift[] = [["00:00", "24:00"]];
const weekdays = (shifts: readonly Shift[]) => ({
  monday: shifts,
  tuesday: shifts,
  wednesday: shifts,
  thursday: shifts,
  friday: shifts,
});
const everyDay = (shifts: readonly Shift[]) => ({ ...weekdays(shifts), saturday: shifts, sunday: shifts });

/** Business hours between two instants, as text. */
function hours(options: BusinessCalendarOptions, from: string, to: string): number {
  return businessTime(businessCalendar(options), new Date(from), new Date(to)) / HOUR;
}

/** When so many business hours have passed, as text. */
function due(options: BusinessCalendarOptions, from: string, count: number): string | undefined {
  const instant = businessDue(businessCalendar(options), new Date(from), count * HOUR);
  return instant === null ? undefined : new Date(instant).toISOString().replace(":00.000Z", "Z");
}

describe("business time", () => {
  it("counts the shifts between two instants, in part or in whole", () => {
    const desk = {
      timeZone: "UTC",
      week: weekdays([
        ["09:00", "12:30"],
        ["13:30", "18:00"],
      ]),
    };
    expect(hours(desk, "2026-11-16T08:00Z", "2026-11-16T09:00Z")).toBe(0);
    expect(hours(desk, "2026-11-16T09:00Z", "2026-11-16T09:30Z")).toBe(0.5);
    expect(hours(desk, "2026-11-16T12:00Z", "2026-11-16T14:00Z")).toBe(1);
    expect(hours(desk, "2026-11-16T00:00Z", "2026-11-17T00:00Z")).toBe(8);
    expect(hours(desk, "2026-11-13T17:00Z", "2026-11-16T10:00Z")).toBe(2);
    expect(hours(desk, "2026-01-01T00:00Z", "2027-01-01T00:00Z")).toBe(261 * 8);
  });

  it("counts to the millisecond", () => {
    const desk = businessCalendar({ timeZone: "UTC", week: everyDay(nine) });
    const opens = Date.UTC(2026, 0, 5, 9);
    const closes = opens + 8 * HOUR;
    expect(businessTime(desk, opens - 1, opens)).toBe(0);
    expect(businessTime(desk, opens, opens + 1)).toBe(1);
    expect(businessTime(desk, closes - 1, closes)).toBe(1);
    expect(businessTime(desk, closes, closes + 1)).toBe(0);
    expect(businessTime(desk, opens, opens)).toBe(0);
  });

  it("follows shifts over midnight, from a Sunday into a Monday too", () => {
    const night: readonly Shift[] = [["22:00", "06:00"]];
    const desk = { timeZone: "UTC", week: { friday: night, sunday: night } };
    expect(hours(desk, "2026-11-13T00:00Z", "2026-11-14T00:00Z")).toBe(2);
    expect(hours(desk, "2026-11-14T00:00Z", "2026-11-15T00:00Z")).toBe(6);
    expect(hours(desk, "2026-11-16T00:00Z", "2026-11-20T00:00Z")).toBe(6);
  });

  it("lets a shift that began before a holiday go on into it, and begins none on it", () => {
    const desk = { timeZone: "UTC", week: everyDay([["22:00", "06:00"]]), holidays: ["2026-12-25"] };
    expect(hours(desk, "2026-12-25T00:00Z", "2026-12-26T00:00Z")).toBe(6);
    expect(hours(desk, "2026-12-26T00:00Z", "2026-12-27T00:00Z")).toBe(2);
  });

  it("gives dates shifts of their own, on weekends and on holidays too", () => {
    const desk = {
      timeZone: "UTC",
      week: weekdays(nine),
      holidays: ["2026-12-24", "2026-12-25"],
      exceptions: { "2026-12-24": [["09:00", "12:00"]], "2026-12-26": [["10:00", "11:00"]], "2026-12-28": [] },
    } satisfies BusinessCalendarOptions;
    const day = (date: string) => hours(desk, `${date}T00:00Z`, `${date}T23:59:59.999Z`);
    expect(["23", "24", "25", "26", "27", "28", "29"].map((date) => day(`2026-12-${date}`))).toEqual([
      8, 3, 0, 1, 0, 0, 8,
    ]);
  });

  it("changes the week at a date, more than once, within a week", () => {
    const desk = {
      timeZone: "UTC",
      week: everyDay([["09:00", "10:00"]]),
      changes: [
        { from: "2026-07-01", week: everyDay([["09:00", "11:00"]]) },
        { from: "2026-07-04", week: everyDay([["09:00", "13:00"]]) },
      ],
    };
    expect(hours(desk, "2026-06-29T00:00Z", "2026-07-06T00:00Z")).toBe(2 * 1 + 3 * 2 + 2 * 4);
    expect(hours(desk, "2025-07-01T00:00Z", "2027-07-01T00:00Z")).toBe(365 + 3 * 2 + 362 * 4);
  });

  it("has days of 23, 24 and 25 hours where the clocks are moved", () => {
    const desk = { timeZone: "Europe/Berlin", week: everyDay(always) };
    expect(hours(desk, "2026-03-28T23:00Z", "2026-03-29T22:00Z")).toBe(23);
    expect(hours(desk, "2026-10-24T22:00Z", "2026-10-25T23:00Z")).toBe(25);
    const sundays = { timeZone: "Europe/Berlin", week: { sunday: always } };
    expect(hours(sundays, "2026-03-02T00:00Z", "2026-04-01T00:00Z")).toBe(4 * 24 - 1);
    expect(hours(sundays, "2026-10-01T00:00Z", "2026-10-31T00:00Z")).toBe(4 * 24 + 1);
  });

  it("has no shift in the hour that clocks skip, and in part the one that it begins or ends in", () => {
    const march = (shifts: readonly Shift[]) =>
      hours({ timeZone: "Europe/Berlin", week: { sunday: shifts } }, "2026-03-28T12:00Z", "2026-03-29T12:00Z");
    expect(march([["02:00", "03:00"]])).toBe(0);
    expect(march([["02:15", "02:45"]])).toBe(0);
    expect(march([["01:00", "02:30"]])).toBe(1);
    expect(march([["02:30", "04:00"]])).toBe(1);
    expect(march([["01:30", "03:30"]])).toBe(1);
  });

  it("begins and ends a shift when the clocks first show its time, where they show it twice", () => {
    const october = (shifts: readonly Shift[]) =>
      hours({ timeZone: "Europe/Berlin", week: { sunday: shifts } }, "2026-10-24T12:00Z", "2026-10-25T12:00Z");
    expect(october([["02:00", "03:00"]])).toBe(2);
    expect(october([["01:00", "02:30"]])).toBe(1.5);
    expect(october([["02:30", "04:00"]])).toBe(2.5);
    expect(october([["02:00", "02:30"]])).toBe(0.5);
    expect(
      october([
        ["02:00", "02:30"],
        ["02:30", "03:00"],
      ]),
    ).toBe(2);
  });

  it("leaves out a day that a zone skipped", () => {
    const desk = { timeZone: "Pacific/Apia", week: everyDay(nine) };
    expect(hours(desk, "2011-12-29T10:00Z", "2011-12-31T10:00Z")).toBe(16);
    const friday = { timeZone: "Pacific/Apia", week: { friday: nine } };
    expect(hours(friday, "2011-12-24T10:00Z", "2012-01-05T10:00Z")).toBe(0);
  });

  it("takes years far away, such as systems write for never", () => {
    const desk = { timeZone: "America/New_York", week: everyDay(nine) };
    expect(hours(desk, "9990-01-01T05:00Z", "9991-01-01T05:00Z")).toBe(365 * 8);
    expect(hours(desk, "0001-01-08T04:56:02Z", "0001-01-15T04:56:02Z")).toBe(7 * 8);
    const sundays = { timeZone: "America/New_York", week: { sunday: always } };
    expect(hours(sundays, "9998-10-26T12:00Z", "9998-11-02T12:00Z")).toBe(25);
    expect(hours(sundays, "9998-10-19T12:00Z", "9998-10-26T12:00Z")).toBe(24);
    const [first, last] = [-8_640_000_000_000_000, 8_640_000_000_000_000];
    const open = businessCalendar({ timeZone: "Europe/Berlin", week: everyDay(always) });
    expect(businessTime(open, first, first + 9 * HOUR)).toBe(9 * HOUR);
    expect(businessTime(open, last - 9 * HOUR, last)).toBe(9 * HOUR);
  });

  it("is no shorter than nothing, and instants are instants", () => {
    const desk = businessCalendar({ timeZone: "UTC", week: {} });
    expect(() => businessTime(desk, 5, 4)).toThrow(new RangeError("to must not be before from (5), got 4"));
    expect(() => businessTime(desk, "2026-01-01" as never, 4)).toThrow(/^from must be a Date/);
    expect(() => businessTime(desk, 1, new Date(Number.NaN))).toThrow(/^to must be a Date/);
    expect(() => businessTime({} as never, 1, 2)).toThrow(
      new TypeError("calendar must come from businessCalendar, got [object Object]"),
    );
    expect(() => businessDue(null as never, 1, 2)).toThrow(/^calendar must come from businessCalendar/);
  });
});

describe("when something is due", () => {
  it("is the first instant at which so much business time has passed", () => {
    const desk = { timeZone: "UTC", week: weekdays(nine) };
    expect(due(desk, "2026-11-16T10:00Z", 1)).toBe("2026-11-16T11:00Z");
    expect(due(desk, "2026-11-16T10:00Z", 7)).toBe("2026-11-16T17:00Z");
    expect(due(desk, "2026-11-16T10:00Z", 7.5)).toBe("2026-11-17T09:30Z");
    expect(due(desk, "2026-11-13T16:00Z", 2)).toBe("2026-11-16T10:00Z");
    expect(due(desk, "2026-11-14T16:00Z", 8)).toBe("2026-11-16T17:00Z");
    expect(due(desk, "2026-11-14T16:00Z", 0)).toBe("2026-11-14T16:00Z");
    expect(due(desk, "2026-11-16T09:00Z", 40 * 52)).toBe("2027-11-12T17:00Z");
  });

  it("comes later where clocks are put forward in a shift, as people on it see", () => {
    const night = { timeZone: "America/New_York", week: { saturday: [["22:00", "06:00"]] } } as const;
    // 22:00 on Saturday, and 7 hours on: 06:00 on Sunday, by clocks that skipped one.
    expect(due(night, "2026-03-08T03:00Z", 7)).toBe("2026-03-08T10:00Z");
    expect(due(night, "2026-03-08T03:00Z", 8)).toBe("2026-03-15T03:00Z");
  });

  it("is never where the calendar does not open any more", () => {
    expect(due({ timeZone: "UTC", week: {} }, "2026-11-16T10:00Z", 1)).toBe(undefined);
    const closing = {
      timeZone: "UTC",
      week: weekdays(nine),
      changes: [{ from: "2026-11-18", week: {} }],
      exceptions: { "2026-11-20": [["22:00", "02:00"]] },
    } satisfies BusinessCalendarOptions;
    expect(due(closing, "2026-11-16T09:00Z", 16)).toBe("2026-11-17T17:00Z");
    expect(due(closing, "2026-11-16T09:00Z", 20)).toBe("2026-11-21T02:00Z");
    expect(due(closing, "2026-11-16T09:00Z", 20.01)).toBe(undefined);
    expect(due(closing, "2031-11-16T09:00Z", 1)).toBe(undefined);
  });

  it("may wait for years", () => {
    const desk = { timeZone: "UTC", week: {}, exceptions: { "2040-02-29": nine } };
    expect(due(desk, "2026-11-16T09:00Z", 8)).toBe("2040-02-29T17:00Z");
    expect(due(desk, "2026-11-16T09:00Z", 9)).toBe(undefined);
  });

  it("is never after the last instant there is", () => {
    const open = businessCalendar({ timeZone: "UTC", week: everyDay(always) });
    const last = 8_640_000_000_000_000;
    expect(businessDue(open, last - 5, 5)).toBe(last);
    expect(businessDue(open, last - 5, 6)).toBe(null);
    expect(businessDue(open, last - 5, 1e12)).toBe(null);
  });

  it("takes whole milliseconds, 0 or more", () => {
    const desk = businessCalendar({ timeZone: "UTC", week: {} });
    for (const duration of [-1, 0.5, Number.NaN, Infinity]) {
      expect(() => businessDue(desk, 0, duration)).toThrow(
        new RangeError(`duration must be whole milliseconds, 0 or more, got ${duration}`),
      );
    }
    expect(() => businessDue(desk, 0, "1" as never)).toThrow(TypeError);
    expect(() => businessDue(desk, "now" as never, 1)).toThrow(/^from must be a Date/);
  });
});

describe("business time has properties", () => {
  // From 1880 to 2120, where zones have moved their clocks in every way they know.
  const instant = fc.integer({ min: -2_840_140_800_000, max: 4_733_510_400_000 });
  const month = fc.integer({ min: 0, max: 40 * 24 * HOUR });
  const near = fc.tuple(instant, month, month).map(([start, one, other]) => ordered(start, start + one, start + other));
  const far = fc.tuple(instant, instant, instant).map((list) => ordered(...list));
  const calendar = scene.map(({ options, from }) => ({ desk: possible(options), about: Date.parse(from) }));

  const sumsUp = ({ desk }: { desk: BusinessCalendar }, [a, b, c]: readonly [number, number, number]) => {
    const [first, second, whole] = [businessTime(desk, a, b), businessTime(desk, b, c), businessTime(desk, a, c)];
    expect(first + second).toBe(whole);
    expect(Math.min(first, second)).toBeGreaterThanOrEqual(0);
    expect(first).toBeLessThanOrEqual(b - a);
    expect(Number.isSafeInteger(whole)).toBe(true);
  };

  it("is the sum of its parts, never negative, and no longer than the clock on the wall", () => {
    fc.assert(fc.property(calendar, near, sumsUp));
    fc.assert(fc.property(calendar, far, sumsUp), { numRuns: 10 });
  });

  it("does not remember what it was asked before, and follows its definition alone", () => {
    fc.assert(
      fc.property(calendar, near, ({ desk }, [a, b, c]) => {
        const fresh = () => businessCalendar(JSON.parse(JSON.stringify(desk.definition)));
        expect(fresh().definition).toEqual(desk.definition);
        const asked = [businessTime(desk, b, c), businessTime(desk, a, b), businessTime(desk, a, c)];
        expect(asked).toEqual([businessTime(fresh(), b, c), businessTime(fresh(), a, b), businessTime(fresh(), a, c)]);
      }),
    );
  });

  it("is the wall clock's where a business never closes", () => {
    const zones = fc.constantFrom("UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Monrovia");
    const isTheWalls = (timeZone: string, [a, , c]: readonly [number, number, number]) => {
      const open = businessCalendar({ timeZone, week: everyDay(always) });
      expect(businessTime(open, a, c)).toBe(c - a);
      expect(businessDue(open, a, c - a)).toBe(c);
    };
    fc.assert(fc.property(zones, near, isTheWalls));
    fc.assert(fc.property(zones, far, isTheWalls), { numRuns: 5 });
  });

  it("has passed when it is due, and not a millisecond before", () => {
    const duration = fc.oneof(fc.integer({ min: 1, max: 2e9 }), fc.integer({ min: 1, max: 8e9 }));
    fc.assert(
      fc.property(calendar, fc.integer({ min: -3e10, max: 3e10 }), duration, ({ desk, about }, ahead, wanted) => {
        const from = about + ahead;
        const at = businessDue(desk, from, wanted);
        if (at === null) {
          // Nothing opens after the dates of the rules, which are less than a year away.
          expect(businessTime(desk, from, from + 2 * 366 * 24 * HOUR)).toBeLessThan(wanted);
        } else {
          expect(businessTime(desk, from, at)).toBe(wanted);
          expect(businessTime(desk, from, at - 1)).toBe(wanted - 1);
        }
      }),
    );
  });
});

/** Three instants, the first one first. */
function ordered(...instants: [number, number, number]): [number, number, number] {
  return instants.sort((one, other) => one - other);
}

/** The calendar of some rules; where shifts overlap, the one without dates of its own, or the plainest. */
function possible(options: BusinessCalendarOptions): BusinessCalendar {
  const { timeZone, week } = options;
  for (const rules of [options, { timeZone, week }]) {
    try {
      return businessCalendar(rules);
    } catch {
      // The next one has fewer dates that could be in the way.
    }
  }
  return businessCalendar({ timeZone, week: weekdays(nine) });
}
