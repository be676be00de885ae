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
  agrestiCaffo,
  benjaminiHochberg,
  binomialTest,
  changePoint,
  clopperPearson,
  compareNpsSampleSize,
  compareNpsToTarget,
  compareShares,
  compareSharesPaired,
  compareSharesPower,
  compareSharesSampleSize,
  cronbachAlpha,
  durationsMetric,
  earnedGrowth,
  fisherExact,
  fitShiftedBetaGeometric,
  geometricMean,
  holm,
  jeffreys,
  meanPower,
  meanSampleSize,
  johnsonWeights,
  lmgWeights,
  kaplanMeier,
  logRank,
  mcnemarExact,
  mcnemarMidP,
  measure,
  mee,
  midP,
  midPTest,
  miettinenNurminen,
  newcombePaired,
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
  simultaneousIntervals,
  spearman,
  survivalAt,
  waldDifference,
  wilsonCorrected,
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

/** Olsson's 40 values. */
const olsson = geometricMean(
  goldenCases<{ x: readonly number[] }, unknown>("lognormal").find(({ id }) => id === "c031")!.input.x,
);

type Computed = readonly (number | null)[];

/** What we compute where a function of ours says what is printed; the key is the first words of `what`, after the topic. */
const checks: readonly (readonly [key: RegExp, compute: (input: readonly number[]) => Computed])[] = [
  [/^binomial: Wilson( \(method 3\))?$/, ([x, n]) => limits(shareInterval({ numerator: x!, denominator: n! }))],
  [
    // A share of ½ is a net score of 0 without a middle class.
    /^binomial: score test Z and P$/,
    ([x, n]) => scoreTest(x!, 0, n! - x!),
  ],
  [/^binomial: Wilson CC$/, ([x, n]) => limits(wilsonCorrected({ numerator: x!, denominator: n! }))],
  [
    /^binomial: Clopper-Pearson( \(method 5\))?$/,
    ([x, n, ...more]) => [
      ...limits(clopperPearson({ numerator: x!, denominator: n! })),
      ...(more.length ? limits(clopperPearson({ numerator: more[0]!, denominator: more[1]! })) : []),
    ],
  ],
  [/^binomial: mid-P$/, ([x, n]) => limits(midP({ numerator: x!, denominator: n! }))],
  [/^binomial: Jeffreys$/, ([x, n]) => limits(jeffreys({ numerator: x!, denominator: n! }))],
  [/^binomial: 'Agresti-Coull' PLUS-FOUR variant .* 85%/, ([x, n]) => plusFour(x!, n!, 0.85)],
  [/^binomial: exact test p/, ([x, n]) => [binomialTest({ numerator: x!, denominator: n! }, 0.5).pValue]],
  [/^binomial: mid-P test$/, ([x, n]) => [midPTest({ numerator: x!, denominator: n! }, 0.5).pValue]],
  [/^difference of proportions: Newcombe( method 10, contrast \([a-h]\))?$/, (input) => two(input, compareShares)],
  [/^difference of proportions: (Miettinen-|PropCIs::diff)/, (input) => two(input, miettinenNurminen)],
  [/^difference of proportions: Mee/, (input) => two(input, mee)],
  [/^difference of proportions: (Agresti-Caffo|PropCIs::wald2)/, (input) => two(input, agrestiCaffo)],
  [/^difference of proportions: Wald$/, (input) => two(input, waldDifference)],
  [
    /^difference of proportions: Fisher/,
    ([x1, n1, x2, n2]) => [
      fisherExact({ numerator: x1!, denominator: n1! }, { numerator: x2!, denominator: n2! }).pValue,
    ],
  ],
  [
    /^paired proportions: Tango( score|, all 3 discordant one way)$/,
    (input) => limits(compareSharesPaired(pairs(input))),
  ],
  [/^paired proportions: Newcombe square/, (input) => limits(newcombePaired(pairs(input)))],
  [/^paired proportions: McNemar exact P$/, ([first, second]) => [mcnemarExact(pairs([0, first!, second!, 0])).pValue]],
  [/^paired proportions: McNemar mid-P$/, ([first, second]) => [mcnemarMidP(pairs([0, first!, second!, 0])).pValue]],
  [
    // A difference of matched shares is a net score: better, unchanged, worse.
    /^paired proportions: Wald$/,
    ([both, first, second, neither]) => matched(first!, both! + neither!, second!),
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
  [/^multinomial: Goodman Wilson simultaneous CI for pi3$/, (people) => oneOfAll("goodman", people, 2)],
  [/^multinomial: Quesenberry-Hurst Wilson CI for pi2$/, (people) => oneOfAll("quesenberry-hurst", people, 1)],
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
  [/^log-normal: mean and variance of logs/, () => [olsson.logMean, olsson.logStandardDeviation! ** 2]],
  [
    /^power: power\.t\.test/,
    () => [
      meanPower({ difference: 1, standardDeviation: 1, size: 20 }),
      meanSampleSize({ difference: 1, standardDeviation: 1, power: 0.9 }).exact,
    ],
  ],
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
  [/^power: power\.prop\.test\(n=50/, () => [compareSharesPower(0.5, 0.75, { size: 50 }).power]],
  [/^power: power\.prop\.test\(p1=/, () => [compareSharesSampleSize(0.5, 0.75, { power: 0.9 }).exact]],
  [/^retention: sBG MLE High End/, () => parameters(fitted(HIGH_END))],
  [/^retention: sBG MLE Regular/, () => parameters(fitted(REGULAR))],
  [/^retention: sBG log-likelihoods$/, () => [HIGH_END, REGULAR].map((left) => fitted(left).logLikelihood)],
  [
    /^earned growth: /,
    () => {
      const figures = { priorRevenue: 100, retainedRevenue: 85, earnedNewRevenue: 25, newRevenue: 45 };
      const { growth, rate, ratio } = earnedGrowth(figures);
      return [growth, rate, ratio];
    },
  ],
  [/^composite: DDSketch gamma/, () => [ratioOfBins(0.01)]],
  [/^normal: z/, () => [normalQuantile(0.975), normalQuantile(0.95), normalTailQuantile(0.005)]],
];

const keyOf = ({ topic, what }: Printed) => `${topic}: ${what}`;

describe("numbers that others print, 81 entries", () => {
  it("are all of ours", () => {
    expect(items).toHaveLength(count);
    expect(count).toBe(81);
    for (const item of items) {
      const found = checks.filter(([key]) => key.test(keyOf(item)));
      expect(found, keyOf(item)).toHaveLength(1);
    }
    for (const [key] of checks) {
      expect(items.filter((item) => key.test(keyOf(item))).length, `entries of ${key}`).toBeGreaterThan(0);
    }
  });

  it("agree to the last printed decimal", () => {
    for (const item of items) {
      const [, compute] = checks.find(([key]) => key.test(keyOf(item)))!;
      const input = [...item.input.replaceAll(/[a-z]=/g, " ").matchAll(/\d+/g)].map(Number);
      const computed = compute(input);
      expect(computed, keyOf(item)).toHaveLength(item.printed.length);
      item.printed.forEach((printed, place) => {
        const error = Math.abs((computed[place] ?? Number.NaN) - printed);
        const what = `${keyOf(item)} (${item.citation}): ${computed[place]} must be printed ${printed}`;
        expect(error <= 0.5 * 10 ** -item.decimals * (1 + 1e-9), what).toBe(true);
      });
    }
  });

  it("has a sketch whose bins are as wide as its error allows, by the relation printed of DDSketch", () => {
    for (const precision of [5, 6, 7] as const) {
      const { quantileError } = measure(durationsMetric({ precision }), [1]);
      // The widest bins are the first above a power of 2: 2 ** precision of one width reach the next.
      expect(ratioOfBins(quantileError)).toBeCloseTo(1 + 2 ** -precision, 12);
    }
  });
});

/** How many of a thousand customers were left after each year, Fader & Hardie (2007). */
const HIGH_END = [869, 743, 653, 593, 551, 517, 491];
const REGULAR = [631, 468, 382, 326, 289, 262, 241];

function fitted(left: readonly number[]) {
  return fitShiftedBetaGeometric([[1000, ...left]]);
}

function parameters({ model }: cx.ShiftedBetaGeometricFit): Computed {
  return [model!.alpha, model!.beta];
}

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

function matched(promoters: number, passives: number, detractors: number): Computed {
  return limits(npsInterval({ promoters, passives, detractors }, { method: "wald" })).map((limit) => limit! / 100);
}

/** Printed differences of matched shares are first less second, ours second less first. */
function pairs([both, first, second, neither]: readonly number[]): cx.PairedCounts {
  return { both: both!, onlyFirst: second!, onlySecond: first!, neither: neither! };
}

function two(
  [x1, n1, x2, n2]: readonly number[],
  compare: (first: cx.ShareLike, second: cx.ShareLike) => cx.Comparison,
): Computed {
  return limits(compare({ numerator: x1!, denominator: n1! }, { numerator: x2!, denominator: n2! }));
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

/** Wald's interval of a share, two people added to either side: a net score without a middle class, brought back to 0 … 1. */
function plusFour(hits: number, people: number, confidence: number): Computed {
  const groups = { promoters: hits, passives: 0, detractors: people - hits };
  const added = { promoters: 2, passives: 0, detractors: 2 };
  const [lower, upper] = limits(npsIntervalByAdjustedWald(groups, { added, confidence }));
  const share = (points: number) => (points / 100 + 1) / 2;
  // Centred on the share of the enlarged sample.
  return [(share(lower!) + share(upper!)) / 2, share(lower!), share(upper!)];
}

/** How many times as large as its smallest value the largest of a bin may be, for a relative error. */
function ratioOfBins(error: number): number {
  return (1 + error) / (1 - error);
}

function oneOfAll(method: cx.SimultaneousMethod, people: readonly number[], place: number): Computed {
  const interval = simultaneousIntervals(people, { method })[place]!;
  return [interval.estimate, ...limits(interval)];
}
