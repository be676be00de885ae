import { ice, paretoFront, prioritize, rice, wsjf } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "../golden.ts";
import { expectPlain } from "../laws.ts";

interface Idea {
  readonly id: string;
  readonly customer: number;
  readonly business: number;
  readonly confidence: number;
  readonly effort: number;
}

const { prioritisation: golden } = goldenFile<{
  readonly prioritisation: {
    readonly initiatives: readonly Idea[];
    readonly pareto_front: readonly string[];
    readonly score_product_over_effort: Readonly<Record<string, number>>;
    readonly rice_published_example: {
      readonly reach: number;
      readonly impact: number;
      readonly confidence: number;
      readonly effort: number;
      readonly score: number;
    };
  };
}>("journey/spec_cases");

const reading = {
  customer: (idea: Idea) => idea.customer,
  business: (idea: Idea) => idea.business,
  effort: (idea: Idea) => idea.effort,
  confidence: (idea: Idea) => idea.confidence,
};
const impact = fc.oneof(fc.nat(10), fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom(0, -0, 1e70));
const idea: fc.Arbitrary<Idea> = fc.record({
  id: fc.string(),
  customer: impact,
  business: impact,
  confidence: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1)),
  effort: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.constantFrom(1e-70, 1e70)),
});

describe("prioritize against the worked case", () => {
  it("has its front, three of four", () => {
    expect(paretoFront(golden.initiatives, reading).map(({ id }) => id)).toEqual(golden.pareto_front);
    expect(prioritize(golden.initiatives, reading).front.map(({ id }) => id)).toEqual(golden.pareto_front);
  });

  it("has its scores of product over effort, by rice, and their order under the geometric mean", () => {
    const scores = golden.initiatives.map(({ id, customer, business, confidence, effort }) => {
      const score = rice({ reach: customer, impact: business, confidence, effort });
      expectNear(score, golden.score_product_over_effort[id]!, id);
      return { id, score };
    });
    expect(scores).toHaveLength(4);
    const order = scores.sort((a, b) => b.score - a.score).map(({ id }) => id);
    const { ranking } = prioritize(golden.initiatives, { ...reading, mean: "geometric" });
    expect(ranking.map(({ item }) => item.id)).toEqual(order);
    for (const { item, impact: both } of ranking) expectNear(both ** 2, item.customer * item.business, item.id);
  });

  it("has the published RICE", () => {
    const { score, ...parts } = golden.rice_published_example;
    expectNear(rice(parts), score, "RICE");
  });
});

describe("rice, ice and wsjf", () => {
  it("are their formulas", () => {
    expect(rice({ reach: 100, impact: 3, confidence: 0.5, effort: 2 })).toBe(75);
    expect(ice({ impact: 10, confidence: 8, ease: 0.5 })).toBe(40);
    expect(wsjf({ value: 13, timeCriticality: 8, riskReduction: 3, jobSize: 8 })).toBe(3);
    expect(rice({ reach: 0, impact: 3, confidence: 0.5, effort: 2 })).toBe(0);
  });

  it("refuse effort that is not above 0, and parts that are none", () => {
    for (const effort of [0, -1, Number.NaN, Infinity, 1e-71]) {
      expect(() => rice({ reach: 1, impact: 1, confidence: 1, effort })).toThrow(/^effort must be a number from 1e-70/);
      expect(() => wsjf({ value: 1, timeCriticality: 1, riskReduction: 1, jobSize: effort })).toThrow(
        /^jobSize must be/,
      );
      expect(() => prioritize([{ effort }], { ...fixed, effort: (one) => one.effort })).toThrow(
        /^effort .* at index 0$/,
      );
    }
    expect(() => rice({ reach: 1, impact: 1, confidence: 80, effort: 1 })).toThrow(
      "confidence must be a share from 0 to 1",
    );
    expect(() => rice({ reach: "1" as never, impact: 1, confidence: 1, effort: 1 })).toThrow(TypeError);
    expect(() => ice({ impact: -1, confidence: 1, ease: 1 })).toThrow("impact must be a number from 0 to 1e70, got -1");
  });
});

const fixed = { customer: () => 1, business: () => 1, effort: () => 1 };

