import {
  type AggregationOrder,
  type AnswersOptions,
  type ConfidenceOptions,
  compareScores,
  compareScoreToTarget,
  experienceScoreFromAnswers,
  experienceScoreInterval,
  mean,
  meanInterval,
  type ScoredPart,
  shareInterval,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, goldenCases } from "../golden.ts";
import { expectPlain } from "../laws.ts";

interface Row {
  readonly answers: readonly (number | null)[];
  readonly weight: number;
}

const answer = fc.option(fc.integer({ min: 1, max: 5 }), { freq: 4 });
const row = fc.record({ answers: fc.tuple(answer, answer, answer), weight: fc.constantFrom(0, 0.5, 1, 2) });
const rows = fc.array(row, { maxLength: 25 });
const orders: readonly AggregationOrder[] = [
  ["items", "respondents", "stages"],
  ["respondents", "items", "stages"],
  ["items", "stages", "respondents"],
  ["respondents", "items"],
  ["items", "respondents"],
];
const order = fc.constantFrom(...orders);
const item = (place: number) => (one: Row) => one.answers[place];
const options = (by: AggregationOrder): AnswersOptions<Row> => ({
  stages: { early: { a: item(0), b: item(1) }, late: { c: item(2) } },
  order: by,
  scale: [1, 5],
  weight: (one) => one.weight,
});

/** The plain way: averages of averages. */
function byHand(list: readonly Row[], by: AggregationOrder): number | null {
  const average = (numbers: readonly (number | null)[], weights = numbers.map(() => 1)) => {
    const known = numbers.flatMap((one, index) => (one === null ? [] : [{ one, weight: weights[index]! }]));
    const whole = known.reduce((sum, { weight }) => sum + weight, 0);
    return whole === 0 ? null : known.reduce((sum, { one, weight }) => sum + one * weight, 0) / whole;
  };
  const all = (numbers: readonly (number | null)[]) => (numbers.includes(null) ? null : average(numbers));
  const people = list.filter(({ weight }) => weight > 0);
  const weights = people.map(({ weight }) => weight);
  const share = (one: number | null) => (one === null ? null : (100 * (one - 1)) / 4);
  const answers = people.map((one) => one.answers.map(share));
  const overPeople = (of: (one: (number | null)[]) => number | null) => average(answers.map(of), weights);
  const items = [0, 1, 2].map((place) => overPeople((one) => one[place]!));
  const early = (one: (number | null)[]) => average(one.slice(0, 2));
  switch (by.join()) {
    case "items,respondents,stages":
      return all([overPeople(early), overPeople((one) => one[2]!)]);
    case "respondents,items,stages":
      return all([all(items.slice(0, 2)), items[2]!]);
    case "items,stages,respondents":
      return overPeople((one) => average([early(one), one[2]!]));
    case "respondents,items":
      return all(items);
    default:
      return overPeople((one) => average(one));
  }
}

