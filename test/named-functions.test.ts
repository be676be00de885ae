import {
  type AnyMetric,
  beforeDuringAfter,
  buildJourneys,
  channelPreference,
  channelPreferenceMetric,
  closedLoop,
  closedLoopMetric,
  containedJourneys,
  containment,
  containmentMetric,
  emotionCurve,
  emotionCurveMetric,
  eventuallyFollows,
  eventuallyFollowsMetric,
  firstResponseTime,
  firstResponseTimeMetric,
  type Journey,
  type JourneyEvent,
  journeyDeviations,
  journeyDeviationsMetric,
  journeyLoops,
  journeyLoopsMetric,
  journeySankey,
  journeySankeyMetric,
  journeyVariants,
  journeyVariantsMetric,
  momentsThatMatter,
  momentsThatMatterMetric,
  nextResponseTime,
  nextResponseTimeMetric,
  painPoints,
  painPointsMetric,
  resolutionTime,
  resolutionTimeMetric,
  slaAttainment,
  slaAttainmentMetric,
  stepsPerTask,
  stepsPerTaskMetric,
  tally,
  timeInStage,
  timeInStageMetric,
  timeToNext,
  timeToNextMetric,
  touchpointCoverage,
  touchpointCoverageMetric,
  transitions,
  transitionsMetric,
} from "cx-metrics";
import { describe, expect, it } from "vitest";

const journeys = buildJourneys(
  [
    { customer: "ana", activity: "ask", at: 0, channel: "chat" },
    { customer: "ana", activity: "buy", at: 5, channel: "phone" },
  ],
  { asOf: 100, endOn: ["buy"] },
).journeys;
const name = (event: JourneyEvent) => event.activity;
const yes = () => true;
const score = () => 2;
const curve = { model: beforeDuringAfter, score, neutral: 3 };
const before = () => "before" as const;
const planned = ["ask", "buy"];
const channels = () => ["chat", "phone"];
const elapsed = (from: number, to: number) => (to - from) / 2;
const asOf = 100;
const ways = { from: "ask", to: "buy" };

/** Metrics with functions that decide what is counted: what the refusal says, and the same of data in hand. */
const forms: readonly (readonly [
  what: string,
  metric: (rule: string | undefined) => AnyMetric,
  inHand: () => object,
  decides: string,
])[] = [
  ["transitions", (rule) => transitionsMetric({ of: name, rule }), () => transitions(journeys, { of: name }), "rule"],
  [
    "journeyVariants",
    (rule) => journeyVariantsMetric({ of: name, rule }),
    () => journeyVariants(journeys, { of: name }),
    "rule",
  ],
  [
    "journeyLoops",
    (rule) => journeyLoopsMetric({ of: name, rule }),
    () => journeyLoops(journeys, { of: name }),
    "rule",
  ],
  [
    "journeySankey",
    (rule) => journeySankeyMetric({ of: name, rule }),
    () => journeySankey(journeys, { of: name }),
    "rule",
  ],
  [
    "eventuallyFollows",
    (rule) => eventuallyFollowsMetric({ of: name, rule }),
    () => eventuallyFollows(journeys, { of: name }),
    "rule",
  ],
  [
    "timeInStage",
    (rule) => timeInStageMetric({ stage: name, rule }),
    () => timeInStage(journeys, { stage: name }),
    "rule",
  ],
  [
    "timeToNext",
    (rule) => timeToNextMetric({ ...ways, stage: name, rule }),
    () => timeToNext(journeys, { ...ways, stage: name }),
    "rule",
  ],
  [
    "emotionCurve",
    (rule) => emotionCurveMetric({ ...curve, stage: before, rule }),
    () => emotionCurve(journeys, { ...curve, stage: before }),
    "rule",
  ],
  [
    "painPoints",
    (rule) => painPointsMetric({ score, target: 3, touchpoint: name, rule }),
    () => painPoints(journeys, { score, target: 3, touchpoint: name }),
    "rule",
  ],
  [
    "momentsThatMatter",
    (rule) => momentsThatMatterMetric({ score, neutral: 3, outcome: yes, rule }),
    () => momentsThatMatter(journeys, { score, neutral: 3, outcome: yes }),
    "rule",
  ],
  [
    "touchpointCoverage",
    (rule) => touchpointCoverageMetric({ designed: planned, touchpoint: name, rule }),
    () => touchpointCoverage(journeys, { designed: planned, touchpoint: name }),
    "rule",
  ],
  [
    "journeyDeviations by touchpoint",
    (rule) => journeyDeviationsMetric({ planned, touchpoint: name, rule }),
    () => journeyDeviations(journeys, { planned, touchpoint: name }),
    "rule",
  ],
  [
    "journeyDeviations with failures",
    (rule) => journeyDeviationsMetric({ planned, failed: yes, rule }),
    () => journeyDeviations(journeys, { planned, failed: yes }),
    "rule",
  ],
  [
    "stepsPerTask",
    (rule) => stepsPerTaskMetric({ touchpoint: name, rule }),
    () => stepsPerTask(journeys, { touchpoint: name }),
    "rule",
  ],
  [
    "channelPreference",
    (rule) => channelPreferenceMetric({ offered: channels, rule }),
    () => channelPreference(journeys, { offered: channels }),
    "rule",
  ],
  [
    "firstResponseTime",
    (clock) => firstResponseTimeMetric({ asOf, elapsed, clock }),
    () => firstResponseTime([], { asOf, elapsed }),
    "clock",
  ],
  [
    "nextResponseTime",
    (clock) => nextResponseTimeMetric({ asOf, elapsed, clock }),
    () => nextResponseTime([], { asOf, elapsed }),
    "clock",
  ],
  [
    "resolutionTime",
    (clock) => resolutionTimeMetric({ asOf, elapsed, clock }),
    () => resolutionTime([], { asOf, elapsed }),
    "clock",
  ],
  [
    "slaAttainment",
    (clock) => slaAttainmentMetric({ asOf, elapsed, clock, target: 5 }),
    () => slaAttainment([], { asOf, elapsed, target: 5 }),
    "clock",
  ],
  [
    "closedLoop",
    (clock) => closedLoopMetric({ asOf, elapsed, clock, target: 5 }),
    () => closedLoop([], { asOf, elapsed, target: 5 }),
    "clock",
  ],
];

