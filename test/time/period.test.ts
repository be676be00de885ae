import { isoWeek, type PeriodUnit, periodLabel, periodOf, periods, wallTime, zone } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thrown } from "../laws.ts";
import { DAY, HOUR, moves, shownBy } from "./moves.ts";

const units: readonly PeriodUnit[] = ["hour", "day", "week", "month", "quarter", "year"];
const unit = fc.constantFrom(...units);
const zones = new Map(moves.map(({ timeZone }) => [timeZone, zone(timeZone)]));
const zoneName = fc.constantFrom(...zones.keys());
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(1840, 0), max: Date.UTC(2040, 0) }),
  fc
    .tuple(fc.constantFrom(...moves), fc.integer({ min: -2 * DAY, max: 2 * DAY }))
    .map(([{ near }, distance]) => near + distance),
);
const iso = (at: number) => new Date(at).toISOString();

describe("the period of a moment", () => {
  it("is that of the calendar on the wall", () => {
    const at = Date.UTC(2015, 2, 8, 6, 30);
    const expected: Record<PeriodUnit, [string, string, string]> = {
      hour: ["2015-03-08T06:00:00.000Z", "2015-03-08T07:00:00.000Z", "2015-03-08T01-05:00"],
      day: ["2015-03-08T05:00:00.000Z", "2015-03-09T04:00:00.000Z", "2015-03-08"],
      week: ["2015-03-02T05:00:00.000Z", "2015-03-09T04:00:00.000Z", "2015-W10"],
      month: ["2015-03-01T05:00:00.000Z", "2015-04-01T04:00:00.000Z", "2015-03"],
      quarter: ["2015-01-01T05:00:00.000Z", "2015-04-01T04:00:00.000Z", "2015-Q1"],
      year: ["2015-01-01T05:00:00.000Z", "2016-01-01T05:00:00.000Z", "2015"],
    };
    for (const every of units) {
      const options = { every, timeZone: "America/New_York" };
      const { start, end } = periodOf(at, options);
      expect([iso(start), iso(end), periodLabel(at, options)]).toEqual(expected[every]);
      expect(periodOf(new Date(at), options)).toEqual({ start, end });
      expect(periodOf({ epochMilliseconds: at }, options)).toEqual({ start, end });
    }
  });

  it("holds its first instant and not its end", () => {
    fc.assert(
      fc.property(unit, zoneName, instant, (every, name, at) => {
        const timeZone = zones.get(name)!;
        const options = { every, timeZone };
        const { start, end } = periodOf(at, options);
        expect(start <= at && at < end).toBe(true);
        expect(periodOf(start, options)).toEqual({ start, end });
        expect(periodOf(end - 1, options)).toEqual({ start, end });
        expect(periodOf(end, options).start).toBe(end);
        expect(periodOf(start - 1, options).end).toBe(start);
      }),
    );
  });

  it("begins at midnight by the clock, or where the clocks were put forward over it", () => {
    fc.assert(
      fc.property(unit, zoneName, instant, (every, name, at) => {
        const timeZone = zones.get(name)!;
        const { start } = periodOf(at, { every, timeZone });
        const local = shownBy(timeZone.name, start);
        const length = every === "hour" ? HOUR : DAY;
        const isMoved = local - start !== shownBy(timeZone.name, start - 1000) - (start - 1000);
        if (!isMoved) expect(((local % length) + length) % length).toBe(0);
        const { year, month, day, weekday } = wallTime(start, timeZone);
        if (isMoved) return;
        if (every === "week") expect(weekday).toBe(1);
        if (every === "month") expect(day).toBe(1);
        if (every === "quarter") expect([day, month % 3]).toEqual([1, 1]);
        if (every === "year") expect([day, month, year]).toEqual([1, 1, new Date(local).getUTCFullYear()]);
      }),
    );
  });

  it("is made of the periods of a smaller unit", () => {
    fc.assert(
      fc.property(zoneName, instant, (name, at) => {
        const timeZone = zones.get(name)!;
        const nested = [
          ["hour", "day"],
          ["day", "week"],
          ["day", "month"],
          ["month", "quarter"],
          ["quarter", "year"],
        ] as const;
        for (const [small, large] of nested) {
          const { start, end } = periodOf(at, { every: large, timeZone });
          expect(periodOf(start, { every: small, timeZone }).start).toBe(start);
          expect(periodOf(end - 1, { every: small, timeZone }).end).toBe(end);
        }
      }),
    );
  });

  it("is found at the ends of time", () => {
    for (const every of units) {
      for (const at of [-8.64e15, 8.64e15]) {
        const { start, end } = periodOf(at, { every, timeZone: "America/New_York" });
        expect(Number.isSafeInteger(start) && Number.isSafeInteger(end) && start <= at && at < end).toBe(true);
      }
    }
    expect(periodLabel(-8.64e15, { every: "day", timeZone: "UTC" })).toBe("-271821-04-20");
    expect(periodLabel(8.64e15, { every: "quarter", timeZone: "UTC" })).toBe("+275760-Q3");
    expect(periodLabel(Date.UTC(1800, 0), { every: "hour", timeZone: "America/New_York" })).toBe(
      "1799-12-31T19-04:56:02",
    );
  });
});

