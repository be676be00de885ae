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
const options: readonly (readonly unknown[])[] = [
  [],
  [undefined],
  [null],
  [7],
  ["x"],
  [{}],
  [{ value: "value" }],
  [{ weight: 3 }],
];

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
      [() => cx.npsInterval(undefined as never), "promoters must be a whole number, 0 or more, got undefined"],
    ];
    for (const [call, message] of table) expect(call).toThrow(message);
  });

  it("names what it was to read by, or from", () => {
    const rows: readonly never[] = [{ at: 1 } as never];
    const key = () => "a";
    const at = () => 1;
    const days = { every: "day", timeZone: "UTC" } as const;
    const bands = { bands: ["low"], within: 1, asOf: 5 } as const;
    const table: readonly (readonly [call: () => unknown, message: string])[] = [
      [() => cx.followedWithin(rows, { key, within: 1, asOf: 5 } as never), "at must be a function, got undefined"],
      [() => cx.followedWithin(rows, { at, within: 1, asOf: 5 } as never), "key must be a function, got undefined"],
      [() => cx.repeatContacts(rows, { customer: key, within: 1, asOf: 5 } as never), "at must be a function"],
      [() => cx.fcr(rows, { by: "repeat", at, within: 1, asOf: 5 } as never), "customer must be a function"],
      [() => cx.fcr(rows, { by: "replies", touches: "exactly-1" } as never), "replies must be a function"],
      [() => cx.queuedContacts(rows, { queued: at, asOf: 5 } as never), "answered must be a function"],
      [() => cx.measureByPeriod(cx.npsMetric(), rows, days as never), "at must be a function"],
      [() => cx.rolling(cx.npsMetric(), rows, { ...days, periods: 2 } as never), "at must be a function"],
      [() => cx.lifecycle(rows, { ...days, at, asOf: 5 } as never), "customer must be a function"],
      [
        () => cx.retention(rows, { origin: "rolling", periods: 1, customer: key, asOf: 5 } as never),
        "at must be a function",
      ],
      [() => cx.revenueByBand(rows, { bands: ["low"], band: key } as never), "revenue must be a function"],
      [() => cx.repurchaseByBand(rows, bands as never), "band must be a function"],
      [() => cx.referralByBand(rows, bands as never), "band must be a function"],
      [() => cx.touchpointConsistency(new Map(), { scale: [0, 1], score: at } as never), "count must be a function"],
      [() => cx.churnCurve([null as never], { asOf: 5 }), "start must be a Date"],
      [() => cx.winBackCurve([null as never], { asOf: 5 }), "churned must be a Date"],
      [
        () => cx.fcrInterval([null as never]),
        "contact must be an object with customer and outcome, got null at index 0",
      ],
      [
        () => cx.hcahpsComposite([null as never]),
        "mean must be a number from 0 to 100 or null, got undefined at index 0",
      ],
      [() => cx.renewalCurve({ alpha: 1, beta: 1 }, undefined as never), "periods must be a whole number"],
      [() => cx.experienceScore({ a: 1 }, { weights: [2] as never }), "weights must be an object, got ["],
      [() => cx.experienceScore({ a: 1 }, { weights: null as never }), "weights must be an object, got null"],
      [() => cx.scoreSensitivity(new Map(), { weights: new Map() as never }), "weights must be an object"],
      [() => cx.servqual([], { weights: null as never }), "weights must be an object, got null"],
    ];
    for (const [call, message] of table) expect(call).toThrow(message);
    expect(cx.expectedLifetime({ alpha: 2, beta: 1 }, null as never).lifetime).toBe(2);
    expect(cx.zonedInstant("2026-01-01 00:00", "UTC", null as never)).toBe(Date.UTC(2026, 0, 1));
    const stages = { a: { b: () => 3 } };
    const order = ["items", "respondents", "stages"] as const;
    const weights = new Map([["a", 2]]) as never;
    expect(() => cx.experienceScoreFromAnswers([1], { stages, order, scale: [1, 5], stageWeights: weights })).toThrow(
      "stageWeights must be an object",
    );
  });

  it("speaks of promoters, passives and detractors where a Net Promoter Score is wanted", () => {
    for (const wrong of [[10, 9, 3], 30, cx.csat([5, 3]), undefined, null]) {
      const asks = [
        () => cx.npsInterval(wrong as never),
        () => cx.compareNps(cx.nps([9]), wrong as never),
        () => cx.compareNpsToTarget(wrong as never, 0),
        () => cx.npsChart([wrong] as never),
        () => cx.shrinkNps(new Map([["a", wrong]]) as never),
      ];
      for (const ask of asks) expect(ask).toThrow("promoters must be a whole number, 0 or more, got undefined");
    }
    expect(() => cx.npsInterval({ promoters: 1, passives: 1, detractors: -1 })).toThrow("detractors must be");
  });

  it("refuses the name of a field where a function must read it, before it reads the data", () => {
    const times = { asOf: 9, within: 3 };
    const reading = { customer: () => "a", at: () => 0 };
    const bands = { bands: ["a"], ...times, band: () => "a", scored: () => 0, repurchased: () => null };
    const targets = { a: 1 };
    const calendar = { every: "day", timeZone: "UTC" } as const;
    const answers = { stages: { a: { a: () => 1 } }, order: ["items", "respondents"], scale: [0, 5] } as const;
    const moments = { queued: () => 0, answered: () => 0, abandoned: () => null, asOf: 9 };
    const table: readonly (readonly [name: string, call: (field: never) => unknown])[] = [
      ["key", (key) => cx.latestPer([], { key, at: () => 0, asOf: 9 })],
      ["at", (at) => cx.latestPer([], { key: () => "a", at, asOf: 9 })],
      ["key", (key) => cx.followedWithin([], { key, at: () => 0, ...times })],
      ["at", (at) => cx.followedWithin([], { key: () => "a", at, ...times })],
      ["customer", (customer) => cx.fcr([], { by: "repeat", ...reading, ...times, customer })],
      ["at", (at) => cx.repeatContacts([], { ...reading, ...times, at })],
      ["reason", (reason) => cx.repeatContacts([], { ...reading, ...times, reason })],
      ["replies", (replies) => cx.fcr([], { by: "replies", replies, solved: () => true, touches: "exactly-1" })],
      ["solved", (solved) => cx.fcr([], { by: "replies", replies: () => 1, solved, touches: "exactly-1" })],
      ["queued", (queued) => cx.queuedContacts([], { ...moments, queued })],
      ["answered", (answered) => cx.queuedContacts([], { ...moments, answered })],
      ["abandoned", (abandoned) => cx.queuedContacts([], { ...moments, abandoned })],
      ["customer", (customer) => cx.retention([], { ...reading, asOf: 9, origin: "rolling", periods: 1, customer })],
      ["at", (at) => cx.lifecycle([], { ...reading, ...calendar, asOf: 9, at })],
      ["band", (band) => cx.repurchaseByBand([], { ...bands, band })],
      ["scored", (scored) => cx.referralByBand([], { ...bands, scored, referred: () => null })],
      ["revenue", (revenue) => cx.revenueByBand([], { bands: ["a"], band: () => "a" as never, revenue })],
      ["compare", (compare) => cx.compareWithRest(new Map([["a", cx.nps([9])]]), compare)],
      ["adjust", (adjust) => cx.compareWithRest(new Map([["a", cx.nps([9])]]), cx.compareNps, { adjust })],
      ["count", (count) => cx.vocCoverage(new Map(), { touchpoints: ["web"], count })],
      ["at", (at) => cx.measureByPeriod(cx.npsMetric(), [], { ...calendar, at })],
      ["at", (at) => cx.rolling(cx.npsMetric(), [], { ...calendar, periods: 1, at })],
      ["caseBy", (caseBy) => cx.buildJourneys([], { asOf: 9, caseBy })],
      ['value of "plan"', (value) => cx.rake([], { margins: { plan: { value, targets } } })],
      ["weight", (weight) => cx.rake([], { margins: { plan: { value: () => "a", targets } }, weight })],
      ["value", (value) => cx.measureBy(cx.npsMetric(), [], () => 0, { value })],
      ["weight", (weight) => cx.measureBy(cx.npsMetric(), [], () => 0, { value: () => 1, weight })],
      ["first", (first) => cx.compareNpsPaired([], { first, second: () => 1 })],
      ["second", (second) => cx.compareSharesPaired([], { first: () => true, second })],
      ["weight", (weight) => cx.compareNpsPaired([], { weight })],
      ["first", (first) => cx.compareMeansPaired([], { first, second: () => 1 })],
      ["time", (time) => cx.kaplanMeier([], { time, event: () => true })],
      ["event", (event) => cx.kaplanMeier([], { time: () => 1, event })],
      ["weight", (weight) => cx.aalenJohansen([], { time: () => 1, cause: () => null, weight })],
      ["cluster", (cluster) => cx.surveyMean([], { value: () => 1, cluster })],
      ["stratum", (stratum) => cx.clusteredShare([], { value: () => true, cluster: () => 1, stratum } as never)],
      ["domain", (domain) => cx.designedNps([], { value: () => 1, domain })],
      ["customer", (customer) => cx.revenueSlope([], { score: () => 1, revenue: () => 1, customer })],
      ["touchpoint", (touchpoint) => cx.painPoints([], { score: () => 1, target: 3, touchpoint })],
      ["by", (by) => cx.postStratify([], { by, targets })],
      ["by", (by) => cx.calibratedMean([], { value: () => 1, weights: [], by: [by] })],
      ["weight", (weight) => cx.calibratedMean([], { value: () => 1, weights: [], by: [], weight })],
      ["id", (id) => cx.followedWithin([], { key: () => "a", at: () => 0, ...times, id })],
      ["id", (id) => cx.repeatContacts([], { ...reading, ...times, id })],
      ["resolvable", (resolvable) => cx.repeatContacts([], { ...reading, ...times, resolvable })],
      ["value", (value) => cx.firstResponseTime([], { asOf: 9, value })],
      ["weight", (weight) => cx.nextResponseTime([], { asOf: 9, weight })],
      ["weight", (weight) => cx.resolutionTime([], { asOf: 9, value: () => null, weight })],
      ["by", (by) => cx.funnelBy([], { steps: ["a"] }, { by })],
      ["weight", (weight) => cx.funnelBy([], { steps: ["a"], weight }, { by: () => 1 })],
      ["weight", (weight) => cx.containment([], { ...times, weight })],
      ["weight", (weight) => cx.timeToNext([], { from: "a", to: "b", weight })],
      ["weight", (weight) => cx.compareEngaged([], { engaged: () => true, satisfied: () => true, weight })],
      ["weight", (weight) => cx.drivers([], { drivers: { a: () => 1 }, outcome: () => 1, weight } as never)],
      ["value", (value) => cx.peakEnd([], { neutral: 3, value })],
      ["at", (at) => cx.peakEnd([], { neutral: 3, value: () => 1, at })],
      [
        "weight",
        (weight) => cx.touchpointConsistency(new Map(), { scale: [0, 5], score: () => 1, count: () => 1, weight }),
      ],
      ["weight", (weight) => cx.experienceScoreFromAnswers([], { ...answers, weight })],
      ["value", (value) => cx.measureByPeriod(cx.npsMetric(), [], { ...calendar, at: () => 0, value })],
      ["weight", (weight) => cx.rolling(cx.npsMetric(), [], { ...calendar, at: () => 0, periods: 1, weight })],
    ];
    for (const [name, call] of table)
      expect(() => call("field" as never)).toThrow(`${name} must be a function, got "field"`);
  });

  it("asks for both values of a pair, and ignores neither", () => {
    const pairs = [
      [1, 2],
      [3, 9],
    ]; // of which only the first is said to be read otherwise
    const first = ([before]: number[]) => 10 * before!;
    expect(() => cx.compareMeansPaired(pairs, { first } as never)).toThrow("second must be a function, got undefined");
  });

  it("says where, and what came", () => {
    expect(() => cx.firstResponseTime([{ createdAt: 0 } as never], { asOf: 9 })).toThrow(
      "events of the ticket must be a list, got undefined at index 0",
    );
    expect(() => cx.fcr([], { by: "repeat", customer: () => 0, at: () => 0, within: 1, asOf: new Date(NaN) })).toThrow(
      "since 1970, got an invalid Date",
    );
    const chain = {
      states: ["buy", "see"],
      probabilities: [
        [1, 0],
        [1, 0],
      ],
    } as const;
    expect(() => cx.absorption(chain, { absorbing: "buy" as never })).toThrow(
      'absorbing must be iterable and no string, got "buy"',
    );
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
