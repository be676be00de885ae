import { acsiForm, acsiFormMetric, acsiFormScore } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itKeepsTheLaws } from "../laws.ts";
import { answersTo } from "./questionnaire-arbitraries.ts";

/** The weights that a study of Ohio's public services printed. */
const ohio = [0.3885, 0.319, 0.2925] as const;

itKeepsTheLaws(
  "acsiForm",
  () => acsiFormMetric({ weights: ohio }),
  { observation: answersTo(3, [1, 10]) },
  {
    headline: (result) => result.mean,
    slack: () => 1e-12 * 100 ** 2,
    foreign: [acsiFormMetric().empty()],
    maxLength: 15,
  },
);

describe("acsiForm", () => {
  it("is 77.48 of (8, 7, 9) by the weights printed, and 77.78 by equal ones", () => {
    expect(acsiFormScore([8, 7, 9], { weights: ohio })).toBeCloseTo(77.4833, 4);
    expect(acsiFormScore([8, 7, 9])).toBeCloseTo(77.7778, 4);
  });

  it("is (sum − 3) / 27 × 100 without weights", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 3, maxLength: 3 }), (answers) => {
        const sum = answers.reduce((total, answer) => total + answer, 0);
        expect(acsiFormScore(answers)).toBeCloseTo(((sum - 3) / 27) * 100, 10);
      }),
    );
  });

  it("takes weights in any unit, and stays between 0 and 100 exactly", () => {
    const weight = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(weight, weight, weight), answersTo(3, [1, 10]), (weights, answers) => {
        expect(acsiFormScore([1, 1, 1], { weights })).toBeGreaterThanOrEqual(0);
        expect(acsiFormScore([1, 1, 1], { weights })).toBeLessThan(1e-12);
        expect(acsiFormScore([10, 10, 10], { weights })).toBe(100);
        const scaled = weights.map((one) => one * 8) as [number, number, number];
        expect(acsiFormScore(answers, { weights: scaled })).toBe(acsiFormScore(answers, { weights }));
        if (!answers || answers.some((answer) => (answer ?? null) === null)) return;
        const whole = weights[0] + weights[1] + weights[2];
        const plain = answers.reduce<number>(
          (sum, answer, place) => sum + (answer! - 1) * (weights[place]! / whole),
          0,
        );
        expect(acsiFormScore(answers, { weights })).toBeCloseTo((plain / 9) * 100, 9);
      }),
    );
    expect(acsiFormScore([10, 1, 1], { weights: [1, 0, 0] })).toBe(100);
  });

  it("says which weights it used, and does not mix them", () => {
    const result = acsiForm(
      [
        [10, 10, 10],
        [1, 1, 1],
        [5, null, 5],
      ],
      { weights: [2, 1, 1] },
    );
    expect(result).toMatchObject({
      mean: 50,
      count: 2,
      missing: 1,
      definition: { metric: "acsiForm", weights: [0.5, 0.25, 0.25] },
    });
  });

  it("refuses weights that are none, before any answer is read", () => {
    const bad: readonly (readonly [unknown, string])[] = [
      [[0, 0, 0], "weights must sum to 1e-6 or more, got 0"],
      [[1, -1, 1], "weight of an item must be a number from 0 to 1e6, got -1 at index 1"],
      [[1, Number.NaN, 1], "weight of an item must be a number from 0 to 1e6, got NaN at index 1"],
      [[1, 1], "weights must be a list of 3, got [object Array]"],
      [[1, 1, "1"], 'weight of an item must be a number from 0 to 1e6, got "1" at index 2'],
      ["111", 'weights must be a list of 3, got "111"'],
    ];
    for (const [weights, message] of bad) {
      expect(() => acsiFormMetric({ weights: weights as never })).toThrow(message);
      expect(() => acsiFormScore(null, { weights: weights as never })).toThrow(message);
    }
    expect(() => acsiFormScore([8, 7, 11])).toThrow("answer 3 must be a whole number from 1 to 10, got 11");
  });
});

describe("a weight of 0", () => {
  it("is stated without its sign", () => {
    expect(acsiForm([], { weights: [-0, 1, 1] }).definition.weights).toEqual([0, 0.5, 0.5]);
  });
});
