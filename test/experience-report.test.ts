import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { goldenFile } from "./golden.ts";
import {
  changedCell,
  changedLine,
  expectPage,
  expectRefusal,
  expectValues,
  numbersIn,
  printed,
  reportOf,
  root,
  sum,
} from "./report.ts";

interface Golden {
  readonly stages: Readonly<
    Record<string, { readonly respondents: number; readonly mean_of_respondent_means: number }>
  >;
  readonly experience_score_0_100: {
    readonly mean_of_stage_respondent_means_scaled: number;
    readonly mean_of_item_means_scaled: number;
  };
}

interface Year {
  readonly rows: number;
  readonly n: number;
  readonly top2: number;
  readonly top2_wilson95: readonly number[];
  readonly scaled_0_100: number;
  readonly weighted_mean?: number;
}

const data = (name: string) => readFileSync(`${root}docs/examples/data/${name}`, "utf8");
const [survey, years] = [data("sfo_2017_survey.csv"), data("sfo_overall_2010_2018.csv")];
const { stages, experience_score_0_100: scores } = goldenFile<Golden>("sfo_2017");
const trend = goldenFile<Readonly<Record<string, Year>>>("sfo_overall_trend");
const labels = new Map([
  ["getting_there", "Getting there"],
  ["wayfinding", "Wayfinding"],
  ["security", "Security"],
  ["dwell", "Dwell time"],
  ["cleanliness", "Cleanliness"],
]);

const { run, lines, lineOf, sectionOf, numbersOf, pathOf, fileOf } = reportOf("experience-report.mjs");

describe("the experience report", () => {
  it("fits a page of a hundred columns and prints no value that is none", () => {
    expectPage(lines(), 100);
    expect(lines().join("\n")).not.toMatch(/[+-]0\.00\b/);
  });

  it("has the score in both orders, within its interval", () => {
    const byStage = numbersOf("Stages alike: mean of the five stages");
    const byQuestion = numbersOf("Questions alike");
    expect([byStage[0], byQuestion[0]]).toEqual([78.05, 76.68]);
    expect(byStage[0]).toBe(to(2, scores.mean_of_stage_respondent_means_scaled));
    expect(byQuestion[0]).toBe(to(2, scores.mean_of_item_means_scaled));
    for (const [score, lower, upper] of [byStage, byQuestion]) {
      expect(score).toBeGreaterThan(lower!);
      expect(score).toBeLessThan(upper!);
    }
  });

  it("has the stages, the lowest first, whose parts sum to the score and to what it lacks", () => {
    const expected = Object.entries(stages)
      .map(([name, { mean_of_respondent_means: mean, respondents }]) => ({
        name: labels.get(name),
        score: to(2, 25 * (mean - 1)),
        respondents,
      }))
      .sort((a, b) => a.score - b.score);
    const printed = sectionOf("BY STAGE").slice(2, 7);
    expect(printed.map((line) => line.slice(2).split(/ {2,}/)[0])).toEqual(expected.map(({ name }) => name));
    const numbers = printed.map((line) => numbersIn(line.replace(/^.*?\d,?\d*\.\d/, "")));
    expect(numbers.map(([score]) => score)).toEqual(expected.map(({ score }) => score));
    expect(numbers.map((row) => row.at(-1))).toEqual(expected.map(({ respondents }) => respondents));
    expect(sum(numbers.map(([, , , brings]) => brings))).toBeCloseTo(78.05, 0);
    expect(sum(numbers.map(([, , , , lacks]) => lacks))).toBeCloseTo(100 - 78.05, 0);
    expect(lineOf("Worst stage:")).toContain("Worst stage: Dwell time.");
  });

  it("says which ranks hold, of stages and of areas", () => {
    expect(lines()).toContain("  Dwell time        5                  5   70.8        70.0 to 71.2");
    expect(lines()).toContain(
      "  G                 5             4 to 6   77.7        77.2 to 78.1   76.6 to 78.9     649",
    );
    expect(lineOf("All areas alike")).toContain("p-value 0.3348");
  });

  it("has the drivers as NumPy divides R², with their bootstrap intervals and what to do", () => {
    const section = sectionOf("WHAT GOES WITH THE RATING");
    const row = (name: string) => section.find((line) => line.startsWith(`  ${name} `)) ?? "";
    const importance = { "Dwell time": 18.0, Wayfinding: 16.1, Cleanliness: 9.6, "Getting there": 9.1, Security: 3.8 };
    for (const [name, explains] of Object.entries(importance)) {
      const [estimate, lower, upper] = numbersIn(row(name));
      expect(estimate, name).toBe(explains);
      expect(lower).toBeLessThan(explains);
      expect(upper).toBeGreaterThan(explains);
    }
    expect(row("Dwell time")).toMatch(/ concentrate here .* 1 to 2 /);
    expect(row("Wayfinding")).toContain(" keep up the good work / concentrate here ");
    expect(row("Security")).toMatch(/ possible overkill .* 5 /);
    expect(lineOf("Together the stages explain")).toContain("56.6 %");
    expect(lineOf("Of the 2,213 people")).toContain("78.2 %");
    expect(lineOf("drivers: method lmg")).toContain("seed 2017, resamples 1000");
  });

  it("tells what is taken for granted, how consistent it is, and what goes with a problem", () => {
    expect(lines()).toContain(
      "  Getting there  taken for granted     -5.5   -7.2 to -3.9     2.7     1.4 to 3.9  272    790",
    );
    expect(lineOf("stages ")).toBe(
      "  stages          Dwell time to Security                        0.916        4.2  12.0",
    );
    const section = sectionOf("WHAT GOES WITH A PROBLEM");
    expect(section[2]).toBe("  Experience score                 72.3      79.0        -6.8   -8.6 to -5.0        -6.8");
    const gaps = section.slice(3, 8).map((line) => numbersIn(line));
    expect(sum(gaps.map((gap) => gap.at(-1)))).toBeCloseTo(-6.8, 10);
    expect(gaps.map((gap) => gap[2])).toEqual(gaps.map((gap) => gap[2]).sort((a, b) => a! - b!));
    expect(lineOf("320 people had a problem")).toContain("2,358 had none; 153 did not say");
  });

  it("has every year with its intervals, weighted where weights are", () => {
    const printed = sectionOf("THE AIRPORT AS A WHOLE, 2010 TO 2018").filter((line) => /^ {2}20\d\d /.test(line));
    expect(printed).toHaveLength(9);
    Object.entries(trend).forEach(([year, expected], place) => {
      const numbers = numbersIn(printed[place]);
      const { top2, top2_wilson95: limits, scaled_0_100: score, weighted_mean: weighted } = expected;
      expect(numbers.slice(0, 5), year).toEqual([
        Number(year),
        ...[top2, ...limits].map((share) => to(1, 100 * share)),
        to(2, score),
      ]);
      if (weighted === undefined) expect(printed[place]).toMatch(/ - +- /);
      else expect(numbers[7], year).toBe(to(2, 25 * (weighted - 1)));
      expect(numbers.slice(-2), year).toEqual([expected.n, expected.rows - expected.n]);
    });
  });

  it("says what changed, and that it is not by who was asked", () => {
    expect(lines()).toContain("  Score, weighted where weights are          +0.52   0.26 to 0.64   0.0049");
    expect(lineOf("2018 less 2010, weighted")).toBe(
      "  2018 less 2010, weighted: +3.5 points (2.5 to 4.5), p-value below 0.0001",
    );
    expect(lineOf("2018 less 2017, weighted")).toContain("-0.7 points (-1.8 to 0.3)");
    expect(sectionOf("WHO WAS ASKED").find((line) => line.startsWith("  all "))).toMatch(/ \+1\.93 +0\.00$/);
  });

  it("reads another survey, however few answered, with years or without", () => {
    const one = fileOf("one.csv", survey.split("\n").slice(0, 2).join("\n"));
    const without = printed(run(one));
    expect(without).toContain("one.csv (people: 1)");
    const year = printed(run(one, fileOf("year.csv", years.split("\n").slice(0, 2).join("\n"))));
    expect(year).toContain("year.csv (people: 1, in 1 year)");
    expectValues(`${without}${year}`);
  });
});

