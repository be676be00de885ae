import { ces, cesMetric, csatMetric, ratingsMetric, type Scale } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOn } from "../arbitraries.ts";
import { expectClose, itKeepsTheLaws } from "../laws.ts";

const side = (result: { easy: number; neutral: number; difficult: number }): string =>
  (["easy", "neutral", "difficult"] as const).filter((name) => result[name] === 1).join();

const lowerIsEasier = { scale: [1, 5], direction: "lower-is-easier", easyFrom: 2, difficultTo: 4 } as const;

describe("ces", () => {
  it("is the mean answer, with the other readings beside it", () => {
    expect(ces([7, 6, 5, 4, 2])).toMatchObject({
      score: 4.8,
      topBox: 60,
      mean: 4.8,
      netBox: 40,
      count: 5,
      easy: 3,
      neutral: 1,
      difficult: 1,
      definition: {
        metric: "ces",
        scale: [1, 7],
        direction: "higher-is-easier",
        easyFrom: 5,
        difficultTo: 3,
        reading: "mean",
      },
    });
  });

  it("puts the reading that was asked for first, and names it", () => {
    const answers = [7, 7, 5, 1];
    expect(ces(answers).score).toBe(5);
    expect(ces(answers, { reading: "topBox" }).score).toBe(75);
    expect(ces(answers, { reading: "netBox" }).score).toBe(50);
    expect(ces(answers, { reading: "rescaledMean" }).score).toBeCloseTo(200 / 3, 12);
    expect(ces(answers, { reading: "topBox" }).definition.reading).toBe("topBox");
  });

  it("has no score where nobody answered", () => {
    expect(ces([null])).toMatchObject({
      score: null,
      mean: null,
      topBox: null,
      netBox: null,
      rescaledMean: null,
      missing: 1,
    });
    expect(ces([], { ...lowerIsEasier }).rescaledMean).toBe(null);
  });

  it("reads a scale on which lower is easier: the easy end is the good one, the mean stays the mean", () => {
    const result = ces([1, 2, 2, 3, 5], lowerIsEasier);
    expect(result).toMatchObject({ score: 2.6, mean: 2.6, topBox: 60, netBox: 40, easy: 3, neutral: 1, difficult: 1 });
    expect(result.rescaledMean).toBeCloseTo(60, 12);
    expect(ces([1, 1], lowerIsEasier).rescaledMean).toBe(100);
    expect(ces([5, 5], lowerIsEasier).rescaledMean).toBe(0);
  });

  it("weighs people and still counts them", () => {
    expect(ces([7, 1], { weight: (answer) => answer! })).toMatchObject({
      score: 6.25,
      topBox: 87.5,
      easy: 1,
      difficult: 1,
    });
    expect(ces([7, 1], { weight: () => 0 })).toMatchObject({ score: null, count: 0, excluded: 2 });
  });
});

