import * as cx from "cx-metrics";
import { describe, expect, it } from "vitest";
import { errorOfNet, goldenCases, goldenFile } from "./golden.ts";

/** A number that a paper, a book or another package prints. */
interface Printed {
  readonly topic: string;
  readonly what: string;
  readonly input: string;
  readonly printed: readonly number[];
  readonly decimals: number;
  readonly citation: string;
}

const { items, count } = goldenFile<{ items: readonly Printed[]; count: number }>("published");
const {
  benjaminiHochberg,
  changePoint,
  compareNpsToTarget,
  compareShares,
  cronbachAlpha,
  holm,
  johnsonWeights,
  lmgWeights,
  normalQuantile,
  normalTailQuantile,
  npsFromCounts,
  npsInterval,
  pearson,
  ratings,
  rescaledMean,
  shareInterval,
  spearman,
} = cx;

/** Ten people's intelligence quotients, and their hours of television a week. */
const IQ = [86, 97, 99, 100, 101, 103, 106, 110, 112, 113];
const hoursOfTelevision = [2, 20, 28, 27, 50, 29, 7, 17, 6, 12];

/** What went into one golden case. */
function goldenInput<Input>(file: string, id: string): Input {
  return goldenCases<Input, unknown>(file).find((golden) => golden.id === id)!.input;
}

/** The correlations of a data set of drivers.json. */
function correlationsOf(id: string) {
  const { X, y } = goldenInput<{ X: number[][]; y: number[] }>("drivers", id);
  const columns = X[0]!.map((_, place) => X.map((row) => row[place]!));
  return {
    predictors: columns.map((a) => columns.map((b) => (a === b ? 1 : pearson(a, b).estimate!))),
    outcome: columns.map((column) => pearson(column, y).estimate!),
  };
}

type Computed = readonly (number | null)[];

/** What we compute where a function of ours says what is printed; the key is the first words of `what`, after the topic. */
const checks: readonly (readonly [key: RegExp, compute: (input: readonly number[]) => Computed])[] = [
  [/^binomial: Wilson( \(method 3\))?$/, ([x, n]) => limits(shareInterval({ numerator: x!, denominator: n! }))],
  [
    // A share of ½ is a net score of 0 without a middle class.
    /^binomial: score test Z and P$/,
    ([x, n]) => scoreTest(x!, 0, n! - x!),
  ],
  [
    /^difference of proportions: Newcombe( method 10, contrast \([a-h]\))?$/,
    ([x1, n1, x2, n2]) =>
      limits(compareShares({ numerator: x1!, denominator: n1! }, { numerator: x2!, denominator: n2! })),
  ],
  [
    // A difference of matched shares is a net score: better, unchanged, worse.
    /^paired proportions: Tango( score|, all 3 discordant one way)$/,
    ([both, first, second, neither]) => matched(first!, both! + neither!, second!, "score"),
  ],
  [
    /^paired proportions: Wald$/,
    ([both, first, second, neither]) => matched(first!, both! + neither!, second!, "wald"),
  ],
  [/^paired proportions: McNemar Z and P$/, ([first, second]) => scoreTest(first!, 100, second!)],
  [/^NPS: nps, var, se of counts/, () => [...score(3, 2, 1), deviation(3, 2, 1)]],
  [/^NPS: se of \(1,0,1\); \(0,1,1\); \(1,1,1\)$/, () => [deviation(1, 0, 1), deviation(1, 1, 0), deviation(1, 1, 1)]],
  [/^NPS: variance of the example population/, () => score(3, 2, 1)],
  [
    /^composite: HCAHPS linear score/,
    () => [1, 2, 3, 4].map((answer) => rescaledMean(ratings([answer], { scale: [1, 4] }))),
  ],
  [/^correlation: Spearman rho IQ/, () => [spearman(IQ, hoursOfTelevision).estimate]],
  [
    /^Cronbach: alpha of R attitude data/,
    () => [cronbachAlpha(goldenInput<{ items: number[][] }>("cronbach", "c004").items).estimate],
  ],
  [/^drivers: Johnson raw relative weights mtcars/, () => johnsonWeights(correlationsOf("c001"))!],
  [
    /^drivers: rescaled weights %/,
    () => {
      const weights = johnsonWeights(correlationsOf("c001"))!;
      return weights.map((weight) => (100 * weight) / weights.reduce((sum, each) => sum + each, 0));
    },
  ],
  [/^drivers: LMG, swiss/, () => lmgWeights(correlationsOf("c002"))!],
  [/^drivers: R2 swiss/, () => [lmgWeights(correlationsOf("c002"))!.reduce((sum, weight) => sum + weight, 0)]],
  [
    // Holm's first step is Bonferroni's, and here the last that rejects.
    /^multiple comparisons: rejections at .05: Bonferroni, BH$/,
    () => {
      const { p } = goldenInput<{ p: number[] }>("p_adjust", "c008");
      return [holm(p), benjaminiHochberg(p)].map((adjusted) => adjusted.filter((one) => one! <= 0.05).length);
    },
  ],
  [
    /^Pettitt: break of the Nile/,
    () => [changePoint(goldenInput<{ series: number[] }>("pettitt", "c010").series).index],
  ],
  [/^normal: z/, () => [normalQuantile(0.975), normalQuantile(0.95), normalTailQuantile(0.005)]],
];

