import {
  csatMetric,
  type NpsResult,
  nps,
  npsFromCounts,
  npsMetric,
  ratingsFromCounts,
  type Scale,
  shareMetric,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOn, noAnswer, weight } from "../arbitraries.ts";
import { expectClose, expectPlain, generated, itKeepsTheLaws } from "../laws.ts";

/** A sample whose groups are known: the counts are chosen, then the answers that belong to them, then their order. */
const grouped = fc
  .record({
    promoters: fc.array(fc.integer({ min: 9, max: 10 })),
    passives: fc.array(fc.integer({ min: 7, max: 8 })),
    detractors: fc.array(fc.integer({ min: 0, max: 6 })),
    missing: fc.array(noAnswer),
  })
  .chain(({ promoters, passives, detractors, missing }) => {
    const answers = [...promoters, ...passives, ...detractors, ...missing];
    return fc.record({
      answers: fc.shuffledSubarray(answers, { minLength: answers.length }),
      promoters: fc.constant(promoters.length),
      passives: fc.constant(passives.length),
      detractors: fc.constant(detractors.length),
      missing: fc.constant(missing.length),
    });
  });

const groupOf = (result: NpsResult): string =>
  ["promoters", "passives", "detractors"].filter((group) => result[group as "promoters"] === 1).join();

describe("nps", () => {
  it("is the share of promoters less the share of detractors, times 100", () => {
    expect(nps([10, 9, 8, 3])).toStrictEqual({
      score: 25,
      count: 4,
      promoters: 2,
      passives: 1,
      detractors: 1,
      promoterShare: 0.5,
      passiveShare: 0.25,
      detractorShare: 0.25,
      missing: 0,
      excluded: 0,
      definition: { metric: "nps", scale: [0, 10], promotersFrom: 9, passivesFrom: 7 },
    });
  });

  it("begins with its headline, then the count, then the groups", () => {
    const fields = Object.keys(nps([10]));
    expect(fields.slice(0, 5)).toEqual(["score", "count", "promoters", "passives", "detractors"]);
    expect(fields.at(-1)).toBe("definition");
  });

  it("has no score where nobody answered", () => {
    for (const nobody of [nps([]), nps([null, undefined]), nps([11], { noAnswer: [11] })]) {
      expect(nobody.score).toBe(null);
      expect([nobody.promoterShare, nobody.passiveShare, nobody.detractorShare]).toEqual([null, null, null]);
      expect([nobody.count, nobody.promoters, nobody.passives, nobody.detractors]).toEqual([0, 0, 0, 0]);
    }
  });

  it("has a score of 0, not null, where promoters and detractors balance", () => {
    expect(nps([10, 0]).score).toBe(0);
    expect(nps([7, 8]).score).toBe(0);
  });

  it("counts who did not answer, and in nothing else", () => {
    const result = nps([9, 10, 0, null, undefined, null]);
    expect(result.missing).toBe(3);
    expect(result.count).toBe(3);
    expect(result.score).toBe(100 / 3);
  });

  it("takes the holes of an array for missing", () => {
    // biome-ignore lint/suspicious/noSparseArray: the holes are what is tested
    const answers = [10, , 0, ,];
    expect(nps(answers)).toEqual(nps([10, undefined, 0, undefined]));
    expect(nps(new Array(4)).missing).toBe(4);
  });

  it("takes −0 for 0", () => {
    expect(nps([-0])).toEqual(nps([0]));
    expect(nps(new Float64Array([-0, -0, -0, -0, -0])).detractors).toBe(5);
  });

  it("weighs people and still counts them", () => {
    const rows = [
      { recommend: 10, weight: 3 },
      { recommend: 8, weight: 0.5 },
      { recommend: 2, weight: 0.5 },
      { recommend: 2, weight: 0 },
    ];
    const result = nps(rows, { value: (row) => row.recommend, weight: (row) => row.weight });
    expect(result).toMatchObject({ score: 62.5, count: 3, promoters: 1, passives: 1, detractors: 1, excluded: 1 });
    expect(result).toMatchObject({ promoterShare: 0.75, passiveShare: 0.125, detractorShare: 0.125, weight: 4 });
    expect(result.weights).toEqual({ sums: [0.5, 0.5, 3], squares: [0.25, 0.25, 9] });
  });

  it("says nothing of weights where there are none", () => {
    expect(Object.keys(nps([10]))).not.toContain("weight");
    expect(Object.keys(nps([10]))).not.toContain("effectiveSampleSize");
    expect(Object.keys(nps([10]))).not.toContain("weights");
  });

  it("has no score where all weights are 0, and says who was left out", () => {
    const result = nps([10, 3], { weight: () => 0 });
    expect(result).toMatchObject({ score: null, count: 0, excluded: 2, missing: 0, weight: 0, effectiveSampleSize: 0 });
    expectPlain(result);
  });

  it("counts who did not answer as missing, whatever they weigh", () => {
    expect(nps([null, 10], { weight: (answer) => (answer === null ? 0 : 1) })).toMatchObject({
      missing: 1,
      excluded: 0,
    });
  });

  it("reads any scale whose thresholds are given", () => {
    const fivePoint = { scale: [1, 5], promotersFrom: 5, passivesFrom: 4 } as const;
    expect(nps([5, 5, 4, 1], fivePoint)).toMatchObject({ score: 25, promoters: 2, passives: 1, detractors: 1 });
    expect(nps([5], fivePoint).definition).toEqual({ metric: "nps", ...fivePoint });
    expect(nps([-1, 0, 1], { scale: [-1, 1], promotersFrom: 1, passivesFrom: 0 }).score).toBe(0);
    expect(nps([0, 1, 1], { scale: [0, 1], promotersFrom: 1, passivesFrom: 1 }).score).toBe(100 / 3);
  });

  it("has no passives where promoters begin where passives would", () => {
    expect(nps([8, 9], { passivesFrom: 9 })).toMatchObject({ promoters: 1, passives: 0, detractors: 1 });
  });

  it("reads the tally of any metric of its scale", () => {
    const strict = npsMetric({ promotersFrom: 10, passivesFrom: 9 });
    const counted = ratingsFromCounts([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1], { scale: [0, 10] });
    expect(npsMetric().read(counted)).toMatchObject({ promoters: 2, passives: 2, detractors: 0 });
    expect(strict.read(counted)).toMatchObject({ promoters: 1, passives: 1, detractors: 2 });
    expect(strict.read(npsMetric().merge(counted, counted)).count).toBe(8);
  });
});

