import { absorption, type MarkovChain, transitions, transitionsFromCounts, transitionsMetric } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases, goldenFile } from "../golden.ts";
import { expectPlain } from "../laws.ts";
import { journey, journeyOf } from "./path-journeys.ts";

type Matrix = readonly (readonly number[])[];

describe("chains solved in R", () => {
  it("are absorbed in the same way, cell by cell", () => {
    const cases = goldenCases<
      { Q: Matrix; R: Matrix },
      { fundamental: Matrix; absorption: Matrix; expectedSteps: readonly number[]; varSteps: readonly number[] }
    >("markov");
    const tolerance = { relative: 1e-9, absolute: 1e-11 };
    let checked = 0;
    const compare = (actual: readonly number[], expected: readonly number[], what: string) => {
      expect(actual).toHaveLength(expected.length);
      for (const [place, number] of expected.entries()) {
        expectNear(actual[place], number, `${what} ${place}`, tolerance);
        checked++;
      }
    };
    for (const { id, input, expected } of cases) {
      const size = input.Q.length;
      const names = [...input.Q.map((_, i) => `t${i}`), ...input.R[0]!.map((_, i) => `r${i}`)];
      const probabilities = names.map((_, i) =>
        i < size ? [...input.Q[i]!, ...input.R[i]!] : names.map((_, j) => (i === j ? 1 : 0)),
      );
      const result = absorption({ states: names, probabilities });
      expect(result.states).toEqual(names.slice(0, size));
      expect(result.outcomes).toEqual(names.slice(size));
      for (let i = 0; i < size; i++) {
        compare(result.visits[i]!, expected.fundamental[i]!, `${id} visits ${i}`);
        compare(result.probabilities[i]!, expected.absorption[i]!, `${id} absorption ${i}`);
      }
      compare(result.expectedSteps, expected.expectedSteps, `${id} steps`);
      compare(result.stepsVariance, expected.varSteps, `${id} variance`);
    }
    expect(cases).toHaveLength(18);
    const cells = cases.reduce((sum, { input: { Q, R } }) => sum + Q.length * (Q.length + R[0]!.length + 2), 0);
    expect(checked).toBe(cells);
  });

  const golden = goldenFile<{
    drunkards_walk: { P: Matrix; absorption: Matrix; mean_absorption_time: readonly number[]; fundamental_N: Matrix };
    land_of_oz: { P: Matrix };
  }>("journey/r_markovchain_textbook");

  it("have the drunkard get home as in the textbook", () => {
    const { P, ...expected } = golden.drunkards_walk;
    const states = ["0", "1", "2", "3", "4"];
    const { probabilities, expectedSteps, visits, outcomes } = absorption({ states, probabilities: P });
    expect(outcomes).toEqual(["0", "4"]);
    const close = (actual: Matrix, rows: Matrix) =>
      rows.forEach((row, i) => {
        row.forEach((number, j) => {
          expectNear(actual[i]![j], number, `${i} ${j}`);
        });
      });
    close(probabilities, expected.absorption);
    close([expectedSteps], [expected.mean_absorption_time]);
    close(visits, expected.fundamental_N);
  });

  it("never end in the Land of Oz, which is said instead of solved", () => {
    const oz = { states: ["rain", "nice", "snow"] as const, probabilities: golden.land_of_oz.P };
    expect(() => absorption(oz)).toThrow(new TypeError('every state must lead to an outcome, got "rain"'));
    const { expectedSteps } = absorption<"rain" | "nice" | "snow">(oz, { absorbing: ["snow"] });
    expectNear(expectedSteps[0], 10 / 3, "from rain");
    expectNear(expectedSteps[1], 8 / 3, "from nice");
  });
});

