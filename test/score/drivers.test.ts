import {
  type Driver,
  type DriversOptions,
  drivers,
  driversInterval,
  linearRegression,
  lmgWeights,
  pearson,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawBelow, random } from "../../src/stats/random.ts";
import { expectNear } from "../golden.ts";
import { expectPlain } from "../laws.ts";

interface Row {
  readonly a: number | null;
  readonly b: number | null;
  readonly c: number | null;
  readonly y: number | null;
  readonly weight: number;
}

const reading = {
  drivers: { a: (row: Row) => row.a, b: (row: Row) => row.b, c: (row: Row) => row.c },
  outcome: (row: Row) => row.y,
} satisfies DriversOptions<Row>;

const point = fc.integer({ min: 1, max: 5 });
const answered = fc.record<Row>({
  a: point,
  b: point,
  c: point,
  y: fc.integer({ min: 0, max: 10 }),
  weight: fc.double({ min: 0.01, max: 100, noNaN: true }),
});
const rowsOf = (row: fc.Arbitrary<Row>) => fc.array(row, { maxLength: 30 });
const gappy = fc.oneof({ weight: 4, arbitrary: point }, { weight: 1, arbitrary: fc.constant(null) });
const partly = fc.record<Row>({ a: gappy, b: gappy, c: gappy, y: gappy, weight: fc.constantFrom(0, 0.5, 1, 3) });

/** Twelve rows without structure. */
const some: readonly Row[] = [
  [5, 4, 1, 9],
  [4, 2, 2, 7],
  [2, 3, 5, 4],
  [3, 5, 4, 7],
  [1, 2, 3, 2],
  [4, 4, 3, 8],
  [2, 1, 1, 3],
  [5, 5, 2, 10],
  [3, 2, 5, 5],
  [1, 4, 4, 4],
  [4, 3, 1, 6],
  [2, 5, 2, 6],
].map(([a, b, c, y]) => ({ a: a!, b: b!, c: c!, y: y!, weight: 1 }));

const named = (found: readonly Driver[], name: string) => found.find((driver) => driver.name === name)!;

