import {
  acsiFormMetric,
  meanInterval,
  measureBy,
  sauroLewisGrades,
  sus,
  susGrade,
  susMetric,
  susScore,
  umuxLiteMetric,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain, itKeepsTheLaws } from "../laws.ts";
import { answersTo } from "./questionnaire-arbitraries.ts";

itKeepsTheLaws(
  "sus",
  () => susMetric(),
  { observation: answersTo(10, [1, 5]) },
  {
    headline: (result) => result.mean,
    slack: () => 1e-12 * 100 ** 2,
    foreign: [umuxLiteMetric().empty(), acsiFormMetric().empty()],
    maxLength: 15,
  },
);

const best = [5, 1, 5, 1, 5, 1, 5, 1, 5, 1];
const worst = best.map((answer) => 6 - answer);

describe("susScore", () => {
  it("runs from 0 to 100 by steps of 2.5, and is 50 where all agree to nothing", () => {
    expect(susScore(best)).toBe(100);
    expect(susScore(worst)).toBe(0);
    expect(susScore(new Array(10).fill(3))).toBe(50);
    expect(susScore([5, 1, 5, 1, 5, 1, 5, 1, 5, 2])).toBe(97.5);
    expect(susScore([1, 5, 1, 5, 1, 5, 1, 5, 2, 5])).toBe(2.5);
  });

  it("is 50 where every answer is the same, whichever it is", () => {
    for (const answer of [1, 2, 3, 4, 5]) expect(susScore(new Array(10).fill(answer))).toBe(50);
  });

  it("puts nothing in the place of an answer that is missing", () => {
    expect(susScore([null, ...best.slice(1)])).toBe(null);
    expect(susScore([...best.slice(0, 9), undefined])).toBe(null);
    expect(susScore(null)).toBe(null);
    expect(susScore([9, ...best.slice(1)], { noAnswer: [9] })).toBe(null);
    expect(() => susScore([null, ...best.slice(1)], { incomplete: "throw" })).toThrow(
      new RangeError("answers must be complete, got 9 of 10"),
    );
    expect(susScore(new Array(10).fill(null), { incomplete: "throw" })).toBe(null);
    expect(susScore(new Array(10), { incomplete: "throw" })).toBe(null);
  });

  it("gives for any answers what the published rule gives", () => {
    const complete = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(complete, fc.nat(9), (answers, item) => {
        let sum = 0;
        for (let number = 1; number <= 10; number++) {
          sum += number % 2 === 1 ? answers[number - 1]! - 1 : 5 - answers[number - 1]!;
        }
        expect(susScore(answers)).toBe(sum * 2.5);
        const raised = answers.map((answer, place) => (place === item ? Math.min(5, answer + 1) : answer));
        const change = susScore(raised)! - susScore(answers)!;
        expect(change * (item % 2 === 0 ? 1 : -1)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("sus", () => {
  it("is the mean score of those who answered every item", () => {
    const result = sus([best, worst, best, [...best.slice(1), null], null]);
    expect(result).toStrictEqual({
      mean: 200 / 3,
      standardDeviation: Math.sqrt(10000 / 3),
      variance: 10000 / 3,
      standardError: Math.sqrt(10000 / 9),
      count: 3,
      missing: 2,
      excluded: 0,
      definition: { metric: "sus" },
    });
    expect(meanInterval(result).estimate).toBe(200 / 3);
    expectPlain(result);
  });

  it("takes rows, groups and weights", () => {
    const rows = [
      { version: "a", sus: best, weight: 3 },
      { version: "a", sus: worst, weight: 1 },
      { version: "__proto__", sus: worst, weight: 1 },
    ];
    expect(sus(rows, { value: (row) => row.sus, weight: (row) => row.weight }).mean).toBe(60);
    const byVersion = measureBy(susMetric(), rows, (row) => row.version, { value: (row) => row.sus });
    expect([...byVersion].map(([version, { mean }]) => [version, mean])).toEqual([
      ["a", 50],
      ["__proto__", 0],
    ]);
  });

  it("refuses what is no list of ten whole numbers from 1 to 5, with respondent and item", () => {
    const bad: readonly (readonly [unknown, string])[] = [
      [[...best, 3], "answers must be a list of 10, got a list of 11 at index 1"],
      [best.slice(1), "answers must be a list of 10, got a list of 9 at index 1"],
      ["5151515151", 'answers must be a list of 10, got "5151515151" at index 1'],
      [{ 0: 1 }, "answers must be a list of 10, got [object Object] at index 1"],
      [[6, ...best.slice(1)], "answer 1 must be a whole number from 1 to 5, got 6 at index 1"],
      [[...best.slice(0, 9), 0], "answer 10 must be a whole number from 1 to 5, got 0 at index 1"],
      [[...best.slice(0, 9), "1"], 'answer 10 must be a whole number from 1 to 5, got "1" at index 1'],
      [[Number.NaN, ...best.slice(1)], "answer 1 must be a whole number from 1 to 5, got NaN at index 1"],
      [[null, 9, ...best.slice(2)], "answer 2 must be a whole number from 1 to 5, got 9 at index 1"],
    ];
    for (const [answers, message] of bad) expect(() => sus([best, answers as never])).toThrow(message);
    expect(() => sus([best, [null, ...best.slice(1)]], { incomplete: "throw" })).toThrow(
      "answers must be complete, got 9 of 10 at index 1",
    );
    expect(() => susMetric({ incomplete: "impute" as never })).toThrow('incomplete must be "missing" or "throw"');
    expect(() => susMetric({ noAnswer: 9 as never })).toThrow("noAnswer must be iterable");
    expect(() => sus(best as never)).toThrow("answers must be a list of 10, got 5 at index 0");
  });
});

describe("susGrade", () => {
  it("walks the ends of the published grades", () => {
    const ends = [...sauroLewisGrades].reverse();
    ends.forEach(({ from, grade }, place) => {
      expect(susGrade(from, sauroLewisGrades)).toBe(grade);
      if (place > 0) expect(susGrade(from - 0.01, sauroLewisGrades)).toBe(ends[place - 1]!.grade);
    });
    expect(susGrade(100, sauroLewisGrades)).toBe("A+");
    expect(susGrade(68, [...sauroLewisGrades].reverse())).toBe("C");
  });

  it("has no grade of no score, nor below the lowest end", () => {
    expect(susGrade(null, sauroLewisGrades)).toBe(null);
    expect(susGrade(10, [{ from: 50, grade: "pass" }])).toBe(null);
    expect(susGrade(10, [])).toBe(null);
  });

  it("refuses scores and ends off the scale", () => {
    for (const score of [-1, 101, Number.NaN, "68"]) {
      expect(() => susGrade(score as never, sauroLewisGrades)).toThrow("score must be a number from 0 to 100 or null");
    }
    expect(() => susGrade(null, [{ from: 120, grade: "S" }])).toThrow("from must be a number from 0 to 100, got 120");
  });
});
