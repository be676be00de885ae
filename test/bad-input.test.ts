import {
  type AnyMetric,
  ces,
  cesMetric,
  combine,
  compareNps,
  compareShares,
  contactRateMetric,
  csat,
  csatMetric,
  differenceInDifferences,
  etaSquared,
  fcrMetric,
  funnelPlotLimits,
  intraclassCorrelation,
  kitagawa,
  mean,
  meanInterval,
  meanMetric,
  measure,
  netInterval,
  nps,
  npsFromCounts,
  npsInterval,
  npsMetric,
  oneTouch,
  ratings,
  ratingsFromCounts,
  ratingsMetric,
  share,
  shareFromCounts,
  shareInterval,
  shareMetric,
  starRatingMetric,
  tally,
  transferRateMetric,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectPlain, generated, thrown } from "./laws.ts";

type Kind = typeof RangeError | typeof TypeError;

/** What was handed in, how the error shows it, and whether it was a number out of range or something else. */
const badAnswers: readonly (readonly [answer: unknown, shown: string, Kind: Kind])[] = [
  [11, "11", RangeError],
  [-1, "-1", RangeError],
  [6.5, "6.5", RangeError],
  [Number.NaN, "NaN", RangeError],
  [Infinity, "Infinity", RangeError],
  ["9", '"9"', TypeError],
  [true, "true", TypeError],
  [10n, "10n", TypeError],
  [new Date(9), "Date", TypeError],
];

const scored: Record<string, (items: Iterable<never>) => unknown> = {
  nps: (items) => nps(items),
  csat: (items) => csat(items),
  ces: (items) => ces(items),
  ratings: (items) => ratings(items, { scale: [0, 10] }),
};

describe("an answer that is none", () => {
  for (const [name, score] of Object.entries(scored)) {
    it(`is refused by ${name}, with what must be, what came, and where`, () => {
      for (const [answer, shown, Kind] of badAnswers) {
        const list = [5, 3, answer] as never[];
        const rows = list.map((value) => ({ value }));
        for (const work of [
          () => score(list),
          () => score(generated(list)),
          () => measure(npsMetric(), rows, { value: (row) => row.value }),
          () => measure(npsMetric(), rows, { value: (row) => row.value, weight: () => 1 }),
        ]) {
          const error = thrown(work);
          expect(error).toBeInstanceOf(Kind);
          expect(error.message).toMatch(/^answer must be a whole number from \d+ to \d+, got /);
          expect(error.message).toContain(shown);
          expect(error.message).toMatch(/ at index 2$/);
        }
      }
    });
  }
});

