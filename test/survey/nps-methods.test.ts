import {
  type AddedName,
  betaCdf,
  binomialProbability,
  compareNps,
  compareNpsByAdjustedWald,
  compareNpsByGoodman,
  compareNpsByWelch,
  type NpsLike,
  normalTail,
  nps,
  npsEffectiveSizes,
  npsExactTest,
  npsFromCounts,
  npsInterval,
  npsIntervalAtSize,
  npsIntervalByAdjustedWald,
  npsIntervalByGoodman,
  npsIntervalByMover,
  npsIntervalByPercentile,
  npsIntervalByPosterior,
  npsIntervalByT,
  npsMarginOfError,
  npsPooledTest,
  responseBiasBounds,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, zOf } from "../golden.ts";
import { confidence, fewPeople, ghosts, groups, mirrored, ROUNDING, sizeOf } from "../stats/interval-arbitraries.ts";

const added = fc.constantFrom<AddedName>(
  "triangular-3",
  "uniform-3",
  "triangular-4",
  "uniform-1.5",
  "agresti-min",
  "bonett-price",
  "triangular-z2",
  "uniform-z2",
);
const empty = { promoters: 0, passives: 0, detractors: 0 };

/** Every interval of one score. */
const intervals: Record<string, (result: NpsLike, confidence?: number) => ReturnType<typeof npsInterval> | object> = {
  adjustedWald: (result, confidence) => npsIntervalByAdjustedWald(result, { added: "uniform-3", confidence }),
  mover: (result, confidence) => npsIntervalByMover(result, { confidence }),
  t: (result, confidence) => npsIntervalByT(result, { confidence }),
  scheffe: (result, confidence) => npsIntervalByGoodman(result, { confidence }),
  bonferroni: (result, confidence) => npsIntervalByGoodman(result, { confidence, contrasts: "bonferroni" }),
  posterior: (result, confidence) => npsIntervalByPosterior(result, { confidence }),
  percentile: (result, confidence) => npsIntervalByPercentile(result, { confidence }),
  size: (result, confidence) => npsIntervalAtSize(result, 12.5, { confidence }),
  margin: (result, confidence) => npsMarginOfError(result, { confidence }),
};

interface Limits {
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly reason?: string;
}
const ask = (name: string, result: NpsLike, sure?: number) => intervals[name]!(result, sure) as Limits;

describe("every interval of a Net Promoter Score", () => {
  for (const name of Object.keys(intervals)) {
    const sample = name === "posterior" || name === "percentile" ? fewPeople : groups;
    const runs = name === "posterior" ? { numRuns: 15 } : {};

    it(`${name}: is none of nobody, and says why`, () => {
      for (const nobody of [empty, nps([]), nps([9], { weight: () => 0 })]) {
        expect(ask(name, nobody)).toMatchObject({
          estimate: null,
          lower: null,
          upper: null,
          reason: "the sample is empty",
        });
      }
    });

    it(`${name}: stays on the scale, finite, and mirrors where promoters and detractors are exchanged`, () => {
      fc.assert(
        fc.property(sample, confidence, (some, sure) => {
          const there = ask(name, some, sure);
          const back = ask(name, mirrored(some), sure);
          expect(ghosts(there)).toEqual([]);
          expect(there.estimate).toBe(npsFromCounts(some).score);
          if (there.lower === null || there.upper === null) {
            expect(there.reason).toMatch(/\w/);
            return;
          }
          expect(there.lower).toBeGreaterThanOrEqual(-100);
          expect(there.upper).toBeLessThanOrEqual(100);
          expect(there.lower).toBeLessThanOrEqual(there.upper + ROUNDING);
          // The percentiles are the smallest scores that reach a share: their mirror is the largest.
          if (name === "percentile") return;
          expectNear(back.lower, -there.upper, "mirrored", { absolute: 1e-10 });
          expectNear(back.upper, -there.lower, "mirrored", { absolute: 1e-10 });
        }),
        runs,
      );
    });

    it(`${name}: holds every interval of less confidence`, () => {
      fc.assert(
        fc.property(sample, confidence, confidence, (some, one, other) => {
          const inner = ask(name, some, Math.min(one, other));
          const outer = ask(name, some, Math.max(one, other));
          // Those whose centre moves with the confidence are not nested.
          if (inner.lower === null || outer.lower === null) return;
          expect(outer.lower).toBeLessThanOrEqual(inner.lower + 1e-7);
          expect(outer.upper).toBeGreaterThanOrEqual(inner.upper! - 1e-7);
        }),
        runs,
      );
    });

    it(`${name}: refuses a confidence that is none, and groups that are no counts`, () => {
      expect(() => ask(name, { promoters: 1, passives: 1, detractors: 1 }, 95)).toThrow(
        /^confidence must be .* got 95$/,
      );
      expect(() => ask(name, { promoters: -1, passives: 1, detractors: 1 })).toThrow(
        / must be a whole number.* got -1$/,
      );
      expect(() => ask(name, { promoters: 1.5, passives: 1, detractors: 1 })).toThrow(/ got 1.5$/);
    });
  }
});