describe("absorption of journeys", () => {
  const bought = [
    journeyOf(["see", "ask", "buy"]),
    journeyOf(["see", "buy"]),
    journeyOf(["see", "ask"], { status: "abandoned" }),
    journeyOf(["ask", "see"], { status: "open" }),
  ];

  it("says where they end, from each state and from the start", () => {
    const result = absorption(transitions(bought), { absorbing: ["buy"] });
    expect(result.states).toEqual(["ask", "see"]);
    expect(result.outcomes).toEqual(["buy", null]);
    // From asking: 1/3 buy, 1/3 see, 1/3 end. From seeing: 2/3 ask, 1/3 buy.
    const ask = (1 / 3 + (1 / 3) * (1 / 3)) / (1 - 2 / 9);
    const see = 1 / 3 + (2 / 3) * ask;
    expectNear(result.probabilities[0]![0], ask, "from asking");
    expectNear(result.probabilities[1]![0], see, "from seeing");
    expectNear(result.start!.probabilities[0], 0.75 * see + 0.25 * ask, "from the start");
    expectNear(result.start!.probabilities[1], 1 - 0.75 * see - 0.25 * ask, "to the end");
    expect(result.definition).toEqual({ metric: "absorption", absorbing: ["buy"] });
  });

  it("says that the end is certain where nothing else is absorbing", () => {
    const { probabilities, outcomes, start } = absorption(transitions(bought));
    expect(outcomes).toEqual([null]);
    for (const [end] of [...probabilities, start!.probabilities]) expectNear(end, 1, "the end");
  });

  it("names the state where journeys are only seen standing still", () => {
    const stuck = [journeyOf(["see", "wait"], { status: "open" }), journeyOf(["see"])];
    expect(() => absorption(transitions(stuck))).toThrow(
      new TypeError('every state must lead to an outcome, got "wait"'),
    );
    expect(absorption(transitions(stuck), { absorbing: ["wait"] }).outcomes).toEqual(["wait", null]);
  });

  it("refuses what is no state of a chain that names its own", () => {
    const chain = {
      states: ["a", "b"],
      probabilities: [
        [0, 1],
        [0, 1],
      ],
    };
    expect(() => absorption<string>(chain, { absorbing: ["c"] })).toThrow(
      new TypeError('absorbing must be states of the chain, got "c"'),
    );
  });

  it("takes a state named as nothing, or one never met, as any other", () => {
    const counted = transitionsFromCounts([
      { to: "(end)", count: 2 },
      { from: "(end)", count: 2 },
    ]);
    const result = absorption(transitionsMetric().read(counted), { absorbing: ["sold"] });
    expect(result).toMatchObject({ states: ["(end)"], outcomes: [null, "sold"], probabilities: [[1, 0]] });
    expect(absorption(transitionsMetric().read(transitionsMetric().empty()))).toMatchObject({
      states: [],
      outcomes: [null],
      start: null,
    });
  });

  it("begins where journeys begin: a start in an absorbing state is absorbed at once", () => {
    const { start } = absorption(transitions([journeyOf(["buy"]), journeyOf(["see"])]), { absorbing: ["buy"] });
    expect(start).toEqual({ probabilities: [0.5, 0.5], expectedSteps: 0.5 });
  });

  it("adds up to 1 from everywhere, and takes as many steps as journeys did", () => {
    fc.assert(
      fc.property(fc.array(journey, { minLength: 1, maxLength: 8 }), (journeys) => {
        const over = journeys.map((each) => ({ ...each, status: "completed" as const, leftTruncated: false }));
        for (const level of ["visits", "events"] as const) {
          const seen = transitions(over, { level });
          const result = absorption(seen);
          expectPlain(result);
          for (const row of result.probabilities)
            expectNear(
              row.reduce((sum, part) => sum + part, 0),
              1,
              "a row",
            );
          if (seen.count === 0) continue;
          // The fitted chain takes as many steps as were seen: a step to the next state each, and one to the end.
          const steps = seen.transitions.filter(({ kind }) => kind !== "start");
          const mean = steps.reduce((sum, { count }) => sum + count, 0) / seen.count;
          expectNear(result.start!.expectedSteps, mean, "steps", { relative: 1e-9 });
        }
      }),
    );
  });
});

it("refuses what is no chain", () => {
  const chain = (states: string[], probabilities: unknown): MarkovChain => ({
    states,
    probabilities: probabilities as Matrix,
  });
  const row = "a row must be as many probabilities as states, adding up to 1";
  expect(() =>
    absorption(
      chain(
        ["a", "a"],
        [
          [1, 0],
          [0, 1],
        ],
      ),
    ),
  ).toThrow("states must differ");
  expect(() => absorption(chain(["a"], []))).toThrow("rows must be as many as states, got 0");
  for (const bad of [[0.5, 0.4], [1.5, -0.5], [1], [Number.NaN, 1], ["1", 0]]) {
    expect(() => absorption(chain(["a", "b"], [[0, 1], bad]))).toThrow(`${row}, got [object Array] at index 1`);
  }
  const negative = [
    [1, 0, 0],
    [0, 1, 0],
    [-0.2, 0.6, 0.6],
  ];
  expect(() => absorption(chain(["a", "b", "c"], negative))).toThrow(`${row}, got [object Array] at index 2`);
});