/** What no function of ours says yet: the names, or the methods, that would. Whoever adds one checks its numbers above. */
const later: readonly (readonly [key: RegExp, offered: () => boolean])[] = [
  [/^binomial: Wilson CC$/, () => takes(oneShare, "wilson-corrected", "wilson-cc")],
  [/^binomial: Clopper-Pearson/, () => takes(oneShare, "clopper-pearson", "exact")],
  [/^binomial: mid-P$/, () => takes(oneShare, "mid-p")],
  [/^binomial: Jeffreys$/, () => takes(oneShare, "jeffreys")],
  [/^binomial: 'Agresti-Coull' PLUS-FOUR/, () => takes(oneShare, "agresti-coull", "plus-four")],
  [/^binomial: (exact test p|mid-P test)/, () => exported("compareShareToTarget", "binomialTest")],
  [/^difference of proportions: (Miettinen-|PropCIs::diff)/, () => takes(twoShares, "miettinen-nurminen", "score")],
  [/^difference of proportions: Mee/, () => takes(twoShares, "mee")],
  [/^difference of proportions: (Agresti-Caffo|PropCIs::wald2)/, () => takes(twoShares, "agresti-caffo")],
  [/^difference of proportions: Wald$/, () => takes(twoShares, "wald")],
  [/^difference of proportions: Fisher/, () => takes(twoShares, "fisher", "exact") || exported("fisherTest")],
  [
    /^paired proportions: (Newcombe square|Agresti-Min|Bonett-Price|McNemar exact|McNemar mid-P)/,
    () => exported("compareSharesPaired") || takes(net, "agresti-min", "bonett-price", "square-and-add"),
  ],
  [/^paired mean scores/, () => exported("compareMeansPaired", "compareNpsPaired")],
  [/^multinomial: /, () => takes(net, "goodman", "scheffe") || exported("simultaneousIntervals")],
  [/^NPS: two-group sample size/, () => exported("npsSampleSize")],
  [/^Kaplan-Meier: /, () => exported("kaplanMeier")],
  [/^log-rank: /, () => exported("logRank")],
  [/^power: /, () => exported("shareSampleSize", "meanSampleSize", "power")],
  [/^retention: sBG/, () => exported("retentionModel", "shiftedBetaGeometric")],
  [/^earned growth: /, () => exported("earnedGrowth")],
  [/^composite: DDSketch/, () => exported("ddSketch")],
  [/^log-normal: /, () => exported("logNormalMean", "geometricMean")],
];

