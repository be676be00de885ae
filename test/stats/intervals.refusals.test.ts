import {
  compareMeans,
  compareNets,
  compareNetToTarget,
  compareNps,
  compareNpsToTarget,
  compareShares,
  csat,
  mean,
  meanInterval,
  netInterval,
  nps,
  npsInterval,
  ratings,
  share,
  shareInterval,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ghosts } from "./interval-arbitraries.ts";

const groups = { promoters: 3, passives: 2, detractors: 1 };
const classes = { top: 3, middle: 2, bottom: 1 };
const rate = { numerator: 3, denominator: 4 };
const sample = { count: 3, mean: 4, standardError: 0.5 };

type Options = { readonly confidence?: number; readonly method?: never };

/** Every interval and comparison, of data without fault. */
const asked: Readonly<Record<string, (options?: Options) => unknown>> = {
  npsInterval: (options) => npsInterval(groups, options),
  netInterval: (options) => netInterval(classes, options),
  compareNps: (options) => compareNps(groups, groups, options),
  compareNets: (options) => compareNets(classes, classes, options),
  compareNpsToTarget: (options) => compareNpsToTarget(groups, 10, options),
  compareNetToTarget: (options) => compareNetToTarget(classes, 10, options),
  shareInterval: (options) => shareInterval(rate, options),
  compareShares: (options) => compareShares(rate, rate, options),
  meanInterval: (options) => meanInterval(sample, options),
  compareMeans: (options) => compareMeans(sample, sample, options),
};

/** Values, and how a message shows them. */
const shown: readonly (readonly [value: unknown, shown: string])[] = [
  [-1, "-1"],
  [1.5, "1.5"],
  [Number.NaN, "NaN"],
  [Infinity, "Infinity"],
  [2 ** 53, "9007199254740992"],
  ["3", '"?3"?'],
  [null, "null"],
  [undefined, "undefined"],
];

function refuses(ask: () => unknown, kinds: readonly ErrorConstructor[], message: RegExp, what: string): void {
  let thrown: unknown;
  try {
    thrown = ask();
  } catch (error) {
    expect(kinds, what).toContain((error as Error).constructor);
    expect((error as Error).message, what).toMatch(message);
    return;
  }
  expect.fail(`${what} must be refused, but answers ${JSON.stringify(thrown)}`);
}

const number = [RangeError];
const either = [RangeError, TypeError];

