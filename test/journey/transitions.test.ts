import {
  eventuallyFollows,
  type Journey,
  type JourneyEvent,
  journeySankey,
  journeyStates,
  measureBy,
  shareInterval,
  tally,
  transitionEdges,
  transitionMatrix,
  transitions,
  transitionsFromCounts,
  transitionsMetric,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear } from "../golden.ts";
import { expectPlain } from "../laws.ts";
import { journey, journeyOf } from "./path-journeys.ts";

describe("transitions", () => {
  it("of visits have no step from a state to itself; of events they have", () => {
    const journeys = [journeyOf(["a", "a", "b", "a"])];
    const steps = (level: "visits" | "events") =>
      transitions(journeys, { level })
        .transitions.filter(({ kind }) => kind === "step")
        .map(({ from, to, count }) => `${from}${to} ${count}`);
    expect(steps("visits")).toEqual(["ab 1", "ba 1"]);
    expect(steps("events")).toEqual(["aa 1", "ab 1", "ba 1"]);
  });

  it("pass over events without a state, and count journeys without any as missing", () => {
    const journeys = [journeyOf(["a", undefined, "a", undefined, "b"]), journeyOf([undefined])];
    expect(transitions(journeys)).toMatchObject({ count: 1, missing: 1, states: ["a", "b"] });
    expect(journeyStates(journeys[0]!)).toEqual(["a", "b"]);
    expect(journeyStates(journeys[0]!, { level: "events" })).toEqual(["a", "a", "b"]);
  });

  it("have no start where the beginning was not seen, and no end where a journey is open", () => {
    const { transitions: seen } = transitions([
      journeyOf(["a", "b"], { leftTruncated: true, status: "open" }),
      journeyOf(["b"], { status: "abandoned" }),
    ]);
    expect(seen.map(({ kind, from, to, rate }) => [kind, from, to, rate])).toEqual([
      ["start", null, "b", 1],
      ["cut", null, "a", 1],
      ["step", "a", "b", 1],
      ["end", "b", null, 1],
      ["open", "b", null, null],
    ]);
  });

  it("tell states from starts and ends, however they are named", () => {
    const names = ["(start)", "(end)", "(open)", "(cut)", "null", "", "start", "__proto__"];
    const result = transitions([journeyOf(names)], { of: "activity" });
    expect(result.states).toEqual([...names].sort());
    expect(result.transitions.filter(({ kind }) => kind !== "step")).toMatchObject([
      { kind: "start", from: null, to: "(start)" },
      { kind: "end", from: "__proto__", to: null },
    ]);
    const edges = transitionEdges(result);
    expect(edges[0]).toMatchObject({ source: "((start))", target: "(start)" });
    expect(edges.at(-1)).toMatchObject({ source: "__proto__", target: "((end))" });
    const { counts, rows, columns } = transitionMatrix(result);
    expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(9);
    expect([rows.length, columns.length]).toEqual([10, 10]);
  });

  it("have shares that an interval takes", () => {
    const { transitions: seen } = transitions([
      journeyOf(["a", "b"]),
      journeyOf(["a"]),
      journeyOf(["a"], { status: "open" }),
    ]);
    const step = seen.find(({ kind }) => kind === "step")!;
    expect(shareInterval(step)).toEqual(shareInterval({ numerator: 1, denominator: 2 }));
    expect(shareInterval(seen.find(({ kind }) => kind === "open")!).reason).toBe("the sample is empty");
  });

  it("have weighted shares, and the effective number of exits", () => {
    const journeys = [journeyOf(["a", "b"]), journeyOf(["a", "c"])];
    const weights = [3, 1];
    const result = transitions(journeys, { weight: (_, index) => weights[index]! });
    expect(result).toMatchObject({ count: 2, weight: 4, effectiveSampleSize: 1.6 });
    expect(result.transitions[1]).toEqual({
      kind: "step",
      from: "a",
      to: "b",
      count: 1,
      rate: 0.75,
      numerator: 1,
      denominator: 2,
      weight: 3,
      effectiveSampleSize: 1.6,
    });
    expect(transitionEdges(result)[1]).toMatchObject({ value: 3, rate: 0.75 });
  });

  it("of a group are those of its journeys", () => {
    const journeys = [journeyOf(["a"], { customer: "x" }), journeyOf(["b"], { customer: "y" })];
    const groups = measureBy(transitionsMetric(), journeys, (one) => one.customer);
    expect(groups.get("y")?.states).toEqual(["b"]);
  });

  it("of what a function reads are those of its states, under the name of its rule", () => {
    const byLength = { of: (event: JourneyEvent) => (event.activity.length > 1 ? "long" : "short"), rule: "length" };
    const metric = transitionsMetric(byLength);
    const counted = tally(metric, [journeyOf(["a", "b", "ab"])]);
    expect(metric.read(counted)).toMatchObject({ states: ["long", "short"], definition: { of: "length" } });
    expect(() => transitionsMetric().read(counted)).toThrow('tally must be of transitions, visits of stage, got "tran');
  });

  it("are each journey's: as many beginnings and as many ends, rows that add up to 1", () => {
    fc.assert(
      fc.property(fc.array(journey, { maxLength: 8 }), fc.constantFrom("exclude", "include"), (journeys, open) => {
        const result = transitions(journeys, { open, level: "events" });
        const sum = (kinds: string[]) =>
          result.transitions.reduce((count, one) => (kinds.includes(one.kind) ? count + one.count : count), 0);
        expect([sum(["start", "cut"]), sum(["end", "open"])]).toEqual([result.count, result.count]);
        expect(result.count + result.missing).toBe(journeys.length);
        for (const smoothing of [0, 0.5]) {
          const matrix = transitionMatrix(result, { smoothing });
          expectPlain(matrix);
          for (const row of matrix.rates)
            if (row)
              expectNear(
                row.reduce((a, b) => a + b),
                1,
                "a row",
              );
          const size = result.states.length;
          for (const [from, row] of matrix.rates.slice(0, size).entries()) {
            const exits = matrix.counts[from]!.slice(0, open === "include" ? size + 2 : size + 1);
            expect(row === null).toBe(exits.every((count) => count === 0));
          }
        }
      }),
    );
  });
});

