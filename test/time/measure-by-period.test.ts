import {
  combine,
  durationsMetric,
  mean,
  meanMetric,
  measure,
  measureBy,
  measureByPeriod,
  npsMetric,
  on,
  type PeriodUnit,
  periodOf,
  periods,
  shareMetric,
  zone,
  zonedInstant,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noAnswer, value } from "../arbitraries.ts";
import { deepFreeze, expectPlain, expectSame, generated, thrown } from "../laws.ts";
import { DAY, HOUR, moves } from "./moves.ts";

interface Row {
  readonly at: number;
  readonly recommend: number | null;
}
const at = (row: Row) => row.at;
const recommend = (row: Row) => row.recommend;
const newYork = zone("America/New_York");
const row = (time: string, recommend: number | null): Row => ({ at: zonedInstant(time, newYork), recommend });
const rows = [row("2015-01-31 23:59:59.999", 10), row("2015-02-01 00:00", 9), row("2015-04-01 00:00", 0)];
const byMonth = { at, every: "month", timeZone: newYork, value: recommend } as const;

describe("a metric by period", () => {
  it("has every period from the first to the last, in order, the empty ones too", () => {
    const found = measureByPeriod(npsMetric(), [...rows].reverse(), byMonth);
    expect(found.map(({ result }) => [result.score, result.count])).toEqual([
      [100, 1],
      [100, 1],
      [null, 0],
      [-100, 1],
    ]);
    expect(found.map(({ start, end }) => ({ start, end }))).toEqual(
      periods({ from: rows[0]!.at, to: rows[2]!.at + 1, every: "month", timeZone: newYork }),
    );
    expect(found.map(({ complete }) => complete)).toEqual([null, null, null, null]);
    expectSame(found[2]!.result, measure(npsMetric(), []));
    expectPlain(found);
  });

  it("has the periods of from, to and asOf where there are no items", () => {
    const count = (bounds: object) => measureByPeriod(npsMetric(), [], { ...byMonth, ...bounds }).length;
    const [from, to] = [Date.UTC(2015, 0, 15), Date.UTC(2015, 2, 15)];
    expect(count({})).toBe(0);
    expect(count({ from })).toBe(0);
    expect(count({ to })).toBe(0);
    expect(count({ asOf: to })).toBe(0);
    expect(count({ from, to })).toBe(3);
    expect(count({ from, asOf: to })).toBe(3);
    expect(count({ from, to, asOf: from })).toBe(3);
    expect(count({ from, to: from })).toBe(0);
    expect(count({ from: to, asOf: from })).toBe(0);
  });

  it("is complete where neither from nor to nor asOf cuts it", () => {
    const complete = (bounds: object) =>
      measureByPeriod(npsMetric(), rows, { ...byMonth, ...bounds }).map((period) => period.complete);
    const [begin, end] = ["2015-01-01", "2015-05-01"].map((time) => zonedInstant(time, newYork)) as [number, number];
    expect(complete({ asOf: end })).toEqual([true, true, true, true]);
    expect(complete({ asOf: end - 1 })).toEqual([true, true, true, false]);
    expect(complete({ asOf: end + 1 })).toEqual([true, true, true, true, false]);
    expect(complete({ from: begin })).toEqual([null, null, null, null]);
    expect(complete({ from: begin, to: end, asOf: end })).toEqual([true, true, true, true]);
    expect(complete({ from: begin + 1, to: end - 1, asOf: end })).toEqual([false, true, true, false]);
    expect(complete({ from: begin + 1, to: end - 1 })).toEqual([false, null, null, false]);
    expect(complete({ from: begin - 1 })).toEqual([false, null, null, null, null]);
    expect(complete({ to: end + 1 })).toEqual([null, null, null, null, false]);
  });

  it("loses no item silently", () => {
    const measured = (bounds: object) => measureByPeriod(npsMetric(), rows, { ...byMonth, ...bounds });
    const [first, second, third] = rows.map(at) as [number, number, number];
    expect(() => measured({ from: first + 1 })).toThrow(
      new RangeError(`at must not be before from, ${first + 1}, unless outside is "exclude", got ${first} at index 0`),
    );
    expect(() => measured({ to: third })).toThrow(
      new RangeError(`at must be before to, ${third}, unless outside is "exclude", got ${third} at index 2`),
    );
    expect(() => measured({ asOf: second - 1 })).toThrow(
      new RangeError(`at must not be after asOf, ${second - 1}, unless outside is "exclude", got ${second} at index 1`),
    );
    expect(measured({ from: first, to: third + 1, asOf: third }).length).toBe(4);
    const outside = "exclude";
    const counts = (bounds: object) => measured({ ...bounds, outside }).map(({ result }) => result.count);
    expect(counts({ from: first + 1 })).toEqual([1, 0, 1]);
    expect(counts({ from: first + 1, to: third })).toEqual([1, 0]);
    expect(counts({ to: third })).toEqual([1, 1, 0]);
    expect(counts({ asOf: second - 1 })).toEqual([1]);
    expect(counts({ asOf: second })).toEqual([1, 1]);
    expect(() => measured({ outside: "keep" })).toThrow(/^outside must be "reject" or "exclude", got "keep"$/);
  });

  it("takes observations as they are, any metric, weights and any iterable", () => {
    const observations = rows.map(({ at, recommend }) => ({ at, recommend, weight: 2 }));
    const metric = on(npsMetric(), (item: (typeof observations)[number]) => item.recommend);
    const options = { at: (item: { at: number }) => new Date(item.at), every: "year", timeZone: "UTC" } as const;
    const [plain] = measureByPeriod(metric, generated(observations), options);
    expect(plain!.result).toEqual(measure(metric, observations));
    const [weighed] = measureByPeriod(metric, observations, { ...options, weight: (item) => item.weight });
    expect(weighed!.result).toEqual(measure(metric, observations, { weight: (item) => item.weight }));
    const parts = combine({ score: metric, seen: on(shareMetric(), () => true) });
    const [both] = measureByPeriod(parts, observations, options);
    expect(both!.result.seen.denominator).toBe(3);
    const tooMuch = thrown(() => measureByPeriod(metric, observations, { ...options, weight: () => -1 }));
    expect(tooMuch.message).toMatch(/^weight must be .* at index 0$/);
  });

  it("is what each period's items give alone", () => {
    const zones = new Map(moves.map(({ timeZone }) => [timeZone, zone(timeZone)]));
    const unit = fc.constantFrom<PeriodUnit[]>("hour", "day", "week", "month", "quarter", "year");
    const item = (near: number) =>
      fc.record({
        at: fc.integer({ min: near - 3 * DAY, max: near + 3 * DAY }),
        value: fc.oneof({ weight: 8, arbitrary: value }, { weight: 1, arbitrary: noAnswer }),
      });
    const sample = fc
      .constantFrom(...moves)
      .chain(({ timeZone, near }) => fc.tuple(fc.constant(timeZone), fc.array(item(near), { maxLength: 30 })));
    fc.assert(
      fc.property(sample, unit, ([name, items], every) => {
        const timeZone = zones.get(name)!;
        deepFreeze(items);
        const options = {
          at: (item: { at: number }) => item.at,
          value: (item: { value: number | null | undefined }) => item.value,
        };
        const found = measureByPeriod(meanMetric(), items, { ...options, every, timeZone });
        const expected = measureBy(
          meanMetric(),
          items,
          (item) => periodOf(item.at, { every, timeZone }).start,
          options,
        );
        for (const { start, end, result } of found) {
          expect(end).toBeGreaterThan(start);
          const inside = items.filter((item) => start <= item.at && item.at < end).map((item) => item.value);
          expectSame(result, mean(inside));
          expectSame(result, expected.get(start) ?? mean([]));
        }
        expect(found.reduce((sum, { result }) => sum + result.count + result.missing, 0)).toBe(items.length);
        found.slice(1).forEach(({ start }, index) => {
          expect(start).toBe(found[index]!.end);
        });
      }),
    );
  });

  it("has two hours where one is shown twice", () => {
    const hours = ["earlier", "later"].map((fold) =>
      zonedInstant("2015-11-01 01:30", newYork, { fold: fold as "later" }),
    );
    const found = measureByPeriod(durationsMetric(), hours, {
      at: (at) => at,
      value: () => 1,
      every: "hour",
      timeZone: newYork,
    });
    expect(found.map(({ start, result }) => [start, result.count])).toEqual([
      [Date.UTC(2015, 10, 1, 5), 1],
      [Date.UTC(2015, 10, 1, 5) + HOUR, 1],
    ]);
  });

  it("refuses what is none, with what came and where", () => {
    const table: readonly (readonly [work: () => unknown, message: RegExp])[] = [
      [
        () => measureByPeriod(npsMetric(), [{ at: "2015-03-08", recommend: 1 }] as never, byMonth),
        /^at must be .*zonedInstant.* at index 0$/,
      ],
      [
        () => measureByPeriod(npsMetric(), [...rows, { at: 1.5, recommend: 1 }], byMonth),
        /^at must be .* got 1.5 at index 3$/,
      ],
      [
        () => measureByPeriod(npsMetric(), [...rows, { at: 1, recommend: 11 }], byMonth),
        /^answer must be .* at index 3$/,
      ],
      [() => measureByPeriod(npsMetric(), rows, { ...byMonth, every: "fortnight" as never }), /^every must be/],
      [() => measureByPeriod(npsMetric(), null as never, { ...byMonth, timeZone: "Nowhere" }), /^timeZone must be/],
      [() => measureByPeriod(npsMetric(), null as never, byMonth), /^items must be iterable/],
      [() => measureByPeriod(npsMetric(), "rows" as never, byMonth), /^items must be iterable/],
      [() => measureByPeriod(npsMetric(), rows, { ...byMonth, from: "2015" as never }), /^from must be a Date/],
      [() => measureByPeriod(npsMetric(), rows, { ...byMonth, to: Number.NaN }), /^to must be a Date/],
      [() => measureByPeriod(npsMetric(), rows, { ...byMonth, asOf: null as never }), /^asOf must be a Date/],
      [
        () => measureByPeriod(npsMetric(), rows, { ...byMonth, from: 1, to: 0 }),
        /^to must not be before from, 1, got 0$/,
      ],
      [
        () => measureByPeriod(npsMetric(), [...rows, { at: 1e15, recommend: 1 }], { ...byMonth, every: "hour" }),
        /^there must be a million periods at most/,
      ],
    ];
    for (const [work, message] of table) expect(thrown(work).message).toMatch(message);
  });
});
