import { averageSpeedOfAnswer, averageSpeedOfAnswerMetric, durations, durationsMetric, tally } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain, expectSame, generated, itKeepsTheLaws } from "../laws.ts";
import { queuedOrNone, weighableQueued } from "./queue-arbitraries.ts";

describe("averageSpeedOfAnswer", () => {
  it("is the mean wait of those who were answered", () => {
    const calls = [
      { outcome: "answered", wait: 0 },
      { outcome: "answered", wait: 30 },
      { outcome: "abandoned", wait: 600 },
      { outcome: "waiting", wait: 900 },
      { outcome: "answered", wait: null },
      { outcome: "abandoned", wait: null },
      null,
    ] as const;
    expect(averageSpeedOfAnswer(calls, { unit: "seconds" })).toStrictEqual({
      ...durations([0, 30]),
      missing: 3,
      abandoned: 1,
      pending: 1,
      definition: { metric: "averageSpeedOfAnswer", quantiles: "type-7", precision: null, unit: "seconds" },
    });
    expect(averageSpeedOfAnswer([{ outcome: "abandoned", wait: 4 }])).toMatchObject({
      mean: null,
      count: 0,
      missing: 0,
    });
  });

  it("is the metric's, but for the quantiles", () => {
    fc.assert(
      fc.property(fc.array(queuedOrNone), (list) => {
        const exact = averageSpeedOfAnswer(generated(list));
        const metric = averageSpeedOfAnswerMetric();
        const counted = metric.read(tally(metric, list));
        expectPlain(exact);
        const { median, p90, quantileError, definition, ...rest } = counted;
        expectSame(
          { ...rest, median: exact.median, p90: exact.p90, quantileError: 0, definition: exact.definition },
          { ...exact },
        );
        expect(definition).toEqual({ metric: "averageSpeedOfAnswer", quantiles: "sketch", precision: 6, unit: null });
        const { count, abandoned, pending, missing, excluded } = exact;
        expect(count + abandoned + pending + missing + excluded).toBe(list.length);
      }),
    );
  });

  it("weighs contacts, abandoned ones of weight 0 among the excluded", () => {
    const rows = [
      { outcome: "answered", wait: 10, times: 3 },
      { outcome: "answered", wait: 50, times: 1 },
      { outcome: "abandoned", wait: 1, times: 0 },
      { outcome: "abandoned", wait: 1, times: 2 },
    ] as const;
    const expected = { mean: 20, weight: 4, count: 2, abandoned: 1, excluded: 1, missing: 0 };
    const reading = { value: (row: (typeof rows)[number]) => row, weight: (row: (typeof rows)[number]) => row.times };
    expect(averageSpeedOfAnswer(rows, reading)).toMatchObject(expected);
    const metric = averageSpeedOfAnswerMetric();
    expect(metric.read(tally(metric, rows, reading))).toMatchObject(expected);
  });

  it("refuses what is no contact, with its index, and a unit that is none", () => {
    expect(() => averageSpeedOfAnswer([null, { outcome: "answered", wait: -1 }])).toThrow(
      /^wait must .* got -1 at index 1$/,
    );
    expect(() => averageSpeedOfAnswer([{ outcome: "answered", wait: 1 }], { weight: () => -1 })).toThrow(
      /^weight must/,
    );
    expect(() => averageSpeedOfAnswerMetric({ unit: 5 as never })).toThrow(/^unit must/);
    expect(() => averageSpeedOfAnswer("abc" as never)).toThrow(/^items must be iterable/);
  });
});

itKeepsTheLaws(
  "averageSpeedOfAnswer",
  () => averageSpeedOfAnswerMetric({ unit: "seconds" }),
  { observation: queuedOrNone, weighable: weighableQueued },
  {
    headline: (result) => result.mean,
    foreign: [tally(durationsMetric({ unit: "seconds" }), []), tally(averageSpeedOfAnswerMetric(), [])],
    slack: (contacts) => 1e-12 * Math.max(0, ...contacts.flatMap((c) => (c?.wait ? [c.wait, c.wait ** 2] : []))),
    jumps: ["median", "p90"],
    maxLength: 25,
  },
);
