import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { bottomBox, csat, mean, type Rating, ratings, rescale, shareInterval, topBox } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "./golden.ts";

type Row = Readonly<Record<"year" | "overall_1to5_6na_0blank" | "weight", string>>;

interface Year {
  readonly rows: number;
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

const golden = goldenFile<Readonly<Record<string, Year>>>("sfo_overall_trend");
const file = new URL("../docs/examples/data/sfo_overall_2010_2018.csv", import.meta.url);
const rows: readonly Row[] = parse(readFileSync(file, "utf8"), { columns: true });

/** A cell as an answer; 2017 holds the word `Blank`, 2018 `BLANK`. */
function answer({ overall_1to5_6na_0blank: cell }: Row): Rating {
  return cell.toUpperCase() === "BLANK" ? null : Number(cell);
}
const weight = (row: Row) => Number(row.weight);
const codes = { value: answer, noAnswer: [0, 6] };
const ofYear = (year: string) => rows.filter((row) => row.year === year);

describe("the airport as a whole, 2010 to 2018", () => {
  it("has every figure of the independent program, weighted where weights are", () => {
    let figures = 0;
    const near = (actual: number | null | undefined, expected: number, what: string) => {
      expectNear(actual, expected, what);
      figures++;
    };
    for (const [year, expected] of Object.entries(golden)) {
      const people = ofYear(year);
      const answers = ratings(people, { scale: [1, 5], ...codes });
      const satisfied = csat(people, codes);
      const { lower, upper } = shareInterval(satisfied.share);
      near(people.length, expected.rows, `${year}, rows`);
      near(answers.count, expected.n, `${year}, answers`);
      near(answers.mean, expected.mean, `${year}, mean`);
      near(answers.standardDeviation, expected.sd, `${year}, deviation`);
      near(topBox(answers, 5).rate, expected.top_box, `${year}, top box`);
      near(satisfied.satisfied, expected.top2_n, `${year}, satisfied`);
      near(satisfied.share.rate, expected.top2, `${year}, top two`);
      near(lower, expected.top2_wilson95[0], `${year}, lower limit`);
      near(upper, expected.top2_wilson95[1], `${year}, upper limit`);
      near(satisfied.dissatisfied, expected.bottom2_n, `${year}, dissatisfied`);
      near(bottomBox(answers, 2).rate, expected.bottom2, `${year}, bottom two`);
      near(satisfied.rescaledMean, expected.scaled_0_100, `${year}, 0 to 100`);
      const isWeighted = people.every((row) => row.weight !== "");
      expect(isWeighted, year).toBe(expected.weighted_mean !== undefined);
      if (!isWeighted) continue;
      const weighted = csat(people, { ...codes, weight });
      near(weighted.mean, expected.weighted_mean!, `${year}, weighted mean`);
      near(weighted.share.rate, expected.weighted_top2!, `${year}, weighted top two`);
    }
    expect(Object.keys(golden)).toHaveLength(9);
    expect(figures).toBe(122);
  });

  it("has the same rescaled mean of ratings rescaled one by one", () => {
    for (const [year, { scaled_0_100: score }] of Object.entries(golden)) {
      const onScale = (row: Row) => (/^[1-5]$/.test(row.overall_1to5_6na_0blank) ? answer(row)! : null);
      const points = mean(ofYear(year), { value: (row) => rescale(onScale(row), { from: [1, 5] }) });
      expectNear(points.mean, score, year);
    }
  });

  it("has no weights in 2011 and 2012, and refuses to make a weighted score of them", () => {
    for (const year of ["2011", "2012"]) {
      expect(ofYear(year).every((row) => row.weight === "")).toBe(true);
      expect(() => csat(ofYear(year), { ...codes, weight: () => null as unknown as number })).toThrow(
        /^weight must be/,
      );
    }
  });
});
