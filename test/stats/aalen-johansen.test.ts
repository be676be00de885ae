import {
  aalenJohansen,
  type CauseIncidence,
  incidenceInterval,
  kaplanMeier,
  type SurvivalMethod,
  survivalInterval,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weight as anyWeight } from "../arbitraries.ts";
import { expectNear } from "../golden.ts";
import { ghosts } from "./interval-arbitraries.ts";
import { cases, incidenceByDefinition, jackknifeVariance } from "./survival-oracles.ts";

interface Exit {
  readonly time: number;
  readonly cause: string | null;
}

const near = { relative: 1e-11, absolute: 1e-12 };
const read = (rows: readonly Exit[]) => aalenJohansen(rows, { time: (row) => row.time, cause: (row) => row.cause });
const exits: fc.Arbitrary<Exit[]> = fc.array(
  fc.record({ time: fc.nat(10), cause: fc.constantFrom("a", "b", "", "__proto__", null) }),
  { maxLength: 25 },
);

describe("aalenJohansen", () => {
  it("tells how each share left", () => {
    const ends = read([
      { time: 1, cause: "answered" },
      { time: 2, cause: "abandoned" },
      { time: 2, cause: null },
      { time: 4, cause: "answered" },
    ]);
    expect(ends).toMatchObject({ count: 4, events: 3, censored: 1, definition: { metric: "cumulative incidence" } });
    expect(ends.causes.map(({ cause, events, steps }) => [cause, events, steps.map((step) => step.incidence)])).toEqual(
      [
        ["abandoned", 1, [0, 0.25, 0.25]],
        ["answered", 2, [0.25, 0.25, 0.75]],
      ],
    );
  });

  it("has no causes where nobody left, or nobody came", () => {
    expect(read([])).toMatchObject({ causes: [], count: 0 });
    expect(read([{ time: 1, cause: null }])).toMatchObject({ causes: [], count: 1, censored: 1 });
  });

  it("refuses what is no time and no cause, and says where", () => {
    expect(() => read([{ time: -1, cause: "a" }])).toThrow(/^time must be .* got -1 at index 0$/);
    expect(() => read([{ time: 1, cause: 2 as never }])).toThrow(
      "cause must be text, or null of a case still open, got 2 at index 0",
    );
    expect(() => read([{ time: 1, cause: true as never }])).toThrow(TypeError);
    expect(() =>
      read([
        { time: 1, cause: "a" },
        { time: 2, cause: null },
        { time: Number.NaN, cause: "a" },
      ]),
    ).toThrow("got NaN at index 2");
    expect(() => aalenJohansen("ab" as never, {} as never)).toThrow(TypeError);
  });

  it("adds up to 1 with those still there, and is what its definition says", () => {
    fc.assert(
      fc.property(exits, (rows) => {
        const { causes, survival } = read(rows);
        survival.steps.forEach((step, place) => {
          const left = causes.reduce((sum, { steps }) => sum + steps[place]!.incidence, 0);
          expectNear(left + step.survival, 1, `all at ${step.time}`, near);
          for (const { cause, steps } of causes) {
            const by = steps[place]!;
            expectNear(by.incidence, incidenceByDefinition(rows, cause, step.time), `${cause} at ${step.time}`, near);
            expect(by.incidence >= 0 && by.incidence <= 1 + 1e-15).toBe(true);
            expect(by.events).toBe(rows.filter((row) => row.cause === cause && row.time === step.time).length);
          }
        });
      }),
    );
  });

  it("has the error of its people's influences", () => {
    fc.assert(
      fc.property(exits, (rows) => {
        const people = rows.map((row) => ({ ...row, weight: 1 }));
        const { causes, survival } = read(rows);
        for (const { cause, steps } of causes) {
          for (const { time, incidence, standardError } of steps) {
            if (standardError === null) {
              expect(incidence).toBe(1);
              continue;
            }
            const error = Math.sqrt(jackknifeVariance(people, (some) => incidenceByDefinition(some, cause, time)));
            expectNear(standardError, error, `${cause} at ${time}`, { relative: 1e-5, absolute: 1e-6 });
          }
        }
        expect(survival.count).toBe(rows.length);
      }),
    );
  });

  it("has the binomial share and its error where nobody is still open", () => {
    fc.assert(
      fc.property(exits, (rows) => {
        const closed = rows.filter((row) => row.cause !== null);
        for (const { cause, steps } of read(closed).causes) {
          for (const { time, incidence, standardError } of steps) {
            const left = closed.filter((row) => row.cause === cause && row.time <= time).length;
            expect(incidence).toBe(left / closed.length);
            const error = Math.sqrt((incidence * (1 - incidence)) / closed.length);
            if (standardError !== null) expectNear(standardError, error, `${cause} at ${time}`, { absolute: 1e-8 });
          }
        }
      }),
    );
  });

  it("is 1 less survival where there is one cause, interval and all", () => {
    fc.assert(
      fc.property(cases, fc.constantFrom<SurvivalMethod[]>("log-log", "log", "plain"), (rows, method) => {
        const alone = aalenJohansen(rows, { time: (row) => row.time, cause: (row) => (row.event ? "left" : null) });
        const curve = kaplanMeier(rows);
        expect(alone.survival).toEqual(curve);
        for (const { time, incidence } of alone.causes[0]?.steps ?? []) {
          const there = survivalInterval(curve, time, { method });
          const gone = incidenceInterval(alone, "left", time, { method });
          expectNear(incidence, 1 - there.estimate!, `at ${time}`, near);
          expect(gone.estimate).toBe(incidence);
          if (there.lower === null || there.upper === null) {
            expect([gone.lower, gone.upper]).toEqual([null, null]);
            continue;
          }
          expectNear(gone.lower, 1 - there.upper, `lower at ${time}`, near);
          expectNear(gone.upper, 1 - there.lower, `upper at ${time}`, near);
        }
      }),
    );
  });

  it("does not mind the order", () => {
    fc.assert(
      fc.property(
        exits.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          expect(read(shuffled)).toEqual(read(rows));
        },
      ),
    );
  });
});