const keyOf = ({ topic, what }: Printed) => `${topic}: ${what}`;

describe("numbers that others print, 81 entries", () => {
  it("are all of ours, or of functions to come", () => {
    expect(items).toHaveLength(count);
    expect(count).toBe(81);
    for (const item of items) {
      const found = [...checks, ...later].filter(([key]) => key.test(keyOf(item)));
      expect(found, keyOf(item)).toHaveLength(1);
    }
    for (const [key] of [...checks, ...later]) {
      expect(items.filter((item) => key.test(keyOf(item))).length, `entries of ${key}`).toBeGreaterThan(0);
    }
  });

  it("agree to the last printed decimal", () => {
    let checked = 0;
    for (const item of items) {
      const [, compute] = checks.find(([key]) => key.test(keyOf(item))) ?? [];
      if (compute === undefined) continue;
      checked++;
      const input = [...item.input.replaceAll(/[a-z]=/g, " ").matchAll(/\d+/g)].map(Number);
      const computed = compute(input);
      expect(computed, keyOf(item)).toHaveLength(item.printed.length);
      item.printed.forEach((printed, place) => {
        const error = Math.abs((computed[place] ?? Number.NaN) - printed);
        const what = `${keyOf(item)} (${item.citation}): ${computed[place]} must be printed ${printed}`;
        expect(error <= 0.5 * 10 ** -item.decimals * (1 + 1e-9), what).toBe(true);
      });
    }
    expect(checked).toBe(count - items.filter((item) => later.some(([key]) => key.test(keyOf(item)))).length);
  });

  it("wait only for what is not offered", () => {
    let waiting = 0;
    for (const item of items) {
      const [key, offered] = later.find(([pattern]) => pattern.test(keyOf(item))) ?? [];
      if (key === undefined || offered === undefined) continue;
      waiting++;
      expect(offered(), `${keyOf(item)} can be checked now: move ${key} from later to checks`).toBe(false);
    }
    expect(waiting).toBe(items.filter((item) => !checks.some(([key]) => key.test(keyOf(item)))).length);
  });
});

function limits({ lower, upper }: { readonly lower: number | null; readonly upper: number | null }): Computed {
  return [lower, upper];
}

function matched(promoters: number, passives: number, detractors: number, method: "score" | "wald"): Computed {
  return limits(npsInterval({ promoters, passives, detractors }, { method })).map((limit) => limit! / 100);
}

/** z and two-sided p of a net score of 0. */
function scoreTest(promoters: number, passives: number, detractors: number): Computed {
  const { difference, pValue } = compareNpsToTarget({ promoters, passives, detractors }, 0);
  return [Math.sign(difference!) * normalTailQuantile(pValue! / 2), pValue];
}

function score(promoters: number, passives: number, detractors: number): [score: number, variance: number] {
  const variance = deviation(promoters, passives, detractors) ** 2 * (promoters + passives + detractors);
  return [npsFromCounts({ promoters, passives, detractors }).score! / 100, variance];
}

function deviation(promoters: number, passives: number, detractors: number): number {
  return errorOfNet({ promoters, passives, detractors });
}

function exported(...names: readonly string[]): boolean {
  return names.some((name) => name in cx);
}

/** Whether a function has one of the methods: it answers with the method's name. */
function takes(ask: (method: never) => { readonly method: string }, ...methods: readonly string[]): boolean {
  return methods.some((method) => {
    try {
      return ask(method as never).method === method;
    } catch {
      return false;
    }
  });
}

function oneShare(method: never) {
  return shareInterval({ numerator: 13, denominator: 16 }, { method } as object);
}

function twoShares(method: never) {
  return compareShares({ numerator: 7, denominator: 34 }, { numerator: 1, denominator: 34 }, { method } as object);
}

function net(method: never) {
  return npsInterval({ promoters: 6, passives: 139, detractors: 16 }, { method });
}
