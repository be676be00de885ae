import { compareShares, npsInterval, shareInterval } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { zOf } from "../golden.ts";
import { fixed, signOfWilson } from "./exact-score.ts";
import { confidence, shares } from "./interval-arbitraries.ts";

const isOutside = ({ lower, upper }: { lower: number | null; upper: number | null }) => lower! > 0 || upper! < 0;

describe("Wilson's interval", () => {
  it("of the others is what is left to 1", () => {
    fc.assert(
      fc.property(shares, confidence, ({ numerator, denominator }, sure) => {
        const these = shareInterval({ numerator, denominator }, { confidence: sure });
        const others = shareInterval({ numerator: denominator - numerator, denominator }, { confidence: sure });
        expect(Math.abs(others.lower! - (1 - these.upper!))).toBeLessThan(1e-15);
        expect(Math.abs(others.upper! - (1 - these.lower!))).toBeLessThan(1e-15);
      }),
    );
  });

  it("stays within 0 and 1, holds the rate, and reaches the ends just where the rate does", () => {
    fc.assert(
      fc.property(
        shares,
        fc.oneof(confidence, fc.constantFrom(1e-20, 1e-16, 1e-12)),
        ({ numerator, denominator }, sure) => {
          const { estimate, lower, upper } = shareInterval({ numerator, denominator }, { confidence: sure });
          expect(estimate).toBe(numerator / denominator);
          expect(lower! >= 0 && upper! <= 1).toBe(true);
          expect(lower! <= estimate! && upper! >= estimate!).toBe(true);
          if (sure > 0.01) expect(upper! > lower!).toBe(true);
          expect(lower === 0).toBe(numerator === 0);
          if (numerator === denominator) expect(upper).toBe(1);
        },
      ),
    );
  });

  it("holds every interval of less confidence, and does not widen where all is so many times as large", () => {
    fc.assert(
      fc.property(shares, confidence, confidence, fc.integer({ min: 2, max: 1000 }), (share, one, other, times) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        const inner = shareInterval(share, { confidence: less });
        const outer = shareInterval(share, { confidence: more });
        expect(outer.lower! <= inner.lower! + 1e-15 && outer.upper! >= inner.upper! - 1e-15).toBe(true);
        const larger = { numerator: times * share.numerator, denominator: times * share.denominator };
        const narrower = shareInterval(larger, { confidence: more });
        expect(narrower.upper! - narrower.lower!).toBeLessThanOrEqual(outer.upper! - outer.lower! + 1e-15);
      }),
    );
  });

  it("has exact limits, to a relative 2e-15, from 1 person to 1e9", () => {
    const exact = (numerator: number, denominator: number, sure: number) => {
      const z = zOf(sure);
      const { lower, upper } = shareInterval({ numerator, denominator }, { confidence: sure });
      const what = `${numerator} of ${denominator} at ${sure}`;
      if (numerator > 0) {
        const near = fixed(lower! * 2e-15);
        expect(signOfWilson(numerator, denominator, fixed(lower!) - near, z), what).toBe(1);
        expect(signOfWilson(numerator, denominator, fixed(lower!) + near, z), what).toBe(-1);
      }
      if (numerator < denominator) {
        const near = fixed(upper! * 2e-15);
        expect(signOfWilson(numerator, denominator, fixed(upper!) - near, -z), what).toBe(1);
        const above = fixed(upper!) + near;
        if (above < fixed(1)) expect(signOfWilson(numerator, denominator, above, -z), what).toBe(-1);
      }
    };
    for (const denominator of [1, 2, 10, 1000, 1e6, 1e9]) {
      for (const numerator of [0, 1, Math.floor(denominator / 3), Math.floor(denominator / 2), denominator]) {
        for (const sure of [1e-6, 0.5, 0.95, 1 - 1e-9]) exact(numerator, denominator, sure);
      }
    }
    fc.assert(
      fc.property(shares, confidence, ({ numerator, denominator }, sure) => exact(numerator, denominator, sure)),
    );
  });

  it("of everybody is (Z + 1)/2 of the score interval Z of a net score", () => {
    for (const size of [1, 5, 80]) {
      const net = npsInterval({ promoters: size, passives: 0, detractors: 0 });
      const share = shareInterval({ numerator: size, denominator: size });
      expect(share.lower).toBeCloseTo((net.lower! / 100 + 1) / 2, 14);
    }
  });
});

describe("Newcombe's interval of a difference", () => {
  it("changes its sign with the order, exactly", () => {
    fc.assert(
      fc.property(shares, shares, confidence, (first, second, sure) => {
        const there = compareShares(first, second, { confidence: sure });
        const back = compareShares(second, first, { confidence: sure });
        expect([back.difference, back.lower, back.upper, back.pValue]).toEqual([
          0 - there.difference!,
          0 - there.upper!,
          0 - there.lower!,
          there.pValue,
        ]);
      }),
    );
  });

  it("stays within −1 and 1, holds the difference, and is recovered from the limits of the two", () => {
    fc.assert(
      fc.property(shares, shares, confidence, (first, second, sure) => {
        const options = { confidence: sure };
        const { difference, lower, upper, pValue } = compareShares(first, second, options);
        expect(lower! >= -1 && upper! <= 1 && lower! <= difference! && upper! >= difference!).toBe(true);
        expect(pValue! >= 0 && pValue! <= 1).toBe(true);
        const [one, other] = [shareInterval(first, options), shareInterval(second, options)];
        const below = Math.sqrt((one.estimate! - one.lower!) ** 2 + (other.upper! - other.estimate!) ** 2);
        const above = Math.sqrt((one.upper! - one.estimate!) ** 2 + (other.estimate! - other.lower!) ** 2);
        expect(Math.abs(difference! - below - lower!)).toBeLessThan(1e-15);
        expect(Math.abs(difference! + above - upper!)).toBeLessThan(1e-15);
      }),
    );
  });

  it("leaves 0 out just where p is below 1 − confidence", () => {
    fc.assert(
      fc.property(shares, shares, confidence, (first, second, sure) => {
        const comparison = compareShares(first, second, { confidence: sure });
        if (Math.abs(comparison.pValue! - (1 - sure)) < 1e-9) return;
        expect(comparison.pValue! < 1 - sure).toBe(isOutside(comparison));
      }),
    );
  });

  it("has 0 for a limit at a confidence of 1 − p", () => {
    fc.assert(
      fc.property(shares, shares, (first, second) => {
        const pValue = compareShares(first, second).pValue!;
        if (pValue < 1e-6 || pValue > 1 - 1e-6) return;
        const below = compareShares(first, second, { confidence: 1 - pValue * (1 + 1e-7) });
        const above = compareShares(first, second, { confidence: 1 - pValue * (1 - 1e-7) });
        expect([isOutside(below), isOutside(above)]).toEqual([true, false]);
      }),
    );
  });

  it("is 0 with p = 1 of equal rates, also in samples of two sizes", () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 999 }), confidence, (share, times, sure) => {
        const larger = { numerator: times * share.numerator, denominator: times * share.denominator };
        const { difference, lower, upper, pValue } = compareShares(share, larger, { confidence: sure });
        expect([difference, pValue]).toEqual([0, 1]);
        expect(lower! <= 0 && upper! >= 0).toBe(true);
        // With less confidence the limits of many people are next to the rate, closer than doubles lie.
        if (sure > 0.01) expect(lower! < 0 && upper! > 0).toBe(true);
      }),
    );
  });
});
