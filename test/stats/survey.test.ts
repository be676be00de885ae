import {
  clopperPearson,
  clusteredShare,
  compareMeans,
  compareSurveyMeans,
  kornGraubard,
  mean,
  meanInterval,
  share,
  shareInterval,
  studentTailQuantile,
  surveyInterval,
  surveyMean,
  surveyRatio,
  surveyShare,
  surveyTotal,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weight as anyWeight, outcome, weighableOrNone } from "../arbitraries.ts";
import { deepFreeze, generated } from "../laws.ts";
import { confidence, ghosts } from "./interval-arbitraries.ts";

interface Row {
  readonly stratum: number;
  readonly cluster: string;
  readonly weight: number;
  readonly score: number | null;
  readonly other: number;
  readonly segment: boolean;
}

/** Rows of a sample in strata and clusters, up to six in each of up to three. */
const rows: fc.Arbitrary<Row[]> = fc.array(
  fc
    .record({
      at: fc.nat(2),
      unit: fc.nat(5),
      weight: fc.oneof(fc.double({ min: 0.1, max: 10, noNaN: true }), fc.constantFrom(0, 1)),
      score: fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: -5, max: 5 }) },
        { weight: 1, arbitrary: fc.constant(null) },
      ),
      other: fc.integer({ min: 1, max: 9 }),
      segment: fc.boolean(),
    })
    .map(({ at, unit, ...row }) => ({ ...row, stratum: at, cluster: `${at}:${unit}` })),
  { maxLength: 60 },
);
const value = (row: Row) => row.score;
const design = {
  weight: (row: Row) => row.weight,
  cluster: (row: Row) => row.cluster,
  stratum: (row: Row) => row.stratum,
};
const segment = (row: Row) => row.segment;
const near = (a: number | null, b: number | null, scale = 1) => {
  if (a === null || b === null) expect(a).toBe(b);
  else expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-11 * Math.max(scale, Math.abs(b)));
};
const sum = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0);

/** The variance of a total of one part a row, written out: strata, their clusters, deviations from the stratum's mean. */
function varianceByHand(sample: readonly Row[], partOf: (row: Row) => number, lonely: "adjust" | "certainty"): number {
  const kept = sample.filter((row) => row.weight > 0);
  const clusters = [...new Set(kept.map((row) => row.cluster))];
  const totalOf = (name: string) => sum(kept.filter((row) => row.cluster === name).map(partOf));
  const overall = sum(clusters.map(totalOf)) / clusters.length;
  return sum(
    [...new Set(kept.map((row) => row.stratum))].map((stratum) => {
      const totals = clusters.filter((name) => name.startsWith(`${stratum}:`)).map(totalOf);
      const n = totals.length;
      if (n === 1) return lonely === "adjust" ? (totals[0]! - overall) ** 2 : 0;
      return (n / (n - 1)) * sum(totals.map((total) => (total - sum(totals) / n) ** 2));
    }),
  );
}

