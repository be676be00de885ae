import { kishSize, postStratify, rake } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear } from "../golden.ts";

interface Person {
  readonly sex: string;
  readonly age: number;
  readonly weight: number;
}

const sexes = ["f", "m"];
const ages = [1, 2, 3];
/** Somebody of every kind, so that any margins can be met; and others. */
const everyKind = sexes.flatMap((sex) => ages.map((age) => ({ sex, age, weight: 1 })));
const people: fc.Arbitrary<Person[]> = fc
  .array(
    fc.record({
      sex: fc.constantFrom(...sexes),
      age: fc.constantFrom(...ages),
      weight: fc.oneof(fc.double({ min: 0.1, max: 10, noNaN: true }), fc.constant(0)),
    }),
    { maxLength: 40 },
  )
  .map((others) => [...others, ...everyKind]);
const target = fc.integer({ min: 1, max: 50 });
const targets = fc
  .tuple(target, target, target, target, target)
  .map(([f, m, one, two, three]) => ({ sex: { f: f / (f + m), m: m / (f + m) }, age: [one, two, three] }))
  .map(({ sex, age }) => {
    const all = age[0]! + age[1]! + age[2]!;
    return { sex, age: new Map(age.map((part, index) => [index + 1, part / all])) };
  });
type Targets = typeof targets extends fc.Arbitrary<infer T> ? T : never;

const marginsOf = ({ sex, age }: Targets) => ({
  sex: { value: (row: Person) => row.sex, targets: sex },
  age: { value: (row: Person) => row.age, targets: age },
});
const weight = (row: Person) => row.weight;
const near = { relative: 1e-9, absolute: 1e-12 };