describe("a matrix of transitions", () => {
  const counted = transitionsFromCounts([
    { to: "a", count: 3 },
    { from: "a", to: "b", count: 2 },
    { from: "a", count: 1 },
    { kind: "open", from: "b", count: 2 },
  ]);
  const result = transitionsMetric().read(counted);

  it("smooths every exit there can be, and none of a state without exits", () => {
    // Of visits: to b, to c and to the end, but not to itself.
    const matrix = transitionMatrix(result, { smoothing: 1, states: ["a", "b", "c"] });
    expect(matrix.rates).toEqual([[0, 3 / 6, 1 / 6, 2 / 6, 0], null, null, [4 / 6, 1 / 6, 1 / 6, 0, 0], null]);
    const events = { of: "stage", level: "events" } as const;
    const seen = transitionsMetric(events).read({ ...counted, of: "transitions, events of stage" });
    expect(transitionMatrix(seen, { smoothing: 1 }).rates[0]).toEqual([1 / 6, 3 / 6, 2 / 6, 0]);
  });

  it("has the caller's order and names, and refuses less than was met", () => {
    const matrix = transitionMatrix(result, {
      states: ["b", "a"],
      labels: { start: undefined, end: "ende" } as { end: string },
    });
    expect(matrix.rows).toEqual(["b", "a", "(start)", "(cut)"]);
    expect(matrix.columns).toEqual(["b", "a", "ende", "(open)"]);
    expect(matrix.counts).toEqual([
      [0, 0, 0, 2],
      [2, 0, 1, 0],
      [0, 3, 0, 0],
      [0, 0, 0, 0],
    ]);
    expect(() => transitionMatrix(result, { states: ["a"] })).toThrow(
      'states must hold every state that was met, got "b"',
    );
    expect(() => transitionMatrix(result, { states: ["a", "b", "a"] })).toThrow("states must differ");
    for (const smoothing of [-1, Number.NaN, Infinity, "1" as never]) {
      expect(() => transitionMatrix(result, { smoothing })).toThrow("smoothing must be a number from 0 to 1e9");
    }
  });
});