describe("nps, every point of every scale", () => {
  it("sorts each answer from 0 to 10", () => {
    const groups = Array.from({ length: 11 }, (_, answer) => groupOf(nps([answer])));
    expect(groups).toEqual([...new Array(7).fill("detractors"), ...["passives", "passives", "promoters", "promoters"]]);
  });

  it("sorts each answer under every pair of thresholds", () => {
    for (const scale of [
      [0, 10],
      [1, 5],
      [1, 7],
      [0, 1],
      [-3, 3],
      [254, 258],
    ] satisfies Scale[]) {
      const [low, high] = scale;
      for (let promotersFrom = low + 1; promotersFrom <= high; promotersFrom++) {
        for (let passivesFrom = low + 1; passivesFrom <= promotersFrom; passivesFrom++) {
          for (let answer = low; answer <= high; answer++) {
            const expected = answer >= promotersFrom ? "promoters" : answer >= passivesFrom ? "passives" : "detractors";
            expect(groupOf(nps([answer], { scale, promotersFrom, passivesFrom }))).toBe(expected);
          }
        }
      }
    }
  });

  it("refuses every threshold off its scale", () => {
    for (const [low, high] of [
      [0, 10],
      [-2, 2],
    ] satisfies Scale[]) {
      const scale: Scale = [low, high];
      for (const wrong of [low - 1, low, high + 1, low + 1.5, Number.NaN, Infinity]) {
        expect(() => nps([], { scale, promotersFrom: wrong, passivesFrom: low + 1 })).toThrow(
          new RangeError(`promotersFrom must be a whole number from ${low + 1} to ${high}, got ${wrong}`),
        );
        expect(() => nps([], { scale, promotersFrom: high, passivesFrom: wrong })).toThrow(
          new RangeError(`passivesFrom must be a whole number from ${low + 1} to ${high}, got ${wrong}`),
        );
      }
      expect(() => nps([], { scale, promotersFrom: high - 1, passivesFrom: high })).toThrow(
        new RangeError(`passivesFrom must be a whole number from ${low + 1} to ${high - 1}, got ${high}`),
      );
    }
  });

  it("wants thresholds on every scale but 0 to 10", () => {
    for (const scale of [
      [1, 10],
      [0, 11],
      [1, 5],
    ] satisfies Scale[]) {
      const [low, high] = scale;
      expect(() => npsMetric({ scale })).toThrow(
        new TypeError(`promotersFrom must be a whole number from ${low + 1} to ${high}, got undefined`),
      );
      expect(() => npsMetric({ scale, promotersFrom: high })).toThrow(
        new TypeError(`passivesFrom must be a whole number from ${low + 1} to ${high}, got undefined`),
      );
    }
  });
});

