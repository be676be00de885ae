import { benjaminiHochberg, holm } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const p = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1, 0.05, 5e-324, 1 - 2 ** -53),
  fc.double({ min: -300, max: 0, noNaN: true }).map((exponent) => 10 ** exponent),
);
const pValues = fc.array(fc.oneof({ weight: 6, arbitrary: p }, fc.constant(null)), { maxLength: 40 });
const adjusting = fc.constantFrom(holm, benjaminiHochberg);

describe("adjusted p-values", () => {
  it("are those of the steps, by hand", () => {
    // 3 × 0.01; 2 × 0.03; 1 × 0.04, no less than the one before.
    expect(holm([0.04, 0.01, 0.03])).toEqual([0.06, 0.03, 0.06]);
    // 3/3 × 0.04; 3/2 × 0.03 = 0.045, no more than the one above; 3 × 0.01.
    expect(benjaminiHochberg([0.04, 0.01, 0.03])).toEqual([0.04, 0.03, 0.04]);
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
  });

  it("of one comparison are its own", () => {
    fc.assert(
      fc.property(p, adjusting, (one, adjust) => {
        expect(adjust([one])).toEqual([one]);
        expect(adjust([null, one, null])).toEqual([null, one, null]);
      }),
    );
  });

  it("lie between their own and 1, keep the order, and leave null out", () => {
    fc.assert(
      fc.property(pValues, adjusting, (given, adjust) => {
        const adjusted = adjust(given);
        expect(adjusted).toHaveLength(given.length);
        given.forEach((one, index) => {
          if (one === null) {
            expect(adjusted[index]).toBeNull();
            return;
          }
          expect(adjusted[index]! >= one && adjusted[index]! <= 1).toBe(true);
          given.forEach((other, place) => {
            if (other !== null && one <= other) expect(adjusted[index]!).toBeLessThanOrEqual(adjusted[place]!);
          });
        });
        expect(adjusted.filter((one) => one !== null)).toEqual(adjust(given.filter((one) => one !== null)));
      }),
    );
  });

  it("follow their p-values in any order, and touch nothing", () => {
    fc.assert(
      fc.property(fc.uniqueArray(p, { maxLength: 20 }), adjusting, fc.func(fc.integer()), (given, adjust, rank) => {
        const shuffled = Object.freeze([...given].sort((a, b) => rank(a) - rank(b)));
        const adjusted = new Map(given.map((one, index) => [one, adjust(given)[index]]));
        expect(adjust(shuffled)).toEqual(shuffled.map((one) => adjusted.get(one)));
      }),
    );
  });

  it("are never larger by Benjamini and Hochberg than by Holm", () => {
    fc.assert(
      fc.property(pValues, (given) => {
        const strict = holm(given);
        benjaminiHochberg(given).forEach((one, index) => {
          if (one !== null) expect(one).toBeLessThanOrEqual(strict[index]! * (1 + 1e-15));
        });
      }),
    );
  });

  it("reject what the step procedures reject", () => {
    fc.assert(
      fc.property(
        fc.array(p, { minLength: 1, maxLength: 20 }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (given, alpha) => {
          const rising = [...given].sort((a, b) => a - b);
          const m = given.length;
          // Holm: from below, as long as each passes. Benjamini and Hochberg: up to the last that passes.
          const holds = rising.map((one, index) => one * (m - index) <= alpha);
          const stop = holds.indexOf(false);
          expect(holm(given).filter((one) => one! <= alpha)).toHaveLength(stop < 0 ? m : stop);
          const last = rising.map((one, index) => one * (m / (index + 1)) <= alpha).lastIndexOf(true);
          expect(benjaminiHochberg(given).filter((one) => one! <= alpha)).toHaveLength(last + 1);
        },
      ),
    );
  });

  it("refuse what is no p-value", () => {
    for (const adjust of [holm, benjaminiHochberg]) {
      expect(() => adjust([0.5, 1.5])).toThrow(
        new RangeError("p-value must be a number from 0 to 1 or null, got 1.5 at index 1"),
      );
      expect(() => adjust([Number.NaN])).toThrow(
        new RangeError("p-value must be a number from 0 to 1 or null, got NaN at index 0"),
      );
      expect(() => adjust(["0.1" as never])).toThrow(
        new TypeError('p-value must be a number from 0 to 1 or null, got "0.1" at index 0'),
      );
      expect(() => adjust([undefined as never])).toThrow(TypeError);
      expect(() => adjust(0.5 as never)).toThrow(new TypeError("pValues must be iterable and no string, got 0.5"));
    }
  });
});
