import {
  type KanoAnswer,
  type KanoPair,
  kano,
  kanoAnswers,
  kanoCategory,
  kanoFromCounts,
  kanoMetric,
  ratingsMetric,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itKeepsTheLaws } from "../laws.ts";

const answer = fc.constantFrom<KanoAnswer | null | undefined>(...kanoAnswers, null, undefined);
const pair: fc.Arbitrary<KanoPair> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ functional: answer, dysfunctional: answer }) },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined) },
);

itKeepsTheLaws(
  "kano",
  kanoMetric,
  { observation: pair },
  { headline: (result) => result.better, foreign: [ratingsMetric({ scale: [0, 5] }).empty()] },
);

describe("kanoCategory", () => {
  it("is the table of Berger and others, row by row", () => {
    const letters = {
      A: "attractive",
      O: "one-dimensional",
      M: "must-be",
      I: "indifferent",
      R: "reverse",
      Q: "questionable",
    } as const;
    const table = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"];
    kanoAnswers.forEach((functional, row) => {
      kanoAnswers.forEach((dysfunctional, column) => {
        const letter = table[row]![column] as keyof typeof letters;
        expect(kanoCategory(functional, dysfunctional), `${functional}, ${dysfunctional}`).toBe(letters[letter]);
      });
    });
  });

  it("refuses other words", () => {
    expect(() => kanoCategory("good" as never, "like")).toThrow(
      'functional must be "like", "must-be", "neutral", "live-with" or "dislike", got "good"',
    );
    expect(() => kanoCategory("like", 5 as never)).toThrow(RangeError);
  });
});

describe("kano", () => {
  it("counts each category, and whom it would please or displease", () => {
    const counts = { attractive: 4, oneDimensional: 3, mustBe: 2, indifferent: 1, reverse: 5, questionable: 6 };
    expect(kanoFromCounts(counts)).toEqual({
      category: "questionable",
      better: 0.7,
      worse: -0.5,
      count: 21,
      ...counts,
      missing: 0,
      excluded: 0,
      definition: { metric: "kano" },
    });
  });

  it("takes the graver of categories that are equally frequent", () => {
    const of = (attractive: number, oneDimensional: number, mustBe: number, indifferent: number) =>
      kanoFromCounts({ attractive, oneDimensional, mustBe, indifferent }).category;
    expect([of(1, 1, 1, 1), of(1, 1, 0, 1), of(1, 0, 0, 1), of(0, 0, 0, 1)]).toEqual([
      "must-be",
      "one-dimensional",
      "attractive",
      "indifferent",
    ]);
  });

  it("has neither of those where nobody answered, or all are reverse or questionable", () => {
    expect(kano([])).toMatchObject({ category: null, better: null, worse: null, count: 0 });
    expect(kano([{ functional: "dislike", dysfunctional: "like" }])).toMatchObject({
      category: "reverse",
      better: null,
      worse: null,
      count: 1,
    });
    expect(kano([{ functional: "like", dysfunctional: "neutral" }])).toMatchObject({ better: 1, worse: 0 });
  });

  it("weighs people, and counts them", () => {
    const rows = [
      { with: "like", without: "dislike", weight: 1 },
      { with: "like", without: "neutral", weight: 1 },
      { with: "neutral", without: "neutral", weight: 6 },
      { with: "like", without: "neutral", weight: 0 },
      { with: null, without: "neutral", weight: 2 },
    ] as const;
    const found = kano(rows, {
      value: (row) => ({ functional: row.with, dysfunctional: row.without }),
      weight: (row) => row.weight,
    });
    expect(found).toMatchObject({
      category: "indifferent",
      better: 0.25,
      worse: -0.125,
      count: 3,
      attractive: 1,
      missing: 1,
      excluded: 1,
      weight: 8,
    });
  });

  it("is that of its counts, within bounds", () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 50 }), (pairs) => {
        const found = kano(pairs);
        const { attractive, oneDimensional, mustBe, indifferent, reverse, questionable, missing } = found;
        const counts = { attractive, oneDimensional, mustBe, indifferent, reverse, questionable };
        expect({ ...kanoFromCounts(counts), missing }).toEqual(found);
        expect(found.count + missing).toBe(pairs.length);
        if (found.better === null) return;
        expect(found.better >= 0 && found.better <= 1 && found.worse! >= -1 && found.worse! <= 0).toBe(true);
        expect(Object.is(found.worse, -0)).toBe(false);
      }),
    );
  });

  it("refuses other words, with their index, even beside one that is missing", () => {
    const fine = { functional: "like", dysfunctional: "like" } as const;
    expect(() => kano([fine, { functional: null, dysfunctional: "hate" as never }])).toThrow(
      /^dysfunctional must be .* got "hate" at index 1$/,
    );
    expect(() => kano([5 as never])).toThrow("answers must be an object with functional and dysfunctional, got 5");
    expect(() => kano([fine], { weight: () => -1 })).toThrow("weight must be");
    expect(() => kanoFromCounts({ attractive: 1.5, oneDimensional: 0, mustBe: 0, indifferent: 0 })).toThrow(
      "attractive must be a whole number, 0 or more, got 1.5",
    );
  });
});
