import { susMetric, umuxLite, umuxLiteMetric, umuxLiteScore } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { itKeepsTheLaws } from "../laws.ts";
import { answersTo } from "./questionnaire-arbitraries.ts";

itKeepsTheLaws(
  "umuxLite",
  () => umuxLiteMetric(),
  { observation: answersTo(2, [1, 7]) },
  { headline: (result) => result.mean, slack: () => 1e-12 * 100 ** 2, foreign: [susMetric().empty()], maxLength: 15 },
);

describe("umuxLite", () => {
  it("is ((a − 1) + (b − 1)) / 12 × 100, for all 49 pairs", () => {
    for (let a = 1; a <= 7; a++) {
      for (let b = 1; b <= 7; b++) expect(umuxLiteScore([a, b])).toBe((100 * (a + b - 2)) / 12);
    }
    expect([umuxLiteScore([1, 1]), umuxLiteScore([7, 7]), umuxLiteScore([4, 4])]).toEqual([0, 100, 50]);
  });

  it("counts who left out an item as missing", () => {
    const rows = [{ is: [7, 7] }, { is: [1, null] }, { is: null }, { is: [4, 99] }];
    const found = umuxLite(rows, { value: (row) => row.is, noAnswer: [99] });
    expect(found).toMatchObject({ mean: 100, count: 1, missing: 3, definition: { metric: "umuxLite" } });
    expect(() => umuxLite(rows, { value: (row) => row.is })).toThrow(
      "answer 2 must be a whole number from 1 to 7, got 99",
    );
    expect(() => umuxLite([[7, 0]])).toThrow("answer 2 must be a whole number from 1 to 7, got 0 at index 0");
    expect(() => umuxLite([[7]])).toThrow("answers must be a list of 2, got a list of 1 at index 0");
  });
});
