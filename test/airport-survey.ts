import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { bottomBox, csat, type Rating, ratings, shareInterval, topBox } from "cx-metrics";
import { expect } from "vitest";
import { expectNear } from "./golden.ts";

/** The rows of a survey of the airport in docs/examples/data. */
export function surveyRows<Row>(name: string): readonly Row[] {
  const file = new URL(`../docs/examples/data/${name}`, import.meta.url);
  return parse(readFileSync(file, "utf8"), { columns: true });
}

/** The codes of items from 1 to 5 that are no answers: 0, blank; 6, does not apply. */
export const itemCodes = { noAnswer: [0, 6] };

/** What an independent program found of the answers to an item from 1 to 5. */
export interface ItemFigures {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  readonly top_box: number;
  readonly top2_n: number;
  readonly top2: number;
  readonly top2_wilson95: readonly [number, number];
  readonly bottom2_n: number;
  readonly bottom2: number;
  readonly scaled_0_100: number;
  readonly weighted_mean?: number;
  readonly weighted_top2?: number;
}

/** Checks every figure of an item, the weighted ones where there is a weight; returns how many they were. */
export function expectItem<Row>(
  rows: readonly Row[],
  value: (row: Row) => Rating,
  weight: ((row: Row) => number) | undefined,
  expected: ItemFigures,
  name: string,
): number {
  let figures = 0;
  const near = (
    actual: number | null,
    figure: number | undefined,
    what: string,
    scale?: { readonly scale: number },
  ) => {
    expectNear(actual, figure!, `${name}, ${what}`, scale);
    figures++;
  };
  const answers = ratings(rows, { scale: [1, 5], value, ...itemCodes });
  const satisfied = csat(rows, { value, ...itemCodes });
  const { lower, upper } = shareInterval(satisfied.share);
  near(answers.count, expected.n, "answers");
  near(answers.mean, expected.mean, "mean");
  near(answers.standardDeviation, expected.sd, "deviation");
  near(topBox(answers, 5).rate, expected.top_box, "top box");
  near(satisfied.satisfied, expected.top2_n, "satisfied");
  near(satisfied.share.rate, expected.top2, "top two");
  near(lower, expected.top2_wilson95[0], "lower limit");
  near(upper, expected.top2_wilson95[1], "upper limit");
  near(satisfied.dissatisfied, expected.bottom2_n, "dissatisfied");
  near(bottomBox(answers, 2).rate, expected.bottom2, "bottom two");
  near(satisfied.rescaledMean, expected.scaled_0_100, "0 to 100");
  expect(satisfied.count + satisfied.missing, name).toBe(rows.length);
  expectNear(satisfied.topBox, 100 * expected.top2, name);
  expectNear(satisfied.netBox, 100 * (expected.top2 - expected.bottom2), name, { scale: 100 });
  if (!weight) return figures;
  const weighted = csat(rows, { value, weight, ...itemCodes });
  near(weighted.mean, expected.weighted_mean, "weighted mean");
  near(weighted.share.rate, expected.weighted_top2, "weighted top two");
  return figures;
}
