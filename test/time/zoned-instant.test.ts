import { type LocalTime, wallTime, zone, zonedInstant, zoneOffset } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thrown } from "../laws.ts";
import { DAY, HOUR, moves } from "./moves.ts";

const newYork = zone("America/New_York");

describe("a local time as an instant", () => {
  it("is read from fields and from text alike", () => {
    const expected = Date.UTC(2015, 6, 4, 16, 5, 9, 70);
    expect(
      zonedInstant({ year: 2015, month: 7, day: 4, hour: 12, minute: 5, second: 9, millisecond: 70 }, newYork),
    ).toBe(expected);
    for (const text of [
      "2015-07-04T12:05:09.070",
      "2015-07-04 12:05:09.07",
      "2015-07-04t12:05:09,070",
      "2015-07-04 12:05:09.070999999",
    ]) {
      expect(zonedInstant(text, "America/New_York")).toBe(expected);
    }
    expect(zonedInstant("2015-07-04 12:05", newYork)).toBe(Date.UTC(2015, 6, 4, 16, 5));
    expect(zonedInstant("2015-07-04", newYork)).toBe(Date.UTC(2015, 6, 4, 4));
    expect(zonedInstant({ year: 2015, month: 7, day: 4 }, newYork)).toBe(Date.UTC(2015, 6, 4, 4));
    expect(zonedInstant("+002015-07-04 12:05", newYork)).toBe(Date.UTC(2015, 6, 4, 16, 5));
    expect(zonedInstant("0099-01-01", "UTC")).toBe(Date.parse("0099-01-01"));
    expect(zonedInstant("-000001-12-31", "UTC")).toBe(Date.parse("-000001-12-31"));
    expect(Object.is(zonedInstant("1970-01-01", "UTC"), 0)).toBe(true);
  });

  it("lies in a gap or a fold from its first minute to its last", () => {
    const gap = { earlier: -HOUR, later: 0 };
    for (const [choice, shift] of Object.entries(gap) as ["earlier" | "later", number][]) {
      const read = (text: string) => zonedInstant(text, newYork, { gap: choice });
      expect(read("2015-03-08 01:59:59.999")).toBe(Date.UTC(2015, 2, 8, 7) - 1);
      expect(read("2015-03-08 02:00")).toBe(Date.UTC(2015, 2, 8, 7) + shift);
      expect(read("2015-03-08 02:59:59.999")).toBe(Date.UTC(2015, 2, 8, 8) - 1 + shift);
      expect(read("2015-03-08 03:00")).toBe(Date.UTC(2015, 2, 8, 7));
    }
    const fold = { earlier: 0, later: HOUR };
    for (const [choice, shift] of Object.entries(fold) as ["earlier" | "later", number][]) {
      const read = (text: string) => zonedInstant(text, newYork, { fold: choice });
      expect(read("2015-11-01 00:59:59.999")).toBe(Date.UTC(2015, 10, 1, 5) - 1);
      expect(read("2015-11-01 01:00")).toBe(Date.UTC(2015, 10, 1, 5) + shift);
      expect(read("2015-11-01 01:59:59.999")).toBe(Date.UTC(2015, 10, 1, 6) - 1 + shift);
      expect(read("2015-11-01 02:00")).toBe(Date.UTC(2015, 10, 1, 7));
    }
  });

  it("is refused in a gap and in a fold, unless it is said which is meant", () => {
    const times = { "2015-03-08 02:30:00": ["gap", "never"], "2015-11-01 01:30:00": ["fold", "twice"] } as const;
    for (const [text, [kind, shown]] of Object.entries(times)) {
      const other = kind === "gap" ? "fold" : "gap";
      for (const options of [{}, { [kind]: "reject" }, { [other]: "later" }, { [other]: "earlier" }]) {
        const error = thrown(() => zonedInstant(text, newYork, options));
        expect(error).toBeInstanceOf(RangeError);
        expect(error.message).toBe(
          `local must be a time that clocks show once, unless ${kind} says what is meant, got ${text}, shown ${shown} in America/New_York`,
        );
      }
      expect(zonedInstant(text, newYork, { [kind]: "earlier" })).toBe(
        zonedInstant(text, newYork, { [kind]: "later" }) - HOUR,
      );
    }
    expect(() => zonedInstant("2011-12-30 12:00", "Pacific/Apia")).toThrow(/shown never in Pacific\/Apia$/);
  });

  it("is what the clocks show, but for gaps and folds", () => {
    const near = fc.tuple(fc.constantFrom(...moves), fc.integer({ min: -2 * DAY, max: 2 * DAY }));
    const zones = new Map(moves.map(({ timeZone }) => [timeZone, zone(timeZone)]));
    const choice = fc.constantFrom("earlier", "later");
    fc.assert(
      fc.property(near, choice, choice, ([{ timeZone, near: middle }, distance], gap, fold) => {
        const clocks = zones.get(timeZone)!;
        const at = middle + distance;
        const local = wallTime(at, clocks);
        const read = zonedInstant(local, clocks, { gap, fold });
        expect(wallTime(read, clocks)).toEqual(local);
        const other = zonedInstant(local, clocks, { gap, fold: fold === "later" ? "earlier" : "later" });
        expect([read, other]).toContain(at);
        expect(Math.sign(other - read)).toBe(other === read ? 0 : fold === "later" ? -1 : 1);
        expect(read - at).toBe(read === at ? 0 : zoneOffset(at, clocks) - zoneOffset(read, clocks));
      }),
    );
  });

  it("is refused where it is none, with what came", () => {
    const table: readonly (readonly [local: unknown, kind: typeof TypeError | typeof RangeError, message: RegExp])[] = [
      [
        "2015-03-08T02:30:00Z",
        TypeError,
        /without an offset \(Date.parse reads one with it\), got "2015-03-08T02:30:00Z"$/,
      ],
      ["2015-03-08 02:30:00+01:00", TypeError, /without an offset/],
      ["2015-03-08T02:30-0500", TypeError, /without an offset/],
      [
        "3/8/2015 2:30",
        TypeError,
        /^local must be a date and time such as "2015-03-08 01:30:00", got "3\/8\/2015 2:30"$/,
      ],
      ["2015-3-8", TypeError, /such as/],
      ["2015-03-08 02", TypeError, /such as/],
      ["2015-03-08 02:30:00.", TypeError, /such as/],
      ["", TypeError, /such as/],
      [" 2015-03-08", TypeError, /such as/],
      ["2015-03-08\n", TypeError, /such as/],
      ["2015-02-30", RangeError, /^day must be a whole number from 1 to 28, got 30$/],
      ["2016-02-30", RangeError, /^day must be a whole number from 1 to 29, got 30$/],
      ["1900-02-29", RangeError, /^day must be .* 28/],
      ["2015-04-31 12:00", RangeError, /^day must be .* 30/],
      ["2015-13-01", RangeError, /^month must be a whole number from 1 to 12, got 13$/],
      ["2015-00-01", RangeError, /^month must be/],
      ["2015-01-00", RangeError, /^day must be/],
      ["2015-01-01 24:00", RangeError, /^hour must be a whole number from 0 to 23, got 24$/],
      ["2015-01-01 12:60", RangeError, /^minute must be/],
      ["2016-12-31 23:59:60", RangeError, /^second must be a whole number from 0 to 59, got 60$/],
      [
        { year: 2015, month: 1, day: 1, millisecond: 1000 },
        RangeError,
        /^millisecond must be a whole number from 0 to 999/,
      ],
      [{ year: 2015, month: 1, day: 1.5 }, RangeError, /^day must be/],
      [{ year: 2015, month: 1 }, TypeError, /^day must be .* got undefined$/],
      [{ year: "2015", month: 1, day: 1 }, TypeError, /^year must be .* got "2015"$/],
      [{ year: 275761, month: 1, day: 1 }, RangeError, /^year must be/],
      [{ year: 275760, month: 12, day: 1 }, RangeError, /^local as an instant must be/],
      [0, RangeError, /^local must be a text or the fields of a date and time, got 0$/],
      [null, TypeError, /^local must be a text or the fields/],
      [undefined, TypeError, /^local must be a text or the fields/],
      [new Date(0), TypeError, /^year must be/],
    ];
    for (const [local, Kind, message] of table) {
      const error = thrown(() => zonedInstant(local as LocalTime, newYork));
      expect(error.message).toMatch(message);
      expect(error).toBeInstanceOf(Kind);
    }
    expect(() => zonedInstant("2015-03-08", "Nowhere")).toThrow(/^timeZone must be/);
    expect(() => zonedInstant("2015-03-08", newYork, { gap: "compatible" as never })).toThrow(
      /^gap must be "earlier" or/,
    );
    expect(() => zonedInstant("2015-03-08", newYork, { fold: true as never })).toThrow(/^fold must be "earlier" or/);
  });
});

describe("what the clocks show", () => {
  it("is refused for what is no moment", () => {
    for (const wrong of [1.5, Number.NaN, new Date(Number.NaN), "2015-03-08", 8.64e15 + 1, null]) {
      expect(() => wallTime(wrong as never, newYork)).toThrow(/^at must be a Date/);
      expect(() => zoneOffset(wrong as never, newYork)).toThrow(/^at must be a Date/);
    }
  });

  it("has milliseconds, before 1970 too", () => {
    expect(wallTime(-1, "UTC")).toEqual({
      year: 1969,
      month: 12,
      day: 31,
      hour: 23,
      minute: 59,
      second: 59,
      millisecond: 999,
      weekday: 3,
    });
  });
});
