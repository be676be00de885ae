import * as cx from "cx-metrics";
import { describe, expect, it } from "vitest";

type Call = (...given: readonly unknown[]) => unknown;

const functions = Object.entries(cx).filter(
  (entry): entry is [string, Call & (typeof entry)[1]] => typeof entry[1] === "function",
);

const row = { at: 5, id: "a", case: "a", customer: "a", stage: "x", activity: "x", value: 3, rating: 5 };

/** What people hand in for data: nothing, the wrong kind, and what looks like data. */
const data: readonly unknown[] = [
  undefined,
  null,
  7,
  "x",
  [],
  [1, 2],
  [row, row],
  [
    [1, 2],
    [2, 1],
  ],
  {},
  new Map([
    ["a", {}],
    ["b", {}],
  ]),
  { numerator: 3, denominator: 5 },
  { promoters: 5, passives: 3, detractors: 2 },
  { top: 5, middle: 3, bottom: 2 },
  { count: 5, mean: 3, standardError: 1, standardDeviation: 2 },
];

/** What they hand in for options: none at all, or none that is one. */
const options: readonly (readonly unknown[])[] = [[], [undefined], [null], [7], ["x"], [{}]];

/** Every way to call a function with so many data that are alike, and options after them. */
function calls(): (readonly unknown[])[] {
  const alike = data.flatMap((one) => [[one], [one, one], [one, one, one]]);
  return [[], ...alike.flatMap((given) => options.map((last) => [...given, ...last]))];
}

/** Whether an error is one of ours: it says what must be. */
function isOurs(error: unknown): boolean {
  return (error instanceof RangeError || error instanceof TypeError) && /\bmust\b/.test(error.message);
}

describe("a function called with what it cannot take", () => {
  it("says what must be, and never lets the engine complain", () => {
    const all = calls();
    const complaints: string[] = [];
    for (const [name, call] of functions) {
      for (const given of all) {
        try {
          call(...given);
        } catch (error) {
          if (!isOurs(error)) complaints.push(`${name}(${given.map(String).join(", ")}): ${error}`);
        }
      }
    }
    expect(complaints).toEqual([]);
    expect(functions.length).toBeGreaterThan(400);
  });

  it("names the option that is missing", () => {
    const table: readonly (readonly [call: () => unknown, message: string])[] = [
      [() => cx.buildJourneys([], undefined as never), "asOf must be a Date"],
      [() => cx.fcr([], undefined as never), 'by must be "flag" or "survey"'],
      [() => cx.emotionCurve([], undefined as never), "model must be a stage model, got undefined"],
      [() => cx.measureByPeriod(cx.npsMetric(), [], undefined as never), "every must be"],
      [() => cx.ratings([5], null as never), "scale must be [low, high]"],
      [() => cx.aalenJohansen([], { time: () => 1 } as never), "cause must be a function, got undefined"],
      [() => cx.measure(undefined as never, []), "metric must be a metric, got undefined"],
      [() => cx.npsInterval(undefined as never), "bottom must be a whole number, 0 or more, got undefined"],
    ];
    for (const [call, message] of table) expect(call).toThrow(message);
  });

  it("takes null for options where all of them may be left out", () => {
    expect(cx.nps([10, 3], null as never)).toEqual(cx.nps([10, 3]));
    expect(cx.mean([1, 2], null as never)).toEqual(cx.mean([1, 2]));
    expect(cx.shareInterval({ numerator: 3, denominator: 5 }, null as never)).toEqual(
      cx.shareInterval({ numerator: 3, denominator: 5 }),
    );
    expect(cx.durations([1, 2], null as never)).toEqual(cx.durations([1, 2]));
    expect(cx.kaplanMeier([], null as never)).toEqual(cx.kaplanMeier([]));
  });
});