describe("what intervals and comparisons refuse", () => {
  for (const [name, ask] of Object.entries(asked)) {
    it(`${name}: a confidence that is none`, () => {
      for (const [confidence, as] of [
        [0, "0"],
        [1, "1"],
        [95, "95"],
        [-0.95, "-0.95"],
        [Number.NaN, "NaN"],
        [Infinity, "Infinity"],
        [-0, "-?0"],
      ] as const) {
        const message = new RegExp(`^confidence must be .*between 0 and 1.*, got ${as}$`);
        refuses(() => ask({ confidence }), number, message, `${confidence}`);
      }
      for (const [confidence, as] of [
        ["0.95", '"?0.95"?'],
        [null, "null"],
        [[0.95], ""],
        [{}, ""],
      ] as const) {
        const message = new RegExp(`^confidence must be .*between 0 and 1.*, got .*${as}`);
        refuses(() => ask({ confidence } as never), [TypeError], message, `${confidence}`);
      }
      expect(ask({})).toEqual(ask());
      expect(ask()).toMatchObject({ confidence: 0.95 });
    });
  }

  it("a method that is none, and names those there are", () => {
    for (const name of ["npsInterval", "netInterval", "compareNps", "compareNets", "compareNpsToTarget"]) {
      for (const method of ["Score", "wilson", "t", "", 3, null, "toString"]) {
        const message = /^method must be "score" or "adjusted-wald" or "wald", got /;
        refuses(() => asked[name]!({ method: method as never }), either, message, `${name}, ${method}`);
      }
    }
  });

  it("groups and classes that are no counts", () => {
    for (const [count, as] of shown) {
      for (const group of ["promoters", "passives", "detractors"] as const) {
        const faulty = { ...groups, [group]: count } as never;
        const message = new RegExp(`must be .*whole.*, got ${as}$`);
        for (const ask of [
          () => npsInterval(faulty),
          () => compareNps(faulty, groups),
          () => compareNps(groups, faulty),
          () => compareNpsToTarget(faulty, 0),
        ]) {
          refuses(ask, either, message, `${group} ${String(count)}`);
        }
      }
      for (const place of ["top", "middle", "bottom"] as const) {
        const faulty = { ...classes, [place]: count } as never;
        const message = new RegExp(`^${place} must be a whole number, 0 or more, got ${as}$`);
        for (const ask of [() => netInterval(faulty), () => compareNets(classes, faulty)]) {
          refuses(ask, either, message, `${place} ${String(count)}`);
        }
      }
    }
  });

  it("numerators and denominators that are no counts, or more than all", () => {
    const asks = (faulty: never) => [
      () => shareInterval(faulty),
      () => compareShares(faulty, rate),
      () => compareShares(rate, faulty),
    ];
    for (const [count, as] of shown) {
      for (const part of ["numerator", "denominator"] as const) {
        for (const ask of asks({ ...rate, [part]: count } as never)) {
          refuses(ask, either, new RegExp(`must be .*whole.*got .*${as}`), `${part} ${String(count)}`);
        }
      }
    }
    for (const ask of asks({ numerator: 5, denominator: 4 } as never)) {
      refuses(ask, number, /numerator.*denominator.*got.*5/, "5 of 4");
    }
  });

  it("targets outside −100 to 100", () => {
    for (const [target, as] of [
      [100.0001, "100.0001"],
      [-101, "-101"],
      [Number.NaN, "NaN"],
      [Infinity, "Infinity"],
      ["50", '"50"'],
      [null, "null"],
      [undefined, "undefined"],
    ] as const) {
      const message = new RegExp(`^target must be a score from -100 to 100, got ${as}$`);
      refuses(() => compareNpsToTarget(groups, target as never), either, message, `${target}`);
      refuses(() => compareNetToTarget(classes, target as never), either, message, `${target}`);
    }
    expect(compareNpsToTarget(groups, -100).pValue).toBe(0);
    expect(compareNpsToTarget(groups, 100).pValue).toBe(0);
  });

  it("takes the counts' own rate where an effective sample size comes without one", () => {
    const { estimate, lower, upper } = shareInterval({ numerator: 5, denominator: 10, effectiveSampleSize: 8 });
    expect(estimate).toBe(0.5);
    expect([lower, upper]).toEqual([
      shareInterval({ numerator: 4, denominator: 8 }).lower,
      shareInterval({ numerator: 4, denominator: 8 }).upper,
    ]);
  });

  it("means that are none", () => {
    const asks = (faulty: never) => [
      () => meanInterval(faulty),
      () => compareMeans(faulty, sample),
      () => compareMeans(sample, faulty),
    ];
    for (const [part, values, message] of [
      ["count", [-1, 1.5, Number.NaN, "3", null, undefined], /^count must be a whole number, 0 or more, got /],
      ["mean", [Number.NaN, Infinity, "4", null, undefined], /^mean must be a finite number.*, got /],
      [
        "standardError",
        [-1, Number.NaN, Infinity, "1", null, undefined],
        /^standardError must be a .*number.* 0 or more.*, got /,
      ],
    ] as const) {
      for (const value of values) {
        for (const ask of asks({ ...sample, [part]: value } as never)) {
          refuses(ask, either, message, `${part} ${String(value)}`);
        }
      }
    }
  });
});

