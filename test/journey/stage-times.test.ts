import {
  aalenJohansen,
  buildJourneys,
  type Journey,
  type JourneyStatus,
  kaplanMeier,
  stageVisits,
  timeInStage,
  timeInStageMetric,
  timeToNext,
  timeToNextMetric,
} from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectClose, expectPlain, itKeepsTheLaws } from "../laws.ts";
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

const anyJourney: fc.Arbitrary<Journey> = fc
  .record({
    steps: fc.array(fc.tuple(fc.nat(6), fc.constantFrom("a", "b", "", "__proto__", undefined)), {
      minLength: 1,
      maxLength: 6,
    }),
    status: fc.constantFrom<JourneyStatus[]>("open", "completed", "abandoned"),
    more: fc.nat(5),
    leftTruncated: fc.boolean(),
  })
  .map(({ steps, status, more, leftTruncated }) => {
    let at = 0;
    const events = steps.map(([after, stage]) => {
      at += after;
      return { activity: "x", at, stage };
    });
    const whose = { customer: "c", case: "c", index: 0, start: 0, leftTruncated };
    return { ...whose, status, end: at, asOf: at + more, events };
  });
const weightOf = ({ events }: Journey) => events.length / 4;
const like = (options: object) => timeInStageMetric(options).empty();

itKeepsTheLaws(
  "timeInStageMetric",
  () => timeInStageMetric(),
  { observation: anyJourney },
  {
    headline: ({ stages }) => stages[0]?.restrictedMean.estimate ?? null,
    foreign: [like({ leftTruncated: "include" }), like({ stage: () => "a", rule: "all a" }), like({ rule: "other" })],
    maxLength: 8,
    // The limits of medians, which jump where survival reaches a level up to rounding.
    jumps: ["stages"],
  },
);
itKeepsTheLaws(
  "timeToNextMetric",
  () => timeToNextMetric({ from: "a", to: ["b", "__proto__"] }),
  { observation: anyJourney },
  {
    headline: ({ exits }) => exits.causes.find(({ cause }) => cause === "reached")?.steps.at(-1)?.incidence ?? null,
    foreign: [
      timeToNextMetric({ from: "a", to: "b" }).empty(),
      timeToNextMetric({ from: "a", to: ["b", "__proto__"], per: "journey" }).empty(),
    ],
    maxLength: 8,
    jumps: ["median", "exits"],
  },
);

describe("weighted times", () => {
  it("are those of the visits and ways of each journey, with its weight", () => {
    fc.assert(
      fc.property(fc.array(anyJourney, { maxLength: 8 }), fc.constantFrom("visit", "journey"), (journeys, per) => {
        const weight = weightOf;
        const rows = journeys.flatMap((journey) => {
          const visits = stageVisits(journey).map((visit) => ({ ...visit, weight: weight(journey) }));
          return journey.leftTruncated ? visits.slice(1) : visits;
        });
        const near = (one: unknown, other: unknown) => expectClose(one, other, 1e-9);
        const { stages, weight: total = 0 } = timeInStage(journeys, { weight });
        for (const { stage, curve, completedMean, ended } of stages) {
          const own = rows.filter((visit) => visit.stage === stage);
          const expected = kaplanMeier(own, {
            time: ({ duration }) => duration,
            event: ({ censored }) => !censored,
            weight: (visit) => visit.weight,
          });
          near(curve.steps, expected.steps);
          const over = own.filter(({ censored }) => !censored);
          const sum = (term: (visit: (typeof over)[number]) => number) => over.reduce((so, one) => so + term(one), 0);
          near(completedMean, over.length ? sum((one) => one.weight * one.duration) / sum((one) => one.weight) : null);
          expect(ended.next + ended.completed + ended.abandoned).toBe(over.length);
        }
        near(
          total,
          journeys.filter((one) => stageVisits(one).length > 0).reduce((so, one) => so + weight(one), 0),
        );
        const next = timeToNext(journeys, { from: "a", to: "b", per, weight });
        const ways = journeys.flatMap((journey) =>
          timeToNext([journey], { from: "a", to: "b", per }).passages.map((way) => ({
            ...way,
            weight: weight(journey),
          })),
        );
        const exits = aalenJohansen(ways, {
          time: ({ time }) => time,
          cause: ({ endedBy }) => endedBy,
          weight: (way) => way.weight,
        });
        near(next.exits.causes, exits.causes);
        expect(next.count).toBe(ways.length);
      }),
    );
  });

  it("tell what was left out: weights of 0, journeys without a stage, visits cut at their beginning", () => {
    const of = (...stages: readonly (string | undefined)[]): Journey => ({
      customer: "c",
      case: "c",
      index: 0,
      status: "completed",
      start: 0,
      end: 9,
      asOf: 9,
      leftTruncated: false,
      events: stages.map((stage, at) => ({ activity: "x", at, stage })),
    });
    const list = [of("a", "b"), { ...of("a", "b", "a", "b"), leftTruncated: true }, of(undefined), of("a")];
    const times = timeInStage(list, { weight: (_, index) => (index === 3 ? 0 : 2) });
    expect(times).toMatchObject({ count: 2, missing: 1, excluded: 1, weight: 4, effectiveSampleSize: 2 });
    expect(times.stages.map(({ stage, count, cut }) => [stage, count, cut])).toEqual([
      ["a", 2, 1],
      ["b", 3, 0],
    ]);
    const kept = timeInStage(list, { leftTruncated: "include" });
    expect(kept.stages.map(({ count, cut }) => [count, cut])).toEqual([
      [4, 0],
      [3, 0],
    ]);
    const ways = timeToNext(list, { from: "a", to: "b", weight: (_, index) => (index === 3 ? 0 : 2) });
    expect(ways).toMatchObject({ count: 2, reached: 2, cut: 1, missing: 1, excluded: 1, weight: 4 });
    expect(ways.passages.map(({ visit }) => visit)).toEqual([0, 1, 0]);
    expect(timeToNext(list, { from: "a", to: "b", per: "journey" })).toMatchObject({ count: 2, reached: 1, cut: 1 });
    expect(timeToNext(list, { from: "a", to: "b", leftTruncated: "include" })).toMatchObject({ count: 4, cut: 0 });
    for (const ask of [
      timeInStage,
      (some: never, options: object) => timeToNext(some, { from: "a", to: "b", ...options }),
    ]) {
      expect(() => ask([] as never, { leftTruncated: "no" as never })).toThrow("leftTruncated must be");
      expect(() => ask([] as never, { rule: 3 as never })).toThrow("rule must be a string, got 3");
      expect(() => ask([list[0], {}] as never, {})).toThrow(/^journey must have events, got .* at index 1$/);
      expect(() => ask([list[0], list[1]] as never, { stage: () => 7 as never })).toThrow(
        "stage must be a text, got 7 at index 0",
      );
    }
  });
});

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
    expect(definition).toEqual({
      metric: "timeInStage",
      confidence: 0.95,
      until: null,
      leftTruncated: "exclude",
      rule: "stage",
    });
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
    expect(() => timeInStage("no" as never)).toThrow("must be iterable");
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
    expect(paid.definition).toEqual({
      metric: "timeToNext",
      from: "cart",
      to: ["paid"],
      per: "visit",
      leftTruncated: "exclude",
      rule: "stage",
    });
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
