import {
  type BusinessCalendarOptions,
  type BusinessWeek,
  businessCalendar,
  businessTime,
  type Shift,
  zone,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { deepFreeze, expectPlain, thrown } from "../laws.ts";

const nine: readonly Shift[] = [["09:00", "17:00"]];
const make = (options: Partial<Record<keyof BusinessCalendarOptions, unknown>>) =>
  businessCalendar({ timeZone: "Europe/Madrid", week: {}, ...options } as BusinessCalendarOptions);
const refused = (options: Partial<Record<keyof BusinessCalendarOptions, unknown>>) => thrown(() => make(options));

describe("a business calendar", () => {
  it("tells its rules as plain data, in order, from which it can be made again", () => {
    const given = deepFreeze({
      timeZone: "Europe/Madrid",
      week: {
        monday: [
          ["13:30", "18:00"],
          ["09:00", "12:30"],
        ],
        sunday: [["22:00", "06:00"]],
      },
      holidays: ["2026-12-25", "2026-01-01", "2026-12-25"],
      exceptions: { "2026-12-26": [], "2026-12-24": [["09:00", "12:00"]] },
      changes: [{ from: "2027-01-01", week: { monday: [["00:00", "24:00"]] } }],
    } as const);
    const none = { tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
    const { definition } = businessCalendar(given);
    expect(definition).toEqual({
      timeZone: "Europe/Madrid",
      week: {
        ...none,
        monday: [
          ["09:00", "12:30"],
          ["13:30", "18:00"],
        ],
        sunday: [["22:00", "06:00"]],
      },
      changes: [{ from: "2027-01-01", week: { ...none, monday: [["00:00", "24:00"]] } }],
      holidays: ["2026-01-01", "2026-12-25"],
      exceptions: { "2026-12-24": [["09:00", "12:00"]], "2026-12-26": [] },
    });
    expect(Object.keys(definition.week)[0]).toBe("monday");
    expect(Object.keys(definition.exceptions)).toEqual(["2026-12-24", "2026-12-26"]);
    expectPlain(definition);
    expect(businessCalendar(definition).definition).toEqual(definition);
  });

  it("does not change when what it was made of does", () => {
    const week: Record<string, Shift[]> = { monday: [["09:00", "17:00"]] };
    const calendar = make({ week });
    week.monday!.push(["18:00", "19:00"]);
    expect(calendar.definition.week.monday).toEqual(nine);
  });

  it("takes holidays of any iterable", () => {
    expect(make({ holidays: new Set(["2026-12-25"]) }).definition.holidays).toEqual(["2026-12-25"]);
    expect(make({ holidays: undefined, changes: undefined, exceptions: undefined }).definition.holidays).toEqual([]);
  });

  it("takes shifts that meet, also at midnight and at the end of the week", () => {
    const week = {
      monday: [
        ["00:00", "06:00"],
        ["06:00", "24:00"],
      ],
      tuesday: [
        ["00:00", "05:00"],
        ["22:00", "06:00"],
      ],
    };
    expect(make({ week: { ...week, wednesday: [["06:00", "00:00"]], sunday: [["18:00", "00:00"]] } })).toBeDefined();
    expect(make({ week: { sunday: [["22:00", "06:00"]], monday: [["06:00", "07:00"]] } })).toBeDefined();
  });

  it("takes a zone in hand for its name, as periods do", () => {
    const week = { monday: nine };
    const [named, inHand] = [make({ week }), make({ week, timeZone: zone("Europe/Madrid") })];
    expect(inHand.definition).toEqual(named.definition);
    expectPlain(inHand.definition);
    const [from, to] = [Date.UTC(2026, 2, 23), Date.UTC(2026, 2, 30, 9, 30)];
    expect(businessTime(inHand, from, to)).toBe(businessTime(named, from, to));
  });

  it("refuses a zone that is none", () => {
    for (const timeZone of ["Mars/Olympus", "", "+02:00", 1, null, undefined]) {
      expect(refused({ timeZone }).message).toMatch(/^timeZone must be a time zone/);
    }
  });

  it("refuses a time of day that is none, with the place", () => {
    const times = ["9:00", "09:60", "24:01", "25:00", "09:00:00", "0900", " 09:00", "09:00\n", "", 900, null];
    for (const time of times) {
      const { message } = refused({
        week: {
          tuesday: [
            ["08:00", "08:30"],
            ["08:45", time],
          ],
        },
      });
      expect(message).toMatch(/^week\.tuesday\[1\]\[1\] must be a time from "00:00" to "24:00", got /);
    }
    expect(refused({ week: { tuesday: [["24:00", "01:00"]] } })).toEqual(
      new TypeError('week.tuesday[0][0] must be a time from "00:00" to "23:59", got "24:00"'),
    );
  });

  it("refuses a shift that is none, or takes no time", () => {
    for (const shift of ["09:00-17:00", ["09:00"], ["09:00", "12:00", "13:00"], null, { start: "09:00" }]) {
      expect(refused({ week: { friday: [shift] } }).message).toMatch(/^week\.friday\[0\] must be a shift such as/);
    }
    expect(refused({ week: { friday: [["09:00", "09:00"]] } }).message).toBe(
      'week.friday[0] must end at another time than it begins, got "09:00"',
    );
    expect(refused({ week: { friday: "09:00" } }).message).toMatch(/^week\.friday must be an array of shifts/);
    expect(refused({ week: { friday: new Array(1) } }).message).toMatch(/^week\.friday\[0\] must be a shift/);
  });

  it("refuses a week that is none, or a day that is none", () => {
    for (const week of [null, undefined, [nine], new Map([["monday", nine]]), "monday"]) {
      expect(refused({ week }).message).toMatch(/^week must be an object/);
    }
    expect(refused({ week: { Monday: nine } }).message).toBe(
      'week must name days of the week, from "monday" to "sunday", got "Monday"',
    );
    expect(refused({ changes: [{ from: "2026-01-01", week: { mon: nine } }] }).message).toMatch(
      /^changes\[0\]\.week must name days of the week/,
    );
  });

  it("refuses a date that is none, with the place", () => {
    for (const date of [
      "2026-02-29",
      "2026-13-01",
      "2026-00-10",
      "2026-01-00",
      "26-01-01",
      "2026-1-1",
      20260101,
      null,
    ]) {
      const shown = date === null ? "null" : JSON.stringify(date);
      expect(refused({ holidays: ["2026-01-01", date] }).message).toBe(
        `holidays[1] must be a date such as "2026-12-25", got ${shown}`,
      );
      expect(refused({ changes: [{ from: date, week: {} }] }).message).toMatch(/^changes\[0\]\.from must be a date/);
      if (typeof date === "string") {
        expect(refused({ exceptions: { [date]: [] } }).message).toMatch(/^the name of an exception must be a date/);
      }
    }
    expect(make({ holidays: ["2024-02-29", "2000-02-29"] })).toBeDefined();
    expect(refused({ holidays: ["1900-02-29"] }).message).toMatch(/^holidays\[0\] must be a date/);
    expect(refused({ holidays: "2026-01-01" }).message).toMatch(/^holidays must be iterable/);
    expect(refused({ exceptions: new Map([["2026-01-01", []]]) }).message).toMatch(/^exceptions must be an object/);
  });

  it("refuses changes out of order", () => {
    const from = (...dates: string[]) => ({ changes: dates.map((date) => ({ from: date, week: {} })) });
    expect(refused(from("2026-07-01", "2026-07-01")).message).toBe(
      'changes[1].from must be after that of the change before, got "2026-07-01"',
    );
    expect(refused(from("2026-07-02", "2026-07-01")).message).toMatch(/^changes\[1\]\.from must be after/);
    expect(refused({ changes: {} }).message).toMatch(/^changes must be an array/);
    expect(refused({ changes: [null] }).message).toMatch(/^changes\[0\]\.from must be a date/);
  });

  it("refuses shifts that overlap, with both places", () => {
    const overlapping: readonly (readonly [BusinessCalendarOptions | object, string])[] = [
      [
        {
          week: {
            monday: [
              ["12:00", "15:00"],
              ["09:00", "12:01"],
            ],
          },
        },
        'week.monday[0] must not begin before the shift "09:00" to "12:01" (week.monday[1]) has ended, got "12:00"',
      ],
      [
        { week: { monday: [["22:00", "06:00"]], tuesday: [["05:59", "12:00"]] } },
        'week.tuesday[0] must not begin before the shift "22:00" to "06:00" (week.monday[0]) has ended, got "05:59"',
      ],
      [
        { week: { sunday: [["22:00", "06:00"]], monday: [["05:59", "12:00"]] } },
        'week.monday[0] must not begin before the shift "22:00" to "06:00" (week.sunday[0]) has ended, got "05:59"',
      ],
      [
        { week: { monday: [["22:00", "06:00"]] }, exceptions: { "2026-11-17": [["05:00", "07:00"]] } },
        'exceptions["2026-11-17"][0] must not begin before the shift "22:00" to "06:00" (week.monday[0]) has ended, got "05:00"',
      ],
      [
        { week: { tuesday: nine }, exceptions: { "2026-11-16": [["12:00", "10:00"]] } },
        'week.tuesday[0] must not begin before the shift "12:00" to "10:00" (exceptions["2026-11-16"][0]) has ended, got "09:00"',
      ],
      [
        {
          week: { monday: [["22:00", "06:00"]] },
          changes: [{ from: "2026-11-17", week: { tuesday: [["05:00", "07:00"]] } }],
        },
        'changes[0].week.tuesday[0] must not begin before the shift "22:00" to "06:00" (week.monday[0]) has ended, got "05:00"',
      ],
    ];
    for (const [options, message] of overlapping) {
      expect(refused(options).message).toBe(message);
    }
  });

  it("has days of the week by name, which the compiler knows", () => {
    const week: BusinessWeek = { monday: nine };
    // @ts-expect-error a day that there is not
    const wrong: BusinessWeek = { mondey: nine };
    expect([week, wrong]).toHaveLength(2);
  });
});

describe("a calendar of more dates than a function takes arguments", () => {
  it("is one all the same", () => {
    const holidays = Array.from({ length: 130_000 }, (_, day) =>
      new Date(Date.UTC(1700, 0, 1) + day * 86_400_000).toISOString().slice(0, 10),
    );
    expect(() => businessCalendar({ timeZone: "UTC", week: {}, holidays })).not.toThrow();
  });
});