describe("aalenJohansen, weighted", () => {
  interface Weighed extends Exit {
    readonly weight: number;
  }
  const weighed = (weight: fc.Arbitrary<number>): fc.Arbitrary<Weighed[]> =>
    fc.array(fc.record({ time: fc.nat(8), cause: fc.constantFrom("a", "b", "c", null), weight }), { maxLength: 15 });
  const usual = weighed(fc.double({ min: 0.1, max: 10, noNaN: true }));
  const readWeighed = (rows: readonly Weighed[], times = 1) =>
    aalenJohansen(rows, {
      time: (row) => row.time,
      cause: (row) => row.cause,
      weight: (row) => row.weight * times,
    });

  it("weighs each exit", () => {
    const ends = readWeighed([
      { time: 1, cause: "a", weight: 3 },
      { time: 2, cause: "b", weight: 1 },
      { time: 2, cause: "b", weight: 0 },
      { time: 3, cause: null, weight: 2 },
    ]);
    expect(ends).toMatchObject({ count: 3, events: 2, censored: 1, excluded: 1, weight: 6 });
    expect(ends.causes.map(({ cause, events, steps }) => [cause, events, steps.map((step) => step.incidence)])).toEqual(
      [
        ["a", 1, [0.5, 0.5, 0.5]],
        ["b", 1, [0, 1 / 6, 1 / 6]],
      ],
    );
    expect(readWeighed([])).toMatchObject({ causes: [], count: 0, weight: 0 });
    expect(read([])).not.toHaveProperty("weight");
    expect(() => readWeighed([{ time: 1, cause: "a", weight: -1 }])).toThrow(/^weight must be .* got -1 at index 0$/);
  });

  it("is what its definition says, with the error of its people's influences", () => {
    fc.assert(
      fc.property(usual, (rows) => {
        const { causes, survival } = readWeighed(rows);
        for (const { cause, steps } of causes) {
          for (const { time, incidence, standardError, events } of steps) {
            expectNear(incidence, incidenceByDefinition(rows, cause, time), `${cause} at ${time}`, near);
            expect(events).toBe(rows.filter((row) => row.cause === cause && row.time === time).length);
            if (standardError === null) {
              expect(incidence).toBe(1);
              continue;
            }
            const error = Math.sqrt(jackknifeVariance(rows, (some) => incidenceByDefinition(some, cause, time)));
            expectNear(standardError, error, `${cause} at ${time}`, { relative: 1e-5, absolute: 1e-6 });
          }
        }
        survival.steps.forEach((step, place) => {
          const left = causes.reduce((sum, { steps }) => sum + steps[place]!.incidence, 0);
          expectNear(left + step.survival, 1, `all at ${step.time}`, near);
        });
      }),
    );
  });

  it("is that of cases without weights where all weigh the same, and does not mind the weights' unit", () => {
    fc.assert(
      fc.property(exits, usual, fc.double({ min: 1e-60, max: 1e60, noNaN: true }), (rows, others, weight) => {
        const alike = readWeighed(rows.map((row) => ({ ...row, weight })));
        expectSame(alike.causes, read(rows).causes);
        expectSame(readWeighed(others, weight).causes, readWeighed(others).causes);
        expectSame(readWeighed([...others].reverse()).causes, readWeighed(others).causes);
      }),
    );
  });

  it("is 1 less the weighted survival where there is one cause", () => {
    fc.assert(
      fc.property(usual, (rows) => {
        const one = rows.map((row) => ({ ...row, cause: row.cause && "left" }));
        const curve = kaplanMeier(one, {
          time: (row) => row.time,
          event: (row) => row.cause !== null,
          weight: (row) => row.weight,
        });
        const alone = readWeighed(one);
        expect(alone.survival).toEqual(curve);
        alone.causes[0]?.steps.forEach(({ incidence, standardError }, place) => {
          const step = curve.steps[place]!;
          expectNear(incidence, 1 - step.survival, `at ${step.time}`, near);
          if (step.standardError === null) expect(standardError).toBeNull();
          else expectNear(standardError, step.standardError, `at ${step.time}`, { relative: 1e-12, absolute: 0 });
        });
      }),
    );
  });

  it("has the error of survival where weights far apart leave next to nobody", () => {
    const weights = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(weights, (powers) => {
        const rows = powers.map((power, index) => ({
          time: index + 1,
          cause: index < powers.length - 1 ? "left" : null,
          weight: 10 ** power,
        }));
        const curve = kaplanMeier(rows, {
          time: (row) => row.time,
          event: (row) => row.cause !== null,
          weight: (row) => row.weight,
        });
        readWeighed(rows).causes[0]!.steps.forEach(({ standardError }, place) => {
          const expected = curve.steps[place]!.standardError;
          expectNear(standardError, expected!, `step ${place}`, { relative: 1e-12, absolute: 0 });
        });
      }),
    );
  });

  it("stays within 0 and 1 whatever the weights", () => {
    fc.assert(
      fc.property(weighed(anyWeight), (rows) => {
        const all = readWeighed(rows);
        expect(ghosts(all)).toEqual([]);
        for (const { steps } of all.causes) {
          steps.forEach(({ incidence }, place) => {
            expect(incidence >= (steps[place - 1]?.incidence ?? 0) && incidence <= 1).toBe(true);
          });
        }
      }),
    );
  });

  function expectSame(found: readonly CauseIncidence[], expected: readonly CauseIncidence[]): void {
    expect(found.map(({ cause, events }) => [cause, events])).toEqual(
      expected.map(({ cause, events }) => [cause, events]),
    );
    expected.forEach(({ steps }, of) => {
      steps.forEach((step, place) => {
        const ours = found[of]!.steps[place]!;
        expectNear(ours.incidence, step.incidence, `at ${step.time}`, near);
        if (step.standardError === null) expect(ours.standardError).toBeNull();
        else expectNear(ours.standardError, step.standardError, `at ${step.time}`, { relative: 1e-7, absolute: 1e-8 });
      });
    });
  }
});

