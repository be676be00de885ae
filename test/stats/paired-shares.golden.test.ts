import {
  agrestiMin,
  bonettPrice,
  type ConfidenceOptions,
  compareSharesPaired,
  mcnemarExact,
  mcnemarMidP,
  newcombePaired,
  type PairedComparison,
  type PairedCounts,
  waldPaired,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, expectNone, goldenCases, type Limits } from "../golden.ts";

const methods = {
  agrestiMin: [agrestiMin, "agresti-min"],
  bonettPrice: [bonettPrice, "bonett-price"],
  newcombePaired: [newcombePaired, "newcombe-paired"],
  tangoScore: [compareSharesPaired, "tango"],
  wald: [waldPaired, "wald"],
} as const satisfies Record<
  string,
  readonly [(pairs: PairedCounts, options?: ConfidenceOptions) => PairedComparison, string]
>;

interface Input {
  readonly bothYes: number;
  readonly firstOnly: number;
  readonly secondOnly: number;
  readonly neither: number;
}

type Expected = { readonly [Name in keyof typeof methods]: Limits } & {
  readonly difference: number;
  readonly mcnemarP: number;
  readonly mcnemarExactP: number;
  readonly mcnemarMidP: number;
};

// The file's differences are first less second, ours second less first: its first outcome is our second.
const cases = goldenCases<Input, Expected>("paired_prop").map((golden) => ({
  ...golden,
  counts: {
    both: golden.input.bothYes,
    onlyFirst: golden.input.secondOnly,
    onlySecond: golden.input.firstOnly,
    neither: golden.input.neither,
  },
}));

describe("differences of matched shares against R, 17 cases each", () => {
  it.each(Object.entries(methods))("%s", (name, [compare, method]) => {
    let without = 0;
    for (const { id, params, expected, counts } of cases) {
      const found = compare(counts, params);
      expect(found, id).toMatchObject({ confidence: params!.confidence, method, ...counts });
      expectNear(found.difference, expected.difference, id);
      const golden = expected[name as keyof typeof methods];
      if (name === "wald" && golden[0] === golden[1]) {
        without++;
        expectNone(found, id);
      } else expectLimits(found, golden, id, { least: -1, most: 1 });
    }
    expect(cases).toHaveLength(17);
    expect(without).toBe(name === "wald" ? 3 : 0);
  });

  it("McNemar's tests: without correction, exact, mid-P", () => {
    for (const { id, expected, counts } of cases) {
      expectNear(compareSharesPaired(counts).pValue, expected.mcnemarP, id);
      expectNear(mcnemarExact(counts).pValue, expected.mcnemarExactP, id);
      expectNear(mcnemarMidP(counts).pValue, expected.mcnemarMidP, id);
    }
  });
});
