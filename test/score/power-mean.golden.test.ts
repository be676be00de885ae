import { type MeanKind, powerMean } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases } from "../golden.ts";

interface Sample {
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

type Expected = Readonly<Record<string, number>>;

const MEANS: Readonly<Record<string, MeanKind>> = {
  arithmetic: "arithmetic",
  geometric: "geometric",
  harmonic: "harmonic",
  quadratic: 2,
  power_minus2: -2,
  power_half: 0.5,
  power3: 3,
  min: "minimum",
  max: "maximum",
};

describe("power means against mpmath, 19 cases", () => {
  const cases = goldenCases<Sample, Expected>("power_means");

  it("are those of every power", () => {
    let checked = 0;
    for (const { id, input, expected } of cases) {
      for (const [name, value] of Object.entries(expected)) {
        const found = powerMean(input.values, { weights: input.weights, mean: MEANS[name]! });
        expectNear(found, value, `${id} ${name}`);
        checked++;
      }
    }
    expect(cases).toHaveLength(19);
    expect(checked).toBe(171);
  });
});
