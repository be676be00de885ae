import { describe, expect, it } from "vitest";
import { buildJourneys } from "../../src/index.ts";

describe("buildJourneys, what a case is put together from", () => {
  it("puts a long case in order, with its moments and its ties", () => {
    const events = Array.from({ length: 60 }, (_, index) => ({
      customer: "ana",
      activity: `a${index % 2}`,
      at: 10 * Math.floor((59 - index) / 2),
    }));
    const { journeys, ties } = buildJourneys(events, { asOf: 1000, gap: 10 });
    expect(journeys.map(({ start, end, events }) => [start, end, events.length])).toEqual([[0, 290, 60]]);
    expect(journeys[0]!.events.slice(0, 3).map(({ activity, at }) => `${activity} ${at}`)).toEqual([
      "a0 0",
      "a1 0",
      "a0 10",
    ]);
    expect(ties).toBe(30);
    expect(
      buildJourneys(events, { asOf: 1000, maxLength: 145 }).journeys.map(({ start, end }) => [start, end]),
    ).toEqual([
      [0, 140],
      [150, 290],
    ]);
  });

  it("measures the silence in a new journey from its own events, not from one of the last that still goes on", () => {
    const events = [
      { customer: "ana", activity: "call", at: 0, endAt: 100 },
      { customer: "ana", activity: "open", at: 10 },
      { customer: "ana", activity: "look", at: 80 },
    ];
    const { journeys } = buildJourneys(events, { asOf: 200, gap: 50, startOn: ["open"] });
    expect(journeys.map(({ start, end }) => [start, end])).toEqual([
      [0, 100],
      [10, 10],
      [80, 80],
    ]);
  });

  it("leaves the array of events as it was", () => {
    const events = [
      { customer: "ana", activity: "pay", at: 5 },
      { customer: "ben", activity: "look", at: 1 },
      { customer: "ana", activity: "look", at: 2 },
    ];
    const before = [...events];
    buildJourneys(events, { asOf: 9 });
    events.forEach((event, index) => {
      expect(event).toBe(before[index]);
    });
  });
});
