import { benjaminiHochberg, funnelPlotLimits, holm, kitagawa } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases, zOf } from "../golden.ts";

describe("adjusted p-values against R, 18 cases", () => {
  const cases = goldenCases<{ readonly p: readonly number[] }, Record<"holm" | "bh", readonly number[]>>("p_adjust");

  it("are Holm’s and Benjamini and Hochberg’s, where R has NA null", () => {
    let without = 0;
    for (const { id, input, expected } of cases) {
      const given = input.p.map((p) => (p === null || Number.isNaN(p) ? null : p));
      for (const [adjust, theirs] of [
        [holm, expected.holm],
        [benjaminiHochberg, expected.bh],
      ] as const) {
        const adjusted = adjust(given);
        expect(adjusted, id).toHaveLength(theirs.length);
        adjusted.forEach((p, index) => {
          if (given[index] === null) {
            without++;
            expect(p, id).toBeNull();
          } else expectNear(p, theirs[index]!, id, { relative: 1e-12, absolute: 1e-15 });
        });
      }
    }
    expect(cases).toHaveLength(18);
    expect(without).toBe(0);
  });
});

describe("funnel-plot limits against R, 19 cases", () => {
  type Expected = Record<"lower95" | "upper95" | "lower998" | "upper998", number> & {
    readonly normal95: readonly [number, number];
  };
  const cases = goldenCases<{ readonly n: number; readonly target: number }, Expected>("funnel");

  it("are Spiegelhalter’s exact ones, between the two nearest counts", () => {
    for (const { id, input, expected } of cases) {
      const { n: denominator, target } = input;
      const { segments } = funnelPlotLimits(new Map([["it", { numerator: 0, denominator }]]), { target });
      const { inner, outer } = segments.get("it")!;
      expectNear(inner!.lower, expected.lower95, id, { relative: 1e-11 });
      expectNear(inner!.upper, expected.upper95, id, { relative: 1e-11 });
      expectNear(outer!.lower, expected.lower998, id, { relative: 1e-11 });
      expectNear(outer!.upper, expected.upper998, id, { relative: 1e-11 });
      const error = Math.sqrt((target * (1 - target)) / denominator);
      expectNear(target - zOf(0.95) * error, expected.normal95[0], id);
      // They near the normal ones as segments grow.
      expect(Math.abs(inner!.lower - Math.max(0, expected.normal95[0])), id).toBeLessThan(1.2 / denominator);
    }
    expect(cases).toHaveLength(19);
  });
});

describe("Kitagawa’s decomposition against R, 19 cases", () => {
  interface Input {
    readonly n0: readonly number[];
    readonly score0: readonly number[];
    readonly n1: readonly number[];
    readonly score1: readonly number[];
  }
  interface Expected {
    readonly total0: number;
    readonly total1: number;
    readonly change: number;
    readonly rateEffect: number;
    readonly mixEffect: number;
    readonly bySegmentRate: readonly number[];
    readonly bySegmentMix: readonly number[];
    readonly bySegmentMixCentred: readonly number[];
    readonly directlyStandardised1: number;
  }
  const cases = goldenCases<Input, Expected>("kitagawa");

  it("has the change, its two parts, and what each segment contributes", () => {
    for (const { id, input, expected } of cases) {
      const wave = (counts: readonly number[], scores: readonly number[]) =>
        new Map(counts.map((count, index) => [index, { count, score: scores[index]! }]));
      const { segments, ...all } = kitagawa(wave(input.n0, input.score0), wave(input.n1, input.score1));
      expectNear(all.before, expected.total0, id);
      expectNear(all.after, expected.total1, id);
      expectNear(all.change, expected.change, id);
      expectNear(all.rate, expected.rateEffect, id);
      expectNear(all.mix, expected.mixEffect, id);
      expectNear(all.standardised, expected.directlyStandardised1, id);
      expect(segments.size, id).toBe(input.n0.length);
      for (const [index, { rate, mix, mixCentred }] of segments) {
        expectNear(rate, expected.bySegmentRate[index]!, id);
        expectNear(mix, expected.bySegmentMix[index]!, id);
        expectNear(mixCentred, expected.bySegmentMixCentred[index]!, id);
      }
    }
    expect(cases).toHaveLength(19);
  });
});
