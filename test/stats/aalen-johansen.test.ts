import { aalenJohansen, incidenceInterval, kaplanMeier, type SurvivalMethod, survivalInterval } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear } from "../golden.ts";
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
          expectNear(gone.lower, 1 - there.upper, `lower at ${time}`, { relative: 1e-7, absolute: 1e-7 });
          expectNear(gone.upper, 1 - there.lower, `upper at ${time}`, { relative: 1e-7, absolute: 1e-7 });
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

describe("weighted incidence", () => {
  const heavy = fc.double({ min: 0.1, max: 10, noNaN: true });
  const weighted = fc.array(
    fc.record({ time: fc.nat(8), cause: fc.constantFrom("a", "b", "__proto__", null), weight: heavy }),
    { maxLength: 12 },
  );
  const weigh = <Row extends Exit & { readonly weight: number }>(rows: readonly Row[]) =>
    aalenJohansen(rows, { time: (row) => row.time, cause: (row) => row.cause, weight: (row) => row.weight });

  it("is what its definition says, with the error of its people's influences", () => {
    fc.assert(
      fc.property(weighted, (rows) => {
        const { causes, survival, weight } = weigh(rows);
        expectNear(
          weight!,
          rows.reduce((sum, row) => sum + row.weight, 0),
          "weight",
          near,
        );
        survival.steps.forEach((step, place) => {
          const left = causes.reduce((sum, { steps }) => sum + steps[place]!.incidence, 0);
          expectNear(left + step.survival, 1, `all at ${step.time}`, near);
        });
        for (const { cause, steps } of causes) {
          for (const { time, incidence, standardError } of steps) {
            const of = (some: readonly (Exit & { readonly weight: number })[]) =>
              incidenceByDefinition(some, cause, time);
            expectNear(incidence, of(rows), `${cause} at ${time}`, near);
            if (standardError === null) expect(incidence).toBe(1);
            else {
              const error = Math.sqrt(jackknifeVariance(rows, of));
              expectNear(standardError, error, `error of ${cause} at ${time}`, { relative: 1e-5, absolute: 1e-6 });
            }
          }
        }
      }),
    );
  });

  it("is that without weights where all are equal, and that of as many people's share where they are whole", () => {
    fc.assert(
      fc.property(exits, fc.constantFrom(1e-70, 0.1, 1, 1e70), (rows, weight) => {
        const [plain, equal] = [read(rows), weigh(rows.map((row) => ({ ...row, weight })))];
        equal.causes.forEach(({ cause, events, steps }, place) => {
          expect([cause, events]).toEqual([plain.causes[place]!.cause, plain.causes[place]!.events]);
          steps.forEach(({ incidence, standardError }, at) => {
            const other = plain.causes[place]!.steps[at]!;
            expectNear(incidence, other.incidence, "incidence", near);
            if (standardError === null || other.standardError === null) {
              expect(standardError).toBe(other.standardError);
            } else expectNear(standardError, other.standardError, "error", { relative: 1e-9, absolute: 1e-8 });
          });
        });
        const counted = weigh(rows.map((row, index) => ({ ...row, weight: index % 3 })));
        const copies = read(rows.flatMap((row, index) => new Array<Exit>(index % 3).fill(row)));
        expect(counted.excluded).toBe(rows.filter((_, index) => index % 3 === 0).length);
        expect(counted.weight).toBe(copies.count);
        counted.causes.forEach(({ steps }, place) => {
          steps.forEach(({ incidence }, at) => {
            expectNear(incidence, copies.causes[place]!.steps[at]!.incidence, "copies", near);
          });
        });
      }),
    );
  });

  it("refuses what is no weight, and keeps its numbers finite at the ends of what is allowed", () => {
    expect(() => weigh([{ time: 1, cause: "a", weight: -1 }])).toThrow(/weight must be .* got -1 at index 0/);
    expect(weigh([{ time: 1, cause: "a", weight: 0 }])).toMatchObject({ count: 0, excluded: 1, weight: 0, causes: [] });
    const ends = [1e70, 1e-70, 1e70, 1e-70, 1].map((weight, time) => ({ time, weight, cause: time === 3 ? "b" : "a" }));
    for (const rows of [ends, ends.map((row) => ({ ...row, time: 4 - row.time }))]) {
      for (const { steps } of weigh([...rows, { time: 9, weight: 1e-70, cause: null }]).causes) {
        for (const step of steps) expect(Number.isFinite(step.incidence + step.standardError!)).toBe(true);
      }
    }
  });
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
