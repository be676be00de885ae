import { lifecycle, lifecycleMetric, measure, periodOf } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain, itKeepsTheLaws, thrown } from "../laws.ts";
import { AS_OF, activity, BEGIN, BERLIN, DAY } from "./activity-arbitraries.ts";

describe("lifecycle", () => {
  it("is what going from customer to customer gives, and adds up", () => {
    fc.assert(
      fc.property(
        fc.array(activity, { maxLength: 8 }),
        fc.constantFrom(undefined, BEGIN + 2 * DAY),
        (customers, from) => {
          const result = measure(lifecycleMetric({ ...BERLIN, asOf: AS_OF, from }), customers);
          expectPlain(result);
          const active = customers.map(
            (each) =>
              new Set(
                [...(each?.moments ?? []), ...(typeof each?.firstSeen === "number" ? [each.firstSeen] : [])].map(
                  (at) => periodOf(at, BERLIN).start,
                ),
              ),
          );
          let before: number | null = null;
          for (const period of result.periods) {
            const previous = periodOf(period.start - 1, BERLIN).start;
            const now = active.filter((days) => days.has(period.start));
            const fresh = now.filter((days) => Math.min(...days) === period.start).length;
            const returning = now.filter((days) => days.has(previous)).length;
            const gone = active.filter((days) => days.has(previous) && !days.has(period.start)).length;
            expect(period).toMatchObject({
              active: now.length,
              new: fresh,
              returning,
              resurrected: now.length - fresh - returning,
              dormant: period.complete ? gone : 0,
              pending: period.complete ? 0 : gone,
              complete: period.end <= AS_OF,
            });
            const came = now.length - returning;
            expect(period.quickRatio).toBe(period.complete && gone > 0 ? came / gone : null);
            if (before !== null) expect(period.returning + period.dormant + period.pending).toBe(before);
            before = period.active;
          }
        },
      ),
    );
  });

  it("says of how many nothing says that they are new", () => {
    const metric = lifecycleMetric({ every: "day", timeZone: "UTC", from: 5 * DAY, asOf: 9 * DAY });
    const customers = [
      { moments: [6 * DAY] },
      { moments: [2 * DAY, 6 * DAY] },
      { moments: [6 * DAY], firstSeen: 6 * DAY },
    ];
    const result = measure(metric, customers);
    expect(result.leftTruncated).toBe(1);
    expect(result.periods.map((period) => [period.new, period.resurrected, period.dormant])).toEqual([
      [0, 0, 0],
      [2, 1, 0],
      [0, 0, 3],
      [0, 0, 0],
    ]);
    expect(result.periods[2]?.quickRatio).toBe(0);
    expect(result.periods[3]?.quickRatio).toBeNull();
  });

  it("tells of a period that begins at asOf only if something happened in it", () => {
    const days = (moments: readonly number[], from?: number) => {
      const metric = lifecycleMetric({ every: "day", timeZone: "UTC", asOf: 3 * DAY, from });
      return measure(metric, [{ moments }]).periods.map(({ start, active }) => [start / DAY, active]);
    };
    expect(days([DAY])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect(days([DAY, 3 * DAY]).at(-1)).toEqual([3, 1]);
    expect(days([DAY, 3 * DAY], 3 * DAY)).toEqual([[3, 1]]);
    expect(days([DAY], 3 * DAY)).toEqual([]);
  });

  it("takes when a customer was first seen from any row, and names the zone", () => {
    const rows = [
      { who: 1, at: 6 * DAY, since: null },
      { who: 1, at: 7 * DAY, since: 7 * DAY },
      { who: 1, at: 7 * DAY, since: 5 * DAY },
      { who: 2, at: 6 * DAY, since: undefined },
    ];
    type Row = (typeof rows)[number];
    const reading = { customer: (row: Row) => row.who, at: (row: Row) => row.at, firstSeen: (row: Row) => row.since };
    const result = lifecycle(rows, { ...reading, ...BERLIN, asOf: 9 * DAY });
    expect(result.periods.map((period) => period.new)).toEqual([1, 1, 0, 0, 0]);
    expect(result).toMatchObject({ count: 2, leftTruncated: 1, definition: { timeZone: "Europe/Berlin" } });
    const late = [{ who: 1, at: 6 * DAY, since: 6 * DAY + 1 }];
    expect(thrown(() => lifecycle(late, { ...reading, ...BERLIN, asOf: 9 * DAY })).message).toBe(
      `firstSeen must not be after at (${6 * DAY}), got ${6 * DAY + 1} at index 0`,
    );
  });

  it("refuses moments and options that are none", () => {
    const good = { every: "day", timeZone: "UTC", asOf: 10, customer: () => 1, at: (at: number) => at } as const;
    expect(thrown(() => lifecycle([11], good)).message).toBe("at must not be after asOf (10), got 11 at index 0");
    expect(thrown(() => lifecycle([1], { ...good, from: 11 })).message).toBe("from must not be after asOf, 10, got 11");
    expect(thrown(() => lifecycle([1], { ...good, timeZone: "Mars/Olympus" })).message).toContain("Mars/Olympus");
    expect(lifecycle([], good)).toMatchObject({ periods: [], count: 0, leftTruncated: 0 });
  });
});

itKeepsTheLaws(
  "lifecycle",
  () => lifecycleMetric({ ...BERLIN, asOf: AS_OF }),
  { observation: activity },
  { headline: (result) => result.periods[1]?.quickRatio ?? null, maxLength: 12 },
);

describe("more periods than a function takes arguments", () => {
  it("merge", () => {
    const hour = 3_600_000;
    const metric = lifecycleMetric({ every: "hour", timeZone: "UTC", asOf: 130_000 * hour });
    const counted = metric.add(metric.empty(), { moments: Array.from({ length: 130_000 }, (_, at) => at * hour) });
    expect(metric.merge(counted, metric.empty())).toEqual(counted);
  });
});
