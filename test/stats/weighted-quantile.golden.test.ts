import { weightedQuantile } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases } from "../golden.ts";

interface Expected {
  readonly inverseEcdf: readonly number[];
  readonly averagedEcdf: readonly number[];
  readonly type7FrequencyWeights: readonly number[] | null;
}

const cases = goldenCases<{ x: readonly number[]; weights: readonly number[] }, Expected>("weighted_quantile");

describe("weighted quantiles against R's quantile of copies, 20 cases", () => {
  it("has each quantile by each rule", () => {
    let checked = 0;
    for (const { id, input, params, expected } of cases) {
      const { probabilities } = params as unknown as { probabilities: readonly number[] };
      const weight = (_: unknown, index: number) => input.weights[index]!;
      probabilities.forEach((p, place) => {
        const what = `${id}, p ${p}`;
        checked += 3;
        expect(weightedQuantile(input.x, p, { weight, rule: "lower" }), what).toBe(expected.inverseEcdf[place]);
        expectNear(weightedQuantile(input.x, p, { weight }), expected.averagedEcdf[place]!, what);
        const copies = weightedQuantile(input.x, p, { weight, rule: "frequencies" });
        expectNear(copies, expected.type7FrequencyWeights![place]!, what);
      });
    }
    expect(cases).toHaveLength(20);
    expect(checked).toBe(540);
  });
});
