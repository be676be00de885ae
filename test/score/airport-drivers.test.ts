import { type DriversOptions, drivers, driversInterval, importancePerformance, penaltyReward } from "cx-metrics";
import { describe, expect, it } from "vitest";
import { surveyRows } from "../airport-survey.ts";
import { expectNear, goldenFile } from "../golden.ts";

type Row = Readonly<Record<string, string>>;

const rows = surveyRows<Row>("sfo_2017_survey.csv");
const { stages } = goldenFile<{ stages: Record<string, { items: readonly string[] }> }>("sfo_2017");

const onScale = (cell: string | undefined) => (/^[1-5]$/.test(cell ?? "") ? Number(cell) : null);
/** The mean of what a person answered of a stage. */
const stage = (name: string) => (row: Row) => {
  const answers = stages[name]!.items.flatMap((item) => onScale(row[item]) ?? []);
  return answers.length === 0 ? null : answers.reduce((sum, answer) => sum + answer, 0) / answers.length;
};
const overall = {
  drivers: Object.fromEntries(Object.keys(stages).map((name) => [name, stage(name)])),
  outcome: (row: Row) => onScale(row.Q7ALL),
} satisfies DriversOptions<Row>;
const recommend = { ...overall, outcome: (row: Row) => (/^(\d|10)$/.test(row.NETPRO!) ? Number(row.NETPRO) : null) };
const weight = (row: Row) => Number(row.WEIGHT);

// Computed with NumPy: correlations, R² of all 32 subsets by solving their equations, averaged over orders of entry.
const numpy = [
  {
    of: "the airport as a whole",
    options: overall,
    count: 2213,
    rSquared: 0.5664471671712313,
    importance: [
      0.09128042615058907, 0.16069588921551148, 0.03811018251116779, 0.18009822234146391, 0.09626244695249901,
    ],
  },
  {
    of: "the airport as a whole, weighted",
    options: { ...overall, weight },
    count: 2213,
    rSquared: 0.5708114098503013,
    importance: [
      0.09234504087919745, 0.16609946769315792, 0.03992346973108101, 0.17879197311492742, 0.09365145843193749,
    ],
  },
  {
    of: "recommendation",
    options: recommend,
    count: 2240,
    rSquared: 0.35584332400682334,
    importance: [0.0593823694645602, 0.08302549633215131, 0.0783346566009183, 0.06539768387391152, 0.06970311773528202],
  },
  {
    of: "recommendation, weighted",
    options: { ...recommend, weight },
    count: 2240,
    rSquared: 0.36027044364602945,
    importance: [
      0.061986106382102085, 0.08793979723023863, 0.07354439777027601, 0.06824658857352175, 0.06855355368989102,
    ],
  },
];

describe("drivers of the airport survey of 2017", () => {
  for (const { of, options, count, rSquared, importance } of numpy) {
    it(`divide R² of ${of} among five stages as NumPy does`, () => {
      const found = drivers(rows, options);
      expect(found).toMatchObject({ count, missing: 2831 - count, dropped: [] });
      expectNear(found.completeness, count / 2831, "completeness");
      expectNear(found.rSquared, rSquared, "R²", { relative: 1e-11 });
      importance.forEach((part, place) => {
        expectNear(found.drivers[place]!.importance, part, found.drivers[place]!.name, { relative: 1e-11 });
      });
      const johnson = drivers(rows, { ...options, method: "johnson" });
      johnson.drivers.forEach((driver, place) => {
        expectNear(driver.importance, importance[place]!, driver.name, { absolute: 0.01 });
      });
    });
  }

  it("have the limits of another bootstrap, but for chance: dwell time and wayfinding lead", () => {
    const { drivers: found, unusable } = driversInterval(rows, { ...overall, seed: 2017, resamples: 500 });
    // NumPy, 3,000 samples.
    const limits = [
      [0.075, 0.1103, 3, 4],
      [0.1414, 0.1814, 1, 2],
      [0.0285, 0.0491, 5, 5],
      [0.1588, 0.2022, 1, 2],
      [0.0803, 0.1135, 3, 4],
    ];
    expect(unusable).toBe(0);
    found.forEach(({ name, importance, rank }, place) => {
      const [lower, upper, first, last] = limits[place] as [number, number, number, number];
      expectNear(importance.lower, lower, `lower limit of ${name}`, { absolute: 0.004 });
      expectNear(importance.upper, upper, `upper limit of ${name}`, { absolute: 0.004 });
      expect([rank.lower, rank.upper], name).toEqual([first, last]);
    });
    const places = importancePerformance(found).items;
    expect(places.map(({ name, quadrant }) => [name, quadrant])).toEqual([
      ["getting_there", "low priority"],
      ["wayfinding", "keep up the good work"],
      ["security", "possible overkill"],
      ["dwell", "concentrate here"],
      ["cleanliness", "possible overkill"],
    ]);
    // The mean of wayfinding lies 0.01 above that of all stages.
    expect([1, 2, 3].map((place) => places[place]!.isCertain)).toEqual([false, true, true]);
  });

  it("have penalties and rewards that go the right way", () => {
    const found = penaltyReward(rows, { ...overall, lowTo: 3, highFrom: 4.5 });
    expect(found.count).toBe(2213);
    for (const { name, penalty, reward } of found.drivers) {
      expect(penalty.estimate!, name).toBeLessThan(0);
      expect(reward.estimate!, name).toBeGreaterThan(0);
      if (name === "security") continue;
      expect(penalty.upper!, name).toBeLessThan(0);
      expect(reward.lower!, name).toBeGreaterThan(0);
    }
  });
});