describe("ces, every point of every scale", () => {
  it("sorts each answer from 1 to 7", () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((answer) => side(ces([answer])))).toEqual([
      "difficult",
      "difficult",
      "difficult",
      "neutral",
      "easy",
      "easy",
      "easy",
    ]);
  });

  it("sorts each answer under every pair of thresholds, in either direction", () => {
    for (const scale of [
      [1, 7],
      [1, 5],
      [0, 1],
      [-2, 2],
    ] satisfies Scale[]) {
      const [low, high] = scale;
      for (let easyFrom = low; easyFrom <= high; easyFrom++) {
        for (let difficultTo = low; difficultTo <= high; difficultTo++) {
          if (difficultTo === easyFrom) continue;
          const direction = difficultTo < easyFrom ? "higher-is-easier" : "lower-is-easier";
          const sign = difficultTo < easyFrom ? 1 : -1;
          for (let answer = low; answer <= high; answer++) {
            const expected =
              sign * answer >= sign * easyFrom ? "easy" : sign * answer <= sign * difficultTo ? "difficult" : "neutral";
            expect(side(ces([answer], { scale, direction, easyFrom, difficultTo }))).toBe(expected);
          }
        }
      }
    }
  });

  it("refuses classes that overlap, and thresholds off the scale", () => {
    expect(() => ces([], { easyFrom: 3 })).toThrow(
      new RangeError("difficultTo must be a whole number from 1 to 2, got 3"),
    );
    expect(() => ces([], { easyFrom: 8 })).toThrow(
      new RangeError("easyFrom must be a whole number from 2 to 7, got 8"),
    );
    expect(() => ces([], { difficultTo: 0 })).toThrow(
      new RangeError("difficultTo must be a whole number from 1 to 4, got 0"),
    );
    expect(() => ces([], { ...lowerIsEasier, difficultTo: 2 })).toThrow(
      new RangeError("difficultTo must be a whole number from 3 to 5, got 2"),
    );
    expect(() => ces([], { ...lowerIsEasier, easyFrom: 5 })).toThrow(
      new RangeError("easyFrom must be a whole number from 1 to 4, got 5"),
    );
  });

  it("wants direction and thresholds on every scale but 1 to 7, and thresholds where the direction is another", () => {
    const scale: Scale = [1, 5];
    expect(() => cesMetric({ scale })).toThrow(
      new TypeError('direction must be "higher-is-easier" or "lower-is-easier", got undefined'),
    );
    expect(() => cesMetric({ scale, direction: "higher-is-easier" })).toThrow(
      new TypeError("easyFrom must be a whole number from 2 to 5, got undefined"),
    );
    expect(() => cesMetric({ scale, direction: "higher-is-easier", easyFrom: 4 })).toThrow(
      new TypeError("difficultTo must be a whole number from 1 to 3, got undefined"),
    );
    expect(() => cesMetric({ direction: "lower-is-easier" })).toThrow(
      new TypeError("easyFrom must be a whole number from 1 to 6, got undefined"),
    );
    expect(() => cesMetric({ direction: "up" as never })).toThrow(
      new TypeError('direction must be "higher-is-easier" or "lower-is-easier", got "up"'),
    );
    expect(() => cesMetric({ reading: "median" as never })).toThrow(/^reading must be .*, got "median"$/);
  });
});

describe("ces, properties", () => {
  it("tells the same of a scale turned round", () => {
    const answers = fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(null)));
    fc.assert(
      fc.property(answers, (list) => {
        const turned = list.map((answer) => (answer === null ? null : 6 - answer));
        const upward = { scale: [1, 5], direction: "higher-is-easier", easyFrom: 4, difficultTo: 2 } as const;
        const [one, other] = [ces(list, lowerIsEasier), ces(turned, upward)];
        expect([one.topBox, one.netBox, one.easy, one.difficult]).toEqual([
          other.topBox,
          other.netBox,
          other.easy,
          other.difficult,
        ]);
        expectClose(one.rescaledMean, other.rescaledMean, 1e-12);
        expectClose(one.standardDeviation, other.standardDeviation, 1e-12);
      }),
    );
  });

  it("loses nobody", () => {
    fc.assert(
      fc.property(fc.array(answerOn([1, 7])), (answers) => {
        const { easy, neutral, difficult, count, missing } = ces(answers);
        expect(easy + neutral + difficult).toBe(count);
        expect(count + missing).toBe(answers.length);
      }),
    );
  });
});

itKeepsTheLaws(
  "ces",
  () => cesMetric(),
  { observation: answerOn([1, 7]) },
  {
    headline: (result) => result.score,
    foreign: [csatMetric().empty(), ratingsMetric({ scale: [1, 8] }).empty()],
    slack: () => 1e-10,
  },
);

itKeepsTheLaws(
  "ces where lower is easier",
  () => cesMetric({ ...lowerIsEasier, reading: "rescaledMean" }),
  { observation: answerOn([1, 5]) },
  { headline: (result) => result.score, slack: () => 1e-10 },
);
