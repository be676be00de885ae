import {
  eventuallyFollows,
  type Journey,
  journeyLoops,
  journeySankey,
  journeyVariants,
  type TransitionsResult,
  transitionMatrix,
  transitions,
  transitionsFromCounts,
  transitionsMetric,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "../golden.ts";
import { journeyOf } from "./path-journeys.ts";
import { patients, runningExample, shop } from "./path-logs.ts";

type Counts = Readonly<Record<string, number>>;

/** Transitions of one kind, by the names of their states. */
const counted = ({ transitions: all }: TransitionsResult, kind: "start" | "step" | "end"): Counts =>
  Object.fromEntries(
    all
      .filter((one) => one.kind === kind)
      .map(({ from, to, count }) => [[from, to].filter((state) => state !== null).join(" > "), count]),
  );
const steps = { of: "activity", level: "events" } as const;

describe("the log of patients", () => {
  const golden = goldenFile<{
    readonly patients: {
      readonly n_cases: number;
      readonly n_variants: number;
      readonly dfg: Counts;
      readonly start: Counts;
      readonly end: Counts;
      readonly eventually_follows_cases: Counts;
      readonly self_loop_runs_per_activity: Counts;
      readonly repetition_cases_per_activity: Counts;
      readonly top_variants: readonly { readonly trace: readonly string[]; readonly n: number }[];
    };
  }>("journey/independent_dfg").patients;
  const journeys = patients();

  it("has the transitions, starts and ends of an independent count", () => {
    const result = transitions(journeys, steps);
    expect(result.count).toBe(golden.n_cases);
    expect(counted(result, "step")).toEqual(golden.dfg);
    expect(counted(result, "start")).toEqual(golden.start);
    expect(counted(result, "end")).toEqual(golden.end);
    expect(Object.keys({ ...golden.dfg, ...golden.end })).toHaveLength(12);
    expect(transitions(journeys, { of: "activity" }).transitions).toEqual(result.transitions);
  });

  it("has its states that eventually follow each other, by cases", () => {
    const { pairs } = eventuallyFollows(journeys, steps);
    const cases = Object.fromEntries(pairs.map(({ from, to, numerator }) => [`${from} > ${to}`, numerator]));
    expect(cases).toEqual(golden.eventually_follows_cases);
    expect(pairs).toHaveLength(19);
  });

  it("has its variants", () => {
    const { variants, distinct, count } = journeyVariants(journeys, steps);
    expect([count, distinct]).toEqual([golden.n_cases, golden.n_variants]);
    const known = new Map(golden.top_variants.map(({ trace, n }) => [JSON.stringify(trace), n]));
    for (const { sequence, numerator } of variants) expect(numerator).toBe(known.get(JSON.stringify(sequence)));
    expect(known.size).toBe(7);
  });

  it("has no loops", () => {
    expect([golden.self_loop_runs_per_activity, golden.repetition_cases_per_activity]).toEqual([{}, {}]);
    expect(journeyLoops(journeys, { of: "activity" })).toMatchObject({ rate: 0, rework: 0, events: 2721 });
  });
});

describe("the log of patients in bupaR", () => {
  interface Frequency {
    readonly handling: string;
    readonly absolute: number;
    readonly relative: number;
    readonly cum_sum?: number;
  }
  const golden = goldenFile<{
    readonly n_activity_instances: number;
    readonly n_traces: number;
    readonly activity_frequency: readonly Frequency[];
    readonly activity_presence: readonly Frequency[];
    readonly start_activities: readonly Frequency[];
    readonly end_activities: readonly Frequency[];
    readonly traces: readonly {
      readonly trace: string;
      readonly absolute_frequency: number;
      readonly relative_frequency: number;
    }[];
    readonly trace_coverage_log: readonly { readonly min: number; readonly mean: number; readonly max: number }[];
    readonly selfloops_activity_all: readonly Frequency[];
    readonly repetitions_activity_all: readonly Frequency[];
    readonly repetitions_activity_repeat: readonly Frequency[];
    readonly repetitions_activity_redo: readonly Frequency[];
    readonly selfloops_log_all: readonly { readonly max: number }[];
    readonly repetitions_log_all: readonly { readonly max: number }[];
  }>("journey/bupar_patients");
  const journeys = patients();
  const result = transitions(journeys, steps);

  it("starts and ends with the same activities", () => {
    const ends = (kind: "start" | "end") => result.transitions.filter((one) => one.kind === kind);
    const compare = (expected: readonly Frequency[], kind: "start" | "end") => {
      const found = new Map(ends(kind).map((one) => [one.from ?? one.to, one.count]));
      expect(found.size).toBe(expected.length);
      for (const { handling, absolute, relative } of expected) {
        expect(found.get(handling)).toBe(absolute);
        expectNear(absolute / result.count, relative, handling);
      }
      return expected.length;
    };
    expect(compare(golden.start_activities, "start") + compare(golden.end_activities, "end")).toBe(6);
  });

  it("has the same traces, most frequent first", () => {
    const { variants, distinct } = journeyVariants(journeys, steps);
    expect(distinct).toBe(golden.n_traces);
    // bupaR joins the activities by commas; none of these has one.
    const traces = new Map(golden.traces.map((trace) => [trace.trace, trace]));
    for (const { sequence, numerator, rate } of variants) {
      const trace = traces.get(sequence.join(","))!;
      expect([numerator, rate]).toEqual([trace.absolute_frequency, trace.relative_frequency]);
    }
    expect(traces.size).toBe(7);
    const rates = variants.map(({ rate }) => rate);
    expect([Math.min(...rates), Math.max(...rates)]).toEqual([0.002, 0.516]);
    expectNear(rates.reduce((sum, rate) => sum + rate) / 7, golden.trace_coverage_log[0]!.mean, "mean coverage");
  });

  it("has the same activities, and no loops either", () => {
    const loops = journeyLoops(journeys, { of: "activity" });
    expect(loops.events).toBe(golden.n_activity_instances);
    const states = new Map<string, (typeof loops.states)[number]>(loops.states.map((state) => [state.state, state]));
    let checked = 0;
    const compare = (expected: readonly Frequency[], read: (state: (typeof loops.states)[number]) => number) => {
      for (const { handling, absolute } of expected) {
        expect(read(states.get(handling)!)).toBe(absolute);
        checked++;
      }
    };
    compare(golden.activity_frequency, (state) => state.events);
    compare(golden.activity_presence, (state) => state.denominator);
    compare(golden.selfloops_activity_all, (state) => state.selfLoops.count);
    compare(golden.repetitions_activity_all, (state) => state.repetitions.count);
    compare(golden.repetitions_activity_repeat, (state) => state.repetitions.repeat);
    compare(golden.repetitions_activity_redo, (state) => state.repetitions.redo);
    expect(checked).toBe(42);
    expect(loops.selfLoops.count).toBe(golden.selfloops_log_all[0]!.max);
    expect(loops.repetitions.count).toBe(golden.repetitions_log_all[0]!.max);
  });
});

describe("process mining's textbook log in pm4py", () => {
  const golden = goldenFile<{
    readonly n_cases: number;
    readonly n_events: number;
    readonly n_variants: number;
    readonly dfg: Counts;
    readonly start_activities: Counts;
    readonly end_activities: Counts;
    readonly variants: Counts;
    readonly rework_cases_per_activity: Counts;
    readonly eventually_follows: Counts;
  }>("journey/pm4py_running-example");
  const journeys = runningExample();

  it("has the same transitions, starts and ends", () => {
    const result = transitions(journeys, steps);
    expect(result.count).toBe(golden.n_cases);
    expect(counted(result, "step")).toEqual(golden.dfg);
    expect(counted(result, "start")).toEqual(golden.start_activities);
    expect(counted(result, "end")).toEqual(golden.end_activities);
    expect(result.transitions).toHaveLength(16 + 1 + 2);
  });

  it("has the same variants", () => {
    const { variants, distinct } = journeyVariants(journeys, steps);
    expect(distinct).toBe(golden.n_variants);
    const found = Object.fromEntries(variants.map(({ sequence, numerator }) => [sequence.join(" > "), numerator]));
    expect(found).toEqual(golden.variants);
    expect(Object.keys(found)).toHaveLength(6);
  });

  it("has the same pairs that eventually follow; pm4py counts pairs of events, the share counts cases", () => {
    const { pairs } = eventuallyFollows(journeys, steps);
    const found = Object.fromEntries(pairs.map(({ from, to, occurrences }) => [`${from} > ${to}`, occurrences]));
    expect(found).toEqual(golden.eventually_follows);
    expect(pairs).toHaveLength(39);
    expect(pairs.every(({ numerator, denominator }) => numerator <= denominator && denominator <= 6)).toBe(true);
  });

  it("has the same cases with rework", () => {
    const { states, rework, events } = journeyLoops(journeys, { of: "activity" });
    const again = states.filter((state) => state.numerator > 0).map((state) => [state.state, state.numerator]);
    expect(Object.fromEntries(again)).toEqual(golden.rework_cases_per_activity);
    expect(again).toHaveLength(4);
    expect(events).toBe(golden.n_events);
    // Events less the distinct activities of each case.
    const distinct = journeys.map((journey) => new Set(journey.events.map(({ activity }) => activity)).size);
    expect(rework).toBe(events - distinct.reduce((sum, size) => sum + size, 0));
  });
});

describe("the shop in retentioneering", () => {
  const golden = goldenFile<{
    readonly n_users: number;
    readonly n_sessions: number;
    readonly transition_count_user_id: Readonly<Record<string, Counts>>;
    readonly transition_count_session_id: Readonly<Record<string, Counts>>;
  }>("journey/retentioneering_ecom");
  const asTable = ({ transitions: all }: TransitionsResult) => {
    const table: Record<string, Record<string, number>> = { path_end: {} };
    for (const { kind, from, to, count } of all) {
      const row = from ?? "path_start";
      table[row] ??= {};
      table[row][to ?? (kind === "end" ? "path_end" : kind)] = count;
    }
    return table;
  };

  for (const [by, name, count] of [
    ["user_id", "transition_count_user_id", golden.n_users],
    ["session_id", "transition_count_session_id", golden.n_sessions],
  ] as const) {
    it(`has the same transitions by ${by} where every journey is over`, () => {
      const result = transitions(shop(by), steps);
      expect(result.count).toBe(count);
      expect(asTable(result)).toEqual(golden[name]);
      const cells = Object.values(golden[name]).reduce((sum, row) => sum + Object.keys(row).length, 0);
      expect(result.transitions).toHaveLength(cells);
      expect(cells).toBe(by === "user_id" ? 367 : 371);
    });
  }

  it("differs where journeys are open: the peer closes every one, so its exits are too many near the end of the data", () => {
    const journeys = shop("user_id").map((journey): Journey => ({ ...journey, status: "open" }));
    const result = transitions(journeys, steps);
    expect(result.transitions.filter(({ kind }) => kind === "end")).toEqual([]);
    const open = result.transitions.filter(({ kind }) => kind === "open");
    expect(open.reduce((sum, each) => sum + each.count, 0)).toBe(600);
    expect(open.every(({ rate }) => rate === null)).toBe(true);
  });

  it("flows into each node of a Sankey diagram as it flows out", () => {
    const { nodes, links, count } = journeySankey(shop("session_id"), { ...steps, steps: 6 });
    const flow = nodes.map(() => 0);
    for (const { source, target, value } of links) {
      expect(nodes[target]!.step).toBe(nodes[source]!.step + 1);
      flow[source]! -= value;
      flow[target]! += value;
    }
    nodes.forEach(({ kind }, node) => {
      if (kind === "state") expect(flow[node]).toBe(0);
    });
    const ends = nodes.map(({ kind }, node) => (["end", "more"].includes(kind) ? flow[node]! : 0));
    expect(ends.reduce((sum, part) => sum + part, 0)).toBe(count);
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
  });
});

describe("the cases that were worked out by hand", () => {
  interface Spec {
    readonly transitions_open_vs_closed: {
      readonly journeys: readonly { readonly visits: readonly string[]; readonly closed: boolean }[];
      readonly counts: Counts;
      readonly p_end_given_a_excluding_open: number;
      readonly p_from_b_excluding_open: Counts;
      readonly p_from_b_counting_open_as_end: Counts;
    };
    readonly stage_visits: { readonly events: readonly (readonly [stage: string, at: number])[] };
    readonly channels: {
      readonly cases: readonly { readonly channels: readonly string[] }[];
      readonly transitions: Counts;
      readonly adjacent_pairs: number;
    };
    readonly variants: {
      readonly counts: Counts;
      readonly entropy_bits: number;
      readonly coverage: readonly number[];
      readonly variants_to_cover_80pct: number;
    };
  }
  const golden = goldenFile<Spec>("journey/spec_cases");

  it("has the transitions of open and closed journeys", () => {
    const spec = golden.transitions_open_vs_closed;
    const journeys = spec.journeys.map(({ visits, closed }) =>
      journeyOf(visits, { status: closed ? "completed" : "open" }),
    );
    const name = (state: string | null, kind: string) => state ?? `(${kind})`;
    const of = (result: TransitionsResult) =>
      result.transitions.map((one) => ({ ...one, name: `${name(one.from, one.kind)}>${name(one.to, one.kind)}` }));
    const closed = of(transitions(journeys));
    expect(Object.fromEntries(closed.map((one) => [one.name, one.count]))).toEqual(spec.counts);
    expect(closed).toHaveLength(6);
    const rate = (named: string) => closed.find((one) => one.name === named)!.rate;
    expect(rate("a>(end)")).toBe(spec.p_end_given_a_excluding_open);
    expect(rate("b>c")).toBe(spec.p_from_b_excluding_open.c);
    expect(rate("b>(open)")).toBe(null);
    // Counted as an exit, the open journey is one of its own kind and not an end.
    const included = of(transitions(journeys, { open: "include" }));
    expect(included.find((one) => one.name === "b>c")!.rate).toBe(spec.p_from_b_counting_open_as_end.c);
    expect(included.find((one) => one.name === "b>(open)")!.rate).toBe(spec.p_from_b_counting_open_as_end["(end)"]);
  });

  it("has the transitions of visits to stages", () => {
    const journey = journeyOf(
      golden.stage_visits.events.map(([stage]) => stage),
      { status: "open" },
    );
    const result = transitions([journey]);
    expect(counted(result, "step")).toEqual({
      "awareness > consideration": 2,
      "consideration > awareness": 1,
      "consideration > purchase": 1,
    });
  });

  it("has the transitions of channels", () => {
    const { cases, transitions: expected, adjacent_pairs } = golden.channels;
    const result = transitions(
      cases.map(({ channels }) => journeyOf(channels)),
      { of: "channel", level: "events" },
    );
    const found = counted(result, "step");
    expect(found).toEqual(
      Object.fromEntries(Object.entries(expected).map(([pair, count]) => [pair.replace(">", " > "), count])),
    );
    expect(Object.values(found).reduce((sum, count) => sum + count)).toBe(adjacent_pairs);
  });

  it("has the variants", () => {
    const { counts, entropy_bits, coverage, variants_to_cover_80pct } = golden.variants;
    const journeys = Object.entries(counts).flatMap(([sequence, count]) =>
      Array.from({ length: count }, () => journeyOf([...sequence])),
    );
    const result = journeyVariants(journeys, { level: "events" });
    expect(result.variants.map(({ sequence, numerator }) => [sequence.join(""), numerator])).toEqual(
      Object.entries(counts),
    );
    expectNear(result.entropy, entropy_bits, "entropy");
    expect(result.variants.map(({ cumulative }) => cumulative)).toEqual(coverage);
    expect(result.covering).toBe(variants_to_cover_80pct);
  });
});

describe("transitions counted elsewhere", () => {
  it("are those of the journeys", () => {
    const journeys = shop("session_id");
    const metric = transitionsMetric(steps);
    const result = transitions(journeys, steps);
    const edges = result.transitions.map(({ kind, from, to, count }) => ({ kind, from, to, count }));
    const read = metric.read(transitionsFromCounts([...edges].reverse(), steps));
    expect(read).toEqual(result);
    const matrix = transitionMatrix(read);
    expect(matrix.rates.at(-1)).toBe(null);
    for (const row of matrix.rates.slice(0, -1))
      expectNear(
        row!.reduce((sum, part) => sum + part),
        1,
        "a row",
      );
  });
});