describe("incidenceInterval", () => {
  const ends = read([
    { time: 1, cause: "a" },
    { time: 2, cause: "b" },
    { time: 3, cause: "a" },
    { time: 5, cause: null },
  ]);

  it("holds from one step to the next, and nowhere beyond what was seen", () => {
    expect([0, 1, 2.5, 3, 5].map((time) => incidenceInterval(ends, "a", time).estimate)).toEqual([
      0, 0.25, 0.25, 0.5, 0.5,
    ]);
    expect(incidenceInterval(ends, "a", 6)).toMatchObject({ estimate: null, reason: "nobody was seen for so long" });
    expect(incidenceInterval(read([]), "a", 1).reason).toBe("the sample is empty");
    expect(incidenceInterval(ends, "a", 0)).toMatchObject({ estimate: 0, lower: null, upper: null });
    expect(incidenceInterval(ends, "c", 3)).toMatchObject({ estimate: 0, reason: "nothing has happened yet" });
    for (const none of [undefined, {}, { survival: ends.survival }, ends.survival]) {
      expect(() => incidenceInterval(none as never, "a", 3)).toThrow(/^exits must be what aalenJohansen gives, got /);
    }
  });

  it("has no limits where weights far apart leave a share of 1, though somebody is left", () => {
    const rows = [
      { time: 0, cause: "a", weight: 1e70 },
      { time: 0, cause: "a", weight: 1e70 },
      { time: 1, cause: null, weight: 1e-70 },
    ];
    const read = { time: (row: (typeof rows)[number]) => row.time, cause: (row: (typeof rows)[number]) => row.cause };
    const exits = aalenJohansen(rows, { ...read, weight: (row) => row.weight });
    for (const method of ["log-log", "log", "plain"] as const) {
      const interval = incidenceInterval(exits, "a", 0, { method });
      expect(interval).toMatchObject({ estimate: 1, lower: null, upper: null, reason: "nobody is left" });
    }
  });

  it("lies within 0 and 1 around the estimate", () => {
    fc.assert(
      fc.property(exits, fc.nat(10), (rows, time) => {
        const all = read(rows);
        for (const { cause } of all.causes) {
          const { estimate, lower, upper } = incidenceInterval(all, cause, time);
          if (lower === null || upper === null) continue;
          expect(0 <= lower && lower <= estimate! && estimate! <= upper && upper <= 1).toBe(true);
        }
      }),
    );
  });
});
