import {
  durationsMetric,
  type Metric,
  mean,
  meanMetric,
  measure,
  measureByPeriod,
  npsMetric,
  type RollingWindow,
  rolling,
  zone,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueOrNone, weight } from "../arbitraries.ts";
import { deepFreeze, expectClose, expectPlain, expectSame, generated, thrown } from "../laws.ts";
import { DAY, HOUR, moves } from "./moves.ts";

interface Row {
  readonly at: number;
  readonly value: number | null | undefined;
  readonly weight: number;
}
const at = (row: Row) => row.at;
const reading = { at, value: (row: Row) => row.value };
const day = (at: number, value: number): Row => ({ at: at * DAY, value, weight: 1 });
const byDay = { ...reading, every: "day", timeZone: "UTC" } as const;

describe("a rolling metric", () => {
  const rows = [day(10.5, 1), day(11.25, 2), day(13, 4), day(13.99, 8)];

  it("measures the last periods, at the end of each, where all of them were measured", () => {
    const found = rolling(meanMetric(), rows, { ...byDay, periods: 2 });
    expect(found.map(({ start, end, result }) => [start / DAY, end / DAY, result.count, result.mean])).toEqual([
      [10, 12, 2, 1.5],
      [11, 13, 1, 2],
      [12, 14, 2, 6],
    ]);
    expectPlain(found);
    const one = rolling(meanMetric(), rows, { ...byDay, periods: 1 });
    expectSame(one, measureByPeriod(meanMetric(), rows, byDay));
    expect(rolling(meanMetric(), rows, { ...byDay, periods: 4 }).length).toBe(1);
    expect(rolling(meanMetric(), rows, { ...byDay, periods: 5 })).toEqual([]);
    expect(rolling(meanMetric(), [], { ...byDay, periods: 1 })).toEqual([]);
  });

  it("measures the last hours, to the millisecond", () => {
    const exact = [day(10, 1), { ...day(10, 2), at: 10.5 * DAY - 1 }, { ...day(10, 4), at: 10.5 * DAY }, day(11.5, 8)];
    const found = rolling(meanMetric(), exact, { ...byDay, duration: 1.5 * DAY, from: 9 * DAY });
    expect(found.map(({ start, end, result }) => [start / DAY, end / DAY, result.count, result.mean])).toEqual([
      [9.5, 11, 3, 7 / 3],
      [10.5, 12, 2, 6],
    ]);
    expect(rolling(meanMetric(), exact, { ...byDay, duration: HOUR }).map(({ result }) => result.count)).toEqual([
      0, 0,
    ]);
    expect(rolling(meanMetric(), exact, { ...byDay, duration: 10 * DAY })).toEqual([]);
  });

  it("is complete where no bound cuts it", () => {
    const complete = (bounds: object) =>
      rolling(meanMetric(), rows, { ...byDay, periods: 2, ...bounds }).map((window) => window.complete);
    expect(complete({})).toEqual([null, null, null]);
    expect(complete({ asOf: 14 * DAY })).toEqual([true, true, true]);
    expect(complete({ asOf: 14 * DAY - 1 })).toEqual([true, true, false]);
    expect(complete({ from: 10.5 * DAY, asOf: 14 * DAY })).toEqual([false, true, true]);
    expect(complete({ from: 9 * DAY, to: 14.5 * DAY, asOf: 15 * DAY })).toEqual([true, true, true, true, false]);
  });

  const zones = new Map(moves.map(({ timeZone }) => [timeZone, zone(timeZone)]));
  const sample = fc
    .constantFrom(...moves)
    .chain(({ timeZone, near }) =>
      fc.tuple(
        fc.constant(timeZone),
        fc.array(
          fc.record<Row>({ at: fc.integer({ min: near - 5 * DAY, max: near + 5 * DAY }), value: valueOrNone, weight }),
          { maxLength: 40 },
        ),
      ),
    );
  const window: fc.Arbitrary<RollingWindow> = fc.oneof(
    fc.integer({ min: 1, max: 12 }).map((periods) => ({ periods })),
    fc.integer({ min: 1, max: 6 * DAY }).map((duration) => ({ duration })),
    fc.integer({ min: 1, max: 200 }).map((hours) => ({ duration: hours * HOUR })),
  );
  const every = fc.constantFrom("hour", "day", "week");

  /** The windows that there should be, one by one from all items. */
  function expectWindows<Tally, Result>(
    metric: Metric<number | null | undefined, Tally, Result>,
    rows: readonly Row[],
    options: RollingWindow & { every: "hour" | "day" | "week"; timeZone: string },
    compare: (found: Result, inside: readonly Row[]) => void,
    weighing: { weight?: (row: Row) => number } = {},
  ): void {
    const timeZone = zones.get(options.timeZone)!;
    const measured = measureByPeriod(metric, rows, { ...reading, every: options.every, timeZone });
    const expected = measured
      .map(({ end }, index) => ({
        start: options.periods ? measured[index - options.periods + 1]?.start : end - options.duration!,
        end,
      }))
      .filter(({ start }) => start !== undefined && start >= measured[0]!.start);
    const found = rolling(metric, rows, { ...reading, ...options, timeZone, ...weighing });
    expect(found.map(({ start, end }) => ({ start, end }))).toEqual(expected);
    for (const { start, end, result } of found)
      compare(
        result,
        rows.filter((row) => start <= row.at && row.at < end),
      );
  }

  it("gives bit for bit what each window's items give alone", () => {
    fc.assert(
      fc.property(sample, window, every, ([timeZone, rows], window, every) => {
        deepFreeze(rows);
        const options = { ...window, every, timeZone };
        expectWindows(meanMetric(), rows, options, (result, inside) =>
          expectSame(result, mean(inside.map((row) => row.value))),
        );
      }),
    );
  });

  it("gives the same of answers and of durations", () => {
    const ratings = sample.map(([timeZone, rows]): [string, Row[]] => [
      timeZone,
      rows.map((row, index) => ({ ...row, value: index % 12 === 11 ? null : index % 11 })),
    ]);
    fc.assert(
      fc.property(ratings, window, ([timeZone, rows], window) => {
        const options = { ...window, every: "day", timeZone } as const;
        for (const metric of [npsMetric(), durationsMetric()]) {
          const values = (inside: readonly Row[]) => inside.map((row) => row.value);
          expectWindows<unknown, unknown>(metric as never, rows, options, (result, inside) =>
            expectSame(result, measure(metric as Metric<unknown, unknown, unknown>, values(inside))),
          );
        }
      }),
    );
  });

  it("weighs to the last digits what each window's items weigh", () => {
    fc.assert(
      fc.property(sample, window, ([timeZone, rows], window) => {
        const answers = rows.map((row, index) => ({ ...row, value: index % 11 }));
        const weighing = { weight: (row: Row) => row.weight };
        expectWindows(
          npsMetric(),
          answers,
          { ...window, every: "day", timeZone },
          (result, inside) => {
            if (inside.length > 0)
              expectClose(result, measure(npsMetric(), inside, { value: (row) => row.value, ...weighing }));
          },
          weighing,
        );
      }),
    );
  });

  it("merges a number of times that does not grow with the window", () => {
    for (const periods of [1, 2, 30, 200, 399]) {
      let merges = 0;
      const metric = npsMetric();
      const counting = {
        ...metric,
        merge: (...sides: Parameters<typeof metric.merge>) => {
          merges++;
          return metric.merge(...sides);
        },
      };
      const rows = Array.from({ length: 400 }, (_, index) => day(index, index % 11));
      rolling(counting, generated(rows), { ...byDay, periods });
      expect(merges).toBeLessThanOrEqual(3 * 400);
    }
  });

  it("refuses a window that is none", () => {
    const table: readonly (readonly [window: object, message: RegExp])[] = [
      [{}, /^a rolling window must have periods or duration, one of the two$/],
      [{ periods: 1, duration: 1 }, /^a rolling window must have periods or duration/],
      [{ periods: 0 }, /^periods must be a whole number from 1 to 100000000000000, got 0$/],
      [{ periods: 1.5 }, /^periods must be/],
      [{ duration: -1 }, /^duration must be/],
      [{ duration: Number.NaN }, /^duration must be .* got NaN$/],
      [{ duration: 1e15 }, /^duration must be/],
      [{ duration: "7d" }, /^duration must be .* got "7d"$/],
    ];
    for (const [window, message] of table) {
      expect(thrown(() => rolling(npsMetric(), null as never, { ...byDay, ...window } as never)).message).toMatch(
        message,
      );
    }
    expect(thrown(() => rolling(npsMetric(), [{ at: "1" }] as never, { ...byDay, periods: 1 })).message).toMatch(
      /^at must be .* got "1" at index 0$/,
    );
  });
});
