import { linearRegression, penaltyReward } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectNear } from "../golden.ts";
import { expectPlain } from "../laws.ts";

interface Row {
  readonly a: number | null;
  readonly b: number | null;
  readonly y: number | null;
}

const reading = {
  drivers: { a: (row: Row) => row.a, b: (row: Row) => row.b },
  outcome: (row: Row) => row.y,
  lowTo: 2,
  highFrom: 5,
};
const one = { ...reading, drivers: { a: reading.drivers.a } };
const rowsOf = (...pairs: readonly (readonly [a: number, y: number])[]): Row[] =>
  pairs.map(([a, y]) => ({ a, b: null, y }));

describe("penaltyReward", () => {
  it("is the difference of means where there is one driver", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 10 }))), (pairs) => {
        const found = penaltyReward(rowsOf(...pairs), one);
        expectPlain(found);
        const of = (test: (a: number) => boolean) => pairs.filter(([a]) => test(a)).map(([, y]) => y);
        const groups = [of((a) => a <= 2), of((a) => a > 2 && a < 5), of((a) => a === 5)];
        if (found.reason !== undefined || groups.some((group) => group.length === 0)) return;
        const [low, middle, high] = groups.map((group) => group.reduce((sum, y) => sum + y, 0) / group.length);
        const [{ penalty, reward, balance }] = found.drivers as [(typeof found.drivers)[0]];
        expectNear(found.intercept, middle!, "intercept", { absolute: 1e-9 });
        expectNear(penalty.estimate, low! - middle!, "penalty", { absolute: 1e-9 });
        expectNear(reward.estimate, high! - middle!, "reward", { absolute: 1e-9 });
        expectNear(balance.estimate, low! + high! - 2 * middle!, "balance", { absolute: 1e-9 });
        // Variance of the balance: each mean has s²/n, and the middle enters twice.
        const left = groups.flatMap((group, place) => group.map((y) => (y - [low, middle, high][place]!) ** 2));
        const rest = pairs.length - 3;
        if (rest < 1) {
          expect(balance.standardError).toBe(null);
          return;
        }
        const spread = left.reduce((sum, square) => sum + square, 0) / rest;
        const error = Math.sqrt(spread * (1 / groups[0]!.length + 4 / groups[1]!.length + 1 / groups[2]!.length));
        expectNear(balance.standardError, error, "error of the balance", { absolute: 1e-7 });
      }),
    );
  });

  it("is the regression on who rated low and who rated high, limits and p-values too", () => {
    const rating = fc.integer({ min: 1, max: 5 });
    const row = fc.record<Row>({ a: rating, b: rating, y: fc.integer({ min: 0, max: 10 }) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 6, maxLength: 40 }), fc.constantFrom(0.8, 0.95), (rows, confidence) => {
        const found = penaltyReward(rows, { ...reading, confidence });
        const predictors = Object.fromEntries(
          found.drivers.flatMap(({ name, penalty, reward }) => {
            const of = reading.drivers[name as "a" | "b"];
            return [
              ...(penalty.estimate === null ? [] : [[`${name} low`, (one: Row) => Number(of(one)! <= 2)] as const]),
              ...(reward.estimate === null ? [] : [[`${name} high`, (one: Row) => Number(of(one)! >= 5)] as const]),
            ];
          }),
        );
        const fit = linearRegression(rows, { outcome: reading.outcome, predictors, confidence });
        if (found.drivers.length === 0 || fit.reason !== undefined) return;
        // A residual that is nothing but rounding has no error to be compared.
        if (fit.rSquared === null || fit.rSquared > 1 - 1e-9) return;
        for (const { name, penalty, reward } of found.drivers) {
          for (const [side, contrast] of Object.entries({ low: penalty, high: reward })) {
            const expected = fit.coefficients.find((one) => one.name === `${name} ${side}`);
            if (!expected) continue;
            for (const field of ["estimate", "standardError", "lower", "upper", "pValue"] as const) {
              expectNear(contrast[field], expected[field]!, `${name} ${side}: ${field}`, { absolute: 1e-9 });
            }
          }
        }
      }),
    );
  });

  it("tells basic, performance and excitement apart by the asymmetry", () => {
    const kindOf = (low: number, high: number, asymmetryFrom?: number) => {
      const rows = rowsOf([1, 10 + low], [1, 10 + low], [3, 10], [3, 10], [5, 10 + high], [5, 10 + high]);
      const { kind, asymmetry } = penaltyReward(rows, { ...one, asymmetryFrom }).drivers[0]!;
      return [kind, asymmetry === null ? null : Math.round(asymmetry * 1e9) / 1e9];
    };
    expect(kindOf(-3, 1)).toEqual(["basic", -0.5]);
    expect(kindOf(-1, 3)).toEqual(["excitement", 0.5]);
    expect(kindOf(-1, 1)).toEqual(["performance", 0]);
    expect(kindOf(-1, 1, 0)).toEqual(["performance", 0]);
    expect(kindOf(-3, 1, 0.6)).toEqual(["performance", -0.5]);
    expect(kindOf(-3, 0, 1)).toEqual(["basic", -1]);
    // A low rating that does good is no penalty, a high one that does harm no reward.
    expect(kindOf(2, 3)).toEqual(["excitement", 1]);
    expect(kindOf(-2, -3)).toEqual(["basic", -1]);
    expect(kindOf(2, -3)).toEqual([null, null]);
  });

  it("walks the thresholds", () => {
    const counts = (lowTo: number, highFrom: number) => {
      const rows = rowsOf([1, 3], [2, 5], [3, 7], [4, 8], [5, 9]);
      const { low, high } = penaltyReward(rows, { ...one, lowTo, highFrom }).drivers[0]!;
      return [low, high];
    };
    expect(counts(1, 5)).toEqual([1, 1]);
    expect(counts(1.99, 4.01)).toEqual([1, 1]);
    expect(counts(2, 4)).toEqual([2, 2]);
  });

  it("says why there is no penalty or reward", () => {
    const found = penaltyReward(rowsOf([3, 5], [4, 6], [5, 9], [5, 8]), one);
    expect(found.drivers[0]).toMatchObject({
      kind: null,
      asymmetry: null,
      range: null,
      penalty: { estimate: null, reason: "nobody rated it low" },
      balance: { estimate: null, reason: "nobody rated it low" },
      low: 0,
      high: 2,
    });
    expectNear(found.drivers[0]!.reward.estimate, 3, "reward");
    const all = penaltyReward(rowsOf([1, 5], [2, 6], [1, 9]), one).drivers[0]!;
    expect([all.penalty.reason, all.reward.reason]).toEqual(["everybody rated it low", "nobody rated it high"]);
    // Nobody in between: a high rating is then just no low one.
    const split = penaltyReward(rowsOf([1, 5], [2, 6], [5, 9], [5, 8]), one).drivers[0]!;
    expectNear(split.penalty.estimate, -3, "penalty");
    expect(split.reward.reason).toBe("the ratings before it determine it");
    const copy = rowsOf([1, 5], [2, 6], [3, 7], [3, 6], [5, 9], [5, 8]).map((row) => ({ ...row, b: row.a }));
    const [first, second] = penaltyReward(copy, reading).drivers;
    expect(first!.penalty.estimate).not.toBe(null);
    expect([second!.penalty.reason, second!.reward.reason]).toEqual(
      new Array(2).fill("the ratings before it determine it"),
    );
  });

  it("has no errors without a degree of freedom, and no analysis of too few rows or of one outcome", () => {
    const tight = penaltyReward(rowsOf([1, 5], [3, 6], [5, 9]), one);
    expect(tight.drivers[0]!.penalty).toEqual({
      estimate: expect.closeTo(-1, 9),
      standardError: null,
      lower: null,
      upper: null,
      pValue: null,
      reason: "no degree of freedom is left for errors",
    });
    const short = rowsOf([1, 5], [5, 6], [3, 7]).map((row, index) => ({ ...row, b: [5, 3, 1][index]! }));
    expect(penaltyReward(short, reading).reason).toBe("there are fewer complete rows than differences to tell");
    expect(penaltyReward(rowsOf([1, 5], [3, 5]), one)).toMatchObject({
      drivers: [],
      rSquared: null,
      reason: "the outcome does not vary",
    });
    expect(penaltyReward([], one)).toMatchObject({ completeness: null, reason: "there are no rows" });
    expect(penaltyReward(rowsOf([1, 5], [3, 6], [5, 9]), reading)).toMatchObject({
      completeness: 0,
      missing: 3,
      reason: '0 of 3 rows are complete, fewer than minimumCompleteness asks for; "b" is missing most',
    });
  });

  it("refuses thresholds the wrong way round, and what is no number", () => {
    expect(() => penaltyReward([], { ...one, highFrom: 2 })).toThrow("highFrom must be above lowTo, got 2");
    expect(() => penaltyReward([], { ...one, lowTo: Number.NaN })).toThrow("lowTo must be a finite number, got NaN");
    expect(() => penaltyReward([], { ...one, lowTo: undefined as never })).toThrow(TypeError);
    expect(() => penaltyReward([], { ...one, asymmetryFrom: 1.1 })).toThrow("asymmetryFrom must be");
    expect(() => penaltyReward([], { ...one, confidence: 0 })).toThrow("confidence must be");
    expect(() => penaltyReward(rowsOf([1, Number.NaN]), one)).toThrow("outcome must be a finite number");
  });
});

describe("numbers next to 0", () => {
  const reading = { drivers: { a: (row: number) => row }, lowTo: 2, highFrom: 5 } as const;

  it("takes an outcome whose squares are too small to hold for one that does not vary", () => {
    const found = penaltyReward([1, 2, 3, 4, 5, 5], { ...reading, outcome: (_, index) => index * 1e-170 });
    expectPlain(found);
    expect(found).toMatchObject({ rSquared: null, drivers: [], reason: "the outcome does not vary" });
  });

  it("states options of 0 without their sign", () => {
    const zeros = { lowTo: -0, asymmetryFrom: -0, minimumCompleteness: -0 } as const;
    expectPlain(penaltyReward([1, 2, 3], { ...reading, ...zeros, outcome: (row) => row }));
  });
});
