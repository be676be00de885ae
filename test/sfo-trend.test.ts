import { csat, mean, type Rating, rescale } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectItem, type ItemFigures, itemCodes, surveyRows } from "./airport-survey.ts";
import { expectNear, goldenFile } from "./golden.ts";

type Row = Readonly<Record<"year" | "overall_1to5_6na_0blank" | "weight", string>>;

interface Year extends ItemFigures {
  readonly rows: number;
}

const golden = goldenFile<Readonly<Record<string, Year>>>("sfo_overall_trend");
const rows = surveyRows<Row>("sfo_overall_2010_2018.csv");

/** A cell as an answer; 2017 holds the word `Blank`, 2018 `BLANK`. */
function answer({ overall_1to5_6na_0blank: cell }: Row): Rating {
  return cell.toUpperCase() === "BLANK" ? null : Number(cell);
}
const weight = (row: Row) => Number(row.weight);
const ofYear = (year: string) => rows.filter((row) => row.year === year);

describe("the airport as a whole, 2010 to 2018", () => {
  it("has every figure of the independent program, weighted where weights are", () => {
    let figures = 0;
    for (const [year, expected] of Object.entries(golden)) {
      const people = ofYear(year);
      const isWeighted = people.every((row) => row.weight !== "");
      expect(people).toHaveLength(expected.rows);
      expect(isWeighted, year).toBe(expected.weighted_mean !== undefined);
      figures += 1 + expectItem(people, answer, isWeighted ? weight : undefined, expected, year);
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
      expect(() =>
        csat(ofYear(year), { value: answer, ...itemCodes, weight: () => null as unknown as number }),
      ).toThrow(/^weight must be/);
    }
  });
});
