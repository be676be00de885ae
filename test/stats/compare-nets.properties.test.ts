import { compareNps, compareNpsToTarget, nps, npsInterval } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confidence, fewPeople, groups, mirrored, ROUNDING } from "./interval-arbitraries.ts";

const method = fc.constantFrom("score", "adjusted-wald", "wald");
const isOutside = ({ lower, upper }: { lower: number | null; upper: number | null }) => lower! > 0 || upper! < 0;

describe("the difference of two net scores", () => {
  it("changes its sign with the order, exactly", () => {
    fc.assert(
      fc.property(groups, groups, confidence, method, (first, second, sure, by) => {
        const there = compareNps(first, second, { confidence: sure, method: by });
        const back = compareNps(second, first, { confidence: sure, method: by });
        expect(back.difference).toBe(0 - there.difference!);
        expect([back.lower, back.upper, back.pValue]).toEqual(
          there.lower === null ? [null, null, null] : [0 - there.upper!, 0 - there.lower, there.pValue],
        );
      }),
    );
  });

  it("is what the mirrored samples differ by, the other way round", () => {
    fc.assert(
      fc.property(groups, groups, confidence, (first, second, sure) => {
        const there = compareNps(first, second, { confidence: sure });
        const mirror = compareNps(mirrored(first), mirrored(second), { confidence: sure });
        expect(Math.abs(mirror.lower! + there.upper!)).toBeLessThan(ROUNDING);
        expect(Math.abs(mirror.upper! + there.lower!)).toBeLessThan(ROUNDING);
        expect(Math.abs(mirror.pValue! - there.pValue!)).toBeLessThan(1e-9);
      }),
    );
  });

  it("leaves 0 out just where p is below 1 − confidence", () => {
    fc.assert(
      fc.property(groups, groups, confidence, method, (first, second, sure, by) => {
        const comparison = compareNps(first, second, { confidence: sure, method: by });
        if (comparison.pValue === null || Math.abs(comparison.pValue - (1 - sure)) < 1e-9) return;
        expect(comparison.pValue < 1 - sure).toBe(isOutside(comparison));
      }),
    );
  });

  it("has 0 for a limit at a confidence of 1 − p", () => {
    fc.assert(
      fc.property(fewPeople, fewPeople, method, (first, second, by) => {
        const { pValue } = compareNps(first, second, { method: by });
        if (pValue === null || pValue < 1e-6 || pValue > 1 - 1e-6) return;
        const below = compareNps(first, second, { method: by, confidence: 1 - pValue * (1 + 1e-8) });
        const above = compareNps(first, second, { method: by, confidence: 1 - pValue * (1 - 1e-8) });
        expect([isOutside(below), isOutside(above)]).toEqual([true, false]);
      }),
    );
  });

  it("is 0 with p = 1 of a sample with itself, and its interval is not of zero width", () => {
    fc.assert(
      fc.property(groups, confidence, (sample, sure) => {
        const { difference, lower, upper, pValue } = compareNps(sample, sample, { confidence: sure });
        expect([difference, pValue]).toEqual([0, 1]);
        expect(lower! <= 0 && upper! >= 0).toBe(true);
        if (sure > 0.01) expect(lower! < 0 && upper! > 0).toBe(true);
      }),
    );
  });

  it("lies within −200 and 200, and holds the difference", () => {
    fc.assert(
      fc.property(groups, groups, confidence, (first, second, sure) => {
        const { difference, lower, upper, pValue } = compareNps(first, second, { confidence: sure });
        expect(lower! >= -200 && upper! <= 200).toBe(true);
        expect(lower! <= difference! + ROUNDING && upper! >= difference! - ROUNDING).toBe(true);
        expect(pValue! >= 0 && pValue! <= 1).toBe(true);
      }),
    );
  });

  it("is recovered from the limits of the two", () => {
    fc.assert(
      fc.property(groups, groups, confidence, (first, second, sure) => {
        const options = { confidence: sure };
        const [one, other] = [npsInterval(first, options), npsInterval(second, options)];
        const { difference, lower, upper } = compareNps(first, second, options);
        const below = Math.sqrt((one.estimate! - one.lower!) ** 2 + (other.upper! - other.estimate!) ** 2);
        const above = Math.sqrt((one.upper! - one.estimate!) ** 2 + (other.estimate! - other.lower!) ** 2);
        expect(Math.abs(difference! - below - lower!)).toBeLessThan(ROUNDING);
        expect(Math.abs(difference! + above - upper!)).toBeLessThan(ROUNDING);
      }),
    );
  });
});

describe("a net score against a target", () => {
  it("leaves the target out just where p is below 1 − confidence", () => {
    const target = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(groups, target, confidence, method, (sample, aim, sure, by) => {
        const comparison = compareNpsToTarget(sample, aim, { confidence: sure, method: by });
        const { lower, upper } = npsInterval(sample, { confidence: sure, method: by });
        if (comparison.pValue === null || Math.abs(comparison.pValue - (1 - sure)) < 1e-9) return;
        expect(comparison.pValue < 1 - sure).toBe(isOutside(comparison));
        expect([comparison.lower, comparison.upper]).toEqual([lower! - aim, upper! - aim]);
      }),
    );
  });

  it("has p = 1 − confidence at its limits", () => {
    fc.assert(
      fc.property(fewPeople, fc.double({ min: 0.01, max: 0.999, noNaN: true }), (sample, sure) => {
        const { lower, upper } = npsInterval(sample, { confidence: sure });
        for (const limit of [lower!, upper!]) {
          if (Math.abs(limit) === 100) continue;
          expect(compareNpsToTarget(sample, limit).pValue).toBeCloseTo(1 - sure, 9);
        }
      }),
    );
  });

  it("has p = 1 at the score itself, and 0 at an end of the scale where not all answers are", () => {
    fc.assert(
      fc.property(groups, (sample) => {
        const { estimate, lower, upper } = npsInterval(sample);
        expect(compareNpsToTarget(sample, estimate!).pValue).toBeCloseTo(1, 6);
        if (upper! < 100) expect(compareNpsToTarget(sample, 100).pValue).toBe(0);
        if (lower! > -100) expect(compareNpsToTarget(sample, -100).pValue).toBe(0);
      }),
    );
  });

  it("has McNemar's p-value at 0", () => {
    // 6 of 22 who changed: z = −10/√22, as Fagerland, Lydersen & Laake (2017) print it: −2.132, P = 0.033.
    const { pValue } = compareNpsToTarget({ promoters: 6, passives: 139, detractors: 16 }, 0);
    expect(pValue).toBeCloseTo(0.033006257661232524, 14);
    expect(compareNpsToTarget(nps([7, 8]), 0).pValue).toBe(1);
  });
});
