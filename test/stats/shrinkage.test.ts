import {
  betaQuantile,
  mean,
  meanMetric,
  measureBy,
  npsInterval,
  npsMetric,
  shareInterval,
  shareMetric,
  shrinkMeans,
  shrinkNps,
  shrinkShares,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digammaLag, digammaRise, trigammaFall } from "../../src/stats/digamma.ts";
import { fitDirichlet } from "../../src/stats/dirichlet.ts";
import { logGamma } from "../../src/stats/log-gamma.ts";
import { ghosts } from "./interval-arbitraries.ts";

const keyed = <Value>(values: readonly Value[]) => new Map(values.map((value, index) => [index, value]));
const people = fc.oneof(fc.nat(3), fc.nat(40), fc.nat(2000));
const share = fc.tuple(people, people).map(([numerator, others]) => ({ numerator, denominator: numerator + others }));
const group = fc.record({ promoters: people, passives: people, detractors: people });

describe("differences of digamma functions", () => {
  it("are the sums that they stand for, wherever a begins", () => {
    fc.assert(
      fc.property(fc.double({ min: -9, max: 9, noNaN: true }), fc.integer({ min: 0, max: 300 }), (exponent, x) => {
        const a = 10 ** exponent;
        const terms = Array.from({ length: x }, (_, j) => j);
        const sum = (term: (j: number) => number) => terms.reduceRight((all, j) => all + term(j), 0);
        const near = (actual: number, expected: number, error: number) =>
          expect(Math.abs(actual - expected), `${a} ${x}: ${actual} ${expected}`).toBeLessThanOrEqual(
            error * expected + 1e-300,
          );
        near(
          digammaRise(a, x),
          sum((j) => 1 / (a + j)),
          1e-13,
        );
        near(
          digammaLag(a, x),
          sum((j) => j / a / (a + j)),
          1e-12,
        );
        near(
          trigammaFall(a, x),
          sum((j) => 1 / (a + j) ** 2),
          1e-9,
        );
      }),
      { numRuns: 500 },
    );
  });

  it("of counts that are not whole go on between", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1e4, noNaN: true }),
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        (a, x) => {
          expect(digammaRise(a, x + 1) - digammaRise(a, x)).toBeCloseTo(1 / (a + x), 9);
          expect(digammaLag(a, x)).toBeCloseTo(x / a - digammaRise(a, x), 6);
        },
      ),
    );
  });
});

/** Logarithm of the likelihood of the Dirichlet-multinomial, from gamma functions. */
function logLikelihood(samples: readonly (readonly number[])[], shares: readonly number[], precision: number): number {
  const rise = (a: number, x: number) => (x === 0 ? 0 : logGamma(a + x) - logGamma(a));
  return samples.reduce((sum, sample) => {
    const size = sample.reduce((all, part) => all + part, 0);
    return (
      sum +
      sample.reduce((all, part, place) => all + (part && rise(precision * shares[place]!, part)), 0) -
      rise(precision, size)
    );
  }, 0);
}

