import {
  absorption,
  aida,
  channelPreference,
  containedJourneys,
  emotionCurve,
  funnelBy,
  type Journey,
  journeyDeviations,
  painPoints,
  planDeviations,
  stageVisits,
  stepsPerTask,
  timeInStage,
  timeToNext,
} from "cx-metrics";
import { describe, expect, it } from "vitest";
import { journeyOf } from "./made-journeys.ts";

const journeys: Journey[] = [journeyOf([{ activity: "pay", at: 0, stage: "action", channel: "web" }])];
const none = "x" as never;
const score = () => 1;

describe("what should be a function and is none", () => {
  const calls: readonly (readonly [of: string, name: string, call: () => unknown])[] = [
    ["stageVisits", "stage", () => stageVisits(journeys[0]!, { stage: none })],
    ["timeInStage", "stage", () => timeInStage([], { stage: none })],
    ["timeToNext", "stage", () => timeToNext([], { from: "a", to: "b", stage: none })],
    ["emotionCurve", "stage", () => emotionCurve([], { model: aida, score, neutral: 3, stage: none })],
    ["stepsPerTask", "touchpoint", () => stepsPerTask([], { touchpoint: none })],
    ["painPoints", "touchpoint", () => painPoints([], { score, target: 3, touchpoint: none })],
    ["painPoints", "importance", () => painPoints([], { score, target: 3, importance: none })],
    ["planDeviations", "failed", () => planDeviations(journeys[0]!, { planned: ["pay"], failed: none })],
    ["journeyDeviations", "failed", () => journeyDeviations([], { planned: ["pay"], failed: none })],
    ["containedJourneys", "resolved", () => containedJourneys([], { within: 1, asOf: 9, resolved: none })],
    ["containedJourneys", "optedOut", () => containedJourneys([], { within: 1, asOf: 9, optedOut: none })],
    ["channelPreference", "offered", () => channelPreference([], { offered: none })],
  ];

  for (const [of, name, call] of calls) {
    it(`is refused by its name before any data are read: ${name} of ${of}`, () => {
      expect(call).toThrow(`${name} must be a function, got "x"`);
    });
  }

  it("is missed where it is all that is asked for", () => {
    expect(() => funnelBy(journeys, { steps: ["pay"] }, undefined as never)).toThrow("by must be a function");
  });
});

it("a chain without a row has none that can be read", () => {
  expect(() => absorption({ states: ["a"], probabilities: [null as never] })).toThrow(
    "a row must be as many probabilities as states, adding up to 1, got null at index 0",
  );
});
