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
  reportOf,
  root,
  sum,
  printed as wellPrinted,
} from "./report.ts";

const survey = readFileSync(`${root}docs/examples/data/sfo_2017_survey.csv`, "utf8");
const golden = goldenFile<Golden>("sfo_2017");

interface Item {
  readonly n: number;
  readonly mean: number;
  readonly top2: number;
  readonly top2_wilson95: readonly number[];
}

interface Score {
  readonly n: number;
  readonly nps: number;
}

interface Golden {
  readonly rows: number;
  readonly netpro_histogram: Readonly<Record<string, number>>;
  readonly nps_valid_0_10: Score & Readonly<Record<"promoters" | "passives" | "detractors", number>>;
  readonly nps_weighted: Score & { readonly effective_n_kish: number };
  readonly nps_by_BAREA: Readonly<Record<string, Score>>;
  readonly nps_by_Q15PROBLEM: { readonly "1": Score; readonly "2": Score };
  readonly problem_rate_yes_over_yes_no: { readonly rate: number };
  readonly csat_items: Readonly<Record<string, Item>>;
  readonly ces_ease_1to5: Readonly<Record<"Q13GETRATE" | "Q14FIND" | "Q14PASSTHRU", Item>>;
}

const { run, lines, lineOf, sectionOf, pathOf, fileOf } = reportOf("airport-report.mjs");