describe("samples that leave no limits", () => {
  const nothing = { estimate: null, lower: null, upper: null, confidence: 0.95 };
  const noDifference = { difference: null, lower: null, upper: null, pValue: null, confidence: 0.95 };

  it("are the empty ones, with a reason", () => {
    const none = nps([]);
    expect(npsInterval(none)).toEqual({ ...nothing, method: "score", reason: "the sample is empty" });
    expect(npsInterval(nps([9], { weight: () => 0 }))).toMatchObject({ ...nothing, reason: "the sample is empty" });
    expect(netInterval(csat([]).net)).toMatchObject({ ...nothing, reason: "the sample is empty" });
    expect(shareInterval(share([]))).toEqual({ ...nothing, method: "wilson", reason: "the sample is empty" });
    expect(shareInterval(share([true], { weight: () => 0 }))).toMatchObject({
      ...nothing,
      reason: "the sample is empty",
    });
    expect(meanInterval(mean([]))).toEqual({ ...nothing, method: "t", reason: "the sample is empty" });
    expect(meanInterval(ratings([], { scale: [1, 5] }))).toMatchObject({ ...nothing, reason: "the sample is empty" });
    for (const [first, second] of [
      [none, groups],
      [groups, none],
      [none, none],
    ] as const) {
      expect(compareNps(first, second)).toEqual({ ...noDifference, method: "score", reason: "a sample is empty" });
    }
    expect(compareNpsToTarget(none, 0)).toEqual({ ...noDifference, method: "score", reason: "the sample is empty" });
    expect(compareShares(share([]), rate)).toEqual({
      ...noDifference,
      method: "newcombe",
      reason: "a sample is empty",
    });
    expect(compareShares(rate, share([]))).toMatchObject({ ...noDifference, reason: "a sample is empty" });
    expect(compareMeans(mean([]), sample)).toEqual({ ...noDifference, method: "welch", reason: "a sample is empty" });
    expect(compareMeans(sample, mean([]))).toMatchObject({ ...noDifference, reason: "a sample is empty" });
  });

  it("are single values, where a spread is needed", () => {
    const alone = { lower: null, upper: null, reason: expect.stringContaining("two values") };
    expect(meanInterval(mean([5]))).toMatchObject({ estimate: 5, ...alone });
    expect(compareMeans(mean([5]), sample)).toMatchObject({ difference: 1, pValue: null, ...alone });
    expect(compareMeans(sample, mean([5]))).toMatchObject({ difference: -1, pValue: null, ...alone });
  });

  it("are those that do not vary, where Wald or Welch divide by their error", () => {
    const steady = { lower: null, upper: null, pValue: null, reason: expect.stringMatching(/var(y|ies)$/) };
    const wald = { method: "wald" } as const;
    const all = { promoters: 3, passives: 0, detractors: 0 };
    expect(compareNps(all, { promoters: 0, passives: 0, detractors: 2 }, wald)).toMatchObject({
      difference: 200,
      ...steady,
    });
    expect(compareNpsToTarget(all, 40, wald)).toMatchObject({ difference: 60, ...steady });
    expect(compareMeans(mean([2, 2]), mean([1, 1]))).toMatchObject({ difference: 1, ...steady });
    expect(npsInterval(all, wald)).toMatchObject({ lower: 100, upper: 100 });
    expect(meanInterval(mean([4, 4]))).toMatchObject({ lower: 4, upper: 4 });
  });

  it("are never those of one answer to a share or a net score", () => {
    for (const one of [nps([10]), nps([8]), nps([0])]) {
      const { lower, upper } = npsInterval(one);
      expect(upper! - lower!).toBeGreaterThan(100);
    }
    const { lower, upper } = shareInterval({ numerator: 0, denominator: 1 });
    expect([lower, upper! > 0.79]).toEqual([0, true]);
  });
});