describe("the adjusted Wald interval", () => {
  it("is that of counts made elsewhere, digit by digit", () => {
    // Computed in R from the printed formulas: detractors, passives, promoters; −1 to 1.
    const table: readonly (readonly [number, number, number, readonly [number, number]])[] = [
      [15, 25, 60, [0.293431112, 0.5803552957]],
      [0, 0, 10, [0.4750355154, 1]],
      [1, 1, 1, [-0.6111261434, 0.6111261434]],
      [2, 3, 7, [-0.0550129397, 0.7216796064]],
      [200, 300, 500, [0.2507700027, 0.3474353811]],
    ];
    for (const [detractors, passives, promoters, limits] of table) {
      const counts = { promoters, passives, detractors };
      const what = JSON.stringify(counts);
      const printed = { unit: 100, absolute: 1e-10 };
      expectLimits(npsIntervalByAdjustedWald(counts, { added: "triangular-3" }), limits, what, printed);
      expectLimits(npsInterval(counts, { method: "adjusted-wald" }), limits, what, printed);
    }
    const t = npsIntervalByT({ promoters: 60, passives: 25, detractors: 15 });
    expectLimits(t, [0.302441707846, 0.597558292154], "t", { unit: 100, absolute: 1e-12 });
  });

  it("is that of another package but for the divisor, which is one less there, and z, which is 1.96", () => {
    const sure = { confidence: 1 - 2 * normalTail(1.96) };
    for (const [name, promoters, passives, detractors, lower, upper] of [
      ["triangular-3", 60, 25, 15, 0.292726932623, 0.581059475144],
      ["triangular-3", 1, 1, 1, -0.669467450043, 0.669467450043],
      ["triangular-3", 7, 3, 2, -0.0686506353907, 0.735317302057],
      ["triangular-3", 500, 300, 200, 0.250745002071, 0.347460381778],
      ["uniform-3", 60, 25, 15, 0.292094230721, 0.581692177046],
      ["uniform-3", 1, 1, 1, -0.715690808473, 0.715690808473],
      ["uniform-3", 7, 3, 2, -0.0798709475953, 0.746537614262],
      ["uniform-3", 500, 300, 200, 0.250725244696, 0.347480139153],
    ] as const) {
      const ours = npsIntervalByAdjustedWald({ promoters, passives, detractors }, { added: name, ...sure });
      const people = promoters + passives + detractors + 3;
      const half = ((ours.upper! - ours.lower!) / 2) * Math.sqrt(people / (people - 1));
      const centre = (ours.upper! + ours.lower!) / 2;
      const theirs = { lower: centre - half, upper: centre + half };
      expectLimits(theirs, [lower, upper], `${name} ${promoters}`, { unit: 100, absolute: 1e-11 });
    }
  });

  it("names people as they are added", () => {
    fc.assert(
      fc.property(groups, confidence, (sample, sure) => {
        const z = zOf(sure);
        for (const [name, people] of [
          ["triangular-3", [0.75, 1.5, 0.75]],
          ["uniform-1.5", [0.5, 0.5, 0.5]],
          ["agresti-min", [0.5, 1, 0.5]],
          ["bonett-price", [1, 0, 1]],
          ["triangular-z2", [z ** 2 / 4, z ** 2 / 2, z ** 2 / 4]],
          ["uniform-z2", [z ** 2 / 3, z ** 2 / 3, z ** 2 / 3]],
        ] as const) {
          const [promoters, passives, detractors] = people;
          const byHand = { promoters, passives, detractors };
          const named = npsIntervalByAdjustedWald(sample, { added: name, confidence: sure });
          const other = npsIntervalByAdjustedWald(sample, { added: byHand, confidence: sure });
          expectNear(named.lower, other.lower!, name, { absolute: 1e-10 });
          expectNear(named.upper, other.upper!, name, { absolute: 1e-10 });
        }
      }),
    );
  });

  it("refuses people who cannot be added", () => {
    const few = { promoters: 1, passives: 1, detractors: 1 };
    const tries = (people: unknown) => () => npsIntervalByAdjustedWald(few, { added: people as never });
    expect(tries("triangular")).toThrow(
      /^added must be \{ promoters, .* or one of "triangular-3", .* got "triangular"$/,
    );
    expect(tries("toString")).toThrow(TypeError);
    expect(tries(undefined)).toThrow(/^added must be .* got undefined$/);
    expect(tries(3)).toThrow(RangeError);
    expect(tries({ ...few, passives: -1 })).toThrow(/^people added must be a number from 0 to 1e15, got -1$/);
    expect(tries({ ...few, passives: "1" })).toThrow(TypeError);
    expect(tries({ promoters: 1 })).toThrow(/got undefined$/);
    expect(() => npsIntervalByAdjustedWald(few, undefined as never)).toThrow(/^added must be/);
    expect(() => compareNpsByAdjustedWald(few, few, undefined as never)).toThrow(/^added must be/);
    expect(tries(Number.NaN)).toThrow(RangeError);
  });
});

describe("MOVER and Goodman", () => {
  it("MOVER never has zero width and holds the score", () => {
    fc.assert(
      fc.property(groups, (sample) => {
        const { estimate, lower, upper } = npsIntervalByMover(sample);
        expect(lower! < upper!).toBe(true);
        expect(lower! <= estimate! + ROUNDING && estimate! - ROUNDING <= upper!).toBe(true);
      }),
    );
  });

  it("Goodman is Wald with √(−2 ln α) in the place of z", () => {
    fc.assert(
      fc.property(groups, fc.double({ min: 0.5, max: 0.999, noNaN: true }), (sample, sure) => {
        const { estimate, lower, upper } = npsIntervalByGoodman(sample, { confidence: sure });
        const reach = Math.sqrt(-2 * Math.log(1 - sure)) * npsMarginOfError(sample).standardError!;
        expectNear(lower, Math.max(-100, estimate! - reach), "lower", { absolute: 1e-9 });
        expectNear(upper, Math.min(100, estimate! + reach), "upper", { absolute: 1e-9 });
      }),
    );
    const few = { promoters: 1, passives: 1, detractors: 1 };
    expect(() => npsIntervalByGoodman(few, { contrasts: "tukey" as never })).toThrow(
      /^contrasts must be "scheffe" or "bonferroni", got "tukey"$/,
    );
  });
});

describe("the Bayesian interval", () => {
  it("ends at 0 where the posterior lies below 0 with just that probability", () => {
    // Below 0 are those populations where fewer than half of promoters and detractors promote.
    for (const [promoters, passives, detractors] of [
      [5, 3, 2],
      [40, 100, 31],
      [3, 0, 0],
      [700, 10, 650],
    ] as const) {
      const tail = betaCdf(0.5, promoters + 0.5, detractors + 0.5);
      const { lower } = npsIntervalByPosterior({ promoters, passives, detractors }, { confidence: 1 - 2 * tail });
      expectNear(lower, 0, `${promoters}`, { absolute: 1e-10 });
    }
  });

  it("comes near to the score interval as the sample grows", () => {
    const many = { promoters: 500_000, passives: 300_000, detractors: 200_000 };
    const [posterior, score] = [npsIntervalByPosterior(many), npsInterval(many)];
    expectNear(posterior.lower, score.lower!, "lower", { absolute: 1e-3 });
    expectNear(posterior.upper, score.upper!, "upper", { absolute: 1e-3 });
  });
});

describe("the exact percentiles", () => {
  it("are those of all samples, counted one by one", () => {
    fc.assert(
      fc.property(
        fc.record({ promoters: fc.nat({ max: 6 }), passives: fc.nat({ max: 6 }), detractors: fc.nat({ max: 6 }) }),
        fc.constantFrom(0.5, 0.8, 0.95, 0.99),
        (sample, sure) => {
          const size = sizeOf(sample);
          fc.pre(size > 0);
          const law = new Map<number, number>();
          for (let top = 0; top <= size; top++) {
            for (let bottom = 0; bottom <= size - top; bottom++) {
              const left = size - sample.promoters;
              const chance =
                binomialProbability(top, size, sample.promoters / size) *
                (left === 0
                  ? bottom === 0
                    ? 1
                    : 0
                  : binomialProbability(bottom, size - top, sample.detractors / left));
              law.set(top - bottom, (law.get(top - bottom) ?? 0) + chance);
            }
          }
          const reaching = (share: number) => {
            let sum = 0;
            for (let net = -size; net <= size; net++) {
              sum += law.get(net) ?? 0;
              if (sum >= share - 1e-12) return (100 * net) / size;
            }
            return 100;
          };
          const { lower, upper } = npsIntervalByPercentile(sample, { confidence: sure });
          expect([lower, upper]).toEqual([reaching((1 - sure) / 2), reaching(1 - (1 - sure) / 2)]);
        },
      ),
    );
  });

  it("are none of weighted samples and of more than a million people", () => {
    const weighted = nps([10, 9, 3], { weight: () => 2 });
    expect(npsIntervalByPercentile(weighted)).toMatchObject({
      lower: null,
      reason: "a weighted sample has no such law",
    });
    const many = { promoters: 1_000_001, passives: 0, detractors: 0 };
    expect(npsIntervalByPercentile(many)).toMatchObject({ estimate: 100, lower: null, upper: null });
    expect(npsIntervalByPercentile(many).reason).toMatch(/larger than 1,000,000/);
  });
});

describe("comparisons by other methods", () => {
  const comparisons = {
    adjustedWald: (a: NpsLike, b: NpsLike, sure?: number) =>
      compareNpsByAdjustedWald(a, b, { added: "uniform-1.5", confidence: sure }),
    welch: (a: NpsLike, b: NpsLike, sure?: number) => compareNpsByWelch(a, b, { confidence: sure }),
    scheffe: (a: NpsLike, b: NpsLike, sure?: number) => compareNpsByGoodman(a, b, { confidence: sure }),
    bonferroni: (a: NpsLike, b: NpsLike, sure?: number) =>
      compareNpsByGoodman(a, b, { confidence: sure, contrasts: "bonferroni" }),
  };
  for (const [name, compare] of Object.entries(comparisons)) {
    it(`${name}: changes its sign with the order, agrees with its p-value, stays on the scale`, () => {
      fc.assert(
        fc.property(groups, groups, confidence, (a, b, sure) => {
          const there = compare(a, b, sure);
          const back = compare(b, a, sure);
          expect(ghosts(there)).toEqual([]);
          expectNear(there.difference, npsFromCounts(a).score! - npsFromCounts(b).score!, name, { absolute: 1e-10 });
          if (there.lower === null || there.upper === null) {
            expect([there.upper, there.pValue, back.lower]).toEqual([null, null, null]);
            expect(there.reason).toMatch(/\w/);
            return;
          }
          expect(there.lower).toBeGreaterThanOrEqual(-200);
          expect(there.upper).toBeLessThanOrEqual(200);
          expectNear(back.lower, -there.upper, name, { absolute: 1e-10 });
          expectNear(back.pValue, there.pValue!, name);
          const leavesOut = there.lower > ROUNDING || there.upper < -ROUNDING;
          const holds = there.lower < -ROUNDING && there.upper > ROUNDING;
          if (leavesOut) expect(there.pValue).toBeLessThanOrEqual((1 - sure) * (1 + 1e-9));
          if (holds) expect(there.pValue).toBeGreaterThanOrEqual((1 - sure) * (1 - 1e-9));
        }),
      );
    });

    it(`${name}: is none where a sample is empty`, () => {
      const some = { promoters: 3, passives: 2, detractors: 1 };
      for (const [a, b] of [
        [empty, some],
        [some, empty],
      ] as const) {
        expect(compare(a, b)).toMatchObject({
          difference: null,
          lower: null,
          pValue: null,
          reason: "a sample is empty",
        });
      }
    });
  }

  it("need some spread, but for the adjusted ones", () => {
    const [all, none] = [
      { promoters: 9, passives: 0, detractors: 0 },
      { promoters: 0, passives: 0, detractors: 9 },
    ];
    expect(compareNpsByGoodman(all, none)).toMatchObject({
      difference: 200,
      lower: null,
      reason: "neither sample varies",
    });
    expect(compareNpsByWelch(all, none)).toMatchObject({
      difference: 200,
      lower: null,
      reason: "neither sample varies",
    });
    expect(compareNpsByAdjustedWald(all, none, { added: "uniform-1.5" }).lower).toBeGreaterThan(100);
    const nobody = { added: { promoters: 0, passives: 0, detractors: 0 } };
    expect(compareNpsByAdjustedWald(all, none, nobody)).toMatchObject({ lower: null, reason: "neither sample varies" });
  });

  it("Goodman's p-value is exp(−z²/2) of all contrasts, and three times Wald's of three", () => {
    const [a, b] = [
      { promoters: 60, passives: 25, detractors: 15 },
      { promoters: 50, passives: 25, detractors: 25 },
    ];
    const wald = compareNps(a, b, { method: "wald" });
    const z = wald.difference! / Math.hypot(...[a, b].map((sample) => npsMarginOfError(sample).standardError!));
    expectNear(compareNpsByGoodman(a, b).pValue, Math.exp((-z * z) / 2), "scheffe");
    expectNear(compareNpsByGoodman(a, b, { contrasts: "bonferroni" }).pValue, 3 * wald.pValue!, "bonferroni");
    const alike = compareNpsByGoodman(a, a, { contrasts: "bonferroni" });
    expect([alike.difference, alike.pValue]).toEqual([0, 1]);
  });
});

describe("tests without an interval", () => {
  it("the exact one doubles the smaller tail", () => {
    fc.assert(
      fc.property(fewPeople, (sample) => {
        const { promoters, detractors } = sample;
        const n = promoters + detractors;
        let tail = 0;
        for (let k = 0; k <= Math.min(promoters, detractors); k++) tail += binomialProbability(k, n, 0.5);
        expectNear(npsExactTest(sample).pValue, Math.min(1, 2 * tail), JSON.stringify(sample));
      }),
    );
  });

  it("are none of nobody, and the exact one none of a weighted sample", () => {
    expect(npsExactTest(empty)).toEqual({
      difference: null,
      pValue: null,
      method: "binomial",
      reason: "the sample is empty",
    });
    expect(npsExactTest(nps([10, 3], { weight: () => 2 }))).toMatchObject({ difference: 0, pValue: null });
    const some = { promoters: 1, passives: 0, detractors: 0 };
    expect(npsPooledTest(some, empty)).toEqual({
      difference: null,
      pValue: null,
      method: "pooled-z",
      reason: "a sample is empty",
    });
  });

  it("hold finite numbers", () => {
    fc.assert(
      fc.property(groups, groups, (a, b) => {
        expect(ghosts([npsExactTest(a), npsPooledTest(a, b)])).toEqual([]);
        expectNear(npsPooledTest(a, b).pValue, npsPooledTest(b, a).pValue!, "order");
      }),
    );
  });
});

describe("effective sizes", () => {
  it("are the people themselves where all weigh the same, and the interval at that size the usual one", () => {
    fc.assert(
      fc.property(groups, (sample) => {
        const { size, kish, design, linearised } = npsEffectiveSizes(sample);
        const people = sizeOf(sample);
        expect([size, kish]).toEqual([people, people]);
        if (design !== null) expectNear(design, people, "design", { relative: 1e-9 });
        if (linearised !== null) expectNear(linearised, people - 1, "linearised", { relative: 1e-9 });
        const [at, usual] = [npsIntervalAtSize(sample, people), npsInterval(sample)];
        expectNear(at.lower, usual.lower!, "lower", { absolute: 1e-9 });
        expectNear(at.upper, usual.upper!, "upper", { absolute: 1e-9 });
      }),
    );
  });

  it("do not mind the unit of the weights", () => {
    const weights = [1, 2, 0.5, 3, 1];
    const answers = [10, 9, 8, 3, 0];
    const of = (unit: number) => npsEffectiveSizes(nps(answers, { weight: (_, index) => unit * weights[index]! }));
    for (const unit of [1e-60, 0.1, 1e60]) {
      for (const key of ["size", "kish", "design", "linearised", "linearisedT"] as const) {
        expectNear(of(unit)[key], of(1)[key]!, key);
      }
    }
  });

  it("refuse what is none", () => {
    const some = { promoters: 1, passives: 0, detractors: 0 };
    for (const size of [0, -1, Number.NaN, Infinity, "5", null, undefined]) {
      expect(() => npsIntervalAtSize(some, size as never)).toThrow(
        /^size must be a number of people from 1e-6 to 1e15, got /,
      );
    }
  });
});

describe("margin of error", () => {
  it("reaches to both limits", () => {
    fc.assert(
      fc.property(groups, confidence, (sample, sure) => {
        const { estimate, lower, upper } = npsInterval(sample, { confidence: sure });
        const margin = npsMarginOfError(sample, { confidence: sure });
        expect([margin.lower, margin.upper]).toEqual([lower, upper]);
        expect(margin.below).toBe(Math.max(0, estimate! - lower!));
        expect(margin.above).toBe(Math.max(0, upper! - estimate!));
        expectNear(margin.marginOfError, (margin.below! + margin.above!) / 2, "half", { absolute: 1e-9 });
      }),
    );
  });

  it("shrinks with the population, to nothing where everybody answered", () => {
    const counts = { promoters: 60, passives: 25, detractors: 15 };
    const at = (population?: number) => npsMarginOfError(counts, { population }).marginOfError!;
    expect(at(100)).toBe(0);
    expect(at(101)).toBeGreaterThan(0);
    const margins = [101, 150, 1000, 1e6, 1e15].map(at);
    expect(margins).toEqual([...margins].sort((one, other) => one - other));
    expectNear(at(1e15), at(), "boundless");
    const wald = npsMarginOfError(counts, { population: 400, method: "wald" });
    expectNear(wald.marginOfError, zOf(0.95) * wald.standardError!, "Wald");
    expectNear(wald.standardError, npsMarginOfError(counts).standardError! * Math.sqrt(0.75), "√(1 − n/N)");
    expect(wald.population).toBe(400);
    expect(npsMarginOfError(counts)).not.toHaveProperty("population");
  });

  it("refuses a population smaller than the sample, or none", () => {
    const counts = { promoters: 60, passives: 25, detractors: 15 };
    for (const population of [99, 0, -5, 150.5, Number.NaN, Infinity, "200", null]) {
      expect(() => npsMarginOfError(counts, { population: population as never })).toThrow(
        /^population must be a whole number, 100 or more, got /,
      );
    }
    expect(() => npsMarginOfError(counts, { method: "t" as never })).toThrow(/^method must be/);
  });
});

describe("bounds of response bias", () => {
  it("hold the score of everybody, whatever the others think", () => {
    fc.assert(
      fc.property(groups, fewPeople, (those, others) => {
        const [answered, silent] = [sizeOf(those), sizeOf(others)];
        const everybody = npsFromCounts({
          promoters: those.promoters + others.promoters,
          passives: those.passives + others.passives,
          detractors: those.detractors + others.detractors,
        }).score!;
        const { lower, upper } = responseBiasBounds(those, answered / (answered + silent));
        expect(lower).toBeLessThanOrEqual(everybody + ROUNDING);
        expect(upper).toBeGreaterThanOrEqual(everybody - ROUNDING);
        expectNear(upper! - lower!, (200 * silent) / (answered + silent), "width", { absolute: 1e-10 });
      }),
    );
  });

  it("say nothing at a rate of 0, and are none where nobody answered", () => {
    const some = { promoters: 1, passives: 0, detractors: 0 };
    expect(responseBiasBounds(some, 0)).toMatchObject({ estimate: 100, lower: -100, upper: 100, responseRate: 0 });
    expect(ghosts(responseBiasBounds(some, -0))).toEqual([]);
    expect(responseBiasBounds(empty, 0.5)).toMatchObject({ estimate: null, lower: null, reason: "nobody answered" });
    for (const rate of [-0.1, 1.1, 50, Number.NaN, "0.5", null, undefined]) {
      expect(() => responseBiasBounds(some, rate as never)).toThrow(/^responseRate must be a share from 0 to 1, got /);
    }
  });
});

describe("added people by name", () => {
  it("all give limits on the scale", () => {
    fc.assert(
      fc.property(groups, groups, added, confidence, (a, b, name, sure) => {
        const options = { added: name, confidence: sure };
        expect(ghosts([npsIntervalByAdjustedWald(a, options), compareNpsByAdjustedWald(a, b, options)])).toEqual([]);
      }),
    );
  });
});

describe("bounds for those who did not answer", () => {
  it("hold the score and stay on the scale, whatever rounds", () => {
    for (let thousandths = 0; thousandths <= 1000; thousandths++) {
      for (const counts of [
        { promoters: 0, passives: 0, detractors: 3 },
        { promoters: 3, passives: 0, detractors: 0 },
      ]) {
        const { estimate, lower, upper } = responseBiasBounds(counts, thousandths / 1000);
        expect([-100 <= lower!, lower! <= estimate!, estimate! <= upper!, upper! <= 100]).not.toContain(false);
      }
    }
  });
});
