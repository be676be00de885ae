import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { mean, netBox, ratingsFromCounts, ratingsMetric, roundShares, topBox } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "./golden.ts";

type Row = Readonly<Record<string, string>>;

/** Published shares of the lower, middle and upper boxes, in whole percent. */
const read = (name: string): readonly Row[] =>
  parse(readFileSync(new URL(`golden/data/${name}`, import.meta.url), "utf8"), { columns: true });
const national = read("hcahps_national_results.csv");
const states = read("hcahps_state_results.csv");

const golden = goldenFile<{
  readonly national_rows: number;
  readonly state_rows: number;
  readonly national_sum_not_100: readonly unknown[];
  readonly state_sum_not_100: Readonly<Record<string, number>>;
  readonly national_net_rating_9_10_minus_0_6: Readonly<Record<string, number>>;
  readonly national_top_box: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly national_mean_top_box_over_measures: Readonly<Record<string, number>>;
  readonly state_net_rating_latest: {
    readonly period: string;
    readonly values: Readonly<Record<string, number>>;
    readonly unweighted_mean_of_states: number;
  };
}>("hcahps");

const metric = ratingsMetric({ scale: [1, 3] });
const percents = (row: Row) =>
  ["Bottom", "Middle", "Top"].map((box) => Number(row[`${box}-box Percentage`])) as [number, number, number];
/** The three boxes of a row as a scale of three points, 100 people strong. */
const boxes = (row: Row) => metric.read(ratingsFromCounts(percents(row), { scale: [1, 3] }));
const net = (row: Row) => netBox(boxes(row), { topFrom: 3, bottomTo: 1 }).score;

describe("the hospital survey HCAHPS, 2015 to 2023", () => {
  it("has rows that sum to 100, all of them", () => {
    expect([national.length, states.length]).toEqual([golden.national_rows, golden.state_rows]);
    for (const row of [...national, ...states]) {
      expect(boxes(row).count).toBe(100);
      expect(roundShares(percents(row))).toEqual(percents(row));
    }
    expect(golden.national_sum_not_100).toEqual([]);
    expect(golden.state_sum_not_100).toEqual({ 100: 4580 });
  });

  it("has this national rating, 9 and 10 less 0 to 6: a net of boxes", () => {
    const rated = national.filter((row) => row["Measure ID"] === "H_HSP_RATING");
    const nets = Object.fromEntries(rated.map((row) => [row["Release Period"], net(row)]));
    expect(nets).toEqual(golden.national_net_rating_9_10_minus_0_6);
    expect(Object.values(nets)).toEqual([63, 64, 66, 66, 65, 65, 66, 64, 61]);
  });

  it("has these national top boxes, ten measures of nine years", () => {
    let checked = 0;
    for (const row of national) {
      const { rate } = topBox(boxes(row), 3);
      expect(100 * rate!).toBeCloseTo(golden.national_top_box[row["Measure ID"]!]![row["Release Period"]!]!, 12);
      checked++;
    }
    expect(checked).toBe(Object.values(golden.national_top_box).flatMap(Object.values).length);
    expect(checked).toBe(90);
  });

  it("has the mean top box of the ten measures", () => {
    const periods = Object.entries(golden.national_mean_top_box_over_measures);
    for (const [period, expected] of periods) {
      const rows = national.filter((row) => row["Release Period"] === period);
      expectNear(mean(rows, { value: (row) => percents(row)[2] }).mean, expected, period);
    }
    expect(periods).toHaveLength(9);
  });

  it("has the rating of every state in the latest year, and their mean", () => {
    const { period, values, unweighted_mean_of_states } = golden.state_net_rating_latest;
    const latest = states.filter((row) => row["Measure ID"] === "H_HSP_RATING" && row["Release Period"] === period);
    expect(Object.fromEntries(latest.map((row) => [row.State, net(row)]))).toEqual(values);
    expect(latest).toHaveLength(51);
    expectNear(mean(latest, { value: net }).mean, unweighted_mean_of_states, "mean of the states");
  });

  it("has no middle box where the question is yes or no", () => {
    const discharge = [...national, ...states].filter((row) => row["Measure ID"] === "H_COMP_6");
    expect(discharge).toHaveLength(9 + 458);
    expect(discharge.every((row) => percents(row)[1] === 0)).toBe(true);
  });
});