describe("results hold finite numbers, and no −0", () => {
  const count = fc.oneof(fc.constantFrom(0, 1, 2, 3, Number.MAX_SAFE_INTEGER), fc.nat({ max: 50 }), fc.maxSafeNat());
  const someone = fc.record({ promoters: count, passives: count, detractors: count });
  const some = fc.record({ numerator: count, others: count }).map(({ numerator, others }) => ({
    numerator,
    denominator: Math.min(Number.MAX_SAFE_INTEGER, numerator + others),
  }));
  const confidence = fc.oneof(
    fc.constantFrom(2 ** -52, 1e-15, 0.6826894921370859, 0.95, 1 - 2 ** -53),
    fc.double({ min: 2 ** -52, max: 1 - 2 ** -53, noNaN: true }),
  );
  const method = fc.constantFrom("score", "adjusted-wald", "wald");

  it("of net scores up to the largest counts, at any confidence from 2^-52, by any method", () => {
    const target = fc.oneof(fc.constantFrom(0, -0, 100, -100, 5e-324), fc.double({ min: -100, max: 100, noNaN: true }));
    fc.assert(
      fc.property(someone, someone, confidence, method, target, (first, second, sure, by, aim) => {
        const options = { confidence: sure, method: by };
        for (const result of [
          npsInterval(first, options),
          compareNps(first, second, options),
          compareNpsToTarget(first, aim, options),
        ]) {
          expect(ghosts(result)).toEqual([]);
          if (result.lower === null) expect(result.reason).toMatch(/\w/);
          else if (sure > 1e-6) expect(result.lower).toBeLessThanOrEqual(result.upper!);
        }
      }),
    );
  });

  it("of shares up to the largest counts, at any confidence from 2^-52", () => {
    fc.assert(
      fc.property(some, some, confidence, (first, second, sure) => {
        for (const result of [
          shareInterval(first, { confidence: sure }),
          compareShares(first, second, { confidence: sure }),
        ]) {
          expect(ghosts(result)).toEqual([]);
          if (result.lower === null) expect(result.reason).toMatch(/\w/);
          else if (sure > 1e-6) expect(result.lower).toBeLessThanOrEqual(result.upper!);
        }
      }),
    );
  });

  it("of shares and net scores at confidences so small that z is 0", () => {
    for (const confidence of [1e-16, 1e-17, 5e-324]) {
      expect(ghosts(shareInterval({ numerator: 0, denominator: 10 }, { confidence }))).toEqual([]);
      expect(ghosts(npsInterval({ promoters: 1, passives: 0, detractors: 1 }, { confidence }))).toEqual([]);
    }
  });

  it("not of weights made by hand that are no numbers", () => {
    const weights = { sums: [Number.NaN, 1, 1], squares: [1, 1, 1] };
    expect(() => npsInterval({ promoters: 1, passives: 1, detractors: 1, weights })).toThrow(
      new RangeError("weights must be finite, got NaN,1,1"),
    );
  });

  it("of means made by hand", () => {
    expect(ghosts(meanInterval({ count: 2, mean: -0, standardError: 0 }))).toEqual([]);
    expect(ghosts(meanInterval({ count: 2, mean: 1e150, standardError: 1e150 }))).toEqual([]);
    expect(() => meanInterval({ count: 2, mean: 1e308, standardError: 1e308 })).toThrow(RangeError);
  });

  it("of means of values of any size", () => {
    const value = fc.oneof(
      fc.integer({ min: -5, max: 5 }),
      fc.double({ min: -1e140, max: 1e140, noNaN: true }),
      fc.constantFrom(-0, 1e140, -1e140, 1e-300, 5e-324),
    );
    const values = fc.array(value, { maxLength: 8 });
    fc.assert(
      fc.property(values, values, confidence, (first, second, sure) => {
        const options = { confidence: sure };
        expect(ghosts(mean(first))).toEqual([]);
        expect(ghosts(meanInterval(mean(first), options))).toEqual([]);
        expect(ghosts(compareMeans(mean(first), mean(second), options))).toEqual([]);
      }),
    );
  });
});
