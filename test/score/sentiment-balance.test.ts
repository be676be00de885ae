import {
  ratingsMetric,
  type Sentiment,
  sentimentBalance,
  sentimentBalanceFromCounts,
  sentimentBalanceMetric,
  twelveToOne,
  twoToOne,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "../golden.ts";
import { itKeepsTheLaws } from "../laws.ts";

const sentiment = fc.constantFrom<Sentiment>("positive", "neutral", "negative", null, undefined);

itKeepsTheLaws(
  "sentimentBalance",
  () => sentimentBalanceMetric(twelveToOne),
  { observation: sentiment },
  { headline: (result) => result.balance, foreign: [ratingsMetric({ scale: [0, 2] }).empty()] },
);

describe("sentimentBalance", () => {
  it("agrees with the worked cases, 7", () => {
    const { valence_balance: cases } = goldenFile<{
      readonly valence_balance: readonly {
        readonly positive: number;
        readonly negative: number;
        readonly w: number;
        readonly balance: number | null;
        readonly positives_needed_to_offset: number;
      }[];
    }>("journey/spec_cases");
    for (const { positive, negative, w, balance, positives_needed_to_offset } of cases) {
      const found = sentimentBalanceFromCounts({ positive, negative }, { negativeWeight: w });
      if (balance === null) expect(found.balance).toBe(null);
      else expectNear(found.balance, balance, `${positive} of ${negative}`);
      expect(found.positivesNeeded).toBe(positives_needed_to_offset);
    }
    expect(cases).toHaveLength(7);
  });

  it("needs as many more as offset what there is", () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.integer({ min: 1, max: 20 }), (positive, negative, negativeWeight) => {
        const { positivesNeeded } = sentimentBalanceFromCounts({ positive, negative }, { negativeWeight });
        const after = sentimentBalanceFromCounts(
          { positive: positive + positivesNeeded, negative },
          { negativeWeight },
        );
        if (after.balance !== null) expect(after.balance).toBeGreaterThanOrEqual(0);
        if (positivesNeeded === 0) return;
        expect(after.balance).toBe(0);
      }),
    );
  });

  it("weighs experiences, and counts people", () => {
    const rows = [
      { felt: "positive", weight: 3 },
      { felt: "negative", weight: 1 },
      { felt: "neutral", weight: 1 },
      { felt: "negative", weight: 0 },
    ] as const;
    const found = sentimentBalance(rows, { ...twoToOne, value: (row) => row.felt, weight: (row) => row.weight });
    expect(found).toMatchObject({ balance: 0.2, positivesNeeded: 0, count: 3, positive: 1, excluded: 1, weight: 5 });
  });

  it("refuses other words, and weights of nothing", () => {
    expect(() => sentimentBalance(["good" as never], twoToOne)).toThrow(
      'sentiment must be "positive", "neutral", "negative" or null, got "good" at index 0',
    );
    for (const negativeWeight of [0, -1, Number.NaN, Infinity, "2", undefined]) {
      expect(() => sentimentBalance([], { negativeWeight } as never)).toThrow(
        "negativeWeight must be a number above 0",
      );
    }
    expect(() => sentimentBalance([], undefined as never)).toThrow();
    expect(() => sentimentBalanceFromCounts({ positive: 1.5, negative: 0 }, twoToOne)).toThrow(RangeError);
  });
});

describe("a weight of negatives with decimals", () => {
  it("takes positive experiences that offset the negative ones exactly for a balance of 0", () => {
    for (const [positive, negative, negativeWeight] of [
      [55, 50, 1.1],
      [63, 45, 1.4],
      [7, 100, 0.07],
    ] as const) {
      const found = sentimentBalanceFromCounts({ positive, negative }, { negativeWeight });
      expect(found).toMatchObject({ balance: 0, positivesNeeded: 0 });
      const oneLess = sentimentBalanceFromCounts({ positive: positive - 1, negative }, { negativeWeight });
      expect(oneLess.positivesNeeded).toBe(1);
      expect(oneLess.balance).toBeLessThan(0);
    }
  });
});
