import { johnsonWeights, linearRegression, lmgWeights, pearson } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain } from "../laws.ts";

interface Row {
  readonly y: number | null;
  readonly a: number | null;
  readonly b: number;
  readonly who: number;
}

const small = fc.integer({ min: -9, max: 9 });
const rows = fc.array(fc.record({ y: small, a: small, b: small, who: fc.nat(4) }), { maxLength: 30 });
const fitted = (data: readonly Row[]) =>
  linearRegression(data, { outcome: (r) => r.y, predictors: { a: (r) => r.a, b: (r) => r.b } });

describe("linearRegression", () => {
  it("finds a plane that is there", () => {
    const data = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => ({ y: 2 + 3 * i - 5 * (i % 3), a: i, b: i % 3, who: i }));
    const { rSquared, coefficients } = fitted(data);
    expect(rSquared).toBeCloseTo(1, 12);
    expect(coefficients.map(({ name }) => name)).toEqual(["(intercept)", "a", "b"]);
    [2, 3, -5].forEach((golden, index) => {
      expect(coefficients[index]!.estimate).toBeCloseTo(golden, 10);
    });
  });

  it("leaves rows out that are not complete, and counts them", () => {
    const data: Row[] = [
      { y: 1, a: 1, b: 2, who: 1 },
      { y: null, a: 1, b: 2, who: 1 },
      { y: 3, a: null, b: 1, who: 1 },
      { y: 4, a: 2, b: 7, who: 1 },
      { y: 2, a: 5, b: 1, who: 1 },
      { y: 2, a: 4, b: 3, who: 1 },
    ];
    expect(fitted(data)).toMatchObject({ count: 4, missing: 2, degreesOfFreedom: 1 });
  });

  it("says which predictor is determined, and when rows are too few", () => {
    const data = [1, 2, 3, 4].map((i) => ({ y: i * i, a: i, b: 2 * i + 1, who: i }));
    expect(fitted(data)).toMatchObject({
      rSquared: null,
      coefficients: [],
      reason: "b is determined by what stands before it",
    });
    expect(fitted(data.slice(0, 2)).reason).toBe("3 coefficients need as many complete rows");
    expect(fitted([]).rSquared).toBeNull();
  });

  it("takes a predictor of zeros for one that is determined", () => {
    const data = [1, 2, 3, 5].map((i) => ({ y: i, a: 0, b: i % 2, who: i }));
    expect(fitted(data).reason).toBe("a is determined by what stands before it");
  });

  it("has no R² of an outcome that does not vary", () => {
    const data = [1, 2, 3, 5].map((i) => ({ y: 4, a: i, b: i % 2, who: i }));
    const fit = fitted(data);
    expect(fit.rSquared).toBeNull();
    expectPlain(fit);
  });

  it("refuses a row of no cluster, which would make one of all of them", () => {
    const rows = [1, 2, 3, 4, 6].map((x, index) => ({ x, y: x * x, account: index < 3 ? index : undefined }));
    const read = {
      outcome: ({ y }: (typeof rows)[number]) => y,
      predictors: { x: ({ x }: (typeof rows)[number]) => x },
    };
    expect(() => linearRegression(rows, { ...read, cluster: ({ account }) => account })).toThrow(
      "cluster must be known of every row, got undefined at index 3",
    );
  });

  it("says so where doubles cannot hold a coefficient", () => {
    const rows = [0, 1, 2, 3, 4].map((x) => ({ x: x * 1e-300, y: (x * x) % 5 }));
    const { coefficients, reason } = linearRegression(rows, { outcome: ({ y }) => y, predictors: { x: ({ x }) => x } });
    expect([coefficients, reason]).toEqual([[], "a coefficient is beyond every number"]);
    const subnormal = [0, 1, 2, 3, 4].map((x) => ({ x: x * 5e-324, y: (x * x) % 5 }));
    expect(
      linearRegression(subnormal, { outcome: ({ y }) => y, predictors: { x: ({ x }) => x } }).reason,
    ).toBeDefined();
    const apart = [1, 1e140, 0, -1e140, 3].map((x, index) => ({ x, y: 1 + (index % 2) * 4e-16 }));
    const { coefficients: wide } = linearRegression(apart, { outcome: ({ y }) => y, predictors: { x: ({ x }) => x } });
    expect(Math.abs(wide[1]!.standardized!)).toBeLessThanOrEqual(1);
  });

  it("refuses what is no finite number, with the row", () => {
    const data = [{ y: 1, a: 1, b: Number.NaN, who: 1 }];
    expect(() => fitted(data)).toThrow(/^b must be a finite number .*, got NaN at index 0$/);
    expect(() => fitted([{ y: "1" as never, a: 1, b: 1, who: 1 }])).toThrow(TypeError);
    expect(() => linearRegression(3 as never, { outcome: () => 1, predictors: {} })).toThrow(TypeError);
  });
});

