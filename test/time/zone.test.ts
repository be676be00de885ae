import { periodOf, type Zone, zone, zoneOffset } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { requireZone } from "../../src/time/zone.ts";
import { thrown } from "../laws.ts";
import { DAY, HOUR, shownBy } from "./moves.ts";

const LAST = 8.64e15;
const zones = [
  "UTC",
  "America/New_York",
  "America/Sao_Paulo",
  "America/St_Johns",
  "Asia/Gaza",
  "Asia/Kathmandu",
  "Asia/Manila",
  "Africa/Casablanca",
  "Africa/Freetown",
  "Antarctica/Troll",
  "Australia/Lord_Howe",
  "Europe/Dublin",
  "Europe/Warsaw",
  "Pacific/Apia",
] as const;
const timeZone = fc.constantFrom(...zones);
const cached = new Map<string, Zone>();
const kept = (name: string): Zone => {
  const made = cached.get(name) ?? zone(name);
  cached.set(name, made);
  return made;
};

/** An instant in the time of clocks that are moved, before it, or anywhere. */
const instant = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2037, 0) }) },
  { weight: 1, arbitrary: fc.integer({ min: Date.UTC(1700, 0), max: Date.UTC(2300, 0) }) },
);

describe("the clocks of a zone", () => {
  it("show what Intl shows, whatever was asked before", () => {
    fc.assert(
      fc.property(timeZone, fc.array(instant, { minLength: 1, maxLength: 5 }), (name, instants) => {
        for (const at of instants) {
          const expected = shownBy(name, at) - at;
          expect(kept(name).offsetAt(at)).toBe(expected);
          expect(zoneOffset(at, name)).toBe(expected);
        }
      }),
    );
  });

  it("are not moved within a run, and runs follow one upon the other", () => {
    fc.assert(
      fc.property(timeZone, instant, (name, at) => {
        const { runAt } = kept(name);
        const run = runAt(at);
        expect(run.start <= at && at < run.end).toBe(true);
        expect(run.end - run.start).toBeLessThanOrEqual(3 * DAY);
        const next = runAt(run.end);
        expect(next.start).toBe(run.end);
        expect(runAt(run.start - 1).end).toBe(run.start);
        for (const edge of [run.start, run.end - 1]) expect(shownBy(name, edge) - edge).toBe(run.offset);
        expect(shownBy(name, run.end) - run.end).toBe(next.offset);
      }),
    );
  });

  it("are moved as often as the record says: Freetown there and back within four days, Gaza within seven", () => {
    const movesOf = (name: string, from: number, to: number) => {
      const { runAt } = zone(name);
      const moves: number[] = [];
      for (let run = runAt(from); run.end < to; run = runAt(run.end)) {
        if (runAt(run.end).offset !== run.offset) moves.push(run.end);
      }
      return moves;
    };
    expect(movesOf("America/New_York", Date.UTC(2015, 0), Date.UTC(2016, 0))).toEqual([
      Date.UTC(2015, 2, 8, 7),
      Date.UTC(2015, 10, 1, 6),
    ]);
    expect(movesOf("America/Recife", Date.UTC(2000, 8), Date.UTC(2000, 11))).toEqual([
      Date.UTC(2000, 9, 8, 3),
      Date.UTC(2000, 9, 15, 2),
    ]);
    expect(movesOf("UTC", Date.UTC(2015, 0), Date.UTC(2016, 0))).toEqual([]);
  });

  it("have the seconds of local mean time", () => {
    expect(zoneOffset(Date.UTC(1800, 0), "America/New_York")).toBe(-(4 * HOUR + 56 * 60_000 + 2000));
    const clocks = zone("America/New_York");
    // On the 18th of November 1883 they were put back from 12:03:58 to noon.
    const noon = Date.UTC(1883, 10, 18, 17);
    expect(clocks.runAt(noon)).toEqual({ start: noon, end: expect.any(Number), offset: -5 * HOUR });
    expect(clocks.placeOf(Date.UTC(1883, 10, 18, 12, 3))).toEqual({
      kind: "fold",
      earlier: noon - 58_000,
      later: noon + 180_000,
    });
  });

  it("left out a day in Manila in 1844, and had one twice in Juneau in 1867", () => {
    const manila = zone("Asia/Manila");
    const gone = Date.UTC(1844, 11, 31);
    expect(manila.placeOf(gone + HOUR).kind).toBe("gap");
    expect(manila.reachedAt(gone)).toBe(manila.reachedAt(gone + DAY));
    const juneau = zone("America/Juneau");
    const { kind, earlier, later } = juneau.placeOf(Date.UTC(1867, 9, 18, 20));
    expect([kind, later - earlier]).toEqual(["fold", DAY]);
    const day = periodOf(earlier, { every: "day", timeZone: juneau });
    expect(day.end).toBeLessThan(later);
    expect(periodOf(later, { every: "day", timeZone: juneau }).start).toBe(day.end);
  });

  it("go on to the last instant and beyond it", () => {
    for (const name of zones) {
      const { runAt, placeOf, reachedAt, offsetAt } = kept(name);
      for (const end of [-LAST, LAST]) {
        const run = runAt(end);
        expect(run.start <= end && end < run.end).toBe(true);
        expect(placeOf(end + run.offset)).toEqual({ kind: "once", earlier: end, later: end });
        expect(reachedAt(end + run.offset)).toBe(end);
      }
      expect(offsetAt(LAST + DAY)).toBe(offsetAt(LAST));
      expect(offsetAt(-LAST - DAY)).toBe(offsetAt(-LAST));
      expect(runAt(LAST).end).toBe(Infinity);
      expect(runAt(-LAST).start).toBe(-Infinity);
    }
  });
});

describe("a time zone", () => {
  it("is given back as it is where it was made before", () => {
    const made = zone("Europe/Berlin");
    expect(zone(made)).toBe(made);
    expect(made.name).toBe("Europe/Berlin");
    expect(requireZone("Europe/Berlin")).toBe("Europe/Berlin");
  });

  it("is refused where it is none, with what came", () => {
    for (const wrong of ["", "Nowhere/X", "New York", "+05:30", "GMT+3", null, undefined, {}, ["UTC"]]) {
      for (const work of [() => zone(wrong as never), () => requireZone(wrong)]) {
        const error = thrown(work);
        expect(error).toBeInstanceOf(TypeError);
        expect(error.message).toMatch(/^timeZone must be a time zone such as "Europe\/Berlin" or "UTC", got /);
      }
    }
    expect(thrown(() => zone("+05:30")).message).toContain('"+05:30"');
    expect(thrown(() => zone(5 as never))).toBeInstanceOf(RangeError);
    expect(thrown(() => zone("X/Y", "home")).message).toMatch(/^home must be/);
    expect(thrown(() => requireZone("X/Y", "home")).message).toMatch(/^home must be/);
  });
});
