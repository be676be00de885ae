import * as cx from "cx-metrics";
import { describe, expect, it } from "vitest";
import { pairedChange } from "../src/stats/paired-change.ts";
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
  compareNpsSampleSize,
  compareNpsToTarget,
  compareShares,
  cronbachAlpha,
  johnsonWeights,
  lmgWeights,
  kaplanMeier,
  logRank,
  normalQuantile,
  normalTailQuantile,
  npsFromCounts,
  npsInterval,
  npsIntervalByAdjustedWald,
  npsIntervalByGoodman,
  pearson,
  ratings,
  rescaledMean,
  shareInterval,
  spearman,
  survivalAt,
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
  [
    /^paired proportions: Agresti-Min adjusted Wald$/,
    ([both, first, second, neither]) => adjusted(first!, both! + neither!, second!, "agresti-min"),
  ],
  [
    /^paired proportions: Bonett-Price adjusted Wald$/,
    ([both, first, second, neither]) => adjusted(first!, both! + neither!, second!, "bonett-price"),
  ],
  [
    // The difference of the second and the third class is a net score.
    /^multinomial: Goodman Wald CI for difference pi2-pi3 \(Bonferroni\)$/,
    ([first, second, third]) => goodman(second!, first!, third!, 0.95, "bonferroni"),
  ],
  [
    /^multinomial: Goodman Wald CI for difference pi2-pi3 \(Scheffe, 90%\)$/,
    ([first, second, third]) => goodman(second!, first!, third!, 0.9, "scheffe"),
  ],
  [/^paired mean scores.*: Wald estimate and CI$/, () => [serial.sum / serial.count, ...changeOf("wald")]],
  [/^paired mean scores.*: score CI$/, () => changeOf("score")],
  [
    // What it calls s² is the variance of the difference: half of it for each group.
    /^NPS: two-group sample size/,
    () => [compareNpsSampleSize({ difference: 10, variance: 0.67 / 2, method: "adjusted-wald" }).exact],
  ],
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
  [/^Kaplan-Meier: 6-MP/, () => REMISSION_TIMES.map((time) => survivalAt(remission(), time).survival)],
  [/^Kaplan-Meier: Greenwood/, () => REMISSION_TIMES.map((time) => survivalAt(remission(), time).standardError)],
  [/^Kaplan-Meier: median survival aml/, () => leukaemia().map((curve) => curve.median)],
  [/^log-rank: chisq aml/, () => [logRank(leukaemia()).chiSquare]],
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
    /^paired proportions: (Newcombe square|McNemar exact|McNemar mid-P)/,
    () => exported("compareSharesPaired") || takes(net, "square-and-add"),
  ],
  [/^multinomial: (Goodman Wilson|Quesenberry-Hurst)/, () => exported("simultaneousIntervals")],
  [/^power: /, () => exported("shareSampleSize", "meanSampleSize", "power")],
  [/^multiple comparisons: /, () => exported("holm", "benjaminiHochberg")],
  [/^retention: sBG/, () => exported("retentionModel", "shiftedBetaGeometric")],
  [/^earned growth: /, () => exported("earnedGrowth")],
  [/^composite: DDSketch/, () => exported("ddSketch")],
  [/^log-normal: /, () => exported("logNormalMean", "geometricMean")],
  [/^Pettitt: /, () => exported("changePoint")],
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

/** The times of the published table. */
const REMISSION_TIMES = [6, 7, 10, 13, 16, 22, 23];

/** Weeks of remission under 6-mercaptopurine, Freireich et al. (1963); negative where it still went on. */
function remission() {
  return survival([6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35]);
}

/** Weeks of remission of leukaemia with and without maintenance, Miller (1997); negative where it still went on. */
function leukaemia() {
  return [
    survival([9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161]),
    survival([5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45]),
  ];
}

function survival(times: readonly number[]) {
  return kaplanMeier(times, { time: Math.abs, event: (time) => time > 0 });
}

function limits({ lower, upper }: { readonly lower: number | null; readonly upper: number | null }): Computed {
  return [lower, upper];
}

function matched(promoters: number, passives: number, detractors: number, method: "score" | "wald"): Computed {
  return limits(npsInterval({ promoters, passives, detractors }, { method })).map((limit) => limit! / 100);
}

function adjusted(promoters: number, passives: number, detractors: number, added: "agresti-min" | "bonett-price") {
  return limits(npsIntervalByAdjustedWald({ promoters, passives, detractors }, { added })).map((limit) => limit! / 100);
}

function goodman(
  promoters: number,
  passives: number,
  detractors: number,
  confidence: number,
  contrasts: "bonferroni" | "scheffe",
): Computed {
  const interval = npsIntervalByGoodman({ promoters, passives, detractors }, { confidence, contrasts });
  return [interval.estimate, ...limits(interval)].map((points) => points! / 100);
}

/** The changes, scored 8, 3.5, 0, −3.5 and −8, of a table of that book: Fischer et al. (1999), serial and retrospective. */
const serial = [
  [1, 0, 1, 0, 0],
  [0, 2, 8, 4, 4],
  [1, 1, 31, 14, 11],
  [1, 0, 15, 9, 12],
  [0, 0, 2, 1, 3],
]
  .flatMap((row, before) => row.map((people, after) => ({ people, change: changeOfScores(before, after) })))
  .reduce(
    ({ count, sum, squares }, { people, change }) => ({
      count: count + people,
      sum: sum + people * change,
      squares: squares + people * change ** 2,
    }),
    { count: 0, sum: 0, squares: 0 },
  );

function changeOfScores(before: number, after: number): number {
  const scores = [8, 3.5, 0, -3.5, -8];
  return scores[before]! - scores[after]!;
}

function changeOf(method: "wald" | "score"): Computed {
  const found = pairedChange(serial, method, 0.025);
  return typeof found === "string" ? [] : [found.lower, found.upper];
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