describe("surveyMean", () => {
  it("has the mean, and the variance of its residuals, of a whole sample and of a subgroup", () => {
    fc.assert(
      fc.property(rows, fc.boolean(), fc.constantFrom("adjust", "certainty"), (sample, isPart, lonely) => {
        deepFreeze(sample);
        const found = surveyMean(sample, { ...design, value, lonely, ...(isPart && { domain: segment }) });
        const counts = (row: Row) => row.weight > 0 && row.score !== null && (!isPart || row.segment);
        const counted = sample.filter(counts);
        const whole = sum(counted.map((row) => row.weight));
        const mid = sum(counted.map((row) => (row.weight / whole) * row.score!));
        expect(ghosts(found)).toEqual([]);
        expect(found.count + found.missing + found.excluded + found.outside).toBe(sample.length);
        expect(found.count).toBe(counted.length);
        near(found.weight, whole);
        if (counted.length === 0) {
          expect(found).toMatchObject({ estimate: null, standardError: null });
          return;
        }
        near(found.estimate, mid);
        const clusters = new Set(counted.map((row) => row.cluster)).size;
        const strata = new Set(counted.map((row) => row.stratum)).size;
        expect(found).toMatchObject({ clusters, strata, degreesOfFreedom: clusters - strata });
        if (clusters === strata) {
          expect(found.standardError).toBe(null);
          return;
        }
        const partOf = (row: Row) => (counts(row) ? (row.weight / whole) * (row.score! - mid) : 0);
        near(found.standardError! ** 2, varianceByHand(sample, partOf, lonely));
        expect(found.effectiveSampleSize).toBeLessThanOrEqual(counted.length * (1 + 1e-12));
      }),
    );
  });

  it("of rows drawn one by one is the mean, its standard error and its effective size", () => {
    const weighed = fc.array(
      fc.tuple(fc.integer({ min: -9, max: 9 }), fc.double({ min: 0.01, max: 100, noNaN: true })),
      {
        minLength: 2,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(weighed, confidence, (given, sure) => {
        const options = {
          value: ([x]: readonly [number, number]) => x,
          weight: ([, w]: readonly [number, number]) => w,
        };
        const [found, known] = [surveyMean(given, options), mean(given, options)];
        near(found.estimate, known.mean);
        near(found.standardError, known.standardError);
        const [ours, theirs] = [surveyInterval(found, { confidence: sure }), meanInterval(known, { confidence: sure })];
        near(ours.lower, theirs.lower, 1e3);
        near(ours.upper, theirs.upper, 1e3);
        near(surveyMean(given, { ...options, weight: () => 1 }).designEffect ?? 1, 1);
      }),
    );
  });

  it("does not mind the order of rows, the unit of weights, or the names of clusters", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(1e-30, 7, 1e30), (sample, unit) => {
        const found = surveyMean(sample, { ...design, value });
        for (const again of [
          surveyMean(generated([...sample].reverse()), { ...design, value }),
          surveyMean(sample, { ...design, value, weight: (row) => unit * row.weight }),
          surveyMean(sample, {
            ...design,
            value,
            cluster: (row) => `of ${row.cluster}`,
            stratum: (row) => `${row.stratum}`,
          }),
        ]) {
          near(again.estimate, found.estimate);
          near(again.standardError, found.standardError);
          near(again.effectiveSampleSize, found.effectiveSampleSize);
          expect([again.count, again.clusters, again.degreesOfFreedom]).toEqual([
            found.count,
            found.clusters,
            found.degreesOfFreedom,
          ]);
        }
      }),
    );
  });

  it("answers numbers only, whatever the values and weights", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(weighableOrNone, anyWeight, fc.nat(3), fc.boolean()), { maxLength: 12 }),
        (given) => {
          type Given = (typeof given)[number];
          const options = {
            value: ([x]: Given) => x,
            weight: ([, w]: Given) => w,
            cluster: ([, , unit]: Given) => unit,
            domain: ([, , , isIn]: Given) => isIn,
          };
          const found = [
            surveyMean(given, options),
            surveyTotal(given, options),
            surveyRatio(given, {
              ...options,
              numerator: options.value,
              denominator: ([x]) => x && 1 / (1 + Math.abs(x)),
            }),
            compareSurveyMeans(given, { ...options, first: ([, , , isIn]) => isIn }),
          ];
          expect(ghosts(found)).toEqual([]);
          expect(ghosts(surveyInterval(found[0] as never))).toEqual([]);
        },
      ),
    );
  });

  it("counts the clusters of a subgroup, and of rows without a value, as sampled", () => {
    const sample = [1, 2, 3, 4].flatMap((shop) => [
      { shop, plan: shop < 3 ? "pro" : "free", score: shop % 2 },
      { shop, plan: "free", score: shop === 4 ? null : 1 },
    ]);
    const options = {
      value: (row: (typeof sample)[number]) => row.score,
      cluster: (row: (typeof sample)[number]) => row.shop,
    };
    const pro = surveyMean(sample, { ...options, domain: (row) => row.plan === "pro" });
    const alone = surveyMean(
      sample.filter((row) => row.plan === "pro"),
      options,
    );
    expect(pro).toMatchObject({ estimate: 0.5, count: 2, outside: 6, clusters: 2, degreesOfFreedom: 1 });
    // Residuals of ±¼ in two of four clusters: 4/3 · 2/16; filtered first, they are two of two: 2 · 2/16.
    expect(pro.standardError! ** 2).toBeCloseTo(1 / 6, 14);
    expect(alone.standardError! ** 2).toBeCloseTo(1 / 4, 14);
    expect(surveyMean(sample, options)).toMatchObject({ count: 7, missing: 1, clusters: 4 });
  });

  it("treats a stratum of one cluster as it is told", () => {
    const sample = [
      { country: "a", shop: 1, score: 1 },
      { country: "a", shop: 2, score: 3 },
      { country: "b", shop: 3, score: 8 },
    ];
    type Answer = (typeof sample)[number];
    const options = {
      value: (row: Answer) => row.score,
      cluster: (row: Answer) => row.shop,
      stratum: (row: Answer) => row.country,
    };
    // Residuals −1, −1/3 and 4/3: 2 · 2/9 within a; b is 4/3 away from the mean of all, 0.
    expect(surveyMean(sample, options).standardError! ** 2).toBeCloseTo(4 / 9 + 16 / 9, 14);
    expect(surveyMean(sample, { ...options, lonely: "certainty" }).standardError! ** 2).toBeCloseTo(4 / 9, 14);
    expect(() => surveyMean(sample, { ...options, lonely: "reject" })).toThrow(
      new RangeError("a stratum must have two clusters or more, got one in the stratum met as number 2"),
    );
    expect(surveyMean(sample, options)).toMatchObject({ degreesOfFreedom: 1, definition: { lonely: "adjust" } });
  });

  it("has no standard error of one cluster, and none of nobody", () => {
    const alone = surveyMean([{ x: 1 }, { x: 2 }], { value: (row) => row.x, cluster: () => "a" });
    expect(alone).toMatchObject({
      estimate: 1.5,
      standardError: null,
      degreesOfFreedom: 0,
      designEffect: null,
      effectiveSampleSize: 1,
    });
    expect(surveyInterval(alone)).toEqual({
      estimate: 1.5,
      lower: null,
      upper: null,
      confidence: 0.95,
      method: "t",
      reason: "a spread needs two clusters in a stratum",
    });
    const nobody = surveyMean([], { value: () => 1 });
    expect(nobody).toEqual({
      estimate: null,
      standardError: null,
      degreesOfFreedom: 0,
      count: 0,
      missing: 0,
      excluded: 0,
      outside: 0,
      weight: 0,
      clusters: 0,
      strata: 0,
      designEffect: null,
      effectiveSampleSize: 0,
      definition: { metric: "surveyMean", lonely: "adjust" },
    });
    expect(surveyInterval(nobody)).toMatchObject({ estimate: null, lower: null, reason: "the sample is empty" });
  });

  it("takes many rows", () => {
    const many = Array.from({ length: 200_000 }, (_, index) => index);
    const found = surveyMean(many, { value: (n) => n % 2, weight: (n) => 1 + (n % 3), cluster: (n) => n % 1000 });
    expect(found).toMatchObject({ count: 200_000, clusters: 1000 });
  });

  it("refuses what is none, with its index", () => {
    const one = [{ x: 1 }];
    const options = { value: (row: { x: unknown }) => row.x as number };
    for (const [bad, as] of [
      [Number.NaN, "NaN"],
      [Infinity, "Infinity"],
      [1e71, "1e+71"],
      ["5", '"5"'],
      [true, "true"],
    ] as const) {
      expect(() => surveyMean([{ x: 1 }, { x: bad }], options)).toThrow(
        `value must be a finite number of at most 1e+70 in size, got ${as} at index 1`,
      );
    }
    expect(() => surveyMean(one, { ...options, weight: () => -1 })).toThrow(
      /^weight must be 0 or a number .*got -1 at index 0$/,
    );
    expect(() => surveyMean(one, { ...options, weight: () => undefined as never })).toThrow(TypeError);
    expect(() => surveyMean(one, { ...options, cluster: () => null })).toThrow(
      new TypeError("cluster must be known of every row, got null at index 0"),
    );
    expect(() => surveyMean(one, { ...options, stratum: () => undefined })).toThrow(
      new TypeError("stratum must be known of every row, got undefined at index 0"),
    );
    expect(() => surveyMean(one, { ...options, domain: () => 1 as never })).toThrow(
      new RangeError("domain must be true or false, got 1 at index 0"),
    );
    expect(() => surveyMean([1, 2], { value: (x) => x, cluster: () => "a", stratum: (x) => x })).toThrow(
      new TypeError('a cluster must lie in one stratum; name it by both, got "a" at index 1'),
    );
    expect(() => surveyMean(one, { ...options, lonely: "average" as never })).toThrow(
      /^lonely must be "adjust" or "certainty" or "reject", got "average"$/,
    );
    expect(() => surveyMean(one, { ...options, confidence: 95 })).toThrow(/^confidence must be/);
    expect(() => surveyMean("rows" as never, options)).toThrow(TypeError);
    expect(() => surveyMean(one, {} as never)).toThrow(TypeError);
    expect(() => surveyInterval({ estimate: Number.NaN, standardError: 1, degreesOfFreedom: 3 })).toThrow(
      /^estimate must be/,
    );
    expect(() => surveyInterval({ estimate: 1, standardError: -1, degreesOfFreedom: 3 })).toThrow(
      /^standardError must be/,
    );
    expect(() => surveyInterval({ estimate: 1, standardError: 1, degreesOfFreedom: 0 })).toThrow(/^d/);
  });
});