describe("a function that decides what is counted", () => {
  it.each(forms)("needs a name as a metric: %s", (_, metric, __, decides) => {
    expect(() => metric(undefined)).toThrow(new RegExp(`^${decides} must name what .+ decides, got undefined$`));
    expect(() => metric(5 as never)).toThrow(`${decides} must be a string, got 5`);
    expect(metric("").empty().of).not.toBe(metric("one").empty().of);
  });

  it.each(forms)("is told from another by its name: %s", (_, metric) => {
    const [one, other] = [metric("one"), metric("other")];
    expect(one.merge(one.empty(), metric("one").empty())).toEqual(one.empty());
    expect(() => one.merge(one.empty(), other.empty())).toThrow("tally must be of");
    expect(() => one.read(other.empty())).toThrow("tally must be of");
  });

  it.each(forms)("needs none over data in hand: %s", (_, __, inHand) => {
    expect(inHand()).toHaveProperty("definition");
  });
});

describe("definitions of data in hand", () => {
  it("say what was read, where it has no name too", () => {
    expect(transitions(journeys, { of: name }).definition.of).toBe("state");
    expect(transitions(journeys, { of: "channel" }).definition.of).toBe("channel");
    expect(timeInStage(journeys, { stage: name }).definition.rule).toBe("own rule");
    expect(timeInStage(journeys).definition.rule).toBe("stage");
    expect(stepsPerTask(journeys, { touchpoint: name }).definition.rule).toBe("touchpoint");
    expect(stepsPerTask(journeys, { touchpoint: name, rule: "mine" }).definition.rule).toBe("mine");
    expect(stepsPerTask(journeys).definition.rule).toBe("activity");
    expect(journeyDeviations(journeys, { planned, failed: yes }).definition.rule).toBe("activity");
    expect(channelPreference(journeys, { offered: channels }).definition).toMatchObject({
      offered: "rule",
      rule: null,
    });
    expect(firstResponseTime([], { asOf, elapsed }).definition.clock).toBe("own");
  });
});

it("failures that a function tells are not those of a metric without, under whatever name", () => {
  const [failing, plain] = [
    journeyDeviationsMetric({ planned, failed: yes, rule: "activity" }),
    journeyDeviationsMetric({ planned }),
  ];
  expect(failing.read(tally(failing, journeys)).failed).toHaveLength(2);
  expect(() => plain.merge(tally(failing, journeys), tally(plain, journeys))).toThrow("tally must be of");
});

describe("containment", () => {
  const judging = (resolved: (journey: Journey) => boolean, rule?: string) => {
    const options = { within: 5, asOf, resolved, rule };
    const metric = containmentMetric({ within: 5, rule });
    return {
      metric,
      counted: tally(metric, containedJourneys(journeys, options)),
      result: containment(journeys, options),
    };
  };

  it("is told from another by the name of what judged it", () => {
    const [one, other] = [judging(yes, "all"), judging(() => false, "none")];
    expect(() => one.metric.merge(one.counted, other.counted)).toThrow(
      'tally must be of containment within 5 by "all"',
    );
    expect(one.result.definition).toEqual({ metric: "containment", within: 5, rule: "all" });
    expect(judging(yes).result.definition.rule).toBeNull();
  });

  it("refuses functions without a name among the options of the metric", () => {
    for (const functions of [{ resolved: yes }, { optedOut: yes }]) {
      const options = { within: 5, asOf, ...functions };
      expect(() => containmentMetric(options)).toThrow(
        /^rule must name what (resolved|optedOut) decides, got undefined$/,
      );
      expect(containmentMetric({ ...options, rule: "mine" }).empty().of).toBe('containment within 5 by "mine"');
    }
    expect(() => containmentMetric({ within: 5, rule: 5 as never })).toThrow("rule must be a string, got 5");
  });
});

describe("a name that is null", () => {
  it("is none", () => {
    const none = null as never;
    const named = "rule must name what";
    expect(() => containmentMetric({ within: 5, resolved: yes, rule: none } as never)).toThrow(`${named} resolved`);
    expect(() => channelPreferenceMetric({ offered: () => ["chat"], rule: none })).toThrow(`${named} offered`);
    expect(() => slaAttainmentMetric({ asOf: 5, elapsed: () => 1, clock: none })).toThrow("clock must name what");
    expect(transitions([], { of: name, rule: none }).definition.of).toBe("state");
  });
});