describe("nps, properties", () => {
  it("has the groups that the sample was made of", () => {
    fc.assert(
      fc.property(grouped, ({ answers, promoters, passives, detractors, missing }) => {
        const result = nps(answers);
        expect(result).toMatchObject({ promoters, passives, detractors, missing, excluded: 0 });
        expect(result.count).toBe(promoters + passives + detractors);
        const whole = result.count;
        expect(result.score).toBe(whole === 0 ? null : (100 * (promoters - detractors)) / whole);
      }),
    );
  });

  it("agrees with the door for counts", () => {
    fc.assert(
      fc.property(grouped, ({ answers, ...counts }) => {
        expect(nps(answers)).toStrictEqual(npsFromCounts(counts));
      }),
    );
  });

  it("loses and invents nobody", () => {
    const anything = fc.oneof(
      answerOn([0, 10]),
      fc.integer({ min: -20, max: 300 }),
      fc.constantFrom(6.5, 1e300, Infinity),
      fc.double(),
    );
    fc.assert(
      fc.property(fc.array(anything), fc.array(fc.integer({ min: -2, max: 12 })), (answers, codes) => {
        const options = { offScale: "exclude", noAnswer: codes } as const;
        for (const input of [answers, generated(answers)]) {
          const { promoters, passives, detractors, count, missing, excluded } = nps(input, options);
          expect(promoters + passives + detractors).toBe(count);
          expect(count + missing + excluded).toBe(answers.length);
          const isMissing = (answer: unknown) =>
            answer === null || answer === undefined || codes.includes(answer as number);
          expect(missing).toBe(answers.filter(isMissing).length);
        }
      }),
    );
  });

  it("lies from −100 to 100, and its shares add up to 1", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(answerOn([0, 10]), weight)), (rows) => {
        const result = nps(rows, { value: ([answer]) => answer, weight: ([, weight]) => weight });
        if (result.score === null) return;
        expect(Math.abs(result.score)).toBeLessThanOrEqual(100);
        const shares = [result.promoterShare!, result.passiveShare!, result.detractorShare!];
        expectClose(
          shares.reduce((sum, part) => sum + part),
          1,
        );
        expectClose(result.score, 100 * (shares[0]! - shares[2]!), 1e-10);
      }),
    );
  });

  it("never falls where an answer rises, nor by one more promoter", () => {
    const answers = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1 });
    fc.assert(
      fc.property(answers, fc.nat(), fc.nat(10), (list, at, rise) => {
        const risen = [...list];
        risen[at % list.length] = Math.min(10, list[at % list.length]! + rise);
        expect(nps(risen).score!).toBeGreaterThanOrEqual(nps(list).score!);
        expect(nps([...list, 10]).score!).toBeGreaterThanOrEqual(nps(list).score!);
        expect(nps([...list, 0]).score!).toBeLessThanOrEqual(nps(list).score!);
      }),
    );
  });

  it("turns its sign where promoters and detractors change places", () => {
    fc.assert(
      fc.property(grouped, ({ promoters, passives, detractors }) => {
        const one = npsFromCounts({ promoters, passives, detractors }).score;
        const other = npsFromCounts({ promoters: detractors, passives, detractors: promoters }).score;
        expect(one).toBe(other === null ? null : 0 - other);
      }),
    );
  });

  it("is the same number for the same ratio", () => {
    fc.assert(
      fc.property(grouped, fc.integer({ min: 2, max: 50 }), ({ promoters, passives, detractors }, copies) => {
        const one = npsFromCounts({ promoters, passives, detractors });
        const many = npsFromCounts({
          promoters: promoters * copies,
          passives: passives * copies,
          detractors: detractors * copies,
        });
        expect(many.score).toBe(one.score);
        expect(many.promoterShare).toBe(one.promoterShare);
        expect(many.detractorShare).toBe(one.detractorShare);
      }),
    );
  });
});

const others = [
  csatMetric().empty(),
  shareMetric().empty(),
  npsMetric({ scale: [0, 9], promotersFrom: 9, passivesFrom: 8 }).empty(),
];

itKeepsTheLaws(
  "nps",
  () => npsMetric(),
  { observation: answerOn([0, 10]) },
  { headline: (result) => result.score, foreign: others, slack: () => 1e-10 },
);

itKeepsTheLaws(
  "nps of a scale below 0",
  () => npsMetric({ scale: [-3, 3], promotersFrom: 2, passivesFrom: 0, noAnswer: [9, -1], offScale: "exclude" }),
  { observation: fc.oneof(answerOn([-3, 3]), fc.constantFrom(9, -1, 4, 2.5, Number.NaN)) },
  { headline: (result) => result.score, foreign: others, slack: () => 1e-10 },
);