describe("rake", () => {
  it("meets its margins, and does nothing when done again", () => {
    fc.assert(
      fc.property(people, targets, (rows, wanted) => {
        const margins = marginsOf(wanted);
        const raked = rake(rows, { margins, weight });
        expect(raked.converged).toBe(true);
        for (const { categories } of raked.margins) {
          for (const { target, achieved } of categories) expectNear(achieved, target, "margin", { absolute: 1e-11 });
        }
        expect(raked.count + raked.excluded).toBe(rows.length);
        expect(raked.effectiveSampleSize).toBe(kishSize(raked.weights));
        expectNear(raked.designEffect! * raked.effectiveSampleSize!, raked.count, "people");
        const again = rake(rows, { margins, weight: (_, index) => raked.weights[index]! });
        expect([again.converged, again.iterations]).toEqual([true, 1]);
        again.weights.forEach((heavy, index) => {
          expectNear(heavy, raked.weights[index]!, `weight ${index}`, near);
        });
      }),
    );
  });

  it("is the first weight times a factor of each category: of all ways to meet the margins the nearest", () => {
    fc.assert(
      fc.property(people, targets, (rows, wanted) => {
        const { weights } = rake(rows, { margins: marginsOf(wanted), weight });
        const factor = (sex: string, age: number) => {
          const who = rows.findIndex((row) => row.sex === sex && row.age === age && row.weight > 0);
          return weights[who]! / rows[who]!.weight;
        };
        rows.forEach((row, index) => {
          expectNear(weights[index]!, row.weight * factor(row.sex, row.age), "by its cell", near);
        });
        for (const age of ages) {
          const ratio = (factor("f", age) * factor("m", 1)) / (factor("m", age) * factor("f", 1));
          expectNear(ratio, 1, "no interaction", { relative: 1e-7 });
        }
      }),
    );
  });

  it("does not mind how large the first weights are, nor the order of rows and margins", () => {
    fc.assert(
      fc.property(people, targets, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (rows, wanted, times) => {
        const margins = marginsOf(wanted);
        const { weights } = rake(rows, { margins, weight });
        const scaled = rake(rows, { margins, weight: (row) => times * row.weight });
        const turned = rake([...rows].reverse(), { margins: { age: margins.age, sex: margins.sex }, weight });
        weights.forEach((heavy, index) => {
          expectNear(scaled.weights[index], heavy, "scaled", near);
          expectNear(turned.weights[rows.length - 1 - index], heavy, "turned", near);
        });
      }),
    );
  });

  it("takes totals, percentages and shares alike", () => {
    const rows = everyKind;
    const by = { f: 0.6, m: 0.4 };
    const shares = rake(rows, { margins: { sex: { value: (row) => row.sex, targets: by } } });
    const total = rake(rows, {
      margins: {
        sex: {
          value: (row) => row.sex,
          targets: new Map([
            ["f", 600],
            ["m", 400],
          ]),
        },
      },
    });
    shares.weights.forEach((heavy, index) => {
      expectNear(total.weights[index], 1000 * heavy, "total");
    });
    expectNear(total.maximumRatio, 1.2, "ratio");
  });

  it("reads the keys of an object as numbers too", () => {
    const { weights } = rake([1, 2, 2], { margins: { kind: { value: (row) => row, targets: { 1: 1, 2: 1 } } } });
    expect(weights).toEqual([1, 0.5, 0.5]);
  });

  it("cuts weights above a multiple of the mean, and still meets the margins", () => {
    const rows = Array.from({ length: 200 }, (_, index) => ({
      sex: index % 10 ? "m" : "f",
      weight: index === 10 ? 9 : 1,
    }));
    const margins = { sex: { value: (row: (typeof rows)[number]) => row.sex, targets: { f: 30, m: 70 } } };
    const whole = rake(rows, { margins, weight: (row) => row.weight });
    expect([whole.trimmed, whole.maximumRatio! > 9]).toEqual([0, true]);
    const cut = rake(rows, { margins, weight: (row) => row.weight, trimAt: 4 });
    expect([cut.converged, cut.trimmed]).toEqual([true, 1]);
    expect(cut.maximumRatio).toBeLessThanOrEqual(4 * (1 + 1e-9));
    for (const { target, achieved } of cut.margins[0]!.categories) expectNear(achieved, target, "margin");
    expect(cut.effectiveSampleSize).toBeGreaterThan(whole.effectiveSampleSize!);
    // Twenty women of 200 people cannot weigh 30 of 100 with less than three times the mean.
    const none = rake(rows, { margins, weight: (row) => row.weight, trimAt: 2.5 });
    expect(none.converged).toBe(false);
    expect(none.iterations).toBe(1000);
  });

  it("says that margins which no weights meet are not met", () => {
    // All women are old: where 70 % are women, no more than 40 % cannot be old.
    const rows = [
      { sex: "f", age: "old" },
      { sex: "m", age: "old" },
      { sex: "m", age: "young" },
    ];
    const raked = rake(rows, {
      margins: {
        sex: { value: (row) => row.sex, targets: { f: 0.7, m: 0.3 } },
        age: { value: (row) => row.age, targets: { old: 0.4, young: 0.6 } },
      },
    });
    expect([raked.converged, raked.iterations]).toEqual([false, 1000]);
    for (const heavy of raked.weights) expect(Number.isFinite(heavy) && heavy >= 0).toBe(true);
    expect(raked.margins[0]!.categories.map((one) => one.achieved)).not.toEqual([0.7, 0.3]);
    // However long it goes on.
    const long = rake(rows, {
      margins: {
        sex: { value: (row) => row.sex, targets: { f: 0.9, m: 0.1 } },
        age: { value: (row) => row.age, targets: { old: 0.1, young: 0.9 } },
      },
      maximumCycles: 20_000,
    });
    for (const heavy of long.weights) expect(Number.isFinite(heavy) && heavy >= 0).toBe(true);
  });

  it("gives nobody a weight that no metric takes", () => {
    const rows = [
      { a: "x", b: "r" },
      { a: "x", b: "q" },
      { a: "y", b: "r" },
      { a: "x", b: "p" },
      { a: "y", b: "q" },
    ];
    const margins = {
      a: { value: (row: (typeof rows)[number]) => row.a, targets: { x: 0.43, y: 0.57 } },
      b: { value: (row: (typeof rows)[number]) => row.b, targets: { p: 0.64, q: 0.18, r: 0.18 } },
    };
    // All who are p are x: on the way down, those who are x and not p pass every small number.
    for (let maximumCycles = 1; maximumCycles <= 2500; maximumCycles += 7) {
      const { weights, converged, count, excluded } = rake(rows, { margins, maximumCycles });
      expect(converged).toBe(false);
      for (const weight of weights) expect(weight === 0 || weight >= 1e-70).toBe(true);
      expect([count + excluded, count]).toEqual([5, weights.filter((weight) => weight > 0).length]);
    }
    const apart = [1e70, 1e-70];
    const raked = postStratify(apart, { by: () => "all", targets: { all: 1 }, weight: (weight) => weight });
    expect(raked).toMatchObject({ weights: [1, 0], count: 1, excluded: 1 });
  });

  it("keeps its numbers finite whatever the margins", () => {
    type Row = { a: string; b: string; weight: number };
    const a = (row: Row) => row.a;
    const b = (row: Row) => row.b;
    const finite = (weights: readonly number[]) => weights.every((heavy) => Number.isFinite(heavy) && heavy >= 0);
    const rows = [
      { a: "f", b: "old", weight: 1 },
      { a: "m", b: "old", weight: 1 },
      { a: "m", b: "young", weight: 1 },
      // Nobody: what raking would make of a young woman has no bound.
      { a: "f", b: "young", weight: 0 },
    ];
    const margins = {
      a: { value: a, targets: { f: 0.9, m: 0.1 } },
      b: { value: b, targets: { old: 0.1, young: 0.9 } },
    };
    const long = rake(rows, { margins, weight: (row) => row.weight, maximumCycles: 5000 });
    expect([finite(long.weights), long.weights[3], long.converged]).toEqual([true, 0, false]);
    const met = { a: margins.a, b: { value: b, targets: { old: 0.95, young: 0.05 } } };
    expect(rake(rows, { margins: met, weight: (row) => row.weight }).converged).toBe(true);
    // A part of the whole so small that the whole divided by it is no double.
    const tiny = { a: { value: a, targets: { f: 5e-324, m: 1e70 } }, b: { value: a, targets: { f: 5e69, m: 5e69 } } };
    expect(finite(rake(rows, { margins: tiny }).weights)).toBe(true);
  });

  it("meets totals that differ by rounding", () => {
    const sex = { value: (row: Person) => row.sex, targets: { f: 0.5, m: 0.5 } };
    const age = { value: (row: Person) => row.age, targets: { 1: 0.3333333333, 2: 0.3333333333, 3: 0.3333333333 } };
    const { converged, margins } = rake(everyKind, { margins: { sex, age }, weight: (row) => row.age });
    expect(converged).toBe(true);
    for (const { categories } of margins) {
      for (const { target, achieved } of categories) expectNear(achieved, target, "margin", { relative: 1e-9 });
    }
  });

  it("leaves out who has a category that the population has not", () => {
    const rows = ["f", "m", "x"];
    const raked = rake(rows, { margins: { sex: { value: (row) => row, targets: { f: 1, m: 1, x: 0 } } } });
    expect(raked).toMatchObject({ weights: [1, 1, 0], count: 2, excluded: 1, converged: true });
    // Nor can they stand for others.
    const margins = {
      sex: { value: (row: string) => row, targets: { f: 1, m: 1, x: 0 } },
      known: { value: (row: string) => row !== "x", targets: { true: 1, false: 1 } },
    };
    expect(() => rake(rows, { margins })).toThrow(
      '"known" must have somebody in every category with a target, got nobody in "false"',
    );
  });

  it("weighs nobody where nobody came, or nobody weighs anything", () => {
    const margins = { sex: { value: () => "f", targets: { f: 1 } } };
    const nothing = { count: 0, maximumRatio: null, effectiveSampleSize: null, converged: false, iterations: 0 };
    expect(rake([], { margins })).toMatchObject({ ...nothing, weights: [], excluded: 0 });
    expect(rake([1, 2], { margins, weight: () => -0 })).toMatchObject({ ...nothing, weights: [0, 0], excluded: 2 });
    expect(Object.is(rake([1], { margins, weight: () => -0 }).weights[0], 0)).toBe(true);
  });

  it("refuses margins that cannot be, and says which", () => {
    const rows = [{ sex: "f" }, { sex: "m" }];
    const value = (row: { sex: unknown }) => row.sex;
    const raking = (targets: unknown) => () => rake(rows, { margins: { sex: { value, targets: targets as never } } });
    expect(raking({ f: 1 })).toThrow('"sex" must be a category with a target, got "m" at index 1');
    expect(raking({ f: 1, m: 1, x: 1 })).toThrow(
      '"sex" must have somebody in every category with a target, got nobody in "x"',
    );
    expect(raking({ f: -1, m: 2 })).toThrow('target of "sex", "f", must be a number from 0 to 1e70, got -1');
    expect(raking({ f: Number.NaN, m: 2 })).toThrow(RangeError);
    expect(raking({ f: "1", m: 2 })).toThrow(TypeError);
    expect(raking({ f: 0, m: 0 })).toThrow('targets of "sex" must not all be 0');
    expect(raking({})).toThrow('targets of "sex" must not all be 0');
    expect(raking([["f", 1]])).toThrow('targets of "sex" must be an object or a Map, got [object Array]');
    expect(raking(undefined)).toThrow('targets of "sex" must be an object or a Map, got undefined');
    expect(() => rake(rows, { margins: {} })).toThrow("margins must be one or more, got none");
    expect(() => rake(rows, { margins: undefined as never })).toThrow("margins must be");
    const two = { sex: { value, targets: { f: 60, m: 40 } }, all: { value: () => 1, targets: { 1: 90 } } };
    expect(() => rake(rows, { margins: two })).toThrow(
      'margins must share one total, got 100 of "sex" and 90 of "all"',
    );
    expect(() => rake([{ sex: null }], { margins: { sex: { value, targets: { f: 1 } } } })).toThrow(
      "got null at index 0",
    );
    const margins = { sex: { value, targets: { f: 1, m: 1 } } };
    expect(() => rake(rows, { margins, weight: () => -1 })).toThrow("weight must be 0 or a number");
    expect(() => rake(rows, { margins, tolerance: 0 })).toThrow("tolerance must be a number between 0 and 1");
    expect(() => rake(rows, { margins, maximumCycles: 0 })).toThrow("maximumCycles must be a whole number, 1 or more");
    expect(() => rake(rows, { margins, trimAt: 1 })).toThrow("trimAt must be a number above 1");
    expect(() => rake("fm" as never, { margins })).toThrow("rows must be iterable");
  });
});

