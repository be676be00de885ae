import {
  aalenJohansen,
  buildJourneys,
  type Journey,
  kaplanMeier,
  stageVisits,
  timeInStage,
  timeToNext,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectPlain } from "../laws.ts";
import { anyEvent } from "./logs.ts";

const walk = (customer: string, ...stages: readonly (readonly [stage: string, at: number])[]) =>
  stages.map(([stage, at], seq) => ({ customer, activity: stage, at, stage, seq }));
const limit = fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined });
const anyJourneys: fc.Arbitrary<readonly Journey[]> = fc
  .tuple(fc.array(anyEvent, { maxLength: 40 }), limit, limit, fc.integer({ min: 0, max: 60 }))
  .map(
    ([events, gap, abandonAfter, asOf]) =>
      buildJourneys(events, { asOf, gap, abandonAfter, endOn: ["leave"] }).journeys,
  );

describe("the time in stages", () => {
  const events = [
    ...walk("a", ["wait", 0], ["solve", 10], ["done", 30]),
    ...walk("b", ["wait", 0], ["solve", 20]),
    ...walk("c", ["wait", 20]),
    ...walk("d", ["wait", 70], ["done", 70]),
  ];
  const model = {
    id: "m",
    stages: ["wait", "solve", "done"],
    transitions: "forward",
    entry: ["wait"],
    terminal: ["done"],
  } as const;
  const { journeys } = buildJourneys(events, { asOf: 100, model });

  it("counts visits that have not ended for as long as they were seen", () => {
    const { stages, count, definition } = timeInStage(journeys);
    expect(count).toBe(4);
    expect(definition).toEqual({ metric: "timeInStage", confidence: 0.95, until: null });
    expect(stages.map(({ stage }) => stage)).toEqual(["done", "solve", "wait"]);
    const wait = stages[2]!;
    // Times 0, 10, 20 and 80 still open: S = 3/4, 1/2, 1/4; at a half from 10 to 20 the median is between.
    expect(wait).toMatchObject({ count: 4, censored: 1, momentary: 1, ended: { next: 3, completed: 0, abandoned: 0 } });
    expect(wait.median).toMatchObject({ estimate: 15, method: "log-log", confidence: 0.95 });
    expect(wait.completedMean).toBe(10);
    expect(wait.restrictedMean).toMatchObject({ estimate: 0.75 * 10 + 0.5 * 10 + 0.25 * 60, until: 80 });
    expect(stages[0]).toMatchObject({
      count: 2,
      ended: { next: 0, completed: 2, abandoned: 0 },
      completedMean: 0,
      momentary: 2,
    });
    expect(stages[1]).toMatchObject({ count: 2, censored: 1, completedMean: 20 });
  });

  it("takes options, and refuses those that are none", () => {
    const { stages, definition } = timeInStage(journeys, { confidence: 0.9, until: 15, stage: () => "all" });
    expect(stages).toMatchObject([{ stage: "all", median: { confidence: 0.9 }, restrictedMean: { until: 15 } }]);
    expect(definition.until).toBe(15);
    expect(() => timeInStage(journeys, { confidence: 1 })).toThrow("confidence must be");
    expect(() => timeInStage([], { until: 0 })).toThrow("until must be");
    expect(() => timeInStage("no" as never)).toThrow("journeys must be iterable");
    expect(timeInStage([])).toMatchObject({ stages: [], count: 0 });
  });

  it("is that of all visits, whichever stage they are to", () => {
    fc.assert(
      fc.property(anyJourneys, (list) => {
        const result = timeInStage(list);
        expectPlain(result);
        const visits = list.flatMap((journey) => stageVisits(journey));
        expect(result.stages.reduce((sum, { count }) => sum + count, 0)).toBe(visits.length);
        for (const { stage, curve, count, censored, ended, completedMean } of result.stages) {
          const own = visits.filter((visit) => visit.stage === stage);
          const over = own.filter((visit) => visit.exit !== null);
          expect(curve).toEqual(
            kaplanMeier(own.map((visit) => ({ time: visit.duration, event: visit.exit !== null }))),
          );
          expect(censored + ended.next + ended.completed + ended.abandoned).toBe(count);
          expect(completedMean).toBe(
            over.length === 0 ? null : over.reduce((sum, visit) => sum + visit.duration, 0) / over.length,
          );
        }
      }),
    );
  });
});

