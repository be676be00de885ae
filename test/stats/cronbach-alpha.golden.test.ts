import { cronbachAlpha } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, goldenCases } from "../golden.ts";

interface Expected {
  readonly k: number;
  readonly n: number;
  readonly alpha: number;
  readonly standardizedAlpha: number;
  readonly meanInterItemR: number;
  readonly itemRestCorrelation: readonly number[];
  readonly alphaIfDropped: readonly number[] | null;
  readonly feldtLower: number;
  readonly feldtUpper: number;
  readonly sem: number;
  readonly lambda2: number;
  readonly spearmanBrown?: number;
}

const cases = goldenCases<{ readonly items: number[][] }, Expected>("cronbach");
const tolerance = { relative: 1e-10, absolute: 1e-12 };

describe(`Cronbach's alpha against R and psych, ${cases.length} cases`, () => {
  it.each(cases)("$id", ({ id, input, params, expected }) => {
    const alpha = cronbachAlpha(input.items, { confidence: params?.confidence });
    expect([alpha.items, alpha.count, alpha.missing]).toEqual([expected.k, expected.n, 0]);
    const near = (actual: number | null | undefined, golden: number, what: string) =>
      expectNear(actual, golden, `${id}: ${what}`, tolerance);
    near(alpha.estimate, expected.alpha, "alpha");
    near(alpha.standardized, expected.standardizedAlpha, "standardized");
    near(alpha.meanInterItemCorrelation, expected.meanInterItemR, "mean r");
    near(alpha.standardErrorOfMeasurement, expected.sem, "sem");
    near(alpha.lambda2, expected.lambda2, "lambda 2");
    // Of two items, the standardized alpha is Spearman's and Brown's reliability.
    if (expected.spearmanBrown !== undefined) near(alpha.standardized, expected.spearmanBrown, "Spearman–Brown");
    expectLimits(alpha, [expected.feldtLower, expected.feldtUpper], id, tolerance);
    expected.itemRestCorrelation.forEach((r, item) => {
      near(alpha.itemRestCorrelations[item], r, `item ${item} with the rest`);
    });
    if (expected.alphaIfDropped === null) expect(alpha.alphaIfDropped.every((left) => left === null)).toBe(true);
    else
      for (const [item, left] of expected.alphaIfDropped.entries()) {
        near(alpha.alphaIfDropped[item], left, `without item ${item}`);
      }
  });
});
