import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawBelow, random, splitMix, xoshiro } from "../../src/stats/random.ts";

const take = <Value>(next: () => Value, count: number) => Array.from({ length: count }, next);

describe("random numbers", () => {
  it("are those of xoshiro128** as its reference prints them", () => {
    expect(take(xoshiro([1, 2, 3, 4]), 10)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it("begin with SplitMix64 as its reference prints it", () => {
    expect(take(splitMix(1234567n), 5)).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ]);
    expect(take(splitMix(-1n), 2)).toEqual([0xe4d971771b652c20n, 0xe99ff867dbf682c9n]);
  });

  it("fill the state from a seed, low words first", () => {
    const seeded = random(42);
    expect(take(seeded, 8)).toEqual(take(xoshiro([803958421, 3184996902, 2993090819, 686809907]), 8));
    expect(take(random(42), 3)).toEqual([1776835114, 4165204688, 17111135]);
  });

  it("are the same for the same seed, and others for another", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (one, other) => {
        const numbers = take(random(one), 4);
        expect(take(random(one), 4)).toEqual(numbers);
        if (one !== other) expect(take(random(other), 4)).not.toEqual(numbers);
        for (const number of numbers) expect(Number.isInteger(number) && number >= 0 && number < 2 ** 32).toBe(true);
      }),
    );
  });

  it("draw each place as often as any other", () => {
    const next = random(7);
    const seen = new Array(6).fill(0);
    for (let time = 0; time < 60_000; time++) seen[drawBelow(next, 6)]++;
    // Five standard deviations of a binomial number.
    for (const times of seen) expect(Math.abs(times - 10_000)).toBeLessThan(5 * Math.sqrt((60_000 * 5) / 36));
  });

  it("are drawn again where they would make some places likelier", () => {
    const numbers = [2 ** 32 - 1, 2 ** 31 + 1, 5];
    expect(drawBelow(() => numbers.shift()!, 2 ** 31 + 1)).toBe(5);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), fc.integer(), (end, seed) => {
        const place = drawBelow(random(seed), end);
        expect(place >= 0 && place < end && Number.isInteger(place)).toBe(true);
      }),
    );
  });

  it("need a seed that is a whole number", () => {
    for (const seed of [0.5, Number.NaN, Infinity, 2 ** 53]) expect(() => random(seed)).toThrow(RangeError);
    for (const seed of ["1", null, undefined, 1n]) {
      expect(() => random(seed as never)).toThrow(/^seed must be a whole number of at most 2\^53 - 1 in size, got /);
      expect(() => random(seed as never)).toThrow(TypeError);
    }
  });
});