describe("drivers", () => {
  it("divide R² among themselves, by either method", () => {
    fc.assert(
      fc.property(rowsOf(answered), fc.constantFrom("lmg", "johnson"), fc.boolean(), (rows, method, isWeighted) => {
        const found = drivers(rows, { ...reading, method, ...(isWeighted && { weight: (row: Row) => row.weight }) });
        expectPlain(found);
        if (found.rSquared === null) {
          expect(found.reason).toMatch(/\w/);
          expect(found.drivers).toEqual([]);
          return;
        }
        expect(found.rSquared).toBeGreaterThanOrEqual(0);
        expect(found.rSquared).toBeLessThanOrEqual(1);
        const sum = found.drivers.reduce((total, { importance }) => total + importance, 0);
        expectNear(sum, found.rSquared, "sum", { relative: 1e-9, absolute: 1e-9 });
        for (const { importance, varianceInflation } of found.drivers) {
          expect(importance).toBeGreaterThanOrEqual(0);
          expect(varianceInflation).toBeGreaterThanOrEqual(1);
        }
        expect(found.drivers.map(({ rank }) => rank).sort()).toEqual(found.drivers.map((_, place) => place + 1));
        expect(found.drivers.length + found.dropped.length).toBe(3);
      }),
    );
  });

  it("agree with the regression on the same rows", () => {
    fc.assert(
      fc.property(rowsOf(partly), (rows) => {
        const found = drivers(rows, { ...reading, minimumCompleteness: 0 });
        const fit = linearRegression(rows, { outcome: reading.outcome, predictors: reading.drivers });
        expect(found.count + found.missing).toBe(rows.length);
        expect(found.count).toBe(fit.count);
        if (found.rSquared === null || found.dropped.length > 0) return;
        expectNear(found.rSquared, fit.rSquared!, "R²", { absolute: 1e-9 });
        found.drivers.forEach((driver, place) => {
          const { standardized, varianceInflation } = fit.coefficients[place + 1]!;
          expectNear(driver.standardizedCoefficient, standardized!, "coefficient", { relative: 1e-9, absolute: 1e-9 });
          expectNear(driver.varianceInflation, varianceInflation!, "VIF", { relative: 1e-8 });
        });
      }),
    );
  });

  it("weigh a row as often as its weight says", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(answered, fc.integer({ min: 0, max: 3 })), { maxLength: 20 }), (pairs) => {
        const weighted = drivers(
          pairs.map(([row, weight]) => ({ ...row, weight })),
          { ...reading, weight: (row) => row.weight },
        );
        const repeated = drivers(
          pairs.flatMap(([row, weight]) => new Array<Row>(weight).fill(row)),
          reading,
        );
        expect(weighted.excluded).toBe(pairs.filter(([, weight]) => weight === 0).length);
        // Repeated rows are more people, weighted ones are not.
        if (weighted.rSquared === null || repeated.rSquared === null) {
          expect(weighted.count < 5 || repeated.rSquared === null).toBe(true);
          return;
        }
        expect(weighted.dropped).toEqual(repeated.dropped);
        expectNear(weighted.rSquared, repeated.rSquared, "R²", { absolute: 1e-9 });
        weighted.drivers.forEach((driver, place) => {
          const { importance, performance, correlation } = repeated.drivers[place]!;
          expectNear(driver.importance, importance, "importance", { relative: 1e-9, absolute: 1e-9 });
          expectNear(driver.performance, performance, "performance");
          expectNear(driver.correlation, correlation, "correlation", { absolute: 1e-12 });
        });
      }),
    );
  });

  it("do not mind the scale of weights, of drivers, or the order of drivers", () => {
    fc.assert(
      fc.property(rowsOf(answered), fc.constantFrom(1e-60, 0.3, 1e60), (rows, scale) => {
        const { a, b, c } = reading.drivers;
        const one = drivers(rows, { ...reading, weight: (row) => row.weight });
        const other = drivers(rows, {
          drivers: { c: (row) => c(row)! * 1e100, a, b: (row) => 7 - b(row)! / 3 },
          outcome: (row) => reading.outcome(row)! * -1e-100,
          weight: (row) => row.weight * scale,
        });
        if (one.rSquared === null || one.dropped.length > 0) return;
        expectNear(other.rSquared, one.rSquared, "R²", { absolute: 1e-9 });
        for (const { name, importance } of one.drivers) {
          expectNear(named(other.drivers, name).importance, importance, name, { relative: 1e-8, absolute: 1e-9 });
        }
      }),
    );
  });

  it("are named where they do not vary, or others determine them", () => {
    const found = drivers(some, {
      drivers: {
        same: () => 3,
        a: (row) => row.a,
        b: (row) => row.b,
        sum: (row) => row.a! + 2 * row.b!,
        c: (row) => row.c,
        copy: (row) => 10 - row.c!,
      },
      outcome: (row) => row.y,
    });
    expect(found.dropped).toEqual([
      { name: "same", reason: "constant" },
      { name: "sum", reason: "collinear" },
      { name: "copy", reason: "collinear" },
    ]);
    expect(found.drivers).toEqual(drivers(some, reading).drivers);
    expect(found.rSquared).toBe(drivers(some, reading).rSquared);
  });

  it("have no analysis of an outcome that does not vary, of no rows, or of fewer rows than drivers and two", () => {
    expect(drivers(some, { ...reading, outcome: () => 7 })).toMatchObject({
      rSquared: null,
      drivers: [],
      count: 12,
      reason: "the outcome does not vary",
    });
    expect(drivers([], reading)).toMatchObject({ rSquared: null, completeness: null, reason: "there are no rows" });
    expect(drivers(some.slice(3, 8), reading).rSquared).not.toBe(null);
    expect(drivers(some.slice(3, 7), reading)).toMatchObject({
      rSquared: null,
      count: 4,
      reason: "3 drivers need 5 complete rows, there are 4",
    });
    expect(drivers(some, { drivers: { a: () => 1 }, outcome: (row) => row.y }).reason).toBe("no driver varies");
    const weightless = drivers(some, { ...reading, weight: () => 0 });
    expect(weightless).toMatchObject({ rSquared: null, count: 0, excluded: 12, weight: 0, effectiveSampleSize: 0 });
  });

  it("need as many complete rows as minimumCompleteness says, and tell who is missing", () => {
    const holes = some.map((row, index) => (index < 6 ? { ...row, b: null } : row));
    expect(drivers(holes, reading)).toMatchObject({ count: 6, completeness: 0.5, missing: 6 });
    expect(drivers(holes, reading).rSquared).not.toBe(null);
    const refused = drivers(holes, { ...reading, minimumCompleteness: 0.51 });
    expect(refused).toMatchObject({ rSquared: null, count: 6, completeness: 0.5, missing: 6 });
    expect(refused.reason).toBe(
      '6 of 12 rows are complete, fewer than minimumCompleteness asks for; "b" is missing most',
    );
    const silent = drivers(some, { ...reading, outcome: () => null });
    expect(silent.reason).toContain("0 of 12 rows are complete");
    expect(silent.reason).toContain("the outcome is missing most");
  });

  it("divide by Lindeman, Merenda and Gold up to 12, by Johnson above, and by the former up to 20", () => {
    const many = (size: number) =>
      Object.fromEntries(Array.from({ length: size }, (_, place) => [`x${place}`, (row: Row) => row.a! ** place]));
    const method = (size: number) => drivers(some, { drivers: many(size), outcome: (row) => row.y }).definition.method;
    expect([method(12), method(13)]).toEqual(["lmg", "johnson"]);
    expect(() => drivers(some, { drivers: many(21), outcome: (row) => row.y, method: "lmg" })).toThrow(
      'drivers of method "lmg" must be at most 20, got 21',
    );
    expect(() => drivers(some, { drivers: many(20), outcome: (row) => row.y, method: "lmg" })).not.toThrow();
  });

  it("are ranked as they were named where they matter alike", () => {
    const square = [-1, 1].flatMap((a) => [-1, 1].map((b): Row => ({ a, b, c: 0, y: a + b, weight: 1 })));
    const both = { a: reading.drivers.a, b: reading.drivers.b };
    const found = drivers(square, { ...reading, drivers: both }).drivers;
    expect(found.map(({ name, importance, rank }) => [name, importance, rank])).toEqual([
      ["a", found[1]!.importance, 1],
      ["b", found[0]!.importance, 2],
    ]);
  });

  it("echo what was computed", () => {
    expect(drivers(some, reading).definition).toEqual({
      metric: "drivers",
      method: "lmg",
      missing: "complete-cases",
      minimumCompleteness: 0.5,
    });
  });

  it("refuse what is no number, with its index, and options that are none", () => {
    const bad = (value: unknown) => some.map((row, index) => (index === 3 ? { ...row, b: value as number } : row));
    expect(() => drivers(bad(Number.NaN), reading)).toThrow(
      '"b" must be a finite number of at most 1e140 in size, got NaN at index 3',
    );
    expect(() => drivers(bad(Infinity), reading)).toThrow(RangeError);
    expect(() => drivers(bad("4"), reading)).toThrow(TypeError);
    expect(() => drivers(some, { ...reading, outcome: () => Number.NaN })).toThrow("outcome must be a finite number");
    expect(() => drivers(some, { ...reading, weight: () => -1 })).toThrow("weight must be 0 or a number");
    expect(() => drivers(some, { ...reading, drivers: {} })).toThrow("drivers must not be empty");
    expect(() => drivers(some, { ...reading, drivers: { a: 1 as never } })).toThrow(
      '"a" must be a function of the row',
    );
    expect(() => drivers(some, { ...reading, outcome: undefined as never })).toThrow("outcome must be a function");
    expect(() => drivers(5 as never, reading)).toThrow("rows must be iterable");
    expect(() => drivers(some, { ...reading, method: "pratt" as never })).toThrow("method must be");
    expect(() => drivers(some, { ...reading, missing: "zero" as never })).toThrow("missing must be");
    for (const minimumCompleteness of [-0.1, 1.1, Number.NaN, "1" as never]) {
      expect(() => drivers(some, { ...reading, minimumCompleteness })).toThrow("minimumCompleteness must be");
    }
  });

  it("keep their hands off the rows", () => {
    const frozen = Object.freeze(some.map((row) => Object.freeze({ ...row })));
    expect(drivers(frozen, reading)).toEqual(drivers(new Set(some), reading));
  });
});

