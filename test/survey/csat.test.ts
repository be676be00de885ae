import {
  bottomBox,
  csat,
  csatMetric,
  netBox,
  npsMetric,
  ratings,
  rescaledMean,
  type Scale,
  shareMetric,
  topBox,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOn } from "../arbitraries.ts";
import { itKeepsTheLaws } from "../laws.ts";

const side = (result: { satisfied: number; neutral: number; dissatisfied: number }): string =>
  (["satisfied", "neutral", "dissatisfied"] as const).filter((name) => result[name] === 1).join();

describe("csat", () => {
  it("is the percentage of satisfied answers, with the other readings beside it", () => {
    expect(csat([5, 4, 4, 3, 1])).toMatchObject({
      score: 60,
      topBox: 60,
      mean: 3.4,
      netBox: 40,
      count: 5,
      satisfied: 3,
      neutral: 1,
      dissatisfied: 1,
      missing: 0,
      excluded: 0,
      definition: { metric: "csat", scale: [1, 5], satisfiedFrom: 4, dissatisfiedTo: 2, reading: "topBox" },
    });
    expect(csat([5, 4, 4, 3, 1]).rescaledMean).toBeCloseTo(60, 12);
  });

  it("puts the reading that was asked for first, and names it", () => {
    const answers = [5, 5, 4, 2];
    expect(csat(answers).score).toBe(75);
    expect(csat(answers, { reading: "mean" }).score).toBe(4);
    expect(csat(answers, { reading: "rescaledMean" }).score).toBe(75);
    expect(csat(answers, { reading: "netBox" }).score).toBe(50);
    expect(csat(answers, { reading: "netBox" }).definition.reading).toBe("netBox");
    expect(Object.keys(csat(answers))[0]).toBe("score");
  });

  it("has no score where nobody answered", () => {
    for (const nobody of [csat([]), csat([null, undefined])]) {
      expect(nobody).toMatchObject({
        score: null,
        topBox: null,
        mean: null,
        rescaledMean: null,
        netBox: null,
        count: 0,
      });
    }
  });

  it("does not take a missing answer for a low one", () => {
    expect(csat([5, null])).toMatchObject({ score: 100, mean: 5, count: 1, missing: 1 });
  });

  it("weighs people and still counts them", () => {
    const result = csat([5, 1, 1], { weight: (answer) => (answer === 5 ? 2 : 1) });
    expect(result).toMatchObject({ score: 50, netBox: 0, mean: 3, satisfied: 1, dissatisfied: 2, count: 3, weight: 4 });
    expect(csat([5, 1], { weight: () => 0 })).toMatchObject({ score: null, excluded: 2, count: 0 });
  });

  it("reads thumbs", () => {
    expect(csat([1, 1, 0, 1], { scale: [0, 1], satisfiedFrom: 1 })).toMatchObject({
      score: 75,
      satisfied: 3,
      dissatisfied: 1,
      definition: { dissatisfiedTo: 0 },
    });
  });
});

describe("csat, every point of every scale", () => {
  it("sorts each answer from 1 to 5", () => {
    expect([1, 2, 3, 4, 5].map((answer) => side(csat([answer])))).toEqual([
      "dissatisfied",
      "dissatisfied",
      "neutral",
      "satisfied",
      "satisfied",
    ]);
  });

  it("sorts each answer under every pair of thresholds, and takes as many boxes at the bottom as at the top", () => {
    for (const scale of [
      [1, 5],
      [1, 7],
      [0, 10],
      [0, 1],
      [-2, 2],
    ] satisfies Scale[]) {
      const [low, high] = scale;
      for (let satisfiedFrom = low + 1; satisfiedFrom <= high; satisfiedFrom++) {
        const mirrored = Math.min(low + (high - satisfiedFrom), satisfiedFrom - 1);
        expect(csat([], { scale, satisfiedFrom }).definition.dissatisfiedTo).toBe(mirrored);
        for (let dissatisfiedTo = low; dissatisfiedTo < satisfiedFrom; dissatisfiedTo++) {
          for (let answer = low; answer <= high; answer++) {
            const expected =
              answer >= satisfiedFrom ? "satisfied" : answer <= dissatisfiedTo ? "dissatisfied" : "neutral";
            expect(side(csat([answer], { scale, satisfiedFrom, dissatisfiedTo }))).toBe(expected);
          }
        }
      }
    }
  });

  it("refuses every threshold off its scale", () => {
    const scale: Scale = [1, 7];
    for (const wrong of [1, 0, 8, 4.5, Number.NaN]) {
      expect(() => csat([], { scale, satisfiedFrom: wrong })).toThrow(
        new RangeError(`satisfiedFrom must be a whole number from 2 to 7, got ${wrong}`),
      );
    }
    for (const wrong of [0, 5, 6, 1.5]) {
      expect(() => csat([], { scale, satisfiedFrom: 5, dissatisfiedTo: wrong })).toThrow(
        new RangeError(`dissatisfiedTo must be a whole number from 1 to 4, got ${wrong}`),
      );
    }
    expect(() => csat([], { scale })).toThrow(
      new TypeError("satisfiedFrom must be a whole number from 2 to 7, got undefined"),
    );
    expect(() => csat([], { reading: "bottomBox" as never })).toThrow(/^reading must be "topBox" or "mean" or /);
  });
});

describe("csat, properties", () => {
  it("agrees with the ratings that it reads", () => {
    fc.assert(
      fc.property(fc.array(answerOn([1, 7])), fc.integer({ min: 2, max: 7 }), (answers, from) => {
        const scale: Scale = [1, 7];
        const result = csat(answers, { scale, satisfiedFrom: from });
        const counted = ratings(answers, { scale });
        const top = topBox(counted, from);
        const bottom = bottomBox(counted, result.definition.dissatisfiedTo);
        expect(result.topBox).toBe(top.denominator === 0 ? null : (100 * top.numerator) / top.denominator);
        expect(result.mean).toBe(counted.mean);
        expect(result.standardDeviation).toBe(counted.standardDeviation);
        expect(result.rescaledMean).toBe(rescaledMean(counted));
        expect(result.netBox).toBe(
          netBox(counted, { topFrom: from, bottomTo: result.definition.dissatisfiedTo }).score,
        );
        expect([result.satisfied, result.dissatisfied]).toEqual([top.numerator, bottom.numerator]);
        expect(result.satisfied + result.neutral + result.dissatisfied).toBe(result.count);
        expect(result.count + result.missing).toBe(answers.length);
      }),
    );
  });

  it("keeps every reading within its bounds", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), (answers) => {
        const { topBox: top, mean, rescaledMean: rescaled, netBox: net } = csat(answers);
        expect(top! >= 0 && top! <= 100).toBe(true);
        expect(mean! >= Math.min(...answers) && mean! <= Math.max(...answers)).toBe(true);
        expect(rescaled! >= 0 && rescaled! <= 100).toBe(true);
        expect(Math.abs(net!)).toBeLessThanOrEqual(100);
      }),
    );
  });
});

for (const reading of ["topBox", "rescaledMean"] as const) {
  itKeepsTheLaws(
    `csat read as ${reading}`,
    () => csatMetric({ reading }),
    { observation: answerOn([1, 5]) },
    {
      headline: (result) => result.score,
      foreign: [npsMetric().empty(), shareMetric().empty()],
      slack: () => 1e-10,
      maxLength: 20,
    },
  );
}
