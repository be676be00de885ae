import { recencyWeights } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const moment = fc.integer({ min: -1e12, max: 1e13 });

describe("recencyWeights", () => {
  it("halves with every half-life", () => {
    const ages = [0, 10, 20, 30, 5];
    const weights = recencyWeights(ages, { at: (age) => 1000 - age, asOf: 1000, halfLife: 10 });
    expect(weights).toEqual([1, 0.5, 0.25, 0.125, Math.SQRT1_2]);
  });

  it("takes dates and instants, and no items", () => {
    const day = 86_400_000;
    const options = { at: (row: Date | { epochMilliseconds: number }) => row, asOf: new Date(day), halfLife: day };
    expect(recencyWeights([new Date(0), { epochMilliseconds: day }], options)).toEqual([0.5, 1]);
    expect(recencyWeights([], options)).toEqual([]);
  });

  it("gives weights that can be weights, less for what is older", () => {
    fc.assert(
      fc.property(fc.array(moment), fc.double({ min: 1, max: 1e12, noNaN: true }), (moments, halfLife) => {
        const weights = recencyWeights(moments, { at: (at) => at, asOf: 1e13, halfLife });
        expect(weights).toHaveLength(moments.length);
        weights.forEach((weight, index) => {
          expect(weight === 0 || (weight >= 1e-70 && weight <= 1)).toBe(true);
          if (moments[index]! < moments[0]!) expect(weight).toBeLessThanOrEqual(weights[0]!);
        });
      }),
    );
    const half = (halvings: number) => recencyWeights([0], { at: (at) => at, asOf: halvings, halfLife: 1 })[0];
    expect([half(231), half(232)]).toEqual([0.5 ** 231, 0]);
  });

  it("refuses what is after asOf, what is no moment, and no half-life", () => {
    const options = { at: (at: number) => at, asOf: 5, halfLife: 1 };
    expect(() => recencyWeights([5, 6], options)).toThrow("at must not be after asOf, 5, got 6 at index 1");
    expect(() => recencyWeights(["2026-01-01" as never], options)).toThrow("at must be a Date");
    expect(() => recencyWeights([Number.NaN], options)).toThrow(RangeError);
    expect(() => recencyWeights([1], { ...options, asOf: null as never })).toThrow("asOf must be a Date");
    for (const halfLife of [0, -1, Number.NaN, Infinity]) {
      expect(() => recencyWeights([1], { ...options, halfLife })).toThrow(
        "halfLife must be a number above 0, of milliseconds",
      );
    }
    expect(() => recencyWeights([1], { ...options, halfLife: "7d" as never })).toThrow(TypeError);
  });
});
