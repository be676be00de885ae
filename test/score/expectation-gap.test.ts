import { type Expectation, expectationGap, expectationGapMetric, pearson } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itKeepsTheLaws } from "../laws.ts";

const score = fc.oneof(fc.integer({ min: 1, max: 7 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
const pairOf = (one: fc.Arbitrary<number>): fc.Arbitrary<Expectation> =>
  fc.record({
    expected: fc.option(one, { freq: 5, nil: undefined }),
    actual: fc.option(one, { freq: 5 }),
  });
const pair = pairOf(score);
/** Below 1e-70 the squares of scores times the squares of the least weights leave the doubles. */
const weighable = pairOf(score.map((one) => (Math.abs(one) < 1e-70 ? 0 : one)));
const rating = fc.integer({ min: 1, max: 7 });

itKeepsTheLaws(
  "expectationGap",
  () => expectationGapMetric({ tolerance: 0.5 }),
  { observation: pair, weighable },
  {
    headline: (result) => result.meanGap,
    foreign: [expectationGapMetric().empty()],
    jumps: ["correlation"],
    // Means of scores up to a million lie close to 0.
    slack: (pairs) =>
      pairs.reduce(
        (most, { expected, actual }) => Math.max(most, 1e-9 * Math.abs(expected ?? 0), 1e-9 * Math.abs(actual ?? 0)),
        0,
      ),
  },
);

describe("expectationGap", () => {
  it("tells exceeded, met and below at the tolerance", () => {
    const gaps = [0.6, 0.5, 0, -0.5, -0.6].map((actual) => ({ expected: 0, actual }));
    const at = (tolerance: number) => expectationGap(gaps, { tolerance });
    expect(at(0.5)).toMatchObject({
      exceeded: 1,
      met: 3,
      below: 1,
      exceededShare: 0.2,
      metShare: 0.6,
      belowShare: 0.2,
    });
    expect(at(0)).toMatchObject({ exceeded: 2, met: 1, below: 2 });
    expect(at(1)).toMatchObject({ exceeded: 0, met: 5, below: 0 });
  });

  it("does not let the rounding of decimals decide", () => {
    const at = (tolerance: number, expected: number, actual: number) =>
      expectationGap([{ expected, actual }], { tolerance });
    for (let tenth = 0; tenth <= 95; tenth++) {
      expect(at(0.5, tenth / 10, (tenth + 5) / 10)).toMatchObject({ met: 1 });
      expect(at(0.5, (tenth + 5) / 10, tenth / 10)).toMatchObject({ met: 1 });
      expect(at(0.5, tenth / 10, (tenth + 6) / 10)).toMatchObject({ exceeded: 1 });
    }
    expect(at(0.1, 1, 1.1 + 1e-9)).toMatchObject({ exceeded: 1 });
    expect(at(0, 1, 1 + 1e-12)).toMatchObject({ exceeded: 1 });
  });

  it("leaves out who did not say both, on both sides", () => {
    const half = [
      { expected: 5, actual: null },
      { expected: null, actual: 1 },
      { expected: 3, actual: 4 },
    ];
    expect(expectationGap(half)).toMatchObject({
      meanGap: 1,
      count: 1,
      missing: 2,
      expected: { mean: 3 },
      actual: { mean: 4 },
    });
  });

  it("has the correlation that Pearson's formula has", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ expected: rating, actual: rating }), { minLength: 2 }), (pairs) => {
        const [x, y] = [pairs.map(({ expected }) => expected), pairs.map(({ actual }) => actual)];
        const { correlation, meanGap } = expectationGap(pairs);
        const { estimate } = pearson(x, y);
        if (estimate === null) expect(correlation).toBe(null);
        else expect(correlation).toBeCloseTo(estimate, 9);
        expect(meanGap).toBeCloseTo(y.reduce((sum, one, index) => sum + one - x[index]!, 0) / x.length, 9);
      }),
    );
  });

  it("loses in the gap what the scores have in common", () => {
    // Equal variances and r = 0.5: (0.8 + 0.9 − 1) / (2 − 1).
    const pairs = [
      [1, 1],
      [2, 3],
      [3, 2],
    ].map(([expected, actual]) => ({ expected: expected!, actual: actual! }));
    const reliability = { expected: 0.8, actual: 0.9 };
    const found = expectationGap(pairs, { reliability });
    expect(found.correlation).toBeCloseTo(0.5, 12);
    expect(found.gapReliability).toBeCloseTo(0.7, 12);
    expect(expectationGap(pairs).gapReliability).toBe(null);
    // Variances 1 and 4, r = 0.5: (0.8 + 4 × 0.9 − 2) / (1 + 4 − 2), whatever the unit.
    for (const unit of [1, 1e-30, 1e60]) {
      const wide = pairs.map(({ expected, actual }) => ({ expected: unit * expected, actual: 2 * unit * actual }));
      expect(expectationGap(wide, { reliability }).gapReliability).toBeCloseTo(0.8, 12);
    }
    const alike = [1, 2, 3].map((one) => ({ expected: one, actual: one + 1 }));
    expect(expectationGap(alike, { reliability })).toMatchObject({ meanGap: 1, correlation: 1, gapReliability: null });
  });

  it("refuses what cannot be compared", () => {
    expect(() => expectationGap([{ expected: "4" as never, actual: 3 }])).toThrow(
      'expected must be a number of at most 1e69 in size, got "4" at index 0',
    );
    expect(() => expectationGap([{ expected: 4, actual: Number.NaN }])).toThrow("actual must be a number");
    expect(() => expectationGap([null as never])).toThrow("pair must be { expected, actual }, got null at index 0");
    expect(() => expectationGap([], { tolerance: -1 })).toThrow("tolerance must be a number, 0 or more, got -1");
    expect(() => expectationGap([], { reliability: { expected: 2, actual: 0 } })).toThrow(
      "reliability of expected must be a number from 0 to 1, got 2",
    );
  });
});

describe("a tolerance of 0", () => {
  it("is stated without its sign", () => {
    expect(expectationGap([], { tolerance: -0 }).definition.tolerance).toBe(0);
  });
});
