import {
  hcahpsComposite,
  hcahpsItem,
  hcahpsItemMetric,
  mean,
  meanInterval,
  ratingsMetric,
  roundScore,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOn } from "../arbitraries.ts";
import { expectNear } from "../golden.ts";
import { itKeepsTheLaws } from "../laws.ts";

itKeepsTheLaws(
  "hcahpsItem",
  () => hcahpsItemMetric(),
  { observation: answerOn([1, 4]) },
  { headline: (result) => result.mean, foreign: [ratingsMetric({ scale: [1, 5] }).empty()], maxLength: 15 },
);

describe("hcahpsItem", () => {
  it("spaces never, sometimes, usually and always equally: 0, 33.3, 66.7, 100", () => {
    const scores = [1, 2, 3, 4].map((answer) => roundScore(hcahpsItem([answer]).mean, 1));
    expect(scores).toEqual([0, 33.3, 66.7, 100]);
  });

  it("has the mean, the spread and the top box of the answers on 0 to 100", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 20 }), (answers) => {
        const found = hcahpsItem(answers);
        const plain = mean(answers.map((answer) => (100 * (answer - 1)) / 3));
        expectNear(found.mean, plain.mean!, "mean", { scale: 100 });
        expectNear(found.standardError, plain.standardError!, "error", { scale: 100, absolute: 1e-12 });
        expectNear(found.standardDeviation, plain.standardDeviation!, "deviation", { scale: 100, absolute: 1e-12 });
        expectNear(meanInterval(found).lower, meanInterval(plain).lower!, "lower", { scale: 100, absolute: 1e-11 });
        expect(found.topBox).toBe((100 * answers.filter((answer) => answer === 4).length) / answers.length);
      }),
    );
  });

  it("says 57 where 57 of 100 gave the best answer", () => {
    const answers = Array.from({ length: 100 }, (_, index) => (index < 57 ? 4 : 1));
    expect(hcahpsItem(answers).topBox).toBe(57);
  });

  it("takes other scales and boxes: yes or no, and a rating of 0 to 10", () => {
    expect(hcahpsItem([1, 0, 1, 1], { scale: [0, 1] })).toMatchObject({ mean: 75, topBox: 75 });
    expect(hcahpsItem([10, 9, 8, 0], { scale: [0, 10], topFrom: 9 })).toMatchObject({
      mean: 67.5,
      topBox: 50,
      definition: { metric: "hcahpsItem", scale: [0, 10], topFrom: 9 },
    });
    expect(hcahpsItem([8, 4], { noAnswer: [8] })).toMatchObject({ mean: 100, count: 1, missing: 1 });
    expect(() => hcahpsItem([5])).toThrow("answer must be a whole number from 1 to 4, got 5 at index 0");
    expect(() => hcahpsItemMetric({ topFrom: 1 })).toThrow("topFrom must be a whole number from 2 to 4, got 1");
    expect(() => hcahpsItemMetric({ scale: [4, 1] })).toThrow("scale must be");
  });
});

describe("hcahpsComposite", () => {
  it("is the mean of the items, not of their answers pooled", () => {
    const items = [hcahpsItem([4, 4, 4, 4]), hcahpsItem([1])];
    expect(hcahpsComposite(items)).toStrictEqual({
      score: 50,
      count: 2,
      missing: 0,
      definition: { metric: "hcahpsComposite", digits: null },
    });
    expect(hcahpsItem([4, 4, 4, 4, 1]).mean).toBe(80);
  });

  it("rounds where it is asked to, once, at the end", () => {
    const items = [{ mean: 66.4 }, { mean: 66.4 }, { mean: 67.4 }];
    expect(hcahpsComposite(items, { digits: 0 }).score).toBe(67);
    expect(hcahpsComposite(items, { digits: 1 })).toMatchObject({ score: 66.7, definition: { digits: 1 } });
  });

  it("has no score where no item has one, and says how many have none", () => {
    expect(hcahpsComposite([])).toMatchObject({ score: null, count: 0, missing: 0 });
    expect(hcahpsComposite([hcahpsItem([]), { mean: 40 }])).toMatchObject({ score: 40, count: 1, missing: 1 });
    expect(hcahpsComposite([hcahpsItem([])], { digits: 0 }).score).toBe(null);
  });

  it("refuses means off the scale and digits that are none", () => {
    for (const none of [-1, 101, Number.NaN, "50", undefined]) {
      expect(() => hcahpsComposite([{ mean: 1 }, { mean: none as never }])).toThrow(
        "mean must be a number from 0 to 100 or null",
      );
    }
    expect(() => hcahpsComposite([], { digits: -1 })).toThrow("digits must be a whole number");
  });
});