const pairwise = { ...reading, missing: "pairwise" } as const;

describe("drivers of pairs", () => {
  it("are those of complete rows where nothing is missing", () => {
    fc.assert(
      fc.property(rowsOf(answered), (rows) => {
        const weight = (row: Row) => row.weight;
        const one = drivers(rows, { ...reading, weight });
        const other = drivers(rows, { ...pairwise, weight });
        expect(other.count).toBe(one.count);
        if (one.rSquared === null || other.rSquared === null) return;
        expectNear(other.rSquared, one.rSquared, "R²", { absolute: 1e-9 });
      }),
    );
  });

  it("correlate each pair over the rows that have both", () => {
    const holes = some.map((row, index) => ({ ...row, a: index < 2 ? null : row.a, b: index > 9 ? null : row.b }));
    const found = drivers(holes, pairwise);
    const only = (name: "a" | "b") =>
      drivers(holes, { drivers: { [name]: reading.drivers[name] }, outcome: reading.outcome }).drivers[0]!;
    expect(found).toMatchObject({ count: 8, missing: 4 });
    for (const name of ["a", "b"] as const) {
      expectNear(named(found.drivers, name).correlation, only(name).correlation, name);
      expectNear(named(found.drivers, name).performance, only(name).performance, name);
    }
  });

  it("divide R² by the correlations of all pairs, one by one", () => {
    fc.assert(
      fc.property(rowsOf(partly), (rows) => {
        const found = drivers(rows, { ...pairwise, minimumCompleteness: 0 });
        if (found.rSquared === null || found.dropped.length > 0) return;
        const accessors = [...Object.values(reading.drivers), reading.outcome];
        const r = (i: number, j: number) => {
          const both = rows.filter((row) => accessors[i]!(row) !== null && accessors[j]!(row) !== null);
          return (
            pearson(
              both.map((row) => accessors[i]!(row)!),
              both.map((row) => accessors[j]!(row)!),
            ).estimate ?? 0
          );
        };
        const places = [0, 1, 2];
        const expected = lmgWeights({
          predictors: places.map((i) => places.map((j) => (i === j ? 1 : r(i, j)))),
          outcome: places.map((i) => r(i, 3)),
        });
        found.drivers.forEach(({ importance }, place) => {
          expectNear(importance, expected![place]!, `importance ${place}`, { relative: 1e-6, absolute: 1e-6 });
        });
      }),
    );
  });

  it("stay within what exists", () => {
    fc.assert(
      fc.property(rowsOf(partly), fc.constantFrom("lmg", "johnson"), (rows, method) => {
        const found = drivers(rows, { ...pairwise, method, minimumCompleteness: 0, weight: (row) => row.weight });
        expectPlain(found);
        if (found.rSquared === null) return;
        const sum = found.drivers.reduce((total, { importance }) => total + importance, 0);
        expectNear(sum, found.rSquared, "sum", { relative: 1e-6, absolute: 1e-7 });
      }),
    );
  });

  it("have no analysis where correlations contradict each other", () => {
    // a and b go together, b and c go together, yet a and c go apart: on different rows.
    const waves = (first: number, second: number) => [1, 2, 3, 4].map((n) => [n * first, n * second, n * 10] as const);
    const rows: Row[] = [
      ...waves(1, 1).map(([a, b]) => ({ a, b, c: null })),
      ...waves(1, 1).map(([b, c]) => ({ a: null, b, c })),
      ...waves(1, -1).map(([a, c]) => ({ a, b: null, c })),
    ].map((row, index) => ({ ...row, y: (index * 7) % 5, weight: 1 }));
    const found = drivers(rows, { ...pairwise, minimumCompleteness: 0.1 });
    expect(found).toMatchObject({ rSquared: null, reason: expect.stringContaining("contradict each other") });
    expect(found.drivers).toEqual([]);
  });
});