describe("linearRegression, properties", () => {
  it("leaves residuals that no predictor explains, and R² from 0 to 1", () => {
    fc.assert(
      fc.property(rows, (data) => {
        const fit = fitted(data);
        expectPlain(fit);
        if (fit.coefficients.length === 0) return;
        const [intercept, a, b] = fit.coefficients.map(({ estimate }) => estimate) as [number, number, number];
        const left = data.map((r) => r.y - intercept - a * r.a - b * r.b);
        for (const column of [data.map(() => 1), data.map((r) => r.a), data.map((r) => r.b)]) {
          expect(left.reduce((sum, residual, index) => sum + residual * column[index]!, 0)).toBeCloseTo(0, 8);
        }
        if (fit.rSquared !== null) expect(fit.rSquared >= 0 && fit.rSquared <= 1).toBe(true);
        for (const { varianceInflation } of fit.coefficients.slice(1))
          expect(varianceInflation).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it("is robust to clusters as the sandwich written out is", () => {
    fc.assert(
      fc.property(rows, (data) => {
        const fit = linearRegression(data, {
          outcome: (r) => r.y,
          predictors: { a: (r) => r.a },
          cluster: (r) => r.who,
        });
        expectPlain(fit);
        const clusters = [...new Set(data.map((r) => r.who))];
        if (fit.coefficients.length === 0 || clusters.length < 2 || data.length < 3) return;
        const n = data.length;
        const [intercept, slope] = fit.coefficients.map(({ estimate }) => estimate) as [number, number];
        const mean = data.reduce((sum, r) => sum + r.a, 0) / n;
        const spread = data.reduce((sum, r) => sum + (r.a - mean) ** 2, 0);
        const meat = clusters.reduce((sum, who) => {
          const own = data.filter((r) => r.who === who);
          return sum + own.reduce((dot, r) => dot + (r.a - mean) * (r.y - intercept - slope * r.a), 0) ** 2;
        }, 0);
        const g = clusters.length;
        const variance = ((g / (g - 1)) * ((n - 1) / (n - 2)) * meat) / spread ** 2;
        expect(fit.clusters).toBe(g);
        expect(fit.degreesOfFreedom).toBe(g - 1);
        expect(fit.coefficients[1]!.standardError).toBeCloseTo(Math.sqrt(variance), 8);
      }),
    );
  });
});

describe("importance", () => {
  const columns = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 8, max: 25 }))
    .chain(([p, n]) =>
      fc.array(fc.array(small, { minLength: n, maxLength: n }), { minLength: p + 1, maxLength: p + 1 }),
    );

  it("of LMG and of Johnson sums to R², and is never below 0", () => {
    fc.assert(
      fc.property(columns, ([y, ...xs]) => {
        const r = (a: number[], b: number[]) => (a === b ? 1 : pearson(a, b).estimate);
        const predictors = xs.map((a) => xs.map((b) => r(a, b)));
        const outcome = xs.map((a) => r(a, y!));
        if ([...predictors.flat(), ...outcome].some((value) => value === null)) return;
        const correlations = { predictors: predictors as number[][], outcome: outcome as number[] };
        const [lmg, johnson] = [lmgWeights(correlations), johnsonWeights(correlations)];
        const fit = linearRegression(
          y!.map((_, index) => index),
          { outcome: (i) => y![i]!, predictors: Object.fromEntries(xs.map((x, k) => [`x${k}`, (i: number) => x[i]!])) },
        );
        if (lmg === null || johnson === null || fit.rSquared === null) return;
        for (const weights of [lmg, johnson]) {
          expect(weights.every((weight) => weight >= 0)).toBe(true);
          expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(fit.rSquared, 8);
        }
      }),
    );
  });

  it("of LMG is the mean over all orders, written out", () => {
    const correlations = {
      predictors: [
        [1, 0.3, 0.2],
        [0.3, 1, -0.4],
        [0.2, -0.4, 1],
      ],
      outcome: [0.5, 0.4, 0.1],
    };
    const explained = (subset: readonly number[]): number => {
      if (subset.length === 0) return 0;
      const part = {
        predictors: subset.map((i) => subset.map((j) => correlations.predictors[i]![j]!)),
        outcome: subset.map((i) => correlations.outcome[i]!),
      };
      return johnsonWeights(part)!.reduce((sum, weight) => sum + weight, 0);
    };
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const weights = [0, 1, 2].map(
      (predictor) =>
        orders.reduce((sum, order) => {
          const before = order.slice(0, order.indexOf(predictor));
          return sum + explained([...before, predictor]) - explained(before);
        }, 0) / orders.length,
    );
    lmgWeights(correlations)!.forEach((weight, index) => {
      expect(weight).toBeCloseTo(weights[index]!, 12);
    });
  });

  it("does not exist where a predictor is determined by the others", () => {
    const correlations = {
      predictors: [
        [1, 1],
        [1, 1],
      ],
      outcome: [0.5, 0.5],
    };
    expect(lmgWeights(correlations)).toBeNull();
    expect(johnsonWeights(correlations)).toBeNull();
    expect(lmgWeights({ predictors: [], outcome: [] })).toEqual([]);
    expect(johnsonWeights({ predictors: [], outcome: [] })).toEqual([]);
  });

  it("refuses correlations that do not fit together", () => {
    for (const weights of [lmgWeights, johnsonWeights]) {
      expect(() =>
        weights({
          predictors: [
            [1, 0.2],
            [0.3, 1],
          ],
          outcome: [0, 0],
        }),
      ).toThrow(RangeError);
      expect(() => weights({ predictors: [[1]], outcome: [0, 0] })).toThrow(RangeError);
      expect(() => weights({ predictors: [[1]], outcome: [1.5] })).toThrow(RangeError);
      expect(() => weights({ predictors: [[2]], outcome: [0.5] })).toThrow(RangeError);
    }
    const many = Array.from({ length: 21 }, (_, i) => Array.from({ length: 21 }, (_, j) => Number(i === j)));
    expect(() => lmgWeights({ predictors: many, outcome: many[0]!.map(() => 0) })).toThrow(/at most 20, got 21/);
  });

  it("refuses correlations that no data have", () => {
    const impossible = {
      predictors: [
        [1, 0.9],
        [0.9, 1],
      ],
      outcome: [0.9, -0.9],
    };
    const message = /^correlations must fit together: R² must be at most 1, got 16\./;
    expect(() => lmgWeights(impossible)).toThrow(message);
    expect(() => johnsonWeights(impossible)).toThrow(message);
  });
});
