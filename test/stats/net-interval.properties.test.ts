import { normalTail, npsInterval } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { zOf } from "../golden.ts";
import { fixed, signOfScore, type Trinomial } from "./exact-score.ts";
import { confidence, groups, mirrored, ROUNDING, sizeOf } from "./interval-arbitraries.ts";

const score = ({ promoters, detractors, ...rest }: Trinomial) =>
  (100 * (promoters - detractors)) / sizeOf({ promoters, detractors, ...rest });

describe("the score interval of a net score", () => {
  it("stays on the scale and holds the estimate", () => {
    fc.assert(
      fc.property(groups, confidence, (sample, sure) => {
        const { estimate, lower, upper } = npsInterval(sample, { confidence: sure });
        expect(estimate).toBe(score(sample));
        expect(lower).toBeGreaterThanOrEqual(-100);
        expect(upper).toBeLessThanOrEqual(100);
        expect(lower).toBeLessThanOrEqual(estimate! + ROUNDING);
        expect(upper).toBeGreaterThanOrEqual(estimate! - ROUNDING);
        // With less confidence the limits of many people are next to the estimate, closer than doubles lie.
        if (sure > 0.01) expect(upper! > lower!).toBe(true);
      }),
    );
  });

  it("ends at the end of the scale only where all answers are there", () => {
    fc.assert(
      fc.property(groups, confidence, (sample, sure) => {
        const { lower, upper } = npsInterval(sample, { confidence: sure });
        expect(lower === -100).toBe(sample.detractors === sizeOf(sample));
        expect(upper === 100).toBe(sample.promoters === sizeOf(sample));
      }),
    );
  });

  it("holds every interval of less confidence", () => {
    fc.assert(
      fc.property(groups, confidence, confidence, (sample, one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        const inner = npsInterval(sample, { confidence: less });
        const outer = npsInterval(sample, { confidence: more });
        expect(outer.lower).toBeLessThanOrEqual(inner.lower! + ROUNDING);
        expect(outer.upper).toBeGreaterThanOrEqual(inner.upper! - ROUNDING);
      }),
    );
  });

  it("is mirrored where promoters and detractors are exchanged, by every method", () => {
    fc.assert(
      fc.property(groups, confidence, fc.constantFrom("score", "adjusted-wald", "wald"), (sample, sure, method) => {
        const there = npsInterval(sample, { confidence: sure, method });
        const back = npsInterval(mirrored(sample), { confidence: sure, method });
        expect([back.lower! + 0, back.upper! + 0]).toEqual([0 - there.upper!, 0 - there.lower!]);
      }),
    );
  });

  it("does not widen where every group is so many times as large", () => {
    fc.assert(
      fc.property(groups, fc.integer({ min: 2, max: 1000 }), confidence, (sample, times, sure) => {
        const small = npsInterval(sample, { confidence: sure });
        const large = npsInterval(
          {
            promoters: times * sample.promoters,
            passives: times * sample.passives,
            detractors: times * sample.detractors,
          },
          { confidence: sure },
        );
        expect(large.upper! - large.lower!).toBeLessThanOrEqual(small.upper! - small.lower! + ROUNDING);
        expect(large.lower).toBeGreaterThanOrEqual(small.lower! - ROUNDING);
        expect(large.upper).toBeLessThanOrEqual(small.upper! + ROUNDING);
      }),
    );
  });

  it("closes in on the estimate as the sample grows", () => {
    for (const [promoters, passives, detractors] of [
      [3, 1, 1],
      [1, 0, 0],
      [0, 1, 0],
      [2, 1, 0],
    ] as const) {
      const at = (times: number) => {
        const sample = { promoters: times * promoters, passives: times * passives, detractors: times * detractors };
        const { lower, upper } = npsInterval(sample);
        return upper! - lower!;
      };
      const widths = [1, 10, 100, 1e4, 1e8].map(at);
      expect(widths).toEqual([...widths].sort((one, other) => other - one));
      expect(widths.at(-1)).toBeLessThan(0.1);
    }
  });
});

describe("limits of the score interval against arithmetic of 400 binary places", () => {
  /** Half-width of the bracket about a limit in points, of 200 points of scale. */
  const within = 5e-14;

  /** Whether the score statistic crosses ±z within the bracket about each limit. */
  function expectExact(sample: Trinomial, sure: number): void {
    const z = zOf(sure);
    const { lower, upper } = npsInterval(sample, { confidence: sure });
    const what = `${JSON.stringify(sample)} at ${sure}`;
    const near = fixed(within / 100);
    const sign = (limit: bigint, aim: number) => {
      if (limit <= fixed(-1)) return 1;
      return limit >= fixed(1) ? -1 : signOfScore(sample, limit, aim);
    };
    if (sample.detractors < sizeOf(sample)) {
      expect(sign(fixed(lower!) / 100n - near, z), `just below the lower limit of ${what}`).toBe(1);
      expect(sign(fixed(lower!) / 100n + near, z), `just above the lower limit of ${what}`).toBe(-1);
    } else expect(lower, what).toBe(-100);
    if (sample.promoters < sizeOf(sample)) {
      expect(sign(fixed(upper!) / 100n - near, -z), `just below the upper limit of ${what}`).toBe(1);
      expect(sign(fixed(upper!) / 100n + near, -z), `just above the upper limit of ${what}`).toBe(-1);
    } else expect(upper, what).toBe(100);
  }

  it("agree to 5e-14 points from 1 person to 1e9, however skewed", () => {
    for (const size of [1, 2, 3, 5, 10, 30, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]) {
      const half = Math.floor(size / 2);
      const samples = [
        [size, 0, 0],
        [0, size, 0],
        [size - 1, 1, 0],
        [size - 1, 0, 1],
        [1, 0, size - 1],
        [0, size - 1, 1],
        [half, 0, size - half],
        [half, size - half, 0],
        [Math.floor(size / 3), Math.floor(size / 3), size - 2 * Math.floor(size / 3)],
        [Math.max(0, size - 3), size < 3 ? size : 2, size < 3 ? 0 : 1],
      ] as const;
      for (const [promoters, passives, detractors] of samples) {
        for (const sure of [1e-6, 0.5, 0.95, 1 - 1e-9]) expectExact({ promoters, passives, detractors }, sure);
      }
    }
  });

  it("agree where the likeliest share is a double root", () => {
    // Without promoters, at a score of −x with x = D/(2n − D): there the share of detractors is x, its variance x·(1 − x).
    for (const [passives, detractors] of [
      [1, 1],
      [2, 1],
      [1, 3],
      [50, 7],
      [90, 3],
    ] as const) {
      const size = passives + detractors;
      const x = detractors / (2 * size - detractors);
      const z = (detractors - size * x) / Math.sqrt(size * x * (1 - x));
      const sure = 1 - 2 * normalTail(z);
      expect(npsInterval({ promoters: 0, passives, detractors }, { confidence: sure }).upper).toBeCloseTo(-100 * x, 9);
      expectExact({ promoters: 0, passives, detractors }, sure);
      expectExact({ promoters: detractors, passives, detractors: 0 }, sure);
    }
  });

  it("agree in random samples", () => {
    fc.assert(fc.property(groups, confidence, expectExact));
  });
});