describe("driversInterval", () => {
  const sure = { ...reading, seed: 1, resamples: 200 };

  it("holds the estimates of drivers, and gives the same limits for the same seed", () => {
    const [one, other] = [driversInterval(some, sure), driversInterval(some, sure)];
    expect(one).toEqual(other);
    const found = drivers(some, reading);
    expect(one.drivers.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    one.drivers.forEach(({ importance, rank, performance }, place) => {
      const driver = found.drivers[place]!;
      expect(importance).toMatchObject({ estimate: driver.importance, confidence: 0.95, method: "bootstrap" });
      expect(rank.estimate).toBe(driver.rank);
      expect(performance.estimate).toBe(driver.performance);
      for (const { lower, upper } of [importance, rank, performance]) expect(lower!).toBeLessThanOrEqual(upper!);
    });
    expect(driversInterval(some, { ...sure, seed: 2 })).not.toEqual(one);
    expect(one.definition).toMatchObject({ seed: 1, resamples: 200, method: "lmg" });
    expect(one.resamples + one.unusable).toBe(200);
  });

  it("is that of samples drawn row by row, each analysed by drivers", () => {
    const noise = random(11);
    const rows = Array.from({ length: 25 }, (): Row => {
      const [a, b, c, y] = Array.from({ length: 4 }, () => noise() / 2 ** 32) as [number, number, number, number];
      return { a, b: a + 2 * b, c, y: a + b + y, weight: 1 + (noise() % 3) };
    });
    const options = { ...reading, weight: (row: Row) => row.weight };
    const next = random(42);
    const found = Array.from({ length: 200 }, () =>
      drivers(
        rows.map(() => rows[drawBelow(next, rows.length)]!),
        options,
      ),
    );
    const ours = driversInterval(rows, { ...options, seed: 42, resamples: 200, confidence: 0.9 });
    ours.drivers.forEach((driver, place) => {
      for (const field of ["importance", "rank", "performance"] as const) {
        const sorted = found.map((one) => one.drivers[place]![field]).sort((one, other) => one - other);
        // Of 200, a twentieth lies below the limits, and a twentieth above.
        expectNear(driver[field].lower, sorted[10]!, `lower ${field}`, { relative: 1e-9 });
        expectNear(driver[field].upper, sorted[189]!, `upper ${field}`, { relative: 1e-9 });
      }
    });
  });

  it("stays within what R² and ranks can be", () => {
    fc.assert(
      fc.property(fc.array(answered, { minLength: 8, maxLength: 14 }), fc.boolean(), (rows, isWeighted) => {
        const options = { ...reading, ...(isWeighted && { weight: (row: Row) => row.weight }) };
        const whole = drivers(rows, options);
        const ours = driversInterval(rows, { ...options, seed: 3, resamples: 100, confidence: 0.8 });
        expectPlain(ours);
        if (whole.rSquared === null) {
          expect(ours.drivers).toEqual([]);
          return;
        }
        for (const { importance, rank } of ours.drivers) {
          if (importance.lower === null) expect(importance.reason).toMatch(/too few samples/);
          else {
            expect(importance.lower).toBeGreaterThanOrEqual(0);
            expect(importance.upper!).toBeLessThanOrEqual(1 + 1e-9);
            expect(Number.isInteger(rank.lower) && Number.isInteger(rank.upper)).toBe(true);
            expect(rank.lower).toBeGreaterThanOrEqual(1);
            expect(rank.upper).toBeLessThanOrEqual(whole.drivers.length);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it("widens with the confidence", () => {
    const at = (confidence: number) => driversInterval(some, { ...sure, confidence }).drivers;
    const [narrow, wide] = [at(0.5), at(0.99)];
    narrow.forEach(({ importance, performance }, place) => {
      expect(wide[place]!.importance.lower!).toBeLessThanOrEqual(importance.lower!);
      expect(wide[place]!.importance.upper!).toBeGreaterThanOrEqual(importance.upper!);
      expect(wide[place]!.performance.upper!).toBeGreaterThan(performance.upper!);
    });
  });

  it("has limits near those of the mean for performance", () => {
    const rows = Array.from({ length: 400 }, (_, i) => ({
      a: i % 5,
      b: (i * 3) % 7,
      c: (i * i) % 11,
      y: i % 10,
      weight: 1,
    }));
    const { performance } = driversInterval(rows, { ...reading, seed: 5 }).drivers[0]!;
    const reach = (1.96 * Math.sqrt(2)) / Math.sqrt(400);
    expect(performance.lower! / (2 - reach)).toBeCloseTo(1, 1.3);
    expect(performance.upper! / (2 + reach)).toBeCloseTo(1, 1.3);
  });

  it("has no limits where too many samples drawn cannot be analysed", () => {
    // One row alone makes the outcome vary: more than a third of the samples miss it.
    const rows = some.map((row, index) => ({ ...row, y: index === 0 ? 1 : 0 }));
    const found = driversInterval(rows, sure);
    expect(found.unusable).toBeGreaterThan(40);
    expect(found.drivers[0]!.importance).toMatchObject({
      lower: null,
      upper: null,
      reason: "too few samples drawn can be analysed",
    });
    expect(found.drivers[0]!.importance.estimate).not.toBe(null);
  });

  it("takes a driver that does not vary in a sample drawn for one of no importance there", () => {
    const rows = some.map((row, index) => ({ ...row, b: index === 0 ? 1 : 0 }));
    const found = driversInterval(rows, { ...sure, resamples: 400 });
    expect(found.unusable).toBeLessThan(40);
    expect(found.drivers[1]!.importance.lower).toBe(0);
  });

  it("leaves out the samples drawn whose pairs contradict each other", () => {
    const holes = [...some, ...some].map((row, index) => ({ ...row, a: index % 5 === 0 ? null : row.a }));
    const options = { ...pairwise, minimumCompleteness: 0 };
    const next = random(9);
    const contradictions = Array.from({ length: 100 }, () =>
      holes.map(() => holes[drawBelow(next, holes.length)]!),
    ).filter((rows) => drivers(rows, options).reason?.includes("contradict"));
    expect(contradictions.length).toBeGreaterThan(0);
    expect(driversInterval(holes, { ...options, seed: 9, resamples: 100 }).unusable).toBe(contradictions.length);
  });

  it("draws rows with gaps where pairs are asked for", () => {
    const holes = [...some, ...some].map((row, index) => ({
      ...row,
      a: index % 7 === 0 ? null : row.a,
      y: (index * 5) % 11,
    }));
    const found = driversInterval(holes, { ...sure, missing: "pairwise" });
    expect(found.drivers).toHaveLength(3);
    expectPlain(found);
    expect(found.drivers[0]!.importance.lower).not.toBe(null);
  });

  it("has no drivers where there is no analysis", () => {
    const found = driversInterval([], sure);
    expect(found).toMatchObject({ drivers: [], count: 0, resamples: 0, reason: "there are no rows" });
  });

  it("refuses a seed that is no whole number, and samples too few or too many", () => {
    for (const seed of [undefined, "1", 1.5, Number.NaN]) {
      expect(() => driversInterval(some, { ...sure, seed: seed as never })).toThrow("seed must be a whole number");
    }
    for (const resamples of [99, 1_000_001, 200.5, Number.NaN, "200" as never]) {
      expect(() => driversInterval(some, { ...sure, resamples })).toThrow("resamples must be a whole number from 100");
    }
    expect(() => driversInterval(some, { ...sure, confidence: 1 })).toThrow("confidence must be");
  });
});

describe("next to no confidence", () => {
  it("has both limits in order, and states options of 0 without their sign", () => {
    const found = driversInterval(
      Array.from({ length: 60 }, (_, i) => ({ staff: i % 5, wait: (i * 7) % 4, overall: 2 * (i % 5) + (i % 3) })),
      {
        drivers: { staff: (row) => row.staff, wait: (row) => row.wait },
        outcome: (row) => row.overall,
        seed: 1,
        resamples: 100,
        confidence: 1e-13,
        minimumCompleteness: -0,
      },
    );
    expectPlain(found);
    for (const { importance } of found.drivers) expect(importance.lower).toBeLessThanOrEqual(importance.upper!);
  });
});
