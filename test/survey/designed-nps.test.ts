import { designedNps, nps, npsInterval, npsIntervalAtSize, studentTailQuantile } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectLimits, expectNear, goldenCases } from "../golden.ts";
import { ghosts } from "../stats/interval-arbitraries.ts";

interface Drawn {
  readonly rating: readonly number[];
  readonly weight: readonly number[];
  readonly cluster: readonly string[];
  readonly stratum: readonly number[];
  readonly segment: readonly ("a" | "b")[];
}

interface Row {
  readonly answer: number | null;
  readonly weight: number;
  readonly cluster: string;
  readonly stratum: number;
  readonly segment: string;
}

const design = {
  value: (row: Row) => row.answer,
  weight: (row: Row) => row.weight,
  cluster: (row: Row) => row.cluster,
  stratum: (row: Row) => row.stratum,
};

describe("Net Promoter Scores of designed samples against R's survey, 19 cases", () => {
  const cases = goldenCases<
    Drawn,
    Readonly<Record<"nps" | "npsSE" | "df" | "pPromoter" | "domainA" | "domainASE" | "domainB" | "domainBSE", number>>
  >("survey_design");
  const rowsOf = ({ rating, weight, cluster, stratum, segment }: Drawn): Row[] =>
    rating.map((answer, index) => ({
      answer,
      weight: weight[index]!,
      cluster: cluster[index]!,
      stratum: stratum[index]!,
      segment: segment[index]!,
    }));

  it("has score, standard error and degrees of freedom, of all and of subgroups as domains", () => {
    for (const { id, input, expected } of cases) {
      const rows = rowsOf(input);
      const all = designedNps(rows, design);
      expectNear(all.estimate, 100 * expected.nps, id, { scale: 100 });
      expectNear(all.standardError, 100 * expected.npsSE, id, { scale: 100 });
      expectNear(all.promoterShare, expected.pPromoter, id);
      expect(all.degreesOfFreedom, id).toBe(expected.df);
      for (const [segment, score, error] of [
        ["a", expected.domainA, expected.domainASE],
        ["b", expected.domainB, expected.domainBSE],
      ] as const) {
        const some = designedNps(rows, { ...design, domain: (row) => row.segment === segment });
        expectNear(some.estimate, 100 * score, id, { scale: 100 });
        expectNear(some.standardError, 100 * error, id, { scale: 100 });
        expect(some.count + some.outside, id).toBe(rows.length);
      }
    }
    expect(cases).toHaveLength(19);
  });

  it("has the score interval at Korn and Graubard's size, from R's standard error", () => {
    for (const { id, input, expected } of cases) {
      const rows = rowsOf(input);
      const result = nps(rows, { value: (row) => row.answer, weight: (row) => row.weight });
      const people = rows.length;
      const weights = rows.map(({ weight }) => weight);
      const sum = weights.reduce((total, weight) => total + weight, 0);
      const kish = sum ** 2 / weights.reduce((total, weight) => total + weight ** 2, 0);
      const variance = result.promoterShare! + result.detractorShare! - (result.score! / 100) ** 2;
      const linearised = ((people / (people - 1)) * variance) / expected.npsSE ** 2;
      const few = studentTailQuantile(0.025, people - 1) / studentTailQuantile(0.025, expected.df);
      const size = Math.min(kish, linearised) * few ** 2;
      const all = designedNps(rows, design);
      expectNear(all.effectiveSampleSize, size, id);
      const { lower, upper } = npsIntervalAtSize(result, size);
      expectLimits(all, [lower!, upper!], id, { scale: 100 });
    }
  });
});

describe("a Net Promoter Score of a designed sample", () => {
  const row = fc.record({
    answer: fc.oneof(fc.nat({ max: 10 }), fc.constant(null)),
    weight: fc.constantFrom(0, 0.5, 1, 2.5),
    cluster: fc.constantFrom("x", "y", "z"),
    stratum: fc.constant(1),
    segment: fc.constantFrom("a", "b"),
  });
  const rows = fc.array(row, { maxLength: 40 });

  it("is the usual one without a design, and with weights alone", () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const value = (some: Row) => some.answer;
        const weight = (some: Row) => some.weight;
        for (const options of [{ value }, { value, weight }]) {
          const usual = nps(drawn, options);
          const designed = designedNps(drawn, options);
          // A row of weight 0 is left out whether or not it has an answer, which nps looks at first.
          const isOut = (some: Row) => "weight" in options && some.weight === 0;
          expect([designed.count, designed.missing, designed.excluded]).toEqual([
            usual.count,
            drawn.filter((some) => some.answer === null && !isOut(some)).length,
            drawn.filter(isOut).length,
          ]);
          if (usual.score === null) {
            expect(designed).toMatchObject({ estimate: null, lower: null, upper: null, reason: "the sample is empty" });
            continue;
          }
          expectNear(designed.estimate, usual.score, "score", { scale: 100 });
          // People without an answer count as sampled here, each a cluster by itself; there they do not.
          if (drawn.some((some) => some.answer === null)) continue;
          const { lower, upper } = npsInterval(usual);
          expectLimits(designed, [lower!, upper!], "limits", { absolute: 1e-10, relative: 1e-10 });
        }
      }),
    );
  });

  it("holds finite numbers, on the scale, whatever the design", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(0.5, 0.8, 0.95, 0.999), (drawn, confidence) => {
        const score = designedNps(drawn, { ...design, confidence, domain: (some) => some.segment === "a" });
        expect(ghosts(score)).toEqual([]);
        if (score.estimate === null) return;
        expect(score.lower! >= -100 && score.lower! <= score.estimate + 1e-9).toBe(true);
        expect(score.upper! <= 100 && score.upper! >= score.estimate - 1e-9).toBe(true);
        expect(score.count + score.missing + score.excluded + score.outside).toBe(drawn.length);
      }),
    );
  });

  it("is less sure where whole clusters think alike", () => {
    const drawn = Array.from({ length: 40 }, (_, index) => ({ answer: index % 4 < 2 ? 10 : 0, flight: index % 4 }));
    const apart = designedNps(drawn, { value: (some) => some.answer });
    const together = designedNps(drawn, { value: (some) => some.answer, cluster: (some) => some.flight });
    expect(together.effectiveSampleSize).toBeLessThan(apart.effectiveSampleSize / 5);
    expect(together.upper! - together.lower!).toBeGreaterThan(2 * (apart.upper! - apart.lower!));
  });

  it("takes scale, codes and confidence, and refuses what is none", () => {
    const value = (answer: number) => answer;
    const options = {
      value,
      scale: [1, 5],
      promotersFrom: 5,
      passivesFrom: 4,
      noAnswer: [9],
      offScale: "exclude",
    } as const;
    expect(designedNps([5, 4, 1, 5, 9, 0, 7], options)).toMatchObject({
      estimate: 25,
      count: 4,
      missing: 1,
      excluded: 2,
      promoterShare: 0.5,
      passiveShare: 0.25,
      detractorShare: 0.25,
      definition: { metric: "nps", scale: [1, 5] },
    });
    expect(() => designedNps([5, 11], { value })).toThrow(
      "answer must be a whole number from 0 to 10, got 11 at index 1",
    );
    expect(() => designedNps([5], { value, weight: () => -1 })).toThrow(/^weight must be .* got -1 at index 0$/);
    expect(() => designedNps([5], { value, confidence: 95 })).toThrow(/^confidence must be/);
    expect(() => designedNps([5, 6], { value, cluster: () => 1, stratum: (answer) => answer })).toThrow(
      /^a cluster must lie in one stratum/,
    );
  });
});
