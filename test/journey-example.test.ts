import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { goldenFile } from "./golden.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
let report = "";

function run(script: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${root}${script}`], { cwd: root, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

beforeAll(() => {
  // The report imports the built package by its name.
  if (!existsSync(`${root}dist/index.js`)) run("node_modules/tsup/dist/cli-default.js");
  report = run("docs/examples/journey-report.mjs");
}, 60_000);

describe("the journey report", () => {
  it("fits a page of 120 columns and prints no value that is none", () => {
    expect(Math.max(...report.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(report).not.toMatch(/NaN|Infinity|undefined|null|-0\.0\b/);
  });

  it("has the airport's curve, station by station, and a gap after it", () => {
    const { stages } = goldenFile<{
      stages: Readonly<Record<string, { readonly respondents: number; readonly mean_of_respondent_means: number }>>;
    }>("sfo_2017");
    const lines = ["Getting there", "Finding the way", "Security", "Waiting", "Cleanliness"].map(
      (label) => report.split("\n").find((line) => line.startsWith(`  ${label}`) && line.includes("#"))!,
    );
    const expected = Object.values(stages);
    expect(expected).toHaveLength(5);
    for (const [place, { respondents, mean_of_respondent_means }] of expected.entries()) {
      expect(lines[place]).toMatch(
        new RegExp(`# +${mean_of_respondent_means.toFixed(2)} .* ${respondents.toLocaleString("en-US")}$`),
      );
    }
    expect(report).toMatch(/After +\(no answers\) +- /);
  });

  it("has the city's properties, requests and switches, and says in which zone it reads them", () => {
    const { journey_by_property: city } = goldenFile<{
      journey_by_property: Readonly<Record<"journeys" | "contacts" | "transitions_total" | "same_channel", number>>;
    }>("boston311_sample");
    const whole = (count: number) => count.toLocaleString("en-US");
    expect(report).toContain(`Properties: ${whole(city.journeys)}; requests: ${whole(city.contacts)};`);
    expect(report).toContain(`In the same channel: ${whole(city.same_channel)} of ${whole(city.transitions_total)}`);
    expect(report).toContain("America/New_York");
  });
});
