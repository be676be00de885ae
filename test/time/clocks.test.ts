import { type Period, periodLabel, periodOf, wallTime, zone, zonedInstant } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, moves, shownBy } from "./moves.ts";

// Every minute of three days around each move, read one by one from Intl: slow, and as simple as can be.
describe.each(moves)("$timeZone: $what", ({ timeZone, near }) => {
  const first = near - (shownBy(timeZone, near) % MINUTE) - 40 * HOUR;
  const minutes = Array.from({ length: (80 * HOUR) / MINUTE }, (_, minute) => {
    const instant = first + minute * MINUTE;
    return { instant, local: shownBy(timeZone, instant) };
  });
  const inner = minutes.slice((26 * HOUR) / MINUTE, (-26 * HOUR) / MINUTE);

  it("shows what Intl shows", () => {
    const clocks = zone(timeZone);
    for (const { instant, local } of minutes) {
      if (clocks.offsetAt(instant) !== local - instant)
        expect([instant, clocks.offsetAt(instant)]).toEqual([instant, local - instant]);
    }
    for (const { instant, local } of inner.filter((_, index) => index % 7 === 0)) {
      const { weekday, ...fields } = wallTime(instant, clocks);
      const date = new Date(local);
      expect(fields).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
        millisecond: 0,
      });
      expect(weekday).toBe(date.getUTCDay() || 7);
    }
  });

  it("finds each local minute where it is shown", () => {
    const clocks = zone(timeZone);
    const found = new Map<number, number[]>();
    for (const { instant, local } of minutes) found.set(local, [...(found.get(local) ?? []), instant]);
    const [from, to] = [inner[0]!.local, inner.at(-1)!.local];
    let greatest = Number.NEGATIVE_INFINITY;
    const reached = minutes.map(({ local }) => (greatest = Math.max(greatest, local)));
    let next = 0;
    for (let local = from; local <= to; local += MINUTE) {
      const instants = found.get(local) ?? [];
      const place = clocks.placeOf(local);
      while (reached[next]! < local) next++;
      if (clocks.reachedAt(local) !== minutes[next]!.instant) expect(local).toBe(clocks.reachedAt(local));
      if (instants.length > 0) {
        const kind = instants.length === 1 ? "once" : "fold";
        const expected = { kind, earlier: instants[0], later: instants.at(-1) };
        if (place.kind !== kind || place.earlier !== expected.earlier || place.later !== expected.later)
          expect(place).toEqual(expected);
      } else {
        // Read by the clocks of before, the time lies after the gap; by those of after, before it.
        const [before, after] = [minutes[next - 1]!, minutes[next]!];
        expect(place).toEqual({
          kind: "gap",
          earlier: local - (after.local - after.instant),
          later: local - (before.local - before.instant),
        });
      }
    }
  });

  it("has days that begin when their date is first shown", () => {
    let shown = Number.NEGATIVE_INFINITY;
    const dates = minutes.map(({ local }) => (shown = Math.max(shown, Math.floor(local / DAY))));
    expectPeriods("day", dates);
  });

  it("has hours that end when the next is struck or the clocks are moved", () => {
    let hours = 0;
    const count = minutes.map(({ instant, local }, index) => {
      const before = minutes[index - 1];
      if (before && (local - instant !== before.local - before.instant || local % HOUR === 0)) hours++;
      return hours;
    });
    expectPeriods("hour", count);
  });

  it("has labels that tell its days and hours apart", () => {
    const clocks = zone(timeZone);
    for (const every of ["day", "hour"] as const) {
      const starts = new Map<string, number>();
      for (const { instant } of inner.filter((_, index) => index % 13 === 0)) {
        const label = periodLabel(instant, { every, timeZone: clocks });
        const { start } = periodOf(instant, { every, timeZone: clocks });
        expect(starts.get(label) ?? start).toBe(start);
        starts.set(label, start);
      }
      expect(new Set(starts.values()).size).toBe(starts.size);
    }
  });

  /** Compares the periods with the runs of minutes that have the same number. */
  function expectPeriods(every: "day" | "hour", numbers: readonly number[]): void {
    const options = { every, timeZone: zone(timeZone) };
    let period: Period = { start: 0, end: 0 };
    for (const [index, { instant }] of minutes.entries()) {
      if (index === 0 || numbers[index] !== numbers[index - 1]) {
        const next = numbers.findIndex((number) => number > numbers[index]!);
        period = { start: instant, end: next < 0 ? Number.NaN : minutes[next]!.instant };
      }
      // The periods at the ends begin and end beyond what was read.
      if (numbers[index] === numbers[0] || Number.isNaN(period.end)) continue;
      if (index % 11 > 0 && index > 0 && numbers[index] === numbers[index - 1]) continue;
      for (const at of [instant, instant + MINUTE - 1]) {
        const found = periodOf(at, options);
        if (found.start !== period.start || found.end !== period.end) expect([at, found]).toEqual([at, period]);
      }
    }
  }

  it("reads what it shows, but for times shown twice", () => {
    const clocks = zone(timeZone);
    for (const { instant } of inner.filter((_, index) => index % 17 === 0)) {
      const local = wallTime(instant, clocks);
      const [earlier, later] = [
        zonedInstant(local, clocks, { fold: "earlier" }),
        zonedInstant(local, clocks, { fold: "later" }),
      ];
      expect([earlier, later]).toContain(instant);
      if (earlier === later) expect(zonedInstant(local, clocks)).toBe(instant);
      else expect(() => zonedInstant(local, clocks)).toThrow(/shown twice in /);
    }
  });
});
