import { meanInterval, measureBy, ratings, ratingsMetric, shrinkMeans, starRating, starRatingMetric } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOn } from "../arbitraries.ts";
import { expectNear } from "../golden.ts";
import { itKeepsTheLaws } from "../laws.ts";

const prior = { priorMean: 3.5, priorWeight: 10 };

itKeepsTheLaws(
  "starRating",
  () => starRatingMetric(prior),
  { observation: answerOn([1, 5]) },
  {
    headline: (result) => result.mean,
    jumps: ["median"],
    foreign: [ratingsMetric({ scale: [0, 5] }).empty()],
    maxLength: 15,
  },
);

describe("starRating", () => {
  it("does not let one review of five stars beat a hundred of 4.8", () => {
    const one = starRating([5], prior);
    const hundred = starRating([...new Array(80).fill(5), ...new Array(20).fill(4)], prior);
    expect(one.mean).toBeGreaterThan(hundred.mean!);
    expect(one.shrunkenMean).toBeLessThan(hundred.shrunkenMean!);
    expectNear(one.shrunkenMean, (35 + 5) / 11, "one");
    expectNear(hundred.shrunkenMean, (35 + 480) / 110, "hundred");
  });

  it("is the mean of the reviews with the prior's among them", () => {
    const stars = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(stars, fc.integer({ min: 1, max: 5 }), fc.nat(20), (list, priorMean, priorWeight) => {
        const found = starRating(list, { priorMean, priorWeight });
        const all = ratings([...list, ...new Array<number>(priorWeight).fill(priorMean)], { scale: [1, 5] });
        expectNear(found.shrunkenMean, all.mean!, "shrunken");
        expect(found.shrunkenMean).toBeGreaterThanOrEqual(Math.min(found.mean!, priorMean) - 1e-12);
        expect(found.shrunkenMean).toBeLessThanOrEqual(Math.max(found.mean!, priorMean) + 1e-12);
      }),
    );
  });

  it("has nothing to say of no reviews, and shows the distribution of some", () => {
    expect(starRating([null], prior)).toMatchObject({ mean: null, shrunkenMean: null, shares: null, missing: 1 });
    expect(starRating([5, 5, 1, null], { ...prior, priorWeight: 0 })).toMatchObject({
      shrunkenMean: 11 / 3,
      counts: [1, 0, 0, 0, 2],
      shares: [1 / 3, 0, 0, 0, 2 / 3],
      definition: { metric: "starRating", scale: [1, 5], priorMean: 3.5, priorWeight: 0 },
    });
  });

  it("weighs reviews, whose effective number stands against the prior", () => {
    const rows = [
      { stars: 5, weight: 2 },
      { stars: 5, weight: 2 },
      { stars: 2, weight: 0 },
    ];
    const of = (times: number) =>
      starRating(rows, { ...prior, value: (row) => row.stars, weight: (row) => row.weight * times }).shrunkenMean;
    expectNear(of(1), 3.5 + 1.5 * (2 / 12), "two reviews");
    expectNear(of(1000), of(1)!, "in any unit");
  });

  it("is shrunk by the products themselves through shrinkMeans", () => {
    const reviews = [
      ...[5, 5, 4, 5, 4, 5, 5, 4].map((stars) => ({ product: "many", stars })),
      ...[5, 4].map((stars) => ({ product: "few", stars })),
      ...[1, 2, 1, 3, 2, 1].map((stars) => ({ product: "poor", stars })),
    ];
    const products = measureBy(starRatingMetric(prior), reviews, (one) => one.product, { value: (one) => one.stars });
    const shrunken = shrinkMeans(products);
    expect(shrunken.segments.get("few")!.estimate).toBeLessThan(products.get("few")!.mean!);
    expect(shrunken.segments.get("poor")!.estimate).toBeGreaterThan(products.get("poor")!.mean!);
    expect(meanInterval(products.get("few")!).estimate).toBe(4.5);
  });

  it("refuses priors off the scale and weights that are none", () => {
    const make = (options: object) => () => starRatingMetric(options as never);
    for (const priorMean of [0.5, 5.5, Number.NaN, "3", undefined]) {
      expect(make({ priorMean, priorWeight: 1 })).toThrow("priorMean must be a number from 1 to 5");
    }
    for (const priorWeight of [-1, Infinity, Number.NaN, "3", undefined]) {
      expect(make({ priorMean: 3, priorWeight })).toThrow("priorWeight must be a number from 0 to 1e9");
    }
    expect(() => starRatingMetric(undefined as never)).toThrow("priorMean must be");
    expect(() => starRating([6], prior)).toThrow("answer must be a whole number from 1 to 5, got 6 at index 0");
  });
});