describe("surveyTotal and surveyRatio", () => {
  it("have total and ratio, and the variance of their parts", () => {
    fc.assert(
      fc.property(rows, (sample) => {
        const counts = (row: Row) => row.weight > 0 && row.score !== null && row.segment;
        const counted = sample.filter(counts);
        const options = { ...design, domain: segment };
        const total = surveyTotal(sample, { ...options, value });
        const ratio = surveyRatio(sample, { ...options, numerator: value, denominator: (row) => row.other });
        expect(ghosts([total, ratio])).toEqual([]);
        if (counted.length === 0) {
          expect([total.estimate, ratio.estimate]).toEqual([null, null]);
          return;
        }
        const above = sum(counted.map((row) => row.weight * row.score!));
        const below = sum(counted.map((row) => row.weight * row.other));
        near(total.estimate, above);
        near(ratio.estimate, above / below);
        if (total.degreesOfFreedom === 0) {
          expect([total.standardError, ratio.standardError]).toEqual([null, null]);
          return;
        }
        const partOf = (row: Row) => (counts(row) ? row.weight * row.score! : 0);
        near(total.standardError! ** 2, varianceByHand(sample, partOf, "adjust"));
        const residual = (row: Row) =>
          counts(row) ? (row.weight * (row.score! - (above / below) * row.other)) / below : 0;
        near(ratio.standardError! ** 2, varianceByHand(sample, residual, "adjust"));
      }),
    );
  });

  it("of a denominator of 1 is the mean; of one that adds up to 0 does not exist", () => {
    fc.assert(
      fc.property(rows, (sample) => {
        const ratio = surveyRatio(sample, { ...design, numerator: value, denominator: () => 1 });
        const found = surveyMean(sample, { ...design, value });
        near(ratio.estimate, found.estimate);
        near(ratio.standardError, found.standardError);
      }),
    );
    const none = surveyRatio([1, -1], { numerator: () => 1, denominator: (x) => x });
    expect(none).toMatchObject({ estimate: null, standardError: null, count: 2 });
    expect(surveyRatio([1, 2], { numerator: (x) => x, denominator: (x) => (x === 1 ? null : x) })).toMatchObject({
      estimate: 1,
      count: 1,
      missing: 1,
    });
    expect(() => surveyRatio([1], { numerator: () => 1, denominator: () => Number.NaN })).toThrow(
      /^denominator must be a finite/,
    );
    expect(() => surveyTotal([1], { value: () => "1" as never })).toThrow(TypeError);
  });
});

