import { describe, expect, it } from "vitest";
import { goldenFile } from "./golden.ts";
import { expectPage, reportOf } from "./report.ts";

const { lines } = reportOf("journey-report.mjs");
const report = () => lines().join("\n");

describe("the journey report", () => {
  it("fits a page of 120 columns and prints no value that is none", () => {
    expectPage(lines(), 120);
  });

  it("has the airport's curve, station by station, and a gap after it", () => {
    const { stages } = goldenFile<{
      stages: Readonly<Record<string, { readonly respondents: number; readonly mean_of_respondent_means: number }>>;
    }>("sfo_2017");
    const found = ["Getting there", "Finding the way", "Security", "Waiting", "Cleanliness"].map(
      (label) => lines().find((line) => line.startsWith(`  ${label}`) && line.includes("#"))!,
    );
    const expected = Object.values(stages);
    expect(expected).toHaveLength(5);
    for (const [place, { respondents, mean_of_respondent_means }] of expected.entries()) {
      expect(found[place]).toMatch(
        new RegExp(`# +${mean_of_respondent_means.toFixed(2)} .* ${respondents.toLocaleString("en-US")}$`),
      );
    }
    expect(report()).toMatch(/After +\(no answers\) +- /);
  });

  it("has the city's properties, requests and switches, and says in which zone it reads them", () => {
    const { journey_by_property: city } = goldenFile<{
      journey_by_property: Readonly<Record<"journeys" | "contacts" | "transitions_total" | "same_channel", number>>;
    }>("boston311_sample");
    const whole = (count: number) => count.toLocaleString("en-US");
    expect(report()).toContain(`Properties: ${whole(city.journeys)}; requests: ${whole(city.contacts)};`);
    expect(report()).toContain(`In the same channel: ${whole(city.same_channel)} of ${whole(city.transitions_total)}`);
    expect(report()).toContain("America/New_York");
  });
});