describe("the time to the next stage", () => {
  const events = [
    ...walk("a", ["cart", 0], ["shop", 5], ["cart", 8], ["paid", 20]),
    ...walk("b", ["cart", 0], ["help", 4]),
    ...walk("c", ["cart", 90]),
    ...walk("d", ["paid", 1]),
  ];
  const { journeys } = buildJourneys(events, { asOf: 100, abandonAfter: 50 });

  it("is taken per visit, to the next entry, or once a journey", () => {
    const paid = timeToNext(journeys, { from: "cart", to: "paid" });
    expect(paid.passages).toEqual([
      { customer: "a", case: "a", visit: 0, time: 20, endedBy: "reached", to: "paid" },
      { customer: "a", case: "a", visit: 1, time: 12, endedBy: "reached", to: "paid" },
      { customer: "b", case: "b", visit: 0, time: 4, endedBy: "abandoned", to: null },
      { customer: "c", case: "c", visit: 0, time: 10, endedBy: null, to: null },
    ]);
    expect(paid).toMatchObject({ count: 4, reached: 2, completed: 0, abandoned: 1, censored: 1 });
    expect(paid.definition).toEqual({ metric: "timeToNext", from: "cart", to: ["paid"], per: "visit" });
    // Of four one left at 4, one was last seen at 10: the other two arrive, at 12 and 20, 3/8 of all each.
    expect(paid.exits.causes.map(({ cause }) => cause)).toEqual(["abandoned", "reached"]);
    expect(paid.exits.causes[1]!.steps.map(({ incidence }) => incidence)).toEqual([0, 0, 0.375, 0.75]);
    expect(paid.median).toBe(20);
    expect(timeToNext(journeys, { from: "cart", to: "paid", per: "journey" }).passages.map(({ time }) => time)).toEqual(
      [20, 4, 10],
    );
  });

  it("may be to any of several stages, and to the same again", () => {
    const any = timeToNext(journeys, { from: "cart", to: ["paid", "help"] });
    expect(any.passages.map(({ time, to }) => [time, to])).toEqual([
      [20, "paid"],
      [12, "paid"],
      [4, "help"],
      [10, null],
    ]);
    expect(timeToNext(journeys, { from: "cart", to: "cart" }).passages.map(({ time }) => time)).toEqual([8, 12, 4, 10]);
  });

  it("is to the next entry where there are several", () => {
    const again = buildJourneys(walk("a", ["cart", 0], ["paid", 7], ["shop", 9], ["paid", 12]), { asOf: 20 }).journeys;
    expect(timeToNext(again, { from: "cart", to: "paid" }).passages.map(({ time }) => time)).toEqual([7]);
  });

  it("has completed journeys as another way out", () => {
    const done = buildJourneys([...walk("a", ["cart", 0], ["quit", 7])], { asOf: 100, endOn: ["quit"] }).journeys;
    expect(timeToNext(done, { from: "cart", to: "paid" })).toMatchObject({
      median: null,
      completed: 1,
      passages: [{ time: 7, endedBy: "completed" }],
    });
  });

  it("is none of nobody, and refuses what is no stage", () => {
    expect(timeToNext([], { from: "cart", to: "paid" })).toMatchObject({ median: null, count: 0, passages: [] });
    expect(() => timeToNext(journeys, { from: "cart", to: [] })).toThrow("to must name one stage or more");
    expect(() => timeToNext(journeys, { from: "cart", to: null as never })).toThrow("to must be iterable");
    expect(() => timeToNext(journeys, { from: "cart", to: [5 as never] })).toThrow("to must name stages, got 5");
    expect(() => timeToNext(journeys, { from: 7 as never, to: "paid" })).toThrow("from must be a stage, got 7");
    expect(() => timeToNext(journeys, { from: "cart", to: "paid", per: "day" as never })).toThrow("per must be");
  });

  it("is the first passage, found by looking at every pair of visits; exits and those still there are all", () => {
    const stage = fc.constantFrom("before", "during", "after");
    fc.assert(
      fc.property(
        anyJourneys,
        stage,
        fc.uniqueArray(stage, { minLength: 1 }),
        fc.constantFrom("visit", "journey"),
        (list, from, to, per) => {
          const result = timeToNext(list, { from, to, per });
          expectPlain(result);
          const expected = list.flatMap((journey) => {
            const visits = stageVisits(journey);
            const starts = visits.flatMap((visit, place) => (visit.stage === from ? [place] : []));
            return (per === "visit" ? starts : starts.slice(0, 1)).map((place) => {
              const next = visits.slice(place + 1).find((visit) => (to as readonly string[]).includes(visit.stage));
              const until = next?.enter ?? (journey.status === "open" ? journey.asOf : journey.end);
              return [
                until - visits[place]!.enter,
                next ? "reached" : journey.status === "open" ? null : journey.status,
                next?.stage ?? null,
              ];
            });
          });
          expect(result.passages.map(({ time, endedBy, to: where }) => [time, endedBy, where])).toEqual(expected);
          const { exits } = result;
          exits.survival.steps.forEach(({ survival }, place) => {
            const left = exits.causes.reduce((sum, { steps }) => sum + steps[place]!.incidence, 0);
            expect(left + survival).toBeCloseTo(1, 12);
          });
          expect(exits).toEqual(
            aalenJohansen(result.passages, { time: ({ time }) => time, cause: ({ endedBy }) => endedBy }),
          );
        },
      ),
    );
  });
});