describe("surveyShare and clusteredShare", () => {
  it("of rows drawn one by one are the share, its effective size and its interval", () => {
    const weighed = fc.array(fc.tuple(outcome, anyWeight), { maxLength: 40 });
    fc.assert(
      fc.property(weighed, (given) => {
        type Given = (typeof given)[number];
        const options = { value: ([held]: Given) => held, weight: ([, w]: Given) => w };
        const [found, known] = [surveyShare(given, options), share(given, options)];
        expect(ghosts(found)).toEqual([]);
        const { numerator, denominator, excluded, missing, pending } = known;
        expect([found.numerator, found.denominator]).toEqual([numerator, denominator]);
        // A row of weight 0 is left out, whatever its outcome.
        expect(found.missing + found.pending + found.excluded).toBe(missing + pending + excluded);
        near(found.rate, known.rate, 1e-300);
        expect(found.rate === null || (found.rate >= 0 && found.rate <= 1)).toBe(true);
        const spread = known.rate! * (1 - known.rate!);
        // A row without an outcome counts as sampled here, as in R's survey, and not at all there.
        if (denominator > 1 && spread > 1e-9 && found.missing + found.pending === 0) {
          expect(Math.abs(found.effectiveSampleSize / known.effectiveSampleSize! - 1)).toBeLessThan(1e-6);
        }
      }),
    );
  });

  it("count clusters where all rows agree, and weigh them by the mean weight of their rows", () => {
    const rowsOf = (sizes: readonly number[]) =>
      sizes.flatMap((size, customer) => Array.from({ length: size }, () => ({ customer })));
    const options = { value: () => true, cluster: (row: { customer: number }) => row.customer };
    const found = clusteredShare(rowsOf([5, 1, 1]), options);
    expect(found).toMatchObject({ rate: 1, denominator: 7, clusters: 3, designEffect: null, effectiveSampleSize: 3 });
    expect(shareInterval(found)).toEqual(shareInterval({ numerator: 3, denominator: 3 }));
    const weighed = clusteredShare(rowsOf([5, 1]), { ...options, weight: (row) => (row.customer === 0 ? 3 : 1) });
    expect(weighed.effectiveSampleSize).toBeCloseTo(16 / 10, 14);
  });

  it("allow for few clusters at the confidence that is asked for", () => {
    const contacts = [1, 1, 1, 0, 0, 1, 1, 1, 0, 1].map((solved, index) => ({
      solved: solved === 1,
      customer: index % 4,
    }));
    const options = {
      value: (row: (typeof contacts)[number]) => row.solved,
      cluster: (row: (typeof contacts)[number]) => row.customer,
    };
    const usual = clusteredShare(contacts, options);
    expect(clusteredShare(contacts, { ...options, confidence: 0.95 })).toEqual(usual);
    const strict = clusteredShare(contacts, { ...options, confidence: 0.99 });
    expect(strict.effectiveSampleSize).toBeLessThan(usual.effectiveSampleSize);
    expect({ ...strict, effectiveSampleSize: 0 }).toEqual({ ...usual, effectiveSampleSize: 0 });
  });

  it("tell pending from missing, and outside from both", () => {
    const given = [true, false, "pending", null, undefined, true] as const;
    expect(surveyShare(given, { value: (held) => held, domain: (held) => held !== undefined })).toMatchObject({
      rate: 2 / 3,
      numerator: 2,
      denominator: 3,
      pending: 1,
      missing: 1,
      outside: 1,
      excluded: 0,
      definition: { metric: "surveyShare", lonely: "adjust" },
    });
    expect(surveyShare([], { value: () => true })).toMatchObject({
      rate: null,
      effectiveSampleSize: 0,
      standardError: null,
    });
    expect(shareInterval(surveyShare([], { value: () => true })).reason).toBe("the sample is empty");
  });

  it("refuse outcomes that are none, and clusters that are not given", () => {
    expect(() => surveyShare([2], { value: (held) => held as never })).toThrow(
      new RangeError('outcome must be true, false, "pending" or null, got 2 at index 0'),
    );
    expect(() => clusteredShare([1], { value: () => true } as never)).toThrow(
      new TypeError("cluster must be a function of the row, got undefined"),
    );
    expect(() => clusteredShare([1], undefined as never)).toThrow(TypeError);
  });
});