describe("postStratify", () => {
  it("is raking to one margin", () => {
    fc.assert(
      fc.property(people, targets, (rows, { sex }) => {
        const by = (row: Person) => row.sex;
        const weights = postStratify(rows, { by, targets: sex, weight });
        const { converged, iterations, trimmed, ...raked } = rake(rows, {
          margins: { by: { value: by, targets: sex } },
          weight,
        });
        expect([converged, iterations <= 2, trimmed]).toEqual([true, true, 0]);
        weights.weights.forEach((heavy, index) => {
          expectNear(heavy, raked.weights[index]!, `weight ${index}`);
        });
        expect(weights.margins[0]!.name).toBe("by");
      }),
    );
  });

  it("leaves the proportions within a stratum", () => {
    const rows = [
      { kind: "a", weight: 1 },
      { kind: "a", weight: 3 },
      { kind: "b", weight: 5 },
    ];
    type Row = (typeof rows)[number];
    const options = { by: (row: Row) => row.kind, weight: (row: Row) => row.weight };
    expect(postStratify(rows, { ...options, targets: { a: 40, b: 60 } }).weights).toEqual([10, 30, 60]);
    expect(postStratify([], { ...options, targets: { a: 1 } })).toMatchObject({ weights: [], maximumRatio: null });
    expect(() => postStratify(rows, { ...options, targets: { a: 1 } })).toThrow('got "b" at index 2');
    expect(() => postStratify(rows, { ...options, targets: { a: 1, b: 1, c: 1 } })).toThrow('got nobody in "c"');
  });
});
