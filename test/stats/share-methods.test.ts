import {
  agrestiCoull,
  binomialProbability,
  binomialTest,
  type ConfidenceOptions,
  clopperPearson,
  compareShareToTarget,
  finitePopulation,
  type Interval,
  jeffreys,
  midP,
  midPTest,
  type ShareLike,
  share,
  shareInterval,
  waldShare,
  wilsonCorrected,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain } from "../laws.ts";
import { confidence, ghosts, shares } from "./interval-arbitraries.ts";

const methods: Readonly<Record<string, (share: ShareLike, options?: ConfidenceOptions) => Interval>> = {
  agrestiCoull,
  clopperPearson,
  jeffreys,
  midP,
  waldShare,
  wilsonCorrected,
};
/** Those whose limits hold the estimate at every confidence. */
const holding = ["agrestiCoull", "clopperPearson", "waldShare", "wilsonCorrected"];

const other = ({ numerator, denominator }: ShareLike) => ({ numerator: denominator - numerator, denominator });

/** A weighted share, down to a size far below one person and a rate next to 0 or 1. */
const weighted: fc.Arbitrary<ShareLike> = fc
  .record({
    denominator: fc.integer({ min: 1, max: 1e6 }),
    rate: fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0, 1, 5e-324, 1e-300, 1e-12, 1 - 2 ** -53),
    ),
    effectiveSampleSize: fc.oneof(
      fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
      fc.constantFrom(1e-300, 2 ** 53 - 1),
    ),
  })
  .map((known) => ({ ...known, numerator: Math.round(known.rate * known.denominator) }));

describe.each(Object.entries(methods))("%s", (name, interval) => {
  it("stays within 0 and 1, in order, and nothing else than numbers leaves it", () => {
    fc.assert(
      fc.property(fc.oneof(shares, weighted), confidence, (sample, sure) => {
        const found = interval(sample, { confidence: sure });
        expect(ghosts(found)).toEqual([]);
        expect(found.lower! >= 0 && found.lower! <= found.upper! && found.upper! <= 1, JSON.stringify(found)).toBe(
          true,
        );
        if (!holding.includes(name)) return;
        const rounding = 1e-15;
        expect(found.lower! <= found.estimate! + rounding && found.upper! >= found.estimate! - rounding).toBe(true);
      }),
    );
  });

  it("of the others is what is left to 1", () => {
    fc.assert(
      fc.property(shares, confidence, (sample, sure) => {
        const these = interval(sample, { confidence: sure });
        const others = interval(other(sample), { confidence: sure });
        expect(Math.abs(others.lower! - (1 - these.upper!))).toBeLessThan(1e-14);
        expect(Math.abs(others.upper! - (1 - these.lower!))).toBeLessThan(1e-14);
      }),
    );
  });

  it("holds every interval of less confidence", () => {
    fc.assert(
      fc.property(shares, confidence, confidence, (sample, one, two) => {
        const [inner, outer] = [Math.min(one, two), Math.max(one, two)].map((sure) =>
          interval(sample, { confidence: sure }),
        );
        expect(outer!.lower! <= inner!.lower! + 1e-14 && outer!.upper! >= inner!.upper! - 1e-14).toBe(true);
      }),
    );
  });

  it("takes a weighted share as one of its effective size", () => {
    fc.assert(
      fc.property(shares, confidence, fc.integer({ min: 1, max: 9 }), ({ numerator, denominator }, sure, times) => {
        const counted = interval({ numerator, denominator }, { confidence: sure });
        const sized = interval(
          {
            numerator: times * numerator,
            denominator: times * denominator,
            rate: numerator / denominator,
            effectiveSampleSize: denominator,
          },
          { confidence: sure },
        );
        // The rate of a weighted share has only the digits of a double.
        const tolerance = 1e-13 + (2 ** -52 * denominator) / Math.max(1, Math.min(numerator, denominator - numerator));
        const near = (a: number | null, b: number | null) =>
          Math.abs(a! - b!) <= tolerance * Math.max(1e-3, Math.min(a!, 1 - a!)) + 1e-15;
        expect([near(sized.lower, counted.lower), near(sized.upper, counted.upper)]).toEqual([true, true]);
      }),
    );
  });

  it("has no limits of an empty sample, and refuses what is no share", () => {
    const none = { estimate: null, lower: null, upper: null, confidence: 0.95, reason: "the sample is empty" };
    expect(interval({ numerator: 0, denominator: 0 })).toMatchObject(none);
    expect(interval(share([]))).toMatchObject(none);
    expect(interval(share([true], { weight: () => 0 }))).toMatchObject(none);
    for (const bad of [
      { numerator: 2, denominator: 1 },
      { numerator: -1, denominator: 1 },
      { numerator: 0.5, denominator: 1 },
      { numerator: 1, denominator: Number.NaN },
      { numerator: 1, denominator: 2, rate: 1.5, effectiveSampleSize: 2 },
      { numerator: 1, denominator: 2, rate: 0.5, effectiveSampleSize: -2 },
      { numerator: 1, denominator: 2, rate: 0.5, effectiveSampleSize: Infinity },
      { numerator: 1, denominator: 2, rate: 0.5, effectiveSampleSize: Number.NaN },
      { numerator: 1, denominator: 2, rate: 0.5, effectiveSampleSize: 1e17 },
    ]) {
      expect(() => interval(bad), JSON.stringify(bad)).toThrow(RangeError);
    }
    for (const sure of [0, 1, 95, Number.NaN]) {
      expect(() => interval({ numerator: 1, denominator: 2 }, { confidence: sure })).toThrow(/^confidence must be/);
    }
    expect(() => interval({ numerator: 1, denominator: 2 }, { confidence: "0.95" as never })).toThrow(TypeError);
  });
});

