import { calibratedMean, mean, meanInterval, postStratify, rake } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear } from "../golden.ts";

interface Person {
  readonly sex: string;
  readonly old: boolean;
  readonly weight: number;
  readonly value: number | null;
}

const people: fc.Arbitrary<Person[]> = fc
  .array(
    fc.record({
      sex: fc.constantFrom("f", "m"),
      old: fc.boolean(),
      weight: fc.double({ min: 0.2, max: 5, noNaN: true }),
      value: fc.oneof({ weight: 6, arbitrary: fc.nat(20) }, { weight: 1, arbitrary: fc.constant(null) }),
    }),
    { maxLength: 25 },
  )
  .map((others) => [
    ...others,
    { sex: "f", old: true, weight: 1, value: 1 },
    { sex: "f", old: false, weight: 1, value: 5 },
    { sex: "m", old: true, weight: 1, value: 2 },
    { sex: "m", old: false, weight: 1, value: 9 },
  ]);
const margins = {
  sex: { value: (row: Person) => row.sex, targets: { f: 55, m: 45 } },
  old: { value: (row: Person) => row.old, targets: { true: 30, false: 70 } },
};
const by = [margins.sex.value, margins.old.value];
const value = (row: Person) => row.value;
const weight = (row: Person) => row.weight;

describe("calibratedMean", () => {
  it("is the weighted mean, with its own error where the weights meet nothing but their total", () => {
    fc.assert(
      fc.property(people, (rows) => {
        const answered = rows.filter((row) => row.value !== null);
        const weights = answered.map(weight);
        const { mean: ours, standardError, count } = calibratedMean(answered, { value, weights, by: [], weight });
        const plain = mean(answered, { value, weight });
        expectNear(ours, plain.mean!, "mean");
        expectNear(standardError, plain.standardError!, "error", { relative: 1e-10, absolute: 1e-12 });
        expect(count).toBe(answered.length);
        // A margin of one category says no more than the total.
        const one = calibratedMean(answered, { value, weights, by: [() => "all"], weight: () => 1 });
        expect(one.mean).toBe(ours);
      }),
    );
  });

  it("has no error of what the margins explain in full", () => {
    fc.assert(
      fc.property(people, (rows) => {
        const { weights } = rake(rows, { margins, weight });
        const explained = (row: Person) => (row.sex === "f" ? 3 : 8) + (row.old ? 0.5 : 2);
        const known = calibratedMean(rows, { value: explained, weights, by, weight });
        expectNear(known.mean, 0.55 * 3 + 0.45 * 8 + 0.3 * 0.5 + 0.7 * 2, "mean", { relative: 1e-10 });
        expect(known.standardError).toBeLessThan(1e-10);
      }),
    );
  });

  it("does not mind what is added to the values of a category: only the mean moves", () => {
    fc.assert(
      fc.property(people, fc.integer({ min: -9, max: 9 }), (rows, shift) => {
        const all = rows.map((row) => ({ ...row, value: row.value ?? 0 }));
        const { weights } = rake(all, { margins, weight });
        const options = { weights, by, weight };
        const before = calibratedMean(all, { ...options, value });
        const after = calibratedMean(all, { ...options, value: (row) => row.value + (row.old ? shift : 0) });
        expectNear(after.mean, before.mean! + 0.3 * shift, "mean", { absolute: 1e-9 });
        expectNear(after.standardError, before.standardError!, "error", { relative: 1e-8, absolute: 1e-9 });
      }),
    );
  });

  it("is that of every stratum, put together", () => {
    const rows = [1, 4, 7, 2, 2, 8, 9].map((answer, index) => ({ stratum: index < 3 ? "a" : "b", answer }));
    const stratum = (row: { stratum: string }) => row.stratum;
    const { weights } = postStratify(rows, { by: stratum, targets: { a: 0.5, b: 0.5 } });
    const { standardError } = calibratedMean(rows, { value: (row) => row.answer, weights, by: [stratum] });
    // Σ (W/n)² Σ (x − x̄)², times n/(n − 1) of all.
    const spread = (0.5 / 3) ** 2 * 18 + (0.5 / 4) ** 2 * (153 - 441 / 4);
    expectNear(standardError, Math.sqrt((7 / 6) * spread), "error");
  });

  it("leaves who has no value in the sample, and counts them", () => {
    const rows = [1, 5, null, 3].map((answer, index) => ({ answer, half: index % 2 }));
    const half = (row: { half: number }) => row.half;
    const { weights } = postStratify(rows, { by: half, targets: { 0: 1, 1: 1 } });
    const result = calibratedMean(rows, { value: (row) => row.answer, weights, by: [half] });
    expect(result).toMatchObject({ mean: 3, count: 3, missing: 1, excluded: 0 });
    expect(meanInterval(result).lower).toBeLessThan(3);
  });

  it("has no mean of no values, and no error of one", () => {
    const none = { mean: null, standardError: null, count: 0 };
    expect(calibratedMean([], { value: () => 1, weights: [], by: [] })).toMatchObject(none);
    expect(calibratedMean([1], { value: () => null, weights: [1], by: [] })).toMatchObject({ ...none, missing: 1 });
    expect(calibratedMean([1], { value: () => 1, weights: [0], by: [] })).toMatchObject({ ...none, excluded: 1 });
    expect(calibratedMean([1], { value: () => 7, weights: [2], by: [] })).toMatchObject({
      mean: 7,
      standardError: null,
    });
  });

  it("refuses what is no value and no weight, and weights of other rows", () => {
    const options = { value: (row: number) => row, by: [], weights: [1, 1] };
    expect(() => calibratedMean([1, Number.NaN], options)).toThrow(
      "value must be a number of at most 1e70 in size, got NaN at index 1",
    );
    expect(() => calibratedMean([1, "2" as never], options)).toThrow(TypeError);
    expect(() => calibratedMean([1], options)).toThrow("weights must be as many as rows, got 2 for 1 rows");
    expect(() => calibratedMean([1, 2, 3], options)).toThrow("got undefined at index 2");
    expect(() => calibratedMean([1, 2], { ...options, weight: () => -2 })).toThrow("weight must be 0 or a number");
  });
});