describe("the distribution that segments seem to come from", () => {
  const samples = fc.array(
    fc
      .array(fc.oneof(fc.nat(4), fc.nat(60)), { minLength: 3, maxLength: 3 })
      .filter((sample) => sample.some((part) => part > 0)),
    { minLength: 2, maxLength: 8 },
  );

  it("makes them likelier than any other near or far", () => {
    fc.assert(
      fc.property(samples, (some) => {
        const { shares, precision } = fitDirichlet(some);
        expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
        if (precision === 0) {
          expect(some.every((sample) => sample.filter((part) => part > 0).length === 1)).toBe(true);
          return;
        }
        // Without differences, the multinomial distribution of the mean shares.
        const best =
          precision === Infinity
            ? some.flat().reduce((sum, part, at) => sum + (part && part * Math.log(shares[at % 3]!)), 0)
            : logLikelihood(some, shares, precision);
        const large = Math.min(precision, 1e7);
        const present = shares.map((one) => one > 0);
        for (const factor of [1e-4, 0.01, 0.3, 0.9, 0.999, 1.001, 1.1, 3, 100, 1e4]) {
          // Beyond, gamma functions lose the digits by which these are compared.
          const other = Math.min(1e8, large * factor);
          expect(
            logLikelihood(some, shares, other),
            `${JSON.stringify(some)} ${precision} ${other}`,
          ).toBeLessThanOrEqual(best + 1e-5);
        }
        for (const [from, to] of [
          [0, 1],
          [1, 2],
          [2, 0],
          [1, 0],
          [2, 1],
          [0, 2],
        ] as const) {
          if (!present[from] || !present[to]) continue;
          const moved = shares.map((one, place) =>
            place === from ? 0.97 * one : place === to ? one + 0.03 * shares[from]! : one,
          );
          expect(logLikelihood(some, moved, large)).toBeLessThanOrEqual(best + 1e-6);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is found again in segments that were drawn from it, by their quantiles", () => {
    // Forty segments of 400 people whose shares are the quantiles of Beta(12, 28).
    const some = Array.from({ length: 40 }, (_, index) => {
      const hits = Math.round(400 * betaQuantile((index + 0.5) / 40, 12, 28));
      return { numerator: hits, denominator: 400 };
    });
    const { mean, precision } = shrinkShares(keyed(some));
    expect(mean!).toBeCloseTo(0.3, 2);
    // What chance adds to the differences is missing, so they seem less.
    expect(precision!).toBeGreaterThan(40);
    expect(precision!).toBeLessThan(60);
  });
});

describe("shrunken shares", () => {
  it("lie between their own and the mean, the nearer to their own the larger the segment", () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 10 }), (some) => {
        const { mean, precision, pooled, segments } = shrinkShares(keyed(some));
        for (const [index, { raw, estimate, ownWeight, lower, upper, rank, probabilityAbove }] of segments) {
          const { denominator } = some[index]!;
          if (mean === null) return;
          const [least, most] = [Math.min(raw ?? mean, mean), Math.max(raw ?? mean, mean)];
          expect(estimate! >= least - 1e-12 && estimate! <= most + 1e-12).toBe(true);
          expect(raw === null).toBe(denominator === 0);
          if (pooled) expect([estimate, ownWeight, rank, probabilityAbove]).toEqual([mean, 0, 1, null]);
          else if (precision! > 0) expect(ownWeight).toBeCloseTo(denominator / (denominator + precision!), 12);
          if (lower !== null) expect(lower >= 0 && upper! <= 1 && lower <= upper!).toBe(true);
          expect(rank >= 1 && rank <= some.length).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("are numbers, of any segments", () => {
    fc.assert(
      fc.property(
        fc.array(share, { maxLength: 8 }),
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        (some, confidence) => {
          const { segments, ...rest } = shrinkShares(keyed(some), { confidence });
          expect(ghosts([rest, ...segments.values()])).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("are pooled, with Wilson’s interval of all, where segments differ no more than by chance", () => {
    const some = [5, 5, 5].map((numerator) => ({ numerator, denominator: 10 }));
    const { pooled, precision, mean, segments, fewSegments } = shrinkShares(keyed(some));
    expect([pooled, precision, mean, fewSegments]).toEqual([true, null, 0.5, true]);
    const all = shareInterval({ numerator: 15, denominator: 30 });
    expect(segments.get(1)).toMatchObject({
      estimate: 0.5,
      lower: all.lower,
      upper: all.upper,
      method: "wilson",
      raw: 0.5,
      rank: 1,
    });
  });

  it("are not shrunk where every segment is all or nothing, and say so", () => {
    const { precision, segments } = shrinkShares(
      new Map([
        ["a", { numerator: 0, denominator: 9 }],
        ["b", { numerator: 9, denominator: 9 }],
      ]),
    );
    expect(precision).toBe(0);
    expect(segments.get("a")).toMatchObject({ estimate: 0, lower: null, reason: "every segment is all or nothing" });
    expect(segments.get("b")).toMatchObject({ estimate: 1, ownWeight: 1, upper: null });
  });

  it("of nothing are null", () => {
    expect(shrinkShares(new Map())).toEqual({
      mean: null,
      precision: null,
      pooled: false,
      fewSegments: true,
      segments: new Map(),
      reason: "nothing was counted",
    });
    expect(shrinkShares(new Map([["a", { numerator: 0, denominator: 0 }]])).segments.get("a")).toMatchObject({
      estimate: null,
      lower: null,
      raw: null,
      reason: "nothing was counted",
    });
  });

  it("rank by how surely a segment lies above the benchmark: many of few before few of few", () => {
    const some = new Map([
      ["three of three", { numerator: 3, denominator: 3 }],
      ["ninety of a hundred", { numerator: 90, denominator: 100 }],
      ["fifty of a hundred", { numerator: 50, denominator: 100 }],
      ["sixty of a hundred", { numerator: 60, denominator: 100 }],
      ["nobody", { numerator: 0, denominator: 0 }],
    ]);
    const { segments, mean } = shrinkShares(some);
    expect(segments.get("ninety of a hundred")!.rank).toBe(1);
    expect(segments.get("three of three")!.rank).toBe(2);
    expect(segments.get("nobody")).toMatchObject({ raw: null, estimate: mean, ownWeight: 0, rank: 3 });
    const above = shrinkShares(some, { benchmark: 0.95 }).segments;
    for (const [key, { probabilityAbove }] of above)
      expect(probabilityAbove!).toBeLessThan(segments.get(key)!.probabilityAbove!);
  });

  it("of a weighted sample are those of its effective size", () => {
    const rows = Array.from({ length: 200 }, (_, index) => ({
      key: index % 4,
      hit: (index * 7) % 11 < 4 + (index % 4),
      weight: 1 + (index % 3),
    }));
    const weighted = measureBy(shareMetric(), rows, (row) => row.key, {
      value: (row) => row.hit,
      weight: (row) => row.weight,
    });
    const { segments } = shrinkShares(weighted);
    expect(segments.get(0)!.raw).toBe(weighted.get(0)!.rate);
    expect(ghosts([...segments.values()])).toEqual([]);
  });
});

describe("shrunken Net Promoter Scores", () => {
  it("lie between their own and the mean, within the scale", () => {
    fc.assert(
      fc.property(
        fc.array(group, { maxLength: 8 }),
        fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        (some, confidence) => {
          const { mean, segments, ...rest } = shrinkNps(keyed(some), { confidence });
          expect(ghosts([mean, rest, ...segments.values()])).toEqual([]);
          if (mean === null) return;
          for (const { raw, estimate, lower, upper } of segments.values()) {
            const [least, most] = [Math.min(raw ?? mean, mean), Math.max(raw ?? mean, mean)];
            expect(estimate! >= least - 1e-9 && estimate! <= most + 1e-9).toBe(true);
            if (lower !== null) expect(lower >= -100 && upper! <= 100 && lower <= upper!).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("mirror with promoters and detractors", () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 2, maxLength: 6 }), (some) => {
        const there = shrinkNps(keyed(some));
        const mirrored = shrinkNps(
          keyed(
            some.map(({ promoters, passives, detractors }) => ({
              promoters: detractors,
              passives,
              detractors: promoters,
            })),
          ),
        );
        expect(mirrored.pooled).toBe(there.pooled);
        for (const [index, { estimate, lower, upper }] of there.segments) {
          const other = mirrored.segments.get(index)!;
          if (estimate !== null) expect(Math.abs(other.estimate! + estimate)).toBeLessThan(1e-4);
          if (lower !== null) {
            expect(Math.abs(other.upper! + lower)).toBeLessThan(1e-4);
            expect(Math.abs(other.lower! + upper!)).toBeLessThan(1e-4);
          }
        }
      }),
    );
  });

  it("without passives are shrunken shares on another scale", () => {
    fc.assert(
      fc.property(fc.array(share, { minLength: 2, maxLength: 6 }), (some) => {
        const shares = shrinkShares(keyed(some));
        const nets = shrinkNps(
          keyed(
            some.map(({ numerator, denominator }) => ({
              promoters: numerator,
              passives: 0,
              detractors: denominator - numerator,
            })),
          ),
        );
        expect(nets.pooled).toBe(shares.pooled);
        if (shares.pooled || shares.precision === null) return;
        for (const [index, { estimate, lower, upper }] of shares.segments) {
          const net = nets.segments.get(index)!;
          expect(net.estimate!).toBeCloseTo(200 * estimate! - 100, 6);
          if (lower !== null) expect(net.lower!).toBeCloseTo(200 * lower - 100, 5);
          if (upper !== null) expect(net.upper!).toBeCloseTo(200 * upper - 100, 5);
        }
      }),
    );
  });

  it("are pooled, with the score interval of all, where segments do not differ", () => {
    const some = { promoters: 5, passives: 3, detractors: 2 };
    const { pooled, segments } = shrinkNps(keyed([some, some, some]));
    const all = npsInterval({ promoters: 15, passives: 9, detractors: 6 });
    expect(pooled).toBe(true);
    expect(segments.get(0)).toMatchObject({ estimate: 30, lower: all.lower, upper: all.upper, method: "score" });
  });

  it("have limits in order where they are neighbours", () => {
    const some = [
      { promoters: 1e9, passives: 5, detractors: 0 },
      { promoters: 1, passives: 0, detractors: 0 },
      { promoters: 1, passives: 13, detractors: 0 },
      { promoters: 0, passives: 27, detractors: 7 },
    ];
    for (const { lower, upper } of shrinkNps(keyed(some), { confidence: 1e-9 }).segments.values()) {
      expect(lower!).toBeLessThanOrEqual(upper!);
    }
  });

  it("take what measureBy gives", () => {
    const rows = [
      [1, 10],
      [1, 3],
      [2, 9],
      [2, 8],
      [2, 0],
    ] as const;
    const byKey = measureBy(npsMetric(), rows, ([key]) => key, { value: ([, answer]) => answer });
    expect([...shrinkNps(byKey).segments.keys()]).toEqual([1, 2]);
    expect(shrinkNps(new Map()).reason).toBe("nothing was counted");
  });
});

describe("shrunken means", () => {
  const sample = fc.record({
    count: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 1000 })),
    mean: fc.oneof(
      fc.integer({ min: 1, max: 5 }),
      fc.double({ min: -1e140, max: 1e140, noNaN: true }),
      fc.double({ min: 1, max: 5, noNaN: true }),
    ),
    standardError: fc.oneof(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.constantFrom(0, 1e-200, 1e140)),
  });
  const method = fc.constantFrom("dersimonian-laird", "paule-mandel", "reml");

  it("are numbers between their own and the mean, by any method", () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 8 }), method, (some, by) => {
        const { segments, mean, ...rest } = shrinkMeans(keyed(some), { method: by });
        expect(ghosts([mean, rest, ...segments.values()])).toEqual([]);
        if (mean === null) return;
        for (const { raw, estimate, lower, upper } of segments.values()) {
          const slack = 1e-9 * Math.max(Math.abs(raw!), Math.abs(mean));
          expect(estimate! >= Math.min(raw!, mean) - slack && estimate! <= Math.max(raw!, mean) + slack).toBe(true);
          expect(lower! <= estimate! && upper! >= estimate!).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("have the variance between segments whose equation each method solves", () => {
    const usual = fc.record({
      count: fc.constant(30),
      mean: fc.double({ min: 0, max: 10, noNaN: true }),
      standardError: fc.double({ min: 0.05, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(usual, { minLength: 2, maxLength: 12 }), (some) => {
        const q = (between: number) => {
          const weights = some.map(({ standardError }) => 1 / (standardError ** 2 + between));
          const whole = weights.reduce((sum, weight) => sum + weight, 0);
          const mean = weights.reduce((sum, weight, index) => sum + weight * some[index]!.mean, 0) / whole;
          return weights.reduce((sum, weight, index) => sum + weight * (some[index]!.mean - mean) ** 2, 0);
        };
        const { betweenVariance, pooled } = shrinkMeans(keyed(some), { method: "paule-mandel" });
        if (pooled) expect(q(0)).toBeLessThanOrEqual(some.length - 1 + 1e-9);
        else expect(q(betweenVariance!)).toBeCloseTo(some.length - 1, 8);
        const closed = shrinkMeans(keyed(some));
        expect(closed.pooled).toBe(pooled);
        const restricted = (between: number) => {
          const weights = some.map(({ standardError }) => 1 / (standardError ** 2 + between));
          return (
            weights.reduce((sum, weight) => sum + Math.log(weight), 0) -
            Math.log(weights.reduce((sum, weight) => sum + weight, 0)) -
            q(between)
          );
        };
        const likeliest = shrinkMeans(keyed(some), { method: "reml" }).betweenVariance!;
        const best = restricted(likeliest);
        for (let other = 1e-6; other < 1000; other *= 1.5) expect(restricted(other)).toBeLessThanOrEqual(best + 1e-9);
        expect(restricted(0)).toBeLessThanOrEqual(best + 1e-9);
      }),
    );
  });

  it("give a segment without a spread of its own that of the others", () => {
    const { segments } = shrinkMeans(
      new Map([
        ["one", { count: 1, mean: 9, standardError: null }],
        ["equal", { count: 4, mean: 9, standardError: 0 }],
        ["many", { count: 100, mean: 5, standardError: 0.1 }],
        ["more", { count: 100, mean: 6, standardError: 0.1 }],
        ["none", { count: 0, mean: null, standardError: null }],
      ]),
    );
    const [one, equal, none] = ["one", "equal", "none"].map((key) => segments.get(key)!) as [never, never, never] as {
      estimate: number;
      ownWeight: number;
      raw: number | null;
      lower: number | null;
    }[];
    expect(one!.ownWeight).toBeLessThan(equal!.ownWeight);
    expect(one!.estimate).toBeLessThan(equal!.estimate);
    expect(none).toMatchObject({ raw: null, ownWeight: 0 });
    expect(none!.lower).not.toBeNull();
  });

  it("are the same for people who weigh 1 and for people without a weight, however small the spread", () => {
    for (const apart of [1e-15, 2e-15, 4e-15, 8e-15, 2e-14, 4e-14, 2e-13, 1e-12]) {
      const of = (options: object) => {
        const segments = [
          [3, 4],
          [4, 4 * (1 + apart)],
        ].map((values) => mean(values, options));
        return shrinkMeans(new Map(segments.entries())).segments.get(0)!.estimate!;
      };
      expect(Math.abs(of({ weight: () => 1 }) - of({}))).toBeLessThan(1e-9);
    }
  });

  it("take a spread that only rounding can have left for none", () => {
    const of = (standardError: number) =>
      shrinkMeans(
        new Map([
          ["equal", { count: 4, mean: 9, standardError }],
          ["many", { count: 100, mean: 5, standardError: 0.1 }],
          ["more", { count: 100, mean: 6, standardError: 0.1 }],
        ]),
      );
    expect(of(9e-16)).toEqual(of(0));
    expect(of(1e-13)).not.toEqual(of(0));
  });

  it("are not shrunk where no segment varies, and null of nothing", () => {
    const flat = shrinkMeans(
      new Map([
        ["a", { count: 3, mean: 4, standardError: 0 }],
        ["b", { count: 1, mean: 5, standardError: null }],
      ]),
    );
    expect(flat).toMatchObject({ mean: null, reason: "no segment varies" });
    expect(flat.segments.get("a")).toMatchObject({ estimate: 4, raw: 4, ownWeight: 1, lower: null });
    expect(shrinkMeans(new Map())).toMatchObject({ mean: null, reason: "nothing was counted" });
    expect(shrinkMeans(measureBy(meanMetric(), [1, 2, 3], () => "all")).pooled).toBe(true);
  });
});

describe("what cannot be shrunk", () => {
  it("is refused by name", () => {
    const one = new Map([["a", { numerator: 1, denominator: 2 }]]);
    expect(() => shrinkShares([] as never)).toThrow(new TypeError("segments must be a Map, got [object Array]"));
    expect(() => shrinkNps(null as never)).toThrow(new TypeError("segments must be a Map, got null"));
    expect(() => shrinkShares(one, { benchmark: 50 })).toThrow(
      new RangeError("benchmark must be a number from 0 to 1, got 50"),
    );
    expect(() => shrinkNps(new Map(), { benchmark: 101 })).toThrow(
      new RangeError("benchmark must be a number from -100 to 100, got 101"),
    );
    expect(() => shrinkMeans(new Map(), { benchmark: Number.NaN })).toThrow(RangeError);
    expect(() => shrinkMeans(new Map(), { method: "ml" as never })).toThrow(TypeError);
    expect(() => shrinkShares(one, { confidence: 1 })).toThrow(RangeError);
    expect(() => shrinkShares(new Map([["a", { numerator: 3, denominator: 2 }]]))).toThrow(RangeError);
    expect(() => shrinkNps(new Map([["a", { promoters: -1, passives: 0, detractors: 0 }]]))).toThrow(RangeError);
    expect(() => shrinkMeans(new Map([["a", { count: 2, mean: 1, standardError: -1 }]]))).toThrow(RangeError);
  });
});
