import { touchpointConsistency } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain } from "../laws.ts";

interface Touchpoint {
  readonly score: number | null;
  readonly count: number;
  readonly weight?: number;
}
const reading = {
  scale: [0, 10],
  score: (one: Touchpoint) => one.score,
  count: (one: Touchpoint) => one.count,
} as const;
const of = (scores: readonly (number | null)[], more = {}) =>
  touchpointConsistency(new Map(scores.map((score, index) => [index, { score, count: 5 }])), { ...reading, ...more });

describe("touchpointConsistency", () => {
  it("is 1 where all are alike, and 0 where half stand at each end", () => {
    expect(of([7, 7, 7])).toMatchObject({ consistency: 1, standardDeviation: 0, gap: 0, worst: 0, best: 0 });
    expect(of([0, 10, 0, 10])).toMatchObject({ consistency: 0, standardDeviation: 5, worst: 0, best: 1, gap: 10 });
  });

  it("says nothing of fewer than two", () => {
    expect(of([])).toMatchObject({ consistency: null, mean: null, worst: null, gap: null, count: 0 });
    expect(of([4])).toMatchObject({ consistency: null, standardDeviation: null, mean: 4, worst: 0, gap: 0, count: 1 });
  });

  it("is what the spread leaves of half the scale, and tells who lies below the floor", () => {
    const touchpoints = new Map([
      ["a", { score: 4, count: 1 }],
      ["b", { score: 5, count: 1 }],
      ["c", { score: 6, count: 1 }],
    ]);
    const found = touchpointConsistency(touchpoints, { ...reading, scale: [3, 7], floor: 5 });
    expect(found.consistency).toBeCloseTo(1 - Math.sqrt(2 / 3) / 2, 12);
    expect(found).toMatchObject({ mean: 5, belowFloor: ["a"], worst: "a", best: "c", gap: 2 });
    for (const floor of [2, 8, "5"]) {
      expect(() => touchpointConsistency(touchpoints, { ...reading, scale: [3, 7], floor: floor as number })).toThrow(
        "floor must be a number from 3 to 7",
      );
    }
  });

  it("judges no touchpoint by too few answers", () => {
    const touchpoints = new Map([
      ["web", { score: 8, count: 30 }],
      ["shop", { score: 6, count: 10 }],
      ["phone", { score: 1, count: 9 }],
      ["post", { score: null, count: 0 }],
    ]);
    const found = touchpointConsistency(touchpoints, { ...reading, minimumCount: 10, floor: 7 });
    expect(found).toMatchObject({
      count: 2,
      worst: "shop",
      best: "web",
      tooFew: ["phone", "post"],
      belowFloor: ["shop"],
    });
  });

  it("weighs touchpoints", () => {
    const touchpoints = new Map([
      ["a", { score: 0, count: 1, weight: 3 }],
      ["b", { score: 10, count: 1, weight: 1 }],
      ["c", { score: 5, count: 1, weight: 0 }],
    ]);
    const found = touchpointConsistency(touchpoints, { ...reading, weight: (one) => one.weight });
    expect(found.mean).toBe(2.5);
    expect(found.standardDeviation).toBeCloseTo(Math.sqrt(18.75), 12);
  });

  it("leaves out touchpoints of weight 0: one is consistent with nothing", () => {
    const touchpoints = new Map([
      ["a", { score: 4, count: 1, weight: 1 }],
      ["b", { score: 9, count: 1, weight: 0 }],
      ["c", { score: 1, count: 1, weight: 0 }],
    ]);
    const found = touchpointConsistency(touchpoints, { ...reading, weight: (one) => one.weight, floor: 2 });
    expect(found).toMatchObject({ consistency: null, standardDeviation: null, mean: 4, worst: "a", best: "a", gap: 0 });
    expect(found).toMatchObject({ count: 1, belowFloor: [], tooFew: [], excluded: ["b", "c"] });
  });

  it("lies between 0 and 1, and does not mind the order", () => {
    const scores = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(scores, (list) => {
        const found = of(list);
        expectPlain(found);
        expect(found.consistency).toBeGreaterThanOrEqual(0);
        expect(found.consistency).toBeLessThanOrEqual(1);
        expect(of([...list].reverse()).consistency).toBe(found.consistency);
        expect(of(list.map((one) => 10 - one)).consistency).toBeCloseTo(found.consistency!, 9);
      }),
    );
  });

  it("refuses scores off the scale, and what is no count", () => {
    expect(() => of([11])).toThrow("score must be a number from 0 to 10, got 11");
    expect(() => of([1], { floor: 20 })).toThrow("floor must be a number from 0 to 10, got 20");
    expect(() => of([1], { count: () => -1 })).toThrow("count must be a whole number, 0 or more, got -1");
    expect(() => of([1], { weight: () => 0 })).toThrow("weights must not all be 0");
    // That of a touchpoint with too few answers is none of them.
    type One = { readonly score: number };
    const few = { weight: ({ score }: One) => score, count: ({ score }: One) => 9 - score, minimumCount: 5 };
    expect(of([0, 8], few)).toMatchObject({ consistency: null, worst: null, count: 0, tooFew: [1], excluded: [0] });
    expect(() => of([1], { minimumCount: 1.5 })).toThrow("minimumCount must be a whole number");
    expect(() => touchpointConsistency([] as never, reading)).toThrow("touchpoints must be a Map of results");
  });
});

describe("a scale too narrow to square", () => {
  it("is refused", () => {
    const reading = { scale: [0, 5e-324], score: (score: number) => score, count: () => 1 } as const;
    const two = new Map([
      ["web", 0],
      ["shop", 5e-324],
    ]);
    expect(() => touchpointConsistency(two, reading)).toThrow("scale must be 1e-140 wide or more, got 5e-324");
  });
});

describe("a floor of 0", () => {
  it("is stated without its sign", () => {
    const reading = { scale: [-1, 1], score: (score: number) => score, count: () => 1 } as const;
    expect(touchpointConsistency(new Map([["web", 1]]), { ...reading, floor: -0 }).definition.floor).toBe(0);
  });
});