describe("paretoFront", () => {
  it("is whom no other one beats, by comparing all with all", () => {
    const impacts = fc.record({ customer: fc.integer({ min: -4, max: 4 }), business: fc.integer({ min: -4, max: 4 }) });
    fc.assert(
      fc.property(fc.array(impacts, { maxLength: 25 }), (items) => {
        const by = { customer: (one: Pair) => one.customer, business: (one: Pair) => one.business };
        const expected = items.filter(
          (one) =>
            !items.some(
              (other) =>
                other.customer >= one.customer &&
                other.business >= one.business &&
                (other.customer > one.customer || other.business > one.business),
            ),
        );
        expect(paretoFront(items, by)).toEqual(expected);
      }),
    );
  });

  it("refuses impacts that are no finite numbers", () => {
    const by = { customer: (one: number) => one, business: () => 0 };
    expect(() => paretoFront([1, Number.NaN], by)).toThrow(
      "customer impact must be a finite number, got NaN at index 1",
    );
    expect(() => paretoFront("ab" as never, by)).toThrow("initiatives must be iterable");
    expect(paretoFront([], by)).toEqual([]);
  });
});

interface Pair {
  readonly customer: number;
  readonly business: number;
}

describe("prioritize", () => {
  it("ranks by reach × mean impact × confidence / effort", () => {
    const { ranking, count } = prioritize(golden.initiatives, {
      ...reading,
      reach: () => 10,
      weights: { customer: 3, business: 1 },
    });
    expect(count).toBe(4);
    expect(ranking.map(({ item, rank, score }) => [item.id, rank, score])).toEqual([
      ["i2", 1, 50],
      ["i4", 2, 40],
      ["i1", 3, 27],
      ["i3", 4, 5.3125],
    ]);
  });

  it("tells which impacts are high, from the threshold on", () => {
    const { ranking } = prioritize(golden.initiatives, { ...reading, highFrom: 5 });
    const quadrants = Object.fromEntries(ranking.map(({ item, quadrant }) => [item.id, quadrant]));
    expect(quadrants).toEqual({ i1: "customer", i2: "both", i3: "business", i4: "neither" });
    expect(prioritize(golden.initiatives, reading).ranking.every(({ quadrant }) => quadrant === null)).toBe(true);
  });

  it("shows which ranks hang on the weights", () => {
    const ideas = [
      { id: "a", customer: 9, business: 1 },
      { id: "b", customer: 4.9, business: 4.9 },
      { id: "c", customer: 1, business: 8 },
    ].map((one) => ({ ...one, confidence: 1, effort: 1 }));
    const found = prioritize(ideas, reading);
    expect(found.ranking.map(({ item, bestRank, rank, worstRank }) => [item.id, bestRank, rank, worstRank])).toEqual([
      ["a", 1, 1, 3],
      ["b", 1, 2, 2],
      ["c", 1, 3, 3],
    ]);
    const firm = prioritize(ideas, { ...reading, spread: 0 });
    expect(firm.ranking.every(({ bestRank, rank, worstRank }) => bestRank === rank && worstRank === rank)).toBe(true);
    expect(firm.definition).toEqual({
      metric: "prioritize",
      weights: { customer: 1, business: 1 },
      mean: "arithmetic",
      highFrom: null,
      spread: 0,
    });
  });

  it("takes one impact alone, and leaves out the weights that would leave none", () => {
    const ideas = [
      { customer: 1, business: 9 },
      { customer: 2, business: 3 },
    ];
    const by = { customer: (one: Pair) => one.customer, business: (one: Pair) => one.business, effort: () => 1 };
    const alone = prioritize(ideas, { ...by, weights: { customer: 0, business: 2 }, spread: 1 });
    expect(alone.ranking.map(({ score, bestRank, worstRank }) => [score, bestRank, worstRank])).toEqual([
      [9, 1, 1],
      [3, 2, 2],
    ]);
    const other = prioritize(ideas, { ...by, weights: { customer: 1, business: 0 }, spread: 1, highFrom: 2 });
    expect(other.ranking.map(({ score, quadrant }) => [score, quadrant])).toEqual([
      [2, "both"],
      [1, "business"],
    ]);
    expect(other.definition).toMatchObject({ weights: { customer: 1, business: 0 }, highFrom: 2, spread: 1 });
    // With either weight at 0, the other impact decides.
    const [first] = prioritize(ideas, { ...by, spread: 1 }).ranking;
    expect([first!.bestRank, first!.worstRank]).toEqual([1, 2]);
  });

  it("gives scores one rank that only rounding sets apart, and no others", () => {
    const same = { business: () => 1, effort: () => 1, mean: "maximum" } as const;
    const ideas = [
      { customer: 1, reach: 0.3 },
      { customer: 3, reach: 0.1 },
      { customer: 1, reach: 0.3 * (1 - 1e-11) },
    ];
    expect(0.1 * 3).not.toBe(0.3);
    const { ranking } = prioritize(ideas, { ...same, customer: (one) => one.customer, reach: (one) => one.reach });
    expect(ranking.map(({ item, rank, bestRank }) => [ideas.indexOf(item), rank, bestRank])).toEqual([
      [0, 1, 1],
      [1, 1, 1],
      [2, 3, 3],
    ]);
  });

  it("gives equal scores one rank, in the order in which they came", () => {
    const { ranking } = prioritize(["x", "y", "z"], { ...fixed, customer: (one) => (one === "z" ? 5 : 1) });
    expect(ranking.map(({ item, rank }) => [item, rank])).toEqual([
      ["z", 1],
      ["x", 2],
      ["y", 2],
    ]);
  });

  it("is plain, finite and in order for any ideas, and firm where one is better in all", () => {
    const spread = fc.constantFrom(0, 0.25, 1);
    fc.assert(
      fc.property(fc.array(idea, { maxLength: 12 }), spread, fc.boolean(), (ideas, by, isGeometric) => {
        const mean = isGeometric ? "geometric" : "arithmetic";
        const found = prioritize(ideas, { ...reading, spread: by, mean });
        expectPlain(found.ranking.map(({ item: _, ...rest }) => rest));
        found.ranking.forEach((one, place) => {
          // Scores that only rounding sets apart are ties, in the order in which they came.
          expect(one.score).toBeLessThanOrEqual((found.ranking[place - 1]?.score ?? Infinity) * (1 + 1e-12));
          expect(one.bestRank).toBeLessThanOrEqual(one.rank);
          expect(one.worstRank).toBeGreaterThanOrEqual(one.rank);
          expect(one.isOnFront).toBe(found.front.includes(one.item));
          // Of twelve, each may be as good as the one before it.
          const above = (ties: number) => found.ranking.filter(({ score }) => score * (1 - ties) > one.score).length;
          expect(one.rank).toBeLessThanOrEqual(1 + above(0));
          expect(one.rank).toBeGreaterThanOrEqual(1 + above(12e-12));
        });
        expect(found.front.length > 0).toBe(ideas.length > 0);
      }),
    );
  });

  it("refuses options that are none before it reads an initiative", () => {
    const never = {
      [Symbol.iterator](): Iterator<number> {
        throw new Error("read");
      },
    };
    const make = (options: object) => () => prioritize(never, { ...fixed, ...options });
    expect(make({ weights: { customer: 0, business: 0 } })).toThrow("weights must not both be 0");
    expect(make({ weights: { customer: -1, business: 1 } })).toThrow("weight of customer must be a number from 1e-70");
    expect(make({ weights: { customer: 1 } })).toThrow("weight of business must be");
    expect(make({ spread: 2 })).toThrow("spread must be a share from 0 to 1, got 2");
    expect(make({ highFrom: -1 })).toThrow("highFrom must be a number from 0 to 1e70, got -1");
    expect(make({ mean: "median" })).toThrow("mean must be");
    expect(() => prioritize(3 as never, fixed)).toThrow("initiatives must be iterable");
    expect(() => prioritize([1], { ...fixed, customer: () => -1 })).toThrow(
      "customer impact must be a number from 0 to 1e70, got -1 at index 0",
    );
    expect(prioritize([], fixed)).toMatchObject({ ranking: [], front: [], count: 0 });
  });
});