describe("the airport report", () => {
  it("fits a page of a hundred columns and prints no value that is none", () => {
    expectPage(lines(), 100);
  });

  it("has the score of those who answered, without the blanks", () => {
    const { nps, n, promoters, passives, detractors } = golden.nps_valid_0_10;
    expect(lineOf("Net Promoter Score")).toContain(nps.toFixed(2));
    expect(nps.toFixed(2)).toBe("39.84");
    const [promote, pass, detract] = ["Promoters", "Passives", "Detractors"].map((label) => numbersOf(label));
    expect([promote?.at(-2), pass?.at(-2), detract?.at(-2)]).toEqual([promoters, passives, detractors]);
    expect(sum([promote?.at(-1), pass?.at(-1), detract?.at(-1)])).toBeCloseTo(100, 10);
    expect(numbersOf("Answered")).toEqual([n, 100]);
    expect(numbersOf("Blank")).toEqual([11, golden.netpro_histogram["11"]]);
    expect(numbersOf("Empty cell")).toEqual([golden.netpro_histogram[""]]);
  });

  it("has every boarding area, the lowest score first, and marks those with few answers", () => {
    const areas = Object.entries(golden.nps_by_BAREA).sort(([, a], [, b]) => a.nps - b.nps);
    const printed = sectionOf("BY BOARDING AREA").filter((line) => /^ {2}[A-G] /.test(line));
    expect(printed.map((line) => line.trim()[0])).toEqual(areas.map(([area]) => area));
    areas.forEach(([, { n, nps }], place) => {
      const numbers = numbersIn(printed[place]);
      expect(numbers[0]).toBe(Number(nps.toFixed(2)));
      expect(numbers.at(-1)).toBe(n);
      expect(sum(numbers.slice(3, 6))).toBeCloseTo(100, 10);
      expect(printed[place]?.endsWith("*")).toBe(n < 200);
    });
  });

  it("sets those with a problem beside those without", () => {
    const { "1": yes, "2": no } = golden.nps_by_Q15PROBLEM;
    expect(numbersOf("Had a problem")).toEqual([18.77, expect.any(Number), expect.any(Number), yes.n]);
    expect(numbersOf("Had none")).toEqual([43.65, expect.any(Number), expect.any(Number), no.n]);
    expect(numbersOf("With a problem less without one")[0]).toBe(Number((yes.nps - no.nps).toFixed(2)));
    expect(numbersOf("A problem:")[0]).toBe(Number((100 * golden.problem_rate_yes_over_yes_no.rate).toFixed(1)));
  });

  it("sets the weighted score beside the unweighted", () => {
    const { nps, n, effective_n_kish: size } = golden.nps_weighted;
    expect(numbersOf("Unweighted")).toEqual([39.84, expect.any(Number), expect.any(Number), n, n, 1]);
    const [score, lower, upper, ...rest] = numbersOf("Weighted");
    expect([score, ...rest]).toEqual([
      Number(nps.toFixed(2)),
      n,
      Number(size.toFixed(1)),
      Number((n / size).toFixed(2)),
    ]);
    expect(score).toBe(40.4);
    expect([lower, upper]).toEqual([expect.any(Number), expect.any(Number)]);
  });

  it("has the satisfaction of all 26 questions, the lowest first, the overall ones apart", () => {
    const byScore = (isWanted: (code: string) => boolean) =>
      Object.entries(golden.csat_items)
        .filter(([code]) => isWanted(code))
        .map(([, item]) => item)
        .sort((a, b) => a.top2 - b.top2)
        .map(({ top2, top2_wilson95: limits, mean, n }) => [
          ...[top2, ...limits].map((share: number) => Number((100 * share).toFixed(1))),
          Number(mean.toFixed(2)),
          n,
        ]);
    const printed = (title: string) =>
      sectionOf(title)
        .filter((line) => /(quality|cleanliness|safety|comparison|ease) +\d/.test(line))
        .map((line) => numbersIn(line).slice(0, 5));
    const isOverall = (code: string) => ["Q7ALL", "Q9ALL"].includes(code);
    expect(Object.keys(golden.csat_items)).toHaveLength(26);
    expect(printed("AT EVERY TOUCHPOINT")).toEqual(byScore((code) => !isOverall(code)));
    expect(printed("SATISFACTION OVERALL")).toEqual(byScore(isOverall));
  });

  it("accounts for everyone at every question: answered, not applicable, blank", () => {
    const counted = [...sectionOf("AT EVERY TOUCHPOINT"), ...sectionOf("SATISFACTION OVERALL")]
      .map((line) => numbersIn(line))
      .filter((numbers) => numbers.length === 7);
    expect(counted).toHaveLength(26);
    for (const numbers of counted) expect(sum(numbers.slice(4))).toBe(golden.rows);
  });

  it("has the three ease questions", () => {
    const printed = ["Getting to the airport", "Finding the way around", "Passing through security"].map(
      (label) => numbersIn(sectionOf("EFFORT").find((line) => line.includes(label)))[0],
    );
    const means = (["Q13GETRATE", "Q14FIND", "Q14PASSTHRU"] as const).map((code) => golden.ces_ease_1to5[code].mean);
    expect(means.map((mean) => mean.toFixed(4))).toEqual(["4.2104", "4.4133", "4.3070"]);
    expect(printed).toEqual(means.map((mean) => Number(mean.toFixed(2))));
  });

  it("ends with the definitions and what was left out", () => {
    expect(lines()).toContain("  nps: scale 0 to 10, promotersFrom 9, passivesFrom 7");
    expect(lines()).toContain("  csat: scale 1 to 5, satisfiedFrom 4, dissatisfiedTo 2, reading topBox");
    expect(lineOf("ces: scale 1 to 5")).toContain(
      "direction higher-is-easier, easyFrom 4, difficultTo 2, reading mean",
    );
    expect(lineOf("Recommendation:")).toContain("85 of 2,831");
  });

  it("is what the README shows of it", () => {
    const [, excerpt = ""] = /```text\n([^`]*)```/.exec(readFileSync(`${root}README.md`, "utf8")) ?? [];
    expect(excerpt).toContain("Net Promoter Score");
    for (const line of excerpt.split("\n")) expect(lines()).toContain(line);
  });

  it("reads another file, however few answered", () => {
    const one = wellPrinted(run(fileOf("one.csv", survey.split("\n").slice(0, 2).join("\r\n"))));
    expect(one).toContain("one.csv (people: 1)");
    expectValues(one);
  });
});

describe("a survey that cannot be reported", () => {
  const cases: [what: string, file: () => string, words: string][] = [
    ["a file that is not there", () => pathOf("nowhere.csv"), "nowhere.csv: ENOENT: no such file"],
    ["a directory", () => pathOf(""), "EISDIR"],
    ["an empty file", () => fileOf("empty.csv", ""), "empty.csv: there are no rows"],
    ["a header alone", () => fileOf("header.csv", `${survey.split("\n")[0]}\n`), "header.csv: there are no rows"],
    ["a broken quote", () => changed("quote.csv", 4, (line) => `"${line}`), "quote.csv: Quote Not Closed"],
    [
      "a row cut short",
      () => changed("short.csv", 4, () => "1,2"),
      "short.csv: Invalid Record Length: columns length is 49, got 2 on line 4",
    ],
    [
      "missing columns",
      () => changed("columns.csv", 1, (line) => line.replace("NETPRO", "NPS").replace("WEIGHT", "W")),
      "columns.csv: missing columns: NETPRO, WEIGHT",
    ],
    [
      "a word for an answer",
      () => cell("word.csv", 7, "NETPRO", "ten"),
      'word.csv: line 7: NETPRO must be a number or empty, got "ten"',
    ],
    [
      "a number with spaces",
      () => cell("spaces.csv", 9, "Q7ART", " 5"),
      'spaces.csv: line 9: Q7ART must be a number or empty, got " 5"',
    ],
    [
      "an answer off the scale",
      () => cell("off.csv", 9, "NETPRO", "12"),
      "off.csv: line 9: recommendation: answer must be a whole number from 0 to 10, got 12",
    ],
    [
      "a rating off the scale",
      () => cell("rating.csv", 2832, "Q9ALL", "7"),
      "rating.csv: line 2832: satisfaction: Q9ALL: answer must be",
    ],
    [
      "an unknown code",
      () => cell("code.csv", 5, "Q15PROBLEM", "9"),
      "code.csv: line 5: Q15PROBLEM must be a number from 0 to 3, got 9",
    ],
    ["a missing weight", () => cell("weight.csv", 2, "WEIGHT", ""), "weight.csv: line 2: weight must be"],
  ];
  it.each(cases)("says so in one line: %s", (_, file, words) => {
    expectRefusal(run(file()), words);
  });
});

/** The survey with one line, from 1, changed. */
function changed(name: string, number: number, change: (line: string) => string): string {
  return fileOf(name, changedLine(survey, number, change));
}

function cell(name: string, number: number, column: string, value: string): string {
  return fileOf(name, changedCell(survey, number, column, value));
}

function numbersOf(beginning: string): number[] {
  return numbersIn(lineOf(beginning).replace(/, \d+ to \d+ /, " "));
}