describe("kornGraubard", () => {
  it("is the exact interval where all clusters have one share, whatever rounding leaves of their spread", () => {
    for (const pattern of [
      [0, 1],
      [1, 0, 0],
      [1, 1, 1, 0, 1, 1],
      [0, 0, 1, 0, 0, 0, 1],
    ] as const) {
      for (let clusters = 2; clusters < 20; clusters++) {
        const alike = Array.from({ length: clusters }, (_, cluster) =>
          Array.from({ length: 1 + ((cluster * 7) % 4) }, () => pattern.map((holds) => ({ cluster, holds }))).flat(),
        ).flat();
        const found = clusteredShare(alike, { value: ({ holds }) => holds, cluster: ({ cluster }) => cluster });
        expect(found.standardError).toBe(0);
        const { lower, upper } = kornGraubard(found);
        expect([lower, upper]).toEqual([clopperPearson(found).lower, clopperPearson(found).upper]);
        expect(upper! - lower!).toBeGreaterThan(1 / alike.length);
      }
    }
  });

  it("stays within 0 and 1, and is that of the clusters where all rows agree", () => {
    fc.assert(
      fc.property(rows, confidence, (sample, sure) => {
        const found = surveyShare(sample, { ...design, value: (row) => (row.score === null ? null : row.score > 0) });
        const { estimate, lower, upper } = kornGraubard(found, { confidence: sure });
        expect(estimate).toBe(found.rate);
        if (estimate === null) return;
        expect(lower! >= 0 && lower! <= upper! && upper! <= 1).toBe(true);
        expect(lower! <= estimate + 1e-12 && upper! >= estimate - 1e-12).toBe(true);
      }),
    );
    const all = clusteredShare([1, 1, 2], { value: () => 1, cluster: (customer) => customer });
    expect(kornGraubard(all).lower).toBeCloseTo(0.025 ** (1 / 2), 14);
  });

  it("is the exact interval at rate × (1 − rate) / error², less what few clusters cost", () => {
    const contacts = [1, 1, 1, 0, 0, 1, 1, 1, 0, 1].map((solved, index) => ({
      solved: solved === 1,
      customer: index % 4,
    }));
    const found = clusteredShare(contacts, { value: (row) => row.solved, cluster: (row) => row.customer });
    for (const sure of [0.8, 0.95, 0.99]) {
      const tail = (1 - sure) / 2;
      const few = (studentTailQuantile(tail, 9) / studentTailQuantile(tail, 3)) ** 2;
      const effectiveSampleSize = ((0.7 * 0.3) / found.standardError! ** 2) * few;
      const expected = clopperPearson(
        { numerator: 7, denominator: 10, rate: 0.7, effectiveSampleSize },
        { confidence: sure },
      );
      const { lower, upper } = kornGraubard(found, { confidence: sure });
      near(lower, expected.lower);
      near(upper, expected.upper);
    }
  });

  it("does not exist of an empty sample, and refuses errors that are none", () => {
    const nobody = surveyShare([], { value: () => true });
    expect(kornGraubard(nobody)).toMatchObject({ estimate: null, reason: "the sample is empty" });
    const some = surveyShare([1, 0, 1], { value: (x) => x as 0 | 1 });
    expect(() => kornGraubard({ ...some, standardError: Number.NaN })).toThrow(RangeError);
    expect(() => kornGraubard({ numerator: 1, denominator: 2 } as never)).toThrow(
      new TypeError("standardError must be a number, 0 or more, got undefined"),
    );
    expect(kornGraubard({ ...some, standardError: 1e-300 }).estimate).toBe(2 / 3);
  });
});