describe("transitions counted elsewhere", () => {
  it("add up what is named twice, and merge with journeys", () => {
    const half = transitionsFromCounts([
      { to: "a", count: 1n },
      { to: "a", count: 1 },
      { from: "a", count: 2 },
      { from: "b", count: 0 },
    ]);
    const metric = transitionsMetric();
    const both = metric.merge(half, tally(metric, [journeyOf(["a"])]));
    expect(metric.read(both)).toEqual(transitions([journeyOf(["a"]), journeyOf(["a"]), journeyOf(["a"])]));
  });

  it("are refused where they cannot be", () => {
    const bad: readonly (readonly [edge: unknown, message: string])[] = [
      [{ count: 1 }, "from or to must be a state at index 1"],
      [{ kind: "end", to: "a", count: 1 }, "kind must be start or cut of these states"],
      [{ kind: "start", from: "a", to: "b", count: 1 }, "kind must be step of these states"],
      [{ from: "a", to: "a", count: 1 }, 'a visit must not follow one of the same state, got "a" at index 1'],
      [{ from: 1, to: "a", count: 1 }, "from must be a text, got 1 at index 1"],
      [{ from: "a", count: 1.5 }, "count at index 1 must be a whole number, 0 or more, got 1.5"],
      [{ from: "a" }, "count at index 1 must be"],
      [null, "from or to must be a state at index 1"],
    ];
    for (const [edge, message] of bad) {
      expect(() => transitionsFromCounts([{ to: "a", count: 1 }, edge as never])).toThrow(message);
    }
    expect(() => transitionsFromCounts([], { level: "days" as never })).toThrow("level must be");
    expect(() => transitionsFromCounts([], { of: 1 as never })).toThrow("of must be a string");
    expect(() => transitionsFromCounts("ab" as never)).toThrow("edges must be iterable");
  });
});

describe("what eventually follows", () => {
  it("is counted once a journey, and pair by pair besides", () => {
    const { pairs } = eventuallyFollows([journeyOf(["a", "b", "a", "b"]), journeyOf(["a"])]);
    expect(
      pairs.map(({ from, to, numerator, denominator, occurrences }) => [from, to, numerator, denominator, occurrences]),
    ).toEqual([
      ["a", "a", 1, 2, 1],
      ["a", "b", 1, 2, 3],
      ["b", "a", 1, 1, 1],
      ["b", "b", 1, 1, 1],
    ]);
  });

  it("is not known yet of an open journey", () => {
    const journeys = [journeyOf(["a"], { status: "open" }), journeyOf(["a", "b"], { leftTruncated: true })];
    expect(eventuallyFollows(journeys)).toMatchObject({ pairs: [], count: 0, pending: 1, excluded: 1 });
    expect(eventuallyFollows(journeys, { partial: "include" })).toMatchObject({ pairs: [{ rate: 0.5 }], count: 2 });
  });

  it("is what a search through all pairs finds", () => {
    fc.assert(
      fc.property(fc.array(journey, { maxLength: 5 }), (journeys) => {
        const result = eventuallyFollows(journeys, { partial: "include", level: "events" });
        const paths = journeys.map((one) => journeyStates(one, { level: "events" }));
        for (const { from, to, numerator, denominator, occurrences } of result.pairs) {
          const pairs = paths.map((path) =>
            path.reduce(
              (sum, one, i) => sum + (one === from ? path.slice(i + 1).filter((next) => next === to).length : 0),
              0,
            ),
          );
          expect(occurrences).toBe(pairs.reduce((sum, count) => sum + count, 0));
          expect(numerator).toBe(pairs.filter((count) => count > 0).length);
          expect(denominator).toBe(paths.filter((path) => path.includes(from)).length);
        }
        const all = new Set(
          paths.flatMap((path) =>
            path.flatMap((one, i) => path.slice(i + 1).map((next) => JSON.stringify([one, next]))),
          ),
        );
        expect(result.pairs).toHaveLength(all.size);
      }),
    );
  });
});

