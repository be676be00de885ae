import {
  kaplanMeier,
  measure,
  measureBy,
  quantile,
  resolution,
  resolutionTime,
  resolutionTimeMetric,
  slaAttainment,
  slaAttainmentMetric,
  slaStanding,
  tally,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear } from "../golden.ts";
import { asOf, type BostonCase, cases, golden } from "./boston.ts";

const hours = { elapsed: (from: number, to: number) => (to - from) / 3_600_000, clock: "wall clock", unit: "hours" };

describe("the requests of Boston's residents, wall clock read as UTC", () => {
  const all = resolutionTime(cases, { asOf, ...hours });

  it("are all there", () => {
    expect(cases).toHaveLength(golden.rows);
    expect([all.count, all.pending]).toEqual([golden.status.Closed, golden.status.Open]);
    const channels = [...new Set(cases.map(({ channel }) => channel))];
    expect(
      Object.fromEntries(channels.map((name) => [name, cases.filter((row) => row.channel === name).length])),
    ).toEqual(golden.channel);
    expect(all).toMatchObject({ closed: 0, notApplicable: 0, missing: 0, excluded: 0 });
  });

  it("take as long to close as the independent program says", () => {
    expect(golden.resolution.negative).toBe(0);
    const closed = cases.flatMap((row) => {
      const found = resolution(row, { asOf, ...hours });
      return found?.event ? [found.time] : [];
    });
    let checked = 0;
    for (const expected of [golden.resolution.all_closed_hours, golden.resolution.nonnegative_hours]) {
      const ours = {
        n: all.count,
        mean: all.mean,
        sd: all.standardDeviation,
        min: all.minimum,
        median: all.median,
        p90: all.p90,
        p95: quantile(closed, 0.95),
        max: all.maximum,
      };
      for (const [name, number] of Object.entries(ours)) {
        expectNear(number, expected[name as keyof typeof expected], name);
        checked++;
      }
    }
    expect(checked).toBe(16);
  });

  it("by a sketch take as long, up to its error", () => {
    const sketch = measure(resolutionTimeMetric({ asOf, ...hours }), cases);
    const { n, mean, sd, min, median, p90, max } = golden.resolution.all_closed_hours;
    expect(sketch.count).toBe(n);
    expectNear(sketch.mean, mean, "mean");
    expectNear(sketch.standardDeviation, sd, "standard deviation");
    expect([sketch.minimum, sketch.maximum]).toEqual([min, max]);
    expectNear(sketch.median, median, "median", { relative: sketch.quantileError });
    expectNear(sketch.p90, p90, "90th percentile", { relative: sketch.quantileError });
  });

  it("take longer where the open ones count", () => {
    const { median } = kaplanMeier(cases.map((row) => resolution(row, { asOf, ...hours })!));
    expect(all.survivalMedian).toBe(median);
    expect(all.survivalMedianRange).toEqual({ lower: median, upper: median });
    expect(all.survivalMedian).toBeGreaterThan(golden.resolution.all_closed_hours.median);
    const { survivalMedian, survivalMedianRange } = measure(resolutionTimeMetric({ asOf, ...hours }), cases);
    expect(survivalMedianRange.lower).toBeLessThanOrEqual(median!);
    expect(survivalMedianRange.upper).toBeGreaterThanOrEqual(median!);
    expectNear(survivalMedian, median!, "survival median", { relative: 2 ** -6 });
  });

  it("are closed in time as often as the independent program says, and as the city's own flag says of each", () => {
    const { sla, sla_flag_agreement: flags } = golden;
    const { ofClosed, met, missed } = slaAttainment(cases, { asOf });
    expect([met, met + missed]).toEqual([sla.met, sla.closed_with_target]);
    expect([met, met + missed]).toEqual([7732, 9544]);
    expectNear(ofClosed.rate, sla.met_rate, "rate of closed");
    expect(slaAttainment(cases, { asOf, of: "closed" }).rate).toBe(ofClosed.rate);
    const done = cases.filter(({ doneAt }) => doneAt !== null);
    const agree = done.filter((row) => (slaStanding(row, { asOf })?.state === "met") === row.isOnTime);
    expect([done.length, agree.length]).toEqual([flags.compared, flags.agree]);
    expect(flags.closed_with_target_but_blank_flag).toBe(0);
  });

  it("count as on time, of all, where the flag says so, which means of an open one: not late yet when the log was taken", () => {
    const { flag, flag_ontime_rate: rate } = golden.sla;
    const flagged = cases.filter(({ isOnTime }) => isOnTime);
    expect([flagged.length, cases.length - flagged.length]).toEqual([flag.ONTIME, flag.OVERDUE]);
    expectNear(flagged.length / cases.length, rate, "rate of flags");
    // Open cases are flagged as of a moment that can be found: every one due by then is late, no other is.
    const open = cases.filter(({ doneAt }) => doneAt === null);
    const due = (isOnTime: boolean) =>
      open.filter((row) => row.isOnTime === isOnTime).map(({ dueAt }) => Number(dueAt));
    const [lastLate, firstOnTime] = [Math.max(...due(false)), Math.min(...due(true))];
    expect(lastLate).toBeLessThan(firstOnTime);
    expect(lastLate).toBeGreaterThan(asOf);
    const taken = slaAttainment(cases, { asOf: lastLate });
    expectNear(taken.notLate.rate, rate, "rate of those not late");
  });

  it("differ by type and channel as the independent program says", () => {
    const check = (of: (row: BostonCase) => string, groups: typeof golden.by_type) => {
      const rates = measureBy(slaAttainmentMetric({ asOf, of: "closed" }), cases, of);
      let checked = 0;
      for (const [name, { n, closed_median_h: median, sla_met_rate: rate }] of Object.entries(groups)) {
        const rows = cases.filter((row) => of(row) === name);
        expect(rows, name).toHaveLength(n);
        expectNear(resolutionTime(rows, { asOf, ...hours }).median, median, `${name}: median`);
        expectNear(rates.get(name)?.rate, rate, `${name}: rate`);
        checked++;
      }
      expect(rates.size).toBe(checked);
      return checked;
    };
    expect(check(({ type }) => type, golden.by_type)).toBe(4);
    expect(check(({ channel }) => channel, golden.by_channel)).toBe(5);
  });

  it("merge, part by part, into the whole", () => {
    const metric = resolutionTimeMetric({ asOf });
    const half = cases.length / 2;
    const merged = metric.merge(tally(metric, cases.slice(0, half)), tally(metric, cases.slice(half)));
    expect(merged).toEqual(tally(metric, cases));
  });
});