describe("the intervals of a share beside each other", () => {
  it("the exact one holds the mid-P and Jeffreys' interval; Agresti and Coull's holds Wilson's; the corrected one too", () => {
    fc.assert(
      fc.property(shares, confidence, (sample, sure) => {
        const options = { confidence: sure };
        const holds = (outer: Interval, inner: Interval) =>
          expect(outer.lower! <= inner.lower! + 1e-14 && outer.upper! >= inner.upper! - 1e-14).toBe(true);
        holds(clopperPearson(sample, options), midP(sample, options));
        holds(clopperPearson(sample, options), jeffreys(sample, options));
        holds(agrestiCoull(sample, options), shareInterval(sample, options));
        holds(wilsonCorrected(sample, options), shareInterval(sample, options));
      }),
    );
  });

  it("the exact one is never wrong more often than it says: every share, up to 25 people", () => {
    for (const people of [1, 2, 5, 10, 25]) {
      for (const sure of [0.8, 0.95]) {
        const limits = Array.from({ length: people + 1 }, (_, numerator) =>
          clopperPearson({ numerator, denominator: people }, { confidence: sure }),
        );
        for (let truth = 0.005; truth < 1; truth += 0.005) {
          let held = 0;
          limits.forEach(({ lower, upper }, hits) => {
            if (lower! <= truth && truth <= upper!) held += binomialProbability(hits, people, truth);
          });
          expect(held, `${people} people, ${truth}`).toBeGreaterThanOrEqual(sure - 1e-12);
        }
      }
    }
  });

  it("have the closed forms of samples that agree", () => {
    for (const denominator of [1, 3, 20, 1000]) {
      const none = { numerator: 0, denominator };
      expect(clopperPearson(none).upper).toBeCloseTo(1 - 0.025 ** (1 / denominator), 14);
      expect(midP(none).upper).toBeCloseTo(1 - 0.05 ** (1 / denominator), 14);
      expect(waldShare(none)).toMatchObject({ lower: 0, upper: 0 });
    }
  });
});

