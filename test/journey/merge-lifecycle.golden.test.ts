import { buildJourneys, durations, eventsFromXes, quantiles } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "../golden.ts";
import { rowsOf } from "./logs.ts";

interface Summary {
  readonly min: number;
  readonly q1: number;
  readonly median: number;
  readonly mean: number;
  readonly q3: number;
  readonly max: number;
  readonly st_dev: number;
}
interface Patients {
  readonly n_cases: number;
  readonly n_events: number;
  readonly n_activity_instances: number;
  readonly activity_frequency: readonly { handling: string; absolute: number }[];
  readonly start_activities: readonly { handling: string; absolute: number }[];
  readonly end_activities: readonly { handling: string; absolute: number }[];
  readonly trace_length_log: readonly Summary[];
  readonly throughput_time_log_hours: readonly Summary[];
  readonly throughput_time_case_hours_first20: readonly { patient: string; throughput_time: number }[];
  readonly processing_time_activity_hours: readonly (Summary & { handling: string; total: number })[];
}

const HOUR = 3_600_000;

/** Asserts a summary as R writes it, which prints fifteen digits. */
function expectSummary(values: readonly number[], expected: Summary, what: string): number {
  const printed = { relative: 1e-13 };
  const { minimum, maximum, mean, median, standardDeviation } = durations(values);
  const [q1, q3] = quantiles(values, [0.25, 0.75]);
  const ours: [keyof Summary, number | null | undefined][] = [
    ["min", minimum],
    ["q1", q1],
    ["median", median],
    ["mean", mean],
    ["q3", q3],
    ["max", maximum],
    ["st_dev", standardDeviation],
  ];
  for (const [name, value] of ours) expectNear(value, expected[name], `${what}: ${name}`, printed);
  return ours.length;
}

describe("the patients of a made-up hospital, with starts and ends", () => {
  const golden = goldenFile<Patients>("journey/bupar_patients");
  const rows = rowsOf("patients_eventlog.csv");
  const log = eventsFromXes(rows, {
    case: (row) => row.patient!,
    activity: (row) => row.handling!,
    at: (row) => Date.parse(row.time!),
    phase: (row) => row.lifecycle,
    instance: (row) => row.handling_id,
    resource: (row) => row.employee,
  });
  const { journeys } = buildJourneys(log.events, { asOf: Date.UTC(2020, 0) });
  const tallied = (names: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts]
      .map(([handling, absolute]) => ({ handling, absolute }))
      .sort((l, r) => (l.handling < r.handling ? -1 : 1));
  };
  const listed = (list: readonly { handling: string; absolute: number }[]) =>
    list.map(({ handling, absolute }) => ({ handling, absolute })).sort((l, r) => (l.handling < r.handling ? -1 : 1));

  it("have 2,721 events of two lines each", () => {
    expect([rows.length, log.count, log.paired]).toEqual([
      golden.n_events,
      golden.n_activity_instances,
      golden.n_activity_instances,
    ]);
    expect([log.unfinished, log.unstarted, log.excluded]).toEqual([0, 0, 0]);
    expect(journeys).toHaveLength(golden.n_cases);
  });

  it("begin, go through and end as bupaR says", () => {
    expect(tallied(log.events.map(({ activity }) => activity))).toEqual(listed(golden.activity_frequency));
    expect(tallied(journeys.map(({ events }) => events[0]!.activity))).toEqual(listed(golden.start_activities));
    expect(tallied(journeys.map(({ events }) => events.at(-1)!.activity))).toEqual(listed(golden.end_activities));
    expect(golden.end_activities).toHaveLength(5);
  });

  it("take as long as bupaR says: the whole, each activity, and each of twenty cases", () => {
    let checked = 0;
    checked += expectSummary(
      journeys.map(({ events }) => events.length),
      golden.trace_length_log[0]!,
      "events",
    );
    const hours = journeys.map(({ start, end }) => (end - start) / HOUR);
    checked += expectSummary(hours, golden.throughput_time_log_hours[0]!, "throughput");
    for (const summary of golden.processing_time_activity_hours) {
      const own = log.events.filter(({ activity }) => activity === summary.handling);
      checked += expectSummary(
        own.map(({ at, endAt }) => (endAt! - at) / HOUR),
        summary,
        summary.handling,
      );
    }
    for (const { patient, throughput_time } of golden.throughput_time_case_hours_first20) {
      const journey = journeys.find((one) => one.case === patient)!;
      expectNear((journey.end - journey.start) / HOUR, throughput_time, patient, { relative: 1e-13 });
      checked++;
    }
    expect(checked).toBe(9 * 7 + 20);
  });
});

describe("the textbook's log of requests for compensation", () => {
  const golden = goldenFile<{
    n_events: number;
    n_cases: number;
    start_activities: Readonly<Record<string, number>>;
    end_activities: Readonly<Record<string, number>>;
    dfg: Readonly<Record<string, number>>;
    variants: Readonly<Record<string, number>>;
    case_durations_sorted_seconds_head: readonly number[];
    case_durations_mean: number;
    case_durations_median: number;
  }>("journey/pm4py_running-example");
  const { events } = eventsFromXes(rowsOf("running-example.csv"), {
    at: (row) => Date.parse(row["time:timestamp"]!),
  });
  const { journeys } = buildJourneys(events, { asOf: Date.UTC(2012, 0) });
  const counted = (names: readonly string[]) => {
    const counts: Record<string, number> = {};
    for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  };

  it("has these cases, beginnings, ends and ways through", () => {
    expect([events.length, journeys.length]).toEqual([golden.n_events, golden.n_cases]);
    expect(counted(journeys.map((one) => one.events[0]!.activity))).toEqual(golden.start_activities);
    expect(counted(journeys.map((one) => one.events.at(-1)!.activity))).toEqual(golden.end_activities);
    const path = journeys.map((one) => one.events.map(({ activity }) => activity));
    expect(counted(path.map((names) => names.join(" > ")))).toEqual(golden.variants);
    const pairs = path.flatMap((names) => names.slice(1).map((to, place) => `${names[place]} > ${to}`));
    expect(counted(pairs)).toEqual(golden.dfg);
  });

  it("has these durations, written with their offsets from universal time", () => {
    const seconds = journeys.map(({ start, end }) => (end - start) / 1000).sort((l, r) => l - r);
    expect(seconds).toEqual(golden.case_durations_sorted_seconds_head);
    expect(durations(seconds)).toMatchObject({
      mean: golden.case_durations_mean,
      median: golden.case_durations_median,
    });
  });
});
