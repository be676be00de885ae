import {
  expectationGap,
  type ServqualAnswers,
  servqual,
  servqualItems,
  servqualMetric,
  servqualScore,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOn, noAnswer, pointOf } from "../arbitraries.ts";
import { itKeepsTheLaws } from "../laws.ts";

const items = ["reliability", "reliability", "empathy"] as const;
const item = (answer: fc.Arbitrary<number | null | undefined>) => fc.record({ expected: answer, perceived: answer });
const listOf = (answer: fc.Arbitrary<number | null | undefined>) =>
  fc.array(item(answer), { minLength: 3, maxLength: 3 });
const respondent: fc.Arbitrary<ServqualAnswers> = fc.oneof(
  { weight: 5, arbitrary: listOf(pointOf([1, 7])) },
  { weight: 2, arbitrary: listOf(answerOn([1, 7])) },
  { weight: 1, arbitrary: noAnswer },
);

itKeepsTheLaws(
  "servqual",
  () => servqualMetric({ items, weights: { reliability: 0.7, empathy: 0.3 } }),
  { observation: respondent },
  {
    headline: (result) => result.mean,
    foreign: [servqualMetric({ items }).empty(), servqualMetric().empty()],
    slack: () => 1e-12 * 6 ** 2,
    maxLength: 12,
  },
);

const gaps = (...list: readonly (number | null)[]) =>
  list.map((gap) => ({ expected: 4, perceived: gap === null ? null : 4 + gap }));

describe("servqual", () => {
  it("is the gap of each item, averaged within dimensions, which are weighed", () => {
    expect(servqualScore(gaps(-2, 0, 1), { items })).toBe(0);
    expect(servqualScore(gaps(-2, 0, 1), { items, weights: { reliability: 0.75, empathy: 0.25 } })).toBe(-0.5);
    expect(servqualScore(gaps(-2, 0, 1), { items, weights: { reliability: 1, empathy: 0 } })).toBe(-1);
  });

  it("has the 22 items of the paper: 4, 5, 4, 4 and 5", () => {
    const found = servqual([new Array(22).fill({ expected: 7, perceived: 5 })]);
    expect(found).toMatchObject({ mean: -2, count: 1 });
    expect(found.dimensions.map(({ dimension, mean, share }) => [dimension, mean, share])).toEqual(
      ["tangibles", "reliability", "responsiveness", "assurance", "empathy"].map((name) => [name, -2, 0.2]),
    );
    const sizes = found.dimensions.map(({ dimension }) => servqualItems.filter((one) => one === dimension).length);
    expect(sizes).toEqual([4, 5, 4, 4, 5]);
  });

  it("counts a dimension for who answered all of it, the whole for who answered all", () => {
    const found = servqual([gaps(-2, 0, null), gaps(null, 2, 1), gaps(1, 1, 1), null], { items });
    expect(found).toMatchObject({ mean: 1, count: 1, missing: 3 });
    expect(found.dimensions).toMatchObject([
      { dimension: "reliability", mean: 0, count: 2, missing: 2 },
      { dimension: "empathy", mean: 1, count: 2, missing: 2 },
    ]);
  });

  it("is the mean gap of expectationGap where there is one item", () => {
    const pair = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 20 }), (pairs) => {
        const one = servqual(
          pairs.map(([expected, perceived]) => [{ expected, perceived }]),
          { items: ["all"] },
        );
        const other = expectationGap(pairs.map(([expected, actual]) => ({ expected, actual })));
        expect(one.mean).toBe(other.meanGap);
        expect(one.standardError).toBe(other.gap.standardError);
      }),
    );
  });

  it("takes dimensions of any name", () => {
    const found = servqual([gaps(1, -1)], { items: ["__proto__", ""] });
    expect(found.dimensions.map(({ dimension, mean }) => [dimension, mean])).toEqual([
      ["__proto__", 1],
      ["", -1],
    ]);
  });

  it("refuses weights that do not sum to 1 or name no dimension, lists of another length, and answers off the scale", () => {
    const weigh = (weights: object) => () => servqualMetric({ items, weights: weights as never });
    expect(weigh({ reliability: 0.7, empathy: 0.7 })).toThrow("weights must sum to 1, got 1.4");
    expect(weigh({ reliability: 0, empathy: 0 })).toThrow("weights must sum to 1, got 0");
    expect(weigh({ reliability: 1 })).toThrow('weight of "empathy" must be a share from 0 to 1, got undefined');
    expect(weigh({ reliability: 1.5, empathy: -0.5 })).toThrow('weight of "reliability" must be a share from 0 to 1');
    expect(weigh({ reliability: 0.5, empathy: 0.5, speed: 0 })).toThrow('weights must name dimensions, got "speed"');
    expect(weigh({ reliability: 0.1 + 0.2, empathy: 0.7 })).not.toThrow();
    expect(() => servqualMetric({ items: [] })).toThrow("items must be a list of dimensions");
    expect(() => servqualMetric({ items: [1 as never] })).toThrow("dimension must be text, got 1 at index 0");
    expect(() => servqual([gaps(1, 1)], { items })).toThrow("answers must be a list of 3, got a list of 2 at index 0");
    expect(() => servqual([gaps(1, 1, 4)], { items })).toThrow(
      "perceived of item 3 must be a whole number from 1 to 7, got 8 at index 0",
    );
    expect(() => servqual([[5, 5, 5] as never], { items })).toThrow("item 1 must be { expected, perceived }, got 5");
    expect(() => servqual([gaps(1, 1, null)], { items, incomplete: "throw" })).toThrow(
      "answers must be complete, got 5 of 6 at index 0",
    );
    expect(servqualScore([{ expected: 9, perceived: 10 }], { items: ["all"], scale: [1, 10] })).toBe(1);
  });
});