describe("tests of a share", () => {
  const target = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 0.5, 0.1, 1e-300));

  it("agree with their intervals: an exact tail of α/2 at each limit, twice the mid-P tail of α", () => {
    const few = fc.record({ numerator: fc.nat(60), others: fc.nat(60) }).map(({ numerator, others }) => ({
      numerator,
      denominator: Math.max(1, numerator + others),
    }));
    fc.assert(
      fc.property(few, fc.double({ min: 0.5, max: 0.9999, noNaN: true }), (sample, sure) => {
        const alpha = 1 - sure;
        const near = (p: number | null, expected: number) => expect(Math.abs(p! / expected - 1)).toBeLessThan(1e-9);
        const exact = clopperPearson(sample, { confidence: sure });
        const { lower, upper } = midP(sample, { confidence: sure });
        if (sample.numerator > 0) {
          near(binomialTest(sample, exact.lower!, { alternative: "greater" }).pValue, alpha / 2);
          near(midPTest(sample, lower!).pValue, alpha);
        }
        if (sample.numerator < sample.denominator) {
          near(binomialTest(sample, exact.upper!, { alternative: "less" }).pValue, alpha / 2);
          near(midPTest(sample, upper!).pValue, alpha);
        }
      }),
    );
  });

  it("the exact one adds up all samples that are no likelier", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), target, (numerator, others, truth) => {
        const denominator = Math.max(1, numerator + others);
        const chances = Array.from({ length: denominator + 1 }, (_, hits) =>
          binomialProbability(hits, denominator, truth),
        );
        const most = chances[numerator]! * (1 + 1e-7);
        const sum = chances.filter((chance) => chance <= most).reduce((total, chance) => total + chance, 0);
        const { pValue } = binomialTest({ numerator, denominator }, truth);
        expect(Math.abs(pValue! - Math.min(1, sum))).toBeLessThanOrEqual(1e-12 * sum + 1e-300);
      }),
    );
  });

  it("answer probabilities, at any size and target", () => {
    fc.assert(
      fc.property(shares, target, (sample, truth) => {
        const found = [
          binomialTest(sample, truth),
          binomialTest(sample, truth, { alternative: "less" }),
          binomialTest(sample, truth, { alternative: "greater" }),
          midPTest(sample, truth),
          compareShareToTarget(sample, truth),
        ];
        for (const { pValue } of found) expect(pValue! >= 0 && pValue! <= 1).toBe(true);
        expect(ghosts(found)).toEqual([]);
      }),
    );
  });

  it("the score test rejects the target just where Wilson's interval leaves it out", () => {
    fc.assert(
      fc.property(shares, target, confidence, (sample, truth, sure) => {
        const { pValue, lower, upper, difference } = compareShareToTarget(sample, truth, { confidence: sure });
        expect(difference).toBe(sample.numerator / sample.denominator - truth);
        if (Math.abs(pValue! - (1 - sure)) < 1e-9 || Math.min(Math.abs(lower!), Math.abs(upper!)) < 1e-15) return;
        expect(pValue! < 1 - sure).toBe(lower! > 0 || upper! < 0);
      }),
    );
  });

  it("are certain of targets of 0 and 1", () => {
    expect(binomialTest({ numerator: 1, denominator: 9 }, 0).pValue).toBe(0);
    expect(binomialTest({ numerator: 0, denominator: 9 }, 0).pValue).toBe(1);
    expect(midPTest({ numerator: 9, denominator: 9 }, 1).pValue).toBe(1);
    expect(compareShareToTarget({ numerator: 8, denominator: 9 }, 1).pValue).toBe(0);
    expect(compareShareToTarget({ numerator: 0, denominator: 9 }, 0)).toMatchObject({ difference: 0, pValue: 1 });
  });

  it("have no p-value of an empty sample, and refuse weights, targets and alternatives that are none", () => {
    const none = { numerator: 0, denominator: 0 };
    const half = { numerator: 1, denominator: 2 };
    expect(binomialTest(none, 0.5)).toEqual({ pValue: null, method: "exact", reason: "the sample is empty" });
    expect(midPTest(none, 0.5)).toEqual({ pValue: null, method: "mid-p", reason: "the sample is empty" });
    expect(compareShareToTarget(none, 0.5)).toEqual({
      difference: null,
      lower: null,
      upper: null,
      pValue: null,
      confidence: 0.95,
      method: "wilson",
      reason: "the sample is empty",
    });
    for (const test of [binomialTest, midPTest, compareShareToTarget]) {
      expect(() => test(half, 50)).toThrow(new RangeError("target must be a share from 0 to 1, got 50"));
      expect(() => test(half, "0.5" as never)).toThrow(new TypeError('target must be a share from 0 to 1, got "0.5"'));
      expect(() => test(half, Number.NaN)).toThrow(RangeError);
      expect(() => test({ numerator: 3, denominator: 2 }, 0.5)).toThrow(RangeError);
    }
    const weighty = share([true, false], { weight: () => 2 });
    expect(() => binomialTest(weighty, 0.5)).toThrow(/^share must be without weights/);
    expect(() => midPTest(weighty, 0.5)).toThrow(/^share must be without weights/);
    expect(() => binomialTest(half, 0.5, { alternative: "larger" as never })).toThrow(
      new TypeError('alternative must be "two-sided" or "greater" or "less", got "larger"'),
    );
  });
});

describe("a numerator of −0", () => {
  it("leaves no −0", () => {
    const none = { numerator: -0, denominator: 10 };
    for (const interval of [shareInterval, agrestiCoull, clopperPearson, jeffreys, midP, waldShare, wilsonCorrected]) {
      expectPlain(interval(none));
    }
    expectPlain(finitePopulation(none, 100));
  });
});
