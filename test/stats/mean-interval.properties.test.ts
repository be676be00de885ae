import { compareMeans, mean, meanInterval } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confidence } from "./interval-arbitraries.ts";

const value = fc.oneof(
  fc.integer({ min: -10, max: 10 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => Math.round(x * 1024) / 1024 + 0),
);
const sample = fc.array(value, { minLength: 2, maxLength: 30 });
const varied = sample.filter((values) => values.some((x) => x !== values[0]));
const near = (one: number, other: number, scale: number) =>
  expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-9 * scale);

describe("Student's interval of a mean", () => {
  it("lies evenly about the mean and holds every interval of less confidence", () => {
    fc.assert(
      fc.property(sample, confidence, confidence, (values, one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        const inner = meanInterval(mean(values), { confidence: less });
        const outer = meanInterval(mean(values), { confidence: more });
        const { estimate } = outer;
        expect(outer.lower! <= inner.lower! && inner.lower! <= estimate! && estimate! <= inner.upper!).toBe(true);
        expect(outer.upper! >= inner.upper!).toBe(true);
        near(outer.upper! - estimate!, estimate! - outer.lower!, Math.abs(outer.upper!) + Math.abs(outer.lower!));
      }),
    );
  });

  it("moves and stretches with the values", () => {
    const shift = fc.integer({ min: -1000, max: 1000 });
    const stretch = fc.constantFrom(0.25, 0.5, 2, 8);
    fc.assert(
      fc.property(sample, confidence, shift, stretch, (values, sure, by, times) => {
        const options = { confidence: sure };
        const plain = meanInterval(mean(values), options);
        const moved = meanInterval(mean(values.map((x) => times * x + by)), options);
        const scale = Math.abs(by) + times * (Math.abs(plain.lower!) + Math.abs(plain.upper!));
        near(moved.lower!, times * plain.lower! + by, scale);
        near(moved.upper!, times * plain.upper! + by, scale);
        const turned = meanInterval(mean(values.map((x) => 0 - x)), options);
        expect([turned.lower, turned.upper]).toEqual([0 - plain.upper!, 0 - plain.lower!]);
      }),
    );
  });

  it("is of zero width just where all values are equal", () => {
    fc.assert(
      fc.property(value, fc.integer({ min: 2, max: 50 }), confidence, (x, times, sure) => {
        const { lower, upper } = meanInterval(mean(new Array(times).fill(x)), { confidence: sure });
        expect([lower, upper]).toEqual([x, x]);
      }),
    );
    fc.assert(
      fc.property(varied, (values) => {
        const { lower, upper } = meanInterval(mean(values));
        expect(lower! < upper!).toBe(true);
      }),
    );
  });

  it("is the normal one of very many values", () => {
    const many = { count: 1e9, mean: 3, standardError: 0.5 };
    const { lower, upper } = meanInterval(many);
    expect(lower).toBeCloseTo(3 - 0.5 * 1.959963984540054, 8);
    expect(upper).toBeCloseTo(3 + 0.5 * 1.959963984540054, 8);
  });
});

describe("Welch's comparison of two means", () => {
  it("changes its sign with the order, exactly", () => {
    fc.assert(
      fc.property(varied, sample, confidence, (first, second, sure) => {
        const there = compareMeans(mean(first), mean(second), { confidence: sure });
        const back = compareMeans(mean(second), mean(first), { confidence: sure });
        expect(back.difference).toBe(0 - there.difference!);
        expect(back.lower).toBe(0 - there.upper!);
        expect(back.upper).toBe(0 - there.lower!);
        expect(back.pValue).toBe(there.pValue);
      }),
    );
  });

  it("leaves 0 out just where p is below 1 − confidence", () => {
    fc.assert(
      fc.property(varied, sample, confidence, (first, second, sure) => {
        const { lower, upper, pValue } = compareMeans(mean(first), mean(second), { confidence: sure });
        if (Math.abs(pValue! - (1 - sure)) < 1e-9) return;
        expect(pValue! < 1 - sure).toBe(lower! > 0 || upper! < 0);
        expect(pValue! >= 0 && pValue! <= 1).toBe(true);
      }),
    );
  });

  it("is Student's interval where the other mean has no error", () => {
    fc.assert(
      fc.property(varied, confidence, value, (values, sure, target) => {
        const options = { confidence: sure };
        const { lower, upper } = meanInterval(mean(values), options);
        const against = compareMeans(mean(values), { count: 2, mean: target, standardError: 0 }, options);
        const scale = Math.abs(lower!) + Math.abs(upper!) + Math.abs(target);
        near(against.lower!, lower! - target, scale);
        near(against.upper!, upper! - target, scale);
      }),
    );
  });

  it("has p = 1 of a sample with itself", () => {
    fc.assert(
      fc.property(varied, (values) => {
        expect(compareMeans(mean(values), mean(values))).toMatchObject({ difference: 0, pValue: 1 });
      }),
    );
  });

  it("does not mind the size of the numbers", () => {
    const at = (scale: number) => {
      const first = { count: 10, mean: 3 * scale, standardError: scale };
      const { lower, upper, pValue } = compareMeans(first, { count: 20, mean: 0, standardError: 2 * scale });
      return [lower! / scale, upper! / scale, pValue!] as const;
    };
    const plain = at(1);
    for (const scale of [1e-150, 1e-100, 1e100, 1e140]) {
      at(scale).forEach((limit, place) => {
        near(limit, plain[place]!, 1);
      });
    }
  });
});
