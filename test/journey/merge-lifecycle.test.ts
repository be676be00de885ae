import { buildJourneys, eventsFromXes, mergeLifecycle } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze, expectSame } from "../laws.ts";
import { shuffled } from "./logs.ts";

interface Line {
  readonly case: string;
  readonly activity: string;
  readonly at: number;
  readonly phase?: string | undefined;
  readonly of?: string | undefined;
}
const line = (activity: string, at: number, phase?: string, of?: string): Line => ({
  case: "k",
  activity,
  at,
  phase,
  of,
});
const phase = (one: Line) => one.phase;
const spans = (lines: readonly Line[], named = false) =>
  mergeLifecycle(lines, { phase, instance: named ? (one) => one.of : undefined }).events.map((event) => [
    event.activity,
    event.at,
    (event as { endAt?: number }).endAt ?? null,
  ]);

describe("starts and ends", () => {
  it("are one event, the first start with the first end", () => {
    const lines = [line("a", 0, "start"), line("a", 2, "START"), line("a", 5, "complete"), line("a", 9, "Complete")];
    expect(spans(lines)).toEqual([
      ["a", 0, 5],
      ["a", 2, 9],
    ]);
  });

  it("go together by the instance where it is named", () => {
    const lines = [
      line("a", 0, "start", "1"),
      line("a", 2, "start", "2"),
      line("a", 5, "complete", "2"),
      line("a", 9, "complete", "1"),
    ];
    expect(spans(lines, true)).toEqual([
      ["a", 0, 9],
      ["a", 2, 5],
    ]);
  });

  it("at one moment go together, too", () => {
    expect(spans([line("a", 3, "complete"), line("a", 3, "start")])).toEqual([["a", 3, 3]]);
  });

  it("are in the same order where one of a moment has ended in it and another has not", () => {
    const lines = [line("b", 0, "start", "1"), line("b", 0, "complete"), line("b", 0, "start")];
    expect(spans(lines, true)).toEqual([
      ["b", 0, null],
      ["b", 0, 0],
    ]);
    expect(spans([...lines].reverse(), true)).toEqual(spans(lines, true));
  });

  it("without another half are kept and counted, lines of another phase left out and counted", () => {
    const lines = [line("a", 1, "complete"), line("b", 2, "start"), line("c", 3), line("a", 0, "schedule")];
    const merged = mergeLifecycle(lines, { phase });
    expect(merged).toMatchObject({ count: 3, paired: 0, unstarted: 1, unfinished: 1, excluded: 1 });
    expect(merged.events.map(({ activity }) => activity)).toEqual(["a", "b", "c"]);
  });

  it("are never counted twice or lost, in whatever order the lines come", () => {
    const anyLine = fc.record<Line>({
      case: fc.constantFrom("", "NA", "__proto__"),
      activity: fc.constantFrom("a", "b"),
      at: fc.nat(8),
      phase: fc.constantFrom("start", "start", "complete", "complete", "suspend", undefined),
      of: fc.constantFrom(undefined, undefined, "1"),
    });
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 25 }), fc.nat(), (lines, seed) => {
        deepFreeze(lines);
        const merged = mergeLifecycle(lines, { phase, instance: (one) => one.of });
        expect(merged.count).toBe(merged.events.length);
        expect(2 * merged.paired + (merged.count - merged.paired) + merged.excluded).toBe(lines.length);
        const again = mergeLifecycle(shuffled(lines, seed), { phase, instance: (one) => one.of });
        const told = ({ events }: typeof merged) =>
          events.map((e) => [e.case, e.activity, e.at, (e as { endAt?: number }).endAt]);
        expectSame(told(again), told(merged));
        for (const event of merged.events as (Line & { endAt?: number })[])
          expect(event.endAt ?? event.at).toBeGreaterThanOrEqual(event.at);
      }),
    );
  });
});

describe("lines that are none", () => {
  it("are refused with their index", () => {
    const first = line("a", 0, "start");
    const refused = (second: unknown, words: string, more: object = {}) =>
      expect(() => mergeLifecycle([first, second as Line], { phase, ...more })).toThrow(words);
    refused(null, "event must be an object, got null at index 1");
    refused(
      { ...first, at: Number.NaN },
      "at must be a Date, a Temporal.Instant or whole milliseconds since 1970-01-01T00:00Z, got NaN at index 1",
    );
    refused({ ...first, phase: 3 }, "phase must be text, got 3 at index 1");
    refused(first, 'instance must be a function, got "of"', { instance: "of" });
  });
});

describe("the rows of an event log", () => {
  const row = (more: object) => ({ "case:concept:name": "1", "concept:name": "a", "time:timestamp": 5, ...more });

  it("are read by the columns of the standard, and keep what else they hold", () => {
    const first = row({ "org:resource": "Pete", cost: 9 });
    const { events, count } = eventsFromXes([first, row({ "time:timestamp": { epochMilliseconds: 3 } })]);
    expect(count).toBe(2);
    expect(events[1]).toEqual({ activity: "a", at: 5, case: "1", resource: "Pete", row: first });
    expect(events[1]?.row).toBe(first);
    expect(buildJourneys(events, { asOf: 9 }).journeys[0]).toMatchObject({ customer: "1", case: "1", start: 3 });
  });

  it("are read by accessors where they are otherwise", () => {
    const rows = [{ ticket: "t", what: "a", when: "2020-01-01T00:00Z", who: "ana", via: null, name: "" }];
    const { events } = eventsFromXes(rows, {
      case: (one) => one.ticket,
      activity: (one) => one.what,
      at: (one) => Date.parse(one.when),
      customer: (one) => one.who,
      channel: (one) => one.via,
      instance: (one) => one.name,
    });
    expect(events).toEqual([{ activity: "a", at: Date.UTC(2020, 0), case: "t", customer: "ana", row: rows[0] }]);
  });

  it("are refused where something is missing or text stands for a moment, with what and where", () => {
    expect(() => eventsFromXes([row({}), row({ "time:timestamp": "2010-12-30 14:32:00" })])).toThrow(
      'at must be a Date, a Temporal.Instant or whole milliseconds since 1970 (zonedInstant reads local times), got "2010-12-30 14:32:00" at index 1',
    );
    expect(() => eventsFromXes([row({ "concept:name": null })])).toThrow(
      "activity must be text, got undefined at index 0",
    );
    expect(() => eventsFromXes([row({ "case:concept:name": 3 })])).toThrow("case must be text, got 3 at index 0");
    expect(() => eventsFromXes([7 as never])).toThrow("row must be an object, got 7 at index 0");
    expect(eventsFromXes([]).events).toEqual([]);
  });
});
