import {
  agrestiCaffo,
  type Comparison,
  type ConfidenceOptions,
  fisherExact,
  mee,
  miettinenNurminen,
  newcombeCorrected,
  pooledZ,
  type ShareLike,
  waldDifference,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, expectNone, goldenCases, type Limits } from "../golden.ts";

const methods = {
  agrestiCaffo: [agrestiCaffo, "agresti-caffo"],
  mee: [mee, "mee"],
  miettinenNurminen: [miettinenNurminen, "miettinen-nurminen"],
  newcombe11cc: [newcombeCorrected, "newcombe-corrected"],
  wald: [waldDifference, "wald"],
} as const satisfies Record<
  string,
  readonly [(first: ShareLike, second: ShareLike, options?: ConfidenceOptions) => Comparison, string]
>;

type Expected = { readonly [Name in keyof typeof methods]: Limits } & {
  readonly difference: number;
  readonly pooledZ: number;
  readonly pooledP: number;
  readonly fisherP: number;
};

const cases = goldenCases<{ x1: number; n1: number; x2: number; n2: number }, Expected>("two_prop").map((golden) => ({
  ...golden,
  first: { numerator: golden.input.x1, denominator: golden.input.n1 },
  second: { numerator: golden.input.x2, denominator: golden.input.n2 },
}));
const neitherVaries = ({ first, second }: { first: ShareLike; second: ShareLike }) =>
  [first, second].every(({ numerator, denominator }) => numerator === 0 || numerator === denominator);

describe("differences of two shares by name against R, 34 cases each", () => {
  it.each(Object.entries(methods))("%s", (name, [compare, method]) => {
    let without = 0;
    for (const golden of cases) {
      const { id, params, expected, first, second } = golden;
      const found = compare(first, second, params);
      expect(found, id).toMatchObject({ confidence: params!.confidence, method });
      expectNear(found.difference, expected.difference, id);
      if (name === "wald" && neitherVaries(golden)) {
        without++;
        expectNone(found, id);
      } else expectLimits(found, expected[name as keyof typeof methods], id, { least: -1, most: 1 });
    }
    expect(cases).toHaveLength(34);
    expect(without).toBe(name === "wald" ? 12 : 0);
  });

  it("pooled z, whose p-value is Mee's; NaN where all agree, where ours is 1", () => {
    let agree = 0;
    for (const { id, expected, first, second } of cases) {
      const { z, pValue, difference } = pooledZ(first, second);
      expectNear(difference, expected.difference, id);
      if (Number.isNaN(expected.pooledZ)) {
        agree++;
        expect([z, pValue], id).toEqual([0, 1]);
      } else {
        expectNear(z, expected.pooledZ, id);
        expectNear(pValue, expected.pooledP, id);
      }
      expectNear(mee(first, second).pValue, pValue!, id);
    }
    expect(agree).toBe(7);
  });

  it("Fisher's exact test", () => {
    for (const { id, expected, first, second } of cases) {
      expectNear(fisherExact(first, second).pValue, expected.fisherP, id);
    }
  });
});