describe("experienceScoreFromAnswers", () => {
  it("is what averages of averages are, in the order that is stated", () => {
    fc.assert(
      fc.property(rows, order, (list, by) => {
        const found = experienceScoreFromAnswers(list, options(by));
        const expected = byHand(list, by);
        expectPlain(found);
        if (expected === null) expect(found).toMatchObject({ score: null, reason: expect.any(String) });
        else expect(found.score).toBeCloseTo(expected, 9);
        expect(found.count + found.missing + found.excluded).toBe(list.length);
      }),
    );
  });

  it("is what everybody says, whatever people and stages weigh", () => {
    for (const order of orders) {
      for (let stars = 0; stars <= 100; stars++) {
        const answers = { one: () => stars, other: () => stars };
        const stages = { first: answers, second: answers, third: answers };
        for (const weight of [undefined, (row: number) => row / 10]) {
          const found = experienceScoreFromAnswers([1, 2, 3], { stages, order, scale: [0, 100], weight });
          expect([found.score, ...found.stages.map(({ score }) => score)]).toEqual([stars, stars, stars, stars]);
        }
      }
    }
  });

  it("is 57 where 57 of 100 said yes", () => {
    const people = Array.from({ length: 100 }, (_, index) => ({
      answers: [index < 57 ? 5 : 1, null, null],
      weight: 1,
    }));
    for (const by of [orders[2]!, ["items", "respondents"], ["respondents", "items"]] as const) {
      const only = { early: { a: (row: Row) => row.answers[0] } };
      expect(experienceScoreFromAnswers(people, { ...options(by), stages: only }).score).toBe(57);
    }
  });

  it("stays within 0 and 100 at every level, whatever the weights", () => {
    const best = fc.array(fc.double({ min: 0.001, max: 10, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(best, order, (weights, by) => {
        const people = weights.map((weight) => ({ answers: [5, 5, 5], weight }));
        const found = experienceScoreFromAnswers(people, options(by));
        for (const { score, items } of [...found.stages, { score: found.score, items: [] }]) {
          for (const one of [score, ...items.map((item) => item.score)]) {
            expect(one).toBeGreaterThan(99.999);
            expect(one).toBeLessThanOrEqual(100);
          }
        }
      }),
    );
  });

  it("does not mind the order of the respondents", () => {
    fc.assert(
      fc.property(rows, order, (list, by) => {
        const there = experienceScoreFromAnswers(list, options(by));
        expect(experienceScoreFromAnswers([...list].reverse(), options(by))).toEqual(there);
      }),
    );
  });

  it("has the error of the mean of composites where nobody skipped and nobody weighs more", () => {
    const full = fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(full, (list) => {
        const people = list.map((answers) => ({ answers, weight: 1 }));
        const composites = mean(list.map(([a, b, c]) => 25 * ((a! + b!) / 4 + c! / 2 - 1)));
        for (const by of orders.slice(0, 3)) {
          const found = experienceScoreFromAnswers(people, options(by));
          expect(found.score).toBeCloseTo(composites.mean!, 9);
          expect(found.standardError).toBeCloseTo(composites.standardError!, 9);
        }
      }),
    );
  });

  it("shows every stage and item, and weighs stages", () => {
    const list = [
      { answers: [5, 3, 1], weight: 1 },
      { answers: [1, null, null], weight: 1 },
      { answers: [null, null, null], weight: 1 },
      { answers: [5, 5, 5], weight: 0 },
    ];
    const found = experienceScoreFromAnswers(list, {
      ...options(["items", "respondents", "stages"]),
      stageWeights: { early: 3 },
    });
    expect(found).toMatchObject({
      score: 28.125,
      count: 2,
      missing: 1,
      excluded: 1,
      stages: [
        {
          name: "early",
          score: 37.5,
          count: 2,
          items: [
            { name: "a", score: 50, count: 2 },
            { name: "b", score: 50, count: 1 },
          ],
        },
        { name: "late", score: 0, count: 1, items: [{ name: "c", score: 0, count: 1 }] },
      ],
      definition: { metric: "experienceScoreFromAnswers", order: ["items", "respondents", "stages"], scale: [1, 5] },
    });
    const byItems = experienceScoreFromAnswers(list, options(["respondents", "items", "stages"]));
    expect(byItems.stages[0]!.score).toBe(50);
  });

  it("says why there is no score", () => {
    const reasonOf = (list: readonly Row[]) => experienceScoreFromAnswers(list, options(orders[0]!)).reason;
    expect(reasonOf([])).toBe("there are no respondents");
    expect(reasonOf([{ answers: [null, null, null], weight: 1 }])).toBe("nobody answered");
    expect(reasonOf([{ answers: [1, null, null], weight: 1 }])).toBe("nobody answered a part that counts");
    const zero = { ...options(orders[0]!), stageWeights: { late: 0 } };
    expect(experienceScoreFromAnswers([{ answers: [1, null, null], weight: 1 }], zero).score).toBe(0);
  });

  it("refuses what cannot be scored", () => {
    const good = options(orders[0]!);
    const one = [{ answers: [6, 1, 1], weight: 1 }];
    const refused: [Partial<AnswersOptions<Row>>, string][] = [
      [{}, 'answer to "a" must be a number from 1 to 5, got 6 at index 0'],
      [{ scale: [5, 1] }, "scale must be [low, high], numbers, low < high, got [5,1]"],
      [{ order: ["stages", "items"] as never }, "order must be"],
      [{ order: undefined as never }, "order must be"],
      [{ stages: {} }, "stages must not be empty"],
      [{ stages: { early: {} } }, 'stage "early" must have items'],
      [{ stages: { early: { a: "a" as never } } }, '"a" must be a function of the row, got "a"'],
      [{ stageWeights: { later: 1 } }, 'stageWeights must name stages, got "later"'],
      [{ stageWeights: { late: -1 } }, 'weight of "late" must be a number from 0 to 1e140, got -1'],
      [{ stageWeights: { late: 0, early: 0 } }, "stageWeights must not all be 0"],
      [{ stageWeights: { late: 1 }, order: ["respondents", "items"] }, 'stageWeights must be left out where "stages"'],
      [{ weight: () => -1 }, "weight must be"],
    ];
    for (const [changed, message] of refused) {
      expect(() => experienceScoreFromAnswers(one, { ...good, ...changed }), message).toThrow(message);
    }
    expect(() => experienceScoreFromAnswers(5 as never, good)).toThrow("rows must be iterable");
  });
});

describe("experienceScoreInterval", () => {
  it("combines independent parts as R does, 19 cases", () => {
    const cases = goldenCases<
      Readonly<Record<"estimates" | "lower" | "upper" | "coefficients", readonly number[]>>,
      Readonly<Record<"estimate" | "lower" | "upper", number>>
    >("mover_linear");
    const whole = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
    let checked = 0;
    for (const { id, input, expected } of cases) {
      const { estimates, lower, upper, coefficients } = input;
      // A weight below 0 is none: turn the part round, which changes no limit of the sum.
      const parts = coefficients.map((coefficient, index): ScoredPart => {
        const [low, high] = [lower[index]!, upper[index]!];
        const turned = coefficient < 0;
        return {
          estimate: turned ? -estimates[index]! : estimates[index]!,
          lower: turned ? -high : low,
          upper: turned ? -low : high,
          confidence: 0.95,
          weight: Math.abs(coefficient),
        };
      });
      const size = whole(parts.map(({ weight }) => weight!));
      if (size === 0) continue;
      const found = experienceScoreInterval(parts, { dependence: "independent" });
      expectNear(found.estimate! * size, expected.estimate, id);
      const scaled = { lower: found.lower! * size, upper: found.upper! * size };
      expectLimits(scaled, [expected.lower, expected.upper], id);
      checked++;
    }
    expect(checked).toBe(19);
  });

  it("is wider for parts rated by the same people than for independent ones, where they go together", () => {
    const list = Array.from({ length: 40 }, (_, index) => {
      const mood = 1 + (index % 5);
      return { answers: [mood, mood, mood], weight: 1 };
    });
    const together = experienceScoreInterval(list, { ...options(orders[0]!), dependence: "same-respondents" });
    const parts = [0, 1].map(() => meanInterval(mean(list.map(({ answers }) => 25 * (answers[0]! - 1)))));
    const apart = experienceScoreInterval(parts, { dependence: "independent" });
    expect(together.estimate).toBeCloseTo(apart.estimate!, 9);
    expect(together.upper! - together.lower!).toBeCloseTo(Math.SQRT2 * (apart.upper! - apart.lower!), 9);
  });

  it("holds the score, within 0 and 100, and has a reason where it does not exist", () => {
    fc.assert(
      fc.property(rows, order, fc.double({ min: 0.5, max: 0.999, noNaN: true }), (list, by, confidence) => {
        const settings = { ...options(by), dependence: "same-respondents", confidence } as const;
        const { estimate, lower, upper, reason } = experienceScoreInterval(list, settings);
        expect(estimate).toBe(experienceScoreFromAnswers(list, settings).score);
        if (lower === null || upper === null) {
          expect([lower, upper]).toEqual([null, null]);
          expect(reason).toEqual(expect.any(String));
          return;
        }
        expect(0 <= lower && lower <= estimate! && estimate! <= upper && upper <= 100).toBe(true);
      }),
    );
  });

  it("needs the dependence, parts of one confidence, and weights", () => {
    const part = meanInterval(mean([1, 2, 3]));
    const independent = { dependence: "independent" } as const;
    expect(() => experienceScoreInterval([part], {} as never)).toThrow(
      'dependence must be "independent" or "same-respondents"',
    );
    expect(() => experienceScoreInterval([part], undefined as never)).toThrow("dependence must be");
    expect(() => experienceScoreInterval([part], { ...independent, confidence: 0.9 })).toThrow(
      "confidence of parts must be 0.9, got 0.95 at index 0",
    );
    expect(() => experienceScoreInterval([{ ...part, weight: -1 }], independent)).toThrow(
      "weight must be a number from 0",
    );
    expect(() => experienceScoreInterval([{ ...part, weight: 0 }], independent)).toThrow("weights must not all be 0");
    expect(experienceScoreInterval([], independent)).toMatchObject({ estimate: null, reason: "there are no parts" });
    expect(experienceScoreInterval([part, meanInterval(mean([]))], independent)).toMatchObject({
      estimate: null,
      lower: null,
      reason: "a part has no score",
    });
    expect(experienceScoreInterval([part, meanInterval(mean([4]))], independent)).toMatchObject({
      estimate: 3,
      lower: null,
      reason: "a part has no interval",
    });
    expect(experienceScoreInterval([part, { ...meanInterval(mean([])), weight: 0 }], independent).lower).toBe(
      part.lower,
    );
  });
});

describe("compareScores", () => {
  const count = fc.record({ numerator: fc.nat(20), more: fc.nat(20) }).map(({ numerator, more }) => ({
    numerator,
    denominator: numerator + more + 1,
  }));

  it("turns round with its samples, and has a p-value below 0.05 just where the interval leaves 0 out", () => {
    fc.assert(
      fc.property(count, count, (one, other) => {
        const there = compareScores(one, other, shareInterval);
        const back = compareScores(other, one, shareInterval);
        expectPlain(there);
        expect(back.difference).toBeCloseTo(-there.difference!, 12);
        expect(back.lower).toBeCloseTo(-there.upper!, 12);
        expect(back.pValue).toBeCloseTo(there.pValue!, 9);
        if (Math.min(Math.abs(there.lower!), Math.abs(there.upper!)) < 1e-9) return;
        expect(there.pValue! < 0.05).toBe(there.lower! > 0 || there.upper! < 0);
      }),
    );
  });

  it("compares two waves of an experience score", () => {
    const interval = (list: readonly Row[], by: ConfidenceOptions) =>
      experienceScoreInterval(list, { ...options(orders[0]!), ...by, dependence: "same-respondents" });
    const wave = (shift: number) =>
      Array.from({ length: 30 }, (_, index) => ({ answers: [1 + ((index + shift) % 5), 2 + shift, 3], weight: 1 }));
    const { difference, pValue } = compareScores(wave(1), wave(0), interval);
    expect(difference).toBeCloseTo(6.25, 9);
    expect(pValue).toBeGreaterThan(0);
    expect(compareScores(wave(0), [], interval)).toMatchObject({
      difference: null,
      reason: "there are no respondents",
    });
  });

  it("holds a score against a target", () => {
    const sample = mean([3, 4, 5, 4]);
    const seen = compareScoreToTarget(sample, 4, meanInterval);
    expect(seen).toMatchObject({ difference: 0, pValue: 1 });
    const { lower, upper } = meanInterval(sample);
    const low = compareScoreToTarget(sample, 2, meanInterval);
    expect([low.lower, low.upper]).toEqual([lower! - 2, upper! - 2]);
    // t = 2 / (0.8165 / 2) on 3 degrees of freedom
    expect(low.pValue).toBeCloseTo(0.01628, 4);
    expect(() => compareScoreToTarget(sample, Number.NaN, meanInterval)).toThrow("target must be a finite number");
    expect(() => compareScoreToTarget(sample, 2, "mean" as never)).toThrow("interval must be a function");
  });
});

describe("an interval of parts that are none, or of people who agree", () => {
  const part = { estimate: 5, lower: 4, upper: 6, confidence: 0.95, method: "t" } as const;
  const of = (changed: object) =>
    experienceScoreInterval(
      [
        { ...part, weight: 0 },
        { ...part, ...changed },
      ],
      { dependence: "independent" },
    );

  it("refuses an estimate or a limit that is no number, and limits the wrong way round", () => {
    expect(() => of({ estimate: Number.NaN })).toThrow("estimate of a part must be a number of at most 1e140");
    expect(() => of({ estimate: undefined })).toThrow("got undefined at index 1");
    expect(() => of({ lower: -Infinity })).toThrow("lower of a part must be");
    expect(() => of({ lower: 7 })).toThrow("upper of a part must be 7 or more, got 6 at index 1");
    expect(() => of({ confidence: 0.9 })).toThrow("got 0.9 at index 1");
    expect(of({ estimate: null, lower: null, upper: null }).reason).toBe("a part has no score");
  });

  it("has no limits where all agree, whatever their answers and weights round to", () => {
    for (let people = 2; people < 40; people++) {
      const found = experienceScoreInterval(new Array(people).fill({ a: 2 }), {
        dependence: "same-respondents",
        stages: { only: { a: (row: { a: number }) => row.a } },
        order: ["items", "respondents"],
        scale: [1, 4],
        weight: (_, index) => 1 + index / 7,
      });
      expect(found.reason).toBe("all respondents agree");
    }
  });
});

describe("parts whose limits leave their estimate out", () => {
  it("are refused", () => {
    const parts = [{ estimate: 1, lower: 2, upper: 3, confidence: 0.95 }];
    expect(() => experienceScoreInterval(parts, { dependence: "independent" })).toThrow(
      new RangeError("estimate of a part must lie from 2 to 3, got 1 at index 0"),
    );
  });
});
