import {
  type ClassWeights,
  cesMetric,
  compareMeans,
  compareNets,
  compareNps,
  compareShares,
  compareWithRest,
  csatMetric,
  etaSquared,
  funnelPlotLimits,
  holm,
  intraclassCorrelation,
  kitagawa,
  meanMetric,
  measure,
  measureBy,
  npsMetric,
  type ScoredSegment,
  shareMetric,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ghosts } from "./interval-arbitraries.ts";

const keyed = <Value>(values: readonly Value[]) => new Map(values.map((value, index) => [index, value]));
const people = fc.oneof(fc.nat(4), fc.nat(60), fc.nat(5000));
const share = fc.tuple(people, people).map(([numerator, others]) => ({ numerator, denominator: numerator + others }));
const row = fc.record({
  segment: fc.nat(4),
  answer: fc.integer({ min: 1, max: 5 }),
  weight: fc.constantFrom(0.25, 0.5, 1, 2, 3.5),
});
const rows = fc.array(row, { minLength: 1, maxLength: 60 });

describe("a segment against the rest", () => {
  it("is compared with what all other rows give, counted anew", () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (all, isWeighted) => {
        const reading = (value: (one: { readonly answer: number }) => number) => ({
          value,
          weight: isWeighted ? (one: { readonly weight: number }) => one.weight : undefined,
        });
        const promote = reading(({ answer }) => answer * 2);
        const segmentOf = (one: { readonly segment: number }) => one.segment;
        const rest = (segment: number) => all.filter((one) => one.segment !== segment);
        const nps = measureBy(npsMetric(), all, segmentOf, promote);
        for (const [segment, comparison] of compareWithRest(nps, compareNps)) {
          const { adjustedPValue, ...found } = comparison;
          const expected = compareNps(nps.get(segment)!, measure(npsMetric(), rest(segment), promote));
          expectAlike(found, expected);
          if (found.pValue === null) expect(adjustedPValue).toBeNull();
          else expect(adjustedPValue!).toBeGreaterThanOrEqual(found.pValue);
        }
        const good = shareMetric();
        const holds = { ...promote, value: ({ answer }: { readonly answer: number }) => answer > 3 };
        const shares = measureBy(good, all, segmentOf, holds);
        for (const [segment, { adjustedPValue: _, ...found }] of compareWithRest(shares, compareShares)) {
          expectAlike(found, compareShares(shares.get(segment)!, measure(good, rest(segment), holds)));
        }
        const csat = measureBy(
          csatMetric(),
          all,
          segmentOf,
          reading(({ answer }) => answer),
        );
        const nets = new Map([...csat].map(([segment, { net }]) => [segment, net]));
        for (const [segment, { adjustedPValue: _, ...found }] of compareWithRest(nets, compareNets)) {
          const others = measure(
            csatMetric(),
            rest(segment),
            reading(({ answer }) => answer),
          ).net;
          expectAlike(found, compareNets(nets.get(segment)!, others));
        }
      }),
    );
  });

  it("of two segments is one against the other, and back", () => {
    const plans = new Map([
      ["a", { promoters: 6, passives: 3, detractors: 1 }],
      ["b", { promoters: 3, passives: 3, detractors: 4 }],
    ]);
    const compared = compareWithRest(plans, compareNps, { confidence: 0.9, adjust: holm });
    const plain = compareNps(plans.get("a")!, plans.get("b")!, { confidence: 0.9 });
    expect(compared.get("a")).toEqual({ ...plain, adjustedPValue: holm([plain.pValue, plain.pValue])[0] });
    expect(compared.get("b")!.difference).toBe(-plain.difference!);
  });

  it("alone, or empty, has nothing to compare, and does not count for the others", () => {
    const one = { numerator: 3, denominator: 5 };
    expect(compareWithRest(new Map([["a", one]]), compareShares).get("a")).toMatchObject({
      difference: null,
      adjustedPValue: null,
      reason: "a sample is empty",
    });
    expect(
      compareWithRest(new Map([["a", { ...one, weights: { sums: [2, 3], squares: [2, 3] } }]]), compareShares).get("a")
        ?.reason,
    ).toBe("a sample is empty");
    expect(compareWithRest(new Map<string, typeof one>(), compareShares)).toEqual(new Map());
    const some = new Map([
      ["a", one],
      ["b", { numerator: 9, denominator: 10 }],
      ["none", { numerator: 0, denominator: 0 }],
    ]);
    expect(compareWithRest(some, compareShares).get("a")!.adjustedPValue).toBe(
      compareShares(one, some.get("b")!).pValue,
    );
  });

  it("can be weighted among segments that are not: each person of these weighs 1", () => {
    const weights: ClassWeights = { sums: [2, 1, 4], squares: [4, 1, 8] };
    const segments = new Map([
      ["weighted", { promoters: 2, passives: 1, detractors: 1, weights }],
      ["plain", { promoters: 5, passives: 2, detractors: 3 }],
      ["other", { promoters: 1, passives: 2, detractors: 3 }],
    ]);
    const rest = { promoters: 3, passives: 3, detractors: 4, weights: { sums: [5, 3, 5], squares: [7, 3, 9] } };
    expect(compareWithRest(segments, compareNps).get("plain")).toMatchObject(compareNps(segments.get("plain")!, rest));
  });

  it("must be of counts that can be added", () => {
    const means = new Map([["a", { count: 3, mean: 1, standardError: 1 }]]);
    expect(() => compareWithRest(means as never, compareMeans as never)).toThrow(
      new TypeError("segments must all be counts of a share, of a net score or of a Net Promoter Score"),
    );
    expect(() => compareWithRest([] as never, compareShares as never)).toThrow(
      new TypeError("segments must be a Map, got [object Array]"),
    );
    expect(() => compareWithRest(new Map([["a", null]]) as never, compareShares as never)).toThrow(TypeError);
    expect(() =>
      compareWithRest(
        new Map([["a", { numerator: 3, denominator: 5, rate: 0.6, effectiveSampleSize: 4 }]]),
        compareShares,
      ),
    ).toThrow(
      new TypeError("a share with an effectiveSampleSize must have weights to be added, got undefined at index 0"),
    );
    expect(() => compareWithRest(new Map([["a", { promoters: 1, passives: -1, detractors: 0 }]]), compareNps)).toThrow(
      new RangeError("passives must be a whole number, 0 or more, got -1"),
    );
    expect(() => compareWithRest(new Map([["a", { numerator: 6, denominator: 5 }]]), compareShares)).toThrow(
      RangeError,
    );
  });
});

