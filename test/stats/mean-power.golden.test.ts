import { meanPower, meanSampleSize } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenCases } from "../golden.ts";

interface Plan {
  readonly delta: number;
  readonly sd: number;
  readonly power: number;
  readonly alpha: number;
  readonly type: "two.sample" | "one.sample";
}

interface Expected {
  readonly n: number;
  readonly nCeil: number;
  readonly powerAtCeil: number;
}

const cases = goldenCases<Plan, Expected>("power_t");

describe("sample sizes of means against R's power.t.test, 19 cases", () => {
  it("has the number of people and their power", () => {
    for (const { id, input, expected } of cases) {
      const plan = {
        difference: input.delta,
        standardDeviation: input.sd,
        confidence: 1 - input.alpha,
        design: input.type === "two.sample" ? "independent" : "paired",
      } as const;
      const size = meanSampleSize({ ...plan, power: input.power });
      // R stops its search at a relative 1e-4 of an interval; the size that the power leaves is ours.
      expectNear(size.exact, expected.n, id, { relative: 1e-6 });
      expect(size.count, id).toBe(expected.nCeil);
      expectNear(size.power, expected.powerAtCeil, id, { relative: 1e-10 });
      expectNear(meanPower({ ...plan, size: expected.nCeil }), expected.powerAtCeil, id, { relative: 1e-10 });
      expectNear(meanPower({ ...plan, size: size.exact }), input.power, id);
    }
    expect(cases).toHaveLength(19);
  });
});
