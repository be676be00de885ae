import { designEffect, kishSize } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weight } from "../arbitraries.ts";
import { expectNear } from "../golden.ts";

describe("kishSize and designEffect", () => {
  it("are the number of people, and 1, where all weigh the same", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        weight.filter((heavy) => heavy > 0),
        (people, heavy) => {
          const weights = Array.from({ length: people }, () => heavy);
          expectNear(kishSize(weights), people, "size");
          expectNear(designEffect(weights), 1, "effect");
        },
      ),
    );
  });

  it("lie between one person and all, and make them all together", () => {
    fc.assert(
      fc.property(fc.array(weight), (weights) => {
        const people = weights.filter((heavy) => heavy > 0).length;
        const [size, effect] = [kishSize(weights), designEffect(weights)];
        if (people === 0) {
          expect([size, effect]).toEqual([null, null]);
          return;
        }
        expect(size! >= 1 && size! <= people && effect! >= 1 && effect! <= people).toBe(true);
        expectNear(size! * effect!, people, "people");
      }),
    );
  });

  it("are 1 plus the squared variation of the weights", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1 }), (weights) => {
        const mean = weights.reduce((sum, heavy) => sum + heavy, 0) / weights.length;
        const variance = weights.reduce((sum, heavy) => sum + (heavy - mean) ** 2, 0) / weights.length;
        expectNear(designEffect(weights), 1 + variance / mean ** 2, "effect");
      }),
    );
  });

  it("take any iterable, and refuse what is no weight", () => {
    expect(kishSize(new Set([3, 1]))).toBe(1.6);
    expect(kishSize(new Float64Array([3, 1]))).toBe(1.6);
    expect(() => kishSize([1, -1])).toThrow("weight must be 0 or a number from 1e-70 to 1e70, got -1 at index 1");
    expect(() => designEffect([1, null as never])).toThrow(TypeError);
    expect(() => kishSize("12" as never)).toThrow("weights must be iterable and no string");
  });
});
