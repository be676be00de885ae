import {
  beforeDuringAfter,
  buildJourneys,
  type Journey,
  type JourneyEvent,
  type JourneyOptions,
  stageConformance,
  stageReach,
  stageVisits,
  timeInStage,
  timeToNext,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain } from "../laws.ts";
import { anyEvent } from "./logs.ts";

const walk = (stages: readonly (readonly [stage: string | undefined, at: number])[], options: JourneyOptions) =>
  buildJourneys(
    stages.map(([stage, at]) => ({ customer: "ana", activity: "x", at, stage })),
    options,
  ).journeys[0]!;

describe("visits to stages", () => {
  it("end where the next one begins, and the last of an open journey not yet", () => {
    expect(
      stageVisits(
        walk(
          [
            ["a", 0],
            ["a", 3],
            ["b", 5],
            ["a", 9],
          ],
          { asOf: 20 },
        ),
      ),
    ).toEqual([
      {
        stage: "a",
        index: 0,
        enter: 0,
        exit: 5,
        duration: 5,
        censored: false,
        endedBy: "next",
        next: "b",
        momentary: false,
        events: 2,
      },
      {
        stage: "b",
        index: 0,
        enter: 5,
        exit: 9,
        duration: 4,
        censored: false,
        endedBy: "next",
        next: "a",
        momentary: false,
        events: 1,
      },
      {
        stage: "a",
        index: 1,
        enter: 9,
        exit: null,
        duration: 11,
        censored: true,
        endedBy: null,
        next: null,
        momentary: false,
        events: 1,
      },
    ]);
  });

  it("end with the journey where it was abandoned, not at asOf", () => {
    const [, last] = stageVisits(
      walk(
        [
          ["a", 0],
          ["b", 5],
          [undefined, 8],
        ],
        { asOf: 20, abandonAfter: 10 },
      ),
    );
    expect(last).toMatchObject({
      stage: "b",
      enter: 5,
      exit: 8,
      duration: 3,
      censored: false,
      endedBy: "abandoned",
      next: null,
    });
  });

  it("end with the journey where it was completed", () => {
    const model = { id: "m", stages: ["a", "b"], transitions: "any", entry: ["a"], terminal: ["b"] } as const;
    const [, once] = stageVisits(
      walk(
        [
          ["a", 0],
          ["b", 5],
        ],
        { asOf: 20, model },
      ),
    );
    expect(once).toMatchObject({ exit: 5, duration: 0, momentary: true, endedBy: "completed" });
    const [, twice] = stageVisits(
      walk(
        [
          ["a", 0],
          ["b", 5],
          ["b", 7],
        ],
        { asOf: 20, model },
      ),
    );
    expect(twice).toMatchObject({ exit: 7, duration: 2, momentary: false, endedBy: "completed" });
  });

  it("keep a stage of one moment", () => {
    const visits = stageVisits(
      walk(
        [
          ["a", 0],
          ["b", 0],
          ["c", 4],
        ],
        { asOf: 9 },
      ),
    );
    expect(visits.map(({ stage, duration, momentary }) => [stage, duration, momentary])).toEqual([
      ["a", 0, true],
      ["b", 4, false],
      ["c", 5, false],
    ]);
  });

  it("are not ended by events without a stage, and are none where no event has one", () => {
    expect(
      stageVisits(
        walk(
          [
            ["a", 0],
            [undefined, 2],
            ["a", 4],
          ],
          { asOf: 9 },
        ),
      ),
    ).toHaveLength(1);
    expect(stageVisits(walk([[undefined, 2]], { asOf: 9 }))).toEqual([]);
  });

  it("are to what an accessor calls a stage", () => {
    const journey = walk(
      [
        ["a", 0],
        ["b", 2],
      ],
      { asOf: 9 },
    );
    expect(stageVisits(journey, { stage: (event) => event.activity })).toMatchObject([{ stage: "x", events: 2 }]);
  });

  it("are to nothing where an accessor knows of none; what is no text is refused", () => {
    const { journeys } = buildJourneys([{ customer: "ana", activity: "ad", at: 0 }], { asOf: 9 });
    expect(stageVisits(journeys[0]!, { stage: () => null })).toEqual([]);
    expect(() => stageVisits(journeys[0]!, { stage: () => 5 as never })).toThrow("stage must be a text, got 5");
    expect(() => stageVisits({} as never)).toThrow("journey must have events");
  });

  it("are refused where their times are none or not in order, so that none lasts less than no time", () => {
    const good: Journey = walk(
      [
        ["a", 0],
        ["b", 5],
      ],
      { asOf: 9 },
    );
    const refused = (more: Partial<Journey>, words: string) => {
      const journeys = [good, { ...good, ...more }];
      expect(() => stageVisits(journeys[1]!)).toThrow(words);
      const calls = [
        () => timeInStage(journeys),
        () => timeToNext(journeys, { from: "a", to: "b" }),
        () => stageReach(journeys, { model: beforeDuringAfter }),
        () => stageConformance(journeys, { model: beforeDuringAfter }),
      ];
      for (const call of calls) expect(call).toThrow(`${words} at index 1`);
    };
    const must = "must be whole milliseconds since 1970, no earlier than the events of its journey, got";
    refused({ asOf: 4 }, `asOf ${must} 4`);
    refused({ asOf: undefined as never }, `asOf ${must} undefined`);
    refused({ status: "completed", end: 4 }, `end ${must} 4`);
    refused({ status: "abandoned", end: Number.NaN }, `end ${must} NaN`);
    refused(
      { events: [...good.events].reverse() },
      "the events of a journey must be in the order of their times, got 0",
    );
    const [first] = good.events;
    refused(
      { events: [{ ...first!, at: Number.NaN }] },
      "the events of a journey must be in the order of their times, got NaN",
    );
    refused({ status: "over" as never }, 'status must be "completed", "abandoned" or "open", got "over"');
  });

  it("add up to the time from the first event with a stage to the end, and alternate", () => {
    const limit = fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.array(anyEvent, { maxLength: 30 }),
        limit,
        limit,
        fc.integer({ min: -6, max: 60 }),
        (events, gap, abandonAfter, asOf) => {
          for (const journey of buildJourneys(events, { asOf, gap, abandonAfter, endOn: ["leave"] }).journeys) {
            const visits = stageVisits(journey);
            const first = journey.events.find((event: JourneyEvent) => event.stage !== undefined);
            const until = journey.status === "open" ? asOf : journey.end;
            const total = visits.reduce((sum, { duration }) => sum + duration, 0);
            expect(total).toBe(first === undefined ? 0 : until - first.at);
            expect(visits.reduce((sum, visit) => sum + visit.events, 0)).toBe(
              journey.events.filter(({ stage }) => stage).length,
            );
            visits.forEach((visit, place) => {
              expectPlain(visit);
              expect(visit.duration).toBeGreaterThanOrEqual(0);
              expect(visit.next).toBe(visits[place + 1]?.stage ?? null);
              expect(visit.stage).not.toBe(visit.next);
              expect(visit.index).toBe(visits.slice(0, place).filter(({ stage }) => stage === visit.stage).length);
              expect(visit.censored).toBe(journey.status === "open" && place === visits.length - 1);
            });
          }
        },
      ),
    );
  });
});

describe("events out of order", () => {
  it("are refused also where only a stay of several events shows it", () => {
    const event = (stage: string, at: number) => ({ customer: "c", activity: stage, stage, at });
    const journey = {
      customer: "c",
      case: "c",
      index: 0,
      status: "completed",
      start: 0,
      end: 20,
      asOf: 99,
      leftTruncated: false,
    } as const;
    const events = [event("x", 0), event("x", 10), event("y", 5)];
    expect(() => stageVisits({ ...journey, events } as never)).toThrow(
      new RangeError("the events of a journey must be in the order of their times, got 5"),
    );
  });
});
