import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { type A11Driver, a11Drivers, mean, responseRate, roundScore } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { expectNear, goldenFile } from "../golden.ts";

type Row = Readonly<Record<string, string>>;

const read = (name: string): readonly Row[] =>
  parse(readFileSync(new URL(`../golden/data/${name}`, import.meta.url), "utf8"), { columns: true });
const responses = read("a11_vha_responses.csv");
const scores = read("a11_vha_scores.csv");

const golden = goldenFile<{
  readonly response_rate: Readonly<
    Record<
      string,
      {
        readonly respondents: number;
        readonly surveyed: number;
        readonly universe: number;
        readonly rate: number;
        readonly published_rounded: string;
        readonly surveyed_over_universe: number;
      }
    >
  >;
  readonly question: Readonly<
    Record<
      string,
      { readonly quarters: number; readonly simple_mean: number; readonly respondent_weighted_mean: number }
    >
  >;
  readonly quarter_mean_of_questions: Readonly<Record<string, { readonly questions: number; readonly mean: number }>>;
}>("a11_vha");

const DRIVERS: Readonly<Record<string, A11Driver>> = {
  Satisfaction: "satisfaction",
  "Trust / Confidence": "trust",
  "Service Effectiveness": "effectiveness",
  "Process / Ease": "ease",
  Efficiency: "efficiency",
  "Process Transparency": "transparency",
  "Helpful Employees": "helpfulness",
};

const quarterOf = (row: Row) => `${row.year}Q${row.quarter}`;
/** Thousands are set apart by commas, and some files leave cells empty: neither is a number as it stands. */
const wholeOf = (cell: string) => {
  const digits = cell.replaceAll(",", "");
  if (!/^\d+$/.test(digits)) throw new Error(`no whole number: ${cell}`);
  return Number(digits);
};
const averageOf = (row: Row) => (row.average_score === "No Data" ? null : Number(row.average_score));
const respondents = new Map(responses.map((row) => [quarterOf(row), wholeOf(row.respondents!)]));

describe("the seven drivers of the Veterans Health Administration, five quarters", () => {
  it("have these response rates, 5", () => {
    for (const row of responses) {
      const expected = golden.response_rate[quarterOf(row)]!;
      const [asked, answered] = [wholeOf(row.surveyed!), wholeOf(row.respondents!)];
      const found = responseRate({ complete: answered, nonContact: asked - answered });
      expect([found.numerator, found.denominator]).toEqual([expected.respondents, expected.surveyed]);
      expect(found.rate).toBe(expected.rate);
      expect(`${roundScore(100 * found.rate!)}%`).toBe(expected.published_rounded);
      expect(row.response_rate).toBe(expected.published_rounded);
      expect(wholeOf(row.universe!)).toBe(expected.universe);
      expect(asked / expected.universe).toBe(expected.surveyed_over_universe);
    }
    expect(responses).toHaveLength(5);
    expect(Object.keys(golden.response_rate)).toHaveLength(5);
  });

  it("have these means over quarters, of averages and of respondents, 7 each", () => {
    for (const [question, expected] of Object.entries(golden.question)) {
      const rows = scores.filter((row) => row.question === question);
      const plain = mean(rows, { value: averageOf });
      expect([plain.count, plain.count + plain.missing]).toEqual([expected.quarters, 5]);
      expectNear(plain.mean, expected.simple_mean, question);
      const weighed = mean(rows, { value: averageOf, weight: (row) => respondents.get(quarterOf(row))! });
      expectNear(weighed.mean, expected.respondent_weighted_mean, question);
    }
    expect(Object.keys(golden.question)).toHaveLength(7);
    expect(scores).toHaveLength(35);
  });

  it("have these means over drivers by a11Drivers, of people who answer as the averages say, 5 quarters", () => {
    for (const [quarter, expected] of Object.entries(golden.quarter_mean_of_questions)) {
      const rows = scores.filter((row) => quarterOf(row) === quarter && averageOf(row) !== null);
      const drivers = rows.map((row) => DRIVERS[row.question!]!);
      // A hundred people, whole answers: the average times 100 is a whole number of points.
      const people = Array.from({ length: 100 }, (_, person) => {
        const answers: Partial<Record<A11Driver, number>> = {};
        rows.forEach((row, place) => {
          const points = Math.round(100 * averageOf(row)!) - 400;
          answers[drivers[place]!] = person < points ? 5 : 4;
        });
        return answers;
      });
      const found = a11Drivers(people, { drivers });
      expect([drivers.length, found.count]).toEqual([expected.questions, 100]);
      expectNear(found.mean, expected.mean, quarter);
      for (const row of rows) {
        expectNear(found.drivers[DRIVERS[row.question!]!]?.mean, averageOf(row)!, row.question!);
      }
    }
    expect(Object.keys(golden.quarter_mean_of_questions)).toHaveLength(5);
  });

  it("asked another question under the same name: transparency changed its wording, and no row says so", () => {
    const wordings = new Set(
      scores.filter((row) => row.question === "Process Transparency").map((row) => row.description),
    );
    expect(wordings.size).toBe(2);
  });
});