describe("a definition that is none", () => {
  const table: readonly (readonly [what: string, work: () => unknown, message: RegExp])[] = [
    ["a scale of one point", () => npsMetric({ scale: [5, 5] }), /^scale must be \[low, high\].* got \[5,/],
    ["a scale upside down", () => csatMetric({ scale: [5, 1] }), /^scale must be/],
    ["a scale of fractions", () => cesMetric({ scale: [0.5, 5] }), /^scale must be/],
    ["no promotersFrom", () => npsMetric({ scale: [1, 10] }), /^promotersFrom must be .* from 2 to 10, got undefined$/],
    [
      "no passivesFrom",
      () => npsMetric({ scale: [1, 10], promotersFrom: 9 }),
      /^passivesFrom must be .* got undefined$/,
    ],
    [
      "promotersFrom above the scale",
      () => npsMetric({ promotersFrom: 11 }),
      /^promotersFrom must be .* from 1 to 10, got 11$/,
    ],
    [
      "passivesFrom above promotersFrom",
      () => npsMetric({ passivesFrom: 10 }),
      /^passivesFrom must be .* from 1 to 9, got 10$/,
    ],
    ["no satisfiedFrom", () => csatMetric({ scale: [1, 7] }), /^satisfiedFrom must be .* got undefined$/],
    [
      "satisfiedFrom below the scale",
      () => csatMetric({ satisfiedFrom: 0 }),
      /^satisfiedFrom must be .* from 2 to 5, got 0$/,
    ],
    ["satisfied text", () => csatMetric({ satisfiedFrom: "4" as never }), /^satisfiedFrom must be .* got "4"$/],
    ["no direction", () => cesMetric({ scale: [1, 5] }), /^direction must be .* got undefined$/],
    [
      "a direction that is none",
      () => cesMetric({ direction: "better" as never }),
      /^direction must be .* got "better"$/,
    ],
    ["no easyFrom", () => cesMetric({ direction: "lower-is-easier" }), /^easyFrom must be .* got undefined$/],
    [
      "classes that overlap",
      () => cesMetric({ easyFrom: 4, difficultTo: 4 }),
      /^difficultTo must be .* from 1 to 3, got 4$/,
    ],
    ["a reading that is none", () => csatMetric({ reading: "nps" as never }), /^reading must be .* got "nps"$/],
  ];
  for (const [what, work, message] of table) {
    it(`is refused: ${what}`, () => {
      const error = thrown(work);
      expect(error instanceof RangeError || error instanceof TypeError).toBe(true);
      expect(error.message).toMatch(message);
    });
  }
});

describe("a weight that is none", () => {
  const metrics: Record<string, AnyMetric> = {
    nps: npsMetric(),
    csat: csatMetric(),
    ces: cesMetric(),
    ratings: ratingsMetric({ scale: [0, 1] }),
    mean: meanMetric(),
    share: shareMetric(),
    fcr: fcrMetric({ by: "flag" }),
    transferRate: transferRateMetric(),
    starRating: starRatingMetric({ priorMean: 3, priorWeight: 5 }),
    contactRate: contactRateMetric(),
  };
  const bad = [-1, Number.NaN, Infinity, undefined, null, "1", 1n];
  for (const [name, metric] of Object.entries(metrics)) {
    it(`is refused by ${name}, with its index, even where nothing was answered`, () => {
      for (const weight of bad) {
        const Kind = typeof weight === "number" ? RangeError : TypeError;
        for (const answer of [1, null]) {
          const rows = [
            { answer: 1, weight: 1 },
            { answer, weight },
          ];
          const reading = {
            value: (row: { answer: unknown }) => row.answer,
            weight: (row: { weight: unknown }) => row.weight,
          };
          for (const items of [rows, generated(rows)]) {
            const error = thrown(() => measure(metric, items as never, reading as never));
            expect(error).toBeInstanceOf(Kind);
            expect(error.message).toMatch(/^weight must be 0 or a number from 1e-70 to 1e70, got .+ at index 1$/);
          }
        }
      }
    });

    it(`is refused by add of ${name}`, () => {
      for (const weight of [-1, Number.NaN, Infinity, null, "1"]) {
        for (const answer of name === "share" || name === "fcr" ? [1, null, "pending"] : [1, null]) {
          expect(() => metric.add(metric.empty(), answer, weight as never), `${answer}`).toThrow(/^weight must be/);
        }
      }
    });

    it(`leaves ${name} without a headline, not with an error, where all are 0`, () => {
      const result = measure(metric, [1, 1, 1], { weight: () => 0 });
      expectPlain(result);
      expect(Object.values(result)[0]).toBe(null);
      expect(result).toMatchObject({ excluded: 3, weight: 0, effectiveSampleSize: 0 });
    });

    it(`leaves ${name} without a headline where the sample is empty`, () => {
      for (const nobody of [[], [null], [undefined, null]]) {
        const result = measure(metric, nobody);
        expectPlain(result);
        expect(Object.values(result)[0]).toBe(null);
        expect(result.missing).toBe(nobody.length);
      }
    });

    it(`leaves ${name} with nothing to count in what is no list`, () => {
      for (const none of ["1, 0", "", 1, null, undefined, {}, 1n, Symbol("x"), () => []]) {
        const error = thrown(() => measure(metric, none as never));
        expect(error).toBeInstanceOf(TypeError);
        expect(error.message).toMatch(/^items must be .+, got /);
      }
    });
  }
});

describe("a confidence that is none", () => {
  const groups = npsFromCounts({ promoters: 6, passives: 2, detractors: 1 });
  const intervals: Record<string, (confidence: number) => unknown> = {
    npsInterval: (confidence) => npsInterval(groups, { confidence }),
    netInterval: (confidence) => netInterval({ top: 6, middle: 2, bottom: 1 }, { confidence }),
    shareInterval: (confidence) => shareInterval({ numerator: 1, denominator: 2 }, { confidence }),
    meanInterval: (confidence) => meanInterval(mean([1, 2, 3]), { confidence }),
    compareNps: (confidence) => compareNps(groups, groups, { confidence }),
    compareShares: (confidence) =>
      compareShares({ numerator: 1, denominator: 2 }, { numerator: 1, denominator: 2 }, { confidence }),
  };
  for (const [name, interval] of Object.entries(intervals)) {
    it(`is refused by ${name}`, () => {
      for (const wrong of [0, 1, 95, -0.5, Number.NaN, Infinity]) {
        const error = thrown(() => interval(wrong));
        expect(error).toBeInstanceOf(RangeError);
        expect(error.message).toMatch(new RegExp(`^confidence must .*, got ${wrong}$`));
      }
      expect(() => interval("0.95" as never)).toThrow(TypeError);
    });
  }
});

describe("counts that are none", () => {
  it("are refused by every door, by their names", () => {
    for (const wrong of [-1, 0.5, Number.NaN]) {
      for (const [name, work] of [
        ["promoters", () => npsFromCounts({ promoters: wrong, passives: 0, detractors: 0 })],
        ["count of 1", () => ratingsFromCounts([0, wrong], { scale: [0, 1] })],
        ["numerator", () => shareFromCounts({ numerator: wrong, denominator: 1 })],
      ] as const) {
        expect(work).toThrow(new RangeError(`${name} must be a whole number, 0 or more, got ${wrong}`));
      }
    }
  });
});

describe("tallies of two kinds", () => {
  const table: readonly (readonly [AnyMetric, AnyMetric])[] = [
    [npsMetric(), npsMetric({ scale: [1, 10], promotersFrom: 9, passivesFrom: 7 })],
    [csatMetric(), csatMetric({ scale: [1, 7], satisfiedFrom: 6 })],
    [cesMetric(), csatMetric()],
    [ratingsMetric({ scale: [0, 10] }), ratingsMetric({ scale: [-10, 0] })],
    [shareMetric({ rule: "a" }), shareMetric({ rule: "b" })],
    [meanMetric(), shareMetric()],
  ];
  it("do not merge, and say of what each is", () => {
    for (const [one, other] of table) {
      const [mine, theirs] = [tally(one, [null]), tally(other, [null])];
      expect(() => one.merge(mine, theirs)).toThrow(new TypeError(`tally must be of ${mine.of}, got "${theirs.of}"`));
      expect(() => other.merge(mine, theirs)).toThrow(new TypeError(`tally must be of ${theirs.of}, got "${mine.of}"`));
      expect(() => one.read(theirs)).toThrow(TypeError);
      expect(() => one.add(theirs, null)).toThrow(TypeError);
    }
  });
});

describe("a tally of 0.1.0", () => {
  it("of a mean is refused by name: it has another form", () => {
    const before = { of: "values", count: 1, sum: [1], squares: [1], missing: 0, excluded: 0 };
    const metric = meanMetric();
    for (const use of [() => metric.read(before as never), () => metric.merge(before as never, metric.empty())]) {
      expect(use).toThrow(new TypeError('tally must be of mean, got "values"'));
    }
  });
});

describe("share and mean", () => {
  it("refuse what is no outcome and no value, with what came and where", () => {
    expect(() => share([true, 2 as never])).toThrow(RangeError);
    expect(() => share([true, "yes" as never])).toThrow(
      new TypeError('outcome must be true, false, "pending" or null, got "yes" at index 1'),
    );
    expect(() => mean([1, Number.NaN])).toThrow(/^value must be .+, got NaN at index 1$/);
    expect(() => mean([1, "2" as never])).toThrow(/^value must be .+, got "2" at index 1$/);
  });
});

describe("what is no result, ticket or interval", () => {
  const table: readonly (readonly [string, () => unknown, RegExp])[] = [
    ["combine of nothing", () => combine({}), /^parts must be metrics by name, one at least/],
    ["a ticket", () => oneTouch(null as never, { touches: "exactly-1" }), /^ticket must be an object, got null$/],
    ["a score of a segment", () => kitagawa(new Map([["a", null as never]]), new Map()), /got undefined$/],
    ["a segment's spread", () => etaSquared(new Map([["a", null as never]])), /^count must be .+, got undefined$/],
    [
      "a segment's count",
      () => intraclassCorrelation(new Map([["a", null as never]])),
      /^count must be .+, got undefined$/,
    ],
    [
      "an interval",
      () => differenceInDifferences(fourSamples, () => 1 as never),
      /^interval must answer with an interval, got 1$/,
    ],
  ];
  const one = { before: { numerator: 1, denominator: 2 }, after: { numerator: 1, denominator: 2 } };
  const fourSamples = { treated: one, control: one };
  it.each(table)("%s is refused by name", (_, call, message) => {
    expect(call).toThrow(message);
  });
  it("leaves options that are null to their defaults", () => {
    const segments = new Map([["a", { numerator: 1, denominator: 2 }]]);
    expect(funnelPlotLimits(segments, null as never)).toEqual(funnelPlotLimits(segments));
  });
});
