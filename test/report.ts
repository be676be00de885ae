import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect } from "vitest";

/** The folder of the project, with a slash at its end. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** What a report printed, and how it ended. */
interface Printed {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A report of docs/examples as it was printed of its own data, and what prints it of other files. */
export interface Report {
  /** Prints the report of other files. */
  readonly run: (...files: readonly string[]) => Printed;
  /** The lines of the report of its own data. */
  readonly lines: () => readonly string[];
  /** The line that begins with some words; empty where there is none. */
  readonly lineOf: (beginning: string) => string;
  /** The lines from a title to the next empty line. */
  readonly sectionOf: (title: string) => string[];
  /** The numbers of the line that begins with some words. */
  readonly numbersOf: (beginning: string) => number[];
  /** A path in a folder that is thrown away at the end. */
  readonly pathOf: (name: string) => string;
  /** Writes a file to that folder, and tells its path. */
  readonly fileOf: (name: string, text: string) => string;
}

/** Prints a report of docs/examples before the tests of a file run. */
export function reportOf(script: string): Report {
  const run = (...files: readonly string[]) => started(`docs/examples/${script}`, ...files);
  let folder = "";
  let lines: readonly string[] = [];
  beforeAll(() => {
    // The report imports the built package by its name.
    if (!existsSync(`${root}dist/index.js`)) started("node_modules/tsup/dist/cli-default.js");
    folder = mkdtempSync(join(tmpdir(), "cx-metrics-report-"));
    lines = printed(run()).split("\n");
  }, 60_000);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const lineOf = (beginning: string) => lines.find((line) => line.trimStart().startsWith(beginning)) ?? "";
  const pathOf = (name: string) => join(folder, name);
  return {
    run,
    lines: () => lines,
    lineOf,
    sectionOf: (title) => {
      const from = lines.findIndex((line) => line.includes(title));
      return lines.slice(from, lines.indexOf("", from));
    },
    numbersOf: (beginning) => numbersIn(lineOf(beginning)),
    pathOf,
    fileOf: (name, text) => {
      writeFileSync(pathOf(name), text);
      return pathOf(name);
    },
  };
}

/** What a report printed, which must have gone well. */
export function printed({ status, stdout, stderr }: Printed): string {
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

/** Asserts that a page is as wide as it may be, and prints no value that is none. */
export function expectPage(lines: readonly string[], width: number): void {
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  expectValues(lines.join("\n"));
}

/** Asserts that a text prints no value that is none. */
export function expectValues(text: string): void {
  expect(text).not.toMatch(/NaN|Infinity|undefined|null|-0\.0\b/);
}

/** Asserts that a report refused its files, in one line with some words. */
export function expectRefusal({ status, stdout, stderr }: Printed, words: string): void {
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).toContain(words);
}

/** A text with one line, from 1, changed. */
export function changedLine(text: string, number: number, change: (line: string) => string): string {
  return text
    .split("\n")
    .map((line, index) => (index === number - 1 ? change(line) : line))
    .join("\n");
}

/** A table with one cell changed, its line from 1; no cell of it holds a comma. */
export function changedCell(table: string, number: number, column: string, value: string): string {
  const place = table.trimStart().split(/\r?\n/)[0]!.split(",").indexOf(column);
  return changedLine(table, number, (line) =>
    line
      .split(",")
      .map((old, index) => (index === place ? value : old))
      .join(","),
  );
}

/** The numbers of a line, those of its words left out. */
export function numbersIn(line = ""): number[] {
  return (line.match(/(?<![\w.])-?\d[\d,]*(?:\.\d+)?/g) ?? []).map((number) => Number(number.replaceAll(",", "")));
}

/** The sum of numbers, none of which may be missing. */
export function sum(numbers: readonly (number | undefined)[]): number {
  return numbers.reduce<number>((total, number) => total + (number ?? Number.NaN), 0);
}

function started(...parameters: readonly string[]): Printed {
  const [script, ...rest] = parameters;
  return spawnSync(process.execPath, [`${root}${script}`, ...rest], { cwd: root, encoding: "utf8" });
}
