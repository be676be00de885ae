import { assignStages, beforeDuringAfter, defineStages, type JourneyEvent } from "cx-metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze, expectSame, generated } from "../laws.ts";
import { anyEvent, shuffled } from "./logs.ts";

const model = beforeDuringAfter;
const of = (activity: string, at: number, more: Partial<JourneyEvent> = {}): JourneyEvent => ({
  customer: "ana",
  activity,
  at,
  ...more,
});

describe("stages of events", () => {
  const events = [of("ad", 0), of("call", 1), of("visit", 2), of("call", 3, { customer: "ben" })];
  const rules = { ad: "before", visit: "during" } as const;

  it("are those of a table, a map, or a rule", () => {
    const byTable = assignStages(events, { model, rules });
    expect(byTable).toMatchObject({ coverage: 0.5, numerator: 2, denominator: 4, carried: 0 });
    expect(byTable.assigned.map(({ stage }) => stage)).toEqual(["before", "during"]);
    expect(byTable.unassigned).toEqual([events[1], events[3]]);
    expectSame(assignStages(generated(events), { model, rules: new Map(Object.entries(rules)) }), byTable);
    const rule = ({ activity }: JourneyEvent) => (activity === "call" ? null : rules[activity as "ad" | "visit"]);
    expectSame(assignStages(events, { model, rules: rule }), byTable);
  });

  it("are those of the stations of the model where no rules are given", () => {
    const museum = { ...model, stations: { before: ["ad"], during: ["visit", "café"] } };
    expect(assignStages(events, { model: museum }).assigned.map(({ stage }) => stage)).toEqual(["before", "during"]);
    expect(() => assignStages(events, { model })).toThrow("rules must be given where the model has no stations");
  });

  it("are those of stations whatever a stage without any is called", () => {
    const stages = ["constructor", "__proto__", "look"];
    const stations = { look: ["ad"] };
    const odd = defineStages({ id: "odd", stages, transitions: "any", entry: ["look"], terminal: [], stations });
    expect(assignStages(events, { model: odd }).assigned.map(({ stage }) => stage)).toEqual(["look"]);
  });

  it("are carried on within a case, where the caller says so; before the first there is none", () => {
    const carried = assignStages([of("call", -1), ...events], { model, rules, unassigned: "carry" });
    expect(carried.assigned.map(({ at, stage }) => [at, stage])).toEqual([
      [0, "before"],
      [1, "before"],
      [2, "during"],
    ]);
    expect(carried).toMatchObject({ carried: 1, coverage: 0.6 });
    expect(carried.unassigned.map(({ at }) => at)).toEqual([-1, 3]);
  });

  it("are refused where an event has none and the caller says so, or where a rule names one that is not there", () => {
    expect(() => assignStages(events, { model, rules, unassigned: "reject" })).toThrow(
      'every activity must have a stage, got "call" at index 1',
    );
    const wrong = { ad: "befor" } as never;
    expect(() => assignStages([], { model, rules: wrong })).toThrow('rules must name stages of the model, got "befor"');
    expect(() => assignStages(events, { model, rules: () => "befor" as never })).toThrow(
      'a rule must answer with a stage of the model, got "befor" at index 0',
    );
    expect(() => assignStages(events, { model, rules: "ad" as never })).toThrow("rules must be a table");
    expect(() => assignStages(events, { model, rules, unassigned: "drop" as never })).toThrow("unassigned must be");
    expect(() => assignStages([events[0]!, null as never], { model, rules })).toThrow(
      "event must be an object, got null at index 1",
    );
    const timeless = [events[0]!, { ...events[0]!, at: undefined as never }];
    expect(assignStages(timeless, { model, rules }).coverage).toBe(1);
    expect(() => assignStages(timeless, { model, rules, unassigned: "carry" })).toThrow(
      "at must be a Date, a Temporal.Instant or whole milliseconds since 1970-01-01T00:00Z, got undefined at index 1",
    );
  });

  it("are not those of the inherited fields of a table", () => {
    const odd = [of("constructor", 0), of("__proto__", 1), of("toString", 2)];
    expect(assignStages(odd, { model, rules })).toMatchObject({ coverage: 0, numerator: 0, denominator: 3 });
  });

  it("cover nothing of nothing", () => {
    expect(assignStages([], { model, rules })).toMatchObject({ coverage: null, assigned: [], unassigned: [] });
  });

  it("split the events in two, whatever they are, and the order of events does not show", () => {
    const table = { look: "before", buy: "during" } as const;
    fc.assert(
      fc.property(
        fc.array(anyEvent, { maxLength: 30 }),
        fc.constantFrom("report", "carry"),
        fc.nat(),
        (list, unassigned, seed) => {
          const own = list.map((event, index) => ({ ...event, id: `${index}` }));
          deepFreeze(own);
          const split = assignStages(own, { model, rules: table, unassigned });
          const ids = [...split.assigned, ...split.unassigned].map(({ id }) => Number(id));
          expect(ids.sort((l, r) => l - r)).toEqual(own.map((_, index) => index));
          expect(split.denominator).toBe(own.length);
          const again = assignStages(shuffled(own, seed), { model, rules: table, unassigned });
          const sorted = (events: readonly JourneyEvent[]) => [...events].sort((l, r) => Number(l.id) - Number(r.id));
          expectSame(sorted(again.assigned), sorted(split.assigned));
          expectSame(sorted(again.unassigned), sorted(split.unassigned));
        },
      ),
    );
  });
});