/** Equal but for the rounding of weights. */
function expectAlike(found: object, expected: object): void {
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [field, value] of Object.entries(expected)) {
    const ours = (found as Record<string, unknown>)[field];
    if (typeof value === "number") expect(ours).toBeCloseTo(value, 8);
    else expect(ours).toEqual(value);
  }
}

describe("a funnel plot", () => {
  it("has limits that narrow around the target, the outer beyond the inner, and says who lies beyond", () => {
    fc.assert(
      fc.property(
        fc.array(share, { minLength: 1, maxLength: 10 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (some, target) => {
          const plot = funnelPlotLimits(keyed(some), { target });
          expect(ghosts([plot.target, plot.dispersion, ...plot.segments.values()])).toEqual([]);
          for (const { rate, inner, outer, position, size } of plot.segments.values()) {
            if (rate === null) {
              expect([inner, outer, position]).toEqual([null, null, null]);
              continue;
            }
            expect(outer!.lower <= inner!.lower && inner!.upper <= outer!.upper).toBe(true);
            expect(inner!.lower <= target + 1 / size && inner!.upper >= target - 1 / size).toBe(true);
            const beyond = rate > outer!.upper || rate < outer!.lower;
            expect(position!.endsWith("outer")).toBe(beyond);
            expect(position === "within").toBe(rate >= inner!.lower && rate <= inner!.upper);
            if (position!.startsWith("above")) expect(rate).toBeGreaterThan(target);
            if (position!.startsWith("below")) expect(rate).toBeLessThan(target);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("holds all segments against the share of all where no target is said", () => {
    const some = keyed([
      { numerator: 30, denominator: 100 },
      { numerator: 60, denominator: 100 },
    ]);
    expect(funnelPlotLimits(some).target).toBe(0.45);
    expect(funnelPlotLimits(new Map())).toEqual({
      target: null,
      dispersion: null,
      widened: false,
      segments: new Map(),
    });
  });

  it("of a target of 0 or 1 allows nothing else", () => {
    const some = keyed([
      { numerator: 1, denominator: 10 },
      { numerator: 0, denominator: 10 },
    ]);
    const { segments, dispersion } = funnelPlotLimits(some, { target: 0 });
    expect([segments.get(0)!.position, segments.get(1)!.position, dispersion]).toEqual(["above-outer", "within", null]);
  });

  it("has no limit below 0, however it is widened, that nobody could be at", () => {
    const some = keyed([
      { numerator: 0, denominator: 10 },
      { numerator: 0, denominator: 15 },
      { numerator: 3, denominator: 20 },
      { numerator: 5, denominator: 20 },
      { numerator: 0, denominator: 900 },
    ]);
    const { segments, widened } = funnelPlotLimits(some, { target: 0.001, overdispersion: true });
    expect(widened).toBe(true);
    for (const { inner, outer } of segments.values()) {
      for (const { lower, upper } of [inner!, outer!]) expect(0 <= lower && lower <= upper && upper <= 1).toBe(true);
    }
    expect(segments.get(0)!.position).toBe("within");
    const tiny = funnelPlotLimits(some, { target: 1e-305, overdispersion: true });
    expect(ghosts([tiny.dispersion, ...tiny.segments.values()])).toEqual([]);
  });

  it("is widened by the root of the winsorised dispersion, where segments differ by more than chance", () => {
    // z = ∓√(100 / 0.25)/10 times the tenths: rates 0.1, 0.2 … 0.9 and two far out, which are drawn in.
    const tenths = [0, 0, 2, 3, 4, 5, 6, 7, 8, 10, 10];
    const some = keyed(tenths.map((tenth) => ({ numerator: tenth * 10, denominator: 100 })));
    const plain = funnelPlotLimits(some, { target: 0.5 });
    const scores = tenths.map((tenth) => (tenth / 10 - 0.5) * 20);
    expect(plain.dispersion!).toBeCloseTo(scores.reduce((sum, z) => sum + z * z, 0) / 11, 10);
    const widened = funnelPlotLimits(some, { target: 0.5, overdispersion: true });
    expect([plain.widened, widened.widened]).toEqual([false, true]);
    const reach = 0.5 - plain.segments.get(0)!.inner!.lower;
    expect(widened.segments.get(0)!.inner!.lower).toBeCloseTo(
      Math.max(0, 0.5 - reach * Math.sqrt(plain.dispersion!)),
      10,
    );
    // One far out of eleven is drawn in to the next.
    const odd = keyed([0, ...new Array(10).fill(5)].map((tenth) => ({ numerator: tenth * 10, denominator: 100 })));
    expect(funnelPlotLimits(odd, { target: 0.5, overdispersion: true })).toMatchObject({
      dispersion: 0,
      widened: false,
    });
  });

  it("is refused of what it cannot be", () => {
    expect(() => funnelPlotLimits(new Map(), { target: 30 })).toThrow(
      new RangeError("target must be a number from 0 to 1, got 30"),
    );
    expect(() => funnelPlotLimits(new Map(), { confidences: [0.99, 0.95] })).toThrow(
      new RangeError("confidences must be [inner, outer], inner <= outer, got [0.99,0.95]"),
    );
    expect(() => funnelPlotLimits(new Map(), { confidences: [0.95, 1] })).toThrow(RangeError);
    for (const none of [0.95, null, "0.95", { 0: 0.9, 1: 0.95, length: 2 }]) {
      expect(() => funnelPlotLimits(new Map(), { confidences: none as never })).toThrow(
        /^confidences must be \[inner, outer\], got /,
      );
    }
    expect(() => funnelPlotLimits(new Map(), { overdispersion: 1 as never })).toThrow(RangeError);
    expect(() => funnelPlotLimits([] as never)).toThrow(TypeError);
  });
});

describe("Kitagawa’s decomposition", () => {
  const wave = fc.array(fc.record({ count: fc.nat(500), score: fc.double({ min: -100, max: 100, noNaN: true }) }), {
    minLength: 1,
    maxLength: 8,
  });

  it("sums to the change, over the two parts and over the segments, either way of the mix", () => {
    fc.assert(
      fc.property(wave, wave, (first, second) => {
        const { change, rate, mix, before, after, segments, reason } = kitagawa(keyed(first), keyed(second));
        if (change === null) {
          expect(reason).toMatch(/^nothing was counted (before|after)$/);
          return;
        }
        const sum = (field: "rate" | "mix" | "mixCentred") =>
          [...segments.values()].reduce((all, one) => all + one[field], 0);
        expect(rate! + mix!).toBeCloseTo(change, 11);
        expect(after! - before!).toBe(change);
        expect(sum("rate")).toBeCloseTo(rate!, 11);
        expect(sum("mix")).toBeCloseTo(mix!, 11);
        expect(sum("mixCentred")).toBeCloseTo(mix!, 11);
      }),
    );
  });

  it("turns its sign with time", () => {
    fc.assert(
      fc.property(wave, wave, (first, second) => {
        const there = kitagawa(keyed(first), keyed(second));
        const back = kitagawa(keyed(second), keyed(first));
        if (there.change === null) return;
        expect([back.change, back.rate!, back.mix!].map((part) => part! + 0)).toEqual(
          [there.change, there.rate!, there.mix!].map((part) => expect.closeTo(0 - part, 10)),
        );
      }),
    );
  });

  it("is all rate where the mix stays, and all mix where the scores stay", () => {
    const before = new Map([
      ["a", { score: 10, count: 30 }],
      ["b", { score: 50, count: 10 }],
    ]);
    const stays = new Map([
      ["a", { score: 20, count: 60 }],
      ["b", { score: 40, count: 20 }],
    ]);
    expect(kitagawa(before, stays)).toMatchObject({
      change: 5,
      rate: 5,
      mix: 0,
      before: 20,
      after: 25,
      standardised: 25,
    });
    const moves = new Map([
      ["a", { score: 10, count: 10 }],
      ["b", { score: 50, count: 30 }],
    ]);
    expect(kitagawa(before, moves)).toMatchObject({ change: 20, rate: 0, mix: 20, standardised: 20 });
  });

  it("takes a segment that came or went as mix, at the score that it has", () => {
    const before = new Map([["a", { score: 10, count: 10 }]]);
    const after = new Map([
      ["a", { score: 10, count: 10 }],
      ["new", { score: 30, count: 10 }],
    ]);
    for (const first of [before, new Map<string, ScoredSegment>([...before, ["new", { score: null, count: 0 }]])]) {
      expect(kitagawa(first, after)).toMatchObject({ change: 10, rate: 0, mix: 10 });
      expect(kitagawa(after, first)).toMatchObject({ change: -10, rate: 0, mix: -10 });
    }
    expect([...kitagawa(before, after).segments.keys()]).toEqual(["a", "new"]);
  });

  it("is of nothing where nothing was counted before or after", () => {
    const [some, none] = [new Map([["a", { score: 5, count: 2 }]]), new Map([["a", { score: null, count: 0 }]])];
    const nothing = { change: null, rate: null, mix: null, before: null, after: null, standardised: null };
    expect(kitagawa(none, some)).toEqual({ ...nothing, segments: new Map(), reason: "nothing was counted before" });
    expect(kitagawa(some, none)).toEqual({ ...nothing, segments: new Map(), reason: "nothing was counted after" });
    expect(kitagawa(none, none).reason).toBe("nothing was counted before");
  });

  it("takes what measureBy gives, by weight where there is one, of any scale", () => {
    const rows = [
      [1, 10, 2],
      [1, 3, 1],
      [2, 9, 1],
    ] as const;
    const first = measureBy(npsMetric(), rows, ([key]) => key, {
      value: ([, answer]) => answer,
      weight: ([, , weight]) => weight,
    });
    expect(kitagawa(first, first)).toMatchObject({ change: 0, before: 50 });
    const efforts = measureBy(cesMetric(), [5, 7, 1], (answer) => answer > 2);
    expect(kitagawa(efforts, efforts).before).toBeCloseTo(13 / 3, 12);
  });

  it("is refused of what has no score or size", () => {
    const good = new Map([["a", { score: 1, count: 1 }]]);
    expect(() => kitagawa(good, new Map([["a", { score: null, count: 3 }]]))).toThrow(
      new TypeError("score must be a finite number, got null"),
    );
    expect(() => kitagawa(new Map([...good, ["b", { score: Number.NaN, count: 0 }]]), good)).toThrow(
      new RangeError("score must be a finite number or null, got NaN"),
    );
    expect(() => kitagawa(good, new Map([["a", { score: 1, count: -1 }]]))).toThrow(
      new RangeError("size must be a number from 0 to 1e140, got -1"),
    );
    expect(() => kitagawa([] as never, good)).toThrow(new TypeError("before must be a Map, got [object Array]"));
    expect(() => kitagawa(good, {} as never)).toThrow(new TypeError("after must be a Map, got [object Object]"));
  });
});

describe("how much segments differ", () => {
  const values = fc.array(fc.tuple(fc.nat(4), fc.integer({ min: -20, max: 20 })), { minLength: 1, maxLength: 50 });
  const means = (pairs: readonly (readonly [number, number])[]) =>
    measureBy(meanMetric(), pairs, ([segment]) => segment, { value: ([, value]) => value });

  it("is the share of the sum of squares that the segments' means explain", () => {
    fc.assert(
      fc.property(values, (pairs) => {
        const of = (some: readonly number[]) => {
          const middle = some.reduce((sum, value) => sum + value, 0) / some.length;
          return some.reduce((sum, value) => sum + (value - middle) ** 2, 0);
        };
        const whole = of(pairs.map(([, value]) => value));
        const within = [0, 1, 2, 3, 4]
          .map((segment) => pairs.filter(([key]) => key === segment).map(([, value]) => value))
          .filter((some) => some.length > 0)
          .reduce((sum, some) => sum + of(some), 0);
        const found = etaSquared(means(pairs));
        expect(found.within).toBeCloseTo(within, 8);
        expect(found.between).toBeCloseTo(whole - within, 8);
        if (whole === 0) expect(found).toMatchObject({ etaSquared: null, reason: "the values do not vary" });
        else expect(found.etaSquared!).toBeCloseTo(1 - within / whole, 10);
        expect(ghosts([found, intraclassCorrelation(means(pairs))])).toEqual([]);
      }),
    );
  });

  it("is 0 of segments with one mean, 1 of segments of equal values", () => {
    expect(
      etaSquared(
        means([
          [1, 3],
          [1, 5],
          [2, 2],
          [2, 6],
        ]),
      ).etaSquared,
    ).toBe(0);
    expect(
      etaSquared(
        means([
          [1, 3],
          [1, 3],
          [2, 6],
        ]),
      ).etaSquared,
    ).toBe(1);
    expect(etaSquared(new Map())).toEqual({
      etaSquared: null,
      between: 0,
      within: 0,
      count: 0,
      segments: 0,
      reason: "nothing was counted",
    });
  });

  it("of weighted values counts each by its weight", () => {
    const rows = [
      [1, 2, 1],
      [1, 4, 3],
      [2, 8, 2],
      [2, 6, 2],
    ] as const;
    const weighted = measureBy(meanMetric(), rows, ([key]) => key, {
      value: ([, value]) => value,
      weight: ([, , weight]) => weight,
    });
    const repeated = means(
      rows.flatMap(([key, value, weight]) => new Array<readonly [number, number]>(weight).fill([key, value])),
    );
    expect(etaSquared(weighted).etaSquared!).toBeCloseTo(etaSquared(repeated).etaSquared!, 12);
  });

  it("as the correlation within segments is Fisher's, from the two mean squares", () => {
    // Shrout & Fleiss (1979), six targets, four judges: ICC(1,1) = .17, limits −.13 and .72 (McGraw & Wong).
    const targets = [
      [9, 2, 5, 8],
      [6, 1, 3, 2],
      [8, 4, 6, 8],
      [7, 1, 2, 6],
      [10, 5, 6, 9],
      [6, 2, 4, 7],
    ];
    const found = intraclassCorrelation(
      means(targets.flatMap((judged, target) => judged.map((value) => [target, value] as const))),
    );
    expect(found.estimate!.toFixed(2)).toBe("0.17");
    expect([found.lower!.toFixed(2), found.upper!.toFixed(2)]).toEqual(["-0.13", "0.72"]);
  });

  it("as a correlation does not rise with the number of segments by chance: −1/(n − 1) to 1", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 10 }),
        fc.integer({ min: 2, max: 10 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
        (groups, size, stream) => {
          const pairs = Array.from(
            { length: groups * size },
            (_, index) => [index % groups, stream.next().value as number] as const,
          );
          const { estimate, lower, upper } = intraclassCorrelation(means(pairs));
          if (estimate === null) return;
          expect(estimate >= -1 / (size - 1) - 1e-12 && estimate <= 1).toBe(true);
          expect(lower! <= estimate && upper! >= estimate && upper! <= 1).toBe(true);
        },
      ),
    );
  });

  it("does not exist of one segment, of single values, or where nothing varies", () => {
    expect(
      intraclassCorrelation(
        means([
          [1, 2],
          [1, 3],
        ]),
      ).reason,
    ).toBe("segments must be two or more");
    expect(
      intraclassCorrelation(
        means([
          [1, 2],
          [2, 3],
        ]),
      ).reason,
    ).toBe("no segment has two values");
    expect(
      intraclassCorrelation(
        means([
          [1, 2],
          [1, 2],
          [2, 2],
        ]),
      ).reason,
    ).toBe("the values do not vary");
  });

  it("is refused of what is no sample", () => {
    const of = (sample: object) => new Map([["a", { count: 3, mean: 1, standardDeviation: 1, ...sample }]]);
    expect(() => etaSquared(of({ count: 1.5 }))).toThrow(
      new RangeError("count must be a whole number, 0 or more, got 1.5"),
    );
    expect(() => etaSquared(of({ mean: null }))).toThrow(
      new TypeError("mean must be a finite number of at most 1e150 in size, got null"),
    );
    expect(() => etaSquared(of({ standardDeviation: -1 }))).toThrow(
      new RangeError("standardDeviation must be a number, 0 or more and at most 1e150, got -1"),
    );
    expect(() => etaSquared(of({ weight: 0 }))).toThrow(
      new RangeError("weight must be a number above 0 and at most 1e140, got 0"),
    );
    expect(() => intraclassCorrelation(of({ weight: 3 }))).toThrow(
      new RangeError("segments must not be weighted, got 3"),
    );
    expect(() => etaSquared([] as never)).toThrow(new TypeError("segments must be a Map, got [object Array]"));
  });
});

describe("summaries made by hand", () => {
  it("are refused where a difference or a square would leave the doubles", () => {
    const far = { count: 3, mean: 1e308, standardDeviation: 1 };
    const wide = { count: 3, mean: 1, standardDeviation: 1e308 };
    for (const [sample, message] of [
      [far, "mean must be a finite number of at most 1e150 in size, got 1e+308"],
      [wide, "standardDeviation must be a number, 0 or more and at most 1e150, got 1e+308"],
    ] as const) {
      const segments = new Map([["a", sample]]);
      expect(() => etaSquared(segments)).toThrow(new RangeError(message));
      expect(() => intraclassCorrelation(segments)).toThrow(new RangeError(message));
    }
  });
});