describe("periods", () => {
  const hoursOf = (timeZone: string, date: readonly [year: number, month: number, day: number]) => {
    const noon = Date.UTC(date[0], date[1], date[2], 12);
    const [day] = periods({ from: noon, to: noon + 1, every: "day", timeZone });
    return {
      length: (day!.end - day!.start) / HOUR,
      hours: periods({ from: day!.start, to: day!.end, every: "hour", timeZone }),
    };
  };

  it("are 23 hours of the day that the clocks are put forward, 25 of the day that they are put back", () => {
    for (const [timeZone, forward, back] of [
      ["America/New_York", [2015, 2, 8], [2015, 10, 1]],
      ["America/Sao_Paulo", [2018, 10, 4], [2018, 1, 17]],
      ["Asia/Beirut", [2019, 2, 31], [2019, 9, 26]],
      ["America/Havana", [2015, 2, 8], [2015, 10, 1]],
    ] as const) {
      expect(hoursOf(timeZone, forward)).toEqual({ length: 23, hours: expect.objectContaining({ length: 23 }) });
      expect(hoursOf(timeZone, back)).toEqual({ length: 25, hours: expect.objectContaining({ length: 25 }) });
    }
  });

  it("are shorter by half an hour on Lord Howe, and the half hour that comes twice is a period", () => {
    const forward = hoursOf("Australia/Lord_Howe", [2015, 9, 4]);
    const back = hoursOf("Australia/Lord_Howe", [2015, 3, 5]);
    expect([forward.length, forward.hours.length, back.length, back.hours.length]).toEqual([23.5, 24, 24.5, 25]);
    const halves = [...forward.hours, ...back.hours].filter(({ start, end }) => end - start < HOUR);
    expect(halves.map(({ start, end }) => end - start)).toEqual([HOUR / 2, HOUR / 2]);
  });

  it("leave out the day that Samoa left out", () => {
    const days = periods({
      from: Date.UTC(2011, 11, 29, 12),
      to: Date.UTC(2011, 11, 31, 12),
      every: "day",
      timeZone: "Pacific/Apia",
    });
    expect(days.map(({ start }) => periodLabel(start, { every: "day", timeZone: "Pacific/Apia" }))).toEqual([
      "2011-12-29",
      "2011-12-31",
      "2012-01-01",
    ]);
    expect(days.map(({ start, end }) => (end - start) / HOUR)).toEqual([24, 24, 24]);
  });

  it("cover a part of time without a gap, each once", () => {
    fc.assert(
      fc.property(unit, zoneName, instant, fc.nat(3000 * HOUR), (every, name, from, length) => {
        const timeZone = zones.get(name)!;
        const to = from + length;
        const found = periods({ from, to, every, timeZone });
        expect(found.length > 0).toBe(length > 0);
        if (length === 0) return;
        expect(found[0]).toEqual(periodOf(from, { every, timeZone }));
        expect(found.at(-1)).toEqual(periodOf(to - 1, { every, timeZone }));
        const apart = found.findIndex(
          ({ start, end }, index) => !(end > start) || (index > 0 && start !== found[index - 1]!.end),
        );
        if (apart >= 0) expect(found.slice(apart - 1, apart + 1)).toEqual("one after the other");
      }),
    );
  });

  it("are not a million by mistake", () => {
    const options = { from: 0, every: "hour", timeZone: "UTC" } as const;
    expect(() => periods({ ...options, to: 1e14 })).toThrow(
      /^there must be a million periods at most, got about 27777778 /,
    );
    expect(periods({ ...options, to: 1e14, every: "year" }).length).toBe(3169);
  });
});

describe("the ISO week", () => {
  it("is of the year that holds its Thursday", () => {
    const weeks: Record<string, string> = {
      "2005-01-01": "2004-W53",
      "2005-12-31": "2005-W52",
      "2007-01-01": "2007-W01",
      "2008-12-29": "2009-W01",
      "2010-01-03": "2009-W53",
      "2010-01-04": "2010-W01",
      "2020-12-31": "2020-W53",
      "2021-01-04": "2021-W01",
    };
    for (const [date, week] of Object.entries(weeks)) {
      expect(periodLabel(Date.parse(date), { every: "week", timeZone: "UTC" })).toBe(week);
      const [year, number] = week.split("-W").map(Number);
      expect(isoWeek(Date.parse(date), "UTC")).toEqual({ year, week: number });
    }
    expect(isoWeek(Date.UTC(2007, 0, 1), "America/New_York")).toEqual({ year: 2006, week: 52 });
  });
});

describe("an option that is none", () => {
  it("is refused before anything is read", () => {
    const table: readonly (readonly [work: () => unknown, message: RegExp])[] = [
      [() => periodOf(0, { every: "decade" as never, timeZone: "UTC" }), /^every must be "hour" or .* got "decade"$/],
      [() => periodOf(0, { timeZone: "UTC" } as never), /^every must be .* got undefined$/],
      [() => periodOf(0, { every: "day" } as never), /^timeZone must be .* got undefined$/],
      [
        () => periodOf("2015-03-08" as never, { every: "day", timeZone: "UTC" }),
        /^at must be .*zonedInstant.* got "2015-03-08"$/,
      ],
      [() => periods({ from: 1, to: 0, every: "day", timeZone: "UTC" }), /^to must not be before from, 1, got 0$/],
      [() => periods({ from: 1, every: "day", timeZone: "UTC" } as never), /^to must be a Date, /],
      [() => periodLabel(Number.NaN, { every: "day", timeZone: "UTC" }), /^at must be .* got NaN$/],
      [() => isoWeek(0, "Mars" as never), /^timeZone must be /],
    ];
    for (const [work, message] of table) expect(thrown(work).message).toMatch(message);
  });
});
