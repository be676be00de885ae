import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { goldenFile } from "./golden.ts";
import {
  changedLine,
  expectPage,
  expectRefusal,
  expectValues,
  numbersIn,
  reportOf,
  root,
  printed as wellPrinted,
} from "./report.ts";

interface Group {
  readonly n: number;
  readonly closed_median_h: number;
  readonly sla_met_rate: number;
}

interface Repeats {
  readonly contacts_with_full_window: number;
  readonly first_contact_resolved: number;
  readonly fcr: number;
  readonly censored_excluded: number;
}

interface Golden {
  readonly rows: number;
  readonly status: { readonly Closed: number; readonly Open: number };
  readonly resolution: { readonly all_closed_hours: Readonly<Record<"mean" | "median" | "p90", number>> };
  readonly sla: {
    readonly met: number;
    readonly closed_with_target: number;
    readonly flag: { readonly ONTIME: number };
  };
  readonly by_type: Readonly<Record<string, Group>>;
  readonly by_channel: Readonly<Record<string, Group>>;
  readonly fcr: Readonly<Record<string, Repeats>>;
}

const requests = readFileSync(`${root}docs/examples/data/boston311_2015_sample.csv`, "utf8");
const golden = goldenFile<Golden>("boston311_sample");

const { run, lines, sectionOf, numbersOf, fileOf } = reportOf("service-report.mjs");

describe("the service report", () => {
  it("fits a page of a hundred columns, prints no value that is none, and says how it reads the clock", () => {
    expectPage(lines(), 100);
    expect(lines().join("\n")).toContain("wall clock of Boston; it is read as America/New_York");
  });

  it("has the times of the closed requests, up to the hour that clocks are changed by, and a longer median with the open", () => {
    const { mean, median, p90 } = golden.resolution.all_closed_hours;
    const printed = ["Mean of the closed", "Median of the closed", "90th percentile", "Median with the open"].map(
      (label) => numbersOf(label).at(-2)!,
    );
    for (const [place, hours] of [mean, median, p90].entries())
      expect(Math.abs(printed[place]! - hours)).toBeLessThan(1.05);
    expect(printed[3]).toBeGreaterThan(printed[1]!);
    expect(numbersOf("Closed: ").slice(0, 2)).toEqual([golden.status.Closed, golden.status.Open]);
  });

  it("has requests closed in time by each denominator, and agrees with the city's flag on every request", () => {
    const { met, closed_with_target: closed, flag } = golden.sla;
    expect(numbersOf("Of those closed")).toEqual([81, 80.2, 81.8, met, closed, golden.status.Open]);
    expect(numbersOf("Of all, not late yet").slice(3)).toEqual([flag.ONTIME, golden.rows, 0]);
    const [, , , inTime, due, pending] = numbersOf("Of those due by then");
    expect(due! + pending!).toBe(golden.rows);
    expect(inTime).toBeLessThan(met);
    expect(numbersOf("The city's own flag")).toEqual([closed, closed, golden.rows, golden.rows]);
  });

  it("has every channel and type, the largest first", () => {
    for (const [title, groups] of [
      ["BY CHANNEL", golden.by_channel],
      ["BY TYPE", golden.by_type],
    ] as const) {
      const printed = sectionOf(title).slice(2, 2 + Object.keys(groups).length);
      const expected = Object.entries(groups).sort(([, a], [, b]) => b.n - a.n);
      expected.forEach(([label, { n, closed_median_h: median, sla_met_rate: rate }], place) => {
        expect(printed[place]?.trim().startsWith(label)).toBe(true);
        const numbers = numbersIn(printed[place]?.replace(label, "").replace(/ - /g, " 0 "));
        expect(numbers[0]).toBe(n);
        expect(Math.abs(numbers[1]! - median)).toBeLessThan(1.05);
        expect(numbers[3]).toBe(Number((100 * rate).toFixed(1)));
      });
    }
  });

  it("has every month of the year, and all requests in them", () => {
    const months = sectionOf("BY MONTH").filter((line) => /^ {2}2015-\d\d /.test(line));
    expect(months).toHaveLength(12);
    expect(months.reduce((sum, line) => sum + numbersIn(line.slice(10))[0]!, 0)).toBe(golden.rows);
  });

  it("has first-contact resolution within 1, 7 and 30 days, with what cannot be known yet", () => {
    for (const days of [1, 7, 30]) {
      const found = golden.fcr[`same_property_and_type_${days}d`]!;
      const numbers = numbersIn(sectionOf("WAS ONE REQUEST").find((line) => line.trim().startsWith(`${days} day`)));
      const { first_contact_resolved: resolved, contacts_with_full_window: of, censored_excluded: pending } = found;
      expect([numbers[1], ...numbers.slice(4)]).toEqual([Number((100 * found.fcr).toFixed(1)), resolved, of, pending]);
    }
  });

  it("reads another file, however few requests there are", () => {
    const one = wellPrinted(run(fileOf("one.csv", requests.split("\n").slice(0, 2).join("\r\n"))));
    expect(one).toContain("one.csv (requests: 1)");
    expectValues(one);
  });

  const cases: [what: string, text: () => string, words: string][] = [
    ["an empty file", () => "", "bad.csv: there are no rows"],
    ["missing columns", () => requests.replace("open_dt", "opened"), "bad.csv: missing columns: open_dt"],
    ["a date that is none", () => changed(4, "2015-02-30T10:00:00"), "bad.csv: line 4: open_dt: day must be"],
    ["no moment of opening", () => changed(4, ""), "bad.csv: line 4: open_dt must not be empty"],
    [
      "a request closed before it was opened",
      () => changed(3, "2015-12-01T00:00:00"),
      "bad.csv: line 3: at of event 0",
    ],
    [
      "an unknown flag",
      () => requests.replace("ONTIME", "SOON"),
      'line 2: on_time must be "ONTIME" or "OVERDUE", got "SOON"',
    ],
  ];
  it.each(cases)("says in one line what cannot be reported: %s", (_, text, words) => {
    expectRefusal(run(fileOf("bad.csv", text())), words);
  });
});

/** The first requests with the moment of opening of one line, from 1, changed. */
function changed(number: number, moment: string): string {
  const first = requests.split("\n").slice(0, 20).join("\n");
  return changedLine(first, number, (line) => line.replace(/^(\d+),[^,]*/, `$1,${moment}`));
}