describe("compareSurveyMeans", () => {
  it("of people asked twice is the t test of their differences", () => {
    const people = fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 10 })), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(people, confidence, (answers, sure) => {
        const given = answers.flatMap(([before, after], who) => [
          { who, wave: 1, score: before },
          { who, wave: 2, score: after },
        ]);
        const found = compareSurveyMeans(given, {
          value: (row) => row.score,
          cluster: (row) => row.who,
          first: (row) => row.wave === 2,
          confidence: sure,
        });
        const differences = mean(answers.map(([before, after]) => after - before));
        near(found.difference, differences.mean);
        if (differences.standardError! < 1e-9) return;
        const expected = compareMeans(differences, { count: 1e9, mean: 0, standardError: 0 }, { confidence: sure });
        near(found.lower, expected.lower, 1e3);
        near(found.upper, expected.upper, 1e3);
        expect(Math.abs(found.pValue! - expected.pValue!)).toBeLessThan(1e-9);
      }),
    );
  });

  it("is the difference of the two domains, and less sure than either only by what they share", () => {
    fc.assert(
      fc.property(rows, (sample) => {
        const found = compareSurveyMeans(sample, { ...design, value, first: segment });
        const [one, other] = [segment, (row: Row) => !row.segment].map((domain) =>
          surveyMean(sample, { ...design, value, domain }),
        );
        expect(ghosts(found)).toEqual([]);
        if (found.difference === null) {
          expect(found.reason).toBe("a group is empty");
          expect(Math.min(one!.count, other!.count)).toBe(0);
          return;
        }
        near(found.difference, one!.estimate! - other!.estimate!);
        const turned = compareSurveyMeans(sample, { ...design, value, first: (row) => !row.segment });
        near(turned.difference, -found.difference);
        near(turned.pValue, found.pValue);
        if (found.lower === null || one!.standardError === null || other!.standardError === null) return;
        const width = (found.upper! - found.lower) / 2;
        const { upper, estimate } = surveyInterval({
          estimate: 0,
          standardError: one!.standardError + other!.standardError,
          degreesOfFreedom: Math.max(
            1,
            new Set(sample.filter((row) => row.weight > 0 && row.score !== null).map((row) => row.cluster)).size -
              new Set(sample.filter((row) => row.weight > 0 && row.score !== null).map((row) => row.stratum)).size,
          ),
        });
        expect(width).toBeLessThanOrEqual((upper! - estimate!) * (1 + 1e-9) + 1e-9);
      }),
    );
  });

  it("has no limits where every cluster differs alike, whatever rounding leaves", () => {
    for (const [first, second] of [
      [4, 5],
      [0.3, 0.1],
      [0.7, 0],
    ] as const) {
      for (let sizes = 2; sizes < 40; sizes++) {
        const rows = Array.from({ length: sizes }, (_, cluster) =>
          [first, second, second].map((score, place) => ({ cluster, score, wave: place })),
        ).flatMap((cluster, size) => new Array(1 + (size % 4)).fill(cluster).flat()) as {
          cluster: number;
          score: number;
          wave: number;
        }[];
        const comparison = compareSurveyMeans(rows, {
          value: (row) => row.score,
          first: (row) => row.wave === 0,
          cluster: (row) => row.cluster,
        });
        expect(comparison).toMatchObject({ lower: null, upper: null, pValue: null, reason: "nothing varies" });
        expect(comparison.difference).toBeCloseTo(first - second, 14);
      }
    }
  });

  it("has no limits where a group is empty, or nothing varies, and takes a second group of its own", () => {
    const given = [1, 1, 2, 2, 3].map((wave) => ({ wave, score: 5 }));
    const options = {
      value: (row: (typeof given)[number]) => row.score,
      first: (row: (typeof given)[number]) => row.wave === 1,
    };
    const none = { lower: null, upper: null, pValue: null, confidence: 0.95, method: "survey-t" };
    expect(compareSurveyMeans(given, options)).toEqual({ difference: 0, ...none, reason: "nothing varies" });
    expect(compareSurveyMeans(given, { ...options, second: (row) => row.wave === 9 })).toEqual({
      difference: null,
      ...none,
      reason: "a group is empty",
    });
    expect(compareSurveyMeans(given, { ...options, cluster: () => "all" })).toEqual({
      difference: 0,
      ...none,
      reason: "a spread needs two clusters in a stratum",
    });
    expect(() => compareSurveyMeans(given, { value: () => 1 } as never)).toThrow(TypeError);
    expect(() => compareSurveyMeans(given, { ...options, first: () => 1 as never })).toThrow(/must be true or false/);
  });
});

describe("limits beyond all numbers", () => {
  it("are none", () => {
    expect(surveyInterval({ estimate: 1, standardError: 1e308, degreesOfFreedom: 1 })).toEqual({
      estimate: 1,
      lower: null,
      upper: null,
      confidence: 0.95,
      method: "t",
      reason: "the limits are too large for numbers",
    });
  });
});
