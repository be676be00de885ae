import { expect, it } from "vitest";
import { businessClock } from "../../src/time/business-clock.ts";
import { businessHours } from "../../src/time/business-hours.ts";
import { requireShifts } from "../../src/time/shifts.ts";
import type { Zone } from "../../src/time/zone.ts";

const HOUR = 3_600_000;

it("makes up what clocks were put back also where that goes on from one block of days into the next", () => {
  // From one hour before UTC to UTC, half an hour before a block of 189 days begins, so that an hour is shown twice.
  const block = 20 * 189 * 24 * HOUR;
  const moved = block - HOUR / 2;
  const zone = {
    runAt: (instant: number) =>
      instant < moved
        ? { start: Number.NEGATIVE_INFINITY, end: moved, offset: HOUR }
        : { start: moved, end: Number.POSITIVE_INFINITY, offset: 0 },
  } as Zone;
  const clock = (from: string, to: string) => {
    const days = Array.from({ length: 7 }, () => requireShifts([[from, to]], "shifts"));
    return businessClock(zone, businessHours([{ from: Number.NEGATIVE_INFINITY, days }], []));
  };
  // The clocks show 00:30, then 23:30 of the day before; 00:30 comes again half an hour after the block has begun.
  const about = [moved - 2 * HOUR, moved, block, moved + HOUR, moved + 3 * HOUR] as const;
  const parts = (from: string, to: string) => {
    const asked = clock(from, to);
    return about.slice(1).map((instant, i) => asked.between(about[i]!, instant) / HOUR);
  };
  expect(parts("00:00", "24:00")).toEqual([2, 0.5, 0.5, 2]);
  expect(parts("00:00", "01:00")).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect(parts("00:00", "00:15")).toEqual([0.25, 0, 0, 0]);
  expect(parts("00:15", "00:45")).toEqual([0.25, 0.5, 0.5, 0.25]);
  expect(parts("00:30", "01:00")).toEqual([0, 0, 0, 0.5]);
  expect(parts("23:00", "00:00")).toEqual([1, 0, 0, 0]);
  expect(clock("00:00", "01:00").after(about[0], 1.25 * HOUR)).toBe(block + HOUR / 4);
});