describe("files that cannot be reported", () => {
  const cases: [what: string, files: () => string[], words: string][] = [
    ["a survey that is not there", () => [pathOf("nowhere.csv")], "nowhere.csv: ENOENT"],
    [
      "a survey without its columns",
      () => [changed("columns.csv", survey, 1, (line) => line.replace("Q7ALL", "Q7"))],
      "columns.csv: missing columns: Q7ALL",
    ],
    [
      "a rating off the scale",
      () => [cell("rating.csv", survey, 9, "Q7ART", "7")],
      "rating.csv: line 9: Q7ART must be a whole number from 0 to 6, got 7",
    ],
    [
      "an unknown code",
      () => [cell("code.csv", survey, 5, "Q15PROBLEM", "9")],
      "code.csv: line 5: Q15PROBLEM must be a number from 0 to 3, got 9",
    ],
    ["a missing weight", () => [cell("weight.csv", survey, 2, "WEIGHT", "")], "weight.csv: line 2: weight must be"],
    [
      "a rating off the scale in a year",
      () => [
        fileOf("survey.csv", survey.split("\n").slice(0, 2).join("\n")),
        cell("years.csv", years, 3, "overall_1to5_6na_0blank", "4.5"),
      ],
      "years.csv: line 3: overall_1to5_6na_0blank must be a whole number from 0 to 6, got 4.5",
    ],
    [
      "a weight that is missing in a year of weights",
      () => [
        fileOf("survey.csv", survey.split("\n").slice(0, 2).join("\n")),
        cell("gap.csv", years, 20_000, "weight", ""),
      ],
      "gap.csv: line 20000: weight must be",
    ],
    [
      "a negative weight in a year",
      () => [
        fileOf("survey.csv", survey.split("\n").slice(0, 2).join("\n")),
        cell("negative.csv", years, 28_000, "weight", "-1"),
      ],
      "negative.csv: line 28000: weight must be",
    ],
  ];
  it.each(cases)("say so in one line: %s", (_, files, words) => {
    expectRefusal(run(...files()), words);
  });
});

/** A file with one line, from 1, changed. */
function changed(name: string, text: string, number: number, change: (line: string) => string): string {
  return fileOf(name, changedLine(text, number, change));
}

function cell(name: string, text: string, number: number, column: string, value: string): string {
  return fileOf(name, changedCell(text, number, column, value));
}

function to(digits: number, value: number): number {
  return Number(value.toFixed(digits));
}