describe("a Sankey diagram", () => {
  it("says what is left out behind the steps that are drawn", () => {
    const { nodes, links } = journeySankey([journeyOf(["a", "b", "c"]), journeyOf(["a"], { status: "open" })], {
      steps: 2,
    });
    expect(nodes.map(({ name, kind, step }) => [name, kind, step])).toEqual([
      ["(start) 0", "start", 0],
      ["1 a", "state", 1],
      ["(open) 2", "open", 2],
      ["2 b", "state", 2],
      ["(more) 3", "more", 3],
    ]);
    expect(links.map(({ source, target, value }) => [source, target, value])).toEqual([
      [0, 1, 2],
      [1, 2, 1],
      [1, 3, 1],
      [3, 4, 1],
    ]);
    expect(journeySankey([journeyOf(["a", "b"])], { steps: 2 }).nodes.at(-1)!.kind).toBe("end");
  });

  it("has no circle, no two nodes of a name, and lets out of a state what came in", () => {
    fc.assert(
      fc.property(fc.array(journey, { maxLength: 8 }), fc.integer({ min: 1, max: 12 }), (journeys, steps) => {
        const { nodes, links, count } = journeySankey(journeys, { steps, level: "events" });
        expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
        const inOrder = nodes.map(({ step }) => step);
        expect(inOrder).toEqual([...inOrder].sort((one, other) => one - other));
        const flow = nodes.map(() => 0);
        for (const { source, target, value } of links) {
          expect(nodes[target]!.step).toBe(nodes[source]!.step + 1);
          flow[source]! -= value;
          flow[target]! += value;
        }
        nodes.forEach(({ kind }, place) => {
          if (kind === "state") expect(flow[place]).toBe(0);
        });
        const begun = flow.reduce((sum, each) => sum + Math.max(0, -each), 0);
        expect(begun).toBe(count);
      }),
    );
  });

  it("refuses a number of steps that is none", () => {
    for (const steps of [0, 1.5, 1001, Number.NaN, "3" as never]) {
      expect(() => journeySankey([], { steps })).toThrow("steps must be a whole number from 1 to 1000");
    }
  });
});

it("bad options and bad journeys are refused, with their index", () => {
  const good = journeyOf(["a"]);
  expect(() => transitions([], { of: "chanel" as never })).toThrow('of must be "stage" or "activity" or "channel"');
  expect(() => transitions([], { level: "days" as never })).toThrow('level must be "visits" or "events"');
  expect(() => transitions([], { open: "count" as never })).toThrow('open must be "exclude" or "include"');
  expect(() => transitions([], { of: () => "a", rule: 1 as never })).toThrow("rule must be a string, got 1");
  expect(() => eventuallyFollows([], { partial: "no" as never })).toThrow("partial must be");
  expect(() => transitions([good, { ...good, events: undefined as never }])).toThrow("journey must have events");
  expect(() => transitions([good, null as never])).toThrow("journey must have events, got null at index 1");
  const numbered = { ...good, events: [{ activity: "a", at: 0, stage: 7 }] } as unknown as Journey;
  expect(() => transitions([good, numbered])).toThrow(new RangeError("stage must be a text, got 7 at index 1"));
  expect(() => transitions([numbered], { of: (event) => event.stage, rule: "own" })).toThrow("own must be a text");
  expect(() => transitions([good], { weight: () => -1 })).toThrow("weight must be");
});
